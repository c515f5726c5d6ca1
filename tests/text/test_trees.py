"""Trees from whatever scores a network gives: one root, no crossing arcs, and the best of that kind."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.text.trees import tree

finite = st.floats(-20, 20, width=32)


@st.composite
def score_tables(draw: st.DrawFn, least: int = 1, most: int = 12) -> np.ndarray:
    count = draw(st.integers(least, most))
    return draw(arrays(np.float32, (count, count + 1), elements=finite))


def reaches_root(heads: np.ndarray) -> bool:
    for begin in range(len(heads)):
        node, steps = begin, 0
        while node >= 0:
            node, steps = int(heads[node]), steps + 1
            if steps > len(heads):
                return False
    return True


def total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(sum(scores[word, head if head >= 0 else len(heads)] for word, head in enumerate(heads)))


def nested(heads: np.ndarray) -> bool:
    """No word between the two ends of an arc has its own head outside them."""
    arcs = [sorted((word, int(head))) for word, head in enumerate(heads) if head >= 0]
    return not any(a < c < b < d for a, b in arcs for c, d in arcs) and not any(
        a < word < b for a, b in arcs for word in np.flatnonzero(heads == -1))


@given(score_tables())
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = tree(scores)
    assert (heads == -1).sum() == 1
    assert reaches_root(heads)
    assert nested(heads)


@given(score_tables(most=4))
def test_the_tree_is_the_best_there_is(scores: np.ndarray) -> None:
    count = len(scores)
    candidates = (np.array(heads) for heads in product(range(-1, count), repeat=count))
    legal = [
        heads
        for heads in candidates
        if (heads == -1).sum() == 1 and (heads != np.arange(count)).all() and reaches_root(heads) and nested(heads)
    ]
    best = max(total(scores, heads) for heads in legal)
    assert total(scores, tree(scores)) == pytest.approx(best, abs=1e-3)


def test_no_words_give_no_tree() -> None:
    assert len(tree(np.zeros((0, 1), np.float32))) == 0
