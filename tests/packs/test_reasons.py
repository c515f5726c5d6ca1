"""Causes, attackers and targets in the packs disaster and armed_attack, and words that only look like an attack."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Actor, Quantity, Report, Words
from rashomon.read.records import Stated, document_of
from rashomon.run.recipe import of_document

FIRE = "A fire broke out in a hotel in Lyon on Monday. "
RAID = "Gunmen attacked a village near Gao on Monday and killed nine people. "


def read(text: str, kit: Any) -> Report:
    """One report of 3 May 2023."""
    return of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)


def counts(report: Report, field: str, kind: str) -> list[tuple[float | None, float | None]]:
    """Lower and upper ends of one field of one kind, in text order."""
    return [(claim.value.low, claim.value.high) for claim in report.claims
            if claim.field == field and claim.kind == kind and isinstance(claim.value, Quantity)]


def causes(report: Report) -> list[tuple[str, str, str]]:
    """What the text puts the event down to: words, polarity, certainty."""
    return [(claim.value.text, claim.stance.polarity, claim.stance.certainty) for claim in report.claims
            if claim.field == "cause" and isinstance(claim.value, Words)]


def agents(report: Report) -> set[str]:
    """Who did it."""
    return {claim.value.name for claim in report.claims if claim.field == "agent" and isinstance(claim.value, Actor)}


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("The prefect put the dead at 14 and the wounded at 52.", "injured", (52, 52)),
    ("The injured numbered 38.", "injured", (38, 38)),
    ("The mayor put the number killed at 17.", "killed", (17, 17)),
    ("The blaze killed at least six guests and injured some 40, as smoke filled the stairs.", "injured", (40, 40)),
    ("One of the roughly 90 guests was badly burned and hurt.", "injured", (1, 1)),
    ("He attended the burial of 12 on Tuesday.", "killed", (12, 12)),
    ("Eleven guests could not be traced.", "missing", (11, 11)),
])
def test_figures_behind_their_word(
    sentence: str, field: str, value: tuple[float, float], kit: Any
) -> None:
    assert value in counts(read(FIRE + sentence, kit), field, "disaster")


@pytest.mark.parametrize(("sentence", "cause"), [
    ("The fire chief would not rule out arson.", ("arson", "open", "possible")),
    ("It may be linked to the welding work.", ("the welding work", "affirmed", "possible")),
    ("It was arson, the owner said.", ("arson", "affirmed", "certain")),
    ("The owner called it a deliberate act.", ("a deliberate act", "affirmed", "certain")),
    ("Police ascribed it to negligence.", ("negligence", "affirmed", "certain")),
    ("The likeliest theory is a short circuit in the kitchen.",
     ("a short circuit in the kitchen", "affirmed", "probable")),
    ("There is still no known explanation, and no motive.", ("unknown", "open", "certain")),
    ("What set the curtains alight remains unknown.", ("unknown", "open", "certain")),
])
def test_what_a_fire_is_put_down_to(sentence: str, cause: tuple[str, str, str], kit: Any) -> None:
    assert cause in causes(read(FIRE + sentence, kit))


@pytest.mark.parametrize(("text", "name"), [
    (RAID + "The gunman was Paul Adeyemi, 31, a cook from Lagos.", "Paul Adeyemi"),
    (RAID + "A court sentenced Paul Adeyemi to life in prison for planting the bomb.", "Paul Adeyemi"),
    ("Shots were fired into a crowd in Leeds on Monday, when Mark Ellery killed three people and wounded two.",
     "Mark Ellery"),
])
def test_an_attacker_by_name(text: str, name: str, kit: Any) -> None:
    assert name in agents(read(text, kit))


@pytest.mark.parametrize("text", [
    "The gunman was Paul Adeyemi, a retired cook. The police chief gave the sum: 14 dead and 52 injured.",
    "He fired pistols into the crowd on Monday, killing 14 people. Nobody knows what drove the attacker.",
    "A knifeman hurt three shoppers in Leeds on Monday.",
])
def test_whoever_speaks_of_a_gunman_speaks_of_an_attack(text: str, kit: Any) -> None:
    assert any(claim.kind == "armed_attack" for claim in read(text, kit).claims)


@pytest.mark.parametrize("text", [
    "The senator launched a fierce assault on the budget in Berlin on Monday.",
    "Her attacks on the mayor in the debate on Monday cost her votes.",
    "Regulators carried out a raid on the carmaker in Munich on Monday.",
    "The chairman shot down suggestions that the club would sell him.",
    "The firing of the coach in March surprised the players.",
    "The economic explosion of the 1920s made the town rich.",
    "The streets of Naples were flooded with fans on Monday.",
])
def test_figures_of_speech_open_no_event(text: str, kit: Any) -> None:
    assert [claim.maker for claim in read(text, kit).claims if claim.kind in {"disaster", "armed_attack"}] == []


@pytest.mark.parametrize(("sentence", "target"), [
    ("The attack had targeted a convoy of traders.", "convoy"),
    ("The slaughter of salt miners shocked the country.", "salt miners"),
    ("The massacre of pilgrims was condemned.", "pilgrims"),
])
def test_whom_it_was_aimed_at(sentence: str, target: str, kit: Any) -> None:
    assert any(claim.field == "target" and target in getattr(claim.value, "text", "")
               for claim in read(RAID + sentence, kit).claims)
