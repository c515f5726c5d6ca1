"""Questions to the whole ledger; every answer says what it counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from told import DAY, later, launch

from rashomon.errors import LedgerError
from rashomon.keep.history import Such, how_many, matches, ordinal, said, still_carried
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import EventFilter, find_events
from rashomon.model import Actor, Place, Quantity, Report, Term, Voice, Words
from rashomon.run.kit import Kit
from rashomon.run.ledger import Arrival, ingest
from tests.conftest import Command

TOKYO = Voice("Japan's defence ministry", ("body:jp_mod",), country="JP", manner="said", kind="body")


def after(days: int) -> datetime:
    return DAY + timedelta(days=days)


def take(ledger: Ledger, kit: Kit, *reports: Report) -> list[str]:
    """Events in the order of their days."""
    ingest([Arrival(report) for report in reports], ledger, kit)
    with ledger.reading() as connection:
        return [line.id for line in reversed(find_events(connection, EventFilter(sort="when")))]


def test_the_first_such_event_in_so_many_days(ledger: Ledger, bare: Kit) -> None:
    _, second, third = take(
        ledger, bare, launch("Gull", day=DAY), launch("Gull", day=after(20)), launch("Gull", 1, day=after(203))
    )
    with ledger.reading() as connection:
        answer = ordinal(connection, third)
        assert (answer.number, answer.days) == (3, 183)
        assert answer.previous is not None
        assert answer.previous.id == second
        assert answer.counted.what == "events of kind missile_launch"
        assert answer.counted.first == DAY
        single = ordinal(connection, third, Such("missile_launch", (("count", "1"),)))
        assert (single.number, single.previous, single.counted.events) == (1, None, 1)
        assert single.counted.what == "events of kind missile_launch with count 1"


def test_an_event_of_no_known_day_has_no_place_in_a_row(ledger: Ledger) -> None:
    with ledger.reading() as connection, pytest.raises(LedgerError, match="no event e9"):
        ordinal(connection, "e9")


def test_how_many_by_whom_counted(ledger: Ledger, bare: Kit) -> None:
    take(
        ledger, bare, launch("Gull", 2), launch("Tern", 2), launch("Gull", 3, day=after(30)),
        launch("Skua", 1, voice=TOKYO), launch("Gull", 1, day=after(-400)),
    )  # fmt: skip
    with ledger.reading() as connection:
        answer = how_many(connection, Such("missile_launch", since=after(-100)), count="count")
        assert answer.counted.events == 2
        assert answer.counted.first == after(-400)
        rows = {row.by: (len(row.events), row.stated, row.low, row.high) for row in answer.rows}
        assert rows["Japan's defence ministry"] == (1, 1, 1.0, 1.0)
        assert rows["South Korea's Joint Chiefs of Staff"] == (2, 2, 5.0, 5.0)


def test_what_a_country_said_first_and_last(ledger: Ledger, bare: Kit) -> None:
    (event,) = take(
        ledger, bare, launch("Gull", 3, voice=TOKYO), later(launch("Skua", 1, voice=TOKYO), 11), launch("Tern", 2)
    )
    with ledger.reading() as connection:
        told = said(connection, "JP", event, field="count")
        assert [(one.outlet, one.claim.text) for one in told] == [("Gull", "three missiles"), ("Skua", "one missile")]
        assert said(connection, "Japan's defence", event, field="count") == told
        assert said(connection, "body:jp_mod", kind="missile_launch", field="count") == told
        assert said(connection, "FR") == []


def test_who_still_carries_what_was_changed(ledger: Ledger, bare: Kit) -> None:
    url = "https://gull.example/1"
    ingest([Arrival(launch("Gull", 2, url=url)), Arrival(launch("Tern", 2)), Arrival(launch("Skua", 1))], ledger, bare)
    ingest([Arrival(launch("Gull", 1, url=url))], ledger, bare)
    with ledger.reading() as connection:
        (line,) = find_events(connection)
        (answer,) = still_carried(connection, line.id, "count")
        assert (answer.old.text, answer.new) == ("two missiles", "one")
        assert [one.outlet for one in answer.by] == ["Tern"]
        assert still_carried(connection, line.id, "range_km") == []


def test_the_answer_tells_first_what_somebody_still_carries(
    ledger: Ledger, bare: Kit, rashomon: Command
) -> None:
    gull, heron = "https://gull.example/1", "https://heron.example/1"
    first = [launch("Heron", 3, url=heron, voice=TOKYO), launch("Gull", 2, url=gull), launch("Tern", 2)]
    ingest([Arrival(one) for one in first], ledger, bare)
    ingest([Arrival(launch("Heron", 1, url=heron, voice=TOKYO)), Arrival(launch("Gull", 1, url=gull))], ledger, bare)
    with ledger.reading() as connection:
        (line,) = find_events(connection)
    told = rashomon("ledger", "ask", "carries", line.id, "-l", ledger.name).out.splitlines()
    heads = [one for one in told if not one.startswith(" ")]
    assert [one.rpartition(": ")[2] for one in heads] == [
        "still carried by 1 outlet", "no report carries this value any more"
    ]
    assert "“two missiles”" in heads[0] and "“three missiles”" in heads[1]


@pytest.mark.parametrize(
    ("value", "wanted", "is_it"),
    [
        (Term("slbm", ("ballistic_missile",)), "ballistic_missile", True),
        (Term("slbm", ("ballistic_missile",)), "cruise_missile", False),
        (Term("slbm", name="Pukguksong-3"), "pukguksong-3", True),
        (Actor("Kishi", "person:kishi", country="JP"), "JP", True),
        (Place("Sinpo", "city:sinpo", "KP", within=("adm1:hamgyong",)), "adm1:hamgyong", True),
        (Quantity(1, None), "7", True),
        (Quantity(1, 2), "7", False),
        (Quantity(1, 2), "several", False),
        (Words("we shall see"), "we", False),
    ],
)
def test_values_are_asked_for_by_class_country_name_or_number(value: object, wanted: str, is_it: bool) -> None:
    assert matches(value, wanted) is is_it  # type: ignore[arg-type]
