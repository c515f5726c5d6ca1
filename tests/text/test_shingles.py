"""How much of one text stands in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.shingles import containment, likeness, min_hash, plain_words, resemblance, shingles

REPORT = (
    "The harbour master counted seven boats adrift after the storm on Monday night, and said that two of them had sunk "
    "before the tugs could reach the outer mole. Nobody was hurt, he told the local radio."
)


def test_marks_and_capitals_do_not_matter() -> None:
    assert shingles(REPORT) == shingles(REPORT.upper().replace(",", " --"))


def test_an_excerpt_is_contained_in_its_source_but_does_not_resemble_it_fully() -> None:
    excerpt = shingles(REPORT[:110])
    assert containment(excerpt, shingles(REPORT)) > 0.85
    assert resemblance(excerpt, shingles(REPORT)) < 0.7


def test_texts_on_other_matters_share_nothing() -> None:
    assert containment(shingles(REPORT), shingles("A play opens in the old theatre next week with a cast of six.")) == 0


def test_empty_texts_resemble_nothing() -> None:
    assert resemblance(frozenset(), frozenset()) == 0
    assert shingles(" ... ") == frozenset()


def test_signatures_estimate_resemblance() -> None:
    other = REPORT.replace("seven boats", "nine boats")
    estimated = likeness(min_hash(shingles(REPORT)), min_hash(shingles(other)))
    assert estimated == pytest.approx(resemblance(shingles(REPORT), shingles(other)), abs=0.15)


def test_signatures_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="signatures of 2 and 1"):
        likeness((1, 2), (1,))



def test_writing_without_spaces_is_read_by_the_character() -> None:
    assert plain_words("発射した") == ["発", "射", "し", "た"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_measures_stay_between_nothing_and_all(one: str, other: str) -> None:
    a, b = shingles(one), shingles(other)
    assert 0 <= resemblance(a, b) <= min(containment(a, b), containment(b, a)) <= 1 or not (a and b)
    assert resemblance(a, b) == resemblance(b, a)
