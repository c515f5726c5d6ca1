"""Where an aligned sentence of a copy turns what its parent says: each rule compares the words of one pair.

Rules look for an exchange, not for an absence: "at least" became "at most", "afternoon" became "evening". What a copy
merely leaves out is no distortion, save a hedge: without it a guess is stated as a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Final

import msgspec

from rashomon.text.clocks import clock_at
from rashomon.text.figures import Figure, figure_at
from rashomon.text.units import unit_at
from rashomon.weigh.checks.aligned import AlignedPair, Side
from rashomon.weigh.checks.wording import (
    BOUNDS,
    DAY_PARTS,
    HEDGES,
    MONTHS,
    OPPOSITES,
    PERIODS,
    SHORT_MONTHS,
    STRONG_HEDGES,
    WEEKDAYS,
    compass_points,
    forms,
    is_one_of,
)

_NEGATIONS: Final = frozenset(("not", "n't", "no", "never", "none", "without", "neither", "nor", "cannot"))
_WINDOW: Final = 3
_LINKS: Final = frozenset((",", ".", "and", "of", "the", "a", "an", "km", "kilometers", "kilometres", "to"))


class Turn(msgspec.Struct, frozen=True):
    """One exchange: what kind, the words in the copy and in the parent, and where the copy's words stand."""

    kind: str
    here: str
    there: str
    start: int
    end: int


class Number(msgspec.Struct, frozen=True):
    """A figure of a sentence with its bound ("lower", "upper", "") and unit; first and last are token indices."""

    figure: Figure
    bound: str
    unit: str
    first: int
    last: int


def turns(pair: AlignedPair) -> list[Turn]:
    """All exchanges between the two sentences, in the order of the copy."""
    found = [turn for rule in _RULES for turn in rule(pair)]
    kept: list[Turn] = []
    for turn in sorted(found, key=lambda each: (each.start, each.end)):
        if not any(turn.start < other.end and other.start < turn.end for other in kept):
            kept.append(turn)
    return kept


def numbers(side: Side) -> list[Number]:
    """The figures of a sentence that count or measure; articles, ordinals and clock times left out."""
    tokens, found, at = side.tokens, [], 0
    while at < len(tokens):
        figure = figure_at(tokens, at)
        if figure is None or figure.form not in ("digits", "words") or clock_at(tokens, at) is not None:
            at += 1
            continue
        unit = unit_at(tokens, figure.last)
        # The factor tells kilometres from miles: both are lengths in km.
        named = f"{unit.name} {unit.factor:g}" if unit else PERIODS.get(_word(tokens, figure.last), "")
        bound, first = _bound_before(side, figure.first)
        found.append(Number(figure, bound, named, first, figure.last))
        at = max(figure.last, at + 1)
    return found


def _word(tokens: Sequence[object], at: int) -> str:
    return str(getattr(tokens[at], "text", "")).casefold() if 0 <= at < len(tokens) else ""


def _bound_before(side: Side, at: int) -> tuple[str, int]:
    while at and side.tokens[at - 1].text in ("$", "€", "£", "¥"):
        at -= 1
    words = [token.text.casefold() for token in side.tokens[max(0, at - 3) : at]]
    for length in (3, 2, 1):
        bound = BOUNDS.get(tuple(words[-length:])) if len(words) >= length else None
        if bound:
            return bound, at - length
    return "", at


def _number_turns(pair: AlignedPair) -> list[Turn]:
    """Bounds turned or made, units exchanged, figures changed or swapped."""
    own, theirs = numbers(pair.own), numbers(pair.parent)
    if len(own) != len(theirs):
        return _loose_bounds(own, theirs, pair)
    kept = [(one, other) for one, other in zip(own, theirs, strict=True) if one.figure.low == other.figure.low]
    changed = [(one, other) for one, other in zip(own, theirs, strict=True) if one.figure.low != other.figure.low]
    if changed and sorted(one.figure.low for one in own) == sorted(one.figure.low for one in theirs):
        return _swapped(own, theirs, pair)
    found = [turn for one, other in kept for turn in _bound_or_unit(one, other, pair)]
    # One figure among others that stay: the same sentence with another number. All changed: perhaps another sentence.
    if len(changed) > 1 and not kept:
        return found
    return found + [_turn("figure", one, other, pair) for one, other in changed if _same_place(one, other, kept, pair)]


def _loose_bounds(own: list[Number], theirs: list[Number], pair: AlignedPair) -> list[Turn]:
    """Bounds and units of the figures that stand in one order in both, where one sentence has more of them."""
    matcher = SequenceMatcher(
        None, [one.figure.low for one in own], [other.figure.low for other in theirs], autojunk=False
    )
    found = [
        turn for block in matcher.get_matching_blocks() for step in range(block.size)
        for turn in _bound_or_unit(own[block.a + step], theirs[block.b + step], pair)
    ]
    return found or _of_one_thing(own, theirs, pair)


def _of_one_thing(own: list[Number], theirs: list[Number], pair: AlignedPair) -> list[Turn]:
    """ "three trains had met" for "only one train, the express, had met": another number of the same thing."""
    given, said = {one.figure.low for one in own}, {one.figure.low for one in theirs}
    return [
        _turn("figure", one, other, pair) for one in own for other in theirs
        if one.figure.low not in said and other.figure.low not in given
        and (thing := _thing(pair.own, one)) and thing == _thing(pair.parent, other)
    ][:1]


def _thing(side: Side, number: Number) -> str:
    """The noun right behind a number, without its ending."""
    token = side.tokens[number.last] if number.last < len(side.tokens) else None
    return token.lemma.casefold() if token is not None and token.pos == "NOUN" and not number.unit else ""


def _bound_or_unit(one: Number, other: Number, pair: AlignedPair) -> list[Turn]:
    if {one.bound, other.bound} == {"lower", "upper"}:
        return [_turn("bound", one, other, pair)]
    if one.bound and not other.bound and one.figure.last - one.first > 2:
        return [_turn("made-bound", one, other, pair)]
    if one.unit and other.unit and one.unit != other.unit:
        return [_turn("unit", one, other, pair)]
    return []


def _swapped(own: list[Number], theirs: list[Number], pair: AlignedPair) -> list[Turn]:
    """Two figures that changed places while the words around the places stayed."""
    for at, (one, other) in enumerate(zip(own, theirs, strict=True)):
        if one.figure.low == other.figure.low:
            continue
        moved = next((each for each in own[at + 1 :] if each.figure.low == other.figure.low), None)
        if moved is None:
            return []
        if _likeness(one, other, pair) <= _likeness(moved, other, pair):
            return []  # the figures moved together with their words: only the order of the sentence changed
        start, end = pair.own.tokens[one.first].start, pair.own.tokens[moved.last - 1].end
        last = next(each for each in theirs if each.figure.low == one.figure.low)
        there = (pair.parent.tokens[other.first].start, pair.parent.tokens[last.last - 1].end)
        return [Turn("swap", _cut(pair.own, start, end), _cut(pair.parent, min(there), max(there)), start, end)]
    return []


def _likeness(one: Number, other: Number, pair: AlignedPair) -> int:
    """How many words before, and how many after, two numbers are the same."""
    ours, theirs = _around(pair.own, one), _around(pair.parent, other)
    return len(ours[0] & theirs[0]) + len(ours[1] & theirs[1])


def _around(side: Side, number: Number) -> tuple[set[str], set[str]]:
    words = [token.text.casefold() for token in side.tokens]
    before, after = words[max(0, number.first - 2) : number.first], words[number.last : number.last + _WINDOW]
    return set(before) - _LINKS, set(after) - _LINKS


def _same_place(one: Number, other: Number, kept: Sequence[object], pair: AlignedPair) -> bool:
    return one.unit == other.unit and bool(one.unit or kept or _likeness(one, other, pair) or pair.score >= 0.8)


def _turn(kind: str, one: Number, other: Number, pair: AlignedPair) -> Turn:
    own, parent = pair.own, pair.parent
    start, end = own.tokens[one.first].start, own.tokens[min(one.last + bool(one.unit), len(own.tokens)) - 1].end
    begin = parent.tokens[other.first].start
    stop = parent.tokens[min(other.last + bool(other.unit), len(parent.tokens)) - 1].end
    return Turn(kind, _cut(own, start, end), _cut(parent, begin, stop), start, end)


def _cut(side: Side, start: int, end: int) -> str:
    return " ".join(side.text[start - side.start : end - side.start].split())


def _word_turns(pair: AlignedPair) -> list[Turn]:
    """Words of one class exchanged for another of it."""
    points = compass_points()
    found = _exchanged(pair, "direction", lambda side, at, words: _direction(side, at, words, points))
    found += _exchanged(pair, "hour", lambda _, at, words: DAY_PARTS.get(words[at], ""))
    found += _exchanged(pair, "day", lambda _, at, words: words[at] if words[at] in WEEKDAYS else "")
    found += _exchanged(pair, "month", _month)
    for kind, one, other in OPPOSITES:
        found += _opposed(pair, kind, one, other)
    return found


def _month(_side: Side, at: int, words: list[str]) -> str:
    word = words[at].rstrip(".")
    return word if word in MONTHS else SHORT_MONTHS.get(word, "")


def _clock_turns(pair: AlignedPair) -> list[Turn]:
    """Clock times changed, or morning made afternoon ("4:20 p.m." became "4:20 a.m.")."""
    own, theirs = _clocks(pair.own), _clocks(pair.parent)
    if len(own) != len(theirs):
        # One of them gives the hour in a second zone too: only a morning made an afternoon is sure then.
        kept = {minute for minute, *_ in theirs}
        facing = [next((each for each in theirs if each[0] % 720 == one[0] % 720), None) for one in own]
        pairs = [(one, other) for one, other in zip(own, facing, strict=True) if other and one[0] not in kept]
    else:
        pairs = list(zip(own, theirs, strict=True))
    found = []
    for (minute, settled, start, end), (said, sure, begin, stop) in pairs:
        if minute != said and ((settled and sure) or minute % 720 != said % 720):
            found.append(Turn("clock", _cut(pair.own, start, end), _cut(pair.parent, begin, stop), start, end))
    return found


def _clocks(side: Side) -> list[tuple[int, bool, int, int]]:
    found, at = [], 0
    while at < len(side.tokens):
        clock = clock_at(side.tokens, at)
        if clock is None:
            at += 1
            continue
        found.append((clock.minute, clock.settled, side.tokens[clock.first].start, side.tokens[clock.last - 1].end))
        at = max(clock.last, at + 1)
    return found


def _direction(side: Side, at: int, words: list[str], points: dict[str, str]) -> str:
    """The part of the compass at a word; "south-west" counts once, at its first half, and names never."""
    key = points.get(words[at], "")
    if not key or _in_name(side, at) or (words[at - 1 : at] == ["-"] and points.get("".join(words[at - 2 : at - 1]))):
        return ""
    if words[at + 1 : at + 2] == ["-"] and at + 2 < len(words) and points.get(words[at + 2]):
        return key + points[words[at + 2]]
    return key


def _in_name(side: Side, at: int) -> bool:
    """True inside a name such as North Korea or West Bengal, where a direction is no direction."""
    token = side.tokens[at]
    if any(name.start <= token.start < name.end for name in side.names):
        return True
    follows = side.tokens[at + 1].text[:1].isupper() if at + 1 < len(side.tokens) else False
    return token.text[:1].isupper() and follows


def _exchanged(
    pair: AlignedPair, kind: str, key_of: Callable[[Side, int, list[str]], str]
) -> list[Turn]:
    """Exchange inside a class with many members: the copy's has a member the parent lacks, and lacks one of its own."""
    own, theirs = _keyed(pair.own, key_of), _keyed(pair.parent, key_of)
    new = [key for key in own if key not in theirs]
    lost = [key for key in theirs if key not in own]
    if len(new) != 1 or len(lost) != 1:
        return []
    (start, end), (begin, stop) = own[new[0]], theirs[lost[0]]
    return [Turn(kind, _cut(pair.own, start, end), _cut(pair.parent, begin, stop), start, end)]


def _keyed(side: Side, key_of: Callable[[Side, int, list[str]], str]) -> dict[str, tuple[int, int]]:
    words = forms(side)
    found: dict[str, tuple[int, int]] = {}
    for at, token in enumerate(side.tokens):
        key = key_of(side, at, words)
        if key:
            found.setdefault(key, (token.start, token.end))
    return found


def _opposed(pair: AlignedPair, kind: str, one: frozenset[str], other: frozenset[str]) -> list[Turn]:
    """Exchange between two opposite lists: the parent has only the one, the copy only the other."""
    for lost, new in ((one, other), (other, one)):
        there, here = _places(pair.parent, lost), _places(pair.own, new)
        if there and here and not _places(pair.parent, new) and not _places(pair.own, lost):
            if kind == "denial" and _negated(pair.parent, there[0]) != _negated(pair.own, here[0]):
                continue  # "did not deny" and "confirmed" say the same
            (start, end), (begin, stop) = _at(pair.own, here[0]), _at(pair.parent, there[0])
            return [Turn(kind, _cut(pair.own, start, end), _cut(pair.parent, begin, stop), start, end)]
    return []


def _places(side: Side, listed: frozenset[str]) -> list[int]:
    words = forms(side)
    may = [token.text == "May" for token in side.tokens]  # the month
    return [at for at in range(len(side.tokens)) if is_one_of(side, at, listed, words) and not may[at]]


def _negated(side: Side, at: int) -> bool:
    return any(token.text.casefold().replace("’", "'") in _NEGATIONS for token in side.tokens[max(0, at - 3) : at])


def _at(side: Side, at: int) -> tuple[int, int]:
    return side.tokens[at].start, side.tokens[at].end


def _lost_hedge(pair: AlignedPair) -> list[Turn]:
    """Every sign of doubt gone: the guess of the parent is a fact in the copy."""
    there = _places(pair.parent, STRONG_HEDGES)
    if not there or _places(pair.own, HEDGES) or hedged_by_form(pair.own) or not _same_scene(pair):
        return []
    begin, stop = _at(pair.parent, there[0])
    place = _verb_beside(pair, there[0])
    return [Turn("hedge", _cut(pair.own, *place), _cut(pair.parent, begin, stop), *place)]


def hedged_by_form(side: Side) -> bool:
    """ "is remembered to be", "are said to have": a passive of any verb before an infinitive hedges."""
    words = forms(side)
    return any(
        words[at + 1] == "to" and words[at + 2] in ("be", "have") and words[at].endswith(("ed", "id", "t", "wn"))
        for at in range(len(words) - 2)
    )


def _same_scene(pair: AlignedPair) -> bool:
    """True when the two sentences have nearly the same number of words: nothing was cut that held the doubt."""
    own, parent = len(pair.own.tokens), len(pair.parent.tokens)
    return own >= 4 and abs(own - parent) <= max(4, parent * 0.3)


def _verb_beside(pair: AlignedPair, there: int) -> tuple[int, int]:
    """Where the doubt should stand in the copy: the stretch at the same share of the sentence, verbs first."""
    tokens = pair.own.tokens
    middle = there / max(1, len(pair.parent.tokens)) * len(tokens)
    verbs = [at for at, token in enumerate(tokens) if token.pos in ("VERB", "AUX")] or list(range(len(tokens)))
    best = min(verbs, key=lambda at: abs(at - middle))
    last = min(best + 3, len(tokens) - 1)
    return tokens[best].start, tokens[last].end


def _turned_time(pair: AlignedPair) -> list[Turn]:
    """ "shortly after 6 p.m." became "shortly before 6 p.m."."""
    found = []
    for one, other in (("before", "after"), ("after", "before")):
        there, here = _before_figure(pair.parent, one), _before_figure(pair.own, other)
        if there and here and there[1] == here[1]:
            (start, end), (begin, stop) = _at(pair.own, here[0]), _at(pair.parent, there[0])
            end, stop = pair.own.tokens[here[0] + 1].end, pair.parent.tokens[there[0] + 1].end
            found.append(Turn("order", _cut(pair.own, start, end), _cut(pair.parent, begin, stop), start, end))
    return found


def _before_figure(side: Side, word: str) -> tuple[int, str] | None:
    words = forms(side)
    for at in range(len(words) - 1):
        if words[at] == word and words[at + 1][:1].isdigit():
            return at, words[at + 1]
    return None


_RULES: Final[tuple[Callable[[AlignedPair], list[Turn]], ...]] = (
    _number_turns, _clock_turns, _turned_time, _word_turns, _lost_hedge,
)
