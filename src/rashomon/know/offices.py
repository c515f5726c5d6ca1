"""Dated offices: who held what when, and what an office in a text means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from rashomon.know.base import Knowledge
from rashomon.know.countries import country_of, government_of
from rashomon.know.folding import fold
from rashomon.know.roster import Holding, OfficeKind, Person

SPOKEN = "spokesperson"


class Office(msgspec.Struct, frozen=True):
    """An office of a country or body, held by `person` ("" when only the office is meant) from start to end.

    kind: "defense_minister"; title: "Minister of Defense"; body: ref or institution it belongs to; start, end: days
    or None (unknown, still held); source: "wikidata" or "memory".
    """

    kind: str
    title: str
    country: str
    body: str = ""
    person: str = ""
    start: date | None = None
    end: date | None = None
    source: str = ""


def persons(knowledge: Knowledge) -> tuple[Person, ...]:
    """Return all persons."""
    return knowledge.rows("person", Person)


def offices_of(person_ref: str, day: date | None, knowledge: Knowledge) -> list[Office]:
    """Return the offices a person held on a day (all of them, in time, when `day` is None)."""
    held: dict[str, list[Holding]] = knowledge.once("holdings by person", lambda: _grouped(knowledge))
    return [_office(holding, knowledge) for holding in held.get(person_ref, ()) if day is None or _on(holding, day)]


def holders(office: str, country: str, day: date | None, knowledge: Knowledge) -> list[Person]:
    """Return who held an office ("defense_minister") of a country on a day; everyone known when `day` is None."""
    by_ref = persons_by_ref(knowledge)
    found = [holding for holding in knowledge.rows("holding", Holding)
             if holding.office in _kin(office, country) and holding.country == country
             and (day is None or _on(holding, day))]
    return list(dict.fromkeys(by_ref[holding.person] for holding in found))


def office_known_since(office: str, country: str, knowledge: Knowledge) -> date | None:
    """Return the first day for which the shelf knows a holder, so that silence about earlier days is no finding."""
    days = [holding.start for holding in knowledge.rows("holding", Holding)
            if holding.office in _kin(office, country) and holding.country == country and holding.start]
    return date.fromisoformat(min(days)) if days else None


def persons_by_ref(knowledge: Knowledge) -> dict[str, Person]:
    """Return persons by ref."""
    return knowledge.once("persons by ref", lambda: {person.ref: person for person in persons(knowledge)})


def parse_office(text: str, knowledge: Knowledge, country: str = "") -> Office | None:
    """Return the office a phrase names, or None: "Japan's Defense Minister", "foreign minister of Iran", "the PM".

    `country` is used where the phrase names none. "secretary of state" and "Pentagon chief" imply the United States.
    Words before the title such as "former", "acting" or "then" are left to the caller except "acting" offices we know.
    """
    folded = fold(text).removeprefix("the ")
    kinds = _titles(knowledge)
    named, rest = _country_in(text, folded, knowledge)
    land = named or country
    owned = re.sub(r"^(\w+?)s ", r"\1 ", folded)  # "natos secretary general": the body stands in the title's name
    for form in (folded, owned, rest, rest.removeprefix("the "), rest.removesuffix("s"), *_tails(rest)):
        if sharing := kinds.get(form):
            return _bare_office(_fitting(sharing, land, knowledge), form, land, knowledge)
    return None


def office_kinds(knowledge: Knowledge) -> dict[str, OfficeKind]:
    """Return the kinds of office by name."""
    return knowledge.once("office kinds", lambda: {row.office: row for row in knowledge.rows("office", OfficeKind)})


def _grouped(knowledge: Knowledge) -> dict[str, list[Holding]]:
    grouped: dict[str, list[Holding]] = {}
    for holding in knowledge.rows("holding", Holding):
        grouped.setdefault(holding.person, []).append(holding)
    for held in grouped.values():
        held.sort(key=lambda holding: holding.start)
    return grouped


def _on(holding: Holding, day: date) -> bool:
    text = day.isoformat()
    return (not holding.start or holding.start <= text) and (not holding.end or text <= holding.end)


def _office(holding: Holding, knowledge: Knowledge) -> Office:
    kind = office_kinds(knowledge)[holding.office]
    return Office(kind.office, kind.shown, holding.country, kind.body, holding.person,
                  date.fromisoformat(holding.start) if holding.start else None,
                  date.fromisoformat(holding.end) if holding.end else None, holding.source)


LEADERS = {"KP": ("leader",), "IR": ("supreme_leader",), "AF": ("supreme_leader",), "CN": ("president",)}
IMPLIED = {
    "secretary of state": "US", "defense secretary": "US", "secretary of defense": "US", "pentagon chief": "US",
    "chief cabinet secretary": "JP", "deputy chief cabinet secretary": "JP", "kremlin spokesman": "RU",
    "white house spokesman": "US", "white house press secretary": "US", "pentagon spokesman": "US",
    "pentagon spokesperson": "US", "secretary of war": "US", "blue house spokesman": "KR", "cia director": "US",
    "state department spokesman": "US", "state department spokesperson": "US", "external affairs minister": "IN",
    "home secretary": "GB", "chancellor of the exchequer": "GB", "pentagon press secretary": "US",
    "treasury secretary": "US", "attorney general": "US", "irgc commander": "IR", "unification minister": "KR",
    "white house spokesperson": "US", "white house spokeswoman": "US", "taliban spokesman": "AF",
}
"""Titles that only one country's office has, so that the country need not be said."""


def _kin(office: str, country: str) -> tuple[str, ...]:
    """Offices that a writer may mean by the same words in one country (the North's premier and prime minister)."""
    same = {"prime_minister": ("prime_minister", "premier", "chancellor", "acting_prime_minister"),
            "president": ("president", "acting_president"), "defense_minister": ("defense_minister",
                                                                                 "acting_defense_minister"),
            "leader": ("leader", "supreme_leader", "president"), "premier": ("premier", "prime_minister")}
    return same.get(office, (office,)) if country else (office,)


def _titles(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return the kinds of office that share each folded title."""
    def read() -> dict[str, tuple[str, ...]]:
        titles: dict[str, tuple[str, ...]] = {}
        for kind in office_kinds(knowledge).values():
            for alias in dict.fromkeys(map(fold, (kind.shown, *kind.aliases))):
                titles[alias] = (*titles.get(alias, ()), kind.office)
        return titles

    return knowledge.once("office titles", read)


def _lands_of(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Return the countries for which the shelf has holders of each kind of office."""
    def read() -> dict[str, frozenset[str]]:
        lands: dict[str, set[str]] = {}
        for holding in knowledge.rows("holding", Holding):
            lands.setdefault(holding.office, set()).add(holding.country)
        return {office: frozenset(codes) for office, codes in lands.items()}

    return knowledge.once("office lands", read)


def _country_in(text: str, folded: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the country named at the beginning ("Japan's ...", "South Korean ...") or end ("... of Iran")."""
    words = folded.split()
    for length in range(min(5, len(words) - 1), 0, -1):
        start = " ".join(words[:length])
        if code := _land(start, text, knowledge):
            return code, " ".join(words[length:])
    for joint in (" of the ", " of ", " for ", " in "):
        before, _, after = folded.rpartition(joint)
        if before and (code := _land(after, text, knowledge)):
            return code, before
    return "", folded


def _land(words: str, text: str, knowledge: Knowledge) -> str:
    if words == "us" and not any(form in text for form in ("US", "U.S")):
        return ""
    bare = words.removesuffix("s") if words.endswith("s") else words
    return country_of(words, knowledge) or government_of(words, knowledge) or government_of(bare, knowledge)


HOUSES = frozenset({"ministry", "department", "office", "agency"})


def _tails(words: str) -> list[str]:
    """The phrase without its first words ("visiting foreign minister"), longest first; at most three cut.

    None begins with a house that the words before it name: "health ministry spokesman" is not any ministry's.
    """
    pieces = words.split()
    return [" ".join(pieces[cut:]) for cut in range(1, min(4, len(pieces))) if pieces[cut] not in HOUSES]


def _fitting(sharing: Sequence[str], country: str, knowledge: Knowledge) -> str:
    """Choose among offices that share a title by what the country has ("nuclear envoy", "premier", "leader")."""
    if len(sharing) < 2 or not country:
        return sharing[0]
    for preferred in LEADERS.get(country, ()):
        if preferred in sharing:
            return preferred
    lands = _lands_of(knowledge)
    return next((office for office in sharing if country in lands.get(office, ())), sharing[0])


def _bare_office(kind: str, title: str, country: str, knowledge: Knowledge) -> Office:
    row = office_kinds(knowledge)[kind]
    return Office(kind, row.shown, country or IMPLIED.get(title, ""), row.body)
