"""A part of a salvo is no count of it; a missile that nobody names more exactly contradicts no class of missile."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents


@pytest.mark.parametrize(
    "sentence",
    [
        "One of the missiles may have fallen inside Japan's exclusive economic zone, the ministry said.",
        "One of them came down in the Sea of Japan, the ministry said.",
        "Two of the missiles fell into the sea near Hokkaido, the ministry said.",
    ],
)
def test_a_part_that_falls_is_no_count_of_the_salvo(sentence: str, kit: Any) -> None:
    text = f"North Korea fired three ballistic missiles on Monday. {sentence}"
    answer = answer_documents([Document(id="d", path="d.txt", text=text)], kit)
    counts = [claim.text for event in answer.events for claim in event.claims if claim.field == "count"]
    assert counts == ["three ballistic missiles"]


@pytest.mark.parametrize("other", ["a guided missile", "a tactical guided missile", "an unidentified projectile"])
def test_a_word_for_any_missile_disputes_none(other: str, kit: Any) -> None:
    texts = ["Japan said North Korea fired a ballistic missile on Monday.",
             f"North Korea fired {other} on Monday, South Korea said."]
    documents = [Document(id=f"d{at}", path=f"d{at}.txt", text=text) for at, text in enumerate(texts)]
    answer = answer_documents(documents, kit)
    verdicts = {row.name: row.verdict for event in answer.events for row in event.lineups}
    assert verdicts["weapon"] == "refined"
