"""How reporters tell of attacks: how many attackers, who is held, why it was done, who is blamed, with what, when."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Actor, Claim, Quantity, Report, Term, When, Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

RAID = "Gunmen attacked a village near Gao on Monday, killing 20 people. "


def read(text: str, kit: Any) -> Report:
    """One report of 3 May 2023, a Wednesday."""
    return of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)


def claims(report: Report, field: str) -> list[Claim]:
    """The claims of one field of attacks."""
    return [claim for claim in report.claims if claim.field == field and claim.kind == "armed_attack"]


def counts(report: Report, field: str, part: str = "") -> list[tuple[float | None, float | None]]:
    """Lower and upper ends of one field, of the part named."""
    return [(claim.value.low, claim.value.high) for claim in claims(report, field)
            if isinstance(claim.value, Quantity) and claim.part == part]


@pytest.mark.parametrize(("sentence", "value"), [
    ("No more than three gunmen carried out the raid, the governor said.", (None, 3)),
    ("Two suicide bombers struck the barracks.", (2, 2)),
    ("At least five men opened fire on the crowd.", (5, None)),
    ("There were four attackers, a guard said.", (4, 4)),
    ("The attackers numbered seven.", (7, 7)),
    ("The colonel had counted six to eight assailants.", (6, 8)),
    ("The mayor put the number of gunmen at nine.", (9, 9)),
    ("Police believe that the gunman acted alone.", (1, 1)),
    ("It was the deed of a lone attacker, police said.", (1, 1)),
])
def test_how_many_attacked(sentence: str, value: tuple[float | None, float | None], kit: Any) -> None:
    assert value in counts(read(RAID + sentence, kit), "suspects", "attackers")


@pytest.mark.parametrize("sentence", [
    "A gunman opened fire on the crowd.",
    "One of the attackers shouted.",
    "Four herders were shot by the gunmen.",
])
def test_no_number_of_attackers_is_made_up(sentence: str, kit: Any) -> None:
    assert counts(read(RAID + sentence, kit), "suspects", "attackers") == []


@pytest.mark.parametrize(("sentence", "value"), [
    ("Thirty people are under arrest.", (30, 30)),
    ("Arrests have risen to 44, the minister said.", (44, 44)),
    ("The number of people detained stood at 120, police said.", (120, 120)),
    ("Two men and a woman were in custody.", (3, 3)),
    ("Police arrested a woman in Gao.", (1, 1)),
])
def test_who_is_held(sentence: str, value: tuple[float, float], kit: Any) -> None:
    assert value in counts(read(RAID + sentence, kit), "suspects")


@pytest.mark.parametrize(("sentence", "value"), [
    ("Five men and a girl were killed.", (6, 6)),
    ("Two women, a boy and a girl were killed.", (4, 4)),
    ("He killed a man and two women.", (3, 3)),
])
def test_people_told_apart_by_sex_or_age_are_one_number(sentence: str, value: tuple[float, float], kit: Any) -> None:
    assert value in counts(read(RAID + sentence, kit), "killed")


def test_soldiers_and_civilians_are_two_tolls(kit: Any) -> None:
    found = counts(read(RAID + "Eleven soldiers and 120 civilians were killed.", kit), "killed")
    assert {(11, 11), (120, 120)} <= set(found)


@pytest.mark.parametrize("sentence", [
    "Three of the attackers were shot dead by troops.",
    "Two gunmen were killed.",
    "One suspect died in hospital.",
])
def test_attackers_who_fell_are_outside_the_toll(sentence: str, kit: Any) -> None:
    report = read(RAID + sentence, kit)
    assert counts(report, "killed") == [(20, 20)]
    assert len(counts(report, "killed", "attackers")) == 1


def test_a_part_of_the_dead_is_no_toll(kit: Any) -> None:
    report = read("Rebels stormed a school near Gao on Monday, killing 60 people, 41 of them pupils.", kit)
    assert counts(report, "killed") == [(60, 60)]


@pytest.mark.parametrize(("sentence", "words"), [
    ("The raid was in retaliation for the bombing of a camp, the Front said.", "retaliation for the bombing of"),
    ("The killings were carried out in revenge for a theft of cattle.", "revenge for a theft of cattle"),
    ("The Front called the attack revenge for the siege of Menaka.", "revenge for the siege of Menaka"),
    ("The governor spoke of vengeance for the death of a chief.", "vengeance for the death of a chief"),
    ("The Front says it sent the gunmen to punish Mali for its war in the north.", "punish Mali for its war"),
    ("The attack was in response to the arrest of an imam, the Front said.", "response to the arrest of an imam"),
    ("The gunman acted out of hatred, prosecutors said.", "hatred"),
])
def test_why_it_was_done(sentence: str, words: str, kit: Any) -> None:
    found = [claim.value for claim in claims(read(RAID + sentence, kit), "cause")]
    assert any(words in value.text for value in found if isinstance(value, Words))


def test_what_is_avenged_is_another_happening(kit: Any) -> None:
    report = read(RAID + "The raid was in retaliation for the shooting of ten herders at Ansongo on 2 March.", kit)
    own = {claim.mention for claim in claims(report, "killed") if claim.sentence[0] == 0}
    assert own.isdisjoint(claim.mention for claim in claims(report, "place") if claim.text == "Ansongo")


@pytest.mark.parametrize(("sentence", "speaker", "polarity", "certainty"), [
    ("The governor put the blame on the Northern Front.", "governor", "affirmed", "certain"),
    ("The Northern Front boasted of the raid.", "Northern Front", "affirmed", "certain"),
    ("The raid, attributed to the Northern Front, was the third in a year.", "Post", "affirmed", "probable"),
    ("The Northern Front says it was not behind the attack.", "Northern Front", "denied", "certain"),
    ("The Northern Front denied responsibility for the strike.", "Northern Front", "denied", "certain"),
])
def test_who_is_blamed_and_who_boasts(
    sentence: str, speaker: str, polarity: str, certainty: str, kit: Any
) -> None:
    found = [claim for claim in claims(read(RAID + sentence, kit), "agent") if isinstance(claim.value, Actor)
             and "Northern Front" in claim.value.name]
    assert [(claim.origin.name, claim.stance.polarity, claim.stance.certainty) for claim in found] == [
        (speaker, polarity, certainty)]


@pytest.mark.parametrize("sentence", [
    "President Keita announced the attack on television.",
    "Mali has seen no bloodier attack since 1998.",
    "Whether the others had anything to do with the attack is not known.",
])
def test_who_tells_of_an_attack_did_not_do_it(sentence: str, kit: Any) -> None:
    assert claims(read(RAID + sentence, kit), "agent") == []


@pytest.mark.parametrize(("text", "concept"), [
    ("Three suicide bombers struck a market in Maiduguri on Monday, killing 30 people.", "suicide_bomb"),
    ("A man blew himself up in a mosque in Kano on Monday, killing 12 people.", "suicide_bomb"),
    ("A lorry ploughed through a crowd in Graz on Monday, killing three people.", "vehicle"),
    (RAID + "The gunman had two rifles, the minister said.", "rifle"),
    (RAID + "The rocket carried cluster munitions, the mayor said.", "cluster_bomb"),
])
def test_with_what(text: str, concept: str, kit: Any) -> None:
    found = [claim.value for claim in claims(read(text, kit), "weapon")]
    assert concept in {value.concept for value in found if isinstance(value, Term)}


def test_a_weapon_that_is_only_implied_is_told_once(kit: Any) -> None:
    text = "A gunman opened fire on worshippers in Quebec on Monday. Six men were shot in the hall, two outside."
    assert len(claims(read(text, kit), "weapon")) == 1


@pytest.mark.parametrize(("text", "target"), [
    ("Masked men broke into the Alder mall in Leeds on Monday, killing nine people.", "the Alder mall"),
    ("A missile hit a railway station in Sumy on Monday, killing nine people.", "a railway station"),
    (RAID + "The siege of the town hall lasted two days.", "the town hall"),
    (RAID + "Two shells landed on a market nearby.", "a market"),
])
def test_against_what(text: str, target: str, kit: Any) -> None:
    found = [claim.value.text for claim in claims(read(text, kit), "target") if isinstance(claim.value, Words)]
    assert any(words.startswith(target) for words in found)


@pytest.mark.parametrize(("sentence", "hour"), [
    ("The first shots were heard at about 1:40 p.m.", 13),
    ("A second bomb went off at 4 p.m. It exploded beside a well.", 16),
    ("The hospital was hit between 0208 and 0315 hrs.", 2),
])
def test_clock_times_of_shots_and_blasts(sentence: str, hour: int, kit: Any) -> None:
    assert hour in {claim.value.earliest.hour for claim in claims(read(RAID + sentence, kit), "when")
                    if isinstance(claim.value, When)}


@pytest.mark.parametrize("sentence", [
    "The Front claimed the attack on Tuesday.",
    "The siege of the village ended on Tuesday.",
    "The minister condemned the raid on Tuesday.",
])
def test_what_is_said_afterwards_does_not_date_it(sentence: str, kit: Any) -> None:
    days = {claim.value.earliest.day for claim in claims(read(RAID + sentence, kit), "when")
            if isinstance(claim.value, When)}
    assert days == {1}


def test_a_mall_is_no_town_of_its_name_elsewhere(kit: Any) -> None:
    report = read("NAIROBI - Gunmen broke into the Westgate mall in Kenya on Monday, killing nine in Kenya.", kit)
    assert all(getattr(claim.value, "country", "") in {"", "KE"} for claim in claims(report, "place"))


@pytest.mark.parametrize("text", [
    "A man was killed and five others were injured on Saturday night after shots were fired during a festival in Reno.",
    "Two people were killed when gunfire erupted outside a bar in Reno on Saturday night.",
    "Shots rang out in a car park in Reno on Saturday night. Three people were injured.",
])
def test_shots_open_an_attack(text: str, kit: Any) -> None:
    report = read(text, kit)
    assert "gun" in {claim.value.concept for claim in claims(report, "weapon") if isinstance(claim.value, Term)}
    assert claims(report, "when")


@pytest.mark.parametrize("sentence", [
    "The Northern Front was accused by the army of carrying out the raid.",
    "The army accused the Northern Front of carrying out the raid.",
    "The Northern Front is suspected by the army of planning the raid.",
])
def test_who_accuses_did_not_do_it(sentence: str, kit: Any) -> None:
    names = [claim.value.name for claim in claims(read(RAID + sentence, kit), "agent")
             if isinstance(claim.value, Actor)]
    assert names
    assert all("Front" in name for name in names)


@pytest.mark.parametrize("sentence", [
    "At least 70 people were wounded, 19 of them seriously.",
    "Some 70 people were wounded, 19 of them children.",
    "Seventy people were wounded, 19 of whom are in hospital.",
])
def test_a_part_of_the_hurt_is_no_toll(sentence: str, kit: Any) -> None:
    assert (19, 19) not in counts(read(RAID + sentence, kit), "injured")


def test_friday_is_no_place(kit: Any) -> None:
    report = read("Fifty people lost their lives in Friday's attack, police said.", kit)
    assert claims(report, "place") == []


@pytest.mark.parametrize("aside", [
    "He named Ansongo, where 50 people were shot dead in March.",
    "The chief had lived in Menaka, where nine herders were killed on 2 March.",
    "She came from Tessit, where 30 soldiers were killed in August 2022.",
])
def test_the_text_goes_on_with_its_own_attack(aside: str, kit: Any) -> None:
    report = read(RAID + aside + " Eleven men are under arrest.", kit)
    above = {one.id: one.antecedent for one in report.mentions}

    def root(mention: str) -> str:
        return root(above[mention]) if above[mention] else mention

    raid = {root(claim.mention) for claim in claims(report, "target")}
    assert {root(claim.mention) for claim in claims(report, "suspects")} == raid
