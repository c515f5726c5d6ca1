"""Lists of sites, falls far off, seats of power, letters explained in the text, warnings to ships."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said, values

LEAD = "North Korea fired several ballistic missiles on Tuesday. "


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("They came from three areas: Sunan, Kaechon and Hamhung.", ["Sunan", "Kaechon", "Hamhung"]),
        ("The missiles were fired from two places, among them Wonsan.", ["Wonsan"]),
        ("The launches were spread over two sites: Sinpo (South Hamgyong) and Wonsan.", ["Sinpo", "Wonsan"]),
    ],
)
def test_places_announced_by_their_noun(read: Read, sentence: str, places: list[str]) -> None:
    found = values(read(LEAD + sentence), "launch_site")
    assert found == [", ".join(places)]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("One missile fell about 900 km east of the archipelago.", "about 900 km east of the archipelago"),
        ("The missile came down some 250 kilometers west of Aomori.", "some 250 kilometers west of Aomori"),
        ("The missiles fell inside the zone, off the Noto Peninsula.", "Noto Peninsula"),
    ],
)
def test_falls_are_placed_by_what_lies_near(read: Read, sentence: str, place: str) -> None:
    assert place in values(read(LEAD + sentence), "landing")


def test_a_seat_of_power_speaks_in_its_own_name(read: Read) -> None:
    report = read("North Korea fired two missiles on Tuesday, the White House said.")
    assert origins(report, "count") == ["White House"]
    assert said(report, "count")[0].origin.refs == ("country:US",)


def test_a_capital_speaks_for_its_country(read: Read) -> None:
    assert origins(read("North Korea fired two missiles on Tuesday, Tokyo said."), "count") == ["Japan"]


def test_letters_are_read_as_the_name_that_they_stand_for(read: Read) -> None:
    report = read("The Bureau of Orbital Affairs (BOA) is ready. Iran launched two missiles on Tuesday, a spokesman "
                  "for BOA said.")
    assert origins(report, "count") == ["spokesman for Bureau of Orbital Affairs"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A North Korean missile was fired on Tuesday.", "North Korea"),
        ("A Russian ballistic missile was launched from Plesetsk on Tuesday.", "Russia"),
        ("An Iranian rocket was launched on Tuesday.", "Iran"),
    ],
)
def test_whose_missile_is_fired_fired_it(read: Read, text: str, country: str) -> None:
    assert values(read(text), "agent") == [country]


@pytest.mark.parametrize(
    ("sentence", "words", "speaker"),
    [
        ("The Japanese coast guard issued a navigation warning to ships.", "navigation warning", "Japan Coast Guard"),
        ("Ships were warned by the Japan Coast Guard to watch for falling objects.", "watch for falling objects",
         "Japan Coast Guard"),
        ("The ministry told residents to take shelter.", "take shelter", ""),
    ],
)
def test_warnings_are_told(read: Read, sentence: str, words: str, speaker: str) -> None:
    report = read(LEAD + sentence)
    assert any(words in claim.text for claim in said(report, "warning"))
    assert not speaker or origins(report, "warning") == [speaker]
