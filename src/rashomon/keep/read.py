"""Reading a ledger: entries, events, reports, revisions, claims, search. Plain functions on a connection."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
    keys,
    lineages,
    members,
    skipped,
    sources,
    versions,
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
    Lineage,
    Report,
    Skipped,
)
from rashomon.text.annotation import Annotation

MANY = 500
"""Rows fetched together, and ids asked for at once."""


class EventLine(msgspec.Struct, frozen=True):
    """One event in a list. disputed: how many fields; findings: how many stand; changed: sequence of its last entry."""

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


class Version(msgspec.Struct, frozen=True):
    """One text that came to stand at a source: the entry, the document, and the one it replaced ("" for the first)."""

    source: str
    sequence: int
    document: str
    previous: str


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
    for row in connection.execution_options(yield_per=MANY).execute(query):
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
    )  # fmt: skip


def record_of(connection: Connection, event: str) -> EventRecord | None:
    """Return everything that is known of an event, also of one that ended."""
    return records_of(connection, [event]).get(event)


def records_standing(connection: Connection) -> dict[str, EventRecord]:
    """Return the records of all events ever opened: for checks and small ledgers, not for a page."""
    rows = connection.execution_options(yield_per=MANY).execute(select(events.c.id, events.c.body))
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
    for batch in _batches(sorted(ids)):
        query = select(members).where(members.c.document.in_(batch)).order_by(members.c.event)
        for row in connection.execute(query):
            found.setdefault(row.document, []).append(row.event)
    return {document: tuple(held) for document, held in found.items()}


# ---- reports ---------------------------------------------------------------------------------------------------------


def reports_of(connection: Connection, ids: Collection[str], *, beside: bool = False) -> dict[str, Report]:
    """Return document id to report, in the order of arrival. beside: copies as they read beside their originals."""
    found: dict[str, Report] = {}
    body = func.coalesce(documents.c.reading, documents.c.body).label("body") if beside else documents.c.body
    for batch in _batches(sorted(ids)):
        query = select(documents.c.id, body).where(documents.c.id.in_(batch)).order_by(documents.c.number)
        for row in connection.execute(query):
            found[row.id] = unpacked(row.body, Report, f"the report {row.id}")
    return found


def annotations_of(connection: Connection, ids: Collection[str], annotator: str = "") -> dict[str, Annotation]:
    """Return document id to annotation, where one is kept (and made by this annotator, when it is given)."""
    found: dict[str, Annotation] = {}
    for batch in _batches(sorted(ids)):
        query = select(documents.c.id, documents.c.annotation).where(
            documents.c.id.in_(batch), documents.c.annotation.is_not(None)
        )
        if annotator:
            query = query.where(documents.c.annotator == annotator)
        for row in connection.execute(query):
            found[row.id] = unpacked(row.annotation, Annotation, f"the annotation of {row.id}")
    return found


def document_at(connection: Connection, source: str) -> str:
    """Return the document that stands at a source (address or path) now, "" when nothing came from there."""
    return str(connection.execute(select(sources.c.document).where(sources.c.source == source)).scalar() or "")


def sources_of(connection: Connection, document: str) -> list[str]:
    """Return where a document was found and still stands."""
    query = select(sources.c.source).where(sources.c.document == document).order_by(sources.c.source)
    return [row.source for row in connection.execute(query)]


def lineages_of(connection: Connection, ids: Collection[str]) -> list[Lineage]:
    """Return how these documents derive from others, by document."""
    found: list[Lineage] = []
    for batch in _batches(sorted(ids)):
        query = select(lineages.c.document, lineages.c.body).where(lineages.c.document.in_(batch))
        rows = connection.execute(query.order_by(lineages.c.document))
        found += [unpacked(row.body, Lineage, f"the lineage of {row.document}") for row in rows]
    return found


def versions_at(connection: Connection, source: str) -> list[Version]:
    """Return every text that stood at a source, oldest first."""
    query = select(versions).where(versions.c.source == source).order_by(versions.c.sequence)
    return [Version(row.source, row.sequence, row.document, row.previous) for row in connection.execute(query)]


def versions_of(connection: Connection, ids: Collection[str]) -> list[Version]:
    """Return how these documents came to stand where they were found, oldest first."""
    found: list[Version] = []
    for batch in _batches(sorted(ids)):
        query = select(versions).where(versions.c.document.in_(batch)).order_by(versions.c.sequence)
        found += [Version(row.source, row.sequence, row.document, row.previous) for row in connection.execute(query)]
    return found


def recent_revisions(connection: Connection, limit: int = MANY) -> list[Version]:
    """Return the latest texts that replaced another, newest first."""
    query = select(versions).where(versions.c.previous != "").order_by(versions.c.sequence.desc()).limit(limit)
    return [Version(row.source, row.sequence, row.document, row.previous) for row in connection.execute(query)]


def copies_of(connection: Connection, document: str) -> list[str]:
    """Return the documents that derive from this one."""
    query = select(lineages.c.document).where(lineages.c.parent == document).order_by(lineages.c.document)
    return [row.document for row in connection.execute(query)]


def meeting(connection: Connection, wanted: Collection[str], most: int = 200) -> dict[str, tuple[str, ...]]:
    """Return the standing documents that share keys with these: document id to the keys shared.

    most: of each key only the newest so many are looked at, so that the cost of a report does not grow with the
    ledger; what is older and shares a rarer key is still found by that.
    """
    shared: dict[int, list[str]] = {}
    for key in sorted(wanted):
        query = select(keys.c.document).where(keys.c.key == key).order_by(keys.c.document.desc()).limit(most)
        for row in connection.execute(query):
            shared.setdefault(row.document, []).append(key)
    found: dict[str, tuple[str, ...]] = {}
    for batch in _batches(sorted(shared)):
        named = select(documents.c.number, documents.c.id).where(documents.c.number.in_(batch), documents.c.standing)
        found |= {row.id: tuple(shared[row.number]) for row in connection.execute(named)}
    return found


def skipped_of(connection: Connection, limit: int = MANY, offset: int = 0) -> list[Skipped]:
    """Return what was left out and why, newest first."""
    query = select(skipped).order_by(skipped.c.sequence.desc()).limit(limit).offset(offset)
    return [Skipped(row.source, row.reason) for row in connection.execute(query)]


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
    for batch in _batches(sorted(ids)):
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


def _batches(ids: Sequence[object]) -> Iterator[Sequence[object]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]
