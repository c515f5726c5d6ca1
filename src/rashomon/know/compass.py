"""Compass parts of countries: "the north-east of North Korea", and what can be said to lie in it."""

from __future__ import annotations

import numpy as np

from rashomon.know.base import Knowledge
from rashomon.know.countries import countries_by_code
from rashomon.know.outlines import mainland_points
from rashomon.model.value import Place


def parts_of_country(lat: float, lon: float, code: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the compass parts of a country that a point may fairly be said to lie in ("east", "north-east").

    Generous on purpose, so that only a plain contradiction comes out as one: a point lies in "north" unless it is
    clearly in the southern half both of the mainland's box and of the country along its own meridian (a country that
    lies aslant has its north-west coast south of the middle); the same with the parallel for east and west.
    """
    share = shares(lat, lon, code, knowledge)
    if not share:
        return ()
    ups, rights = share
    vertical = [word for word, fits in (("north", max(ups) > -0.2), ("south", min(ups) < 0.2)) if fits]
    level = [word for word, fits in (("east", max(rights) > -0.2), ("west", min(rights) < 0.2)) if fits]
    both = [f"{first}-{second}" for first in vertical for second in level]
    central = ["central"] if abs(ups[0]) < 0.6 and abs(rights[0]) < 0.6 else []
    return (*vertical, *level, *both, *central)


def shares(
    lat: float, lon: float, code: str, knowledge: Knowledge
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return how far up (-1 south to 1 north) and right (-1 west to 1 east) a point lies in a country's mainland.

    First of each pair: within the box; second: along the point's own meridian or parallel. None without an outline.
    """
    land = countries_by_code(knowledge).get(code)
    if land is None or not land.box or (not lat and not lon):
        return None
    south, west, north, east = land.box
    points = knowledge.once(f"mainland {code}", lambda: mainland_points(code, knowledge))
    if east > 180 and lon < 0:
        lon += 360
    across = points[np.abs(points[:, 0] - lon) < 0.5][:, 1]
    along = points[np.abs(points[:, 1] - lat) < 0.4][:, 0]
    up, right = _share(lat, south, north), _share(lon, west, east)
    local_up = _share(lat, float(across.min()), float(across.max())) if len(across) > 1 else up
    local_right = _share(lon, float(along.min()), float(along.max())) if len(along) > 1 else right
    return (up, local_up), (right, local_right)


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / max(high - low, 0.01) * 2 - 1


def part_of_country(direction: str, code: str, knowledge: Knowledge) -> Place | None:
    """Return "the north-east of North Korea" as a place: direction "north-east", "east", "central" ...; or None."""
    land = countries_by_code(knowledge).get(code)
    steps = {"north": (0.5, 0), "south": (-0.5, 0), "east": (0, 0.5), "west": (0, -0.5), "central": (0, 0),
             "north-east": (0.5, 0.5), "north-west": (0.5, -0.5), "south-east": (-0.5, 0.5),
             "south-west": (-0.5, -0.5)}
    word = direction.casefold().replace("ern", "").replace(" ", "-")
    word = {"northeast": "north-east", "northwest": "north-west", "southeast": "south-east",
            "southwest": "south-west", "centre": "central", "center": "central", "middle": "central"}.get(word, word)
    if land is None or not land.box or word not in steps:
        return None
    south, west, north, east = land.box
    up, right = steps[word]
    lat = (south + north) / 2 + up * (north - south) / 2
    lon = (west + east) / 2 + right * (east - west) / 2
    shown = f"central {land.name}" if word == "central" else f"{word}ern {land.name}"
    above = [f"country:{code}", *land.regions]
    if "-" in word:
        above = [*(f"part:{code}:{piece}" for piece in word.split("-")), *above]
    return Place(shown, f"part:{code}:{word}", code, round(lat, 2), round((lon + 180) % 360 - 180, 2),
                 round(land.radius_km / 2), tuple(above))

