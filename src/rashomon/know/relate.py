"""How places lie to one another: distances, compass parts, and indicative sea zones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from geographiclib.geodesic import Geodesic
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from rashomon.errors import KnowledgeError
from rashomon.know.base import Knowledge
from rashomon.know.compass import parts_of_country, shares
from rashomon.know.countries import countries, countries_by_code
from rashomon.know.outlines import country_rings
from rashomon.know.shelf import Country
from rashomon.model.value import Place

NAUTICAL_MILE_KM = 1.852
TERRITORIAL_KM = 12 * NAUTICAL_MILE_KM
EEZ_KM = 200 * NAUTICAL_MILE_KM
COAST_ERROR_KM = 2.0
"""How far the 1:10m outline may lie from the true coast, straight baselines left aside."""

LARGEST_FILE = 64 * 1024 * 1024
ISLETS = (("JP", 37.852, 136.918), ("JP", 41.51, 139.367), ("JP", 32.03, 128.36), ("JP", 31.99, 129.0))
"""Inhabited or baseline islands that the 1:10m outline lacks: Hegura, Oshima-Oshima, Danjo, Tori (Kusagaki)."""


class ZoneAnswer(msgspec.Struct, frozen=True):
    """Whether a point lies in a country's zone: answer "inside", "outside" or "undetermined".

    margin_km: how far the point lies from the limit (positive inside); coast_km: distance to the country's nearest
    coast; limit: "12 nm", "200 nm", "equidistance with KP" or "file"; indicative unless it comes from a user's file:
    agreed and disputed boundaries, straight baselines and historic waters are not known to the shelf.
    """

    country: str
    kind: str
    answer: str
    margin_km: float
    coast_km: float
    limit: str
    indicative: bool = True


def distance_km(a: tuple[float, float] | Place, b: tuple[float, float] | Place) -> float:
    """Return the length of the geodesic between two points (lat, lon) or places on WGS 84, in km."""
    lat_a, lon_a = _point(a)
    lat_b, lon_b = _point(b)
    return float(Geodesic.WGS84.Inverse(lat_a, lon_a, lat_b, lon_b)["s12"]) / 1000


def bearing_words(a: tuple[float, float] | Place, b: tuple[float, float] | Place) -> str:
    """Return the compass direction from a to b in eight points ("north-east")."""
    lat_a, lon_a = _point(a)
    lat_b, lon_b = _point(b)
    azimuth = float(Geodesic.WGS84.Inverse(lat_a, lon_a, lat_b, lon_b)["azi1"]) % 360
    points = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return points[round(azimuth / 45) % 8]


def destination(start: tuple[float, float], azimuth: float, km: float) -> tuple[float, float]:
    """Return the point (lat, lon) reached after `km` along `azimuth` degrees."""
    end = Geodesic.WGS84.Direct(start[0], start[1], azimuth, km * 1000)
    return float(end["lat2"]), float(end["lon2"])


def in_country(place: Place, code: str) -> bool | None:
    """Return whether a place lies in a country by the gazetteer; None for seas, unknown places and whole regions."""
    if not place.ref or place.ref.startswith("sea:"):
        return None
    if place.ref == f"country:{code}" or f"country:{code}" in place.within:
        return True
    if place.country:
        return place.country == code
    return None


def direction_in_country(place: Place, knowledge: Knowledge) -> str:
    """Return where in its country a place lies ("south-west", "north", "centre"), "" without a point or an outline.

    Measured in the mainland's box and, where that says little, along the place's own meridian and parallel; within a
    fifth of the middle counts as neither.
    """
    share = _shares_of(place, knowledge)
    if share is None:
        return ""
    up, right = (pair[0] if abs(pair[0]) > 0.35 else pair[1] for pair in share)
    vertical = "north" if up > 0.2 else "south" if up < -0.2 else ""
    level = "east" if right > 0.2 else "west" if right < -0.2 else ""
    return "-".join(word for word in (vertical, level) if word) or "centre"


COMPASS = frozenset({"north", "south", "east", "west", "central", "north-east", "north-west", "south-east",
                     "south-west"})


def direction_fits(place: Place, direction: str, knowledge: Knowledge) -> bool | None:
    """Return whether a stated compass part ("north-east", "southwestern") can be said of a place; None if unknown.

    Generous: only a plain contradiction is False ("north-east" for a port in the south-west).
    """
    if place.lat is None or place.lon is None:
        return None
    word = direction.casefold().replace("ern", "").replace(" ", "-").strip("-")
    for start in ("north", "south"):
        if word in (f"{start}east", f"{start}west"):
            word = f"{start}-{word[5:]}"
    fitting = parts_of_country(place.lat, place.lon, place.country, knowledge)
    return word in fitting if fitting and word in COMPASS else None


def _shares_of(place: Place, knowledge: Knowledge) -> tuple[tuple[float, float], tuple[float, float]] | None:
    if place.lat is None or place.lon is None:
        return None
    return shares(place.lat, place.lon, place.country, knowledge)


def country_at(lat: float, lon: float, knowledge: Knowledge) -> str:
    """Return the country whose land covers the point (1:10m outline), "" at sea."""
    point = Point(lon, lat)
    for land in _near_lands(lat, lon, 0.01, knowledge):
        if _covers(land.code, point, knowledge):
            return land.code
    return ""


def zone_of_point(
    lat: float, lon: float, country: str, knowledge: Knowledge, eez_file: Path | None = None, kind: str = "eez"
) -> ZoneAnswer:
    """Return whether a point lies in a country's zone, by its coast and equidistance with its neighbours.

    kind "eez" (200 nautical miles) or "territorial_sea" (12). "undetermined" on land, and where the margin is smaller
    than the outline's error. eez_file: a GeoJSON file of polygons with the property "country", "iso" or "ISO_TER1"
    (alpha-2 or alpha-3 of the country) that replaces the computed zone. Raises KnowledgeError for a file that is
    not such a file.
    """
    if eez_file is not None and kind == "eez":
        return _zone_in_file(lat, lon, country, eez_file)
    limit_km, limit = (EEZ_KM, "200 nm") if kind == "eez" else (TERRITORIAL_KM, "12 nm")
    own = coast_distance_km(lat, lon, country, knowledge, limit_km * 1.6)
    on_land = country_at(lat, lon, knowledge)
    if on_land:
        return ZoneAnswer(country, kind, "undetermined", 0.0, round(own, 1), f"on land ({on_land})")
    margin = limit_km - own
    for land in _near_lands(lat, lon, limit_km / 111.0 + 0.5, knowledge):
        if land.code == country:
            continue
        other = coast_distance_km(lat, lon, land.code, knowledge, min(own, limit_km) * 2 + 50)
        if (other - own) / 2 < margin:
            margin, limit = (other - own) / 2, f"equidistance with {land.code}"
    if math.isinf(margin):
        return ZoneAnswer(country, kind, "outside", -round(limit_km, 1), round(limit_km * 2, 1), limit)
    error = COAST_ERROR_KM if kind == "territorial_sea" else 3 * COAST_ERROR_KM
    answer = "undetermined" if abs(margin) < error else "inside" if margin > 0 else "outside"
    return ZoneAnswer(country, kind, answer, round(margin, 1), round(own, 1), limit)


def coast_distance_km(lat: float, lon: float, country: str, knowledge: Knowledge, within_km: float) -> float:
    """Return the distance in km to the country's nearest coast or border, infinity beyond `within_km`.

    Segments are measured in an azimuthal equidistant plane around the point, the nearest point again on WGS 84.
    """
    reach = within_km / 111.0
    best = math.inf
    nearest: tuple[float, float] | None = None
    for ring in _rings_of(country, knowledge):
        shifted = ring.copy()
        shifted[:, 0] = (shifted[:, 0] - lon + 540) % 360 - 180 + lon
        south, north = shifted[:, 1].min(), shifted[:, 1].max()
        if south > lat + reach or north < lat - reach:
            continue
        distance, point = _nearest(lat, lon, shifted)
        if distance < best:
            best, nearest = distance, point
    if nearest is None or best > within_km * 1.02:
        return math.inf
    return distance_km((lat, lon), nearest)


def _rings_of(country: str, knowledge: Knowledge) -> list[np.ndarray[Any, Any]]:
    islets = [np.array([[lon, lat], [lon, lat]]) for code, lat, lon in ISLETS if code == country]
    return [*country_rings(country, knowledge), *islets]


def _nearest(lat: float, lon: float, ring: np.ndarray[Any, Any]) -> tuple[float, tuple[float, float]]:
    """Nearest point of a ring to (lat, lon): km in the plane around the point, and that point as (lat, lon)."""
    phi, there = math.radians(lat), np.radians(ring[:, 1])
    turn = np.radians(ring[:, 0] - lon)
    cosine = np.clip(math.sin(phi) * np.sin(there) + math.cos(phi) * np.cos(there) * np.cos(turn), -1, 1)
    angle = np.arccos(cosine)
    scale = np.where(angle > 1e-12, angle / np.maximum(np.sin(angle), 1e-12), 1.0) * 6371.0
    x = scale * np.cos(there) * np.sin(turn)
    y = scale * (math.cos(phi) * np.sin(there) - math.sin(phi) * np.cos(there) * np.cos(turn))
    dx, dy = np.diff(x), np.diff(y)
    length = np.maximum(dx * dx + dy * dy, 1e-12)
    share = np.clip(-(x[:-1] * dx + y[:-1] * dy) / length, 0, 1)
    squared = (x[:-1] + share * dx) ** 2 + (y[:-1] + share * dy) ** 2
    at = int(np.argmin(squared))
    point = ring[at] + share[at] * (ring[at + 1] - ring[at])
    return math.sqrt(float(squared[at])), (float(point[1]), float((point[0] + 180) % 360 - 180))


def _near_lands(lat: float, lon: float, degrees: float, knowledge: Knowledge) -> list[Country]:
    """Countries with an outline ring whose box comes within `degrees` (of latitude; wider in longitude)."""
    boxes: dict[str, np.ndarray[Any, Any]] = knowledge.once("ring boxes", lambda: {
        land.code: np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in _rings_of(land.code, knowledge)])
        for land in countries(knowledge) if land.box})
    wide = degrees / max(math.cos(math.radians(min(abs(lat) + degrees, 85.0))), 0.05)
    near = []
    for code, box in boxes.items():
        west, south, east, north = box.T
        gap = np.maximum(0, np.maximum((west - lon + 540) % 360 - 180, -((east - lon + 540) % 360 - 180)))
        covered = (west <= lon) & (lon <= east)
        fits = ((gap <= wide) | covered) & (south - degrees <= lat) & (lat <= north + degrees)
        if fits.any():
            near.append(countries_by_code(knowledge)[code])
    return near


def _covers(code: str, point: Point, knowledge: Knowledge) -> bool:
    inside = False
    for ring in country_rings(code, knowledge):
        west, south = ring.min(axis=0)
        east, north = ring.max(axis=0)
        if west <= point.x <= east and south <= point.y <= north and len(ring) > 3 and Polygon(ring).covers(point):
            inside = not inside  # a ring inside a ring is a hole
    return inside


def _zone_in_file(lat: float, lon: float, country: str, eez_file: Path) -> ZoneAnswer:
    polygons = read_zones(eez_file, country)
    if not polygons:
        return ZoneAnswer(country, "eez", "undetermined", 0.0, 0.0, f"file has no zone of {country}", False)
    point = Point(lon, lat)
    inside = any(polygon.covers(point) for polygon in polygons)
    edges = [edge for polygon in polygons for edge in _edges(polygon)]
    margin = min(_nearest(lat, lon, edge)[0] for edge in edges)
    return ZoneAnswer(country, "eez", "inside" if inside else "outside", round(margin if inside else -margin, 1), 0.0,
                      "file", False)


def read_zones(eez_file: Path, country: str) -> list[BaseGeometry]:
    """Return the polygons a GeoJSON file has for a country (alpha-2, or alpha-3 under ISO_TER1)."""
    try:
        if eez_file.stat().st_size > LARGEST_FILE:
            raise KnowledgeError(f"{eez_file}: larger than {LARGEST_FILE // 2**20} MiB")
        features = msgspec.json.decode(eez_file.read_bytes())["features"]
        return [shape(feature["geometry"]) for feature in features
                if _alpha2(feature.get("properties") or {}) == country]
    except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"{eez_file}: not a GeoJSON file of zones ({error})") from error


def _alpha2(properties: dict[str, Any]) -> str:
    longer = {"PRK": "KP", "KOR": "KR", "JPN": "JP", "RUS": "RU", "CHN": "CN", "USA": "US", "TWN": "TW", "IRN": "IR"}
    for key in ("country", "iso", "ISO_TER1", "iso_ter1", "ISO_A2", "iso_a2"):
        value = str(properties.get(key) or "").upper()
        if value:
            return longer.get(value, value)
    return ""


def _edges(polygon: BaseGeometry) -> list[np.ndarray[Any, Any]]:
    if isinstance(polygon, Polygon):
        return [np.array(polygon.exterior.coords)[:, :2]]
    return [edge for part in getattr(polygon, "geoms", ()) for edge in _edges(part)]


def _point(place: tuple[float, float] | Place | Sequence[float]) -> tuple[float, float]:
    if isinstance(place, Place):
        if place.lat is None or place.lon is None:
            raise ValueError(f"{place.name} has no point")
        return place.lat, place.lon
    return float(place[0]), float(place[1])
