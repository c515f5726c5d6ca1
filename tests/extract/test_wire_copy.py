"""Turns of wire copy: "what appeared to be", "the first since", "before it fell", "could be a"."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, values

SUNDAY = ("2021-10-17T00:00:00+09:00", "2021-10-17T23:59:59+09:00")


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("North Korea launched what it called a satellite rocket on Sunday.", "space_launch_vehicle"),
        ("What Tokyo called a ballistic missile was launched by North Korea on Sunday.", "ballistic_missile"),
        ("North Korea on Sunday fired what appeared to be a cruise missile.", "cruise_missile"),
    ],
)
def test_what_somebody_calls_it_is_what_was_launched(read: Read, text: str, weapon: str) -> None:
    report = read(text)
    assert values(report, "agent") == ["North Korea"]
    assert values(report, "weapon") == [weapon]
    assert values(report, "launch_time") == [SUNDAY]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("North Korea fired a missile. It flew 600 kilometers before it fell into the Sea of Japan.", "landing",
         "Sea of Japan"),
        ("North Korea fired a missile. It rose to 90 kilometers before falling into the Yellow Sea.", "landing",
         "Yellow Sea"),
        ("North Korea fired a missile. The weapon could be a cruise missile, an official said.", "weapon",
         "cruise_missile"),
    ],
)
def test_what_happened_before_or_may_be_so_is_told(read: Read, text: str, field: str, value: object) -> None:
    assert value in values(read(text), field)


@pytest.mark.parametrize(
    "text",
    [
        "On March 3, hours after the envoys had left Seoul, North Korea fired two missiles.",
        "On March 3, when the talks had just begun, North Korea launched two missiles.",
        "On March 3, after the drill had ended, North Korea test-fired two missiles into the sea.",
    ],
)
def test_the_day_in_front_is_that_of_the_main_verb(read: Read, text: str) -> None:
    assert values(read(text), "launch_time") == [("2021-03-03T00:00:00+09:00", "2021-03-03T23:59:59+09:00")]


def test_the_first_since_a_day_tells_of_a_launch_on_that_day(read: Read) -> None:
    report = read("North Korea fired a ballistic missile on Sunday. It was the first time since March 25 that the "
                  "North tested one.")
    days = values(report, "launch_time")
    assert days == [SUNDAY, ("2021-03-25T00:00:00+09:00", "2021-03-25T23:59:59+09:00")]
    assert len({claim.mention for claim in report.claims if claim.field == "launch_time"}) == 2


def test_a_later_clock_time_does_not_take_the_day_of_since(read: Read) -> None:
    report = read("North Korea fired a missile on Sunday, the first since March 25. It left Sunan at 7:22 a.m., the "
                  "ministry said.")
    assert ("2021-10-17T07:22:00+09:00", "2021-10-17T07:22:00+09:00") in values(report, "launch_time")
