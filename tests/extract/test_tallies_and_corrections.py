"""Tallies that rise, times that were corrected, what stands against what, places before a preposition of the next."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, said, shown, values

LEAD = "North Korea fired six missiles on Tuesday. "


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("By nightfall the number had risen to nine.", (9, 9)),
        ("The tally reached eleven in the evening.", (11, 11)),
        ("The total now stands at eight missiles.", (8, 8)),
    ],
)
def test_a_tally_that_rises(read: Read, sentence: str, count: tuple[float, float]) -> None:
    assert values(read(LEAD + sentence), "count") == [(6, 6), count]


@pytest.mark.parametrize(
    "sentence",
    [
        "Our estimate from two videos puts the launch at noon.",
        "He gave no number.",
        "The number of refugees rose to 300.",
        "The figure comes from three satellites.",
    ],
)
def test_other_things_are_no_tally(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "count") == [(6, 6)]


@pytest.mark.parametrize(
    ("sentence", "clocks"),
    [
        ("The time of the first launch has been changed from 4:12 to 4:15 a.m.", ["04:12", "04:15"]),
        ("The army corrected the launch time from 9:40 to 9:25 a.m.", ["09:40", "09:25"]),
        ("The ministry revised the hour of the firing from 5:02 to 5:20 a.m.", ["05:02", "05:20"]),
    ],
)
def test_a_time_that_was_corrected(read: Read, sentence: str, clocks: list[str]) -> None:
    found = [claim for claim in said(read(LEAD + sentence), "launch_time") if claim.span.start > len(LEAD)]
    assert [shown(claim)[0][:16] for claim in found] == [f"2021-10-19T{clock}" for clock in clocks]  # type: ignore[index]


@pytest.mark.parametrize(
    ("sentence", "stances"),
    [
        ("It was not a ballistic missile but a cruise missile.",
         [("ballistic_missile", "denied"), ("cruise_missile", "affirmed")]),
        ("They were not Scuds but Musudans.", [("srbm", "denied"), ("irbm", "affirmed")]),
        ("The weapon was no ICBM but an artillery rocket.", [("icbm", "denied"), ("artillery_rocket", "affirmed")]),
    ],
)
def test_what_stands_behind_but_is_not_denied(read: Read, sentence: str, stances: list[tuple[str, str]]) -> None:
    found = said(read(LEAD + sentence), "weapon")
    assert [(shown(claim), claim.stance.polarity) for claim in found] == stances


@pytest.mark.parametrize(
    "sentence",
    [
        "The army fired two more into waters off Ulsan.",
        "It fired two of them toward waters 40 kilometers off Ulsan.",
        "They were fired into the sea off Ulsan.",
    ],
)
def test_waters_off_a_town_are_not_where_a_missile_starts(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "launch_site") == []


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("It took off to the south from Sinpo on the east coast at 6:20 a.m.", "Sinpo"),
        ("The last one flew in an easterly direction from Wonsan.", "Wonsan"),
        ("The North launched another missile from Sunan toward the Yellow Sea.", "Sunan"),
    ],
)
def test_from_where_and_whither(read: Read, sentence: str, place: str) -> None:
    assert values(read(LEAD + sentence), "launch_site") == [place]


@pytest.mark.parametrize(
    "sentence",
    [
        "One exploded two minutes after lift-off.",
        "The second failed 40 seconds after launch.",
        "Another broke up a minute after liftoff.",
    ],
)
def test_minutes_after_the_launch_are_not_its_time(read: Read, sentence: str) -> None:
    found = said(read(LEAD + sentence), "launch_time")
    assert all(claim.span.start < len(LEAD) for claim in found)


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("It fired four of them from Sinpo, South Korea's military said.", "South Korean military"),
        ("It launched two of them at noon, the Japanese government said.", "Japan"),
        ("It sent up two more, the Joint Chiefs of Staff said.", "South Korea's Joint Chiefs of Staff"),
    ],
)
def test_who_speaks_afterwards_did_not_fire(read: Read, sentence: str, speaker: str) -> None:
    assert speaker not in values(read(LEAD + sentence), "agent")


@pytest.mark.parametrize(
    "sentence",
    [
        "It performed a pull-up maneuver near the end.",
        "The irregular course of their flight worried Tokyo.",
        "Two of them followed an irregular trajectory.",
    ],
)
def test_irregular_flights(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "outcome") == ["irregular_trajectory"]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Most were cruise missiles.", "cruise_missile"),
        ("Among them was a cruise missile.", "cruise_missile"),
        ("Two were ballistic.", "ballistic_missile"),
    ],
)
def test_what_some_of_them_were(read: Read, sentence: str, concept: str) -> None:
    assert values(read(LEAD + sentence), "weapon") == [concept]
