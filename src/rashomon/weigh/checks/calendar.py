"""Dates against the calendar, and ordinals against the ledger of earlier launches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from rashomon.know.launches import last_before, ledger_span
from rashomon.know.rules import ABOVE
from rashomon.model import Actor, Finding, Span, Term, When
from rashomon.text.days import find_days
from rashomon.text.figures import figure_at
from rashomon.weigh.checks.scan import Line, claims_at, lines
from rashomon.weigh.checks.wording import PERIODS
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import report_text, upper_first

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5}
_BALLISTIC: Final = ("ballistic_missile",)
_AFTER_LEDGER: Final = timedelta(days=30)
_HOLDS, _FAILS = 0.93, 0.75  # "in six months" said of 174 days holds; of 100 days it does not
_BEFORE_FIGURE: Final = frozenset((
    "more", "than", "over", "about", "nearly", "almost", "the", "past", "last", "some", "around", "at", "least",
))


def calendar(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Weekdays that their date does not have, and "first test in six months" against the ledger."""
    found: list[Finding] = list(_heads(context, events))
    for line in lines(context, events):
        found += _weekdays(line, context, events)
        found += _ordinals(line, context, events)
    return found


def _heads(context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """The dates of datelines and page heads, where they state a year."""
    taking_part = {name for weighed in events for name in weighed.event.documents}
    event = next((weighed.event.id for weighed in events if weighed.event.main), "")
    for report in context.reports:
        document = report.document
        if document.id not in taking_part:
            continue
        for block in document.blocks:
            if block.kind != "dateline":
                continue
            for day in find_days(document.text, block.start, block.end):
                true = day.in_year(day.year) if day.year and not day.ambiguous else None
                if day.weekday is None or true is None or true.weekday() == day.weekday:
                    continue
                said = " ".join(document.text[day.start : day.end].split())
                message = (
                    f"{upper_first(report_text(document.id, context.documents))} is dated {said}; "
                    f"{true.day} {true:%B} {true.year} was a {_WEEKDAYS[true.weekday()]}."
                )
                yield Finding(
                    kind="reference", message=message, severity="low", event=event,
                    span=Span(document.id, day.start, day.end),
                    evidence={"stated": _WEEKDAYS[day.weekday], "calendar": _WEEKDAYS[true.weekday()],
                              "date": true.isoformat()},
                )


def _weekdays(line: Line, context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    document = line.document
    for day in find_days(document.text, line.sentence.start, line.sentence.end):
        if day.weekday is None or day.ambiguous:
            continue
        year = day.year or (document.published.year if document.published else 0)
        true = day.in_year(year) if year else None
        if true is None or true.weekday() == day.weekday:
            continue
        near = [day.in_year(other) for other in (year - 1, year + 1)] if not day.year else []
        if any(other is not None and other.weekday() == day.weekday for other in near):
            continue  # no year is said, and the day of a year beside it fits
        span = line.span(*_tokens_of(line, day.start, day.end))
        message = (
            f"{upper_first(report_text(document.id, context.documents))} writes {line.text(day.start, day.end)}; "
            f"{true.day} {true:%B} {true.year} was a {_WEEKDAYS[true.weekday()]}."
        )
        yield Finding(
            kind="reference", message=message, severity="medium", event=line.event, claims=claims_at(span, events),
            span=span, evidence={"stated": _WEEKDAYS[day.weekday], "calendar": _WEEKDAYS[true.weekday()],
                                 "date": true.isoformat()},
        )


def _tokens_of(line: Line, start: int, end: int) -> tuple[int, int]:
    inside = [at for at, token in enumerate(line.tokens) if token.start < end and start < token.end]
    return (inside[0], inside[-1] + 1) if inside else (0, len(line.tokens))


def _ordinals(line: Line, context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """ "the first test of its kind in two years": how long ago the launch before was, by the shelf's own ledger."""
    words = line.words()
    for at, word in enumerate(words):
        if word != "first":
            continue
        span_end, days, shown = _period(line, at)
        if not days:
            continue
        weighed = _event_of(line, at, events)
        if weighed is None:
            continue
        finding = _held_against_ledger(line, (at, span_end), (days, shown), weighed, context)
        if finding is not None:
            yield finding


def _period(line: Line, at: int) -> tuple[int, float, str]:
    """Behind "first": the end of "in/for (more than) six months", its days, and its words."""
    words = line.words()
    for start in range(at + 1, min(at + 6, len(words))):
        if words[start] not in ("in", "for"):
            continue
        figure_start = start + 1
        while figure_start < len(words) and words[figure_start] in _BEFORE_FIGURE:
            figure_start += 1
        if figure_start >= len(words):
            return at, 0.0, ""
        figure = figure_at(line.tokens, figure_start)
        if figure is None or figure.last >= len(words):
            return at, 0.0, ""
        unit = PERIODS.get(words[figure.last], "")
        if unit in _DAYS:
            shown = line.text(line.tokens[figure_start].start, line.tokens[figure.last].end)
            return figure.last + 1, figure.low * _DAYS[unit], shown
        return at, 0.0, ""
    return at, 0.0, ""


def _event_of(line: Line, at: int, events: Sequence[WeighedEvent]) -> WeighedEvent | None:
    """The dated launch whose claims stand nearest before the ordinal in its sentence, else the sentence's only one."""
    place = line.tokens[at].start
    best: tuple[int, WeighedEvent] | None = None
    for weighed in events:
        if weighed.event.when is None or not any(isinstance(claim.value, Term) for claim in weighed.event.claims):
            continue
        gaps = [
            abs(claim.span.end - place) for claim in weighed.event.claims
            if claim.span.document == line.document.id and line.sentence.start <= claim.span.start < line.sentence.end
            and claim.span.start < place
        ]
        if gaps and (best is None or min(gaps) < best[0]):
            best = (min(gaps), weighed)
    return best[1] if best else None


def _held_against_ledger(
    line: Line, place: tuple[int, int], period: tuple[float, str], weighed: WeighedEvent, context: WeighContext
) -> Finding | None:
    day, country = _local_day(weighed.event.when), _country(weighed)
    concept = _concept(weighed)
    if day is None or not country or not concept:
        return None
    known = ledger_span(country, context.knowledge)
    family = _BALLISTIC if concept in ABOVE or concept in _BALLISTIC else (concept,)
    previous = last_before(country, day, context.knowledge, family)
    if previous is None or known is None or not known[0] <= day <= known[1] + _AFTER_LEDGER:
        return None  # outside the ledger silence means nothing
    last = date.fromisoformat(previous.day)
    gap = (day - last).days
    days, shown = period
    span = line.span(place[0], place[1])
    named = upper_first(report_text(line.document.id, context.documents))
    counted = f"the ledger's launch before {day.day} {day:%B %Y} is of {last.day} {last:%B %Y}, {gap} days earlier"
    if gap >= days * _HOLDS:
        message, severity = f"“{line.text(span.start, span.end)}” holds: {counted}.", "low"
    elif gap < days * _FAILS:
        message = f"{named} writes “{line.text(span.start, span.end)}”, but {counted}, less than {shown}."
        severity = "medium"
    else:
        return None  # a matter of rounding, or of what counts as a test
    return Finding(
        kind="reference", message=message, severity=severity, event=weighed.event.id, claims=claims_at(span, [weighed]),
        span=span, evidence={"previous": f"{last.isoformat()}, {previous.concept} ({previous.source})",
                             "days": str(gap), "stated": shown, "class": concept},
    )


def _local_day(when: When | None) -> date | None:
    """The local day of an event in East Asia and elsewhere: the middle of its stretch decides."""
    if when is None or when.latest - when.earliest > timedelta(days=2):
        return None
    middle = when.earliest + (when.latest - when.earliest) / 2
    return middle.date()


def _country(weighed: WeighedEvent) -> str:
    found = [claim.value.country for claim in weighed.event.claims
             if claim.field == "agent" and isinstance(claim.value, Actor) and claim.value.country]
    return found[0] if found and len(set(found)) == 1 else ""


def _concept(weighed: WeighedEvent) -> str:
    found = [claim.value for claim in weighed.event.claims
             if isinstance(claim.value, Term) and claim.field == "weapon" and claim.stance.polarity == "affirmed"]
    return max(found, key=lambda term: len(term.within)).concept if found else ""
