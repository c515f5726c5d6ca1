"""Copies: one finding for each report that derives from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rashomon.model import Finding, Lineage, Span
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import report_text, upper_first

_KINDS: Final = {
    "reprint": "{child} reprints {parent}",
    "rewrite": "{child} rewrites {parent} sentence by sentence",
    "spun": "{child} is a respun copy of {parent}: the same sentences in other words",
    "common_parent": "{child} and {parent} derive from one text that is not among the reports",
}


def copies(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """One finding for each lineage, with an aligned pair of sentences as evidence; later editions are no copies."""
    return [_finding(line, context, events) for line in context.lineages if line.kind in _KINDS]


def _finding(line: Lineage, context: WeighContext, events: Sequence[WeighedEvent]) -> Finding:
    documents = context.documents
    names = {"child": report_text(line.document, documents), "parent": report_text(line.parent, documents)}
    shape = _KINDS[line.kind]
    message = upper_first(shape.format(**names))
    sentences = len(line.aligned)
    if sentences:
        message += f" ({sentences} {'sentence' if sentences == 1 else 'sentences'} in common)"
    adds = line.kind == "reprint"
    message += "; only what it adds can be a source of its own." if adds else "; it corroborates nothing."
    evidence = {"parent": line.parent, "kind": line.kind, "score": f"{line.score:.2f}"}
    child, parent = documents.get(line.document), documents.get(line.parent)
    if child and parent and line.aligned:
        own, theirs, _ = _example(line)
        evidence |= {"here": child.text[own[0] : own[1]].strip(), "there": parent.text[theirs[0] : theirs[1]].strip()}
    event = next((one.event.id for one in events if line.document in one.event.documents and one.event.main), "")
    return Finding(
        kind="copy", message=message, severity="medium", event=event, span=_passage(line, context), evidence=evidence
    )


def _example(line: Lineage) -> tuple[tuple[int, int], tuple[int, int], float]:
    """The pair that shows most: a long sentence that is surely the same."""
    return max(line.aligned, key=lambda pair: (pair[2] * min(pair[0][1] - pair[0][0], 240), -pair[0][0]))


def _passage(line: Lineage, context: WeighContext) -> Span | None:
    """From the first copied sentence to the last; the whole text where no sentences are aligned."""
    if line.aligned:
        return Span(line.document, min(own[0] for own, _, _ in line.aligned), max(own[1] for own, _, _ in line.aligned))
    document = context.documents.get(line.document)
    return Span(line.document, 0, len(document.text)) if document else None
