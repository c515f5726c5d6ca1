"""Words under marks: a text cut into pieces so that claims which overlap or cross can all be shown and linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from rashomon.model import Block, Document


class Mark(msgspec.Struct, frozen=True):
    """A stretch of text that the page speaks of elsewhere; `key` names where ("c12" a claim, "f3" a finding)."""

    key: str
    sign: str
    start: int
    end: int
    hue: int = 0
    label: str = ""
    disputed: bool = False

    @property
    def claim(self) -> bool:
        """True for a claim, False for the words that a finding points at."""
        return self.key.startswith("c")


class Piece(msgspec.Struct, frozen=True):
    """A stretch without a boundary inside. covering: marks over it, the shortest first; opening and closing ones."""

    text: str
    covering: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]

    @property
    def target(self) -> Mark | None:
        """What the words link to: the innermost claim, else the innermost finding."""
        return next((mark for mark in self.covering if mark.claim), next(iter(self.covering), None))

    @property
    def colour(self) -> Mark | None:
        """The claim whose account colours the words: the innermost disputed one, else the target."""
        return next((mark for mark in self.covering if mark.claim and mark.disputed), self.target)

    @property
    def finding(self) -> bool:
        """True when a finding points at these words."""
        return any(not mark.claim for mark in self.covering)


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph of a text; kind is the kind of its block ("title", "body", "boilerplate" ...)."""

    kind: str
    pieces: tuple[Piece, ...]


def paragraphs(document: Document, marks: Sequence[Mark]) -> list[Paragraph]:
    """Cut a text into paragraphs and pieces; every mark opens once and closes once, also one out of all bounds."""
    ranges = list(_ranges(document))
    if not ranges:
        ranges = [("body", 0, 0)]
    fitted = [_fit(mark, ranges) for mark in sorted(marks, key=_rank)]
    return [Paragraph(kind, tuple(_pieces(document.text, start, end, fitted))) for kind, start, end in ranges]


def scattered(paragraphs_of_text: Iterable[Paragraph]) -> set[str]:
    """Keys of the marks that cover more than one piece, which a page must light up together."""
    seen: dict[str, int] = {}
    for paragraph in paragraphs_of_text:
        for piece in paragraph.pieces:
            for mark in piece.covering:
                seen[mark.key] = seen.get(mark.key, 0) + 1
    return {key for key, count in seen.items() if count > 1}


def _rank(mark: Mark) -> tuple[bool, int, str]:
    """Claims by their number, then findings by theirs: the order of the small figures behind a word."""
    return not mark.claim, len(mark.key), mark.key


def _ranges(document: Document) -> Iterable[tuple[str, int, int]]:
    text = document.text
    at = 0
    for block in (*sorted(document.blocks, key=lambda one: one.start), Block(len(text), len(text), "body")):
        start = min(max(block.start, at), len(text))
        yield from _lines(text, at, start, "body")
        at = min(max(block.end, start), len(text))
        yield from _lines(text, start, at, block.kind)


def _lines(text: str, start: int, end: int, kind: str) -> Iterable[tuple[str, int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield kind, start, stop
        start = stop + 1


def _fit(mark: Mark, ranges: list[tuple[str, int, int]]) -> Mark:
    """Move a mark's ends into paragraphs: a span of a hostile or broken answer may lie anywhere."""
    touched = [(start, end) for _, start, end in ranges if start < mark.end and mark.start < end]
    if not touched or mark.end <= mark.start:
        nearest = min(ranges, key=lambda one: min(abs(one[1] - mark.start), abs(one[2] - mark.start)))
        return msgspec.structs.replace(mark, start=nearest[2], end=nearest[2])
    start = max(mark.start, touched[0][0])
    return msgspec.structs.replace(mark, start=start, end=max(start, min(mark.end, touched[-1][1])))


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[Piece]:
    here = [mark for mark in marks if (mark.start < end and start < mark.end) or mark.start == mark.end == end]
    cuts = {start, end}
    for mark in here:
        cuts |= {cut for cut in (mark.start, mark.end) if start <= cut <= end}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        covering = [mark for mark in here if mark.start <= left and right <= mark.end]
        covering.sort(key=lambda mark: (mark.end - mark.start, mark.key))
        yield Piece(
            text[left:right],
            tuple(covering),
            tuple(mark for mark in here if mark.start == left and mark.end > left),
            tuple(mark for mark in here if mark.end == right and mark.start < right),
        )
    empty = tuple(mark for mark in here if mark.start == mark.end == end)
    if empty or start == end:
        yield Piece("", empty, empty, empty)
