"""Seas: two names, one water; and which of the East Seas is meant."""

from __future__ import annotations

import pytest

from rashomon.know.base import Knowledge
from rashomon.know.places import resolve_place
from rashomon.know.seas import find_sea, names_of, sea_at, sea_outline
from rashomon.model.value import contains


@pytest.mark.parametrize(("name", "countries", "ref"), [
    ("Sea of Japan", (), "sea:japan"), ("East Sea", (), "sea:japan"), ("the East Sea", ("KP", "KR"), "sea:japan"),
    ("East Sea", ("VN", "CN"), "sea:south_china"), ("동해", (), "sea:japan"), ("日本海", (), "sea:japan"),
    ("West Sea", ("KP", "KR"), "sea:yellow"), ("Yellow Sea", (), "sea:yellow"), ("the Pacific", (), "sea:pacific"),
    ("northwestern Pacific Ocean", (), "sea:pacific"), ("East China Sea", ("KP", "KR", "JP"), "sea:east_china"),
    ("waters of the Sea of Japan", (), "sea:japan"), ("Bay of Bengal", ("IN",), "sea:bengal"),
    ("Gulf of America", ("US",), "sea:mexico"),
])
def test_names_of_seas(name: str, countries: tuple[str, ...], ref: str, shelf: Knowledge) -> None:
    sea = find_sea(name, shelf, countries)
    assert sea is not None
    assert sea.ref == ref


def test_a_town_is_no_sea(shelf: Knowledge) -> None:
    assert find_sea("Seattle", shelf) is None


def test_the_sea_at_a_point(shelf: Knowledge) -> None:
    middle, bay, land = sea_at(40.0, 134.0, shelf), sea_at(39.4, 128.2, shelf), sea_at(37.5, 127.0, shelf)
    assert middle is not None and middle.ref == "sea:japan"
    assert bay is not None and contains(middle, bay)
    assert land is None


def test_other_names_and_outline(shelf: Knowledge) -> None:
    assert names_of("sea:japan", shelf)[0] == "Sea of Japan"
    assert "East Sea" in names_of("sea:japan", shelf)
    rings = sea_outline("sea:japan", shelf)
    assert sum(len(ring) for ring in rings) > 50
    assert all(120 < lon < 145 and 30 < lat < 55 for ring in rings for lon, lat in ring)


def test_seas_and_land_do_not_meet(shelf: Knowledge) -> None:
    sea, port = find_sea("Sea of Japan", shelf), resolve_place("Sinpo", shelf)
    assert sea is not None and port is not None
    assert not contains(sea, port)
