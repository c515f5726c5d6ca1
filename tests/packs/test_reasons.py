"""Causes, attackers and targets in the packs disaster and armed_attack, and words that only look like an attack."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Actor, Quantity, Report, Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.local import answer_documents
from rashomon.run.recipe import of_document

FIRE = "A fire broke out in a hotel in Lyon on Monday. "
RAID = "Gunmen attacked a village near Gao on Monday and killed nine people. "


def read(text: str, kit: Any) -> Report:
    """One report of 3 May 2023."""
    return of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)


def counts(report: Report, field: str, kind: str) -> list[tuple[float | None, float | None]]:
    """Lower and upper ends of one field of one kind, in text order."""
    return [(claim.value.low, claim.value.high) for claim in report.claims
            if claim.field == field and claim.kind == kind and isinstance(claim.value, Quantity)]


def causes(report: Report) -> list[tuple[str, str, str]]:
    """What the text puts the event down to: words, polarity, certainty."""
    return [(claim.value.text, claim.stance.polarity, claim.stance.certainty) for claim in report.claims
            if claim.field == "cause" and isinstance(claim.value, Words)]


def agents(report: Report) -> set[str]:
    """Who did it."""
    return {claim.value.name for claim in report.claims if claim.field == "agent" and isinstance(claim.value, Actor)}


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("The prefect put the dead at 14 and the wounded at 52.", "injured", (52, 52)),
    ("The injured numbered 38.", "injured", (38, 38)),
    ("The mayor put the number killed at 17.", "killed", (17, 17)),
    ("The blaze killed at least six guests and injured some 40, as smoke filled the stairs.", "injured", (40, 40)),
    ("One of the roughly 90 guests was badly burned and hurt.", "injured", (1, 1)),
    ("He attended the burial of 12 on Tuesday.", "killed", (12, 12)),
    ("Eleven guests could not be traced.", "missing", (11, 11)),
])
def test_figures_behind_their_word(
    sentence: str, field: str, value: tuple[float, float], kit: Any
) -> None:
    assert value in counts(read(FIRE + sentence, kit), field, "disaster")


@pytest.mark.parametrize(("sentence", "cause"), [
    ("The fire chief would not rule out arson.", ("arson", "open", "possible")),
    ("It may be linked to the welding work.", ("the welding work", "affirmed", "possible")),
    ("It was arson, the owner said.", ("arson", "affirmed", "certain")),
    ("The owner called it a deliberate act.", ("a deliberate act", "affirmed", "certain")),
    ("Police ascribed it to negligence.", ("negligence", "affirmed", "certain")),
    ("The likeliest theory is a short circuit in the kitchen.",
     ("a short circuit in the kitchen", "affirmed", "probable")),
    ("There is still no known explanation, and no motive.", ("unknown", "open", "certain")),
    ("What set the curtains alight remains unknown.", ("unknown", "open", "certain")),
])
def test_what_a_fire_is_put_down_to(sentence: str, cause: tuple[str, str, str], kit: Any) -> None:
    assert cause in causes(read(FIRE + sentence, kit))


@pytest.mark.parametrize(("text", "name"), [
    (RAID + "The gunman was Paul Adeyemi, 31, a cook from Lagos.", "Paul Adeyemi"),
    (RAID + "A court sentenced Paul Adeyemi to life in prison for planting the bomb.", "Paul Adeyemi"),
    ("Shots were fired into a crowd in Leeds on Monday, when Mark Ellery killed three people and wounded two.",
     "Mark Ellery"),
])
def test_an_attacker_by_name(text: str, name: str, kit: Any) -> None:
    assert name in agents(read(text, kit))


@pytest.mark.parametrize("text", [
    "The gunman was Paul Adeyemi, a retired cook. The police chief gave the sum: 14 dead and 52 injured.",
    "He fired pistols into the crowd on Monday, killing 14 people. Nobody knows what drove the attacker.",
    "A knifeman hurt three shoppers in Leeds on Monday.",
])
def test_whoever_speaks_of_a_gunman_speaks_of_an_attack(text: str, kit: Any) -> None:
    assert any(claim.kind == "armed_attack" for claim in read(text, kit).claims)


@pytest.mark.parametrize("text", [
    "The senator launched a fierce assault on the budget in Berlin on Monday.",
    "Her attacks on the mayor in the debate on Monday cost her votes.",
    "Regulators carried out a raid on the carmaker in Munich on Monday.",
    "The chairman shot down suggestions that the club would sell him.",
    "The firing of the coach in March surprised the players.",
    "The economic explosion of the 1920s made the town rich.",
    "The streets of Naples were flooded with fans on Monday.",
    "The owner fired Bellamy in February, and Bellamy hired a lawyer on Monday after the blast of criticism.",
    "The racing driver is a dead ringer for the old champion; his car crashed out in the first lap on Monday.",
])
def test_figures_of_speech_open_no_event(text: str, kit: Any) -> None:
    assert [claim.maker for claim in read(text, kit).claims if claim.kind in {"disaster", "armed_attack"}] == []


@pytest.mark.parametrize(("sentence", "target"), [
    ("The attack had targeted a convoy of traders.", "convoy"),
    ("The slaughter of salt miners shocked the country.", "salt miners"),
    ("The massacre of pilgrims was condemned.", "pilgrims"),
])
def test_whom_it_was_aimed_at(sentence: str, target: str, kit: Any) -> None:
    assert any(claim.field == "target" and target in getattr(claim.value, "text", "")
               for claim in read(RAID + sentence, kit).claims)


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("Six guests died and 38 were injured when the roof gave way.", "injured", (38, 38)),
    ("Nine died in the lift and 56 have suffered burns.", "injured", (56, 56)),
    ("Two cooks died, 14 were treated for burns.", "injured", (14, 14)),
])
def test_a_bare_number_before_its_verb(sentence: str, field: str, value: tuple[float, float], kit: Any) -> None:
    assert value in counts(read(FIRE + sentence, kit), field, "disaster")


@pytest.mark.parametrize(("sentence", "name"), [
    ("The Burn Institute counted 12 dead.", "Burn Institute"),
    ("Mayor Paul Lenoir would not rule out arson.", "Paul Lenoir"),
    ("The last tally of the Halden Institute has 12 dead.", "Halden Institute"),
])
def test_whoever_counts_or_excludes_is_the_voice(sentence: str, name: str, kit: Any) -> None:
    claims = [claim for claim in read(FIRE + sentence, kit).claims if claim.field in {"killed", "missing", "cause"}]
    assert claims
    assert all(name in claim.origin.name for claim in claims)


@pytest.mark.parametrize(("sentence", "stance"), [
    ("The firm rules out that a cigarette started the fire.", ("denied", "certain")),
    ("Nothing suggests that it was arson.", ("denied", "certain")),
    ("A cigarette may have started the fire.", ("affirmed", "possible")),
])
def test_what_is_ruled_out_is_denied(sentence: str, stance: tuple[str, str], kit: Any) -> None:
    assert stance in {found[1:] for found in causes(read(FIRE + sentence, kit))}


@pytest.mark.parametrize("sentence", [
    "The prefect ended the day with a sum that nobody will forget: 14 dead and 52 injured.",
    "This is what the night will be remembered for: 14 dead.",
    "The prefect could only add the figures: 14 dead, 52 injured.",
])
def test_a_colon_ends_the_reach_of_a_modal(sentence: str, kit: Any) -> None:
    assert (14, 14) in counts(read(FIRE + sentence, kit), "killed", "disaster")


@pytest.mark.parametrize(("text", "place"), [
    ("Flames raced through the roof of Cologne cathedral on Monday.", "Cologne"),
    ("Gunmen killed nine people in the village of Dorrobe on Monday.", "Dorrobe"),
    ("Trains collided in the eastern Indian state of Odisha on Monday, killing 14 people.", "Odisha"),
])
def test_where_it_was(text: str, place: str, kit: Any) -> None:
    assert any(claim.field == "place" and place in getattr(claim.value, "name", "")
               for claim in read(text, kit).claims)


def test_decimals_take_up_a_size_and_no_count(kit: Any) -> None:
    quake = "An earthquake of magnitude 6.1 struck Nepal on Monday and killed 14 people. "
    report = read(quake + "The Americans speak of 5.9.", kit)
    assert counts(report, "killed", "disaster") == [(14, 14)]
    assert (5.9, 5.9) in counts(report, "magnitude", "disaster")


def test_a_report_with_words_of_its_own_is_taken_up_by_nobody(kit: Any) -> None:
    report = read(FIRE + "It was an accident, the owner said. The mayor rejected reports that he owned the hotel.", kit)
    assert {claim.stance.polarity for claim in report.claims if claim.field == "cause"} == {"affirmed"}


@pytest.mark.parametrize("text", [
    "A mining disaster struck Gibel on Monday and killed 14 people. At Corvara in March 1989 the dead numbered 61.",
    "A fire in a hotel in Lyon killed 14 people on Monday. In June 1994 a blaze in Nancy killed 61 guests.",
    "Floods in Essen killed 14 people on Monday. Near Rosenheim in May 1999 the water had killed 61.",
])
def test_the_dead_of_history_are_kept_apart(text: str, kit: Any) -> None:
    stated = Stated(outlet="Post", published="2023-05-03")
    answer = answer_documents([document_of("r.txt", text, kit.settings, stated)], kit)
    tolls = [{(claim.value.low, claim.value.high) for claim in event.claims if claim.field == "killed"
              and isinstance(claim.value, Quantity)} for event in answer.events]
    assert {(14, 14)} in tolls
    assert {(61, 61)} in tolls


@pytest.mark.parametrize(("text", "place"), [
    ("Gunmen killed nine people in the Malian capital on Monday.", "Bamako"),
    ("A bomb exploded in the capital of Kenya on Monday and killed nine people.", "Nairobi"),
    ("Nine people were killed in a bombing in the Norwegian capital on Monday.", "Oslo"),
])
def test_a_capital_without_its_name(text: str, place: str, kit: Any) -> None:
    assert place in {getattr(claim.value, "name", "") for claim in read(text, kit).claims if claim.field == "place"}


FERRY = "A ferry capsized off Batangas on Monday. "
SCHOOL = "A gunman opened fire at a school in Leeds on Monday. "


@pytest.mark.parametrize(("text", "field", "values"), [
    (FIRE + "Police put the number of dead at 14 and the number of injured at 52.", "killed", [(14, 14)]),
    (FIRE + "Police put the number of dead at 14 and the number of injured at 52.", "injured", [(52, 52)]),
    (FIRE + "The prefect put the dead at 14 and the hurt at 52.", "killed", [(14, 14)]),
    (FIRE + "Authorities revised the death toll down to 17 from 21.", "killed", [(17, 17), (21, 21)]),
    (FIRE + "The city lowered the death toll from 21 to 17, two days after the blaze.", "killed", [(17, 17), (21, 21)]),
    (FIRE + "The toll was cut back to 17.", "killed", [(17, 17)]),
    (FIRE + "Five people are in critical condition.", "injured", [(5, 5)]),
    (FIRE + "Firefighters brought 28 guests to safety.", "rescued", [(28, 28)]),
    (FIRE + "More than 200 people had to leave their homes.", "displaced", [(201, None)]),
    (FERRY + "Some 75 people are believed to have been aboard.", "aboard", [(75, 75)]),
    (SCHOOL + "Eleven people were hit by bullets.", "injured", [(11, 11)]),
    (SCHOOL + "The victims were Ana Ruiz, 14, and Tom Hale, 15.", "killed", [(2, 2)]),
    (SCHOOL + "Ana Ruiz and Tom Hale were killed.", "killed", [(2, 2)]),
    (SCHOOL + "He killed three pupils and a teacher.", "killed", [(3, 3)]),
    (SCHOOL + "Police have three men in custody.", "suspects", [(3, 3)]),
])
def test_tolls_are_told_apart(
    text: str, field: str, values: list[tuple[float | None, float | None]], kit: Any
) -> None:
    kind = "armed_attack" if text.startswith(SCHOOL) else "disaster"
    assert sorted(counts(read(text, kit), field, kind)) == values


@pytest.mark.parametrize(("sentence", "name"), [
    ("Mayor Paul Lenoir ended the day with a sum: 14 dead and 52 injured.", "Paul Lenoir"),
    ("The office then fell back on the Halden Institute: 14 deaths that have been certified.", "Halden Institute"),
    ("There is only what Paul Lenoir wrote at dawn: 14 dead.", "Paul Lenoir"),
])
def test_figures_behind_a_colon_have_a_voice(sentence: str, name: str, kit: Any) -> None:
    claims = [claim for claim in read(FIRE + sentence, kit).claims if claim.field in {"killed", "injured"}]
    assert claims
    assert all(name in claim.origin.name for claim in claims)


@pytest.mark.parametrize("sentence", [
    "Why the boat rolled over remains a mystery.",
    "How the boat came to capsize is unclear.",
    "What made the boat roll over is unknown.",
])
def test_why_a_boat_sank_is_not_known(sentence: str, kit: Any) -> None:
    assert ("unknown", "open", "certain") in causes(read(FERRY + sentence, kit))


@pytest.mark.parametrize(("sentence", "certainty"), [
    ("The army suspects the Harakat Movement.", "probable"),
    ("Suspicion fell on the Harakat Movement.", "probable"),
    ("The government blamed the Harakat Movement.", "certain"),
    ("The Harakat Movement is responsible, the governor said.", "certain"),
    ("The Harakat Movement said it had carried out the attack.", "certain"),
])
def test_how_sure_they_are_of_who_did_it(sentence: str, certainty: str, kit: Any) -> None:
    assert certainty in {claim.stance.certainty for claim in read(RAID + sentence, kit).claims
                         if claim.field == "agent" and "Harakat" in getattr(claim.value, "name", "")}


@pytest.mark.parametrize(("sentence", "cause"), [
    ("Police suspect arson.", ("arson", "affirmed", "probable")),
    ("The fire was caused by a gas leak.", ("a gas leak", "affirmed", "certain")),
    ("Investigators are treating it as sabotage.", ("sabotage", "affirmed", "certain")),
])
def test_more_reasons(sentence: str, cause: tuple[str, str, str], kit: Any) -> None:
    assert cause in causes(read(FIRE + sentence, kit))


@pytest.mark.parametrize("sentence", [
    "The Front bears sole responsibility, the minister said.",
    "\"The Front bears full responsibility,\" a spokesman said.",
    "The Front carries the blame, according to the police.",
])
def test_who_bears_responsibility_by_the_words_of_others(sentence: str, kit: Any) -> None:
    report = read(RAID + sentence, kit)
    assert "Front" in agents(report)


@pytest.mark.parametrize("channel", ["Telegram", "Facebook", "WhatsApp"])
def test_where_a_claim_was_posted_is_no_target(channel: str, kit: Any) -> None:
    report = read(RAID + f"The Front claimed responsibility for the attack on {channel}.", kit)
    assert [claim.value.text for claim in report.claims if claim.field == "target" and isinstance(claim.value, Words)
            ] == ["a village"]
