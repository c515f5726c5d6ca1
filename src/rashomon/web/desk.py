"""What the service stands on, and what its pages show: read from the ledger, put into words by `tell`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from rashomon.keep.ledger import Ledger
from rashomon.keep.read import (
    EventFilter,
    EventLine,
    entries_since,
    events_with,
    find_events,
    last_sequence,
)
from rashomon.keep.write import get_marks, records_of, set_mark
from rashomon.model import Answer, Event, EventRecord
from rashomon.packs.form import Pack
from rashomon.run.history import Told, changes_of
from rashomon.run.kit import Kit
from rashomon.tell.accounts import Row, register, rows_of
from rashomon.tell.alert import Rule
from rashomon.tell.change import REASONS
from rashomon.tell.clock import as_said, day_words, when_words
from rashomon.tell.visible import one_line
from rashomon.tell.wording import field_label, listed, ordered, position_words, value_words
from rashomon.web.people import Person

SEEN: Final = "seen"
STORIES: Final = 60
LATEST: Final = 12
BACK: Final = 400
"""Entries that the list of what happened lately looks back over."""


Once = Callable[[str, int, Callable[[], Any]], Any]
"""A name, the sequence that it holds for, and what makes it."""


class Desk(msgspec.Struct, frozen=True):
    """The ledger, the tools, the rules of the alerts, and under which address the service is reached."""

    ledger: Ledger
    kit: Kit
    rules: tuple[Rule, ...] = ()
    home: str = "http://127.0.0.1:8000"


class Side(msgspec.Struct, frozen=True):
    """One account of a disputed field, as short as a list allows. hue: its colour, as on the event's page."""

    words: str
    origins: str
    independent: int
    hue: int
    live: bool


class Dispute(msgspec.Struct, frozen=True):
    """A field whose accounts cannot all be true, with its sides."""

    field: str
    label: str
    sides: tuple[Side, ...]

    @property
    def settled(self) -> bool:
        """True when all sides but one took back what they said."""
        return sum(side.live for side in self.sides) < 2


class Story(msgspec.Struct, frozen=True):
    """One event in a list. agreed: what is said of it without dispute, "who launched: North Korea"; news: what changed
    since the reader looked, the most telling first; fresh: True when all of it is new."""

    line: EventLine
    kind: str
    when: str
    where: str
    disputes: tuple[Dispute, ...]
    agreed: tuple[tuple[str, str], ...]
    news: tuple[Told, ...]
    fresh: bool


class Seen(msgspec.Struct, frozen=True):
    """Up to which entry somebody has looked, and when that was; None: never."""

    sequence: int = 0
    moment: datetime | None = None


class Desktop(msgspec.Struct, frozen=True):
    """The desk as one person sees it: stories, disputed first; texts that no pack reads; what happened lately."""

    stories: tuple[Story, ...]
    others: tuple[EventLine, ...]
    lately: tuple[Told, ...]
    seen: Seen
    sequence: int

    @property
    def disputed(self) -> int:
        """How many of the stories are disputed."""
        return sum(bool(story.disputes) for story in self.stories)

    @property
    def changed(self) -> int:
        """How many of the stories changed since the reader looked."""
        return sum(bool(story.news) or story.fresh for story in self.stories)


def desktop(connection: Connection, person: Person, packs: Sequence[Pack], once: Once) -> Desktop:
    """Read the desk: the stories that changed last, the disputed among them first. once: keeps what all see alike."""
    seen = seen_by(connection, person)
    lines = find_events(connection, EventFilter(), STORIES)
    records = records_of(connection, [line.id for line in lines])
    stories = [story_of(connection, line, records[line.id], seen, packs) for line in lines]
    stories.sort(key=lambda one: (not one.line.main, not one.disputes, not (one.news or one.fresh), -one.line.changed))
    newest = last_sequence(connection)
    others = once("outside", newest, lambda: outside(connection))
    return Desktop(tuple(stories), others, once("lately", newest, lambda: lately(connection, packs)), seen, newest)


def outside(connection: Connection) -> tuple[EventLine, ...]:
    """Return the stories of which no pack reads any report: a desk sees them, and nothing is claimed of them."""
    lines = [line for line in find_events(connection, EventFilter(stories=True), 2 * STORIES) if not line.pack]
    records = records_of(connection, [line.id for line in lines])
    documents = {document for record in records.values() for document in record.members}
    homes = events_with(connection, documents)
    several = {event for held in homes.values() for event in held}
    packs = {event: record.pack for event, record in records_of(connection, several).items()}
    return tuple(
        line for line in lines
        if not any(packs.get(event) for document in records[line.id].members for event in homes.get(document, ()))
    )


def story_of(
    connection: Connection, line: EventLine, record: EventRecord, seen: Seen, packs: Sequence[Pack]
) -> Story:
    """Put one event into the words of a list."""
    event = bare_event(record)
    look = register(Answer((), (event,), ()), packs)
    lineups = ordered(event.lineups, packs)
    changed = seen.moment is not None and line.changed > seen.sequence
    news = sorted(changes_of(connection, line.id, seen.sequence, packs), key=telling) if changed else []
    fresh = seen.moment is not None and line.opened > seen.sequence
    return Story(
        line,
        kind_words(line.kind, packs),
        when_words(event.when) if event.when else "",
        where_words(event),
        tuple(_dispute(row) for row in rows_of(event, look) if row.lineup.verdict == "disputed"),
        tuple(
            (field_label(lineup.name, packs), position_words(lineup.positions[0], packs))
            for lineup in lineups
            if lineup.verdict != "disputed" and lineup.positions and lineup.positions[0].live
        ),
        tuple(news),
        fresh,
    )  # fmt: skip


def telling(told: Told) -> tuple[int, int]:
    """What to tell first where not all can be told: corrections before new disputes before mere changes."""
    return REASONS.index(told.change.reason), told.sequence


def lately(connection: Connection, packs: Sequence[Pack], most: int = LATEST) -> tuple[Told, ...]:
    """Return what happened last in the ledger, newest first."""
    since = max(0, last_sequence(connection) - BACK)
    touched = dict.fromkeys(
        event for entry in entries_since(connection, since) if (event := getattr(entry.deed, "event", ""))
    )
    read = [event for event, record in records_of(connection, touched).items() if record.pack]
    told = [one for event in read for one in changes_of(connection, event, since, packs)]
    return tuple(sorted(told, key=lambda one: -one.sequence)[:most])


def seen_by(connection: Connection, person: Person) -> Seen:
    """Return up to where a person has looked."""
    mark = get_marks(connection, SEEN).get(person.name)
    return msgspec.json.decode(mark, type=Seen) if mark else Seen()


def see(connection: Connection, person: Person, sequence: int) -> None:
    """Keep that a person has looked at everything up to this entry."""
    sequence = min(sequence, last_sequence(connection))
    set_mark(connection, SEEN, person.name, msgspec.json.encode(Seen(sequence, datetime.now(UTC))))


def kind_words(kind: str, packs: Sequence[Pack]) -> str:
    """What a pack calls a kind of event."""
    for pack in packs:
        form = pack.kind(kind)
        if form is not None and form.noun:
            return one_line(form.noun)
    return one_line(kind.replace("_", " "))


def event_words(event: Event) -> str:
    """When and where an event was, for a list: the day as it was said, not as the clock of UTC has it."""
    when = day_words(as_said(event.when.earliest, event.when.zone)) if event.when else ""
    return " · ".join(part for part in (when, where_words(event)) if part)


def where_words(event: Event) -> str:
    """Where an event was."""
    return value_words(msgspec.structs.replace(event.where, relation="")) if event.where else ""


def bare_event(record: EventRecord) -> Event:
    """An event without its claims: what drafts and changes need."""
    weighing = record.shown
    if weighing is None:
        return Event(record.id, record.kind, record.pack, record.label, False, tuple(sorted(record.members)), ())
    return Event(
        record.id, record.kind, record.pack, weighing.label or record.label, weighing.main, weighing.documents, (),
        weighing.when, weighing.where, weighing.lineups, weighing.mentions,
    )  # fmt: skip


def _dispute(row: Row) -> Dispute:
    sides = [
        Side(
            account.heading,
            _short(account.named) or ("only in a copy" if account.position.copies else ""),
            account.position.independent,
            account.hue,
            account.position.live,
        )
        for account in row.accounts
    ]
    return Dispute(row.lineup.name, row.label, tuple(sides))


def _short(names: list[str]) -> str:
    return listed(names if len(names) < 4 else [*names[:2], f"{len(names) - 2} others"])
