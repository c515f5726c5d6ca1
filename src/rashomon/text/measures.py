"""Numbers with units: what they measure, ranges of them, and units that one number lends to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.figures import Figure, figure_at
from rashomon.text.units import SYMBOLS, Unit, unit_at
from rashomon.text.wordlists import word_set


class Draft(msgspec.Struct):
    """A number being read; indices are of tokens, last exclusive."""

    figure: Figure
    first: int
    last: int
    low: float | None
    high: float | None
    about: bool
    role: str = ""
    unit: str = ""
    noun: int = -1


_LINKS: Final = frozenset(("-", "–", "—", "to", "or"))
_CHANGES: Final = word_set(
    "lowered lower lowering raised raise raising cut cutting reduced reduce reducing revised revise revising "
    "dropped drop dropping fell fall falling rose rise rising risen grew grow growing grown increased "
    "increase increasing jumped jump climbed climb climbing went changed change shrank shrunk corrected "
    "correct correcting upgraded downgraded slipped slid soared surged doubled brought declined decreased "
    "updated amended up down"
)


def take_unit(tokens: Sequence[Token], draft: Draft) -> Unit | None:
    """Give a draft the unit that follows it, and convert its ends."""
    glued = draft.last < len(tokens) and tokens[draft.last].start == tokens[draft.last - 1].end
    unit = unit_at(tokens, draft.last, glued)
    if unit is None or (draft.figure.form in ("no", "both") and unit.kind != "measure"):
        return None
    if lowered(tokens[unit.last - 1]) == "won" and tokens[unit.last - 1].pos in ("VERB", "AUX"):
        return None
    if lowered(tokens[unit.last - 1]) == "second" and unit.last < len(tokens) and tokens[unit.last].pos == "NOUN":
        return None
    if draft.role == "money" and unit.kind != "money":
        return None
    draft.low = None if draft.low is None else round(draft.low * unit.factor, 9)
    draft.high = None if draft.high is None else round(draft.high * unit.factor, 9)
    if draft.role == "money":
        draft.last = unit.last
        return unit
    draft.unit, draft.last = unit.name, unit.last
    draft.role = {"measure": "measure", "percent": "percent", "money": "money", "times": "measure"}[unit.kind]
    old = [lowered(token) for token in tokens[unit.last : unit.last + 2]]
    if unit.name in ("year", "month", "day") and (old[:1] == ["old"] or old in (["-", "old"], ["of", "age"])):
        draft.role = "age"
        draft.last = unit.last + (2 if old[0] in ("-", "of") else 1)
    return unit


def add_smaller(tokens: Sequence[Token], draft: Draft, unit: Unit) -> None:
    """Add the smaller unit of "an hour and 45 minutes", "7 feet 10 inches" to a measure."""
    place = draft.last
    while place < len(tokens) and lowered(tokens[place]) in (",", "and"):
        place += 1
    figure = figure_at(tokens, place) if place < len(tokens) and place - draft.last <= 2 else None
    if figure is None or figure.form not in ("digits", "words") or draft.low is None or draft.low != draft.high:
        return
    smaller = unit_at(tokens, figure.last, True)
    if smaller is None or smaller.name != unit.name or smaller.factor >= unit.factor:
        return
    # "two miles and 300 metres" of two things are seldom written side by side; time and feet are
    if unit.name == "km" and unit.factor > 0.001:
        return
    draft.low = draft.high = round(draft.low + figure.low * smaller.factor, 9)
    draft.last = smaller.last


def take_range(tokens: Sequence[Token], draft: Draft, prefix: str) -> None:
    """Widen a draft to "two to three", "between 50 and 90", "300-400 km", "six or seven", "8- to 16-metre"."""
    place = draft.last
    if place + 1 >= len(tokens) or draft.low is None or draft.figure.form not in ("digits", "words"):
        return
    link = lowered(tokens[place])
    if link == "-" and lowered(tokens[place + 1]) == "to":
        place, link = place + 1, "to"
    between = link == "and" and draft.first and lowered(tokens[draft.first - 1]) == "between"
    if between is False and link == "and":
        return
    if not between and link not in _LINKS:
        return
    second = place + 1
    if prefix and SYMBOLS.get(tokens[second].text.lower(), "") == prefix:
        second += 1
    other = figure_at(tokens, second) if second < len(tokens) else None
    if other is None or other.form not in ("digits", "words") or other.high is None:
        return
    later = Draft(other, second, other.last, other.low, other.high, False, "money" if prefix else "")
    unit = take_unit(tokens, later)
    if not _is_range(tokens, draft, later, link, unit):
        return
    factor = unit.factor if unit is not None and not draft.unit else 1.0
    low = round(draft.low * factor, 9)
    scale = _shared_scale(tokens, draft, later)
    draft.low, draft.high, draft.last = low * scale, later.high, later.last
    draft.unit, draft.role = draft.unit or later.unit, draft.role or later.role
    if draft.first and lowered(tokens[draft.first - 1]) in ("between", "from"):
        draft.first -= 1


def _shared_scale(tokens: Sequence[Token], draft: Draft, later: Draft) -> float:
    """ "two to three million": the scale word of the second number holds for the first."""
    final = lowered(tokens[later.figure.last - 1])
    if (
        final in ("million", "billion", "thousand", "hundred", "dozen", "trillion")
        and later.low
        and draft.low is not None
    ):
        size = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[final]
        if lowered(tokens[draft.figure.last - 1]) != final and draft.low < 1000 and draft.low <= later.low / size:
            return size
    return 1.0


def _is_range(tokens: Sequence[Token], draft: Draft, later: Draft, link: str, unit: Unit | None) -> bool:
    if draft.low is None or later.high is None:
        return False
    if draft.unit and unit is not None and draft.unit != unit.name:
        return False
    low = draft.low * (unit.factor if unit is not None and not draft.unit else 1.0)
    if draft.unit and unit is None and later.role != "money":
        return False
    if low >= later.high:
        return False
    if link == "or":
        return later.high <= 2 * low + 1 or later.high <= 5
    if link != "to":
        return True
    # "raised the number of dead in the blast from 58 to 60" tells an old and a new count, however far the verb stands
    reach = 8 if draft.unit or unit is not None else 30
    before = [lowered(token) for token in tokens[max(0, draft.first - reach) : draft.first]]
    return not (before[-1:] == ["from"] and any(word in _CHANGES for word in before))


def is_magnitude(tokens: Sequence[Token], draft: Draft) -> bool:
    """ "magnitude 6.2", "a magnitude of 6.0", "6.2-magnitude", "put the magnitude at 6.2", "Mach 5"."""
    value = draft.high if draft.high is not None else draft.low
    if value is None or value > 10:
        return False
    before = [lowered(token) for token in tokens[max(0, draft.first - 4) : draft.first]]
    after = [lowered(token) for token in tokens[draft.last : draft.last + 2]]
    if before[-1:] == ["mach"]:
        return False
    if "magnitude" in before:
        rest = before[len(before) - before[::-1].index("magnitude") :]
        return all(
            word in ("of", "at", "was", "is", "about", "around", "to", "be", "estimated", "-", "a") for word in rest
        )
    if after[:1] == ["magnitude"] or after == ["-", "magnitude"]:
        return True
    later = [lowered(token) for token in tokens[draft.last : draft.last + 4]]
    return later[:2] == ["on", "the"] and later[2:3] in (["richter"], ["moment"])


_FAR_BOUNDS: Final = frozenset(
    ("as far as", "as high as", "as little as", "as much as", "as long as", "as few as", "as deep as")
)
_HEIGHTS: Final = frozenset(
    [
        "in",
        "on",
        "at",
        "from",
        "away",
        "off",
        "high",
        "deep",
        "long",
        "wide",
        "before",
        "after",
        "and",
        "or",
        "but",
        "while",
        "with",
        "when",
        "by",
        "to",
        "as",
        "above",
        "below",
        "into",
        "toward",
        "towards",
        "per",
        "given",
        ",",
        ".",
        ";",
        ":",
        ")",
        "”",
        '"',
        "'",
        "’",
        "?",
        "!",
        "the",
        "respectively",
        "of",
        "north",
        "south",
        "east",
        "west",
    ]
)


def share_units(tokens: Sequence[Token], drafts: list[Draft]) -> None:
    """A bare number beside a measured one has its unit: "as little as 80 kilometers, the last as far as 240"."""
    for index, draft in enumerate(drafts):
        if (
            draft.role != "count"
            or draft.unit
            or draft.figure.form != "digits"
            or (draft.noun >= 0 and not _is_far(tokens, draft))
        ):
            continue
        value = draft.high if draft.high is not None else draft.low
        after = lowered(tokens[draft.last]) if draft.last < len(tokens) else "."
        if value is None or value < 10 or after not in _HEIGHTS:
            continue
        giver = _giver(tokens, drafts, index)
        if giver is None:
            continue
        factor = _factor(tokens, giver)
        draft.unit, draft.role, draft.noun = giver.unit, "measure", -1
        draft.low, draft.high = _measured(draft, factor)


def _is_far(tokens: Sequence[Token], draft: Draft) -> bool:
    return " ".join(lowered(token) for token in tokens[draft.first : draft.first + 3]) in _FAR_BOUNDS


def _measured(draft: Draft, factor: float) -> tuple[float | None, float | None]:
    """The ends of a count turned into a measure: "more than 90" is then 90 and up, not 91."""
    low, high, exact = draft.low, draft.high, draft.figure.low
    if high is None and low == exact + 1:
        low = exact
    if low is None and high == exact - 1:
        high = exact
    return (None if low is None else low * factor), (None if high is None else high * factor)


def _giver(tokens: Sequence[Token], drafts: list[Draft], index: int) -> Draft | None:
    """The measured length, mass or sum before a bare number, or right after it in a list."""
    draft = drafts[index]
    for other in reversed(drafts[max(0, index - 25) : index]):
        if draft.first - other.last > 25:
            break
        if other.role == "measure" and other.unit in ("km", "kg", "km/h") and other.figure.form == "digits":
            return other
    if index + 1 < len(drafts):
        other = drafts[index + 1]
        between = [lowered(token) for token in tokens[draft.last : other.first]]
        if (
            other.role == "measure"
            and other.unit in ("km", "kg", "km/h")
            and between in (["and"], [","], ["or"], [",", "and"])
        ):
            return other
    return None


def _factor(tokens: Sequence[Token], giver: Draft) -> float:
    """What one of the giver's written unit is in its normal unit."""
    for place in range(giver.figure.last, giver.last):
        unit = unit_at(tokens, place, True)
        if unit is not None and unit.name == giver.unit:
            return unit.factor
    return 1.0
