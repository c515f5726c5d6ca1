"""How sure an event sounds: ``python -m bench.certainty [--errors] [--sample N]``.

UDS-IH2 (web text) and UW (newswire) with people's ratings of events from -3 (did not happen) to 3 (did), dev parts,
Pearson r of the annotator's rating of the event's word; beside it that of the stance that rules read off the tree
(certain 3, probable 1.5, possible 0.5, open 0, denied below nought). hedges: F1 of sentences where the annotator finds
a word of doubt (WikiWeasel's training file, the half that nothing was trained on; BioScope eval).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.measure import Measure, chosen, command, looked_at, shared_folder, skipped
from rashomon.extract.stance import stance_of
from rashomon.extract.views import SentenceView, children_of
from rashomon.text.annotate import annotate
from rashomon.text.annotation import AnnotatedSentence, doubted
from rashomon.text.network import Annotator, load_annotator

ASKED_RATING, ASKED_HEDGES = 0.75, 0.80
BATCH = 64
SENTENCES = 1500
"""Of each set of hedges: good to two points and a minute instead of ten."""
DEGREES = {"certain": 3.0, "probable": 1.5, "possible": 0.5}
CLOSING = frozenset({".", ",", ";", ":", "?", "!", "%", ")", "]", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"})
OPENING = frozenset({"(", "[", "$"})
Rated = tuple[str, list[tuple[int, int, float]]]


def running(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, without the spaces before marks, and where each came to stand."""
    text, spans, before = "", [], ""
    for word in words:
        glued = not text or word in CLOSING or before in OPENING or "-" in (word, before)
        text += word if glued else f" {word}"
        spans.append((len(text) - len(word), len(text)))
        before = word
    return text, spans


def rated(path: Path) -> list[Rated]:
    """Sentences as running text, with the offsets and the rating of each event."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, spans = running(row["text"].split())
        marks = [(spans[one["span1"][1] - 1], float(one["label"])) for one in row["targets"]]
        rows.append((text, [(start, end, rating) for (start, end), rating in marks]))
    return rows


def annotated(texts: Sequence[str], annotator: Annotator) -> list[AnnotatedSentence]:
    """One annotated sentence for each text."""
    found: list[AnnotatedSentence] = []
    for begin in range(0, len(texts), BATCH):
        part = annotate([(text, [(0, len(text))]) for text in texts[begin : begin + BATCH]], annotator)
        found += [one.sentences[0] for one in part]
    return found


def view_of(sentence: AnnotatedSentence) -> SentenceView:
    """A sentence as extraction looks at it, without a document around it."""
    return SentenceView(0, sentence, children_of(sentence.tokens), (), (), {}, (), "body", 0)


def degree(view: SentenceView, token: int) -> float:
    """What the stance on the event at this token says, on the raters' scale."""
    stance = stance_of(view, token, token)
    size = DEGREES[stance.certainty]
    return {"affirmed": size, "denied": -size, "open": 0.0}[stance.polarity]


class Rating(NamedTuple):
    """One event: the annotator's rating, the degree of the stance, the people's rating, and the sentence around it."""

    ours: float
    stance: float
    theirs: float
    note: str


def ratings(rows: Sequence[Rated], annotator: Annotator) -> list[Rating]:
    """Every rated event of these sentences."""
    found = []
    for (text, marks), sentence in zip(rows, annotated([text for text, _ in rows], annotator), strict=True):
        view = view_of(sentence)
        for start, end, rating in marks:
            token = next((n for n, one in enumerate(view.tokens) if one.start < end and start < one.end), 0)
            ours = min(3.0, max(-3.0, view.tokens[token].happened))
            found.append(Rating(ours, degree(view, token), rating, f"{text[:start]}[{text[start:end]}]{text[end:]}"))
    return found


def hedged(texts: Sequence[str], annotator: Annotator) -> list[bool]:
    """Whether a word of doubt stands in each sentence."""
    return [doubted(one) for one in annotated(texts, annotator)]


def hedges(folder: Path) -> dict[str, list[tuple[str, bool]]]:
    """The reported sentences of both sets, with whether people found doubt in them."""
    wiki, bio = folder / "Data" / "WikiWeasel", folder / "Data" / "BioScope" / "Sentences"
    return {
        "wikiweasel": [one for one in _labelled(wiki, "train_wikiweasel") if not looked_at(one[0])],
        "bioscope": _labelled(bio, "eval_bioscope"),
    }


def _labelled(folder: Path, stem: str) -> list[tuple[str, bool]]:
    rows = []
    for label in ("uncertain", "certain"):
        lines = (folder / f"{stem}_{label}_sentences.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        rows += [(line.strip(), label == "uncertain") for line in lines if line.strip()]
    return rows


def measure(sample: int | None = None) -> list[Measure]:
    """Pearson r on both rated sets, F1 on both sets of hedges."""
    annotator = load_annotator()
    made = []
    folder = shared_folder("language/factuality")
    if folder is None:
        made.append(skipped("certainty/uds r", "no language/factuality in the shared data", ASKED_RATING))
    else:
        for name, part, asked in (("uds", "UDS_IH2", ASKED_RATING), ("uw", "UW", None)):
            rows = dict(rated(folder / "glue_data" / part / "dev.jsonl"))
            picked = [(text, rows[text]) for text in chosen(list(rows), sample)]
            table = np.array([each[:3] for each in ratings(picked, annotator)]).T
            against = np.corrcoef(table)[2]  # of the annotator and of the stance with the people
            size = f"{table.shape[1]} events"
            made.append(Measure(f"certainty/{name} r", float(against[0]), asked, size))
            made.append(Measure(f"certainty/{name} r of the stance", float(against[1]), None, size))
    folder = shared_folder("language/hedges")
    if folder is None:
        return [*made, skipped("certainty/hedges", "no language/hedges in the shared data", ASKED_HEDGES)]
    for name, labelled in hedges(folder).items():
        known = dict(labelled)
        texts = chosen(list(known), 2 * sample if sample else SENTENCES)
        said = hedged(texts, annotator)
        right = sum(mine and known[text] for mine, text in zip(said, texts, strict=True))
        value = 2 * right / max(1, sum(said) + sum(known[text] for text in texts))
        made.append(Measure(f"certainty/hedges {name} F1", value, ASKED_HEDGES, f"{len(texts)} sentences"))
    return made


def errors(sample: int | None) -> None:
    """Print the events of the training parts, where we are farthest from the raters."""
    folder = shared_folder("language/factuality")
    if folder is None:
        print("no data", file=sys.stderr)
        return
    rows = dict(rated(folder / "glue_data" / "UDS_IH2" / "train.jsonl"))
    picked = [(text, rows[text]) for text in chosen(list(rows), sample or 500)]
    grouped: dict[str, list[str]] = defaultdict(list)
    for mine, _, other, note in ratings(picked, load_annotator()):
        if abs(mine - other) > 2:
            grouped["too sure" if abs(mine) > abs(other) or mine > other else "too unsure"].append(
                f"{mine:+.1f} {other:+.1f} {note}"
            )
    for kind, notes in grouped.items():
        print(f"== {kind}: {len(notes)}")
        print("\n".join(f"   {note}" for note in notes))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return command(__doc__, measure, errors, arguments)


if __name__ == "__main__":
    sys.exit(main())
