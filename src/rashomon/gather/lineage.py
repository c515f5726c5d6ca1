"""Copies in a stream: what one new report derives from among the few it resembles, and what derives from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.gather.copies import find_copies
from rashomon.model import Lineage, Report


def new_lineages(report: Report, near: Sequence[Report], known: Mapping[str, Lineage]) -> list[Lineage]:
    """Return the lineages that a report brings: its own, and those of earlier reports that prove to be made from it.

    near: the reports that it may be kin to; known: lineages that are kept already, by copy. A known lineage is replaced
    only by a closer one, and two reports never derive from each other.
    """
    own = report.document.id
    found = [line for line in find_copies([report, *near]) if own in (line.document, line.parent)]
    return [
        line for line in found
        if (held := known.get(line.document)) is None or (held.parent != line.parent and held.score < line.score)
    ]  # fmt: skip
