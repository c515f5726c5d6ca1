"""Who says it: cues of several words, figures with an owner, quotations that run on, and whom a pronoun means."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said

LEAD = "A ferry sank off the coast of Norway on Tuesday. "


def speakers(read: Read, text: str, field: str = "killed") -> list[str]:
    """The origins of the figures of a sentence after the lead."""
    return origins(read(LEAD + text), field, "disaster")


@pytest.mark.parametrize(
    "text",
    [
        "Governor Ola Berg said the ferry had sunk at 9 a.m. At least 12 people drowned, he went on.",
        '"We are searching," said Ola Berg, the governor. At least 12 people drowned, he continued.',
        "Governor Ola Berg was near tears on the quay. At least 12 people had drowned, he elaborated.",
    ],
)
def test_who_goes_on_speaking(read: Read, text: str) -> None:
    assert speakers(read, text) == ["Ola Berg"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At least 12 people drowned, one of the rescuers said.", "one of the rescuers"),
        ("Several of the officials said that 12 people had drowned.", "Several of the officials"),
        ("Two officials spoke to reporters. At least 12 people drowned, one of the two said.", "one of the two"),
    ],
)
def test_one_of_several_is_called_as_the_text_calls_him(read: Read, text: str, name: str) -> None:
    assert speakers(read, text)[0].casefold().startswith(name.casefold()[:6])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A fisherman who saw it was sure that 12 people had drowned.", "fisherman"),
        ("Governor Ola Berg is convinced that 12 people drowned.", "Ola Berg"),
        ("The captain of a trawler was certain that 12 people drowned.", "captain of a trawler"),
    ],
)
def test_who_is_sure_speaks(read: Read, text: str, name: str) -> None:
    assert speakers(read, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour police left the death toll at 12.",
        "The latest toll from the harbour police is 12 dead.",
        "The harbour police stood by its count of 12 dead.",
        "Twelve dead, 30 missing: that is the harbour police's balance tonight.",
        "Twelve dead and 30 missing, such was the toll given by the harbour police.",
        "The number of dead was raised to 12 by the harbour police.",
        "Twelve people drowned, per the harbour police.",
        "As per the harbour police, 12 people drowned.",
        "Twelve people drowned, as stated by the harbour police.",
    ],
)
def test_figures_belong_to_who_keeps_them(read: Read, text: str) -> None:
    assert speakers(read, text) == ["harbour police"]


@pytest.mark.parametrize(
    "text",
    [
        "The number of dead is 12.",
        "Norway's death toll stands at 12.",
        "The toll of the storm is 12 dead.",
    ],
)
def test_what_is_counted_keeps_no_count(read: Read, text: str) -> None:
    assert speakers(read, text) == [""]


@pytest.mark.parametrize(
    "text",
    [
        '"It is a black day," Governor Ida Holm said. "Twelve people drowned."',
        'Governor Ida Holm spoke of "the worst day". "Twelve people drowned."',
        '"We had no warning," said Governor Ida Holm. "Twelve people drowned. Nobody was told."',
    ],
)
def test_a_quotation_goes_on_from_the_one_before(read: Read, text: str) -> None:
    assert speakers(read, text) == ["Ida Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article said that 12 people had drowned.",
        "Our first edition said that 12 people had drowned.",
        "As this newspaper reported on Monday, 12 people drowned.",
    ],
)
def test_the_papers_own_earlier_word_is_no_voice(read: Read, text: str) -> None:
    assert speakers(read, text) == [""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The governor was near tears. Twelve people had drowned, she said.", "governor"),
        ("The mayor, Ola Berg, told reporters that 12 people had drowned.", "Ola Berg"),
        ("The shipping union called a strike on Wednesday. It said that 12 people had drowned.", "shipping union"),
    ],
)
def test_whom_a_pronoun_or_a_title_means(read: Read, text: str, name: str) -> None:
    assert speakers(read, text) == [name]


@pytest.mark.parametrize(
    ("text", "origin", "relay"),
    [
        ("The harbour police, quoted by Reuters, put the dead at 12.", "harbour police", "Reuters"),
        ("An officer quoted by Reuters gave the number of dead as 12.", "officer", "Reuters"),
        ("At least 12 people drowned, the harbour police said in a statement carried by TASS.",
         "harbour police", "TASS"),
        ("At least 12 people drowned, the harbour police said in figures released by Interfax.",
         "harbour police", "Interfax"),
        ("At least 12 people drowned, an officer told Agence France-Presse.", "officer", "AFP"),
        ("At least 12 people drowned, AFP quoted an officer as saying.", "officer", "AFP"),
        ("The governor was quoted by Anadolu as saying that at least 12 people drowned.", "governor", "Anadolu"),
        ("At least 12 people drowned, TASS reported, with reference to the harbour police.", "harbour police", "TASS"),
        ("An officer to whom Reuters spoke said that at least 12 people drowned.", "officer", "Reuters"),
        ("The latest figure, which Reuters attributed to the harbour police, is 12 dead.", "harbour police", "Reuters"),
    ],
)
def test_agencies_stand_between(read: Read, text: str, origin: str, relay: str) -> None:
    (claim,) = said(read(LEAD + text), "killed", "disaster")
    assert claim.origin.name.endswith(origin)
    assert [voice.name.split()[0] for voice in claim.chain[1:-1]] == [relay]


@pytest.mark.parametrize(
    "text",
    [
        "Police found that a guard put a bag in the hall. Twelve people drowned.",
        "The crew made sure that the doors were shut. Twelve people drowned.",
        "The ferry costs 30 kroner per person. Twelve people drowned.",
    ],
)
def test_what_only_looks_like_a_cue(read: Read, text: str) -> None:
    assert speakers(read, text) == [""]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ministry said 12 people drowned; the Red Cross, however, counted 15 dead.", ["ministry", "Red Cross"]),
        ("The ministry had first spoken of 15 dead but later corrected this to 12.", ["ministry", "ministry"]),
        ("An officer said 12 people had drowned. A day later, the same officer spoke of 15 dead.",
         ["officer", "officer"]),
    ],
)
def test_each_figure_keeps_its_speaker(read: Read, text: str, names: list[str]) -> None:
    found = speakers(read, text)
    assert len(found) == len(names) and all(found[place].endswith(name) for place, name in enumerate(names))


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram also claimed the bombing of a market in Jos, where 15 people were killed.",
        "A bombing in Jos, in which 15 people were killed, was claimed by Boko Haram.",
        "Boko Haram claimed an attack on a market in Jos, which killed 15 people.",
    ],
)
def test_who_claims_a_deed_gives_no_number_that_is_only_added(read: Read, text: str) -> None:
    report = read("Gunmen attacked a mall in Lagos on Tuesday. " + text)
    claims = [claim for claim in said(report, "killed", "armed_attack") if "15" in claim.text]
    assert [len(claim.chain) for claim in claims] == [1]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry could not confirm that 12 people had drowned.", "open/possible"),
        ("Almost 300 people are missing, the ministry said.", "affirmed/certain"),
        ("By the ministry's first assessment 12 people drowned.", "affirmed/probable"),
        ("The victims may be no fewer than 12, the ministry said.", "affirmed/possible"),
        ("Twelve people almost certainly drowned, the ministry said.", "affirmed/probable"),
        ('The governor dismissed as "rumours" reports that 12 people had drowned.', "denied/certain"),
    ],
)
def test_how_sure_a_figure_sounds(read: Read, text: str, stance: str) -> None:
    report = read(LEAD + text)
    (claim,) = [*said(report, "killed", "disaster"), *said(report, "missing", "disaster")]
    assert f"{claim.stance.polarity}/{claim.stance.certainty}" == stance


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired two suspected cruise missiles on Tuesday, Seoul said.",
        "Two possible cruise missiles were fired by North Korea on Tuesday, Seoul said.",
        "Seoul said that North Korea had launched two presumed cruise missiles on Tuesday.",
    ],
)
def test_doubt_about_the_kind_is_no_doubt_about_the_number(read: Read, text: str) -> None:
    report = read(text)
    assert [claim.stance.certainty for claim in said(report, "count")] == ["certain"]
    assert [claim.stance.certainty for claim in said(report, "weapon")] != ["certain"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Governor Ola Berg spoke on Tuesday. At least 12 people, he went on, were killed by the cold.", "Ola Berg"),
        ("A clerk said the harbour was shut. At least 12 people, she added, were killed by the cold.", "clerk"),
        ("A brigade representative met reporters. At least 12 people drowned, he said.", "brigade representative"),
        ('"I heard it," said a woman feeding gulls, who was sure that 12 people had drowned.', "woman feeding gulls"),
        ("At least 12 people drowned, General Ola Berg, who leads the guard, was quoted by Anadolu as saying.",
         "Ola Berg"),
        ("The Red Cross, which until Monday had put the dead at 12, has taken that back.",
         "International Committee of the Red Cross"),
    ],
)
def test_speakers_between_commas_and_behind_relatives(read: Read, text: str, name: str) -> None:
    assert speakers(read, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram took responsibility on its Telegram account. At least 12 people were killed, it claimed.",
        "The army spoke of 3 dead.\n\nBoko Haram took responsibility on its website. It said that 12 were killed.",
        "Police gave no number.\n\nBoko Haram owned up to the raid on its channel. It had killed 12, it said.",
    ],
)
def test_it_is_the_body_that_the_paragraph_speaks_of(read: Read, text: str) -> None:
    report = read("Gunmen attacked a mall in Lagos on Tuesday. " + text)
    assert origins(report, "killed", "armed_attack")[-1:] == ["Boko Haram"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The captain said that by the harbour police's count 12 people had drowned.", ["captain", "harbour police"]),
        ("Ola Berg said that, as the harbour police had stated, 12 people were killed by the cold.",
         ["Ola Berg", "harbour police"]),
        ("Forty swam ashore, among them a Dane, and 12 drowned, Reuters reports, citing the harbour police.",
         ["Reuters", "harbour police"]),
    ],
)
def test_who_is_named_in_what_another_says_stands_behind(read: Read, text: str, names: list[str]) -> None:
    claims = [claim for claim in said(read(LEAD + text), "killed", "disaster") if claim.chain[1:]]
    assert claims and [voice.name for voice in claims[0].chain[1:]] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The president of the sailing club said that 12 people had drowned.", "president of the sailing club"),
        ("The leader of the Green Tide said that 12 people had drowned.", "leader of the Green Tide"),
        ("The head of the rescue service said that 12 people had drowned.", "head of the rescue service"),
    ],
)
def test_who_leads_a_club_leads_no_country(read: Read, text: str, name: str) -> None:
    assert speakers(read, text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Twelve people drowned, Ola Berg said, referring to the passengers of the lower deck.', "Ola Berg"),
        ("While some experts were hopeful, they also said that 12 people had drowned.", "some experts"),
        ("A senior Danish official on Sunday said that 12 people had drowned.", "senior Danish official"),
    ],
)
def test_what_is_only_spoken_of_is_no_source(read: Read, text: str, name: str) -> None:
    assert speakers(read, text) == [name]
