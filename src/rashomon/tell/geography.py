"""What the map draws from the reference shelf, and what is said under it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from rashomon.know.base import Knowledge
from rashomon.model import Event
from rashomon.tell.accounts import Row
from rashomon.tell.map import Chart, Outline, chart_of, draw


class Drawn(msgspec.Struct, frozen=True):
    """A map with what its caption needs."""

    chart: Chart
    picture: Markup
    land: bool
    zones: tuple[str, ...]


def drawn_map(event: Event, rows: Sequence[Row], knowledge: Knowledge | None) -> Drawn | None:
    """Draw the places of an event, or return None when no claim names a place whose point is known."""
    chart = chart_of(event, rows)
    if chart is None:
        return None
    outlines = _outlines(chart, knowledge) if knowledge is not None else []
    zones = tuple(outline.name for outline in outlines if outline.kind == "zone" and outline.name)
    return Drawn(chart, draw(chart, outlines), any(one.kind == "land" for one in outlines), zones)


def _outlines(chart: Chart, knowledge: Knowledge) -> list[Outline]:
    return []
