"""Well-formed answers from whatever scores a network gives."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.text import decode

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


@given(score_tables())
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = decode.tree(scores)
    assert (heads == -1).sum() == 1
    assert reaches_root(heads)


@given(score_tables(most=4))
def test_the_tree_is_the_best_there_is(scores: np.ndarray) -> None:
    count = len(scores)
    candidates = (np.array(heads) for heads in product(range(-1, count), repeat=count))
    legal = [
        heads
        for heads in candidates
        if (heads == -1).sum() == 1 and (heads != np.arange(count)).all() and reaches_root(heads)
    ]
    best = max(total(scores, heads) for heads in legal)
    assert total(scores, decode.tree(scores)) == pytest.approx(best, abs=1e-3)


def test_no_words_give_no_tree() -> None:
    assert len(decode.tree(np.zeros((0, 1), np.float32))) == 0


BIOES = decode.grammar(("O", "B-P", "I-P", "E-P", "S-P", "B-L", "I-L", "E-L", "S-L"))


@given(st.integers(0, 9).flatmap(lambda count: arrays(np.float32, (count, 9), elements=finite)))
def test_any_scores_give_legal_names(scores: np.ndarray) -> None:
    path = decode.best_path(scores, BIOES)
    labels = [BIOES.labels[number] for number in path]
    for before, after in zip(["O", *labels], [*labels, "O"], strict=True):
        opened = before[0] in "BI"
        assert (after[0] in "IE" and after[2:] == before[2:]) if opened else after[0] not in "IE"


def test_names_come_out_with_their_bounds() -> None:
    labels = ("O", "B-P", "E-P", "S-L")
    rules = decode.grammar(labels)
    scores = np.eye(4, dtype=np.float32)[[1, 2, 0, 3, 3]] * 5
    assert decode.spans(decode.best_path(scores, rules), labels) == [(0, 2, "P"), (3, 4, "L"), (4, 5, "L")]


def voices(tags: dict[str, str], links: list[tuple[int, list[int], list[int]]]) -> decode.VoiceScores:
    """Scores that spell out tags ("BIO" strings by layer) and links (cue word, source words, content words)."""
    count = len(tags["source"])
    layers = np.zeros((count, 9), np.float32)
    for layer, name in enumerate(("source", "cue", "content")):
        for place, tag in enumerate(tags[name]):
            layers[place, 3 * layer + "OBI".index(tag)] = 6
    width = 2 * len(links) + 1
    word, cue = np.full((count, width), 0, np.float32), np.zeros((count, 2 * width), np.float32)
    word[:, -1] = 1
    for number, (at, source, content) in enumerate(links):
        word[source, 2 * number] = word[content, 2 * number + 1] = 40
        cue[at, 2 * number] = cue[at, width + 2 * number + 1] = 1
        cue[at, width - 1] = cue[at, 2 * width - 1] = -20
    return decode.VoiceScores(layers, word, cue)


def test_two_speakers_keep_their_own_words() -> None:
    """ "Aoki said two fell. Baek counted one." """
    scores = voices({"source": "BOOOOBOO", "cue": "OBOOOOBO", "content": "OOBIOOOB"}, [(1, [0], [2, 3]), (6, [5], [7])])
    found = [one[:3] for one in decode.attributions(scores)]
    assert found == [
        (((0, 1),), ((1, 2),), ((2, 4),)),
        (((5, 6),), ((6, 7),), ((7, 8),)),
    ]


def test_a_split_quotation_is_one_attribution() -> None:
    """ "Two," he said, "perhaps three." """
    scores = voices({"source": "OBOOO", "cue": "OOBOO", "content": "BOOBI"}, [(2, [1], [0, 3, 4])])
    assert [one[:3] for one in decode.attributions(scores)] == [(((1, 2),), ((2, 3),), ((0, 1), (3, 5)))]


def test_words_without_a_cue_stand_alone_at_a_lower_score() -> None:
    scores = voices({"source": "OOO", "cue": "OOO", "content": "BII"}, [])
    [(source, cue, content, score)] = decode.attributions(scores)
    assert (source, cue, content) == ((), (), ((0, 3),))
    assert 0.4 < score < 0.5
