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
    "in since of year until till from by late early before after during for mid through to and or between - – ( © spring "
    "summer autumn fall winter 's circa ca as , already"
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
        return not ((after is not None and after.text in ("%", "°")) or (before in ("-", "–") and not _is_span(tokens, at)))
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


def _is_span(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash before a figure joins two years ("2010-2012") and not a name and its number."""
    return at >= 2 and is_year(tokens[at - 2].text)


def _is_plural(token: Token) -> bool:
    low = lowered(token)
    return token.text[0].islower() and low.endswith("s") and not low.endswith(("ss", "us", "is"))
