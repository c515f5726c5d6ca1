"""An event of the ledger weighed again: its own reports, its own mentions, nothing else of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from rashomon.gather.events import event_of_mentions
from rashomon.keep.read import annotations_of, lineages_of, reports_of
from rashomon.keep.write import append, records_of
from rashomon.model import (
    Claim,
    Deed,
    Event,
    EventRecord,
    Finding,
    Found,
    Lineage,
    Report,
    Weighed,
    Withdrawn,
)
from rashomon.run.kit import Kit
from rashomon.run.recipe import with_copies_read
from rashomon.text.annotation import Annotation
from rashomon.weigh.context import WeighContext
from rashomon.weigh.weigh import in_order, weigh


class Ground(msgspec.Struct, frozen=True):
    """What an event is weighed on: reports as stored, annotations and lineages among them."""

    reports: tuple[Report, ...]
    annotations: Mapping[str, Annotation]
    lineages: tuple[Lineage, ...]


def ground_of(connection: Connection, documents: Sequence[str]) -> Ground:
    """Fetch what these documents report and how they derive from one another."""
    lines = [line for line in lineages_of(connection, documents) if line.parent in documents]
    annotations = annotations_of(connection, documents)
    return Ground(tuple(reports_of(connection, documents).values()), annotations, tuple(lines))


def weigh_event(connection: Connection, event: str, kit: Kit, maker: str) -> Event | None:
    """Weigh an event anew and keep what came of it; None for one that ended."""
    record = records_of(connection, [event]).get(event)
    if record is None or record.merged_into:
        return None
    ground = ground_of(connection, sorted(record.members))
    mentions = frozenset(mention for held in record.members.values() for mention in held)
    weighed, found, read = weigh_mentions(mentions, ground, kit)
    deeds: list[Deed] = [_weighed(record, weighed, read)]
    append(connection, [*deeds, *_findings(record, found)], maker)
    return weighed


def weigh_mentions(
    mentions: frozenset[str], ground: Ground, kit: Kit
) -> tuple[Event | None, list[Finding], tuple[Claim, ...]]:
    """Return the event that these mentions are with its line-ups, the findings, and the claims read anew in copies."""
    read = with_copies_read(ground.reports, ground.lineages, kit, ground.annotations)
    event = event_of_mentions(mentions, read, kit.packs)
    if event is None:
        return None, [], ()
    context = WeighContext(
        events=(event,), reports=tuple(read), lineages=ground.lineages, packs=kit.packs, knowledge=kit.knowledge,
        annotations=ground.annotations,
    )
    weighed, found = weigh(context)
    held = {claim.id for claim in event.claims}
    reported = [finding for report in read for finding in report.findings]
    own = [finding for finding in reported if not finding.claims or set(finding.claims) & held]
    stored = {claim.id: claim for report in ground.reports for claim in report.claims}
    anew = tuple(claim for claim in event.claims if stored.get(claim.id) != claim)
    return weighed[0], in_order([*found, *own]), anew


def _weighed(record: EventRecord, event: Event | None, read: tuple[Claim, ...]) -> Weighed:
    if event is None:
        return Weighed(record.id, record.label, documents=tuple(sorted(record.members)))
    return Weighed(
        record.id, event.label, event.main, event.when, event.where, event.documents, event.mentions,
        tuple(claim.id for claim in event.claims), event.lineups, read,
    )  # fmt: skip


def _findings(record: EventRecord, found: Sequence[Finding]) -> list[Deed]:
    """What is found now and was not before, and what was found before and no longer holds."""
    now = {_identity(finding): finding for finding in found}
    before = {_identity(finding): number for number, finding in record.findings.items()}
    gone: list[Deed] = [
        Withdrawn(number, record.id, reason="no longer holds") for key, number in before.items() if key not in now
    ]
    new: list[Deed] = [
        Found(msgspec.structs.replace(finding, event=record.id), record.id)
        for key, finding in now.items() if key not in before
    ]
    return [*gone, *new]


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.kind, finding.span, finding.message
