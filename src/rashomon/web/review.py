"""The review queue: pairs of events that may be one, and the names of what people judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon.keep.read import EventFilter, EventLine, find_events, judgements_of, reports_of
from rashomon.keep.write import records_of
from rashomon.model import EventRecord, Judged
from rashomon.packs.form import Pack
from rashomon.tell.visible import one_line
from rashomon.tell.wording import field_label, outlet_words, position_words

LOOKED_AT: Final = 200
SHOWN: Final = 30
APART: Final = timedelta(days=2)
UNDATED: Final = 99
TOGETHER: Final = 200
"""Entries between the first sights of two events without a day that are still "at the same time"."""


class Half(msgspec.Struct, frozen=True):
    """One event of a pair with what its accounts say: label of the field to the accounts in words."""

    line: EventLine
    said: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]


class Pair(msgspec.Struct, frozen=True):
    """Two events that a person should look at, and why."""

    one: Half
    other: Half
    reason: str


def candidates(connection: Connection, packs: Sequence[Pack], about: str = "") -> list[Pair]:
    """Return pairs of one kind whose days nearly meet and whose countries do not differ, not judged yet; nearest first.

    about: only pairs with this event. The machine kept them apart; most of them rightly.
    """
    lines = find_events(connection, EventFilter(), LOOKED_AT)
    judged = {
        frozenset(judgement.subjects)
        for judgement in judgements_of(connection).values()
        if judgement.verdict in ("same_event", "not_same")
    }
    found = [
        (gap, one, other)
        for one, other in combinations(lines, 2)
        if about in ("", one.id, other.id)
        and frozenset((one.id, other.id)) not in judged
        and (gap := _apart(one, other)) is not None
    ]
    found.sort(key=lambda pair: (pair[0], -(pair[1].documents + pair[2].documents), pair[1].id, pair[2].id))
    records = records_of(connection, {line.id for _, one, other in found[:SHOWN] for line in (one, other)})
    return [
        Pair(
            _half(connection, one, records[one.id], packs), _half(connection, other, records[other.id], packs),
            _reason(gap),
        )
        for gap, one, other in found[:SHOWN]
    ]  # fmt: skip


def _reason(gap: int) -> str:
    if gap == UNDATED:
        return "The same kind; no day is said for one of them, and both were reported at about the same time."
    return "The same kind, a day or two apart." if gap else "The same kind, within a day of one another."


def names_of(connection: Connection, judgements: Iterable[Judged]) -> dict[str, str]:
    """Return what to call the events and reports that judgements are about."""
    subjects = {subject for judgement in judgements for subject in judgement.subjects}
    names = {event: record.label or event for event, record in records_of(connection, subjects).items()}
    for identity, report in reports_of(connection, subjects).items():
        names[identity] = outlet_words(report.document) or one_line(report.document.title, 60) or identity
        for claim in report.claims:
            names.setdefault(claim.id, f"“{one_line(claim.text, 80)}”")
    return names


def _apart(one: EventLine, other: EventLine) -> int | None:
    """How many days lie between two events of a kind; None when they cannot well be one."""
    if one.kind != other.kind or (one.country and other.country and one.country != other.country):
        return None
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return UNDATED if abs(one.opened - other.opened) <= TOGETHER else None
    gap = max(one.earliest, other.earliest) - min(one.latest, other.latest)
    return None if gap > APART else max(0, gap.days)


def _half(connection: Connection, line: EventLine, record: EventRecord, packs: Sequence[Pack]) -> Half:
    lineups = record.shown.lineups if record.shown else ()
    live = [(lineup, [one for one in lineup.positions if one.live]) for lineup in lineups]
    said = [
        (field_label(lineup.name, packs), " or ".join(position_words(one, packs) for one in positions))
        for lineup, positions in live
    ]
    reports = reports_of(connection, list(record.members)[:6])
    outlets = dict.fromkeys(outlet_words(report.document) or report.document.path.rsplit("/", 1)[-1]
                            for report in reports.values())  # fmt: skip
    return Half(line, tuple((label, words) for label, words in said if words)[:6], tuple(outlets))
