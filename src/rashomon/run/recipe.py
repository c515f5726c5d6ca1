"""The recipe: three functions that every engine runs alike - a local loop, a pool of processes, a stream.

`of_document` maps (stateless), `keys` groups (where reports may meet), `of_event` folds (reports into events). An
engine is anything that can map, group and fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from rashomon.extract.aligned import with_aligned_claims
from rashomon.extract.extract import build_scene, of_annotation, wants
from rashomon.extract.scene import Scene
from rashomon.gather import signature
from rashomon.gather.copies import find_copies
from rashomon.gather.events import gather_events
from rashomon.model import Document, Event, Finding, Lineage, Report
from rashomon.run.kit import Kit
from rashomon.text.annotate import annotate
from rashomon.text.annotation import Annotation
from rashomon.text.sentences import sentences
from rashomon.weigh.context import WeighContext
from rashomon.weigh.weigh import in_order, weigh

SPOKEN = frozenset({"title", "headline", "body"})
NO_PACK = "it speaks of nothing that a pack looks for"


class Outcome(msgspec.Struct, frozen=True):
    """What folding gave: events with line-ups, findings, and which report derives from which."""

    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    lineages: tuple[Lineage, ...] = ()


def of_document(document: Document, kit: Kit, annotation: Annotation | None = None) -> Report:
    """Return what one document reports, or why it was left out. Stateless: equal documents give equal reports.

    annotation: the document's own one where it was made before, in a batch with others.
    """
    if left := left_out(document, kit):
        return Report(document, left_out=left)
    if annotation is None:
        annotation = annotate_documents([document], kit)[document.id]
    return of_annotation(document, annotation, kit.packs, kit.knowledge, kit.lexicons)


def left_out(document: Document, kit: Kit) -> str:
    """Return why nothing is looked for in the document ("" when something is): the gate that most texts stop at."""
    if not any(document.text[start:end].strip() for start, end in _spoken(document)):
        return "there is no running text in it"
    return "" if not kit.settings.gate or wants(document, kit.packs) else NO_PACK


def annotate_documents(documents: Sequence[Document], kit: Kit) -> dict[str, Annotation]:
    """Annotate title, headlines and body of several documents in one batch; by document id."""
    batch = [(document.text, spoken_sentences(document)) for document in documents]
    found = annotate(batch, kit.annotator)
    if not kit.settings.tagged:
        found = [_without_fields(annotation) for annotation in found]
    return {document.id: annotation for document, annotation in zip(documents, found, strict=True)}


def _without_fields(annotation: Annotation) -> Annotation:
    sentences = tuple(msgspec.structs.replace(sentence, fields=()) for sentence in annotation.sentences)
    return msgspec.structs.replace(annotation, sentences=sentences, labels=())


def spoken_sentences(document: Document) -> list[tuple[int, int]]:
    """Return the sentences of title, headlines and body; datelines, captions and boilerplate state nothing."""
    return [span for start, end in _spoken(document) for span in sentences(document.text, start, end)]


def _spoken(document: Document) -> list[tuple[int, int]]:
    if not document.blocks:
        return [(0, len(document.text))]
    return [(block.start, block.end) for block in document.blocks if block.kind in SPOKEN]


def keys(report: Report) -> frozenset[str]:
    """Return every place where this report may meet others; two reports on one event share at least one."""
    return frozenset(signature.keys(report))


def of_event(
    event: Event | None,
    reports: Sequence[Report],
    kit: Kit,
    annotations: Mapping[str, Annotation] | None = None,
) -> Outcome:
    """Fold reports that may meet into events with line-ups and findings.

    event: what is known already; the outcome's event that holds most of its claims keeps its id. annotations: by
    document id, for the checks that read the sentences again.
    """
    lineages = tuple(find_copies(reports))
    reports = with_copies_read(reports, lineages, kit, annotations or {})
    events = gather_events(reports, kit.packs, kit.knowledge, lineages)
    context = WeighContext(
        events=tuple(events), reports=tuple(reports), lineages=lineages, packs=kit.packs, knowledge=kit.knowledge,
        annotations=annotations or {},
    )
    weighed, findings = weigh(context)
    own = [finding for report in reports for finding in report.findings]
    return Outcome(_with_known_id(weighed, event), tuple(in_order([*findings, *own])), lineages)


def with_copies_read(
    reports: Sequence[Report], lineages: Sequence[Lineage], kit: Kit, annotations: Mapping[str, Annotation]
) -> list[Report]:
    """Read rewritten copies again beside their originals, originals first where copies are copied."""
    done = {report.document.id: report for report in reports}
    scenes: dict[str, Scene] = {}
    for line in sorted(lineages, key=lambda line: (line.document in {other.parent for other in lineages}, line.score)):
        pair = (line.document, line.parent)
        if not all(one in annotations and one in done for one in pair):
            continue
        for one in pair:
            if one not in scenes:
                scenes[one] = build_scene(done[one].document, annotations[one], kit.lexicons, kit.knowledge)
        done[line.document] = with_aligned_claims(
            done[line.document], done[line.parent], line, (scenes[line.document], scenes[line.parent]))
    return [done[report.document.id] for report in reports]


def _with_known_id(events: Sequence[Event], known: Event | None) -> tuple[Event, ...]:
    """Let the event that holds most of the known one's claims keep its id; ids never change under a reader."""
    if known is None or not events:
        return tuple(events)
    ours = {claim.id for claim in known.claims}
    shared = [sum(claim.id in ours for claim in event.claims) for event in events]
    heir = shared.index(max(shared))
    if not shared[heir]:
        return tuple(events)
    return tuple(
        msgspec.structs.replace(event, id=known.id) if place == heir else event for place, event in enumerate(events)
    )
