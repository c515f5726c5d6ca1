"""Sentences of two reports side by side, in order: the evidence that one was written over the other.

A copyist keeps the skeleton: the order of the sentences, names, numbers and the small words between them; synonyms go
into the gaps. So two sentences are compared by the longest common subsequence of their words, and two reports by the
best order-preserving matching of their sentences (Needleman and Wunsch 1970, over sentences instead of residues).
Independent reports of one event share figures and names, but neither the order nor the words between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise
from typing import Final

import msgspec
from rapidfuzz.distance import LCSseq

from rashomon.model import Document, Report
from rashomon.text.quotes import quotes
from rashomon.text.sentences import sentences
from rashomon.text.shingles import plain_words, shingles

# On 21 copies and 160 pairs of independent reports of one event: aligned sentences of copies have a mean likeness of
# .58 to .98, and chance likeness of independent sentences rarely passes .34.
LIKE: Final = 0.34
FILLED: Final = 0.15  # a sentence between two matched neighbours may be spun further than one that stands alone
SHORTEST_SHARE: Final = 0.4
BY_CHANCE: Final = 0.4
MOST_SENTENCES: Final = 150
LAST_LINES: Final = 4
SAME_LINE: Final = 0.95
_ANCHOR: Final = re.compile(r"(?<![.!?:\"“”\n] )(?<!^)\b[A-Z][\w’'-]+|\d[\d.,:]*\d|\d")

Span = tuple[int, int]


class Prepared(msgspec.Struct, frozen=True):
    """A report ready to be compared: sentences of its body with their words, anchors (names, figures) and shingles."""

    document: Document
    spans: tuple[Span, ...]
    words: tuple[tuple[str, ...], ...]
    title: Span | None
    anchors: frozenset[str]
    shingles: frozenset[int]

    @property
    def size(self) -> int:
        """Words of the body."""
        return sum(len(each) for each in self.words)


class Alignment(msgspec.Struct, frozen=True):
    """Matched sentences (index in the first, index in the second, likeness 0..1) and what share of each they cover."""

    pairs: tuple[tuple[int, int, float], ...]
    first: float
    second: float
    likeness: float


def prepare(report: Report) -> Prepared:
    """Split the body of a report for comparison; titles are kept apart, everything else is left out."""
    document = report.document
    bodies = [(one.start, one.end) for one in document.blocks if one.kind == "body"]
    if not document.blocks:
        bodies = [(0, len(document.text))]
    spans = [span for start, end in bodies for span in sentences(document.text, start, end)][:MOST_SENTENCES]
    listed = [tuple(plain_words(document.text[start:end])) for start, end in spans]
    kept = [number for number, words in enumerate(listed) if len(words) >= 3]
    text = "\n".join(document.text[start:end] for start, end in bodies)
    titles = [(one.start, one.end) for one in document.blocks if one.kind == "title"]
    return Prepared(
        document=document,
        spans=tuple(spans[number] for number in kept),
        words=tuple(listed[number] for number in kept),
        title=titles[0] if titles else None,
        anchors=frozenset(match.group().casefold().strip(".,:'’") for match in _ANCHOR.finditer(text)),
        shingles=shingles(text),
    )


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the longer sentence is the longest common subsequence of both, 0..1.

    Chinese, Japanese and Korean are compared by the character, of which any two sentences share more in order.
    """
    short, long = sorted((len(one), len(other)))
    if not short or short / long <= SHORTEST_SHARE:
        return 0.0
    alike = LCSseq.normalized_similarity(one, other)
    by_character = sum(len(word) == 1 and word > "\u2e80" for word in one) * 2 > len(one)
    return max(0.0, (alike - BY_CHANCE) / (1 - BY_CHANCE)) if by_character else alike


def align(a: Prepared, b: Prepared) -> Alignment:
    """The best order-preserving matching of the sentences of two reports, neighbours of matches filled in."""
    rows, columns = len(a.words), len(b.words)
    if not rows or not columns:
        return Alignment((), 0.0, 0.0, 0.0)
    alike = [[likeness(one, other) for other in b.words] for one in a.words]
    pairs = _best_path(a, b, alike)
    pairs = _filled(pairs, alike, rows, columns)
    if not pairs:
        return Alignment((), 0.0, 0.0, 0.0)
    weights = [min(len(a.words[i]), len(b.words[j])) for i, j, _ in pairs]
    return Alignment(
        pairs=tuple(pairs),
        first=sum(len(a.words[i]) for i, _, _ in pairs) / a.size,
        second=sum(len(b.words[j]) for _, j, _ in pairs) / b.size,
        likeness=sum(score * weight for (_, _, score), weight in zip(pairs, weights, strict=True)) / sum(weights),
    )


def _best_path(a: Prepared, b: Prepared, alike: list[list[float]]) -> list[tuple[int, int, float]]:
    rows, columns = len(a.words), len(b.words)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows):
        for j in range(columns):
            gain = (alike[i][j] - LIKE) * min(len(a.words[i]), len(b.words[j]))
            matched = best[i][j] + gain if gain > 0 else 0.0
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], matched)
    pairs: list[tuple[int, int, float]] = []
    i, j = rows, columns
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j, alike[i][j]))
    return pairs[::-1]


def _filled(
    pairs: list[tuple[int, int, float]], alike: list[list[float]], rows: int, columns: int
) -> list[tuple[int, int, float]]:
    """Match the sentences between two matches where both reports have equally many."""
    if len(pairs) < 2:
        return pairs
    whole: list[tuple[int, int, float]] = []
    edges = [(-1, -1, 0.0), *pairs, (rows, columns, 0.0)]
    for (i, j, _), (later_i, later_j, score) in pairwise(edges):
        gap = later_i - i - 1
        if gap and gap == later_j - j - 1:
            between = [(i + step, j + step, alike[i + step][j + step]) for step in range(1, gap + 1)]
            whole += [pair for pair in between if pair[2] >= FILLED]
        if later_i < rows:
            whole.append((later_i, later_j, score))
    return whole


def own_words(a: Prepared, b: Prepared, found: Alignment) -> float:
    """How much of the shorter report's own words, outside quotation marks, is matched, times how alike they are, 0..1.

    What somebody said is the same in every newsroom: two reports that share only their quotations are no copies.
    """
    ours, theirs = ([_unquoted(one.document.text[start:end]) for start, end in one.spans] for one in (a, b))
    whole = [sum(len(words) for words in each) for each in (ours, theirs)]
    if not all(whole) or not found.pairs:
        return 0.0
    matched = [sum(len(ours[i]) for i, _, _ in found.pairs), sum(len(theirs[j]) for _, j, _ in found.pairs)]
    weights = [min(len(ours[i]), len(theirs[j])) for i, j, _ in found.pairs]
    alike = sum(
        weight * likeness(ours[i], theirs[j]) for (i, j, _), weight in zip(found.pairs, weights, strict=True)
    ) / max(1, sum(weights))
    return alike * max(matched[0] / whole[0], matched[1] / whole[1])


def _unquoted(sentence: str) -> list[str]:
    text = unescape(sentence)
    kept, at = [], 0
    for quote in quotes(text):
        if quote.start >= at:
            kept.append(text[at : quote.start])
            at = quote.end
    return plain_words(" ".join((*kept, text[at:])))


def without_ending(a: Prepared, b: Prepared, found: Alignment) -> tuple[tuple[int, int, float], ...]:
    """The matches without the few sentences that both reports close with word for word: an outlet's own last lines."""
    pairs = found.pairs
    for step in range(1, LAST_LINES + 1):
        if not pairs or pairs[-1][:2] != (len(a.words) - step, len(b.words) - step) or pairs[-1][2] < SAME_LINE:
            break
        pairs = pairs[:-1]
    return pairs
