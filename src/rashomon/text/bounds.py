"""The words around a number that widen it: "at least", "up to", "nearly", "or more", "-plus".

What they do to a count follows the conventions of the stories' key: more than N is N+1 and up, nearly N is nine tenths
of N to N-1, up to N leaves the lower end open. Measures have no next number, so their bound is the number itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.wordlists import word_set


class Bound(msgspec.Struct, frozen=True):
    """Bound words and what they do; first and last are token indices of number and bound words, last exclusive.

    kind: "" (none), "from" (N and up), "above" (more than N), "to" (N and down), "below" (fewer than N), "nearly",
    "over_just" (slightly more), "exact". about: an approximating word stands with it.
    """

    first: int
    last: int
    kind: str = ""
    about: bool = False


def _phrases(kind: str, text: str) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): kind for phrase in text.split("|")}


_BEFORE: Final = {
    **_phrases(
        "from",
        "at least|as few as|as little as|at slightest|at the very least|at the least|no fewer than|"
        "no less than|not less than|not fewer than|minimum of|a minimum of|minimum|not under|"
        "no lower than|no shorter than|at minimum|starting at|upwards of|upward of|never fewer than|"
        "never less than|nothing less than",
    ),
    **_phrases(
        "above",
        "more than|over|above|in excess of|greater than|exceeding|exceeded|exceeds|exceed|beyond|"
        "past|well over|well above|well past|higher than|farther than|further than|longer than|"
        "larger than|bigger than|heavier than|older than|north of|better than|surpassing|topping|"
        "topped|many more than|far more than|much more than|well in excess of|upward of over|"
        "deeper than|faster than|stronger than",
    ),
    **_phrases(
        "over_just",
        "just over|a little over|slightly over|a little more than|slightly more than|just above|"
        "just past|little more than|a bit more than|a bit over|slightly above|a shade over|"
        "a little above",
    ),
    **_phrases(
        "to",
        "at most|at the most|at the very most|up to|as many as|as much as|as far as|as high as|"
        "as long as|as deep as|no more than|not more than|a maximum of|maximum of|maximum|"
        "no greater than|no higher than|no longer than|no farther than|no larger than|not exceeding|"
        "no over|no further than|not over|limited to|capped at|up to a maximum of|no deeper than|"
        "no above|never more than|as large as|as heavy as|as old as",
    ),
    **_phrases(
        "below",
        "fewer than|less than|under|below|lower than|smaller than|shorter than|younger than|"
        "lighter than|well under|well below|fewer|far fewer than|far less than|much less than|"
        "south of|inside of|slower than",
    ),
    **_phrases(
        "nearly",
        "nearly|almost|close to|approaching|just under|just short of|just below|not quite|virtually|"
        "shy of|just shy of|nearing|slightly less than|slightly fewer than|a little less than|"
        "a little under|slightly under|slightly below|a little fewer than|a little below|getting on for|"
        "well nigh|pretty close to",
    ),
    **_phrases(
        "exact",
        "just|only|exactly|precisely|a total of|total of|all|all of|altogether|another|a further|"
        "further|an additional|additional|a record|some other|the|these|those|his|her|its|their|"
        "a combined|the other|other|the remaining|the last|the first|a mere|a whole|merely|"
        "no other than|a staggering|an unprecedented|a massive|an astonishing|an extra|the same|at|"
        "the next|the past|the previous|the preceding|the following|the initial|any|every|all the|"
        "a full|a good|a further estimated|a confirmed|a known",
    ),
}
_ABOUT: Final = frozenset(
    tuple(phrase.split())
    for phrase in [
        "about",
        "around",
        "near",
        "some",
        "roughly",
        "approximately",
        "approx",
        "circa",
        "ca",
        "an estimated",
        "estimated",
        "in the region of",
        "in the range of",
        "somewhere in the range of",
        "something like",
        "somewhere around",
        "somewhere between",
        "an average of",
        "in the order of",
        "on the order of",
        "~",
        "≈",
        "perhaps",
        "maybe",
        "probably",
        "an approximate",
        "round about",
        "or so",
        "more or less",
        "by some estimates",
        "the rough",
        "close on",
        "a reported",
        "possibly",
        "presumably",
        "in the neighborhood of",
        "in the neighbourhood of",
        "in the vicinity of",
        "a rough",
    ]
)
# Doubt about the number is a stance of the speaker, not a wider number: "perhaps eight" claims eight, doubtfully.
_DOUBT: Final = frozenset((("perhaps",), ("maybe",), ("probably",), ("possibly",), ("presumably",), ("a", "reported")))
_AFTER: Final = {
    **_phrases(
        "from",
        "or more|or above|or higher|and above|plus|+|and counting|or over|at least|and up|"
        "and upwards|at the very least|at the least|or upwards|or even more|minimum|at minimum|"
        "and over|or greater|or longer|if not more|perhaps more|or maybe more|or perhaps more|"
        "or possibly more|and more|or a little more|or somewhat more|or slightly more|or a bit more|"
        "or rather more|or much more|or far more|or still more|or something more|"
        "or a little over|or a little farther|or a little further|or a little higher",
    ),
    **_phrases(
        "to",
        "or fewer|or less|or under|at most|at the most|at the very most|maximum|tops|or below|"
        "or lower|at the outside|max|if not fewer|and under|or younger|or a little less|or somewhat less|"
        "or slightly less|or a bit less|or even less|or even fewer|or a few less|or a little fewer|or a little under",
    ),
    **_phrases(
        "about",
        "or so|or thereabouts|odd|or thereabout|more or less|give or take|ish|or more or less|"
        "or something|approximately|roughly|on average",
    ),
}
_LONGEST: Final = 5
_QUOTES: Final = frozenset("\"'“”‘’«»")
# "over the past two days" and "under 20th-century law" speak of time and rule; "about" and "around" may be of place.
_RISES: Final = word_set("go climb rise come creep edge jump inch shoot move")
_SPATIAL: Final = frozenset(("over", "under", "past", "beyond", "about", "around", "above", "below", "at"))


def bound_before(tokens: Sequence[Token], first: int) -> Bound:
    """The bound words that stand before the number that begins at ``first``; several may stack ("at least about")."""
    begin, kind, about = first, "", False
    for _ in range(4):
        place = begin
        if place and tokens[place - 1].text in _QUOTES and place - 1 > 0:
            place -= 1
        size, found, approximates = _longest_before(tokens, place)
        if not size:
            break
        begin = place - size
        about = about or approximates
        if found and (not kind or kind == "exact"):
            kind = found
    return Bound(begin, first, kind, about)


def _longest_before(tokens: Sequence[Token], place: int) -> tuple[int, str, bool]:
    """Size, kind and approximation of the longest bound phrase that ends before a token."""
    for size in range(min(_LONGEST, place), 0, -1):
        phrase = tuple(lowered(token) for token in tokens[place - size : place])
        if phrase in _ABOUT:
            if phrase == ("some",) and place < len(tokens) and lowered(tokens[place]) in ("of", "a", "an"):
                continue
            if phrase in (("estimated",), ("approx",)) and place - size > 0 and tokens[place - size - 1].pos == "AUX":
                continue
            return size, "", phrase not in _DOUBT
        kind = _BEFORE.get(phrase, "")
        if kind:
            if kind == "exact" and size == 1 and phrase[0] in ("at", "every", "any"):
                continue
            if kind == "below" and phrase == ("fewer",):
                continue
            if phrase == ("up", "to") and place > size and tokens[place - size - 1].lemma.casefold() in _RISES:
                continue  # "the toll went up to 31" tells where it stands
            return size, kind, False
    return 0, "", False


def bound_after(tokens: Sequence[Token], last: int) -> Bound:
    """The bound words that stand right after a number, or after the noun that it counts."""
    place = last
    if place < len(tokens) and tokens[place].text in ("-", "–", ",", "(") and place + 1 < len(tokens):
        place += 1
    if place > last and tokens[last].text == "," and lowered(tokens[place]) not in ("perhaps", "if", "or", "at", "and"):
        return Bound(last, last)
    for size in range(min(_LONGEST, len(tokens) - place), 0, -1):
        phrase = tuple(lowered(token) for token in tokens[place : place + size])
        kind = _AFTER.get(phrase, "")
        if not kind:
            continue
        end = place + size
        # "at least 300 km" after a noun belongs to the number that follows it; "or more" never does
        following = tokens[end].text if end < len(tokens) else ""
        if phrase[0] in ("at", "approximately", "roughly", "minimum", "maximum") and _is_number(following):
            return Bound(last, last)
        if (
            phrase == ("plus",)
            and place == last
            and following[:1].isalpha() is False
            and following not in (",", ".", "")
        ):
            return Bound(last, last)
        if phrase in (("odd",), ("ish",), ("max",)) and phrase != ("odd",) and place == last:
            return Bound(last, last)
        if phrase == ("and", "more") and following.isalpha() and following not in ("people",):
            return Bound(last, last)
        return Bound(last, end, "" if kind == "about" else kind, kind == "about")
    return Bound(last, last)


def _is_number(text: str) -> bool:
    return text[:1].isdigit() or text.lower() in _NUMBER_WORDS


_NUMBER_WORDS: Final = word_set(
    "a an one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty several dozens half"
)


def widen(low: float, high: float | None, bound: Bound, whole: bool) -> tuple[float | None, float | None, bool]:
    """Lower end, upper end and approximation of a number under its bound words.

    whole: the number counts things, so that "more than N" starts at N+1.
    """
    top = high if high is not None else low
    step = 1.0 if whole and low == int(low) else 0.0
    match bound.kind:
        case "from":
            return low, None, bound.about
        case "above":
            return low + step if low == top else low, None, bound.about
        case "over_just":
            return low + step, max(low + step, round(top * 1.1, 6)), True
        case "to":
            return None, top, bound.about
        case "below":
            return None, max(0.0, top - step) if low == top else top, bound.about
        case "nearly":
            least = min(round(low * 0.9, 6), top - step)
            return least, top - step, True
    return low, high, bound.about


def bound_said(words: str) -> str:
    """ "above" for "More than 60", "below" for "fewer than a dozen", "from", "to" ...: how words open."""
    spoken = tuple(words.casefold().split())
    for length in range(min(5, len(spoken)), 0, -1):
        kind = _BEFORE.get(spoken[:length])
        if kind:
            return kind
    return ""
