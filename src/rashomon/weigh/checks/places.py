"""Places against the gazetteer: in the wrong country, a sea under another sea's name, the wrong part of a country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rashomon.know.countries import country_name, country_of
from rashomon.know.places import find_places
from rashomon.know.relate import direction_fits, direction_in_country
from rashomon.know.seas import find_sea
from rashomon.model import Claim, Finding, Place, Span
from rashomon.text.annotation import Name
from rashomon.weigh.checks.scan import Line, claims_at, lines
from rashomon.weigh.checks.wording import compass_points
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import report_text, upper_first

_HOME: Final = frozenset(("country", "nation", "country's", "nation's", "countrys", "nations"))
_NEXT: Final = 40  # characters beside a place in which its country is named
_BETWEEN: Final = frozenset((
    "in", "the", "of", "a", "state", "province", "region", "city", "town", "port", "district", "and", "northern",
    "southern", "eastern", "western", "central", "north", "south", "east", "west", "north-east", "north-west",
    "south-east", "south-west", "northeastern", "northwestern", "southeastern", "southwestern",
))
_REACH: Final = 7  # words between a place and the part of the country it is said to lie in
_WORDS: Final = {
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "north-east", "nw": "north-west", "se": "south-east",
    "sw": "south-west",
}


def places(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Places of claims and of the sentences around them that the gazetteer contradicts."""
    found = [finding for weighed in events for claim in weighed.event.claims
             for finding in _claimed(claim, weighed, context)]
    for line in lines(context, events):
        found += _in_country(line, context, events)
        found += _in_part(line, context, events)
        found += _aliased_sea(line, context, events)
    kept: list[Finding] = []
    for finding in found:
        if not any(finding.span and other.span and finding.span.touches(other.span) for other in kept):
            kept.append(finding)
    return kept


def _claimed(claim: Claim, weighed: WeighedEvent, context: WeighContext) -> Iterator[Finding]:
    """Places whose country, as the text states it, is not theirs."""
    if not isinstance(claim.value, Place):
        return
    for place in claim.value.parts or (claim.value,):
        stated = place.stated_country
        if not stated or not place.ref or stated == place.country or not place.country:
            continue
        if not country_name(stated, context.knowledge) or _has_namesake(place.name, stated, context):
            continue
        if not _is_beside(claim, stated, context):
            continue  # "Vale mine dam bursts in Brazil": the country is that of the dam
        yield _wrong_country(place, stated, claim.span, weighed.event.id, (claim.id,), context)


def _is_beside(claim: Claim, country: str, context: WeighContext) -> bool:
    """True when the country is named in the words of the claim or right beside them."""
    document = context.documents.get(claim.span.document)
    if document is None:
        return False
    after = _words(document.text[claim.span.end : claim.span.end + _NEXT])
    while after and after[0] in _BETWEEN:
        after.pop(0)
    before = _words(document.text[max(0, claim.span.start - _NEXT) : claim.span.start])
    inside = _words(document.text[claim.span.start : claim.span.end])
    said = [" ".join(after[:length]) for length in (1, 2, 3)] + [" ".join(before[-length:]) for length in (1, 2, 3)]
    said += [" ".join(inside[at : at + length]) for length in (1, 2, 3) for at in range(len(inside) - length + 1)]
    halves = {"KR": "South", "KP": "North"}
    return any(country_of(one, context.knowledge) == country or one == halves.get(country) for one in said
               if one[:1].isupper())


def _words(text: str) -> list[str]:
    found = "".join(mark if mark.isalnum() or mark == "-" else " " for mark in text.replace("'s", "").replace("’s", ""))
    return found.split()


def _wrong_country(
    place: Place, stated: str, span: Span, event: str, claims: tuple[str, ...], context: WeighContext
) -> Finding:
    knowledge = context.knowledge
    true, said = country_name(place.country, knowledge), country_name(stated, knowledge)
    message = (
        f"{upper_first(report_text(span.document, context.documents))} puts {place.name} in {said}; "
        f"the gazetteer has it in {true} and knows no place of that name in {said}."
    )
    return Finding(
        kind="reference", message=message, severity="high", event=event, claims=claims, span=span,
        evidence={"place": place.name, "stated": said, "gazetteer": true, "ref": place.ref},
    )


def _has_namesake(name: str, country: str, context: WeighContext) -> bool:
    return any(place.country == country for place in find_places(name, context.knowledge, country))


def _in_country(line: Line, context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """ "Sain Ni in South Korea": a place name right before "in" or a bracket and a country."""
    for name in line.sentence.names:
        if name.label != "Location":
            continue
        at = line.after(name)
        words = line.words()
        if words[at : at + 1] == ["port"]:
            at += 1
        if words[at : at + 1] not in (["in"], ["("], [","]):
            continue
        stated, last = _country_from(line, at + 1, context)
        if not stated or (words[at] == "," and not _stands_alone(line, name, last)):
            continue
        said = line.text(name.start, name.end)
        if country_of(said, context.knowledge) or _has_namesake(said, stated, context):
            continue
        place = next((one for one in find_places(said, context.knowledge) if one.country), None)
        if place is None or place.ref.startswith(("sea:", "region:")):
            continue
        span = Span(line.document.id, name.start, line.tokens[last - 1].end)
        yield _wrong_country(place, stated, span, line.event, claims_at(span, events), context)


_BEFORE_PLACE: Final = frozenset(("in", "at", "near", "from", "off", "outside", "to", "around", "for", "of"))


def _stands_alone(line: Line, name: Name, last: int) -> bool:
    """True for "in Kaesong, South Korea." and False inside a list of places."""
    words, first = line.words(), line.first_token(name)
    if not first or words[first - 1] not in _BEFORE_PLACE or words[last : last + 1] not in ([], ["."], [","], [";"]):
        return False
    following = line.tokens[last + 1].text if words[last : last + 1] == [","] and last + 1 < len(words) else ""
    return following not in ("and", "or") and not following[:1].isupper()


def _country_from(line: Line, at: int, context: WeighContext) -> tuple[str, int]:
    """The country named by the one to three words from `at` on, and the token behind it; "" where none is named."""
    tokens = line.tokens
    if at < len(tokens) and tokens[at].text.casefold() == "the":
        at += 1
    for length in (3, 2, 1):
        if at + length <= len(tokens) and tokens[at].text[:1].isupper() and line.is_word(at + length - 1):
            code = country_of(line.text(tokens[at].start, tokens[at + length - 1].end), context.knowledge)
            if code:
                return code, at + length
    return "", at


def _in_part(line: Line, context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """ "a mill in Tromso, in the country's south": the part of its own country that a place does not lie in."""
    points = compass_points()
    words = line.words()
    for name in line.sentence.names:
        if name.label != "Location":
            continue
        said = line.text(name.start, name.end)
        behind = line.after(name)
        for at in range(behind, min(behind + _REACH, len(words))):
            if words[at] not in (",", "in", "within", "the", "of", "'s", "'", "(") and words[at] not in _HOME:
                if points.get(words[at]):
                    yield from _part_finding(line, (name, said, at), points, context, events)
                break


def _part_finding(
    line: Line, found: tuple[Name, str, int], points: dict[str, str], context: WeighContext,
    events: Sequence[WeighedEvent],
) -> Iterator[Finding]:
    name, said, at = found
    words, last = line.words(), at + 1
    key = points[words[at]]
    if words[at + 1 : at + 2] == ["-"] and points.get(words[at + 2] if at + 2 < len(words) else ""):
        key, last = key + points[words[at + 2]], at + 3
    between, following = words[line.after(name) : at], words[last : last + 4]
    place = next((one for one in find_places(said, context.knowledge) if one.country), None)
    if place is None or place.lat is None or place.ref.startswith(("country:", "region:", "sea:")):
        return
    home = country_name(place.country, context.knowledge)
    stated = _country_after(line, last, context)
    at_home = bool(_HOME & {*between, *following}) or stated == place.country
    if not at_home or not {"in", "within"} & set(between):
        return
    true = direction_in_country(place, context.knowledge)
    if not true or direction_fits(place, _WORDS[key], context.knowledge) is not False:
        return
    span = Span(line.document.id, name.start, line.tokens[min(last + (1 if stated else 0), len(words)) - 1].end)
    part = line.text(line.tokens[at].start, line.tokens[last - 1].end)
    message = (
        f"{upper_first(report_text(line.document.id, context.documents))} puts {said} in the {part} of {home}; by the "
        f"gazetteer it lies in the {true}."
    )
    yield Finding(
        kind="reference", message=message, severity="medium", event=line.event, claims=claims_at(span, events),
        span=span, evidence={"place": place.name, "stated": part, "gazetteer": true, "ref": place.ref},
    )


def _country_after(line: Line, at: int, context: WeighContext) -> str:
    words = line.words()
    while at < len(words) and words[at] in ("of", "the", "part"):
        at += 1
    return _country_from(line, at, context)[0]


def _aliased_sea(line: Line, context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """Two names for one sea that are the names of two: "the West Sea (Sea of Japan)"."""
    words = line.words()
    for at, word in enumerate(words):
        if word != "(" or ")" not in words[at : at + 7]:
            continue
        close = words.index(")", at)
        first = max((start for start in range(max(0, at - 4), at) if line.tokens[start].text[:1].isupper()
                     and all(token.text[:1].isupper() or token.text == "of" for token in line.tokens[start:at])),
                    default=-1, key=lambda start: -start)
        if first < 0 or close - at < 2:
            continue
        countries = _story_countries(events, line)
        outer = find_sea(line.text(line.tokens[first].start, line.tokens[at - 1].end), context.knowledge, countries)
        inner = find_sea(line.text(line.tokens[at + 1].start, line.tokens[close - 1].end), context.knowledge, countries)
        if outer is None or inner is None or outer.ref == inner.ref:
            continue
        if outer.ref in inner.within or inner.ref in outer.within:
            continue
        span = line.span(first, close + 1)
        message = (
            f"{upper_first(report_text(line.document.id, context.documents))} takes two seas for one: "
            f"{line.text(span.start, span.end)}. Here the first is the {outer.name}; the {inner.name} is another sea."
        )
        yield Finding(
            kind="reference", message=message, severity="high", event=line.event, claims=claims_at(span, events),
            span=span, evidence={"first": outer.name, "second": inner.name},
        )


def _story_countries(events: Sequence[WeighedEvent], line: Line) -> list[str]:
    """Countries of the claims of this report, most often named first, for seas whose names differ by country."""
    counted: dict[str, int] = {}
    for weighed in events:
        for claim in weighed.event.claims:
            country = getattr(claim.value, "country", "")
            if claim.span.document == line.document.id and country:
                counted[country] = counted.get(country, 0) + 1
    return sorted(counted, key=lambda code: -counted[code])
