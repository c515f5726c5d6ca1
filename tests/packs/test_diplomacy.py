"""The diplomacy pack on sentences of our own: who meets whom where about what, and what is only called a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from rashomon.gather.labels import label_of
from rashomon.model import Actor, Place, Report, When, Words
from rashomon.packs.load import check, load_packs
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


def told(report: Report, kind: str, field: str) -> list[str]:
    """What the claims of this kind say in this field: names of actors and places, words as written."""
    found = []
    for claim in report.claims:
        if (claim.kind, claim.field) == (kind, field):
            named = isinstance(claim.value, Actor | Place)
            found.append(claim.value.name if named else claim.text)  # type: ignore[union-attr]
    return found


def kinds(report: Report) -> set[str]:
    """The kinds of event that the report claims something of, launches and other packs' kinds apart."""
    names = {kind.name for kind in load_packs(["diplomacy"])[0].kinds}
    return {claim.kind for claim in report.claims} & names


@pytest.mark.parametrize(
    ("text", "who", "where", "topic"),
    [
        ("The foreign ministers of France and Egypt met in Cairo on Tuesday to discuss the war in Sudan.",
         "France and Egypt", "Cairo", "the war in Sudan"),
        ("Prime Minister Anwar Ibrahim will meet Chinese Premier Li Qiang in Beijing next week.",
         "Anwar Ibrahim", "Beijing", None),
        ("The German chancellor will travel to Kyiv on Friday to meet President Volodymyr Zelenskyy.",
         "Volodymyr Zelenskyy", "Kyiv", None),
        ("Serbia's president sat down with Kosovo's prime minister in Brussels on Monday for talks on licence plates.",
         "Albin Kurti", "Brussels", "licence plates"),
        ("Ethiopia and Somalia opened a second round of talks in Ankara on Monday under Turkish mediation.",
         "Somalia", "Ankara", None),
    ],
)  # fmt: skip
def test_a_meeting_has_its_parties_place_and_topic(
    read: Read, text: str, who: str, where: str, topic: str | None
) -> None:
    report = read(text)
    assert any(who in name for name in told(report, "meeting", "parties"))
    assert where in told(report, "meeting", "place")
    if topic is not None:
        assert topic in told(report, "meeting", "topic")


@pytest.mark.parametrize(
    "text",
    [
        "The factory in Lyon met the deadline on Monday.",
        "Stocks in London met resistance on Friday.",
        "She talks a lot about football in Rome.",
        "The session of parliament opened in Warsaw on Tuesday.",
        "At a news conference in Paris on Monday the mayor gave no names.",
        "A crowd gathered in the square in Nairobi on Sunday.",
    ],
)
def test_what_only_sounds_like_a_meeting_opens_none(read: Read, text: str) -> None:
    assert "meeting" not in kinds(read(text))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("President Biden spoke by phone with Prime Minister Netanyahu on Sunday.", "Benjamin Netanyahu"),
        ("Zelenskyy had a phone conversation with Indian Prime Minister Narendra Modi about grain exports.",
         "Narendra Modi"),
        ("Park Jin, South Korea's foreign minister, telephoned his Japanese counterpart Yoko Kamikawa on Thursday.",
         "Park Jin"),
        ("Putin and Erdogan discussed the grain deal in a telephone call on Monday, the Kremlin said.",
         "Vladimir Putin"),
    ],
)  # fmt: skip
def test_a_talk_by_phone_is_a_call_and_no_meeting(read: Read, text: str, who: str) -> None:
    report = read(text)
    assert who in told(report, "call", "parties")
    assert "meeting" not in kinds(report)


def test_a_call_for_something_is_no_call(read: Read) -> None:
    assert "call" not in kinds(read("Macron's call for a ceasefire in Gaza on Monday went unheard."))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Pakistan said it was ready to resume dialogue if India reversed its decision on Kashmir.",
         "India reversed its decision on Kashmir"),
        ("Tehran will return to the negotiations with Washington once the sanctions are lifted, the spokesman said.",
         "the sanctions are lifted"),
    ],
)  # fmt: skip
def test_an_offer_keeps_its_condition(read: Read, text: str, condition: str) -> None:
    assert condition in told(read(text), "offer", "condition")


def test_an_invitation_names_both_sides_and_the_place(read: Read) -> None:
    report = read("President Lula invited Nicolas Maduro to Brasilia.")
    assert "Nicolas Maduro" in told(report, "offer", "parties")
    assert told(report, "offer", "place")


def test_readiness_to_strike_is_no_offer(read: Read) -> None:
    assert "offer" not in kinds(read("The army is ready to strike, the general said in Tripoli."))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Malian junta turned down an offer of mediation from ECOWAS.", "turned down an offer of mediation"),
        ("Zelenskyy ruled out negotiations with Moscow.", "ruled out negotiations"),
        ("Pyongyang said it would not attend the talks with Seoul in Geneva.", "would not attend the talks"),
        ("Mali put off the talks with Algeria on Tuesday because of the strikes.", "put off the talks with Algeria"),
    ],
)
def test_a_refusal_is_told_in_its_words_and_affirmed(read: Read, text: str, words: str) -> None:
    report = read(text)
    assert any(words in each for each in told(report, "refusal", "words"))
    assert {claim.stance.polarity for claim in report.claims if claim.kind == "refusal"} == {"affirmed"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Qatar and Bahrain agreed on Wednesday to resume diplomatic relations.", "Bahrain"),
        ("Sudan and Iran have restored diplomatic ties after eight years.", "Iran"),
        ("Seoul and Pyongyang reconnected their hotline on Monday.", "North Korea"),
    ],
)
def test_restored_contact_names_both_sides(read: Read, text: str, who: str) -> None:
    assert who in told(read(text), "restored_contact", "parties")


def test_relations_that_somebody_is_urged_to_resume_are_not_restored(read: Read) -> None:
    assert "restored_contact" not in kinds(read("Oman urged Iran to resume relations with Bahrain on Monday."))


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The EU condemned the Russian strike on the hospital.", "condemned the Russian strike", "European Union"),
        ("Antonio Guterres expressed deep concern over the fighting in Sudan.", "expressed deep concern", "Guterres"),
        ("South Africa accused Israel of genocide.", "accused Israel of genocide", "South Africa"),
        ("China's foreign ministry lodged a protest with Tokyo over the visit.", "lodged a protest", "China"),
        ('The Russian spokeswoman called the American test a "grave provocation".', "grave provocation", "spokeswoman"),
    ],
)
def test_a_stance_is_a_statement_of_its_speaker(read: Read, text: str, words: str, speaker: str) -> None:
    claims = [claim for claim in read(text).claims if claim.kind == "statement" and claim.field == "words"]
    assert any(isinstance(claim.value, Words) and words in claim.value.text and speaker in claim.origin.name
               for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman said the flight took two hours.",
        "The minister said that the harvest was good this year.",
        "The fans welcomed the new coach in Madrid.",
        '"I heard a bang," a resident said in Kharkiv.',
    ],
)
def test_what_takes_no_side_is_no_statement(read: Read, text: str) -> None:
    assert "statement" not in kinds(read(text))


def test_the_pack_loads_and_every_frame_says_what_it_is_for() -> None:
    pack = load_packs(["diplomacy"])[0]
    assert {kind.name for kind in pack.kinds} == {
        "meeting", "call", "statement", "offer", "refusal", "restored_contact"}
    assert len({frame.name for frame in pack.frames}) == len(pack.frames)


@pytest.mark.parametrize(
    "text",
    [
        '"We defended badly in the second half," the coach of Norway told reporters after the match against Spain.',
        'The chief executive said that a merger with the German firm was "vital" for the plants in Poland.',
        'The candidate called the plan of her rival "a gift to China" at a rally in Ohio.',
        'President Joe Biden urged lawmakers on Friday to pass the budget and called the delay "shameful".',
        "The mayor of Lyon refused to meet the strikers before Monday.",
        "The governor met the heads of the hospitals on Tuesday to discuss drugs from India.",
    ],
)
def test_what_stays_at_home_or_is_private_is_no_event_between_states(read: Read, text: str) -> None:
    assert kinds(read(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        'A U.S. official called the Iranian offer "a first step".',
        "The rebels rejected the truce that the government of Sudan had proposed.",
        "NATO condemned the drone flights over Poland.",
    ],
)
def test_states_their_bodies_and_rebels_are_sides(read: Read, text: str) -> None:
    assert kinds(read(text))


def test_the_other_side_may_stand_in_the_sentence_before_where_the_text_tells_of_dealings(read: Read) -> None:
    text = ("The foreign ministers of Chad and Niger met in Tunis on Monday. "
            "Niger has closed the border with Chad. The ministry in N'Djamena called the step \"regrettable\".")
    report = read(text)
    assert "regrettable" in " ".join(told(report, "statement", "words"))


def test_a_sides_table_that_names_an_unknown_class_is_an_error_with_its_place() -> None:
    pack = load_packs(["diplomacy"])[0]
    wrong = msgspec.structs.replace(pack, sides=msgspec.structs.replace(pack.sides, envoys=("@envoi",)))
    assert ("unknown word class '@envoi'", "pack.toml", "$.sides.envoys[0]") in list(check(wrong))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chad broke off talks with Niger on Monday.", "broke off talks with Niger"),
        ("Niger said that it would never take part in the talks with Chad.", "would never take part in the talks"),
        ("Oman said the talks with Yemen were dead and that it would not take part in them again.",
         "would not take part in them again"),
    ],
)  # fmt: skip
def test_breaking_off_and_never_taking_part_are_refusals(read: Read, text: str, words: str) -> None:
    assert any(words in each for each in told(read(text), "refusal", "words"))


@pytest.mark.parametrize(
    "text",
    [
        "Chad's president broke off the meeting with Niger's envoy to answer a call.",
        "If it were for me, I would never have signed the deal with Iran, Prime Minister Modi said.",
        "The minister of Norway cut short the dinner with the envoy of Chad.",
    ],
)
def test_a_meeting_left_early_and_a_deed_undone_are_neither_refusal_nor_offer(read: Read, text: str) -> None:
    assert kinds(read(text)) & {"refusal", "offer"} == set()


@pytest.mark.parametrize(
    "text",
    [
        'The French foreign ministry said that Niger had agreed "in principle" to the visit.',
        "Norway's foreign minister said the fleet would leave Iceland \"within a few days\".",
        'The envoy of Chad said he had read "The Long Road South" on the flight to Niger.',
    ],
)
def test_scraps_and_titles_in_quotes_are_no_statement(read: Read, text: str) -> None:
    quoted = {claim.maker.split("@")[0] for claim in read(text).claims if claim.kind == "statement"}
    assert "diplomacy/said_in_quotes" not in quoted


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("France and Chad said they would begin talks about fishing rights on Monday.", "meeting", {"France", "Chad"}),
        ("NATO's secretary general said that he welcomed the talks between Chad and Niger.", "statement",
         {"Jens Stoltenberg"}),
        ("Greece met Malta in Rome. Oman said on Friday that it would not attend the talks with Iran.", "refusal",
         {"Oman"}),
    ],
)  # fmt: skip
def test_a_pronoun_in_what_somebody_says_means_first_the_one_who_says_it(
    read: Read, text: str, kind: str, who: set[str]
) -> None:
    assert set(told(read(text), kind, "parties")) == who


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Foreign Ministry of Norway called the Russian step \"unacceptable\".", "by Foreign Ministry of Norway"),
        ("China accused Japan of turning back fishermen.", "by China"),
        ("NATO condemned the drone flights over Poland.", "by NATO"),
    ],
)
def test_the_label_of_a_statement_names_its_speaker(read: Read, text: str, speaker: str) -> None:
    report = read(text)
    kind = next(kind for kind in load_packs(["diplomacy"])[0].kinds if kind.name == "statement")
    assert speaker in label_of(kind, [claim for claim in report.claims if claim.kind == "statement"], None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Asked by the United States to give up its arms, North Korea has refused.", "North Korea"),
        ("Russia refused to sign the treaty with Japan.", "Russia"),
        ("Pressed by Norway to release the crew, Iran declined.", "Iran"),
    ],
)
def test_who_refuses_speaks_and_not_who_asked(read: Read, text: str, speaker: str) -> None:
    voices = {claim.origin.name for claim in read(text).claims if (claim.kind, claim.field) == ("refusal", "words")}
    assert voices == {speaker}


def test_what_a_leader_says_must_go_on_is_a_statement_of_will(read: Read) -> None:
    text = "Iran must continue to develop rockets because of the hostility of Israel, President Ebrahim Raisi said."
    assert any("continue to develop rockets" in words for words in told(read(text), "statement", "words"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The arrest of the sailors on Tuesday set off a meeting of Iran and Norway in Oslo.", "2024-05-14"),
        ("Iran and Norway met on Tuesday, which set off protests.", "2024-05-14"),
        ("Iran and Norway are set to meet on Tuesday.", "2024-05-21"),
    ],
)
def test_only_set_to_is_a_plan(read: Read, text: str, day: str) -> None:
    days = {claim.value.earliest.date().isoformat() for claim in read(text).claims if isinstance(claim.value, When)}
    assert days <= {day}


def test_the_first_talks_in_two_years_are_not_two_years_ahead(read: Read) -> None:
    report = read("The envoy hopes to convene the first talks of Iran and Norway in two years.")
    assert told(report, "meeting", "when") == []


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ('The White House chief of staff Dan Ruiz told reporters that "Iran was right to stop".', "statement",
         "Dan Ruiz"),
        ("The rebel groups demand concrete steps. The Kremlin rejects claims that it has abandoned the talks with "
         "Syria.", "refusal", "Kremlin"),
        ("Kim learned of the arrest as Sergei Lavrov met with his Iranian counterpart in Moscow.", "meeting", ""),
        ('South Korea warned of "searing" consequences for the North.', "statement", "South Korea"),
    ],
)
def test_speakers_of_titles_of_claims_rejected_and_of_what_is_learned(
    read: Read, text: str, kind: str, speaker: str
) -> None:
    claims = [claim for claim in read(text).claims if claim.kind == kind and claim.field in {"words", "parties"}]
    assert claims
    assert {claim.origin.name if len(claim.chain) > 1 else "" for claim in claims} == {speaker}
    assert {claim.stance.polarity for claim in claims} == {"denied" if kind == "refusal" else "affirmed"}
    assert "searing" not in {claim.value.text for claim in claims if isinstance(claim.value, Words)}


@pytest.mark.parametrize(
    ("text", "kind", "met"),
    [
        ("On 6 May the Minister met with the Ambassador of Norway, Anne Berg, in Nairobi.", "meeting", True),
        ("Minister Okoth spoke by telephone with the Minister of Defence of Norway, Bjorn Gram.", "call", True),
        ("Foreign Minister Dan Okoth spoke by telephone with U.S. Under Secretary Ana Ruiz on Tuesday.", "call", True),
        ("Kenyan President William Ruto met Finance Minister John Mbadi in Nairobi on Monday.", "meeting", False),
        ("Opposition leader Dan Okoth met the President of Kenya, William Ruto, in Nairobi.", "meeting", False),
        ("The Kenyan coach spoke by telephone with striker Dan Okoth on Tuesday.", "call", False),
    ],
)
def test_the_words_around_an_unknown_official_tell_his_side(read: Read, text: str, kind: str, met: bool) -> None:
    assert bool(told(read(text), kind, "parties")) is met


@pytest.mark.parametrize(
    ("text", "kind", "field", "words"),
    [
        ("Kenya rejected any talks with Uganda as long as its troops stay.", "refusal", "condition", "its troops stay"),
        ("Kenya offered to host talks with Uganda, provided that the troops withdrew.", "offer", "condition",
         "the troops withdrew"),
        ("Kenya refused on Monday to come to talks with Uganda as long as the treaty is in force.", "refusal",
         "condition", "the treaty is in force"),
        ("The Kenyan foreign ministry denied that it had set any condition for Uganda.", "statement", "words",
         "it had set any condition for Uganda"),
        ("Ugandan officials confirmed that Kenya gave guarantees in writing.", "statement", "words",
         "Kenya gave guarantees in writing"),
        ("In Nairobi the government denied that Uganda had been asked for money.", "statement", "words",
         "Uganda had been asked for money"),
        ("Emmanuel Macron had been on the phone with the Egyptian president on Monday.", "call", "when", "Monday"),
        ("Norway's prime minister rang the Egyptian president on Monday about grain.", "call", "when", "Monday"),
        ("Norwegian Foreign Minister Espen Eide called his Egyptian counterpart on Monday.", "call", "when", "Monday"),
    ],
)
def test_conditions_denials_and_people_on_the_phone(
    read: Read, text: str, kind: str, field: str, words: str
) -> None:
    claims = [claim for claim in read(text).claims if (claim.kind, claim.field) == (kind, field)]
    assert [claim.text for claim in claims] == [words]
    assert claims[0].stance.polarity == ("denied" if " denied " in text else "affirmed")
    assert "offer" in kind or "offer" not in kinds(read(text))


def test_who_is_called_a_liar_is_not_telephoned(read: Read) -> None:
    assert "call" not in kinds(read("The Kenyan minister called the Ugandan president a liar."))
    assert "call" not in kinds(read("The Kenyan minister called Ugandan officials to account."))
