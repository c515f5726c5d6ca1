"""Quotations in all the marks that reports use."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.quotes import quotes


def found(text: str) -> list[str]:
    return [text[quote.inner_start : quote.inner_end] for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "we saw it" and left.', ["we saw it"]),
        ("First “at least one”, then “several”.", ["at least one", "several"]),
        ("Er sagte: „Es fiel ins Meer“.", ["Es fiel ins Meer"]),
        ("Il a dit « oui » hier.", [" oui "]),
        ("政府は「発射を確認した」と述べた。", ["発射を確認した"]),
        ("``It is over,'' she said.", ["It is over,"]),
        ("He called it 'a provocation' and went.", ["a provocation"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
    ],
)
def test_marks_of_many_printers(text: str, inner: list[str]) -> None:
    assert found(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "The chiefs' count isn't Japan's.",
        "It’s the soldiers’ view.",
        "the '90s and ’90s",
        "O'Neill's boat",
        "Sinp’o lies east.",
    ],
)
def test_apostrophes_are_no_quotes(text: str) -> None:
    assert found(text) == []


def test_apostrophes_inside_a_single_quotation_do_not_end_it() -> None:
    assert found("She said ‘it’s the chiefs’ view’ and left.") == ["it’s the chiefs’ view"]


def test_nested_quotations_have_a_depth() -> None:
    text = "He said: \"They told us 'stay put' twice.\""
    assert [(text[q.start : q.end], q.depth) for q in quotes(text)] == [
        ("\"They told us 'stay put' twice.\"", 0),
        ("'stay put'", 1),
    ]


def test_a_long_speech_opens_anew_in_every_paragraph() -> None:
    text = "“It was night.\n\n“It was loud.” He sat down."
    assert found(text) == ["It was night.", "It was loud."]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = 'She said "nobody came.\n\nThe road was empty.'
    assert found(text) == ["nobody came."]


def test_a_hard_wrapped_line_does_not_end_a_quotation() -> None:
    assert found('He said "we saw it\nover the sea" later.') == ["we saw it\nover the sea"]


def test_a_part_of_the_text_keeps_its_offsets() -> None:
    text = 'out "in one" out "in two"'
    assert [(q.start, q.end) for q in quotes(text, 13)] == [(17, 25)]


@given(st.text(alphabet=st.sampled_from("ab s.,\n\"'“”‘’«»「」(` "), max_size=80))
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    spans = quotes(text)
    for quote in spans:
        assert 0 <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(text)
    for one in spans:
        for other in spans:
            apart = one.end <= other.start or other.end <= one.start
            inside = (one.start <= other.start and other.end <= one.end) or (
                other.start <= one.start and one.end <= other.end
            )
            assert apart or inside


@pytest.mark.parametrize("unit", ['"', "'", "“", "“”", "’ ‘", '" a', "(“", "«‘", "s' "])
def test_time_is_linear_in_a_wall_of_marks(unit: str) -> None:
    begun = time.perf_counter()
    quotes(unit * (60_000 // len(unit)))
    assert time.perf_counter() - begun < 4
