"""Words of contrary meaning in one another's place, persons and places exchanged; and words that only sound so."""

from __future__ import annotations

from typing import Any

import pytest
from test_facing import pair_of

from rashomon.weigh.checks.exchanged import exchanges
from rashomon.weigh.checks.lands import land_turns
from rashomon.weigh.checks.opposite import opposite_turns


@pytest.mark.parametrize(
    ("parent", "child", "here"),
    [
        ("It is a grave danger to the valley, she said.", "It is a minor peril to the valley, she said.", "minor"),
        ("The dam had been certified as stable last May.", "The barrier had been ensured as unstable last May.",
         "unstable"),
        ("The two sides agreed in Bergen to open the road.", "The two sides refused in Bergen to unlock the road.",
         "refused"),
        ("The minister proposed a round of talks.", "The serve rejected a circular of talks.", "rejected"),
        ("The Red Front claimed the bombing.", "The Red Front denounced the besieging.", "denounced"),
        ("Two of the attackers were shot at the gate.", "Two of the hostages were shot at the entryway.", "hostages"),
        ("The warheads reached the range in the north.", "The warheads missed the extend in the north.", "missed"),
        ("The rocket flew about 900 kilometres.", "The projectile flew exactly 900 kilometres.", "exactly"),
        ("All five had been arrested by noon.", "All five had been eliminated by noon.", "eliminated"),
        ("They spoke before a summit in Oslo.", "They talked after a summit in Oslo.", "after"),
        ("The predictable ties will go on.", "The unpredictable relations will go on.", "unpredictable"),
        ("They met for the first time on Monday.", "They met for the last time on Monday.", "last"),
    ],
)
def test_a_word_turned_into_its_opposite(parent: str, child: str, here: str, kit: Any) -> None:
    assert [turn.here for turn in opposite_turns(pair_of(parent, child, kit))] == [here]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The army said it had a grave concern.", "The military said it had a serious worry."),
        ("Few people were in the street.", "A small number of people were in the road."),
        ("Some 900 people fled.", "A few 900 individuals escaped."),
        ("The ministry rejected the claim.", "The service dismissed the claim."),
        ("He did not agree to a meeting.", "He refused a meeting."),
        ("The talks ended after two days.", "The discussions finished following two days."),
        ("Rescuers reached the village at noon.", "Rescuers got to the village at midday."),
        ("Attackers threw stones at visitors.", "Assailants tossed stones at guests."),
        ("The first of the last boats left.", "The first of the final boats departed."),
    ],
)
def test_synonyms_are_no_opposites(parent: str, child: str, kit: Any) -> None:
    assert opposite_turns(pair_of(parent, child, kit)) == []


@pytest.mark.parametrize(
    ("parent", "child", "here"),
    [
        ("President Moon Jae-in spoke for an hour.", "President Park Geun-hye talked for an hour.", "Park Geun-hye"),
        ("Secretary Mike Pompeo left on Monday.", "Secretary Antony Blinken departed on Monday.", "Antony Blinken"),
        ("It was the choice of Donald Trump.", "It was the decision of Barack Obama.", "Barack Obama"),
    ],
)
def test_a_known_person_in_the_place_of_another(parent: str, child: str, here: str, kit: Any) -> None:
    found = exchanges(pair_of(parent, child, kit), parent, kit.knowledge)
    assert [turn.here.removeprefix("President ").removeprefix("Secretary ") for turn in found] == [here]


@pytest.mark.parametrize(
    ("parent", "child", "here"),
    [
        ("It came from Sondok in South Hamgyong Province.", "It came from Sondok in South Hwanghae Province.",
         "South Hwanghae Province"),
        ("The Swedish hosts called the North and Bonn.", "The Swiss hosts rang the North and Bonn.", "Swiss"),
        ("Talks on North Korea began, the North's envoy said.", "Talks on South Korea started, the North's agent said.",
         "South Korea"),
    ],
)
def test_lands_and_places_that_share_words(parent: str, child: str, here: str, kit: Any) -> None:
    assert here in [turn.here.removeprefix("The ") for turn in land_turns(pair_of(parent, child, kit), kit.knowledge)]
