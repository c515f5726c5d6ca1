"""What weighing sees: events with their claims, the reports, what derives from what, packs, shelf and annotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from rashomon.know.base import Knowledge
from rashomon.model import Claim, Document, Event, Lineage, Lineup, Report
from rashomon.packs.form import FieldForm, Pack
from rashomon.text.annotation import AnnotatedSentence, Annotation
from rashomon.weigh.independence import COPIES, Origin


class WeighContext(msgspec.Struct, frozen=True):
    """The input of weighing; every check is a plain function of it.

    annotations: document id to the annotation of its text (documents without one are judged by their claims alone).
    """

    events: tuple[Event, ...]
    reports: tuple[Report, ...]
    lineages: tuple[Lineage, ...]
    packs: tuple[Pack, ...]
    knowledge: Knowledge
    annotations: Mapping[str, Annotation] = {}

    @property
    def documents(self) -> dict[str, Document]:
        """Document id to document."""
        return {report.document.id: report.document for report in self.reports}

    def form(self, pack: str, field: str) -> FieldForm:
        """The form of a field; a field that no pack declares neither identifies nor disputes."""
        for each in self.packs:
            if each.name == pack and (found := each.field(field)) is not None:
                return found
        return FieldForm(name=field, value="", disputes=False)

    def excludes(self, pack: str) -> frozenset[frozenset[str]]:
        """Pairs of concepts that a pack says never hold together."""
        return frozenset(pair for each in self.packs if each.name == pack for pair in each.excludes)

    def sentences(self, document: str) -> tuple[AnnotatedSentence, ...]:
        """The annotated sentences of a document, none where it has no annotation."""
        annotation = self.annotations.get(document)
        return annotation.sentences if annotation else ()

    def copies(self) -> dict[str, Lineage]:
        """Document id to the lineage that makes it a copy of another report."""
        return {line.document: line for line in self.lineages if line.kind in COPIES}


class WeighedEvent(msgspec.Struct, frozen=True):
    """An event whose line-ups stand, with what they stand on, for the checks."""

    event: Event
    lineups: tuple[Lineup, ...]
    origins: dict[str, tuple[Origin, ...]]
    copied: frozenset[str]
    several: bool

    def field_claims(self, field: str) -> list[Claim]:
        """The event's claims on one field, in reading order."""
        return sorted((claim for claim in self.event.claims if claim.field == field), key=lambda claim: claim.span)

    def by_id(self) -> dict[str, Claim]:
        """Claim id to claim."""
        return {claim.id: claim for claim in self.event.claims}

    def pairs(self, field: str) -> Iterator[tuple[Claim, Claim]]:
        """Every two claims on one field once, in reading order."""
        claims = self.field_claims(field)
        for number, one in enumerate(claims):
            for other in claims[number + 1 :]:
                yield one, other
