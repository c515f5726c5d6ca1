"""The live stream measured: cost of a report as the ledger grows, stories against labels, replays, articles a second.

    python -m bench.stream --scale [REPORTS]   synthetic reports (bench.world): cost of a report, memory, a picture
    python -m bench.stream --stories           stories of a labelled stream: B-cubed precision, recall, F
    python -m bench.stream --replay [REPORTS]  real streams in several batch sizes and with two workers: one ledger?
    python -m bench.stream --speed [REPORTS]   a real stream from page to ledger, articles a second

Whatever needs the shared data is skipped with a reason where it is not here.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import resource
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from bench.measure import ROOT, shared_folder
from bench.world import world
from rashomon.extend import Extensions
from rashomon.gather.window import Placed, Window
from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import entries_since
from rashomon.know.base import load_knowledge
from rashomon.model import Document
from rashomon.packs.load import load_packs
from rashomon.read.records import stream_paths
from rashomon.run.kit import Kit, make_kit
from rashomon.run.ledger import Arrival, take_in
from rashomon.run.memory import Memory
from rashomon.run.stream import Course, Engine, Offer
from rashomon.settings import Settings

STEPS: Final = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
BATCH: Final = 32
LAST: Final = 16
"""Batches before each size whose mean cost is given."""
PICTURE: Final = ROOT / "docs" / "stream-cost.svg"


# ---- cost as the ledger grows ----------------------------------------------------------------------------------------


class Step(msgspec.Struct, frozen=True):
    """What a report costs at a size of the ledger, in ms of a core: in the window, and in all; highest memory, MiB."""

    reports: int
    window: float
    whole: float
    memory: float
    held: int


class TimedWindow(Window):
    """A window that counts the seconds it takes."""

    seconds = 0.0

    def place(self, document: Document, story: str = "") -> Placed:
        begun = time.process_time()
        try:
            return super().place(document, story)
        finally:
            self.seconds += time.process_time() - begun


def scale(most: int, place: Path, picture_too: bool = False) -> list[Step]:
    """Take synthetic reports in, as they come from extraction, and measure the stretch before each of STEPS."""
    kit = Kit(load_packs(("missile_test",)), load_knowledge(), cast(Any, None), Settings(), Extensions())
    window, stream = TimedWindow(), world()
    memory = Memory(window=window)
    steps: list[Step] = []
    costs: list[tuple[float, float]] = []
    done = 0
    with open_ledger(str(place / "scale.ledger")) as ledger:
        for size in (one for one in STEPS if one <= most):
            while done < size:
                arrivals = [Arrival(next(stream)) for _ in range(BATCH)]
                begun, before = time.process_time(), window.seconds
                with ledger.writing() as connection:
                    take_in(connection, arrivals, kit, memory)
                costs.append((1000 * (window.seconds - before) / BATCH, 1000 * (time.process_time() - begun) / BATCH))
                done += BATCH
            mean = [sum(column) / LAST for column in zip(*costs[-LAST:], strict=True)]
            steps.append(Step(size, mean[0], mean[1], _memory(), len(window)))
            if picture_too:
                PICTURE.write_text(picture(steps), encoding="utf-8")
            print(f"{size:7,} reports: {mean[0]:6.2f} ms window, {mean[1]:6.2f} ms in all, {_memory():6.0f} MiB, "
                  f"{len(window):6,} in the window", flush=True)  # fmt: skip
    return steps


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def picture(steps: Sequence[Step]) -> str:
    """Cost of a report against the size of the ledger, on a scale of powers of ten, as SVG."""
    width, height, left, foot = 560, 300, 56, 44
    top = max(5.0, 1.25 * max(one.whole for one in steps))
    whole = height - foot - 16

    def point(reports: int, cost: float) -> str:
        share = next(number for number, one in enumerate(steps) if one.reports == reports) / max(1, len(steps) - 1)
        return f"{left + share * (width - left - 20):.1f},{16 + whole * (1 - cost / top):.1f}"

    lines = [
        f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
        + " ".join(point(one.reports, getattr(one, name)) for one in steps) + '"/>'
        for name, colour in (("whole", "#1f5fa8"), ("window", "#b3541e"))
    ]  # fmt: skip
    marks = [
        f'<text x="{point(one.reports, 0).split(",")[0]}" y="{height - 24}" text-anchor="middle">{one.reports:,}</text>'
        for one in steps
    ]
    ticks = [
        f'<text x="{left - 6}" y="{20 + whole * (1 - cost / top):.1f}" text-anchor="end">{cost:.0f}</text>'
        for cost in (0.0, round(top / 2), round(top) - 1)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" '
        'font-size="11"><title>Cost of a report as the ledger grows</title>'
        f'<rect width="{width}" height="{height}" fill="#fff"/><path d="M{left} 16V{height - foot}H{width - 20}" '
        f'fill="none" stroke="#777"/>{"".join(lines)}{"".join(marks)}{"".join(ticks)}'
        f'<text x="{left + 8}" y="28" fill="#1f5fa8">ms a report, all of it (without reading the text)</text>'
        f'<text x="{left + 8}" y="44" fill="#b3541e">ms a report in the window (story, candidates for copies)</text>'
        f'<text x="{width / 2}" y="{height - 6}" text-anchor="middle">reports in the ledger (synthetic)</text></svg>\n'
    )


# ---- real streams ----------------------------------------------------------------------------------------------------


def stream_2016(most: int | None = None) -> list[Document]:
    """Reports of `whenitson_2016` in order of publication."""
    return unpacked("stories/whenitson_2016", "posts_2016.tar.xz", None, most)


def stream_2025(most: int | None = None) -> list[Document]:
    """The English reports of `naver_2025_12` in order of publication."""
    folder = shared_folder("stories/naver_2025_12")
    if folder is None:
        return []
    with lzma.open(folder / "index.tsv.xz", "rt", encoding="utf-8") as table:
        wanted = {row["file"] for row in csv.DictReader(table, delimiter="\t") if row["lang"] == "en"}
    return unpacked("stories/naver_2025_12", "raw_md.tar.xz", wanted, most)


def unpacked(name: str, archive: str, wanted: set[str] | None, most: int | None) -> list[Document]:
    """Reports of a packed stream, at most so many files, of the names wanted, in order of publication."""
    folder = shared_folder(name)
    if folder is None:
        return []
    with tempfile.TemporaryDirectory() as place, tarfile.open(folder / archive) as packed:
        members = [one for one in packed.getmembers() if one.isfile() and (not wanted or Path(one.name).name in wanted)]
        members.sort(key=lambda one: Path(one.name).name)
        packed.extractall(place, members[:most], filter="data")
        found = [one for _, one in stream_paths([place], Settings()) if isinstance(one, Document)]
    # Where it was unpacked is no part of a report: another run must give the same ledger.
    found = [msgspec.structs.replace(one, path=Path(one.path).name) for one in found]
    return sorted(found, key=lambda one: (one.published is None, str(one.published), one.id))


def stories() -> str:
    """B-cubed (Bagga and Baldwin 1998) of the stories against the labels of a news aggregator, where it gave one."""
    folder = shared_folder("stories/whenitson_2016")
    if folder is None:
        return "skipped: the shared data is not here"
    with (folder / "index.tsv").open(encoding="utf-8") as table:
        labels = {
            row["file"]: row["google_news_cluster_id"] for row in csv.DictReader(table, delimiter="\t")
            if row["google_news_cluster_id"]
        }  # fmt: skip
    window = Window()
    placed = {one.path: window.place(one).story for one in stream_2016()}
    gold = {name: label for name, label in labels.items() if name in placed}
    precision, recall = b_cubed({name: placed[name] for name in gold}, gold)
    fair = 2 * precision * recall / (precision + recall)
    return (
        f"{len(placed)} reports, {len(set(placed.values()))} stories; {len(gold)} labelled: "
        f"precision {precision:.3f}, recall {recall:.3f}, F {fair:.3f}"
    )


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float]:
    """Mean share of a report's own story that is rightly there, and of its true story that is found."""
    ours: dict[str, set[str]] = defaultdict(set)
    true: dict[str, set[str]] = defaultdict(set)
    for name in gold:
        ours[found[name]].add(name)
        true[gold[name]].add(name)
    shared = {name: len(ours[found[name]] & true[gold[name]]) for name in gold}
    count = max(1, len(gold))
    return (
        sum(shared[name] / len(ours[found[name]]) for name in gold) / count,
        sum(shared[name] / len(true[gold[name]]) for name in gold) / count,
    )


# ---- replays and speed -----------------------------------------------------------------------------------------------


def state(ledger: Ledger) -> object:
    """What a ledger holds to be so: events, members, line-ups, findings, sources, lineages; no times, no numbers.

    An event that was merged into another counts by where it went: it keeps the label that it had when it was last
    weighed, and that is once a batch.
    """
    with ledger.reading() as connection:
        standing = fold(entries_since(connection))
    return (
        {name: (one.kind, "" if one.merged_into else one.label, one.members, one.merged_into)
         for name, one in standing.events.items()},
        {
            name: one.machine and msgspec.structs.replace(one.machine, sequence=0)
            for name, one in standing.events.items()
        },
        {name: sorted(each.message for each in one.findings.values()) for name, one in standing.events.items()},
        standing.sources, standing.lineages,
    )  # fmt: skip


def replay(documents: Sequence[Document], kit: Kit, course: Course, place: Path) -> tuple[object, float, int]:
    """Play documents into a new ledger; returns its state, the seconds it took, and how many were read deeply."""
    with open_ledger(str(place / f"{course.batch}-{course.workers}.ledger")) as ledger:
        with Engine(ledger, kit, course) as engine:
            begun = time.perf_counter()
            tally = engine.follow(Offer(one.path, one) for one in documents)
            seconds = time.perf_counter() - begun
        return state(ledger), seconds, tally.receipt.received - tally.receipt.left_out


def _streams(most: int | None) -> Iterator[tuple[str, list[Document]]]:
    for name, read in (("whenitson_2016", stream_2016), ("naver_2025_12, English", stream_2025)):
        documents = read(most)
        if documents:
            yield name, documents
        else:
            print(f"{name}: skipped, the shared data is not here")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when a replay differed or memory passed its bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, nargs="?", const=100_000)
    parser.add_argument("--stories", action="store_true")
    parser.add_argument("--replay", type=int, nargs="?", const=150)
    parser.add_argument("--speed", type=int, nargs="?", const=300)
    parser.add_argument("--picture", action="store_true", help="with --scale: draw docs/stream-cost.svg")
    asked = parser.parse_args(arguments)
    fault = False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if asked.scale:
            fault |= scale(asked.scale, place, asked.picture)[-1].memory > 1536
        if asked.stories:
            print(stories())
        if asked.replay or asked.speed:
            kit = make_kit()
            courses = [Course(32)] if asked.speed else [Course(1), Course(7), Course(64), Course(16, workers=2)]
            courses += [Course(32, workers=2)] if asked.speed else []
            for name, documents in _streams(asked.replay or asked.speed):
                states = []
                for course in courses:
                    (where := place / name[:5]).mkdir(exist_ok=True)
                    found, seconds, read = replay(documents, kit, course, where)
                    states.append(found)
                    print(f"{name}: {len(documents)} reports, {read} of them in a pack's scope, batch {course.batch}, "
                          f"{course.workers} workers: {len(documents) / seconds:.1f} a second", flush=True)  # fmt: skip
                same = all(one == states[0] for one in states)
                print(f"{name}: {'the same ledger in every run' if same else 'THE LEDGERS DIFFER'}")
                fault |= not same
    return int(fault)


if __name__ == "__main__":
    sys.exit(main())
