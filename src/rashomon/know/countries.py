"""Countries: names, demonyms, governments named by their capitals, and words that need a story ("the North")."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.know.shelf import Country
from rashomon.model.value import Place


def countries(knowledge: Knowledge) -> tuple[Country, ...]:
    """Return all countries and territories."""
    return knowledge.rows("country", Country)


def countries_by_code(knowledge: Knowledge) -> dict[str, Country]:
    """Return them by ISO 3166 alpha-2."""
    return knowledge.once("countries by code", lambda: {land.code: land for land in countries(knowledge)})


def country_of(name: str, knowledge: Knowledge) -> str:
    """Return the alpha-2 of a country named by name, official name, demonym or adjective, or "".

    "North Korea", "DPRK", "N. Korea", "North Korean", "Japanese", "the U.S.", "日本" are understood; capitals are not
    countries (see `government_of`), and neither are "the North" and "Korean" (see `relative_country`).
    """
    return _names(knowledge).get(_bare(name, knowledge), "")


def is_demonym(name: str, knowledge: Knowledge) -> bool:
    """True for an adjective or a people ("South Korean", "Iranians") that is not the country's own name."""
    folded = _bare(name, knowledge)
    demonyms: frozenset[str] = knowledge.once("demonyms", lambda: frozenset(
        fold(word) for land in countries(knowledge) for word in land.demonyms
    ) - frozenset(fold(word) for land in countries(knowledge) for word in (land.name, *land.aliases)))
    return folded in demonyms


def country_name(code: str, knowledge: Knowledge) -> str:
    """Return the usual English short name ("North Korea"), or "" for an unknown code."""
    land = countries_by_code(knowledge).get(code)
    return land.name if land else ""


def demonym(code: str, knowledge: Knowledge) -> str:
    """Return the adjective ("North Korean"); the country's name where we have none."""
    land = countries_by_code(knowledge).get(code)
    return (land.demonyms[0] if land.demonyms else land.name) if land else ""


def possessive(code: str, knowledge: Knowledge) -> str:
    """Return "Japan's", "United States'" shown as "U.S.", for the names of bodies."""
    if code == "US":
        return "U.S."
    if code == "GB":
        return "UK"
    name = country_name(code, knowledge)
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def government_of(name: str, knowledge: Knowledge) -> str:
    """Return the country whose government a capital or a seat of power stands for ("Tokyo", "the Kremlin"), or ""."""
    metonyms: dict[str, str] = knowledge.once("metonyms", lambda: {
        fold(word).removeprefix("the "): land.code
        for land in reversed(countries(knowledge)) for word in land.metonyms})
    return metonyms.get(fold(name).removeprefix("the "), "")


def is_seat_of_power(name: str, knowledge: Knowledge) -> bool:
    """True for "the White House" or "the Kremlin"; False for capitals, which come first among a country's metonyms."""
    word = fold(name).removeprefix("the ")
    return any(word in {fold(each).removeprefix("the ") for each in land.metonyms[1:]}
               and not word.startswith(fold(land.metonyms[0])[:5]) for land in countries(knowledge) if land.metonyms)


def lands_of(name: str) -> tuple[str, ...]:
    """Return the alpha-2 codes of the lands that one plural names together ("the two Koreas"), or nothing."""
    return {"koreas": ("KP", "KR"), "sudans": ("SD", "SS"), "congos": ("CD", "CG")}.get(fold(name).split(" ")[-1], ())


def relative_country(word: str, countries_of_story: Sequence[str]) -> str:
    """Return what "the North", "the South", "Korean" or "the peninsula's north" means among the story's countries.

    The word needs its pair: "the North" is North Korea only where KP or KR is in the story. "" when it does not fit.
    """
    folded = fold(word).removeprefix("the ").removesuffix("'s")
    lands = set(countries_of_story)
    pairs = {
        "north": (({"KP", "KR"}, "KP"), ({"VN"}, "VN")), "south": (({"KP", "KR"}, "KR"), ({"SS"}, "SS")),
        "mainland": (({"TW", "CN", "HK"}, "CN"),), "island": (({"TW"}, "TW"),), "kingdom": (({"SA"}, "SA"),),
        "emirate": (({"QA"}, "QA"), ({"AF"}, "AF")), "regime": (({"KP"}, "KP"), ({"SY"}, "SY"), ({"IR"}, "IR")),
        "islamic republic": (({"IR"}, "IR"), ({"PK"}, "PK")), "jewish state": (({"IL"}, "IL"),),
        "northern": (({"KP", "KR"}, "KP"),), "southern": (({"KP", "KR"}, "KR"),),
    }
    for needed, code in pairs.get(folded, ()):
        if lands & needed:
            return code
    return ""


def country_place(code: str, knowledge: Knowledge) -> Place | None:
    """Return a country as a place (ref "country:KP"), or None for an unknown code."""
    land = countries_by_code(knowledge).get(code)
    if land is None:
        return None
    return Place(land.name, f"country:{code}", code, land.lat, land.lon, land.radius_km, land.regions)


_FORMS = ("republic of ", "state of ", "kingdom of ", "sultanate of ", "islamic republic of ", "federal republic of ",
          "commonwealth of ", "federation of ", "government of ")


def _bare(name: str, knowledge: Knowledge) -> str:
    folded = fold(name)
    known = _names(knowledge)
    if folded in known:
        return folded
    bare = folded.removeprefix("the ")
    forms = [bare, *(bare.removeprefix(form) for form in _FORMS if bare.startswith(form))]
    if name == folded or any(mark in name for mark in "'’"):
        # fold() drops the apostrophe of "Japan's" and "the United States'", so the s stays glued to the name
        forms += [bare.removesuffix("s")]
    return next((form for form in forms if form in known), folded)


def _names(knowledge: Knowledge) -> dict[str, str]:
    return knowledge.once("country names", lambda: _read_names(countries(knowledge)))


def _read_names(lands: Sequence[Country]) -> dict[str, str]:
    names: dict[str, str] = {}
    for words in ("name", "aliases", "demonyms"):
        for land in lands:
            values = (land.name,) if words == "name" else getattr(land, words)
            for word in values:
                names.setdefault(fold(word), land.code)
    for ambiguous in ("korea", "korean", "koreans", "us territory", "holland"):
        names.pop(ambiguous, None)
    names["holland"] = "NL"
    return names
