"""Lines of the ledger: what was done, when and by whom. Nothing is overwritten; an event is a fold over its entries.

A deed says what happened; an entry numbers, dates and signs it. `Event = fold(entries)` is in `keep.fold`.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.document import Lineage
from rashomon.model.event import Lineup
from rashomon.model.finding import Finding
from rashomon.model.value import Place, When


class Received(msgspec.Struct, frozen=True, tag="received"):
    """A text came in from a source (its address, else its path).

    previous: the document that stood at this source before, when this one is a revision of it; left_out: why nothing
    was looked for in it, "" when something was. document: "" for a source that could not be read at all.
    """

    document: str
    source: str
    previous: str = ""
    left_out: str = ""


class Derived(msgspec.Struct, frozen=True, tag="derived"):
    """A document was found to derive from another; a later one about the same document takes its place."""

    lineage: Lineage


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """An event was seen for the first time; its id is never given again. pack "" and kind "story": no pack's event."""

    event: str
    kind: str
    pack: str = ""
    label: str = ""


class Joined(msgspec.Struct, frozen=True, tag="joined"):
    """A document speaks of the event, in these mentions (none for a story that no pack reads)."""

    event: str
    document: str
    mentions: tuple[str, ...] = ()


class Merged(msgspec.Struct, frozen=True, tag="merged"):
    """Two events turned out to be one: `event` ended, everything it held is in `into`."""

    event: str
    into: str
    reason: str = ""


class Split(msgspec.Struct, frozen=True, tag="split"):
    """Some mentions turned out to belong to another event: they left `event` and are in `into`."""

    event: str
    into: str
    mentions: tuple[str, ...]
    reason: str = ""


class Weighed(msgspec.Struct, frozen=True, tag="weighed"):
    """How the accounts of an event stand; replaces the last weighing of the same view.

    view: "machine", or "judged" for what people's judgements make of it. claims: ids, all of them; read: those among
    them whose reading differs from the report's own (taken over beside the original of a copy). shown_in: for a
    judged view, the event with which people say this one is the same. kind, pack: as most reports tell it by now ("" as
    it was opened): what was a blast to the first dispatch is an attack to all later ones.
    """

    event: str
    label: str = ""
    main: bool = False
    when: When | None = None
    where: Place | None = None
    documents: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    lineups: tuple[Lineup, ...] = ()
    read: tuple[Claim, ...] = ()
    view: str = "machine"
    shown_in: str = ""
    kind: str = ""
    pack: str = ""


class Found(msgspec.Struct, frozen=True, tag="found"):
    """A finding about an event, or about a document alone when `event` is ""."""

    finding: Finding
    event: str = ""


class Judged(msgspec.Struct, frozen=True, tag="judged"):
    """What a person decided. It stands beside the machine's output and wins when shown.

    verdict: "same_event" (subjects: two events), "not_same" (two events, or an event and a document that is not part
    of it), "misread" (one claim), "copy" (a document and what it was copied from).
    """

    person: str
    verdict: str
    subjects: tuple[str, ...]
    note: str = ""


class Withdrawn(msgspec.Struct, frozen=True, tag="withdrawn"):
    """Something no longer stands: an earlier entry (a finding, a judgement, a judged view), or a document's place in
    an event (its text was revised). The entry that said it stays where it is."""

    entry: int = 0
    event: str = ""
    document: str = ""
    reason: str = ""


Deed = Received | Derived | Opened | Joined | Merged | Split | Weighed | Found | Judged | Withdrawn


class Entry(msgspec.Struct, frozen=True):
    """One line: sequence without gaps from 1, time (UTC), maker ("rashomon 0.1.0", "person:NAME"), and the deed."""

    sequence: int
    time: datetime
    maker: str
    deed: Deed


class Weighing(msgspec.Struct, frozen=True):
    """How an event stood when it was last weighed; fields as in `Weighed`, sequence of that entry."""

    sequence: int
    label: str = ""
    main: bool = False
    when: When | None = None
    where: Place | None = None
    documents: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    lineups: tuple[Lineup, ...] = ()
    read: tuple[Claim, ...] = ()
    shown_in: str = ""


class EventRecord(msgspec.Struct, frozen=True):
    """What the entries about an event add up to.

    members: document id to its mentions of this event; merged_into: where it went when it ended; absorbed: what came
    into it; findings: by the sequence of the entry that found them; stale: something changed since the last weighing;
    opened, changed: sequences.
    """

    id: str
    kind: str
    pack: str
    opened: int
    changed: int
    label: str = ""
    members: dict[str, tuple[str, ...]] = {}
    merged_into: str = ""
    absorbed: tuple[str, ...] = ()
    machine: Weighing | None = None
    judged: Weighing | None = None
    findings: dict[int, Finding] = {}
    stale: bool = False

    @property
    def shown(self) -> Weighing | None:
        """The weighing that a reader sees: people's judgements win."""
        return self.judged or self.machine
