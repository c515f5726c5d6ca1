"""Embassies: whether a state had one in another on a day."""

from __future__ import annotations

from datetime import date

from rashomon.know.base import Knowledge
from rashomon.know.roster import Mission


def has_mission(sender: str, host: str, day: date | None, knowledge: Knowledge) -> bool | None:
    """Return whether `sender` (alpha-2) had an embassy in `host` on that day; None when the shelf does not know."""
    row = _mission(sender, host, day, knowledge)
    return row.has if row else None


def mission_note(sender: str, host: str, day: date | None, knowledge: Knowledge) -> str:
    """Return what the shelf says about it ("no diplomatic relations; Sweden protects US interests"), or ""."""
    row = _mission(sender, host, day, knowledge)
    return row.note if row else ""


def _mission(sender: str, host: str, day: date | None, knowledge: Knowledge) -> Mission | None:
    text = day.isoformat() if day else "9999"
    fitting = [row for row in knowledge.rows("mission", Mission) if (row.sender, row.host) == (sender, host)
               and row.since <= text and (not row.until or text < row.until)]
    return fitting[-1] if fitting else None
