"""How an event is called, and when and where it was, as far as its claims agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from rashomon.model import Actor, Claim, Place, Quantity, Term, Value, When, Words
from rashomon.model.value import worlds
from rashomon.packs.form import KindForm, Pack

LONGEST: Final = 60


def label_of(kind: KindForm, claims: Sequence[Claim], when: When | None) -> str:
    """Fill the template of the kind with the best supported values; what is unknown drops out with its comma."""
    template = kind.label
    for name in re.findall(r"\{(\w+)\}", template):
        words = _speaker(claims) if name == "speaker" else _words_of(name, claims)
        template = template.replace("{" + name + "}", words)
    label = re.sub(r"\s+", " ", re.sub(r"\s+(?:by|of|on|in|between|from)\s*(?=,|:|$)|,\s*(?=,|$)", "", template)).strip(
        " ,:"
    )
    day = _day(when)
    label = _said_once(label)
    label = label or kind.noun or kind.name.replace("_", " ")
    return (label[0].upper() + label[1:]) + (f", {day}" if day else "")


def _said_once(label: str) -> str:
    """Drop what a part of the label repeats: "Attack on Sumy, Sumy", "Myanmar, Myanmar (Burma)"."""
    kept: list[str] = []
    for part in label.split(", "):
        words = re.sub(r"\s*\([^)]*\)", "", part).strip() or part
        if not any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", earlier, re.IGNORECASE) for earlier in kept):
            kept.append(part)
    return ", ".join(kept)


def _speaker(claims: Sequence[Claim]) -> str:
    """Who said it, by most of the claims that name a voice beyond the outlet: "{speaker}" in a kind's label."""
    named = [claim.origin.name for claim in sorted(claims, key=lambda one: (one.span, one.id))
             if len(claim.chain) > 1 and claim.origin.kind not in {"outlet", "agency", "evidence"}]
    return Counter(named).most_common(1)[0][0] if named else ""


def _words_of(field: str, claims: Sequence[Claim]) -> str:
    """The value that most claims of a field give, in words; of several parties the first three."""
    named = [claim for claim in claims if claim.field == field and claim.stance.polarity != "denied"]
    counted = Counter(worlds(claim.value) for claim in named)
    ranked = sorted(named, key=lambda one: (-counted[worlds(one.value)], -_detail(one.value), one.span, one.id))
    if field == "parties":
        return ", ".join(dict.fromkeys(shown(claim.value) for claim in ranked[:3]))
    return shown(ranked[0].value) if ranked else ""


def _detail(value: Value) -> int:
    """Finer values name an event better: Sinpo before South Hamgyong, a submarine-launched missile before a missile."""
    return len(value.within) if isinstance(value, Place | Term | Actor) else 0


def shown(value: Value) -> str:
    """A value in a few plain words."""
    if isinstance(value, Place | Actor):
        return value.name
    if isinstance(value, Term):
        return value.name or value.concept.replace("_", " ")
    if isinstance(value, Words):
        return value.text if len(value.text) <= LONGEST else value.text[:LONGEST].rsplit(" ", 1)[0] + " …"
    if isinstance(value, Quantity):
        return value.original or str(value.low if value.low is not None else value.high)
    return value.earliest.date().isoformat()


def _day(when: When | None) -> str:
    """The day as it was said: times keep the zone of the text that they were resolved in."""
    if when is None:
        return ""
    first, last = when.earliest.date(), when.latest.date()
    if (last - first).days > 300:
        return str(first.year) if first.year == last.year else ""
    if (last - first).days > 2:
        return f"{first:%B %Y}" if first.month == last.month else ""
    return _written(first)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def place_of(claims: Sequence[Claim], pack: Pack) -> Place | None:
    """The place that most claims give: of the identifying field, else of the pack's first field of places."""
    ranked = sorted(
        (form for form in pack.fields if form.value == "place"), key=lambda form: (not form.identifies, form.rank)
    )
    for form in ranked:
        named = [
            claim.value
            for claim in claims
            if claim.field == form.name and isinstance(claim.value, Place) and claim.stance.polarity == "affirmed"
        ]
        if named:
            # Whoever says "the county" speaks for each of its towns too; what no map knows comes last.
            return min(named, key=lambda one: (one.lat is None, -_support(one, named), -len(one.within), one.name))
    return None


def _support(place: Place, named: Sequence[Place]) -> int:
    """How many of the places are this one or hold it."""
    return sum(worlds(one) == worlds(place) or (bool(one.ref) and one.ref in place.within) for one in named)
