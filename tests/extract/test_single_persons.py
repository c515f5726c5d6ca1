"""One person told of beside a total is a part of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents

LEAD = "A bomb killed 34 people at a market in Bergen on Sunday, the police said.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "A woman died in hospital on Monday, the mayor said.",
        "Another man died of his wounds, the hospital said.",
        "A child was killed by the blast, a witness said.",
    ],
)
def test_one_person_disputes_no_total(sentence: str, kit: Any) -> None:
    document = Document(id="d", path="d.txt", text=LEAD + sentence, published=datetime(2025, 4, 15, 12, tzinfo=UTC))
    answer = answer_documents([document], kit)
    rows = [row for event in answer.events for row in event.lineups if row.name == "killed"]
    assert rows and all(row.verdict != "disputed" for row in rows)
    assert not [one for one in answer.findings if one.kind == "dispute"]
