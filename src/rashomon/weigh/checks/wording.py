"""Words whose exchange turns a sentence's meaning: bounds, hedges, denials, directions, hours, units.

Own lists. Hedges are kept wide: a respun text replaces "believed" by "accepted" without losing the doubt, and a finding
that a doubt was dropped must not come from our not knowing its new word.
"""

from __future__ import annotations

from typing import Final

from rashomon.weigh.checks.aligned import Side

BOUNDS: Final[dict[tuple[str, ...], str]] = {
    ("at", "least"): "lower", ("no", "fewer", "than"): "lower", ("no", "less", "than"): "lower",
    ("not", "less", "than"): "lower", ("more", "than"): "lower", ("upwards", "of"): "lower", ("beyond",): "lower",
    ("exceeding",): "lower", ("a", "minimum", "of"): "lower", ("greater", "than"): "lower", ("over",): "lower",
    ("above",): "lower", ("at", "slightest"): "lower", ("at", "most"): "upper", ("no", "more", "than"): "upper",
    ("up", "to"): "upper", ("as", "many", "as"): "upper", ("fewer", "than"): "upper", ("less", "than"): "upper",
    ("a", "maximum", "of"): "upper", ("at", "the", "most"): "upper", ("under",): "upper", ("below",): "upper",
    ("not", "more", "than"): "upper", ("as", "much", "as"): "upper",
}
"""Words right before a number, and which side of it they leave open."""

HEDGES: Final = frozenset((
    "may", "might", "could", "can", "would", "should", "likely", "unlikely", "probably", "probable", "apparently",
    "apparent", "possibly", "possible", "potentially", "perhaps", "maybe", "conceivably", "presumably", "seemingly",
    "evidently", "supposedly", "reportedly", "allegedly", "purportedly", "ostensibly", "tentatively", "provisionally",
    "believe", "believed", "believes", "think", "thought", "thinks", "suspect", "suspected", "suspects", "estimate",
    "estimated", "estimates", "presume", "presumed", "assume", "assumed", "assumes", "assess", "assessed", "appear",
    "appeared", "appears", "seem", "seemed", "seems", "suppose", "supposed", "guess", "guessed", "guesses", "reckon",
    "reckoned", "consider", "considered", "deemed", "judged", "accept", "accepted", "expect", "expected", "fear",
    "feared", "claim", "claimed", "allege", "alleged", "preliminary", "initial", "unconfirmed", "suggest", "suggested",
    "suggests", "indicate", "indicated", "indicates", "feel", "felt", "sees", "regarded", "conjectured", "surmised",
    "assumption", "belief", "estimation", "possibility", "probability", "chance", "whether", "rumour", "rumoured",
    "rumor", "rumored", "speculated", "conceivable", "presumptive", "trust", "trusted", "imagine", "imagined", "if",
    "indication", "indications", "unclear", "unknown", "doubt", "doubted", "doubtful", "theory", "hypothesis", "sign",
    "signs",
))
"""Words that say a sentence is not certain; matched on text and lemma."""

STRONG_HEDGES: Final = frozenset((
    "may", "might", "could", "likely", "probably", "apparently", "possibly", "perhaps", "maybe", "presumably",
    "reportedly", "allegedly", "believe", "believed", "think", "thought", "suspect", "suspected", "estimate",
    "estimated", "presume", "presumed", "appear", "appeared", "seem", "seemed", "alleged", "indication",
))
"""The narrower list: hedges whose loss is a distortion."""

_DENYING: Final = frozenset((
    "deny", "denied", "denies", "reject", "rejected", "rejects", "dismiss", "dismissed", "dismisses", "refute",
    "refuted", "refutes", "disputed", "disputes", "repudiated", "ruled-out",
))
_CONFIRMING: Final = frozenset((
    "confirm", "confirmed", "confirms", "affirm", "affirmed", "affirms", "admit", "admitted", "admits", "acknowledge",
    "acknowledged", "acknowledges", "concede", "conceded", "concedes", "certified", "verified",
))
_RAISING: Final = frozenset(("raise", "increase", "raised", "increased", "lifted", "rose"))
_LOWERING: Final = frozenset((
    "brought-down", "lower", "lowered", "cut", "reduce", "reduced", "decrease", "decreased", "trimmed",
))
_WELCOMING: Final = frozenset(("welcome", "welcomed", "welcomes", "hailed", "praised", "applauded"))
_CONDEMNING: Final = frozenset(("condemn", "condemned", "condemns", "denounced", "deplored", "decried", "rejected"))

OPPOSITES: Final[tuple[tuple[str, frozenset[str], frozenset[str]], ...]] = (
    ("denial", _DENYING, _CONFIRMING),
    ("movement", _RAISING, _LOWERING),
    ("judgement", _WELCOMING, _CONDEMNING),
    ("outcome", frozenset(("successful", "successfully", "success")),
     frozenset(("unsuccessful", "unsuccessfully", "failed", "failure"))),
    ("outcome", frozenset(("succeed", "succeeded")), frozenset(("fail", "failed", "fails"))),
    ("outcome", frozenset(("hit", "hits")), frozenset(("miss", "missed", "misses"))),
    ("outcome", frozenset(("saved", "rescued")), frozenset(("lost", "perished", "misplaced"))),
    ("side", frozenset(("inside", "interior")), frozenset(("outside", "exterior"))),
    ("kind", frozenset(("ballistic",)), frozenset(("cruise",))),
    ("knowledge", frozenset(("unknown", "unclear")), frozenset(("known", "clear"))),
    ("end", frozenset(("still",)), frozenset(("no-longer",))),
    ("will", frozenset(("voluntary", "intentional", "deliberate")), frozenset(("involuntary", "accidental"))),
)
"""Lists of which a sentence and its copy should not have one each; the kind names what was exchanged."""

STRONG_NEGATIVES: Final = frozenset((
    "not", "n't", "no", "never", "none", "nobody", "neither", "nor", "cannot", "nothing", "nowhere",
    "without", "yet-to",
))
"""Words that say no by themselves."""
NEGATIVES: Final = STRONG_NEGATIVES | frozenset((
    "fail", "failed", "fails", "deny", "denied", "denies", "refuse", "refused", "decline", "declined", "lack", "lacked",
    "lacks", "lacking", "unable", "impossible", "unknown", "unclear", "untrue", "false", "ruled-out", "exclude",
    "excluded", "preclude", "precluded", "dismiss", "dismissed", "reject", "rejected", "hardly", "barely", "avoid",
    "avoided", "prevent", "prevented", "zero", "nil", "missing", "unhurt", "unharmed", "uninjured",
    "unscathed", "unidentified", "unconfirmed", "unsuccessful", "undecided", "undamaged", "unaware", "unlikely", "free",
    "instead", "stop", "stopped", "withhold", "withheld", "unwilling", "unchanged",
    "no-longer", "safe", "intact", "stay-out", "ignorant", "unsure", "uncertain", "open", "unsaid", "unexploded",
    "incomplete", "invalid", "void", "avert", "averted", "escaped", "spared", "ceased", "short", "empty",
    "rather", "except", "silent", "unanswered", "unnamed", "anonymous", "negative",
))
"""Those, and words by which another may say the same: where one of them stands, no "no" is missing."""
CERTAIN: Final = frozenset((
    "certainly", "definitely", "undoubtedly", "surely", "unquestionably", "doubtless", "assuredly", "indisputably",
    "undeniably", "absolutely", "clearly", "obviously", "evidently-true", "positively", "indubitably", "inevitably",
))


def _classes(**classes: str) -> dict[str, str]:
    return {word: name.replace("_", " ") for name, words in classes.items() for word in words.split()}


_SEXES: Final = _classes(
    male="man men boy boys father son husband brother gentleman gentlemen male males",
    female="woman women girl girls mother daughter wife sister lady ladies female females",
)
_LIVES: Final = _classes(
    alive="alive survive survived survivor survivors living spared saved rescued unhurt unharmed",
    dead="dead die died kill killed lifeless perish perished slain slaughtered deceased bodies corpses drowned",
)
_ORDERS: Final = _classes(after="later after afterwards afterward", before="earlier sooner before beforehand")
_SERVICES: Final = _classes(
    navy="navy naval", coast_guard="coastguard coast-guard", army="army", air_force="air-force", police="police",
    fire_brigade="firefighter firefighters",
)
_SUICIDES: Final = _classes(
    person="suicide-bomber suicide-bombers suicide-attacker suicide-attackers",
    craft="suicide-aircraft suicide-plane suicide-planes suicide-airplane suicide-jet",
)
_TRUTHS: Final = _classes(
    untrue="untrue false incorrect baseless unfounded nonsense", true="true correct obvious accurate evident right",
)
_PARTS: Final = _classes(
    absent="stay-out absent abstained", present="took-part taking-part attended joined participated attend join",
)
_LIMBS: Final = _classes(
    head="head skull", neck="neck throat", chest="chest breast", stomach="stomach abdomen belly", arm="arm arms",
    leg="leg legs thigh thighs", hand="hand hands wrist", foot="foot feet ankle", shoulder="shoulder shoulders",
)
CLASSES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("sex", _SEXES), ("life", _LIVES), ("order", _ORDERS), ("service", _SERVICES), ("kind", _SUICIDES),
    ("denial", _TRUTHS), ("part", _PARTS), ("limb", _LIMBS),
)
"""Words of classes of which a copy should keep each in its place; the kind names what was exchanged."""
FIGURED: Final = frozenset(("life", "service", "kind", "part"))
"""Classes that tell also where one sentence has more words of them than the other."""

DAY_PARTS: Final[dict[str, str]] = {
    "morning": "morning", "dawn": "morning", "daybreak": "morning", "sunrise": "morning", "afternoon": "afternoon",
    "evening": "evening", "night": "evening", "nightfall": "evening", "dusk": "evening", "overnight": "evening",
    "midnight": "evening", "noon": "afternoon", "midday": "afternoon",
}
WEEKDAYS: Final = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
))
MONTHS: Final = frozenset((
    "january", "february", "april", "june", "july", "august", "september", "october", "november", "december",
))
SHORT_MONTHS: Final[dict[str, str]] = {
    "jan": "january", "feb": "february", "apr": "april", "jun": "june", "jul": "july", "aug": "august",
    "sep": "september", "sept": "september", "oct": "october", "nov": "november", "dec": "december",
}
PERIODS: Final[dict[str, str]] = {
    form: word for word in ("second", "minute", "hour", "day", "week", "month", "year", "decade")
    for form in (word, f"{word}s")
}
_POINTS: Final[dict[str, str]] = {"north": "n", "south": "s", "east": "e", "west": "w"}
_ENDINGS: Final = ("", "ern", "ward", "wards", "erly")


def compass_points() -> dict[str, str]:
    """Every word for a part of the compass to its key: "northeastern" gives "ne", "south-west" gives "sw"."""
    whole = dict(_POINTS)
    for first in ("north", "south"):
        for second in ("east", "west"):
            whole |= {f"{first}{mark}{second}": _POINTS[first] + _POINTS[second] for mark in ("", "-")}
    return {word + ending: key for word, key in whole.items() for ending in _ENDINGS}


_PHRASES: Final = (
    ["no", "longer"], ["yet", "to"], ["coast", "guard"], ["air", "force"], ["took", "part"], ["taking", "part"],
    ["suicide", "bomber"], ["suicide", "bombers"], ["suicide", "attacker"], ["suicide", "attackers"],
    ["suicide", "aircraft"], ["suicide", "plane"], ["suicide", "planes"], ["suicide", "airplane"], ["suicide", "jet"],
)


def forms(side: Side) -> list[str]:
    """The words of a sentence, folded; "rule out", "bring down" and "no longer" joined, as each says one thing."""
    folded = [token.text.casefold().replace("’", "'") for token in side.tokens]
    lemmas = [token.lemma.casefold() for token in side.tokens]
    for at, lemma in enumerate(lemmas):
        if lemma in ("rule", "ruled", "rules") and "out" in folded[at + 1 : at + 3]:
            folded[at] = "ruled-out"
        elif lemma in ("bring", "brought") and folded[at + 1 : at + 2] == ["down"]:
            folded[at] = "brought-down"
        elif folded[at : at + 2] in _PHRASES:
            folded[at] = "-".join(folded[at : at + 2])
        elif folded[at : at + 4] == ["run", "the", "show", "out"]:
            folded[at] = "ruled-out"  # what spinning makes of "rule out"
        elif lemma in ("stay", "stayed", "stays") and folded[at + 1 : at + 2] in (["out"], ["away"]):
            folded[at] = "stay-out"
    return folded


def is_one_of(side: Side, at: int, listed: frozenset[str], words: list[str]) -> bool:
    """True when the word at that place, or its lemma, is in the list."""
    return words[at] in listed or side.tokens[at].lemma.casefold() in listed
