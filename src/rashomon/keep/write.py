"""Writing: texts first, then the deeds that speak of them, all in one transaction of the caller's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, text, update

from rashomon.keep.encoding import packed, shown, stamp, unpacked
from rashomon.keep.fold import changed_events, events_of
from rashomon.keep.project import keep_event, note
from rashomon.keep.tables import documents, entries, entry_events, events, keys, marks
from rashomon.model import Deed, Entry, EventRecord, Report
from rashomon.text.annotation import Annotation


def store_report(
    connection: Connection,
    report: Report,
    meeting_keys: Collection[str] = (),
    annotation: Annotation | None = None,
    annotator: str = "",
) -> int:
    """Keep a report with its text, once: the same document again changes nothing. Returns the document's number.

    meeting_keys: where it may meet others (`recipe.keys`), only for reports that tell something. annotation: kept
    because every later fold of its event reads the sentences again, and annotating costs 60 ms where unpacking costs
    two; annotator: the version that made it, so that it is made anew when that changes.
    """
    document = report.document
    number = connection.execute(select(documents.c.number).where(documents.c.id == document.id)).scalar()
    if number is not None:
        return int(number)
    row = {
        "id": document.id, "path": shown(document.path), "url": shown(document.url), "outlet": shown(document.outlet),
        "title": shown(document.title), "language": shown(document.language),
        "published": stamp(document.published) if document.published else None, "received": stamp(datetime.now(UTC)),
        "left_out": shown(report.left_out), "standing": False, "body": packed(report),
        "annotation": None if annotation is None else packed(annotation), "annotator": annotator or None,
    }  # fmt: skip
    made = connection.execute(insert(documents).values(row))
    key = made.inserted_primary_key
    assert key is not None
    number = int(key[0])
    if meeting_keys:
        connection.execute(insert(keys), [{"key": shown(one), "document": number} for one in sorted(meeting_keys)])
    _index_words(connection, number, shown(document.title), shown(document.text))
    return number


def keep_reading(connection: Connection, report: Report) -> None:
    """Keep how a copy reads beside its original, in place of an earlier such reading; its own report stays.

    Reading two texts side by side costs most of a fold, and depends on nothing but the two and their lineage.
    """
    here = documents.c.id == report.document.id
    connection.execute(update(documents).where(here).values(reading=packed(report)))


def append(
    connection: Connection, deeds: Iterable[Deed], maker: str, time: datetime | None = None
) -> list[Entry]:
    """Number, date and keep deeds, and bring everything at hand up to date; returns the entries.

    maker: "rashomon 0.1.0", "person:NAME". Raises LedgerError where a deed cannot follow what is there, and for a
    document that `store_report` has not kept; the transaction is then to be left.
    """
    when = time or datetime.now(UTC)
    last = connection.execute(select(func.max(entries.c.sequence))).scalar() or 0
    written = [Entry(last + number, when, maker, deed) for number, deed in enumerate(deeds, 1)]
    if not written:
        return []
    rows = [
        {"sequence": entry.sequence, "time": stamp(when), "maker": shown(maker), "deed": name_of(entry.deed),
         "body": packed(entry.deed)}
        for entry in written
    ]  # fmt: skip
    connection.execute(insert(entries), rows)
    project(connection, written)
    return written


def name_of(deed: Deed) -> str:
    """The deed in one word, as the column `deed` has it: received, opened, joined ..."""
    return type(deed).__name__.casefold()


def project(connection: Connection, written: Sequence[Entry]) -> None:
    """Bring the tables at hand up to date with entries that were just kept."""
    held = {event for entry in written for event in events_of(entry)}
    records = records_of(connection, held)
    changed: dict[str, EventRecord] = {}
    for entry in written:
        after = changed_events(entry, records)
        records |= after
        changed |= after
        note(connection, entry)
    for record in changed.values():
        keep_event(connection, record)
    links = [
        {"event": event, "sequence": entry.sequence} for entry in written for event in dict.fromkeys(events_of(entry))
    ]
    if links:
        connection.execute(insert(entry_events), links)


def records_of(connection: Connection, ids: Collection[str]) -> dict[str, EventRecord]:
    """Return the records of these events, those that there are."""
    found: dict[str, EventRecord] = {}
    listed = sorted(ids)
    for start in range(0, len(listed), 500):
        query = select(events.c.id, events.c.body).where(events.c.id.in_(listed[start : start + 500]))
        for row in connection.execute(query):
            found[row.id] = unpacked(row.body, EventRecord, f"the record of {row.id}")
    return found


def set_mark(connection: Connection, space: str, name: str, value: bytes | None) -> None:
    """Keep a small note of an engine's own ("feeds", address -> state), in the same transaction; None removes it."""
    here = (marks.c.space == space) & (marks.c.name == name)
    if value is None:
        connection.execute(delete(marks).where(here))
    elif not connection.execute(update(marks).where(here).values(value=value)).rowcount:
        connection.execute(insert(marks).values(space=space, name=name, value=value))


def get_marks(connection: Connection, space: str) -> dict[str, bytes]:
    """Return the notes of a space, by name."""
    query = select(marks.c.name, marks.c.value).where(marks.c.space == space).order_by(marks.c.name)
    return {row.name: bytes(row.value) for row in connection.execute(query)}


def _index_words(connection: Connection, number: int, title: str, words: str) -> None:
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO document_words (rowid, title, text) VALUES (:number, :title, :words)"
    else:
        # A tsvector holds less than a megabyte; what would not fit stays findable by its beginning.
        words = words[:200_000]
        statement = (
            "INSERT INTO document_words (number, words) VALUES (:number, "
            "setweight(to_tsvector('simple', :title), 'A') || to_tsvector('simple', :words))"
        )
    connection.execute(text(statement), {"number": number, "title": title, "words": words})
