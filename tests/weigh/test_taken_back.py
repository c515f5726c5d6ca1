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


@pytest.mark.parametrize(
    "sentence",
    [
        "The clinic treated 31 passengers, six more than it had announced at noon.",
        "The dead number 11, two fewer than first thought.",
        "The list now holds 212 names, as against 240 reported on Friday.",
        "The owner gave 80 passengers, down from the 96 stated on Tuesday.",
        "Fifty people were on board, not 60 as first reported.",
        "On board: 140 (given earlier: 152).",
        "The 40 dead of our Tuesday edition should be struck out.",
        "On Friday they dropped the estimate and counted 71.",
        "In June the inquiry had put the wreck two miles out. That is now withdrawn.",
        "The figure of 115 sent out at noon is hereby replaced.",
        "The death count was revised from 14 to 13.",
        "The hour of the first call has been changed from 3:32 to 3:40 a.m.",
        "Having put the number aboard at 77, 59 and 62, the coastguard arrived at 76.",
        "The five arrests announced on Monday came down to a single one.",
        "Earlier on Tuesday the ministry's count had been about 20.",
        "On Tuesday this newspaper wrote that the captain had been saved.",
        "Our bulletin of Tuesday said nothing of it; the same note gave 14 dead.",
    ],
)
def test_an_old_figure_beside_the_new_one_is_a_correction(sentence: str, kit: Any) -> None:
    assert len(told(sentence, kit)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials initially blamed the captain but later spoke of a rock.",
        "At first the police took the noise for a bomb; now they say it was a boiler.",
        "The owner revised its earlier count of 14 crew members.",
        "The revised toll, published on Friday, is eleven.",
        "The ministry issued a correction on Tuesday.",
        "The minister corrected himself an hour later.",
        "The harbour police admitted an error in their list.",
        "The first report overstated the number of passengers.",
        "A boy of six was wrongly reported dead.",
        "Three names had been listed twice.",
        "The toll fell to 11 on Friday.",
        "The coastguard cut its estimate by five.",
        "The army changed its account on Wednesday.",
        "The last line should have read 14 dead.",
        "The ship lay in the harbour, not at sea, as we first reported.",
        "The army now speaks of 23 boats.",
        "The police counted ten in the morning, then 17 and finally 23.",
    ],
)
def test_what_was_said_and_no_longer_is_is_a_correction(sentence: str, kit: Any) -> None:
    assert len(told(sentence, kit)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry hit the pier, not the 40 boats behind it.",
        "The port handled 300 ships, as against 280 reported a year earlier.",
        "More than 40 people reported injuries, the hospital said.",
        "On Tuesday we reported from the port.",
        "The minister withdrew it after the talks, officials said.",
        "The crew dropped the anchor at 9 p.m.",
        "A cook, who had given up her place, saw it leave at a quarter to nine on Sunday.",
        "The departure was moved from Monday to Tuesday because of the storm.",
        "The ship (earlier called Marie) sank.",
        "The company originally built ships in Lund.",
        "The water level fell to 11 metres.",
        "The pilot admitted a mistake at the helm.",
        "The mayor now has a new office.",
        "He first met the captain in May, but later lost sight of him.",
        "The captain, as the owner had reported, was not drunk.",
    ],
)
def test_figures_side_by_side_of_other_things_are_none(sentence: str, kit: Any) -> None:
    assert told(sentence, kit) == []


def test_the_new_value_of_the_next_sentence_belongs_to_the_telling(kit: Any) -> None:
    found = told("On Tuesday this newspaper wrote that two had been saved. There were no survivors.", kit)
    assert found == ["On Tuesday this newspaper wrote that two had been saved. There were no survivors."]


def test_a_report_without_an_event_may_take_back_what_another_said(kit: Any) -> None:
    texts = (LEAD, "A word on the disaster\n\nOn Tuesday we wrote that the ferry had been empty. It was not.")
    documents = [Document(id=f"d{at}", path=f"d{at}.txt", text=text) for at, text in enumerate(texts)]
    found = [one for one in answer_documents(documents, kit).findings if one.kind == "correction"]
    assert [one.span.document for one in found if one.span] == ["d1"]


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
