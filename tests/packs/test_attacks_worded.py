"""Attacks as reporters of many agencies word them: one field of a short report at a time."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Actor, Claim, Quantity, Report, Term, Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

RAID = "Gunmen attacked a village near Gao on Monday. "
SHOTS = "A gunman opened fire in a shopping centre in Malmo on Monday. "
BOMB = "A bomb exploded at a bus station in Quetta on Monday. "
KNIFE = "A man stabbed several people at a railway station in Graz on Monday. "
DRONE = "A drone strike hit a convoy near Marib on Monday. "


def read(text: str, kit: Any) -> Report:
    """One report of 3 May 2023."""
    return of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)


def told(claim: Claim) -> object:
    """What a claim says, as the tables below write it."""
    value = claim.value
    if isinstance(value, Quantity):
        return value.low, value.high
    if isinstance(value, Term):
        return value.concept
    if isinstance(value, Words):
        return value.text
    return value.name if isinstance(value, Actor) else None


def values(text: str, field: str, kit: Any) -> list[object]:
    """What the report claims for one field of its attack."""
    return [told(claim) for claim in read(text, kit).claims if claim.field == field and claim.kind == "armed_attack"]


@pytest.mark.parametrize(("text", "field", "value"), [
    (SHOTS + "The number of people who were killed now stands at 19.", "killed", (19, 19)),
    (SHOTS + "At least 21 did not survive.", "killed", (21, None)),
    (SHOTS + "Four never made it to hospital.", "killed", (4, 4)),
    (SHOTS + "By Tuesday the police had it at 23.", "killed", (23, 23)),
    (RAID + "The villagers buried 32 of their own on Tuesday.", "killed", (32, 32)),
    (BOMB + "The final death count is 37.", "killed", (37, 37)),
    (BOMB + "Fatalities: 12. Injured: 54.", "killed", (12, 12)),
    (BOMB + "The quantity of people killed is 17.", "killed", (17, 17)),
    (BOMB + "Fifty-two people received medical care.", "injured", (52, 52)),
    (BOMB + "The number of wounded has gone up to 71.", "injured", (71, 71)),
    (BOMB + "The city's clinics took in 80 casualties.", "injured", (80, 80)),
    (BOMB + "Some 90 people needed treatment.", "injured", (90, 90)),
    (SHOTS + "Surgeons operated on 18 people with bullet wounds.", "injured", (18, 18)),
    (SHOTS + "A 19-year-old man was taken into custody.", "suspects", (1, 1)),
    (SHOTS + "Two brothers have been remanded in custody.", "suspects", (2, 2)),
    (SHOTS + "Two of the men gave themselves up.", "suspects", (2, 2)),
    (SHOTS + "There was a second gunman, a witness insisted.", "suspects", (2, 2)),
    (SHOTS + "Police believe he had no accomplices.", "suspects", (1, 1)),
    (SHOTS + "The police are looking for a second man.", "suspects", (2, 2)),
    (SHOTS + "There were two men, a cleaner said.", "suspects", (2, 2)),
    (RAID + "The group was 20 strong, survivors said.", "suspects", (20, 20)),
    (BOMB + "Twelve people were rounded up.", "suspects", (12, 12)),
])
def test_counts(text: str, field: str, value: tuple[float, float | None], kit: Any) -> None:
    assert value in values(text, field, kit)


@pytest.mark.parametrize(("text", "agent", "polarity"), [
    (BOMB + "The Taliban have disowned the attack.", "Taliban", "denied"),
    (BOMB + "Officials pointed the finger at the Taliban.", "Taliban", "affirmed"),
    (BOMB + "The provincial government sees the hand of Islamic State.", "Islamic State", "affirmed"),
    (BOMB + "In a statement Islamic State took credit for the blast.", "Islamic State", "affirmed"),
    (SHOTS + "Erik Lund has confessed to the killings.", "Lund", "affirmed"),
    (SHOTS + "Erik Lund, 33, pleaded guilty to the shooting.", "Lund", "affirmed"),
    (RAID + "It was Boko Haram, said the governor.", "Boko Haram", "affirmed"),
    (RAID + "Residents said the men were from Boko Haram.", "Boko Haram", "affirmed"),
    (RAID + "The army says Boko Haram fighters came at dawn and burned the huts.", "Boko Haram", "affirmed"),
])
def test_who_did_it(text: str, agent: str, polarity: str, kit: Any) -> None:
    assert any(isinstance(claim.value, Actor) and agent in claim.value.name and claim.stance.polarity == polarity
               for claim in read(text, kit).claims if claim.field == "agent")


@pytest.mark.parametrize(("text", "weapon"), [
    (SHOTS + "A semi-automatic rifle was found beside him.", "assault_rifle"),
    (SHOTS + "Police recovered a revolver at the scene.", "handgun"),
    (SHOTS + "Two weapons, a pistol and a knife, have been seized.", "knife"),
    (KNIFE + "He lunged at passengers with a machete.", "machete"),
    (KNIFE + "He pulled an axe from his bag.", "axe"),
    (BOMB + "The device had been hidden in a car.", "car_bomb"),
    (BOMB + "The explosives had been packed into a van.", "car_bomb"),
    (BOMB + "It was a suicide bombing, the police chief said.", "suicide_bomb"),
    (RAID + "Three drones took part, the rebels said.", "drone"),
    (RAID + "There were two drones and a rocket, the ministry replied.", "drone"),
    (RAID + "The chief's house was set ablaze by drones.", "drone"),
    (RAID + "The day before, the rebels had sent drones to the bridge.", "drone"),
])
def test_with_what(text: str, weapon: str, kit: Any) -> None:
    assert weapon in values(text, "weapon", kit)


@pytest.mark.parametrize(("text", "weapon", "other"), [
    (RAID + "He had a pistol, not a rifle.", "handgun", "rifle"),
    (RAID + "The leader was armed with a knife and not a gun.", "knife", "gun"),
    (KNIFE + "He used an axe, not a sword, the officer said.", "axe", "sword"),
])
def test_a_weapon_set_aside_is_none(text: str, weapon: str, other: str, kit: Any) -> None:
    found = values(text, "weapon", kit)
    assert weapon in found
    assert other not in found


@pytest.mark.parametrize(("text", "field", "words"), [
    (BOMB + "The target was a convoy of pilgrims.", "target", "convoy"),
    (BOMB + "The bomb was aimed at police recruits.", "target", "recruits"),
    (DRONE + "The strike was directed at a commander of Al Qaeda.", "target", "commander"),
    (SHOTS + "He hated foreigners, his neighbour said.", "cause", "foreigners"),
    (SHOTS + "The police assume a racist motive.", "cause", "racist"),
    (RAID + "They came to avenge the theft of cattle, an elder said.", "cause", "theft"),
    (RAID + "A quarrel over land lies behind the killings, the governor said.", "cause", "quarrel"),
])
def test_against_whom_and_why(text: str, field: str, words: str, kit: Any) -> None:
    assert any(words in str(value) for value in values(text, field, kit))


def test_when_the_attackers_came(kit: Any) -> None:
    claims = read(RAID + "The attackers arrived at around 4 a.m.", kit).claims
    assert any(claim.field == "when" and " 04:00" in str(getattr(claim.value, "earliest", "")) for claim in claims)
