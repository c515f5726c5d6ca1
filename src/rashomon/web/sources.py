"""What one voice or one outlet has claimed, taken back and copied, over the whole ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon.keep.read import ClaimFilter, FoundClaim, copies_of, find_claims, lineages_of, reports_of
from rashomon.keep.write import records_of
from rashomon.model import Claim, Document, EventRecord, Lineage
from rashomon.packs.form import Pack
from rashomon.tell.wording import COPIES, LINEAGES, field_label, field_rank, outlet_words, value_words

MOST: Final = 200


class Saying(msgspec.Struct, frozen=True):
    """One claim with its report. former: its source no longer holds it, as its text says or a later one."""

    claim: Claim
    event: str
    document: Document | None
    former: bool = False

    @property
    def outlet(self) -> str:
        """Who printed it."""
        return outlet_words(self.document) if self.document else ""

    @property
    def day(self) -> str:
        """When it was printed, by the outlet's own calendar."""
        published = self.document.published if self.document else None
        return f"{published.day} {published:%B %Y}" if published else "undated"


class Value(msgspec.Struct, frozen=True):
    """One value of one field with all that says it. held: False when the source took all of it back."""

    label: str
    words: str
    sayings: tuple[Saying, ...]
    held: bool


class Spoken(msgspec.Struct, frozen=True):
    """An event of which a source spoke, with the values that it gave."""

    event: str
    label: str
    values: tuple[Value, ...]


class Derived(msgspec.Struct, frozen=True):
    """A report that derives from another: how, and both of them (parent None: it is not in the ledger)."""

    document: Document
    parent: Document | None
    kinship: str


class Source(msgspec.Struct, frozen=True):
    """A name with what it said at the origin, what it printed as an outlet, what it copied, who copied it."""

    name: str
    spoken: tuple[Spoken, ...] = ()
    printed: tuple[Spoken, ...] = ()
    copied: tuple[Derived, ...] = ()
    copied_by: tuple[Derived, ...] = ()

    @property
    def claims(self) -> int:
        """How many claims start at it."""
        return _count(self.spoken)

    @property
    def prints(self) -> int:
        """How many claims stand in its reports."""
        return _count(self.printed)

    @property
    def taken_back(self) -> int:
        """How many of its claims it took back."""
        return sum(one.former for event in self.spoken for value in event.values for one in value.sayings)


def source_of(connection: Connection, name: str, packs: Sequence[Pack] = ()) -> Source:
    """Read what the ledger knows of a source; an unknown name gives an empty one."""
    if not name.strip():
        return Source(name)
    said = [one for one in find_claims(connection, ClaimFilter(origin=name), MOST) if one.claim.origin.name == name]
    printed = find_claims(connection, ClaimFilter(outlet=name), MOST)
    own = list(dict.fromkeys(one.claim.span.document for one in printed))
    lines = [line for line in lineages_of(connection, own) if line.kind in COPIES]
    children = [copy for document in own for copy in copies_of(connection, document)]
    taken = [line for line in lineages_of(connection, children) if line.kind in COPIES and line.parent in own]
    wanted = {one for line in (*lines, *taken) for one in (line.document, line.parent)}
    wanted |= {one.claim.span.document for one in (*said, *printed)}
    held = {identity: report.document for identity, report in reports_of(connection, wanted).items()}
    records = records_of(connection, {one.event for one in (*said, *printed)})
    labels = {event: record.label for event, record in records.items()}
    sayings, prints = sayings_of(said, held, records), sayings_of(printed, held, records)
    return Source(
        name, spoken_of(sayings, labels, packs), spoken_of(prints, labels, packs), _derived(lines, held),
        _derived(taken, held),
    )  # fmt: skip


def sayings_of(
    found: Sequence[FoundClaim], held: Mapping[str, Document], records: Mapping[str, EventRecord]
) -> list[Saying]:
    """Return claims with their reports, and whether their sources still hold them."""
    former = {
        claim
        for record in records.values()
        if record.shown
        for lineup in record.shown.lineups
        for position in lineup.positions
        if not position.live
        for claim in position.claims
    }
    back = {one.claim.id for one in found if one.claim.status or one.claim.id in former}
    return [
        Saying(one.claim, one.event, held.get(one.claim.span.document), one.claim.id in back) for one in found
    ]


def spoken_of(
    sayings: Iterable[Saying], labels: Mapping[str, str], packs: Sequence[Pack]
) -> tuple[Spoken, ...]:
    """Group claims by event, field and value, the fields in the order of the packs."""
    events: dict[str, dict[tuple[int, str, str], list[Saying]]] = {}
    for one in sayings:
        field = one.claim.field
        key = (field_rank(field, packs), field_label(field, packs), value_words(one.claim.value, packs))
        events.setdefault(one.event, {}).setdefault(key, []).append(one)
    return tuple(
        Spoken(
            event,
            labels.get(event, event),
            tuple(
                Value(label, words, tuple(held), not all(one.former for one in held))
                for (_, label, words), held in sorted(values.items(), key=lambda item: item[0])
            ),
        )
        for event, values in events.items()
    )


def _count(spoken: Sequence[Spoken]) -> int:
    return sum(len(value.sayings) for event in spoken for value in event.values)


def _derived(lines: Sequence[Lineage], held: Mapping[str, Document]) -> tuple[Derived, ...]:
    return tuple(
        Derived(held[line.document], held.get(line.parent), LINEAGES.get(line.kind, line.kind))
        for line in lines
        if line.document in held
    )
