"""The local loop: everything on this machine, one batch of documents after another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from rashomon.errors import RashomonError
from rashomon.gather.copies import find_copies
from rashomon.gather.dating import infer_dates
from rashomon.model import Answer, Document, Report, Skipped
from rashomon.run.kit import Kit
from rashomon.run.reading import read_documents
from rashomon.run.recipe import annotate_documents, left_out, of_document, of_event
from rashomon.text.annotation import Annotation

BATCH = 32
"""Documents annotated together: enough to fill the batches of the network, few enough to keep memory flat."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

Item = TypeVar("Item")
_log = logging.getLogger("rashomon")


def answer_paths(paths: Sequence[str], kit: Kit, progress: Progress | None = None) -> Answer:
    """Read the reports at these paths (files, folders, addresses, "-") and lay their accounts side by side.

    What cannot be read, or speaks of nothing a pack looks for, is in `skipped` with the reason; the rest goes on.
    """
    documents, skipped = read_documents(paths, kit.settings, kit.extensions)
    return answer_documents(documents, kit, skipped, progress)


def answer_documents(
    documents: Sequence[Document], kit: Kit, skipped: Sequence[Skipped] = (), progress: Progress | None = None
) -> Answer:
    """Lay the accounts of documents that were read already side by side."""
    tell = progress or _silent
    reports: list[Report] = []
    annotations: dict[str, Annotation] = {}
    for batch in _batches(documents, BATCH):
        tell("reading", len(reports), len(documents))
        read, annotated = read_reports(batch, kit)
        reports += read
        annotations |= annotated
    tell("gathering", len(documents), len(documents))
    reports = _dated(reports, annotations, kit)
    kept = [report for report in reports if not report.left_out]
    outcome = of_event(None, kept, kit, annotations)
    answer = Answer(
        documents=tuple(report.document for report in kept),
        events=outcome.events,
        findings=outcome.findings,
        skipped=(*skipped, *(Skipped(one.document.path, one.left_out) for one in reports if one.left_out)),
        lineages=outcome.lineages,
    )
    return _checked(answer, kit)


def read_reports(
    documents: Sequence[Document], kit: Kit
) -> tuple[list[Report], dict[str, Annotation]]:
    """Return what each document reports, and the annotations behind it by document id; one call annotates one batch."""
    annotated = _annotated(documents, kit)
    return [reported(document, kit, annotated.get(document.id)) for document in documents], annotated


def _annotated(batch: Sequence[Document], kit: Kit) -> dict[str, Annotation]:
    """Annotate what the gate lets in, together; if that fails, one by one, so that one text costs only itself."""
    wanted = [document for document in batch if not left_out(document, kit)]
    try:
        return annotate_documents(wanted, kit) if wanted else {}
    except Exception:
        _log.debug("annotating a batch failed; going on one by one", exc_info=True)
    found: dict[str, Annotation] = {}
    for document in wanted:
        try:
            found |= annotate_documents([document], kit)
        except Exception:
            _log.exception("annotating %s failed", document.path)
    return found


def reported(document: Document, kit: Kit, annotation: Annotation | None) -> Report:
    """Extract; a bug that one text brings out is logged and leaves out that text alone."""
    try:
        return of_document(document, kit, annotation)
    except RashomonError:
        raise
    except Exception as error:
        _log.exception("reading %s failed", document.path)
        return Report(document, left_out=f"an error of Rashomon's own ({type(error).__name__}: {error})")


def _dated(reports: list[Report], annotations: dict[str, Annotation], kit: Kit) -> list[Report]:
    """Give undated reports the day that their weekdays and their kin imply, and extract them again with it."""
    days = infer_dates(reports, find_copies(reports))
    return [
        report if (day := days.get(report.document.id)) is None else reported(
            msgspec.structs.replace(
                report.document, published=day, published_exact=False, published_from="inferred"
            ),
            kit, annotations.get(report.document.id),
        )
        for report in reports
    ]


def _checked(answer: Answer, kit: Kit) -> Answer:
    """Add what the checks of extensions find."""
    found = [finding for check in kit.extensions.checks.values() for finding in check(answer)]
    return msgspec.structs.replace(answer, findings=(*answer.findings, *found)) if found else answer


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _silent(_what: str, _done: int, _all: int) -> None:
    return
