"""Security Council resolutions that name the class of what was launched. What they say, never a verdict of law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from rashomon.know.countries import country_name
from rashomon.know.roster import Rule
from rashomon.know.rules import rules_for
from rashomon.model import Actor, Claim, Finding, Span, Term
from rashomon.weigh.checks.scan import Line, lines
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import listed, term_text

_BODY: Final = frozenset(("resolution", "resolutions", "sanction", "sanctions"))
_ACT: Final = frozenset((
    "violate", "violates", "violated", "violating", "violation", "violations", "breach", "breaches", "breached", "ban",
    "bans", "banned", "bars", "barred", "prohibit", "prohibits", "prohibited", "forbid", "forbids", "defiance",
))
_COUNCIL: Final = frozenset(("council", "nations", "un", "u.n.", "unsc"))
_WEAPONS: Final = frozenset(("missile", "missiles", "launch", "launches", "test", "tests", "firing", "test-firing"))


def rules(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """One finding for each launch by a country that resolutions address, at each report's passage about them.

    Where no report speaks of resolutions, the finding stands at the claim about the weapon.
    """
    everything = list(lines(context, events))
    copies = context.copies()
    found: list[Finding] = []
    for weighed in events:
        country, day = _launcher(weighed), _day(weighed)
        weapons = _weapons(weighed)
        if not weighed.event.main or not country or not weapons:
            continue  # what is told of earlier launches as background has no finding of its own
        covered = {claim.id: _covering(claim, country, day, context) for claim in weapons}
        claim = next((one for one in weapons if covered[one.id]), None)
        passages = _passages(weighed, everything, copies)
        if claim is not None:
            message = _covered_message(claim, covered[claim.id], country, context)
            evidence = _evidence(covered[claim.id])
        elif passages and rules_for(country, ("ballistic_missile",), day, context.knowledge):
            message, evidence = _uncovered_message(weapons, country, context), {}
        else:
            continue
        for span in passages or [(claim or weapons[0]).span]:
            found.append(Finding(
                kind="rule", message=message, severity="low", event=weighed.event.id,
                claims=((claim or weapons[0]).id,), span=span, evidence=evidence,
            ))
    return found


def _launcher(weighed: WeighedEvent) -> str:
    """The country that launched, when the affirmed claims of original reports agree on one."""
    agents = {
        claim.value.country for claim in weighed.event.claims
        if claim.field == "agent" and isinstance(claim.value, Actor) and claim.value.country
        and claim.id not in weighed.copied and claim.stance.polarity == "affirmed"
    }
    return next(iter(agents)) if len(agents) == 1 else ""


def _day(weighed: WeighedEvent) -> date | None:
    when = weighed.event.when
    if when is None or when.latest - when.earliest > timedelta(days=40):
        return None
    return (when.earliest + (when.latest - when.earliest) / 2).date()


def _weapons(weighed: WeighedEvent) -> list[Claim]:
    """Claims on what was launched, the surest and least copied first."""
    found = [
        claim for claim in weighed.event.claims
        if claim.field == "weapon" and isinstance(claim.value, Term) and claim.stance.polarity == "affirmed"
    ]
    rank = {"certain": 0, "probable": 1, "possible": 2}
    return sorted(found, key=lambda claim: (
        claim.id in weighed.copied, rank.get(claim.stance.certainty, 3), claim.headline, claim.span,
    ))


def _covering(claim: Claim, country: str, day: date | None, context: WeighContext) -> list[Rule]:
    term = claim.value
    concepts = (term.concept, *term.within) if isinstance(term, Term) else ()
    return rules_for(country, concepts, day, context.knowledge)


def _covered_message(claim: Claim, covering: Sequence[Rule], country: str, context: WeighContext) -> str:
    shown = term_text(claim.value) if isinstance(claim.value, Term) else "weapon"
    certainty = claim.stance.certainty
    doubt = "" if certainty == "certain" else f" if it was one, which is given only as {certainty}"
    named = [f"{rule.resolution} {rule.clause}" for rule in covering]
    clauses = listed(named) if len(named) <= 4 else f"{', '.join(named[:3])} and {len(named) - 3} later clauses"
    decided = next((rule for rule in covering if rule.binding == "decides"), covering[0])
    return (
        f"Launches of this class ({shown}) by {country_name(country, context.knowledge)} are named in Security "
        f"Council resolutions{doubt}: {clauses}. {decided.resolution} {decided.clause} {decided.summary}. "
        f"They name no cruise or anti-aircraft missiles. This is no verdict of law."
    )


def _uncovered_message(weapons: Sequence[Claim], country: str, context: WeighContext) -> str:
    shown = listed(dict.fromkeys(term_text(claim.value) for claim in weapons if isinstance(claim.value, Term)))
    return (
        f"The report speaks of resolutions or sanctions; those on the shelf that address "
        f"{country_name(country, context.knowledge)} name other classes than what is claimed here ({shown}). "
        f"This is no verdict of law."
    )


def _evidence(covering: Sequence[Rule]) -> dict[str, str]:
    return {
        f"{rule.resolution} {rule.clause}": f"{rule.binding}: {rule.summary} (covers {', '.join(rule.covers)}; "
        f"wording checked: {rule.checked})"
        for rule in covering[:8]
    }


def _passages(weighed: WeighedEvent, everything: Sequence[Line], copies: object) -> list[Span]:
    """For each report of the event the passage that speaks most clearly of resolutions, sanctions or a ban."""
    best: dict[str, tuple[int, Span]] = {}
    for line in everything:
        document = line.document.id
        if document not in weighed.event.documents or (isinstance(copies, dict) and document in copies):
            continue
        words = line.words()
        places = [at for at, word in enumerate(words) if word in _BODY | _ACT | _COUNCIL]
        kinds = {name for name, listed_words in (("body", _BODY), ("act", _ACT), ("council", _COUNCIL))
                 if any(words[at] in listed_words for at in places)}
        about = bool(set(words) & _WEAPONS)
        score = 2 * ("body" in kinds) + ("act" in kinds) + ("council" in kinds) + about
        if not ({"body", "act"} <= kinds or {"body", "council"} <= kinds or ({"act", "council"} <= kinds and about)):
            continue
        span = line.span(places[0], places[-1] + 1)
        if document not in best or score > best[document][0]:
            best[document] = (score, span)
    return [span for _, span in best.values()]
