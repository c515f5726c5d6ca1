"""Reports into the ledger: what arrived, which event it is part of, how that event stands now.

One report is folded after another, in the order of arrival, whatever the batches are, so the events come out the same
in any batch size. A fold sees the reports that share keys with the new one, never the whole ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon._version import __version__
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import (
    document_at,
    event_of,
    events_with,
    findings_of,
    last_sequence,
    lineages_of,
    reports_of,
    sources_of,
    where_now,
)
from rashomon.keep.write import append, store_report
from rashomon.model import Answer, Document, Received, Report, Skipped, Withdrawn
from rashomon.run.joining import dated, joined, meeting_keys
from rashomon.run.kit import Kit
from rashomon.run.local import BATCH, read_reports
from rashomon.run.memory import Memory
from rashomon.run.stories import is_story, storied
from rashomon.run.weighing import weigh_stale
from rashomon.text.annotation import Annotation

MAKER: Final = f"rashomon {__version__}"
NUMBERED: Final = re.compile(r"#\d+$")

class Arrival(msgspec.Struct, frozen=True):
    """A report on its way into the ledger. source: where it stands, its address, else its path, when not given."""

    report: Report
    annotation: Annotation | None = None
    source: str = ""


class Receipt(msgspec.Struct, frozen=True):
    """What came of a batch. first, last: sequences of its entries (last < first when nothing was new).

    received: texts that were new; revised: those among them that replace an earlier text of their source; known:
    texts that stood there already; left_out: new texts that no pack reads; events: those that changed.
    """

    first: int
    last: int
    received: int = 0
    revised: int = 0
    known: int = 0
    left_out: int = 0
    events: tuple[str, ...] = ()


def arrivals_of(documents: Sequence[Document], kit: Kit) -> list[Arrival]:
    """Extract: one batch of documents to arrivals. Stateless; the part that workers may share out among themselves."""
    reports, annotations = read_reports(documents, kit)
    return [Arrival(report, annotations.get(report.document.id)) for report in reports]


def ingest(arrivals: Iterable[Arrival], ledger: Ledger, kit: Kit, memory: Memory | None = None) -> Receipt:
    """Take a batch in, in its order, in one transaction; when this returns, it is on the disk.

    The same text at the same source again changes nothing; another text there is a revision. Events that many reports
    tell are weighed again when they have grown; an empty batch, or one without news, weighs all that wait. memory: one
    for all batches of an engine, so that texts need not be prepared again.
    """
    with ledger.writing() as connection:
        return take_in(connection, arrivals, kit, memory or Memory())


def take_in(connection: Connection, arrivals: Iterable[Arrival | Skipped], kit: Kit, memory: Memory) -> Receipt:
    """Take a batch in, in the caller's transaction; a source that could not be read is kept with its reason."""
    counted = {"received": 0, "revised": 0, "known": 0, "left_out": 0}
    before = last_sequence(connection)
    for arrival in arrivals:
        if isinstance(arrival, Skipped):
            append(connection, [Received("", arrival.path, left_out=arrival.reason)], MAKER)
        else:
            _take(connection, arrival, (kit, memory), counted)
    touched = weigh_stale(connection, kit, MAKER, patient=counted["received"] > 0)
    return Receipt(before + 1, last_sequence(connection), events=tuple(touched), **counted)


def add_documents(
    documents: Sequence[Document], ledger: Ledger, kit: Kit, skipped: Sequence[Skipped] = ()
) -> Receipt:
    """Extract and take in, batch by batch, in the order of publication (undated ones last, by their days unknown).

    skipped: sources that could not be read; they are kept with the reason.
    """
    last = datetime.max.replace(tzinfo=UTC)
    ordered = sorted(documents, key=lambda one: (one.published or last, one.id))
    receipts = [_unread(skipped, ledger)] if skipped else []
    memory = Memory()
    for start in range(0, len(ordered), BATCH):
        receipts.append(ingest(arrivals_of(ordered[start : start + BATCH], kit), ledger, kit, memory))
    receipts.append(ingest((), ledger, kit, memory))
    return together(receipts)


def together(receipts: Sequence[Receipt]) -> Receipt:
    """Return several receipts, one after another, as one."""
    return Receipt(
        first=receipts[0].first if receipts else 1,
        last=receipts[-1].last if receipts else 0,
        received=sum(one.received for one in receipts),
        revised=sum(one.revised for one in receipts),
        known=sum(one.known for one in receipts),
        left_out=sum(one.left_out for one in receipts),
        events=tuple(dict.fromkeys(event for one in receipts for event in one.events)),
    )


def _unread(skipped: Sequence[Skipped], ledger: Ledger) -> Receipt:
    with ledger.writing() as connection:
        before = last_sequence(connection)
        written = append(connection, [Received("", one.path, left_out=one.reason) for one in skipped], MAKER)
    return Receipt(before + 1, before + len(written))


def source_of(document: Document) -> str:
    """Return where a document stands: its address, else its path.

    A record of a file of many has a number, and that changes with the file: without an address it stands for itself.
    """
    if document.url:
        return document.url
    return f"{document.path} {document.id}" if NUMBERED.search(document.path) else document.path


def answer_of(connection: Connection, event: str, view: str = "shown") -> Answer | None:
    """Return what is known of one event as an answer, for every renderer of `tell`; None for an unknown id.

    An event that was merged into another, or that people say is another, is answered for by that one.
    """
    record = where_now(connection, event)
    found = event_of(connection, record.id, view) if record else None
    if found is None:
        return None
    reports = reports_of(connection, found.documents)
    lines = [line for line in lineages_of(connection, found.documents) if line.parent in reports]
    return Answer(
        documents=tuple(report.document for report in reports.values()),
        events=(found,),
        findings=tuple(findings_of(connection, found.id).values()),
        lineages=tuple(lines),
    )


def _take(
    connection: Connection, arrival: Arrival, tools: tuple[Kit, Memory], counted: dict[str, int]
) -> None:
    kit, memory = tools
    document = arrival.report.document
    source = arrival.source or source_of(document)
    previous = document_at(connection, source)
    if previous == document.id:
        counted["known"] += 1
        return
    report = dated(connection, arrival.report, arrival.annotation, kit, memory)
    store_report(connection, report, () if report.left_out else meeting_keys(report, memory), arrival.annotation)
    append(connection, [Received(document.id, source, previous, report.left_out)], MAKER)
    counted["received"] += 1
    counted["revised"] += bool(previous)
    counted["left_out"] += bool(report.left_out)
    if previous and not sources_of(connection, previous):
        held = events_with(connection, [previous]).get(previous, ())
        append(connection, [Withdrawn(event=one, document=previous, reason="revised") for one in held], MAKER)
        if memory.window is not None:
            memory.window.leave(previous)
    if memory.window is not None:
        append(connection, storied(connection, report, memory.window, memory), MAKER)
    if not report.left_out and not _has_event(connection, document.id):
        append(connection, joined(connection, report, kit, memory), MAKER)


def _has_event(connection: Connection, document: str) -> bool:
    """True when a document is part of an event that a pack reads, whatever its story."""
    return any(not is_story(event) for event in events_with(connection, [document]).get(document, ()))
