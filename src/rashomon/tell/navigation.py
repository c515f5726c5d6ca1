"""The draft of a navigational warning, in the manner of the Joint IMO/IHO/WMO Manual on Maritime Safety Information.

Key subject, position, remarks; capitals, degrees and minutes, day-time groups in UTC. It carries no series number: the
number, the area and the decision to broadcast are the NAVAREA coordinator's alone.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

from rashomon.model import Place
from rashomon.packs.form import Pack
from rashomon.tell.cap import Message, drafted, onset, places, summary
from rashomon.tell.visible import one_line
from rashomon.tell.wording import field_label, value_words

WIDTH = 69
"""Columns of a line, as telex and SafetyNET carry it."""

KILOMETRES_A_MILE = 1.852


def to_navigation(message: Message, packs: Sequence[Pack]) -> str:
    """Return the draft as plain ASCII text; it begins and ends with the words that it is one."""
    event, form = message.event, drafted(message.event, packs) or {}
    banner = f"{message.status.upper()} - NOT FOR BROADCAST - MONITOR, NOT A WARNING AUTHORITY"
    lines = [banner, "NAVAREA AND NUMBER: TO BE SET BY THE COORDINATOR", f"DRAFT {message.identifier}"]
    if message.kind == "Update":
        lines.append(f"REPLACES DRAFT {_named(message.references[-1])}")
    if message.kind == "Cancel":
        lines += [f"CANCEL DRAFT {_named(one)}" for one in message.references]
        lines.append("NO SOURCE HOLDS WHAT THE DRAFTS SAID.")
        return _set([*lines, f"DRAFTED {group(message.sent)}", banner])
    lines.append(f"{form.get('subject', event.kind.replace('_', ' '))}.")
    begun = onset(event, form)
    if begun:
        lines.append(f"REPORTED FOR {group(begun.earliest)}.")
    for field, place in places(event, form):
        lines.append(f"{field_label(field, packs)}: {value_words(place)}{_around(place)}.")
    lines.append("ACCOUNTS, NONE CONFIRMED BY THIS MONITOR:")
    lines += [f"- {label}: {accounts}." for label, accounts in summary(event, packs)]
    return _set([*lines, f"DRAFTED {group(message.sent)}", banner])


def group(moment: datetime) -> str:
    """A day-time group: 112152 UTC APR 28."""
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return f"{moment:%d%H%M} UTC {moment:%b %y}"


def position(lat: float, lon: float) -> str:
    """A position in degrees and minutes: 39-09.17N 127-26.62E."""
    return f"{_degrees(lat, 2)}{'N' if lat >= 0 else 'S'} {_degrees(lon, 3)}{'E' if lon >= 0 else 'W'}"


def _degrees(angle: float, width: int) -> str:
    hundredths = round(abs(angle) * 6000)
    return f"{hundredths // 6000:0{width}d}-{hundredths % 6000 / 100:05.2f}"


def _around(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return ""
    reach = f", WITHIN {place.radius_km / KILOMETRES_A_MILE:.0f} MILES" if place.radius_km > KILOMETRES_A_MILE else ""
    return f", {position(place.lat, place.lon)}{reach}"


def _named(reference: str) -> str:
    return reference.split(",")[1] if reference.count(",") == 2 else reference


def _set(lines: Sequence[str]) -> str:
    """Capitals, ASCII, no line wider than the carrier's."""
    wrapped: list[str] = []
    for line in lines:
        spelled = unicodedata.normalize("NFKD", one_line(line).replace("’", "'").replace("“", '"').replace("”", '"'))
        plain = spelled.encode("ascii", "ignore").decode("ascii").upper()
        wrapped += textwrap.wrap(plain, WIDTH, subsequent_indent="  ") or [""]
    return "\n".join(wrapped) + "\n"
