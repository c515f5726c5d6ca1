"""What stands in a copy where its parent has a "no", a doubt, or a word of some class.

A spun copy changes nearly every word, so that what a "no" denies is seldom the same word again; but it keeps the order.
The words that both sentences share show which place of one faces which place of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

import msgspec

from rashomon.weigh.checks.aligned import AlignedPair, Side
from rashomon.weigh.checks.turned import Turn, hedged_by_form
from rashomon.weigh.checks.wording import (
    CERTAIN,
    CLASSES,
    FIGURED,
    HEDGES,
    NEGATIVES,
    STRONG_HEDGES,
    STRONG_NEGATIVES,
    forms,
)

_REACH: Final = 5  # words to each side in which a mark may face its counterpart
_STOPS: Final = frozenset((",", ";", ":", ".", "(", ")", "–", "—", "-", "but", '"', "”", "“", "``", "''", "?", "!"))
_AUXILIARIES: Final = frozenset((
    "do", "does", "did", "be", "is", "was", "were", "have", "has", "had", "to", "not", "n't",
))
_CONTENT: Final = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
_SHORT: Final = 3  # lemmas no longer than this carry little meaning of their own
_KEPT: Final = 0.4  # share of a changed stretch that must stand in the other sentence too: else it was left out
_DOUBTING: Final = frozenset(("doubt", "question", "uncertainty", "hesitation"))
_BOUNDED: Final = frozenset(("only", "least", "sooner", "time", "matter"))
_MORE: Final = frozenset(("fewer", "less", "more", "later", "earlier", "lower", "higher"))
_EARLY: Final = frozenset(("first", "initial", "early", "preliminary"))
_SIGNS: Final = frozenset(("information", "report", "sign", "indication", "finding", "evidence", "reading", "datum"))


class Facing(msgspec.Struct, frozen=True):
    """Two sentences as words and lemmas, and the runs that both have: (first here, first there, length)."""

    side: Side
    other: Side
    words: tuple[str, ...]
    theirs: tuple[str, ...]
    lemmas: tuple[str, ...]
    other_lemmas: tuple[str, ...]
    runs: tuple[tuple[int, int, int], ...]

    def across(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int]]:
        """The place that faces a place here, and the changed stretches around both (empty where nothing changed)."""
        before = (0, 0)
        for first, there, length in self.runs:
            if first <= at < first + length:
                return there + at - first, (at, at), (there + at - first, there + at - first)
            if first > at:
                here, facing = (before[0], first), (before[1], there)
                share = (at - here[0]) / max(1, here[1] - here[0])
                # a word behind the last one of the other sentence faces its last
                return min(facing[0] + int(share * (facing[1] - facing[0])), len(self.theirs) - 1), here, facing
            before = (first + length, there + length)
        return min(before[1], len(self.theirs) - 1), (before[0], before[0]), (before[1], before[1])


def facing_turns(pair: AlignedPair) -> list[Turn]:
    """Negations, doubts and words of a class that stand against something else in the parent, in order of the rules."""
    here, there = laid_over(pair.own, pair.parent), laid_over(pair.parent, pair.own)
    return [*_noes(here, there, pair), *_surer(here, there, pair), *_doubts(there, pair), *_exchanged(here, pair)]


def laid_over(side: Side, other: Side) -> Facing:
    lemmas, others = (
        tuple(token.lemma.casefold().replace("’", "'") for token in each.tokens) for each in (side, other)
    )
    matcher = SequenceMatcher(None, lemmas, others, autojunk=False)
    runs = tuple((one.a, one.b, one.size) for one in matcher.get_matching_blocks())
    return Facing(side, other, tuple(forms(side)), tuple(forms(other)), lemmas, others, runs)


def _clause(words: tuple[str, ...], at: int) -> tuple[int, int]:
    """The stretch between the stops around a place, at most some words to each side."""
    first = next((each + 1 for each in range(at, max(-1, at - _REACH - 1), -1) if words[each] in _STOPS and each < at),
                 max(0, at - _REACH))
    last = next((each for each in range(at + 1, min(len(words), at + _REACH + 1)) if words[each] in _STOPS),
                min(len(words), at + _REACH + 1))
    return first, last


def _counted(words: tuple[str, ...], first: int, last: int) -> int:
    """How often a stretch says no; bounds ("no fewer than") and sure words ("no doubt") are none."""
    return sum(words[at] in NEGATIVES and not _is_idle(words, at) for at in range(first, last))


def _is_idle(words: tuple[str, ...], at: int) -> bool:
    following = set(words[at + 1 : at + 2])
    bound = following & _MORE and words[at + 2 : at + 3] == ("than",)
    if words[at] in ("no", "not") and (following & _BOUNDED or bound):
        return True
    return words[at] in ("no", "without") and bool(set(words[at + 1 : at + 3]) & _DOUBTING)


def _noes(here: Facing, there: Facing, pair: AlignedPair) -> Iterator[Turn]:
    """A "no" of one sentence where the other says yes."""
    for facing in (here, there):
        for at, word in enumerate(facing.words):
            if word not in STRONG_NEGATIVES or _is_idle(facing.words, at):
                continue
            place, own_gap, other_gap = facing.across(at)
            stretch, opposite = _clause(facing.words, at), _clause(facing.theirs, place)
            ours, theirs = _counted(facing.words, *stretch), _counted(facing.theirs, *opposite)
            if ours % 2 == theirs % 2 or (theirs and not _doubled(facing, at)):
                continue
            if _is_faced(facing, at, (own_gap, other_gap), opposite, pair):
                yield _turn("negation", facing, (at, place), pair)
                return


def _doubled(facing: Facing, at: int) -> bool:
    """ "not ruled out": a "no" right before a word that says no as well."""
    return any(word in NEGATIVES - STRONG_NEGATIVES for word in facing.words[at + 1 : at + 4])


def _is_faced(
    facing: Facing, at: int, gaps: tuple[tuple[int, int], tuple[int, int]], opposite: tuple[int, int], pair: AlignedPair
) -> bool:
    """True when the other sentence has the clause too, and only without the "no"."""
    (first, last), (begin, end) = gaps
    changed = sum(lemma not in _AUXILIARIES for lemma in facing.lemmas[first:last]) - 1
    if end - begin < _KEPT * changed:
        return False
    stretch = _clause(facing.words, at)
    near = [facing.lemmas[each] for each in range(at + 1, stretch[1]) if facing.side.tokens[each].pos in _CONTENT]
    others = set(facing.other_lemmas[opposite[0] : opposite[1]])
    if pair.lineage.kind != "spun":  # another hand may say it in other words: what is denied must be there
        return bool(set(near[:2]) & others)
    # In a spun copy all words may be new, but it goes on word by word.
    return bool(set(near[:4]) & others) or (last - first <= 6 and abs((last - first) - (end - begin)) <= 3)


def _turn(kind: str, facing: Facing, places: tuple[int, int], pair: AlignedPair) -> Turn:
    """A turn at two facing places, shown with the words behind them."""
    at, place = places
    own, theirs = (at, place) if facing.side is pair.own else (place, at)
    first, last = max(0, min(own, len(pair.own.tokens) - 1) - (facing.side is not pair.own)), own + 4
    here, start, end = _cut(pair.own, first, last)
    there, *_ = _cut(pair.parent, max(0, theirs - (facing.side is pair.own)), theirs + 4)
    return Turn(kind, here, there, start, end)


def _cut(side: Side, first: int, last: int) -> tuple[str, int, int]:
    """The words of a stretch, without the stop that ends it, and their offsets."""
    last = min(last, len(side.tokens))
    stop = next((at for at in range(first + 1, last) if side.tokens[at].text in (".", ",", ";", ":")), last)
    start, end = side.tokens[first].start, side.tokens[max(first, stop - 1)].end
    return " ".join(side.text[start - side.start : end - side.start].split()), start, end


# ---- doubts ----------------------------------------------------------------------------------------------------------


def _surer(here: Facing, there: Facing, pair: AlignedPair) -> Iterator[Turn]:
    """ "certainly" where the parent has "probably", "had no doubt" where it has "doubted"."""
    for at in range(len(here.words)):
        if not _is_sure(here.words, at):
            continue
        place, *_ = here.across(at)
        first, last = max(0, place - _REACH), min(len(here.theirs), place + _REACH + 1)
        if any(_is_sure(here.theirs, each) for each in range(first, last)):
            continue
        doubt = next(
            (each for each in range(first, last) if _is_doubt(there, each) or there.lemmas[each] == "doubt"), -1
        )
        if doubt >= 0:
            yield _turn("hedge", here, (at, doubt), pair)
            return


def _is_sure(words: tuple[str, ...], at: int) -> bool:
    return words[at] in CERTAIN or (words[at] in ("no", "without", "beyond") and bool(
        _DOUBTING & set(words[at + 1 : at + 3])))


def _is_doubt(facing: Facing, at: int) -> bool:
    """A word of doubt of the parent; also a question left open, and what is "not ruled out"."""
    word, lemma = facing.words[at], facing.lemmas[at]
    if facing.side.tokens[at].text == "May":
        return False
    if lemma in _SIGNS and at and facing.lemmas[at - 1] in _EARLY:
        return True
    if word == "ruled-out":
        return any(each in STRONG_NEGATIVES for each in facing.words[max(0, at - 3) : at])
    return word in STRONG_HEDGES or lemma in STRONG_HEDGES or word == "whether"


def _doubts(there: Facing, pair: AlignedPair) -> Iterator[Turn]:
    """A doubt of the parent that faces none in the copy, while the clause it stands in is there."""
    for at in range(len(there.words)):
        if not _is_doubt(there, at):
            continue
        place, own_gap, other_gap = there.across(at)
        first, last = _clause(there.theirs, place) if pair.lineage.kind == "spun" else (0, len(there.theirs))
        if any(there.theirs[each] in HEDGES or there.other_lemmas[each] in HEDGES for each in range(first, last)):
            continue
        if hedged_by_form(pair.own):
            continue
        behind = there.lemmas[at + 1 : at + 1 + 2 * _REACH]
        after = [lemma for lemma in behind if len(lemma) > _SHORT and lemma not in _AUXILIARIES][:4]
        kept = set(after) & set(there.other_lemmas[max(0, place - _REACH) : place + 2 * _REACH])
        changed = sum(lemma not in _AUXILIARIES for lemma in there.lemmas[own_gap[0] : own_gap[1]]) - 1
        gone = changed <= 1 and other_gap[1] == other_gap[0]  # nothing but the doubt was cut
        faced = gone or (other_gap[1] - other_gap[0] >= max(1, _KEPT * changed) and changed <= 8)
        if len(kept) * 2 >= max(2, len(after)) or (kept and len(after) < 3) or (faced and pair.lineage.kind == "spun"):
            yield _turn("hedge", there, (at, place), pair)
            return


# ---- classes ---------------------------------------------------------------------------------------------------------


def _exchanged(here: Facing, pair: AlignedPair) -> Iterator[Turn]:
    """A word of one class where the parent has one of another: men and women, alive and dead, navy and coast guard."""
    for kind, classes in CLASSES:
        own, theirs = _classed(here.words, here.lemmas, classes), _classed(here.theirs, here.other_lemmas, classes)
        if len(own) == len(theirs):
            differing = [(one, other) for one, other in zip(own, theirs, strict=True) if one[0] != other[0]]
            if not differing or _moved(here, own, theirs):
                continue
            (_, at), (_, place) = differing[0]
            (_, last), (_, stop) = differing[-1]
            text, start, end = _cut(pair.own, at, _after(here.words, last))
            there, *_ = _cut(pair.parent, place, _after(here.theirs, stop))
            yield Turn(kind, text, there, start, end)
        else:
            new = {name for name, _ in own} - {name for name, _ in theirs}
            lost = {name for name, _ in theirs} - {name for name, _ in own}
            if len(new) == len(lost) == 1 and kind in FIGURED:
                at = next(each for name, each in own if name in new)
                place = next(each for name, each in theirs if name in lost)
                text, start, end = _cut(pair.own, at, _after(here.words, at))
                yield Turn(kind, text, _cut(pair.parent, place, _after(here.theirs, place))[0], start, end)


def _after(words: tuple[str, ...], at: int) -> int:
    """Behind a word, or behind the phrase that it was joined of ("suicide-bomber")."""
    return at + 1 + (words[at].count("-") if len(words[at]) > 1 else 0)


def _classed(
    words: tuple[str, ...], lemmas: tuple[str, ...], classes: dict[str, str]
) -> list[tuple[str, int]]:
    found = [(classes.get(words[at]) or classes.get(lemmas[at]), at) for at in range(len(words))]
    return [(name, at) for name, at in found if name]


def _moved(here: Facing, own: list[tuple[str, int]], theirs: list[tuple[str, int]]) -> bool:
    """True when the words of the classes only changed their order, each with the word before it."""
    ours = sorted((name, here.words[at - 1] if at else "") for name, at in own)
    return ours == sorted((name, here.theirs[at - 1] if at else "") for name, at in theirs)
