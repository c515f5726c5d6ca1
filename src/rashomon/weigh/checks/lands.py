"""Names of countries, seas and places exchanged between a sentence of a copy and its parent's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rashomon.know.base import Knowledge
from rashomon.know.countries import country_of, government_of
from rashomon.know.folding import fold
from rashomon.know.places import find_places
from rashomon.know.seas import find_sea
from rashomon.weigh.checks.aligned import AlignedPair, Side
from rashomon.weigh.checks.offices import SOLE_OFFICES, office_titles
from rashomon.weigh.checks.turned import Turn

_LONGEST = 4  # words of a country's or a sea's name
_STEM = 3  # letters with which two spellings of one name begin
_GENERIC = frozenset((
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "new",
    "province", "state", "region", "county", "district", "city", "island", "islands", "mount", "lake", "river", "port",
    "airport", "bay", "gulf", "sea", "of", "the", "san", "saint", "st", "santa", "el", "al", "la", "street", "avenue",
))
"""Words that names of different places share."""

Named = list[tuple[str, tuple[int, int]]]
"""Refs with the offsets at which a sentence names them, in its order."""


def land_turns(pair: AlignedPair, knowledge: Knowledge) -> list[Turn]:
    """One country, sea or place exchanged for another while all the others stayed.

    A capital counts as its country ("Seoul" for "South Korea" is no exchange); two names of one sea are one sea.
    """
    return [
        *_countries(pair, knowledge), *_seas(pair, knowledge), *_places(pair, knowledge), *_offices(pair, knowledge),
    ]


def _countries(pair: AlignedPair, knowledge: Knowledge) -> Iterator[Turn]:
    if _halves(pair.own) != _halves(pair.parent):
        return  # "the North" needs its story to be a country
    own, theirs = _lands(pair.own, knowledge), _lands(pair.parent, knowledge)
    yield from _one_for_one("country", own, theirs, pair)


def _lands(side: Side, knowledge: Knowledge) -> Named:
    waters = [place for _, place in _waters(side, knowledge)]

    def land(said: str, start: int) -> str:
        if any(a <= start < b for a, b in waters):
            return ""  # the "China" of the East China Sea is no country
        dateline = start == side.tokens[0].start and said.isupper() and len(said) > 3
        return "" if dateline else country_of(said, knowledge) or government_of(said, knowledge)

    return _longest(side, land)


def _longest(side: Side, known: Callable[[str, int], str]) -> Named:
    """What `known` makes of the capitalised words from an offset on, at each place of the longest that it knows."""
    found: Named = []
    at = 0
    while at < len(side.tokens):
        for length in range(min(_LONGEST, len(side.tokens) - at), 0, -1):
            start, end = side.tokens[at].start, side.tokens[at + length - 1].end
            said = side.text[start - side.start : end - side.start]
            whole = said[:1].isupper() and side.tokens[at + length - 1].text[:1].isalnum()
            ref = known(said, start) if whole else ""
            if ref:
                found.append((ref, (start, end)))
                at += length
                break
        else:
            at += 1
    return found


def _halves(side: Side) -> list[str]:
    """ "the North" and "the South" of a sentence, in its order."""
    words = [token.text for token in side.tokens]
    return [
        word for at, word in enumerate(words)
        if word in ("North", "South") and (at + 1 == len(words) or not words[at + 1][:1].isupper())
    ]


def _seas(pair: AlignedPair, knowledge: Knowledge) -> Iterator[Turn]:
    own, theirs = _waters(pair.own, knowledge), _waters(pair.parent, knowledge)
    yield from _one_for_one("sea", own, theirs, pair)


def _waters(side: Side, knowledge: Knowledge) -> Named:
    def sea(said: str, _start: int) -> str:
        found = find_sea(said, knowledge)
        return found.ref if found is not None else ""

    return _longest(side, sea)


def _places(pair: AlignedPair, knowledge: Knowledge) -> Iterator[Turn]:
    """Place names that the gazetteer knows; respun generic words ("Chagang Area" for "Chagang Province") are none."""
    own, theirs = _named(pair.own), _named(pair.parent)
    new = {name: place for name, place in own.items() if name.casefold() not in pair.parent.text.casefold()}
    lost = {name: place for name, place in theirs.items() if name.casefold() not in pair.own.text.casefold()}
    if len(new) != 1 or len(lost) != 1:
        return
    (here, (start, end)), (there, _) = next(iter(new.items())), next(iter(lost.items()))
    if (set(here.casefold().split()) & set(there.casefold().split())) - _GENERIC:
        return
    ours, parents = find_places(here, knowledge), find_places(there, knowledge)
    if not ours or {place.ref for place in ours} & {place.ref for place in parents}:
        return
    if not parents and (here[:_STEM].casefold() == there[:_STEM].casefold() or len(here.split()) != len(there.split())):
        return  # a name that no table has may be spelt in many ways
    if parents and (ours[0].ref in parents[0].within or parents[0].ref in ours[0].within):
        return
    yield Turn("place", here, there, start, end)


def _offices(pair: AlignedPair, knowledge: Knowledge) -> Iterator[Turn]:
    """ "president" where the parent has "prime minister": offices of which a country has one each."""
    titles = office_titles(knowledge)
    own, theirs = ([
        (kind, place) for kind, place in _titled(side, titles) if kind in SOLE_OFFICES
    ] for side in (pair.own, pair.parent))
    if len(own) == len(theirs):
        yield from _one_for_one("office", own, theirs, pair)


def _titled(side: Side, titles: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, int]]]:
    at = 0
    while at < len(side.tokens):
        for length in range(min(_LONGEST, len(side.tokens) - at), 0, -1):
            start, end = side.tokens[at].start, side.tokens[at + length - 1].end
            kind = titles.get(fold(side.text[start - side.start : end - side.start]), "")
            if kind:
                yield kind, (start, end)
                at += length
                break
        else:
            at += 1


def _named(side: Side) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for name in side.names:
        if name.label == "Location":
            said = side.text[name.start - side.start : name.end - side.start].removesuffix("'s").removesuffix("’s")
            found.setdefault(said.strip(), (name.start, name.start + len(said)))
    return found


def _one_for_one(kind: str, own: Named, theirs: Named, pair: AlignedPair) -> Iterator[Turn]:
    """One for another while the rest stayed: by what is named at all, else by the order in which it is named."""
    said, given = {ref for ref, _ in own}, {ref for ref, _ in theirs}
    new = next(((ref, place) for ref, place in own if ref not in given), None)
    lost = next(((ref, place) for ref, place in theirs if ref not in said), None)
    if len(said - given) != 1 or len(given - said) != 1 or new is None or lost is None:
        differing = [(one, other) for one, other in zip(own, theirs, strict=False) if one[0] != other[0]]
        if len(own) != len(theirs) or len(differing) != 1:
            return
        new, lost = differing[0]
    (start, end), (begin, stop) = new[1], lost[1]
    here = pair.own.text[start - pair.own.start : end - pair.own.start]
    there = pair.parent.text[begin - pair.parent.start : stop - pair.parent.start]
    yield Turn(kind, here, there, start, end)
