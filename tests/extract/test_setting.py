"""Day and town of local news from its opening and its dateline, probable and never in place of what is stated."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Claim, Place, When
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document


def read(text: str, kit: Any, title: str = "") -> list[Claim]:
    """Claims of one report of Monday, 8 May 2023."""
    stated = Stated(title=title, published="2023-05-08")
    return list(of_document(document_of("r.txt", f"{title}\n\n{text}".strip(), kit.settings, stated), kit).claims)


def set_by(claims: list[Claim], field: str) -> list[Claim]:
    """What the setting gave for a field."""
    return [claim for claim in claims if claim.field == field and "/setting@" in claim.maker]


@pytest.mark.parametrize("text", [
    "A clerk was shot behind his counter. Medics rushed to the shop late on Saturday.",
    "Two cousins were shot in a yard. Neighbours heard the shots on Saturday night.",
    "A gunman wounded a girl on a swing. Her aunt drove her to a clinic on Saturday evening.",
])
def test_the_opening_dates_what_the_next_sentence_tells(text: str, frames_alone: Any) -> None:
    days = [claim.value.earliest.date().isoformat() for claim in set_by(read(text, frames_alone), "when")
            if isinstance(claim.value, When)]
    assert days == ["2023-05-06"]


@pytest.mark.parametrize("text", [
    "A clerk was shot behind his counter. A man was arrested on Saturday, the sheriff said.",
    "Two cousins were shot in a yard. Their family spoke at a vigil on Sunday.",
    "A bullet struck a girl on a swing. The charges were announced on Sunday.",
])
def test_what_came_after_dates_nothing(text: str, kit: Any) -> None:
    assert not set_by(read(text, kit), "when")


def test_a_stated_day_needs_no_setting(kit: Any) -> None:
    text = "A clerk was shot on Friday behind his counter. Officers were called again on Saturday night."
    assert not set_by(read(text, kit), "when")


@pytest.mark.parametrize(("text", "town"), [
    ("TOLEDO, Ohio (KXX) - A clerk was shot behind his counter on Friday.", "Toledo"),
    ("A clerk was shot behind his counter on Friday, Wichita police said.", "Wichita"),
    ("DULUTH, Minn. - Two cousins were shot in a yard on Friday.", "Duluth"),
])
def test_the_dateline_and_the_police_name_the_town(text: str, town: str, kit: Any) -> None:
    found = set_by(read(text, kit), "place")
    assert [claim.value.name for claim in found if isinstance(claim.value, Place)] == [town]
    assert {claim.stance.certainty for claim in found} == {"probable"}


def test_a_street_lies_in_the_town_of_the_news(kit: Any) -> None:
    text = "A clerk was shot on Kessenich Avenue on Friday, Wichita police said."
    places = [claim.value for claim in read(text, kit) if claim.field == "place" and isinstance(claim.value, Place)]
    street = next(place for place in places if place.name.startswith("Kessenich"))
    assert street.name == "Kessenich Avenue, Wichita"
    assert street.lat is not None and abs(street.lat - 37.7) < 0.2


def test_a_launch_is_not_where_its_report_is_written(kit: Any) -> None:
    text = "SEOUL, May 8 - North Korea launched two short-range ballistic missiles on Sunday, the army said."
    assert not [claim for claim in read(text, kit) if "/setting@" in claim.maker]


def places(text: str, kit: Any) -> list[Place]:
    """Where the attacks of a report were."""
    return [claim.value for claim in read(text, kit) if claim.field == "place" and isinstance(claim.value, Place)]


@pytest.mark.parametrize(("text", "town", "lat"), [
    ("KYIV, May 8, 2023 (Wire) - Three rockets hit the middle of the Ukrainian city of Sumy on Sunday.", "Sumy", 50.9),
    ("KYIV, May 8 (Wire) - Rockets attacked the river port of Odesa on Sunday, wounding six people.", "Odesa", 46.5),
    ("KYIV, May 8 - A missile hit Poltava on Sunday, killing two people, Kyiv police said.", "Poltava", 49.6),
    ("LVIV, May 8 (Wire) - Two bombs hit the city of Sumy on Sunday, killing two people.", "Sumy", 50.9),
    ("ISLAMABAD, May 8 (Wire) - A bomb attack on a bazaar in Peshawar on Sunday killed two people.", "Peshawar", 34.0),
    ("BEIRUT, May 8 (Wire) - An airstrike hit the city of Tyre on Sunday, killing two people.", "Tyre", 33.3),
    ("KYIV, May 8 - Kharkiv was hit by four drones on Sunday. The attack killed two people.", "Kharkiv", 50.0),
])
def test_a_town_that_was_struck_is_not_the_town_of_the_dateline(text: str, town: str, lat: float, kit: Any) -> None:
    found = places(text, kit)
    assert [place.name for place in found] == [town]
    assert all(place.lat is not None and abs(place.lat - lat) < 0.2 for place in found)


@pytest.mark.parametrize("text", [
    "KYIV, May 8 - Missiles hit the village of Zorblatt on Sunday, killing two people.",
    "BEIRUT, May 8 - An airstrike hit the town of Qarmenta on Sunday, killing two people.",
    "ISLAMABAD, May 8 - A bomb attack on the village of Tashkuri on Sunday killed two people.",
])
def test_a_village_on_no_map_keeps_its_name_and_has_no_point(text: str, kit: Any) -> None:
    found = places(text, kit)
    assert [(place.name in text, place.lat) for place in found] == [(True, None)]
    assert found[0].name in {"Zorblatt", "Qarmenta", "Tashkuri"}


@pytest.mark.parametrize(("text", "end"), [
    ("North Korea fired two missiles into waters near the sea off its east coast on Sunday, the army said.", "coast"),
    ("The North Korean missile fell into the waters off the east coast at around 9 a.m., the army said.", "coast"),
    ("North Korea fired a missile into the waters off its west coast on Sunday, Seoul said.", "coast"),
])
def test_a_place_ends_in_no_preposition(text: str, end: str, kit: Any) -> None:
    found = [claim for claim in read(text, kit) if isinstance(claim.value, Place) and claim.field == "landing"]
    assert found
    assert all(claim.text.endswith(end) for claim in found)
    assert all(claim.value.name.endswith(end) for claim in found if isinstance(claim.value, Place))


@pytest.mark.parametrize("text", [
    "It was over at nine this morning. A gunman had shot a clerk behind his counter.",
    "A clerk was shot behind his counter. The siege ended at nine this morning.",
    "A clerk was shot behind his counter. Nobody gave his name until nightfall today.",
])
def test_when_it_was_over_is_not_when_it_was(text: str, frames_alone: Any) -> None:
    assert set_by(read(text, frames_alone), "when") == []


@pytest.mark.parametrize(("text", "quarter"), [
    ("Gunmen shot two traders dead in Eastleigh on Friday. Kenya has seen fewer such raids, Kenya's police said.",
     "Eastleigh"),
    ("A man was shot dead in Balham on Friday. It was the third killing in Jamaica this week, and Jamaica mourned.",
     "Balham"),
    ("Two women were shot in Wanstead on Friday. Tennessee mourned, and Tennessee's governor sent word.",
     "Wanstead"),
])
def test_a_quarter_is_no_namesake_in_a_country_never_spoken_of(text: str, quarter: str, frames_alone: Any) -> None:
    found = [claim.value for claim in read(text, frames_alone) if claim.field == "place" and quarter in claim.text]
    assert found
    assert all(isinstance(one, Place) and one.country != "GB" for one in found)
