"""Reading texts from a ledger: reports, annotations, lineages, where they stand, and what stood there before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, func, select

from rashomon.keep.encoding import moment_of, stamp, unpacked
from rashomon.keep.tables import documents, keys, lineages, skipped, sources, versions
from rashomon.model import Lineage, Report, Skipped
from rashomon.text.annotation import Annotation

MANY = 500
"""Rows fetched together, and ids asked for at once."""


class Version(msgspec.Struct, frozen=True):
    """One text that came to stand at a source: the entry, the document, and the one it replaced ("" for the first)."""

    source: str
    sequence: int
    document: str
    previous: str


def reports_of(connection: Connection, ids: Collection[str], *, beside: bool = False) -> dict[str, Report]:
    """Return document id to report, in the order of arrival. beside: copies as they read beside their originals."""
    found: dict[str, Report] = {}
    body = func.coalesce(documents.c.reading, documents.c.body).label("body") if beside else documents.c.body
    for batch in batches(sorted(ids)):
        query = select(documents.c.id, body).where(documents.c.id.in_(batch)).order_by(documents.c.number)
        for row in connection.execute(query):
            found[row.id] = unpacked(row.body, Report, f"the report {row.id}")
    return found


def documents_of_days(connection: Connection, span: timedelta) -> Iterator[list[str]]:
    """Yield the documents of the last days of the ledger, in batches, in the order of their arrival.

    span: counted back from the latest day of publication that is not to come; whatever arrived after the first of them
    is among them too.
    """
    now = stamp(datetime.now(UTC) + timedelta(days=1))
    latest = connection.execute(select(func.max(documents.c.published)).where(documents.c.published < now)).scalar()
    query = select(documents.c.id).order_by(documents.c.number)
    if latest:
        oldest = select(func.min(documents.c.number)).where(documents.c.published >= stamp(moment_of(latest) - span))
        query = query.where(documents.c.number >= oldest.scalar_subquery())
    for batch in batches([row.id for row in connection.execute(query)]):
        yield [str(one) for one in batch]


def annotations_of(connection: Connection, ids: Collection[str], annotator: str = "") -> dict[str, Annotation]:
    """Return document id to annotation, where one is kept (and made by this annotator, when it is given)."""
    found: dict[str, Annotation] = {}
    for batch in batches(sorted(ids)):
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
    for batch in batches(sorted(ids)):
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
    for batch in batches(sorted(ids)):
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
    for batch in batches(sorted(shared)):
        named = select(documents.c.number, documents.c.id).where(documents.c.number.in_(batch), documents.c.standing)
        found |= {row.id: tuple(shared[row.number]) for row in connection.execute(named)}
    return found


def skipped_of(connection: Connection, limit: int = MANY, offset: int = 0) -> list[Skipped]:
    """Return what was left out and why, newest first."""
    query = select(skipped).order_by(skipped.c.sequence.desc()).limit(limit).offset(offset)
    return [Skipped(row.source, row.reason) for row in connection.execute(query)]


def batches(ids: Sequence[object]) -> Iterator[Sequence[object]]:
    """Yield ids in handfuls that one query takes."""
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]
