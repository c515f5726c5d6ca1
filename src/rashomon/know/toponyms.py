"""Which of many namesakes each place name of a text means, decided for all of them together.

A text speaks of one corner of the world: "Paris" beside "Tyler" and "Longview" is in Texas. Every candidate is weighed
by its size and kind, by what the text says it lies in ("Paris, Texas"), by how the likely places of the other names
support it (same region, same country, nearness), and by where the outlet is at home. Probabilities are passed around a
few times (mean field); the weights are those of a log-linear model fitted on half of LGL and GeoVirus
(`training/places.py`). After Lieberman et al. 2010 (local lexicons) and Kamalloo and Rafiei 2018 (context hierarchies).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.know.base import Knowledge
from rashomon.know.countries import countries_by_code, country_of, country_place
from rashomon.know.folding import fold
from rashomon.know.gazetteer import COUNTY_CUTS, Match, as_place
from rashomon.know.outlets import find_outlet, outlet_of_url
from rashomon.know.places import candidates, capitals, capitals_alone, resolve_place
from rashomon.know.seas import find_sea
from rashomon.model.value import Place

Floats = npt.NDArray[np.float64]

ROUNDS: Final = 4
MOST: Final = 40
"""Candidates of one name, the largest first; Springfield has more than thirty."""

SHORTEST: Final = 5
"""Letters of a town's name in an address: shorter ones are found in every other word."""

PRINTED: Final = 2_000
"""People of a town that has a paper of its own."""

ADDRESSES: Final = {"uk": "GB", "eu": "", "tv": "", "co": "", "io": "", "me": "", "fm": "", "ai": "", "cc": ""}
"""Endings of addresses that are not the code of the country."""

FEATURES: Final = (
    "people", "own", "country", "region", "county", "county by name", "site", "area", "cut", "loose", "capital",
    "stated", "same region", "same land", "near", "nearer", "home land", "home region", "home near", "masthead",
)  # fmt: skip
FIRST_SUPPORT: Final = FEATURES.index("same region")
WEIGHTS: Final = {
    "people": 0.70, "own": 2.23, "country": 5.81, "region": 1.23, "county": 0.72, "county by name": -0.64,
    "site": -0.05, "area": 1.86, "cut": 0.00, "loose": -0.00, "capital": 1.34, "stated": 1.37, "same region": 2.34,
    "same land": 1.57, "near": 2.24, "nearer": 1.10, "home land": 0.88, "home region": 1.44, "home near": 1.88,
    "masthead": 0.98,
}  # fmt: skip


class Toponym(msgspec.Struct, frozen=True):
    """A name as the text writes it, with its offsets."""

    name: str
    start: int
    end: int


class Home(msgspec.Struct, frozen=True):
    """Where an outlet is at home: shares by country ("US") and first-level region ("US.TX"), points with weights.

    names: the towns that its own name holds, folded.
    """

    countries: Mapping[str, float] = {}
    regions: Mapping[str, float] = {}
    points: tuple[tuple[float, float, float], ...] = ()
    names: tuple[str, ...] = ()


NOWHERE: Final = Home()


class Table(msgspec.Struct, frozen=True):
    """Candidates of all distinct names side by side, one row each; `owner` is the name's number."""

    names: tuple[str, ...]
    counts: Floats
    matches: tuple[Match | None, ...]  # None for a whole country
    codes: tuple[str, ...]
    owner: npt.NDArray[np.int64]
    regions: tuple[str, ...]
    points: Floats
    fixed: Floats


def resolve_together(
    toponyms: Sequence[Toponym], text: str, knowledge: Knowledge, home: Home = NOWHERE
) -> list[Place | None]:
    """Return the place that each name means, in order; None where the shelf has none of that name.

    Equal names of one text mean one place, except where the text itself states what another one lies in.
    """
    keyed = [keyed_by_container(toponyms, number, text) for number in range(len(toponyms))]
    keys, counts = counted(keyed, home)
    table = tabled(keys, counts, knowledge, home)
    shares = weighed(table, home, weights_of(WEIGHTS))
    chosen: dict[int, int] = {}
    for row, owner in enumerate(table.owner):
        if owner not in chosen or shares[row] > shares[chosen[owner]]:
            chosen[int(owner)] = row
    places: dict[tuple[str, str], Place | None] = {}
    lands = [code for code, match in zip(table.codes, table.matches, strict=True) if match is None]
    for number, key in enumerate(keys):
        best = chosen.get(number)
        if best is None and capitals_alone(key[0]):
            places[key] = find_sea(key[0], knowledge)
        elif best is None:
            places[key] = resolve_place(key[0], knowledge, countries=lands)
        elif (match := table.matches[best]) is None:
            places[key] = country_place(table.codes[best], knowledge)
        else:
            places[key] = as_place(match, knowledge)
    return [places[key] for key in keyed]


def counted(
    keyed: Sequence[tuple[str, str]], home: Home
) -> tuple[list[tuple[str, str]], dict[tuple[str, str], float]]:
    """The distinct names with how often each stands there; the towns in the outlet's name count as said once."""
    masthead = [(name.title(), "") for name in home.names]
    keys = list(dict.fromkeys([*keyed, *(key for key in masthead if key not in keyed)]))
    return keys, {key: float(max(1, keyed.count(key))) for key in keys}


def home_of(outlet: str, knowledge: Knowledge) -> Home:
    """Return what an outlet's name or address alone says of where it is at home.

    The country of its entry on the shelf or of its address ("lfpress.ca"), and the towns that its name holds
    ("gainesvilleregister.com"); which Gainesville is left to the text.
    """
    homes: dict[str, Home] = knowledge.once("homes of outlets", dict)
    if outlet not in homes:
        homes[outlet] = _home_of(outlet, knowledge)
    return homes[outlet]


def _home_of(outlet: str, knowledge: Knowledge) -> Home:
    host = "." in outlet and " " not in outlet.strip()
    known = outlet_of_url(outlet, knowledge) if host else find_outlet(outlet, knowledge)
    labels = (urlsplit(outlet).hostname or outlet.split("/", maxsplit=1)[0]).casefold().split(".") if host else []
    country = known.country if known else ""
    if not country and labels and len(labels[-1]) == 2:
        country = ADDRESSES.get(labels[-1], labels[-1].upper())
    glued = [fold(label).replace(" ", "").removeprefix("the") for label in labels[:-1]]
    words = glued if host else fold(outlet).split()
    names: set[str] = set()
    for word in words:
        held = [
            word[start:end]
            for start in range(len(word))
            for end in range(start + SHORTEST, len(word) + 1)
            if (host and (start == 0 or end == len(word))) or (start == 0 and end == len(word))
        ]
        towns = [name for name in held if any(one.entry.kind == "city" and one.own and one.entry.population >= PRINTED
                                              for one in candidates(name.title(), knowledge))]
        names |= set(sorted(towns, key=len)[-1:])
    lands = {country: 1.0} if country in countries_by_code(knowledge) else {}
    return Home(lands, names=tuple(sorted(names)))


def learnt(home: Home, places: Sequence[Place | None]) -> Home:
    """Return the home with what the outlet's other reports speak of: a paper writes about its own corner.

    places: what the names of the other reports were taken for.
    """
    towns = [one for one in places if one and one.lat is not None and one.ref.startswith(("geonames:", "adm2:"))]
    whole = Counter(one.country for one in places if one and one.country)
    regions = Counter(ref[5:] for one in towns for ref in one.within if ref.startswith("adm1:"))
    if not towns:
        return home
    lands = {code: count / whole.total() for code, count in whole.items()}
    spots = Counter((round(one.lat or 0.0, 2), round(one.lon or 0.0, 2)) for one in towns)
    points = tuple((lat, lon, count / len(towns)) for (lat, lon), count in spots.most_common(20))
    shares = {region: count / len(towns) for region, count in regions.items()}
    merged = {code: max(lands.get(code, 0.0), home.countries.get(code, 0.0)) for code in {*lands, *home.countries}}
    return Home(merged, shares, points, home.names)


def keyed_by_container(toponyms: Sequence[Toponym], number: int, text: str) -> tuple[str, str]:
    """A name with what the text says right behind it that it lies in: "Paris, Texas", "Kings County (California)"."""
    one = toponyms[number]
    if number + 1 < len(toponyms):
        after = toponyms[number + 1]
        if text[one.end : after.start] in (", ", " (", ",", " in "):
            return one.name, after.name
    return one.name, ""


def tabled(
    keys: Sequence[tuple[str, str]], counts: Mapping[tuple[str, str], float], knowledge: Knowledge, home: Home = NOWHERE
) -> Table:
    """Gather the candidates of every distinct name and what can be said of each by itself."""
    matches: list[Match | None] = []
    codes: list[str] = []
    owner: list[int] = []
    regions: list[str] = []
    points: list[tuple[float, float]] = []
    rows: list[list[float]] = []
    stated = _stated(keys, knowledge)
    for number, (name, _) in enumerate(keys):
        whole = country_of(name, knowledge)
        found = [match for match in candidates(name, knowledge) if not whole or match.entry.country != whole]
        if find_sea(name, knowledge) is not None:
            continue
        heads = capitals(found, knowledge)
        land = countries_by_code(knowledge).get(whole)
        if land is not None:
            matches.append(None)
            codes.append(whole)
            owner.append(number)
            regions.append("")
            points.append((land.lat, land.lon))
            rows.append([0.0, 1.0, 1.0] + [0.0] * (len(FEATURES) - 3))
        if whole and name[:1].islower():
            continue
        for match in sorted(found, key=lambda each: -each.entry.population)[:MOST]:
            entry = match.entry
            matches.append(match)
            codes.append(entry.country)
            owner.append(number)
            regions.append(f"{entry.country}.{entry.admin}")
            points.append((entry.lat, entry.lon))
            by_name = match.cut in COUNTY_CUTS or fold(entry.name) == fold(name)
            row = dict.fromkeys(FEATURES, 0.0)
            row |= {
                "people": math.log10(max(entry.population, 1) + 30),
                "own": float(match.own),
                "region": float(entry.kind == "region"),
                "county": float(entry.kind == "county" and not by_name),
                "county by name": float(entry.kind == "county" and by_name),
                "site": float(entry.ref.startswith("site:")),
                "area": float(entry.kind == "area"),
                "cut": float(bool(match.cut) and entry.kind != "county"),
                "loose": float(match.loose),
                "capital": float(entry.ref in heads),
                "stated": float(bool(stated[number]) and bool(stated[number] & _above(match))),
                "masthead": float(fold(name) in home.names and entry.kind == "city"),
            }
            rows.append([row[feature] for feature in FEATURES])
    return Table(
        tuple(name for name, _ in keys), np.array([counts[key] for key in keys]), tuple(matches), tuple(codes),
        np.array(owner, np.int64), tuple(regions), np.array(points, float).reshape(-1, 2),
        np.array(rows, float).reshape(-1, len(FEATURES)),
    )  # fmt: skip


def _above(match: Match) -> set[str]:
    entry = match.entry
    return {*entry.within, f"adm1:{entry.country}.{entry.admin}", f"country:{entry.country}"} - {entry.ref}


def _stated(keys: Sequence[tuple[str, str]], knowledge: Knowledge) -> list[set[str]]:
    """The refs of what each name is said to lie in, wherever in the text it is said."""
    by_name: dict[str, set[str]] = {}
    own: list[set[str]] = []
    for name, inside in keys:
        refs: set[str] = set()
        if inside:
            if code := country_of(inside, knowledge):
                refs.add(f"country:{code}")
            refs |= {match.entry.ref for match in candidates(inside, knowledge) if match.entry.kind != "city"}
        own.append(refs)
        by_name.setdefault(fold(name), set()).update(refs)
    return [refs or by_name[fold(name)] for refs, (name, _) in zip(own, keys, strict=True)]


def weighed(table: Table, home: Home, weights: Floats) -> Floats:
    """Return the probability of every candidate among those of its name, after a few rounds of mutual support."""
    if not len(table.owner):
        return np.zeros(0)
    given = with_home(table, home)
    shares = softmax(given[:, :FIRST_SUPPORT] @ weights[:FIRST_SUPPORT], table.owner, len(table.names))
    closeness = near(table.points)
    for _ in range(ROUNDS):
        shares = softmax(supported(table, given, shares, closeness) @ weights, table.owner, len(table.names))
    return shares


def weights_of(named: Mapping[str, float]) -> Floats:
    """The weights in the order of the features."""
    return np.array([named[feature] for feature in FEATURES])


def softmax(scores: Floats, owner: npt.NDArray[np.int64], count: int) -> Floats:
    """Probabilities within each owner."""
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, owner, scores)
    raised = np.exp(scores - highest[owner])
    return np.asarray(raised / np.bincount(owner, raised, count)[owner])


def near(points: Floats) -> tuple[Floats, Floats]:
    """How near each two points are, on a scale of 150 km and on one of 30 km: 1 together, 0 far apart."""
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    half = (
        np.sin((lat[:, None] - lat[None]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat)[None] * np.sin((lon[:, None] - lon[None]) / 2) ** 2
    )
    apart = 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return np.exp(-apart / 150.0), np.exp(-apart / 30.0)


def with_home(table: Table, home: Home) -> Floats:
    """The candidates' own features with those of the outlet's home."""
    given = table.fixed.copy()
    given[:, FEATURES.index("home land")] = [home.countries.get(code, 0.0) for code in table.codes]
    given[:, FEATURES.index("home region")] = [home.regions.get(region, 0.0) for region in table.regions]
    if home.points:
        spots = np.array(home.points)
        closeness, _ = near(np.concatenate([table.points, spots[:, :2]]))
        size = len(table.points)
        given[:, FEATURES.index("home near")] = closeness[:size, size:] @ spots[:, 2]
    return given


def supported(table: Table, given: Floats, shares: Floats, closeness: tuple[Floats, Floats]) -> Floats:
    """Add to each candidate what the likely places of the other names say for it."""
    size = len(table.names)
    # how often a name stands there counts, but ten times is not ten times as good as once
    mass = shares * np.log1p(table.counts)[table.owner]
    whole = np.array([match is None for match in table.matches])
    places = np.where(whole, 0.0, mass)
    made = given.copy()
    for feature, labels, amounts in (
        ("same region", table.regions, places), ("same land", table.codes, mass)
    ):  # fmt: skip
        number = {label: at for at, label in enumerate(dict.fromkeys(labels))}
        at = np.array([number[label] for label in labels])
        held = np.zeros((len(number), size))
        np.add.at(held, (at, table.owner), amounts)
        others = held.sum(1)[at] - held[at, table.owner]
        total = amounts.sum() - np.bincount(table.owner, amounts, size)[table.owner]
        made[:, FEATURES.index(feature)] = np.where(whole & (feature == "same region"), 0.0, others / (total + 0.5))
    for feature, grid in zip(("near", "nearer"), closeness, strict=True):
        held = np.zeros((len(shares), size))
        np.add.at(held.T, table.owner, (grid * places[None]).T)
        others = held.sum(1) - held[np.arange(len(shares)), table.owner]
        made[:, FEATURES.index(feature)] = np.where(whole, 0.0, np.log1p(others))
    return made
