"""What entries add up to. Pure: the stores keep the result at hand, and can always be rebuilt from their entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from rashomon.errors import LedgerError
from rashomon.model import (
    Derived,
    Entry,
    EventRecord,
    Finding,
    Found,
    Joined,
    Judged,
    Lineage,
    Merged,
    Opened,
    Received,
    Split,
    Weighed,
    Weighing,
    Withdrawn,
)


class Standing(msgspec.Struct):
    """Everything that a ledger holds to be so, as its entries say it.

    events: by id, ended ones too; sources: where a text stands to the document that stands there now; lineages: by
    copy; judgements: those that stand, by sequence; findings: those about documents alone, by sequence.
    """

    events: dict[str, EventRecord] = {}
    sources: dict[str, str] = {}
    lineages: dict[str, Lineage] = {}
    judgements: dict[int, Judged] = {}
    findings: dict[int, Finding] = {}
    sequence: int = 0


def fold(entries: Iterable[Entry], standing: Standing | None = None) -> Standing:
    """Return what the entries add up to, on top of what is known; raises LedgerError where one cannot follow."""
    standing = standing or Standing()
    for entry in entries:
        if entry.sequence != standing.sequence + 1:
            raise LedgerError(f"entry {entry.sequence} follows entry {standing.sequence}: some are missing")
        standing.sequence = entry.sequence
        standing.events.update(changed_events(entry, standing.events))
        deed = entry.deed
        if isinstance(deed, Received):
            if deed.document:
                standing.sources[deed.source] = deed.document
        elif isinstance(deed, Derived):
            standing.lineages[deed.lineage.document] = deed.lineage
        elif isinstance(deed, Judged):
            standing.judgements[entry.sequence] = deed
        elif isinstance(deed, Found) and not deed.event:
            standing.findings[entry.sequence] = deed.finding
        elif isinstance(deed, Withdrawn) and deed.entry:
            standing.judgements.pop(deed.entry, None)
            standing.findings.pop(deed.entry, None)
    return standing


def events_of(entry: Entry) -> tuple[str, ...]:
    """Return the events that an entry is about."""
    deed = entry.deed
    if isinstance(deed, Merged | Split):
        return (deed.event, deed.into)
    if isinstance(deed, Opened | Joined | Weighed | Found | Withdrawn):
        return (deed.event,) if deed.event else ()
    return ()


def changed_events(entry: Entry, known: Mapping[str, EventRecord]) -> dict[str, EventRecord]:
    """Return the records that an entry changes, as they are after it."""
    deed = entry.deed
    if isinstance(deed, Opened):
        if deed.event in known:
            raise LedgerError(f"entry {entry.sequence} opens {deed.event}, which exists: ids are never given again")
        record = EventRecord(deed.event, deed.kind, deed.pack, entry.sequence, entry.sequence, deed.label)
        return {deed.event: record}
    touched = {event: _record(event, known, entry) for event in events_of(entry)}
    if not touched:
        return {}
    if isinstance(deed, Merged | Split):
        changed = _merged(deed, touched) if isinstance(deed, Merged) else _split(deed, touched)
    else:
        assert isinstance(deed, Joined | Weighed | Found | Withdrawn)
        changed = {deed.event: _changed(entry.sequence, deed, touched[deed.event])}
    return {event: msgspec.structs.replace(record, changed=entry.sequence) for event, record in changed.items()}


def _record(event: str, known: Mapping[str, EventRecord], entry: Entry) -> EventRecord:
    if event not in known:
        raise LedgerError(f"entry {entry.sequence} speaks of {event}, which was never opened")
    return known[event]


def _changed(sequence: int, deed: Joined | Weighed | Found | Withdrawn, record: EventRecord) -> EventRecord:
    if isinstance(deed, Joined):
        held = record.members.get(deed.document, ())
        mentions = tuple(sorted({*held, *deed.mentions}))
        return _with(record, members={**record.members, deed.document: mentions}, stale=True)
    if isinstance(deed, Weighed):
        return _weighed(sequence, deed, record)
    if isinstance(deed, Found):
        return _with(record, findings={**record.findings, sequence: deed.finding})
    if deed.document:
        members = {document: held for document, held in record.members.items() if document != deed.document}
        return _with(record, members=members, stale=True)
    findings = {number: finding for number, finding in record.findings.items() if number != deed.entry}
    judged = record.judged if record.judged is None or record.judged.sequence != deed.entry else None
    return _with(record, findings=findings, judged=judged)


def _weighed(sequence: int, deed: Weighed, record: EventRecord) -> EventRecord:
    weighing = Weighing(
        sequence, deed.label, deed.main, deed.when, deed.where, deed.documents, deed.mentions, deed.claims,
        deed.lineups, deed.read, deed.shown_in,
    )  # fmt: skip
    if deed.view == "judged":
        return _with(record, judged=weighing)
    return _with(
        record, machine=weighing, label=deed.label or record.label, stale=False, kind=deed.kind or record.kind,
        pack=deed.pack or record.pack,
    )


def _merged(deed: Merged, touched: Mapping[str, EventRecord]) -> dict[str, EventRecord]:
    gone, heir = touched[deed.event], touched[deed.into]
    members = dict(heir.members)
    for document, mentions in gone.members.items():
        members[document] = tuple(sorted({*members.get(document, ()), *mentions}))
    return {
        gone.id: _with(gone, members={}, merged_into=heir.id, findings={}, machine=None, judged=None, stale=False),
        heir.id: _with(heir, members=members, absorbed=(*heir.absorbed, gone.id), stale=True),
    }


def _split(deed: Split, touched: Mapping[str, EventRecord]) -> dict[str, EventRecord]:
    source, heir = touched[deed.event], touched[deed.into]
    leaving = set(deed.mentions)
    left: dict[str, tuple[str, ...]] = {}
    members = dict(heir.members)
    for document, mentions in source.members.items():
        going = {mention for mention in mentions if mention in leaving}
        if going:
            members[document] = tuple(sorted({*members.get(document, ()), *going}))
        if staying := tuple(mention for mention in mentions if mention not in going):
            left[document] = staying
        elif not mentions:
            left[document] = ()
    return {source.id: _with(source, members=left, stale=True), heir.id: _with(heir, members=members, stale=True)}


def _with(record: EventRecord, **changes: object) -> EventRecord:
    return msgspec.structs.replace(record, **changes)
