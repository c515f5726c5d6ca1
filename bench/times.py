"""Time expressions and their values: ``python -m bench.times [--errors] [--sample N]``.

TimeBank and AQUAINT, the quarter of the documents that the rules were not tuned on (chosen by a hash of the name; the
platinum part of TempEval-3 is not in the data at hand), read the way the product reads: over the annotator's trees. Of
that quarter the annotator's own time head has seen one half in training and not the other; the note gives the latter.
duckling: the English examples with a date or an interval, phrases that people typed into a telephone.

spans: F1 of expressions that overlap a marked one; values: F1 of those that also have its calendar stretch, over the
dates and times that have one. given spans: the share of the marked ones whose value is right.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.measure import Measure, chosen, command, shared_folder, skipped
from bench.values import duckling_times, held_out, interval, same_stretch, timeml
from rashomon.text.annotate import annotate
from rashomon.text.network import Annotator, load_annotator
from rashomon.text.sentences import sentences
from rashomon.text.times import Anchor, TimeMention, carried, times
from training.data import held_out as head_held_out

ASKED = 0.85


class Found(msgspec.Struct):
    """What one document gave: counts for the three figures, and the misses by class."""

    said: int = 0
    overlapping: int = 0
    marked: int = 0
    found: int = 0
    valued: int = 0
    datable: int = 0
    right: int = 0
    misses: list[tuple[str, str]] = []


def documents(folder: Path, tuned: bool) -> dict[str, Path]:
    """The files of the part that was tuned on, or of the other."""
    paths = sorted((folder / "TBAQ-cleaned").rglob("*.tml"))
    return {one.name: one for one in paths if "testpipeline" not in one.parts and held_out(one.name) != tuned}


def read(path: Path, annotator: Annotator) -> Found:
    """Read one document and hold it against its marks."""
    text, day, gold = timeml(path)
    anchor = Anchor(day=day)
    mentions: list[TimeMention] = []
    for sentence in annotate([(text, sentences(text))], annotator)[0].sentences:
        found = times(sentence, anchor)
        mentions += found
        anchor = carried(anchor, found)
    made = Found(said=len(mentions), marked=len(gold))
    made.overlapping = sum(any(m.start < end and start < m.end for start, end, _, _ in gold) for m in mentions)
    made.valued = sum(m.value is not None for m in mentions)
    for start, end, kind, value in gold:
        near = [m for m in mentions if m.start < end and start < m.end]
        made.found += bool(near)
        stretch = interval(value)
        if kind not in ("DATE", "TIME") or stretch is None:
            made.valued -= any(m.value is not None for m in near)  # neither right nor wrong
            continue
        made.datable += 1
        if any(same_stretch(m, stretch, value) for m in near):
            made.right += 1
        else:
            around = " ".join(text[max(0, start - 60) : end + 50].split())
            got = [_shown(m) for m in near]
            made.misses.append((_class(near, value), f"{day} {text[start:end]!r} gold {value} got {got} in: {around}"))
    return made


def _shown(mention: TimeMention) -> str:
    value = mention.value
    return f"{mention.kind} {value.earliest:%Y-%m-%dT%H:%M}/{value.latest:%Y-%m-%d}" if value else mention.kind


def _class(near: Sequence[TimeMention], value: str) -> str:
    if not near:
        return "not found"
    valued = [m for m in near if m.value is not None]
    if not valued:
        return f"found without a value ({near[0].kind})"
    first = valued[0].value
    same_year = first is not None and f"{first.earliest.year}" == value[:4]
    return f"another {'stretch of the year' if same_year else 'year'} ({valued[0].kind}, gold {_grain(value)})"


def _grain(value: str) -> str:
    if "T" in value:
        return "hour or part of day"
    return {3: "decade", 4: "year", 7: "month or quarter", 8: "week", 10: "day", 11: "weekend"}.get(len(value), "other")


def f1(right: int, said: int, marked: int) -> float:
    """Twice the right over all said and all marked."""
    return 2 * right / max(1, said + marked)


def total(rows: Sequence[Found]) -> Found:
    """The sums over documents."""
    names = [field for field in Found.__struct_fields__ if field != "misses"]
    return Found(**{name: sum(getattr(row, name) for row in rows) for name in names})


def measure(sample: int | None = None) -> list[Measure]:
    """Span and value F1 on the part not tuned on; the telephone phrases beside them."""
    folder = shared_folder("language/tempeval3")
    if folder is None:
        return [skipped("times/values", "no language/tempeval3 in the shared data", ASKED)]
    annotator = load_annotator()
    kept = documents(folder, tuned=False)
    rows = {name: read(kept[name], annotator) for name in chosen(list(kept), sample)}
    both, unseen = total(list(rows.values())), total([row for name, row in rows.items() if head_held_out(name, 8)])
    size = f"{both.datable} dates and times in {len(rows)} articles"
    note = f"of articles the time head never saw: {f1(unseen.right, unseen.valued, unseen.datable):.3f}"
    measures = [
        Measure("times/spans F1", _span_f1(both), None, f"{both.marked} marked"),
        Measure("times/values F1", f1(both.right, both.valued, both.datable), ASKED, size, note),
        Measure("times/values, spans given", both.right / max(1, both.datable), ASKED, size),
    ]
    if sample is None and shared_folder("language/duckling-examples"):
        tally = duckling_times()
        phrases = f"{tally.all} phrases"
        measures.append(Measure("times/duckling en", tally.right / max(1, tally.all), ASKED, phrases, "typed phrases"))
    return measures


def _span_f1(sums: Found) -> float:
    precision, recall = sums.overlapping / max(1, sums.said), sums.found / max(1, sums.marked)
    return 2 * precision * recall / max(1e-9, precision + recall)


def misses(folder: Path, sample: int | None) -> Iterator[tuple[str, str]]:
    """Each miss on the tuned part with its class."""
    annotator = load_annotator()
    tuned = documents(folder, tuned=True)
    for name in chosen(list(tuned), sample):
        yield from read(tuned[name], annotator).misses


def errors(sample: int | None) -> None:
    """Print the misses of the tuned part by class."""
    folder = shared_folder("language/tempeval3")
    if folder is None:
        print("no data", file=sys.stderr)
        return
    grouped: dict[str, list[str]] = defaultdict(list)
    for kind, note in misses(folder, sample):
        grouped[kind].append(note)
    for kind, notes in sorted(grouped.items(), key=lambda item: -len(item[1])):
        print(f"== {kind}: {len(notes)}")
        for note, often in Counter(notes).most_common():
            print(f"   {often} x {note}" if often > 1 else f"   {note}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return command(__doc__, measure, errors, arguments)


if __name__ == "__main__":
    sys.exit(main())
