"""Counts of a disaster that stand behind labels, in vessels, with tolls; the hour by calls; one who died is one."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Term, When
from tests.packs.conftest import FERRY, FIRE, counts, read

PLANE = "A plane crashed near Quito on Monday. "


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("On board: 212.", "aboard", (212, 212)),
    ("Of these, rescued so far: 88.", "rescued", (88, 88)),
    ("Dead: three; missing: 14.", "killed", (3, 3)),
    ("Dead: three; missing: 14.", "missing", (14, 14)),
    ("Whereabouts unknown: 31.", "missing", (31, 31)),
    ("The injured, 40 in all, were taken ashore.", "injured", (40, 40)),
])
def test_figures_behind_labels(sentence: str, field: str, value: tuple[float, float], kit: Any) -> None:
    assert value in counts(FERRY + sentence, field, kit)


@pytest.mark.parametrize(("sentence", "value"), [
    ("There were 22 people in the ferry.", (22, 22)),
    ("They are among the 95 people who, by the owner's list, were on the boat.", (95, 95)),
    ("At least 60 were travelling on the ship.", (60, None)),
    ("In 1999 a trawler sank with the loss of all 12 on board.", (12, 12)),
])
def test_who_was_in_it(sentence: str, value: tuple[float, float | None], kit: Any) -> None:
    assert value in counts(FERRY + sentence, "aboard", kit)


@pytest.mark.parametrize(("text", "field", "value"), [
    (FERRY + "In 1999 a trawler sank with the loss of all 12 on board.", "killed", (12, 12)),
    (FERRY + "Divers had lifted 31 bodies from the hull.", "killed", (31, 31)),
    (FERRY + "One died in hospital.", "killed", (1, 1)),
    (FERRY + "One is still missing.", "missing", (1, 1)),
    (FERRY + "Some 40 people, the mayor said, remain to be found.", "missing", (40, 40)),
    (FERRY + "Up to 20 people may still be missing.", "missing", (None, 20)),
    (FERRY + "Families have reported six sailors as missing.", "missing", (6, 6)),
    (FERRY + "The navy put the number of those saved at 61.", "rescued", (61, 61)),
    (FERRY + "The 75 people given as rescued by the minister had been counted twice.", "rescued", (75, 75)),
    (FERRY + "The coast guard cut its 75 survivors to 71.", "rescued", (71, 71)),
    (FERRY + "\"We have not found anybody alive,\" a diver said.", "rescued", (0, 0)),
    (FIRE + "The guests who had to leave their rooms and homes are 130.", "displaced", (130, 130)),
    (FIRE + "The injured number 17.", "injured", (17, 17)),
    (FIRE + "The city has rehoused 60 families.", "displaced", (60, 60)),
    (FIRE + "The city found beds for 30 households.", "displaced", (30, 30)),
])
def test_tolls_in_more_words(
    text: str, field: str, value: tuple[float | None, float | None], kit: Any
) -> None:
    assert value in counts(text, field, kit)


@pytest.mark.parametrize(("text", "field", "values"), [
    ("Nine guests were hurt. The number of homeless, long given as 80, was lowered to 62.", "injured", [(9, 9)]),
    ("The toll has wandered. Police estimated it at 30, then at 33.", "killed", [(30, 30), (33, 33)]),
    ("Twelve died, police said. The ministry's figure is 14.", "killed", [(12, 12), (14, 14)]),
    ("Twelve died, police said. The figure is one of many.", "killed", [(12, 12)]),
    ("The guests who died were 34 and 61.", "killed", []),
    ("About 20 of the survivors are in hospital.", "rescued", []),
])
def test_a_figure_belongs_to_its_toll(
    text: str, field: str, values: list[tuple[float, float]], frames_alone: Any
) -> None:
    assert counts(FIRE + text, field, frames_alone) == values


@pytest.mark.parametrize(("text", "clock"), [
    (FIRE + "The first call was taken at 00:54 on Monday.", "00:54"),
    (FIRE + "A porter rang the fire brigade at 3.15 a.m. on Monday.", "03:15"),
    (PLANE + "It lost touch with the tower at 10:50 a.m. on Monday.", "10:50"),
    (PLANE + "The last contact with the crew came at 10:48 a.m. on Monday.", "10:48"),
    (PLANE + "The impact was timed at 10:57 a.m. on Monday.", "10:57"),
])
def test_calls_and_contacts_tell_the_hour(text: str, clock: str, kit: Any) -> None:
    zones = {claim.value.earliest.strftime("%H:%M") for claim in read(text, kit)
             if claim.field == "when" and isinstance(claim.value, When)}
    local = {(claim.value.earliest, claim.value.zone) for claim in read(text, kit) if isinstance(claim.value, When)}
    assert clock in zones, local


@pytest.mark.parametrize("text", [
    "A report on the crash: findings on the Cessna that was lost near Quito on Monday with nine passengers.",
    "An airliner came down near Quito on Monday.",
    "Searchers found the bodies of those in the Twin Otter that was lost near Quito on Monday.",
])
def test_aircraft_that_are_lost(text: str, kit: Any) -> None:
    assert "plane_crash" in {claim.value.concept for claim in read(text, kit) if isinstance(claim.value, Term)}
