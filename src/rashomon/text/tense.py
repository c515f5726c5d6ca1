"""Whether a time lies ahead or behind: the verb around it decides, by the tree where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.wordlists import word_set

AHEAD: Final = 1
BEHIND: Final = -1
UNTOLD: Final = 0

_WILL: Final = word_set("will 'll wo shall")
_MIGHT: Final = word_set("would may might")
_PARTICLES: Final = word_set("off up out aside back ablaze alight down")
"""Behind "set" they make a deed of it ("set off alarms on Tuesday"); only "set to" and "set for" are plans."""
_ARRANGED: Final = word_set("scheduled due set slated expected planned")
_PLANS: Final = word_set(
    "scheduled due planned plans plan set expected slated intends intend hopes hope aims ready prepared about "
    "expects supposed vowed promised agreed"
)
# News tells what is on the calendar in the present: "Congress reconvenes Jan. 24".
_CALENDAR_VERBS: Final = word_set(
    "meets meet begins starts opens reconvenes expires arrives leaves visits resumes returns convenes hosts "
    "travels votes"
)
_PAST: Final = word_set(
    "was were had did said told went came took made got gave put began fell rose flew hit struck saw met sent "
    "led won lost found held left broke brought became showed kept shot stood ran wrote spoke drove sank "
    "thought felt knew heard built cut swept sought died bought sold"
)
_BEEN: Final = word_set("was were been had")
_REACH: Final = 14
_NEAR: Final = 5
# Trees of real sentences stay below these; they bound the work for endless ones.
_DEEPEST: Final = 40
_WIDEST: Final = 60


def tense_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """AHEAD, BEHIND or UNTOLD for the time told by tokens ``first`` to ``last`` (exclusive)."""
    before = [lowered(token) for token in tokens[max(0, first - 4) : first]]
    if before[-1:] in (["until"], ["till"]) or before[-2:] in (["until", "the"], ["till", "the"]):
        after = {lowered(token) for token in tokens[last : last + 6]}
        return UNTOLD if after & {"had", "n't", "not", "was", "were"} else AHEAD
    if before[-3:] in (["as", "soon", "as"], ["as", "early", "as"], ["as", "late", "as"]):
        return AHEAD
    # "Wednesday's ruling" is a thing that has a date, whatever the verb around it says
    if last < len(tokens) and lowered(tokens[last]) in ("'s", "'"):
        return UNTOLD
    governor = _governor(tokens, first, last)
    told = _verb_tense(tokens, governor) if governor >= 0 else _nearest_tense(tokens, first, last)
    # what hangs on a noun or participle ("a dividend payable Dec. 15") may lie elsewhere than the main verb
    if told == BEHIND and governor >= 0 and tokens[_outer_head(tokens, first, last)].pos not in ("VERB", "AUX"):
        return UNTOLD
    # a deadline outlives the verb that sets it
    return UNTOLD if told == BEHIND and before[-1:] == ["by"] else told


def _governor(tokens: Sequence[Token], first: int, last: int) -> int:
    """The verb over a stretch, -1 without a tree."""
    if not tokens[first].relation:
        return -1
    place = tokens[first].head
    seen: set[int] = set()
    while 0 <= place < len(tokens) and place not in seen and len(seen) < _DEEPEST:
        seen.add(place)
        if not first <= place < last and tokens[place].pos in ("VERB", "AUX"):
            return place
        place = tokens[place].head
    return -1


def _outer_head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word outside a stretch that it hangs on; the stretch's first word when there is none."""
    place = first
    for _ in range(last - first + 1):
        if not first <= place < last or tokens[place].head < 0:
            break
        place = tokens[place].head
    return place


def _verb_tense(tokens: Sequence[Token], verb: int) -> int:
    """The tense of a verb with its auxiliaries; an infinitive after a plan lies ahead ("is to meet")."""
    nearby = range(max(0, verb - _WIDEST), min(len(tokens), verb + _WIDEST))
    children = [place for place in nearby if tokens[place].head == verb]
    relations = {place: tokens[place].relation.split(":")[0] for place in children}
    words = {lowered(tokens[place]) for place in children if relations[place] in ("aux", "mark", "cop")}
    if words & _WILL:
        return AHEAD
    if words & {"have", "had", "has"} or (words & _BEEN and "to" not in words):
        return BEHIND
    if "to" in words:
        to = next(place for place in children if lowered(tokens[place]) == "to")
        previous = [lowered(token) for token in tokens[max(0, to - 2) : to]]
        over = lowered(tokens[tokens[verb].head]) if tokens[verb].head >= 0 else ""
        if set(previous) & _BEEN and previous[-1:] != ["be"]:
            return BEHIND if previous[-1] in _PLANS else UNTOLD
        planned = over in _PLANS or previous[-1:] == ["to"] or set(previous[-1:]) & (_PLANS | {"is", "are", "'s", "be"})
        return AHEAD if planned else UNTOLD
    if words & _MIGHT:
        return AHEAD
    text = lowered(tokens[verb])
    if text == "set" and verb + 1 < len(tokens) and lowered(tokens[verb + 1]) in _PARTICLES:
        return BEHIND
    if text in _ARRANGED:
        return UNTOLD if words & _BEEN else AHEAD
    if text in _CALENDAR_VERBS:
        return AHEAD
    past = (
        text in _PAST or text.endswith("ed") or (tokens[verb].lemma and not text.startswith(tokens[verb].lemma.lower()))
    )
    return BEHIND if past and not words & {"is", "are", "be", "'s"} else UNTOLD


def _nearest_tense(tokens: Sequence[Token], first: int, last: int) -> int:
    """Without a tree: the nearest verb cue on either side, the left one first when they are as far."""
    for step in range(1, _REACH):
        for place in (first - step, last - 1 + step):
            if not 0 <= place < len(tokens) or first <= place < last:
                continue
            if place >= last and tokens[place].text in ",;" and step > 1:
                continue
            told = _cue(tokens, place, place < first)
            if told == BEHIND and step > _NEAR:
                return UNTOLD
            if told:
                return told
    return UNTOLD


def _cue(tokens: Sequence[Token], place: int, left: bool) -> int:
    """What one word says of the tense of a time on its right (``left``: it stands left of the time)."""
    low = lowered(tokens[place])
    after = lowered(tokens[place + 1]) if place + 1 < len(tokens) else ""
    before = lowered(tokens[place - 1]) if place else ""
    if low in _WILL:
        return AHEAD
    if low in _MIGHT and left and tokens[place].text[0].islower():
        return BEHIND if after == "have" else AHEAD
    if left and after == "to" and (low in _PLANS or low in ("is", "are", "'s")):
        return BEHIND if before in _BEEN else AHEAD
    if left and low in ("due", "scheduled", "slated", "planned"):
        return AHEAD if before in ("is", "are", "be", "'s") else BEHIND if before in _BEEN else UNTOLD
    if low in _CALENDAR_VERBS and left and before not in ("to", "did", "n't"):
        return AHEAD
    said = low in ("said", "told", "says") and not left
    if said or low in _PLANS:
        return UNTOLD
    return BEHIND if low in _PAST or (low.endswith("ed") and len(low) > 4) else UNTOLD
