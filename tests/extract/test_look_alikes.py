"""Words that look like a place, a day or a death, and are none."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents


def told(text: str, kit: Any) -> dict[str, list[str]]:
    """Field to the words of its claims."""
    answer = answer_documents([Document(id="d", path="d.txt", text=text)], kit)
    found: dict[str, list[str]] = {}
    for event in answer.events:
        for claim in event.claims:
            found.setdefault(claim.field, []).append(claim.text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "A gunman killed three people at a Christmas market in Bergen, the police said.",
        "Two men were shot dead at a Halloween party in Bergen.",
        "A bomb killed four shoppers at the Christmas fair in Bergen.",
    ],
)
def test_a_festival_before_a_noun_is_no_day_and_no_town(text: str, kit: Any) -> None:
    found = told(text, kit)
    assert "when" not in found
    assert not {"Christmas", "Halloween"} & set(found.get("place", []))


@pytest.mark.parametrize(
    "text",
    [
        "A gunman shot people in Bergen. The minister said two people were killed and a third was brain dead.",
        "A gunman killed two people in Bergen; a guard was left for dead.",
        "A gunman killed two people in Bergen. A third victim is clinically dead, the hospital said.",
    ],
)
def test_who_is_brain_dead_is_not_counted_among_the_dead(text: str, kit: Any) -> None:
    assert told(text, kit)["killed"] == ["two people"]
