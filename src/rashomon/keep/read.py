"""Reading a ledger: entries, events, claims, search; and, from `texts`, reports. Plain functions on a connection."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, Select, and_, func, or_, select, text

from rashomon.errors import LedgerError
from rashomon.keep.encoding import moment_of, shown, stamp, unpacked
from rashomon.keep.project import SET_ASIDE
from rashomon.keep.tables import (
    claims,
    documents,
    entries,
    entry_events,
    events,
    findings,
    judged,
    judgements,
    members,
)
from rashomon.keep.texts import (
    MANY,
    Version,
    annotations_of,
    batches,
    copies_of,
    document_at,
    lineages_of,
    meeting,
    recent_revisions,
    reports_of,
    skipped_of,
    sources_of,
    versions_at,
    versions_of,
)
from rashomon.keep.write import records_of
from rashomon.model import (
    Claim,
    Deed,
    Entry,
    Event,
    EventRecord,
    Finding,
    Judged,
)

__all__ = [
    "ClaimFilter", "EventFilter", "EventLine", "FoundClaim", "Version", "annotations_of", "claims_of", "copies_of",
    "document_at", "entries_of_event", "entries_since", "entry_at", "event_of", "events_with", "find_claims",
    "find_events", "findings_of", "judgements_of", "last_sequence", "lineages_of", "meeting", "recent_revisions",
    "record_of", "records_standing", "reports_of", "search_documents", "skipped_of", "sources_of", "stale_events",
    "versions_at", "versions_of", "where_now", "whole_record",
]


class EventLine(msgspec.Struct, frozen=True):
    """One event in a list. disputed: how many fields; findings: how many stand; changed: sequence of its last entry.

    day: the calendar day in the zone it was told in ("2031-05-19"), "" when unknown; earliest, latest are UTC.
    """

    id: str
    kind: str
    pack: str
    label: str
    main: bool
    earliest: datetime | None
    latest: datetime | None
    place: str
    country: str
    lat: float | None
    lon: float | None
    documents: int
    disputed: int
    findings: int
    opened: int
    changed: int
    day: str = ""


class EventFilter(msgspec.Struct, frozen=True):
    """Which events are wanted; empty fields ask for nothing. since, until: days of the event; changed_after: sequence.

    stories: True for stories that no pack reads too. sort: "changed" (latest first), "disputed" or "when".
    """

    kind: str = ""
    pack: str = ""
    country: str = ""
    since: datetime | None = None
    until: datetime | None = None
    disputed: bool = False
    main: bool = False
    stories: bool = False
    changed_after: int = 0
    words: str = ""
    ids: tuple[str, ...] = ()
    sort: str = "changed"


class FoundClaim(msgspec.Struct, frozen=True):
    """A claim that stands in an event, with where it was read."""

    event: str
    claim: Claim
    outlet: str
    published: datetime | None


class ClaimFilter(msgspec.Struct, frozen=True):
    """Which claims are wanted; empty fields ask for nothing. origin: beginning of a name, or an id of the shelf.

    status: "superseded", "withdrawn", or "set_aside" for what people took out, which is left out otherwise.
    """

    words: str = ""
    kind: str = ""
    field: str = ""
    origin: str = ""
    outlet: str = ""
    document: str = ""
    event: str = ""
    status: str = ""
    since: datetime | None = None
    until: datetime | None = None


# ---- entries ---------------------------------------------------------------------------------------------------------


def last_sequence(connection: Connection) -> int:
    """Return the sequence of the newest entry, 0 for an empty ledger."""
    return int(connection.execute(select(func.max(entries.c.sequence))).scalar() or 0)


def entries_since(connection: Connection, since: int = 0, limit: int | None = None, deed: str = "") -> Iterator[Entry]:
    """Yield the entries after sequence `since`, oldest first. deed: only these ("found", "joined" ...)."""
    query = select(entries).where(entries.c.sequence > since).order_by(entries.c.sequence)
    if deed:
        query = query.where(entries.c.deed == deed)
    return _entries(connection, query if limit is None else query.limit(limit))


def entries_of_event(connection: Connection, event: str) -> Iterator[Entry]:
    """Yield the entries about one event, oldest first."""
    query = (
        select(entries)
        .join(entry_events, entry_events.c.sequence == entries.c.sequence)
        .where(entry_events.c.event == event)
        .order_by(entries.c.sequence)
    )
    return _entries(connection, query)


def entry_at(connection: Connection, sequence: int) -> Entry | None:
    """Return one entry."""
    return next(_entries(connection, select(entries).where(entries.c.sequence == sequence)), None)


def _entries(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Entry]:
    # The option belongs to the query: on the connection it would make a cursor of every later statement, INSERT too.
    for row in connection.execute(query.execution_options(yield_per=MANY)):
        deed: Deed = unpacked(row.body, Deed, f"entry {row.sequence}")  # type: ignore[arg-type]
        yield Entry(row.sequence, moment_of(row.time), row.maker, deed)


# ---- events ----------------------------------------------------------------------------------------------------------


def find_events(
    connection: Connection, wanted: EventFilter | None = None, limit: int = 100, offset: int = 0
) -> list[EventLine]:
    """Return events that stand (not merged away, not shown in another), as the filter wants and sorts them."""
    wanted = wanted or EventFilter()
    query = select(events).where(events.c.merged_into == "", events.c.shown_in == "", events.c.documents > 0)
    conditions = [
        *([events.c.kind == wanted.kind] if wanted.kind else []),
        *([events.c.pack == wanted.pack] if wanted.pack else []),
        *([] if wanted.stories or wanted.pack else [events.c.pack != ""]),
        *([events.c.country == wanted.country] if wanted.country else []),
        *([events.c.latest >= stamp(wanted.since)] if wanted.since else []),
        *([events.c.earliest < stamp(wanted.until)] if wanted.until else []),
        *([events.c.disputed > 0] if wanted.disputed else []),
        *([events.c.main] if wanted.main else []),
        *([events.c.changed > wanted.changed_after] if wanted.changed_after else []),
        *([events.c.id.in_(wanted.ids)] if wanted.ids else []),
        *(events.c.label.icontains(word, autoescape=True) for word in wanted.words.split()),
    ]
    order = {
        "disputed": (events.c.disputed.desc(), events.c.changed.desc(), events.c.id),
        "when": (events.c.earliest.desc(), events.c.id),
    }.get(wanted.sort, (events.c.changed.desc(), events.c.id))
    rows = connection.execute(query.where(and_(True, *conditions)).order_by(*order).limit(limit).offset(offset))
    return [_line(row) for row in rows]


def _line(row: Row[tuple[object, ...]]) -> EventLine:
    return EventLine(
        row.id, row.kind, row.pack, row.label, row.main, _moment(row.earliest), _moment(row.latest), row.place,
        row.country, row.lat, row.lon, row.documents, row.disputed, row.findings, row.opened, row.changed,
        row.day,
    )  # fmt: skip


def record_of(connection: Connection, event: str) -> EventRecord | None:
    """Return everything that is known of an event, also of one that ended."""
    return records_of(connection, [event]).get(event)


def records_standing(connection: Connection) -> dict[str, EventRecord]:
    """Return the records of all events ever opened: for checks and small ledgers, not for a page."""
    rows = connection.execute(select(events.c.id, events.c.body).execution_options(yield_per=MANY))
    return {row.id: unpacked(row.body, EventRecord, f"the record of {row.id}") for row in rows}


def where_now(connection: Connection, event: str) -> EventRecord | None:
    """Return the event under whose id this one is found today: merges and people's judgements are followed."""
    seen: set[str] = set()
    record = record_of(connection, event)
    while record is not None and record.id not in seen:
        seen.add(record.id)
        into = record.merged_into or (record.shown.shown_in if record.shown else "")
        if not into:
            return record
        record = record_of(connection, into)
    return record


def event_of(connection: Connection, event: str, view: str = "shown") -> Event | None:
    """Return an event with its claims and line-ups. view: "shown" (judgements win) or "machine"."""
    record = record_of(connection, event)
    if record is None:
        return None
    weighing = record.machine if view == "machine" else record.shown
    if weighing is None:
        return Event(record.id, record.kind, record.pack, record.label, False, tuple(sorted(record.members)), ())
    wanted = set(weighing.claims)
    own = {claim.id: claim for report in reports_of(connection, weighing.documents).values() for claim in report.claims}
    own |= {claim.id: claim for claim in weighing.read}
    held = sorted((own[one] for one in wanted if one in own), key=lambda claim: (claim.span, claim.id))
    return Event(
        id=record.id, kind=record.kind, pack=record.pack, label=weighing.label, main=weighing.main,
        documents=weighing.documents, claims=tuple(held), when=weighing.when, where=weighing.where,
        lineups=weighing.lineups, mentions=weighing.mentions,
    )  # fmt: skip


def stale_events(connection: Connection, limit: int = MANY) -> list[str]:
    """Return events that changed since they were weighed, oldest change first."""
    query = select(events.c.id).where(events.c.stale, events.c.merged_into == "").order_by(events.c.changed)
    return [row.id for row in connection.execute(query.limit(limit))]


def events_with(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return document id to the events it is part of."""
    found: dict[str, list[str]] = {}
    for batch in batches(sorted(ids)):
        query = select(members).where(members.c.document.in_(batch)).order_by(members.c.event)
        for row in connection.execute(query):
            found.setdefault(row.document, []).append(row.event)
    return {document: tuple(held) for document, held in found.items()}


# ---- findings and judgements ----------------------------------------------------------------------------------------


def findings_of(connection: Connection, event: str = "", kind: str = "", limit: int = MANY) -> dict[int, Finding]:
    """Return the findings that stand, by the sequence of their entry, newest first."""
    query = select(findings.c.sequence, findings.c.body).where(findings.c.withdrawn == 0)
    if event:
        query = query.where(findings.c.event == event)
    if kind:
        query = query.where(findings.c.kind == kind)
    rows = connection.execute(query.order_by(findings.c.sequence.desc()).limit(limit))
    return {row.sequence: unpacked(row.body, Finding, f"finding {row.sequence}") for row in rows}


def judgements_of(
    connection: Connection, subjects: Collection[str] | None = None, *, undone: bool = False
) -> dict[int, Judged]:
    """Return people's judgements by sequence: those that stand, with `undone` also the others; on these subjects."""
    query = select(judgements.c.sequence, judgements.c.body).order_by(judgements.c.sequence)
    if not undone:
        query = query.where(judgements.c.withdrawn == 0)
    if subjects is not None:
        about_these = select(judged.c.sequence).where(judged.c.subject.in_(sorted(subjects)))
        query = query.where(judgements.c.sequence.in_(about_these))
    rows = connection.execute(query)
    return {row.sequence: unpacked(row.body, Judged, f"judgement {row.sequence}") for row in rows}


# ---- claims and words ------------------------------------------------------------------------------------------------


def find_claims(connection: Connection, wanted: ClaimFilter, limit: int = 100, offset: int = 0) -> list[FoundClaim]:
    """Return claims that stand in events, newest report first."""
    conditions = [
        *([claims.c.kind == wanted.kind] if wanted.kind else []),
        *([claims.c.field == wanted.field] if wanted.field else []),
        *([claims.c.outlet == wanted.outlet] if wanted.outlet else []),
        *([claims.c.document == wanted.document] if wanted.document else []),
        *([claims.c.event == wanted.event] if wanted.event else []),
        claims.c.status == wanted.status if wanted.status else claims.c.status != SET_ASIDE,
        *([claims.c.published >= stamp(wanted.since)] if wanted.since else []),
        *([claims.c.published < stamp(wanted.until)] if wanted.until else []),
        *(claims.c.text.icontains(word, autoescape=True) for word in wanted.words.split()),
    ]
    if wanted.origin:
        by_name = claims.c.origin.istartswith(wanted.origin, autoescape=True)
        conditions.append(or_(claims.c.origin_key == wanted.origin, by_name))
    order = (claims.c.published.desc(), claims.c.event, claims.c.id)
    query = select(claims).where(and_(True, *conditions)).order_by(*order)
    return [
        FoundClaim(row.event, unpacked(row.body, Claim, f"claim {row.id}"), row.outlet, _moment(row.published))
        for row in connection.execute(query.limit(limit).offset(offset))
    ]


def claims_of(connection: Connection, ids: Collection[str]) -> dict[str, FoundClaim]:
    """Return claims that stand in some event, by id."""
    found: dict[str, FoundClaim] = {}
    for batch in batches(sorted(ids)):
        for row in connection.execute(select(claims).where(claims.c.id.in_(batch)).order_by(claims.c.event)):
            claim = unpacked(row.body, Claim, f"claim {row.id}")
            found.setdefault(row.id, FoundClaim(row.event, claim, row.outlet, _moment(row.published)))
    return found


def search_documents(connection: Connection, words: str, limit: int = 50, offset: int = 0) -> list[str]:
    """Return ids of standing documents that hold all these words, the best first; any text is a harmless query."""
    words = shown(words).replace("\ufffd", " ")
    terms = words.split()
    if not terms:
        return []
    found = documents.c.number.label("number")
    if connection.dialect.name == "sqlite":
        asked = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
        ranked = text(
            "SELECT rowid AS number, rank AS score FROM document_words WHERE document_words MATCH :asked"
        ).bindparams(asked=asked)
    else:
        ranked = text(
            "SELECT number, -ts_rank(words, plainto_tsquery('simple', :asked)) AS score FROM document_words "
            "WHERE words @@ plainto_tsquery('simple', :asked)"
        ).bindparams(asked=words)
    from_words = ranked.columns(found, score=documents.c.number.type).subquery("ranked")
    query = (
        select(documents.c.id)
        .join(from_words, from_words.c.number == documents.c.number)
        .where(documents.c.standing)
        .order_by(from_words.c.score, documents.c.number)
    )
    return [row.id for row in connection.execute(query.limit(limit).offset(offset))]


# ---- small things ----------------------------------------------------------------------------------------------------


def whole_record(connection: Connection, event: str) -> EventRecord:
    """Return the event's record; raises LedgerError where there is none of this id."""
    record = record_of(connection, event)
    if record is None:
        raise LedgerError(f"there is no event {event} in the ledger")
    return record


def _moment(text: str | None) -> datetime | None:
    return moment_of(text) if text else None
