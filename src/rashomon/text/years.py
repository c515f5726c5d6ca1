"""Four-figure numbers that are years: "in 1993", "the 2017 test", "April 2021 and April 2022", not "2,000 people"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rashomon.text.annotation import Token
from rashomon.text.dates import is_year, lowered
from rashomon.text.roles import NUMBERED
from rashomon.text.units import unit_at
from rashomon.text.wordlists import word_set

_LEADS: Final = word_set(
    "in since of year until till from by late early before after during for mid through to and or between - – "
    "( © spring summer autumn fall winter 's circa ca as , already both"
)
_COUNTING: Final = word_set(
    "than about some around least nearly over most almost roughly approximately $ £ € up only another"
)
_PEOPLE: Final = word_set("people missiles soldiers troops residents homes houses passengers civilians workers members")
_DECADE: Final = re.compile(r"(?:['’]|\d\d)\d0s")


def is_written_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a year or a decade ("1990s") by its form and its neighbours."""
    text = tokens[at].text
    if _DECADE.fullmatch(text):
        return True
    before = lowered(tokens[at - 1]) if at else ""
    if not is_year(text) or unit_at(tokens, at + 1) is not None or before in NUMBERED or before in _COUNTING:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.text[0].isalpha():
        return not (
            (after is not None and after.text in ("%", "°")) or (before in ("-", "–") and not _is_span(tokens, at))
        )
    if lowered(after) in _PEOPLE or (at and tokens[at - 1].text in ("no.", "No.")):
        return False
    if after.pos in ("ADP", "CCONJ", "AUX", "SCONJ", "PRON", "DET", "ADV") or not at:
        return True
    if before in _LEADS:
        return before not in ("of", "to", "and", "for", "from", "by", "or", "as") or not _is_plural(after)
    if tokens[at - 1].pos in ("NOUN", "PROPN"):
        return True
    # "the 2021 test", "its 2017 launch", "the 2024 elections"
    articled = before in ("the", "a", "its", "their", "his", "her", "this", "that")
    return articled and not (_is_plural(after) and before != "the")


_TENS: Final = {
    "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ONES: Final = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))  # noqa: SIM905


def spoken_year(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """A year in words ("nineteen ninety-six", "twenty nineteen") and the index past it; 0 and ``at`` for none."""
    century = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}.get(lowered(tokens[at]), 0)
    if not century or at + 1 >= len(tokens):
        return 0, at
    tens = _TENS.get(lowered(tokens[at + 1]), 0)
    if not tens or (century == 2000 and tens >= 30):
        return 0, at
    last = at + 2
    step = last + 1 if last < len(tokens) and tokens[last].text == "-" else last
    one = _ONES.get(lowered(tokens[step]), 0) if step < len(tokens) and tens % 10 == 0 and tens > 10 else 0
    return (century + tens + one, step + 1) if one else (century + tens, last)


def _is_span(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash before a figure joins two years ("2010-2012") and not a name and its number."""
    return at >= 2 and is_year(tokens[at - 2].text)


def _is_plural(token: Token) -> bool:
    low = lowered(token)
    return token.text[0].islower() and low.endswith("s") and not low.endswith(("ss", "us", "is"))
