"""A sliding window over a stream: which story a report belongs to, and which reports it may be a copy of.

Nothing is compared with everything. A report's title and lede are a vector of weighted words (tf-idf over the window);
its rarest words lead to the few reports that share them, and only those are compared. MinHash bands lead to reports
that share runs of words anywhere in the text. What is looked at for one report is bounded, so that its cost does not
grow with the stream. The state is a function of the reports in the window and their order: whoever fills a window with
the same reports again places the next one alike.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from rashomon.model import Document
from rashomon.model.identity import content_id
from rashomon.text.shingles import min_hash, shingles
from rashomon.text.terms import term_counts

DAYS: Final = 7.0
MOST: Final = 60_000
ALIKE: Final = 0.16
STEP: Final = 3 * 86_400.0
FADE: Final = 0.7
"""A report belongs to a story from this likeness on, which fades by seven tenths over the window.

Chosen on 461 labelled reports among 2,353 of one stream (B-cubed .94 precision, .93 recall; without fading .81 and .94,
and themes of many weeks grow into one story; by the likest report alone .84 and .94): `bench.stream --stories`.
"""
NEAR: Final = 0.2
LEDE_WORDS: Final = 120
TITLE_WEIGHT: Final = 2
KEPT: Final = 48
SOUGHT: Final = 14
NEWEST: Final = 96
COMPARED: Final = 48
LIKEST: Final = 3
COPIES: Final = 6
PERMUTATIONS: Final = 36
ROWS: Final = 3
PRIOR: Final = 100.0

Terms = NDArray[np.uint64]
Weights = NDArray[np.float32]


class Placed(msgspec.Struct, frozen=True):
    """Where a report stands in the stream.

    story: its id; opened: True when this report opens it; score: likeness to the reports of the story that it resembles
    most, 0 for the first; near: documents that it may derive from, or that may derive from it, the likest first.
    """

    story: str
    opened: bool
    score: float = 0.0
    near: tuple[str, ...] = ()


class _Held(msgspec.Struct):
    """A report in the window: its terms with their counts, its story, its bands, the terms it is found by."""

    document: str
    moment: float
    terms: Terms
    counts: Weights
    story: str
    bands: tuple[int, ...]
    sought: tuple[int, ...]


class Window:
    """The reports of the last days, ready to be met. Not for several threads at once.

    days: how far back a report may meet others; most: reports held at all, the oldest leave first.
    """

    def __init__(self, days: float = DAYS, most: int = MOST, alike: float = ALIKE) -> None:
        self.days, self._most, self._alike = days, most, alike
        self._held: dict[int, _Held] = {}
        self._numbers: dict[str, int] = {}
        self._order: deque[int] = deque()
        self._next = 0
        self._frequency: Counter[int] = Counter()
        self._postings: dict[int, array[int]] = defaultdict(lambda: array("q"))
        self._bands: dict[int, int] = {}
        self._sizes: Counter[str] = Counter()
        self._latest = 0.0

    def __len__(self) -> int:
        return len(self._held)

    def place(self, document: Document, story: str = "") -> Placed:
        """Give a report its story and the reports it may be a copy of, and hold it from now on.

        story: the one it has already, when a window is filled again from what was kept.
        """
        terms, counts = _terms_of(document)
        bands = _bands_of(document)
        moment = self._moment(document)
        self._expire()
        if story:
            self._hold(_Held(document.id, moment, terms, counts, story, bands, ()))
            return Placed(story, False)
        scored = self._scored(terms, counts, moment)
        score, chosen = self._closest(scored)
        opened = score < self._alike
        if opened:
            score, chosen = 0.0, content_id("s", document.id)
        near = self._near(scored, bands)
        self._hold(_Held(document.id, moment, terms, counts, chosen, bands, ()))
        return Placed(chosen, opened, round(score, 4), near)

    def leave(self, document: str) -> None:
        """Let go of a report whose text was replaced by another."""
        number = self._numbers.get(document)
        if number is not None:
            self._drop(number)

    def _moment(self, document: Document) -> float:
        """When a report came out, in seconds; the window moves on with it, by a few days at most.

        One report with the date of a year to come would empty the window, and every desk that it reaches.
        """
        if document.published is None:
            return self._latest
        moment = document.published.timestamp()
        self._latest = max(self._latest, min(moment, self._latest + STEP)) if self._held else moment
        return min(moment, self._latest)

    # ---- looking ----

    def _scored(self, terms: Terms, counts: Weights, moment: float) -> list[tuple[float, int]]:
        """Reports that share rare words with these, by faded cosine, the likest first, the newest among equals."""
        weights = self._weights(terms, counts)
        size = float(np.linalg.norm(weights))
        if not size:
            return []
        found: dict[int, float] = {}
        for at in np.argsort(-weights, kind="stable")[:SOUGHT]:
            weight = float(weights[at])
            for number in reversed(self._postings.get(int(terms[at]), ())[-NEWEST:]):
                found[number] = found.get(number, 0.0) + weight
        likely = sorted((number for number in found if number in self._held), key=lambda one: (-found[one], -one))
        scored = []
        for number in likely[:COMPARED]:
            held = self._held[number]
            _, ours, theirs = np.intersect1d(terms, held.terms, assume_unique=True, return_indices=True)
            other = self._weights(held.terms, held.counts)
            both = float(weights[ours] @ other[theirs])
            age = abs(moment - held.moment) / timedelta(days=self.days).total_seconds()
            faded = 1.0 - FADE * min(1.0, age)
            scored.append((faded * both / (size * float(np.linalg.norm(other)) or 1.0), number))
        return sorted(scored, key=lambda one: (-round(one[0], 6), -one[1]))

    def _closest(self, scored: Sequence[tuple[float, int]]) -> tuple[float, str]:
        """The story whose likest reports are likest, three of them where it has so many: one link makes no chain."""
        told: dict[str, list[float]] = {}
        for score, number in scored:
            told.setdefault(self._held[number].story, []).append(score)
        best = (0.0, "")
        for story, scores in told.items():
            asked = min(LIKEST, self._sizes[story])
            best = max(best, (sum(scores[:asked]) / asked, story))
        return best

    def _weights(self, terms: Terms, counts: Weights) -> Weights:
        """Weight of each term: how often it stands here, against how many reports of the window have it."""
        whole = len(self._held) + PRIOR
        known = np.fromiter((self._frequency.get(int(term), 0) for term in terms), np.float32, len(terms))
        weights: Weights = counts * np.log(whole / (known + 1.0)).astype(np.float32)
        return weights

    def _near(self, scored: Sequence[tuple[float, int]], bands: Iterable[int]) -> tuple[str, ...]:
        shared = Counter(number for band in bands if (number := self._bands.get(band, -1)) in self._held)
        likest = [number for score, number in scored if score >= NEAR]
        runs = [number for number, _ in sorted(shared.items(), key=lambda one: (-one[1], -one[0]))]
        mixed = dict.fromkeys(one for pair in zip(runs[:COPIES], likest[:COPIES], strict=False) for one in pair)
        mixed |= dict.fromkeys([*runs, *likest])
        return tuple(self._held[number].document for number in list(mixed)[:COPIES])

    # ---- holding ----

    def _hold(self, held: _Held) -> None:
        number = self._next
        self._next += 1
        weights = self._weights(held.terms, held.counts)
        sought = tuple(int(held.terms[at]) for at in np.argsort(-weights, kind="stable")[:SOUGHT])
        held.sought = sought
        self._held[number] = held
        self._numbers[held.document] = number
        self._sizes[held.story] += 1
        self._order.append(number)
        self._frequency.update(int(term) for term in held.terms)
        for term in sought:
            self._postings[term].append(number)
        for band in held.bands:
            self._bands[band] = number

    def _expire(self) -> None:
        """Let go of what is too old, in the order of arrival, and of the oldest when too many are held."""
        oldest = self._latest - timedelta(days=self.days).total_seconds()
        while self._order and (
            (held := self._held.get(self._order[0])) is None or len(self._held) >= self._most or held.moment < oldest
        ):
            number = self._order.popleft()
            if held is not None:
                self._drop(number)

    def _drop(self, number: int) -> None:
        held = self._held.pop(number)
        del self._numbers[held.document]
        self._sizes[held.story] -= 1
        if not self._sizes[held.story]:
            del self._sizes[held.story]
        for term in map(int, held.terms):
            self._frequency[term] -= 1
            if not self._frequency[term]:
                del self._frequency[term]
        for term in held.sought:
            listed = self._postings[term]
            listed.remove(number)  # the oldest leave first, so that it stands at the beginning
            if not listed:
                del self._postings[term]
        for band in held.bands:
            if self._bands.get(band) == number:
                del self._bands[band]


def _terms_of(document: Document) -> tuple[Terms, Weights]:
    """The words of title and lede, hashed, with damped counts; the title counts twice."""
    title, lede = _title_and_lede(document)
    counted: Counter[int] = Counter()
    for term, count in term_counts(title).items():
        counted[term] += TITLE_WEIGHT * count
    counted.update(term_counts(lede))
    kept = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:KEPT]
    kept.sort()
    terms = np.array([term for term, _ in kept], np.uint64)
    return terms, np.array([1.0 + math.log(count) for _, count in kept], np.float32)


def _title_and_lede(document: Document) -> tuple[str, str]:
    text = document.text
    spoken = [(one.start, one.end) for one in document.blocks if one.kind in ("headline", "body")] or [(0, len(text))]
    words: list[str] = []
    for start, end in spoken:
        words += text[start:end][: 12 * LEDE_WORDS].split()
        if len(words) >= LEDE_WORDS:
            break
    titles = [text[one.start : one.end] for one in document.blocks if one.kind == "title"]
    return document.title or " ".join(titles), " ".join(words[:LEDE_WORDS])


def _bands_of(document: Document) -> tuple[int, ...]:
    """Bands of the MinHash of the body's five-word runs: two reports with half their runs in common share one in 4 of 5
    cases, two with a tenth in 1 of 80."""
    text = document.text
    bodies = [text[one.start : one.end] for one in document.blocks if one.kind == "body"] or [text]
    runs = shingles("\n".join(bodies))
    if len(runs) < 8:
        return ()
    signature = min_hash(runs, PERMUTATIONS)
    return tuple(hash((at, *signature[at : at + ROWS])) for at in range(0, PERMUTATIONS, ROWS))
