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
def test_the_opening_dates_what_the_next_sentence_tells(text: str, kit: Any) -> None:
    days = [claim.value.earliest.date().isoformat() for claim in set_by(read(text, kit), "when")
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
