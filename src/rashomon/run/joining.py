"""One new report against what the ledger knows: its day, its kin, the events it joins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon.gather.copies import copies_among, without_rings
from rashomon.gather.dating import infer_dates
from rashomon.gather.events import gather_events
from rashomon.keep.read import (
    annotations_of,
    copies_of,
    events_with,
    lineages_of,
    meeting,
    reports_of,
    versions_of,
)
from rashomon.keep.review import kept_apart
from rashomon.keep.write import keep_reading, records_of
from rashomon.model import Deed, Derived, Joined, Lineage, Report
from rashomon.run.kit import Kit
from rashomon.run.local import reported
from rashomon.run.memory import Memory
from rashomon.run.placing import place
from rashomon.run.recipe import keys, with_copies_read
from rashomon.run.weighing import judgements_about
from rashomon.text.annotation import Annotation

NEIGHBOURS: Final = 24
"""Reports that a new one is folded with: those that share most keys with it."""

NAMES_COUNTED: Final = 4
NAME: Final = "name/"
NAMES_KEPT: Final = 48
SHORTEST_NAME: Final = 3
RARE: Final = 8


def dated(
    connection: Connection, report: Report, annotation: Annotation | None, kit: Kit, memory: Memory
) -> Report:
    """Give an undated report the day that its kin in the ledger imply, and extract it again with it."""
    if report.left_out or report.document.published is not None or annotation is None:
        return report
    near = reports_of(connection, _neighbours(connection, report, memory))
    several = [report, *near.values()]
    lineages = copies_among(memory.prepared(several), memory.vocabulary, report.document.id)
    day = infer_dates(several, lineages).get(report.document.id)
    if day is None:
        return report
    document = msgspec.structs.replace(report.document, published=day, published_exact=False, published_from="inferred")
    return reported(document, kit, annotation)


def joined(connection: Connection, report: Report, kit: Kit, memory: Memory) -> list[Deed]:
    """Fold the report with its neighbours, and return what that means for the events that are known."""
    reports = [*reports_of(connection, _neighbours(connection, report, memory), beside=True).values(), report]
    documents = [one.document.id for one in reports]
    prepared = memory.prepared(reports)
    derived = _derived(connection, report, copies_among(prepared, memory.vocabulary, report.document.id))
    lines = {line.document: line for line in lineages_of(connection, documents) if line.parent in documents}
    lines |= {line.document: line for line in derived}
    lineages = sorted(lines.values(), key=lambda line: line.document)
    anew = _read_beside(connection, reports, derived, kit)
    read = [anew.get(one.document.id, one) for one in reports]
    anchors = {one.document.id: one.anchors for one in prepared}
    folded = gather_events(read, kit.packs, kit.knowledge, lineages, anchors)
    held = {event for events in events_with(connection, documents).values() for event in events}
    deeds = place(
        folded,
        records_of(connection, held),
        {mention.id: one.document.id for one in read for mention in one.mentions},
        lambda event: bool(records_of(connection, [event])),
        kept_apart(judgements_about(connection, sorted(held))),
    )
    return [*(Derived(line) for line in derived), *_touched(connection, report, derived), *deeds]


def meeting_keys(report: Report, memory: Memory) -> frozenset[str]:
    """Return every place where the report may meet others: what the recipe says, and the names and figures it holds.

    A dispatch that names neither day nor actor nor a known place has no key of the recipe's; nor does one whose blast
    others call a bombing share one with them. Their names do.
    """
    (prepared,) = memory.prepared([report])
    anchors = sorted(prepared.anchors, key=lambda anchor: (-len(anchor), anchor))
    return keys(report) | {f"{NAME}{anchor}" for anchor in anchors[:NAMES_KEPT] if len(anchor) >= SHORTEST_NAME}


def _neighbours(connection: Connection, report: Report, memory: Memory) -> list[str]:
    """Documents that share most with the report: a day of one kind weighs as much as two actors or places.

    Names that many of them share weigh little, and are not enough by themselves.
    """
    shared = meeting(connection, meeting_keys(report, memory))
    shared.pop(report.document.id, None)
    spread = Counter(key for held in shared.values() for key in held)

    def weight(document: str) -> float:
        held = shared[document]
        named = sum("/actor/" in key or "/place/" in key for key in held)
        words = [spread[key] for key in held if key.startswith(NAME)]
        days = len(held) > named + len(words)
        likeness = sum(1.0 if count <= RARE else 0.4 if count <= RARE * 4 else 0.05 for count in words)
        return 2.0 * days + min(named, NAMES_COUNTED) + min(likeness, NAMES_COUNTED)

    weighed = {document: weight(document) for document in shared}
    near = [document for document in shared if weighed[document] >= 1.0]
    return sorted(near, key=lambda document: (-weighed[document], document))[:NEIGHBOURS]


def _derived(connection: Connection, report: Report, found: Sequence[Lineage]) -> list[Lineage]:
    """Lineages that the new report brings: its own, and that of a known report that proves to be made from it."""
    own = report.document.id
    lines = [line for line in found if own in (line.document, line.parent)]
    known = {one.document: one for one in lineages_of(connection, {name for line in lines for name in _both(line)})}
    earlier = {version.previous for version in versions_of(connection, [own])}
    closer = [
        line for line in lines
        if (line.document not in known or known[line.document].score < line.score)
        # A revision is no copy of what was made from the text that it replaces.
        and not (line.document == own and line.parent in known and known[line.parent].parent in earlier)
    ]
    return without_rings(closer, lambda document: parent_of(connection, document))


def parent_of(connection: Connection, document: str) -> str:
    """The document that the ledger holds this one to be made from, "" where there is none."""
    return next((line.parent for line in lineages_of(connection, [document])), "")


def _both(line: Lineage) -> tuple[str, str]:
    return line.document, line.parent


def _touched(connection: Connection, report: Report, derived: Sequence[Lineage]) -> list[Deed]:
    """A known report that proves to be a copy reads otherwise from now on: its events are to be weighed again."""
    known = [line.document for line in derived if line.document != report.document.id]
    return [
        Joined(event, document)
        for document, events in sorted(events_with(connection, known).items()) for event in events
    ]


def _read_beside(
    connection: Connection, reports: Sequence[Report], derived: Sequence[Lineage], kit: Kit
) -> dict[str, Report]:
    """Read copies whose lineage is new beside their originals, and what copies them in turn; keep how they read."""
    present = {one.document.id: one for one in reports}
    lines = list(derived)
    for line in derived:
        children = lineages_of(connection, copies_of(connection, line.document))
        lines += [child for child in children if child.document in present and child not in lines]
    if not lines:
        return {}
    copied = {line.document for line in lines}
    concerned = sorted({one for line in lines for one in (line.document, line.parent)} & present.keys())
    own = reports_of(connection, copied)
    texts = [own[one] if one in own else present[one] for one in concerned]
    read = with_copies_read(texts, lines, kit, annotations_of(connection, concerned))
    anew = {one.document.id: one for one in read if one.document.id in copied}
    for one in anew.values():
        keep_reading(connection, one)
    return anew
