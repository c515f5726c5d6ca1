"""Which neighbouring pieces tell one time: "10:17 a.m. (0117 GMT) on Tuesday", "Monday, Sept. 15, at noon"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.periods import Piece


class Group(msgspec.Struct):
    """Pieces that tell one time, its place among them, and the day it names."""

    parts: list[Piece]
    place: int
    day: date | None = None


# Times further apart than this many do not lend each other a day; it also bounds the work for endless sentences.
REACH: Final = 20
DAYLIKE: Final = frozenset(("date", "weekday", "day", "other_day"))
# Words that may stand between two pieces of one time.
_GAPS: Final = frozenset(
    (
        "",
        ",",
        "on",
        "at",
        "of",
        "in",
        "in the",
        "in the early",
        ", on",
        ", at",
        "at around",
        "at about",
        ", at about",
        ", at around",
        "around",
        "about",
        "the",
        "of the",
        "at approximately",
        ", around",
        ", about",
        "from",
        "by",
        "on the",
        ", in the",
        "local time",
        "just before",
        "just after",
        "shortly before",
        "shortly after",
        "before",
        "after",
        "shortly",
        "at just after",
        "at just before",
        "at exactly",
        "between",
        ", between",
        ", from",
        "during the",
        "in the middle of the",
        "over",
        "as of",
        "hours of",
        "hours on",
        "this",
        ", this",
        "in the course of",
        "at shortly after",
        "until",
        "(",
        "time",
    )
)
_PAREN: Final = frozenset(("(", ", or", "or", "/", ",", "--", "—", "( or", ", i.e.", "- or"))


def grouped(tokens: Sequence[Token], found: list[Piece]) -> list[Group]:
    """Join neighbouring pieces into times."""
    groups: list[Group] = []
    for piece in found:
        if piece.slot == "age":
            continue
        if groups and _joins(tokens, groups[-1], piece):
            groups[-1].parts.append(piece)
            continue
        groups.append(Group([piece], len(groups)))
    return groups


def _joins(tokens: Sequence[Token], group: Group, piece: Piece) -> bool:
    """Whether a piece belongs to the time that the pieces before it tell."""
    last = group.parts[-1]
    gap = " ".join(lowered(token) for token in tokens[last.last : piece.first]).removeprefix(")").strip()
    slots = [part.slot for part in group.parts]
    if piece.slot == "clock" and piece.clock is not None and "clock" in slots:
        return _is_same_moment(group, piece, gap)
    if gap not in _GAPS:
        return False
    if piece.slot in ("duration", "shift", "window", "recurring", "vague") or set(slots) & {
        "duration",
        "shift",
        "window",
        "recurring",
        "vague",
    }:
        return False
    if piece.slot in DAYLIKE:
        return _joins_day(group, piece, gap)
    if piece.slot == "clock":
        dayed = any(slot in DAYLIKE for slot in slots)
        return (dayed and gap not in ("in", "of", "in the")) or (
            slots == ["part"] and gap in ("", ",", "at", "around", ", at", "about")
        )
    if piece.slot == "part":
        if any(part.slot == "part" or (part.slot == "day" and part.word) for part in group.parts):
            return False
        return gap in (
            "",
            ",",
            "in the",
            "on the",
            "at",
            "in",
            "the",
            ", in the",
            "before",
            "during the",
            "in the middle of the",
            "by",
        )
    if piece.slot in ("year", "period"):
        dated = [part for part in group.parts if part.date is not None and not part.date.year]
        return (
            bool(dated)
            and gap in ("", ",", "of", "in")
            and piece.word in ("year", "spring", "summer", "autumn", "winter")
        )
    if piece.slot == "month":
        return False
    return False


def _joins_day(group: Group, piece: Piece, gap: str) -> bool:
    slots = [part.slot for part in group.parts]
    if "clock" in slots or "part" in slots:
        if any(slot in DAYLIKE for slot in slots):
            return _fits_weekday(group, piece, gap)
        return gap not in ("from", "by", "before", "after", "until", "around", "about", "between")
    return _fits_weekday(group, piece, gap)


def _fits_weekday(group: Group, piece: Piece, gap: str) -> bool:
    """A weekday beside its date, or "today" beside its weekday; never two weekdays or two dates."""
    slots = {part.slot for part in group.parts} & DAYLIKE
    if gap not in ("", ",", "the", ", on", "("):
        return False
    if piece.slot == "weekday":
        return "weekday" not in slots and not any(part.way for part in group.parts if part.slot == "weekday")
    if piece.slot == "date":
        return slots in ({"weekday"}, {"day"})
    return False


def _is_same_moment(group: Group, piece: Piece, gap: str) -> bool:
    """ "10:17 a.m. (0117 GMT)": a second clock in brackets, or with a zone of its own."""
    first = next(part.clock for part in group.parts if part.slot == "clock")
    second = piece.clock
    if first is None or second is None or not second.zone or gap not in _PAREN:
        return False
    if sum(part.slot == "clock" for part in group.parts) > 2:
        return False
    return gap.startswith("(") or (second.zone in ("GMT", "UTC") and first.zone != second.zone)
