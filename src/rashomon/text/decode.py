"""From the network's scores to well-formed structures: spans, attributions (trees have a file of their own)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Span = tuple[int, int]

_NEVER: Final = np.float32(-1e9)

# --- spans ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grammar:
    """A label set (BIO, or BIOES where it has E-) with which label may follow which, begin and end a sequence."""

    labels: tuple[str, ...]
    follows: npt.NDArray[np.bool_]  # before, after
    begins: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]


def grammar(labels: Sequence[str]) -> Grammar:
    """The legal sequences of a label set."""
    ended = any(label.startswith("E-") for label in labels)
    count = len(labels)
    follows = np.ones((count, count), np.bool_)
    begins = np.ones(count, np.bool_)
    ends = np.ones(count, np.bool_)
    for after, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        inner = mark in ("I", "E")
        begins[after] = not inner
        ends[after] = not (ended and mark in ("B", "I"))
        for before, earlier in enumerate(labels):
            opening, _, other = earlier.partition("-")
            opened = opening in ("B", "I")
            if inner:
                follows[before, after] = opened and other == kind
            elif ended:
                follows[before, after] = not opened
    return Grammar(tuple(labels), follows, begins, ends)


PLAIN: Final = grammar(("O", "B-x", "I-x"))


def best_path(scores: Floats, rules: Grammar) -> Integers:
    """Labels of the best legal sequence: scores (words, labels) to (words,). Greedy where that is legal already."""
    path: Integers = scores.argmax(1)
    if len(path) == 0:
        return path
    if rules.begins[path[0]] and rules.ends[path[-1]] and rules.follows[path[:-1], path[1:]].all():
        return path
    barred = np.where(rules.follows, np.float32(0), _NEVER)
    total = scores[0] + np.where(rules.begins, np.float32(0), _NEVER)
    came = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        through = total[:, None] + barred
        came[place] = through.argmax(0)
        total = through.max(0) + scores[place]
    path[-1] = int((total + np.where(rules.ends, np.float32(0), _NEVER)).argmax())
    for place in range(len(scores) - 1, 0, -1):
        path[place - 1] = came[place, path[place]]
    return path


def spans(path: Sequence[int] | Integers, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Labelled spans (first word, word after the last, kind) of a legal BIO or BIOES sequence."""
    found: list[tuple[int, int, str]] = []
    begin, current = 0, ""
    for place, number in enumerate(path):
        mark, _, kind = labels[number].partition("-")
        if current and (mark in ("O", "B", "S") or kind != current):
            found.append((begin, place, current))
            current = ""
        if mark in ("B", "S"):
            begin, current = place, kind
        if current and mark in ("E", "S"):
            found.append((begin, place + 1, current))
            current = ""
    if current:
        found.append((begin, len(path), current))
    return found


# --- attributions --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VoiceScores:
    """Scores of one window."""

    layers: Floats  # (words, 9): outside, begin, inside of source, cue and content
    link_word: Floats  # (words, width)
    link_cue: Floats  # (words, 2 width): towards its source, towards its content


# Tuned on PolNeAR dev. The network scores words and cues without their distance; of two candidates alike the nearer one
# speaks. Without it the triples scored .54 instead of .73.
_DISTANCE: Final = np.float32(0.1)  # of the score, for each word between
_SOURCE_LEAST: Final = -3.0
_SHARED_LEAST: Final = -5.0

Found = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...], float]


def voice_spans(layers: Floats) -> tuple[list[Span], list[Span], list[Span]]:
    """Source, cue and content spans of a window from its three layers of scores (words, 9)."""
    answers = []
    for layer in range(3):
        path = best_path(layers[:, 3 * layer : 3 * layer + 3], PLAIN)
        answers.append([(begin, end) for begin, end, _ in spans(path, PLAIN.labels)])
    return answers[0], answers[1], answers[2]


def attributions(scores: VoiceScores) -> list[Found]:
    """Which source and which content belong to which cue: (source, cue, content, score), in the order of the cues.

    Every part of a content goes to the cue that scores best for it, so that two statements in one stretch come apart;
    a cue left without any takes the best stretch, shared ("he said and repeated that ..."). A cue has the source that
    scores best, if any does well enough; a source may serve several cues. A content without any cue in the window
    stands alone, at half its score.
    """
    sources, cues, contents = voice_spans(scores.layers)
    sure = _certainty(scores.layers)
    found: list[Found] = []
    if not cues:
        return [((), (), (one,), float(sure[2, one[0] : one[1]].mean()) / 2) for one in contents]
    near = _linked(scores, cues)
    held = _contents(near[:, 1], contents)
    for place, cue in enumerate(cues):
        if place not in held:
            continue
        spoke = _best(near[place, 0], sources)
        speaker = () if spoke is None or spoke[0] < _SOURCE_LEAST else (spoke[1],)
        content = tuple(held[place])
        parts = [sure[1, cue[0] : cue[1]].mean(), *(sure[2, begin:end].mean() for begin, end in content)]
        found.append((speaker, (cue,), content, float(np.mean(parts))))
    return found


def _linked(scores: VoiceScores, cues: Sequence[Span]) -> Floats:
    """Scores that each word is of the source (0) and of the content (1) of each cue: (cues, 2, words)."""
    count, width = scores.link_word.shape
    vectors = np.stack([scores.link_cue[begin:end].mean(0) for begin, end in cues])
    both = [vectors[:, :width] @ scores.link_word.T, vectors[:, width:] @ scores.link_word.T]
    place = np.arange(count)
    away = np.stack([np.maximum(np.maximum(begin - place, place - end + 1), 0) for begin, end in cues])
    near: Floats = np.stack(both, 1) / np.float32(np.sqrt(width)) - _DISTANCE * away[:, None].astype(np.float32)
    return near


def _contents(near: Floats, contents: Sequence[Span]) -> dict[int, list[Span]]:
    """Stretches of content of each cue, by its number: near (cues, words)."""
    held: dict[int, list[Span]] = {}
    for begin, end in contents:
        inside = near[:, begin:end]
        if len(inside) > 1:  # over seven words at once: a stray word must not change hands inside a clause
            padded = np.pad(inside, ((0, 0), (3, 3)), mode="edge")
            inside = np.lib.stride_tricks.sliding_window_view(padded, 7, axis=1).mean(2)
        owner = inside.argmax(0)
        borders = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), end - begin]
        for first, last in pairwise(borders):
            held.setdefault(int(owner[first]), []).append((begin + first, begin + last))
    for place in range(len(near)):
        best = _best(near[place], contents) if place not in held else None
        if best is not None and best[0] > _SHARED_LEAST:
            held[place] = [best[1]]
    return held


def _best(near: Floats, found: Sequence[Span]) -> tuple[float, Span] | None:
    """The span with the best mean score."""
    if not found:
        return None
    means = [float(near[begin:end].mean()) for begin, end in found]
    return max(means), found[int(np.argmax(means))]


def _certainty(layers: Floats) -> Floats:
    """Chance that each word is inside each layer: (words, 9) to (3, words)."""
    grouped = layers.reshape(len(layers), 3, 3)
    powers = np.exp(grouped - grouped.max(2, keepdims=True))
    outside = powers[:, :, 0] / powers.sum(2)
    inside: Floats = (1.0 - outside).T.astype(np.float32)
    return inside
