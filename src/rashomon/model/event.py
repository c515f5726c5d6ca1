"""An event, its line-ups, and the whole answer."""

from __future__ import annotations

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.document import Document, Lineage
from rashomon.model.finding import Finding
from rashomon.model.value import Place, Value, When


class Position(msgspec.Struct, frozen=True):
    """One account of a field: claims that can all be true together.

    origins: names of the independent origins; independent: how many; relays: agencies and outlets that carried it;
    copies: ids of documents that repeat it as copies; live: False when every claim in it was withdrawn or superseded;
    unknown: voices of whom nothing shows that they are independent ("local media"), hence not counted.
    """

    value: Value
    text: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    independent: int
    relays: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    live: bool = True
    unknown: tuple[str, ...] = ()


class Lineup(msgspec.Struct, frozen=True):
    """One field of an event; verdict: single, agreed, refined, overlapping or disputed; reasons: plain sentences."""

    name: str
    verdict: str
    positions: tuple[Position, ...]
    reasons: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True):
    """One happening: its claims over all reports, when and where as far as the claims allow, and its line-ups."""

    id: str
    kind: str
    pack: str
    label: str
    main: bool
    documents: tuple[str, ...]
    claims: tuple[Claim, ...]
    when: When | None = None
    where: Place | None = None
    lineups: tuple[Lineup, ...] = ()
    mentions: tuple[str, ...] = ()


class Skipped(msgspec.Struct, frozen=True):
    """A report that was left out, and why."""

    path: str
    reason: str


class Answer(msgspec.Struct, frozen=True):
    """Everything one run has to tell; `tell` turns it into JSON, HTML, a terminal page, CSV or GeoJSON."""

    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    lineages: tuple[Lineage, ...] = ()
