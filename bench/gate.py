"""The accuracy gate: every story at hand against its pinned floor, and the claims gained and lost since it was pinned.

A single story has a small slack for processors that round differently; the mean of all has next to none.

    python -m bench.gate             status 1 when a story falls below its floor
    python -m bench.gate --raise     write the floors anew where they have risen; they are never lowered
    python -m bench.gate --yardsticks    also a small fixed sample of every yardstick, and the claims of a real stream;
                                     --set instead of --raise writes the yardsticks' floors as measured, lower ones too

Stories of the shared folder need it (RASHOMON_SHARED, or ../shared); without it they are skipped and named. The gold of
the packs and the example always count.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench import sampled
from bench.score import Score, load_story
from bench.stories import HEADING, line, measured, story_folders
from rashomon.run.kit import make_kit

FLOORS = Path(__file__).with_name("floors.json")
ROUNDING = 0.0005  # floors are written with three digits
# Processors round the network's sums differently (AVX2 against VNNI): a near tie in one sentence then falls the other
# way, which cost one story .008 with nothing changed. A story may lose that much; all stories together may not.
ANOTHER_PROCESSOR = 0.02
ANOTHER_PROCESSOR_MEAN = 0.002
Pinned = dict[str, dict[str, object]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; status 1 when any story lies below its floor or cannot be run."""
    parser = argparse.ArgumentParser(description="Hold accuracy against the pinned floors.")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher floors, never lower ones")
    parser.add_argument("--yardsticks", action="store_true", help="also a sample of every yardstick and the stream")
    parser.add_argument("--set", dest="anew", action="store_true", help="write the yardsticks' floors as measured")
    chosen = parser.parse_args(arguments)
    floors: Pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    begun = time.perf_counter()
    kit = make_kit()
    scores: dict[str, Score] = {}
    print(HEADING)
    for name, folder in story_folders():
        scores[name], taken = measured(load_story(folder), kit)
        print(line(name, scores[name], taken), flush=True)
    fallen = [name for name, one in scores.items() if not _told(name, one, floors.get(name, {}))]
    for name in floors.keys() - scores.keys():
        print(f"skipped {name}: its story is not here (RASHOMON_SHARED)")
    if chosen.lift:
        FLOORS.write_text(_lifted(floors, scores), encoding="utf-8")
    mean = sum(one.score for one in scores.values()) / max(1, len(scores))
    pinned = [float(str(floors[name]["score"])) for name in scores if name in floors]
    least = sum(pinned) / max(1, len(pinned)) - ANOTHER_PROCESSOR_MEAN
    reached = sum(one.score for name, one in scores.items() if name in floors) / max(1, len(pinned))
    if reached < least:
        print(f"BELOW THE FLOOR OF ALL: {reached:.4f} < {least:.4f}", file=sys.stderr)
        fallen.append("all")
    if chosen.yardsticks:
        fallen += sampled.gate(kit, lift=chosen.lift, anew=chosen.anew)
    taken = time.perf_counter() - begun
    print(f"{len(scores)} stories, mean {mean:.3f}, {len(fallen)} below their floor, {taken:.0f} s")
    return 1 if fallen else 0


def _told(name: str, one: Score, pinned: dict[str, object]) -> bool:
    """Say what a story gained and lost; False when it fell below its floor."""
    floor = float(str(pinned.get("score", 0.0)))
    before = set(_ids(pinned))
    if pinned:
        gained, lost = sorted(set(one.found) - before, key=_number), sorted(before - set(one.found), key=_number)
        if gained or lost:
            print(f"{name}: gained {' '.join(gained) or 'none'}; lost {' '.join(lost) or 'none'}")
    if one.score < floor - ANOTHER_PROCESSOR:
        print(f"BELOW ITS FLOOR {name}: {one.score:.3f} < {floor:.3f}", file=sys.stderr)
        return False
    return True


def _lifted(floors: Pinned, scores: dict[str, Score]) -> str:
    """Return floors.json with every floor that rose; a story's pinned claims are those of its best run."""
    lifted = dict(floors)
    for name, one in scores.items():
        if one.score >= float(str(floors.get(name, {}).get("score", 0.0))):
            lifted[name] = {"score": round(one.score - ROUNDING, 3), "found": sorted(one.found, key=_number)}
    rows = [f"  {json.dumps(name)}: {json.dumps(lifted[name])}" for name in sorted(lifted)]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _ids(pinned: dict[str, object]) -> list[str]:
    found = pinned.get("found", [])
    return [str(one) for one in found] if isinstance(found, list) else []


def _number(identity: str) -> tuple[int, str]:
    digits = "".join(char for char in identity if char.isdigit())
    return (int(digits) if digits else 0), identity


if __name__ == "__main__":
    sys.exit(main())
