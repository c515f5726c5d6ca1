"""Quarters of a year in reports on business: "the quarter", "a year earlier", and when these say nothing of one."""

from __future__ import annotations

from datetime import date

from rashomon.text.annotation import AnnotatedSentence, Token
from rashomon.text.times import Anchor, carried, times
from rashomon.text.words import words


def bare(text: str) -> AnnotatedSentence:
    tokens = tuple(Token(a, b, text[a:b], text[a:b].lower(), "", -1, "") for a, b in words(text, 0, len(text)))
    return AnnotatedSentence(0, len(text), tokens, (), (), ())


def said(*sentences: str) -> list[list[str]]:
    """First and last day of what each sentence of a text of 8 May 2023 names; "" for what has no value."""
    anchor, made = Anchor(day=date(2023, 5, 8)), []
    for text in sentences:
        found = times(bare(text), anchor)
        made.append([f"{one.value.earliest:%Y-%m-%d}/{one.value.latest:%m-%d}" if one.value else "" for one in found])
        anchor = carried(anchor, found)
    return made


def test_a_year_earlier_is_the_same_quarter_when_the_sentence_names_one() -> None:
    assert said("Sales of the mill in the first quarter were twice those of a year earlier.") == [
        ["2023-01-01/03-31", "2022-01-01/03-31"]]


def test_the_quarter_is_the_one_spoken_of_before() -> None:
    assert said("Fourth-quarter orders rose at the yard.", "The yard lost two cranes in the quarter.",
                "In the year-ago period it had lost none.") == [
        ["2022-10-01/12-31"], ["2022-10-01/12-31"], ["2021-10-01/12-31"]]


def test_what_is_counted_back_is_not_carried_on() -> None:
    found = said("The first quarter was quiet.", "Year-earlier figures were higher.", "The latest quarter had rain.")
    assert found == [["2023-01-01/03-31"], ["2022-01-01/03-31"], ["2023-01-01/03-31"]]


def test_without_a_quarter_a_year_ago_is_a_year() -> None:
    assert said("The bridge was opened a year ago.") == [["2022-01-01/12-31"]]
    assert said("Fire spread through the quarter.") == [[""]]


def test_decades_in_words() -> None:
    assert said("The dam dates from the sixties.") == [["1960-01-01/12-31"]]
    assert said("The dam was built in the nineties.")[0][0].startswith("1990-01-01")
