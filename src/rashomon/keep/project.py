"""What the ledger keeps at hand beside its entries: rows that answer questions without a fold. Always rebuildable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from rashomon.errors import LedgerError
from rashomon.keep.encoding import packed, shown, stamp, unpacked
from rashomon.keep.tables import (
    claims,
    documents,
    events,
    findings,
    judged,
    judgements,
    lineages,
    members,
    skipped,
    sources,
    versions,
)
from rashomon.model import (
    Actor,
    Claim,
    Derived,
    Entry,
    EventRecord,
    Finding,
    Found,
    Judged,
    Place,
    Quantity,
    Received,
    Report,
    Term,
    Weighing,
    When,
    Withdrawn,
)

SET_ASIDE = "set_aside"
"""Status of a claim that the machine has in an event and people's judgements take out of it or show elsewhere."""

# ---- entries that are about no event -------------------------------------------------------------------------------


def note(connection: Connection, entry: Entry) -> None:
    """Bring up to date what an entry changes outside the events."""
    deed = entry.deed
    if isinstance(deed, Received):
        _received(connection, entry.sequence, deed)
    elif isinstance(deed, Derived):
        line = deed.lineage
        connection.execute(delete(lineages).where(lineages.c.document == line.document))
        connection.execute(
            insert(lineages).values(
                document=line.document, parent=line.parent, kind=line.kind, score=line.score, body=packed(line)
            )
        )
    elif isinstance(deed, Found):
        _found(connection, entry.sequence, deed.event, deed.finding)
    elif isinstance(deed, Judged):
        values = {"sequence": entry.sequence, "person": shown(deed.person), "verdict": deed.verdict,
                  "note": shown(deed.note), "withdrawn": 0, "body": packed(deed)}  # fmt: skip
        connection.execute(insert(judgements).values(values))
        rows = [{"subject": one, "sequence": entry.sequence} for one in dict.fromkeys(deed.subjects)]
        connection.execute(insert(judged), rows)
    elif isinstance(deed, Withdrawn) and deed.entry:
        for table in (findings, judgements):
            ended = update(table).where(table.c.sequence == deed.entry, table.c.withdrawn == 0)
            connection.execute(ended.values(withdrawn=entry.sequence))


def _received(connection: Connection, sequence: int, deed: Received) -> None:
    if not deed.document:
        connection.execute(
            insert(skipped).values(sequence=sequence, source=shown(deed.source), reason=shown(deed.left_out))
        )
        return
    if connection.execute(select(documents.c.number).where(documents.c.id == deed.document)).scalar() is None:
        raise LedgerError(f"document {deed.document} is not in the ledger: keep its report before it is spoken of")
    if deed.left_out:
        connection.execute(
            insert(skipped).values(sequence=sequence, source=shown(deed.source), reason=shown(deed.left_out))
        )
    connection.execute(
        insert(versions).values(
            source=shown(deed.source), sequence=sequence, document=deed.document, previous=deed.previous
        )
    )
    here = sources.c.source == shown(deed.source)
    before = connection.execute(select(sources.c.document, sources.c.revisions).where(here)).first()
    if before is None:
        connection.execute(
            insert(sources).values(
                source=shown(deed.source), document=deed.document, first=sequence, last=sequence, revisions=0
            )
        )
    else:
        more = int(before.document != deed.document)
        values = {"document": deed.document, "last": sequence, "revisions": before.revisions + more}
        connection.execute(update(sources).where(here).values(values))
        if more and not connection.execute(
            select(sources.c.source).where(sources.c.document == before.document).limit(1)
        ).first():
            connection.execute(update(documents).where(documents.c.id == before.document).values(standing=False))
    connection.execute(update(documents).where(documents.c.id == deed.document).values(standing=True))


def _found(connection: Connection, sequence: int, event: str, finding: Finding) -> None:
    connection.execute(
        insert(findings).values(
            sequence=sequence, event=event, kind=finding.kind, severity=finding.severity,
            message=shown(finding.message), document=finding.span.document if finding.span else "", withdrawn=0,
            body=packed(finding),
        )
    )


# ---- events ----------------------------------------------------------------------------------------------------------


def keep_event(connection: Connection, record: EventRecord) -> None:
    """Write an event's row, its members, and the claims that its shown weighing holds."""
    before = connection.execute(select(events.c.body).where(events.c.id == record.id)).scalar()
    old = None if before is None else unpacked(before, EventRecord, f"the record of {record.id}")
    values = _event_row(record)
    if old is None:
        connection.execute(insert(events).values(id=record.id, **values))
    else:
        connection.execute(update(events).where(events.c.id == record.id).values(values))
    held = set(old.members) if old else set()
    if gone := held - set(record.members):
        connection.execute(delete(members).where(members.c.event == record.id, members.c.document.in_(sorted(gone))))
    if new := set(record.members) - held:
        connection.execute(insert(members), [{"event": record.id, "document": one} for one in sorted(new)])
    if old is None or (record.machine, record.judged) != (old.machine, old.judged):
        _keep_claims(connection, record, old)


def _event_row(record: EventRecord) -> dict[str, Any]:
    weighing = record.shown
    when = weighing.when if weighing else None
    where = weighing.where if weighing else None
    return {
        "kind": record.kind, "pack": record.pack,
        "label": shown(weighing.label if weighing and weighing.label else record.label),
        "main": bool(weighing and weighing.main),
        "earliest": stamp(when.earliest) if when else None, "latest": stamp(when.latest) if when else None,
        "day": when.earliest.date().isoformat() if when else "",
        "place": shown(where.name) if where else "", "country": where.country if where else "",
        "lat": where.lat if where else None, "lon": where.lon if where else None,
        "documents": len(weighing.documents) if weighing else len(record.members),
        "disputed": sum(lineup.verdict == "disputed" for lineup in weighing.lineups) if weighing else 0,
        "findings": len(record.findings), "opened": record.opened, "changed": record.changed,
        "merged_into": record.merged_into, "shown_in": weighing.shown_in if weighing else "", "stale": record.stale,
        "body": packed(record),
    }  # fmt: skip


def _keep_claims(connection: Connection, record: EventRecord, before: EventRecord | None) -> None:
    wanted = _claims_at_hand(record)
    held = _claims_at_hand(before) if before else {}
    if gone := sorted(one for one, how in held.items() if wanted.get(one) != how):
        for start in range(0, len(gone), 500):
            batch = gone[start : start + 500]
            connection.execute(delete(claims).where(claims.c.event == record.id, claims.c.id.in_(batch)))
    new = {one for one, how in wanted.items() if held.get(one) != how}
    if not new:
        return
    read = {claim.id: claim for view in _views(record) for claim in view.read}
    ids = tuple(dict.fromkeys(document for view in _views(record) for document in view.documents))
    rows = [
        _claim_row(record.id, claim, report, wanted[claim.id][0])
        for report in _reports(connection, ids)
        for claim in {**{one.id: one for one in report.claims}, **_of_document(read, report)}.values()
        if claim.id in new
    ]
    if rows:
        connection.execute(insert(claims), rows)


def _claims_at_hand(record: EventRecord) -> dict[str, tuple[str, Claim | None]]:
    """Claim to "" or SET_ASIDE, and its reading where that is not the report's own."""
    weighing = record.shown
    standing = set(weighing.claims) if weighing and not weighing.shown_in else set()
    read = {claim.id: claim for view in _views(record) for claim in view.read}
    every = {claim for view in _views(record) for claim in view.claims}
    return {claim: ("" if claim in standing else SET_ASIDE, read.get(claim)) for claim in every}


def _views(record: EventRecord) -> list[Weighing]:
    return [view for view in (record.machine, record.judged) if view is not None]


def _of_document(read: dict[str, Claim], report: Report) -> dict[str, Claim]:
    return {name: claim for name, claim in read.items() if claim.span.document == report.document.id}


def _reports(connection: Connection, ids: tuple[str, ...]) -> Iterator[Report]:
    for start in range(0, len(ids), 100):
        query = select(documents.c.id, documents.c.body).where(documents.c.id.in_(ids[start : start + 100]))
        for row in connection.execute(query).all():
            yield unpacked(row.body, Report, f"the report {row.id}")


def _claim_row(event: str, claim: Claim, report: Report, aside: str) -> dict[str, Any]:
    value, document, origin = claim.value, report.document, claim.origin
    outlet = document.outlet or document.credits.outlet
    return {
        "event": event, "id": claim.id, "document": document.id, "kind": claim.kind, "field": claim.field,
        "text": shown(claim.text),
        "low": value.low if isinstance(value, Quantity) else None,
        "high": value.high if isinstance(value, Quantity) else None,
        "concept": value.concept if isinstance(value, Term) else "",
        "earliest": stamp(value.earliest) if isinstance(value, When) else None,
        "latest": stamp(value.latest) if isinstance(value, When) else None,
        "country": value.country if isinstance(value, Place | Actor | Term) else "",
        "origin": shown(origin.name), "origin_key": origin_key(origin.name, origin.refs),
        "origin_country": origin.country, "outlet": shown(outlet),
        "published": stamp(document.published) if document.published else None,
        "polarity": claim.stance.polarity, "certainty": claim.stance.certainty, "status": aside or claim.status,
        "body": packed(claim),
    }  # fmt: skip


def origin_key(name: str, refs: tuple[str, ...]) -> str:
    """What an origin is found by: its id on the reference shelf, else its name without case."""
    return shown(refs[0] if refs else name.casefold())
