"""Named seas: one ref for all their names, and the sea at a point."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import STRtree
from shapely.geometry import Point, Polygon

from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.know.outlines import unpack_rings
from rashomon.know.shelf import Sea
from rashomon.model.value import Place


def seas(knowledge: Knowledge) -> tuple[Sea, ...]:
    """Return all named seas, ours first."""
    return knowledge.rows("sea", Sea)


def find_sea(name: str, knowledge: Knowledge, countries: Sequence[str] = ()) -> Place | None:
    """Return the sea of that name, or None.

    "East Sea" is the Sea of Japan in a story of the Koreas or Japan (and where no country is given), the South China
    Sea in one of Vietnam, the East China Sea in one of China alone; `countries` are those of the story, the
    weightiest first. The place has the name as the shelf prefers it; `names_of` gives the others.
    """
    candidates = _by_name(knowledge).get(_bare(name, knowledge), ())
    if not candidates:
        return None
    rank = {code: position for position, code in enumerate(countries)}
    best = min(candidates, key=lambda sea: min((rank[code] for code in sea.coasts if code in rank), default=99))
    return sea_place(best)


def sea_of(ref: str, knowledge: Knowledge) -> Place | None:
    """Return the sea with that ref ("sea:japan"), or None."""
    return next((sea_place(sea) for sea in seas(knowledge) if sea.ref == ref), None)


def names_of(ref: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return every name of a sea, the preferred one first ("Sea of Japan", "East Sea", "동해" ...)."""
    found = next((sea for sea in seas(knowledge) if sea.ref == ref), None)
    return (found.name, *found.aliases) if found else ()


def sea_at(lat: float, lon: float, knowledge: Knowledge) -> Place | None:
    """Return the smallest named sea that the point lies in, or None on land and outside all polygons (10m, 0.03°)."""
    tree, polygons, owners = knowledge.once("sea tree", lambda: _tree(knowledge))
    point = Point(lon, lat)
    hits = [index for index in tree.query(point) if polygons[index].covers(point)]
    if not hits:
        return None
    return sea_place(owners[min(hits, key=lambda index: polygons[index].area)])


def sea_outline(ref: str, knowledge: Knowledge) -> list[list[tuple[float, float]]]:
    """Return the rings (lon, lat) of a sea for drawing; empty for seas without a polygon."""
    for number, sea in enumerate(seas(knowledge)):
        if sea.ref == ref:
            return [[(float(x), float(y)) for x, y in ring] for ring in unpack_rings(knowledge.box("seas", number))]
    return []


def sea_place(sea: Sea) -> Place:
    """Return a sea as a place."""
    return Place(sea.name, sea.ref, "", sea.lat, sea.lon, sea.radius_km, sea.within)


def _tree(knowledge: Knowledge) -> tuple[STRtree, list[Polygon], list[Sea]]:
    polygons: list[Polygon] = []
    owners: list[Sea] = []
    for number, sea in enumerate(seas(knowledge)):
        for ring in unpack_rings(knowledge.box("seas", number)):
            polygon = Polygon(ring)
            # a simplified ring may cross itself; the buffer mends it without moving the coast
            polygons.append(polygon if polygon.is_valid else polygon.buffer(0))
            owners.append(sea)
    return STRtree(polygons), polygons, owners


def _by_name(knowledge: Knowledge) -> dict[str, tuple[Sea, ...]]:
    return knowledge.once("sea names", lambda: _index(seas(knowledge)))


def _index(all_seas: Sequence[Sea]) -> dict[str, tuple[Sea, ...]]:
    names: dict[str, tuple[Sea, ...]] = {}
    for sea in all_seas:
        for name in dict.fromkeys(fold(name).removeprefix("the ") for name in (sea.name, *sea.aliases)):
            names[name] = (*names.get(name, ()), sea)
    return names


_AROUND = ("waters of ", "waters in ", "waters off ", "international waters of ", "middle of ", "eastern ", "western ",
           "northern ", "southern ", "central ", "north ", "south ", "northwest ", "northeast ", "northwestern ",
           "northeastern ", "southwestern ", "southeastern ", "waters ")


def _bare(name: str, knowledge: Knowledge) -> str:
    known = _by_name(knowledge)
    folded = fold(name).removeprefix("the ")
    if folded in known:
        return folded
    for short in (folded.removeprefix("koreas "), folded.removeprefix("korean "), folded.removesuffix(" waters"),
                  folded.removesuffix(" area"), folded.removesuffix(" region")):
        if short in known:
            return short
    for start in _AROUND:
        rest = folded.removeprefix(start).removeprefix("the ")
        if rest != folded and rest in known:
            return rest
    return folded
