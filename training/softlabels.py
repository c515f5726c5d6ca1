"""What the teacher finds in articles that nobody has marked: ``python -m training.softlabels`` (see README.md).

Stretches are drawn from the streams of ``articles.py``, without those that are measured on. For each word the file
keeps how likely it fills each field; the tagger is trained towards these likelihoods (Hinton et al. 2015, "Distilling
the knowledge in a neural network"). The file holds text of the articles: it stays out of the repository.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from bench import precision
from bench.measure import shared_folder
from rashomon.text.annotate import load_annotator
from rashomon.text.sentences import sentences
from training.articles import PACKS, STREAMS, digest
from training.fields import REAL, Maker, collate
from training.passages import Passage
from training.teacher import WIDE, Lower, load_teacher

TOPICS = {
    "launch": re.compile(r"\b(?:missile|rocket|warhead|satellite launch)", re.I),
    "disaster": re.compile(r"quake|flood|\bstorm|crash|\bfire\b|landslide|typhoon|\bsank|derail|collaps|cyclone", re.I),
    "attack": re.compile(r"\bshot\b|shooting|attack|bomb|airstrike|gunm[ae]n|stabb|militant", re.I),
    "dealings": re.compile(r"foreign minist|\btalks\b|summit|ambassador|embassy|diplomat|sanction|president", re.I),
}
"""Words by which an article is likely to be of a pack's world; they choose what to read, not what it means."""
HITS = 2
STREAMS_READ = ("whenitson", "timeline17", "worldwide", "shootings", "newswcl50", "basil")
SHARES = {"launch": 0.12, "disaster": 0.22, "attack": 0.26, "dealings": 0.28, "": 0.12}
LONGEST_TEXT, SHORTEST_TEXT, LONGEST_SENTENCE, PARTS = 2600, 400, 1200, 3
FAINT = 0.01
"""Likelihoods below are kept as none."""


def drawn(count: int, streams: Sequence[str], seed: int) -> Iterator[Passage]:
    """At most `count` stretches, each topic in its share, streams in turn; never of an article that is measured on."""
    dice = random.Random(seed)
    apart = _apart()
    piles: dict[str, list[list[str]]] = {topic: [] for topic in SHARES}
    for stream in streams:
        texts = [text for _, text in sorted(STREAMS[stream](()).items())
                 if len(text) >= SHORTEST_TEXT and digest(text) not in apart]
        dice.shuffle(texts)
        for topic in SHARES:
            piles[topic].append([])
        for text in dict.fromkeys(texts):
            piles[_topic(text)][-1].append(text)
        print(stream, {topic: len(pile[-1]) for topic, pile in piles.items()}, flush=True)
    for topic, share in SHARES.items():
        wanted = round(count * share)
        turns = [pile.pop() for _ in range(max(map(len, piles[topic]), default=0)) for pile in piles[topic] if pile]
        made = [Passage(PACKS, part, (), "soft") for text in turns for part in _stretches(text)]
        dice.shuffle(made)
        print(topic, len(made), "stretches", flush=True)
        yield from made[:wanted]


def _apart() -> set[str]:
    """Digests of the articles that precision is measured on, and of the real ones kept apart from training."""
    rows = [json.loads(line) for line in REAL.read_text("utf8").splitlines()]
    folder = shared_folder("stories")
    kept = [] if folder is None else [
        *precision.missile_articles(folder), *precision.missile_articles(folder, 20), *precision.other_articles(folder)]
    return {row["digest"] for row in rows} | {digest(one.text) for one in kept}


def _topic(text: str) -> str:
    hits = {topic: len(pattern.findall(text)) for topic, pattern in TOPICS.items()}
    return next((topic for topic in TOPICS if hits[topic] >= HITS), "")


def _stretches(text: str) -> Iterator[str]:
    """The article in parts of some sentences, at most `PARTS`."""
    parts: list[tuple[int, int]] = []
    for start, stop in sentences(text):
        if stop - start > LONGEST_SENTENCE:
            return
        if not parts or stop - parts[-1][0] > LONGEST_TEXT:
            if len(parts) == PARTS:
                break
            parts.append((start, stop))
        parts[-1] = (parts[-1][0], stop)
    yield from (text[start:stop] for start, stop in parts if stop - start >= SHORTEST_TEXT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--teacher", type=Path, required=True, help="teacher.pt")
    parser.add_argument("--streams", nargs="*", default=STREAMS_READ)
    parser.add_argument("--count", type=int, default=5500)
    parser.add_argument("--minutes", type=float, default=60, help="end after so long with what there is")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    annotator = load_annotator(threads=1)
    passages = list(drawn(options.count, options.streams, options.seed))
    random.Random(options.seed).shuffle(passages)
    model, labels = load_teacher(options.teacher, options.base)
    maker = Maker(annotator, Lower(options.base, annotator), labels, WIDE)
    begun, told = time.time(), []
    for number, passage in enumerate(passages):
        if time.time() - begun > 60 * options.minutes:
            break
        told.append((passage.text, _labelled(model, maker, passage)))
        if number % 200 == 0:
            print(f"{number} of {len(passages)} {time.time() - begun:.0f}s", flush=True)
    options.out.write_bytes(pickle.dumps({"labels": vars(labels), "told": told}, protocol=5))


def _labelled(model, maker: Maker, passage: Passage) -> tuple[np.ndarray, ...]:
    """Where each word starts, likelihoods of its fields (words, labels), its concept (-1: none) and `other`."""
    made = maker.windows([passage])
    if not made:
        return (np.zeros(0, np.int64), np.zeros((0, len(maker.labels)), np.float16), np.zeros(0, np.int64),
                np.zeros(0, np.float16))
    batch = collate(made)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        got = model(batch["middle"], batch["mask"], batch["first"], batch["last"])
    parts = []
    for row, one in enumerate(made):
        words = slice(1, len(one.spans))  # word 0 is the root
        fields = torch.sigmoid(got["fields"][row, words].float()).numpy()
        fields[fields < FAINT] = 0.0
        concept = torch.softmax(got["concepts"][row, words].float(), -1).max(-1)
        sure = (concept.values.numpy() > 0.5) & (fields.max(1) > 0.5)
        parts.append((np.array([start for start, _ in one.spans[1:]], np.int64), fields.astype(np.float16),
                      np.where(sure, concept.indices.numpy(), -1),
                      torch.sigmoid(got["other"][row, words, 0].float()).numpy().astype(np.float16)))
    return tuple(np.concatenate([part[at] for part in parts]) for at in range(4))


if __name__ == "__main__":
    main()
