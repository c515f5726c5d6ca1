"""People's judgements stand beside the machine's output, win when shown, and can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from told import DAY, launch

from rashomon.errors import LedgerError
from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import (
    ClaimFilter,
    EventFilter,
    entries_since,
    event_of,
    find_claims,
    find_events,
    judgements_of,
    record_of,
    where_now,
)
from rashomon.keep.review import kept_apart
from rashomon.keep.write import append
from rashomon.model import Event, Judged, Merged, Report
from rashomon.run.judging import judge, undo
from rashomon.run.kit import Kit
from rashomon.run.ledger import Arrival, ingest
from rashomon.run.weighing import judgements_about


def take(ledger: Ledger, kit: Kit, *reports: Report) -> list[str]:
    ingest([Arrival(report) for report in reports], ledger, kit)
    with ledger.reading() as connection:
        return [line.id for line in find_events(connection, EventFilter(sort="when"))]


def shown(ledger: Ledger, event: str, view: str = "shown") -> Event:
    with ledger.reading() as connection:
        record = where_now(connection, event)
        assert record is not None
        found = event_of(connection, record.id, view)
        assert found is not None
        return found


def counts(event: Event) -> dict[str, int]:
    return {p.text: p.independent for lineup in event.lineups if lineup.name == "count" for p in lineup.positions}


def test_two_events_that_a_person_calls_one_are_shown_as_one_until_it_is_undone(ledger: Ledger, bare: Kit) -> None:
    later, first = take(ledger, bare, launch("Gull", 2), launch("Tern", 3, day=DAY + timedelta(days=9)))
    before = shown(ledger, first), shown(ledger, later)
    entry = judge(ledger, bare, Judged("Ana Reyes", "same_event", (first, later), "the date was misprinted"))
    assert entry.maker == "person:Ana Reyes"
    assert shown(ledger, later).id == first
    assert len(shown(ledger, first).documents) == 2
    assert len(shown(ledger, first, "machine").documents) == 1
    with ledger.reading() as connection:
        assert [line.id for line in find_events(connection)] == [first]
        assert {one.event for one in find_claims(connection, ClaimFilter(field="count"))} == {first}
    undo(ledger, bare, entry.sequence, "Ben Ito", "two launches after all")
    assert (shown(ledger, first), shown(ledger, later)) == before
    with ledger.reading() as connection:
        assert judgements_of(connection) == {}
        assert list(judgements_of(connection, undone=True)) == [entry.sequence]
        assert fold(entries_since(connection)).events[later] == record_of(connection, later)


def test_what_arrives_later_joins_what_people_put_together(ledger: Ledger, bare: Kit) -> None:
    later, first = take(ledger, bare, launch("Gull", 2), launch("Tern", 3, day=DAY + timedelta(days=9)))
    judge(ledger, bare, Judged("Ana", "same_event", (first, later)))
    take(ledger, bare, launch("Skua", 3, day=DAY + timedelta(days=9)))
    assert len(shown(ledger, first).documents) == 3
    with ledger.reading() as connection:
        own = event_of(connection, later, "machine")
        assert own is not None
        assert len(own.documents) == 2


def test_a_report_that_is_not_of_this_event_stands_apart(ledger: Ledger, bare: Kit) -> None:
    (event,) = take(ledger, bare, launch("Gull", 2), launch("Tern", 3))
    document = launch("Tern", 3).document.id
    entry = judge(ledger, bare, Judged("Ana", "not_same", (event, document)))
    assert shown(ledger, event).documents == (launch("Gull", 2).document.id,)
    with ledger.reading() as connection:
        ids = {line.id for line in find_events(connection)}
        assert len(ids) == 2
    (other,) = ids - {event}
    assert shown(ledger, other).documents == (document,)
    undo(ledger, bare, entry.sequence, "Ana")
    assert len(shown(ledger, event).documents) == 2
    with ledger.reading() as connection:
        assert {line.id for line in find_events(connection)} == {event}


def test_a_misread_claim_is_left_out_of_the_line_up(ledger: Ledger, bare: Kit) -> None:
    gull, tern = launch("Gull", 2), launch("Tern", 3)
    (event,) = take(ledger, bare, gull, tern)
    assert len(counts(shown(ledger, event))) == 2
    claim = next(claim.id for claim in tern.claims if claim.field == "count")
    entry = judge(ledger, bare, Judged("Ana", "misread", (claim,), "three is the number of reports"))
    assert len(counts(shown(ledger, event))) == 1
    assert len(counts(shown(ledger, event, "machine"))) == 2
    undo(ledger, bare, entry.sequence, "Ana")
    assert len(counts(shown(ledger, event))) == 2


def test_a_copy_corroborates_nothing_also_when_only_a_person_saw_it(ledger: Ledger, bare: Kit) -> None:
    from rashomon.model import Voice

    gull, tern = (launch(name, 2, voice=Voice(name, kind="outlet")) for name in ("Gull", "Tern"))
    (event,) = take(ledger, bare, gull, tern)
    assert list(counts(shown(ledger, event)).values()) == [2]
    judge(ledger, bare, Judged("Ana", "copy", (tern.document.id, gull.document.id)))
    assert list(counts(shown(ledger, event)).values()) == [1]


def test_events_that_people_keep_apart_are_not_merged_by_the_machine(ledger: Ledger, bare: Kit) -> None:
    later, first = take(ledger, bare, launch("Gull", 2), launch("Tern", 2, day=DAY + timedelta(days=9)))
    judge(ledger, bare, Judged("Ana", "not_same", (first, later)))
    with ledger.reading() as connection:
        assert kept_apart(judgements_about(connection, [first]))(later, first)


def test_what_was_said_of_an_event_holds_for_the_one_it_was_merged_into(ledger: Ledger, bare: Kit) -> None:
    later, first = take(ledger, bare, launch("Gull", 2), launch("Tern", 3, day=DAY + timedelta(days=9)))
    document = launch("Tern", 3, day=DAY + timedelta(days=9)).document.id
    entry = judge(ledger, bare, Judged("Ana", "not_same", (later, document)))
    with ledger.writing() as connection:
        append(connection, [Merged(later, first)], "test")
    ingest((), ledger, bare)
    assert shown(ledger, first).documents == (launch("Gull", 2).document.id,)
    undo(ledger, bare, entry.sequence, "Ana")
    assert len(shown(ledger, later).documents) == 2


@pytest.mark.parametrize(
    ("judged", "message"),
    [
        (Judged("", "misread", ("c1",)), "needs the name"),
        (Judged("Ana", "wrong", ("c1",)), "is no verdict"),
        (Judged("Ana", "same_event", ("e1",)), "2 different subjects"),
        (Judged("Ana", "same_event", ("e1", "e1")), "2 different subjects"),
        (Judged("Ana", "same_event", ("e1", "e2")), "no event e1"),
        (Judged("Ana", "misread", ("c1",)), "no claim c1"),
        (Judged("Ana", "copy", ("d1", "d2")), "no report of an event d1"),
    ],
)
def test_a_judgement_on_nothing_is_refused_and_leaves_nothing(
    ledger: Ledger, bare: Kit, judged: Judged, message: str
) -> None:
    with pytest.raises(LedgerError, match=message):
        judge(ledger, bare, judged)
    with ledger.reading() as connection:
        assert list(entries_since(connection)) == []


def test_the_same_judgement_twice_is_one(ledger: Ledger, bare: Kit) -> None:
    gull = launch("Gull", 2)
    take(ledger, bare, gull)
    judged = Judged("Ana", "misread", (gull.claims[0].id,))
    assert judge(ledger, bare, judged).sequence == judge(ledger, bare, judged).sequence
    with pytest.raises(LedgerError, match="no judgement that stands"):
        undo(ledger, bare, 1, "Ana")
