"""People's judgements into the ledger: said by name, shown at once, undone at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from rashomon.errors import LedgerError
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import claims_of, entry_at, events_with, judgements_of
from rashomon.keep.review import apart_id, checked
from rashomon.keep.write import append, records_of
from rashomon.model import Deed, Entry, EventRecord, Judged, Withdrawn
from rashomon.run.kit import Kit
from rashomon.run.ledger import MAKER
from rashomon.run.weighing import judgements_about, weigh_event


def judge(ledger: Ledger, kit: Kit, judged: Judged, time: datetime | None = None) -> Entry:
    """Keep a person's judgement and show what it makes of the events; the machine's own output stays beside it.

    The kit's annotator is not used. Raises LedgerError for a verdict that is not well formed or whose subjects are
    not in the ledger. The same judgement again by the same person changes nothing.
    """
    judged = checked(judged.person, judged.verdict, judged.subjects, judged.note)
    with ledger.writing() as connection:
        _check(connection, judged)
        concerned = _concerned(connection, judged)
        for number, known in judgements_of(connection, judged.subjects).items():
            same = (known.person, known.verdict, known.subjects) == (judged.person, judged.verdict, judged.subjects)
            if same and (entry := entry_at(connection, number)) is not None:
                return entry
        concerned = _grown(connection, concerned)
        entry = append(connection, [judged], f"person:{judged.person}", time)[0]
        _weigh(connection, _grown(connection, concerned), kit)
    return entry


def undo(ledger: Ledger, kit: Kit, sequence: int, person: str, reason: str = "") -> Entry:
    """Withdraw the judgement of this sequence; it stays in the ledger, as does who withdrew it and why."""
    name = " ".join(person.split())
    if not name:
        raise LedgerError("undoing a judgement needs the name of the person who does it")
    with ledger.writing() as connection:
        judged = judgements_of(connection).get(sequence)
        if judged is None:
            raise LedgerError(f"entry {sequence} is no judgement that stands")
        concerned = _grown(connection, _concerned(connection, judged))
        deeds: list[Deed] = [Withdrawn(sequence, reason=reason or "undone")]
        hosts = records_of(connection, [apart_id(sequence)])
        deeds += [Withdrawn(one.judged.sequence, one.id, reason="undone") for one in hosts.values() if one.judged]
        entry = append(connection, deeds, f"person:{name}")[0]
        _weigh(connection, concerned, kit)
    return entry


def _check(connection: Connection, judged: Judged) -> None:
    """Raise LedgerError where a subject of a new judgement is not in the ledger, or cannot be what it is called."""
    first, second = judged.subjects[0], judged.subjects[-1]
    if judged.verdict == "misread":
        _all_there(judged.subjects, claims_of(connection, judged.subjects), "claim")
        return
    if judged.verdict == "copy":
        _all_there([first], events_with(connection, [first]), "report of an event")
        return
    records = records_of(connection, judged.subjects)
    _all_there([first], records, "event")
    if judged.verdict == "same_event":
        _all_there([second], records, "event")
        one, two = records[first], records[second]
        if "" in (one.pack, two.pack) and one.pack != two.pack:
            raise LedgerError(f"{one.id} is a {one.kind} and {two.id} a {two.kind}: they cannot be the same event")
    elif second not in records and second not in _members(connection, first):
        raise LedgerError(f"{second} is neither an event nor a report of {first}")


def _concerned(connection: Connection, judged: Judged) -> list[str]:
    """The events that a judgement changes, as far as its subjects are still there: texts are revised."""
    if judged.verdict == "misread":
        found = claims_of(connection, judged.subjects).values()
        held = events_with(connection, [each.claim.span.document for each in found])
        return sorted({each.event for each in found} | {event for events in held.values() for event in events})
    if judged.verdict == "copy":
        held = events_with(connection, judged.subjects)
        return sorted({event for events in held.values() for event in events})
    return sorted(records_of(connection, judged.subjects))


def _members(connection: Connection, event: str) -> Collection[str]:
    record = _standing(connection, event)
    return record.members if record else ()


def _all_there(subjects: Sequence[str], found: Collection[str], what: str) -> None:
    for subject in subjects:
        if subject not in found:
            raise LedgerError(f"there is no {what} {subject} in the ledger")


def _grown(connection: Connection, events: Sequence[str]) -> list[str]:
    """With the events that people say are one with these, and those in which they are shown now."""
    said = judgements_about(connection, events)
    now = {record.id for event in events if (record := _standing(connection, event)) is not None}
    whole = {one for event in {*events, *now} for one in said.group(event)}
    for record in records_of(connection, whole).values():
        if record.judged and record.judged.shown_in:
            whole.add(record.judged.shown_in)
    return sorted(whole)


def _standing(connection: Connection, event: str) -> EventRecord | None:
    """The event as the machine has it now, where it was merged away."""
    record = records_of(connection, [event]).get(event)
    while record is not None and record.merged_into:
        record = records_of(connection, [record.merged_into]).get(record.merged_into)
    return record


def _weigh(connection: Connection, events: Sequence[str], kit: Kit) -> None:
    for event in events:
        weigh_event(connection, event, kit, MAKER)
