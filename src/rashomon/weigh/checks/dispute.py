"""Disputes: fields on which independent accounts that still stand cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from rashomon.model import Claim, Finding, Position, Quantity, When
from rashomon.weigh.compare import Scope, compare
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.lineup import pair_reason

_QUARTER: Final = timedelta(minutes=15)


def disputes(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """One finding for each disputed field: the two best-founded sides that clash, a spokesman of each first.

    A field that is disputed only through a copy, or through values that were taken back, has no dispute between
    independent accounts: the distortion or correction says what there is to say.
    """
    found = []
    for weighed in events:
        for lineup in weighed.lineups:
            if lineup.verdict != "disputed":
                continue
            sides = _sides(weighed, lineup.positions, context, lineup.name)
            if sides is not None:
                found.append(_finding(weighed, lineup.name, sides, context))
    return found


def _sides(
    weighed: WeighedEvent, positions: Sequence[Position], context: WeighContext, field: str
) -> list[Claim] | None:
    """The first two spokesmen, of different origins, whose claims exclude each other; behind them all of both sides."""
    scope = Scope(context.form(weighed.event.pack, field), weighed.several, context.excludes(weighed.event.pack))
    founded = [position for position in positions if position.live and (position.independent or position.unknown)]
    for number, one in enumerate(founded):
        for other in founded[number + 1 :]:
            for a in _spokesmen(weighed, one):
                for b in _spokesmen(weighed, other):
                    own, theirs = ({each.id for each in weighed.origins[claim.id]} for claim in (a, b))
                    if not own & theirs and compare(a, b, scope) == "clash" and not _grew(a, b, scope, context):
                        return [a, b, *_spokesmen(weighed, one), *_spokesmen(weighed, other)]
    return None


def _grew(a: Claim, b: Claim, scope: Scope, context: WeighContext) -> bool:
    """True for a toll that is larger in the report of a later day: nobody disputes the first figure by that."""
    days = [context.documents[claim.span.document].day for claim in (a, b) if claim.span.document in context.documents]
    if not scope.form.growing or len(days) < 2 or days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    older, newer = (a.value, b.value) if days[0] < days[1] else (b.value, a.value)
    if not isinstance(older, Quantity) or not isinstance(newer, Quantity):
        return False
    return newer.low is not None and older.high is not None and newer.low > older.high


def _spokesmen(weighed: WeighedEvent, position: Position) -> list[Claim]:
    """The claims of a position that carry it: original, standing, of one origin; the surest and named ones first."""
    by_id = weighed.by_id()
    claims = [by_id[name] for name in position.claims if name in by_id]
    standing = [
        claim for claim in claims
        if claim.id not in weighed.copied and not claim.status and not claim.headline
        and len(weighed.origins.get(claim.id, ())) == 1
    ]
    rank = {"certain": 0, "probable": 1, "possible": 2}
    return sorted(standing, key=lambda claim: (len(claim.chain) == 1, rank.get(claim.stance.certainty, 3), claim.span))


def _finding(
    weighed: WeighedEvent, field: str, sides: list[Claim], context: WeighContext
) -> Finding:
    form, documents = context.form(weighed.event.pack, field), context.documents
    a, b, *others = sides
    message = f"{form.label or field.replace('_', ' ').capitalize()}: {pair_reason(a, b, 'clash', documents)}"
    days = [documents[claim.span.document].day for claim in (a, b) if claim.span.document in documents]
    apart = len(days) == 2 and None not in days and days[0] != days[1]
    grown = form.growing and apart and isinstance(a.value, Quantity)
    evidence = {"one": a.text, "other": b.text}
    if grown:
        message += " The two figures are of different days: the toll may have changed rather than be disputed."
        evidence |= {"one_day": str(days[0]), "other_day": str(days[1])}
    minutes = _minutes_apart(a, b)
    sure = all(claim.stance.certainty != "possible" for claim in (a, b))
    severity = "low" if grown or minutes or not sure else "high" if weighed.event.main else "medium"
    if minutes:
        message += " The difference is a matter of minutes."
    return Finding(
        kind="dispute", message=message, severity=severity, event=weighed.event.id, span=b.span, evidence=evidence,
        claims=tuple(dict.fromkeys((a.id, b.id, *(claim.id for claim in others)))),
    )


def _minutes_apart(a: Claim, b: Claim) -> bool:
    """True for two clocks that differ by a quarter of an hour at most."""
    if not isinstance(a.value, When) or not isinstance(b.value, When):
        return False
    gap = max(a.value.earliest - b.value.latest, b.value.earliest - a.value.latest)
    return gap <= _QUARTER
