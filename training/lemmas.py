"""The lemma table: what GUM says, our list of irregular verbs, known verbs; what the rules get right is left out."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from rashomon.text.lemma import Lemmas, lemma
from training.data import read

# base past participle (past = participle where only two are given); our own list of English irregular verbs
IRREGULAR = """
arise arose arisen|awake awoke awoken|be was been|bear bore borne|beat beat beaten|become became become
befall befell befallen|begin began begun|bend bent|bet bet|bid bid|bind bound|bite bit bitten|bleed bled
blow blew blown|break broke broken|breed bred|bring brought|broadcast broadcast|build built|burn burnt|burst burst
buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come|cost cost|creep crept|cut cut
deal dealt|dig dug|dive dove dived|do did done|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown
forbid forbade forbidden|forecast forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
forgo forwent forgone|freeze froze frozen|get got gotten|give gave given|go went gone|grind ground|grow grew grown
hang hung|have had|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|keep kept|kneel knelt|know knew known
lay laid|lead led|lean leant|leap leapt|learn learnt|leave left|lend lent|let let|lie lay lain|light lit|lose lost
make made|mean meant|meet met|mislead misled|mistake mistook mistaken|outdo outdid outdone
overcome overcame overcome|overfly overflew overflown|overhear overheard|override overrode overridden
oversee oversaw overseen|overshoot overshot|overtake overtook overtaken|overthrow overthrew overthrown|pay paid
prove proved proven|put put|quit quit|read read|rebuild rebuilt|redo redid redone|repay repaid|rid rid
ride rode ridden|ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent
set set|sew sewed sewn|shake shook shaken|shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk
shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|speed sped|spend spent
spin spun|spill spilt|split split|spread spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck
sting stung|stink stank stunk|stride strode stridden|strike struck stricken|string strung|strive strove striven
swear swore sworn|sweep swept|swell swelled swollen|swim swam swum|swing swung|take took taken|teach taught
tear tore torn|tell told|think thought|throw threw thrown|thrust thrust|undergo underwent undergone
understand understood|undertake undertook undertaken|undo undid undone|uphold upheld|upset upset|wake woke woken
wear wore worn|weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn|withhold withheld
withstand withstood|wring wrung|write wrote written
"""

# Verbs of the reports we read that GUM may not have met.
MORE_VERBS = """
fire launch test test-fire intercept overfly splash land detonate explode bomb shell strike attack ambush assassinate
abduct hijack capsize derail collide crash erupt flood quake evacuate displace injure wound kill maim rescue drown
bury destroy damage collapse detect monitor track analyse analyze estimate assess announce confirm deny claim allege
report state declare warn urge condemn denounce protest lodge convene resume restore reconnect suspend halt escalate
provoke deploy mobilize mobilise retaliate threaten vow pledge accuse blame insist stress note add reiterate hint
cite quote relay broadcast reveal disclose admit concede acknowledge refute reject rule dispute contradict clarify
retract withdraw correct revise scrap ban violate breach sanction denuclearize denuclearise negotiate meet host
visit phone telephone discuss agree disagree invite propose offer refuse decline accept dialogue lift impose ease
travel soar reach cover carry tip arm fuel ignite misfire fizzle stage conduct carry supervise oversee guide observe
"""

# Forms by hand: plurals and degrees that no rule makes, short forms of auxiliaries.
_HAND = {
    "NOUN": """
men=man women=woman children=child people=people feet=foot teeth=tooth lives=life wives=wife knives=knife
shelves=shelf casualties=casualty crises=crisis analyses=analysis series=series aircraft=aircraft
headquarters=headquarters staff=staff forces=force axes=axis buses=bus viruses=virus heroes=hero
torpedoes=torpedo potatoes=potato tornadoes=tornado volcanoes=volcano vetoes=veto echoes=echo
policemen=policeman fishermen=fisherman spokesmen=spokesman news=news means=means talks=talk gases=gas
data=datum media=medium species=species
""",
    "AUX": """
am=be are=be is=be 'm=be 're=be 's=be was=be were=be been=be being=be be=be has=have had=have having=have
've=have 'd=would does=do did=do ca=can wo=will 'll=will sha=shall could=could would=would should=should
might=might
""",
    "PART": """
n't=not 's='s
""",
    "ADJ": """
better=good best=good worse=bad worst=bad larger=large largest=large bigger=big biggest=big higher=high
highest=high longer=long longest=long lower=low lowest=low shorter=short shortest=short newer=new newest=new
later=late latest=late greater=great greatest=great farther=far further=far more=more most=most older=old
oldest=old smaller=small stronger=strong strongest=strong closer=close closest=close deadliest=deadly
earlier=early
""",
}

HAND = {pos: dict(item.split("=") for item in listed.split()) for pos, listed in _HAND.items()}


def build(data: Path) -> Lemmas:
    """The table from GUM's train part, our lists on top."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in read(data, "gum", "train"):
        for sentence in document.sentences:
            for word, pos, form in zip(sentence.words, sentence.pos, sentence.lemmas, strict=True):
                if pos != "PROPN" and form != "_" and not any(mark.isdigit() for mark in word):
                    seen[pos, word.lower().replace("’", "'")][form] += 1
    verbs = {
        form
        for (pos, _), counts in seen.items()
        if pos == "VERB"
        for form in counts
        if form.isalpha() and form.islower()
    }
    forms: dict[str, dict[str, str]] = {pos: {} for pos in sorted({pos for pos, _ in seen})}
    verbs |= set(MORE_VERBS.split())
    irregular: dict[str, str] = {}
    for entry in IRREGULAR.replace("\n", "|").split("|"):
        if entry:
            base, *others = entry.split()
            verbs.add(base)
            irregular |= {other: base for other in others if other != base}
    bare = Lemmas(forms={}, verbs=frozenset(verbs))
    for (pos, word), counts in sorted(seen.items()):
        best = max(sorted(counts), key=lambda form: counts[form])
        if pos in ("ADJ", "NOUN") and best.lower() == word:
            best = word  # GUM keeps the capital of adjectives inside names
        if lemma(word, pos, bare) != best and (sum(counts.values()) > 1 or pos in ("VERB", "AUX", "NOUN", "ADJ")):
            forms[pos][word] = best
    bases = set(MORE_VERBS.split()) | set(irregular.values())
    forms["VERB"] |= {word: base for word, base in irregular.items() if word not in bases}
    short = "lay=lay was=be were=be has=have does=do goes=go lying=lie dying=die tying=tie ground=ground wound=wound"
    forms["VERB"] |= dict(item.split("=") for item in short.split())
    for pos, table in HAND.items():
        forms.setdefault(pos, {}).update(table)
    return Lemmas(forms=forms, verbs=frozenset(verbs))


def write(data: Path, out: Path) -> None:
    table = build(data)
    out.write_text(json.dumps({"forms": table.forms, "verbs": sorted(table.verbs)}, ensure_ascii=False), "utf8")


def accuracy(data: Path, table: Lemmas, split: str = "dev") -> float:
    """Share of the words of a split (names left out) whose lemma is GUM's."""
    hits = [
        lemma(word, pos, table) == form
        for document in read(data, "gum", split)
        for sentence in document.sentences
        for word, pos, form in zip(sentence.words, sentence.pos, sentence.lemmas, strict=True)
        if pos != "PROPN"
    ]
    return sum(hits) / len(hits)
