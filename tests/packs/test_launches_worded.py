"""Launches in the words of many desks: one report of two sentences in, the value of one field out."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Place, Quantity, Term, When
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

NORTH = "North Korea fired a ballistic missile on Thursday morning, South Korea's military said. "
IRAN = "Iran launched a rocket on Thursday morning, state television reported. "
INDIA = "India test-fired a missile on Thursday morning, the defence ministry said. "


def found(text: str, field: str, kit: Any) -> list[Any]:
    """The values of one field in one report of 24 March 2022."""
    report = of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2022-03-24")), kit)
    return [claim.value for claim in report.claims if claim.kind == "missile_launch" and claim.field == field]


@pytest.mark.parametrize(("sentence", "field", "concept"), [
    (NORTH + "Analysts in Seoul say the weapon looks like an intercontinental ballistic missile.", "weapon", "icbm"),
    (NORTH + "It turned out to be a Hwasong-15.", "weapon", "icbm"),
    (NORTH + "\"We believe this to be a new kind of ICBM,\" the minister said.", "weapon", "icbm"),
    (NORTH + "The point of impact lay within Japan's exclusive economic zone.", "zone", "in_eez"),
    (NORTH + "The splashdown was outside the exclusive economic zone of Japan.", "zone", "outside_eez"),
    (NORTH + "All of them stayed outside Japan's exclusive economic zone.", "zone", "outside_eez"),
    (NORTH + "A submerged submarine fired it, KCNA said.", "platform", "submarine"),
    (NORTH + "A submarine was used for the launch, state media said.", "platform", "submarine"),
    (NORTH + "The missile crashed soon after takeoff.", "outcome", "failed"),
    (INDIA + "All objectives of the mission were met, the ministry said.", "outcome", "success"),
    (INDIA + "The missile met all its mission objectives.", "outcome", "success"),
    (IRAN + "The satellite did not reach orbit, a spokesman said.", "outcome", "failed"),
    (IRAN + "The rocket was unable to put its payload into orbit.", "outcome", "failed"),
    (IRAN + "The satellite was placed into orbit, the ministry said.", "outcome", "success"),
    (NORTH + "It passed over the northern tip of Japan.", "outcome", "overflew"),
    (NORTH + "No ship or aircraft is known to have been hurt.", "harm", "no_harm_reported"),
])
def test_terms(sentence: str, field: str, concept: str, kit: Any) -> None:
    assert concept in [value.concept for value in found(sentence, field, kit) if isinstance(value, Term)]


@pytest.mark.parametrize(("sentence", "field", "name"), [
    (NORTH + "The launch was made from Sunan, near the airport of the capital.", "launch_site", "Sunan"),
    (NORTH + "The projectile was traced back to the area of Kaesong.", "launch_site", "Kaesong"),
    (NORTH + "Tokyo gave the starting point as Sunchon.", "launch_site", "Sunchon"),
    (NORTH + "The launch site lies close to Kusong, the Joint Chiefs said.", "launch_site", "Kusong"),
    (INDIA + "The trial was carried out at the Integrated Test Range in Chandipur.", "launch_site", ""),
    (NORTH + "Its remains fell into the Pacific Ocean far to the east.", "landing", "Pacific Ocean"),
    (IRAN + "The nose cone splashed down in the Indian Ocean.", "landing", "Indian Ocean"),
    (NORTH + "It is estimated to have come down about 300 km from the Noto Peninsula.", "landing", "Noto"),
])
def test_places(sentence: str, field: str, name: str, kit: Any) -> None:
    assert any(name in value.name for value in found(sentence, field, kit) if isinstance(value, Place))


@pytest.mark.parametrize(("sentence", "field", "value"), [
    (NORTH + "It came down 800 kilometers away.", "range_km", (800, 800)),
    (NORTH + "The altitude did not exceed 50 km, Tokyo said.", "apogee_km", (None, 50)),
    ("Eight ballistic missiles flew out of North Korea on Sunday, the Joint Chiefs of Staff said.", "count", (8, 8)),
])
def test_figures(sentence: str, field: str, value: tuple[float | None, float], kit: Any) -> None:
    assert value in [(each.low, each.high) for each in found(sentence, field, kit) if isinstance(each, Quantity)]


@pytest.mark.parametrize(("sentence", "hour", "minute"), [
    (NORTH + "The time of launch was 7:22 a.m.", 7, 22),
    (NORTH + "A second missile came at 8:05 a.m.", 8, 5),
    (NORTH + "The missile left Sunan at 2:34 in the afternoon.", 14, 34),
    (NORTH + "It was 7:22 a.m. when the missile went up.", 7, 22),
])
def test_hours(sentence: str, hour: int, minute: int, kit: Any) -> None:
    times = [(value.earliest.hour, value.earliest.minute) for value in found(sentence, "launch_time", kit)
             if isinstance(value, When)]
    assert (hour, minute) in times


@pytest.mark.parametrize(("text", "country"), [
    ("South Korea responded on Thursday with missiles of its own, the Joint Chiefs said.", "KR"),
    (NORTH + "What Iran launched on Sunday was a missile of a new type, the ministry said.", "IR"),
])
def test_who_launched(text: str, country: str, kit: Any) -> None:
    assert country in [value.country for value in found(text, "agent", kit)]


@pytest.mark.parametrize("sentence", [
    "Vessels at sea were asked to watch for falling debris.",
    "The coast guard told ships to stay away from fallen objects.",
    "An emergency alert sounded on mobile phones in Hokkaido.",
])
def test_warnings(sentence: str, kit: Any) -> None:
    assert found(NORTH + sentence, "warning", kit)


@pytest.mark.parametrize(("sentence", "field"), [
    ("The ministry gave the point of impact as Sunan.", "launch_site"),
    ("The minister left Sunan at noon on Friday.", "launch_site"),
    ("The talks were held at Panmunjom on Friday.", "launch_site"),
])
def test_what_says_nothing_of_the_launch(sentence: str, field: str, kit: Any) -> None:
    assert not found(NORTH + sentence, field, kit)


@pytest.mark.parametrize(("sentence", "field", "sayer"), [
    ("It stayed up for 71 minutes, the minister said, rising above 6,000 kilometers.", "apogee_km", "minister"),
    ("The weapon flew for an hour, Oniki told reporters, climbing to 2,000 kilometers.", "apogee_km", "Oniki"),
    ("It was launched from Sunan, a spokesman added, landing in the Sea of Japan.", "landing", "spokesman"),
])
def test_what_stands_behind_the_sayer_is_told_too(sentence: str, field: str, sayer: str, kit: Any) -> None:
    document = document_of("r.txt", NORTH + sentence, kit.settings, Stated(outlet="Post", published="2022-03-24"))
    claims = [claim for claim in of_document(document, kit).claims if claim.field == field]
    assert [sayer in claim.origin.name for claim in claims] == [True]
