"""Which of two kin reports was made from the other: many small pieces of evidence, each with a fitted weight.

To take the copy for the original turns every distortion of a story about, so no single sign decides: not the wording
(a ministry writes stiffer prose than the paper that prints its release), not the length, not the day of a page. The
weights are those of a logistic regression (`training/directions.py`) on the pairs of bench/directions and the stories.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from rapidfuzz.distance import LCSseq

from rashomon.gather.alignment import Alignment, Prepared
from rashomon.gather.marks import Marks, marks_of, news_of
from rashomon.gather.oddity import Oddity, Vocabulary, odder
from rashomon.model import Document
from rashomon.text.days import find_days

EDITED: Final = 0.55
SPUN: Final = 0.8
NEAR: Final = timedelta(days=60)  # kin are published within days of one another; what lies further apart was misread
# Logarithm of the odds that the first is the copy, a unit of each piece of evidence. All are differences, first less
# second unless their name says otherwise, so that the sum only changes its sign when the two change places. Fitted by
# training/directions.py on the tuned half of bench/directions and the keyed stories; "credits", "names", "edition" and
# "sourced_office" were too rare there to be more than what was believed before.
WEIGHTS: Final = {
    "credits": 5.0,
    "names": 3.5,
    "after": 2.01,
    "day_after": 0.73,
    "edition": 4.0,
    "likelihood": 0.64,
    "known": 2.01,
    "rarity": 0.29,
    "votes": 0.51,
    "shorter": 0.72,
    "cut": 1.61,
    "covered": 1.07,
    "anchors": 2.11,
    "hedges": 0.21,
    "figures": 0.13,
    "sourced": 0.67,
    "sourced_office": 1.02,
    "office": -1.54,
    "agency": -0.92,
    "farm": 1.11,
    "nobody": 1.02,
    "web": 0.76,
    "author": -0.39,
    "placed": -0.86,
    "closed": -1.02,
    "first": -0.63,
    "formal": -0.19,
    "spoilt": 0.8,
    "itself": -1.55,
}
_HEDGES: Final = frozenset((
    "about", "approximately", "around", "some", "roughly", "nearly", "almost", "probably", "possibly", "likely",
    "unlikely", "apparently", "reportedly", "allegedly", "believed", "thought", "estimated", "presumed", "suspected",
    "feared", "may", "might", "could", "appeared", "appears", "seemed", "seems", "perhaps", "unconfirmed",
    "preliminary", "initially", "least",
))  # fmt: skip
_SPEAKS: Final = frozenset((
    "said", "says", "say", "according", "added", "told", "reported", "reports", "announced", "stated", "wrote",
    "quoted", "citing", "cited", "called", "confirmed", "noted", "denied", "ordered", "asked", "advised", "urged",
    "claims", "claimed", "asserts",
))  # fmt: skip
_SOURCED: Final = re.compile(
    r"\b(?:ministry|ministries|office|department|government|police|officials?|observatory|military|coast ?guard|"
    r"governor|commissioner|agency|media|television|aid workers|statement|report|telegraph|authority|committee|brigade|"
    r"cell|army|chiefs of staff|press) (?:said|says|reported|announced|added|called|wrote|told)\b|"
    r"\baccording to (?:the|its|a) (?:\w+ ){0,3}(?:ministry|office|department|statement|report|police|agency|"
    r"observatory|media|military|release|authority)\b|\b(?:he|she|it|they) (?:said|added|wrote)\b",
    re.IGNORECASE,
)


def copied(one: Prepared, other: Prepared, found: Alignment, vocabulary: Vocabulary) -> float:
    """Positive when the first of two kin reports is the copy, negative when the second is; never nought."""
    weight = sum(WEIGHTS[name] * value for name, value in evidence(one, other, found, vocabulary).items())
    return weight or (1.0 if one.document.id > other.document.id else -1.0)


def evidence(one: Prepared, other: Prepared, found: Alignment, vocabulary: Vocabulary) -> dict[str, float]:
    """Every piece of evidence that the first is the copy, by name; each turns its sign when the two change places."""
    first, second = one.document, other.document
    mine, theirs = marks_of(first), marks_of(second)
    odd = oddity_of(one, other, found, vocabulary)
    spun = respun(one, other, found)
    shorter = _within(math.log(max(1, other.size) / max(1, one.size)), 0.7)
    return {
        "credits": float(credits(first, second) - credits(second, first)),
        "names": float(names(first, second) - names(second, first)),
        "after": float(_after(first, second)),
        "day_after": float(_day_after(first, second)),
        "edition": float(same_outlet(first, second)) * (_after(first, second) or _day_after(first, second)),
        "likelihood": spun * _within(odd.likelihood, 3.0),
        "known": spun * _within(odd.known, 0.4),
        "rarity": spun * _within(odd.rarity, 2.0),
        "votes": spun * odd.votes,
        "shorter": spun * shorter,
        "cut": (1 - spun) * shorter,
        "covered": found.first - found.second,
        "anchors": _lost(other.anchors, one.anchors),
        **_wording(one, other, found, theirs.office - mine.office),
        **_marks(mine, theirs),
    }


def respun(one: Prepared, other: Prepared, found: Alignment) -> float:
    """How far the two differ by words put for others (1), as a synonym machine leaves them, or by words cut (0).

    An editor shortens: what he turns into plainer words was the original, however odd. A machine keeps each sentence as
    long as it was, and the odder wording is its own. Of our pairs spun copies differ by .76 and more, edited ones by
    .70 at most.
    """
    changed = longer = 0
    for i, j, _ in found.pairs:
        mine, theirs = one.words[i], other.words[j]
        changed += min(len(mine), len(theirs)) - LCSseq.similarity(mine, theirs)
        longer += abs(len(mine) - len(theirs))
    share = changed / (changed + longer) if changed else 0.0
    return max(0.0, min(1.0, (share - EDITED) / (SPUN - EDITED)))


def oddity_of(one: Prepared, other: Prepared, found: Alignment, vocabulary: Vocabulary) -> Oddity:
    """How much odder the first report words the matched sentences than the second."""
    return odder([one.words[i] for i, _, _ in found.pairs], [other.words[j] for _, j, _ in found.pairs], vocabulary)


def credits(copy: Document, parent: Document) -> bool:
    """True when the copy credits the agency that the other is."""
    listed = [re.sub(r"\W+", "", name.casefold()) for name in copy.credits.agencies]
    outlet = re.sub(r"\W+", "", parent.outlet.casefold()).removeprefix("the")
    return bool(outlet) and any(name and (name in outlet or outlet in name) for name in listed)


def names(copy: Document, parent: Document) -> bool:
    """True when the copy's news names the outlet of the other ("..., Southern Cross Newswire reports")."""
    outlet = parent.outlet.strip()
    if len(outlet) < 3 or same_outlet(copy, parent):
        return False
    initials = r"\s(?:of\s|the\s)?".join(rf"{letter}\w+" for letter in outlet) if outlet.isupper() else ""
    pattern = rf"\b(?:{re.escape(outlet)}{'|' + initials if initials and len(outlet) <= 5 else ''})\b"
    return re.search(pattern, news_of(copy)) is not None


def same_outlet(one: Document, other: Document) -> bool:
    """True when both state one outlet, with or without an article or a longer ending."""
    a, b = (
        re.sub(r"\W+", "", document.outlet.casefold().removeprefix("www.")).removeprefix("the")
        for document in (one, other)
    )
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a))))


def _marks(mine: Marks, theirs: Marks) -> dict[str, float]:
    one, other = msgspec.structs.asdict(mine), msgspec.structs.asdict(theirs)
    return {name: float(one[name] - other[name]) for name in one}


def _wording(one: Prepared, other: Prepared, found: Alignment, letterhead: int) -> dict[str, float]:
    """Hedges and figures that the first lacks, and sentences that only the first lays in a body's mouth.

    letterhead: above nought where the second is an office's own page: "the ministry said" is what its readers add.
    """
    hedges = figures = sourced = 0
    for i, j, _ in found.pairs:
        mine, theirs = one.words[i], other.words[j]
        hedges += sum(word in _HEDGES for word in theirs) - sum(word in _HEDGES for word in mine)
        figures += sum(word[0].isdigit() for word in theirs) - sum(word[0].isdigit() for word in mine)
        speaks, spoken = ((not _SPEAKS.isdisjoint(words)) for words in (mine, theirs))
        if speaks != spoken:
            document, (start, end) = (one.document, one.spans[i]) if speaks else (other.document, other.spans[j])
            if _SOURCED.search(document.text[start:end]):
                sourced += 1 if speaks else -1
    return {
        "hedges": _within(hedges, 4),
        "figures": _within(figures, 4),
        "sourced": _within(sourced, 3),
        "sourced_office": float(sourced > 0 and letterhead > 0) - float(sourced < 0 and letterhead < 0),
    }


def _lost(theirs: frozenset[str], mine: frozenset[str]) -> float:
    """Names and figures that only the second has, less those that only the first has, as a share of all."""
    return (len(theirs - mine) - len(mine - theirs)) / max(1, len(mine | theirs))


def _within(value: float, most: float) -> float:
    return float(max(-most, min(most, value)))


def _after(one: Document, other: Document) -> int:
    """1 when the first was surely published later, -1 when the second was, 0 where their windows overlap."""
    first, second = _window(one), _window(other)
    if first is None or second is None or max(first[0], second[0]) - min(first[1], second[1]) > NEAR:
        return 0
    return (first[0] > second[1]) - (second[0] > first[1])


def _day_after(one: Document, other: Document) -> int:
    """1 when the first states a later calendar day, also where a dateline names no year ("SEOUL, June 5")."""
    first, second = _calendar_day(one), _calendar_day(other)
    if first is None or second is None or abs(first - second) > NEAR:
        return 0
    return (first > second) - (second > first)


def _calendar_day(document: Document) -> date | None:
    if document.published is not None:
        return document.published.date().replace(year=2000)
    stated = find_days(document.credits.dateline)
    return stated[0].in_year(2000) if stated else None


def _window(document: Document) -> tuple[datetime, datetime] | None:
    """When it can have been published: a bare day without a zone can lie anywhere on the earth."""
    if document.published is None:
        return None
    if document.published_exact:
        return document.published, document.published
    slack = timedelta(hours=0 if document.zone else 14)
    return document.published - slack, document.published + timedelta(days=1) + slack

