"""Line-ups and findings for all events of a run."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rashomon.model import Claim, Event, Finding, Quantity
from rashomon.weigh.checks import CHECKS
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.independence import copied_claims, origins_of
from rashomon.weigh.lineup import Ground, line_up

_SEVERITIES = ("high", "medium", "low")


def weigh(context: WeighContext) -> tuple[list[Event], list[Finding]]:
    """Lay every field of every event side by side and run all checks.

    Returns the events in their order with `lineups` filled (nothing else changed), and the findings, without
    repetitions, ordered by severity, then by event and place. Equal input gives equal output.
    """
    weighed = [_weigh_event(event, context) for event in context.events]
    findings = [finding for check in CHECKS for finding in check(context, weighed)]
    return [msgspec.structs.replace(one.event, lineups=one.lineups) for one in weighed], in_order(findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetitions (same kind, place and message), the severest first, then by document and place."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.kind, finding.span, finding.message), finding)
    return sorted(kept.values(), key=_rank)


def _rank(finding: Finding) -> tuple[object, ...]:
    span = finding.span
    place = (span.document, span.start, span.end) if span else ("", 0, 0)
    severity = _SEVERITIES.index(finding.severity) if finding.severity in _SEVERITIES else len(_SEVERITIES)
    return severity, *place, finding.kind, finding.message


def _weigh_event(event: Event, context: WeighContext) -> WeighedEvent:
    documents = context.documents
    origins = origins_of(event.claims, documents, context.knowledge, context.lineages)
    copied = copied_claims(event.claims, context.lineages)
    several = _several(event.claims)
    ground = Ground(documents=documents, origins=origins, copied=copied, several=several,
                    excludes=context.excludes(event.pack))
    lineups = tuple(
        line_up([claim for claim in event.claims if claim.field == name], context.form(event.pack, name), ground)
        for name in _field_names(event, context)
    )
    return WeighedEvent(event=event, lineups=lineups, origins=origins, copied=copied, several=several)


def _field_names(event: Event, context: WeighContext) -> list[str]:
    """The event's fields that have claims, in the order of its kind, others after them."""
    said = dict.fromkeys(claim.field for claim in event.claims)
    kinds = (pack.kind(event.kind) for pack in context.packs if pack.name == event.pack)
    order = next((kind.fields for kind in kinds if kind is not None), ())
    return [name for name in order if name in said] + [name for name in said if name not in order]


def _several(claims: Iterable[Claim]) -> bool:
    """True when somebody counts more than one, so that ranges and sites may belong to different pieces."""
    return any(
        claim.field == "count" and isinstance(claim.value, Quantity) and claim.stance.polarity == "affirmed"
        and (claim.value.high is None or claim.value.high > 1)
        for claim in claims
    )
