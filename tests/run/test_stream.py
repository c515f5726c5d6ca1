"""The live engine on the shipped example: one order, whatever the batches and the workers; stopped, killed, resumed."""

from __future__ import annotations

import gzip
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("sqlalchemy", reason="a stream needs the extra `live`")

from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import EventFilter, entries_since, find_events
from rashomon.keep.texts import lineages_of, skipped_of
from rashomon.model import Received
from rashomon.run.ledger import Receipt
from rashomon.run.sources import FileSources
from rashomon.run.stream import Course, Engine, Offer, Tally

ROOT = Path(__file__).resolve().parents[2]
FEED = ROOT / "examples" / "feed"


def ingested(ledger: Ledger, kit: Any, paths: Iterable[Path] = (FEED,), course: Course | None = None) -> Tally:
    with Engine(ledger, kit, course) as engine:
        return engine.follow(FileSources(ledger, kit.settings).offers([str(one) for one in paths]))


def state(ledger: Ledger) -> object:
    """What a ledger holds to be so, without the times and the numbers of its entries, which batches decide."""
    with ledger.reading() as connection:
        standing = fold(entries_since(connection))
        shown = {event: record.machine for event, record in standing.events.items()}
        return (
            {event: (record.kind, record.label, record.members) for event, record in standing.events.items()},
            {event: one and msgspec.structs.replace(one, sequence=0) for event, one in shown.items()},
            {event: sorted(each.message for each in one.findings.values()) for event, one in standing.events.items()},
            standing.sources, standing.lineages,
        )  # fmt: skip


@pytest.fixture(scope="module")
def whole(kit: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example taken in at one go."""
    with open_ledger(str(tmp_path_factory.mktemp("stream") / "whole.ledger")) as ledger:
        tally = ingested(ledger, kit)
        assert (tally.receipt.received, tally.receipt.revised, tally.receipt.left_out) == (17, 1, 3)
        yield ledger


def test_the_launch_is_one_event_and_the_withdrawn_count_a_correction(whole: Ledger) -> None:
    with whole.reading() as connection:
        launches = find_events(connection, EventFilter(kind="missile_launch"))
        assert [one.documents for one in launches] == [11]
        standing = fold(entries_since(connection))
    findings = standing.events[launches[0].id].findings.values()
    assert any(one.kind == "correction" and "replaced two by one" in one.message for one in findings)


def test_what_no_pack_reads_has_its_story_all_the_same(whole: Ledger) -> None:
    with whole.reading() as connection:
        stories = find_events(connection, EventFilter(kind="story", stories=True))
        skipped = skipped_of(connection)
    bridge = [one for one in stories if "Bandai Bridge" in one.label]
    assert [one.documents for one in bridge] == [3]
    assert [one.documents for one in stories if "ballistic missile" in one.label] == [11]
    assert len(skipped) == 3 and all("pack" in one.reason for one in skipped)


@pytest.mark.parametrize("course", [Course(batch=1), Course(batch=5), Course(batch=4, workers=2)])
def test_batches_and_workers_change_nothing(kit: Any, whole: Ledger, course: Course, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "other.ledger")) as other:
        ingested(other, kit, course=course)
        assert state(other) == state(whole)


def test_a_run_that_was_stopped_goes_on_where_it_was(kit: Any, whole: Ledger, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "halves.ledger")) as other:
        with Engine(other, kit, Course(batch=3)) as engine:
            offers = FileSources(other, kit.settings).offers([str(FEED)])

            def stop(receipt: Receipt, _offered: int) -> None:
                if receipt.received >= 6:
                    engine.stop()

            first = engine.follow(offers, stop)
        assert first.stopped and first.receipt.received == 6
        second = ingested(other, kit, course=Course(batch=3))
        assert second.receipt.received == 11
        assert state(other) == state(whole)
        third = ingested(other, kit)
        assert (third.receipt.received, third.receipt.last) == (0, 0)


def test_a_replayed_source_changes_nothing_even_without_its_notes(kit: Any, whole: Ledger) -> None:
    """The last text of each source stands already; what comes in is known by its text, and not read again."""
    before = state(whole)
    last = [*sorted((FEED / "pages" / "2026-06-10").iterdir()), *sorted((FEED / "pages" / "2026-06-19").iterdir())]
    sources = FileSources(whole, kit.settings)
    sources._reached.clear()
    with Engine(whole, kit) as engine:
        tally = engine.follow(sources.offers([str(one) for one in last]))
    assert (tally.receipt.received, tally.receipt.known) == (0, len(last))
    assert state(whole) == before


BRIDGE = (
    "The old bridge of Amsted is closed to lorries from Monday, the county said. Two of its pillars have cracks as "
    "wide as a thumb, and divers will look at the others in the course of the week. Drivers should take the road by "
    "Holm, which is nine kilometres longer. The county hopes to open one lane before the harvest begins."
)


def _lines(number: int, start: int = 0) -> str:
    one = {
        "title": "Bridge {0} closed",
        "url": "https://county.example/{0}",
        "published": "2026-06-0{1}",
        "text": BRIDGE,
    }
    return "".join(
        msgspec.json.encode({key: value.format(at, 1 + at % 9) for key, value in one.items()}).decode() + "\n"
        for at in range(start, start + number)
    )


def test_a_file_of_records_that_grows_is_gone_on_with(kit: Any, tmp_path: Path) -> None:
    file = tmp_path / "crawl.jsonl"
    file.write_text(_lines(3) + "no json\n")
    with open_ledger(str(tmp_path / "desk.ledger")) as ledger:
        first = ingested(ledger, kit, [file])
        assert (first.receipt.received, first.unread) == (3, 1)
        with file.open("a") as handle:
            handle.write(_lines(2, 3))
        second = ingested(ledger, kit, [file])
        assert (second.receipt.received, second.receipt.known, second.unread) == (2, 0, 0)
        file.write_text(_lines(1) + _lines(1, 8))  # another file of the same name
        third = ingested(ledger, kit, [file])
        assert (third.receipt.received, third.receipt.known) == (1, 1)


def test_reprints_that_no_pack_reads_have_their_lineage(kit: Any, tmp_path: Path) -> None:
    reprint = {"title": "Lorries barred from bridge", "outlet": "Holm Echo", "published": "2026-06-02", "text": BRIDGE}
    file = tmp_path / "crawl.jsonl"
    file.write_text(_lines(1) + msgspec.json.encode(reprint).decode())
    with open_ledger(str(tmp_path / "desk.ledger")) as ledger:
        ingested(ledger, kit, [file])
        with ledger.reading() as connection:
            deeds = [entry.deed for entry in entries_since(connection)]
            documents = [deed.document for deed in deeds if isinstance(deed, Received)]
            (line,) = lineages_of(connection, documents)
    assert (line.document, line.parent, line.kind) == (documents[1], documents[0], "reprint")


def test_a_web_archive_is_resumed_behind_its_last_record(kit: Any, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="web archives need the extra `archives`")
    page = f"<html><head><title>Bridge closed</title></head><body><article><p>{BRIDGE}</p></article>".encode()

    def record(number: int) -> bytes:
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://county.example/w/{number}\r\nContent-Type: "
        )
        return gzip.compress(
            f"{head}application/http\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
        )

    file = tmp_path / "news.warc.gz"
    file.write_bytes(record(1) + record(2))
    with open_ledger(str(tmp_path / "desk.ledger")) as ledger:
        assert ingested(ledger, kit, [file]).receipt.received == 2
        file.write_bytes(file.read_bytes() + record(3))
        again = ingested(ledger, kit, [file])
        assert (again.receipt.received, again.receipt.known) == (1, 0)


def test_a_fault_of_ours_costs_one_report_and_is_said(
    kit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rashomon.run.ledger as module

    real = module.storied

    def breaking(connection: Any, report: Any, window: Any, memory: Any) -> Any:
        if "Bandai" in report.document.text:
            raise ZeroDivisionError("one text in a thousand")
        return real(connection, report, window, memory)

    monkeypatch.setattr(module, "storied", breaking)
    with open_ledger(str(tmp_path / "desk.ledger")) as ledger:
        tally = ingested(ledger, kit, [FEED / "pages" / "2026-06-09"])
        assert (tally.receipt.received, tally.unread) == (7, 2)
        assert all("ZeroDivisionError" in reason for reason in tally.reasons if "error" in reason)
        with ledger.reading() as connection:
            assert len(skipped_of(connection)) == 2


def test_the_commands_play_the_example_and_say_what_they_did(rashomon: Any, tmp_path: Path) -> None:
    copied = tmp_path / "feed"
    shutil.copytree(FEED, copied)
    ran = rashomon("ingest", copied, "--ledger", tmp_path / "desk.ledger", "--batch", 7)
    assert (ran.status, "17 received (1 revised, 3 that no pack reads)" in ran.out) == (0, True)
    assert "left out 3: it speaks of nothing that a pack looks for" in ran.err
    assert "17 passed over, 0 received" in rashomon("ingest", copied, "--ledger", tmp_path / "desk.ledger").out


def test_nothing_offered_is_nothing_done(kit: Any, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "desk.ledger")) as ledger, Engine(ledger, kit) as engine:
        assert engine.follow([]).receipt.received == 0
        missing = engine.follow([Offer("gone.txt", reason="no such file")])
        assert (missing.unread, missing.reasons) == (1, {"no such file": 1})


def test_a_signal_ends_the_command_behind_the_batch_at_hand(kit: Any, whole: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "desk.ledger"
    command = [sys.executable, "-m", "rashomon", "ingest", str(FEED), "--ledger", str(path), "--batch", "1"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with open_ledger(str(path)) as ledger:
        while running.poll() is None:
            with ledger.reading() as connection:
                if any(True for _ in entries_since(connection, deed="received")):
                    running.send_signal(signal.SIGTERM)
                    break
            time.sleep(0.05)
        said, _ = running.communicate(timeout=60)
        assert running.returncode == 0
        assert ", stopped" in said
        ingested(ledger, kit)
        assert state(ledger) == state(whole)
