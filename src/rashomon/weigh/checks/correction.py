"""Corrections: a source replaces or takes back its own value; and who still carries the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.model import Claim, Finding, Quantity, contains
from rashomon.weigh.checks.taken_back import taken_back
from rashomon.weigh.compare import Scope, compare, same_statement
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.independence import one_voice, share_origin
from rashomon.weigh.phrase import is_plural, listed, report_text, upper_first, value_text, voice_text


def corrections(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """What a text itself calls given up, and what a later report of the same voice silently replaces.

    Copies of a report that tells of a correction are left out: they tell nothing new.
    """
    copies = context.copies()
    spoken = taken_back(context, events)
    found = []
    for weighed in events:
        told = [claim for claim in weighed.event.claims if claim.status and claim.span.document not in copies]
        found += [_told(group, weighed, context) for group in _by_sentence(told)]
        found += [one for one in _silent(weighed, context) if not _spoken_of(one, weighed, spoken, context)]
    return found + [
        told for told in spoken if not any(told.span and one.span and told.span.touches(one.span) for one in found)
    ]


def _spoken_of(
    silent: Finding, weighed: WeighedEvent, spoken: Sequence[Finding], context: WeighContext
) -> bool:
    """True when the later report itself takes the old figure back, in words that no claim was made of."""
    by_id = weighed.by_id()
    old = by_id[silent.claims[0]]
    figures = {word for word in old.text.casefold().split() if word[:1].isdigit()} | {value_text(old.value).casefold()}
    for told in spoken:
        if told.span is None or silent.span is None or told.span.document != silent.span.document:
            continue
        text = context.documents[told.span.document].text[told.span.start : told.span.end].casefold()
        if figures & {word.strip(".,;:") for word in text.split()}:
            return True
    return False


def _by_sentence(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Given-up values of one field that stand in one sentence go into one finding."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: each.span):
        groups.setdefault((claim.span.document, claim.field, claim.sentence), []).append(claim)
    yield from groups.values()


def _told(old: list[Claim], weighed: WeighedEvent, context: WeighContext) -> Finding:
    documents = context.documents
    new = _successor(old, weighed)
    given_up = listed(dict.fromkeys(value_text(claim.value) for claim in old))
    voice = upper_first(voice_text(old[0], documents))
    if new is None and len(old[0].chain) == 1:
        message = f"As {voice} tells it, {given_up} {'no longer stand' if len(old) > 1 else 'no longer stands'}."
    elif new is None:
        message = f"{voice} no longer {'stand' if is_plural(old[0]) else 'stands'} by {given_up}."
    elif all(contains(claim.value, new.value) for claim in old):
        message = f"{voice} made an earlier figure or statement more exact: {given_up} became {value_text(new.value)}."
    else:
        message = f"{voice} replaced {given_up} by {value_text(new.value)}."
    carriers = _carriers(old, weighed)
    evidence = {"old": given_up, "told_by": report_text(old[0].span.document, documents)}
    if new is not None:
        evidence["new"] = value_text(new.value)
    if carriers:
        names = listed(dict.fromkeys(report_text(claim.span.document, documents) for claim in carriers))
        message += f" The earlier value is the one in {names}."
        evidence["carried_by"] = names
    claims = (*(claim.id for claim in old), *((new.id,) if new else ()), *(claim.id for claim in carriers))
    refines = new is not None and all(contains(claim.value, new.value) for claim in old)
    return Finding(
        kind="correction", message=message, severity="low" if refines else "high" if carriers else "medium",
        event=weighed.event.id, claims=claims, span=old[0].span, evidence=evidence,
    )


def _successor(old: list[Claim], weighed: WeighedEvent) -> Claim | None:
    """The value that the same voice holds instead, as near as possible to where the old one is given up."""
    standing = [
        claim for claim in weighed.field_claims(old[0].field)
        if claim.span.document == old[0].span.document and not claim.status and not claim.headline
        and claim.stance.polarity == "affirmed" and one_voice(claim, old[0])
        and not any(same_statement(claim, each) for each in old)
    ]
    return min(standing, key=lambda claim: abs(claim.span.start - old[0].span.start), default=None)


def _carriers(old: list[Claim], weighed: WeighedEvent) -> list[Claim]:
    """Claims elsewhere that give the old value of that voice as if it still stood."""
    return [
        claim for claim in weighed.field_claims(old[0].field)
        if claim.span.document != old[0].span.document and not claim.status
        and any(same_statement(claim, each) and share_origin(claim, each, weighed.origins) for each in old)
    ]


def _silent(weighed: WeighedEvent, context: WeighContext) -> list[Finding]:
    """The same voice gives another, incompatible value in a report of a later day, without a word about the first."""
    documents = context.documents
    found = []
    seen: set[tuple[str, str, str]] = set()
    for name in dict.fromkeys(claim.field for claim in weighed.event.claims):
        form = context.form(weighed.event.pack, name)
        if not form.disputes or form.value not in ("quantity", "term"):
            continue
        fallen = [claim for claim in weighed.field_claims(name) if claim.status]
        for a, b in weighed.pairs(name):
            if any(same_statement(each, one) for each in fallen for one in (a, b)):
                continue  # some report tells of it
            if not _comparable(a, b, weighed) or compare(a, b, Scope(form, weighed.several)) != "clash":
                continue
            days = [documents[claim.span.document].day for claim in (a, b)]
            if days[0] is None or days[1] is None or days[0] == days[1]:
                continue
            old, new = (a, b) if days[0] < days[1] else (b, a)
            if form.growing and not _fell(old, new):
                continue
            key = (name, value_text(old.value), value_text(new.value))
            if key not in seen:
                seen.add(key)
                found.append(_silent_finding(old, new, weighed, context))
    return found


def _fell(old: Claim, new: Claim) -> bool:
    """True when a figure that grows by its nature became smaller: that is a correction, growth is none."""
    if not isinstance(old.value, Quantity) or not isinstance(new.value, Quantity):
        return False
    return new.value.high is not None and old.value.low is not None and new.value.high < old.value.low


def _comparable(a: Claim, b: Claim, weighed: WeighedEvent) -> bool:
    """Two standing, original claims of one named voice in two reports."""
    return (
        a.span.document != b.span.document and not a.status and not b.status and len(a.chain) > 1 and len(b.chain) > 1
        and not {a.id, b.id} & weighed.copied and a.stance.polarity == b.stance.polarity == "affirmed"
        and len(weighed.origins.get(a.id, ())) == len(weighed.origins.get(b.id, ())) == 1
        and share_origin(a, b, weighed.origins)
    )


def _silent_finding(old: Claim, new: Claim, weighed: WeighedEvent, context: WeighContext) -> Finding:
    documents = context.documents
    origin = weighed.origins[new.id][0].name
    message = (
        f"{origin}: {value_text(old.value)} in {report_text(old.span.document, documents)} "
        f"({documents[old.span.document].day}), {value_text(new.value)} in {report_text(new.span.document, documents)} "
        f"({documents[new.span.document].day}); the later report does not mention the earlier value."
    )
    return Finding(
        kind="correction", message=message, severity="medium", event=weighed.event.id, claims=(old.id, new.id),
        span=new.span, evidence={"old": value_text(old.value), "new": value_text(new.value)},
    )
