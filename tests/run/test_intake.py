"""Reports into the ledger: events found again, the same report twice, any batch size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.keep.ledger import open_ledger
from rashomon.keep.read import EventFilter, entries_since, event_of, find_events
from rashomon.run.ledger import Arrival, arrivals_of, ingest
from rashomon.run.reading import read_documents

EXAMPLE = [str(Path(__file__).resolve().parents[2] / "examples" / f"{letter}.txt") for letter in "abcd"]


@pytest.fixture(scope="module")
def arrivals(kit: Any) -> list[Arrival]:
    documents, _ = read_documents(EXAMPLE, kit.settings, kit.extensions)
    return arrivals_of(documents, kit)


def test_the_example_becomes_one_disputed_launch(arrivals: list[Arrival], kit: Any, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.ledger") as ledger:
        receipt = ingest(arrivals, ledger, kit)
        assert (receipt.received, receipt.known) == (4, 0)
        with ledger.reading() as connection:
            launches = find_events(connection, EventFilter(kind="missile_launch", main=True))
            assert [line.documents for line in launches] == [4]
            event = event_of(connection, launches[0].id)
            assert event is not None
            verdicts = {lineup.name: lineup.verdict for lineup in event.lineups}
            assert verdicts["count"] == "disputed"


def test_the_same_reports_again_change_nothing(arrivals: list[Arrival], kit: Any, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.ledger") as ledger:
        first = ingest(arrivals, ledger, kit)
        again = ingest(arrivals, ledger, kit)
        assert (again.received, again.known, again.events) == (0, 4, ())
        assert again.last == first.last


def test_the_batch_size_does_not_show(arrivals: list[Arrival], kit: Any, tmp_path: Path) -> None:
    told = []
    for name, size in (("one", 1), ("all", 4)):
        with open_ledger(tmp_path / name) as ledger:
            for start in range(0, 4, size):
                ingest(arrivals[start : start + size], ledger, kit)
            with ledger.reading() as connection:
                deeds = [entry.deed for entry in entries_since(connection)]
                told.append([
                    msgspec.json.encode(deed) for deed in deeds
                    if type(deed).__name__ not in ("Weighed", "Found", "Withdrawn")
                ])
                lines = find_events(connection, EventFilter(sort="when"))
                told.append([event_of(connection, line.id) for line in lines])
    assert told[0] == told[2]
    assert told[1] == told[3]


def test_records_of_one_file_are_no_revisions_of_one_another(kit: Any, tmp_path: Path) -> None:
    from rashomon.run.ledger import add_documents

    lines = [
        {"text": f"North Korea fired {number} missiles off Wonsan on 9 May 2031, the {name} said.", "outlet": name}
        for number, name in (("two", "Gull"), ("three", "Tern"))
    ]
    file = tmp_path / "reports.jsonl"
    with open_ledger(tmp_path / "a.ledger") as ledger:
        for order in (lines, lines[::-1], [*lines, lines[0]]):
            file.write_bytes(b"\n".join(msgspec.json.encode(line) for line in order))
            documents, _ = read_documents([str(file)], kit.settings, kit.extensions)
            receipt = add_documents(documents, ledger, kit)
            assert receipt.revised == 0
        assert receipt.received == 0


def test_an_event_of_many_reports_waits_for_more_and_an_empty_batch_ends_the_waiting(
    arrivals: list[Arrival], kit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon.keep.read import stale_events
    from rashomon.run import weighing

    monkeypatch.setattr(weighing, "_may_wait", lambda _connection, _event: True)
    with open_ledger(tmp_path / "a.ledger") as ledger:
        ingest(arrivals, ledger, kit)
        with ledger.reading() as connection:
            assert stale_events(connection)
        ingest((), ledger, kit)
        with ledger.reading() as connection:
            assert stale_events(connection) == []
