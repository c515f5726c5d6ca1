"""Many ways to say that states met, telephoned, offered, refused and made up; and home affairs that are none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rashomon.model import Actor, Report
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

Read = Callable[[str], Report]


@pytest.fixture(scope="module")
def read(kit: Any) -> Read:
    """Read a text as a report of Thursday, 16 May 2024."""

    def reading(text: str) -> Report:
        stated = Stated(outlet="The Example Post", published="2024-05-16")
        return of_document(document_of("example.txt", text + " A minister had no comment.", kit.settings, stated), kit)

    return reading


def shown(value: Any, text: str) -> str:
    """The value's words and the text's own, in small letters."""
    return " ".join([text, *(str(getattr(value, name, "")) for name in ("name", "office", "text"))]).casefold()


@pytest.mark.parametrize(
    ("text", "kind", "field", "words"),
    [
        ("Swedish Prime Minister Ulf Kristersson flew to Budapest on Friday for a tête-à-tête with Viktor Orban.",
         "meeting", "parties", "kristersson"),
        ("Philippine and Vietnamese coast guard chiefs held their first dialogue in Manila on Tuesday.",
         "meeting", "parties", ""),
        ("The trilateral summit, which brought together the presidents of Iran, Russia and Turkey, "
         "took place in Tehran on Tuesday.",
         "meeting", "parties", "presidents"),
        ("Kenyan President William Ruto is to travel to Washington next week, where he will be "
         "hosted by President Joe Biden.",
         "meeting", "parties", "ruto"),
        ("The Kremlin said Vladimir Putin had an hour-long conversation with the Emir of Qatar in "
         "Moscow on Wednesday.",
         "meeting", "parties", "putin"),
        ("Ethiopia and Somalia wrapped up a second round of Turkish-mediated talks in Ankara on Tuesday.",
         "meeting", "parties", "somalia"),
        ("The American envoy saw the Houthi negotiator at a hotel in Muscat on Monday.",
         "meeting", "place", "muscat"),
        ("Delegations of Serbia and Kosovo are gathering at Ohrid on Saturday for another round of "
         "EU-brokered talks.",
         "meeting", "place", "ohrid"),
        ("Bali will host the meeting of President Biden and President Xi on Monday.",
         "meeting", "place", "bali"),
        ("Israel's spy chief left for Paris on Friday to meet the prime minister of Qatar.",
         "meeting", "place", "paris"),
        ("The next round of talks between Sudan's army and the RSF was moved from Jeddah to Geneva.",
         "meeting", "place", "geneva"),
        ("Lavrov and Fidan discussed Syria and the grain corridor at their meeting in Ankara on Monday.",
         "meeting", "topic", "syria"),
        ("The Saudi foreign minister received a phone call from his Iranian counterpart on Monday.",
         "call", "parties", "saudi"),
        ("By phone, Lavrov told Blinken on Saturday that the Geneva talks could go on.",
         "call", "parties", "blinken"),
        ("Mexico's president and Donald Trump spoke for 40 minutes by phone on Monday. The call "
         "dealt with tariffs and migration.",
         "call", "topic", "tariffs"),
        ("Beijing lashed out at Tokyo on Friday over the release of the water.",
         "statement", "words", "lash"),
        ("The Kremlin spokesman, Dmitry Peskov, dismissed the British claim as nonsense.",
         "statement", "words", "nonsense"),
        ("North Korea's Kim Yo Jong ridiculed the South's offer as foolish.",
         "statement", "words", "foolish"),
        ("The Afghan foreign ministry took exception to the remarks of Pakistan's defence minister.",
         "statement", "words", "exception"),
        ("Canada deplored the expulsion of its diplomats from India.",
         "statement", "words", "expulsion"),
        ("Tehran and Riyadh committed themselves to non-interference, the Iranian foreign ministry said.",
         "statement", "words", "non-interference"),
        ("Brazil has put itself forward as a mediator between Russia and Ukraine.",
         "offer", "words", "mediat"),
        ("Qatar's emir extended an invitation to the Lebanese factions to come to Doha.",
         "offer", "words", "invitation"),
        ("Pyongyang floated the idea of a summit with Japan on Thursday.",
         "offer", "words", "summit"),
        ("The Houthis tabled a proposal for a prisoner swap with the Saudis on Monday.",
         "offer", "words", "swap"),
        ("Pakistan's prime minister made an offer of talks to India on Saturday.",
         "offer", "words", "talks"),
        ("Israel stayed away from the talks in Cairo on Sunday.",
         "refusal", "parties", "israel"),
        ("North Korea did not answer South Korea's calls on the hotline on Friday.",
         "refusal", "parties", "north korea"),
        ("The Americans would not hear of lifting the sanctions, North Korean Foreign Minister Ri Yong Ho said.",
         "refusal", "words", "sanctions"),
        ("Moscow pulled the plug on the grain deal with Turkey on Monday.",
         "refusal", "topic", "deal"),
        ("Azerbaijan's president cancelled his trip to Granada, where he was to meet the Armenian "
         "prime minister.",
         "refusal", "parties", "azerbaijan"),
        ("The Palestinian president has refused to receive the American vice president.",
         "refusal", "parties", "palestin"),
        ("Egypt's refusal to take part in the dam talks was confirmed by the Ethiopian foreign ministry.",
         "refusal", "parties", "egypt"),
        ("Beijing's rejection of the arbitration ruling came within hours, the Philippine foreign ministry said.",
         "refusal", "parties", "beijing"),
        ("There will be no talks with Israel, Hezbollah leader Naim Qassem said on Friday.",
         "refusal", "words", "no talks"),
        ("Iran and Sudan are to exchange ambassadors again after a break of seven years.",
         "restored_contact", "parties", "iran"),
        ("The resumption of diplomatic relations between Riyadh and Damascus was announced in Jeddah on Tuesday.",
         "restored_contact", "parties", "riyadh"),
    ],
)  # fmt: skip
def test_a_field_is_read_in_many_wordings(read: Read, text: str, kind: str, field: str, words: str) -> None:
    found = [claim for claim in read(text).claims if (claim.kind, claim.field) == (kind, field)]
    assert any(words in shown(claim.value, text[claim.span.start : claim.span.end]) for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister met farmers in Lyon on Monday and promised help.",
        "The governor of Texas condemned the federal government's plan for the border on Friday.",
        "Union leaders rejected the company's offer and called off talks with the minister of transport.",
        "The two leaders meet every year to review the trade between their countries.",
        "Opposition leaders urged the president to meet them and discuss the election law.",
        "The health minister spoke by phone with the mayor about the outbreak on Tuesday.",
        "The education minister welcomed the agreement with the teachers and said that talks would go on.",
        "The chancellor's party refused to sign the coalition agreement on Sunday.",
    ],
)
def test_home_affairs_open_nothing(read: Read, text: str) -> None:
    assert not [claim for claim in read(text).claims if claim.maker.startswith("diplomacy/")]


@pytest.mark.parametrize("text", [
    "Norway and Chile agreed to hold talks in Lima on Monday.",
    "Norway and Chile have decided to resume talks in Lima on Monday.",
    "Norway and Chile expect to open talks in Lima on Monday.",
])
def test_both_who_agree_to_talk_are_parties(text: str, read: Read) -> None:
    parties = [claim.value.name for claim in read(text).claims
               if claim.field == "parties" and claim.kind == "meeting" and isinstance(claim.value, Actor)]
    assert sorted(parties) == ["Chile", "Norway"]


@pytest.mark.parametrize("text", [
    "Envoys of Norway and Chile met in Oslo on Monday. It was their first meeting since the summit in Lima in May.",
    "Negotiators from Norway and Chile sat down in Oslo. It is their second meeting since the round in Lima in May.",
    "Diplomats of the two states, Norway and Chile, talked on Monday. Their last meeting was that in Lima in May.",
])
def test_their_meeting_is_that_of_the_people_just_named(text: str, read: Read) -> None:
    lead = "The U.S. Joint Chiefs of Staff praised Norway and Chile. "
    report = read(lead + text)
    names = {claim.value.name for claim in report.claims
             if claim.field == "parties" and isinstance(claim.value, Actor)}
    assert not any("Chiefs" in name for name in names)


@pytest.mark.parametrize("text", [
    "Foreign Minister Ana Ruiz of Chile and her Norwegian counterpart Lars Moe discussed quotas in Oslo on Monday.",
    "Chile's president Ana Ruiz and Norway's prime minister Lars Moe discussed the treaty in Geneva on Friday.",
    "The foreign ministers of Chile and Norway talked about salmon at a meeting in Bergen on Tuesday.",
])
def test_who_meets_is_not_who_tells_of_it(read: Read, text: str) -> None:
    report = read(text)
    about = [claim for claim in report.claims if claim.kind == "meeting" and claim.field in {"topic", "place"}]
    assert about and all(len(claim.chain) == 1 for claim in about)


@pytest.mark.parametrize(("text", "none"), [
    ("The theme of the talks between Norway and Chile in Oslo on Monday was cod.", "theme"),
    ("An invitation to meet Norway's premier in Oslo on Monday was sent to Chile's president.", "invitation"),
    ("A signature ended the meeting of Norway's premier with Chile's president in Oslo on Monday.", "signature"),
])
def test_a_thing_is_no_party(read: Read, text: str, none: str) -> None:
    parties = [claim.value for claim in read(text).claims if claim.field == "parties"]
    assert not any(isinstance(party, Actor) and none in party.name.casefold() for party in parties)


@pytest.mark.parametrize(("text", "words"), [
    ('Norway\'s foreign minister Lars Moe said that Chile was "playing for time" over the cod.', "Chile was"),
    ('Chile\'s ambassador Ana Ruiz said the maps "leave no room" for a border on Norway\'s terms.', "a border on"),
    ('Norway\'s premier said he had asked Chile to "think hard" before it closes the strait.', "closes the strait"),
])
def test_a_few_quoted_words_are_told_with_their_clause(read: Read, text: str, words: str) -> None:
    assert any(claim.field == "words" and words in claim.text for claim in read(text).claims)


@pytest.mark.parametrize(("text", "who"), [
    ("US Secretary of State Ann Hill flew to Lima and Washington. Chile was angry. The Foreign Ministry said that "
     "Chile would recall its envoy from Washington.", "Chile's Foreign Ministry"),
    ("The Obama administration says that Chile must open its ports to Norway.", "White House"),
])
def test_whose_ministry_and_administration_speaks(read: Read, text: str, who: str) -> None:
    assert who in {claim.origin.name for claim in read(text).claims if claim.kind == "statement"}
