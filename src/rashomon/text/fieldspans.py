"""Which words fill which field of an event, as a small network learned it from marked passages.

The network goes on from the encoder's middle layer; its labels are data beside its weights ("missile_launch.count",
"!meeting" for the word that says that a meeting takes place), and nothing here knows what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np
import onnxruntime

from rashomon.text.annotation import FieldSpan
from rashomon.text.decode import Floats, Integers, Span

OUTPUTS: Final = ("fields", "concepts", "other")
LEAST: Final = 0.15
"""Spans less likely than this are not even worth telling."""
EDGE: Final = 0.4
"""Words at the edge of a span belong to it down to this share of its best word."""


class FieldLabels(msgspec.Struct, frozen=True):
    """Labels of fields and of concepts, in the order of the scores.

    bars: for each label the likelihood from which three of four spans in unseen passages were right; told as 0.5.
    """

    labels: tuple[str, ...]
    concepts: tuple[str, ...]
    bars: tuple[float, ...]


@dataclass(frozen=True)
class Tagger:
    """The network and its labels; safe to share between threads."""

    session: onnxruntime.InferenceSession
    labels: FieldLabels


FieldScores = dict[str, Floats]


def score_fields(tagger: Tagger, middle: Floats, first: Integers, last: Integers) -> FieldScores:
    """Likelihoods for a window: fields (words, labels), concepts (words, concepts) and other (words, 1).

    middle: what the annotator's encoder has of the window (pieces, width); first, last: pieces of each word (words,).
    """
    given = {"middle": middle[None], "first": first[None], "last": last[None]}
    raw = [answer[0] for answer in tagger.session.run(OUTPUTS, given)]
    spread = np.exp(raw[1] - raw[1].max(1, keepdims=True))
    return {"fields": _odds(raw[0]), "concepts": spread / spread.sum(1, keepdims=True), "other": _odds(raw[2])}


def _odds(scores: Floats) -> Floats:
    likely: Floats = (1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    return likely


def field_spans(
    scores: FieldScores, at: Integers, spans: Sequence[Span], labels: FieldLabels
) -> Iterator[FieldSpan]:
    """The spans in the words `at` of a window, whose offsets in the text are `spans`; of each label in text order."""
    likely = scores["fields"][at]
    for label in np.flatnonzero(likely.max(0, initial=0.0) >= LEAST):
        column = likely[:, label]
        for begin, end in _runs(column):
            inside = at[begin:end]
            concept = scores["concepts"][inside].mean(0)
            best = int(concept.argmax()) if len(concept) else -1
            yield FieldSpan(
                spans[begin][0], spans[end - 1][1], labels.labels[label],
                round(_told(float(column[begin:end].max()), labels.bars[label]), 3),
                labels.concepts[best] if best >= 0 else "", round(float(concept[best]), 3) if best >= 0 else 0.0,
                round(float(scores["other"][inside].mean()), 3),
            )


def _told(likely: float, bar: float) -> float:
    """The likelihood with the label's own bar at 0.5, so that one bar serves all labels."""
    return 0.5 * likely / bar if likely < bar else 0.5 + 0.5 * (likely - bar) / (1.0 - bar)


def _runs(column: Floats) -> Iterator[Span]:
    """Half-open runs of likely words, without the unlikely ones at their edges."""
    place = 0
    while place < len(column):
        if column[place] < LEAST:
            place += 1
            continue
        end = place
        while end < len(column) and column[end] >= LEAST:
            end += 1
        bar = EDGE * float(column[place:end].max())
        begin, stop = place, end
        while column[begin] < bar:
            begin += 1
        while column[stop - 1] < bar:
            stop -= 1
        yield begin, stop
        place = end
