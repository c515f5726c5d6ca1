"""What a denial denies: where a thing fell, not what it was."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents


@pytest.mark.parametrize(
    "sentence",
    [
        "The ballistic missile did not fall in Norwegian waters, the minister said.",
        "The cruise missile did not land in the sea, an official said.",
        "These ballistic missiles did not come down near the coast, he said.",
    ],
)
def test_what_the_thing_is_stays_affirmed(sentence: str, kit: Any) -> None:
    text = f"North Korea fired a missile on Monday, South Korea said. {sentence}"
    answer = answer_documents([Document(id="d", path="d.txt", text=text)], kit)
    weapons = [claim for event in answer.events for claim in event.claims if claim.field == "weapon"]
    assert weapons and all(claim.stance.polarity == "affirmed" for claim in weapons)
