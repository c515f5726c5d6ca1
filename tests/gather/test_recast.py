"""A happening told in the terms of another kind needs more than a day in common."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.local import answer_documents

LAUNCH = "Norland launched a ballistic missile from its east coast on Wednesday, its army said. It flew 400 km."


@pytest.mark.parametrize(
    "attack",
    [
        "A suicide attack in Damascus on Wednesday killed 70 people. The bomber struck near a shrine.",
        "Gunmen attacked a market in Kano on Wednesday and killed nine people, the police said.",
        "An air strike on Wednesday killed twelve people in Aleppo, residents said.",
    ],
)
def test_an_attack_of_the_same_day_is_no_launch(kit: Any, attack: str) -> None:
    told = [LAUNCH, attack]
    documents = [
        document_of(f"{number}.txt", text, kit.settings, Stated(outlet=f"Paper {number}", published="2024-05-16"))
        for number, text in enumerate(told)
    ]
    answer = answer_documents(documents, kit)
    mixed = [
        claim for event in answer.events for claim in event.claims
        if claim.kind == "missile_launch" and claim.maker.startswith("armed_attack")
    ]
    assert mixed == []
