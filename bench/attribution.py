"""Who says what, on the dev part of PolNeAR: ``python -m bench.attribution [--errors] [--sample N]``.

84 articles of US political news. Scored over the corpus's own words: each of source, cue and content by exact span and
by overlap (F1 over its words), and linked triples whose three parts all overlap, one to one. Contents are parted by
their quotation marks: quoted (all of it inside), mixed, unquoted; for these, recall, as an answer of ours that marks
nothing has no kind. No article was trained on; three constants of linking were tuned on this part.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from bench.annotate import covered, f1, matches, passes
from bench.measure import Measure, chosen, command, shared_folder, skipped
from rashomon.text import decode
from rashomon.text.network import load_annotator
from training.data import read
from training.documents import Document, Relation, Span

ASKED_CONTENT, ASKED_TRIPLE = 0.90, 0.72
NOTE = "three constants of linking were tuned on this part"
LAYERS = ("source", "cue", "content")
MARKS = frozenset({'"', "“", "”", "``", "''", "„", "«", "»"})
Told = tuple[list[Relation], dict[str, set[Span]]]


def answers(documents: Sequence[Document]) -> list[Told]:
    """Linked relations and the spans of each layer, by word, of every document."""
    annotator = load_annotator()
    told: list[Told] = [([], {layer: set() for layer in LAYERS}) for _ in documents]
    begin, last = 0, -1
    for window, scores in passes(documents, annotator):
        begin = 0 if window[0].document != last else begin
        last = window[0].document
        voices = decode.VoiceScores(scores["voices"][1:], scores["link_word"][1:], scores["link_cue"][1:])
        relations, spans = told[last]
        for layer, mine in zip(LAYERS, decode.voice_spans(voices.layers), strict=True):
            spans[layer] |= {(a + begin, b + begin) for a, b in mine}
        for parts in decode.attributions(voices):
            relations.append(Relation(*([(a + begin, b + begin) for a, b in part] for part in parts[:3])))
        begin += sum(len(one.pieces) for one in window)
    return told


def quoted_words(document: Document) -> set[int]:
    """The words between quotation marks; a mark left open ends with its sentence's paragraph, here its sentence."""
    inside: set[int] = set()
    place = 0
    for sentence in document.sentences:
        marks = [number for number, word in enumerate(sentence.words) if word in MARKS]
        ends = [*marks, len(sentence.words)] if len(marks) % 2 else marks
        for opened, closed in zip(ends[::2], ends[1::2], strict=True):
            inside |= set(range(place + opened, place + min(closed + 1, len(sentence.words))))
        place += len(sentence.words)
    return inside


def kind_of(relation: Relation, inside: set[int]) -> str:
    """Whether a content is quoted, mixed or unquoted."""
    words = covered(relation.content)
    share = len(words & inside) / max(1, len(words))
    return "quoted" if share > 0.9 else "unquoted" if share == 0 else "mixed"


def measure(sample: int | None = None) -> list[Measure]:
    """F1 of layers and triples, recall by kind of content."""
    folder = shared_folder("language/polnear")
    if folder is None:
        return [skipped("attribution/content overlap", "no language/polnear in the shared data", ASKED_CONTENT)]
    every = {one.name: one for one in read(folder.parent, "polnear", "dev")}
    documents = [every[name] for name in chosen(list(every), sample)]
    told = answers(documents)
    size = f"{sum(len(one.relations) for one in documents)} attributions in {len(documents)} articles"
    made = []
    for layer in LAYERS:
        exact, words = np.zeros(3, int), np.zeros(3, int)
        for document, (_, spans) in zip(documents, told, strict=True):
            theirs = {span for one in document.relations for span in getattr(one, layer)}
            exact += (len(spans[layer] & theirs), len(spans[layer]), len(theirs))
            left, right = covered(spans[layer]), covered(theirs)
            words += (len(left & right), len(left), len(right))
        asked, note = (ASKED_CONTENT, NOTE) if layer == "content" else (None, "")
        made.append(Measure(f"attribution/{layer} overlap", f1(*map(int, words)), asked, size, note))
        made.append(Measure(f"attribution/{layer} exact", f1(*map(int, exact)), None, size))
    counts = np.sum([matches(mine, one.relations, LAYERS) for (mine, _), one in zip(told, documents, strict=True)], 0)
    made.append(Measure("attribution/linked triples", f1(*map(int, counts)), ASKED_TRIPLE, size, NOTE))
    return made + by_kind(documents, told)


def by_kind(documents: Sequence[Document], told: Sequence[Told]) -> list[Measure]:
    """Recall of content words and of triples for quoted, mixed and unquoted contents."""
    words: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    triples: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document, (mine, spans) in zip(documents, told, strict=True):
        inside = quoted_words(document)
        ours = covered(spans["content"])
        for kind in ("quoted", "mixed", "unquoted"):
            golds = [one for one in document.relations if one.content and kind_of(one, inside) == kind]
            theirs = {word for one in golds for word in covered(one.content)}
            words[kind][0] += len(theirs & ours)
            words[kind][1] += len(theirs)
            right, _, count = matches(mine, golds, LAYERS)
            triples[kind][0] += right
            triples[kind][1] += count
    made = []
    for kind, (right, count) in words.items():
        whole = triples[kind]
        made.append(Measure(f"attribution/{kind}, content found", right / max(1, count), None, f"{count} words"))
        made.append(Measure(f"attribution/{kind}, triples found", whole[0] / max(1, whole[1]), None, f"{whole[1]}"))
    return made


def errors(sample: int | None) -> None:
    """Print the gold triples that no answer of ours overlaps in all three parts, by the part that is missing."""
    folder = shared_folder("language/polnear")
    if folder is None:
        print("no data", file=sys.stderr)
        return
    every = {one.name: one for one in read(folder.parent, "polnear", "dev")}
    documents = [every[name] for name in chosen(list(every), sample)]
    grouped: dict[str, list[str]] = defaultdict(list)
    for document, (mine, spans) in zip(documents, answers(documents), strict=True):
        flat = [word for sentence in document.sentences for word in sentence.words]
        for one in document.relations:
            if not all(getattr(one, layer) for layer in LAYERS) or matches(mine, [one], LAYERS)[0]:
                continue
            gone = [layer for layer in LAYERS if not covered(spans[layer]) & covered(getattr(one, layer))]
            shown = [
                " ".join(word for a, b in getattr(one, layer) for word in flat[a:b])[:90] for layer in LAYERS]
            grouped[f"no {' and '.join(gone)} found" if gone else "found, but linked otherwise"].append(str(shown))
    for kind, notes in sorted(grouped.items(), key=lambda item: -len(item[1])):
        print(f"== {kind}: {len(notes)}")
        print("\n".join(f"   {note}" for note in notes))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return command(__doc__, measure, errors, arguments)


if __name__ == "__main__":
    sys.exit(main())
