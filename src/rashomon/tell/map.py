"""A small chart of the places that the claims name: land, the named sea, the launch site, the stated area, zone lines.

Drawn here as SVG from outlines of the reference shelf; where the shelf is not given, the points stand on a bare grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, floor, log10, radians

import msgspec
from markupsafe import Markup, escape

from rashomon.model import Event, Place, Quantity
from rashomon.tell.accounts import Row
from rashomon.tell.geojson import places_of
from rashomon.tell.visible import one_line
from rashomon.tell.wording import value_words

WIDTH, HEIGHT = 640, 460
KM_A_DEGREE = 111.195
RANGES = ("range_km",)
SITES = ("launch_site", "place", "target", "site")
Box = tuple[float, float, float, float]
Ring = Sequence[tuple[float, float]]


class Outline(msgspec.Struct, frozen=True):
    """A named thing of the shelf: rings or lines of (longitude, latitude) in degrees; kind: land, sea or zone."""

    kind: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    name: str = ""
    also: str = ""


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


def chart_of(event: Event, rows: Sequence[Row]) -> Chart | None:
    """Collect the places and distances that an event's claims name; None when no place has a known point."""
    numbers = {line.claim.id: line.number for row in rows for line in row.lines}
    points: dict[tuple[str, str], Point] = {}
    for claim in event.claims:
        for place in places_of(claim):
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
    order = {"sea": 0, "land": 1, "zone": 2}
    for outline in sorted(outlines, key=lambda one: order.get(one.kind, 3)):
        path = "".join(view.path(ring, outline.kind != "zone") for ring in outline.rings)
        if path:
            parts.append(
                Markup('<path class="{}" d="{}"><title>{}</title></path>').format(
                    outline.kind, path, one_line(outline.name)
                )
            )
    parts += view.sea_names([one for one in outlines if one.kind == "sea"])
    parts += view.rings(chart)
    parts += [view.point(point) for point in reversed(chart.points)]
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
    south, north, west, east = min(lats) - 2.2, max(lats) + 2.2, min(lons) - 2.8, max(lons) + 2.8
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
        """Path data with points closer than a pixel left out: a coast at 10 m scale would weigh a megabyte."""
        parts: list[str] = []
        last = (-1e9, -1e9)
        for index, (lon, lat) in enumerate(ring):
            x, y = self.at(lon, lat)
            if abs(x - last[0]) + abs(y - last[1]) >= 1.2 or index == len(ring) - 1:
                parts.append(f"{'M' if not parts else 'L'}{x:.1f} {y:.1f}")
                last = (x, y)
        return "".join(parts) + ("Z" if closed else "") if len(parts) > 1 else ""

    def grid(self) -> Markup:
        """Meridians and parallels, labelled at the rim."""
        step = next((one for one in (1, 2, 5, 10, 20, 30) if (self.north - self.south) / one <= 7), 45)
        parts: list[Markup] = []
        for lat in range(ceil(self.south / step) * step, floor(self.north) + 1, step):
            y = self.at(0, lat)[1]
            parts.append(
                Markup(
                    '<path class="grid" d="M0 {0:.1f}H{1}"/><text class="degree" x="6" y="{2:.1f}">{3}°{4}</text>'
                ).format(y, WIDTH, y - 4, abs(lat), "N" if lat >= 0 else "S")
            )
        for lon in range(ceil(self.west / step) * step, floor(self.east) + 1, step):
            x = self.at(lon, 0)[0]
            parts.append(
                Markup(
                    '<path class="grid" d="M{0:.1f} 0V{1}"/><text class="degree" x="{2:.1f}" y="{3}">{4}°{5}</text>'
                ).format(
                    x, HEIGHT, x + 4, HEIGHT - 7, abs((lon + 180) % 360 - 180), "E" if (lon + 180) % 360 >= 180 else "W"
                )
            )
        return Markup("").join(parts)

    def sea_names(self, seas: Sequence[Outline]) -> list[Markup]:
        """Both names of each named sea, where most of it lies on the chart."""
        parts: list[Markup] = []
        for sea in seas:
            inside = [
                (lon, lat)
                for ring in sea.rings
                for lon, lat in ring
                if self.west < lon < self.east and self.south < lat < self.north
            ]
            if len(inside) < 3:
                continue
            lons, lats = [lon for lon, _ in inside], [lat for _, lat in inside]
            x, y = self.at((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
            parts.append(_sea_label(x, y, sea.name, sea.also))
        return parts

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
        return Markup(
            '<circle class="halo" cx="{0:.1f}" cy="{1:.1f}" r="9"/><circle class="site" cx="{0:.1f}" cy="{1:.1f}" r="4.5"/>'
            '<text class="place" x="{2:.1f}" y="{3:.1f}" text-anchor="{4}">{5}<title>{6}</title></text>'
        ).format(x, y, x + (-12 if left else 12), y + 5, "end" if left else "start", escape(name), escape(point.label))

    def scale(self) -> Markup:
        """A bar of a round number of kilometres."""
        aim = WIDTH * 0.22 / self.unit * KM_A_DEGREE
        size = 10 ** floor(log10(aim))
        km = size * (5 if aim >= 5 * size else 2 if aim >= 2 * size else 1)
        length = km / KM_A_DEGREE * self.unit
        right, y = WIDTH - 16, HEIGHT - 22
        return Markup(
            '<path class="scale" d="M{0:.1f} {1}v5H{2}v-5"/><text class="degree" x="{2}" y="{3}" text-anchor="end">{4:.0f} km</text>'
        ).format(right - length, y, right, y - 5, km)


def _sea_label(x: float, y: float, name: str, also: str) -> Markup:
    second = Markup('<tspan x="{:.1f}" dy="17">{}</tspan>').format(x, one_line(also, 40)) if also else Markup("")
    return Markup(
        '<text class="sea-name" x="{0:.1f}" y="{1:.1f}" text-anchor="middle"><tspan x="{0:.1f}">{2}</tspan>{3}</text>'
    ).format(x, y, one_line(name, 40), second)
