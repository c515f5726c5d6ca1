"""Where reports may meet: keys that two reports of one event share, for engines that cannot compare all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rashomon.model import Actor, Place, Report, Value, When

WEEK = 7
MONTH = 31


def keys(report: Report) -> set[str]:
    """Return "kind/day" for every day a happening of the report may lie on, "kind/actor/..." and "kind/place/...".

    A day is widened by one to both sides, since one moment has two dates in two zones. Without a stated day the week
    before publication counts; without either, or for spans wider than a month, actor and place alone remain.
    """
    found: set[str] = set()
    for kind in {mention.kind for mention in report.mentions if not mention.generic}:
        values = [claim.value for claim in report.claims if claim.kind == kind]
        found |= {f"{kind}/{day}" for day in _days(values, report)}
        found |= {f"{kind}/actor/{name}" for value in values if isinstance(value, Actor) for name in _names(value)}
        found |= {f"{kind}/place/{name}" for value in values if isinstance(value, Place) for name in _names(value)}
    return found


def _days(values: Sequence[Value], report: Report) -> Iterator[str]:
    spans = [(value.earliest.date(), value.latest.date()) for value in values if isinstance(value, When)]
    day: date | None = report.document.day
    if not spans and day is not None:
        spans = [(day - timedelta(WEEK), day)]
    for first, last in spans:
        if (last - first).days <= MONTH:
            for step in range(-1, (last - first).days + 2):
                yield (first + timedelta(step)).isoformat()


def _names(value: Actor | Place) -> set[str]:
    return {name for name in (value.country, value.ref or value.name.casefold()) if name}
