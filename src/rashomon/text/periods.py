"""Periods, windows, shifts and durations: "last month", "the past 24 hours", "two days earlier", "for three hours"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.bounds import bound_before
from rashomon.text.clocks import ClockForm
from rashomon.text.dates import DateForm, is_year, lowered, weekday_at
from rashomon.text.days import MONTHS
from rashomon.text.figures import figure_at
from rashomon.text.wordlists import word_set
from rashomon.text.years import spoken_year


class Piece(msgspec.Struct, frozen=True):
    """One piece of a time expression; first and last are token indices, last exclusive.

    slot: date, month, year, weekday, day (shift from the day of writing), other_day (from the day spoken of), part,
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


_UNITS: Final = {
    "second": "second",
    "minute": "minute",
    "min": "minute",
    "hour": "hour",
    "hr": "hour",
    "day": "day",
    "week": "week",
    "fortnight": "fortnight",
    "month": "month",
    "year": "year",
    "yr": "year",
    "decade": "decade",
    "century": "century",
    "weekend": "weekend",
    "quarter": "quarter",
    "season": "season",
    "night": "night",
    "morning": "morning",
}
_PERIODS: Final = word_set(
    "week month year weekend decade century quarter fortnight spring summer autumn fall winter semester"
)
SEASONS: Final = word_set("spring summer autumn winter")
LAST: Final = word_set("last past previous preceding")
NEXT: Final = word_set("next coming upcoming following")
WAYS: Final = {
    "ago": "ago",
    "earlier": "earlier",
    "later": "later",
    "before": "earlier",
    "after": "later",
    "previously": "earlier",
    "afterward": "later",
    "afterwards": "later",
    "hence": "later",
    "prior": "earlier",
}


def word_at(tokens: Sequence[Token], at: int) -> str:
    return lowered(tokens[at]) if 0 <= at < len(tokens) else ""


def unit_of(word: str) -> str:
    if word in _UNITS:
        return _UNITS[word]
    if word == "centuries":
        return "century"
    return _UNITS.get(word[:-1], "") if word.endswith("s") else ""


def read_quarter(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "the third quarter of 2019", "fourth-quarter", "mid-November", "nineteen ninety-six"."""
    month = re.fullmatch(r"mid-([A-Z][a-z]+)", tokens[at].text)
    if month and month[1].lower() in MONTHS:
        return Piece(at, at + 1, "month", date=DateForm(at, at + 1, month=MONTHS[month[1].lower()]))
    year, last = spoken_year(tokens, at)
    if year:
        return Piece(at, last, "year", "year", float(year))
    if (spoken := _spoken_quarter(tokens, at)) is not None:
        return spoken
    place = at + 1 if word_at(tokens, at) == "the" else at
    number = _QUARTERS.get(word_at(tokens, place), 0)
    after = place + 2 if word_at(tokens, place + 1) == "-" else place + 1
    if not number or word_at(tokens, after) != "quarter":
        return None
    last = after + 1
    step = last + 1 if word_at(tokens, last) in ("of", "in") else last
    if step < len(tokens) and is_year(tokens[step].text):
        return Piece(at, step + 1, "period", f"q{number}", float(tokens[step].text), "in")
    return Piece(at, last, "period", f"q{number}", 0, "in")


def _spoken_quarter(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "the quarter", "the latest period", "the year-earlier quarter": what a report on business is about."""
    place = at + 1 if word_at(tokens, at) == "the" else at
    if word_at(tokens, place) == "latest" and word_at(tokens, place + 1) in ("quarter", "period"):
        return Piece(at, place + 2, "spoken_quarter", "latest")
    if [word_at(tokens, place), word_at(tokens, place + 1)] == ["year", "-"] and word_at(tokens, place + 2) in (
        "ago",
        "earlier",
    ):
        last = place + 3 + (word_at(tokens, place + 3) in ("quarter", "period"))
        return Piece(at, last, "spoken_quarter", "before", -1.0)
    if place > at and word_at(tokens, place) == "quarter" and word_at(tokens, place + 1) not in ("of", "-"):
        return Piece(at, place + 1, "spoken_quarter", "spoken")
    return None


_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def way_at(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """ "last", "this" or "next" at a token, with the index past it; "" and ``at`` where there is none."""
    low = word_at(tokens, at)
    step = at
    if low == "the" or (low == "this" and word_at(tokens, at + 1) in LAST | NEXT):
        step, low = at + 1, word_at(tokens, at + 1)
        if low not in LAST | NEXT | {"same", "current"}:
            return "", at
    if low in ("late", "early"):
        return "", at
    if low in LAST:
        return "last", step + 1
    if low in NEXT:
        return "next", step + 1
    if low in ("this", "current", "same", "that") and (low != "same" or step > at):
        return ("this" if low in ("this", "current") else "that"), step + 1
    return "", at


_SHARES: Final = word_set(
    "end beginning start middle rest half most part course close much remainder months weeks days"
)


_DECADES: Final = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990,
}  # fmt: skip


def read_period(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "last month", "this year", "next week", "the weekend", "the past 24 hours", "spring 2010", "the 1990s"."""
    low = word_at(tokens, at)
    decade = re.fullmatch(r"(?:(\d\d)|['’])(\d)0s", tokens[at].text)
    if decade:
        century = int(decade[1]) if decade[1] else (20 if decade[2] in "01" else 19)
        return Piece(at, at + 1, "year", "decade", century * 100 + int(decade[2]) * 10)
    if low == "the" and word_at(tokens, at + 1) in _DECADES:
        return Piece(at, at + 2, "year", "decade", float(_DECADES[word_at(tokens, at + 1)]))
    if low in SEASONS or (low == "fall" and word_at(tokens, at - 1) in ("last", "this", "next", "the")):
        last = at + 2 if word_at(tokens, at + 1) == "of" else at + 1
        if last < len(tokens) and is_year(tokens[last].text):
            return Piece(at, last + 1, "period", low, float(tokens[last].text), "in")
    way, place = way_at(tokens, at)
    if not way:
        if (
            low == "the"
            and word_at(tokens, at - 1) == "of"
            and word_at(tokens, at - 2) in _SHARES
            and word_at(tokens, at + 1) in _PERIODS
        ):
            return Piece(at, at + 2, "period", word_at(tokens, at + 1), 0, "this")
        if low == "the" and word_at(tokens, at + 1) == "weekend":
            return Piece(at, at + 2, "period", "weekend", 0, "near")
        if low == "earlier" and word_at(tokens, at + 1) == "this" and word_at(tokens, at + 2) in _PERIODS | {"day"}:
            return Piece(at, at + 3, "period", word_at(tokens, at + 2), 0, "this")
        if low in ("each", "every") and (
            unit_of(word_at(tokens, at + 1)) or weekday_at(tokens, min(at + 1, len(tokens) - 1)) >= 0
        ):
            return Piece(at, at + 2, "recurring", word_at(tokens, at + 1))
        return None
    word = word_at(tokens, place)
    if word in _PERIODS:
        if way == "that" or (
            tokens[at].text.lower() == "the"
            and way in ("last", "next")
            and word != "weekend"
            and word_at(tokens, at + 1) in ("previous", "preceding", "following", "next", "last")
        ):
            kind = {"last": -1.0, "next": 1.0}.get(way, 0.0)
            if word_at(tokens, at + 1) in ("last", "past"):
                return Piece(at, place + 1, "window", word, 1.0, way)
            return Piece(at, place + 1, "other_period", word, kind, way)
        if word_at(tokens, at) == "past" or (word_at(tokens, at + 1) == "past" and place > at + 1):
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
    last = figure.last + (1 if word_at(tokens, figure.last) == "-" else 0)
    unit = unit_of(word_at(tokens, last))
    if not unit:
        return None
    return Piece(at, last + 1, "window", unit, figure.low, way, about=figure.approximate)


def read_shift(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "three days ago", "a day earlier", "two minutes later", "in two weeks", "for an hour", "35 minutes"."""
    low = word_at(tokens, at)
    if low in ("weeks", "days", "hours", "months", "years", "minutes", "decades", "moments", "seconds"):
        way = WAYS.get(word_at(tokens, at + 1), "")
        if way and low != "moments":
            return Piece(at, at + 2, "vague", low, 0, way)
        return None
    figure = figure_at(tokens, at)
    if figure is None or figure.form in ("ordinal", "both", "no"):
        return None
    if figure.form == "article" and word_at(tokens, figure.last) in ("second",):
        return None
    place, high = figure.last, figure.high
    other = (
        figure_at(tokens, place + 1)
        if word_at(tokens, place) in ("to", "or", "-", "–") and place + 1 < len(tokens)
        else None
    )
    if other is not None and other.form in ("digits", "words"):
        place, high = other.last, other.high
    glue = word_at(tokens, place) == "-" and unit_of(word_at(tokens, place + 1)) != ""
    if (
        word_at(tokens, place) in ("more", "full", "whole", "consecutive", "straight", "long", "short", "further")
        and not glue
    ):
        place += 1
    unit = unit_of(word_at(tokens, place + glue))
    if not unit or unit in ("season", "quarter", "weekend", "morning"):
        return None
    last = place + glue + 1
    last, extra = _and_half(tokens, last)
    if glue and word_at(tokens, last) in ("-", "old"):
        return (
            None
            if word_at(tokens, last) == "old" or word_at(tokens, last + 1) == "old"
            else Piece(at, last, "duration", unit, figure.low)
        )
    return _directed(
        tokens, at, last, unit, (figure.low + extra, figure.approximate or (high or figure.low) != figure.low)
    )


def _and_half(tokens: Sequence[Token], last: int) -> tuple[int, float]:
    words = [word_at(tokens, last + step) for step in range(3)]
    return (last + 3, 0.5) if words == ["and", "a", "half"] else (last, 0.0)


def _directed(tokens: Sequence[Token], at: int, last: int, unit: str, amount: tuple[float, bool]) -> Piece:
    """Tell "two days ago" and "two days later" from "in two days" and from a bare duration."""
    value, about = amount
    if word_at(tokens, last) == "or" and word_at(tokens, last + 1) in ("so", "more", "two"):
        about, last = True, last + 2
    bound = bound_before(tokens, at)
    about = about or bound.about or bound.kind not in ("", "exact")
    following = word_at(tokens, last)
    if following == "'":
        following = word_at(tokens, last + 1)
    way = WAYS.get(following, "")
    end = last + 1
    if following == "from" and word_at(tokens, last + 1) in ("now", "today"):
        return Piece(at, last + 2, "shift", unit, value, "from now", about=about)
    if following == "old":
        return Piece(at, last, "age", unit, value)
    if way and not (following in ("before", "after", "prior") and _is_clause_end(tokens, last)):
        if following == "earlier" and word_at(tokens, end) == "than":
            end += 1
        return Piece(at, end, "shift", unit, value, way, about=about)
    if way:
        return Piece(at, end, "shift", unit, value, way, about=about)
    before = word_at(tokens, at - 1)
    if before == "in" and not bound.kind and _will_come(tokens, at):
        return Piece(at, last, "shift", unit, value, "in", about=about)
    return Piece(at, last, "duration", unit, value, about=about)


def _is_clause_end(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 >= len(tokens) or tokens[at + 1].text in (",", ".", ";", ")")


_RANKED = frozenset({
    "first", "only", "worst", "biggest", "largest", "highest", "lowest", "deadliest", "best", "longest",
})
"""With these "in two years" is the span looked back over: "to convene the first talks in two years"."""


def _will_come(tokens: Sequence[Token], at: int) -> bool:
    """Whether "in two weeks" looks ahead: "will meet in two weeks", not "the first in six months"."""
    before = {word_at(tokens, place) for place in range(max(0, at - 8), at - 1)}
    return bool(before & {"will", "'ll", "shall", "to", "would"}) and not before & _RANKED
