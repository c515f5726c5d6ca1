"""What tells one event from another: when, where, and who, as far as mentions say it.

Times are compared as windows with a slack for clocks, places by nesting and distance, actors by body and country.
Every comparison has three answers: the same, apart, or not known on one side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

import msgspec

from rashomon.model import Actor, Claim, Place, Term, Voice, When, meet
from rashomon.packs.form import Pack
from rashomon.text.wordlists import word_set

SHARED_HOURS: Final = 9.5
PRESUMED_HOURS: Final = 72.0
CLOCK: Final = timedelta(hours=6)  # a window narrower than this is a clock time
DAYWIDE: Final = timedelta(hours=49)
NEAR_KM: Final = 150.0  # an epicentre, the town it is named after and the town that suffered
EARTH_KM: Final = 6371.0


class Identity(msgspec.Struct, frozen=True):
    """The identifying values of a mention or of several that are one event.

    window: when it happened, `stated` False when only the day of publication implies it, `presumed` where it
    is only the day of the opening lines; actors: agents or parties;
    speakers: who speaks, for kinds whose substance is words; words: content words of what was said; terms: classes
    of what happened, bars: classes that exclude them.
    """

    window: When | None = None
    stated: bool = False
    presumed: bool = False
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    speakers: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """True when nothing here could tell one event from another."""
        return self.window is None and not self.places and not self.actors and not self.speakers


def identity_of(claims: Sequence[Claim], pack: Pack) -> Identity:
    """Collect the identifying values of claims, affirmed and not withdrawn, in reading order."""
    kept = [claim for claim in claims if claim.stance.polarity != "denied" and not claim.status]
    # "No group has claimed the attack in Basra" denies who, not where.
    kept += [claim for claim in claims if isinstance(claim.value, Place) and claim.stance.polarity == "denied"
             and not claim.status and claim.kind in _settled(pack)]
    named = [claim for claim in kept if (form := pack.field(claim.field)) is not None and form.identifies]
    dated = [claim for claim in named if isinstance(claim.value, When) and _names_a_day(claim)]
    windows = [claim.value for claim in dated if isinstance(claim.value, When)]
    sure = [claim.value for claim in dated if isinstance(claim.value, When) and "/setting@" not in claim.maker]
    spoken = any(claim.field == "words" for claim in claims)
    classes = [claim.value for claim in named if isinstance(claim.value, Term)]
    terms = frozenset(concept for term in classes for concept in (term.concept, *term.within))
    return Identity(
        window=_window(sure) or _window(windows),
        stated=bool(windows),
        presumed=bool(windows) and not sure,
        places=tuple(claim.value for claim in named if isinstance(claim.value, Place)),
        actors=tuple(claim.value for claim in named if isinstance(claim.value, Actor)),
        speakers=speakers_of(claims) if spoken else (),
        words=frozenset(word for claim in claims if claim.field == "words" for word in content_words(claim.text)),
        terms=terms,
        bars=frozenset(concept for pair in pack.excludes if pair & terms for concept in pair - terms),
    )


def _settled(pack: Pack) -> set[str]:
    """The kinds of what has happened; of a planned one it may be said that it will not be there."""
    return {kind.name for kind in pack.kinds if not kind.planned}


_DAY: Final = re.compile(
    r"day\b|week|month|year|night|(?:19|20)\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d[./-]\d\d?[./-]\d",
    re.IGNORECASE,
)


def _names_a_day(claim: Claim) -> bool:
    """False for a bare clock ("at about 7 p.m."), whose day was only taken from the publication."""
    when = claim.value
    return not isinstance(when, When) or when.latest - when.earliest > CLOCK or bool(_DAY.search(claim.text))


def joined(identities: Iterable[Identity]) -> Identity:
    """What several mentions of one event say together."""
    listed = list(identities)
    by_sureness = sorted(listed, key=lambda one: one.presumed)
    stated = [one.window for one in by_sureness if one.window is not None and one.stated]
    implied = [one.window for one in listed if one.window is not None and not one.stated]
    return Identity(
        window=_window(stated) or _window(implied),
        stated=bool(stated),
        presumed=bool(stated) and all(one.presumed for one in listed if one.stated and one.window is not None),
        places=tuple(dict.fromkeys(place for one in listed for place in one.places)),
        actors=tuple(dict.fromkeys(actor for one in listed for actor in one.actors)),
        speakers=tuple(dict.fromkeys(speaker for one in listed for speaker in one.speakers)),
        words=frozenset(word for one in listed for word in one.words),
        terms=frozenset(term for one in listed for term in one.terms),
        bars=frozenset(term for one in listed for term in one.bars),
    )


def _window(windows: Sequence[When]) -> When | None:
    """The first window of a day or less, narrowed by those that fit it; else the narrowest."""
    daily = [when for when in windows if when.latest - when.earliest <= DAYWIDE]
    if not daily:
        return min(windows, key=lambda when: (when.latest - when.earliest, when.earliest), default=None)
    whole = daily[0]
    for when in daily[1:]:
        narrower = meet(whole, when)
        if isinstance(narrower, When):
            whole = narrower
    return whole


# ---- comparing ------------------------------------------------------------------------------------------------------


def same_time(a: Identity, b: Identity) -> bool | None:
    """Whether both can be of one day; None when one says nothing about when, or only its publication implies it.

    Days are compared, not clocks: reports of one happening give its first, its last and its loudest minute.
    """
    if a.window is None or b.window is None:
        return None
    first, second = _days(a.window), _days(b.window)
    shared = min(first[1], second[1]) - max(first[0], second[0])
    # The same date in Seoul and in New York shares eleven hours; neighbouring dates in Seoul and London share nine.
    meets = shared > min(SHARED_HOURS, 0.5 * min(first[1] - first[0], second[1] - second[0]))
    # A day of the opening lines that nothing ties to the happening keeps it from no other day of that week.
    near = (a.presumed or b.presumed) and shared >= -PRESUMED_HOURS
    return True if meets else (False if a.stated and b.stated and not near else None)


def _days(when: When) -> tuple[float, float]:
    """The whole days of a window in the zone it was said in, in hours."""
    start = when.earliest.replace(hour=0, minute=0, second=0, microsecond=0)
    end = when.latest.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return start.timestamp() / 3600, end.timestamp() / 3600


def is_wide(when: When) -> bool:
    """True for months and years, which many events fit into."""
    return when.latest - when.earliest > timedelta(days=8)


def same_place(a: Identity, b: Identity, near: float = NEAR_KM) -> bool | None:
    """Whether some place of one fits some place of the other; None when one has none that is known.

    near: how many kilometres apart the places of one happening may lie.
    """
    first = [place for each in a.places for place in (each.parts or (each,)) if _known(place)]
    second = [place for each in b.places for place in (each.parts or (each,)) if _known(place)]
    if not first or not second:
        names = {place.name.casefold() for place in a.places} & {place.name.casefold() for place in b.places}
        return True if names else None
    return any(_places_fit(one, other, near) for one in first for other in second)


def _known(place: Place) -> bool:
    return place.lat is not None or place.ref.startswith(("country:", "adm1:"))


def same_spot(a: Identity, b: Identity) -> bool:
    """True when both name the same town or site, not only the same country or province."""
    first = {place.ref for each in a.places for place in (each.parts or (each,)) if _is_spot(place)}
    return any(place.ref in first for each in b.places for place in (each.parts or (each,)) if _is_spot(place))


def _is_spot(place: Place) -> bool:
    return bool(place.ref) and not place.ref.startswith(("country:", "adm1:", "sea:", "waters:", "gov:", "part:"))


def _places_fit(one: Place, other: Place, near: float) -> bool:
    if meet(one, other) is not None:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    reach = near if one.country == other.country or not (one.country and other.country) else near / 3
    return _distance(one.lat, one.lon, other.lat, other.lon) <= reach + max(one.radius_km, other.radius_km)


def _distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def same_actors(a: Identity, b: Identity) -> bool | None:
    """Whether the actors can be the same: a person of a country stands for it; parties may be listed in part.

    None when one side names none, or only bodies that the shelf does not know.
    """
    first, second = _actor_keys(a.actors), _actor_keys(b.actors)
    if not first or not second:
        return None
    persons = [{one.ref for one in each.actors if one.ref.startswith("person:")} for each in (a, b)]
    if all(len(each) > 1 for each in persons) and not persons[0] & persons[1]:
        return False  # the calls of two pairs of officials on one day
    shared, fewest = len(first & second), min(len(first), len(second))
    return shared * 2 > fewest if fewest > 1 else bool(shared)


def _actor_keys(actors: Sequence[Actor]) -> set[str]:
    keys = set()
    for actor in actors:
        country = actor.country or next((ref[-2:] for ref in actor.within if ref.startswith("country:")), "")
        if country or actor.ref:
            keys.add(country or actor.ref)
    return keys


def same_terms(a: Identity, b: Identity) -> bool | None:
    """False when what happened there is of a class that excludes the class here; classes never prove one event."""
    return False if a.terms & b.bars or b.terms & a.bars else None


def same_speakers(a: Identity, b: Identity) -> bool | None:
    """Whether one voice speaks in both; None when one names none."""
    if not a.speakers or not b.speakers:
        return None
    return bool(set(a.speakers) & set(b.speakers))


def speakers_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Keys of the voices at the origin of the claims; an outlet's own voice is nobody's statement."""
    return tuple(dict.fromkeys(key for claim in claims if len(claim.chain) > 1 for key in _voice_keys(claim.origin)))


def _voice_keys(voice: Voice) -> tuple[str, ...]:
    return voice.refs or (voice.name.casefold(),)


_EMPTY: Final = word_set(
    "the and that this with from have has had was were will would could should been being its their his her they them "
    "for not but are who which what when there than then also into over such very said says say about more most some "
    "any all our your you him she"
)


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning: cut to six letters, so that "regrettable" and "regret" meet."""
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(word[:6] for word in words if word not in _EMPTY)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words over the words of the shorter remark, 0..1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
