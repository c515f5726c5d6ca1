"""Names of places to places on LGL and GeoVirus: ``python -m bench.places [--errors] [--sample N]``.

LGL: 588 articles of 85 small-town papers with GeoNames ids; GeoVirus: 238 articles of world news with points. The
marked names are given (as the published peers measure it); which place each one is must be said. Papers (LGL) and
articles (GeoVirus) are parted by a hash into the half that was looked at and tuned on and the half that is reported.

exact: the very place. Regions and countries, for which the shelf has codes instead of GeoNames numbers, count by kind,
country, first-level region and name. within 161 km: exact, or the points no farther apart than 100 miles, or for a
whole country or region of GeoVirus, which has points alone, the point inside it. Names that are not found are wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from bench.measure import Measure, chosen, command, looked_at, shared_folder, skipped
from rashomon.know.base import Knowledge, load_knowledge
from rashomon.know.countries import country_of
from rashomon.know.folding import fold
from rashomon.know.gazetteer import entry_of
from rashomon.know.places import distance
from rashomon.know.relate import country_at
from rashomon.know.toponyms import Home, Toponym, home_of, learnt, resolve_together
from rashomon.model.value import Place

ASKED_EXACT, ASKED_NEAR = 0.82, 0.90
NEAR_KM = 161.0
AREAS = ("country:", "part:", "adm1:", "adm2:", "region:", "sea:")


class Gold(msgspec.Struct, frozen=True):
    """A marked name: offsets, words, the true point, and for LGL number, kind, name, country and first-level region."""

    start: int
    end: int
    words: str
    lat: float
    lon: float
    number: str = ""
    kind: str = ""
    name: str = ""
    country: str = ""
    region: str = ""


class Article(msgspec.Struct, frozen=True):
    """One article with its marked names; outlet: the paper's domain, "" where the corpus has none."""

    identity: str
    outlet: str
    text: str
    golds: tuple[Gold, ...]


def lgl(folder: Path) -> list[Article]:
    """The articles of LGL; names without a GeoNames number are left out, as by all who measured on it."""
    articles = []
    for one in ElementTree.parse(folder / "Corpora" / "lgl.xml").getroot():
        golds = []
        for mark in one.iter("toponym"):
            tag = mark.find("gaztag")
            if tag is None or tag.find("lat") is None:
                continue
            said = {child.tag: child.text or "" for child in tag}
            golds.append(Gold(
                int(mark.findtext("start", "0")), int(mark.findtext("end", "0")), mark.findtext("phrase", ""),
                float(said["lat"]), float(said["lon"]), tag.get("geonameid", ""), said.get("fcode", ""),
                said.get("name", ""), said.get("country", ""), said.get("admin1", ""),
            ))  # fmt: skip
        articles.append(Article(
            one.get("docid", ""), one.findtext("domain", ""), one.findtext("text", ""), tuple(golds)))  # fmt: skip
    return articles


def geovirus(folder: Path) -> list[Article]:
    """The articles of GeoVirus (Wikinews)."""
    articles = []
    for one in ElementTree.parse(folder / "Corpora" / "GeoVirus.xml").getroot():
        golds = tuple(
            Gold(int(mark.findtext("start", "1")) - 1, int(mark.findtext("end", "1")) - 1, mark.findtext("name", ""),
                 float(mark.findtext("lat", "0")), float(mark.findtext("lon", "0")))
            for mark in one.iter("location")
        )  # fmt: skip
        articles.append(Article(one.findtext("source", ""), "", one.findtext("text", ""), golds))
    return articles


def answers(article: Article, knowledge: Knowledge, home: Home | None = None) -> list[Place | None]:
    """What the product says each marked name is; home: what the outlet's other articles say of it, where wanted."""
    names = [Toponym(gold.words, gold.start, gold.end) for gold in article.golds]
    return resolve_together(names, article.text, knowledge, home or home_of(article.outlet, knowledge))


def homes(articles: Sequence[Article], knowledge: Knowledge) -> dict[str, Home]:
    """The home of each article's outlet, with what its other articles were taken to speak of; no gold is used."""
    taken = {one.identity: answers(one, knowledge) for one in articles}
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for one in articles:
        by_outlet[one.outlet].append(one.identity)
    made = {}
    for one in articles:
        others = [place for other in by_outlet[one.outlet] if other != one.identity and one.outlet
                  for place in taken[other]]
        made[one.identity] = learnt(home_of(one.outlet, knowledge), others)
    return made


def is_exact(place: Place | None, gold: Gold, knowledge: Knowledge) -> bool:
    """Whether it is the very place."""
    if place is None:
        return False
    if place.ref == f"geonames:{gold.number}":
        return True
    land = country_of(gold.country or gold.name, knowledge)
    if gold.kind in ("PCLI", "PCLS", "PCLD", "PCL", "TERR"):
        return place.ref == f"country:{land or country_of(gold.name, knowledge)}"
    if gold.kind == "CONT":
        return fold(place.name) == fold(gold.name)
    entry = entry_of(place.ref, knowledge)
    if entry is None or entry.country != land:
        return bool(entry is None and place.ref.startswith("sea:") and fold(place.name) == fold(gold.name))
    if place.ref.startswith("adm1:"):
        return gold.kind in ("ADM1", "PCLS", "PCLI", "ADMD") and _alike(entry.name, gold.name)
    if place.ref.startswith("adm2:"):
        home = entry_of(f"adm1:{entry.country}.{entry.admin}", knowledge)
        inside = not gold.region or home is None or _alike(home.name, gold.region)
        return gold.kind in ("ADM2", "ADM3", "ADMD", "ADM1") and inside and _alike(entry.name, gold.name)
    return False


def is_near(place: Place | None, gold: Gold, knowledge: Knowledge) -> bool:
    """Whether it is the place, or at most 161 km from it, or an area of that name that the true point lies in."""
    if place is None:
        return False
    if gold.number and is_exact(place, gold, knowledge):
        return True
    if place.lat is None or place.lon is None:
        return False
    apart = distance((place.lat, place.lon), (gold.lat, gold.lon))
    if apart <= NEAR_KM:
        return True
    if place.ref.startswith("country:"):
        return country_at(gold.lat, gold.lon, knowledge) == place.country and not gold.number
    return not gold.number and place.ref.startswith(AREAS) and apart <= max(place.radius_km, NEAR_KM)


_WORDS = re.compile(r"\b(county|parish|state|province|region|district|republic of|the|city of|city)\b")


def _alike(ours: str, theirs: str) -> bool:
    return _WORDS.sub("", fold(ours)).split() == _WORDS.sub("", fold(theirs)).split()


def _parts(articles: Sequence[Article], tuned: bool) -> list[Article]:
    return [one for one in articles if looked_at(one.outlet or one.identity) == tuned]


def measure(sample: int | None = None) -> list[Measure]:
    """Exact and near shares of the reported halves."""
    folder = shared_folder("language/geoparsing")
    if folder is None:
        return [skipped("places", "no language/geoparsing in the shared data", ASKED_EXACT)]
    knowledge = load_knowledge()
    found = []
    for corpus, articles in (("lgl", lgl(folder)), ("geovirus", geovirus(folder))):
        kept = {one.identity: one for one in _parts(articles, False)}
        picked = [kept[identity] for identity in chosen(list(kept), sample)]
        exact, near, count = figures(picked, knowledge)
        size = f"{count} names in {len(picked)} articles"
        if corpus == "lgl":
            found.append(Measure("places/lgl exact", exact / max(1, count), ASKED_EXACT, size, "names given"))
        found.append(Measure(f"places/{corpus} within 161 km", near / max(1, count), ASKED_NEAR, size, "names given"))
        if corpus == "lgl" and sample is None:
            exact, near, count = figures(picked, knowledge, homes(picked, knowledge))
            note = "with the home learnt from the paper's other articles"
            found.append(Measure("places/lgl exact, home learnt", exact / max(1, count), ASKED_EXACT, size, note))
            found.append(Measure("places/lgl within 161 km, home learnt", near / max(1, count), ASKED_NEAR, size, note))
    return found


def figures(
    articles: Sequence[Article], knowledge: Knowledge, known: Mapping[str, Home] | None = None
) -> tuple[int, int, int]:
    """How many names are exact, near, and all."""
    exact = near = count = 0
    for article in articles:
        home = known.get(article.identity) if known else None
        for place, gold in zip(answers(article, knowledge, home), article.golds, strict=True):
            exact += is_exact(place, gold, knowledge)
            near += is_near(place, gold, knowledge)
            count += 1
    return exact, near, count


def misses(articles: Sequence[Article], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each miss with its class."""
    for article in articles:
        for place, gold in zip(answers(article, knowledge), article.golds, strict=True):
            right = is_exact(place, gold, knowledge) if gold.number else is_near(place, gold, knowledge)
            if right:
                continue
            if place is None:
                kind = f"not found ({gold.kind})"
            elif gold.number and is_near(place, gold, knowledge):
                kind = f"near, not exact ({gold.kind})"
            else:
                kind = f"elsewhere ({gold.kind})"
            said = f"{place.ref} {place.name} {place.country}" if place else "-"
            true = f"{gold.number} {gold.name}, {gold.region}, {gold.country} {gold.lat:.1f},{gold.lon:.1f}"
            yield kind, f"{article.outlet} {gold.words!r} gold {true} got {said}"


def errors(sample: int | None) -> None:
    """Print the misses of the tuned halves by class."""
    folder = shared_folder("language/geoparsing")
    if folder is None:
        print("no data", file=sys.stderr)
        return
    knowledge = load_knowledge()
    for articles in (lgl(folder), geovirus(folder)):
        part = _parts(articles, True)[:sample]
        grouped: dict[str, list[str]] = defaultdict(list)
        for kind, note in misses(part, knowledge):
            grouped[kind].append(note)
        for kind, notes in sorted(grouped.items(), key=lambda item: -len(item[1])):
            print(f"== {kind}: {len(notes)}")
            for note, times in Counter(notes).most_common():
                print(f"   {times} x {note}")
        print("tuned half: exact, near, all", *figures(part, knowledge))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return command(__doc__, measure, errors, arguments)


if __name__ == "__main__":
    sys.exit(main())
