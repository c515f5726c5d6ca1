"""Places in noun phrases: seas and waters, gazetteer places with where the text says they lie, lists of sites."""

from __future__ import annotations

import msgspec
from rapidfuzz.fuzz import ratio

from rashomon.extract.markers import marker
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase, head_of, is_time, subtree
from rashomon.extract.waters import waters_at
from rashomon.know.base import Knowledge
from rashomon.know.countries import countries_by_code, country_of
from rashomon.know.places import resolve_place
from rashomon.know.toponyms import Home, Toponym, home_of, resolve_together
from rashomon.model import Document, Place
from rashomon.text.annotation import Annotation
from rashomon.text.timewords import is_festival

PLACE_LABELS = frozenset({"Location", "Facility", "NORP", "Organization", "Product", "Misc", "Person"})
SURE_LABELS = frozenset({"Location", "Facility"})
PLACE_NOUNS = frozenset({
    "port", "city", "town", "village", "district", "province", "county", "prefecture", "region", "area", "site", "base",
    "airport", "airfield", "island", "islands", "peninsula", "capital", "shipyard", "station", "facility", "coast",
    "vicinity", "suburb", "neighborhood", "neighbourhood", "state", "center", "centre", "side", "part", "tip", "shore",
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "range", "ground", "complex",
    "field", "harbour", "harbor", "lake", "mountain", "valley", "border", "square", "street", "market", "school",
    "place", "hall", "mosque", "church", "hospital", "stadium", "hotel", "mall", "road", "bridge", "outskirt", "camp",
    "municipality", "governorate", "territory", "location", "zone", "mine", "factory", "plant", "resort", "park",
})
SITES = frozenset({
    "mall", "hotel", "mosque", "church", "cathedral", "synagogue", "temple", "shrine", "school", "university",
    "college", "nightclub", "club", "restaurant", "cafe", "theatre", "theater", "stadium", "supermarket", "store",
    "embassy", "center", "centre",
})
PARTS = frozenset({
    "roof", "floor", "courtyard", "basement", "entrance", "gate", "edge", "corner", "foot", "slope", "wing", "storey",
    "story", "lobby", "heart", "middle", "bottom", "much", "most", "half", "quarter", "yard", "grounds", "steps",
    "level", "front", "rim", "end", "stand",
})
DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "off"})
LANDS = frozenset({"archipelago", "peninsula", "mainland", "island", "coast", "country", "capital", "border",
                   "shore"})
SPOKEN_OF = 1
HANGING = frozenset({"ADP", "CCONJ", "SCONJ", "DET"})
APPROXIMATE = frozenset({"around", "about", "just", "shortly", "and", "or", "from", "until"})
SAME_NAME = 70.0
STRAY_KM, STRAY_AGAINST = 1.5, 2
"""Radius of a town that may be a namesake, and how often the text must speak of some other country."""
NAMESAKES = ("geonames:", "adm1:", "adm2:")
"""Refs of places that may share their name with others; sites, seas and countries are not open to choice here."""
INSIDE = frozenset({"in", "of", "on", "at", "within", "near", "off", "inside"})


def places_named(document: Document, annotation: Annotation, knowledge: Knowledge) -> dict[str, Place]:
    """What each place name of the text means beside the others, by the name as written; nothing for one name alone."""
    found = [Toponym(document.text[name.start:name.end], name.start, name.end) for sentence in annotation.sentences
             for name in sentence.names if name.label == "Location"]
    home = home_of(document.outlet or document.url, knowledge)
    if not home.countries and (land := _land_of_dateline(document, knowledge)):
        home = Home({land: 1.0}, home.regions, home.points, home.names)  # "BENGHAZI, Libya": the news is at home there
    places = resolve_together(found, document.text, knowledge, home)
    return {one.name: place for one, place in zip(found, places, strict=True) if place is not None}


def _land_of_dateline(document: Document, knowledge: Knowledge) -> str:
    """The country that a dateline states behind its town."""
    parts = document.credits.dateline.split(",")[1:3]
    return next((code for part in parts if (code := country_of(part.strip(), knowledge))), "")


def place_at(
    scene: Scene, view: SentenceView, token: int, *, only_waters: bool
) -> tuple[Place, int, int] | None:
    """The place that the noun phrase around `token` names, with the words that name it; None when it names none."""
    found = _place_around(scene, view, token, only_waters=only_waters)
    return _without_hanging(scene, view, found) if found is not None else None


def _without_hanging(scene: Scene, view: SentenceView, found: tuple[Place, int, int]) -> tuple[Place, int, int]:
    """ "the sea off its coast on" Sunday: a preposition or conjunction at the end belongs to what follows."""
    place, start, end = found
    tokens = [token for token in view.tokens if start <= token.start and token.end <= end]
    timed = {index for time in view.times for index in range(time.first, time.last + 1)}
    within = {view.tokens[index].start for index in timed}  # "the bay of Adra on Friday night"
    while len(tokens) > 1 and (tokens[-1].pos in HANGING or tokens[-1].text.casefold() in APPROXIMATE
                               or tokens[-1].start in within):
        if any(name.start < tokens[-1].start < name.end for name in view.sentence.names):
            break
        tokens.pop()
    if not tokens or tokens[-1].end == end:
        return found
    written, kept = scene.reading.text(start, end), scene.reading.text(start, tokens[-1].end)
    name = kept if place.name == written else place.name
    return msgspec.structs.replace(place, name=name), start, tokens[-1].end


def _place_around(
    scene: Scene, view: SentenceView, token: int, *, only_waters: bool
) -> tuple[Place, int, int] | None:
    afar = _off_by(scene, view, token)
    if afar is not None:
        return afar
    if view.tokens[token].pos in {"VERB", "AUX", "ADV", "PUNCT"} or is_time(view, token):
        return None
    capital = _capital(scene, view, token)
    if capital is not None and not only_waters:
        return capital
    whole = _whole_of(view, token)
    if whole is not None:
        return place_at(scene, view, whole, only_waters=only_waters)
    waters = waters_at(scene, view, token)
    if waters is not None or only_waters:
        return waters
    behind = _listed(scene, view, token)
    if behind is not None:
        return behind
    heads = [token, *_coordinated(view, token)]
    singles = [found for head in heads if (found := _single(scene, view, head)) is not None]
    if not singles:
        return None
    if len(singles) == 1:
        return singles[0]
    places = tuple(found[0] for found in singles)
    first = places[0]
    listed = msgspec.structs.replace(first, name=", ".join(place.name for place in places), parts=places)
    return listed, singles[0][1], singles[-1][2]


def _capital(scene: Scene, view: SentenceView, token: int) -> tuple[Place, int, int] | None:
    """ "the Malian capital", "the capital of Mali": the town, where no name of its own stands with it."""
    if view.tokens[token].lemma.casefold() != "capital" or view.tokens[token].pos != "NOUN":
        return None
    phrase = full_phrase(view, token)
    named = [index for index in phrase if view.tokens[index].pos in {"PROPN", "ADJ"}
             and view.tokens[index].text[:1].isupper()]
    codes = {country_of(view.tokens[index].text, scene.knowledge) for index in named}
    if len(codes) != 1 or not (code := codes.pop()):
        return None
    land = countries_by_code(scene.knowledge).get(code)
    place = resolve_place(land.capital, scene.knowledge, country=code) if land is not None and land.capital else None
    if place is None:
        return None
    start, end = extent(view, phrase)
    return place, start, end


def _whole_of(view: SentenceView, token: int) -> int | None:
    """ "the roof of the cathedral", "most of the old town": what the part belongs to, which has the name."""
    if view.tokens[token].lemma.casefold() not in PARTS:
        return None
    return next((child for child in view.children[token] if base(view.tokens[child].relation) == "nmod"
                 and marker(view, child) == "of"), None)


def _off_by(scene: Scene, view: SentenceView, token: int) -> tuple[Place, int, int] | None:
    """ "3,200 kilometres east of Japan": a place by its distance and direction from another."""
    number = next((each for each in view.numbers if each.role == "measure" and each.value.unit == "km"
                   and (each.first <= token <= max(each.last, each.noun)
                        or (view.tokens[each.last].head == token and view.tokens[token].pos == "ADV"))), None)
    if number is None:
        return None
    after = range(max(number.last, number.noun) + 1, min(max(number.last, number.noun) + 6, len(view.tokens)))
    way = next((i for i in after if view.tokens[i].lemma.casefold().replace("-", "") in DIRECTIONS
                or (i == after.start and view.tokens[i].text.casefold() in {"from", "short"})), None)
    if way is None:
        return None
    for index in range(way + 1, min(way + 8, len(view.tokens))):
        common = view.tokens[index].lemma.casefold() in LANDS and not _of_a_name(view, index)
        if view.tokens[index].pos != "PROPN" and not common:
            continue
        found = None if common else place_at(scene, view, index, only_waters=False)
        if found is None and not common:
            continue
        end = found[2] if found is not None else view.tokens[index].end
        name = scene.reading.text(number.start, end)
        ref = f"off:{found[0].ref if found is not None else ''}:{name.casefold()}"
        return Place(name=name, country="", relation="off", ref=ref), number.start, end
    return None


def _of_a_name(view: SentenceView, index: int) -> bool:
    """ "off the coast of Hokkaido": the name says which coast."""
    after = view.tokens[index + 1 : index + 4]
    return bool(after) and after[0].text.casefold() == "of" and any(token.pos == "PROPN" for token in after)


def _listed(scene: Scene, view: SentenceView, token: int) -> tuple[Place, int, int] | None:
    """ "over four areas: Sunan, Kaechon and Hamhung", "from two places, among them Sunan": what stands behind."""
    word = view.tokens[token]
    if word.lemma.casefold() not in PLACE_NOUNS or word.lemma.casefold() == word.text.casefold():
        return None
    opens = next((index for index in range(token + 1, len(view.tokens)) if _announces(view, index)), None)
    if opens is None or _names(view, full_phrase(view, token)[:1]):
        return None
    found: list[tuple[Place, int, int]] = []
    for name in view.sentence.names:
        first = next((index for index, each in enumerate(view.tokens) if each.start == name.start), -1)
        if first <= opens or name.label not in SURE_LABELS or view.tokens[first - 1].text in {"(", "["}:
            continue
        head = head_of(view, name.start, name.end)
        place = _single(scene, view, head) if head is not None else None
        if place is not None and all(place[0].ref != other[0].ref for other in found):
            found.append(place)
    if not found:
        return None
    places = tuple(place for place, _, _ in found)
    if len(places) == 1:
        return found[0]
    whole = msgspec.structs.replace(places[0], name=", ".join(place.name for place in places), parts=places)
    return whole, found[0][1], found[-1][2]


def _announces(view: SentenceView, index: int) -> bool:
    """True for a colon or dash, and for "among them", "including" and "namely"."""
    text = view.tokens[index].text.casefold()
    after = view.tokens[index + 1].text.casefold() if index + 1 < len(view.tokens) else ""
    return text in {":", "--", "—", "–", "including", "namely"} or (text == "among" and after == "them")


def _coordinated(view: SentenceView, token: int) -> list[int]:
    found = []
    for child in view.children[token]:
        if base(view.tokens[child].relation) in {"conj", "appos", "list"} and view.tokens[child].pos in {
            "PROPN", "NOUN"
        } and base(view.tokens[child].relation) != "appos":
            found += [child, *_coordinated(view, child)]
    return found


def _beside_the_others(scene: Scene, name: str, place: Place) -> Place:
    """What the name means beside the other towns, but in no land that the text leaves out for one that it speaks of.

    "Derna", beside the Libyan Red Crescent and no other town, was taken for a village of that name in Romania.
    """
    beside = scene.places.get(name, place)
    told = scene.weights.get(place.country, 0) >= SPOKEN_OF
    return place if told and not scene.weights.get(beside.country, 0) else beside


def _is_stray(scene: Scene, name: str, place: Place) -> bool:
    """A small town of a country that the text never speaks of, where it speaks of others: a namesake of what is meant.

    "Eastleigh", said in Nairobi, was put on the map in Hampshire; the shelf does not know the quarter.
    """
    beside = scene.places.get(name, place)
    return all(one.ref.startswith("geonames:") and (one.radius_km or 0.0) <= STRAY_KM
               and not scene.weights.get(one.country, 0) for one in (place, beside)) and (
        max(scene.weights.values(), default=0) >= STRAY_AGAINST)


def _single(scene: Scene, view: SentenceView, token: int) -> tuple[Place, int, int] | None:
    full = full_phrase(view, token)
    others = {each for head in _coordinated(view, token) for each in full_phrase(view, head)}
    own = [index for index in full if index not in others]
    if view.tokens[token].lemma.casefold() in PLACE_NOUNS and not _names(view, own):
        own = _run_on(view, own)
    names = [name for name in _names(view, own) if _about_place(view, token, name)] or _proper(view, token)
    country, inside = _stated(scene, view, token, names)
    best: tuple[Place, int, int] | None = None
    unknown: tuple[str, int, int] | None = None
    for first, last, label in names:
        start, end = view.tokens[first].start, view.tokens[last].end
        name, _, region = scene.reading.text(start, end).partition(", ")
        end = start + len(name)
        inside = [*inside, region] if region else inside
        if best is not None and label not in SURE_LABELS:
            continue
        within = [each for each in inside if each != name]
        place = resolve_place(name, scene.knowledge, country="" if country_of(name, scene.knowledge) else country,
                              inside=within, countries=scene.countries)
        if not country and not within and place is not None and place.ref.startswith(NAMESAKES):
            place = None if _is_stray(scene, name, place) else _beside_the_others(scene, name, place)
        if place is None and best is None and unknown is None and label in SURE_LABELS and (
                first <= token or _named_by_of(view, token, first)):
            unknown = (name, start, end)
        if place is None or (best is not None and _coarser(place, best[0])):
            continue
        if best is not None and best[0].ref in place.within:
            pass
        elif best is not None:
            continue
        best = (place, start, end)
    if best is not None and _names_site(scene, view, token, best, country):
        unknown, best = _site(scene, view, token, best), None
    if best is None and unknown is None:
        return None
    if unknown is not None and (best is None or not _is_common(view, unknown)):
        return _not_in_gazetteer(unknown, best[0] if best else None, country)
    assert best is not None
    place, start, end = best
    written = scene.reading.text(start, end)
    if _called_otherwise(written, place) and not country_of(written, scene.knowledge):
        place = msgspec.structs.replace(place, name=written)
    if (country and place.country != country) or country:
        place = msgspec.structs.replace(place, stated_country=country)
    return place, start, max(end, extent(view, own)[1] if country else end)


def _called_otherwise(written: str, place: Place) -> bool:
    """ "Derna" for the gazetteer's Darnah: a town is shown as the report writes it, in one word of its own."""
    if place.ref.startswith("geonames:") and written.isalpha() and written.istitle():
        return written != place.name
    return ratio(written.casefold(), place.name.casefold()) < SAME_NAME


def _names_site(
    scene: Scene, view: SentenceView, token: int, found: tuple[Place, int, int], country: str
) -> bool:
    """ "the Westgate mall" is no town of that name in a country that the text is not about."""
    place, start, _ = found
    home = country or next(iter(scene.countries), "")
    return (view.tokens[token].lemma.casefold() in SITES and start < view.tokens[token].start
            and place.ref.startswith("geonames:") and bool(home) and place.country != home)


def _site(
    scene: Scene, view: SentenceView, token: int, found: tuple[Place, int, int]
) -> tuple[str, int, int]:
    start, end = found[1], view.tokens[token].end
    return scene.reading.text(start, end), start, end


def _named_by_of(view: SentenceView, token: int, first: int) -> bool:
    """ "the village of Koshobe": the shelf need not know a place that the text itself calls one."""
    return view.tokens[token].lemma.casefold() in PLACE_NOUNS and first > token and (
        view.tokens[first - 1].text.casefold() == "of" and first - token == 2)


def _is_common(view: SentenceView, found: tuple[str, int, int]) -> bool:
    """ "the eastern Indian state of Odisha": words that end in a common noun name nothing by themselves."""
    return any(token.start < found[2] <= token.end and token.pos == "NOUN" and token.text.islower()
               for token in view.tokens)


def _run_on(view: SentenceView, tokens: list[int]) -> list[int]:
    """ "an island off the coast of Odisha": the words that run on to a name, wherever the parser hung them."""
    more = list(tokens)
    for index in range(tokens[-1] + 1, min(tokens[-1] + 9, len(view.tokens))):
        if view.tokens[index].pos not in {"ADP", "DET", "NOUN", "PROPN", "ADJ"} or is_time(view, index):
            break
        more.append(index)
    return more


def _not_in_gazetteer(
    found: tuple[str, int, int], near: Place | None, country: str
) -> tuple[Place, int, int]:
    """A place the shelf does not know keeps its written name and takes its country from what stands beside it."""
    name, start, end = found
    code = country or (near.country if near else "")
    within = near.within if near else ((f"country:{code}",) if code else ())
    return Place(name, ref=f"name:{name.casefold()}", country=code, within=within), start, end


def _about_place(view: SentenceView, token: int, name: tuple[int, int, str]) -> bool:
    """True when the phrase is the name, or a common noun for a place: "American troops" is no place."""
    first, last, label = name
    if first <= token <= last:
        return label != "NORP"
    return view.tokens[token].lemma.casefold() in PLACE_NOUNS or view.tokens[token].pos in {"PROPN", "NUM", "X"}


def _coarser(new: Place, old: Place) -> bool:
    return new.ref in old.within or new.ref == old.ref


def _names(view: SentenceView, tokens: list[int]) -> list[tuple[int, int, str]]:
    inside = set(tokens)
    found = []
    for name in view.sentence.names:
        covered = [i for i, token in enumerate(view.tokens) if name.start <= token.start and token.end <= name.end]
        feast = any(is_festival(view.tokens[index].text) or is_time(view, index) for index in covered)
        # Christmas is a town, too, and "in Friday's attack" names none
        if covered and covered[0] in inside and name.label in PLACE_LABELS and not feast:
            found.append((covered[0], covered[-1], name.label))
    return found


def _proper(view: SentenceView, token: int) -> list[tuple[int, int, str]]:
    core = [index for index in core_phrase(view, token)
            if view.tokens[index].pos == "PROPN" and not is_time(view, index)]
    return [(core[0], core[-1], "Location")] if core else []


def _country_behind(scene: Scene, view: SentenceView, names: list[tuple[int, int, str]]) -> str:
    """ "off Wonsan harbour in South Korea": a country right behind the name, though the parser hung it on the verb."""
    if not names:
        return ""
    index = names[-1][1] + 1
    while index < len(view.tokens) and view.tokens[index].pos == "NOUN":
        index += 1
    if index + 1 >= len(view.tokens) or view.tokens[index].text.casefold() != "in":
        return ""
    start = view.tokens[index + 1].start
    name = next((each for each in view.sentence.names if each.start in (start, start + 4)), None)
    return country_of(scene.reading.text(name.start, name.end), scene.knowledge) if name is not None else ""


def _stated(
    scene: Scene, view: SentenceView, token: int, names: list[tuple[int, int, str]]
) -> tuple[str, list[str]]:
    """The country and the regions that the text itself puts the place in: "in South Korea", "(South Hamgyong)"."""
    country = ""
    inside: list[str] = []
    for first, last, _ in names:
        text = scene.reading.text(view.tokens[first].start, view.tokens[last].end)
        code = country_of(text, scene.knowledge)
        if not code:
            inside.append(text)
        elif first != names[0][0] or base(view.tokens[last].relation) == "nmod:poss" or len(names) > 1:
            country = country or code
    country = country or _country_behind(scene, view, names)
    for child in view.children[token]:
        if base(view.tokens[child].relation) in {"nmod", "obl"} and marker(view, child) in INSIDE:
            for index in subtree(view, child):
                code = country_of(view.tokens[index].text, scene.knowledge)
                country = country or code
    return country, inside
