"""The gate's part for yardsticks: a small fixed sample of each against its floor, in bench/yardsticks.json.

Beside the floors stand the digests of the weights, of the reference shelf and of the data: a figure taken on other data
is not comparable and is told as such. Floors rise with --raise; only --set writes what was measured whatever it is.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench import streams
from bench.measure import Measure, line, shared_folder
from bench.yardsticks import YARDSTICKS, Yardstick, measured, module_of
from rashomon.run.kit import Kit
from rashomon.text.network import WEIGHTS

FILE = Path(__file__).with_name("yardsticks.json")
SHELF = WEIGHTS.parents[1] / "know" / "shelf.sqlite"
SLACK = 0.03
"""What another processor's rounding may cost a sample of a hundred items; only figures with an aim have floors."""
ROUNDING = 0.0005


class Pins(msgspec.Struct):
    """Floors by figure; digests by "weights", "shelf" and folder of data; the claims of the stream."""

    floors: dict[str, float] = {}
    digests: dict[str, str] = {}
    stream: list[str] = []


def pins() -> Pins:
    """What is pinned."""
    return msgspec.json.decode(FILE.read_bytes(), type=Pins) if FILE.exists() else Pins()


def digests() -> dict[str, str]:
    """Digests of the weights, the shelf and every data folder at hand (names and sizes of its files)."""
    found = {
        "weights": hashlib.sha256((WEIGHTS / "manifest.json").read_bytes()).hexdigest()[:16],
        "shelf": hashlib.sha256(SHELF.read_bytes()).hexdigest()[:16],
    }
    for name in sorted({name for one in YARDSTICKS for name in one.data}):
        if folder := shared_folder(name):
            listed = sorted(f"{file.relative_to(folder)} {file.stat().st_size}" for file in folder.rglob("*")
                            if file.is_file())
            found[name] = hashlib.sha256("\n".join(listed).encode()).hexdigest()[:16]
    return found


def gate(kit: Kit, *, lift: bool, anew: bool) -> list[str]:
    """Measure every sample, say what fell, and return the names of what did; the file is written where asked for."""
    pinned, now = pins(), digests()
    for name in ("weights", "shelf"):
        if pinned.digests.get(name, now[name]) != now[name]:
            print(f"{name} are not those that the floors were pinned with")
    fallen: list[str] = []
    reached: dict[str, float] = {}
    begun = time.perf_counter()
    for one in YARDSTICKS:
        if module_of(one) is None:
            print(f"skipped {one.title}: no bench/{one.module}.py")
            continue
        started = time.perf_counter()
        measures = measured(one, one.sample)
        print(f"{one.title} ({time.perf_counter() - started:.0f} s)")
        changed = [name for name in one.data if name in pinned.digests and pinned.digests[name] != now.get(name)]
        if changed:
            print(f"  the data differs from that of the floors: {', '.join(changed)}")
        fallen += [] if changed else held(measures, pinned.floors, one)
        reached |= {measure.name: measure.value for measure in measures
                    if measure.value is not None and measure.asked is not None}
    found = streams.claims(kit)
    if found or not pinned.stream:
        streams.told(found, pinned.stream)
    else:
        print("skipped stream: its data is not here")
    print(f"{len(reached)} figures, {len(fallen)} below their floor, {time.perf_counter() - begun:.0f} s")
    if anew or lift:
        floors = dict(pinned.floors)
        for name, value in reached.items():
            if anew or value > floors.get(name, -1.0):
                floors[name] = max(0.0, round(value - ROUNDING, 3))
        write(Pins(floors, {**pinned.digests, **now}, sorted(found) or pinned.stream))
    return fallen


def held(measures: Sequence[Measure], floors: dict[str, float], one: Yardstick) -> list[str]:
    """Print the figures and return the names of those below their floor."""
    fallen = []
    for measure in measures:
        print("  " + line(measure), flush=True)
        floor = floors.get(measure.name)
        if floor is not None and measure.value is not None and measure.value < floor - SLACK:
            print(f"BELOW ITS FLOOR {measure.name}: {measure.value:.3f} < {floor:.3f} ({one.title})", file=sys.stderr)
            fallen.append(measure.name)
    return fallen


def write(pinned: Pins) -> None:
    """Write the file, one floor a line so that changes read well; the stream's digests ten a line."""
    rows = [f"  {json.dumps(name)}: {value}" for name, value in sorted(pinned.floors.items())]
    marks = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(pinned.digests.items())]
    kept = [json.dumps(one) for one in sorted(pinned.stream)]
    lines = [", ".join(kept[begin : begin + 5]) for begin in range(0, len(kept), 5)]
    parts = [
        '{"floors": {\n' + ",\n".join(rows) + "\n},",
        '"digests": {\n' + ",\n".join(marks) + "\n},",
        '"stream": [\n  ' + ",\n  ".join(lines) + "\n]}",
    ]
    FILE.write_text("\n".join(parts) + "\n", encoding="utf-8")
