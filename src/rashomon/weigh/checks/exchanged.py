"""Words that stand in one another's place: a copy and its parent laid over each other, word by word.

`turned` compares what two sentences contain; here it matters where: the words around an exchange must be the same, so
that a sentence with three directions still shows the one that was turned.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

import msgspec

from rashomon.know.actors import find_actor
from rashomon.know.base import Knowledge
from rashomon.text.figures import figure_at
from rashomon.weigh.checks.aligned import AlignedPair, Side
from rashomon.weigh.checks.turned import Turn
from rashomon.weigh.checks.wording import compass_points

_LONGEST: Final = 4  # words of a name
_ARTICLES: Final = frozenset(("a", "an", "one", "the"))
_PLANS: Final = frozenset(("to", "will", "would", "shall", "should"))
_DONE: Final = frozenset(("have", "has", "had"))
_SAYING: Final = frozenset(("say", "claim", "allege", "maintain", "assert", "believe", "think", "suspect", "contend"))


class Exchange(msgspec.Struct, frozen=True):
    """Token ranges that stand in one another's place; equal words stand on both sides of them."""

    first: int
    last: int
    parent_first: int
    parent_last: int


def exchanges(pair: AlignedPair, parent_text: str, knowledge: Knowledge) -> list[Turn]:
    """Names, directions, plans, single things and credits exchanged in place, in the order of the copy.

    parent_text: the whole text of the parent; a name that stands nowhere in it is more likely garbled than exchanged,
    unless the shelf knows both as persons.
    """
    found = list(_exchanges(pair))
    return [
        *_names(pair, found, parent_text, knowledge), *_directions(pair, found), *_multiplied(pair, found),
        *_planned(pair), *_credits(pair, found),
    ]


def _exchanges(pair: AlignedPair) -> Iterator[Exchange]:
    matcher = SequenceMatcher(None, _lemmas(pair.own), _lemmas(pair.parent), autojunk=False)
    for kind, first, last, parent_first, parent_last in matcher.get_opcodes():
        if kind in ("replace", "delete", "insert") and last - first <= _LONGEST:
            yield Exchange(first, last, parent_first, parent_last)


def _lemmas(side: Side) -> list[str]:
    return [token.lemma.casefold().replace("’", "'") for token in side.tokens]


def _turn(kind: str, exchange: Exchange, pair: AlignedPair) -> Turn:
    start, end = pair.own.tokens[exchange.first].start, pair.own.tokens[exchange.last - 1].end
    begin, stop = pair.parent.tokens[exchange.parent_first].start, pair.parent.tokens[exchange.parent_last - 1].end
    return Turn(kind, _cut(pair.own, start, end), _cut(pair.parent, begin, stop), start, end)


def _cut(side: Side, start: int, end: int) -> str:
    return " ".join(side.text[start - side.start : end - side.start].split())


def _names(pair: AlignedPair, found: list[Exchange], parent_text: str, knowledge: Knowledge) -> Iterator[Turn]:
    """One name in the place of another, the new one taken from elsewhere in the parent's text or a known person's."""
    for exchange in found:
        own = _whole_name(pair.own, *_leading(pair.own, exchange.first, exchange.last))
        theirs = _whole_name(pair.parent, *_leading(pair.parent, exchange.parent_first, exchange.parent_last))
        if own is None or theirs is None:
            continue
        turn = _turn("doer", Exchange(*own, *theirs), pair)
        here, there = set(turn.here.casefold().split()), set(turn.there.casefold().split())
        if here <= there or there <= here:
            continue
        if _stands_in(turn.here, parent_text) or _are_persons(turn.here, turn.there, knowledge):
            yield turn


def _are_persons(here: str, there: str, knowledge: Knowledge) -> bool:
    """True when the shelf knows both names as those of two persons."""
    one, other = here.split(), there.split()
    while one and other and one[0] == other[0]:  # their office and country
        one, other = one[1:], other[1:]
    found = [find_actor(" ".join(name), knowledge) for name in (one, other) if name]
    refs = {one.ref for one in found if one is not None and one.ref.startswith("person:")}
    return len(refs) == len(found) == 2


def _stands_in(name: str, text: str) -> bool:
    """True when the text has the name, or a word made of it ("Kurdish" for "the Kurds")."""
    return name in text or (" " not in name and len(name) > 4 and name[:4] in text)


def _leading(side: Side, first: int, last: int) -> tuple[int, int]:
    """The names that a stretch begins with: "Pompeo left" beside "Blinken departed"; all of it where it has none."""
    end = first
    while end < last and (_is_name(side, end) or side.tokens[end].text in ("the", "The")):
        end += 1
    return (first, end) if end > first else (first, last)


def _whole_name(side: Side, first: int, last: int) -> tuple[int, int] | None:
    """The run of capitalised words around a stretch that consists of nothing else, its article left out."""
    while first < last and side.tokens[first].text in ("the", "The"):
        first += 1
    if first >= last or not all(_is_name(side, at) for at in range(first, last)):
        return None
    while first > 1 and _is_name(side, first - 1):
        first -= 1
    while last < len(side.tokens) and (_is_name(side, last) or _goes_on(side, last)):
        last += 1
    return first, last


def _goes_on(side: Side, at: int) -> bool:
    """The hyphen of "Geun-hye", and what stands right behind it."""
    tokens = side.tokens
    hyphens = [each for each in (at, at - 1) if tokens[each].text == "-" and 0 < each < len(tokens) - 1]
    return any(tokens[each - 1].end == tokens[each].start and tokens[each].end == tokens[each + 1].start
               for each in hyphens)


def _is_name(side: Side, at: int) -> bool:
    """True for a capitalised word that is none only because it opens the sentence."""
    token = side.tokens[at]
    if not token.text[:1].isupper() or len(token.text) < 2:
        return False
    return at > 0 or token.pos == "PROPN" or any(name.start <= token.start < name.end for name in side.names)


def _directions(pair: AlignedPair, found: list[Exchange]) -> Iterator[Turn]:
    points = compass_points()
    for exchange in found:
        if exchange.last - exchange.first == exchange.parent_last - exchange.parent_first == 1:
            own, theirs = pair.own.tokens[exchange.first], pair.parent.tokens[exchange.parent_first]
            here, there = points.get(own.text), points.get(theirs.text)  # folded forms only: names are no directions
            if here and there and here != there:
                yield _turn("direction", exchange, pair)


def _multiplied(pair: AlignedPair, found: list[Exchange]) -> Iterator[Turn]:
    """ "a rocket" became "two rockets", or the other way round; the thing itself stays the same word."""
    for exchange in found:
        if exchange.last - exchange.first != 1 or exchange.parent_last - exchange.parent_first != 1:
            continue
        own, theirs = pair.own.tokens, pair.parent.tokens
        if exchange.last >= len(own) or exchange.parent_last >= len(theirs):
            continue
        one, other = own[exchange.last], theirs[exchange.parent_last]
        same = one.lemma.casefold() == other.lemma.casefold() and one.text.casefold() != other.text.casefold()
        articles = [tokens[at].text.casefold() in _ARTICLES for tokens, at in (
            (own, exchange.first), (theirs, exchange.parent_first))]
        figures = [figure_at(tokens, at) for tokens, at in ((own, exchange.first), (theirs, exchange.parent_first))]
        counted = [figure is not None and figure.low > 1 for figure in figures]
        if same and ((articles[0] and counted[1]) or (articles[1] and counted[0])):
            yield _turn("figure", exchange, pair)


def _planned(pair: AlignedPair) -> Iterator[Turn]:
    """ "are to meet" became "have met": the same verb, a plan there and a fact here."""
    here, there = _tenses(pair.own), _tenses(pair.parent)
    for lemma, (done, first, last) in here.items():
        if lemma in there and done and there[lemma][0] is False:
            yield _turn("plan", Exchange(first, last, *there[lemma][1:]), pair)


def _tenses(side: Side) -> dict[str, tuple[bool, int, int]]:
    """Lemma of a verb to whether it is done (True: perfect) or planned (False: infinitive, future), and its place."""
    found: dict[str, tuple[bool, int, int]] = {}
    for at in range(1, len(side.tokens)):
        token, before = side.tokens[at], side.tokens[at - 1].text.casefold()
        if token.pos not in ("VERB", ""):
            continue
        if before in _DONE:
            found.setdefault(token.lemma.casefold(), (True, at - 1, at + 1))
        elif before in _PLANS and token.text.casefold() == token.lemma.casefold():
            opens = at - 2 if at > 1 and side.tokens[at - 2].lemma.casefold() == "be" else at - 1
            if before != "to" or opens == at - 2:
                found.setdefault(token.lemma.casefold(), (False, opens, at + 1))
    return found



def _credits(pair: AlignedPair, found: list[Exchange]) -> Iterator[Turn]:
    """ "a van that it said was carrying arms" became "a van that was carrying arms": an allegation made a fact."""
    for exchange in found:
        cut = pair.parent.tokens[exchange.parent_first : exchange.parent_last]
        bare = exchange.first == exchange.last and 0 < exchange.first < len(pair.own.tokens)
        if not bare or len(cut) > _LONGEST or not any(token.lemma.casefold() in _SAYING for token in cut):
            continue
        before, after = pair.own.tokens[exchange.first - 1], pair.own.tokens[exchange.first]
        if before.text.casefold() in ("that", "which", "who") and after.pos in ("AUX", "VERB"):
            last = min(exchange.first + 2, len(pair.own.tokens))
            yield _turn("hedge", msgspec.structs.replace(exchange, first=exchange.first - 1, last=last), pair)
