"""Sentences of a copy beside the sentences of its parent, word by word."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.model import Lineage
from rashomon.text.annotation import AnnotatedSentence, Name, Token
from rashomon.text.words import words
from rashomon.weigh.context import WeighContext


class Side(msgspec.Struct, frozen=True):
    """One sentence of an aligned pair: where it stands, its words, and the names in it."""

    document: str
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()


class AlignedPair(msgspec.Struct, frozen=True):
    """A sentence of a copy (`own`) and the sentence of the parent that it follows."""

    own: Side
    parent: Side
    score: float
    lineage: Lineage


def aligned_pairs(context: WeighContext) -> Iterator[AlignedPair]:
    """Every aligned pair of every lineage, in the order of the copies; nothing where a text is missing."""
    documents = context.documents
    for line in context.lineages:
        if line.document not in documents or line.parent not in documents:
            continue
        for own, theirs, score in sorted(line.aligned):
            yield AlignedPair(
                own=_side(line.document, own, context), parent=_side(line.parent, theirs, context), score=score,
                lineage=line,
            )


def _side(document: str, span: tuple[int, int], context: WeighContext) -> Side:
    text = context.documents[document].text
    sentences = [one for one in context.sentences(document) if one.start < span[1] and span[0] < one.end]
    tokens = tuple(token for one in sentences for token in one.tokens if span[0] <= token.start < span[1])
    if not tokens:
        tokens = tuple(_bare(text, start, end) for start, end in words(text, *span))
    return Side(document, *span, text[span[0] : span[1]], tokens, _names(sentences, span))


def _names(sentences: list[AnnotatedSentence], span: tuple[int, int]) -> tuple[Name, ...]:
    return tuple(name for one in sentences for name in one.names if span[0] <= name.start < span[1])


def _bare(text: str, start: int, end: int) -> Token:
    """A word without annotation: its form stands for its lemma."""
    word = text[start:end]
    return Token(start, end, word, word.casefold(), "", -1, "")
