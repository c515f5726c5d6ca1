"""Copies found in stories with keys (ours and the shared ones) and in a stream whose reports are mostly independent.

Usage: python bench/copies.py; prints, for the keyed stories, how many copies were found with the right parent and how
many pairs were wrongly taken for copies; for the stream, how many of each kind among reports of many outlets.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from rashomon.gather.copies import find_copies
from rashomon.model import Report
from rashomon.read.records import read_paths
from rashomon.settings import Settings

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


def stories() -> Iterator[Path]:
    """Folders with a key.json."""
    for base in (SHARED / "stories", SHARED / "seeds", ROOT / "src/rashomon/packs"):
        yield from sorted(key.parent for key in base.rglob("key.json"))


def keyed() -> None:
    """Score the stories whose keys name the copies."""
    right = wrong = missed = pairs = 0
    for folder in stories():
        listed = json.loads((folder / "key.json").read_text(encoding="utf-8"))["reports"]
        reports = [Report(read_paths([str(folder / one["file"])], Settings())[0][0]) for one in listed]
        names = {report.document.id: one["file"] for report, one in zip(reports, listed, strict=True)}
        gold = {(one["file"], one["copy_of"]) for one in listed if one.get("copy_of")}
        found = {(names[one.document], names[one.parent]) for one in find_copies(reports) if one.kind != "edition"}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
        pairs += len(listed) * (len(listed) - 1) // 2
    print(f"keyed stories: {right} of {right + missed} copies with their parent, {wrong} false among {pairs} pairs")


def stream() -> None:
    """Count what is taken for a copy in a stream of outlets that mostly write for themselves."""
    folder = SHARED / "data/stories/whenitson_2016"
    if not folder.is_dir():
        print("stream: the shared data is not here", file=sys.stderr)
        return
    with (folder / "index.tsv").open(encoding="utf-8") as handle:
        index = {row["file"]: row for row in csv.DictReader(handle, delimiter="\t") if row["google_news_cluster_id"]}
    with tempfile.TemporaryDirectory() as place, tarfile.open(folder / "posts_2016.tar.xz") as archive:
        archive.extractall(place, filter="data")
        files = [str(file) for file in sorted(Path(place).rglob("*.md")) if file.name in index]
        documents, _ = read_paths(files, Settings())
    named = {one.id: index[Path(one.path).name] for one in documents}
    reports = [Report(msgspec.structs.replace(one, outlet=named[one.id]["outlet_domain"])) for one in documents]
    began = time.perf_counter()
    found = find_copies(reports)
    inside = sum(
        named[one.document]["google_news_cluster_id"] == named[one.parent]["google_news_cluster_id"] for one in found
    )
    kinds = dict(Counter(one.kind for one in found))
    spent = time.perf_counter() - began
    print(f"stream: {len(reports)} reports, {kinds}, {inside} of {len(found)} inside one cluster, {spent:.1f} s")


if __name__ == "__main__":
    keyed()
    stream()
