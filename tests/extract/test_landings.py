"""Where something came down, as news says it: behind a flight, beside a zone, by distance from a place."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents

LEAD = "North Korea launched a ballistic missile on Monday. "


def told(sentence: str, field: str, kit: Any) -> list[tuple[str, str]]:
    """Words and concept (or name) of the claims on a field in a sentence after a lead."""
    answer = answer_documents([Document(id="d", path="d.txt", text=LEAD + sentence)], kit)
    return [
        (claim.text, getattr(claim.value, "concept", "") or getattr(claim.value, "name", ""))
        for event in answer.events for claim in event.claims if claim.field == field
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The missile flew about 900 kilometers before landing in the Sea of Japan, the Joint Chiefs of Staff said.",
        "It rose to 600 km, falling into the Sea of Japan after ten minutes.",
        "The missile flew for an hour and came down in the Sea of Japan, Tokyo said.",
    ],
)
def test_a_flight_ends_where_the_same_sentence_says(sentence: str, kit: Any) -> None:
    assert [name for _, name in told(sentence, "landing", kit)] == ["Sea of Japan"]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("It splashed down about 250 km west of Hokkaido, outside Japan's exclusive economic zone, according to Tokyo.",
         "outside_eez"),
        ("It fell some 250 km west of Oshima island, inside Japan's exclusive economic zone.", "in_eez"),
        ("The missile came down outside of Japan's EEZ, the ministry said.", "outside_eez"),
    ],
)
def test_the_side_of_a_zone_is_read_beside_its_owner(sentence: str, concept: str, kit: Any) -> None:
    assert [one for _, one in told(sentence, "zone", kit)] == [concept]
