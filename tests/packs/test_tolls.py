"""Counts as people write them in the packs disaster and armed_attack: what is counted, and for which event."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Quantity, Report, Term, Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

FIRE = "A fire broke out in a hotel in Lyon on Monday. "
RAID = "Gunmen attacked a village near Gao on Monday. "


def read(text: str, kit: Any) -> Report:
    """One report of 3 May 2023."""
    return of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)


def counts(report: Report, field: str, kind: str) -> list[tuple[float | None, float | None]]:
    """Lower and upper ends of one field of one kind, in text order."""
    return [(claim.value.low, claim.value.high) for claim in report.claims
            if claim.field == field and claim.kind == kind and isinstance(claim.value, Quantity)]


def concepts(report: Report, field: str) -> set[str]:
    """The concepts claimed for one field."""
    return {claim.value.concept for claim in report.claims if claim.field == field and isinstance(claim.value, Term)}


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("Twelve guests died.", "killed", (12, 12)),
    ("At least nine people were killed.", "killed", (9, None)),
    ("The death toll rose to 31.", "killed", (31, 31)),
    ("The blaze claimed 14 lives.", "killed", (14, 14)),
    ("The bodies of six guests were recovered on Tuesday.", "killed", (6, 6)),
    ("Eight cooks lost their lives.", "killed", (8, 8)),
    ("More than 50 people were injured.", "injured", (51, None)),
    ("Seven guests were taken to hospital.", "injured", (7, 7)),
    ("Forty are being treated for burns.", "injured", (40, 40)),
    ("Three waiters are still missing.", "missing", (3, 3)),
    ("Some 200 residents were evacuated.", "displaced", (200, 200)),
    ("Firefighters rescued 28 people.", "rescued", (28, 28)),
    ("No injuries were reported.", "injured", (0, 0)),
])
def test_a_toll_in_many_words(sentence: str, field: str, value: tuple[float | None, float | None], kit: Any) -> None:
    assert value in counts(read(FIRE + sentence, kit), field, "disaster")


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("Twenty villagers were killed.", "killed", (20, 20)),
    ("Five herders were wounded.", "injured", (5, 5)),
    ("Police arrested three men on Tuesday.", "suspects", (3, 3)),
])
def test_tolls_of_an_attack(sentence: str, field: str, value: tuple[float | None, float | None], kit: Any) -> None:
    assert value in counts(read(RAID + sentence, kit), field, "armed_attack")


@pytest.mark.parametrize("sentence", [
    "Nine people died, including four children.",
    "Nine people died, among them four children.",
    "Nine people, four of them children, died.",
])
def test_a_part_is_not_the_total(sentence: str, kit: Any) -> None:
    found = counts(read(FIRE + sentence, kit), "killed", "disaster")
    assert (9, 9) in found
    assert (4, 4) not in found


@pytest.mark.parametrize(("text", "concept"), [
    ("An earthquake struck eastern Nepal on Monday.", "earthquake"),
    ("A passenger train derailed near Pune on Monday.", "train_crash"),
    ("A ferry sank off Batangas on Monday.", "ship_sinking"),
    ("A bridge collapsed in Genoa on Monday.", "bridge_collapse"),
    ("A bus plunged into a ravine near Quito on Monday.", "bus_crash"),
    ("Floods swept through Dhaka on Monday.", "flood"),
    ("A plane crashed near Karachi on Monday.", "plane_crash"),
])
def test_hazards_in_nouns_and_verbs(text: str, concept: str, kit: Any) -> None:
    assert concept in concepts(read(text, kit), "hazard")


@pytest.mark.parametrize(("text", "concept"), [
    ("A suicide bombing in Herat killed 12 people on Monday.", "suicide_bomb"),
    ("Two men were wounded in a knife attack in Leeds on Monday.", "knife"),
    ("A gunman opened fire on worshippers in Quebec on Monday.", "gun"),
    ("A car bomb exploded in Mosul on Monday.", "car_bomb"),
])
def test_weapons_of_attacks(text: str, concept: str, kit: Any) -> None:
    assert concept in concepts(read(text, kit), "weapon")


@pytest.mark.parametrize("text", [
    "The senate killed the bill on Monday after nine members changed sides.",
    "The club will fire the coach, who lost 12 games.",
    "She shot a film in Lyon in May with 40 extras.",
    "A strike by 300 workers closed the port on Monday.",
    "An explosion of interest brought 900 visitors to the blast furnace museum in Essen.",
    "A flood of requests reached the office in Bern on Monday; two clerks were missing.",
    "He died of a heart attack in London on Monday.",
])
def test_other_news_opens_no_event(text: str, kit: Any) -> None:
    report = read(text, kit)
    assert [claim.maker for claim in report.claims if claim.kind in {"disaster", "armed_attack"}] == []


def test_who_claims_and_who_is_blamed(kit: Any) -> None:
    claimed = read(RAID + "The Northern Front claimed responsibility.", kit)
    blamed = read(RAID + "The army blamed the attack on the Northern Front.", kit)
    assert any(claim.field == "agent" and claim.origin.name == "Northern Front" for claim in claimed.claims)
    assert any(claim.field == "agent" and "army" in claim.origin.name.casefold() for claim in blamed.claims)


def test_who_denies_is_no_agent(kit: Any) -> None:
    report = read(RAID + "The Northern Front denied any involvement.", kit)
    assert {claim.stance.polarity for claim in report.claims if claim.field == "agent"
            and "Northern" in getattr(claim.value, "name", "")} == {"denied"}


@pytest.mark.parametrize("sentence", [
    "The cause of the fire is unknown.",
    "The cause is still being investigated.",
    "It was not clear what caused the blaze.",
])
def test_an_unknown_cause_is_left_open(sentence: str, kit: Any) -> None:
    causes = [claim for claim in read(FIRE + sentence, kit).claims if claim.field == "cause"]
    assert [claim.stance.polarity for claim in causes] == ["open"]
    assert isinstance(causes[0].value, Words)
    assert causes[0].value.text == "unknown"


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("Nobody is missing any longer.", "missing", (0, 0)),
    ("The number of people who lost their homes was lowered to 80 by the city.", "displaced", (80, 80)),
    ("The minister spoke of 20 victims.", "killed", (20, 20)),
])
def test_more_tolls_of_a_disaster(
    sentence: str, field: str, value: tuple[float, float], kit: Any
) -> None:
    assert counts(read(FIRE + sentence, kit), field, "disaster") == [value]


@pytest.mark.parametrize(("sentence", "value"), [
    ("Six men went on trial over the raid on Friday.", (6, 6)),
    ("Three citizens of Niger are accused of the attack.", (3, 3)),
    ("Four to six attackers took part, police said.", (4, 6)),
])
def test_how_many_are_held_to_have_done_it(sentence: str, value: tuple[float, float], kit: Any) -> None:
    assert counts(read(RAID + sentence, kit), "suspects", "armed_attack") == [value]
