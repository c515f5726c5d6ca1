"""Random histories: the fold of the entries is what the ledger has at hand, whatever happened."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from told import launch

from rashomon.errors import LedgerError
from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import (
    entries_since,
    events_with,
    find_events,
    findings_of,
    judgements_of,
    records_standing,
    where_now,
)
from rashomon.keep.rebuild import differences, rebuild
from rashomon.keep.write import append, store_report
from rashomon.model import (
    Deed,
    Derived,
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
    Withdrawn,
)

REPORTS = [launch(name, 1 + number % 3) for number, name in enumerate(("Gull", "Tern", "Skua", "Heron"))]
DOCUMENTS = [report.document.id for report in REPORTS]
MENTIONS = [report.mentions[0].id for report in REPORTS]
EVENTS = ["e1", "e2", "e3"]

documents = some.integers(0, len(REPORTS) - 1)
events = some.sampled_from(EVENTS)
numbers = some.integers(1, 12)
deeds: some.SearchStrategy[Deed] = some.one_of(
    some.builds(Opened, event=events, kind=some.just("missile_launch"), pack=some.just("missile_test")),
    some.builds(
        lambda at, source, before: Received(DOCUMENTS[at], f"source {source}", DOCUMENTS[before]),
        documents, some.integers(0, 2), documents,
    ),
    some.builds(lambda event, at: Joined(event, DOCUMENTS[at], (MENTIONS[at],)), events, documents),
    some.builds(Merged, events, events).filter(lambda deed: deed.event != deed.into),
    some.builds(
        lambda event, into, at: Split(event, into, (MENTIONS[at],)), events, events, documents
    ).filter(lambda deed: deed.event != deed.into),
    some.builds(
        lambda event, at, view, disputed: Weighed(
            event, f"label {at}", bool(at % 2), documents=(DOCUMENTS[at],), mentions=(MENTIONS[at],),
            claims=tuple(claim.id for claim in REPORTS[at].claims), view=view, shown_in="e1" if disputed else "",
        ),
        events, documents, some.sampled_from(["machine", "judged"]), some.booleans(),
    ),
    some.builds(lambda event, at: Found(Finding("dispute", f"message {at}"), event), some.sampled_from(["", *EVENTS]),
                documents),
    some.builds(lambda one, other: Judged("Ana", "same_event", (one, other)), events, events),
    some.builds(lambda number: Withdrawn(number, reason="undone"), numbers),
    some.builds(Withdrawn, numbers, events),
    some.builds(lambda event, at: Withdrawn(event=event, document=DOCUMENTS[at]), events, documents),
    some.builds(lambda at, to: Derived(Lineage(DOCUMENTS[at], DOCUMENTS[to], "reprint", 0.9)), documents, documents),
)  # fmt: skip


def write(ledger: Ledger, history: list[Deed]) -> int:
    """Append what can follow; what cannot is refused and leaves nothing."""
    with ledger.writing() as connection:
        for report in REPORTS:
            store_report(connection, report)
    kept = 0
    for deed in history:
        try:
            with ledger.writing() as connection:
                append(connection, [deed], "test")
                kept += 1
        except LedgerError:
            continue
    return kept


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.lists(deeds, max_size=14))
def test_a_rebuild_from_the_entries_gives_the_same_state(history: list[Deed]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger") as ledger:
        kept = write(ledger, [Opened(event, "missile_launch", "missile_test") for event in EVENTS] + history)
        with ledger.reading() as connection:
            entries = list(entries_since(connection))
            assert [entry.sequence for entry in entries] == list(range(1, kept + 1))
            standing = fold(entries)
            assert standing.events == records_standing(connection)
            assert standing.judgements == judgements_of(connection)
            assert standing.findings == {n: f for n, f in findings_of(connection).items() if n in standing.findings}
            held = {
                (event, document) for event, record in standing.events.items() for document in record.members
            }
            at_hand = {(event, one) for one, found in events_with(connection, DOCUMENTS).items() for event in found}
            assert at_hand == held
            for event in EVENTS:
                now = where_now(connection, event)
                assert now is not None
            assert all(not standing.events[line.id].merged_into for line in find_events(connection))
        assert differences(ledger) == []
        assert rebuild(ledger) == kept


@settings(max_examples=100, deadline=None)
@given(some.lists(deeds, max_size=20), some.integers(0, 20))
def test_a_fold_may_stop_and_go_on_anywhere(history: list[Deed], cut: int) -> None:
    from datetime import UTC, datetime

    from rashomon.model import Entry

    entries: list[Entry] = []
    for deed in [Opened(event, "missile_launch", "missile_test") for event in EVENTS] + history:
        entry = Entry(len(entries) + 1, datetime(2031, 1, 1, tzinfo=UTC), "test", deed)
        try:
            fold([*entries, entry])
        except LedgerError:
            continue
        entries.append(entry)
    cut = min(cut, len(entries))
    assert fold(entries[cut:], fold(entries[:cut])) == fold(entries)


def test_members_are_never_lost_by_merging_and_splitting() -> None:
    from datetime import UTC, datetime

    from rashomon.model import Entry

    history: list[Deed] = [
        *(Opened(event, "missile_launch", "missile_test") for event in EVENTS),
        *(Joined("e1", document, (mention,)) for document, mention in zip(DOCUMENTS, MENTIONS, strict=True)),
        Split("e1", "e2", tuple(MENTIONS[:2])),
        Merged("e2", "e3"),
        Merged("e3", "e1"),
    ]
    standing = fold(Entry(n, datetime(2031, 1, 1, tzinfo=UTC), "test", deed) for n, deed in enumerate(history, 1))
    assert standing.events["e1"].members == {
        document: (mention,) for document, mention in zip(DOCUMENTS, MENTIONS, strict=True)
    }
    assert [standing.events[event].merged_into for event in EVENTS] == ["", "e3", "e1"]
