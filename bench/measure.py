"""The form that every yardstick of bench/ gives its figures in, and the command line that all of them share.

A yardstick is a module with ``measure(sample) -> list[Measure]``: sample is how many items (reports, topics, pairs) to
take of the scored part, the same ones every time, or None for the standing figure of the results table. A yardstick
whose data is not here returns one `skipped` measure with the reason, never nothing.

What may be looked at and tuned on is parted from what is reported by `looked_at`: a hash of an id, so that the parts
stay the same when data is added, and no one chooses.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent


class Measure(msgspec.Struct, frozen=True):
    """One figure: what was measured, its value, what was asked for, and on how many of what.

    name: "counts/killed"; value: 0..1, None where it was skipped; asked: 0..1, None where nothing was asked; size: "412
    incidents"; note: how it was measured, or why it was skipped.
    """

    name: str
    value: float | None
    asked: float | None
    size: str
    note: str = ""

    @property
    def reached(self) -> bool:
        """Whether the value is what was asked for, or nothing was asked."""
        return self.asked is None or (self.value is not None and self.value >= self.asked)


Yardstick = Callable[[int | None], Sequence[Measure]]


def shared_folder(name: str) -> Path | None:
    """Return a folder of the shared data ("stories/gvc"), or None where it is not here."""
    base = Path(os.environ.get("RASHOMON_SHARED", "") or ROOT.parent / "shared")
    folder = base / "data" / name
    return folder if folder.is_dir() else None


def skipped(name: str, reason: str, asked: float | None = None) -> Measure:
    """Return a measure that was not taken, and why."""
    return Measure(name, None, asked, "", f"skipped: {reason}")


def looked_at(identity: str, share: float = 0.5) -> bool:
    """Whether this item belongs to the part that may be looked at and tuned on; the rest is what is reported.

    Whole incidents, topics or documents go to one part: give the id of the largest thing that must stay together.
    """
    return _place(identity) < share


def chosen(identities: Sequence[str], sample: int | None) -> list[str]:
    """Return a fixed sample of ids, in an order that no one chose; all of them when sample is None."""
    mixed = sorted(identities, key=lambda one: (_place("sample" + one), one))
    return mixed if sample is None else mixed[:sample]


def _place(identity: str) -> float:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:6], "big") / 2**48


def line(one: Measure) -> str:
    """One row of a table in the terminal."""
    value = "  -  " if one.value is None else f"{one.value:.3f}"
    asked = "" if one.asked is None else f"asked {one.asked:.2f} {'reached' if one.reached else 'BELOW'}"
    return f"{one.name:40} {value}  {asked:20} {one.size}{'  ' + one.note if one.note else ''}"


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a step took."""
    begun = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begun:.1f} s")


def command(
    about: str | None, measure: Yardstick, errors: Callable[[int | None], None], arguments: Sequence[str] | None = None
) -> int:
    """Run a yardstick from the command line: its figures, or with --errors its misses by class, on the looked-at part.

    errors prints to the terminal only: the texts belong to their publishers.
    """
    parser = argparse.ArgumentParser(description=(about or "").split("\n")[0])
    parser.add_argument("--sample", type=int, help="take a fixed sample of this size")
    parser.add_argument("--errors", action="store_true", help="print misses by class, of the part to look at")
    chosen_ones = parser.parse_args(arguments)
    if chosen_ones.errors:
        errors(chosen_ones.sample)
        return 0
    begun = time.perf_counter()
    for one in measure(chosen_ones.sample):
        print(line(one), flush=True)
    print(f"{time.perf_counter() - begun:.1f} s")
    return 0
