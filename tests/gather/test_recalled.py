"""What a report recalls stays itself, and reports that recall one thing meet."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.gather.events import gather_events
from rashomon.model import Event
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document


def gathered(kit: Any, *texts: str, day: str = "2021-10-19") -> list[Event]:
    reports = [
        of_document(
            document_of(f"{number}.txt", text, kit.settings, Stated(outlet=f"Paper {number}", published=day)), kit
        )
        for number, text in enumerate(texts)
    ]
    return gather_events(reports, kit.packs, kit.knowledge)


def told(events: list[Event], field: str) -> list[list[str]]:
    return sorted(
        found for event in events if (found := sorted({one.text for one in event.claims if one.field == field}))
    )


ATTACK = "Gunmen raided a police post outside Hodan and got away.\n\nThe dead now number seven, a clerk said.\n\n"


@pytest.mark.parametrize(
    "recalled",
    [
        "The group also claimed the bombing in Gao, where at least 31 people were killed in January 2017.",
        "They said they had carried out the siege of the Lakeview mall, where 31 people were killed in May 2015.",
        "The same men claimed the shooting in Tobruk, where 31 people died in March 2012.",
    ],
)
def test_a_deed_claimed_elsewhere_and_long_ago_does_not_date_the_news(kit: Any, recalled: str) -> None:
    killed = told(gathered(kit, ATTACK + recalled), "killed")
    assert not any(any("31" in one for one in each) and len(each) > 1 for each in killed)


def test_towns_of_two_bombings_of_one_day_keep_them_apart(kit: Any) -> None:
    text = (
        "A bomb exploded in Kabul on Monday, killing eight people.\n\n"
        "A bomb went off at a rally in Charikar on Monday, killing 19 people."
    )
    assert told(gathered(kit, text), "killed") == [["19 people"], ["eight people"]]


def test_a_toll_goes_with_the_clause_it_hangs_on(kit: Any) -> None:
    text = "A bomb exploded in Kabul on Monday, killing eight people, hours before gunmen attacked a post in Herat."
    events = gathered(kit, text)
    home = next(event for event in events if any(one.text == "eight people" for one in event.claims))
    assert any(one.text == "Kabul" for one in home.claims)


def test_two_reports_recall_one_earlier_test(kit: Any) -> None:
    first = (
        "North Korea fired a ballistic missile from Sinpo on Tuesday.\n\n"
        "On September 15 North Korea launched a missile from Yangdok that flew 800 km."
    )
    second = (
        "North Korea launched a ballistic missile off Sinpo on Tuesday, Seoul said.\n\n"
        "A launch in September failed."
    )
    assert len([event for event in gathered(kit, first, second) if event.kind == "missile_launch"]) == 2
