"""Self-contradictions: one report, or one source within a report, says two things that cannot both be true."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import Actor, Claim, Finding, Place, Quantity, When
from rashomon.weigh.compare import Scope, compare
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.independence import Origin, one_voice
from rashomon.weigh.phrase import listed, predicate, report_text, upper_first, value_text, voice_text


def self_contradictions(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Headline against body, and one origin against itself within a report."""
    found = []
    for weighed in events:
        for field in dict.fromkeys(claim.field for claim in weighed.event.claims):
            form = context.form(weighed.event.pack, field)
            if not form.disputes:
                continue
            scope = Scope(form, weighed.several)
            for document in weighed.event.documents:
                claims = [
                    claim for claim in weighed.field_claims(field)
                    if claim.span.document == document and not claim.status and not isinstance(claim.value, When)
                ]
                found += _headline(claims, scope, weighed, context)
                found += _one_voice(claims, scope, weighed, context)
    return found


def _headline(claims: Sequence[Claim], scope: Scope, weighed: WeighedEvent, context: WeighContext) -> list[Finding]:
    """A headline that no statement of the body bears out."""
    found = []
    body = [claim for claim in claims if not claim.headline]
    if len({value_text(claim.value) for claim in body}) != 1 or not all(_firm(claim) for claim in claims):
        return []  # several values in the text may be parts; a loose name is no other doer
    for head in (claim for claim in claims if claim.headline and claim.stance.polarity == "affirmed"):
        relations = {claim.id: compare(head, claim, scope) for claim in body}
        against = [claim for claim in body if relations[claim.id] == "clash"]
        if not against or len(against) < len(body):
            continue
        named = report_text(head.span.document, context.documents)
        message = (
            f"The headline of {named} {predicate(head)}, but its text {_said(against)}."
        )
        found.append(Finding(
            kind="self_contradiction", message=message, severity="medium", event=weighed.event.id,
            claims=(head.id, *(claim.id for claim in against)), span=head.span,
            evidence={"headline": head.text, "text": against[0].text},
        ))
    return found


def _firm(claim: Claim) -> bool:
    """True for figures, and for places and doers that are known."""
    value = claim.value
    return isinstance(value, Quantity) or (isinstance(value, Place | Actor) and bool(value.ref and value.country))


def _said(claims: Sequence[Claim]) -> str:
    return f"gives {listed(dict.fromkeys(value_text(claim.value) for claim in claims))}"


def _one_voice(claims: Sequence[Claim], scope: Scope, weighed: WeighedEvent, context: WeighContext) -> list[Finding]:
    """One named origin with two values: "South Korea and Japan say at most one", and then Japan's premier says two."""
    found: list[Finding] = []
    told: set[tuple[str, str]] = set()
    named = [claim for claim in claims if len(claim.chain) > 1]
    for number, a in enumerate(named):
        for b in named[number + 1 :]:
            common = _common(a, b, weighed)
            joint = len(weighed.origins.get(a.id, ())) + len(weighed.origins.get(b.id, ())) > 2
            if not joint and (scope.form.growing or not one_voice(a, b)):
                continue  # two ministers who disagree, or a toll told as it grew, are no slip of the report
            if common is None or common.id.startswith("outlet:"):
                continue
            if a.sentence == b.sentence or compare(a, b, scope) != "clash":
                continue
            first, second = (b, a) if len(weighed.origins[b.id]) > len(weighed.origins[a.id]) else (a, b)
            if (common.id, first.id) in told:
                continue
            told.add((common.id, first.id))
            found.append(_voice_finding(first, second, common, weighed, context))
    return found


def _common(a: Claim, b: Claim, weighed: WeighedEvent) -> Origin | None:
    theirs = {origin.id for origin in weighed.origins.get(b.id, ())}
    return next((origin for origin in weighed.origins.get(a.id, ()) if origin.id in theirs), None)


def _voice_finding(a: Claim, b: Claim, common: Origin, weighed: WeighedEvent, context: WeighContext) -> Finding:
    documents = context.documents
    named = upper_first(report_text(a.span.document, documents))
    one, two = voice_text(a, documents), voice_text(b, documents)
    message = f"{named} has two values from {common.name}: {one} {predicate(a)}, yet {two} {predicate(b)}."
    return Finding(
        kind="self_contradiction", message=message, severity="high", event=weighed.event.id, claims=(a.id, b.id),
        span=a.span, evidence={"one": a.text, "other": b.text, "origin": common.name},
    )
