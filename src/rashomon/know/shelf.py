"""The rows of the gazetteer's small tables, shared by those who write the shelf and those who read it."""

from __future__ import annotations

import math
from typing import Any

import msgspec


class Country(msgspec.Struct, frozen=True):
    """code: ISO 3166 alpha-2; box: south, west, north, east in degrees; zone: IANA name of the capital's zone."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    capital: str
    zone: str
    lat: float
    lon: float
    radius_km: float
    box: tuple[float, ...] = ()
    regions: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


class Sea(msgspec.Struct, frozen=True):
    """ref: "sea:japan"; within: refs of the larger waters; coasts: whose writers mean it by a short name."""

    ref: str
    name: str
    aliases: tuple[str, ...]
    within: tuple[str, ...]
    coasts: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    box: tuple[float, ...] = ()


class Entry(msgspec.Struct, frozen=True):
    """One place of the gazetteer: kind "city", "county", "region", "area" or a site's own kind ("air base").

    admin: code of the first-level region without the country ("03"); within: further refs that contain it.
    """

    ref: str
    name: str
    kind: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    radius_km: float
    zone: str
    within: tuple[str, ...] = ()


def stored(entry: Entry) -> list[object]:
    """Return the entry as the shelf keeps it: GeoNames refs and ten-thousandths of a degree as whole numbers."""
    ref: object = int(entry.ref[9:]) if entry.ref.startswith("geonames:") else entry.ref
    radius = 0 if entry.kind == "city" else round(entry.radius_km * 10)
    return [ref, entry.name, entry.kind if entry.kind != "city" else "", entry.country, entry.admin,
            round(entry.lat * 10_000), round(entry.lon * 10_000), entry.population, radius, entry.zone, *entry.within]


def restored(row: list[Any]) -> Entry:
    """Return the entry that `stored` made into a row; the radius of a town comes from its population."""
    ref = f"geonames:{row[0]}" if isinstance(row[0], int) else row[0]
    radius = row[8] / 10 if row[2] else town_radius(row[7])
    return Entry(ref, row[1], row[2] or "city", row[3], row[4], row[5] / 10_000, row[6] / 10_000, row[7], radius,
                 row[9], tuple(row[10:]))


def town_radius(population: int) -> float:
    """Return the radius in km of a round town with 3,000 people to the square kilometre, times 0.6, at least 1."""
    return round(max(1.0, 0.6 * math.sqrt(max(population, 1) / 3000 / math.pi)), 1)
