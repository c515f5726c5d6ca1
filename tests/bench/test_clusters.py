"""Scores of clusterings on the worked examples of the papers."""

import itertools
import random

import pytest

from bench.clusters import _cheapest, b_cubed, ceaf_e, conll, muc


def named(*clusters: str) -> dict[str, int]:
    """One letter an item."""
    return {item: number for number, cluster in enumerate(clusters) for item in cluster}


KEY = named("12345", "67", "89ABC")
"""The example of Bagga and Baldwin 1998 (truth), with their two answers."""
FIRST = named("12345", "6789ABC")
SECOND = named("1234589ABC", "67")


def test_b_cubed_tells_apart_what_muc_takes_for_equal() -> None:
    assert muc(FIRST, KEY).precision == muc(SECOND, KEY).precision == pytest.approx(9 / 10)
    assert b_cubed(FIRST, KEY).precision == pytest.approx(16 / 21)
    assert b_cubed(SECOND, KEY).precision == pytest.approx(7 / 12)
    assert b_cubed(FIRST, KEY).recall == b_cubed(SECOND, KEY).recall == 1


def test_muc_counts_missing_links() -> None:
    key, found = named("ABCD"), named("AB", "CD")  # Vilain et al. 1995
    assert muc(found, key).recall == pytest.approx(2 / 3)
    assert muc(found, key).precision == 1


def test_entities_are_matched_one_to_one() -> None:
    scored = ceaf_e(SECOND, KEY)  # Luo 2005: {1-5} with the ten, {6, 7} with itself
    assert scored.precision == pytest.approx((2 * 5 / 15 + 1) / 2)
    assert scored.recall == pytest.approx((2 * 5 / 15 + 1) / 3)


def test_a_clustering_agrees_with_itself() -> None:
    assert conll(KEY, KEY) == pytest.approx(1)


def test_the_cheapest_assignment_is_that_of_trying_all() -> None:
    chance = random.Random(7)
    for size in (1, 2, 3, 5):
        cost = [[chance.random() for _ in range(size)] for _ in range(size)]
        tried = min(
            sum(cost[row][column] for row, column in enumerate(order)) for order in itertools.permutations(range(size))
        )
        assert _cheapest(cost) == pytest.approx(tried)
