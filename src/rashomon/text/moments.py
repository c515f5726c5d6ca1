"""Calendar arithmetic: what a written time allows, as aware moments.

Parts of the day follow the conventions of the stories' key: morning 05-12, early on a day 00-08, night 18-06, twenty
minutes around "shortly before" and "shortly after", a day from 00:00:00 to 23:59:59.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

import msgspec

from rashomon.model.value import When
from rashomon.text.clocks import ClockForm
from rashomon.text.dates import DateForm
from rashomon.text.days import zone_info

# Hours from midnight of the day that is named; past 24 they reach into the next day.
PARTS: Final = {
    "morning": (5, 12),
    "early": (0, 8),
    "early morning": (0, 8),
    "late morning": (9, 12),
    "mid morning": (8, 11),
    "afternoon": (12, 18),
    "early afternoon": (12, 15),
    "mid afternoon": (13, 16),
    "late afternoon": (15, 18),
    "evening": (17, 22),
    "early evening": (17, 20),
    "late evening": (20, 24),
    "night": (18, 30),
    "late night": (20, 30),
    "early night": (18, 24),
    "late": (18, 24),
    "before dawn": (0, 6),
    "dawn": (4, 7),
    "dusk": (16, 21),
    "lunch": (11, 15),
    "overnight": (18, 30),
    "mid": (10, 15),
}
_SHORTLY: Final = (
    "shortly",
    "just",
    "moments",
    "a little",
    "soon",
    "minutes",
    "not long",
    "little",
    "right",
    "some time",
)
_ABOUT: Final = frozenset(
    ("about", "around", "approximately", "roughly", "some", "circa", "approx", "toward", "towards", "near")
)
_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
FIRST_YEAR, LAST_YEAR = 2, 9997


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def at_hours(day: date, hours: float, zone: tzinfo) -> datetime:
    """The moment so many hours after the day's midnight on the wall clock of a zone."""
    whole = datetime.combine(day, time()) + timedelta(hours=hours)
    return whole.replace(tzinfo=zone)


def days(first: date, last: date, zone: tzinfo, approximate: bool = False) -> When:
    """From the start of the first day to the last second of the last."""
    start = datetime.combine(first, time(), zone)
    return When(start, datetime.combine(last, time(23, 59, 59), zone), "", approximate)


def part_of_day(day: date, part: str, zone: tzinfo) -> When:
    """A named part of a day; unknown names are the whole day."""
    low, high = PARTS.get(part, (0, 24))
    latest = at_hours(day, high, zone)
    if high == 24:
        latest -= _SECOND
    return When(at_hours(day, low, zone), latest)


def weekday_near(today: date, weekday: int, way: str, weeks: int, tense: int) -> date:
    """The day that a weekday means on a day of writing: the latest one, unless the words or the tense look ahead."""
    back = (today.weekday() - weekday) % 7
    if way == "week":
        return today - timedelta(days=today.weekday()) + timedelta(days=weekday, weeks=weeks)
    if way == "last":
        return today - timedelta(days=back or 7)
    if way == "next":
        return today + timedelta(days=(-back) % 7 or 7)
    if tense > 0:
        return today + timedelta(days=(-back) % 7)
    return today - timedelta(days=back)


def date_near(today: date, month: int, day: int, tense: int) -> date | None:
    """A date without a year: the latest one not after the day of writing (two days of grace), unless the tense looks
    ahead, or says nothing and the date is at hand while the past one is most of a year away.
    """
    around = [safe_date(today.year + step, month, day) for step in range(-8, 9)]
    dates = [found for found in around if found is not None]
    behind = max((found for found in dates if found <= today + 2 * _DAY), default=None)
    coming = min((found for found in dates if found >= today), default=None)
    if behind is None or coming is None:
        return coming or behind
    if tense > 0:
        far = (coming - today).days > 180 and (today - behind).days < 150
        return behind if far else coming
    # a writer who means the date of last year says so; the same date of this year, a few weeks off, goes without saying
    if coming.year == today.year and (today - behind).days > 300 and (coming - today).days <= 60:
        return coming
    if tense == 0 and (today - behind).days > 240 and (coming - today).days <= 100:
        return coming
    return behind


def day_of_month(today: date, day: int, tense: int) -> date | None:
    """ "the 15th": of this month, or of the one before (after) when that lies ahead (behind)."""
    year, month = today.year, today.month
    for _ in range(4):
        found = safe_date(year, month, day)
        if found is not None and (found >= today if tense > 0 else found <= today + 2 * _DAY):
            return found
        year, month = _month_shift(year, month, 1 if tense > 0 else -1)
    return None


def _month_shift(year: int, month: int, by: int) -> tuple[int, int]:
    whole = year * 12 + month - 1 + by
    return whole // 12, whole % 12 + 1


def until_of(first: date, form: DateForm) -> date | None:
    """The last day of a written range of days that begins on ``first``."""
    year = form.until_year or first.year
    last = safe_date(year, form.until_month or first.month, form.until_day)
    if last is not None and last < first:
        last = safe_date(year + 1, last.month, last.day)
    return last


def month(year: int, number: int, today: date | None, zone: tzinfo, way: str) -> When | None:
    """A calendar month; without a year the latest one begun, "next" the first to come."""
    if not year:
        if today is None:
            return None
        year = today.year
        if way == "next":
            year += number < today.month or (number == today.month)
        elif way == "last":
            year -= number >= today.month
        elif way == "near":
            year += (number > today.month + 2) * -1 + (number < today.month - 9)
        elif way != "this":
            year -= number > today.month
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), zone)


def years(first: int, count: int, zone: tzinfo) -> When | None:
    """Whole calendar years."""
    if not FIRST_YEAR <= first <= LAST_YEAR - count:
        return None
    return days(date(first, 1, 1), date(first + count - 1, 12, 31), zone)


_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def period(today: date, word: str, shift: float, way: str, zone: tzinfo) -> When | None:
    """The week, weekend, month, year ... so many away from the one of a day; weeks begin on Monday."""
    by = int(shift)
    if word in _SEASONS:
        year = by if way == "in" else today.year + by
        start = _SEASONS[word]
        if way == "last" and today.month > start + 2:
            year += 1
        if not FIRST_YEAR <= year < LAST_YEAR:
            return None
        until_year, until_month = _month_shift(year, start, 2)
        final = calendar.monthrange(until_year, until_month)[1]
        return days(date(year, start, 1), date(until_year, until_month, final), zone, True)
    monday = today - timedelta(days=today.weekday())
    if word == "week":
        return days(monday + timedelta(weeks=by), monday + timedelta(weeks=by, days=6), zone)
    if word == "fortnight":
        return days(monday + timedelta(weeks=2 * by), monday + timedelta(weeks=2 * by, days=13), zone)
    if word == "weekend":
        return _weekend(today, monday, by, way, zone)
    if word == "month":
        year, number = _month_shift(today.year, today.month, by)
        return month(year, number, today, zone, "")
    if word[0] == "q" and word[1:].isdigit():
        number = 3 * int(word[1:]) - 2
        year = by or today.year - (number > today.month)
        return days(date(year, number, 1), date(year, number + 2, calendar.monthrange(year, number + 2)[1]), zone)
    if word == "quarter":
        year, number = _month_shift(today.year, 3 * ((today.month - 1) // 3) + 1, 3 * by)
        return days(date(year, number, 1), date(year, number + 2, calendar.monthrange(year, number + 2)[1]), zone)
    if word == "decade":
        return years(today.year // 10 * 10 + 10 * by, 10, zone)
    if word == "century":
        return years(today.year // 100 * 100 + 100 * by, 100, zone)
    if word == "year":
        return years(today.year + by, 1, zone)
    return days(today, today, zone) if word == "day" else None


def _weekend(today: date, monday: date, by: int, way: str, zone: tzinfo) -> When:
    """ "the weekend" is the last one begun; "last weekend" the last one over; "this weekend" that of the week."""
    saturday = monday + timedelta(days=5)
    if (way == "near" and saturday > today) or way == "last":
        saturday -= timedelta(weeks=1)
    elif way == "next":
        saturday += timedelta(weeks=0 if today < saturday else by)
    return days(saturday, saturday + _DAY, zone)


_HOURS: Final = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "night": 24.0}


def window(today: date, now: datetime | None, what: tuple[str, float, str], zone: tzinfo) -> When | None:
    """ "the last 24 hours", "the next two weeks": a stretch that ends or begins on the day of writing.

    what: unit, amount, and "last" or "next".
    """
    unit, amount, way = what
    sign = -1 if way == "last" else 1
    if unit in ("second", "minute", "hour"):
        if amount > 240000:
            return None
        span = timedelta(hours=amount * _HOURS[unit])
        if now is not None:
            return _between(now, now + sign * span)
        start = datetime.combine(today, time(), zone)
        return _between(start - span, start + _DAY - _SECOND) if sign < 0 else _between(start, start + _DAY + span)
    other = _moved(today, unit, sign * amount)
    if other is None:
        return None
    first, last = min(today, other), max(today, other)
    return days(first, last, zone)


def _between(one: datetime, other: datetime) -> When:
    return When(min(one, other), max(one, other))


def _moved(day: date, unit: str, amount: float) -> date | None:
    """The day so many units away, None outside the calendar."""
    if abs(amount) > 4000 and unit not in ("day",):
        return None
    try:
        if unit in ("month", "quarter", "year", "decade", "century"):
            size = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
            year, number = _month_shift(day.year, day.month, round(amount * size))
            return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))
        size = {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1)
        return day + timedelta(days=amount * size)
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def shifted(day: date, now: datetime | None, what: tuple[str, float, str, bool], zone: tzinfo) -> When | None:
    """ "three days ago", "two minutes later", "in a month", as exact as its unit.

    what: unit, amount, way ("ago", "earlier", "later", "in", "from now") and whether it is approximate.
    """
    unit, amount, way, about = what
    back = way in ("ago", "earlier")
    if unit in ("second", "minute", "hour"):
        if now is None or amount > 240000:
            return _hours_off(day, unit, amount, back, zone)
        place = now + timedelta(hours=(-1 if back else 1) * amount * _HOURS[unit])
        slack = timedelta(minutes=30) if unit == "hour" and way in ("ago", "in") else timedelta()
        return When(place - slack, place + slack, "", about or bool(slack))
    other = _moved(day, unit, -amount if back else amount)
    if other is None:
        return None
    if unit in ("day", "night"):
        slack_days = timedelta(days=round(amount * 0.1) if about else 0)
        return days(other - slack_days, other + slack_days, zone, about)
    if unit in ("week", "fortnight", "weekend"):
        return days(other - 3 * _DAY, other + 3 * _DAY, zone, True)
    if unit == "month":
        found = month(other.year, other.month, None, zone, "")
    else:
        found = years(other.year, 1, zone)
    return None if found is None else msgspec.structs.replace(found, approximate=True)


def _hours_off(day: date, unit: str, amount: float, back: bool, zone: tzinfo) -> When | None:
    """Hours from an unknown moment of a day: all the days that they can reach."""
    if amount > 240000:
        return None
    span = timedelta(hours=amount * _HOURS[unit])
    start = datetime.combine(day, time(), zone)
    return When(start - span if back else start, start + _DAY - _SECOND + (timedelta() if back else span), "", True)


def settled(form: ClockForm, part: str, other: ClockForm | None) -> ClockForm:
    """Tell morning from afternoon by the part of the day said with it, or by the settled clock just before it."""
    if form.settled or form.minute >= 780:
        return form
    low, high = PARTS.get(part, (0, 0))
    if high:
        inside = [m for m in (form.minute, form.minute + 720, form.minute + 1440) if low * 60 <= m <= high * 60]
        minute = inside[0] if inside else form.minute
    elif other is not None and form.minute < 720 <= other.minute and form.minute + 720 >= other.minute:
        minute = form.minute + 720
    else:
        return form
    step = minute - form.minute
    until = form.until + step if form.until >= 0 and form.until < 780 else form.until
    return msgspec.structs.replace(form, minute=minute, until=until, settled=True)


def offset_between(minute: int, other: int, offset: str) -> tzinfo | None:
    """The offset of a local clock from the same moment in a known zone, None when no zone on earth has it."""
    known = zone_info(offset).utcoffset(datetime(2000, 1, 1)) or timedelta()
    apart = (minute - other + 720) % 1440 - 720
    total = apart + int(known.total_seconds()) // 60
    if total < -12 * 60:
        total += 1440
    if total % 15 or not -720 <= total <= 840:
        return None
    return timezone(timedelta(minutes=total))


def local_day(day: date, form: ClockForm, zone: tzinfo) -> date:
    """The day in a zone at the moment that another zone's clock shows on its own day ("0508 GMT Monday" is Sunday)."""
    there = at_hours(day, 0, zone_info(form.offset)) + timedelta(minutes=form.minute)
    return there.astimezone(zone).date()


def agrees(inferred: tzinfo, zone: tzinfo, day: date) -> bool:
    """Whether two zones show the same clock on a day."""
    noon = datetime.combine(day, time(12))
    return inferred.utcoffset(noon) == zone.utcoffset(noon)


def clock(day: date, form: ClockForm, lead: str, zone: tzinfo, said: str) -> When:
    """A clock time on a day, widened by the words before it ("shortly before", "by", "around")."""
    place = at_hours(day, 0, zone) + timedelta(minutes=form.minute, seconds=form.seconds)
    if form.until >= 0:
        until = at_hours(day, 0, zone) + timedelta(minutes=form.until)
        if until < place:
            until += _DAY
        return When(place, until, said)
    words = lead.split()
    while words and words[-1] in ("the", "at", "on", "in", ","):
        words.pop()
    final = words[-1] if words else ""
    about = final in _ABOUT
    phrase = " ".join(words)
    if final in ("before", "after", "past"):
        return _beside(day, place, (phrase, final, said), form, zone)
    if final in ("by", "until", "till") and form.minute == 0 and form.settled:
        place += _DAY
    if final == "by":
        return When(at_hours(day, 0, zone), place, said)
    return When(place, place, said, about)


def _beside(day: date, place: datetime, words: tuple[str, str, str], form: ClockForm, zone: tzinfo) -> When:
    """ "shortly before 9 a.m.", "after midnight": twenty minutes when it is near, else the rest of the day."""
    phrase, final, said = words
    shortly = phrase.removesuffix(final).rstrip()
    if form.minute == 0 and form.settled and final == "before":
        place += _DAY
    near = timedelta(minutes=60 if form.minute == 720 and form.last - form.first == 1 else 20)
    if shortly.endswith(_SHORTLY):
        return When(place - near, place, said, True) if final == "before" else When(place, place + near, said, True)
    if final == "before":
        return When(at_hours(day, 0, zone), place, said)
    return When(place, at_hours(day, 24, zone) - _SECOND, said)
