"""Who says it, through whom, and how sure they sound."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said, values

JOINT_CHIEFS = "South Korea's Joint Chiefs of Staff"


@pytest.mark.parametrize(
    "text",
    [
        "According to South Korea's Joint Chiefs of Staff, North Korea fired one ballistic missile on Tuesday.",
        "North Korea fired one ballistic missile on Tuesday, according to South Korea's Joint Chiefs of Staff.",
        "South Korea's Joint Chiefs of Staff said North Korea fired one ballistic missile on Tuesday.",
        "North Korea fired one ballistic missile on Tuesday, South Korea's Joint Chiefs of Staff said.",
    ],
)
def test_the_source_may_stand_anywhere(read: Read, text: str) -> None:
    assert origins(read(text), "count") == [JOINT_CHIEFS]


def test_without_a_source_it_is_the_outlets_own_voice(read: Read) -> None:
    report = read("North Korea fired one ballistic missile from Sinpo on Tuesday.")
    assert origins(report, "count") == [""]
    assert said(report, "count")[0].chain[0].name == "The Example Post"


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired two ballistic missiles on Tuesday, reported Kyodo News, citing the Japanese coast guard.",
        "Citing the Japanese coast guard, Kyodo News said that North Korea fired two ballistic missiles on Tuesday.",
    ],
)
def test_an_agency_that_cites_stands_between_outlet_and_origin(read: Read, text: str) -> None:
    (claim,) = said(read(text), "count")
    names = [voice.name for voice in claim.chain]
    assert names[1] == "Kyodo News"
    assert "oast" in names[2]


def test_a_name_in_brackets_or_behind_a_title_is_the_speaker(read: Read) -> None:
    report = read(
        "Shinzo Abe (the prime minister) announced that North Korea had fired three missiles. Defence "
        "Minister Nobuo Kishi said that they flew 600 kilometres."
    )
    assert origins(report, "count") == ["Shinzo Abe"]
    assert origins(report, "range_km") == ["Nobuo Kishi"]


def test_he_is_the_last_person_who_acted(read: Read) -> None:
    report = read(
        "North Korea fired a ballistic missile on Tuesday. Nobuo Kishi, Japan's defence minister, met reporters in "
        "Tokyo. He said that the missile fell outside Japan's exclusive economic zone."
    )
    assert origins(report, "zone") == ["Nobuo Kishi"]


def test_an_anonymous_source_stays_what_it_is_called(read: Read) -> None:
    report = read("A senior official said that North Korea fired three missiles from Wonsan on Tuesday.")
    assert origins(report, "count") == ["senior official"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("North Korea may have fired a cruise missile from Sinpo on Tuesday, officials said.", "possible"),
        ("North Korea appears to have fired a cruise missile from Sinpo on Tuesday, officials said.", "probable"),
        ("Officials believe that North Korea fired a cruise missile from Sinpo on Tuesday.", "probable"),
        ("North Korea fired a cruise missile from Sinpo on Tuesday, officials said.", "certain"),
    ],
)
def test_certainty_is_read_off_modals_verbs_and_adverbs(read: Read, text: str, certainty: str) -> None:
    (claim,) = said(read(text), "weapon")
    assert claim.stance.certainty == certainty


def test_a_question_is_open(read: Read) -> None:
    report = read(
        "North Korea fired a ballistic missile on Tuesday. The ministry is investigating whether it fell within "
        "Japan's exclusive economic zone."
    )
    (claim,) = said(report, "zone")
    assert claim.stance.polarity == "open"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("However, this was not confirmed by the ministry.", "open"),
        ("The ministry rejected that.", "denied"),
        ("The ministry denied the report.", "denied"),
    ],
)
def test_a_voice_may_take_up_what_was_just_said(read: Read, text: str, polarity: str) -> None:
    report = read(f"Local media said North Korea might have launched a cruise missile on Tuesday. {text}")
    stances = [claim.stance.polarity for claim in said(report, "weapon")]
    assert stances == ["affirmed", polarity]
    assert values(report, "weapon") == ["cruise_missile", "cruise_missile"]


@pytest.mark.parametrize("headline", [
    "Night on the quay: two missiles", "Morning of sirens: two missiles", "Broken roofs: two missiles",
])
def test_a_headline_before_a_colon_is_not_always_a_source(read: Read, headline: str) -> None:
    report = read(f"{headline}\n\nNorth Korea fired two missiles on Tuesday. Roofs broke, people ran.")
    assert set(origins(report, "count")) <= {""}
