"""Walking the annotated sentences of the reports: what the checks of references read beside the claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.model import Document, Report, Span
from rashomon.text.annotation import AnnotatedSentence, Name, Token
from rashomon.weigh.context import WeighContext, WeighedEvent


class Line(msgspec.Struct, frozen=True):
    """One sentence of one report, with the event that most of its claims are about ("" where it has none)."""

    report: Report
    sentence: AnnotatedSentence
    event: str = ""

    @property
    def document(self) -> Document:
        """The report's document."""
        return self.report.document

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.sentence.tokens

    def words(self) -> list[str]:
        """The words in lower case with plain apostrophes."""
        return [token.text.casefold().replace("’", "'") for token in self.sentence.tokens]

    def text(self, start: int, end: int) -> str:
        """A stretch of the document, white space evened out."""
        return " ".join(self.report.document.text[start:end].split())

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens from `first` up to and without `last`."""
        return Span(self.document.id, self.tokens[first].start, self.tokens[last - 1].end)

    def is_word(self, at: int) -> bool:
        """True for words and abbreviations, False for punctuation."""
        return self.tokens[at].text[:1].isalnum()

    def first_token(self, name: Name) -> int:
        """Index of the first token of a name."""
        return next((at for at, token in enumerate(self.tokens) if token.end > name.start), len(self.tokens))

    def after(self, name: Name) -> int:
        """Index of the first token behind a name."""
        return next((at for at, token in enumerate(self.tokens) if token.start >= name.end), len(self.tokens))


def lines(context: WeighContext, events: Sequence[WeighedEvent], *, idle: bool = False) -> Iterator[Line]:
    """Every annotated sentence of every report that takes part in an event, boilerplate left out.

    idle: also of those in which no event was found, where all the others tell one story: a report may take back what
    another said without telling the event again.
    """
    taking_part = {name for weighed in events for name in weighed.event.documents}
    if idle and sum(weighed.event.main for weighed in events) == 1:
        taking_part = {report.document.id for report in context.reports}
    for report in context.reports:
        if report.document.id not in taking_part:
            continue
        blocks = report.document.blocks
        waste = [(block.start, block.end) for block in blocks if block.kind in ("boilerplate", "caption")]
        for sentence in context.sentences(report.document.id):
            if any(start <= sentence.start < end for start, end in waste):
                continue
            yield Line(report, sentence, _event_at(report.document.id, sentence, events))


def _event_at(document: str, sentence: AnnotatedSentence, events: Sequence[WeighedEvent]) -> str:
    counted = {
        weighed.event.id: sum(
            1 for claim in weighed.event.claims
            if claim.span.document == document and sentence.start <= claim.span.start < sentence.end
        )
        for weighed in events
    }
    best = max(counted, key=lambda name: counted[name], default="")
    return best if best and counted[best] else ""


def claims_at(span: Span, events: Sequence[WeighedEvent]) -> tuple[str, ...]:
    """Ids of the claims whose words touch a span."""
    return tuple(claim.id for weighed in events for claim in weighed.event.claims if claim.span.touches(span))
