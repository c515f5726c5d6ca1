"""Whether a time lies ahead: the verb around it decides, by the tree where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.wordlists import word_set

_WILL: Final = word_set("will 'll wo shall")
_PLANS: Final = word_set(
    "scheduled due planned plans plan set expected slated intends intend hopes hope aims ready prepared about"
)
_BEFORE: Final = word_set("until till by next coming upcoming")
_PAST: Final = word_set(
    "was were had did said told went came took made got gave put began fell rose flew hit struck saw met sent led won lost found "
    "held left broke brought became showed kept shot stood ran wrote spoke drove sank thought felt knew heard built cut"
)
_REACH: Final = 14


def looks_ahead(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True when the verb that governs tokens ``first`` to ``last`` (exclusive) is of the future."""
    before = [lowered(token) for token in tokens[max(0, first - 3) : first]]
    if before[-1:] == ["until"] or before[-2:] == ["until", "the"] or before[-1:] == ["till"]:
        return True
    governor = _governor(tokens, first, last)
    if governor >= 0:
        return _verb_ahead(tokens, governor)
    return _nearest_ahead(tokens, first, last)


def _governor(tokens: Sequence[Token], first: int, last: int) -> int:
    """The verb over a stretch, -1 without a tree."""
    if not any(token.relation for token in tokens):
        return -1
    place = tokens[first].head
    seen = set()
    while place >= 0 and place not in seen:
        seen.add(place)
        if not first <= place < last and tokens[place].pos in ("VERB", "AUX"):
            return place
        place = tokens[place].head
    return -1


def _verb_ahead(tokens: Sequence[Token], verb: int) -> bool:
    """A verb with "will", or an infinitive that hangs on a plan ("is to meet", "due to start")."""
    children = [place for place in range(len(tokens)) if tokens[place].head == verb]
    words = {lowered(tokens[place]) for place in children if tokens[place].relation.split(":")[0] in ("aux", "mark")}
    if words & _WILL:
        return True
    text = lowered(tokens[verb])
    if "to" in words:
        before = lowered(tokens[tokens[verb].head]) if tokens[verb].head >= 0 else ""
        auxiliaries = {
            lowered(tokens[place]) for place in children if tokens[place].relation.split(":")[0] in ("aux", "cop")
        }
        to = next((place for place in children if lowered(tokens[place]) == "to"), verb)
        previous = lowered(tokens[to - 1]) if to else ""
        return (
            before in _PLANS
            or previous in _PLANS
            or previous in ("is", "are", "'s", "be")
            or bool(auxiliaries & {"is", "are"})
        )
    if text in ("due", "scheduled", "planned", "slated", "expected", "set"):
        return not words & {"was", "were", "had"} and "is" in words | {"is"} and bool(words & {"is", "are", "'s"})
    return False


def _nearest_ahead(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Without a tree: the nearest verb cue on either side, the left one first when they are as far."""
    for step in range(1, _REACH):
        for place in (first - step, last - 1 + step):
            if not 0 <= place < len(tokens) or first <= place < last:
                continue
            low = lowered(tokens[place])
            if low in _WILL:
                return True
            after = lowered(tokens[place + 1]) if place + 1 < len(tokens) else ""
            if after == "to" and (low in _PLANS or low in ("is", "are", "'s")) and place < first:
                return True
            if (
                low in ("due", "scheduled", "slated")
                and place < first
                and lowered(tokens[place - 1]) in ("is", "are", "be", "'s")
            ):
                return True
            said = low in ("said", "told") and place > last
            if (low in _PAST or (low.endswith("ed") and len(low) > 4 and low not in _PLANS)) and not said:
                return False
    return False
