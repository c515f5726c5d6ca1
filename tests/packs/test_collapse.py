"""Bridges and buildings that collapse, in the pack disaster: what opens the event, and what only sounds like one."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Claim, Quantity, Term, When
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document


def read(text: str, kit: Any) -> tuple[Claim, ...]:
    """The claims of one report of 3 May 2023 about disasters."""
    report = of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)
    return tuple(claim for claim in report.claims if claim.kind == "disaster")


def hazards(claims: tuple[Claim, ...]) -> set[str]:
    """What happened, as concepts."""
    return {claim.value.concept for claim in claims if claim.field == "hazard" and isinstance(claim.value, Term)}


def killed(claims: tuple[Claim, ...]) -> set[float | None]:
    """Lower ends of the dead."""
    return {claim.value.low for claim in claims if claim.field == "killed" and isinstance(claim.value, Quantity)}


@pytest.mark.parametrize(("sentence", "hazard"), [
    ("Pier 3 of the viaduct over the Arda gave way at 9:15 a.m. on 2 May.", "bridge_collapse"),
    ("Part of the old bridge in Riga came down on Monday shortly before noon.", "bridge_collapse"),
    ("Some 90 metres of the footbridge came down before dawn.", "bridge_collapse"),
    ("The hotel in Riga came down on Monday.", "building_collapse"),
    ("The east wing of the hotel collapsed on Monday.", "building_collapse"),
])
def test_a_part_that_falls_is_a_collapse_of_the_whole(sentence: str, hazard: str, kit: Any) -> None:
    claims = read(sentence + " Eleven people died.", kit)
    assert hazard in hazards(claims)
    assert killed(claims) == {11}


@pytest.mark.parametrize("sentence", [
    "The confirmed victims of the collapse of 30 April are 17.",
    "Rescuers left the site of Monday's collapse, where 17 people died.",
    "The mayor visited the site of the collapse of 30 April. Seventeen people died there.",
])
def test_a_dated_collapse_is_an_event(sentence: str, kit: Any) -> None:
    claims = read(sentence, kit)
    assert hazards(claims) == {"collapse"}
    assert killed(claims) == {17}
    assert any(claim.field == "when" and isinstance(claim.value, When) for claim in claims)


@pytest.mark.parametrize("sentence", [
    "The collapse of the talks on Monday cost nine people their jobs.",
    "House prices came down on Monday.",
    "Part of the plan fell through on Monday.",
])
def test_talks_and_prices_that_fall_are_no_disaster(sentence: str, kit: Any) -> None:
    assert read(sentence, kit) == ()
