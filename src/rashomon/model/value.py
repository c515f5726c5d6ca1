"""Values are sets of possible worlds: two values meet in their intersection or not at all.

`meet` is commutative, associative and idempotent (property-tested); equal sets agree, one inside the other refines,
partly overlapping ones overlap, an empty meet is a dispute.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import msgspec


class Quantity(msgspec.Struct, frozen=True, tag="quantity"):
    """All numbers from `low` to `high`, both included; None is unbounded. `original` keeps the words as written."""

    low: float | None
    high: float | None
    unit: str = ""
    approximate: bool = False
    original: str = ""


class When(msgspec.Struct, frozen=True, tag="time"):
    """All moments from `earliest` to `latest` (aware datetimes); `zone` as it was said ("KST", "GMT", "local")."""

    earliest: datetime
    latest: datetime
    zone: str = ""
    approximate: bool = False


class Place(msgspec.Struct, frozen=True, tag="place"):
    """A region of the earth. `within` lists the refs of every region that contains it, itself excluded.

    ref: id in the gazetteer ("geonames:1873757", "sea:japan"), "" when unknown; country: ISO 3166 alpha-2 or "";
    parts: the single places where several are listed together; relation: "", "off", "near", "waters" or "toward".
    """

    name: str
    ref: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    within: tuple[str, ...] = ()
    relation: str = ""
    parts: tuple[Place, ...] = ()
    stated_country: str = ""


class Actor(msgspec.Struct, frozen=True, tag="actor"):
    """A person, body or country; `within` lists the refs of every body it belongs to."""

    name: str
    ref: str = ""
    office: str = ""
    country: str = ""
    within: tuple[str, ...] = ()


class Term(msgspec.Struct, frozen=True, tag="term"):
    """A concept of a pack's class tree; `within` lists the classes above it; `name` a named system if one is named."""

    concept: str
    within: tuple[str, ...] = ()
    country: str = ""
    name: str = ""


class Words(msgspec.Struct, frozen=True, tag="words"):
    """What was said, as words; several texts stand for one voice that said all of them."""

    text: str
    language: str = "en"
    also: tuple[str, ...] = ()


Value = Quantity | When | Place | Actor | Term | Words


def meet(a: Value, b: Value) -> Value | None:
    """Return the set of worlds that both values allow, or None when there is none or the types differ."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _meet_quantity(a, b)
    if isinstance(a, When) and isinstance(b, When):
        return _meet_when(a, b)
    if isinstance(a, Place) and isinstance(b, Place):
        return _meet_place(a, b)
    if isinstance(a, Actor) and isinstance(b, Actor):
        return _finer(a, b, a.ref or a.name.casefold(), b.ref or b.name.casefold())
    if isinstance(a, Term) and isinstance(b, Term):
        return _meet_term(a, b)
    if isinstance(a, Words) and isinstance(b, Words):
        texts = tuple(sorted({a.text, *a.also, b.text, *b.also}))
        return Words(text=texts[0], language=min(a.language, b.language), also=texts[1:])
    return None


def contains(a: Value, b: Value) -> bool:
    """True when every world of `b` is a world of `a` (b refines a, or they are equal)."""
    both = meet(a, b)
    return both is not None and worlds(both) == worlds(b)


def worlds(value: Value) -> tuple[object, ...]:
    """Return what decides equality as a set of worlds, without wording, zone or approximation."""
    if isinstance(value, Quantity):
        return ("quantity", value.low, value.high, value.unit)
    if isinstance(value, When):
        return ("time", value.earliest.timestamp(), value.latest.timestamp())
    if isinstance(value, Place):
        if value.parts:
            return ("places", *sorted(part.ref or part.name.casefold() for part in value.parts))
        return ("place", value.ref or value.name.casefold())
    if isinstance(value, Actor):
        return ("actor", value.ref or value.name.casefold())
    if isinstance(value, Term):
        return ("term", value.concept, value.country)
    return ("words", *sorted({value.text, *value.also}))


def _meet_quantity(a: Quantity, b: Quantity) -> Quantity | None:
    if a.unit != b.unit:
        return None
    low = b.low if a.low is None else a.low if b.low is None else max(a.low, b.low)
    high = b.high if a.high is None else a.high if b.high is None else min(a.high, b.high)
    if low is not None and high is not None and low > high:
        return None
    original = min(a.original, b.original)
    return Quantity(low, high, a.unit, a.approximate and b.approximate, original)


def _meet_when(a: When, b: When) -> When | None:
    earliest, latest = max(a.earliest, b.earliest), min(a.latest, b.latest)
    if earliest > latest:
        return None
    return When(earliest, latest, min(a.zone, b.zone), a.approximate and b.approximate)


def _meet_place(a: Place, b: Place) -> Place | None:
    if a.parts or b.parts:
        finer = [one for one, other in ((a, b), (b, a)) if _names_all(one, other)]
        return min(finer, key=msgspec.json.encode) if finer else None
    return _finer(a, b, a.ref or a.name.casefold(), b.ref or b.name.casefold())


def _names_all(finer: Place, coarser: Place) -> bool:
    """True when every place of `coarser` is, or holds, a place of `finer`. Lists keep order and idempotence only."""
    parts = finer.parts or (finer,)
    return all(any(contains(one, part) for part in parts) for one in coarser.parts or (coarser,))


def _meet_term(a: Term, b: Term) -> Term | None:
    if a.country and b.country and a.country != b.country:
        return None
    finer = _finer(a, b, a.concept, b.concept)
    if finer is None:
        return None
    return msgspec.structs.replace(finer, country=a.country or b.country, name=max(a.name, b.name))


Nested = TypeVar("Nested", Place, Actor, Term)


def _finer(a: Nested, b: Nested, key_a: str, key_b: str) -> Nested | None:
    if key_a == key_b:
        return min(a, b, key=msgspec.json.encode)
    if key_a in b.within:
        return b
    if key_b in a.within:
        return a
    return None
