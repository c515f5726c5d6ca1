"""Seas and waters in noun phrases: by name, by the land they wash, by a second name in brackets."""

from __future__ import annotations

import msgspec

from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase, is_time
from rashomon.know.countries import country_name, country_of, country_place
from rashomon.know.places import distance
from rashomon.know.seas import find_sea
from rashomon.model import Place

WATERS = frozenset({"water", "waters", "sea", "ocean", "coast", "shore", "seas", "offshore", "gulf", "bay", "strait"})
BORDERS = frozenset({"near", "off", "around", "between"})
OFF_SHORE = 400.0


def waters_at(scene: Scene, view: SentenceView, token: int) -> tuple[Place, int, int] | None:
    """The sea or the waters that the noun phrase around `token` names, with its words; None when it names none."""
    core = core_phrase(view, token)
    start, end = extent(view, core)
    name = _without_determiner(view, core, scene)
    sea = find_sea(name, scene.knowledge, countries=scene.countries)
    if sea is None and view.tokens[token].lemma.casefold() in WATERS:
        longer = full_phrase(view, token)
        sea = find_sea(_without_determiner(view, longer, scene), scene.knowledge, countries=scene.countries)
        end = extent(view, longer)[1] if sea is not None else end
    if sea is not None:
        sea = _with_shores(scene, sea)
        alias = _alias(scene, view, token)
        other = find_sea(alias, scene.knowledge, countries=scene.countries) if alias else None
        if other is not None and other.ref != sea.ref:  # "the East Sea (East China Sea)": the gloss says which is meant
            both = f"{_without_determiner(view, core, scene)} ({alias})"
            return msgspec.structs.replace(_with_shores(scene, other), name=both, stated_country=alias), start, end
        return (msgspec.structs.replace(sea, stated_country=alias), start, end) if alias else (sea, start, end)
    if view.tokens[token].lemma.casefold() not in WATERS:
        return None
    for child in view.children[token]:
        if base(view.tokens[child].relation) == "nmod":
            deeper = find_sea(_without_determiner(view, core_phrase(view, child), scene), scene.knowledge,
                              countries=scene.countries)
            if deeper is not None:
                return deeper, start, extent(view, core_phrase(view, child))[1]
    full = _with_border(view, full_phrase(view, token))
    start, end = extent(view, full)
    country = next((code for index in full if (code := country_of(view.tokens[index].text, scene.knowledge))), "")
    if not country:
        text = scene.reading.text(start, end)
        country = next((code for code in scene.countries if _names_country(scene, text, code)), "")
    near = Place(name=scene.reading.text(start, end), relation="waters", ref=f"waters:{country}" if country else "",
                 country="", stated_country="", within=())
    return near, start, end


def _with_border(view: SentenceView, tokens: list[int]) -> list[int]:
    """ "waters off Okinawa": what follows "near" or "off" belongs to it, wherever the parser hung it."""
    last = tokens[-1]
    if last + 1 >= len(view.tokens) or view.tokens[last + 1].text.casefold() not in BORDERS:
        return tokens
    more = list(tokens)
    for index in range(last + 1, min(last + 9, len(view.tokens))):
        if view.tokens[index].pos in {"PUNCT", "VERB", "AUX", "SCONJ", "CCONJ"} or is_time(view, index):
            break
        more.append(index)
    return more if len(more) > len(tokens) + 1 else tokens


def _with_shores(scene: Scene, sea: Place) -> Place:
    """The sea as a part of the waters of the countries around it, so that "waters off Japan" can be refined by it."""
    shores = []
    for code in scene.countries:
        land = country_place(code, scene.knowledge)
        if land is None or None in (land.lat, land.lon, sea.lat, sea.lon):
            continue
        if distance((land.lat or 0.0, land.lon or 0.0), (sea.lat or 0.0, sea.lon or 0.0)) <= sea.radius_km + OFF_SHORE:
            shores.append(f"waters:{code}")
    return msgspec.structs.replace(sea, within=(*sea.within, *shores))


def _names_country(scene: Scene, text: str, code: str) -> bool:
    return country_name(code, scene.knowledge) in text


def _alias(scene: Scene, view: SentenceView, token: int) -> str:
    """A second sea in brackets: "the East Sea (East China Sea)"; kept as stated, checked against the shelf later."""
    for child in view.children[token]:
        if base(view.tokens[child].relation) in {"appos", "parataxis", "dep", "nmod"}:
            name = _without_determiner(view, core_phrase(view, child), scene)
            if find_sea(name, scene.knowledge, countries=scene.countries) is not None:
                return name
    return ""


def _without_determiner(view: SentenceView, tokens: list[int], scene: Scene) -> str:
    kept = [index for index in tokens if base(view.tokens[index].relation) not in {"det", "punct", "case"}]
    if not kept:
        return ""
    start, end = extent(view, kept)
    return scene.reading.text(start, end)
