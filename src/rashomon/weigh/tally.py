"""One figure for a cell: what a table with one number for each event would hold, without a word on who is right.

Line-ups keep every account; a table, a map or a database has room for one figure. It is the one that most reports give,
later ones before earlier ones: the number that a report states, or how many persons it tells of one by one. Who was hit
and is not said to be dead was hurt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from rashomon.model import Claim, Document, Event, Quantity
from rashomon.packs.form import FieldForm

STATED: Final = 1.5  # what a stated number weighs against persons told of one by one
LONGEST: Final = timedelta(days=2)  # a month or a year is no day
WHOLE: Final = frozenset({"", "attackers"})  # attackers who fell are apart in a line-up, one cell has room for all
LATER: Final = 0.25  # what each later report adds

MALE: Final = re.compile(
    r"\b(?:man|boy|father|dad|son|husband|brother|boyfriend|uncle|nephew|grandfather|stepfather|stepson|grandson|male"
    r"|he|him|his|himself|policeman|gunman)\b",
    re.IGNORECASE,
)
FEMALE: Final = re.compile(
    r"\b(?:woman|girl|mother|mom|daughter|wife|sister|girlfriend|aunt|niece|grandmother|stepdaughter|granddaughter"
    r"|female|she|her|herself|policewoman)\b",
    re.IGNORECASE,
)
YOUNG: Final = re.compile(r"\b(?:boy|girl|toddler|baby|infant|child|teen|teenager|kid|youngster)\b", re.IGNORECASE)
GROWN: Final = re.compile(r"\b(?:man|woman|father|mother|husband|wife|adult|officer|deputy)\b", re.IGNORECASE)
AGE: Final = re.compile(r"\b(\d{1,3})(?:[- ]year|,|$)")
POSSESSIVE: Final = re.compile(r"^(?:his|her|their) ", re.IGNORECASE)
NAME: Final = re.compile(r"(?<![\w-])[A-Z][\w'’-]*[a-z][\w'’-]*")
NO_NAME: Final = frozenset({"his", "her", "their", "he", "she", "him", "this", "himself", "herself"})
ORDINALS: Final = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
OTHER: Final = re.compile(r"\b(?:another|others?|more)\b", re.IGNORECASE)
DETERMINED: Final = re.compile(r"^(?:an?|the|another|this|one) ", re.IGNORECASE)


class Told(msgspec.Struct, frozen=True):
    """A person as words tell of him or her: names, age, sex and whether young; empty where the words do not say."""

    names: frozenset[str] = frozenset()
    age: str = ""
    sex: str = ""
    young: str = ""

    @property
    def detail(self) -> int:
        """How much is known."""
        return 4 * bool(self.names) + 2 * bool(self.age) + bool(self.sex) + bool(self.young)


def day_of(event: Event, documents: Sequence[Document]) -> tuple[date, str] | None:
    """The day for a cell, and what it stands on: "stated" or, where no report states one, the first "published" one."""
    if event.when is not None and event.when.latest - event.when.earliest <= LONGEST:
        return event.when.earliest.date(), "stated"
    own = set(event.documents)
    days = [one.day for one in documents if one.id in own and one.day is not None]
    return (min(days), "published") if days else None


def tally(claims: Sequence[Claim], form: FieldForm, documents: Sequence[Document]) -> Quantity | None:
    """The figure that the claims of one event give for a field of numbers; None when they give none.

    claims: all of the event; documents: those of the event, for their order in time.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.stance.polarity == "affirmed" and not claim.status:
            by_report[claim.span.document].append(claim)
    days = {one.id: one.published.timestamp() if one.published else 0.0 for one in documents}
    votes: dict[tuple[float, float], float] = defaultdict(float)
    given: dict[tuple[float, float], Quantity] = {}
    for order, report in enumerate(sorted(by_report, key=lambda each: (days.get(each, 0.0), each))):
        found = _of_report(by_report[report], form)
        if found is not None:
            value, stated = found
            key = (value.low or 0.0, value.high if value.high is not None else -1.0)
            given[key] = value
            votes[key] += (STATED if stated else 1.0) + LATER * order
    return given[max(votes, key=lambda key: (votes[key], key))] if votes else None


def _of_report(claims: Sequence[Claim], form: FieldForm) -> tuple[Quantity, bool] | None:
    """What one report gives, and whether it states a number."""
    own = [one for one in claims if one.field == form.name and one.part in WHOLE]
    total, count = _total(own), persons(own)
    if form.rest_of is None:
        if total is None:
            return (Quantity(float(count), float(count)), False) if count else None
        return (Quantity(float(count), float(count)), False) if _below(total, count) else (total, True)
    part, taken = form.rest_of
    gone = [one for one in claims if one.field == taken and one.part in WHOLE]
    hit = [one for one in claims if one.field == form.name and one.part == part]
    lost = max(_least(_total(gone)), float(persons(gone)))
    whole = max(_least(_total(hit)), float(persons([*own, *hit, *gone])))
    rest = max(0.0, whole - lost)
    if total is not None and _least(total) >= (rest if _total(hit) is not None or not _least(total) else 0.0):
        return total, True  # "no one else was hurt" is no toll where somebody was hit
    if not own and not hit:
        return None
    return Quantity(rest, rest), _total(hit) is not None


def _total(claims: Sequence[Claim]) -> Quantity | None:
    """The largest number that is stated as such, exact ones and those of the body before others."""
    stated = [(one, one.value) for one in claims if isinstance(one.value, Quantity) and one.value.original]
    known = [(one, value) for one, value in stated if value.low is not None]
    if not known:
        return None
    known = [each for each in known if "/figure@" not in each[0].maker] or known  # a bare figure may count anything
    exact = [(one, value) for one, value in known if value.low == value.high and not value.approximate]
    body = [(one, value) for one, value in exact if not one.headline]
    best, value = max(body or exact or known, key=lambda each: each[1].low or 0.0)
    if OTHER.search(best.text) and value.low:  # "killed his girlfriend and three other men"
        beside = persons([one for one in claims if one.sentence == best.sentence and _is_single(one)])
        return Quantity(value.low + beside, value.high and value.high + beside, original=value.original)
    return value


def _least(value: Quantity | None) -> float:
    return 0.0 if value is None else value.low or 0.0


def _below(total: Quantity, count: int) -> bool:
    return total.high is not None and total.high < count


# ---- persons told of one by one --------------------------------------------------------------------------------------


def persons(claims: Sequence[Claim]) -> int:
    """How many persons the claims without a number tell of: as few as their names, ages and sexes allow."""
    texts = [part for one in claims if _is_single(one) for part in _split(one)]
    least = max((ORDINALS[word] for text in texts for word in text.casefold().split() if word in ORDINALS), default=0)
    found: list[Told] = []
    others = 0
    for told in sorted((_told(text) for text in texts if not OTHER.search(text)), key=lambda one: -one.detail):
        home = next((place for place, one in enumerate(found) if _can_be_one(one, told)), None)
        if home is None:
            found.append(told)
        else:
            found[home] = _joined(found[home], told)
    others = len({text.casefold() for text in texts if OTHER.search(text)})
    return max(len(found) + (1 if others and found else others), least)


def _is_single(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Quantity) and not value.original and bool(value.low)


def _split(claim: Claim) -> list[str]:
    value = claim.value
    if isinstance(value, Quantity) and value.low and value.low > 1:
        return [part for part in re.split(r",| and |;", claim.text) if part.strip()][: int(value.low)]
    return [claim.text]


def _told(text: str) -> Told:
    words = POSSESSIVE.sub("", text)
    age = AGE.search(text)
    sex = "m" if MALE.search(words) else "f" if FEMALE.search(words) else ""
    if MALE.search(words) and FEMALE.search(words):
        sex = ""
    young = "y" if YOUNG.search(words) else "n" if GROWN.search(words) else ""
    if age is not None:
        young = ""
    named = [] if DETERMINED.match(text) else NAME.findall(text)  # "a Norfolk officer" is no name of a person
    names = frozenset(name.casefold() for name in named if name.casefold() not in NO_NAME)
    return Told(names, age[1] if age else "", sex, young)


def _can_be_one(one: Told, other: Told) -> bool:
    if one.names and other.names and not one.names & other.names:
        return False
    pairs = ((one.age, other.age), (one.sex, other.sex), (one.young, other.young))
    return all(first == second or not first or not second for first, second in pairs)


def _joined(one: Told, other: Told) -> Told:
    return Told(one.names | other.names, one.age or other.age, one.sex or other.sex, one.young or other.young)
