"""An event of the ledger weighed again: its own reports, its own mentions, nothing else of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon.gather.events import event_of_mentions
from rashomon.keep.read import annotations_of, judgements_of, lineages_of, reports_of, stale_events
from rashomon.keep.review import LINKING, Review, apart_id, as_lineage, review
from rashomon.keep.write import append, records_of
from rashomon.model import (
    Claim,
    Deed,
    Event,
    EventRecord,
    Finding,
    Found,
    Judged,
    Lineage,
    Opened,
    Report,
    Weighed,
    Withdrawn,
)
from rashomon.run.kit import Kit
from rashomon.run.revising import correction_findings, earlier_texts
from rashomon.text.annotation import Annotation
from rashomon.weigh.context import WeighContext
from rashomon.weigh.weigh import in_order, weigh

MANY_REPORTS: Final = 96
BATCH: Final = 500


class Ground(msgspec.Struct, frozen=True):
    """What an event is weighed on: reports (copies as they read beside their originals), annotations, lineages.

    own: the claims of all as they were read alone, by id; earlier: texts that were replaced, here for their copies.
    """

    reports: tuple[Report, ...]
    annotations: Mapping[str, Annotation]
    lineages: tuple[Lineage, ...]
    own: Mapping[str, Claim] = {}
    earlier: frozenset[str] = frozenset()


class Scales(msgspec.Struct, frozen=True):
    """What came of one weighing; `event` None when its mentions are gone."""

    event: Event | None
    findings: tuple[Finding, ...] = ()


def weigh_stale(connection: Connection, kit: Kit, maker: str, *, patient: bool = False) -> list[str]:
    """Weigh every event that changed since it was weighed last, and what people say is one with it; returns ids.

    patient: let an event that many reports tell wait until it has grown by a sixteenth; what waits stays marked stale.
    Weighing compares all claims on a field with one another, so a story of the day would cost more with every report.
    """
    touched: dict[str, None] = {}
    waiting: set[str] = set()
    while stale := [one for one in stale_events(connection, len(waiting) + BATCH) if one not in waiting]:
        for event in stale:
            if patient and _may_wait(connection, event):
                waiting.add(event)
            else:
                touched |= dict.fromkeys(weigh_event(connection, event, kit, maker))
    return list(touched)


def _may_wait(connection: Connection, event: str) -> bool:
    record = records_of(connection, [event])[event]
    before = len(record.machine.documents) if record.machine else 0
    return before >= MANY_REPORTS and before <= len(record.members) < before + before // 16


def weigh_event(connection: Connection, event: str, kit: Kit, maker: str) -> tuple[str, ...]:
    """Weigh an event anew, as the machine has it and as people see it; returns the ids whose entries changed."""
    record = records_of(connection, [event]).get(event)
    if record is None or record.merged_into:
        return ()
    if not record.pack:  # a story holds no claims: there is nothing on the scales but who tells it
        append(connection, [Weighed(event, record.label, documents=tuple(sorted(record.members)))], maker)
        return (event,)
    ground = ground_of(connection, record.members)
    machine = _revised(connection, weighed(_mentions([record]), ground, kit), kit)
    append(connection, [_deed(record, machine, ground)], maker)
    judged = judgements_about(connection, [event])
    if not _concerns(judged, record, machine):
        undone: list[Deed] = []
        if record.judged:
            undone.append(Withdrawn(record.judged.sequence, event, reason="judgement undone"))
        undone += _taken_out(connection, [record], judged, kit)
        append(connection, [*undone, *_findings(record, machine.findings)], maker)
        return (event,)
    return _weigh_judged(connection, record, judged, kit, maker)


def ground_of(connection: Connection, documents: Collection[str]) -> Ground:
    """Fetch what these documents report and how they derive from one another.

    Also the earlier texts that some of them replaced and others are copies of: what was made from the old text is no
    less a copy because its original was revised.
    """
    earlier = set(earlier_texts(connection, sorted(documents)).values())
    lines = [
        line for line in lineages_of(connection, documents) if line.parent in documents or line.parent in earlier
    ]
    earlier &= {line.parent for line in lines}
    reports = reports_of(connection, {*documents, *earlier}, beside=True)
    alone = reports_of(connection, [line.document for line in lines])
    own = {claim.id: claim for report in ({**reports, **alone}).values() for claim in report.claims}
    return Ground(tuple(reports.values()), annotations_of(connection, reports), tuple(lines), own, frozenset(earlier))


def weighed(mentions: frozenset[str], ground: Ground, kit: Kit) -> Scales:
    """Return the event that these mentions are, with its line-ups, and what is found in it."""
    event = event_of_mentions(mentions, ground.reports, kit.packs)
    if event is None:
        return Scales(None)
    context = WeighContext(
        events=(event,), reports=ground.reports, lineages=ground.lineages, packs=kit.packs, knowledge=kit.knowledge,
        annotations=ground.annotations,
    )
    done, found = weigh(context)
    held = {claim.id for claim in event.claims}
    standing = [report for report in ground.reports if report.document.id not in ground.earlier]
    reported = [finding for report in standing for finding in report.findings]
    own = [finding for finding in reported if not finding.claims or set(finding.claims) & held]
    return Scales(done[0], tuple(in_order([*found, *own])))


def _revised(connection: Connection, scales: Scales, kit: Kit) -> Scales:
    """With what revised texts gave up."""
    if scales.event is None:
        return scales
    found = correction_findings(connection, scales.event, kit.packs)
    if not found:
        return scales
    return msgspec.structs.replace(scales, findings=tuple(in_order([*scales.findings, *found])))


# ---- people's judgements ---------------------------------------------------------------------------------------------


def judgements_about(connection: Connection, events: Sequence[str]) -> Review:
    """Return what standing judgements say of these events, of all that people join to them, and of what is in them.

    What was said of an event goes on to hold for the one that it was merged into.
    """
    known: set[str] = set(events)
    while True:
        records = records_of(connection, known)
        documents = {document for record in records.values() for document in record.members}
        claims = {claim for record in records.values() if record.machine for claim in record.machine.claims}
        judgements = judgements_of(connection, known | documents | claims)
        named = {one for judged in judgements.values() if judged.verdict in LINKING for one in judged.subjects}
        merged = {one for record in records.values() for one in (*record.absorbed, record.merged_into) if one}
        more = (merged | records_of(connection, named).keys()) - known
        if not more:
            return review({number: _as_now(judged, records) for number, judged in judgements.items()})
        known |= more


def _as_now(judged: Judged, records: Mapping[str, EventRecord]) -> Judged:
    """The judgement with its events under the ids that they have today."""
    if judged.verdict not in LINKING:
        return judged
    subjects: list[str] = []
    for subject in judged.subjects:
        while subject in records and records[subject].merged_into:
            subject = records[subject].merged_into  # noqa: PLW2901
        subjects.append(subject)
    return msgspec.structs.replace(judged, subjects=tuple(subjects))


def _concerns(said: Review, record: EventRecord, machine: Scales) -> bool:
    """True when some judgement changes how this event is shown."""
    claims = {claim.id for claim in machine.event.claims} if machine.event else set()
    return bool(
        len(said.group(record.id)) > 1
        or any(event == record.id and document in record.members for event, document in said.removed)
        or said.misread & claims
        or any(copy in record.members for copy in said.copies)
    )


def _weigh_judged(
    connection: Connection, record: EventRecord, said: Review, kit: Kit, maker: str
) -> tuple[str, ...]:
    """Weigh all events that people say are one as one; the oldest of them shows it, the others lead there."""
    records = sorted(records_of(connection, said.group(record.id)).values(), key=lambda one: (one.opened, one.id))
    head = records[0]
    kept = {document for one in records for document in one.members if (one.id, document) not in said.removed}
    ground = ground_of(connection, kept)
    by_person = [as_lineage(copy, parent) for copy, parent in said.copies.items() if copy in kept]
    lineages = {line.document: line for line in (*ground.lineages, *by_person)}
    reports = tuple(_without(report, said.misread) for report in ground.reports)
    ground = msgspec.structs.replace(ground, reports=reports, lineages=tuple(lineages.values()))
    mentions = frozenset(
        mention for one in records for document, held in one.members.items() for mention in held if document in kept
    )
    scales = _revised(connection, weighed(mentions, ground, kit), kit)
    deeds: list[Deed] = [_deed(head, scales, ground, view="judged"), *_findings(head, scales.findings)]
    for other in records[1:]:
        label = scales.event.label if scales.event else ""
        deeds += [*_findings(other, ()), Weighed(other.id, label, view="judged", shown_in=head.id)]
    deeds += _taken_out(connection, records, said, kit)
    append(connection, deeds, maker)
    return tuple(one.id for one in records)


def _taken_out(connection: Connection, records: Sequence[EventRecord], said: Review, kit: Kit) -> list[Deed]:
    """Reports that people took out of these events stand as events of their own."""
    deeds: list[Deed] = []
    for record in records:
        for (event, document), judgement in sorted(said.removed.items()):
            if event != record.id:
                continue
            host = apart_id(judgement)
            if document not in record.members:
                known = records_of(connection, [host]).values()
                deeds += [Withdrawn(one.judged.sequence, host, reason="revised") for one in known if one.judged]
                continue
            ground = ground_of(connection, [document])
            scales = weighed(frozenset(record.members[document]), ground, kit)
            if not records_of(connection, [host]):
                deeds.append(Opened(host, record.kind, record.pack, scales.event.label if scales.event else ""))
            own = EventRecord(host, record.kind, record.pack, 0, 0)
            deeds.append(_deed(own, scales, ground, view="judged"))
    return deeds


def _without(report: Report, misread: frozenset[str]) -> Report:
    claims = tuple(claim for claim in report.claims if claim.id not in misread)
    return report if len(claims) == len(report.claims) else msgspec.structs.replace(report, claims=claims)


# ---- deeds -----------------------------------------------------------------------------------------------------------


def _mentions(records: Sequence[EventRecord]) -> frozenset[str]:
    return frozenset(mention for record in records for held in record.members.values() for mention in held)


def _deed(record: EventRecord, scales: Scales, ground: Ground, view: str = "machine") -> Weighed:
    event = scales.event
    documents = tuple(one.document.id for one in ground.reports if one.document.id not in ground.earlier)
    if event is None:
        return Weighed(record.id, record.label, documents=documents, view=view)
    return Weighed(
        record.id, event.label, event.main, event.when, event.where, documents, event.mentions,
        tuple(claim.id for claim in event.claims), event.lineups,
        tuple(claim for claim in event.claims if ground.own.get(claim.id) != claim), view, kind=event.kind,
        pack=event.pack,
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
