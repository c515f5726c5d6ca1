"""Bare numbers in figures and words: "1,200", "twenty-one", "1.2 million", "two dozen", "several hundred", "3 1/2".

What a number counts, and the words that bound it, are read in `text/numbers` and `text/bounds`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.days import MONTHS
from rashomon.text.units import unit_at
from rashomon.text.wordlists import word_list, word_set


class Figure(msgspec.Struct, frozen=True):
    """A number as read; first and last are token indices, last exclusive.

    form: "digits", "words", "vague" (several, dozens), "article" (a, an), "no", "both", "twice" or "ordinal".
    """

    first: int
    last: int
    low: float
    high: float | None
    approximate: bool = False
    form: str = "digits"


_ONES: Final = {
    word: number
    for number, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozen": 12.0,
}  # fmt: skip
_SHORT_SCALES: Final = {"m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3}
# "dozens" runs from two dozen to where "hundreds" begins, and so on; the stories' key fixes "dozens" and "several".
_PLURALS: Final = {
    "dozens": (24.0, 99.0), "scores": (40.0, None), "tens": (20.0, 99.0), "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9999.0), "millions": (2e6, 9_999_999.0), "billions": (2e9, 9_999_999_999.0),
    "trillions": (2e12, None), "lakhs": (2e5, 9_999_999.0), "crores": (2e7, None),
}  # fmt: skip
_FEW: Final = {"several": (3.0, 9.0), "few": (3.0, 9.0), "handful": (3.0, 9.0)}
_GROUPS: Final = {"couple": 2.0, "pair": 2.0, "duo": 2.0, "trio": 3.0, "quartet": 4.0, "quintet": 5.0}
_FRACTIONS: Final = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
_VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_ORDINAL_ONES: Final = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        1,
    )
}
_ORDINAL_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"), 2
    )
}
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_ORDINAL: Final = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)")
_FRACTION: Final = re.compile(r"(\d{1,3})/(\d{1,3})")
_TOO_LONG: Final = 25


_BEGINNERS: Final = (
    frozenset((*_ONES, *_TENS, *_ORDINAL_ONES, *_ORDINAL_TENS, *_PLURALS, *_FEW, *_GROUPS, *_VULGAR))
    | word_set(
        "a an half no none nil nobody both twice thrice multiple noon midday midnight noontime quarter us$ a$ c$ hk$ rs"
    )
    | word_set("usd eur gbp chf inr jpy krw the")
    | frozenset(MONTHS)
)


def may_begin(word: str) -> bool:
    """Whether a number, date or sum of money can begin with a word; a quick look before the long one."""
    first = word[0]
    return first.isdigit() or first in "'’$£€¥₩₹₽½¼¾⅓⅔⅛" or word.lower().rstrip(".") in _BEGINNERS


def figure_at(tokens: Sequence[Token], at: int) -> Figure | None:
    """The longest number that begins at a token, or None; articles and "no" included."""
    low = lowered(tokens[at])
    if low in ("a", "an"):
        return _after_article(tokens, at)
    if low in _FEW and low != "handful":
        return _few(tokens, at, at)
    if low == "half" or low in _VULGAR:
        return _half(tokens, at, at)
    if low in _PLURALS:
        return _plural(tokens, at)
    if low == "multiple":
        return Figure(at, at + 1, 2, None, form="vague")
    if low in _GROUPS:
        return _group(tokens, at, at)
    if low in ("no", "none", "zero", "nil", "nobody"):
        return _none(tokens, at)
    if low == "both":
        return Figure(at, at + 1, 2, 2, form="both")
    if low in ("once", "twice", "thrice"):
        times = float(("once", "twice", "thrice").index(low) + 1)
        return Figure(at, at + 1, times, times, form="twice") if low != "once" else None
    return _ordinal(tokens, at) or _cardinal(tokens, at)


def _word(tokens: Sequence[Token], at: int) -> str:
    return lowered(tokens[at]) if 0 <= at < len(tokens) else ""


def _after_article(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "a dozen", "a few hundred", "a couple of", "a hundred and two", "a half"; else the article itself."""
    following = _word(tokens, at + 1)
    if following in ("few", "handful"):
        return _few(tokens, at + 1, at)
    if following in _GROUPS:
        return _group(tokens, at + 1, at)
    if following in ("dozen", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"):
        inner = _scaled(tokens, at + 1, 1.0)
        return Figure(at, inner[1], inner[0], inner[0], form="words")
    if following == "score" and _word(tokens, at + 2) == "of":
        return Figure(at, at + 2, 20, 20, True, "words")
    if following == "half":
        return _half(tokens, at + 1, at)
    if following == "single":
        return Figure(at, at + 2, 1, 1, form="words")
    if following in ("lot", "number", "bit", "little", "while"):
        return None
    return Figure(at, at + 1, 1, 1, form="article")


def _few(tokens: Sequence[Token], at: int, first: int) -> Figure | None:
    low, high = _FEW[_word(tokens, at)]
    last = at + 1
    if (
        _word(tokens, at) == "few"
        and first == at
        and _word(tokens, at - 1) in ("the", "quite", "very", "too", "so", "as")
    ):
        return None
    scale = _SCALES.get(_word(tokens, last), 0.0)
    if scale:
        return Figure(first, last + 1, low * scale, high * scale, True, "vague")
    # bare "few" speaks of too little, not of a number
    if _word(tokens, at) == "few" and first == at:
        return None
    return Figure(first, last, low, high, True, "vague")


def _group(tokens: Sequence[Token], at: int, first: int) -> Figure | None:
    """ "a couple of missiles", "pair of launches"; "the couple" are two people and no number here."""
    low = _word(tokens, at)
    value = _GROUPS[low]
    last = at + 1
    if _word(tokens, last) == "of":
        scale = _SCALES.get(_word(tokens, last + 1), 0.0)
        if scale:
            return Figure(first, last + 2, value * scale, value * scale, True, "vague")
    elif _SCALES.get(_word(tokens, last), 0.0):
        scale = _SCALES[_word(tokens, last)]
        return Figure(first, last + 1, value * scale, value * scale, True, "vague")
    elif low != "couple" or first == at or not _word(tokens, last).endswith("s"):
        return Figure(first, first + 1, 1, 1, form="article") if first < at else None
    return Figure(first, last, value, value, low == "couple", "words")


def _half(tokens: Sequence[Token], at: int, first: int) -> Figure | None:
    """ "half a dozen", "half a million", "half an hour", "half-dozen", "½"."""
    low = _word(tokens, at)
    if low in _VULGAR:
        return Figure(first, at + 1, _VULGAR[low], _VULGAR[low], form="words")
    place = at + 1
    if _word(tokens, place) in ("a", "an", "-"):
        place += 1
    scale = _SCALES.get(_word(tokens, place), 0.0)
    if scale:
        return Figure(first, place + 1, 0.5 * scale, 0.5 * scale, form="words")
    if first < at or place > at + 1:
        timed = _word(tokens, place) in (
            "hour",
            "mile",
            "day",
            "kilometer",
            "kilometre",
            "century",
            "minute",
            "year",
            "ton",
            "tonne",
        )
        if timed:
            return Figure(first, place, 0.5, 0.5, form="words")
    return None


def _plural(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "dozens", "hundreds of thousands", "tens of millions"."""
    low = _word(tokens, at)
    first, last = at, at + 1
    least, most = _PLURALS[low]
    following = _word(tokens, at + 2)
    if _word(tokens, at + 1) == "of" and following in _PLURALS:
        scale = _SCALES.get(following[:-1], 12.0)
        ratio = scale if following not in ("dozens", "scores") else 12.0
        top = None if most is None else (most + 1) * ratio - 1
        return Figure(first, at + 3, least * ratio, top, True, "vague")
    if low in ("tens", "scores") and _word(tokens, at + 1) != "of":
        return None
    return Figure(first, last, least, most, True, "vague")


def _none(tokens: Sequence[Token], at: int) -> Figure | None:
    low = _word(tokens, at)
    following = _word(tokens, at + 1)
    if low == "zero" and following in ("-", "–"):
        return None
    if low == "no" and following in ("one", "-"):
        last = at + 2 if following == "one" else at + 3
        return Figure(at, last, 0, 0, form="no") if _word(tokens, last - 1) == "one" else None
    if low == "no":
        figure = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if tokens[at].text.endswith(".") or (tokens[at].text[0] == "N" and figure[:1].isdigit()):
            return None
        if not following or not following[0].isalpha() or following in _NO_NOUN:
            return None
    return Figure(at, at + 1, 0, 0, form="no")


_NO_NOUN: Final = word_set(
    "longer more less fewer later earlier sooner one doubt matter way other such and or but i he she it they "
    "we you the this that there was is were are said not less further greater better"
)


def _ordinal(tokens: Sequence[Token], at: int) -> Figure | None:
    match = _ORDINAL.fullmatch(tokens[at].text.lower())
    if match:
        value = float(match[1].replace(",", ""))
        return Figure(at, at + 1, value, value, form="ordinal")
    low = _word(tokens, at)
    if low in _ORDINAL_ONES or low in _ORDINAL_TENS:
        value = float(_ORDINAL_ONES.get(low, 0) or _ORDINAL_TENS[low])
        return Figure(at, at + 1, value, value, form="ordinal")
    if low in _TENS:
        place = at + 2 if _word(tokens, at + 1) == "-" else at + 1
        one = _ORDINAL_ONES.get(_word(tokens, place), 0)
        if 1 <= one <= 9:
            return Figure(at, place + 1, float(_TENS[low] + one), float(_TENS[low] + one), form="ordinal")
    return None


def digits(text: str) -> float | None:
    """The value of a number in figures ("1,200", "3.5", "1.500.000"), or None for any other word."""
    if len(text) > _TOO_LONG or not _DIGITS.fullmatch(text):
        return None
    if text.count(".") > 1:
        text = text.replace(".", "")
    return float(text.replace(",", ""))


def _cardinal(tokens: Sequence[Token], at: int) -> Figure | None:
    text = tokens[at].text
    value = digits(text)
    if value is not None:
        last = at + 1
        if _is_spaced_thousand(tokens, at):
            value, last = value * 1000 + float(tokens[last].text), last + 1
        mixed = _FRACTION.fullmatch(tokens[last].text) if last < len(tokens) else None
        if mixed and int(mixed[2]) and int(mixed[1]) < int(mixed[2]) and value == int(value):
            value, last = value + int(mixed[1]) / int(mixed[2]), last + 1
        elif last < len(tokens) and tokens[last].text in _VULGAR:
            value, last = value + _VULGAR[tokens[last].text], last + 1
        value, last = _scaled_digits(tokens, last, value)
        return Figure(at, last, value, value)
    vulgar = re.fullmatch(r"(\d{1,6})([½¼¾⅓⅔⅛])", text)
    if vulgar:
        value = int(vulgar[1]) + _VULGAR[vulgar[2]]
        return Figure(at, at + 1, value, value)
    fraction = _FRACTION.fullmatch(text)
    if fraction and int(fraction[2]):
        value = int(fraction[1]) / int(fraction[2])
        return Figure(at, at + 1, value, value)
    spelled = _spelled(tokens, at)
    if spelled is None:
        return None
    value, last = spelled
    return Figure(at, last, value, value, form="words")


def _is_spaced_thousand(tokens: Sequence[Token], at: int) -> bool:
    """ "4 475 km": thousands set apart by a space, known by the unit that follows."""
    if at + 2 >= len(tokens):
        return False
    left, right = tokens[at], tokens[at + 1]
    spaced = len(left.text) <= 3 and len(right.text) == 3 and right.start == left.end + 1
    return spaced and left.text.isdigit() and right.text.isdigit() and unit_at(tokens, at + 2) is not None


def _scaled_digits(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Take up "million", "bn", "dozen" after figures; "5m" of money or people, not of metres."""
    low = _word(tokens, at)
    if low == "-" and _word(tokens, at + 1) in ("million", "billion", "trillion", "thousand", "hundred"):
        at, low = at + 1, _word(tokens, at + 1)
    if low in _SCALES:
        value, at = value * _SCALES[low], at + 1
        if _word(tokens, at) in ("million", "billion", "crore", "crores", "thousand") and low not in (
            "million",
            "billion",
        ):
            value, at = value * _SCALES[_word(tokens, at)], at + 1
        return value, at
    if low in _SHORT_SCALES and at < len(tokens) and tokens[at - 1].end == tokens[at].start:
        following = _word(tokens, at + 1)
        money = any(_word(tokens, place) in ("$", "£", "€", "¥", "us$") for place in range(max(0, at - 2), at - 1))
        if low not in ("m", "b") or money or (following.isalpha() and following.endswith(("s", "people"))):
            return value * _SHORT_SCALES[low], at + 1
    return value, at


def _scaled(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Value and end of a number read from a scale word on: "hundred and two", "hundred thousand", "dozen"."""
    total, group, last = 0.0, value, at
    while _word(tokens, last) in _SCALES:
        scale = _SCALES[_word(tokens, last)]
        last += 1
        if scale == 12.0:
            return total + group * scale, last
        if scale == 100.0:
            group *= scale
        else:
            total, group = (total + group) * scale if group and total and scale > total else total + group * scale, 0.0
        place = last + 1 if _word(tokens, last) in ("and", "-") else last
        rest = _small(tokens, place)
        if rest is None:
            # "a hundred thousand": the scales stand side by side
            if _word(tokens, last) in _SCALES and group:
                continue
            if _word(tokens, last) in _SCALES and _SCALES[_word(tokens, last)] > scale:
                group, total = total, 0.0
                continue
            break
        following = _SCALES.get(_word(tokens, rest[1]), 0.0)
        if (
            rest[0] >= scale
            or (following and following >= scale and scale != 100.0)
            or (place > last and rest[0] >= 100)
        ):
            break
        group, last = group + rest[0], rest[1]
    return total + group, last


def _spelled(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Value and end of a number in words; the grammar is ones, tens, then ever smaller scales."""
    small = _small(tokens, at)
    if small is None:
        return None
    value, last = small
    place = last + 1 if _word(tokens, last) == "-" and _word(tokens, last + 1) in _SCALES else last
    if _word(tokens, place) in _SCALES:
        return _scaled(tokens, place, value)
    fraction = _fraction(tokens, last, value)
    if fraction is not None:
        return fraction
    if _word(tokens, last) == "and" and _word(tokens, last + 1) in ("a", "three", "one", "two"):
        part = _FRACTIONS.get(_word(tokens, last + 2), 0.0)
        times = {"a": 1, "one": 1, "two": 2, "three": 3}[_word(tokens, last + 1)]
        if part and times * part < 1:
            last, value = last + 3, value + times * part
            if _word(tokens, last) in ("million", "billion", "thousand"):
                return value * _SCALES[_word(tokens, last)], last + 1
            return value, last
    return value, last


def _fraction(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int] | None:
    """ "two thirds", "one-half", "three quarters": parts, when the second word is no ordinal of a counted thing."""
    place = at + 1 if _word(tokens, at) == "-" else at
    low = _word(tokens, place)
    size = _FRACTIONS.get(low, 0.0)
    if not size:
        single = low.removesuffix("s")
        size = 1 / _ORDINAL_ONES[single] if _ORDINAL_ONES.get(single, 0) > 3 else 0.0
    plural = low.endswith("s") or low == "half"
    of = _word(tokens, place + 1) in ("of", "the", "-", "miles", "mile", "kilometers", "kilometres", "hour", "hours")
    if not size or value > 9 or not (plural if value > 1 else (place > at or of)) or (low in ("quarters",) and not of):
        return None
    return value * size, place + 1


def _small(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    low = _word(tokens, at)
    if low in _ONES:
        value, last = float(_ONES[low]), at + 1
        if _word(tokens, last) == "point" and _word(tokens, last + 1) in _ONES:
            decimals = ""
            last += 1
            while _word(tokens, last) in _ONES and _ONES[_word(tokens, last)] < 10 and len(decimals) < 6:
                decimals, last = decimals + str(_ONES[_word(tokens, last)]), last + 1
            value = float(f"{int(value)}.{decimals or 0}")
        return value, last
    if low in _TENS:
        place = at + 2 if _word(tokens, at + 1) == "-" else at + 1
        one = _ONES.get(_word(tokens, place), 0)
        if 1 <= one <= 9:
            return float(_TENS[low] + one), place + 1
        return float(_TENS[low]), at + 1
    return None
