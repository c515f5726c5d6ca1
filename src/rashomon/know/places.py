"""Names of places to places: of the candidates of the gazetteer the likeliest one."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import msgspec

from rashomon.know.base import Knowledge
from rashomon.know.compass import part_of_country
from rashomon.know.countries import countries_by_code, country_of, country_place, relative_country
from rashomon.know.folding import fold
from rashomon.know.gazetteer import COUNTY_CUTS, REGION_CUTS, STATES, Match, as_place, entry_of, matches_of, named
from rashomon.know.seas import find_sea, sea_of
from rashomon.know.shelf import Entry
from rashomon.model.value import Place

EARTH_KM = 6371.0
REMEMBERED = 4096

CAPITAL = 1.5
"""Added for a national capital, which the news names more often than its size says."""


def find_places(name: str, knowledge: Knowledge, country: str = "") -> list[Place]:
    """Return every place of that name, the likeliest first; `country` (ISO alpha-2) brings its places to the front.

    Candidates are ordered by population, our own sites and first-level regions counting like large towns; the list
    is empty for an unknown name. At most 60 are returned.
    """
    ranked = sorted(matches_of(name, knowledge, bool(country in ("KP", "KR"))),
                    key=lambda match: -_weight(match, country, (), None, ()))
    whole = country_place(country_of(name, knowledge), knowledge)
    made = [whole] if whole else []
    return [*made, *(as_place(match, knowledge) for match in ranked[:60])]


def resolve_place(
    name: str, knowledge: Knowledge, *, country: str = "", near: tuple[float, float] | None = None,
    inside: Sequence[str] = (), countries: Sequence[str] = (),
) -> Place | None:
    """Return the likeliest place of that name, or None when no place has it.

    country: the one the text states for it ("" when it states none); when no place of that name lies there, the
    likeliest one elsewhere is returned with `stated_country` set, so that the contradiction can be seen. Seas come as
    `find_sea` gives them, countries as "country:KP", parts of one ("eastern Ukraine") as "part:UA:east".
    inside: names of regions stated to contain it ("Pyongyang", "South Pyongan Province"); near: a point (lat, lon)
    the story has; countries: those of the story, the weightiest first.
    """
    known: dict[tuple[object, ...], Place | None] = knowledge.once("places asked for", dict)
    key = (name, country, near, tuple(inside), tuple(countries))
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = _resolve(name, knowledge, country, near, inside, countries)
    return known[key]


def _resolve(
    name: str, knowledge: Knowledge, country: str, near: tuple[float, float] | None, inside: Sequence[str],
    countries: Sequence[str],
) -> Place | None:
    if name == name.lower() != name.upper():
        return None  # towns are called Of, Nice and Reading, but not without a capital
    if fold(name).removeprefix("the ") in _DIRECTIONS:
        return country_place(relative_country(name, countries), knowledge)
    if (sea := find_sea(name, knowledge, countries)) is not None:
        return sea
    whole = country_of(name, knowledge)
    # Georgia the state, Jordan the town: only when the story is about their country and not about the land
    elsewhere = bool(countries) and whole not in countries and country != whole
    there = elsewhere and any(match.entry.country in countries and match.entry.kind == "region" and match.own
                              for match in matches_of(name, knowledge, False))
    if whole and not there:
        return country_place(whole, knowledge)
    if (part := _compass_part(name, knowledge, countries)) is not None:
        return part
    korean = bool({country, *countries} & {"KP", "KR"})
    matches = matches_of(name, knowledge, korean)
    if not matches:
        return _compound(name, knowledge, country, countries)
    containers = _containers(inside, knowledge)
    heads = capitals(matches, knowledge)
    matches = _without_own_region(fold(name).removeprefix("the "), matches, heads)
    best = max(matches, key=lambda match: _weight(match, country, countries, near, containers)
               + (CAPITAL if match.entry.ref in heads and match.own else 0.0))
    place = as_place(best, knowledge)
    if country and place.country and place.country != country:
        return msgspec.structs.replace(place, stated_country=country)
    return place


_DIRECTIONS = ("north-east", "north-west", "south-east", "south-west", "northeast", "northwest", "southeast",
               "southwest", "north", "south", "east", "west", "central")
_PART_WORDS = ("part of ", "parts of ", "area of ", "region of ", "side of ", "of ", "half of ", "end of ")
_VAGUE = frozenset({
    "suburbs", "suburb", "outskirts", "area", "areas", "inland area", "inland areas", "inland", "interior", "part",
    "parts", "vicinity", "coast", "east coast", "west coast", "waters", "north", "south", "city", "capital", "town",
    "port", "village", "province", "county", "district"})


def candidates(name: str, knowledge: Knowledge) -> list[Match]:
    """Return what the gazetteer has of that name, without the regions that are named after a town in them."""
    if name == name.lower() != name.upper() or capitals_alone(name):
        return []  # towns are called Of, Nice and Reading, but not without a capital
    matches = matches_of(name, knowledge, False)
    return _without_own_region(fold(name).removeprefix("the "), matches, capitals(matches, knowledge))


def country_of_region(name: str, knowledge: Knowledge) -> str:
    """Return the country ("US") whose state or province a name means ("Tennessee", "California"), "" for others.

    It has ten times the people of all that bear the name elsewhere: "Punjab" and "Victoria" say nothing, nor does "the
    North", a region of Cameroon.
    """
    if fold(name).removeprefix("the ") in _DIRECTIONS:
        return ""
    found = [match.entry for match in candidates(name, knowledge) if match.own]
    largest = max((entry for entry in found if entry.kind == "region"), key=lambda each: each.population, default=None)
    if largest is None:
        return ""
    elsewhere = sum(entry.population for entry in found if entry.country != largest.country)
    return largest.country if elsewhere * 10 < largest.population else ""


def capitals_alone(name: str) -> bool:
    """Return whether it is two or three capitals that shorten no state: "EU" is not the town of Eu."""
    return len(name) < 4 and name.isupper() and fold(name) not in STATES


def _without_own_region(name: str, matches: list[Match], heads: Collection[str]) -> list[Match]:
    """Drop the province or county that is named after a town in it: "Kyoto" is the town.

    Unless the town has less than an eighth of its people ("Okinawa" is the prefecture); a capital stays the town.
    """
    towns = [match for match in matches if match.entry.kind == "city"
             and (match.own or fold(match.entry.name) in (f"{name} city", f"city of {name}"))]
    kept = []
    for match in matches:
        entry = match.entry
        home = [town for town in towns if town.cut == match.cut and (
            entry.ref == f"adm1:{town.entry.country}.{town.entry.admin}" or entry.ref in town.entry.within)]
        outgrown = any(town.entry.population * 8 >= entry.population or town.entry.ref in heads for town in home)
        if entry.kind not in ("region", "county") or match.cut in REGION_CUTS | COUNTY_CUTS or not outgrown:
            kept.append(match)
    return kept


def capitals(matches: Sequence[Match], knowledge: Knowledge) -> frozenset[str]:
    """Return the refs of the candidates that are national capitals: the largest town of the capital's name."""
    lands = countries_by_code(knowledge)
    towns: dict[str, Entry] = {}
    for entry in (match.entry for match in matches if match.entry.kind == "city"):
        land = lands.get(entry.country)
        larger = entry.population > towns[entry.country].population if entry.country in towns else True
        if land and larger and fold(entry.name) == fold(land.capital):
            towns[entry.country] = entry
    return frozenset(entry.ref for entry in towns.values())


def _compass_part(name: str, knowledge: Knowledge, countries: Sequence[str]) -> Place | None:
    """Read "central Italy", "western part of North Korea", "the north-east of Japan", "eastern Ukraine"."""
    folded = fold(name).removeprefix("the ")
    for direction in _DIRECTIONS:
        plain = direction.replace("-", " ")
        for word in (f"{plain}ern", plain):
            if not folded.startswith(word + " "):
                continue
            rest = folded[len(word) + 1:]
            for piece in _PART_WORDS:
                rest = rest.removeprefix(piece)
            rest = rest.removeprefix("the ")
            if named(folded, knowledge, ""):
                return None  # "South Korea" and "North Carolina" are names, "East London" a town
            code = country_of(rest, knowledge)
            if not code and rest in ("country", "nation", "peninsula") and len(countries) == 1:
                code = countries[0]
            if code:
                return part_of_country(direction, code, knowledge)
    return None


_NEARBY = (("near ", "near"), ("off the coast of ", "off"), ("waters off ", "off"), ("off ", "off"),
           ("outside ", "near"), ("around ", "near"), ("close to ", "near"), ("just outside ", "near"),
           ("an area near ", "near"))


def _compound(name: str, knowledge: Knowledge, country: str, countries: Sequence[str]) -> Place | None:
    """Read "Sunan district of Pyongyang", "Kaechon, South Pyongan Province", "suburbs of Kabul", "off Jindo".

    A named thing that the gazetteer lacks, in a place that it has ("Saint Ann's church in Lagos"), comes without a ref
    but with the place it lies in.
    """
    plain = name.strip().removeprefix("the ")
    for start, relation in _NEARBY:
        if plain.casefold().startswith(start):
            found = resolve_place(plain[len(start):].removeprefix("the "), knowledge, country=country,
                                  countries=countries)
            return msgspec.structs.replace(found, relation=relation) if found else None
    for joint in (" (", ", ", " of ", " in "):
        head, _, rest = plain.rstrip(")").partition(joint)
        head, rest = head.strip(), rest.strip()
        if not head or not rest:
            continue
        if fold(head).removeprefix("the ") in _VAGUE:
            return resolve_place(rest, knowledge, country=country, countries=countries)
        found = resolve_place(head, knowledge, country=country, inside=(rest,), countries=countries)
        home = resolve_place(rest, knowledge, country=country, countries=countries)
        if found is not None:
            elsewhere = home is not None and home.ref.startswith("geonames:") and home.ref not in found.within
            if not (elsewhere and found.ref.startswith("site:")):
                return found  # a building that is known in another town is not the one meant here
        if home is not None and home.ref and joint != " of " and head != head.lower():
            return Place(name.strip(), "", home.country, home.lat, home.lon, home.radius_km, (home.ref, *home.within))
    return None


def place_of(ref: str, knowledge: Knowledge) -> Place | None:
    """Return the place with that ref ("geonames:...", "site:...", "adm1:KP.03", "region:...", "country:KP")."""
    if ref.startswith("country:"):
        return country_place(ref[8:], knowledge)
    if ref.startswith("sea:"):
        return sea_of(ref, knowledge)
    if ref.startswith("part:"):
        code, _, direction = ref[5:].partition(":")
        return part_of_country(direction, code, knowledge)
    entry = entry_of(ref, knowledge)
    return as_place(Match(entry, True), knowledge) if entry else None



def zone_of(place: Place | str, knowledge: Knowledge) -> str:
    """Return the IANA time zone of a place or of a country's capital (name or alpha-2), "" when unknown."""
    by_code = countries_by_code(knowledge)
    if isinstance(place, str):
        code = place if place in by_code else country_of(place, knowledge)
        if code:
            return by_code[code].zone
        found = resolve_place(place, knowledge)
        return zone_of(found, knowledge) if found else ""
    if place.ref and not place.ref.startswith(("country:", "sea:", "part:")):
        entry = entry_of(place.ref, knowledge)
        if entry and entry.zone:
            return entry.zone
    return by_code[place.country].zone if place.country in by_code else ""


def _containers(inside: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    refs: list[str] = []
    for name in inside:
        if code := country_of(name, knowledge):
            refs.append(f"country:{code}")
        refs += [match.entry.ref for match in matches_of(name, knowledge, True)]
    return tuple(refs)


def _weight(
    match: Match, country: str, countries: Sequence[str], near: tuple[float, float] | None, containers: Sequence[str]
) -> float:
    entry = match.entry
    weight = math.log10(max(entry.population, 1) + 30)
    if entry.ref.startswith("site:"):
        weight = 4.5
    elif entry.kind == "region":
        weight = min(weight, 7.0) - (0.0 if match.cut in REGION_CUTS else 0.3)
    elif entry.kind == "county":
        weight += 0.5 if match.cut in COUNTY_CUTS else -0.8
    elif entry.kind == "area":
        weight = 7.0
    weight += (1.0 if match.own else 0.0) - (0.5 if match.cut else 0.0) - (0.3 if match.loose else 0.0)
    if country:
        weight += 12.0 if entry.country == country else 0.0
    if entry.country in countries:
        weight += 4.0 - 0.8 * min(list(countries).index(entry.country), 4)
    if containers and _refs_within(entry, containers):
        weight += 8.0
    if near is not None:
        weight += 3.0 / (1.0 + distance(near, (entry.lat, entry.lon)) / 100.0)
    return weight


def _refs_within(entry: Entry, containers: Sequence[str]) -> bool:
    above = {*entry.within, f"adm1:{entry.country}.{entry.admin}", f"country:{entry.country}"}
    return any(ref in above for ref in containers)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (lat, lon) in km on a sphere (0.5 % off at worst)."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = (math.sin((lat_b - lat_a) / 2) ** 2
            + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2)
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
