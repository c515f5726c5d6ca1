"""Copies: how many of the pairs that hold most of one another are found, and what is found where nothing was copied.

    python -m bench.copies              recall on the streams, and the keyed stories
    python -m bench.copies --errors     pairs missed, and the rewrites that were found, titles side by side

A pair counts when one text holds at least .8 of the other's five-word runs (Broder 1997; Korean by the character); it
is found when both stand in one family of the product's lineages, whichever parent it chose. Reports are a fixed sample
of each stream, read as the stream came: markdown with its front matter.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.measure import ROOT, Measure, chosen, command, shared_folder, skipped
from rashomon.gather.alignment import prepare
from rashomon.gather.copies import find_copies
from rashomon.model import Lineage, Report
from rashomon.read.records import read_paths
from rashomon.settings import Settings
from rashomon.text.shingles import containment

ASKED = 0.98
HELD = 0.8
FEWEST_RUNS = 40  # shorter texts are a headline or a notice, and hold one another by chance
STANDING = {"naver English": 1012, "naver Korean": 2500, "whenitson": 1500}
COMMON = 60  # a run of more reports than this is boilerplate

Pair = tuple[str, str]


class Stream(msgspec.Struct, frozen=True):
    """Reports of one stream, with the family that each was found to belong to."""

    reports: list[Report]
    lineages: list[Lineage]
    held: list[Pair]

    @property
    def families(self) -> dict[str, str]:
        """Document id to the first document of its family."""
        home = {report.document.id: report.document.id for report in self.reports}

        def root(document: str) -> str:
            while home[document] != document:
                document = home[document]
            return document

        for line in self.lineages:
            first, second = sorted((root(line.document), root(line.parent)))
            home[second] = first
        return {document: root(document) for document in home}


def stream(name: str, sample: int | None) -> Stream | None:
    """A fixed sample of one stream, read and searched for copies; None where the data is not here."""
    size = sample or STANDING[name]
    found = _whenitson(size) if name == "whenitson" else _naver("en" if "English" in name else "ko", size)
    if found is None:
        return None
    return Stream(found, find_copies(found), _held(found))


def _naver(language: str, size: int) -> list[Report] | None:
    folder = shared_folder("stories/naver_2025_12")
    if folder is None:
        return None
    with lzma.open(folder / "index.tsv.xz", "rt", encoding="utf-8") as handle:
        rows = {row["file"]: row for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)}
    listed = [file for file, row in rows.items() if row["lang"] == language]
    outlets = {file: rows[file]["publisher"] for file in chosen(listed, size)}
    return _read(folder / "raw_md.tar.xz", outlets)


def _whenitson(size: int) -> list[Report] | None:
    folder = shared_folder("stories/whenitson_2016")
    if folder is None:
        return None
    with (folder / "index.tsv").open(encoding="utf-8") as handle:
        rows = {row["file"]: row["outlet_domain"] for row in csv.DictReader(handle, delimiter="\t")}
    return _read(folder / "posts_2016.tar.xz", {file: rows[file] for file in chosen(list(rows), size)})


def _read(archive: Path, outlets: dict[str, str]) -> list[Report]:
    """Read the chosen files of an archive; the outlet is the index's, for not every page says its own."""
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(archive) as opened:
            wanted = [one for one in opened if one.isfile() and Path(one.name).name in outlets]
            opened.extractall(place, members=wanted, filter="data")
        documents, _ = read_paths([str(file) for file in sorted(Path(place).rglob("*.md"))], Settings())
    return [Report(msgspec.structs.replace(one, outlet=outlets[Path(one.path).name])) for one in documents]


def _held(reports: Sequence[Report]) -> list[Pair]:
    """Pairs of which one holds most of the other's runs, found by all shared runs, not by the product's shortcuts."""
    runs = {report.document.id: prepare(report).shingles for report in reports}
    runs = {document: own for document, own in runs.items() if len(own) >= FEWEST_RUNS}
    having: dict[int, list[str]] = defaultdict(list)
    for document in sorted(runs):
        for run in runs[document]:
            if run % 8 == 0:
                having[run].append(document)
    shared: Counter[Pair] = Counter()
    for holders in having.values():
        if 1 < len(holders) <= COMMON:
            shared.update((one, other) for at, one in enumerate(holders) for other in holders[at + 1 :])
    return [
        (one, other) for (one, other), count in sorted(shared.items())
        if count >= 2 and max(containment(runs[one], runs[other]), containment(runs[other], runs[one])) >= HELD
    ]  # fmt: skip


def measure(sample: int | None) -> list[Measure]:
    """Recall on each stream, and copies with their parents in the keyed stories."""
    found = []
    for name in STANDING:
        label = f"copies/{name}"
        one = stream(name, sample)
        if one is None:
            found.append(skipped(label, "the stream is not here (RASHOMON_SHARED)", ASKED))
            continue
        families = one.families
        right = sum(families[first] == families[second] for first, second in one.held)
        tied = {end for line in one.lineages for end in (line.document, line.parent)}
        twins = {document for pair in one.held for document in pair}
        counted = Counter(line.kind for line in one.lineages).most_common()
        kinds = ", ".join(f"{count} {kind}" for kind, count in counted)
        kinds += f"; {len(twins & tied)} of {len(twins)} reports with a twin are tied to some report"
        size = f"{len(one.held)} pairs in {len(one.reports)} reports"
        found.append(Measure(label, right / len(one.held) if one.held else None, ASKED, size, kinds))
    return [*found, keyed()]


def stories() -> Iterator[Path]:
    """Folders with a key.json."""
    shared = shared_folder("stories")
    bases = [shared.parents[1] / "stories", shared.parents[1] / "seeds"] if shared else []
    for base in (*bases, ROOT / "src/rashomon/packs"):
        yield from sorted(key.parent for key in base.rglob("key.json"))


def keyed() -> Measure:
    """Score the stories whose keys name the copies: F1 of copies with the right parent."""
    right = wrong = missed = pairs = 0
    for folder in stories():
        listed = json.loads((folder / "key.json").read_text(encoding="utf-8"))["reports"]
        reports = [Report(read_paths([str(folder / one["file"])], Settings())[0][0]) for one in listed]
        names = {report.document.id: one["file"] for report, one in zip(reports, listed, strict=True)}
        gold = {(one["file"], one["copy_of"]) for one in listed if one.get("copy_of")}
        found = {(names[one.document], names[one.parent]) for one in find_copies(reports) if one.kind != "edition"}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
        pairs += len(listed) * (len(listed) - 1) // 2
    value = 2 * right / max(1, 2 * right + wrong + missed)
    note = f"{right} of {right + missed} with their parent, {wrong} false"
    return Measure("copies/keyed stories", value, None, f"{pairs} pairs", note)


def errors(sample: int | None) -> None:
    """Print the pairs missed and the rewrites found, by title and outlet."""
    for name in STANDING:
        one = stream(name, sample)
        if one is None:
            print(f"{name}: not here", file=sys.stderr)
            continue
        families = one.families
        documents = {report.document.id: report.document for report in one.reports}
        missed = [pair for pair in one.held if families[pair[0]] != families[pair[1]]]
        print(f"== {name}: {len(missed)} of {len(one.held)} missed")
        rewrites = [(line.document, line.parent) for line in one.lineages if line.kind in ("rewrite", "spun")]
        for label, pairs in (("missed", missed), ("rewrites found", rewrites)):
            print(f"-- {label}: {len(pairs)}")
            for first, second in pairs[:40]:
                a, b = documents[first], documents[second]
                print(f"   {a.outlet} {a.day} {a.title[:70]!r} ({len(a.text)})")
                print(f"   {b.outlet} {b.day} {b.title[:70]!r} ({len(b.text)})\n")


if __name__ == "__main__":
    sys.exit(command(__doc__, measure, errors))
