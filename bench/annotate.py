"""Scores of the annotator on the dev parts: ``python -m bench.annotate --data FOLDER [--weights FOLDER ...]``.

Needs the corpora (``shared/data/language``) and the readers of ``training/`` (no torch). Runs the shipped code end to
end; only syntax is scored over GUM's own words, so that every head is measured against what it learnt.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from rashomon.text import decode
from rashomon.text.annotate import load_annotator, syntax
from rashomon.text.network import Annotator, Scores, Stretch, run, windows
from rashomon.text.pieces import piece_ids, shape
from training.data import read
from training.documents import Document, Relation, Span


def stretches(documents: Sequence[Document], annotator: Annotator) -> list[Stretch]:
    """Sentences as the network reads them, by the corpora's own words (none is longer than the network reads)."""
    known = piece_ids(sorted({w for one in documents for s in one.sentences for w in s.words}), annotator.tokenizer)
    made = []
    for number, document in enumerate(documents):
        for place, sentence in enumerate(document.sentences):
            shapes = [shape(word, glued) for word, glued in zip(sentence.words, sentence.glued, strict=True)]
            made.append(Stretch(number, place, 0, [known[word] for word in sentence.words], shapes))
    return made


def passes(documents: Sequence[Document], annotator: Annotator) -> Iterable[tuple[list[Stretch], Scores]]:
    for window in windows(stretches(documents, annotator)):
        yield window, run(window, annotator)


def f1(right: int, guessed: int, gold: int) -> float:
    return 2 * right / max(guessed + gold, 1)


def syntax_scores(documents: Sequence[Document], annotator: Annotator) -> dict[str, float]:
    """Part of speech, attachment without and with relations, over all words; labelled attachment over news."""
    rows = []
    for window, scores in passes(documents, annotator):
        place = 1
        for one in window:
            gold = documents[one.document].sentences[one.sentence]
            at = np.arange(place, place + len(gold.words))
            place += len(gold.words)
            mine = syntax(scores, at, annotator)
            news = "_news_" in documents[one.document].name
            for index in range(len(at)):
                attached = mine.heads[index] == gold.heads[index]
                named = mine.relations[index] == gold.relations[index]
                rows.append((mine.pos[index] == gold.pos[index], attached, attached and named, news))
    table = np.array(rows, bool)
    pos, uas, las = table[:, :3].mean(0)
    return {"pos": pos, "uas": uas, "las": las, "las_news": table[table[:, 3], 2].mean()}


def span_scores(documents: Sequence[Document], annotator: Annotator, head: str) -> dict[str, float]:
    """Exact spans of names or times (F1)."""
    rules = annotator.name_grammar if head == "names" else decode.PLAIN
    counts = np.zeros(3, int)
    for window, scores in passes(documents, annotator):
        place = 1
        for one in window:
            gold = documents[one.document].sentences[one.sentence]
            at = np.arange(place, place + len(gold.words))
            place += len(gold.words)
            mine = set(decode.spans(decode.best_path(scores[head][at], rules), rules.labels))
            theirs = set(gold.names) if head == "names" else {(begin, end, "x") for begin, end in gold.times}
            counts += (len(mine & theirs), len(mine), len(theirs))
    return {head: f1(*map(int, counts))}


def voice_scores(documents: Sequence[Document], annotator: Annotator) -> dict[str, float]:
    """Attribution: token and exact span F1 of each layer, and linked triples whose three parts all overlap."""
    groups = ("source", "cue", "content")
    layers: list[dict[str, set[Span]]] = [{group: set() for group in groups} for _ in documents]
    found: list[list[Relation]] = [[] for _ in documents]
    begin, last = 0, -1
    for window, scores in passes(documents, annotator):
        begin = 0 if window[0].document != last else begin
        last = window[0].document
        voices = decode.VoiceScores(scores["voices"][1:], scores["link_word"][1:], scores["link_cue"][1:])
        for group, mine in zip(groups, decode.voice_spans(voices.layers), strict=True):
            layers[last][group] |= {(a + begin, b + begin) for a, b in mine}
        for parts in decode.attributions(voices):
            found[last].append(Relation(*([(a + begin, b + begin) for a, b in part] for part in parts[:3])))
        begin += sum(len(one.pieces) for one in window)
    scored = {}
    for group in groups:
        tokens, exact = np.zeros(3, int), np.zeros(3, int)
        for number, document in enumerate(documents):
            mine = layers[number][group]
            theirs = {span for one in document.relations for span in getattr(one, group)}
            exact += (len(mine & theirs), len(mine), len(theirs))
            left, right = covered(mine), covered(theirs)
            tokens += (len(left & right), len(left), len(right))
        scored |= {f"{group}_tokens": f1(*map(int, tokens)), f"{group}_spans": f1(*map(int, exact))}
    triples = np.sum([matches(found[n], one.relations, groups) for n, one in enumerate(documents)], 0)
    pairs = np.sum([matches(found[n], one.relations, groups[1:]) for n, one in enumerate(documents)], 0)
    return scored | {"triples": f1(*map(int, triples)), "cue_content_pairs": f1(*map(int, pairs))}


def sureness_scores(documents: Sequence[Document], annotator: Annotator) -> dict[str, float]:
    """Pearson r of ratings of events, by set."""
    pairs: dict[str, list[tuple[float, float]]] = {}
    for window, scores in passes(documents, annotator):
        place = 1
        for one in window:
            sentence = documents[one.document].sentences[one.sentence]
            kept = pairs.setdefault(documents[one.document].name.rpartition(" ")[0], [])
            kept += [(float(scores["sureness"][place + word][0]), rating) for word, rating in sentence.ratings]
            place += len(one.pieces)
    return {f"sure_{name}": float(np.corrcoef(np.array(kept).T)[0, 1]) for name, kept in pairs.items()}


def covered(found: Iterable[Span]) -> set[int]:
    return {word for begin, end in found for word in range(begin, end)}


def matches(mine: Sequence[Relation], theirs: Sequence[Relation], groups: Sequence[str]) -> tuple[int, int, int]:
    """One-to-one matches, counted, of the relations that have every group; all groups must overlap."""
    sides = [
        [[covered(getattr(one, group)) for group in groups] for one in side if all(getattr(one, g) for g in groups)]
        for side in (mine, theirs)
    ]
    left = list(sides[1])
    for one in sides[0]:
        fits = [other for other in left if all(a & b for a, b in zip(one, other, strict=True))]
        if fits:
            left.remove(max(fits, key=lambda other: len(one[-1] & other[-1])))
    return len(sides[1]) - len(left), len(sides[0]), len(sides[1])


def scores_of(data: Path, annotator: Annotator) -> dict[str, float]:
    """All dev scores, between 0 and 1."""
    return (
        syntax_scores(read(data, "gum", "dev"), annotator)
        | span_scores(read(data, "worldwide", "dev"), annotator, "names")
        | span_scores(read(data, "tempeval", "dev"), annotator, "times")
        | voice_scores(read(data, "polnear", "dev"), annotator)
        | sureness_scores(read(data, "factuality", "dev"), annotator)
    )


def main() -> None:
    shared = Path(os.environ.get("RASHOMON_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared / "data" / "language")
    parser.add_argument("--weights", type=Path, nargs="*", default=[None], help="folders to compare; default: shipped")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the scores here too")
    options = parser.parse_args()
    columns = [scores_of(options.data, load_annotator(folder, options.threads)) for folder in options.weights]
    for name in columns[0]:
        print(f"{name:20}" + "".join(f"{column[name]:8.4f}" for column in columns))
    if options.json:
        options.json.write_text(json.dumps([{k: round(float(v), 4) for k, v in c.items()} for c in columns], indent=1))


if __name__ == "__main__":
    main()
