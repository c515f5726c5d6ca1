"""Speed of annotation on one and two cores: ``python -m bench.speed [--seconds N] [TEXT ...]``.

Each core runs a process of one thread. Without files, the text is sentences of our own grammar. Prints sentences and
word pieces a second, for everything (words, pieces, network, decoding) and for the network alone.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from pathlib import Path

from rashomon.text.annotate import annotate, load_annotator
from rashomon.text.network import Stretch, run, windows
from rashomon.text.pieces import piece_ids, shape
from rashomon.text.words import words
from training.grammar import write

Text = tuple[str, list[tuple[int, int]]]


def own_texts(count: int = 40) -> list[Text]:
    """Documents of about nine sentences."""
    texts = []
    documents = write(count * 9)[: count * 3]
    for begin in range(0, len(documents), 3):
        text, spans = "", []
        for sentence in (one for document in documents[begin : begin + 3] for one in document.sentences):
            start = len(text)
            for word, glued in zip(sentence.words, sentence.glued, strict=True):
                text += word if glued or len(text) == start else " " + word
            spans.append((start, len(text)))
            text += " "
        texts.append((text, spans))
    return texts


def read_texts(paths: list[Path]) -> list[Text]:
    """Documents from plain text files, split into sentences."""
    from rashomon.text.sentences import sentences  # noqa: PLC0415 - only where files are given

    return [(text, sentences(text)) for text in (path.read_text("utf8", errors="replace") for path in paths)]


def measure(texts: list[Text], seconds: float) -> tuple[float, float, float]:
    """Sentences a second (all), pieces a second (all), pieces a second (network alone) of this process."""
    annotator = load_annotator(threads=1)
    known = piece_ids(sorted({text[a:b] for text, _ in texts for a, b in words(text)}), annotator.tokenizer)
    stretches = []
    for number, (text, spans) in enumerate(texts):
        for place, (start, end) in enumerate(spans):
            inside = [text[a:b] for a, b in words(text, start, end)]
            stretches.append(
                Stretch(number, place, 0, [known[one] for one in inside], [shape(one, False) for one in inside])
            )
    cut = windows(stretches)
    annotate(texts[:2], annotator)
    pieces = sum(one.size for one in stretches)
    sentences = sum(len(spans) for _, spans in texts)
    begun, rounds = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        annotate(texts, annotator)
        rounds += 1
    whole = (time.perf_counter() - begun) / rounds
    begun, rounds = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        for window in cut:
            run(window, annotator)
        rounds += 1
    alone = (time.perf_counter() - begun) / rounds
    return sentences / whole, pieces / whole, pieces / alone


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    texts = read_texts(options.texts) if options.texts else own_texts()
    begun = time.perf_counter()
    load_annotator(threads=1)
    print(f"load                {time.perf_counter() - begun:8.2f} s")
    context = multiprocessing.get_context("spawn")
    for cores in (1, 2):
        with context.Pool(cores) as pool:
            rates = pool.starmap(measure, [(texts, options.seconds)] * cores)
        sentences, whole, alone = (sum(column) for column in zip(*rates, strict=True))
        print(
            f"{cores} core(s)  {sentences:8.0f} sentences/s  {whole:8.0f} pieces/s  network alone {alone:8.0f} pieces/s"
        )


if __name__ == "__main__":
    main()
