"""Outlines of land and sea as the shelf keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from rashomon.know.base import Knowledge

SCALE = 10_000

Ring = list[tuple[float, float]]


def unpack_rings(packed: Sequence[bytes] | None) -> list[np.ndarray[Any, Any]]:
    """Return rings as arrays of shape (points, 2): lon, lat in degrees."""
    return [_unpack(ring) for ring in packed or ()]


def _unpack(ring: bytes) -> np.ndarray[Any, Any]:
    count = len(ring) // 8
    planes = np.frombuffer(ring, dtype=np.uint8).reshape(4, 2 * count)
    steps = np.ascontiguousarray(planes.T).view("<i4").reshape(2, count)
    return np.cumsum(steps, axis=1).T / SCALE


def country_rings(code: str, knowledge: Knowledge) -> list[np.ndarray[Any, Any]]:
    """Return a country's rings at 10m (lon, lat), outer and inner alike; empty for an unknown code."""
    number = int.from_bytes(code.encode(), "big")
    return knowledge.once(f"rings {code}", lambda: unpack_rings(knowledge.box("coast10", number)))


def mainland_points(code: str, knowledge: Knowledge) -> np.ndarray[Any, Any]:
    """Return the points (lon, lat) of a country's larger land masses, each over 15 % of the largest."""
    rings = [ring for ring in country_rings(code, knowledge) if len(ring) > 3]
    if not rings:
        return np.empty((0, 2))
    areas = [Polygon(ring).area for ring in rings]
    points = np.concatenate([ring for ring, area in zip(rings, areas, strict=True) if area > 0.15 * max(areas)])
    if points[:, 0].max() - points[:, 0].min() > 180:  # over the date line
        points = np.where(points < np.array([0.0, -90.0]), points + np.array([360.0, 0.0]), points)
    return points


def coast_outline(bounds: tuple[float, float, float, float], knowledge: Knowledge) -> list[Ring]:
    """Return the land inside bounds (west, south, east, north; degrees) as rings of (lon, lat) for drawing.

    Wide maps get the 110m outline, others the 50m one; maps under six degrees the 10m outlines of their countries.
    East may exceed 180 for maps over the date line.
    """
    west, south, east, north = bounds
    width = max(east - west, north - south)
    frame = box(west, south, east, north)
    if width < 6:
        rings = [ring for code in _codes(knowledge) for ring in country_rings(code, knowledge)
                 if _touches(ring, bounds)]
    else:
        grade = "land110" if width > 90 else "land50"
        rings = knowledge.once(grade, lambda: unpack_rings(knowledge.box(grade, 0)))
    shifted = [ring + np.array([360.0, 0.0]) for ring in rings] if east > 180 else []
    drawn: list[Ring] = []
    for ring in (*rings, *shifted):
        if len(ring) < 4 or not _touches(ring, bounds):
            continue
        polygon = Polygon(ring)
        clipped = (polygon if polygon.is_valid else polygon.buffer(0)).intersection(frame)
        drawn += _exteriors(clipped)
    return drawn



def _codes(knowledge: Knowledge) -> list[str]:
    numbers = knowledge.once("coast codes", lambda: knowledge.numbers("coast10"))
    return [number.to_bytes(2, "big").decode() for number in numbers]


def _touches(ring: np.ndarray[Any, Any], bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    low, high = ring.min(axis=0), ring.max(axis=0)
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


def _exteriors(shape: BaseGeometry) -> list[Ring]:
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [[(float(x), float(y)) for x, y in shape.exterior.coords]]
    return [ring for part in getattr(shape, "geoms", ()) for ring in _exteriors(part)]
