"""Stories: what every report is part of, whether or not a pack reads it, and whose text it carries."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from rashomon.gather.copies import copies_among, without_rings
from rashomon.gather.window import Window
from rashomon.keep.read import events_with
from rashomon.keep.texts import documents_of_days, lineages_of, reports_of
from rashomon.model import Deed, Derived, Joined, Lineage, Opened, Report
from rashomon.run.joining import parent_of
from rashomon.run.memory import Memory

KIND: Final = "story"


def is_story(event: str) -> bool:
    """True for the id of a story; events of packs have ids that begin with "e"."""
    return event.startswith("s")


def storied(connection: Connection, report: Report, window: Window, memory: Memory) -> list[Deed]:
    """Place a new report in the window; return what opens or joins its story, and what derives from what.

    A report that some pack reads finds its copies among the reports that it shares keys with; the others here.
    """
    document = report.document
    if any(is_story(event) for event in events_with(connection, [document.id]).get(document.id, ())):
        return []
    placed = window.place(document)
    deeds: list[Deed] = []
    if placed.opened:
        deeds.append(Opened(placed.story, KIND, label=document.title or document.path))
    deeds.append(Joined(placed.story, document.id))
    if report.left_out:
        deeds += [Derived(line) for line in _lineages(connection, report, placed.near, memory)]
    return deeds


def _lineages(connection: Connection, report: Report, near: tuple[str, ...], memory: Memory) -> list[Lineage]:
    """Copies among the few reports that this one resembles; a known lineage gives way only to a closer one."""
    own = report.document.id
    others = list(reports_of(connection, near).values())
    found = [
        line for line in copies_among(memory.prepared([*others, report]), memory.vocabulary, own)
        if own in (line.document, line.parent)
    ]  # fmt: skip
    known = {line.document: line for line in lineages_of(connection, [line.document for line in found])}
    closer = [line for line in found if line.document not in known or known[line.document].score < line.score]
    return without_rings(closer, lambda document: parent_of(connection, document))


def filled_window(connection: Connection, days: float | None = None) -> Window:
    """Return a window as it stood when the ledger was last written to: its reports, in the order they arrived in.

    Twice its span is read, since how rare a word was when a report came in depends on the reports before it.
    """
    window = Window() if days is None else Window(days)
    span = timedelta(days=2 * window.days)
    for batch in documents_of_days(connection, span):
        stories = events_with(connection, batch)
        for report in reports_of(connection, batch).values():
            mine = [event for event in stories.get(report.document.id, ()) if is_story(event)]
            if mine:
                window.place(report.document, mine[0])
    return window
