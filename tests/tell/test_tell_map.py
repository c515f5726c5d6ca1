"""The chart of the places named: what it shows, what it leaves out, and that its zone lines agree with the shelf."""

from __future__ import annotations

import re

import msgspec
import pytest

from rashomon.errors import KnowledgeError
from rashomon.know.base import Knowledge, load_knowledge
from rashomon.know.relate import country_at, zone_of_point
from rashomon.model import Answer, Place
from rashomon.tell.accounts import register, rows_of
from rashomon.tell.geography import drawn_map
from rashomon.tell.map import Outline, chart_of, draw
from rashomon.tell.zones import zone_lines


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The package's shelf."""
    try:
        return load_knowledge()
    except KnowledgeError as error:
        pytest.skip(f"the reference shelf is not here: {error}")


def test_the_chart_holds_the_site_the_area_and_the_stated_distances(answer: Answer) -> None:
    event = answer.events[0]
    chart = chart_of(event, rows_of(event, register(answer)))
    assert chart is not None
    shown = [(point.label, point.role) for point in chart.points]
    assert shown == [("Wonsan, North Korea", "site"), ("Sea of Japan", "area")]
    assert [round(km) for km, _, _ in chart.rings] == [420, 650]
    west, south, east, north = chart.box
    assert west < 127.4 - 7 and east > 134.5 and south < 39.1 - 5.8 and north > 39.1 + 5.8


def test_an_event_without_points_has_no_chart(answer: Answer) -> None:
    remark = answer.events[-1]
    assert chart_of(remark, rows_of(remark, register(answer))) is None


def test_impossible_coordinates_are_left_out(answer: Answer) -> None:
    event = answer.events[0]
    wrong = Place("Nowhere", "x", "", 1234.0, float("nan"))
    claims = tuple(
        msgspec.structs.replace(one, value=wrong) if isinstance(one.value, Place) else one for one in event.claims
    )
    lost = msgspec.structs.replace(event, claims=claims)
    assert chart_of(lost, rows_of(lost, register(answer))) is None


def test_outlines_weigh_little_and_names_are_escaped(answer: Answer) -> None:
    event = answer.events[0]
    chart = chart_of(event, rows_of(event, register(answer)))
    assert chart is not None
    fine = tuple((120 + at / 5000, 38.0 + (at % 7) / 9000) for at in range(50_000))
    land = Outline("land", (fine,), "<b>land</b>")
    square = ((122.0, 33.0), (122.0, 45.0), (140.0, 45.0), (140.0, 33.0))
    picture = draw(chart, [land, Outline("sea", (square,), "<i>Sea</i>", "Other & sea")])
    assert len(picture) < 12_000
    assert "<b>" not in picture and "&lt;i&gt;Sea&lt;/i&gt;" in picture and "Other &amp; sea" in picture


def test_the_shelf_gives_land_seas_with_both_names_and_zone_lines(answer: Answer, knowledge: Knowledge) -> None:
    event = answer.events[0]
    drawn = drawn_map(event, rows_of(event, register(answer)), knowledge)
    assert drawn is not None and drawn.land
    assert "Sea of Japan" in drawn.picture and "East Sea" in drawn.picture
    assert drawn.zones == ("200 nautical miles of Japan or equidistance",)
    assert re.search(r'<path class="zone" d="M', drawn.picture)
    assert len(drawn.picture) < 60_000


@pytest.mark.parametrize("country", ["JP", "KR"])
def test_zone_lines_lie_where_the_shelf_sees_no_margin(country: str, knowledge: Knowledge) -> None:
    lines = zone_lines(country, (118.0, 31.0, 142.0, 47.0), knowledge)
    points = [(lat, lon) for line in lines for lon, lat in line[::12] if not country_at(lat, lon, knowledge)]
    assert len(points) >= 3
    assert max(abs(zone_of_point(lat, lon, country, knowledge).margin_km) for lat, lon in points) < 5.0


def test_a_country_without_a_coast_near_has_no_line(knowledge: Knowledge) -> None:
    assert zone_lines("FR", (118.0, 31.0, 142.0, 47.0), knowledge) == []
