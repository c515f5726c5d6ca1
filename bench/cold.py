"""One cold `rashomon report` as a process of its own: seconds and memory, against the limits of the design.

python bench/cold.py [REPORT ...]     the seeds of the shared folder, or the example where there are none
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

SECONDS = 5.0
MEGABYTES = 700.0
ROOT = Path(__file__).resolve().parent.parent


def main(reports: list[str]) -> int:
    """Run once to warm nothing but the disk, then measure; status 1 over a limit."""
    shared = Path(os.environ.get("RASHOMON_SHARED", "") or ROOT.parent / "shared")
    folder = shared / "seeds" if (shared / "seeds").is_dir() else ROOT / "examples"
    reports = reports or sorted(str(path) for path in folder.glob("*.txt"))
    program = str(Path(sys.executable).with_name("rashomon"))
    command = [program, "report", *reports, "--format", "json", "--out", os.devnull]
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - begun)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    taken = min(times)
    shown = ", ".join(f"{one:.2f}" for one in times)
    print(f"{len(reports)} reports of {folder.name}: {shown} s; at most {memory:.0f} MB")
    if taken > SECONDS or memory > MEGABYTES:
        print(f"over the limit of {SECONDS:g} s or {MEGABYTES:g} MB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
