"""The values of numbers in figures and in words; what kind of number stands there is read in `text/figures`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.units import unit_at
from rashomon.text.wordlists import word_list

ONES: Final = {
    word: number
    for number, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
TENS: Final = {
    word: 10 * number
    for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozen": 12.0,
}  # fmt: skip
_SHORT_SCALES: Final = {"m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3}
_FRACTIONS: Final = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
ORDINAL_ONES: Final = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        1,
    )
}
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_TOO_LONG: Final = 25


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The lower-case word at a place, "" outside the sentence."""
    return lowered(tokens[at]) if 0 <= at < len(tokens) else ""


def digits(text: str) -> float | None:
    """The value of a number in figures ("1,200", "3.5", "1.500.000"), or None for any other word."""
    if len(text) > _TOO_LONG or not _DIGITS.fullmatch(text):
        return None
    if text.count(".") > 1:
        text = text.replace(".", "")
    return float(text.replace(",", ""))


def is_spaced_thousand(tokens: Sequence[Token], at: int) -> bool:
    """ "4 475 km": thousands set apart by a space, known by the unit that follows."""
    if at + 2 >= len(tokens):
        return False
    left, right = tokens[at], tokens[at + 1]
    spaced = len(left.text) <= 3 and len(right.text) == 3 and right.start == left.end + 1
    return spaced and left.text.isdigit() and right.text.isdigit() and unit_at(tokens, at + 2) is not None


def scaled_digits(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Take up "million", "bn", "dozen" after figures; "5m" of money or people, not of metres."""
    low = word_at(tokens, at)
    if low == "-" and word_at(tokens, at + 1) in ("million", "billion", "trillion", "thousand", "hundred"):
        at, low = at + 1, word_at(tokens, at + 1)
    if low in SCALES:
        value, at = value * SCALES[low], at + 1
        if word_at(tokens, at) in ("million", "billion", "crore", "crores", "thousand") and low not in (
            "million",
            "billion",
        ):
            value, at = value * SCALES[word_at(tokens, at)], at + 1
        return value, at
    if low in _SHORT_SCALES and at < len(tokens) and tokens[at - 1].end == tokens[at].start:
        following = word_at(tokens, at + 1)
        money = any(word_at(tokens, place) in ("$", "£", "€", "¥", "us$") for place in range(max(0, at - 2), at - 1))
        if low not in ("m", "b") or money or (following.isalpha() and following.endswith(("s", "people"))):
            return value * _SHORT_SCALES[low], at + 1
    return value, at


def scaled(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Value and end of a number read from a scale word on: "hundred and two", "hundred thousand", "dozen"."""
    total, group, last = 0.0, value, at
    while word_at(tokens, last) in SCALES:
        scale = SCALES[word_at(tokens, last)]
        last += 1
        if scale == 12.0:
            return total + group * scale, last
        if scale == 100.0:
            group *= scale
        else:
            total, group = (total + group) * scale if group and total and scale > total else total + group * scale, 0.0
        place = last + 1 if word_at(tokens, last) in ("and", "-") else last
        rest = _small(tokens, place)
        if rest is None:
            # "a hundred thousand": the scales stand side by side
            if word_at(tokens, last) in SCALES and group:
                continue
            if word_at(tokens, last) in SCALES and SCALES[word_at(tokens, last)] > scale:
                group, total = total, 0.0
                continue
            break
        following = SCALES.get(word_at(tokens, rest[1]), 0.0)
        if (
            rest[0] >= scale
            or (following and following >= scale and scale != 100.0)
            or (place > last and rest[0] >= 100)
        ):
            break
        group, last = group + rest[0], rest[1]
    return total + group, last


def spelled(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Value and end of a number in words; the grammar is ones, tens, then ever smaller scales."""
    small = _small(tokens, at)
    if small is None:
        return None
    value, last = small
    place = last + 1 if word_at(tokens, last) == "-" and word_at(tokens, last + 1) in SCALES else last
    if word_at(tokens, place) in SCALES:
        return scaled(tokens, place, value)
    fraction = _fraction(tokens, last, value)
    if fraction is not None:
        return fraction
    if word_at(tokens, last) == "and" and word_at(tokens, last + 1) in ("a", "three", "one", "two"):
        part = _FRACTIONS.get(word_at(tokens, last + 2), 0.0)
        times = {"a": 1, "one": 1, "two": 2, "three": 3}[word_at(tokens, last + 1)]
        if part and times * part < 1:
            last, value = last + 3, value + times * part
            if word_at(tokens, last) in ("million", "billion", "thousand"):
                return value * SCALES[word_at(tokens, last)], last + 1
            return value, last
    return value, last


def _fraction(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int] | None:
    """ "two thirds", "one-half", "three quarters": parts, when the second word is no ordinal of a counted thing."""
    place = at + 1 if word_at(tokens, at) == "-" else at
    low = word_at(tokens, place)
    size = _FRACTIONS.get(low, 0.0)
    if not size:
        single = low.removesuffix("s")
        size = 1 / ORDINAL_ONES[single] if ORDINAL_ONES.get(single, 0) > 3 else 0.0
    plural = low.endswith("s") or low == "half"
    of = word_at(tokens, place + 1) in ("of", "the", "-", "miles", "mile", "kilometers", "kilometres", "hour", "hours")
    if not size or value > 9 or not (plural if value > 1 else (place > at or of)) or (low in ("quarters",) and not of):
        return None
    return value * size, place + 1


def _small(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    low = word_at(tokens, at)
    if low in ONES:
        value, last = float(ONES[low]), at + 1
        if word_at(tokens, last) == "point" and word_at(tokens, last + 1) in ONES:
            decimals = ""
            last += 1
            while word_at(tokens, last) in ONES and ONES[word_at(tokens, last)] < 10 and len(decimals) < 6:
                decimals, last = decimals + str(ONES[word_at(tokens, last)]), last + 1
            value = float(f"{int(value)}.{decimals or 0}")
        return value, last
    if low in TENS:
        place = at + 2 if word_at(tokens, at + 1) == "-" else at + 1
        one = ONES.get(word_at(tokens, place), 0)
        if 1 <= one <= 9:
            return float(TENS[low] + one), place + 1
        return float(TENS[low]), at + 1
    return None
