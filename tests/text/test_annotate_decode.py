"""Well-formed answers from whatever scores a network gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.text import decode

finite = st.floats(-20, 20, width=32)


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
