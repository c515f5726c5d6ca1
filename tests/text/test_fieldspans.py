"""From the field tagger's scores to spans: runs of likely words, trimmed at their edges, each with its concept."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.fieldspans import EDGE, LEAST, FieldLabels, field_spans

LABELS = FieldLabels(("disaster.killed", "disaster.place", "!disaster"), ("flood", "storm"), (0.5, 0.5, 0.5))
WORDS = [(0, 2), (3, 8), (9, 15), (16, 20)]


def scores(likely: list[list[float]], other: float = 0.1) -> dict[str, np.ndarray]:
    count = len(likely)
    return {
        "fields": np.array(likely, np.float32),
        "concepts": np.tile(np.array([[0.75, 0.25]], np.float32), (count, 1)),
        "other": np.full((count, 1), other, np.float32),
    }


def test_likely_neighbours_are_one_span_with_its_best_score() -> None:
    told = scores([[0.9, 0, 0], [0.7, 0, 0], [0.01, 0, 0], [0, 0, 0]])
    (span,) = field_spans(told, np.arange(4), WORDS, LABELS)
    assert (span.start, span.end, span.label, span.score) == (0, 8, "disaster.killed", 0.9)
    assert (span.concept, span.sure, span.other) == ("flood", 0.75, 0.1)


def test_a_doubtful_word_at_the_edge_is_left_out() -> None:
    told = scores([[0.2, 0, 0], [0.95, 0, 0], [0.9, 0, 0], [0.3, 0, 0]])
    (span,) = field_spans(told, np.arange(4), WORDS, LABELS)
    assert (span.start, span.end) == (3, 15)


def test_words_may_fill_fields_of_two_kinds() -> None:
    told = scores([[0.9, 0.8, 0], [0, 0.8, 0], [0, 0, 0.6], [0, 0, 0]])
    found = [(span.label, span.start, span.end) for span in field_spans(told, np.arange(4), WORDS, LABELS)]
    assert found == [("disaster.killed", 0, 2), ("disaster.place", 0, 8), ("!disaster", 9, 15)]


def test_nothing_likely_is_no_span() -> None:
    assert list(field_spans(scores([[0.1, 0.05, 0.0]] * 4), np.arange(4), WORDS, LABELS)) == []


def test_a_stretch_without_words_has_no_spans() -> None:
    assert list(field_spans(scores([[0.9, 0.9, 0.9]] * 4), np.arange(0), [], LABELS)) == []


def test_each_label_has_a_bar_of_its_own() -> None:
    strict = FieldLabels(LABELS.labels, LABELS.concepts, (0.9, 0.5, 0.5))
    told = scores([[0.9, 0.9, 0], [0, 0, 0], [0.45, 0.45, 0], [0, 0, 0]])
    found = {(span.label, span.start): span.score for span in field_spans(told, np.arange(4), WORDS, strict)}
    assert found == {("disaster.killed", 0): 0.5, ("disaster.place", 0): 0.9, ("disaster.killed", 9): 0.25,
                     ("disaster.place", 9): 0.45}


@given(st.lists(st.lists(st.floats(0, 1, width=32), min_size=3, max_size=3), min_size=1, max_size=12))
def test_spans_hold_their_best_word_and_lie_apart(likely: list[list[float]]) -> None:
    words = [(4 * place, 4 * place + 3) for place in range(len(likely))]
    found = list(field_spans(scores(likely), np.arange(len(likely)), words, LABELS))
    for label, name in enumerate(LABELS.labels):
        own = [span for span in found if span.label == name]
        assert all(one.end <= other.start for one, other in pairwise(own))
        for span in own:
            inside = [row[label] for row, (start, end) in zip(likely, words, strict=True)
                      if span.start <= start and end <= span.end]
            assert max(inside) >= LEAST and min(inside[0], inside[-1]) >= EDGE * max(inside) - 1e-6
            assert abs(span.score - max(inside)) < 1e-3
