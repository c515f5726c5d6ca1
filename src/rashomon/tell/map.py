"""A small chart of the places that the claims name: land, the named sea, the launch site, the stated area, zone lines.

Drawn here as SVG from outlines of the reference shelf; where the shelf is not given, the points stand on a bare grid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, cos, floor, log10, radians

import msgspec
from markupsafe import Markup
from shapely import maximum_inscribed_circle
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from rashomon.model import Event, Place, Quantity
from rashomon.tell.accounts import Row
from rashomon.tell.geojson import places_of
from rashomon.tell.visible import one_line
from rashomon.tell.wording import value_words

WIDTH, HEIGHT = 640, 460
COARSE = 3
# From the bottom up; zone lines run on inland, where the land hides them.
KINDS = ("sea", "zone", "land", "border")
# Least radius of free surface, in pixels, for a name to stand in.
ROOM = {"sea": 36.0, "country": 24.0}
KM_A_DEGREE = 111.195
RANGES = ("range_km",)
SITES = ("launch_site", "place", "target", "site")
Box = tuple[float, float, float, float]
Ring = Sequence[tuple[float, float]]


class Outline(msgspec.Struct, frozen=True):
    """Something of the shelf: rings or lines of (longitude, latitude); kind: land, border, sea, zone or country.

    also: the other name of a sea; ref: its id in the gazetteer.
    """

    kind: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    name: str = ""
    also: str = ""
    ref: str = ""


class Point(msgspec.Struct, frozen=True):
    """A place on the chart; role: "site" or "area"; numbers of the claims that name it."""

    place: Place
    role: str
    numbers: tuple[int, ...]
    label: str


class Chart(msgspec.Struct, frozen=True):
    """What a map shows, before it is drawn. rings: stated distances round the first site, in km, with their colour."""

    box: Box
    points: tuple[Point, ...]
    rings: tuple[tuple[float, int, str], ...]


def chart_of(
    event: Event, rows: Sequence[Row], located: Callable[[Place], Place] = lambda place: place
) -> Chart | None:
    """Collect the places and distances that an event's claims name; None when no place has a known point.

    located: gives a place its point, from the shelf, where the claim has none.
    """
    numbers = {line.claim.id: line.number for row in rows for line in row.lines}
    points: dict[tuple[str, str], Point] = {}
    for claim in event.claims:
        for place in map(located, places_of(claim)):
            if place.lat is None or place.lon is None or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
                continue
            role = "site" if claim.field in SITES else "area"
            key = (role, place.ref or place.name.casefold())
            found = points.get(key)
            named = (*(found.numbers if found else ()), numbers.get(claim.id, 0))
            points[key] = Point(
                found.place if found else place, role, named, value_words(msgspec.structs.replace(place, relation=""))
            )
    if not points:
        return None
    rings = _stated_ranges(rows)
    ordered = tuple(sorted(points.values(), key=lambda point: point.role != "site"))
    return Chart(_box(ordered, max((ring[0] for ring in rings), default=0.0)), ordered, rings)


def draw(chart: Chart, outlines: Sequence[Outline]) -> Markup:
    """Draw a chart over the outlines; the words of the figure stand beside it in the page, so this is one image."""
    view = _View(chart.box)
    said = ", ".join(point.label for point in chart.points)
    parts = [
        Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="Map with {}">').format(
            WIDTH, HEIGHT, said
        ),
        Markup('<rect class="water" width="{}" height="{}"/>').format(WIDTH, HEIGHT),
        view.grid(),
    ]
    stated = {point.place.ref for point in chart.points if point.role == "area" and point.place.ref}
    drawn = [one for one in outlines if one.kind in KINDS and (one.kind != "sea" or one.ref in stated)]
    parts.append(Markup('<g transform="scale(.5)">'))
    for outline in sorted(drawn, key=lambda one: KINDS.index(one.kind)):
        path = "".join(view.path(ring, outline.kind in ("land", "sea")) for ring in outline.rings)
        if path:
            title = Markup("<title>{}</title>").format(one_line(outline.name)) if outline.name else ""
            parts.append(Markup('<path class="{}" d="{}">{}</path>').format(outline.kind, path, title))
    parts.append(Markup("</g>"))
    parts += view.names(outlines, chart.points)
    parts += view.degrees()
    parts += view.rings(chart)
    seas = {one.ref for one in drawn if one.kind == "sea"}
    parts += [
        view.point(point) for point in reversed(chart.points) if point.role == "site" or point.place.ref not in seas
    ]
    parts.append(view.scale())
    return Markup("").join([*parts, Markup("</svg>")])


def _stated_ranges(rows: Sequence[Row]) -> tuple[tuple[float, int, str], ...]:
    rings: list[tuple[float, int, str]] = []
    for row in rows:
        for account in row.accounts if row.lineup.name in RANGES else ():
            value = account.position.value
            if account.position.live and isinstance(value, Quantity) and value.unit == "km" and value.high is not None:
                middle = ((value.low if value.low is not None else value.high) + value.high) / 2
                if 20 <= middle <= 6000:
                    rings.append((middle, account.hue, account.heading))
    return tuple(rings)


def _box(points: Sequence[Point], reach_km: float) -> Box:
    """West, south, east, north round the points, their areas and the stated distances, in the chart's proportions."""
    sites = [point for point in points if point.role == "site"] or list(points)
    lats = [point.place.lat or 0.0 for point in points]
    lons = [point.place.lon or 0.0 for point in points]
    middle = sum(lats) / len(lats)
    narrow = max(0.2, cos(radians(middle)))
    reach = min(reach_km, 2500.0) * 1.1 / KM_A_DEGREE
    for site in sites:
        lat, lon = site.place.lat or 0.0, site.place.lon or 0.0
        lats += [lat - reach, lat + reach]
        lons += [lon - reach / narrow, lon + reach / narrow]
    south, north, west, east = min(lats) - 3.2, max(lats) + 3.2, min(lons) - 4.0, max(lons) + 4.0
    tall, wide = north - south, (east - west) * narrow
    if wide / tall < WIDTH / HEIGHT:
        more = (tall * WIDTH / HEIGHT - wide) / narrow / 2
        west, east = west - more, east + more
    else:
        more = (wide * HEIGHT / WIDTH - tall) / 2
        south, north = south - more, north + more
    return west, max(-85.0, south), east, min(85.0, north)


class _View:
    """Degrees to pixels: equirectangular with the middle parallel true to length, good for a few thousand km."""

    def __init__(self, box: Box) -> None:
        self.west, self.south, self.east, self.north = box
        self.narrow = max(0.2, cos(radians((self.south + self.north) / 2)))
        self.unit = min(WIDTH / ((self.east - self.west) * self.narrow), HEIGHT / (self.north - self.south))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.narrow * self.unit, (self.north - lat) * self.unit

    def path(self, ring: Ring, closed: bool) -> str:
        """Path data in half pixels, steps as whole numbers; what is smaller than a pixel is left out.

        A coast at ten-metre scale would weigh a megabyte and look the same.
        """
        spots: list[tuple[int, int]] = []
        for lon, lat in ring:
            x, y = self.at(lon, lat)
            spot = (round(2 * x), round(2 * y))
            if not spots or abs(spot[0] - spots[-1][0]) + abs(spot[1] - spots[-1][1]) >= COARSE:
                spots.append(spot)
        if len(spots) < 3 and (closed or len(spots) < 2):
            return ""
        steps = "".join(f"{after[0] - before[0]:+d}{after[1] - before[1]:+d}" for before, after in pairwise(spots))
        return f"M{spots[0][0]} {spots[0][1]}l{steps.removeprefix('+').replace('+', ' ')}" + ("z" if closed else "")

    def grid(self) -> Markup:
        """Meridians and parallels."""
        lats = "".join(f"M0 {self.at(0, lat)[1]:.1f}H{WIDTH}" for lat in self._steps(self.south, self.north))
        lons = "".join(f"M{self.at(lon, 0)[0]:.1f} 0V{HEIGHT}" for lon in self._steps(self.west, self.east))
        return Markup('<path class="grid" d="{}{}"/>').format(lats, lons)

    def degrees(self) -> list[Markup]:
        """The figures of the grid at the rim."""
        label = Markup('<text class="degree" x="{:.1f}" y="{:.1f}">{}°{}</text>')
        rows = [(lat, self.at(0, lat)[1] - 4) for lat in self._steps(self.south, self.north)]
        columns = [(lon, self.at(lon, 0)[0] + 4) for lon in self._steps(self.west, self.east)]
        return [
            *(label.format(6, y, abs(lat), "N" if lat >= 0 else "S") for lat, y in rows if 24 < y < HEIGHT - 30),
            *(
                label.format(x, HEIGHT - 7, abs((lon + 180) % 360 - 180), "E" if (lon + 180) % 360 >= 180 else "W")
                for lon, x in columns
                if x < WIDTH - 40
            ),
        ]

    def _steps(self, low: float, high: float) -> range:
        step = next((one for one in (1, 2, 5, 10, 20, 30) if (self.north - self.south) / one <= 7), 45)
        return range(ceil(low / step) * step, floor(high) + 1, step)

    def names(self, outlines: Sequence[Outline], points: Sequence[Point]) -> list[Markup]:
        """Names of countries and both names of each sea, where each is widest on the chart, if they fit there."""
        free: BaseGeometry = box(12, 16, WIDTH - 12, HEIGHT - 30)
        for point in points:
            if point.role == "site":
                x, y = self.at(point.place.lon or 0.0, point.place.lat or 0.0)
                free = free.difference(box(x - 14, y - 16, x + 24 + 8 * len(one_line(point.place.name, 30)), y + 16))
        parts: list[Markup] = []
        for outline in outlines:
            if outline.kind not in {"sea", "country"} or not outline.name:
                continue
            spot = self._widest(outline.rings, free, ROOM[outline.kind])
            if spot is not None:
                parts.append(_name(outline, *spot))
        return parts

    def _widest(self, rings: Sequence[Ring], free: BaseGeometry, room: float) -> tuple[float, float] | None:
        """The middle of the largest circle inside the shape, in pixels, or None when its radius is below `room`."""
        shapes = [Polygon([self.at(lon, lat) for lon, lat in ring]).buffer(0) for ring in rings if len(ring) > 3]
        seen = [shape.intersection(free) for shape in shapes]
        widest = max(seen, key=lambda shape: shape.area, default=None)
        if widest is None or widest.is_empty or widest.area < room * room * 3:
            return None
        circle = maximum_inscribed_circle(widest, 3.0)
        x, y = circle.coords[0]
        return (x, y) if circle.length >= room else None

    def rings(self, chart: Chart) -> list[Markup]:
        """Stated distances as circles round the launch site: how far, in no known direction."""
        site = next((point.place for point in chart.points if point.role == "site"), None)
        if site is None or site.lat is None or site.lon is None:
            return []
        x, y = self.at(site.lon, site.lat)
        parts: list[Markup] = []
        for km, hue, label in chart.rings:
            radius = km / KM_A_DEGREE * self.unit
            parts.append(
                Markup(
                    '<circle class="reach a{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>'
                ).format(hue, x, y, radius, f"{label} from {one_line(site.name)}")
            )
            parts.append(
                Markup('<text class="reach a{}" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
                    hue, x, min(HEIGHT - 24.0, y + radius + 14), label
                )
            )
        return parts

    def point(self, point: Point) -> Markup:
        """A marker with its name; an area as a soft disc of its radius, at most a third of the chart."""
        x, y = self.at(point.place.lon or 0.0, point.place.lat or 0.0)
        name = one_line(point.place.name, 30)
        if point.role == "area":
            radius = min(max(10.0, point.place.radius_km / KM_A_DEGREE * self.unit), HEIGHT / 4)
            return Markup(
                '<circle class="area" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>Stated area: {}</title></circle>'
            ).format(x, y, radius, point.label)
        left = x > WIDTH * 0.7
        dot = Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>')
        text = Markup('<text class="place" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}<title>{}</title></text>')
        word = text.format(x + (-12 if left else 12), y + 5, "end" if left else "start", name, point.label)
        return dot.format("halo", x, y, 9) + dot.format("site", x, y, 4.5) + word

    def scale(self) -> Markup:
        """A bar of a round number of kilometres."""
        aim = WIDTH * 0.22 / self.unit * KM_A_DEGREE
        size = 10 ** floor(log10(aim))
        km = size * (5 if aim >= 5 * size else 2 if aim >= 2 * size else 1)
        length = km / KM_A_DEGREE * self.unit
        right, y = WIDTH - 16, HEIGHT - 22
        bar = Markup('<path class="scale" d="M{:.1f} {}v5H{}v-5"/>').format(right - length, y, right)
        return bar + Markup('<text class="degree" x="{}" y="{}" text-anchor="end">{:.0f} km</text>').format(
            right, y - 5, km
        )


def _name(outline: Outline, x: float, y: float) -> Markup:
    if outline.kind == "country":
        return Markup('<text class="country" x="{:.0f}" y="{:.0f}">{}</text>').format(x, y, one_line(outline.name, 30))
    second = (
        Markup('<tspan x="{:.0f}" dy="1.15em">{}</tspan>').format(x, one_line(outline.also, 40)) if outline.also else ""
    )
    return Markup('<text class="sea-name" x="{0:.0f}" y="{1:.0f}" text-anchor="middle">{2}{3}</text>').format(
        x, y, one_line(outline.name, 40), second
    )
