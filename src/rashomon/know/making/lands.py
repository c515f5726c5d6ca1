"""Countries, seas and their outlines: CLDR names, our demonyms, Natural Earth shapes."""

from __future__ import annotations

import json
import math
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
from babel import Locale
from shapely.geometry import MultiPolygon, Polygon, shape

from rashomon.know.making.tables import own_rows, parts, put_boxes, put_rows
from rashomon.know.shelf import Country, Sea

SCALE = 10_000
"""Outlines are kept as whole ten-thousandths of a degree (11 m), each point as its step from the one before."""


def write_countries(connection: sqlite3.Connection, open_data: Path) -> list[Country]:
    """Write the table of countries."""
    facts = json.loads((open_data / "countries.json").read_text(encoding="utf-8"))
    cities = json.loads((open_data / "cities500.json").read_text(encoding="utf-8"))
    outlines = country_outlines(open_data / "countries-10m.json")
    own = {row["code"]: row for row in own_rows("countries")}
    locales = [Locale("en"), Locale("ja"), Locale("ko"), Locale("de"), Locale("fr"), Locale("es")]
    regions: dict[str, list[str]] = {}
    for row in own_rows("regions"):
        for code in parts(row["countries"]):
            regions.setdefault(code, []).append(f"region:{row['id']}")
    largest: dict[str, list[dict[str, Any]]] = {}
    for city in sorted(cities.values(), key=lambda city: -city["population"]):
        largest.setdefault(city["countrycode"], []).append(city)
    made = []
    for code, fact in sorted(facts.items()):
        row = own.get(code, {})
        cldr = [name for locale in locales if (name := locale.territories.get(code))]
        shown = row.get("shown") or (cldr[0] if cldr else fact["name"])
        aliases = [*parts(row.get("aliases", "")), *cldr, fact["name"]]
        own_cities = largest.get(code, [])
        capital = next((city for city in own_cities if city["name"] == fact["capital"]), None)
        capital = capital or next(iter(own_cities), None)
        rings = outlines.get(code, [])
        lat, lon, radius, box = _extent(rings, capital)
        made.append(Country(
            code, shown, tuple(dict.fromkeys(name for name in aliases if name != shown)),
            tuple(parts(row.get("demonyms", ""))), tuple(parts(row.get("metonyms", ""))),
            fact["capital"], capital["timezone"] if capital else "", lat, lon, radius, box,
            tuple(regions.get(code, ())), tuple(part for part in fact["neighbours"].split(",") if part)))
    put_rows(connection, "country", made)
    put_boxes(connection, "coast10", _packed(outlines))
    return made


def _extent(
    rings: list[np.ndarray[Any, Any]], capital: dict[str, Any] | None
) -> tuple[float, float, float, tuple[float, ...]]:
    if not rings:
        point = (capital["latitude"], capital["longitude"]) if capital else (0.0, 0.0)
        return round(point[0], 3), round(point[1], 3), 50.0, ()
    # islands far away would drag the centre out to sea (Hawaii, Okinawa): the mainland is what compass words mean
    sized = sorted(((Polygon(ring).area if len(ring) > 3 else 0.0, ring) for ring in rings), key=lambda pair: -pair[0])
    main = [ring for area, ring in sized if area > 0.15 * sized[0][0]] or [sized[0][1]]
    points = np.concatenate(main)
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    if east - west > 180:  # over the date line (Russia, Fiji)
        shifted = points.copy()
        shifted[shifted[:, 0] < 0, 0] += 360
        west, east = shifted[:, 0].min(), shifted[:, 0].max()
    lat, lon = (south + north) / 2, (west + east) / 2
    width, height = (east - west) * 111.2 * math.cos(math.radians(lat)), (north - south) * 111.2
    box = tuple(round(float(value), 3) for value in (south, west, north, east))
    return round(float(lat), 3), round(float((lon + 180) % 360 - 180), 3), round(max(width, height) / 2, 0), box


def country_outlines(topology_path: Path) -> dict[str, list[np.ndarray[Any, Any]]]:
    """Return the rings (lon, lat; outer and inner alike) of each country of a world-atlas topology."""
    topology = json.loads(topology_path.read_text(encoding="utf-8"))
    facts = json.loads((topology_path.parent / "countries.json").read_text(encoding="utf-8"))
    numeric = {f"{fact['isonumeric']:03d}": code for code, fact in facts.items() if fact.get("isonumeric")}
    by_name = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Siachen Glacier": "IN",
               "Baikonur": "KZ", "USNB Guantanamo Bay": "CU", "Dhekelia": "CY", "Akrotiri": "CY",
               "Cyprus U.N. Buffer Zone": "CY"}
    arcs = _arcs(topology)
    outlines: dict[str, list[np.ndarray[Any, Any]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = numeric.get(str(geometry.get("id", ""))) or by_name.get(geometry["properties"]["name"])
        if code and geometry["type"]:
            outlines.setdefault(code, []).extend(_rings(geometry, arcs))
    return outlines


def land_rings(topology_path: Path) -> list[np.ndarray[Any, Any]]:
    """Return the rings of all land of a world-atlas topology."""
    topology = json.loads(topology_path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    collection = topology["objects"]["land"]
    return [ring for geometry in collection.get("geometries", [collection]) for ring in _rings(geometry, arcs)]


def _arcs(topology: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def _rings(geometry: dict[str, Any], arcs: list[np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    made = []
    for polygon in polygons:
        for ring in polygon:
            pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
            made.append(np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])]))
    return made


def write_land(connection: sqlite3.Connection, open_data: Path) -> None:
    """Write land outlines in two rougher grades for maps."""
    for grade in ("50", "110"):
        rings = land_rings(open_data / f"land-{grade}m.json")
        put_boxes(connection, f"land{grade}", [(0, _pack_rings(rings))])


def write_seas(connection: sqlite3.Connection, marine: Path) -> None:
    """Write the table of seas and their simplified polygons (Natural Earth 10m, tolerance 0.03 degrees)."""
    features = json.loads(marine.read_text(encoding="utf-8"))["features"]
    shapes: dict[str, list[Any]] = {}
    for feature in features:
        if feature["properties"]["name"]:
            shapes.setdefault(feature["properties"]["name"], []).append(shape(feature["geometry"]))
    own = list(own_rows("seas"))
    used = {name for row in own for name in row["polygon"].split("+")}
    made, boxes = [], []
    for row in own:
        polygons = [polygon for name in row["polygon"].split("+") for polygon in shapes.get(name, [])]
        if row["polygon"] and not polygons:
            raise SystemExit(f"seas.tsv: {row['id']}: no polygon {row['polygon']}")
        within = _all_within(row["id"], own)
        made.append(_sea(row["id"], row["name"], parts(row["aliases"]), within, polygons, row))
        boxes.append((len(made) - 1, _pack_rings(_simplified(polygons))))
    for name, polygons in sorted(shapes.items()):
        feature_id = " ".join(name.split()).lower().replace(" ", "_")
        if name not in used:
            made.append(_sea(feature_id, " ".join(name.split()), [], (), polygons, {}))
            boxes.append((len(made) - 1, _pack_rings(_simplified(polygons))))
    put_rows(connection, "sea", made)
    put_boxes(connection, "seas", boxes)


def _all_within(sea: str, rows: list[dict[str, str]]) -> tuple[str, ...]:
    above = {row["id"]: row["within"] for row in rows}
    chain, at = [], above.get(sea, "")
    while at:
        chain.append(f"sea:{at}")
        at = above.get(at, "")
    return tuple(chain)


def _sea(
    name_id: str, name: str, aliases: list[str], within: tuple[str, ...], polygons: list[Any], row: dict[str, str]
) -> Sea:
    bounds = [polygon.bounds for polygon in polygons]
    box: tuple[float, ...] = ()
    radius = 50.0
    if bounds:
        west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
        east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
        box = tuple(round(value, 2) for value in (south, west, north, east))
        radius = round(max((east - west) * 111.2 * math.cos(math.radians((south + north) / 2)),
                           (north - south) * 111.2) / 2, 0)
    if row:
        lat, lon = float(row["lat"]), float(row["lon"])
    else:
        point = max(polygons, key=lambda polygon: polygon.area).representative_point()
        lat, lon = round(point.y, 2), round(point.x, 2)
    return Sea(f"sea:{name_id}", name, tuple(aliases), within, tuple(parts(row.get("coasts", ""))), lat, lon,
               radius, box)


def _simplified(polygons: list[Any]) -> list[np.ndarray[Any, Any]]:
    rings: list[np.ndarray[Any, Any]] = []
    for polygon in polygons:
        simple = polygon.simplify(0.03, preserve_topology=True)
        pieces = simple.geoms if isinstance(simple, MultiPolygon) else [simple]
        for piece in pieces:
            rings += [np.array(piece.exterior.coords)[:, :2], *(np.array(hole.coords)[:, :2] for hole in piece.interiors
                                                                if Polygon(hole).area > 0.02)]
    return rings


def _packed(outlines: dict[str, list[np.ndarray[Any, Any]]]) -> list[tuple[int, object]]:
    return [(int.from_bytes(code.encode(), "big"), _pack_rings(rings)) for code, rings in sorted(outlines.items())]


def _pack_rings(rings: list[np.ndarray[Any, Any]]) -> list[bytes]:
    packed = []
    for ring in rings:
        whole = np.round(ring * SCALE).astype(np.int32)
        steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int32))
        # bytes of equal weight side by side compress about a third better
        packed.append(np.ascontiguousarray(steps.T.astype("<i4")).view(np.uint8).reshape(-1, 4).T.tobytes())
    return packed

