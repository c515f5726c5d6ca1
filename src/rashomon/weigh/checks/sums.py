"""Sums: a total whose parts, told in the same sentence, add up to something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from rashomon.model import Finding
from rashomon.text.figures import figure_at
from rashomon.weigh.checks.scan import Line, claims_at, lines
from rashomon.weigh.checks.told import is_dated, lemma_of
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import report_text, upper_first

_OPENS: Final = frozenset((":", "(", "–", "—"))
_JOINS: Final = frozenset((",", "and", ";", "&", "plus"))
_CLOSES: Final = frozenset((".", ")", "–", "—", "!", "?"))
_OPEN_LISTS: Final = frozenset((
    "including", "among", "least", "most", "than", "about", "around", "some", "several", "others", "other", "nearly",
    "almost", "up", "over", "more", "rest", "many", "dozens",
))
"""Words with which parts need not add up."""
_KINDS: Final = frozenset((
    "man", "woman", "child", "boy", "girl", "passenger", "crew", "soldier", "civilian", "adult", "infant", "dead",
    "wounded", "injured", "missing", "survivor", "minor", "policeman", "pilot",
))
"""Kinds of people that do not overlap in one count, as far as news counts them."""
_TOTAL_REACH: Final = 5  # words between a total and the sign that opens its parts
_ITEM: Final = 6  # words of one part
_LEAST: Final = 3
_LARGEST: Final = 100000


class Part(msgspec.Struct, frozen=True):
    """A number of a list: how many, where it stands, where its words end."""

    count: float
    first: int
    last: int


def sums(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Totals that their parts belie: "ten people: two dead, seven wounded"."""
    return [
        _finding(line, total, parts, context, events) for line in lines(context, events)
        for total, parts in (*_listed(line), *_divided(line))
    ]


def _exact(line: Line, at: int) -> Part | None:
    """A counted number at a place: no date, no clock, no fraction."""
    figure = figure_at(line.tokens, at)
    if figure is None or figure.first != at or is_dated(line, at) or not 0 < figure.low < _LARGEST:
        return None
    if figure.form not in ("digits", "words") or figure.low != int(figure.low):
        return None
    return Part(figure.low, at, figure.last)


def _listed(line: Line) -> Iterator[tuple[Part, list[Part]]]:
    """ "62 people: 50 passengers and six crew", "ten (two dead, seven wounded)"."""
    words = line.words()
    for at in range(len(words)):
        if words[at] not in _OPENS:
            continue
        totals = [part for each in range(max(0, at - _TOTAL_REACH), at) if (part := _exact(line, each)) is not None]
        if len(totals) != 1 or totals[0].count < _LEAST or set(words[max(0, totals[0].first - 3) : at]) & _OPEN_LISTS:
            continue
        parts = _parts(line, at + 1)
        if len(parts) > 1 and sum(part.count for part in parts) != totals[0].count and all(
                part.count < totals[0].count for part in parts):
            yield totals[0], parts


def _parts(line: Line, at: int) -> list[Part]:
    """The parts of a list of nothing but numbers with their nouns; none where something else is in it."""
    words, found = line.words(), []
    while at < len(words):
        part = _exact(line, at)
        if part is None and words[at] in ("a", "an") and at + 1 < len(words):
            part = Part(1.0, at, at + 1)
        if part is None:
            return []
        end = next((each for each in range(part.last, len(words)) if words[each] in _JOINS | _CLOSES), len(words))
        said = words[part.first : end]
        if end - part.last > _ITEM or end == part.last or set(said) & (_OPEN_LISTS | {"km", "%", "per", "percent"}):
            return []
        found.append(part)
        if end >= len(words) or words[end] in _CLOSES:
            return found
        at = end + 1
        while at < len(words) and words[at] in _JOINS:
            at += 1
    return found


def _divided(line: Line) -> Iterator[tuple[Part, list[Part]]]:
    """ "Of the 50, 22 were men, 25 were women and five children": more than there are."""
    words = line.words()
    for at in range(len(words) - 4):
        if words[at] != "of" or words[at + 1] not in ("the", "these", "those"):
            continue
        total = _exact(line, at + 2)
        if total is None or total.count < _LEAST:
            continue
        parts = [part for each in range(total.last, len(words)) if (part := _exact(line, each)) is not None]
        kinds = [_kind_of(line, part) for part in parts]
        if len(parts) < 2 or None in kinds or len(set(kinds)) < len(kinds):
            continue
        if all(part.count < total.count for part in parts) and sum(part.count for part in parts) > total.count:
            yield total, parts


def _kind_of(line: Line, part: Part) -> str | None:
    near = (lemma_of(token) for token in line.tokens[part.last : part.last + 3])
    return next((lemma for lemma in near if lemma in _KINDS), None)


def _finding(
    line: Line, total: Part, parts: Sequence[Part], context: WeighContext, events: Sequence[WeighedEvent]
) -> Finding:
    span = line.span(total.first, parts[-1].last)
    counted = sum(part.count for part in parts)
    message = (
        f"{upper_first(report_text(line.document.id, context.documents))} gives {total.count:g} and parts of it that "
        f"add up to {counted:g}: “{line.text(span.start, span.end)}”."
    )
    return Finding(
        kind="self_contradiction", message=message, severity="medium", event=line.event, claims=claims_at(span, events),
        span=span, evidence={"total": f"{total.count:g}", "sum": f"{counted:g}"},
    )
