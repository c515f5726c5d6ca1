"""The pieces that time expressions are built of: dates, weekdays, clocks, parts of the day, periods, shifts, durations.

`pieces` reads a sentence into them from left to right; `text/times` joins neighbours and turns them into moments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.bounds import bound_before
from rashomon.text.clocks import ClockForm, clock_at
from rashomon.text.dates import MONTHS, DateForm, date_at, is_year, lowered, month_of, weekday_at
from rashomon.text.figures import figure_at
from rashomon.text.wordlists import word_set
from rashomon.text.days import WEEKDAYS
from rashomon.text.years import is_written_year, spoken_year


class Piece(msgspec.Struct, frozen=True):
    """One piece of a time expression; first and last are token indices, last exclusive.

    slot: date, month, year, weekday, day (shift from the day of writing), other_day (shift from the day spoken of), part,
    clock, period, shift, duration, window, recurring or vague. word: what names a part, period or unit. shift: how many
    days or units away; way: "last", "this", "next", "ago", "later", "earlier" or "in". about: not meant exactly.
    """

    first: int
    last: int
    slot: str
    word: str = ""
    shift: float = 0.0
    way: str = ""
    weekday: int = -1
    date: DateForm | None = None
    clock: ClockForm | None = None
    about: bool = False


_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_PARTS: Final = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    "overnight": "overnight", "dawn": "dawn", "daybreak": "dawn", "sunrise": "dawn", "dusk": "dusk", "sunset": "dusk",
    "nightfall": "dusk", "lunchtime": "lunch", "predawn": "before dawn", "pre-dawn": "before dawn", "midmorning": "mid morning",
    "mid-morning": "mid morning", "mid-afternoon": "mid afternoon", "midafternoon": "mid afternoon", "sundown": "dusk",
    "midweek": "", "nighttime": "night",
}  # fmt: skip
_UNITS: Final = {
    "second": "second", "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day", "week": "week",
    "fortnight": "fortnight", "month": "month", "year": "year", "yr": "year", "decade": "decade", "century": "century",
    "weekend": "weekend", "quarter": "quarter", "season": "season", "night": "night", "morning": "morning",
}  # fmt: skip
_PERIODS: Final = word_set(
    "week month year weekend decade century quarter fortnight spring summer autumn fall winter semester"
)
_SEASONS: Final = word_set("spring summer autumn winter")
_LAST: Final = word_set("last past previous preceding")
_NEXT: Final = word_set("next coming upcoming following")
_WAYS: Final = {"ago": "ago", "earlier": "earlier", "later": "later", "before": "earlier", "after": "later",
                "previously": "earlier", "afterward": "later", "afterwards": "later", "hence": "later", "prior": "earlier"}  # fmt: skip
_VAGUE: Final = word_set("recently now currently lately nowadays soon presently")
_RECURRING: Final = word_set("daily weekly monthly yearly annually hourly nightly quarterly biweekly annual")
_HOLIDAYS: Final = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("new", "year's", "day"): (1, 1),
    ("new", "year's", "eve"): (12, 31), ("new", "year", "'s", "day"): (1, 1), ("new", "year", "'s", "eve"): (12, 31),
    ("christmas",): (12, 25), ("boxing", "day"): (12, 26), ("valentine", "'s", "day"): (2, 14), ("halloween",): (10, 31),
    ("independence", "day"): (7, 4), ("fourth", "of", "july"): (7, 4), ("may", "day"): (5, 1), ("bastille", "day"): (7, 14),
}  # fmt: skip


# A time begins with one of these, or with a figure; nothing else needs a longer look.
_BEGINNERS: Final = (
    frozenset((*_DAYS, *_PARTS, *_WAYS, *_SEASONS, *_LAST, *_NEXT, *_VAGUE, *_RECURRING, *MONTHS, *WEEKDAYS))
    | frozenset(words[0] for words in _HOLIDAYS)
    | frozenset(day + "s" for day in WEEKDAYS)
    | word_set("the this that current same early late mid small wee pre just before after earlier later each every day")
    | word_set(
        "a an half several couple few noon midday midnight noontime fall recent formerly previously weeks days hours"
    )
    | word_set(
        "months years minutes decades seconds one two three four five six seven eight nine ten eleven twelve thirteen"
    )
    | word_set(
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    )
    | word_set(
        "first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th quarter hundreds dozens"
    )
    | word_set("hundred thousand dozen multiple thousands tens millions billions")
)


def pieces(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of time expressions in a sentence, in order, without overlap."""
    found: list[Piece] = []
    at = 0
    while at < len(tokens):
        piece = _piece(tokens, at)
        if piece is None:
            at += 1
            continue
        found.append(piece)
        at = piece.last
    return found


def _piece(tokens: Sequence[Token], at: int) -> Piece | None:
    text = tokens[at].text
    if not (
        text[0].isdigit() or text[0] in "'’" or lowered(tokens[at]) in _BEGINNERS or text.startswith(("mid-", "Mid-"))
    ):
        return None
    for read in (_holiday, _quarter, _written, _weekday, _day, _part, _period, _shifted, _plain_year, _loose):
        piece = read(tokens, at)
        if piece is not None:
            return piece
    return None


def _word(tokens: Sequence[Token], at: int) -> str:
    return lowered(tokens[at]) if 0 <= at < len(tokens) else ""


def _unit(word: str) -> str:
    if word in _UNITS:
        return _UNITS[word]
    if word == "centuries":
        return "century"
    return _UNITS.get(word[:-1], "") if word.endswith("s") else ""


def _holiday(tokens: Sequence[Token], at: int) -> Piece | None:
    if not (tokens[at].text[0].isupper()):
        return None
    for size in (4, 3, 2, 1):
        day = _HOLIDAYS.get(tuple(_word(tokens, at + step) for step in range(size)))
        if day is not None:
            last = at + size
            year = int(tokens[last].text) if last < len(tokens) and is_year(tokens[last].text) else 0
            form = DateForm(at, last + bool(year), year, *day)
            return Piece(at, form.last, "date", date=form)
    return None


def _written(tokens: Sequence[Token], at: int) -> Piece | None:
    """Clock times, dates, months with or without a year."""
    clock = clock_at(tokens, at)
    if clock is not None:
        return Piece(at, clock.last, "clock", clock=clock)
    date = date_at(tokens, at)
    if date is None:
        return None
    return Piece(at, date.last, "date" if date.day else "month", date=date)


def _quarter(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "the third quarter of 2019", "fourth-quarter", "mid-November", "nineteen ninety-six"."""
    month = re.fullmatch(r"mid-([A-Z][a-z]+)", tokens[at].text)
    if month and month[1].lower() in MONTHS:
        return Piece(at, at + 1, "month", date=DateForm(at, at + 1, month=MONTHS[month[1].lower()]))
    year, last = spoken_year(tokens, at)
    if year:
        return Piece(at, last, "year", "year", float(year))
    place = at + 1 if _word(tokens, at) == "the" else at
    number = _QUARTERS.get(_word(tokens, place), 0)
    after = place + 2 if _word(tokens, place + 1) == "-" else place + 1
    if not number or _word(tokens, after) != "quarter":
        return None
    last = after + 1
    step = last + 1 if _word(tokens, last) in ("of", "in") else last
    if step < len(tokens) and is_year(tokens[step].text):
        return Piece(at, step + 1, "period", f"q{number}", float(tokens[step].text), "in")
    return Piece(at, last, "period", f"q{number}", 0, "in")


_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _way_before(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """ "last", "this" or "next" at a token, with the index past it; "" and ``at`` where there is none."""
    low = _word(tokens, at)
    step = at
    if low == "the" or (low == "this" and _word(tokens, at + 1) in _LAST | _NEXT):
        step, low = at + 1, _word(tokens, at + 1)
        if low not in _LAST | _NEXT | {"same", "current"}:
            return "", at
    if low == "late" or low == "early":
        return "", at
    if low in _LAST:
        return "last", step + 1
    if low in _NEXT:
        return "next", step + 1
    if low in ("this", "current", "same", "that") and (low != "same" or step > at):
        return ("this" if low in ("this", "current") else "that"), step + 1
    return "", at


def _weekday(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "Tuesday", "last Friday", "Monday of last week", "Tuesdays", "next Wednesday"."""
    way, place = _way_before(tokens, at)
    if place >= len(tokens):
        return None
    number = weekday_at(tokens, place)
    if number < 0:
        month = month_of(tokens, place) if way else 0
        if month and way in ("last", "next", "this"):
            return Piece(at, place + 1, "month", way=way, date=DateForm(at, place + 1, month=month))
        plural = (
            tokens[place].text[:-1] if tokens[place].text.endswith("days") and tokens[place].text[0].isupper() else ""
        )
        if plural and plural.lower() in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
            return Piece(at, place + 1, "recurring", "week")
        return None
    last = place + 1
    after, later = _word(tokens, last), _word(tokens, last + 1)
    skip = 1 if after in ("of", "in") else 0
    if skip:
        after, later = later, _word(tokens, last + 2)
    if after in ("last", "this", "next") and later == "week" and not way:
        return Piece(at, last + skip + 2, "weekday", "week", {"last": -1, "this": 0, "next": 1}[after], "week", number)
    if after == "last" and not way and not skip and later not in ("week", "month", "year"):
        return Piece(at, last + 1, "weekday", way="last", weekday=number)
    if after == "week" and not way and not skip:
        return Piece(at, last + 1, "weekday", "week", 1, "week", number)
    return Piece(at, last, "weekday", way=way, weekday=number)


def _day(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "yesterday", "tonight", "last night", "this morning", "the same day", "the day before", "the next day"."""
    low = _word(tokens, at)
    if low in _DAYS:
        if low == "today" and _word(tokens, at + 1) == "'s" and tokens[at].pos == "PROPN":
            return None
        if low == "tonight":
            return Piece(at, at + 1, "day", "night", 0)
        return Piece(at, at + 1, "day", "", _DAYS[low])
    if (
        low == "day"
        and _word(tokens, at + 1) in ("before", "after")
        and _word(tokens, at + 2) in ("yesterday", "tomorrow")
    ):
        shift = (-1.0 if _word(tokens, at + 1) == "before" else 1.0) + _DAYS[_word(tokens, at + 2)]
        return Piece(at, at + 3, "day", "", shift)
    if low == "earlier" and [_word(tokens, at + step) for step in (1, 2, 3)] == ["in", "the", "day"]:
        return Piece(at, at + 4, "other_day", "", 0)
    if low == "last" and _word(tokens, at + 1) in ("night", "evening"):
        return Piece(at, at + 2, "day", _word(tokens, at + 1), -1)
    if low == "this" and _word(tokens, at + 1) in ("morning", "afternoon", "evening"):
        return Piece(at, at + 2, "day", _word(tokens, at + 1), 0)
    if low == "earlier" and _word(tokens, at + 1) in ("today", "yesterday", "tonight"):
        return Piece(at, at + 2, "day", "", _DAYS[_word(tokens, at + 1)])
    following = [_word(tokens, at + step) for step in range(1, 5)]
    if low == "the":
        return _the_day(tokens, at, following)
    if low in ("that", "this") and following[0] == "day":
        return Piece(at, at + 2, "other_day" if low == "that" else "day", "", 0)
    if low in ("that", "the") and following[0] in ("morning", "afternoon", "evening", "night"):
        return Piece(at, at + 2, "other_day", following[0], 0)
    return None


def _the_day(tokens: Sequence[Token], at: int, following: list[str]) -> Piece | None:
    first, second, third = following[0], following[1], following[2]
    if first in ("day", "evening", "night", "morning", "afternoon") and second in ("before", "after"):
        part = "" if first == "day" else first
        shift = -1.0 if second == "before" else 1.0
        if third in ("yesterday", "tomorrow"):
            return Piece(at, at + 4, "day", part, shift + _DAYS[third])
        # "the day after the test" hangs on an event, "the day after." on the day spoken of
        return Piece(at, at + 3, "other_day", part, shift)
    if first in ("same", "next", "following", "previous", "preceding", "very") and second in (
        "day", "morning", "evening", "night", "afternoon", "same",
    ):  # fmt: skip
        shift = {"same": 0.0, "next": 1.0, "following": 1.0, "previous": -1.0, "preceding": -1.0, "very": 0.0}[first]
        if second == "same":
            second, shift = third, 0.0
        return Piece(at, at + 3, "other_day", "" if second == "day" else second, shift)
    return None


def _part(tokens: Sequence[Token], at: int) -> Piece | None:
    """Parts of the day, "early" and "late" when a day is near, "before dawn", "the small hours"."""
    low = _word(tokens, at)
    after = _word(tokens, at + 1)
    if low in ("before", "just") and after in ("dawn", "daybreak", "sunrise"):
        return Piece(at, at + 2, "part", "before dawn")
    if low in ("after",) and after in ("dark", "nightfall", "dusk", "sunset"):
        return Piece(at, at + 2, "part", "night")
    if low in ("small", "wee", "early") and after == "hours":
        return Piece(at, at + 2, "part", "early")
    if low in ("pre", "mid") and after == "-" and _word(tokens, at + 2) in ("dawn", "morning", "afternoon"):
        part = _word(tokens, at + 2)
        return Piece(at, at + 3, "part", "before dawn" if part == "dawn" else f"mid {part}")
    if low in ("early", "late", "mid", "later", "earlier"):
        return _modified_part(tokens, at, {"later": "", "earlier": ""}.get(low, low))
    if _PARTS.get(low):
        if (
            low in ("dawn", "night", "dusk")
            and _word(tokens, at - 1) not in _PART_LEADS
            and weekday_at(tokens, at - 1) < 0
        ):
            return None
        if (
            low == "overnight"
            and after.isalpha()
            and after in ("stay", "train", "guests", "bus", "flight", "success", "low", "lows")
        ):
            return None
        return Piece(at, at + 1, "part", _PARTS[low])
    if low == "daylight" or (low == "rush" and after == "hour"):
        return None
    return None


_PART_LEADS: Final = word_set(
    "at by before after until the in that since around on toward towards during from last this each every"
)


def _modified_part(tokens: Sequence[Token], at: int, modifier: str) -> Piece | None:
    place = at + 1
    if _word(tokens, place) == "-":
        place += 1
    if _word(tokens, place) in ("in", "on") and _word(tokens, place + 1) == "the":
        inner = _word(tokens, place + 2)
        if inner in ("morning", "afternoon", "evening", "day", "night") and modifier:
            return Piece(at, place + 3, "part", _combined(modifier, inner))
    inner = _word(tokens, place)
    if inner in ("morning", "afternoon", "evening", "night") and modifier:
        return Piece(at, place + 1, "part", _combined(modifier, inner))
    if inner in ("at",) and _word(tokens, place + 1) == "night" and modifier:
        return Piece(at, place + 2, "part", f"{modifier} night")
    near = place + 1 if inner in ("on", "in") else place
    if near >= len(tokens) or not modifier:
        return None
    if inner != "in" and (weekday_at(tokens, near) >= 0 or _word(tokens, near) in ("yesterday", "today", "tomorrow")):
        return Piece(at, at + 1, "part", modifier)
    date = date_at(tokens, near)
    if date is not None and date.day and inner != "in":
        return Piece(at, at + 1, "part", modifier)
    return None


def _combined(modifier: str, part: str) -> str:
    return modifier if part == "day" else "early" if (modifier, part) == ("early", "morning") else f"{modifier} {part}"


_SHARES: Final = word_set(
    "end beginning start middle rest half most part course close much remainder months weeks days"
)


def _period(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "last month", "this year", "next week", "the weekend", "the past 24 hours", "spring 2010", "the 1990s"."""
    low = _word(tokens, at)
    decade = re.fullmatch(r"(?:(\d\d)|['’])(\d)0s", tokens[at].text)
    if decade:
        century = int(decade[1]) if decade[1] else (20 if decade[2] in "01" else 19)
        return Piece(at, at + 1, "year", "decade", century * 100 + int(decade[2]) * 10)
    if low in _SEASONS or (low == "fall" and _word(tokens, at - 1) in ("last", "this", "next", "the")):
        last = at + 2 if _word(tokens, at + 1) == "of" else at + 1
        if last < len(tokens) and is_year(tokens[last].text):
            return Piece(at, last + 1, "period", low, float(tokens[last].text), "in")
    way, place = _way_before(tokens, at)
    if not way:
        if (
            low == "the"
            and _word(tokens, at - 1) == "of"
            and _word(tokens, at - 2) in _SHARES
            and _word(tokens, at + 1) in _PERIODS
        ):
            return Piece(at, at + 2, "period", _word(tokens, at + 1), 0, "this")
        if low == "the" and _word(tokens, at + 1) == "weekend":
            return Piece(at, at + 2, "period", "weekend", 0, "near")
        if low == "earlier" and _word(tokens, at + 1) == "this" and _word(tokens, at + 2) in _PERIODS | {"day"}:
            return Piece(at, at + 3, "period", _word(tokens, at + 2), 0, "this")
        if low in ("each", "every") and (
            _unit(_word(tokens, at + 1)) or weekday_at(tokens, min(at + 1, len(tokens) - 1)) >= 0
        ):
            return Piece(at, at + 2, "recurring", _word(tokens, at + 1))
        return None
    word = _word(tokens, place)
    if word in _PERIODS:
        if way == "that" or (tokens[at].text.lower() == "the" and way in ("last", "next") and word != "weekend"
                             and _word(tokens, at + 1) in ("previous", "preceding", "following", "next", "last")):  # fmt: skip
            kind = {"last": -1.0, "next": 1.0}.get(way, 0.0)
            if _word(tokens, at + 1) in ("last", "past"):
                return Piece(at, place + 1, "window", word, 1.0, way)
            return Piece(at, place + 1, "other_period", word, kind, way)
        if _word(tokens, at) == "past" or (_word(tokens, at + 1) == "past" and place > at + 1):
            return Piece(
                at,
                place + 1,
                "window" if word != "weekend" else "period",
                word,
                1.0 if word != "weekend" else 0,
                "last",
            )
        return Piece(at, place + 1, "period", word, {"last": -1.0, "next": 1.0}.get(way, 0.0), way)
    return _window(tokens, at, place, way)


def _window(tokens: Sequence[Token], at: int, place: int, way: str) -> Piece | None:
    """ "the last 24 hours", "past two days", "next 48 hours", "recent"."""
    if way not in ("last", "next") or place >= len(tokens):
        return None
    figure = figure_at(tokens, place)
    if figure is None or figure.form not in ("digits", "words", "vague"):
        return None
    last = figure.last + (1 if _word(tokens, figure.last) == "-" else 0)
    unit = _unit(_word(tokens, last))
    if not unit:
        return None
    return Piece(at, last + 1, "window", unit, figure.low, way, about=figure.approximate)


def _shifted(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "three days ago", "a day earlier", "two minutes later", "in two weeks", "for an hour", "35 minutes"."""
    low = _word(tokens, at)
    if low in ("weeks", "days", "hours", "months", "years", "minutes", "decades", "moments", "seconds"):
        way = _WAYS.get(_word(tokens, at + 1), "")
        if way and low != "moments":
            return Piece(at, at + 2, "vague", low, 0, way)
        return None
    figure = figure_at(tokens, at)
    if figure is None or figure.form in ("ordinal", "both", "no"):
        return None
    if figure.form == "article" and _word(tokens, figure.last) in ("second",):
        return None
    place, high = figure.last, figure.high
    other = (
        figure_at(tokens, place + 1)
        if _word(tokens, place) in ("to", "or", "-", "–") and place + 1 < len(tokens)
        else None
    )
    if other is not None and other.form in ("digits", "words"):
        place, high = other.last, other.high
    glue = _word(tokens, place) == "-" and _unit(_word(tokens, place + 1)) != ""
    if (
        _word(tokens, place) in ("more", "full", "whole", "consecutive", "straight", "long", "short", "further")
        and not glue
    ):
        place += 1
    unit = _unit(_word(tokens, place + glue))
    if not unit or unit in ("season", "quarter", "weekend", "morning"):
        return None
    last = place + glue + 1
    last, extra = _and_half(tokens, last)
    if glue and _word(tokens, last) in ("-", "old"):
        return (
            None
            if _word(tokens, last) == "old" or _word(tokens, last + 1) == "old"
            else Piece(at, last, "duration", unit, figure.low)
        )
    return _directed(
        tokens, at, last, unit, (figure.low + extra, figure.approximate or (high or figure.low) != figure.low)
    )


def _and_half(tokens: Sequence[Token], last: int) -> tuple[int, float]:
    words = [_word(tokens, last + step) for step in range(3)]
    return (last + 3, 0.5) if words == ["and", "a", "half"] else (last, 0.0)


def _directed(tokens: Sequence[Token], at: int, last: int, unit: str, amount: tuple[float, bool]) -> Piece:
    """Tell "two days ago" and "two days later" from "in two days" and from a bare duration."""
    value, about = amount
    if _word(tokens, last) == "or" and _word(tokens, last + 1) in ("so", "more", "two"):
        about, last = True, last + 2
    bound = bound_before(tokens, at)
    about = about or bound.about or bound.kind not in ("", "exact")
    following = _word(tokens, last)
    if following == "'":
        following = _word(tokens, last + 1)
    way = _WAYS.get(following, "")
    end = last + 1
    if following == "from" and _word(tokens, last + 1) in ("now", "today"):
        return Piece(at, last + 2, "shift", unit, value, "from now", about=about)
    if following == "old":
        return Piece(at, last, "age", unit, value)
    if way and not (following in ("before", "after", "prior") and _is_clause_end(tokens, last)):
        if following == "earlier" and _word(tokens, end) == "than":
            end += 1
        return Piece(at, end, "shift", unit, value, way, about=about)
    if way:
        return Piece(at, end, "shift", unit, value, way, about=about)
    before = _word(tokens, at - 1)
    if before == "in" and not bound.kind and _will_come(tokens, at):
        return Piece(at, last, "shift", unit, value, "in", about=about)
    return Piece(at, last, "duration", unit, value, about=about)


def _is_clause_end(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 >= len(tokens) or tokens[at + 1].text in (",", ".", ";", ")")


def _will_come(tokens: Sequence[Token], at: int) -> bool:
    """Whether "in two weeks" looks ahead: "will meet in two weeks", not "the first in six months"."""
    return any(
        _word(tokens, place) in ("will", "'ll", "shall", "to", "would") for place in range(max(0, at - 8), at - 1)
    )


def _plain_year(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "in 1993", "since 2006", "(2010)", "the 2017 test", "2010 to 2012"."""
    if is_year(tokens[at].text) and is_written_year(tokens, at):
        return Piece(at, at + 1, "year", "year", float(tokens[at].text))
    return None


def _loose(tokens: Sequence[Token], at: int) -> Piece | None:
    low = _word(tokens, at)
    if low in _VAGUE:
        return Piece(at, at + 1, "vague", low)
    if low in _RECURRING and low != "annual":
        return Piece(at, at + 1, "recurring", low)
    if low == "recent" and _unit(_word(tokens, at + 1)):
        return Piece(at, at + 2, "vague", "recent")
    if low == "previously" or (low == "formerly"):
        return Piece(at, at + 1, "vague", low)
    return None
