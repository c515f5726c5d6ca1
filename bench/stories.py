"""All stories in one process: a table of scores, and with --misses the misses of some.

    python -m bench.stories                      every story: seeds and stories of the shared folder, gold of the packs
    python -m bench.stories agni_v --misses      those whose name contains the word, with every miss
    python -m bench.stories m4 --save /tmp/out   the answers too, as JSON
    python -m bench.stories --folder STORIES     those of another folder

The shared folder is found through RASHOMON_SHARED or beside the checkout; what is absent is said and left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.score import Score, Story, load_story, score
from rashomon.run.kit import Kit, make_kit
from rashomon.run.local import answer_paths
from rashomon.tell.view import to_data, to_json

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "src" / "rashomon" / "packs"


def shared() -> Path | None:
    """Return the shared data folder, or None where there is none."""
    folder = Path(os.environ.get("RASHOMON_SHARED", "") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


def stories_under(folder: Path) -> Iterable[tuple[str, Path]]:
    """Yield (name, folder) of every story below a folder, at any depth."""
    for key in sorted(folder.rglob("key.json")):
        yield str(key.parent.relative_to(folder)), key.parent


def story_folders(packs: Sequence[str] = ()) -> Iterable[tuple[str, Path]]:
    """Yield (name, folder) of every story at hand: "example", "seeds", "shared/m4", "missile_test/agni_v_2022" ...

    packs: only the gold of these packs, and no gold of a pack that has no pack.toml yet.
    """
    if (ROOT / "examples" / "key.json").exists():
        yield "example", ROOT / "examples"
    if data := shared():
        if (data / "seeds" / "key.json").exists():
            yield "seeds", data / "seeds"
        for key in sorted(data.glob("stories/*/key.json")):
            yield f"shared/{key.parent.name}", key.parent
    for key in sorted(PACKS.glob("*/gold/*/key.json")):
        pack = key.parents[2]
        if (pack / "pack.toml").exists() and (not packs or pack.name in packs):
            yield f"{pack.name}/{key.parent.name}", key.parent


def measured(story: Story, kit: Kit, save: Path | None = None) -> tuple[Score, float]:
    """Answer the story and score the answer; seconds taken."""
    begun = time.perf_counter()
    answer = answer_paths(story.paths, kit)
    taken = time.perf_counter() - begun
    if save:
        save.mkdir(parents=True, exist_ok=True)
        (save / f"{story.name}.json").write_bytes(to_json(answer))
    return score(story, to_data(answer)), taken


def line(name: str, one: Score, taken: float) -> str:
    """One row of the table."""
    return (
        f"{name:34} {one.score:.3f}  {one.f1:.3f} {one.recall:.3f} {one.precision:.3f}"
        f"  {one.speaker:3}/{one.paired:<3} {one.stance:3}/{one.paired:<3} {one.relay[0]:2}/{one.relay[1]:<2}"
        f"  {one.events:.3f}  {one.verdicts[0]:2}/{one.verdicts[1]:<2} {one.positions[0]:3}/{one.positions[1]:<3}"
        f"  {one.findings[0]:2}/{one.findings[1]:<2} +{one.extra:<3} {taken:5.2f}s"
    )


HEADING = f"{'story':34} score  f1    rec   prec   speaker stance  relay  b3     verdict pairs   find  extra time"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; status 1 when a story could not be run."""
    parser = argparse.ArgumentParser(description="Score all stories at hand.")
    parser.add_argument("names", nargs="*", help="only stories whose name contains one of these")
    parser.add_argument("--misses", action="store_true", help="print every miss")
    parser.add_argument("--save", type=Path, help="write each answer to this folder")
    parser.add_argument("--folder", type=Path, help="the stories below this folder instead")
    parser.add_argument("--pack", action="append", default=[], help="only the gold of this pack")
    chosen = parser.parse_args(arguments)
    if shared() is None:
        print("no shared folder (RASHOMON_SHARED): seeds and shared stories are left out", file=sys.stderr)
    kit = make_kit()
    print(HEADING)
    scores: dict[str, list[float]] = {}
    broken = 0
    for name, folder in stories_under(chosen.folder) if chosen.folder else story_folders(chosen.pack):
        if chosen.names and not any(word in name for word in chosen.names):
            continue
        try:
            one, taken = measured(load_story(folder), kit, chosen.save)
        except Exception as error:  # the table of the other stories is still wanted
            if chosen.misses:
                raise
            print(f"{name:34} {type(error).__name__}: {error}")
            broken += 1
            continue
        print(line(name, one, taken), flush=True)
        if chosen.misses:
            print("\n".join(f"    {note}" for note in one.notes))
        scores.setdefault(name.partition("/")[0], []).append(one.score)
    for group, values in scores.items():
        print(f"{group:34} {sum(values) / len(values):.3f}  average of {len(values)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
