"""One sentence after another as agencies of several countries word them: each with the value that an analyst keys."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Place, Term, Words
from tests.packs.conftest import FERRY, FIRE, counts, read

QUAKE = "An earthquake shook the Andean town of Pisco on Monday. "
FLOOD = "Floods swept through the district of Sylhet on Monday. "
BUS = "A bus plunged into a ravine near Cusco on Monday. "
TRAIN = "A passenger train derailed near Multan on Monday. "
PLANE = "An airliner crashed near Quito on Monday. "
BLOCK = "A five-storey building collapsed in Lagos on Monday. "


@pytest.mark.parametrize(("text", "field", "value"), [
    (QUAKE + "The country has lost 84 of its people, the president told parliament.", "killed", (84, 84)),
    (QUAKE + "Eighty-four people did not survive.", "killed", (84, 84)),
    (BUS + "Killed were 19 pilgrims, the police chief said.", "killed", (19, 19)),
    (BUS + "Nineteen pilgrims met their deaths.", "killed", (19, 19)),
    (BUS + "The accident was fatal for 19 people.", "killed", (19, 19)),
    (PLANE + "There were no survivors among the 62 on board.", "killed", (62, 62)),
    (FERRY + "The sinking claimed at least 27 victims.", "killed", (27, None)),
    (QUAKE + "Hospitals admitted 310 patients with fractures.", "injured", (310, 310)),
    (QUAKE + "Doctors have treated 310 casualties.", "injured", (310, 310)),
    (QUAKE + "Hurt were 310 people, according to the Red Crescent.", "injured", (310, 310)),
    (QUAKE + "Some 310 people sought medical attention.", "injured", (310, 310)),
    (BUS + "Twelve passengers escaped with bruises.", "injured", (12, 12)),
    (FIRE + "Eight guests suffered from smoke inhalation.", "injured", (8, 8)),
    (FLOOD + "Fifteen people have not been seen since.", "missing", (15, 15)),
    (FLOOD + "The fate of 15 people is unknown.", "missing", (15, 15)),
    (FERRY + "Divers were still searching for 15 people.", "missing", (15, 15)),
    (QUAKE + "Some 9,000 people spent the night in the open.", "displaced", (9000, 9000)),
    (QUAKE + "About 9,000 residents were put up in tents and schools.", "displaced", (9000, 9000)),
    (FLOOD + "Authorities moved 9,000 people to higher ground.", "displaced", (9000, 9000)),
    (FLOOD + "Nine thousand villagers have sought refuge in shelters.", "displaced", (9000, 9000)),
    (FLOOD + "Nine thousand people cannot go back to their homes.", "displaced", (9000, 9000)),
    (FIRE + "Some 120 guests had to leave their rooms.", "displaced", (120, 120)),
    (PLANE + "Sixty-two people had boarded in Guayaquil.", "aboard", (62, 62)),
    (PLANE + "The manifest lists 62 names.", "aboard", (62, 62)),
    (BUS + "The vehicle was occupied by 45 people.", "aboard", (45, 45)),
    (FERRY + "Fishermen picked up 88 people.", "rescued", (88, 88)),
    (FERRY + "Eighty-eight swam ashore.", "rescued", (88, 88)),
    (BLOCK + "Firefighters freed six people from the wreckage.", "rescued", (6, 6)),
    (QUAKE + "The institute put its strength at 6.4.", "magnitude", (6.4, 6.4)),
    (QUAKE + "An aftershock of 5.2 came an hour later.", "magnitude", (5.2, 5.2)),
    ("Pisco was shaken on Monday by a quake measuring 6.4.", "magnitude", (6.4, 6.4)),
])
def test_counts_in_many_mouths(text: str, field: str, value: tuple[float, float | None], kit: Any) -> None:
    assert value in counts(text, field, kit)


@pytest.mark.parametrize(("text", "cause"), [
    (BUS + "Police suspect that the driver had fallen asleep.", "the driver had fallen asleep"),
    (BUS + "Excessive speed is thought to be the reason.", "Excessive speed"),
    (TRAIN + "The union sees the fault with worn-out tracks.", "worn-out tracks"),
    (PLANE + "The ministry spoke of an engine failure.", "an engine failure"),
    (FERRY + "The ferry had been overloaded, the coastguard said.", "The ferry had been overloaded"),
    (BLOCK + "The builder had mixed beach sand into the concrete, residents said.",
     "The builder had mixed beach sand into the concrete"),
    (BLOCK + "The tragedy is the result of corruption, the opposition said.", "corruption"),
])
def test_what_it_is_put_down_to(text: str, cause: str, kit: Any) -> None:
    assert cause in {claim.value.text for claim in read(text, kit)
                     if claim.field == "cause" and isinstance(claim.value, Words)}


@pytest.mark.parametrize(("text", "concept"), [
    ("At least 20 people were killed when a lorry laden with fuel blew up in Kampala on Monday.", "explosion"),
    ("Mount Merapi spewed ash over Java on Monday, killing 11 hikers.", "volcanic_eruption"),
    ("A wall of mud buried the village of Chima on Monday, leaving 30 dead.", "landslide"),
    ("A river burst its banks in Bihar on Monday and drowned 30 people.", "flood"),
    ("Gale-force winds tore roofs off houses in Manila on Monday, killing four.", "storm"),
    ("A ski lift cabin fell to the ground near Stresa on Sunday, killing 14.", "cable_car_accident"),
    ("A migrant boat went down off Zuwara on Monday, drowning 61.", "ship_sinking"),
])
def test_what_happened(text: str, concept: str, kit: Any) -> None:
    assert concept in {claim.value.concept for claim in read(text, kit) if isinstance(claim.value, Term)}


@pytest.mark.parametrize("text", [
    "The epicentre of Monday's earthquake lay near Pisco, the institute said.",
    "The epicentre of Monday's earthquake was put at Pisco by the institute.",
    "The earthquake of Monday centred on Pisco has killed 12 people.",
])
def test_where_the_epicentre_lay(text: str, kit: Any) -> None:
    assert "Pisco" in {claim.value.name for claim in read(text, kit) if isinstance(claim.value, Place)}


@pytest.mark.parametrize(("text", "field"), [
    (FIRE + "Police are looking for two men.", "missing"),
    (FIRE + "Some 300 people live in the village.", "displaced"),
    (FIRE + "Forty guests escaped the smoke.", "injured"),
    (BLOCK + "Rescuers cut through the concrete and removed a beam.", "cause"),
    (BUS + "The crew sped to the scene.", "cause"),
    (PLANE + "None of the 19 passengers survived.", "aboard"),
    (FERRY + "The president received 40 ambassadors.", "injured"),
])
def test_what_says_no_such_thing(text: str, field: str, frames_alone: Any) -> None:
    assert [claim for claim in read(text, frames_alone) if claim.field == field] == []
