"""The rows about people and bodies, shared by those who write the shelf and those who read it."""

from __future__ import annotations

import msgspec


class Person(msgspec.Struct, frozen=True):
    """ref: "person:fumio_kishida"; native: the name in its own script."""

    ref: str
    name: str
    country: str
    aliases: tuple[str, ...] = ()
    native: str = ""


class Holding(msgspec.Struct, frozen=True):
    """Who held what: ISO dates, the last day belonging to the successor; source: "wikidata" or "memory"."""

    person: str
    office: str
    country: str
    start: str
    end: str
    source: str


class OfficeKind(msgspec.Struct, frozen=True):
    """A kind of office; body: the institution or body it belongs to."""

    office: str
    shown: str
    body: str
    aliases: tuple[str, ...]


class Institution(msgspec.Struct, frozen=True):
    """A body that every country has; shown is a template over {country's}; origin "gov" means its government."""

    institution: str
    shown: str
    origin: str
    aliases: tuple[str, ...]


class Body(msgspec.Struct, frozen=True):
    """A body with a name of its own; origin: the group with whose voice it speaks."""

    ref: str
    name: str
    country: str
    institution: str
    origin: str
    aliases: tuple[str, ...]


class Mission(msgspec.Struct, frozen=True):
    """Whether the sender has an embassy in the host country between two ISO dates."""

    sender: str
    host: str
    has: bool
    since: str
    until: str
    note: str
    source: str


class Outlet(msgspec.Struct, frozen=True):
    """kind: agency, broadcaster, newspaper, state_media or site; carries: agencies whose copy it prints."""

    name: str
    kind: str
    country: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """A clause of a resolution: what it says in our words, whom it addresses, from when to when.

    covers: concept classes meant by it, with everything below them; perhaps: classes it covers when they fly on a
    ballistic booster; since, until: ISO dates, `until` belonging to the time after ("" = in force); binding: decides,
    demands, reaffirms or calls upon; checked: "content" (text seen, number from memory) or
    "memory". Never a verdict of law.
    """

    resolution: str
    clause: str
    adopted: str
    since: str
    until: str
    country: str
    covers: tuple[str, ...]
    perhaps: tuple[str, ...]
    binding: str
    summary: str
    checked: str


class Launch(msgspec.Struct, frozen=True):
    """An earlier launch as a fact: local day, how many (0 unknown), concept class, site, source."""

    country: str
    day: str
    count: int
    concept: str
    site: str = ""
    name: str = ""
    source: str = ""
