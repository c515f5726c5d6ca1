"""Which of two kin texts is the copy: pairs of our own writing, each an original with copies of several makes.

    python -m bench.directions              accuracy on the half that is only measured on, and on the half tuned on
    python -m bench.directions --errors     the tuned half: pairs turned about or not found, with the evidence

A file of bench/directions holds one original page and the copies made from it, each under a line "#### copy STYLE":
spun (word by word, as a machine does), mt (translated there and back), light (a few words changed), short, paper (a
paper edits an agency, a release or another paper), aggregator, wire (an agency writes up a release), reprint.
Happenings, names and outlets are invented. Files of odd number are tuned on; the others were never looked at while
weights were fitted.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.measure import ROOT, Measure, command
from rashomon.gather.alignment import align, prepare
from rashomon.gather.copies import find_copies
from rashomon.gather.direction import WEIGHTS, evidence
from rashomon.gather.oddity import Vocabulary
from rashomon.model import Report
from rashomon.read.records import read_paths
from rashomon.settings import Settings

FOLDER = ROOT / "bench" / "directions"
ASKED = 0.95


class Made(msgspec.Struct, frozen=True):
    """An original and one copy made from it; tuned: whether weights may be fitted on the pair."""

    name: str
    style: str
    tuned: bool
    original: Report
    copy: Report


def pairs(folder: Path = FOLDER) -> Iterator[Made]:
    """Yield all pairs of the bank, in the order of its files."""
    for number, file in enumerate(sorted(folder.glob("*.txt")), 1):
        pages = [part.partition("\n") for part in file.read_text(encoding="utf-8").split("#### ")[1:]]
        with tempfile.TemporaryDirectory() as place:
            paths = [Path(place) / f"{at}.txt" for at in range(len(pages))]
            for path, (_, _, page) in zip(paths, pages, strict=True):
                path.write_text(page.strip() + "\n", encoding="utf-8")
            read = [Report(read_paths([str(path)], Settings())[0][0]) for path in paths]
        for (label, _, _), copy in zip(pages[1:], read[1:], strict=True):
            yield Made(file.stem, label.split()[-1], number % 2 == 1, read[0], copy)


def told(made: Made) -> str:
    """The answer of the product for one pair: "right", "turned" (the original is called the copy) or "none"."""
    found = find_copies([made.original, made.copy])
    return ("right" if found[0].document == made.copy.document.id else "turned") if found else "none"


def weighed(made: Made) -> float:
    """The evidence for the right direction, in logarithms of odds, also where no copy is found."""
    copy, original = prepare(made.copy), prepare(made.original)
    found = evidence(copy, original, align(copy, original), Vocabulary())
    return sum(WEIGHTS[name] * value for name, value in found.items())


def measure(sample: int | None) -> list[Measure]:
    """Accuracy of the direction on both halves, over all pairs, found as copies or not."""
    listed = list(pairs())[:sample]
    found = []
    for label, tuned, asked in (("measured", False, ASKED), ("tuned", True, None)):
        half = [made for made in listed if made.tuned is tuned]
        right = sum(weighed(made) > 0 for made in half)
        counts = Counter(told(made) for made in half)
        note = ", ".join(f"{count} {word}" for word, count in counts.most_common()) + " by find_copies"
        found.append(Measure(f"directions/{label}", right / max(1, len(half)), asked, f"{len(half)} pairs", note))
    return found


def errors(sample: int | None) -> None:
    """Print the pairs of the tuned half that are wrong or weakly right."""
    for made in list(pairs())[:sample]:
        if made.tuned and (weighed(made) < 1 or told(made) != "right"):
            copy, original = prepare(made.copy), prepare(made.original)
            found = evidence(copy, original, align(copy, original), Vocabulary())
            print(f"{made.name} {made.style}: {told(made)}, {weighed(made):.2f}")
            print("   " + ", ".join(f"{name} {value:.2f}" for name, value in found.items() if value))


if __name__ == "__main__":
    sys.exit(command(__doc__, measure, errors))
