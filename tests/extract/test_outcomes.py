"""What became of the missile, what it was taken for, and how far it flew, in the words of verdicts and of figures."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said, shown, values

LEAD = "North Korea fired a missile from Sunan on Tuesday, South Korea's military said. "


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The general called the trial a success.", "success"),
        ("The test ended in failure, an official said.", "failed"),
        ("An officer described the flight as unsuccessful.", "failed"),
        ("The missile hit its target, the agency said.", "success"),
        ("The missile flew abnormally, the ministry said.", "abnormal_flight"),
        ("The engine lost thrust, a spokesman said.", "failed"),
        ("The missile came apart into three pieces, the ministry said.", "split_in_two"),
        ("A second missile was shot over Japan.", "overflew"),
    ],
)
def test_verdicts_on_a_flight(read: Read, sentence: str, outcome: str) -> None:
    assert outcome in values(read(LEAD + sentence), "outcome")


def test_a_bomb_that_somebody_explodes_is_no_failure(read: Read) -> None:
    assert values(read(LEAD + "The North says that it exploded a hydrogen bomb last month."), "outcome") == []


@pytest.mark.parametrize(
    ("sentence", "weapon"),
    [
        ("It may have been of the Musudan kind, the chiefs said.", "irbm"),
        ("The missile is believed to be of an intercontinental class.", "icbm"),
        ("The missiles appear to have been ballistic, the ministry said.", "ballistic_missile"),
        ("Tokyo described the missile as a cruise missile.", "cruise_missile"),
        ("The North launched a satellite on a Chollima-1 rocket on Monday.", "space_launch_vehicle"),
    ],
)
def test_what_the_thing_was_taken_for(read: Read, sentence: str, weapon: str) -> None:
    assert weapon in values(read(LEAD + sentence), "weapon")


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("Its flight measured about 740 kilometers.", "range_km", (740, 740)),
        ("The length of its path was 690 kilometers.", "range_km", (690, 690)),
        ("He put the distance flown at about 450 kilometers.", "range_km", (450, 450)),
        ("The chiefs put the highest point at 97 kilometers.", "apogee_km", (97, 97)),
        ("Its highest point was at 60 kilometers.", "apogee_km", (60, 60)),
    ],
)
def test_distances_and_heights_of_a_flight(read: Read, sentence: str, field: str, value: object) -> None:
    assert values(read(LEAD + sentence), field) == [value]


def test_what_a_missile_can_reach_is_no_distance_flown(read: Read) -> None:
    claims = said(read(LEAD + "The Taepodong missile has a range of 5,600 kilometers."), "range_km")
    assert [(shown(claim), claim.part) for claim in claims] == [((5600, 5600), "reach")]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Yonhap quoted a military source as saying that North Korea had fired two missiles.", "military source"),
        ("Kyodo cited an unnamed officer as saying that North Korea had launched two missiles.", "unnamed officer"),
        ("A Pentagon official was quoted by CNN as saying that North Korea fired two missiles.", "Pentagon official"),
    ],
)
def test_who_is_quoted_as_saying_is_the_origin(read: Read, text: str, chain: str) -> None:
    assert origins(read(text), "count") == [chain]


def test_he_is_the_nameless_official_who_spoke_last(read: Read) -> None:
    report = read("India tested a missile on Tuesday, an official of the range told reporters, asking not to be named. "
                  "He described the flight as successful.")
    assert origins(report, "outcome") == ["official of the range"]
