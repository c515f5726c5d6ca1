"""Calendar dates as prose writes them: "Sept. 15", "15 September 2021", "2021-10-19", "the 15th", "in March 2010".

A form is what was written, not yet a moment: `text/times` gives it a year and a zone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.days import MONTHS, WEEKDAYS
from rashomon.text.wordlists import word_list, word_set


class DateForm(msgspec.Struct, frozen=True):
    """A written date; first and last are token indices, last exclusive.

    year, month, day: 0 when not stated; day and month of `until_*` for ranges ("December 15 and 16" is two days of one
    month); ambiguous: day and month could be swapped; weekday -1 when not stated;
    easter: days from Easter Sunday, for feasts that move with it.
    """

    first: int
    last: int
    year: int = 0
    month: int = 0
    day: int = 0
    until_month: int = 0
    until_day: int = 0
    ambiguous: bool = False
    until_year: int = 0
    easter: int | None = None


_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SLASHED: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_DAY: Final = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)\d\d")
# Short month names are also words; they count as months only beside a figure.
_ALSO_WORDS: Final = frozenset(("may", "march", "mar", "sep", "dec", "jan", "jun"))
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}
_RANGE: Final = frozenset(("-", "–", "—", "to", "and", "until", "through", "till", "or"))


def lowered(token: Token) -> str:
    """A token's text in lower case with plain apostrophes and without a final full stop."""
    return _plain(token.text)


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """Pure; remembered because every reader asks for every word many times."""
    text = word.lower().replace("’", "'")
    return text[:-1] if len(text) > 1 and text.endswith(".") and text.count(".") == 1 else text


def date_at(tokens: Sequence[Token], at: int) -> DateForm | None:
    """The longest written date that begins at a token, or None."""
    low = lowered(tokens[at])
    if low[0].isdigit():
        return _numeric(tokens, at) or _day_first(tokens, at)
    if low in ("the", "early", "mid", "late") and at + 1 < len(tokens) and low == "the":
        form = _day_first(tokens, at + 1)
        if form is not None:
            return msgspec.structs.replace(form, first=at)
        return _bare_day(tokens, at)
    month = month_of(tokens, at)
    if month:
        return _month_first(tokens, at, month)
    if low in _ORDINALS and at + 2 < len(tokens) and lowered(tokens[at + 1]) == "of":
        month = month_of(tokens, at + 2)
        if month:
            year, last = year_after(tokens, at + 3)
            return DateForm(at, last, year, month, _ORDINALS[low])
    return None


def month_of(tokens: Sequence[Token], at: int) -> int:
    """The number of the month that a token names, 0 when it names none (or is the verb "may" or "march")."""
    if at >= len(tokens):
        return 0
    token = tokens[at]
    month = MONTHS.get(lowered(token), 0)
    if not month or not token.text[0].isupper():
        return 0
    if lowered(token) in _ALSO_WORDS and not _beside_figure(tokens, at):
        if token.pos in ("AUX", "VERB", "PART"):
            return 0
        before = lowered(tokens[at - 1]) if at else ""
        named = before in (
            "in",
            "since",
            "last",
            "next",
            "this",
            "of",
            "by",
            "until",
            "late",
            "early",
            "mid",
            "for",
            "from",
            "and",
        )
        if before in ("the", "a") and token.pos in ("", "PROPN", "NOUN"):
            named = at + 1 < len(tokens) and tokens[at + 1].text[0].isalpha() and lowered(token) in ("may", "march")
        return month if named or token.pos == "PROPN" else 0
    return month


def _beside_figure(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = tokens[at - 1].text if at else ""
    return after[:1].isdigit() or after.lower() in _ORDINALS or bool(_DAY.fullmatch(before.lower()))


def year_after(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """A four-figure year at a token, a comma allowed before it; returns it and the index past it, or 0 and ``at``."""
    place = at
    if place < len(tokens) and tokens[place].text == ",":
        place += 1
    if place < len(tokens) and lowered(tokens[place]) in ("of", "in") and place == at:
        place += 1
    if place < len(tokens) and _YEAR.fullmatch(tokens[place].text):
        after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
        if place == at or after not in ("people", "missiles", "km", "kilometers", "kilometres", "miles", "soldiers"):
            return int(tokens[place].text), place + 1
    return 0, at


def is_year(text: str) -> bool:
    """Whether a word is a four-figure number that can be a year of modern news."""
    return bool(_YEAR.fullmatch(text))


def _valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2000, month)[1]


def _numeric(tokens: Sequence[Token], at: int) -> DateForm | None:
    text = tokens[at].text
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        return DateForm(at, at + 1, year, month, day) if _valid(year, month, day) and year > 1500 else None
    last = at + 1
    parts = tokens[at : at + 5]
    joined = "".join(token.text for token in parts)
    if text.isdigit() and len(parts) == 5 and parts[1].text in "-/." and parts[0].start + len(joined) == parts[4].end:
        iso = _ISO.fullmatch(joined)
        if iso:
            year, month, day = (int(part) for part in iso.groups())
            return DateForm(at, at + 5, year, month, day) if _valid(year, month, day) else None
        text, last = joined, at + 5
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return None
    first, second, year = int(slashed[1]), int(slashed[3]), int(slashed[4])
    if len(slashed[4]) == 2:
        if slashed[2] != "/":
            return None
        year += 2000 if year < 70 else 1900
    # American order unless a dot is used or it cannot be
    month, day = (second, first) if slashed[2] == "." or first > 12 else (first, second)
    if not _valid(year, month, day):
        month, day = day, month
    if not _valid(year, month, day):
        return None
    return DateForm(at, last, year, month, day, ambiguous=first <= 12 and second <= 12 and first != second)


def _day(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens):
        return 0
    match = _DAY.fullmatch(tokens[at].text.lower())
    day = int(match[1]) if match else _ORDINALS.get(lowered(tokens[at]), 0)
    return day if 1 <= day <= 31 else 0


def _day_first(tokens: Sequence[Token], at: int) -> DateForm | None:
    """ "15 September 2021", "15th of September", "15-17 September", "15 and 16 September"."""
    day, place = _day(tokens, at), at + 1
    if not day or _ends_a_name(tokens, at):
        return None
    until = 0
    if place + 1 < len(tokens) and lowered(tokens[place]) in _RANGE:
        second = place + 2 if lowered(tokens[place + 1]) == "the" else place + 1
        if _day(tokens, second) > day:
            until, place = _day(tokens, second), second + 1
    if place < len(tokens) and lowered(tokens[place]) == "day":
        place += 1
    if place < len(tokens) and lowered(tokens[place]) in ("of", "-"):
        place += 1
    month = month_of(tokens, place)
    if not month or not _valid(0, month, day) or (until and not _valid(0, month, until)):
        return None
    # "on 3 Mar 21 people" keeps its 21; "23 June 2013" takes the year
    if place == at + 1 and _month_has_own_day(tokens, place):
        return None
    year, last = year_after(tokens, place + 1)
    if not year:
        last = place + 1
        year, last = _short_year(tokens, last)
    other = _until_full(tokens, last)
    if other is not None and not until:
        return DateForm(at, other[3], year or other[0], month, day, other[1], other[2], until_year=other[0])
    return DateForm(at, last, year, month, day, month if until else 0, until)


def _ends_a_name(tokens: Sequence[Token], at: int) -> bool:
    """ "the Taepodong-2 of July 5", "the Agni-5 of December": the figure of a name is no day of the month."""
    if at < 2 or tokens[at - 1].text not in ("-", "–") or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 2]
    return before.end == tokens[at - 1].start and before.text[0].isupper() and not month_of(tokens, at - 2)


def _short_year(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The year of "15 Sept '98"."""
    if at < len(tokens) and re.fullmatch(r"['’]\d\d", tokens[at].text):
        year = int(tokens[at].text[1:])
        return year + (2000 if year < 70 else 1900), at + 1
    return 0, at


def _until_full(tokens: Sequence[Token], at: int) -> tuple[int, int, int, int] | None:
    """The second date of "15 September to 3 October 2021": year, month, day and the index past it."""
    if at + 2 >= len(tokens) or lowered(tokens[at]) not in ("-", "–", "—", "to", "until", "through", "till"):
        return None
    day, month = _day(tokens, at + 1), month_of(tokens, at + 2)
    if not (day and month):
        month, day = month_of(tokens, at + 1), _day(tokens, at + 2)
    if not (day and month and _valid(0, month, day)):
        return None
    year, last = year_after(tokens, at + 3)
    return year, month, day, last


def _month_has_own_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether "two July 4" means the fourth of July and not the second."""
    nearby = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return (
        bool(_DAY.fullmatch(nearby)) and not is_year(nearby) and (at + 2 >= len(tokens) or tokens[at + 2].text != ":")
    )


def _month_first(tokens: Sequence[Token], at: int, month: int) -> DateForm | None:
    """ "September 15, 2021", "Sept. 15-17", "December 15 and 16", "September 2021", "September"."""
    place = at + 1
    if place < len(tokens) and tokens[place].text == "." and tokens[place].start == tokens[at].end:
        place += 1
    if place < len(tokens) and lowered(tokens[place]) == "the" and _day(tokens, place + 1):
        place += 1
    day = _day(tokens, place)
    if not day or not _valid(0, month, day) or _is_other_figure(tokens, place):
        year, last = year_after(tokens, place)
        if not year:
            year, last = _short_year(tokens, place)
        return DateForm(at, last if year else at + 1, year, month)
    place += 1
    until_month = until = until_year = 0
    if place + 1 < len(tokens) and lowered(tokens[place]) in _RANGE:
        later = _day(tokens, place + 1)
        joined = lowered(tokens[place]) not in ("and", "or", "to")
        if later > day and _valid(0, month, later) and (joined or not _counts(tokens, place + 1)):
            until_month, until, place = month, later, place + 2
        else:
            other = _until_full(tokens, place)
            if other is not None and lowered(tokens[place]) not in ("and", "or"):
                until_year, until_month, until, place = other
    year, last = year_after(tokens, place)
    return DateForm(at, last, year or until_year, month, day, until_month, until, until_year=until_year)


def _is_other_figure(tokens: Sequence[Token], at: int) -> bool:
    """A figure after a month that is a clock or a part of a larger number ("May 10:30", "June 3 million")."""
    after = lowered(tokens[at + 1]) if at + 1 < len(tokens) else ""
    return after in ("million", "billion", "percent", "per", "%", "a.m.", "p.m.", "a.m", "p.m", "am", "pm")


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether the figure after "and" counts what follows it ("on June 3 and 12 people died")."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.text[0].isalpha():
        return False
    return lowered(after) not in _AFTER_DATE


_AFTER_DATE: Final = word_set(
    "in at on by when as and or but of from for to with near off after before local this last next "
    "respectively was were is are will had has have did would could while during until were said says"
)


def _bare_day(tokens: Sequence[Token], at: int) -> DateForm | None:
    """ "on the 15th": a day of the month when nothing follows that it could count."""
    before = lowered(tokens[at - 1]) if at else ""
    word = tokens[at + 1].text.lower()
    if before not in ("on", "until", "by", "since", "till", "from") or not re.fullmatch(
        r"\d{1,2}(?:st|nd|rd|th)", word
    ):
        return None
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if after is not None and after.text[0].isalpha() and lowered(after) not in _AFTER_DATE:
        return None
    day = _day(tokens, at + 1)
    if after is not None and lowered(after) == "of":
        return None
    return DateForm(at, at + 2, day=day) if day else None


def weekday_at(tokens: Sequence[Token], at: int) -> int:
    """The weekday that a capitalised token names, Monday 0, or -1."""
    token = tokens[at]
    if not token.text[0].isupper():
        return -1
    low = lowered(token)
    if low in ("sat", "sun", "mon", "fri", "wed", "tue", "thu") and not token.text.endswith("."):
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        before = tokens[at - 1].text if at else ""
        if (
            after not in (",", ")")
            and before not in (",", "(")
            and not month_of(tokens, at + 1)
            and not after[:1].isdigit()
        ):
            return -1
    return WEEKDAYS.get(low, -1)
