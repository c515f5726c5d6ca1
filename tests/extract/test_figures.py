"""Figures without a noun: tallies given, kept to, revised and joined to one another."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, values


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("North Korea launched missiles on Sunday. Tokyo had counted two at breakfast and five by noon.",
         [(2, 2), (5, 5)]),
        ("North Korea launched missiles on Sunday. The chiefs first gave \"at least one\"; shortly before noon, four.",
         [(1, None), (4, 4)]),
        ("North Korea fired missiles on Sunday, a number that the ministry gave as \"several\" and then as seven.",
         [(3, 9), (7, 7)]),
    ],
)
def test_a_figure_joined_to_a_figure_is_one_of_its_voice(read: Read, text: str, figures: list[object]) -> None:
    assert values(read(text), "count") == figures


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    [
        ("North Korea launched missiles on Sunday. Washington counted six.", (6, 6), "United States"),
        ("North Korea launched missiles on Sunday. Tokyo is still only at \"at least six\".", (6, None), "Japan"),
        ("After Sunday's launch of missiles by North Korea, Seoul insists on four.", (4, 4), "South Korea"),
    ],
)
def test_the_first_figure_of_an_event_needs_no_noun(read: Read, text: str, figure: object, speaker: str) -> None:
    report = read(text)
    assert values(report, "count") == [figure]
    assert origins(report, "count") == [speaker]


def test_a_figure_of_something_else_is_no_tally(read: Read) -> None:
    report = read("North Korea launched missiles on Sunday. They rose to 50 km and Seoul has their path at 700.")
    assert values(report, "count") == []
