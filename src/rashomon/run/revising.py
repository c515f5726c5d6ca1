"""What a revised text gave up, and who goes on giving it: corrections that no text tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from rashomon.keep.read import lineages_of, reports_of, versions_of
from rashomon.keep.revision import Change, Revision, compare_reports
from rashomon.model import Claim, Document, Event, Finding, Lineage, Quantity, contains
from rashomon.model.value import worlds
from rashomon.packs.form import Pack
from rashomon.weigh.phrase import listed, report_text, value_text

DEEPEST = 8
"""Copies of copies of copies: further down nobody asks."""


def earlier_texts(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    """Return document to the text that it replaced last, for those that replaced one."""
    found = {version.document: version.previous for version in versions_of(connection, documents) if version.previous}
    return {document: previous for document, previous in found.items() if previous not in documents}


def revisions_in(connection: Connection, documents: Sequence[str]) -> list[Revision]:
    """Return what the revised ones among these documents changed."""
    earlier = earlier_texts(connection, documents)
    reports = reports_of(connection, {*earlier, *earlier.values()})
    return [
        compare_reports(reports[previous], reports[document])
        for document, previous in sorted(earlier.items()) if document in reports and previous in reports
    ]


def correction_findings(connection: Connection, event: Event, packs: Sequence[Pack]) -> list[Finding]:
    """Return a finding for each claim that a revised report of the event changed, and one for each copy of the old.

    Claims of a toll that only grew, and values that became more exact, are told with low severity.
    """
    revisions = revisions_in(connection, event.documents)
    if not revisions:
        return []
    documents = {
        name: report.document
        for name, report in reports_of(connection, {*event.documents, *(one.old for one in revisions)}).items()
    }
    lineages = {line.document: line for line in lineages_of(connection, event.documents)}
    held = {claim.id for claim in event.claims}
    found: list[Finding] = []
    for revision in revisions:
        seen: set[tuple[object, ...]] = set()
        for change in revision.of("changed"):
            if change.old is None or change.new is None or change.new.id not in held:
                continue
            key = (change.field, worlds(change.old.value), worlds(change.new.value))
            if worlds(change.old.value) == worlds(change.new.value) or key in seen:
                continue
            seen.add(key)
            found += _findings(change, revision, event, (documents, lineages, packs))
    return found


def _findings(
    change: Change,
    revision: Revision,
    event: Event,
    ground: tuple[Mapping[str, Document], Mapping[str, Lineage], Sequence[Pack]],
) -> list[Finding]:
    documents, lineages, packs = ground
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    name = report_text(revision.new, documents)
    before, after = value_text(old.value), value_text(new.value)
    carriers = [
        claim for claim in event.claims
        if claim.field == old.field and worlds(claim.value) == worlds(old.value) and not claim.status
        and claim.span.document != revision.new and claim.stance.polarity == "affirmed"
        and _reached(claim, old, revision, lineages)
    ]
    evidence = {"old": before, "new": after, "earlier_text": revision.old, "field": old.field}
    message = f"{name} changed its text: {before} became {after}."
    if carriers:
        carried = listed(dict.fromkeys(report_text(claim.span.document, documents) for claim in carriers))
        message += f" The earlier value is still in {carried}."
        evidence["carried_by"] = carried
    mild = contains(old.value, new.value) or _grew(old, new, event, packs)
    severity = "low" if mild else "high" if carriers else "medium"
    ids = (old.id, new.id, *(claim.id for claim in carriers))
    findings = [Finding("correction", message, severity, event.id, ids, new.span, evidence)]
    for claim in carriers:
        findings.append(Finding(
            "correction",
            f"{report_text(claim.span.document, documents)} still gives {before}, which {name} changed to {after}.",
            severity, event.id, (claim.id, new.id), claim.span,
            {"old": before, "new": after, "changed_by": name, "field": old.field},
        ))  # fmt: skip
    return findings


def _reached(claim: Claim, old: Claim, revision: Revision, lineages: Mapping[str, Lineage]) -> bool:
    """True for a claim in a copy of the revised report, at any remove, and for one that starts at the same voice."""
    document = claim.span.document
    for _ in range(DEEPEST):
        line = lineages.get(document)
        if line is None:
            break
        if line.parent in (revision.old, revision.new):
            return True
        document = line.parent
    if len(old.chain) == 1 or len(claim.chain) == 1:
        return False
    same_name = claim.origin.name.casefold() == old.origin.name.casefold()
    return same_name or bool(set(claim.origin.refs) & set(old.origin.refs))


def _grew(old: Claim, new: Claim, event: Event, packs: Sequence[Pack]) -> bool:
    forms = (pack.field(old.field) for pack in packs if pack.name == event.pack)
    growing = any(form is not None and form.growing for form in forms)
    if not growing or not isinstance(old.value, Quantity) or not isinstance(new.value, Quantity):
        return False
    return (new.value.low or 0.0) >= (old.value.low or 0.0)
