"""Values and voices in a person's words, for positions, reasons and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale

from rashomon.model import Actor, Claim, Document, Place, Quantity, Term, Value, When, Words

_WORDS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)
_HOURS: Final = {
    "KST": 9.0, "JST": 9.0, "PYT": 8.5, "GMT": 0.0, "UTC": 0.0, "Z": 0.0, "BST": 1.0, "CET": 1.0, "CEST": 2.0,
    "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "IST": 5.5, "SGT": 8.0, "HKT": 8.0, "AWST": 8.0, "AEST": 10.0, "AEDT": 11.0,
    "EST": -5.0, "EDT": -4.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0,
}
_SHORT_FORMS: Final = {
    "srbm": "short-range ballistic missile", "mrbm": "medium-range ballistic missile",
    "irbm": "intermediate-range ballistic missile", "icbm": "intercontinental ballistic missile",
    "slbm": "submarine-launched ballistic missile", "in_eez": "inside the exclusive economic zone",
    "outside_eez": "outside the exclusive economic zone", "in_territorial_sea": "inside the territorial sea",
}
_PLURALS: Final = (
    "authorities", "officials", "police", "chiefs of staff", "prosecutors", "sources", "media", "witnesses", "experts",
    "analysts", "residents", "observers", "forces", "investigators", "reports", "underwriters", "troops", "diplomats",
)
_WITH_ARTICLE: Final = frozenset(("Philippines", "Netherlands", "Maldives", "Bahamas", "Gambia", "Czech Republic"))
_DAY: Final = timedelta(days=1)


def claim_text(claim: Claim) -> str:
    """The value of a claim as a short phrase, with what its stance and part add: "not terrorism", "whether ..."."""
    said = value_text(claim.value)
    if claim.part:
        said = f"{said} ({claim.part})"
    if claim.stance.polarity == "denied":
        return f"not {said}"
    if claim.stance.polarity == "open":
        return f"open: {said}"
    return said


def value_text(value: Value) -> str:
    """A value as a short phrase: "at least one", "two", "Sinpo, North Korea", "19 October 2021, 10:17 KST"."""
    if isinstance(value, Quantity):
        return quantity_text(value)
    if isinstance(value, When):
        return when_text(value)
    if isinstance(value, Place):
        return place_text(value)
    if isinstance(value, Term):
        return term_text(value)
    if isinstance(value, Actor):
        office = value.office.replace("_", " ")
        return f"{value.name}, {office}" if office and office not in value.name else value.name
    return value.text


def quantity_text(value: Quantity) -> str:
    """A number with its bounds and unit; small bare numbers are spelled."""
    low, high, unit = value.low, value.high, f" {value.unit}" if value.unit else ""
    about = "about " if value.approximate else ""
    if low is None or (high is not None and low != high and low in (0.0, 1.0) and not unit and low < high == 1.0):
        return f"at most {_number(high, unit)}{unit}" if high is not None else "an unknown number"
    if high is None:
        return f"at least {_number(low, unit)}{unit}"
    if low == high:
        return f"{about}{_number(low, unit)}{unit}"
    if value.approximate and value.original and not any(mark.isdigit() for mark in value.original):
        return f"{value.original} ({_number(low, 'd')} to {_number(high, 'd')}{unit})"
    if low == 0:
        return f"at most {_number(high, unit)}{unit}"
    return f"{about}{_number(low, 'd')} to {_number(high, 'd')}{unit}"


def _number(number: float, unit: str) -> str:
    if not unit and number == int(number) and 0 <= number < len(_WORDS):
        return _WORDS[int(number)]
    return f"{int(number):,}" if number == int(number) else f"{number:g}"


def when_text(value: When) -> str:
    """A day, a clock or a stretch of time, in the zone in which it was said."""
    zone, shown = _zone(value)
    first, last = value.earliest.astimezone(zone), value.latest.astimezone(zone)
    about = "about " if value.approximate else ""
    tail = f" {shown}" if shown else ""
    whole_days = first.time().hour == first.time().minute == 0 and last - first >= _DAY - timedelta(minutes=2)
    if whole_days:
        end = last if last.hour or last.minute else last - timedelta(minutes=1)
        if end.date() == first.date():
            return _day(first)
        return f"{_day(first)} to {_day(end)}"
    if last - first < timedelta(minutes=1):
        return f"{about}{_day(first)}, {first:%H:%M}{tail}"
    if first.date() == last.date() or last - first < timedelta(hours=12):
        return f"{_day(first)}, {first:%H:%M} to {last:%H:%M}{tail}"
    return f"{_day(first)}, {first:%H:%M} to {_day(last)}, {last:%H:%M}{tail}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _zone(value: When) -> tuple[tzinfo, str]:
    """The zone to show a time in and its name; a day-wide value shows its own midnight whatever the name."""
    offset = value.earliest.utcoffset()
    if value.zone.upper() in _HOURS:
        return timezone(timedelta(hours=_HOURS[value.zone.upper()])), value.zone.upper()
    if "/" in value.zone:
        try:
            named = ZoneInfo(value.zone)
            return named, value.earliest.astimezone(named).tzname() or value.zone
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return UTC, "UTC"
    if value.zone[:1] in "+-" and value.zone[1:3].isdigit():
        minutes = int(value.zone[1:3]) * 60 + (int(value.zone[4:6]) if value.zone[4:6].isdigit() else 0)
        return timezone(timedelta(minutes=-minutes if value.zone[0] == "-" else minutes)), f"UTC{value.zone}"
    if offset:
        return timezone(offset), f"UTC{value.earliest:%z}"[:6] + ":" + f"{value.earliest:%z}"[3:5]
    # Whole days are stored as stretches of UTC: midnight lies where the stretch begins.
    if value.latest - value.earliest >= _DAY - timedelta(minutes=2):
        since = timedelta(hours=value.earliest.hour, minutes=value.earliest.minute)
        return timezone(-since if since < timedelta(hours=12) else _DAY - since), ""
    return UTC, "UTC"


def place_text(value: Place) -> str:
    """A place with its country; lists with all their places; "off" and "near" kept."""
    if value.parts:
        countries = {part.country for part in value.parts}
        if len(countries) > 1:
            return listed(place_text(part) for part in value.parts)
        return place_text(Place(name=listed(part.name for part in value.parts), country=countries.pop()))
    country = Locale("en").territories.get(value.country, "") if value.country else ""
    name = value.name
    if value.relation and value.relation not in name.casefold().split():
        at_sea = value.ref.startswith("sea:")
        near = "" if at_sea else "waters near "
        name = near + name if value.relation == "waters" else f"{value.relation} {name}"
    return f"{name}, {country}" if country and country.casefold() not in name.casefold() else name


def term_text(value: Term) -> str:
    """A concept of a pack as words, with the country it belongs to and the system named."""
    said = _SHORT_FORMS.get(value.concept, value.concept.replace("_", " "))
    if value.country and "_" in value.concept:
        owner = Locale("en").territories.get(value.country, value.country)
        said = said.replace(" the ", f" {owner}'s ") if " the " in said else f"{said} ({owner})"
    return f"{value.name} ({said})" if value.name else said


def listed(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    each = list(names)
    if len(each) < 2:
        return "".join(each)
    return f"{', '.join(each[:-1])} and {each[-1]}"


def is_plural(claim: Claim) -> bool:
    """True when the voice of a claim takes a plural verb: "South Korea and Japan", "officials", "the Joint Chiefs"."""
    name = claim.origin.name.casefold() if len(claim.chain) > 1 else ""
    return len(claim.origin.refs) > 1 or name.endswith(_PLURALS)


def with_article(country: str) -> str:
    """A country's name as it stands in a sentence: "the United States", "Japan"."""
    return f"the {country}" if country.startswith("United ") or country in _WITH_ARTICLE else country


def upper_first(sentence: str) -> str:
    """A sentence with its first letter raised."""
    return sentence[:1].upper() + sentence[1:]


def voice_text(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Who states a claim, for the middle of a sentence: the origin by name, or the report in its own voice."""
    if len(claim.chain) > 1 and claim.origin.name:
        return claim.origin.name
    return report_text(claim.span.document, documents)


def report_text(document_id: str, documents: Mapping[str, Document]) -> str:
    """The shown name of a report: its outlet, else its title, else its file."""
    document = documents.get(document_id)
    if document is None:
        return "a report"
    if document.outlet:
        return document.outlet
    shown = document.path.rsplit("/", 1)[-1] or document.title
    return f"the report {shown}" if shown else "a report"


def predicate(claim: Claim) -> str:
    """What a voice does with its value, as a verb phrase: "counts two", "gives Sinpo", "denies a rocket"."""
    plural = is_plural(claim)
    said = value_text(claim.value) + (f" ({claim.part})" if claim.part else "")
    said = f"“{said}”" if isinstance(claim.value, Words) else said
    if claim.stance.polarity == "denied":
        return f"{'deny' if plural else 'denies'} {said}"
    if claim.stance.polarity == "open":
        return f"{'leave' if plural else 'leaves'} open: {said}"
    verb = "count" if isinstance(claim.value, Quantity) and not claim.value.unit else "give"
    return f"{verb}{'' if plural else 's'} {said}"
