"""Countries by name, adjective and capital; words that need a story."""

from __future__ import annotations

import pytest

from rashomon.know.base import Knowledge
from rashomon.know.countries import (
    country_name,
    country_of,
    demonym,
    government_of,
    is_demonym,
    possessive,
    relative_country,
)


@pytest.mark.parametrize(("name", "code"), [
    ("North Korea", "KP"), ("DPRK", "KP"), ("N. Korea", "KP"), ("N.K.", "KP"), ("South Korean", "KR"),
    ("Japan's", "JP"),
    ("the U.S.", "US"), ("United States", "US"), ("the Americans", "US"), ("日本", "JP"), ("한국", "KR"),
    ("Russian", "RU"),
    ("the Philippines", "PH"), ("Türkiye", "TR"), ("Islamic Republic of Iran", "IR"), ("UK", "GB"),
    ("Ivory Coast", "CI"),
])
def test_names_of_countries(name: str, code: str, shelf: Knowledge) -> None:
    assert country_of(name, shelf) == code


@pytest.mark.parametrize("name", ["Korea", "Korean", "the North", "Seoul", "Atlantis", ""])
def test_what_names_no_single_country(name: str, shelf: Knowledge) -> None:
    assert country_of(name, shelf) == ""


def test_adjectives_are_told_from_names(shelf: Knowledge) -> None:
    assert is_demonym("South Korean", shelf)
    assert not is_demonym("South Korea", shelf)


@pytest.mark.parametrize(("name", "code"), [
    ("Seoul", "KR"), ("Tokyo", "JP"), ("Pyongyang", "KP"), ("Washington", "US"), ("the White House", "US"),
    ("the Kremlin", "RU"), ("Blue House", "KR"), ("Beijing", "CN"), ("Downing Street", "GB"), ("Osaka", ""),
])
def test_capitals_stand_for_governments(name: str, code: str, shelf: Knowledge) -> None:
    assert government_of(name, shelf) == code


@pytest.mark.parametrize(("word", "story", "code"), [
    ("the North", ("KP", "JP"), "KP"), ("the South", ("KR", "KP"), "KR"), ("the North", ("FR",), ""),
    ("the South", (), ""),
    ("the mainland", ("TW", "CN"), "CN"),
])
def test_the_north_needs_its_story(word: str, story: tuple[str, ...], code: str) -> None:
    assert relative_country(word, story) == code


def test_shown_forms(shelf: Knowledge) -> None:
    assert (country_name("KP", shelf), demonym("KP", shelf), possessive("KP", shelf)) == (
        "North Korea", "North Korean", "North Korea's")
    assert country_name("ZZ", shelf) == ""
    assert possessive("PH", shelf) == "Philippines'"
