"""Armed groups that speak of themselves, and towns that bear one name in two lands."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, said, values

RAID = "Gunmen attacked a market in Garowe on Tuesday, killing nine people. "


@pytest.mark.parametrize(("sentence", "agent"), [
    ("Al-Shabaab said that it had carried out the attack.", "al-Shabaab"),
    ("Al-Shabab said that it had planned the attack.", "Al-Shabab"),
    ("The Taliban said their fighters had carried out the attack.", "Taliban"),
    ("Boko Haram said that its fighters had carried out the attack.", "Boko Haram"),
])
def test_it_and_its_fighters_are_the_group_that_speaks(read: Read, sentence: str, agent: str) -> None:
    found = [str(value) for value in values(read(RAID + sentence), "agent", "armed_attack")]
    assert agent.casefold() in [value.casefold() for value in found]
    assert "Somalia" not in found


@pytest.mark.parametrize(("text", "town", "land"), [
    ("Floods killed 40 people in Derna on Monday, the Libyan government said.", "Derna", "LY"),
    ("An earthquake killed 12 people in Santiago on Monday, the Chilean navy said.", "Santiago", "CL"),
    ("A bus crash killed nine people in Cordoba on Monday, said the Argentine health ministry.", "Cordoba", "AR"),
])
def test_a_town_lies_in_the_land_that_the_text_speaks_of(read: Read, text: str, town: str, land: str) -> None:
    places = [claim.value for claim in said(read(text), "place", "disaster") if town in claim.text]
    assert places and {getattr(place, "country", "") for place in places} == {land}
