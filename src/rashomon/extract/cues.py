"""Words of saying and of doubt: what each verb of attribution says about manner, certainty and polarity.

Own list, ordered after the cue classes of PolNeAR and of Saurí and Pustejovsky's FactBank (2009).
"""

from __future__ import annotations

MANNERS: dict[str, str] = {
    "say": "said", "tell": "said", "state": "said", "add": "said", "note": "said", "remark": "said", "explain": "said",
    "comment": "said", "declare": "said", "stress": "said", "reiterate": "said", "repeat": "said", "argue": "said",
    "write": "said", "tweet": "said", "post": "said", "respond": "said", "reply": "said", "recall": "said",
    "acknowledge": "confirmed", "admit": "confirmed", "confirm": "confirmed", "verify": "confirmed",
    "announce": "announced", "disclose": "announced", "reveal": "announced", "publish": "announced",
    "release": "announced", "report": "reported", "quote": "reported", "cite": "reported", "carry": "reported",
    "broadcast": "reported", "describe": "described", "term": "described", "call": "described", "label": "described",
    "claim": "claimed", "allege": "alleged", "assert": "claimed", "insist": "claimed", "maintain": "claimed",
    "contend": "claimed", "boast": "claimed", "accuse": "accused", "blame": "accused", "charge": "accused",
    "deny": "denied", "reject": "denied", "dismiss": "denied", "refute": "denied", "dispute": "denied",
    "estimate": "estimated", "believe": "estimated", "think": "estimated", "assess": "estimated", "judge": "estimated",
    "presume": "estimated", "assume": "estimated", "reckon": "estimated", "consider": "estimated", "see": "said",
    "suspect": "suspected", "speculate": "suspected", "suggest": "suggested", "indicate": "suggested",
    "hint": "suggested", "imply": "suggested", "warn": "warned", "predict": "estimated", "expect": "estimated",
    "show": "reported", "find": "reported", "conclude": "said", "determine": "said", "detect": "reported",
    "count": "counted", "tally": "counted", "record": "reported", "put": "estimated", "observe": "said",
    "inform": "said", "notify": "said", "brief": "said", "testify": "said", "vow": "vowed", "pledge": "vowed",
    "promise": "vowed", "ask": "asked", "wonder": "asked", "learn": "reported", "know": "said", "hear": "reported",
    "relay": "reported", "mention": "said", "calculate": "estimated", "list": "reported", "register": "reported",
    "attribute": "said", "speak": "said", "give": "said", "lower": "said", "raise": "said", "revise": "said",
    "fear": "suspected", "investigate": "asked", "analyse": "asked", "analyze": "asked", "examine": "asked",
    "study": "asked", "clarify": "said", "issue": "said", "identify": "said", "track": "reported",
    "concede": "confirmed", "emphasise": "said", "emphasize": "said", "underline": "said", "relate": "said",
    "recount": "said", "signal": "suggested", "lament": "said", "have": "said", "bring": "said", "cut": "said",
    "set": "said", "keep": "said", "adjust": "said", "update": "said", "hold": "said", "increase": "said",
    "monitor": "reported", "air": "reported", "hail": "described", "caution": "warned", "tip": "said",
    "go on": "said", "continue": "said", "sure": "said", "certain": "said", "convinced": "said", "convince": "said",
    "confident": "said", "adamant": "claimed", "leave": "said", "place": "said", "point": "suggested",
    "gauge": "estimated", "forecast": "estimated", "project": "estimated", "specify": "said", "detail": "said",
    "affirm": "said", "attest": "said", "proclaim": "announced", "theorise": "suspected", "theorize": "suspected",
    "surmise": "suspected", "guess": "suspected", "portray": "described", "brand": "described", "deem": "described",
    "dub": "described", "characterise": "described", "characterize": "described", "elaborate": "said",
    "stick": "said", "correct": "said", "amend": "said", "change": "said", "reduce": "said",
    "measure": "reported", "peg": "estimated", "brag": "claimed", "counter": "said", "complain": "said",
    "advise": "said", "swear": "claimed", "opine": "said", "certify": "confirmed", "document": "reported",
    "corroborate": "confirmed", "rebut": "denied", "hypothesise": "suspected", "hypothesize": "suspected",
    "remind": "said", "avow": "claimed", "insinuate": "suggested", "quip": "said", "volunteer": "said",
}
"""Lemma of the cue to the manner of the voice."""

NOUN_CUES: dict[str, str] = {
    "claim": "claimed", "report": "reported", "statement": "said", "announcement": "announced", "estimate": "estimated",
    "assessment": "estimated", "count": "counted", "allegation": "alleged", "suggestion": "suggested",
    "suspicion": "suspected", "view": "said", "belief": "estimated", "confirmation": "confirmed", "denial": "denied",
    "assertion": "claimed", "analysis": "estimated", "word": "said", "account": "said", "investigation": "said",
    "list": "counted", "sum": "counted", "balance": "counted", "data": "reported",
    "finding": "reported", "tally": "counted", "toll": "counted", "figure": "said", "reckoning": "counted",
}
"""Noun with a clause, or behind "according to", to the manner."""

OBJECT_CUES = frozenset({
    "report", "confirm", "announce", "claim", "detect", "estimate", "count", "deny", "allege", "describe", "declare",
    "tally", "record", "reveal", "disclose", "mention", "track", "identify", "register", "put", "acknowledge", "list",
    "cite", "give", "attribute", "place", "measure", "peg", "document",
})
"""Cues whose object alone can be what is claimed: "counted two missiles", "announced 368"."""

EVIDENCE_NOUNS = frozenset({
    "investigation", "analysis", "assessment", "data", "radar", "evidence", "indication", "estimate", "information",
    "figure", "image", "imagery", "photo", "footage", "finding", "result", "review", "inquiry", "study", "calculation",
    "observation", "intelligence", "examination", "reading", "record", "survey",
})
"""What a voice relies on: not a voice of its own, but it may say how provisional the claim is."""
TALLY_CUES = frozenset({"have", "bring", "raise", "lower", "cut", "set", "keep", "revise", "adjust", "update", "hold",
                        "increase", "put", "leave", "reduce", "correct", "amend",
                        "change"})
TALLIES = frozenset({"number", "toll", "count", "figure", "total", "tally", "sum", "estimate", "list", "balance"})
"""Verbs that make a source only of whoever handles a tally: "brought down the number", "had the toll at"."""

SPEAK_OF = frozenset({"speak", "tell", "warn", "talk", "know", "hear", "learn", "boast", "brag", "complain"})

CITE = frozenset({"cite", "quote"})

SURE = frozenset({"sure", "certain", "convinced", "convince", "confident", "adamant"})
"""Adjectives that speak for somebody with a clause behind them: "a shopper was sure that one was a woman"."""

DESCRIBE = frozenset({"call", "describe", "term", "label", "brand", "deem", "dub", "hail", "portray", "characterise",
                      "characterize", "declare", "consider"})
"""Verbs that say what something is: "called it an accident", "portrayed the flight as a failure"."""

SET_AT = frozenset({"put", "place", "set", "fix", "peg", "measure"})
"""Verbs that give a figure or a spot only with the number or the thing so placed: not "put a bag in the hall"."""
SPOTS = frozenset({"point", "epicentre", "epicenter", "hypocentre", "hypocenter", "position", "site", "start", "origin",
                   "spot", "location", "fall", "impact", "launch", "time", "cost", "damage"})

PROBABLE = frozenset({
    "likely", "probably", "apparently", "presumably", "seemingly", "presumed", "suspected", "apparent", "preliminary",
    "provisional", "provisionally", "tentatively", "estimated", "reportedly", "believed", "assumed", "initial",
    "probable", "purported", "reckoned", "probability", "likelihood",
})
POSSIBLE = frozenset({"possibly", "perhaps", "maybe", "potentially", "possible", "potential", "conceivably"})
POSSIBLE_MODALS = frozenset({"may", "might", "could", "can"})
FUTURE_MODALS = frozenset({"will", "would", "shall", "'ll", "wo", "should", "must"})
PROBABLE_VERBS = frozenset({
    "appear", "seem", "believe", "think", "estimate", "presume", "assume", "assess", "judge", "expect", "reckon",
    "consider", "calculate",
})
POSSIBLE_VERBS = frozenset({"suspect", "speculate", "fear", "rumour", "rumor", "suggest"})
OPEN_VERBS = frozenset({
    "investigate", "analyse", "analyze", "examine", "study", "ascertain", "determine", "check", "ask", "wonder",
    "establish", "assess", "verify", "confirm", "clarify", "question",
})
OPEN_NOUNS = frozenset({"investigation", "analysis", "examination", "study", "review", "question", "inquiry", "doubt"})
IRREALIS_VERBS = frozenset({
    "plan", "prepare", "intend", "want", "threaten", "vow", "pledge", "promise", "expect", "schedule", "urge", "call",
    "demand", "ask", "warn", "refrain", "stop", "halt", "ban", "prohibit", "prevent", "suspend", "forbid", "hope",
    "decide", "try", "attempt", "seek", "order", "allow", "need", "require", "poise", "set", "continue", "avoid",
})
RANK = {"certain": 2, "probable": 1, "possible": 0}
SPEECH = frozenset({"say", "tell", "report", "announce", "state", "add", "note", "write", "claim", "declare", "confirm",
                    "reveal", "disclose", "explain", "warn", "insist", "remark", "comment", "estimate", "believe",
                    "concede", "admit", "acknowledge", "stress", "reiterate", "repeat", "argue", "tweet", "post",
                    "emphasise", "emphasize", "underline", "assert", "maintain", "contend", "allege", "recall", "reply",
                    "respond", "testify", "caution", "conclude", "recount", "relate", "reckon", "think", "suspect",
                    "go on", "continue", "elaborate", "counter", "complain", "brag", "advise", "opine", "boast"})
"""Verbs that only somebody who can speak takes."""

ENDS = frozenset({"over", "end", "finish", "lift", "reopen", "resume", "subside", "cease", "until", "till"})
"""What is dated by these is the end of a happening: "by noon the fire was over"."""

SPEAKERS = frozenset({
    "official", "source", "spokesman", "spokeswoman", "spokesperson", "minister", "ministry", "government", "police",
    "authority", "expert", "analyst", "witness", "resident", "officer", "agency", "military", "army", "navy", "guard",
    "coastguard", "scientist", "researcher", "leader", "president", "secretary", "ambassador", "envoy", "diplomat",
    "observer", "prosecutor", "investigator", "doctor", "medic", "hospital", "mayor", "governor", "group", "media",
    "organisation", "organization", "office", "bureau", "department", "commander", "general", "chief", "man", "woman",
    "survivor", "neighbour", "neighbor", "rescuer", "firefighter", "union", "company", "operator", "institute",
    "centre", "center", "body", "committee", "council", "commission", "teacher", "student", "people", "newspaper",
    "broadcaster", "historian", "specialist", "aide", "court", "judge", "lawyer", "militant", "rebel", "administration",
    "capital", "side", "party", "service", "team", "firm", "station", "desk", "pilot", "driver", "captain", "professor",
    "prefecture", "municipality", "fisherman", "shopper", "worshipper", "sailor", "passenger", "tourist", "guest",
    "worker", "farmer", "villager", "priest", "imam", "bishop", "lawmaker", "senator", "deputy", "member", "sheriff",
    "constable", "detective", "inspector", "coroner", "nurse", "paramedic", "surgeon", "seismologist", "geologist",
    "meteorologist", "engineer", "adviser", "advisor", "negotiator", "delegate", "premier", "chancellor", "king",
    "insider", "informant", "activist", "monitor", "watchdog", "charity", "coalition", "alliance", "insurgent",
    "rescue", "brigade", "ambulance", "manager", "director", "owner", "relative", "mother", "father", "son", "daughter",
    "brother", "sister", "parent", "husband", "wife", "friend", "colleague", "eyewitness", "bystander", "other",
    "representative", "chairman", "chairwoman", "coordinator", "superintendent", "lieutenant", "colonel", "major",
    "sergeant", "admiral", "brigadier", "marshal", "clerk", "vendor", "trader", "pastor", "girl", "boy", "person",
    "pupil", "insurer", "columnist", "correspondent", "reporter", "journalist", "photographer", "scholar", "academic",
    "economist", "physicist", "volcanologist", "hydrologist", "forecaster", "councillor", "congressman",
    "congresswoman", "monk", "ranger", "skipper", "seaman", "crewman", "fisher", "trucker", "soldier", "policeman",
    "commissioner", "prefect", "speaker", "undersecretary", "attorney", "rector", "principal", "headmaster",
    "headteacher", "abbot", "patriarch", "cardinal",
})
"""Common nouns for those who can speak: a nameless subject of another verb must be one of them."""

BODIES = frozenset({
    "ministry", "government", "police", "military", "army", "navy", "guard", "coastguard", "agency", "group",
    "organisation", "organization", "office", "bureau", "department", "hospital", "union", "company", "operator",
    "institute", "centre", "center", "body", "committee", "council", "commission", "newspaper", "broadcaster",
    "court", "administration", "party", "service", "firm", "authority", "prefecture", "brigade", "charity",
    "coalition", "alliance", "watchdog", "command", "presidency", "embassy", "media", "station", "airline", "board",
    "federation", "militia", "movement", "force", "team", "chiefs",
})
"""Common nouns for bodies: what "it" said looks back to."""

EDITIONS = frozenset({"article", "version", "edition", "report", "story", "journal", "newspaper", "paper", "magazine",
                      "page", "bulletin", "dispatch", "review", "column", "note", "website", "site"})
"""With "this" or "our" the outlet's own work: what it said is the outlet's own word."""

REASONS = frozenset({"revenge", "retaliation", "vengeance", "reprisal", "retribution", "punishment", "payback",
                     "avenge", "retaliate"})
"""Words whose complement is another happening: "in retaliation for the shooting at the mosques"."""
