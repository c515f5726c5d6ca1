"""A ledger keeps what it was given, once, in order, and its events are a fold over its entries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from told import launch

from rashomon.errors import LedgerError
from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import entries_since, find_events, last_sequence, record_of, search_documents
from rashomon.keep.write import append, store_report
from rashomon.model import Joined, Opened, Received


def take(ledger: Ledger, outlet: str, event: str = "") -> str:
    report = launch(outlet)
    document = report.document
    with ledger.writing() as connection:
        store_report(connection, report, {"missile_launch/2031-05-19"})
        deeds = [Received(document.id, document.url)]
        if not event:
            event = f"e-{outlet}"
            deeds.append(Opened(event, "missile_launch", "missile_test", "a launch"))
        append(connection, [*deeds, Joined(event, document.id, (report.mentions[0].id,))], "test")
    return event


def test_entries_are_numbered_without_gaps_and_fold_to_the_events_at_hand(ledger: Ledger) -> None:
    event = take(ledger, "Harbour Gazette")
    take(ledger, "Oki Post", event)
    with ledger.reading() as connection:
        kept = list(entries_since(connection))
        assert [entry.sequence for entry in kept] == [1, 2, 3, 4, 5]
        assert fold(kept).events[event] == record_of(connection, event)
        assert [line.documents for line in find_events(connection)] == [2]


def test_what_fails_half_way_leaves_nothing_behind(ledger: Ledger) -> None:
    take(ledger, "Harbour Gazette")
    with pytest.raises(LedgerError, match="never opened"), ledger.writing() as connection:
        append(connection, [Opened("e2", "meeting"), Joined("e-unknown", "d1")], "test")
    with ledger.reading() as connection:
        assert last_sequence(connection) == 3
        assert record_of(connection, "e2") is None


def test_an_id_is_never_given_twice(ledger: Ledger) -> None:
    event = take(ledger, "Harbour Gazette")
    with pytest.raises(LedgerError, match="never given again"), ledger.writing() as connection:
        append(connection, [Opened(event, "missile_launch")], "test")


def test_words_are_found_and_no_query_is_a_fault(ledger: Ledger) -> None:
    take(ledger, "Harbour Gazette")
    with ledger.reading() as connection:
        assert len(search_documents(connection, "missiles coast")) == 1
        assert search_documents(connection, "volcano") == []
        assert search_documents(connection, '"AND (missiles* NEAR -') == []


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("These are no tables. " * 100)
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(other)
    with pytest.raises(LedgerError, match="no ledger at"):
        open_ledger(tmp_path / "none.ledger", create=False)
    assert not (tmp_path / "none.ledger").exists()


def test_a_report_needs_no_store() -> None:
    code = (
        "import sys, rashomon, rashomon.cli; from rashomon.run.local import answer_paths; "
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
