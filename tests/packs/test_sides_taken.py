"""Which side was taken in dealings of states, in one word: of an offer, of a deed, and what talks came to."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Term
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

TALKS = "The foreign ministers of Norway and Chile met in Oslo on Monday. "


def sides(text: str, kit: Any, kind: str) -> list[tuple[str, str]]:
    """Concept and polarity of each stance of one kind, in text order."""
    report = of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)
    return [(claim.value.concept, claim.stance.polarity) for claim in report.claims
            if claim.field == "stance" and claim.kind == kind and isinstance(claim.value, Term)]


@pytest.mark.parametrize(("sentence", "concept"), [
    ("The talks broke down after an hour.", "broke_down"),
    ("The negotiations collapsed at noon.", "broke_down"),
    ("The summit was a failure.", "broke_down"),
    ("The meeting ended without an agreement.", "no_agreement"),
    ("The negotiations made no progress.", "no_progress"),
    ("The talks were fruitless.", "no_progress"),
    ("The talks were constructive.", "constructive"),
])
def test_what_talks_came_to(sentence: str, concept: str, frames_alone: Any) -> None:
    assert sides(TALKS + sentence, frames_alone, "meeting") == [(concept, "affirmed")]


@pytest.mark.parametrize(("sentence", "kind", "concept"), [
    ("Chile has accepted an invitation to meet again in May.", "offer", "accepted"),
    ("Norway proposed a new round of talks.", "offer", "offered"),
    ("Chile refused to negotiate with Norway.", "refusal", "refused"),
    ("Norway rejected the offer from Chile.", "refusal", "rejected"),
    ("Norway condemned the attack on Chile's embassy.", "statement", "condemned"),
])
def test_what_was_done_with_an_offer_or_a_deed(sentence: str, kind: str, concept: str, frames_alone: Any) -> None:
    assert (concept, "affirmed") in sides(TALKS + sentence, frames_alone, kind)
