"""Entries of the gazetteer by their names and refs, and everything that contains them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from rashomon.know.base import PLACES_IN_A_BOX, Knowledge
from rashomon.know.compass import parts_of_country
from rashomon.know.countries import countries_by_code
from rashomon.know.folding import fold, korean_key
from rashomon.know.shelf import Entry, restored
from rashomon.model.value import Place

STATES = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado",
    "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana",
    "kan": "kansas", "ky": "kentucky", "la": "louisiana", "md": "maryland", "mass": "massachusetts",
    "mich": "michigan", "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana",
    "neb": "nebraska", "nev": "nevada", "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico",
    "ny": "new york", "nc": "north carolina", "nd": "north dakota", "okla": "oklahoma", "ore": "oregon",
    "pa": "pennsylvania", "ri": "rhode island", "sc": "south carolina", "sd": "south dakota", "tenn": "tennessee",
    "tex": "texas", "vt": "vermont", "va": "virginia", "wash": "washington", "wva": "west virginia",
    "w va": "west virginia", "wis": "wisconsin", "wyo": "wyoming",
}
"""How American agencies shorten states after a town ("Ill.", "W.Va.")."""
COUNTY_CUTS = frozenset({"county", "district"})
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


def entry_of(ref: str, knowledge: Knowledge) -> Entry | None:
    """Return the stored entry with that ref, or None."""
    town = ref.startswith("geonames:") and ref[9:].isdigit()
    number = knowledge.look_up("towns", int(ref[9:])) if town else knowledge.look_up("refs", ref)
    return None if number is None else _entry(number, knowledge)


def matches_of(name: str, knowledge: Knowledge, korean: bool) -> list[Match]:
    """Return the entries of that name, else of what is left without words like "city of" or "province".

    korean: whether names of both Koreas are also sought in any romanisation.
    """
    folded = fold(name)
    if name.rstrip().endswith(".") or folded in ("wva", "ny", "nj", "nc", "nd", "sc", "sd", "nh", "nm", "ri"):
        folded = "los angeles" if folded == "la" and name.isupper() else STATES.get(folded, folded)
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    if not folded or len(folded) > 80:
        return []
    found = named(folded, knowledge, "")
    if folded.startswith("st "):
        found += named(f"saint {folded[3:]}", knowledge, "")
    if not found or (korean and not any(match.entry.country in ("KP", "KR") for match in found)):
        for shorter, cut in _shorter(folded):
            more = named(shorter, knowledge, cut)
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


def named(folded: str, knowledge: Knowledge, cut: str) -> list[Match]:
    """Return the entries of exactly that folded name; `cut` is what was taken off it before."""
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


def as_place(match: Match, knowledge: Knowledge) -> Place:
    """Return the entry as a place, named as the press writes it."""
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
