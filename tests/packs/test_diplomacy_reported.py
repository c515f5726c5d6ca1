"""What officials are reported to say, ask, offer and refuse; who sits at a table; which remarks are one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from rashomon.model import Actor, Claim, Document, Event, Report, Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.local import answer_documents
from rashomon.run.recipe import of_document

Read = Callable[[str], Report]


@pytest.fixture(scope="module")
def read(kit: Any) -> Read:
    """Read a text as a report of Thursday, 16 May 2024."""

    def reading(text: str) -> Report:
        stated = Stated(outlet="The Example Post", published="2024-05-16")
        return of_document(document_of("example.txt", text + " A minister had no comment.", kit.settings, stated), kit)

    return reading


def told(report: Report, kind: str, field: str) -> list[Claim]:
    return [claim for claim in report.claims if (claim.kind, claim.field) == (kind, field)]


def events_of(kit: Any, text: str) -> tuple[Event, ...]:
    document = Document(id="d1", path="d1.txt", text=text, published=datetime(2024, 5, 16, 12, tzinfo=UTC))
    return answer_documents([document], kit).events


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The top Iran envoys of France, Germany and the United Kingdom met in Vienna on Friday.",
         "top Iran envoys of France, Germany and the United Kingdom"),
        ("Defence officials from Kenya, the Netherlands and Peru met in Lima on Tuesday.",
         "defence officials from Kenya, the Netherlands and Peru"),
        ("Norway's, Denmark's and the Swedish foreign ministers will meet in Oslo on Friday.",
         "Norway's, Denmark's and the Swedish foreign ministers"),
        ("Chad's and Niger's presidents met in Niamey on Monday.", "Chad's and Niger's presidents"),
        ("Senior diplomats from Egypt and Sudan met in Cairo on Monday.", "senior diplomats from Egypt and Sudan"),
    ],
)  # fmt: skip
def test_the_people_of_several_lands_are_one_party_of_no_one_land(read: Read, text: str, party: str) -> None:
    (claim,) = told(read(text), "meeting", "parties")
    assert isinstance(claim.value, Actor)
    assert (claim.value.name, claim.value.country, claim.value.ref) == (party, "", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru was asked by Chile to withdraw its patrols. Peru has refused.", "withdraw its patrols"),
        ("Kenya is being urged by Uganda to hand over the men. However, Kenya has declined.", "hand over the men"),
        ("Oslo was pressed by London to sign the treaty but refused.", "sign the treaty"),
    ],
)
def test_what_was_asked_and_refused_is_a_refusal(read: Read, text: str, words: str) -> None:
    report = read(text)
    assert any(words in claim.text for claim in told(report, "refusal", "words"))


@pytest.mark.parametrize(
    "text",
    [
        "Peru was asked by Chile to withdraw its patrols. Peru agreed.",
        "Kenya was urged by Uganda to hand over the men. Uganda refused aid.",
        "The driver was asked to stop. He refused the offer of a lift.",
    ],
)
def test_only_a_bare_no_of_whom_was_asked_answers(read: Read, text: str) -> None:
    assert not any("patrols" in claim.text or "men" in claim.text for claim in told(read(text), "refusal", "words"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway's foreign ministry said on Monday that Oslo would return to the fisheries deal with Russia.",
         "Oslo would return to the fisheries deal with Russia"),
        ("Kenya's ambassador told the council that his country could not let Ugandan ships pass.",
         "his country could not let Ugandan ships pass"),
        ("Chile has taken on no new duties towards Peru, Foreign Ministry spokesman Juan Soto said on Tuesday.",
         "Chile has taken on no new duties towards Peru"),
        ("The Turkish foreign minister acknowledged that the accord did not bind Greece.",
         "the accord did not bind Greece"),
    ],
)
def test_what_is_said_of_states_is_told_without_a_word_of_will(read: Read, text: str, words: str) -> None:
    assert words in [claim.text for claim in told(read(text), "statement", "words")]


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian minister said the flight took two hours.",
        "Kenya's health minister said that 14 people had caught the fever.",
        "A Danish coach said his team would return to Sweden on Friday.",
        "North Korea's army said that it fired two ballistic missiles off Wonsan on Tuesday, and South Korea watched.",
    ],
)
def test_what_concerns_no_states_or_is_an_event_is_no_remark(read: Read, text: str) -> None:
    assert told(read(text), "statement", "words") == []


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Should Peru withdraw, Chile would reopen the embassy, Chile's foreign minister said.", "Peru withdraw"),
        ("Russia would leave the deal with Turkey if Ukraine broke its word, Vladimir Putin said.",
         "Ukraine broke its word"),
        ("The Kenyan foreign minister said that Uganda could not sit at the table unless its troops left.",
         "its troops left"),
    ],
)
def test_conditions_of_remarks_and_those_without_if(read: Read, text: str, condition: str) -> None:
    assert any(condition in claim.text for claim in read(text).claims if claim.field == "condition")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The Kenyan ministry stated that if Uganda drops its claim, it may take steps to restore relations, "
         "reported Reuters.", "offer", "Uganda drops its claim"),
        ("Norway offered Kenya the management of a port.", "offer", "offered Kenya the management of a port"),
        ("Chile asked Peru for an extension of the treaty.", "statement",
         "asked Peru for an extension of the treaty"),
        ("Reports of a walkout by the Kenyan envoy were untrue, Uganda's foreign ministry said.", "statement",
         "Reports of a walkout by the Kenyan envoy"),
        ("Kenya's foreign minister said that he wants no war with Uganda, but that his country must defend itself.",
         "statement", "his country must defend itself"),
    ],
)
def test_offers_requests_reports_that_are_untrue_and_second_clauses(
    read: Read, text: str, kind: str, words: str
) -> None:
    claims = [claim for claim in read(text).claims if claim.kind == kind and isinstance(claim.value, Words)]
    assert any(words in claim.text for claim in claims)


def test_what_is_refused_is_the_topic_and_who_refused_is_the_papers_to_tell(read: Read) -> None:
    report = read("Kenya turned down an invitation to talks with Uganda on Monday.")
    assert [claim.text for claim in told(report, "refusal", "topic")] == ["an invitation to talks with Uganda"]
    assert {len(claim.chain) for claim in told(report, "refusal", "parties")} == {1}
    assert {claim.origin.name for claim in told(report, "refusal", "words")} == {"Kenya"}


def test_a_plural_names_both_lands(read: Read) -> None:
    report = read("The Koreas put their hotline back into service at 10 a.m. on Tuesday, Seoul's presidency said.")
    names = {claim.value.name for claim in told(report, "restored_contact", "parties")
             if isinstance(claim.value, Actor)}
    assert names == {"North Korea", "South Korea"}
    assert told(report, "restored_contact", "words")


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Chile's foreign minister Juan Soto denounced the Peruvian patrols on Monday. He said that they were "
         "unacceptable.", 1),
        ('"We want no war with Peru," Chilean Foreign Minister Juan Soto said. He warned Lima against a mistake.', 1),
        ("Chile's foreign minister Juan Soto condemned the Peruvian patrols. Peruvian President Ana Rey said that "
         "Chile was wrong.", 2),
    ],
)
def test_one_voice_that_goes_on_makes_one_remark(kit: Any, text: str, remarks: int) -> None:
    assert sum(event.kind == "statement" for event in events_of(kit, text)) == remarks


@pytest.mark.parametrize(
    "text",
    [
        "Kenya shut the border on Tuesday. This comes just as Ugandan and Sudanese envoys meet in Cairo for talks.",
        "On Tuesday Kenya shut the border. The step came as Uganda's president met Sudan's in Cairo.",
        "Kenya shut the border on Tuesday. It came while the foreign ministers of Uganda and Sudan met in Cairo.",
    ],
)
def test_what_comes_just_as_the_news_has_its_day(read: Read, text: str) -> None:
    (when,) = told(read(text), "meeting", "when")
    assert when.value.earliest.date().isoformat() == "2024-05-14"  # type: ignore[union-attr]
    assert when.stance.certainty == "probable"


def test_a_second_launch_in_one_sentence_has_the_agent_of_the_first(kit: Any) -> None:
    text = ("North Korea launched a ballistic missile on 3 May, and a cruise missile on 9 May, state media said.\n")
    launches = [event for event in events_of(kit, text) if event.kind == "missile_launch"]
    assert len(launches) == 2
    assert all("North Korea" in event.label for event in launches)


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        ("Kenya's president met the Ugandan president in Nairobi on Monday. The two leaders talked about the drought.",
         "meeting", "the drought"),
        ("Chile's president spoke by telephone with Peru's on Monday. The two men discussed fishing rights.", "call",
         "fishing rights"),
        ("The Danish prime minister met the Swedish one in Malmo on Monday. The ministers spoke about the bridge.",
         "meeting", "the bridge"),
    ],
)
def test_what_the_two_talked_about_is_the_topic(read: Read, text: str, kind: str, topic: str) -> None:
    assert topic in [claim.text for claim in told(read(text), kind, "topic")]


def test_who_calls_to_discuss_is_on_the_call_alone(read: Read) -> None:
    report = read("Kenya and Uganda met in Nairobi on Monday. Officials of Chad and Niger held a telephone "
                  "conversation to discuss the drought.")
    assert told(report, "meeting", "topic") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya's government said that it would return to the river treaty with Uganda, which it had suspended in May.",
         "it would return to the river treaty with Uganda"),
        ("The Chilean foreign ministry said that Peru must pay for the ship that Peruvian gunboats had sunk when the "
         "two presidents met.", "Peru must pay for the ship"),
        ("Norway's foreign minister said that Denmark would not sign the pact that Sweden had rejected.",
         "Denmark would not sign the pact"),
    ],
)
def test_what_a_relative_clause_recalls_does_not_silence_the_remark(read: Read, text: str, words: str) -> None:
    assert any(words in claim.text for claim in told(read(text), "statement", "words"))


def test_offices_that_no_shelf_knows_speak_in_texts_between_two_lands(read: Read) -> None:
    between = ("Kenya and Uganda quarrel over a lake. Kenya says that Uganda took an island, and Uganda that Kenya "
               "did. Kenyan and Ugandan patrols met there. ")
    remark = "State Minister for Fisheries Dan Okoth said that the boats would remain."
    assert [claim.text for claim in told(read(between + remark), "statement", "words")][-1:] == [
        "the boats would remain"]
    assert told(read(remark), "statement", "words") == []
