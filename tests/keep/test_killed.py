"""Killed at any moment, a ledger has lost nothing that it acknowledged, and holds nothing half."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from told import DAY, launch

from rashomon.errors import LedgerError
from rashomon.keep import ledger as store
from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import entries_since, last_sequence, records_standing, reports_of, stale_events
from rashomon.keep.rebuild import differences
from rashomon.run.kit import Kit
from rashomon.run.ledger import Arrival, ingest

KILLS = int(os.environ.get("RASHOMON_KILLS", "200"))
REPORTS_LIVED = 2.5  # a child lives at most for so many reports, whatever the machine's speed
LIVED = 0.3  # reports acknowledged a kill, below which the children are let live longer
WHOLE = 25  # every so many kills the whole ledger is folded and compared

if not hasattr(os, "fork"):
    pytest.skip("a process that can be forked is needed", allow_module_level=True)


def arrivals(begin: int) -> list[Arrival]:
    return [
        Arrival(launch(f"Outlet {number}", 1 + number % 3, day=DAY.replace(year=2000 + number // 8 % 900)))
        for number in range(begin, begin + 60)
    ]


def ingest_until_killed(path: Path, kit: Kit, told: int, begin: int) -> None:
    """The child: takes in one report after another, and tells each that is acknowledged."""
    ready = arrivals(begin)[:20]
    with open_ledger(path) as ledger:
        os.write(told, b"\n")
        for arrival in ready:
            ingest([arrival], ledger, kit)
            os.write(told, arrival.report.document.id.encode() + b"\n")


def killed_after(seconds: float, path: Path, kit: Kit, begin: int) -> list[str]:
    """Fork a child, kill it, return what it acknowledged."""
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            ingest_until_killed(path, kit, told, begin)
        finally:
            os._exit(0)
    os.close(told)
    os.read(heard, 1)  # the ledger is open: from here on every moment is as likely
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(heard) as lines:
        return lines.read().split()


def seconds_each(tmp_path: Path, kit: Kit) -> float:
    """How long one report takes here, at the beginning of an engine, when it is slowest."""
    with open_ledger(tmp_path / "measured.ledger") as ledger:
        begun = time.monotonic()
        for arrival in arrivals(0)[:3]:
            ingest([arrival], ledger, kit)
        return (time.monotonic() - begun) / 3


def test_killed_at_random_points_it_keeps_what_it_acknowledged(bare: Kit, tmp_path: Path) -> None:
    path = tmp_path / "desk.ledger"
    points = random.Random(7)
    longest = REPORTS_LIVED * seconds_each(tmp_path, bare)
    acknowledged: list[str] = []
    cut_short = 0
    for kill in range(1, KILLS + 1):
        if len(acknowledged) < LIVED * kill:
            longest *= 1.1  # a busy machine killed them all before they had told anything
        acknowledged += killed_after(points.uniform(0, longest), path, bare, len(acknowledged))
        with open_ledger(path) as ledger, ledger.reading() as connection:
            kept = reports_of(connection, acknowledged[-50:])
            assert set(acknowledged[-50:]) <= set(kept), f"lost after kill {kill}"
            assert stale_events(connection) == []
            # One more may have reached the disk before the child could say so; never half of one.
            received = list(entries_since(connection, deed="received"))
            assert 0 <= len(received) - len(acknowledged) <= 1
            if len(received) > len(acknowledged):
                cut_short += 1
                acknowledged.append(received[-1].deed.document)  # type: ignore[union-attr]
            if kill % WHOLE == 0 or kill == KILLS:
                standing = fold(entries_since(connection))
                assert standing.events == records_standing(connection)
                assert set(acknowledged) == set(standing.sources.values())
    assert len(acknowledged) > KILLS / 10, "the children never got as far as the ledger"
    with open_ledger(path) as ledger:
        assert differences(ledger) == []
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    print(f"{KILLS} kills, {len(acknowledged)} reports, {cut_short} kept before it could be said", file=sys.stderr)


def test_a_full_disk_is_said_and_harms_nothing(bare: Kit, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "desk.ledger") as ledger:
        told = iter(arrivals(0))
        ingest([next(told) for _ in range(5)], ledger, bare)
        with ledger.reading() as connection:
            before = last_sequence(connection), records_standing(connection)
        small = limited(ledger)
        with pytest.raises(LedgerError, match="no room left"):
            for _ in count():
                ingest([next(told) for _ in range(10)], small, bare)
        small.close()
        with ledger.reading() as connection:
            assert last_sequence(connection) >= before[0]
            assert stale_events(connection) == []
        assert differences(ledger) == []
        assert ingest([next(told)], ledger, bare).received == 1


def limited(ledger: Ledger) -> Ledger:
    """The same file on a disk that has room for a few pages more."""
    from sqlalchemy import event

    again = open_ledger(ledger.name)
    pages = int(sqlite3.connect(ledger.name).execute("PRAGMA page_count").fetchone()[0]) + 12

    @event.listens_for(again.engine, "connect")
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    again.engine.dispose()
    return again


def test_a_ledger_that_another_process_writes_is_said_to_be_in_use(
    bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
    path = tmp_path / "desk.ledger"
    with open_ledger(path) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match=r"written by another process .* nothing was changed"):
            ingest(arrivals(0)[:1], ledger, bare)
        with ledger.reading() as connection:
            assert last_sequence(connection) == 0
        other.execute("ROLLBACK")
        other.close()
        assert ingest(arrivals(0)[:1], ledger, bare).received == 1


def test_a_ledger_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path / "folder")
    with pytest.raises(LedgerError, match="there is no folder"):
        open_ledger(tmp_path / "nowhere" / "desk.ledger")


def test_a_damaged_entry_is_named(bare: Kit, tmp_path: Path) -> None:
    path = tmp_path / "desk.ledger"
    with open_ledger(path) as ledger:
        ingest(arrivals(0)[:2], ledger, bare)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE entries SET body = x'00ff' WHERE sequence = 2")
    with open_ledger(path) as ledger, ledger.reading() as connection, pytest.raises(LedgerError, match="entry 2"):
        list(entries_since(connection))
