"""Titles against the dated offices of the shelf, and envoys where their sender has no mission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from rashomon.know.actors import find_actor, has_mission, mission_note
from rashomon.know.base import Knowledge
from rashomon.know.countries import country_name, country_of, government_of, possessive
from rashomon.know.folding import fold
from rashomon.know.offices import holders, office_kinds, offices_of
from rashomon.model import Actor, Finding, Span
from rashomon.text.annotation import Name
from rashomon.weigh.checks.scan import Line, claims_at, lines
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import listed, report_text, upper_first, with_article

# A title after one of these is not the office itself, or not held now.
_NOT_NOW: Final = frozenset((
    "former", "ex", "then", "late", "previous", "past", "deputy", "vice", "assistant", "under", "acting", "interim",
    "elect", "designate", "incoming", "outgoing", "next", "future", "ousted", "onetime", "associate", "junior",
    "shadow",
    "honorary", "parliamentary", "candidate", "first", "second", "senior",
))
# Offices that one person holds and the shelf keeps well. Of deputies, envoys and spokesmen it knows only some, so that
# its silence about one of them says nothing.
SOLE_OFFICES: Final = frozenset((
    "president", "vice_president", "prime_minister", "chancellor", "defense_minister", "foreign_minister",
    "interior_minister", "finance_minister", "chief_cabinet_secretary", "unification_minister",
    "national_security_adviser", "jcs_chairman", "pope",
))
_ONCE: Final = frozenset(("former", "ex", "late", "previous"))
_ALIKE: Final = frozenset(("prime_minister", "premier", "chancellor", "acting_prime_minister"))
_LONGEST_TITLE: Final = 8
_RESIDENT: Final = {"envoy": ("in",), "representative": ("in",), "ambassador": ("in", "to"), "embassy": ("in",)}


class Titled(msgspec.Struct, frozen=True):
    """A person beside a title: the office kind, the country the title names ("" for none), and where both stand.

    once: "former" and the like stand before it, so that any day will do.
    """

    name: str
    kind: str
    country: str
    span: Span
    once: bool = False


def offices(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Offices that a person never held, offices of the wrong country, and residents where there is no mission."""
    found: list[Finding] = []
    told: set[tuple[str, str, str]] = set()
    for line in lines(context, events):
        for titled in _titles(line, context.knowledge):
            key = (line.document.id, fold(titled.name), titled.kind)
            finding = _held_against_shelf(titled, line, context, events)
            if finding is not None and key not in told:
                told.add(key)
                found.append(finding)
        found += _missions(line, context, events)
    return found


def _titles(line: Line, knowledge: Knowledge) -> Iterator[Titled]:
    for name in line.sentence.names:
        if name.label == "Person":
            before = _title_before(line, name, knowledge)
            after = None if before else _title_after(line, name, knowledge)
            found = before or after
            if found is not None:
                yield found


def _title_before(line: Line, name: Name, knowledge: Knowledge) -> Titled | None:
    """ "Chief Cabinet Secretary Fumio Kishida": the longest title that ends right before the name."""
    stop = line.first_token(name)
    said, stop = _name_without_title(line, name, stop, knowledge)
    for start in range(max(0, stop - _LONGEST_TITLE), stop):
        kind = _kind(line, start, stop, knowledge)
        if kind:
            before = fold(line.tokens[start - 1].text) if start else ""
            if before in _NOT_NOW and before not in _ONCE:
                return None
            country, first = _country_before(line, start, knowledge)
            span = Span(line.document.id, line.tokens[first].start, name.end)
            return Titled(said, kind, country, span, before in _ONCE)
    return None


def _name_without_title(line: Line, name: Name, first: int, knowledge: Knowledge) -> tuple[str, int]:
    """The annotator may take "President Kim Sung-han" for the name; the title is cut off."""
    last = line.after(name)
    for start in range(last - 1, first, -1):
        if _kind(line, first, start, knowledge):
            return line.text(line.tokens[start].start, name.end), start
    return line.text(name.start, name.end), first


def _kind(line: Line, start: int, stop: int, knowledge: Knowledge) -> str:
    """The office whose title these tokens are, wholly; "" when they are none."""
    if stop <= start:
        return ""
    return office_titles(knowledge).get(fold(line.text(line.tokens[start].start, line.tokens[stop - 1].end)), "")


def office_titles(knowledge: Knowledge) -> dict[str, str]:
    """Folded title to the kind of office."""
    def read() -> dict[str, str]:
        found: dict[str, str] = {}
        for row in office_kinds(knowledge).values():
            for alias in (row.shown, *row.aliases):
                found.setdefault(fold(alias), row.office)
        return found

    return knowledge.once("weigh: titles", read)


def _country_before(line: Line, start: int, knowledge: Knowledge) -> tuple[str, int]:
    """The country named right before a title ("Japan's", "South Korean"), and the token where it begins."""
    stop = start
    while stop and line.tokens[stop - 1].text in ("'s", "’s", "'", "’"):
        stop -= 1
    for length in (3, 2, 1):
        if stop - length >= 0:
            said = line.text(line.tokens[stop - length].start, line.tokens[stop - 1].end)
            code = country_of(said, knowledge) if said[:1].isupper() else ""
            if code:
                return code, stop - length
    return "", start


def _title_after(line: Line, name: Name, knowledge: Knowledge) -> Titled | None:
    """ "Jim Mattis, the defense secretary of Japan": a title in apposition, with nothing else in it."""
    at = line.after(name)
    words = line.words()
    if words[at : at + 1] not in ([","], ["("]):
        return None
    stops = range(at + 1, min(at + 12, len(words)))
    end = next((stop for stop in stops if words[stop] in (",", ")", ".", ";", "—")), 0)
    start = at + 1
    while start < end and words[start] in ("the", "who", "is", "was"):
        start += 1
    country = ""
    for length in (3, 2, 1):
        code = country_of(line.text(line.tokens[start].start, line.tokens[start + length - 1].end), knowledge) \
            if start + length <= end else ""
        if code:
            country, start = code, start + length
            break
    while start < end and words[start] in ("'s", "'"):
        start += 1
    for stop in range(end, start, -1):
        kind = _kind(line, start, stop, knowledge)
        if kind:
            rest = words[stop:end]
            if rest[:1] in (["of"], ["for"]):
                named = rest[1:] if rest[1:2] != ["the"] else rest[2:]
                land = country_of(" ".join(named), knowledge)
                country, rest = (land, []) if land else (country, rest)
            if rest:
                return None
            span = Span(line.document.id, name.start, line.tokens[end - 1].end)
            return Titled(line.text(name.start, name.end), kind, country, span)
    return None


def _held_against_shelf(
    titled: Titled, line: Line, context: WeighContext, events: Sequence[WeighedEvent]
) -> Finding | None:
    knowledge, day = context.knowledge, None if titled.once else line.document.day
    if " " not in titled.name.strip() or titled.kind not in SOLE_OFFICES:
        return None  # a family name alone may be somebody else
    person = find_actor(titled.name, knowledge, day=day)
    if person is None or not person.ref.startswith("person:"):
        return None
    held = {office.kind for office in offices_of(person.ref, None, knowledge)}
    foreign = bool(titled.country and person.country and titled.country != person.country)
    if not foreign and (not held or _held(titled.kind, held)):
        return None
    return _office_finding(titled, person, (line, day), context, events)


def _held(kind: str, held: set[str]) -> bool:
    return kind in held or (kind in _ALIKE and bool(held & _ALIKE)) or (kind == "president" and "leader" in held)


def _office_finding(
    titled: Titled, person: Actor, place: tuple[Line, date | None], context: WeighContext,
    events: Sequence[WeighedEvent],
) -> Finding | None:
    knowledge = context.knowledge
    line, day = place
    land = titled.country or person.country
    title = office_kinds(knowledge)[titled.kind].shown
    true = [one.name for one in holders(titled.kind, land, day, knowledge)] if day else []
    if day and person.name in true:
        return None
    mine = offices_of(person.ref, day, knowledge)
    if not mine or (day and not true):
        return None  # the shelf has too little to hold against it
    parts = [f"{person.name} was {_office_of(mine[-1].title, person.country, knowledge)}"]
    if true:
        parts.append(f"{_office_of(title, land, knowledge)} was {listed(true)}")
    when = f" on {day.day} {day:%B %Y}" if day else ""
    message = (
        f"{upper_first(report_text(line.document.id, context.documents))} writes "
        f"“{line.text(titled.span.start, titled.span.end)}”; by the shelf{when}, {' and '.join(parts)}."
    )
    evidence = {"person": person.name, "title": title, "country": country_name(land, knowledge)}
    if true:
        evidence["holder"] = listed(true)
    return Finding(
        kind="reference", message=message, severity="high", event=line.event, claims=claims_at(titled.span, events),
        span=titled.span, evidence=evidence,
    )


def _office_of(title: str, country: str, knowledge: Knowledge) -> str:
    return f"{possessive(country, knowledge)} {title}" if country else title


def _missions(line: Line, context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """ "the U.S. envoy in North Korea": a resident of a mission that there is not."""
    knowledge = context.knowledge
    words = line.words()
    for at, token in enumerate(line.tokens):
        joints = _RESIDENT.get(token.lemma.casefold(), _RESIDENT.get(words[at], ()))
        if not joints or at + 2 > len(words) or words[at + 1 : at + 2] == [] or words[at + 1] not in joints:
            continue
        host, last = _land_from(line, at + 2, knowledge)
        sender, first = _sender(line, at, knowledge)
        if not host or not sender or host == sender:
            continue
        if has_mission(sender, host, line.document.day, knowledge) is not False:
            continue
        span = line.span(first, last)
        note = mission_note(sender, host, line.document.day, knowledge)
        message = (
            f"{upper_first(report_text(line.document.id, context.documents))} writes "
            f"“{line.text(span.start, span.end)}”; {with_article(country_name(sender, knowledge))} has no mission in "
            f"{with_article(country_name(host, knowledge))}{f' ({note})' if note else ''}."
        )
        yield Finding(
            kind="reference", message=message, severity="medium", event=line.event, claims=claims_at(span, events),
            span=span, evidence={"sender": sender, "host": host, "note": note},
        )


def _land_from(line: Line, at: int, knowledge: Knowledge) -> tuple[str, int]:
    if line.words()[at : at + 1] == ["the"]:
        at += 1
    for length in (3, 2, 1):
        if at + length <= len(line.tokens) and line.tokens[at].text[:1].isupper() and line.is_word(at + length - 1):
            said = line.text(line.tokens[at].start, line.tokens[at + length - 1].end)
            code = country_of(said, knowledge) or government_of(said, knowledge)
            if code:
                return code, at + length
    return "", at


def _sender(line: Line, at: int, knowledge: Knowledge) -> tuple[str, int]:
    """The country named nearest before the envoy, at most five words away."""
    for start in range(at - 1, max(-1, at - 6), -1):
        for length in (2, 1):
            stop = start + 1
            if stop - length < 0 or not line.tokens[stop - length].text[:1].isupper():
                continue
            code = country_of(line.text(line.tokens[stop - length].start, line.tokens[stop - 1].end), knowledge)
            if code:
                return code, stop - length
    return "", at
