"""How two claims on one field stand to each other.

`meet` (model/value.py) says whether two values can both be true as sets of worlds. Here comes what the sentence adds:
rounding, parts of a whole, figures spread over several missiles, lists of sites, denials and questions left open.
"""

from __future__ import annotations

import math
from datetime import UTC, timedelta
from typing import Final, Literal

import msgspec
from rapidfuzz import fuzz

from rashomon.know.places import distance
from rashomon.model import Actor, Claim, Place, Quantity, Term, Value, When, Words, contains, meet
from rashomon.model.value import worlds
from rashomon.packs.form import FieldForm

Relation = Literal["equal", "inside", "contains", "overlap", "clash", "apart"]
"""Seen from the first claim; "apart" means that the two cannot be held against each other at all."""

_TURNED: Final[dict[Relation, Relation]] = {"inside": "contains", "contains": "inside"}
_ABOUT_CLOCK: Final = 900.0  # seconds either side that "about 7:20" leaves open
_NEAR_KM: Final = 15.0  # gazetteer points of one town differ by as much
_AROUND_KM: Final = 1200.0  # "in waters off Okinawa": how far from the country's point a coast and its sea lie
_READING: Final = 0.025
_MEANING: Final = 4  # letters of a word that carries meaning
_STEM: Final = 5
_SHARED: Final = 0.6  # share of the words denied that must be affirmed elsewhere
_FUNCTION: Final = frozenset((
    "that", "this", "with", "from", "have", "been", "were", "which", "their", "there", "they", "would", "could",
    "might", "must", "will", "what", "when", "some", "other", "than", "then", "into", "about", "after", "before",
    "because",
))
_SAME_WORDS: Final = 86.0  # rapidfuzz token-set ratio, 0..100, from which two phrasings name one thing


class Scope(msgspec.Struct, frozen=True):
    """What event and pack add to a comparison.

    several: more than one missile, shock or site may be meant; excludes: concepts that never hold together, also on
    fields whose values otherwise stand side by side (a success, a failure).
    """

    form: FieldForm
    several: bool = False
    excludes: frozenset[frozenset[str]] = frozenset()


def compare(a: Claim, b: Claim, scope: Scope) -> Relation:
    """How claim `a` stands to claim `b` on their common field; never "clash" for fields that do not dispute."""
    found = _compare_stances(a, b, scope)
    if found == "clash" and _excluded(a, b, scope) and not _parts_differ(a, b):
        return "clash"
    if found == "clash" and (not scope.form.disputes or _parts_differ(a, b) or _spread(a, b, scope)):
        return "apart"
    if found in ("inside", "contains") and _spread(a, b, scope):
        return "overlap"
    return found


def same_statement(a: Claim, b: Claim) -> bool:
    """True when two claims state the same value with the same polarity, so that they share a position."""
    if a.stance.polarity != b.stance.polarity:
        return False
    if isinstance(a.value, Words) and isinstance(b.value, Words):
        return same_words(a.value, b.value)
    return worlds(a.value) == worlds(b.value) and a.part.casefold() == b.part.casefold()


def same_words(a: Words, b: Words) -> bool:
    """True when two phrasings say one thing in nearly the same words."""
    one, two = a.text.casefold().strip(), b.text.casefold().strip()
    if one == two:
        return True
    if a.language != b.language:
        return False
    return fuzz.token_sort_ratio(one, two) >= _SAME_WORDS


def _compare_stances(a: Claim, b: Claim, scope: Scope) -> Relation:
    one, two = a.stance.polarity, b.stance.polarity
    found = compare_values(a.value, b.value, scope)
    if {one, two} == {"affirmed", "denied"} and isinstance(a.value, Words) and isinstance(b.value, Words):
        denied, affirmed = (a.value, b.value) if one == "denied" else (b.value, a.value)
        return "clash" if found == "equal" or _speaks_of(affirmed, denied) else "apart"
    if "open" in (one, two):
        return "apart" if found == "clash" else found
    if one == two == "denied":
        return "equal" if found == "equal" else "apart"
    if one == "denied":  # only an affirmed value that lies wholly in what is denied contradicts the denial
        return "clash" if found in ("equal", "contains") else "apart"
    if two == "denied":
        return "clash" if found in ("equal", "inside") else "apart"
    return found


def _speaks_of(affirmed: Words, denied: Words) -> bool:
    """True when what is denied is said by the other words, too: "the lightning", "lightning may have struck it"."""
    theirs, ours = (
        [word for word in "".join(mark if mark.isalnum() else " " for mark in words.text.casefold()).split()
         if len(word) >= _MEANING and word not in _FUNCTION] for words in (affirmed, denied)
    )
    shared = sum(any(word[:_STEM] == each[:_STEM] for each in theirs) for word in set(ours))
    return shared >= 1 and shared >= _SHARED * len(set(ours))


def compare_values(a: Value, b: Value, scope: Scope) -> Relation:
    """How two affirmed values stand to each other."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _compare_quantities(a, b)
    if isinstance(a, When) and isinstance(b, When):
        return _compare_times(_loosened(a), _loosened(b))
    if isinstance(a, Place) and isinstance(b, Place):
        return _compare_places(a, b, scope)
    if isinstance(a, Words) and isinstance(b, Words):
        return "equal" if same_words(a, b) else "apart"
    if isinstance(a, Actor) and isinstance(b, Actor):
        return _compare_actors(a, b)
    if type(a) is type(b):
        return _compare_sets(a, b)
    if isinstance(a, Term) and isinstance(b, Quantity):
        return _compare_nothing(a, b)
    if isinstance(a, Quantity) and isinstance(b, Term):
        return _compare_nothing(b, a)
    return "apart"


def _compare_sets(a: Value, b: Value) -> Relation:
    if meet(a, b) is None:
        return "clash"
    if worlds(a) == worlds(b):
        return "equal"
    if contains(b, a):
        return "inside"
    return "contains" if contains(a, b) else "overlap"


def _compare_actors(a: Actor, b: Actor) -> Relation:
    """Compare doers; one without a name ("a gunman", "troops") cannot be held against another."""
    found = _compare_sets(a, b)
    if found != "clash":
        return found
    if a.country and a.country == b.country and _is_country(a) != _is_country(b):
        return "contains" if _is_country(a) else "inside"
    return "clash" if all(one.ref or one.name[:1].isupper() for one in (a, b)) else "apart"


def _is_country(value: Place | Actor) -> bool:
    return value.ref.startswith("country:") or (bool(value.country) and value.ref == value.country)


def _compare_quantities(a: Quantity, b: Quantity) -> Relation:
    if a.unit != b.unit:
        return "apart"
    found = _compare_sets(a, b)
    if found == "equal" or not (a.approximate or b.approximate):
        return found
    if _rounds_to(a, b) or _rounds_to(b, a) or (a.unit and _within_reading(a, b)):
        return "equal"
    if found == "clash" and (_reaches(a, b) or _reaches(b, a)):
        return "overlap"  # "about 500" and "more than 500"
    return found


def _reaches(rough: Quantity, bound: Quantity) -> bool:
    """True when what a rough figure leaves open reaches into a bound: about 500 may be 505."""
    if not rough.approximate or rough.low is None or rough.low != rough.high or not rough.low:
        return False
    slack = _step(rough.low) / 2
    above = bound.high is None and bound.low is not None and bound.low <= rough.low + slack
    below = bound.low in (None, 0.0) and bound.high is not None and bound.high >= rough.low - slack
    return above or below


def _step(figure: float) -> float:
    """What a rough figure is rounded to, two of its digits kept: 500 and 960 to tens."""
    size = 10.0 ** math.floor(math.log10(abs(figure)))
    step = size
    while step > size / 10 or (step > 1 and figure % step):
        step /= 10
    return step


def _within_reading(a: Quantity, b: Quantity) -> bool:
    """True when two measures, one of them rough, differ no more than readings of one flight ("about 960", 950)."""
    if a.low is None or b.low is None or a.low != a.high or b.low != b.high:
        return False
    return abs(a.low - b.low) <= _READING * max(abs(a.low), abs(b.low))


def _rounds_to(rounded: Quantity, exact: Quantity) -> bool:
    """True when an approximate figure is the other one, rounded to its leading digits ("about 1,000" and 970)."""
    if not rounded.approximate or rounded.low is None or rounded.low != rounded.high:
        return False
    if exact.low is None or exact.low != exact.high or rounded.low == 0:
        return False
    return abs(rounded.low - exact.low) <= _step(rounded.low) / 2


def _compare_nothing(term: Term, number: Quantity) -> Relation:
    """Compare "no harm reported" with a number of people harmed; any other term says nothing about a number."""
    if not term.concept.startswith("no_"):
        return "apart"
    if number.low is not None and number.low > 0:
        return "clash"
    return "equal" if number.high == 0 else "inside"


def _compare_times(a: When, b: When) -> Relation:
    """Compare moments; where one has no zone of its own, also as clocks on the wall.

    The zone of a clock that names none is only assumed (the outlet's): two reports with "9 a.m." in two countries'
    papers contradicted each other by the hour between the papers.
    """
    found = _compare_sets(a, b)
    if found != "equal" and _is_days(a) and _is_days(b) and _compare_sets(_on_the_wall(a), _on_the_wall(b)) == "equal":
        return "equal"  # "in July 2016", written in Washington and in Tehran
    if found != "clash" or (a.zone and b.zone):
        return found
    return _compare_sets(_on_the_wall(a), _on_the_wall(b))


def _is_days(value: When) -> bool:
    """True for whole days, months and years, which every zone counts from its own midnight."""
    return value.latest - value.earliest >= timedelta(hours=23)


def _on_the_wall(value: When) -> When:
    return msgspec.structs.replace(
        value, earliest=value.earliest.replace(tzinfo=UTC), latest=value.latest.replace(tzinfo=UTC)
    )


def _loosened(value: When) -> When:
    """A clock given only roughly, with the minutes it leaves open."""
    if not value.approximate or value.earliest != value.latest:
        return value
    slack = timedelta(seconds=_ABOUT_CLOCK)
    return msgspec.structs.replace(value, earliest=value.earliest - slack, latest=value.latest + slack)


def _compare_places(a: Place, b: Place, scope: Scope) -> Relation:
    if a.parts or b.parts:
        return _compare_lists(a, b, scope)
    found = _compare_sets(a, b)
    if found != "clash":
        return found
    if _is_country_of(a, b):
        return "contains"
    if _is_country_of(b, a):
        return "inside"
    apart = _apart(a, b)
    if "waters" in (a.relation, b.relation) or ((a.relation or b.relation) and _is_known(a) and _is_known(b)):
        return _compare_surroundings(a, b, apart)
    if not (_is_known(a) and _is_known(b)):  # what the gazetteer does not know cannot be held against what it knows
        return "apart"
    if apart is not None and apart <= max(_NEAR_KM, a.radius_km + b.radius_km):
        return "overlap"
    if scope.several and a.country and a.country == b.country:  # several missiles may leave from several places
        return "overlap"
    return "clash"


def _is_known(place: Place) -> bool:
    """False for a name that no table has: it may lie anywhere, also inside the other place."""
    return bool(place.ref) and not place.ref.startswith("name:")


def _compare_surroundings(a: Place, b: Place, apart: float | None) -> Relation:
    """Compare "off X", "near X", "waters of X" with a place: only what lies far from X contradicts it."""
    reach = _AROUND_KM if "" in (a.country, b.country) or a.country == b.country else a.radius_km + b.radius_km + 100
    if apart is not None and apart > max(reach, a.radius_km + b.radius_km):
        return "clash"
    if a.relation and not b.relation:
        return "contains"
    return "inside" if b.relation and not a.relation else "overlap"


def _compare_lists(a: Place, b: Place, scope: Scope) -> Relation:
    """Compare lists of sites: each says "these at least", so one that names all the other's sites is the finer one."""
    ours, theirs = a.parts or (a,), b.parts or (b,)
    plain = msgspec.structs.replace(scope, several=False)
    covers = all(any(compare_values(mine, one, plain) in ("equal", "inside") for mine in ours) for one in theirs)
    covered = all(any(compare_values(one, mine, plain) in ("equal", "inside") for one in theirs) for mine in ours)
    if covers and covered:
        return "equal"
    if covers:
        return "inside"
    return "contains" if covered else "overlap"


def _is_country_of(country: Place, place: Place) -> bool:
    """True when `country` is the country as a whole (its ref says so) in which `place` lies."""
    return bool(country.country) and country.country == place.country and _is_country(country)


def _apart(a: Place, b: Place) -> float | None:
    """Great-circle distance of two points in km, or None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance((a.lat, a.lon), (b.lat, b.lon))


def _parts_differ(a: Claim, b: Claim) -> bool:
    return bool(a.part or b.part) and a.part.casefold() != b.part.casefold()


def _spread(a: Claim, b: Claim, scope: Scope) -> bool:
    """True when a figure with a unit runs from the least to the most of several missiles."""
    return scope.several and any(
        isinstance(value, Quantity) and value.unit and value.low is not None and value.high is not None
        and value.low < value.high for value in (a.value, b.value)
    )


def _excluded(a: Claim, b: Claim, scope: Scope) -> bool:
    if not isinstance(a.value, Term) or not isinstance(b.value, Term) or a.stance.polarity != b.stance.polarity:
        return False
    return frozenset((a.value.concept, b.value.concept)) in scope.excludes


def turned(relation: Relation) -> Relation:
    """The same relation seen from the other claim."""
    return _TURNED.get(relation, relation)
