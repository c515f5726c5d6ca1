"""The events of an answer in the order of time, with the gaps between them in words."""

from __future__ import annotations

from datetime import datetime

import msgspec

from rashomon.model import Answer, Event
from rashomon.tell.clock import as_said, when_words
from rashomon.tell.wording import counted


class Stop(msgspec.Struct, frozen=True):
    """One event on the line. gap: time since the stop before, in words; when: its time in words, "" when unknown."""

    event: Event
    when: str
    gap: str
    machine: str = ""


def stops(answer: Answer) -> tuple[list[Stop], list[Stop]]:
    """Return the dated events from the earliest to the latest, and those whose day nobody said."""
    dated = sorted((event for event in answer.events if event.when), key=_moment)
    undated = [Stop(event, "", "") for event in answer.events if event.when is None]
    line: list[Stop] = []
    before: datetime | None = None
    for event in dated:
        assert event.when is not None
        start = as_said(event.when.earliest, event.when.zone)
        line.append(Stop(event, when_words(event.when), _gap(before, start), start.date().isoformat()))
        before = start
    return line, undated


def _moment(event: Event) -> tuple[datetime, bool]:
    assert event.when is not None
    return as_said(event.when.earliest, event.when.zone), not event.main


def _gap(before: datetime | None, start: datetime) -> str:
    if before is None:
        return ""
    days = (start.date() - before.date()).days
    if days < 1:
        return ""
    if days < 60:
        return f"{counted(days, 'day')} later"
    if days < 700:
        return f"{counted(round(days / 30.44), 'month')} later"
    return f"{counted(round(days / 365.25), 'year')} later"
