"""Whose words they are, as the phrase names them: several together, and nothing of the clause that hangs on a name."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents

LEAD = "North Korea fired a ballistic missile on Monday. "


def origins(sentence: str, kit: Any) -> set[str]:
    """Names of the voices behind the claims of a sentence after a lead."""
    answer = answer_documents([Document(id="d", path="d.txt", text=LEAD + sentence)], kit)
    return {
        claim.origin.name for event in answer.events for claim in event.claims
        if claim.sentence[0] >= len(LEAD) - 1 and len(claim.chain) > 1
    }


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A Danish military official, speaking on customary condition of anonymity, said two missiles were fired.",
         "Danish military official"),
        ("A harbour pilot, quoting what he had seen, said two missiles were fired.", "harbour pilot"),
        ("A senior diplomat, asking not to be named, said that two missiles were fired.", "senior diplomat"),
    ],
)
def test_a_participle_behind_a_comma_is_no_part_of_the_name(sentence: str, name: str, kit: Any) -> None:
    assert origins(sentence, kit) == {name}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Ola Berg and Ida Holm said two missiles were fired.", ("Ola Berg", "Ida Holm")),
        ("Ola Berg, Ida Holm and Jens Lund said two missiles were fired.", ("Ola Berg", "Ida Holm", "Jens Lund")),
        ("Seoul and Tokyo said two missiles were fired.", ("South Korea", "Japan")),
    ],
)
def test_several_who_speak_together_are_all_named(sentence: str, names: tuple[str, ...], kit: Any) -> None:
    found = origins(sentence, kit)
    assert len(found) == 1 and all(name in next(iter(found)) for name in names)
