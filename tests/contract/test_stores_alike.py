"""The same reports give the same ledger in both stores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from bare import bare_kit
from told import DAY, launch

from rashomon.keep.fold import fold
from rashomon.keep.history import Such, how_many, ordinal, said, still_carried
from rashomon.keep.ledger import open_ledger
from rashomon.keep.read import EventFilter, entries_since, find_events, records_standing, search_documents
from rashomon.keep.rebuild import differences
from rashomon.model import Entry, Judged
from rashomon.run.judging import judge, undo
from rashomon.run.ledger import Arrival, ingest

URL = "https://gull.example/1"


def told(where: str) -> tuple[list[Entry], list[object]]:
    kit = bare_kit()
    with open_ledger(where) as ledger:
        first = [launch("Gull", 2, url=URL), launch("Tern", 2), launch("Skua", 3, day=DAY + timedelta(days=40))]
        ingest([Arrival(report) for report in first], ledger, kit)
        ingest([Arrival(launch("Gull", 1, url=URL))], ledger, kit)
        with ledger.reading() as connection:
            later, earlier = (line.id for line in find_events(connection, EventFilter(sort="when")))
        entry = judge(ledger, kit, Judged("Ana", "same_event", (earlier, later)))
        undo(ledger, kit, entry.sequence, "Ana")
        with ledger.reading() as connection:
            answers: list[object] = [
                ordinal(connection, later), how_many(connection, Such("missile_launch"), count="count"),
                said(connection, "KR", field="count"), still_carried(connection, earlier),
                search_documents(connection, "launch coast"), find_events(connection, EventFilter(words="LAUNCH")),
            ]  # fmt: skip
            entries = list(entries_since(connection))
            assert fold(entries).events == records_standing(connection)
        assert differences(ledger) == []
        return entries, answers


def test_reports_revisions_judgements_and_answers_are_alike(fresh: Callable[[], str], tmp_path: Path) -> None:
    here, there = told(str(tmp_path / "here.ledger")), told(fresh())
    assert [entry.deed for entry in here[0]] == [entry.deed for entry in there[0]]
    assert here[1][:4] == there[1][:4]
    assert sorted(here[1][4]) == sorted(there[1][4])  # type: ignore[call-overload]
    assert here[1][5] == there[1][5]


def test_writers_that_hang_are_said_to_be_in_the_way(
    fresh: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon.errors import LedgerError
    from rashomon.keep import ledger as store

    monkeypatch.setattr(store, "BUSY_SECONDS", 0.3)
    where = fresh()
    with (
        open_ledger(where) as ledger, open_ledger(where) as other, ledger.writing(),
        pytest.raises(LedgerError, match="being written by another process"), other.writing(),
    ):  # fmt: skip
        pass
