"""Indicative sea limits as lines to draw: 200 (or 12) nautical miles from the coast, and equidistance.

Computed from the 1:10m outline in an azimuthal equidistant plane about the chart (error below 2 per cent within
1,500 km); equidistance is the border between the Voronoi cells of the two coasts. It knows no treaty, no straight
baseline and no claim, so the page says "indicative" wherever it is drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint
from shapely.geometry.base import BaseGeometry

from rashomon.know.base import Knowledge
from rashomon.know.countries import countries
from rashomon.know.outlines import country_rings
from rashomon.know.relate import EEZ_KM, ISLETS, TERRITORIAL_KM

EARTH_KM = 6371.0
MARGIN_DEGREES = 4.5
SPACING_KM = 12.0
SMOOTH_KM = 2.0
FIRST_STEP_KM = 40.0
Box = tuple[float, float, float, float]
Array = np.ndarray[Any, Any]
Lines = list[list[tuple[float, float]]]


def zone_lines(country: str, box: Box, knowledge: Knowledge, kind: str = "eez") -> Lines:
    """Return the outer limit of a country's zone inside `box` (west, south, east, north) as lines of (lon, lat).

    kind: "eez" or "territorial_sea". Empty when the country has no coast near the box. The zone is taken over land
    too, so the lines run on inland: draw them under the land.
    """
    centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    wide = (box[0] - MARGIN_DEGREES, box[1] - MARGIN_DEGREES, box[2] + MARGIN_DEGREES, box[3] + MARGIN_DEGREES)
    own: list[Array] = []
    others: list[Array] = []
    for land in countries(knowledge):
        if land.box and _near(wide, land.box):
            coast = _coast(country_rings(land.code, knowledge), wide, centre)
            (own if land.code == country else others).extend(coast)
    for code, lat, lon in ISLETS:
        if wide[0] < lon < wide[2] and wide[1] < lat < wide[3]:
            (own if code == country else others).append(_plane(np.array([[lon, lat]]), centre))
    if not own:
        return []
    reach_km = EEZ_KM if kind == "eez" else TERRITORIAL_KM
    mine = _points(own)
    zone = _reach([_line(coast) for coast in own], reach_km)
    if others:
        zone = zone.intersection(_nearer(mine, _points(others)))
    return _degrees(zone.boundary.simplify(SMOOTH_KM), centre, box)


def _coast(rings: list[Array], wide: Box, centre: tuple[float, float]) -> list[Array]:
    """The stretches of the rings near the chart, simplified, in the plane."""
    found: list[Array] = []
    for ring in rings:
        cut = shapely.clip_by_rect(LineString(ring), *wide)
        for part in getattr(cut, "geoms", [cut]):
            if not part.is_empty:
                line = LineString(_plane(shapely.get_coordinates(part), centre)).simplify(SMOOTH_KM)
                found.append(shapely.get_coordinates(line))
    return found


def _line(coast: Array) -> BaseGeometry:
    return LineString(coast) if len(coast) > 1 else shapely.Point(coast[0])


def _near(wide: Box, land: tuple[float, ...]) -> bool:
    """True when a country's box (south, west, north, east) meets the chart's; one over the date line may always."""
    south, west, north, east = land
    return south < wide[3] and north > wide[1] and (east > 180 or (west < wide[2] and east > wide[0]))


def _plane(ring: Array, centre: tuple[float, float]) -> Array:
    """Degrees to km east and north in the azimuthal equidistant plane about `centre` (Snyder 1987, 25-1 to 25-4)."""
    lon0, lat0 = np.radians(centre)
    lon, lat = np.radians(ring).T
    cosine = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon - lon0)
    angle = np.arccos(np.clip(cosine, -1, 1))
    scale = EARTH_KM * np.where(angle > 1e-9, angle / np.maximum(np.sin(angle), 1e-9), 1.0)
    x = scale * np.cos(lat) * np.sin(lon - lon0)
    y = scale * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon - lon0))
    return np.column_stack([x, y])


def _reach(coasts: list[BaseGeometry], km: float) -> BaseGeometry:
    """Everything within `km` of the coasts, in two steps: after the first the bays are gone and the second is quick."""
    first = min(FIRST_STEP_KM, km / 2)
    near = shapely.union_all([coast.buffer(first, quad_segs=6) for coast in coasts])
    return near.simplify(SMOOTH_KM / 4).buffer(km - first, quad_segs=12)


def _points(coasts: list[Array]) -> Array:
    """Points along the coasts, close enough for equidistance to be told from them."""
    lines = [shapely.get_coordinates(shapely.segmentize(_line(coast), SPACING_KM)) for coast in coasts]
    return np.unique(np.round(np.vstack(lines), 1), axis=0)


def _nearer(mine: Array, theirs: Array) -> BaseGeometry:
    """The part of the plane that lies nearer to the own coast: its cells in the Voronoi diagram of both coasts."""
    points = np.vstack([mine, theirs])
    west, south = points.min(axis=0) - EEZ_KM
    east, north = points.max(axis=0) + EEZ_KM
    cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=shapely.box(west, south, east, north))
    parts = np.array(list(cells.geoms))
    # A point lies in exactly one cell; the cells come in an order of their own.
    _, holders = shapely.STRtree(parts).query(shapely.points(mine), predicate="intersects")
    return shapely.union_all(parts[np.unique(holders)])


def _degrees(shape: BaseGeometry, centre: tuple[float, float], box: Box) -> Lines:
    lon0, lat0 = np.radians(centre)
    lines: Lines = []
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    for part in getattr(merged, "geoms", [merged]):
        x, y = shapely.get_coordinates(shapely.segmentize(part, 60.0)).T / EARTH_KM
        angle = np.hypot(x, y)
        share = np.where(angle > 1e-9, np.sin(angle) / np.maximum(angle, 1e-9), 1.0)
        lat = np.arcsin(np.clip(np.cos(angle) * np.sin(lat0) + y * share * np.cos(lat0), -1, 1))
        lon = lon0 + np.arctan2(x * share, np.cos(lat0) * np.cos(angle) - y * share * np.sin(lat0))
        if len(lon) > 1:
            whole = LineString(np.degrees(np.column_stack([lon, lat])))
            cut = shapely.clip_by_rect(whole, *box)
            lines += [
                [(float(a), float(b)) for a, b in line.coords]
                for line in getattr(cut, "geoms", [cut])
                if isinstance(line, LineString) and not line.is_empty
            ]
    return lines
