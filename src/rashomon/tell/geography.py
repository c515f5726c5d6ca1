"""What the map draws from the reference shelf, and what is said under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from markupsafe import Markup
from shapely import clip_by_rect
from shapely.geometry import LineString

from rashomon.know.base import Knowledge
from rashomon.know.countries import countries, country_name
from rashomon.know.outlines import coast_outline, country_rings
from rashomon.know.seas import find_sea, sea_of, sea_outline, seas
from rashomon.know.shelf import Sea
from rashomon.model import Event, Place, Term
from rashomon.tell.accounts import Row
from rashomon.tell.map import Box, Chart, Outline, chart_of, draw
from rashomon.tell.zones import zone_lines

# Wider maps show whole coasts: ten-metre borders would weigh more than the page and show less.
FINE = 60.0
ZONES = ("zone",)
Line = tuple[tuple[float, ...], ...]


class Drawn(msgspec.Struct, frozen=True):
    """A map with what its caption needs."""

    chart: Chart
    picture: Markup
    land: bool
    zones: tuple[str, ...]


def drawn_map(event: Event, rows: Sequence[Row], knowledge: Knowledge | None) -> Drawn | None:
    """Draw the places of an event, or return None when no claim names a place whose point is known."""
    chart = chart_of(event, rows) if knowledge is None else chart_of(event, rows, partial(_located, knowledge))
    if chart is None:
        return None
    outlines = _outlines(chart, _zones(event), knowledge) if knowledge is not None else []
    zones = tuple(outline.name for outline in outlines if outline.kind == "zone" and outline.name)
    return Drawn(chart, draw(chart, outlines), any(one.kind == "land" for one in outlines), zones)


def _outlines(chart: Chart, zones: Sequence[tuple[str, str]], knowledge: Knowledge) -> list[Outline]:
    """Land, borders, the seas that claims name or that lie here, and names of countries."""
    found = [Outline("land", _rings(coast_outline(chart.box, knowledge)))]
    found += _countries(chart.box, knowledge)
    for country, kind in zones:
        lines = zone_lines(country, chart.box, knowledge, kind)
        if lines:
            limit = "200" if kind == "eez" else "12"
            whose = country_name(country, knowledge)
            found.append(Outline("zone", _rings(lines), f"{limit} nautical miles of {whose} or equidistance"))
    stated = {point.place.ref for point in chart.points}
    for sea in seas(knowledge):
        if sea.ref in stated or _inside(chart, sea.lat, sea.lon):
            rings = sea_outline(sea.ref, knowledge)
            found.append(Outline("sea", _rings(rings), sea.name, _second_name(sea), sea.ref))
    return found


def _located(knowledge: Knowledge, place: Place) -> Place:
    """A place without a point that is a named sea by its ref or its name gets the sea's."""
    if place.lat is not None and place.lon is not None:
        return place
    return sea_of(place.ref, knowledge) or find_sea(place.name, knowledge) or place


def _zones(event: Event) -> list[tuple[str, str]]:
    """Country and kind of every zone that the claims speak of."""
    found: dict[tuple[str, str], None] = {}
    for claim in event.claims:
        if claim.field in ZONES and isinstance(claim.value, Term) and claim.value.country:
            found[claim.value.country, "territorial_sea" if "territorial" in claim.value.concept else "eez"] = None
    return list(found)


def _countries(chart: Box, knowledge: Knowledge) -> list[Outline]:
    """Borders on charts of a region, and each country's main land, coarsely, for its name to stand in."""
    found: list[Outline] = []
    borders: list[Line] = []
    for land in countries(knowledge):
        if not land.box or not _overlaps(chart, land.box):
            continue
        rings = [ring for ring in country_rings(land.code, knowledge) if len(ring) > 3]
        largest = sorted(rings, key=len, reverse=True)[:2]
        found.append(Outline("country", _rings(ring[:: 1 + len(ring) // 600] for ring in largest), land.name))
        if chart[2] - chart[0] < FINE:
            for ring in rings:
                cut = clip_by_rect(LineString(ring), *chart)
                borders += [tuple(line.coords) for line in getattr(cut, "geoms", [cut]) if isinstance(line, LineString)]
    return [*found, Outline("border", _rings(borders))]


def _second_name(sea: Sea) -> str:
    """The other name that a coast gives the sea; spellings that only add the first name in brackets are no name."""
    own = sea.name.casefold()
    return next((name for name in sea.aliases if name.isascii() and own not in name.casefold()), "")


def _overlaps(chart: Box, land: Sequence[float]) -> bool:
    """True when a country's box (south, west, north, east) lies on the chart; one over the date line always may."""
    south, west, north, east = land
    return south < chart[3] and north > chart[1] and (east > 180 or (west < chart[2] and east > chart[0]))


def _inside(chart: Chart, lat: float, lon: float) -> bool:
    west, south, east, north = chart.box
    return west < lon < east and south < lat < north


def _rings(rings: Iterable[Iterable[Sequence[float]]]) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(tuple((float(x), float(y)) for x, y in ring) for ring in rings)
