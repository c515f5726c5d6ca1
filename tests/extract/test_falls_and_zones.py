"""Where it fell and where not, when it was timed, whose launch it was, and what the text itself calls it."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said, values

LEAD = "North Korea fired two missiles on Tuesday. "
TUESDAY = ("2021-10-19T00:00:00+09:00", "2021-10-19T23:59:59+09:00")


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [
        ("No missile reached the exclusive economic zone of Japan.", "outside_eez"),
        ("The missiles did not enter Japan's exclusive economic zone.", "outside_eez"),
        ("He placed the point of fall 250 km west of Aomori, within Japan's exclusive economic zone.", "in_eez"),
        ("One part came down inside Japan's exclusive economic zone.", "in_eez"),
    ],
)
def test_zones_reached_and_not_reached(read: Read, sentence: str, zone: str) -> None:
    found = said(read(LEAD + sentence), "zone")
    assert [(claim.value.concept, claim.stance.polarity) for claim in found] == [(zone, "affirmed")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("The agency timed the launch at 7:12 a.m.", "2021-10-19T07:12:00+09:00"),
        ("The last of them was fired at 5:40 p.m., the ministry said.", "2021-10-19T17:40:00+09:00"),
        ("The four shots, the last of them at 5:40 p.m., were seen from the coast.", "2021-10-19T17:40:00+09:00"),
    ],
)
def test_launches_are_timed_by_nouns_and_parts(read: Read, sentence: str, moment: str) -> None:
    assert (moment, moment) in values(read(LEAD + sentence), "launch_time")


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday's launches by North Korea alarmed the villages where rockets are a common sight.",
        "The missile crews rested after the firing by North Korea on Tuesday.",
        "Tuesday's test-firing by North Korea was a rocket test, experts said.",
    ],
)
def test_a_launch_with_its_nation_and_day_needs_no_weapon(read: Read, text: str) -> None:
    report = read(text)
    assert values(report, "agent") == ["North Korea"]
    assert values(report, "launch_time") == [TUESDAY]


def test_what_the_text_calls_it_goes_before_what_the_name_is_known_for(read: Read) -> None:
    report = read("India carried out a trial of the Agni-V, the newest cruise missile in its arsenal, on Tuesday.")
    assert values(report, "weapon") == ["cruise_missile"]


def test_the_sea_in_brackets_is_the_one_meant(read: Read) -> None:
    report = read("North Korea fired two missiles into the East Sea (East China Sea) on Tuesday.")
    assert [claim.value.ref for claim in said(report, "landing")] == ["sea:east_china"]  # type: ignore[union-attr]


def test_the_body_of_the_dateline_is_the_one_at_home(read: Read) -> None:
    report = read("SEOUL, Oct. 19 (Hanri) -- North Korea fired two missiles on America's national holiday, the Joint "
                  "Chiefs of Staff (JCS) said.")
    assert origins(report, "count") == ["South Korea's Joint Chiefs of Staff"]
