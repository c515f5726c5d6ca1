"""Distortions: a report alone turns a bound, a place, a doer, a doubt or a figure against its kin or its own body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from rashomon.model import Actor, Claim, Finding, Place, Quantity, Span, When
from rashomon.packs.form import FieldForm
from rashomon.weigh.checks.aligned import AlignedPair, aligned_pairs
from rashomon.weigh.checks.exchanged import exchanges
from rashomon.weigh.checks.facing import facing_turns
from rashomon.weigh.checks.lands import land_turns
from rashomon.weigh.checks.opposite import opposite_turns
from rashomon.weigh.checks.turned import Turn, turns
from rashomon.weigh.compare import Scope, compare, same_statement
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.independence import COPIES, share_origin
from rashomon.weigh.phrase import claim_text, predicate, report_text, upper_first, voice_text

_WHAT: Final[dict[str, str]] = {
    "bound": "a bound was turned", "unit": "a unit was exchanged", "figure": "a figure was changed",
    "swap": "figures changed places", "direction": "a direction was exchanged", "hour": "the time of day was changed",
    "day": "the day was changed", "month": "the month was changed",
    "denial": "a denial and a confirmation were exchanged",
    "movement": "a rise and a fall were exchanged", "outcome": "success and failure were exchanged",
    "side": "inside and outside were exchanged",
    "made-bound": "an exact number was made a bound",
    "judgement": "welcome and condemnation were exchanged", "kind": "the kind of weapon was exchanged",
    "knowledge": "known and unknown were exchanged", "end": "what goes on was given an end",
    "will": "intent and accident were exchanged", "clock": "the clock time was changed",
    "hedge": "a doubt was dropped", "order": "before and after were exchanged",
    "doer": "a name was exchanged",
    "office": "an office was exchanged", "plan": "a plan was made a fact", "negation": "yes and no were exchanged",
    "sex": "men and women were exchanged", "life": "the living and the dead were exchanged",
    "service": "a service was exchanged", "limb": "a part of the body was exchanged",
    "part": "presence and absence were exchanged",
    "opposite": "a word was turned into its opposite",
    "place": "a place was exchanged", "country": "a country was exchanged", "sea": "a sea was exchanged",
}
_SEVERE: Final = frozenset((
    "bound", "unit", "figure", "swap", "denial", "side", "place", "country", "sea", "outcome", "movement", "doer",
    "plan", "negation", "life",
))
_PLACED: Final = frozenset(("hedge", "negation"))
"""Turns that lie in a clause rather than in a word: another word of it may be turned as well."""
_SAID: Final = frozenset(("denial", "outcome", "knowledge", "end", "part", "life", "plan"))
_UPDATED: Final = frozenset(("figure", "swap", "day", "month", "hour", "clock"))
_SAME: Final = 0.6  # likeness from which two aligned sentences say the same things
_RANK: Final = {"certain": 2, "probable": 1, "possible": 0}


def distortions(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Words turned in aligned sentences, claims of a copy that its parent contradicts, upper bounds of one report."""
    words = list(_turned_words(context, events))
    doubts = [one.span for one in words if one.span and one.evidence.get("turned") == "hedge"]
    claims = [one for one in _turned_claims(context, events) if not _told_twice(one, doubts, events)]
    found = [*words, *claims, *_lone_bounds(context, events)]
    kept: list[Finding] = []
    for finding in found:
        if not any(_is_one(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _is_one(finding: Finding, other: Finding) -> bool:
    if finding.span is None or other.span is None:
        return False
    kinds = {finding.evidence.get("turned", ""), other.evidence.get("turned", "")}
    return _beside(finding.span, other.span) and not (_PLACED & kinds and "" not in kinds and len(kinds) > 1)


def _told_twice(finding: Finding, doubts: Sequence[Span], events: Sequence[WeighedEvent]) -> bool:
    """True for a claim made surer in a sentence of which it was found already that its doubt is gone."""
    if finding.span is None or "certainty" not in finding.evidence:
        return False
    sentences = [one.sentence for weighed in events for one in weighed.event.claims if one.id == finding.claims[0]]
    return any(
        doubt.document == finding.span.document and start <= doubt.start < end
        for doubt in doubts for start, end in sentences
    )


def _beside(one: Span, other: Span) -> bool:
    """True for words that touch or follow one another: "outside" and the zone behind it are one distortion."""
    return one.document == other.document and one.start <= other.end + 1 and other.start <= one.end + 1


def _turned_words(context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    corrected = _corrected(events, context)
    for pair in aligned_pairs(context):
        if pair.lineage.kind not in COPIES:
            continue  # neither of two siblings is the other's original, and an edition may say other things
        for turn in _all_turns(pair, context):
            if turn.kind in _UPDATED and pair.own.document in corrected:
                continue  # the copy was brought up to date, and says so
            yield _word_finding(pair, turn, context, events)


def _corrected(events: Sequence[WeighedEvent], context: WeighContext) -> frozenset[str]:
    """Documents that take a value back which the report they derive from still held.

    In a sentence that only follows one of the parent's the parent takes it back too, in words that were not understood.
    """
    copies = context.copies()
    telling = [claim for weighed in events for claim in weighed.event.claims if claim.status]
    everyone = {claim.span.document for claim in telling}
    return frozenset(
        claim.span.document for claim in telling
        if (line := copies.get(claim.span.document)) is not None and line.parent not in everyone
        and not any(own[0] <= claim.span.start < own[1] and score >= _SAME for own, _, score in line.aligned)
    )


def _all_turns(pair: AlignedPair, context: WeighContext) -> list[Turn]:
    """The turns of all rules; of two at the same words the one whose rule knows more of them stands."""
    kept: list[Turn] = []
    parent = context.documents[pair.parent.document].text
    faced = facing_turns(pair)
    doubted = any(turn.kind == "hedge" for turn in faced)
    others = [turn for turn in turns(pair) if turn.kind != "hedge" or not doubted]
    last = (*exchanges(pair, parent, context.knowledge), *opposite_turns(pair))
    for turn in (*land_turns(pair, context.knowledge), *others, *faced, *last):
        beside = [one for one in kept if turn.start < one.end and one.start < turn.end]
        if not beside or (turn.kind in _PLACED and not any(one.kind in (*_PLACED, *_SAID) for one in beside)):
            kept.append(turn)
    return sorted(kept, key=lambda turn: turn.start)


def _word_finding(
    pair: AlignedPair, turn: Turn, context: WeighContext, events: Sequence[WeighedEvent]
) -> Finding:
    documents = context.documents
    child = upper_first(report_text(pair.own.document, documents))
    parent = report_text(pair.parent.document, documents)
    message = (
        f"{child} has “{turn.here}” where {parent}, from which it derives, has “{turn.there}”: {_WHAT[turn.kind]}."
    )
    if turn.kind == "hedge":
        message = f"{child} states as a fact (“{turn.here}”) what {parent} gives with a doubt (“{turn.there}”)."
    span = Span(pair.own.document, turn.start, turn.end)
    event, claims = _touched(span, events)
    return Finding(
        kind="distortion", message=message, severity="high" if turn.kind in _SEVERE else "medium", event=event,
        claims=claims, span=span,
        evidence={"here": " ".join(pair.own.text.split()), "there": " ".join(pair.parent.text.split()),
                  "parent": pair.parent.document, "turned": turn.kind},
    )


def _touched(span: Span, events: Sequence[WeighedEvent]) -> tuple[str, tuple[str, ...]]:
    """The event and the claims whose own words the turned words belong to."""
    for weighed in events:
        claims = tuple(claim.id for claim in weighed.event.claims if claim.span.touches(span))
        if claims:
            return weighed.event.id, claims
    return "", ()


def _turned_claims(context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """Claims of a copy that stand in the place of a parent's claim and exclude it, or are surer than it."""
    parents = {line.document: line.parent for line in context.copies().values()}
    sentences = _counterparts(context)
    corrected = _corrected(events, context)
    for weighed in events:
        for field in dict.fromkeys(claim.field for claim in weighed.event.claims):
            form = context.form(weighed.event.pack, field)
            claims = weighed.field_claims(field)
            for own in claims:
                parent = parents.get(own.span.document)
                updated = own.span.document in corrected and isinstance(own.value, Quantity)
                if parent is None or own.status or updated or isinstance(own.value, When):
                    continue  # days and clocks are compared as words: their moments hang on each report's own zone
                here = (own.span.document, own.sentence)
                beside = [one for one in claims if (one.span.document, one.sentence) == here]
                if len(beside) != 1 and not form.disputes:
                    continue
                original = _turned_from(own, [one for one in claims if one.span.document == parent], form, sentences)
                if original is not None:
                    yield _claim_finding(own, original, weighed, context)


def _counterparts(context: WeighContext) -> dict[str, tuple[tuple[tuple[int, int], tuple[int, int]], ...]]:
    """Copy to its aligned pairs of sentences (own, parent's)."""
    return {
        name: tuple((own, theirs) for own, theirs, _ in line.aligned) for name, line in context.copies().items()
    }


def _turned_from(
    own: Claim, theirs: Sequence[Claim], form: FieldForm,
    sentences: Mapping[str, tuple[tuple[tuple[int, int], tuple[int, int]], ...]],
) -> Claim | None:
    """The parent's claim that this claim of its copy turned, or None; only claims of aligned sentences are compared."""
    scope = Scope(msgspec.structs.replace(form, disputes=True))
    if any(same_statement(own, other) and other.stance.certainty == own.stance.certainty for other in theirs):
        return None
    facing = [other for other in theirs if _face(own, other, sentences.get(own.span.document, ()))]
    if len(facing) != 1 and not form.disputes:
        return None  # parties and words stand side by side: which of them was turned cannot be told
    for other in facing:
        if compare(own, other, scope) == "clash":
            return other
        if same_statement(own, other) and _RANK[own.stance.certainty] > _RANK[other.stance.certainty]:
            return other
    return None


def _face(own: Claim, other: Claim, pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    return any(
        mine[0] <= own.span.start < mine[1] and parent[0] <= other.span.start < parent[1] for mine, parent in pairs
    )


def _claim_finding(own: Claim, original: Claim, weighed: WeighedEvent, context: WeighContext) -> Finding:
    documents = context.documents
    child, parent = (report_text(claim.span.document, documents) for claim in (own, original))
    evidence = {"here": own.text, "there": original.text, "parent": original.span.document}
    if same_statement(own, original):
        evidence["certainty"] = own.stance.certainty
        message = (
            f"{upper_first(child)} gives {claim_text(own)} as {own.stance.certainty}; {parent}, from which it derives, "
            f"has it only as {original.stance.certainty}."
        )
    else:
        message = (
            f"{upper_first(child)} gives {claim_text(own)} where {parent}, from which it derives, gives "
            f"{claim_text(original)}{_kind_of_turn(own, original)}."
        )
    return Finding(
        kind="distortion", message=message, severity="high", event=weighed.event.id, claims=(own.id, original.id),
        span=own.span, evidence=evidence,
    )


def _kind_of_turn(own: Claim, original: Claim) -> str:
    if own.stance.polarity != original.stance.polarity:
        return ": a denial and an affirmation were exchanged"
    if isinstance(own.value, Quantity) and isinstance(original.value, Quantity):
        upper = own.value.low in (None, 0.0) and original.value.high is None
        lower = original.value.low in (None, 0.0) and own.value.high is None
        return ": the bound was inverted" if upper or lower else ": the figure was changed"
    if isinstance(own.value, Place):
        return ": the place was moved"
    return ": the doer was exchanged" if isinstance(own.value, Actor) else ""


def _lone_bounds(context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Finding]:
    """An upper bound that nobody else has and that its own report breaks: most likely an inverted "at least"."""
    for weighed in events:
        for field in dict.fromkeys(claim.field for claim in weighed.event.claims):
            claims = weighed.field_claims(field)
            bounds = [claim for claim in claims if _is_upper_bound(claim)]
            if len({claim.span.document for claim in bounds}) != 1:
                continue
            scope = Scope(context.form(weighed.event.pack, field), weighed.several)
            for claim in bounds:
                against = _broken_by(claim, claims, scope, weighed)
                if against is not None:
                    yield _bound_finding(claim, against, weighed, context)


def _is_upper_bound(claim: Claim) -> bool:
    value = claim.value
    return (
        isinstance(value, Quantity) and value.low in (None, 0.0) and value.high is not None and value.high > 0
        and claim.stance.polarity == "affirmed" and not claim.status
    )


def _broken_by(claim: Claim, claims: Sequence[Claim], scope: Scope, weighed: WeighedEvent) -> Claim | None:
    """A claim of the same report with more than the bound allows, of an origin to whom the bound is credited."""
    more = [
        other for other in claims
        if other.span.document == claim.span.document and not other.status and isinstance(other.value, Quantity)
        and compare(claim, other, scope) == "clash"
    ]
    return next((other for other in more if share_origin(claim, other, weighed.origins)), more[0] if more else None)


def _bound_finding(claim: Claim, against: Claim, weighed: WeighedEvent, context: WeighContext) -> Finding:
    documents = context.documents
    value = claim.value
    assert isinstance(value, Quantity)
    likely = claim_text(msgspec.structs.replace(claim, value=msgspec.structs.replace(value, low=value.high, high=None)))
    message = (
        f"{upper_first(report_text(claim.span.document, documents))} alone gives an upper bound, {claim_text(claim)}, "
        f"and breaks it itself: {voice_text(against, documents)} {predicate(against)}. "
        f"“{upper_first(likely)}” is the likely original."
    )
    return Finding(
        kind="distortion", message=message, severity="high", event=weighed.event.id, claims=(claim.id, against.id),
        span=claim.span, evidence={"here": claim.text, "against": against.text, "likely": likely},
    )
