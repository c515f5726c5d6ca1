"""Names of places to places: candidates, the likeliest one, and what contains it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.know.base import PLACES_IN_A_BOX, Knowledge
from rashomon.know.compass import part_of_country, parts_of_country
from rashomon.know.countries import countries_by_code, country_of, country_place, relative_country
from rashomon.know.folding import fold, korean_key
from rashomon.know.seas import find_sea, sea_of
from rashomon.know.shelf import Entry, restored
from rashomon.model.value import Place

EARTH_KM = 6371.0
REMEMBERED = 4096
REGION_CUTS = frozenset({"province", "state", "prefecture", "oblast", "region", "governorate"})

_ARTICLES = ("the ",)
_GENERIC = (
    "province", "provinces", "city", "port", "harbour", "harbor", "airport", "airfield", "air base", "airbase",
    "air field", "international airport", "district", "county", "prefecture", "governorate", "oblast", "region", "area",
    "town",
    "village", "state", "metropolitan city", "special city", "municipality", "krai", "division", "department",
    "base", "naval base", "shipyard", "test site", "missile base", "launch site", "test range", "testing ground",
    "island", "islands", "peninsula", "neighbourhood", "neighborhood", "suburb", "suburbs", "coast", "borough",
    "special administrative region", "township", "railway station", "station", "nuclear test site",
)
_BEFORE = ("city of ", "port of ", "town of ", "village of ", "province of ", "state of ", "county of ", "district of ",
           "island of ", "port city of ", "coastal city of ", "capital ", "region of ", "prefecture of ", "greater ",
           "central ", "downtown ", "port town of ", "eastern ", "western ", "northern ", "southern ", "north eastern ",
           "north western ", "south eastern ", "south western ", "northeastern ", "northwestern ", "southeastern ",
           "southwestern ")


class Match(msgspec.Struct, frozen=True):
    """A candidate: the place as stored, whether the name is its own, and what had to be cut off the name."""

    entry: Entry
    own: bool
    cut: str = ""
    loose: bool = False


def find_places(name: str, knowledge: Knowledge, country: str = "") -> list[Place]:
    """Return every place of that name, the likeliest first; `country` (ISO alpha-2) brings its places to the front.

    Candidates are ordered by population, our own sites and first-level regions counting like large towns; the list
    is empty for an unknown name. At most 60 are returned.
    """
    ranked = sorted(_matches(name, knowledge, bool(country in ("KP", "KR"))),
                    key=lambda match: -_weight(match, country, (), None, ()))
    whole = country_place(country_of(name, knowledge), knowledge)
    made = [whole] if whole else []
    return [*made, *(_place(match, knowledge) for match in ranked[:60])]


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
    there = elsewhere and any(match.entry.country in countries for match in _matches(name, knowledge, False))
    if whole and not there:
        return country_place(whole, knowledge)
    if (part := _compass_part(name, knowledge, countries)) is not None:
        return part
    korean = bool({country, *countries} & {"KP", "KR"})
    matches = _matches(name, knowledge, korean)
    if not matches:
        return _compound(name, knowledge, country, countries)
    containers = _containers(inside, knowledge)
    best = max(matches, key=lambda match: _weight(match, country, countries, near, containers))
    best = _rather_the_region(best, matches, knowledge)
    place = _place(best, knowledge)
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


def _rather_the_region(best: Match, matches: Sequence[Match], knowledge: Knowledge) -> Match:
    """"Okinawa" is the prefecture and not a town in it with a tenth of its people; a capital stays the city."""
    if best.entry.kind != "city" or best.cut:
        return best
    land = countries_by_code(knowledge).get(best.entry.country)
    if land and fold(land.capital).startswith(fold(best.entry.name)):
        return best
    home = f"adm1:{best.entry.country}.{best.entry.admin}"
    for match in matches:
        if match.entry.ref == home and not match.cut and match.entry.population > 8 * max(best.entry.population, 1):
            return match
    return best


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
            if _named(folded, knowledge, ""):
                return None  # "South Korea" and "North Carolina" are names, "East London" a town
            code = country_of(rest, knowledge)
            if not code and rest in ("country", "nation", "peninsula") and len(countries) == 1:
                code = countries[0]
            if code:
                return part_of_country(direction, code, knowledge)
    return None


def _compound(name: str, knowledge: Knowledge, country: str, countries: Sequence[str]) -> Place | None:
    """Read "Sunan district of Pyongyang", "Kaechon, South Pyongan Province", "suburbs of Kabul"."""
    for joint in (" (", ", ", " of ", " in "):
        head, _, rest = name.strip().rstrip(")").partition(joint)
        head, rest = head.strip(), rest.strip()
        if not head or not rest:
            continue
        if fold(head).removeprefix("the ") in _VAGUE:
            return resolve_place(rest, knowledge, country=country, countries=countries)
        found = resolve_place(head, knowledge, country=country, inside=(rest,), countries=countries)
        if found is not None:
            return found
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
    return _place(Match(entry, True), knowledge) if entry else None


def entry_of(ref: str, knowledge: Knowledge) -> Entry | None:
    """Return the stored entry with that ref, or None."""
    town = ref.startswith("geonames:") and ref[9:].isdigit()
    number = knowledge.look_up("towns", int(ref[9:])) if town else knowledge.look_up("refs", ref)
    return None if number is None else _entry(number, knowledge)


def names_of_place(ref: str, knowledge: Knowledge) -> str:
    """Return the place's own name as the gazetteer writes it, or ""."""
    entry = entry_of(ref, knowledge)
    return entry.name if entry else ""


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


def _matches(name: str, knowledge: Knowledge, korean: bool) -> list[Match]:
    folded = fold(name)
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    if not folded or len(folded) > 80:
        return []
    found = _named(folded, knowledge, "")
    if not found or (korean and not any(match.entry.country in ("KP", "KR") for match in found)):
        for shorter, cut in _shorter(folded):
            more = _named(shorter, knowledge, cut)
            if more:
                found += more
                break
    if korean and folded.isascii() and not any(match.entry.country in ("KP", "KR") for match in found):
        for form in [folded, *(shorter for shorter, _ in _shorter(folded))]:
            numbers = _listed("korean", korean_key(form), knowledge)
            found += [Match(_entry(number, knowledge), own, "", True) for number, own in numbers]
            if numbers:
                break
    return found


def _named(folded: str, knowledge: Knowledge, cut: str) -> list[Match]:
    return [Match(_entry(number, knowledge), own, cut)
            for number, own in _listed("names", folded, knowledge)]


def _listed(section: str, folded: str, knowledge: Knowledge) -> list[tuple[int, bool]]:
    return [(-number - 1, True) if number < 0 else (number, False)
            for number in knowledge.look_up(section, folded) or ()]


def _shorter(folded: str) -> Iterator[tuple[str, str]]:
    for generic in _GENERIC:
        if folded.endswith(" " + generic):
            yield folded[: -len(generic) - 1], generic
    for start in _BEFORE:
        if folded.startswith(start):
            yield folded[len(start):], start.strip()


def _entry(number: int, knowledge: Knowledge) -> Entry:
    return restored(knowledge.box("places", number // PLACES_IN_A_BOX)[number % PLACES_IN_A_BOX])


def _containers(inside: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    refs: list[str] = []
    for name in inside:
        if code := country_of(name, knowledge):
            refs.append(f"country:{code}")
        refs += [match.entry.ref for match in _matches(name, knowledge, True)]
    return tuple(refs)


def _weight(
    match: Match, country: str, countries: Sequence[str], near: tuple[float, float] | None, containers: Sequence[str]
) -> float:
    entry = match.entry
    weight = math.log10(max(entry.population, 1) + 30)
    if entry.ref.startswith("site:"):
        weight = 4.5
    elif entry.kind == "region":
        weight = min(weight, 5.8) - (0.0 if match.cut in REGION_CUTS else 0.7)
    elif entry.kind == "county":
        weight = 2.2 + (1.0 if match.cut in ("county", "district") else 0.0)
    elif entry.kind == "area":
        weight = 7.0
    weight += (0.6 if match.own else 0.0) - (0.5 if match.cut else 0.0) - (0.3 if match.loose else 0.0)
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


def _place(match: Match, knowledge: Knowledge) -> Place:
    entry = match.entry
    name = _shown(entry)
    return Place(name, entry.ref, entry.country, entry.lat, entry.lon, entry.radius_km,
                 containing(entry, knowledge))


_MARKS = {"\N{COMBINING MACRON}", "\N{COMBINING BREVE}", "\N{COMBINING DOT BELOW}"}


def _shown(entry: Entry) -> str:
    """The gazetteer's name as the press writes it: without macrons, breves and Korean apostrophes and suffixes."""
    if not entry.ref.startswith("geonames:"):
        return entry.name
    spread = unicodedata.normalize("NFD", entry.name)
    plain = unicodedata.normalize("NFC", "".join(letter for letter in spread if letter not in _MARKS))
    if entry.country in ("KP", "KR"):
        plain = plain.replace("’", "").replace("'", "")
        for suffix in ("-up", "-eup", "-si", "-gun"):
            plain = plain.removesuffix(suffix)
    return plain


def containing(entry: Entry, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the refs of everything that contains the entry: cities, counties, regions, country, parts of it."""
    refs = list(entry.within)
    for ref in entry.within:
        home = entry_of(ref, knowledge)
        if home:
            refs += [above for above in home.within if above not in refs]
    if entry.country and entry.kind != "area":
        if entry.admin and entry.kind != "region":
            refs.append(f"adm1:{entry.country}.{entry.admin}")
        refs += [ref for ref in _regions_of(entry, knowledge) if ref not in refs]
    if entry.country:
        refs.append(f"country:{entry.country}")
        land = countries_by_code(knowledge).get(entry.country)
        if land:
            refs += land.regions
            parts = parts_of_country(entry.lat, entry.lon, entry.country, knowledge)
            refs += [f"part:{entry.country}:{part}" for part in parts]
    return tuple(dict.fromkeys(ref for ref in refs if ref != entry.ref))


def _regions_of(entry: Entry, knowledge: Knowledge) -> list[str]:
    from_admin: dict[str, tuple[str, ...]] = knowledge.once(
        "regions by adm1", lambda: {row[0]: tuple(row[1].split("|")) for row in knowledge.pairs("region_admin")})
    return list(from_admin.get(f"{entry.country}.{entry.admin}", ()))
