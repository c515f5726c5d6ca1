"""What the map draws from the reference shelf, and what is said under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup

from rashomon.know.base import Knowledge
from rashomon.know.countries import countries
from rashomon.know.outlines import border_lines, coast_outline, country_rings
from rashomon.know.seas import sea_outline, seas
from rashomon.know.shelf import Sea
from rashomon.model import Event
from rashomon.tell.accounts import Row
from rashomon.tell.map import Box, Chart, Outline, chart_of, draw

# Wider maps show whole coasts: ten-metre borders would weigh more than the page and show less.
FINE = 60.0


class Drawn(msgspec.Struct, frozen=True):
    """A map with what its caption needs."""

    chart: Chart
    picture: Markup
    land: bool
    zones: tuple[str, ...]


def drawn_map(event: Event, rows: Sequence[Row], knowledge: Knowledge | None) -> Drawn | None:
    """Draw the places of an event, or return None when no claim names a place whose point is known."""
    chart = chart_of(event, rows)
    if chart is None:
        return None
    outlines = _outlines(chart, knowledge) if knowledge is not None else []
    zones = tuple(outline.name for outline in outlines if outline.kind == "zone" and outline.name)
    return Drawn(chart, draw(chart, outlines), any(one.kind == "land" for one in outlines), zones)


def _outlines(chart: Chart, knowledge: Knowledge) -> list[Outline]:
    """Land, borders, the seas that claims name, and zone lines of the countries whose zones claims speak of."""
    found = [Outline("land", _rings(coast_outline(chart.box, knowledge)))]
    if chart.box[2] - chart.box[0] < FINE:
        found.append(Outline("border", _rings(border_lines(chart.box, knowledge))))
    for land in countries(knowledge):
        if land.box and _overlaps(chart.box, land.box):
            found.append(Outline("country", _rings(country_rings(land.code, knowledge)), land.name))
    stated = {point.place.ref for point in chart.points}
    for sea in seas(knowledge):
        if sea.ref in stated or _inside(chart, sea.lat, sea.lon):
            found.append(Outline("sea", _rings(sea_outline(sea.ref, knowledge)), sea.name, _second_name(sea), sea.ref))
    return found


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
