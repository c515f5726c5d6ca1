"""Reports into the ledger: what arrived, which event it is part of, how that event stands now.

One report is folded after another, in the order of arrival, whatever the batches are, so the events come out the same
in any batch size. A fold sees the reports that share keys with the new one, never the whole ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon._version import __version__
from rashomon.gather.copies import find_copies
from rashomon.gather.dating import infer_dates
from rashomon.gather.events import gather_events
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import (
    annotations_of,
    document_at,
    event_of,
    events_with,
    findings_of,
    last_sequence,
    lineages_of,
    meeting,
    reports_of,
    sources_of,
    stale_events,
    where_now,
)
from rashomon.keep.write import append, records_of, store_report
from rashomon.model import (
    Answer,
    Deed,
    Derived,
    Document,
    Lineage,
    Received,
    Report,
    Skipped,
    Withdrawn,
)
from rashomon.run.kit import Kit
from rashomon.run.local import BATCH, read_reports, reported
from rashomon.run.placing import place
from rashomon.run.recipe import keys, with_copies_read
from rashomon.run.weighing import weigh_event
from rashomon.text.annotation import Annotation

MAKER: Final = f"rashomon {__version__}"
NEIGHBOURS: Final = 40
"""Reports that a new one is folded with: those that share most keys with it."""


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


def ingest(arrivals: Iterable[Arrival], ledger: Ledger, kit: Kit) -> Receipt:
    """Take a batch in, in its order, in one transaction; when this returns, it is on the disk.

    The same text at the same source again changes nothing; another text there is a revision.
    """
    counted = {"received": 0, "revised": 0, "known": 0, "left_out": 0}
    with ledger.writing() as connection:
        before = last_sequence(connection)
        for arrival in arrivals:
            _take(connection, arrival, kit, counted)
        touched = weigh_stale(connection, kit)
        last = last_sequence(connection)
    return Receipt(before + 1, last, events=tuple(touched), **counted)


def add_documents(
    documents: Sequence[Document], ledger: Ledger, kit: Kit, skipped: Sequence[Skipped] = ()
) -> Receipt:
    """Extract and take in, batch by batch, in the order of publication (undated ones last, by their days unknown).

    skipped: sources that could not be read; they are kept with the reason.
    """
    last = datetime.max.replace(tzinfo=UTC)
    ordered = sorted(documents, key=lambda one: (one.published or last, one.id))
    receipts = [_unread(skipped, ledger)] if skipped else []
    for start in range(0, len(ordered), BATCH):
        receipts.append(ingest(arrivals_of(ordered[start : start + BATCH], kit), ledger, kit))
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


def weigh_stale(connection: Connection, kit: Kit) -> list[str]:
    """Weigh every event that changed since it was weighed last; returns their ids."""
    touched: list[str] = []
    while waiting := stale_events(connection):
        for event in waiting:
            weigh_event(connection, event, kit, MAKER)
            touched.append(event)
    return touched


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


# ---- one report ------------------------------------------------------------------------------------------------------


def _take(connection: Connection, arrival: Arrival, kit: Kit, counted: dict[str, int]) -> None:
    document = arrival.report.document
    source = arrival.source or document.url or document.path
    previous = document_at(connection, source)
    if previous == document.id:
        counted["known"] += 1
        return
    report = _dated(connection, arrival, kit)
    store_report(connection, report, () if report.left_out else keys(report), arrival.annotation)
    append(connection, [Received(document.id, source, previous, report.left_out)], MAKER)
    counted["received"] += 1
    counted["revised"] += bool(previous)
    counted["left_out"] += bool(report.left_out)
    if previous and not sources_of(connection, previous):
        held = events_with(connection, [previous]).get(previous, ())
        append(connection, [Withdrawn(event=one, document=previous, reason="revised") for one in held], MAKER)
    if not report.left_out and not events_with(connection, [document.id]):
        append(connection, _placed(connection, report, kit), MAKER)


def _dated(connection: Connection, arrival: Arrival, kit: Kit) -> Report:
    """Give an undated report the day that its kin in the ledger imply, and extract it again with it."""
    report = arrival.report
    if report.left_out or report.document.published is not None or arrival.annotation is None:
        return report
    near = reports_of(connection, _neighbours(connection, report))
    several = [report, *near.values()]
    day = infer_dates(several, find_copies(several)).get(report.document.id)
    if day is None:
        return report
    dated = msgspec.structs.replace(report.document, published=day, published_exact=False, published_from="inferred")
    return reported(dated, kit, arrival.annotation)


def _neighbours(connection: Connection, report: Report) -> list[str]:
    """Documents that share most with the report: a day of one kind weighs as much as two names."""
    shared = meeting(connection, keys(report))
    shared.pop(report.document.id, None)

    def weight(document: str) -> tuple[int, str]:
        names = sum("/actor/" in key or "/place/" in key for key in shared[document])
        days = len(shared[document]) > names
        return (-(2 * days + min(names, 4)), document)

    return sorted(shared, key=weight)[:NEIGHBOURS]


def _placed(connection: Connection, report: Report, kit: Kit) -> list[Deed]:
    """Fold the report with its neighbours, and say what that means for the events that are known."""
    near = _neighbours(connection, report)
    reports = [*reports_of(connection, near).values(), report]
    documents = [one.document.id for one in reports]
    annotations = annotations_of(connection, documents)
    derived = _derived(connection, report, reports)
    lines = {line.document: line for line in lineages_of(connection, documents) if line.parent in documents}
    lines |= {line.document: line for line in derived}
    lineages = sorted(lines.values(), key=lambda line: line.document)
    read = with_copies_read(reports, lineages, kit, annotations)
    folded = gather_events(read, kit.packs, kit.knowledge, lineages)
    held = {event for events in events_with(connection, documents).values() for event in events}
    deeds = place(
        folded,
        records_of(connection, held),
        {mention.id: one.document.id for one in read for mention in one.mentions},
        lambda event: bool(records_of(connection, [event])),
    )
    return [*(Derived(line) for line in derived), *deeds]


def _derived(connection: Connection, report: Report, reports: Sequence[Report]) -> list[Lineage]:
    """Lineages that the new report brings: its own, and that of a known report that proves to be made from it."""
    own = report.document.id
    found = [line for line in find_copies(reports) if own in (line.document, line.parent)]
    known = {line.document: line for line in lineages_of(connection, [line.document for line in found])}
    return [line for line in found if line.document not in known or known[line.document].score < line.score]

