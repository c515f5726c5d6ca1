"""Words in the manner of the treebanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.words import words


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It didn't, and Japan's couldn’t.", "It|did|n't|,|and|Japan|'s|could|n’t|."),
        ("They cannot say we'll go.", "They|can|not|say|we|'ll|go|."),
        ("The U.S. and Mr. Sato met on Jan. 5.", "The|U.S.|and|Mr.|Sato|met|on|Jan.|5|."),
        ("At 10:17 a.m. (0117 GMT) it flew 1,200.5 km.", "At|10:17|a.m.|(|0117|GMT|)|it|flew|1,200.5|km|."),
        ("two short-range missiles", "two|short|-|range|missiles"),
        ("a submarine-launched one", "a|submarine|-|launched|one"),
        ("the Hwasong-8 and KN-23", "the|Hwasong|-|8|and|KN|-|23"),
        ("an anti-aircraft gun", "an|anti-aircraft|gun"),
        ("flew 450km at 5% cost of $3.5m", "flew|450|km|at|5|%|cost|of|$|3.5|m"),
        ("“Two,” he said.", "“|Two|,|”|he|said|."),
        ("on 2021-10-19, the 19th", "on|2021-10-19|,|the|19th"),
        ("off Sinp’o, O'Brien said", "off|Sinp’o|,|O'Brien|said"),
        ("No. 5 said no.", "No.|5|said|no|."),
        ("see https://example.org/a-b?c=1 now", "see|https://example.org/a-b?c=1|now"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_words_of_news(text: str, expected: str) -> None:
    assert "|".join(split(text)) == expected


@given(st.text(max_size=200))
def test_every_visible_character_is_in_exactly_one_word(text: str) -> None:
    covered = [place for start, end in words(text) for place in range(start, end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    left = set(range(len(text))) - set(covered)
    assert all(text[place].isspace() for place in left)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_stretch_is_split_within_its_bounds(before: str, inside: str, after: str) -> None:
    text = before + inside + after
    start, end = len(before), len(before) + len(inside)
    assert all(start <= first < last <= end for first, last in words(text, start, end))


def test_long_runs_of_marks_and_letters_take_no_longer_than_they_should() -> None:
    for text in ("a" * 50_000, "." * 50_000, "a-" * 25_000, "a@" * 25_000, "1.," * 20_000, "'" * 50_000, "U." * 25_000):
        assert words(text)[-1][1] == len(text)
