"""One table of all yardsticks: ``python -m bench.results [NAME ...]`` writes bench/RESULTS.md.

Runs every yardstick in full, or those whose title contains a NAME, and keeps the rows of the others as they stand in
``bench/results.json``, which also says on which commit each was measured. Whole, it takes about half an hour.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.measure import Measure, line
from bench.yardsticks import YARDSTICKS, Yardstick, measured, module_of

HERE = Path(__file__).parent
KEPT = HERE / "results.json"
TABLE = HERE / "RESULTS.md"
HEAD = """# Ten yardsticks

Written by `python -m bench.results`; do not edit. Each row can be made again with the command of its group; the data is
in the shared folder (`RASHOMON_SHARED`), and a yardstick whose data is absent says so. "Asked" is what the project set
out for; where it is not reached, [docs/accuracy.md](../docs/accuracy.md) says why, by class of error. Nothing of the
part reported was looked at while tuning, unless the note says so.
"""


class Row(msgspec.Struct, frozen=True):
    """The figures of one yardstick as last measured, with the commit and the seconds taken."""

    measures: tuple[Measure, ...]
    commit: str
    seconds: float


def commit() -> str:
    """The short name of the commit that is checked out, with a plus where files differ from it."""
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "src") else "")


def written(rows: dict[str, Row]) -> str:
    """The page."""
    parts = [HEAD]
    for one in YARDSTICKS:
        parts.append(f"\n## {one.title}\n\n`python -m bench.{one.module}`\n")
        row = rows.get(one.title)
        if row is None:
            parts.append("\nNot measured yet.\n")
        else:
            parts.append("\n| figure | reached | asked | | sample | note |\n|---|---|---|---|---|---|\n")
            parts += [_cells(measure) for measure in row.measures]
            parts.append(f"\nMeasured on `{row.commit}` in {row.seconds:.0f} s.\n")
        parts += [f"Published: {peer}.\n" for peer in one.peers]
        if not one.peers:
            parts.append("Published: no figure on the same data that we could check at its source.\n")
    return "".join(parts)


def _cells(one: Measure) -> str:
    value = "-" if one.value is None else f"{one.value:.3f}"
    asked = "" if one.asked is None else f"{one.asked:.3g}"
    mark = "" if one.asked is None or one.value is None else "reached" if one.reached else "below"
    return f"| {one.name} | {value} | {asked} | {mark} | {one.size} | {one.note} |\n"


def kept() -> dict[str, Row]:
    """The rows measured before."""
    if not KEPT.exists():
        return {}
    return msgspec.json.decode(KEPT.read_bytes(), type=dict[str, Row])


def run(one: Yardstick) -> Row:
    """Measure one yardstick in full."""
    begun = time.perf_counter()
    measures = tuple(measured(one, None))
    for measure in measures:
        print(line(measure), flush=True)
    return Row(measures, commit(), round(time.perf_counter() - begun, 1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and write the table."""
    parser = argparse.ArgumentParser(description="Write the table of yardsticks.")
    parser.add_argument("names", nargs="*", help="only yardsticks whose title contains one of these")
    parser.add_argument("--table", action="store_true", help="measure nothing, only write the page anew")
    chosen = parser.parse_args(arguments)
    rows = kept()
    for one in YARDSTICKS:
        if chosen.table or (chosen.names and not any(name in one.title for name in chosen.names)):
            continue
        if module_of(one) is not None or one.title not in rows:
            rows[one.title] = run(one)
        KEPT.write_text(json.dumps(msgspec.to_builtins(rows), indent=1) + "\n", encoding="utf-8")
        TABLE.write_text(written(rows), encoding="utf-8")
    TABLE.write_text(written(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
