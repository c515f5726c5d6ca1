"""Counts with their bounds, and the numbers that are no counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.value import Quantity
from rashomon.text.annotation import AnnotatedSentence
from rashomon.text.numbers import NumberSpan, quantities
from tests.text.plain import parsed, sentence

CASES = [
    line.split("\t") for line in (Path(__file__).parent / "bounds.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def as_cells(text: str, read: AnnotatedSentence, span: NumberSpan) -> list[str]:
    ends = [
        "" if end is None else f"{end:g}" if abs(end) < 1e6 else f"{end:.0f}"
        for end in (span.value.low, span.value.high)
    ]
    noun = read.tokens[span.noun].text if span.noun >= 0 else ""
    return [
        text[span.start : span.end],
        span.role,
        *ends,
        span.value.unit,
        "yes" if span.value.approximate else "",
        noun,
    ]


@pytest.mark.parametrize("cells", CASES, ids=[f"{cells[1]} {index}" for index, cells in enumerate(CASES)])
def test_bounds(cells: list[str]) -> None:
    text, *expected = cells
    read = sentence(text)
    assert expected in [as_cells(text, read, span) for span in quantities(read)]


def only(text: str, role: str = "count") -> Quantity:
    (span,) = [span for span in quantities(sentence(text)) if span.role == role]
    return span.value


def test_what_was_written_is_kept_beside_the_converted_value() -> None:
    value = only("It fell 200 nautical miles away.", "measure")
    assert (value.low, value.unit, value.original) == (370.4, "km", "200 nautical miles")


def test_more_than_one_of_a_count_is_two_or_more_and_of_a_share_is_not() -> None:
    assert only("More than one missile was fired.").low == 2
    assert only("More than 60 percent voted.", "percent").low == 60


@pytest.mark.parametrize(
    "text",
    ["They blamed one another.", "This one failed.", "It no longer flies.", "One day it may fly."],
)
def test_pronouns_and_adverbs_are_no_numbers(text: str) -> None:
    assert [span for span in quantities(sentence(text)) if span.role != "article"] == []


@pytest.mark.parametrize("text", ["Nobody died in the fire.", "No one was hurt.", "In the end no-one drowned."])
def test_nobody_is_none(text: str) -> None:
    value = only(text)
    assert (value.low, value.high) == (0, 0)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The ministry raised the number of those killed in the flood of May 3, 2019, from 58 to 60.", 58, 60),
        ("The mayor has corrected the count of burned shops in the old town from 12 to 15.", 12, 15),
        ("The tally of the missing, kept by the harbour office all week, was increased from 20 to 31.", 20, 31),
    ],
)
def test_an_old_and_a_new_count_are_no_range(text: str, old: int, new: int) -> None:
    assert [span.value.low for span in quantities(sentence(text)) if span.role == "count"] == [old, new]


@pytest.mark.parametrize(
    ("text", "value"),
    [("It rose to 4 475 km.", 4475), ("12 500 tonnes of oil leaked.", 12_500_000), ("It fell 1 050 km off.", 1050)],
)
def test_thousands_may_be_set_apart_by_a_space(text: str, value: float) -> None:
    assert only(text, "measure").low == value


@pytest.mark.parametrize(
    "text",
    ["They met at 14 Harbour Road.", "The office at 1600 Long Mill Avenue burned.", "Police sealed 7 Quay Street."],
)
def test_house_numbers_count_nothing(text: str) -> None:
    assert [span.role for span in quantities(sentence(text)) if span.role != "article"] == ["name"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It began at 9:08 a.m. sharp.", "clock"),
        ("It left at 1017 KST then.", "clock"),
        ("The test of 15 September 2021 failed.", "date"),
        ("On 2021-10-19 it rained.", "date"),
        ("The 2017 test failed.", "year"),
        ("It did so in 2017.", "year"),
    ],
)
def test_clocks_dates_and_years_are_no_counts(text: str, role: str) -> None:
    assert [span.role for span in quantities(sentence(text)) if span.role != "article"] == [role]


def test_the_tree_tells_what_is_counted() -> None:
    read = parsed(
        """Rescuers rescuer NOUN 2 nsubj
        found find VERB 0 root
        two two NUM 6 nummod
        badly badly ADV 5 advmod
        burned burned ADJ 6 amod
        sailors sailor NOUN 2 obj
        aboard aboard ADV 2 advmod"""
    )
    (span,) = quantities(read)
    assert read.tokens[span.noun].text == "sailors"


def test_the_tree_sees_through_of() -> None:
    read = parsed(
        """Dozens dozen NOUN 5 nsubj
        of of ADP 4 case
        local local ADJ 4 amod
        boats boat NOUN 1 nmod
        came come VERB 0 root"""
    )
    (span,) = quantities(read)
    assert (read.tokens[span.noun].text, span.value.low, span.value.high) == ("boats", 24, 99)


@given(st.integers(min_value=0, max_value=9_999_999))
def test_figures_with_separators_are_read_back(number: int) -> None:
    text = f"They counted {number:,} boats."
    expected = [span.value.low for span in quantities(sentence(text)) if span.role == "count"]
    assert expected == [number] or 1500 <= number <= 2199  # a bare four-figure number may be a year


PIECES = (
    *("at least", "more than", "up to", "nearly", "about", "or more", "between", "dozens", "of", "no", "a", "aged"),
    *("two", "12", "1,200", "dozen", "one", "third", "2021", "km", "miles", "%", "$", "-", "to", "and", "KN", "hour"),
    *(",", ".", "“", "”", "men"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_spans_lie_in_the_sentence_in_order_and_say_what_they_span(text: str) -> None:
    read = sentence(text)
    spans = quantities(read)
    for span in spans:
        assert read.tokens[span.first].start == span.start < span.end == read.tokens[span.last].end
        assert -1 <= span.noun < len(read.tokens)
        assert span.value.original.split() == [token.text for token in read.tokens[span.first : span.last + 1]]
        assert span.value.low is None or span.value.high is None or span.value.low <= span.value.high


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    assert isinstance(quantities(sentence(text)), list)


@pytest.mark.parametrize(("text", "counts"), [
    ("7. 31 crates were landed.", [31]),
    ("(2) Nine boats sank.", [9]),
    ("5) Six stay in the ward.", [6]),
    ("12 people died.", [12]),
    ("7 of 31 sailors died.", [7, 31]),
])
def test_the_number_of_a_paragraph_counts_nothing(text: str, counts: list[float]) -> None:
    found = [span.value.low for span in quantities(sentence(text)) if span.role in {"count", "part"}]
    assert found == counts
