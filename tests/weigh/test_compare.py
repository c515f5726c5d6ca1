"""How two values of one field stand to each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from newsroom import TIME

from rashomon.model import When
from rashomon.weigh.compare import Scope, compare_values

SINGAPORE, SEOUL = timezone(timedelta(hours=8)), timezone(timedelta(hours=9))


def at(hour: int, zone: timezone, said: str = "") -> When:
    """A clock of 16 April; said: the zone that the words themselves name."""
    moment = datetime(2014, 4, 16, hour, tzinfo=zone)
    return When(moment, moment, said)


def test_nine_o_clock_in_two_papers_is_one_hour_where_neither_names_its_zone() -> None:
    assert compare_values(at(9, SINGAPORE), at(9, SEOUL), Scope(TIME)) == "equal"


def test_a_zone_that_is_said_is_kept() -> None:
    assert compare_values(at(9, SINGAPORE, "SGT"), at(9, SEOUL, "KST"), Scope(TIME)) == "clash"


@pytest.mark.parametrize("said", ["", "KST"])
def test_another_hour_is_another_hour_on_any_wall(said: str) -> None:
    assert compare_values(at(9, SINGAPORE), at(7, SEOUL, said), Scope(TIME)) == "clash"


def test_the_same_moment_in_two_zones_is_one_moment() -> None:
    assert compare_values(at(9, SEOUL), at(0, UTC), Scope(TIME)) == "equal"


def test_a_month_is_the_same_month_in_two_zones() -> None:
    washington, tehran = timezone(timedelta(hours=-4)), timezone(timedelta(hours=3, minutes=30))
    one, other = (
        When(datetime(2016, 7, 1, tzinfo=zone), datetime(2016, 7, 31, 23, 59, 59, tzinfo=zone), name)
        for zone, name in ((washington, "-04:00"), (tehran, "+03:30"))
    )
    scope = Scope(TIME)
    assert compare_values(one, other, scope) == "equal"
    later = When(datetime(2016, 8, 1, tzinfo=tehran), datetime(2016, 8, 31, 23, 59, 59, tzinfo=tehran), "+03:30")
    assert compare_values(one, later, scope) != "equal"
