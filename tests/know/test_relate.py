"""Distances, compass parts, and indicative zones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.errors import KnowledgeError
from rashomon.know.base import Knowledge
from rashomon.know.outlines import coast_outline
from rashomon.know.places import resolve_place
from rashomon.know.relate import (
    bearing_words,
    country_at,
    destination,
    direction_fits,
    direction_in_country,
    distance_km,
    in_country,
    zone_of_point,
)
from rashomon.model.value import Place


def place(name: str, shelf: Knowledge) -> Place:
    found = resolve_place(name, shelf)
    assert found is not None
    return found


def test_distance_is_geodesic(shelf: Knowledge) -> None:
    assert distance_km((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.3195, abs=0.001)
    assert 180 < distance_km(place("Pyongyang", shelf), place("Seoul", shelf)) < 210
    assert bearing_words(place("Seoul", shelf), place("Busan", shelf)) == "south-east"
    assert distance_km((40.0, 128.0), destination((40.0, 128.0), 90.0, 600.0)) == pytest.approx(600.0)


def test_countries_of_places(shelf: Knowledge) -> None:
    sinpo = place("Sinpo", shelf)
    assert in_country(sinpo, "KP") is True
    assert in_country(sinpo, "KR") is False
    assert in_country(place("Sea of Japan", shelf), "JP") is None
    assert country_at(39.0, 126.5, shelf) == "KP"
    assert country_at(40.0, 134.0, shelf) == ""


@pytest.mark.parametrize(("name", "direction", "fits"), [
    ("Jindo", "south-west", True), ("Jindo", "north-east", False), ("Sinpo", "eastern", True), ("Sinpo", "west", False),
    ("Tongchang-ri", "northwest", True), ("Chongjin", "north-east", True), ("Busan", "northwestern", False),
    ("Balasore", "east", True), ("Perth", "west", True), ("Perth", "north-east", False),
])
def test_stated_compass_parts(name: str, direction: str, fits: bool, shelf: Knowledge) -> None:
    assert direction_fits(place(name, shelf), direction, shelf) is fits


def test_compass_part_of_a_town(shelf: Knowledge) -> None:
    assert direction_in_country(place("Jindo", shelf), shelf) == "south-west"
    assert direction_in_country(place("Chongjin", shelf), shelf) == "north-east"
    assert direction_in_country(place("Sea of Japan", shelf), shelf) == ""


def test_indicative_zones(shelf: Knowledge) -> None:
    off_noto = zone_of_point(38.2, 136.5, "JP", shelf)
    assert (off_noto.answer, off_noto.indicative) == ("inside", True)
    off_sinpo = zone_of_point(39.8, 130.0, "JP", shelf)
    assert (off_sinpo.answer, off_sinpo.limit) == ("outside", "equidistance with KP")
    far = zone_of_point(36.0, 155.0, "JP", shelf)
    assert (far.answer, far.limit) == ("outside", "200 nm")
    assert zone_of_point(39.8, 130.0, "KP", shelf).answer == "inside"
    assert zone_of_point(35.68, 139.3, "JP", shelf).answer == "undetermined"


def test_the_limit_itself_is_undetermined(shelf: Knowledge) -> None:
    inside, outside = 131.0, 137.5  # names as seen from the continent
    for _ in range(30):
        middle = (inside + outside) / 2
        if zone_of_point(40.5, middle, "JP", shelf).margin_km < 0:
            inside = middle
        else:
            outside = middle
    assert zone_of_point(40.5, inside, "JP", shelf).answer == "undetermined"


def test_twelve_miles(shelf: Knowledge) -> None:
    assert zone_of_point(35.0, 140.1, "JP", shelf, kind="territorial_sea").answer in ("inside", "undetermined")
    assert zone_of_point(38.0, 136.0, "JP", shelf, kind="territorial_sea").answer == "outside"


def test_a_users_file_replaces_the_computed_zone(tmp_path: Path, shelf: Knowledge) -> None:
    path = tmp_path / "zones.geojson"
    ring = [[133, 37], [138, 37], [138, 41], [133, 41], [133, 37]]
    zone = {"type": "Feature", "properties": {"ISO_TER1": "JPN"},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [zone]}), encoding="utf-8")
    answer = zone_of_point(39.0, 134.0, "JP", shelf, eez_file=path)
    assert (answer.answer, answer.limit, answer.indicative) == ("inside", "file", False)
    assert zone_of_point(39.0, 131.0, "JP", shelf, eez_file=path).answer == "outside"
    assert zone_of_point(39.0, 131.0, "KR", shelf, eez_file=path).answer == "undetermined"


def test_a_bad_file_is_named(tmp_path: Path, shelf: Knowledge) -> None:
    path = tmp_path / "zones.geojson"
    path.write_text("zones, zones, zones", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"zones\.geojson"):
        zone_of_point(39.0, 134.0, "JP", shelf, eez_file=path)


def test_land_for_a_map(shelf: Knowledge) -> None:
    wide = coast_outline((124.0, 33.0, 146.0, 46.0), shelf)
    assert sum(len(ring) for ring in wide) < 20_000
    assert all(123.9 <= lon <= 146.1 and 32.9 <= lat <= 46.1 for ring in wide for lon, lat in ring)
    assert len(coast_outline((127.0, 39.0, 129.0, 41.0), shelf)) >= 1
