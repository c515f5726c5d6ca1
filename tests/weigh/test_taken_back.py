"""A report that tells of a correction, whoever made it and whatever was taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from rashomon.model import Document
from rashomon.run.local import answer_documents

LEAD = "A ferry sank off Marne on Monday, killing 12 people, the harbour police said.\n\n"


def told(sentence: str, kit: Any) -> list[str]:
    """Words of the corrections that a dispatch with this second paragraph is found to tell of."""
    document = Document(id="dispatch", path="dispatch.txt", text=LEAD + sentence)
    answer = answer_documents([document], kit)
    assert answer.events, "the lead must open an event"
    return [
        document.text[one.span.start : one.span.end]
        for one in answer.findings if one.kind == "correction" and one.span and one.span.start >= len(LEAD)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The first figure, given before noon, was an error.",
        "An estimate of 40 missing turned out to be wrong.",
        "That was incorrect: nearly all of them came from the town itself.",
        "On Tuesday a channel named the wrong captain.",
        "The ministry retracted its statement on Tuesday.",
        "The harbour police took their first count back within hours.",
        "The mayor denied having counted 40 dead.",
        "The coastguard lowered the number of survivors from 81 to 79.",
        "The toll rose from the nine given at first, the hospital said.",
        "The agency replaced that sentence within a day.",
        "The mate is no longer considered a suspect.",
        "The list published last night is no longer current.",
        "The number of injured, first put at 31, stands at 44 now.",
        "An earlier version of this report gave the wrong name of the ship.",
        "Correction: the captain is called Arne Holt.",
        "The police had counted two after lunch and three by dusk.",
        "On Tuesday he had said that the ferry went down at 9:40 p.m.",
    ],
)
def test_a_sentence_that_takes_something_back_is_a_finding(sentence: str, kit: Any) -> None:
    assert len(told(sentence, kit)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "It would be wrong to speak of an accident, the mayor said.",
        "The report was not wrong, he insisted.",
        "The company reduced its 400g bars to 360g last year.",
        "The army withdrew its troops from the island.",
        "Divers brought to 14 the number of bodies found.",
        "The minister denied the report, saying that nobody was missing.",
        "The first of 40 buses arrived within an hour.",
        "They could no longer stand the noise.",
        "The ferry had carried 300 people in June.",
        "If the figure is wrong, it will be corrected.",
        "By then the mayor had counted 12 bodies and Berg's hospital 14.",
    ],
)
def test_a_sentence_that_takes_nothing_back_is_none(sentence: str, kit: Any) -> None:
    assert told(sentence, kit) == []


def test_a_deed_of_the_past_is_no_figure_given_up(kit: Any) -> None:
    text = LEAD + "The line had lost a ship in May; that wreck had killed six people, according to the harbour police."
    answer = answer_documents([Document(id="old", path="old.txt", text=text)], kit)
    assert not [claim for event in answer.events for claim in event.claims if claim.status]


def test_a_correction_that_the_later_report_tells_of_is_not_called_silent(kit: Any) -> None:
    first = "North Korea fired two ballistic missiles on Monday, Japan's Defense Ministry said."
    later = (
        "North Korea fired one ballistic missile on Monday, Japan's Defense Ministry said on Tuesday.\n\n"
        "Its first count of two missiles was an error, the ministry said."
    )
    documents = [
        Document(id=f"d{at}", path=f"d{at}.txt", text=text, published=datetime(2022, 11, 14 + at, 12, tzinfo=UTC))
        for at, text in enumerate((first, later))
    ]
    told = [one.message for one in answer_documents(documents, kit).findings if one.kind == "correction"]
    assert told and not any("does not mention" in message for message in told)
