"""The pieces that time expressions are built of: dates, weekdays, clocks, parts of the day, periods, shifts, durations.

`pieces` reads a sentence into them from left to right; `text/times` joins neighbours and turns them into moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rashomon.text.annotation import Token
from rashomon.text.clocks import clock_at
from rashomon.text.dates import DateForm, date_at, is_year, lowered, month_of, weekday_at
from rashomon.text.days import MONTHS, WEEKDAYS
from rashomon.text.periods import (
    LAST,
    NEXT,
    SEASONS,
    WAYS,
    Piece,
    read_period,
    read_quarter,
    read_shift,
    unit_of,
    way_at,
    word_at,
)
from rashomon.text.wordlists import word_set
from rashomon.text.years import is_written_year

_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_PARTS: Final = {
    "morning": "morning",
    "mornings": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "overnight": "overnight",
    "dawn": "dawn",
    "daybreak": "dawn",
    "sunrise": "dawn",
    "dusk": "dusk",
    "sunset": "dusk",
    "nightfall": "dusk",
    "lunchtime": "lunch",
    "predawn": "before dawn",
    "pre-dawn": "before dawn",
    "midmorning": "mid morning",
    "mid-morning": "mid morning",
    "mid-afternoon": "mid afternoon",
    "midafternoon": "mid afternoon",
    "sundown": "dusk",
    "midweek": "",
    "nighttime": "night",
}
_VAGUE: Final = word_set("recently now currently lately nowadays soon presently")
_RECURRING: Final = word_set("daily weekly monthly yearly annually hourly nightly quarterly biweekly annual")
_HOLIDAYS: Final = {
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("new", "year's", "day"): (1, 1),
    ("new", "year's", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "year", "'s", "eve"): (12, 31),
    ("christmas",): (12, 25),
    ("boxing", "day"): (12, 26),
    ("valentine", "'s", "day"): (2, 14),
    ("halloween",): (10, 31),
    ("independence", "day"): (7, 4),
    ("fourth", "of", "july"): (7, 4),
    ("may", "day"): (5, 1),
    ("bastille", "day"): (7, 14),
}
# Days from Easter Sunday.
_EASTER: Final = {
    ("easter", "sunday"): 0,
    ("easter", "day"): 0,
    ("easter", "monday"): 1,
    ("good", "friday"): -2,
    ("palm", "sunday"): -7,
    ("holy", "saturday"): -1,
    ("maundy", "thursday"): -3,
    ("ash", "wednesday"): -46,
    ("whit", "sunday"): 49,
    ("pentecost", "sunday"): 49,
}
_FEASTS: Final = word_set("easter ramadan passover hanukkah diwali thanksgiving pentecost")
_OF_DAYS: Final = word_set("morning night evening afternoon eve day weekend week season period")
# A time begins with one of these, or with a figure; nothing else needs a longer look.
_BEGINNERS: Final = (
    frozenset((*_DAYS, *_PARTS, *WAYS, *SEASONS, *LAST, *NEXT, *_VAGUE, *_RECURRING, *MONTHS, *WEEKDAYS))
    | frozenset(words[0] for words in (*_HOLIDAYS, *_EASTER))
    | frozenset(day + "s" for day in WEEKDAYS)
    | word_set("the this that year latest current same early late mid small wee pre just before after earlier later")
    | word_set("each every day")
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
    for read in (_holiday, read_quarter, _written, _weekday, _day, _part, read_period, read_shift, _plain_year, _loose):
        piece = read(tokens, at)
        if piece is not None:
            return piece
    return None


def is_festival(word: str) -> bool:
    """True for the name of a feast that is one word: "Christmas", "Halloween"."""
    return (word.casefold(),) in _HOLIDAYS or word.casefold() in _FEASTS


def _holiday(tokens: Sequence[Token], at: int) -> Piece | None:
    if not (tokens[at].text[0].isupper()):
        return None
    moved = _EASTER.get((word_at(tokens, at), word_at(tokens, at + 1)))
    if moved is not None:
        year = int(tokens[at + 2].text) if at + 2 < len(tokens) and is_year(tokens[at + 2].text) else 0
        feast = DateForm(at, at + 2 + bool(year), year, easter=moved)
        return Piece(at, feast.last, "date", date=feast)
    for size in (4, 3, 2, 1):
        day = _HOLIDAYS.get(tuple(word_at(tokens, at + step) for step in range(size)))
        if day is not None:
            last = at + size
            if size == 1 and last < len(tokens) and tokens[last].pos == "NOUN" and tokens[last].text not in _OF_DAYS:
                return None  # "a Christmas market" stands for weeks
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


def _weekday(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "Tuesday", "last Friday", "Monday of last week", "Tuesdays", "next Wednesday"."""
    way, place = way_at(tokens, at)
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
    after, later = word_at(tokens, last), word_at(tokens, last + 1)
    skip = 1 if after in ("of", "in") else 0
    if skip:
        after, later = later, word_at(tokens, last + 2)
    if after in ("last", "this", "next") and later == "week" and not way:
        return Piece(at, last + skip + 2, "weekday", "week", {"last": -1, "this": 0, "next": 1}[after], "week", number)
    if after == "last" and not way and not skip and later not in ("week", "month", "year"):
        return Piece(at, last + 1, "weekday", way="last", weekday=number)
    if after == "week" and not way and not skip:
        return Piece(at, last + 1, "weekday", "week", 1, "week", number)
    return Piece(at, last, "weekday", way=way, weekday=number)


def _day(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "yesterday", "tonight", "last night", "this morning", "the same day", "the day before", "the next day"."""
    low = word_at(tokens, at)
    if low in _DAYS:
        if low == "today" and word_at(tokens, at + 1) == "'s" and tokens[at].pos == "PROPN":
            return None
        if low == "tonight":
            return Piece(at, at + 1, "day", "night", 0)
        return Piece(at, at + 1, "day", "", _DAYS[low])
    if (
        low == "day"
        and word_at(tokens, at + 1) in ("before", "after")
        and word_at(tokens, at + 2) in ("yesterday", "tomorrow")
    ):
        shift = (-1.0 if word_at(tokens, at + 1) == "before" else 1.0) + _DAYS[word_at(tokens, at + 2)]
        return Piece(at, at + 3, "day", "", shift)
    if low == "earlier" and [word_at(tokens, at + step) for step in (1, 2, 3)] == ["in", "the", "day"]:
        return Piece(at, at + 4, "other_day", "", 0)
    if low == "last" and word_at(tokens, at + 1) in ("night", "evening"):
        return Piece(at, at + 2, "day", word_at(tokens, at + 1), -1)
    if low == "this" and word_at(tokens, at + 1) in ("morning", "afternoon", "evening"):
        return Piece(at, at + 2, "day", word_at(tokens, at + 1), 0)
    if low == "earlier" and word_at(tokens, at + 1) in ("today", "yesterday", "tonight"):
        return Piece(at, at + 2, "day", "", _DAYS[word_at(tokens, at + 1)])
    following = [word_at(tokens, at + step) for step in range(1, 5)]
    if low == "the":
        return _the_day(at, following)
    if low in ("that", "this") and following[0] == "day":
        return Piece(at, at + 2, "other_day" if low == "that" else "day", "", 0)
    if low in ("that", "the") and following[0] in ("morning", "afternoon", "evening", "night"):
        return Piece(at, at + 2, "other_day", following[0], 0)
    return None


def _the_day(at: int, following: list[str]) -> Piece | None:
    first, second, third = following[0], following[1], following[2]
    if first in ("day", "evening", "night", "morning", "afternoon") and second in ("before", "after"):
        part = "" if first == "day" else first
        shift = -1.0 if second == "before" else 1.0
        if third in ("yesterday", "tomorrow"):
            return Piece(at, at + 4, "day", part, shift + _DAYS[third])
        # "the day after the test" hangs on an event, "the day after." on the day spoken of
        return Piece(at, at + 3, "other_day", part, shift)
    if first in ("same", "next", "following", "previous", "preceding", "very") and second in (
        "day",
        "morning",
        "evening",
        "night",
        "afternoon",
        "same",
    ):
        shift = {"same": 0.0, "next": 1.0, "following": 1.0, "previous": -1.0, "preceding": -1.0, "very": 0.0}[first]
        if second == "same":
            second, shift = third, 0.0
        return Piece(at, at + 3, "other_day", "" if second == "day" else second, shift)
    return None


def _part(tokens: Sequence[Token], at: int) -> Piece | None:
    """Parts of the day, "early" and "late" when a day is near, "before dawn", "the small hours"."""
    low = word_at(tokens, at)
    after = word_at(tokens, at + 1)
    if low in ("before", "just") and after in ("dawn", "daybreak", "sunrise"):
        return Piece(at, at + 2, "part", "before dawn")
    if low in ("after",) and after in ("dark", "nightfall", "dusk", "sunset"):
        return Piece(at, at + 2, "part", "night")
    if low in ("small", "wee", "early") and after == "hours":
        return Piece(at, at + 2, "part", "early")
    if low in ("pre", "mid") and after == "-" and word_at(tokens, at + 2) in ("dawn", "morning", "afternoon"):
        part = word_at(tokens, at + 2)
        return Piece(at, at + 3, "part", "before dawn" if part == "dawn" else f"mid {part}")
    if low in ("early", "late", "mid", "later", "earlier"):
        return _modified_part(tokens, at, {"later": "", "earlier": ""}.get(low, low))
    if _PARTS.get(low):
        if (
            low in ("dawn", "night", "dusk")
            and word_at(tokens, at - 1) not in _PART_LEADS
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
    if word_at(tokens, place) == "-":
        place += 1
    if word_at(tokens, place) in ("in", "on") and word_at(tokens, place + 1) == "the":
        inner = word_at(tokens, place + 2)
        if inner in ("morning", "afternoon", "evening", "day", "night") and modifier:
            return Piece(at, place + 3, "part", _combined(modifier, inner))
    inner = word_at(tokens, place)
    if inner in ("morning", "afternoon", "evening", "night") and modifier:
        return Piece(at, place + 1, "part", _combined(modifier, inner))
    if inner in ("at",) and word_at(tokens, place + 1) == "night" and modifier:
        return Piece(at, place + 2, "part", f"{modifier} night")
    near = place + 1 if inner in ("on", "in") else place
    if near >= len(tokens) or not modifier:
        return None
    if inner != "in" and (weekday_at(tokens, near) >= 0 or word_at(tokens, near) in ("yesterday", "today", "tomorrow")):
        return Piece(at, at + 1, "part", modifier)
    date = date_at(tokens, near)
    if date is not None and date.day and inner != "in":
        return Piece(at, at + 1, "part", modifier)
    return None


def _combined(modifier: str, part: str) -> str:
    return modifier if part == "day" else "early" if (modifier, part) == ("early", "morning") else f"{modifier} {part}"


def _plain_year(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "in 1993", "since 2006", "(2010)", "the 2017 test", "2010 to 2012"."""
    if is_year(tokens[at].text) and is_written_year(tokens, at):
        return Piece(at, at + 1, "year", "year", float(tokens[at].text))
    return None


def _loose(tokens: Sequence[Token], at: int) -> Piece | None:
    low = word_at(tokens, at)
    if low in _VAGUE:
        return Piece(at, at + 1, "vague", low)
    if low in _RECURRING and low != "annual":
        return Piece(at, at + 1, "recurring", low)
    if low == "recent" and unit_of(word_at(tokens, at + 1)):
        return Piece(at, at + 2, "vague", "recent")
    if low in ("previously", "formerly"):
        return Piece(at, at + 1, "vague", low)
    return None
