"""Dispatches of our own on one happening, told in different terms, late, or beside another year's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from rashomon.model import Document, Event
from rashomon.run.local import answer_documents


def gathered(kit: Any, *dispatches: tuple[int, str]) -> tuple[Event, ...]:
    """The events of dispatches, each published at noon of a day of November 2022."""
    documents = [
        Document(id=f"d{number}", path=f"d{number}.txt", text=text, published=datetime(2022, 11, day, 12, tzinfo=UTC))
        for number, (day, text) in enumerate(dispatches)
    ]
    return answer_documents(documents, kit).events


def fields(event: Event, name: str) -> set[str]:
    return {claim.text for claim in event.claims if claim.field == name}


@pytest.mark.parametrize(
    "sentence",
    [
        "Not since 1993, when the ferry Halma went down with 362 aboard and 290 of them died, was it so bad.",
        "It recalled March 2005, when the ferry Halma sank there and 290 people drowned.",
        "The coast had been spared since 2001, when another ferry sank and 290 people drowned.",
    ],
)
def test_the_year_before_a_when_clause_is_that_of_its_verb(sentence: str, kit: Any) -> None:
    lead = "A ferry sank off Bergen on Monday and 14 people drowned, the police said.\n\n"
    events = [event for event in gathered(kit, (15, lead + sentence)) if event.kind == "disaster"]
    counts = {event.when.earliest.year if event.when else 0: fields(event, "killed") for event in events}
    assert counts.keys() >= {2022} and len(counts) == 2
    assert any("290" in text for year, texts in counts.items() if year < 2010 for text in texts)
    assert not any("290" in text for text in counts[2022])


def test_the_blast_of_the_first_dispatch_is_the_bombing_of_the_second(kit: Any) -> None:
    first = "Four people died and 38 were wounded when an explosion tore through a market in Bergen on Sunday."
    second = (
        "Six people were killed and 53 wounded in the bombing of a market in Bergen on Sunday, the police said.\n\n"
        "A gunman who fled the attack is sought."
    )
    mine = [event for event in gathered(kit, (13, first), (14, second)) if event.kind in ("disaster", "armed_attack")]
    assert [event.kind for event in mine] == ["armed_attack"]
    assert set(mine[0].documents) == {"d0", "d1"}


def test_a_late_dispatch_without_a_day_of_its_own_joins_the_attack_whose_names_it_shares(kit: Any) -> None:
    first = (
        "Gunmen on motorcycles killed 43 farmers near Lundby on Saturday, said Ola Berg of the Vasa Militia.\n\n"
        "The dead were buried in Sandvik."
    )
    later = (
        "Villagers have dug 33 more graves in Sandvik, bringing to 76 the number of people killed in the raid on "
        "Lundby, Ola Berg said.\n\nThe Vasa Militia found more bodies."
    )
    mine = [event for event in gathered(kit, (6, first), (14, later)) if event.kind == "armed_attack"]
    assert len(mine) == 1 and set(mine[0].documents) == {"d0", "d1"}


def test_a_year_far_behind_an_attack_dates_what_stands_beside_it(frames_alone: Any) -> None:
    text = (
        "Gunmen broke into a market in Lundby on Saturday and killed 39 people, the police said.\n\n"
        "The raid was their answer to the northern troops that had been sent across the border in October 2011."
    )
    events = [event for event in gathered(frames_alone, (13, text)) if event.kind == "armed_attack"]
    assert [event.when.earliest.year if event.when else 0 for event in events] == [2022]
