"""One figure for a cell: stated numbers, persons told of one by one, and who was hit but not killed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.local import answer_documents
from rashomon.weigh.tally import day_of, tally


def tallied(kit: Any, *texts: str) -> dict[str, float | None]:
    """Killed and injured of the main attack over reports of the days after 8 May 2023."""
    documents = [
        document_of(f"{number}.txt", text, kit.settings, Stated(published=f"2023-05-{number + 8:02}"))
        for number, text in enumerate(texts)
    ]
    answer = answer_documents(documents, kit)
    event = next(one for one in answer.events if one.main)
    forms = {form.name: form for pack in kit.packs if pack.name == "armed_attack" for form in pack.fields}
    found = {name: tally(event.claims, forms[name], answer.documents) for name in ("killed", "injured")}
    return {name: value.low if value else None for name, value in found.items()}


@pytest.mark.parametrize("text", [
    "A clerk was shot in a shop on Friday. The clerk died in hospital.",
    "Ana Ruiz was shot in a shop on Friday. Ruiz, 34, was pronounced dead there. She was killed over a till.",
    "A 34-year-old woman was fatally shot in a shop on Friday. The victim was Ana Ruiz.",
])
def test_one_person_told_of_in_many_words_is_one(text: str, kit: Any) -> None:
    assert tallied(kit, text)["killed"] == 1


def test_a_man_and_a_woman_are_two(kit: Any) -> None:
    text = "A 61-year-old man was killed in a shooting on Friday. A 34-year-old woman was killed beside him."
    assert tallied(kit, text)["killed"] == 2


@pytest.mark.parametrize(("text", "killed", "injured"), [
    ("Four people were shot in a bar on Friday. One man was killed.", 1, 3),
    ("A girl was shot in a yard on Friday. She was taken to hospital.", None, 1),
    ("A man was shot in a yard on Friday and nobody else was hurt. He died.", 1, 0),
])
def test_who_was_hit_and_is_not_dead_was_hurt(text: str, killed: float | None, injured: float, kit: Any) -> None:
    found = tallied(kit, text)
    assert (found["killed"] or None, found["injured"]) == (killed, injured)


def test_later_reports_go_before_earlier_ones(kit: Any) -> None:
    first = "Gunmen opened fire in a bar in Wichita on Sunday. Two people were killed."
    later = "Gunmen opened fire in a bar in Wichita on Sunday. Three people were killed."
    assert tallied(kit, first, later)["killed"] == 3


def test_without_a_stated_day_the_first_publication_serves_and_is_called_so(kit: Any) -> None:
    documents = [document_of("a.txt", "A clerk was shot in a shop and died.", kit.settings,
                             Stated(published="2023-05-08"))]
    answer = answer_documents(documents, kit)
    event = next(one for one in answer.events if one.main)
    assert day_of(event, answer.documents) == (date(2023, 5, 8), "published")
