"""What a disaster is put down to, in the words of reports: parts that fail, answers, blame, denials, nothing known."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

FIRE = "A fire broke out in a hotel in Lyon on Monday. "
FERRY = "A ferry capsized off Batangas on Monday. "
PLANE = "A plane crashed near Quito on Monday. "


def causes(text: str, kit: Any) -> set[tuple[str, str, str]]:
    """Words, polarity and certainty of every cause that one report of 3 May 2023 names."""
    report = of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)
    return {(claim.value.text, claim.stance.polarity, claim.stance.certainty) for claim in report.claims
            if claim.field == "cause" and isinstance(claim.value, Words)}


@pytest.mark.parametrize("sentence", [
    "How the blaze started has not been established.",
    "It is too early to determine the cause, the prefect said.",
    "It would be premature to say what led to the fire.",
    "It was too soon to speculate, a spokesman said.",
    "Why the alarm stayed silent is not known.",
])
def test_nobody_knows_yet(sentence: str, kit: Any) -> None:
    assert ("unknown", "open", "certain") in causes(FIRE + sentence, kit)


@pytest.mark.parametrize(("text", "cause"), [
    (FIRE + "A tumble dryer had overheated on the third floor.", "A tumble dryer had overheated on the third floor"),
    (FIRE + "The fire started in a heater on the third floor.", "a heater"),
    (FERRY + "A rope had snapped, the owner said.", "A rope had snapped"),
    (FERRY + "The harbour master thinks that her ballast shifted.", "her ballast shifted"),
    (FERRY + "The boat had turned too abruptly, a sailor said.", "The boat had turned too abruptly"),
    (PLANE + "An engine caught fire, witnesses said.", "An engine caught fire"),
    (PLANE + "The pilot lost control.", "The pilot lost control"),
])
def test_what_failed(text: str, cause: str, kit: Any) -> None:
    assert cause in {words for words, polarity, _ in causes(text, kit) if polarity == "affirmed"}


@pytest.mark.parametrize(("text", "cause"), [
    (FIRE + "A candle, say the neighbours.", "A candle"),
    (FIRE + "A short circuit, says the caretaker of the house.", "A short circuit"),
    (FIRE + "Prosecutors blame a mistake in the kitchen.", "a mistake in the kitchen"),
    (FIRE + "Corrosion brought the roof down, the engineers believe.", "Corrosion"),
    (FIRE + "A spark from a passing train may have set it off.", "A spark from a passing train"),
    (FERRY + "An inquiry held that the owners bore the blame.", "the owners"),
    (PLANE + "Fog was the problem, the mayor said.", "Fog"),
    (PLANE + "First indications were of an engine failure.", "an engine failure"),
])
def test_whom_and_what_they_blame(text: str, cause: str, kit: Any) -> None:
    assert cause in {words for words, polarity, _ in causes(text, kit) if polarity == "affirmed"}


@pytest.mark.parametrize(("text", "cause"), [
    (PLANE + "Fog can be ruled out, the mayor said.", "Fog"),
    (PLANE + "Weather was not a factor.", "Weather"),
    (PLANE + "The airline rejects the talk of a mechanical fault.", "a mechanical fault"),
    (FERRY + "Rumours of a reef were dismissed by the coast guard.", "a reef"),
    (FIRE + "The fire was not started deliberately.", "was not started deliberately"),
    (FIRE + "Police had found nothing to suggest that somebody lit it on purpose.", "lit it on purpose"),
])
def test_what_it_was_not(text: str, cause: str, kit: Any) -> None:
    assert {polarity for words, polarity, _ in causes(text, kit) if words == cause} == {"denied"}


@pytest.mark.parametrize("text", [
    FIRE + "The mayor blamed the attack on the Northern Front.",
    FIRE + "The brigade pulled down the tents; the time of its arrival was not the problem.",
    FIRE + "It is too early to go home, the mayor told the guests.",
    FERRY + "The owner turned quietly to the press.",
    PLANE + "The radio station said that it would broadcast the funeral.",
])
def test_other_words_are_no_cause(text: str, kit: Any) -> None:
    assert causes(text, kit) == set()
