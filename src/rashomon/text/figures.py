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
from rashomon.text.numerals import (
    ONES,
    ORDINAL_ONES,
    SCALES,
    TENS,
    VULGAR,
    digits,
    is_spaced_thousand,
    scaled,
    scaled_digits,
    spelled,
    word_at,
)
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


# "dozens" runs from two dozen to where "hundreds" begins, and so on; the stories' key fixes "dozens" and "several".
_PLURALS: Final = {
    "dozens": (24.0, 99.0), "scores": (40.0, None), "tens": (20.0, 99.0), "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9999.0), "millions": (2e6, 9_999_999.0), "billions": (2e9, 9_999_999_999.0),
    "trillions": (2e12, None), "lakhs": (2e5, 9_999_999.0), "crores": (2e7, None),
}  # fmt: skip
_FEW: Final = {"several": (3.0, 9.0), "few": (3.0, 9.0), "handful": (3.0, 9.0)}
_GROUPS: Final = {"couple": 2.0, "pair": 2.0, "duo": 2.0, "trio": 3.0, "quartet": 4.0, "quintet": 5.0}
_ORDINAL_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"), 2
    )
}
_ORDINAL: Final = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)")
_FRACTION: Final = re.compile(r"(\d{1,3})/(\d{1,3})")


_BEGINNERS: Final = (
    frozenset((*ONES, *TENS, *ORDINAL_ONES, *_ORDINAL_TENS, *_PLURALS, *_FEW, *_GROUPS, *VULGAR))
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
    if low == "half" or low in VULGAR:
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


def _after_article(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "a dozen", "a few hundred", "a couple of", "a hundred and two", "a half"; else the article itself."""
    following = word_at(tokens, at + 1)
    if following in ("few", "handful"):
        return _few(tokens, at + 1, at)
    if following in _GROUPS:
        return _group(tokens, at + 1, at)
    if following in ("dozen", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"):
        inner = scaled(tokens, at + 1, 1.0)
        return Figure(at, inner[1], inner[0], inner[0], form="words")
    if following == "score" and word_at(tokens, at + 2) == "of":
        return Figure(at, at + 2, 20, 20, True, "words")
    if following == "half":
        return _half(tokens, at + 1, at)
    if following == "single":
        return Figure(at, at + 2, 1, 1, form="words")
    if following in ("lot", "number", "bit", "little", "while"):
        return None
    return Figure(at, at + 1, 1, 1, form="article")


def _few(tokens: Sequence[Token], at: int, first: int) -> Figure | None:
    low, high = _FEW[word_at(tokens, at)]
    last = at + 1
    if (
        word_at(tokens, at) == "few"
        and first == at
        and word_at(tokens, at - 1) in ("the", "quite", "very", "too", "so", "as")
    ):
        return None
    scale = SCALES.get(word_at(tokens, last), 0.0)
    if scale:
        return Figure(first, last + 1, low * scale, high * scale, True, "vague")
    # bare "few" speaks of too little, not of a number
    if word_at(tokens, at) == "few" and first == at:
        return None
    return Figure(first, last, low, high, True, "vague")


def _group(tokens: Sequence[Token], at: int, first: int) -> Figure | None:
    """ "a couple of missiles", "pair of launches"; "the couple" are two people and no number here."""
    low = word_at(tokens, at)
    value = _GROUPS[low]
    last = at + 1
    if word_at(tokens, last) == "of":
        scale = SCALES.get(word_at(tokens, last + 1), 0.0)
        if scale:
            return Figure(first, last + 2, value * scale, value * scale, True, "vague")
    elif SCALES.get(word_at(tokens, last), 0.0):
        scale = SCALES[word_at(tokens, last)]
        return Figure(first, last + 1, value * scale, value * scale, True, "vague")
    elif low != "couple" or first == at or not word_at(tokens, last).endswith("s"):
        return Figure(first, first + 1, 1, 1, form="article") if first < at else None
    return Figure(first, last, value, value, low == "couple", "words")


def _half(tokens: Sequence[Token], at: int, first: int) -> Figure | None:
    """ "half a dozen", "half a million", "half an hour", "half-dozen", "½"."""
    low = word_at(tokens, at)
    if low in VULGAR:
        return Figure(first, at + 1, VULGAR[low], VULGAR[low], form="words")
    place = at + 1
    if word_at(tokens, place) in ("a", "an", "-"):
        place += 1
    scale = SCALES.get(word_at(tokens, place), 0.0)
    if scale:
        return Figure(first, place + 1, 0.5 * scale, 0.5 * scale, form="words")
    if first < at or place > at + 1:
        timed = word_at(tokens, place) in (
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
    low = word_at(tokens, at)
    first, last = at, at + 1
    least, most = _PLURALS[low]
    following = word_at(tokens, at + 2)
    if word_at(tokens, at + 1) == "of" and following in _PLURALS:
        scale = SCALES.get(following[:-1], 12.0)
        ratio = scale if following not in ("dozens", "scores") else 12.0
        top = None if most is None else (most + 1) * ratio - 1
        return Figure(first, at + 3, least * ratio, top, True, "vague")
    if low in ("tens", "scores") and word_at(tokens, at + 1) != "of":
        return None
    return Figure(first, last, least, most, True, "vague")


def _none(tokens: Sequence[Token], at: int) -> Figure | None:
    low = word_at(tokens, at)
    following = word_at(tokens, at + 1)
    if low == "zero" and following in ("-", "–"):
        return None
    if low == "no" and following in ("one", "-"):
        last = at + 2 if following == "one" else at + 3
        return Figure(at, last, 0, 0, form="no") if word_at(tokens, last - 1) == "one" else None
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
    low = word_at(tokens, at)
    if low in ORDINAL_ONES or low in _ORDINAL_TENS:
        value = float(ORDINAL_ONES.get(low, 0) or _ORDINAL_TENS[low])
        return Figure(at, at + 1, value, value, form="ordinal")
    if low in TENS:
        place = at + 2 if word_at(tokens, at + 1) == "-" else at + 1
        one = ORDINAL_ONES.get(word_at(tokens, place), 0)
        if 1 <= one <= 9:
            return Figure(at, place + 1, float(TENS[low] + one), float(TENS[low] + one), form="ordinal")
    return None


def _cardinal(tokens: Sequence[Token], at: int) -> Figure | None:
    text = tokens[at].text
    value = digits(text)
    if value is not None:
        last = at + 1
        if is_spaced_thousand(tokens, at):
            value, last = value * 1000 + float(tokens[last].text), last + 1
        mixed = _FRACTION.fullmatch(tokens[last].text) if last < len(tokens) else None
        if mixed and int(mixed[2]) and int(mixed[1]) < int(mixed[2]) and value == int(value):
            value, last = value + int(mixed[1]) / int(mixed[2]), last + 1
        elif last < len(tokens) and tokens[last].text in VULGAR:
            value, last = value + VULGAR[tokens[last].text], last + 1
        value, last = scaled_digits(tokens, last, value)
        return Figure(at, last, value, value)
    vulgar = re.fullmatch(r"(\d{1,6})([½¼¾⅓⅔⅛])", text)
    if vulgar:
        value = int(vulgar[1]) + VULGAR[vulgar[2]]
        return Figure(at, at + 1, value, value)
    fraction = _FRACTION.fullmatch(text)
    if fraction and int(fraction[2]):
        value = int(fraction[1]) / int(fraction[2])
        return Figure(at, at + 1, value, value)
    in_words = spelled(tokens, at)
    if in_words is None:
        return None
    value, last = in_words
    return Figure(at, last, value, value, form="words")
