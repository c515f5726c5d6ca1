"""Days as page heads and datelines state them: "May 4, 2023 -- 09:25 (CET)", "Wed, 5 Oct 2022", "2009/07/04".

Heads are labels, not sentences: nothing here reads running prose ("on Tuesday", "last month" belong to `text/times`).
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import msgspec

MONTHS: Final = {
    name[:length].casefold(): number
    for number, name in enumerate(calendar.month_name)
    if name
    for length in (3, len(name))
} | {"sept": 9}
WEEKDAYS: Final = {
    short.casefold(): number
    for number, name in enumerate(calendar.day_name)
    for short in (name, name[:3], name[:4] if name.startswith("T") else name)
} | {"thurs": 3}

# Offsets in minutes of the letters that wires print behind a clock; ambiguous ones as English-language news means them
# most often (IST: India, BST: Britain, CST: the United States).
ZONES: Final = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 60, "CET": 60, "WAT": 60, "CEST": 120, "EET": 120, "SAST": 120,
    "CAT": 120, "EEST": 180, "MSK": 180, "TRT": 180, "EAT": 180, "AST": 180, "IRST": 210, "GST": 240, "AFT": 270,
    "PKT": 300, "IST": 330, "NPT": 345, "BDT": 360, "MMT": 390, "WIB": 420, "ICT": 420, "SGT": 480, "HKT": 480,
    "PHT": 480, "MYT": 480, "AWST": 480, "KST": 540, "JST": 540, "WIT": 540, "ACST": 570, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "EST": -300, "EDT": -240, "ET": -300, "CST": -360, "CDT": -300, "MST": -420,
    "MDT": -360, "PST": -480, "PDT": -420, "PT": -480, "BRT": -180, "ART": -180,
}  # fmt: skip
# Cities of datelines that are not themselves the name of an IANA zone.
CITY_ZONES: Final = {
    "washington": "America/New_York", "new delhi": "Asia/Kolkata", "delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata",
    "bhubaneswar": "Asia/Kolkata", "beijing": "Asia/Shanghai", "islamabad": "Asia/Karachi", "busan": "Asia/Seoul",
    "osaka": "Asia/Tokyo", "hakodate": "Asia/Tokyo", "geneva": "Europe/Zurich", "tel aviv": "Asia/Jerusalem",
    "ankara": "Europe/Istanbul", "hanoi": "Asia/Ho_Chi_Minh", "milan": "Europe/Rome", "frankfurt": "Europe/Berlin",
    "kyiv": "Europe/Kyiv", "st. petersburg": "Europe/Moscow", "boston": "America/New_York",
    "miami": "America/New_York", "san francisco": "America/Los_Angeles", "ottawa": "America/Toronto",
    "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland", "abuja": "Africa/Lagos",
    "seattle": "America/Los_Angeles", "california": "America/Los_Angeles", "texas": "America/Chicago",
    "houston": "America/Chicago", "dallas": "America/Chicago", "atlanta": "America/New_York",
    "philadelphia": "America/New_York", "hawaii": "Pacific/Honolulu", "alaska": "America/Anchorage",
    "montreal": "America/Toronto", "munich": "Europe/Berlin", "barcelona": "Europe/Madrid",
    "kharkiv": "Europe/Kyiv", "odesa": "Europe/Kyiv", "lviv": "Europe/Kyiv", "hiroshima": "Asia/Tokyo",
    "shenzhen": "Asia/Shanghai", "lahore": "Asia/Karachi", "chennai": "Asia/Kolkata",
}  # fmt: skip


class StatedDay(msgspec.Struct, frozen=True):
    """A calendar day as a head states it; half-open code points over everything that belongs to it.

    year 0: not stated; weekday 0 (Monday) to 6, None when not stated; minute_of_day None when no clock is given;
    zone: "+09:00" or an IANA name, "" when not stated; ambiguous: day and month could be swapped ("05/06/2022").
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int | None = None
    minute_of_day: int | None = None
    zone: str = ""
    ambiguous: bool = False

    def in_year(self, year: int) -> date | None:
        """The day in that year, or None when the year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = re.compile(
    rf"""
    (?<![\w/.-])
    (?:(?P<before>{_WEEKDAY}),?\ {{0,2}})?
    (?:
        (?P<y1>{_YEAR})(?P<gap>[-/.])(?P<m1>\d{{1,2}})(?P=gap)(?P<d1>\d{{1,2}})(?!\d)
      | (?P<d2>\d{{1,2}})(?P<gap2>[-/.])(?P<m2>\d{{1,2}})(?P=gap2)(?P<y2>{_YEAR}|\d\d)(?![\d/])
      | \((?P<y5>{_YEAR})\)\.(?P<m5>\d{{1,2}})\.(?P<d5>\d{{1,2}})(?!\d)
      | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\ (?P<m3>{_MONTH}),?(?:\ {{1,2}}(?P<y3>{_YEAR}|['’]\d\d)(?!\d))?
      | (?P<m4>{_MONTH})\ {{1,2}}(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])
        (?:,?\ {{1,2}}(?P<y4>{_YEAR}|['’]\d\d)(?!\d))?
    )
    (?:\ ?\((?P<after>{_WEEKDAY})\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"""
    (?P<lead>T|\s*(?:,|--|–|—|-|\||·|at)?\s*)
    (?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?
    (?:\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?))?
    (?:\s(?:hrs|hours|h|Uhr)\b\.?)?
    (?:\s?\(?(?P<zone>[A-Z]{1,4}(?![A-Za-z])|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?|[+-][01]\d:?[0-5]\d)(?:\ time)?\)?)?
    """,
    re.VERBOSE,
)


def find_days(text: str, start: int = 0, end: int | None = None) -> list[StatedDay]:
    """Return the stated days of a stretch of text in reading order, each with the clock and zone that follow it."""
    stop = len(text) if end is None else end
    found: list[StatedDay] = []
    for match in _DAY.finditer(text, start, stop):
        day = _stated(match)
        if day is not None:
            found.append(_with_clock(day, text, stop))
    return found


def _stated(match: re.Match[str]) -> StatedDay | None:
    part = match.groupdict()
    stated = next((part[name] for name in ("y1", "y2", "y3", "y4", "y5") if part[name]), "0")
    year, ambiguous = int(stated.lstrip("'’")), False
    if 0 < year < 100 or (part["y2"] and len(part["y2"]) == 2):
        year += 2000 if year < 60 else 1900
    if not year:  # "Heisei 29 (2017) July 4": the common year behind another calendar's
        before = re.search(rf"\(({_YEAR})\)\s*$", match.string[max(0, match.start() - 8) : match.start()])
        year = int(before[1]) if before else 0
    if part["m1"] or part["m2"] or part["m5"]:
        month, day = int(part["m1"] or part["m2"] or part["m5"]), int(part["d1"] or part["d2"] or part["d5"])
        if part["m2"]:
            dotted = match.string[match.end("d2")] == "."  # "03.05.2019": nobody writes the month first with dots
            if month > 12:
                month, day = day, month
            ambiguous = not dotted and month <= 12 and day <= 12 and month != day
    else:
        month = MONTHS[(part["m3"] or part["m4"]).rstrip(".").casefold()]
        day = int(part["d3"] or part["d4"])
    named = part["before"] or part["after"]
    weekday = weekday_of(named) if named else None
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    if ambiguous and weekday is not None and date(year, month, day).weekday() != weekday:
        month, day = day, month
    return StatedDay(match.start(), match.end(), year, month, day, weekday, ambiguous=ambiguous)


def easter_of(year: int) -> date:
    """Easter Sunday of the western churches (Gregorian calendar; the rule of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast_near(year: int, offset: int, today: date | None, tense: int) -> date | None:
    """The feast so many days from Easter Sunday: of that year, else the latest one, or with a future tense the next."""
    if year:
        return easter_of(year) + timedelta(days=offset)
    if today is None:
        return None
    around = [easter_of(today.year + step) + timedelta(days=offset) for step in (-1, 0, 1)]
    coming = [day for day in around if day >= today]
    return coming[0] if tense > 0 and coming else max(day for day in around if day <= today + timedelta(days=2))


def weekday_of(name: str) -> int | None:
    """The number of a weekday's name or abbreviation, Monday 0, or None."""
    short = name.rstrip(".").casefold()
    return WEEKDAYS.get(short, WEEKDAYS.get(short[:3]))


def _with_clock(day: StatedDay, text: str, stop: int) -> StatedDay:
    match = _CLOCK.match(text, day.end, stop)
    if match is None or (not match["lead"] and text[day.end : day.end + 1].isdigit()):
        return day
    hour, half = int(match["hour"]), (match["half"] or "")[:1].casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone, end = zone_of(match["zone"] or ""), match.end()
    if match["zone"] and not zone:  # the word after the clock was no zone and stays with what follows
        end = match.start("zone")
        while text[end - 1] in " (":
            end -= 1
    return msgspec.structs.replace(day, end=end, minute_of_day=hour * 60 + int(match["minute"]), zone=zone)


def zone_of(name: str) -> str:
    """An offset ("+09:00") for a zone's letters, an IANA name for a city's name, "" for what is neither."""
    name = name.strip()
    if re.fullmatch(r"[+-]\d\d:?\d\d", name):
        return f"{name[:3]}:{name[-2:]}"
    if name in ZONES:
        sign, minutes = ("-" if ZONES[name] < 0 else "+"), abs(ZONES[name])
        return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
    low = name.casefold()
    return CITY_ZONES.get(low) or _cities().get(low, "")


@cache
def _cities() -> dict[str, str]:
    """City names of the IANA zones ("Asia/Seoul"); names of countries and offsets among them are left out."""
    named = (zone for zone in sorted(available_timezones()) if zone.partition("/")[0] in _CONTINENTS)
    return {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in named}


_CONTINENTS: Final = frozenset(["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"])


def zone_info(zone: str) -> tzinfo:
    """The zone as Python counts in it; UTC for "" and for names that this machine does not know."""
    if re.fullmatch(r"[+-]\d\d:\d\d", zone):
        minutes = int(zone[1:3]) * 60 + int(zone[4:])
        return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    try:
        return ZoneInfo(zone) if zone else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def moment(day: date, minute_of_day: int | None, zone: str) -> datetime:
    """The aware start of that day, or the minute of it, in the zone."""
    hour, minute = divmod(minute_of_day or 0, 60)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone_info(zone))
