"""A report that sets a figure or a statement aside in plain words, totals that their parts belie, and page heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents, answer_paths

LEAD = "A ferry sank off Marne on Monday, killing 12 people, the harbour police said.\n\n"


def found(sentence: str, kind: str, kit: Any) -> list[str]:
    """Words of the findings of one kind in the second paragraph of a dispatch."""
    document = Document(id="dispatch", path="dispatch.txt", text=LEAD + sentence)
    answer = answer_documents([document], kit)
    assert answer.events, "the lead must open an event"
    return [
        document.text[one.span.start : one.span.end]
        for one in answer.findings if one.kind == kind and one.span and one.span.start >= len(LEAD)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The 15 of Monday night could no longer be upheld, an officer said.",
        "Her list of 40 missing should no longer be used, the mayor's office said.",
        "The figure of 31 rescued must be read as 13, the coastguard wrote.",
        "The number given by the pilots is to be understood as 20, he said.",
        '"The real number was nearer 90," said a fireman.',
        "The correct date of the last inspection is May 9.",
        "The hospital has taken two names off the list of the dead.",
        "Three people were struck from the count, as they had stayed at home.",
        "A radio station spoke of a bomb; it took that back an hour later.",
        "The prefect has gone back on his figure.",
        "The ministry said that it had mixed up crew and passengers.",
        "His office had sent out 57 by a slip of the pen.",
        "The shipping line has since changed the hour of departure.",
        "The rescuers had at first put the wreck in the northern bay.",
        "In its first bulletin the coastguard had spoken of two ships.",
        "They earlier said that 22 children were aboard.",
        "The Red Brigade disowned the attack on the harbour.",
        "The port authority withdrew the transcript.",
        "All the boats, contrary to what this paper printed yesterday, came home.",
        "Our Tuesday edition had the ferry leave at 9:30.",
    ],
)
def test_what_is_set_aside_is_a_correction(sentence: str, kit: Any) -> None:
    assert len(found(sentence, "correction", kit)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry could no longer be seen from the pier.",
        "Life jackets must be worn as long as the ship moves.",
        "The number of boats in the harbour was 90 that day.",
        "Two men were taken off the ship by a helicopter.",
        "He took his coat back from the rail.",
        "The crew had mixed feelings about the new captain.",
        "Two sailors fell overboard by accident in May.",
        "The weather has since changed.",
        "The passengers had at first sat on the upper deck.",
        "The captain, who is 54, was initially taken to the island hospital.",
        "The company had ordered 40 new boats in its first year.",
        "The mayor thanked the fishermen, who had earlier repaired three of the boats.",
    ],
)
def test_what_only_sounds_alike_is_none(sentence: str, kit: Any) -> None:
    assert found(sentence, "correction", kit) == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Eleven people were hurt: six in the engine room and three on deck.", 1),
        ("Nine were flown out (four children, two women and four men).", 1),
        ("Of the 40 aboard, 22 were men, 15 were women and eight children.", 1),
        ("Eleven people were hurt: six in the engine room and five on deck.", 0),
        ("Eleven people were hurt, including three on deck.", 0),
        ("Of the 40 aboard, 22 were men and 15 were tourists.", 0),
        ("Three boats came: a tug, a trawler and the pilot.", 0),
    ],
)
def test_parts_that_do_not_make_their_total(sentence: str, count: int, kit: Any) -> None:
    assert len(found(sentence, "self_contradiction", kit)) == count


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ("The Marne Courier, Friday, June 6, 2019", 1),
        ("MARNE TODAY | Wed 5 Jun 2019", 0),
        ("The Harbour Post - Monday, 4 June 2019", 1),
        ("The Harbour Post - Monday, June 4", 0),
    ],
)
def test_a_page_head_whose_weekday_its_date_does_not_have(head: str, count: int, kit: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{head}\n\nFerry sinks\n\nA ferry sank off Marne on Tuesday, killing 12 people, police said.\n")
    answer = answer_paths([str(path)], kit)
    assert answer.events
    assert sum(one.kind == "reference" for one in answer.findings) == count
