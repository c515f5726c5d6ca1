"""Moments as they were said: a stored time is UTC, a reader wants the clock of the one who said it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rashomon.model import When

DAY = timedelta(days=1)
# Abbreviations that mean one offset in news prose; ambiguous ones (IST, CST, BST) stay out and read as UTC.
OFFSETS = {
    "UTC": 0.0,
    "GMT": 0.0,
    "Z": 0.0,
    "KST": 9.0,
    "JST": 9.0,
    "PYT": 9.0,
    "EST": -5.0,
    "EDT": -4.0,
    "CDT": -5.0,
    "MST": -7.0,
    "MDT": -6.0,
    "PST": -8.0,
    "PDT": -7.0,
    "HST": -10.0,
    "WET": 0.0,
    "CET": 1.0,
    "CEST": 2.0,
    "EET": 2.0,
    "EEST": 3.0,
    "MSK": 3.0,
    "TRT": 3.0,
    "PKT": 5.0,
    "NPT": 5.75,
    "ICT": 7.0,
    "WIB": 7.0,
    "HKT": 8.0,
    "SGT": 8.0,
    "PHT": 8.0,
    "AWST": 8.0,
    "AEST": 10.0,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
}


def zone_of(name: str) -> tzinfo | None:
    """Return the zone called `name` ("KST", "+09:00", "Asia/Seoul"), or None when it is not known."""
    if name.upper() in OFFSETS:
        return timezone(timedelta(hours=OFFSETS[name.upper()]))
    try:
        offset = datetime.fromisoformat(f"2000-01-01T00:00:00{name}").utcoffset() if name[:1] in "+-" and name else None
    except ValueError:
        return None
    if offset is not None:
        return timezone(offset)
    try:
        return ZoneInfo(name) if "/" in name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def as_said(moment: datetime, zone: str) -> datetime:
    """Return the moment with the offset it was said in; one that carries another offset than UTC keeps its own."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if moment.utcoffset():
        return moment
    said = zone_of(zone)
    return moment if said is None else moment.astimezone(said)


def iso(when: When) -> tuple[str, str]:
    """Earliest and latest moment in ISO 8601 with the said offset, to the second."""
    return (
        as_said(when.earliest, when.zone).isoformat(timespec="seconds"),
        as_said(when.latest, when.zone).isoformat(timespec="seconds"),
    )


def when_words(when: When) -> str:
    """Say a time interval as a person would: a clock time, a day, a month, a year, or "from ... to ..."."""
    start, end = as_said(when.earliest, when.zone), as_said(when.latest, when.zone)
    about = "about " if when.approximate else ""
    length = end - start
    if length < timedelta(minutes=2):
        return f"{about}{day_words(start)}, {_clock(start, when.zone)}"
    # Half-open and closed intervals are both seen: 24:00 and 23:59:59 end the same day.
    last = end - timedelta(seconds=1) if end.hour == end.minute == end.second == 0 else end
    whole_days = (start.hour, start.minute) == (0, 0) and (last.hour, last.minute) == (23, 59)
    if not whole_days:
        if start.date() == end.date():
            return f"{about}{day_words(start)}, {start:%H:%M} to {_clock(end, when.zone)}"
        return f"{about}{day_words(start)}, {start:%H:%M}, to {day_words(end)}, {_clock(end, when.zone)}"
    if start.date() == last.date():
        return about + day_words(start)
    if start.day == 1 and (last + timedelta(seconds=61)).day == 1:
        if (start.year, start.month) == (last.year, last.month):
            return f"{about}{start:%B %Y}"
        if start.year == last.year and start.month == 1 and last.month == 12:
            return f"{about}{start.year}"
    return f"{about}{_range(start, last)}"


def day_words(moment: datetime) -> str:
    """12 April 2028."""
    return f"{moment.day} {moment:%B} {moment.year}"


def _range(start: datetime, last: datetime) -> str:
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day} to {day_words(last)}"
    if start.year == last.year:
        return f"{start.day} {start:%B} to {day_words(last)}"
    return f"{day_words(start)} to {day_words(last)}"


def _clock(moment: datetime, zone: str) -> str:
    offset = moment.utcoffset() or timedelta()
    local = f"{moment:%H:%M}"
    if not offset:
        return f"{local} UTC" if zone.upper() in {"", "UTC", "Z"} else f"{local} {zone}"
    name = (
        zone
        if zone_of(zone) is not None and "/" not in zone and zone[:1] not in "+-"
        else f"UTC{moment.isoformat()[-6:]}"
    )
    world = moment.astimezone(UTC)
    other_day = f" on {world.day} {world:%B}" if world.date() != moment.date() else ""
    return f"{local} {name} ({world:%H:%M} UTC{other_day})"
