"""The weights of `gather/direction.py`, fitted on pairs of an original and its copy. Needs no torch.

    PYTHONPATH=src:. python -m training.directions [--stories FOLDER ...] [--without NAME ...]

Logistic regression over differences, without a constant, drawn toward what was believed before the fit (BELIEVED):
74 pairs are few for 29 weights, and some evidence - a stated credit - is too rare in them to be learnt at all. Pairs:
the tuned half of bench/directions and the keyed stories.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.copies import stories
from bench.directions import pairs
from rashomon.gather.alignment import align, prepare
from rashomon.gather.direction import evidence
from rashomon.gather.oddity import Vocabulary
from rashomon.model import Report
from rashomon.read.records import read_paths
from rashomon.settings import Settings

PULL = 2.0
STEPS = 60
BELIEVED = {
    "credits": 5.0, "names": 3.5, "after": 2.0, "day_after": 0.7, "edition": 4.0, "likelihood": 0.6, "known": 2.0,
    "rarity": 0.3, "votes": 0.5, "shorter": 0.7, "cut": 1.5, "covered": 1.0, "anchors": 2.0, "hedges": 0.1,
    "figures": 0.1, "sourced": 0.4, "sourced_office": 1.0, "office": -1.5, "agency": -0.8, "farm": 1.0, "nobody": 1.0,
    "web": 0.7, "author": -0.5, "placed": -0.8, "closed": -1.0, "first": -0.5, "formal": -0.2, "spoilt": 0.8,
    "itself": -1.5,
}  # fmt: skip


def keyed(folders: Sequence[Path], without: Sequence[str]) -> Iterator[tuple[Report, Report]]:
    """Yield copy and original of the stories whose keys name copies."""
    for folder in folders:
        if folder.name in without:
            continue
        key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
        named = {(one["file"], one["copy_of"]) for one in key["reports"] if one.get("copy_of")}
        for one in key.get("findings", ()):
            if one["kind"] == "copy" and isinstance(one.get("with"), dict) and one["with"].get("report"):
                named.add((one["report"], one["with"]["report"]))
        for names in sorted(named):
            copy, original = (Report(read_paths([str(folder / name)], Settings())[0][0]) for name in names)
            yield copy, original


def fitted(rows: Sequence[dict[str, float]], names: Sequence[str]) -> dict[str, float]:
    """Weights by Newton's method; every row speaks for its first text being the copy."""
    given = np.array([[row[name] for name in names] for row in rows])
    believed = np.array([BELIEVED[name] for name in names])
    weights = believed.copy()
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (1 - sure) - PULL * (weights - believed)
        bend = (given * (sure * (1 - sure))[:, None]).T @ given + PULL * np.eye(len(names))
        weights = weights + np.linalg.solve(bend, slope)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    """Print the weights as they stand in `gather/direction.py`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path, action="append", default=[], help="stories below this folder too")
    parser.add_argument("--without", action="append", default=[], help="names of stories that are kept apart")
    asked = parser.parse_args()
    folders = [*stories(), *(key.parent for base in asked.stories for key in sorted(base.rglob("key.json")))]
    vocabulary = Vocabulary()
    listed = [(made.copy, made.original) for made in pairs() if made.tuned]
    rows = []
    for copy, original in (*listed, *keyed(folders, asked.without)):
        one, other = prepare(copy), prepare(original)
        rows.append(evidence(one, other, align(one, other), vocabulary))
    for name, weight in fitted(rows, list(rows[0])).items():
        print(f'    "{name}": {weight},')
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
