"""An event as it was after each entry about it: what alerts, drafts and "what changed since you looked" are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from rashomon.keep.read import entries_of_event, record_of
from rashomon.model import Entry, Event, Finding, Found, Merged, Opened, Weighed, Withdrawn
from rashomon.packs.form import Pack
from rashomon.tell.cap import State
from rashomon.tell.change import Change, changes


class Step(msgspec.Struct, frozen=True):
    """What one entry did to an event. event: how it stands after it (None: not weighed yet, or gone); claims stay out.

    found: the findings that the entry brought.
    """

    sequence: int
    moment: datetime
    event: Event | None
    found: tuple[Finding, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """A change with the entry that brought it."""

    sequence: int
    moment: datetime
    change: Change


def steps_of(connection: Connection, event: str) -> list[Step]:
    """Return how an event stood after each entry that changed how it is shown, oldest first; people's view wins."""
    record = record_of(connection, event)
    if record is None:
        return []
    bare = Event(event, record.kind, record.pack, "", False, (), ())
    return list(_steps(entries_of_event(connection, event), event, bare))


def changes_of(
    connection: Connection, event: str, since: int = 0, packs: Sequence[Pack] = ()
) -> list[Told]:
    """Return what became different about an event after entry `since`, oldest first."""
    before: Event | None = None
    found: list[Told] = []
    for step in steps_of(connection, event):
        if step.sequence > since:
            told = changes(before, step.event, step.found, packs)
            found += [Told(step.sequence, step.moment, change) for change in told]
        before = step.event
    return found


def states_of(connection: Connection, event: str) -> list[State]:
    """Return the states of an event as drafts want them."""
    return [State(step.sequence, step.moment, step.event) for step in steps_of(connection, event)]


def _steps(entries: Iterable[Entry], event: str, bare: Event) -> Iterator[Step]:
    machine: Event | None = None
    judged: tuple[int, Event, bool] | None = None
    gone = False
    for entry in entries:
        deed = entry.deed
        found: tuple[Finding, ...] = ()
        if isinstance(deed, Weighed):
            made = _event_of(deed, bare)
            if deed.view == "judged":
                judged = (entry.sequence, made, bool(deed.shown_in))
            else:
                machine = made
        elif isinstance(deed, Merged) and deed.event == event:
            gone = True
        elif isinstance(deed, Withdrawn) and judged and deed.entry == judged[0]:
            judged = None
        elif isinstance(deed, Found) and deed.event == event:
            found = (deed.finding,)
        elif isinstance(deed, Opened):
            bare = msgspec.structs.replace(bare, label=deed.label)
            continue
        else:
            continue
        shown = None if gone or (judged and judged[2]) else judged[1] if judged else machine
        yield Step(entry.sequence, entry.time, shown, found)


def _event_of(deed: Weighed, bare: Event) -> Event:
    return msgspec.structs.replace(
        bare, label=deed.label or bare.label, main=deed.main, documents=deed.documents, when=deed.when,
        where=deed.where, lineups=deed.lineups, mentions=deed.mentions,
    )  # fmt: skip
