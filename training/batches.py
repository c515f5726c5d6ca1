"""Windows of consecutive sentences, packed into batches of similar length."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from rashomon.text.pieces import CLS, SEP, SPECIAL_SHAPE, piece_ids, shape
from training.documents import Document

LONGEST = 250  # pieces of one sentence; the rest of a longer one is left out in training
IGNORE = -100


@dataclass
class Window:
    """A run of sentences of one document: input pieces, and labels of its words (word 0 is the root)."""

    task: str
    document: int
    begin: int  # index of the first word in the document
    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]  # of each word, -1 for the root
    pos: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]
    times: list[int]
    voices: list[tuple[int, int, int]]
    ratings: list[float]  # of each word, nan where nobody rated it
    doubts: list[float]  # 1.0 or 0.0 of each sentence, nan where nobody looked
    links: list[tuple[list[int], list[int], list[int]]]  # words of cue, source, content


@dataclass
class Labels:
    pos: list[str]
    relations: list[str]
    names: list[str]


class Maker:
    """Turns documents into windows; keeps the pieces of every word it has met."""

    def __init__(self, tokenizer: Tokenizer, labels: Labels) -> None:
        self.tokenizer, self.labels = tokenizer, labels
        self.known: dict[str, list[int]] = {}
        self.pos = {label: index for index, label in enumerate(labels.pos)}
        self.relations = {label: index for index, label in enumerate(labels.relations)}
        self.names = {label: index for index, label in enumerate(labels.names)}

    def learn(self, documents: list[Document]) -> None:
        fresh = {word for one in documents for sentence in one.sentences for word in sentence.words} - self.known.keys()
        self.known.update(piece_ids(sorted(fresh), self.tokenizer))

    def windows(self, documents: list[Document], limit: int, dice: random.Random | None = None) -> list[Window]:
        """Cut documents into windows of at most ``limit`` pieces; with dice, at varied limits and with augmentation."""
        self.learn(documents)
        made = []
        for number, document in enumerate(documents):
            voices = _voices(document)
            begin = word = 0
            sizes = [1 + sum(len(self.known[one]) for one in sentence.words) for sentence in document.sentences]
            while begin < len(sizes):
                cap = limit if dice is None else dice.choice((0, limit // 4, limit // 2, limit, limit))
                end, used = begin + 1, 1 + sizes[begin]
                while end < len(sizes) and used + sizes[end] <= cap:
                    used += sizes[end]
                    end += 1
                made.append(self._window(document, number, (begin, end), word, voices, dice))
                word += sum(len(one.words) for one in document.sentences[begin:end])
                begin = end
        return made

    def _window(self, document, number, part, begin, voices, dice) -> Window:
        out = Window(
            document.task,
            number,
            begin,
            [CLS],
            [SPECIAL_SHAPE],
            [0],
            [0],
            [-1],
            *([IGNORE] for _ in range(5)),
            [(IGNORE,) * 3],
            [math.nan],
            [],
            [],
        )
        recase, bare = _disguise(dice)
        place = {}  # word of the document to word of the window
        count = begin
        for index in range(*part):
            sentence = document.sentences[index]
            names = _bioes(sentence.names, len(sentence.words))
            times = _bio(sentence.times, len(sentence.words))
            shift: dict[int, int] = {-1: 0}
            ratings = dict(sentence.ratings)
            out.doubts.append(math.nan if sentence.doubted is None else float(sentence.doubted))
            quotes_gone = bare and document.task != "gum"
            for at, word in enumerate(sentence.words):
                ids = self.known[word]
                if (quotes_gone and word in ('"', "“", "”", "''", "``")) or len(out.pieces) + len(ids) > LONGEST:
                    count += 1
                    continue
                shift[at] = place[count] = len(out.first)
                count += 1
                out.first.append(len(out.pieces))
                out.pieces += ids
                out.last.append(len(out.pieces) - 1)
                out.shapes += [recase(word, sentence.glued[at], at)] * len(ids)
                out.sentence.append(index - part[0])
                out.pos.append(self.pos[sentence.pos[at]] if sentence.pos else IGNORE)
                out.relations.append(
                    self.relations.get(sentence.relations[at], IGNORE) if sentence.relations else IGNORE
                )
                out.heads.append(sentence.heads[at] if sentence.heads else IGNORE)
                out.names.append(self.names.get(names[at], IGNORE) if document.task == "worldwide" else IGNORE)
                out.times.append(times[at] if document.task == "tempeval" else IGNORE)
                out.ratings.append(ratings.get(at, math.nan))
                out.voices.append(voices[count - 1] if document.task == "polnear" else (IGNORE,) * 3)
            for at, new in shift.items():
                if at >= 0 and out.heads[new] != IGNORE:
                    out.heads[new] = shift.get(out.heads[new], IGNORE)
            out.pieces.append(SEP)
            out.shapes.append(SPECIAL_SHAPE)
        for relation in document.relations if document.task == "polnear" else ():
            cue, source, content = (
                [place[at] for one in group for at in range(*one) if at in place]
                for group in (relation.cue, relation.source, relation.content)
            )
            if cue:
                out.links.append((cue, source, content))
        return out


def _disguise(dice: random.Random | None):
    """How a window's words show their case: as written, or (in training, now and then) lowered, raised or titled."""
    if dice is None:
        return (lambda word, glued, _: shape(word, glued)), False
    draw = dice.random()
    if draw < 0.04:
        return (lambda word, glued, _: shape(word.lower(), glued)), False
    if draw < 0.07:
        return (lambda word, glued, _: shape(word.upper(), glued)), False
    if draw < 0.11:
        return (lambda word, glued, at: shape(word.title() if len(word) > 3 or at == 0 else word, glued)), False
    return (lambda word, glued, _: shape(word, glued)), draw > 0.95


def _bioes(found: list[tuple[int, int, str]], count: int) -> list[str]:
    tags = ["O"] * count
    for begin, end, kind in found:
        tags[begin:end] = [f"I-{kind}"] * (end - begin)
        tags[begin], tags[end - 1] = f"B-{kind}", f"E-{kind}"
        if end - begin == 1:
            tags[begin] = f"S-{kind}"
    return tags


def _bio(found: list[tuple[int, int]], count: int) -> list[int]:
    tags = [0] * count
    for begin, end in found:
        tags[begin:end] = [2] * (end - begin)
        tags[begin] = 1
    return tags


def _voices(document: Document) -> list[tuple[int, int, int]]:
    count = sum(len(one.words) for one in document.sentences)
    groups = ("source", "cue", "content")
    layers = [_bio(sorted({s for one in document.relations for s in getattr(one, group)}), count) for group in groups]
    return list(zip(*layers, strict=True))


def collate(windows: list[Window]) -> dict[str, Tensor]:
    """Tensors of a batch, padded to its longest window."""
    rows, length = len(windows), max(len(one.pieces) for one in windows)
    count = max(len(one.first) for one in windows)
    batch = {
        "pieces": np.zeros((rows, length), np.int64),
        "shapes": np.zeros((rows, length), np.int64),
        "first": np.zeros((rows, count), np.int64),
        "last": np.zeros((rows, count), np.int64),
        "sentence": np.full((rows, count), -2, np.int64),
        "voices": np.full((rows, count, 3), IGNORE, np.int64),
        "ratings": np.full((rows, count), np.nan, np.float32),
        "doubts": np.full((rows, max(len(one.doubts) for one in windows)), np.nan, np.float32),
    }
    for name in ("pos", "heads", "relations", "names", "times"):
        batch[name] = np.full((rows, count), IGNORE, np.int64)
    for row, one in enumerate(windows):
        for name in (
            "pieces",
            "shapes",
            "first",
            "last",
            "sentence",
            "voices",
            "pos",
            "heads",
            "relations",
            "names",
            "times",
            "ratings",
            "doubts",
        ):
            values = getattr(one, name)
            batch[name][row, : len(values)] = values
    return {name: torch.from_numpy(value) for name, value in batch.items()}


def batches(windows: list[Window], pieces: int, dice: random.Random | None = None) -> Iterator[list[Window]]:
    """Batches of about ``pieces`` padded pieces; with dice, in random order of roughly equal lengths."""
    order = list(windows)
    if dice is not None:
        dice.shuffle(order)
    chunk = 4096 if dice is not None else len(order) or 1
    for begin in range(0, len(order), chunk):
        part = sorted(order[begin : begin + chunk], key=lambda one: len(one.pieces))
        made: list[list[Window]] = [[]]
        for one in part:
            if made[-1] and len(one.pieces) * (len(made[-1]) + 1) > pieces:
                made.append([])
            made[-1].append(one)
        if dice is not None:
            dice.shuffle(made)
        yield from (one for one in made if one)
