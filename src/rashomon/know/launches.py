"""Earlier launches as facts, for ordinals such as "the first ballistic test in six months"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rashomon.know.base import Knowledge
from rashomon.know.roster import Launch
from rashomon.know.rules import ABOVE

__all__ = ["Launch", "days_of_launches", "last_before", "launches", "ledger_span"]


def launches(
    country: str, since: date, until: date, knowledge: Knowledge, concepts: Sequence[str] = ()
) -> list[Launch]:
    """Return the launches of a country from `since` to `until` (both included, local days), oldest first.

    concepts: only these classes and those below them ("ballistic_missile" finds an SRBM); all when empty. One launch
    day may have several rows, one from each source and class; sources: "Japan MOD", "CNS" (ballistic and space
    launches only) and "CSIS". Rows of which only the month is known ("2014-05") are left out.
    """
    low, high = since.isoformat(), until.isoformat()
    return [launch for launch in knowledge.rows("launch", Launch)
            if launch.country == country and len(launch.day) == 10 and low <= launch.day <= high
            and (not concepts or _below(launch.concept, concepts))]


def days_of_launches(
    country: str, since: date, until: date, knowledge: Knowledge, concepts: Sequence[str] = ()
) -> list[date]:
    """Return the days with a launch, each once."""
    found = launches(country, since, until, knowledge, concepts)
    return sorted({date.fromisoformat(launch.day) for launch in found})


def last_before(country: str, day: date, knowledge: Knowledge, concepts: Sequence[str] = ()) -> Launch | None:
    """Return the last launch before a day (of these classes), or None where the ledger has none."""
    found = launches(country, date(1900, 1, 1), day - timedelta(days=1), knowledge, concepts)
    return found[-1] if found else None


def ledger_span(country: str, knowledge: Knowledge) -> tuple[date, date] | None:
    """Return the first and last day the ledger has for a country; outside it silence means nothing."""
    days = [launch.day for launch in knowledge.rows("launch", Launch)
            if launch.country == country and len(launch.day) == 10]
    return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def _below(concept: str, wanted: Sequence[str]) -> bool:
    at = concept
    while at:
        if at in wanted:
            return True
        at = ABOVE.get(at, "")
    return False
