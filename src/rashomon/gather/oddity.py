"""Which of two wordings reads less like news: a synonym machine breaks the word pairs that newsrooms write daily.

"Told reporters" becomes "told columnists", "state of emergency" "highly sensitive situation": each word may be common,
the pair is not. A table of single words and pairs of neighbours, counted over 8 million words of news
(`training/wordings.py`), says how likely each word was after the one before it; two texts are compared by the pairs
that only one of them has, so that names and figures, which both share, weigh nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

TABLE: Final = "wordings.npz"
START: Final = "^"
END: Final = "$"
STEPS: Final = 8  # counts are kept as eighths of a power of two
SENTENCE: Final = 20  # words of a sentence, about: how often a sentence begins or ends
PRIOR: Final = 30.0  # weight of the single word against what was counted after the word before it
FEWEST: Final = 4  # fewer pairs than these prove nothing

Pair = tuple[str, str]


class Oddity(msgspec.Struct, frozen=True):
    """How much odder the first wording is than the second; all nought where there is nothing to compare.

    likelihood: mean logarithm of the likelihood lost a pair; known: share of pairs lost that news has;
    rarity: mean logarithm of how much rarer the words are; votes: share of sentences where the first is odder, less
    those where the second is (-1..1).
    """

    likelihood: float = 0.0
    known: float = 0.0
    rarity: float = 0.0
    votes: float = 0.0


class Vocabulary:
    """Counts of English words and pairs in news, read when first asked; without the table all wordings are alike."""

    __slots__ = ("_counts", "_file", "_keys", "_total")

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or Path(__file__).parent) / TABLE
        self._keys: NDArray[np.uint32] | None = None
        self._counts: NDArray[np.uint8] | None = None
        self._total = 1.0

    def counts(self, of: Sequence[str]) -> list[float]:
        """How often each word, or two words with a space between, stand in the news that was counted."""
        if self._keys is None or self._counts is None:
            self._read()
        keys, counts = self._keys, self._counts
        if keys is None or counts is None or not len(keys) or not of:
            return [0.0] * len(of)
        asked = np.fromiter((key_of(one) for one in of), dtype=np.uint32, count=len(of))
        places = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        there = keys[places] == asked
        found = np.where(there, np.exp2(counts[places].astype(np.float64) / STEPS), 0.0)
        return [float(one) for one in found]

    @property
    def total(self) -> float:
        """Words that were counted."""
        return self._total

    def _read(self) -> None:
        if not self._file.is_file():
            self._keys, self._counts = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint8)
            return
        with np.load(self._file) as held:
            self._keys, self._counts = held["keys"], held["counts"]
            self._total = float(held["total"])


def key_of(words: str) -> int:
    """The 32-bit hash that a word or a pair is kept under."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def pairs_of(words: Sequence[str]) -> list[Pair]:
    """Neighbouring words of a sentence with its two ends; every figure counts as one and the same."""
    plain = ["0" if word[:1].isdigit() else word for word in words]
    return list(zip([START, *plain], [*plain, END], strict=True))


def odder(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Oddity:
    """How much odder the first words what both say, matched sentence by matched sentence.

    Nought where the texts are not English: of other languages the table knows nothing.
    """
    if not (_in_english(one) and _in_english(other)):
        return Oddity()
    firsts, seconds = [pairs_of(words) for words in one], [pairs_of(words) for words in other]
    own, others = _apart((pair for each in firsts for pair in each), (pair for each in seconds for pair in each))
    if own.total() < FEWEST or others.total() < FEWEST:
        return Oddity()
    listed = sorted({*own, *others, *(pair for each in (*firsts, *seconds) for pair in each)})
    likely, known, common = _weighed(listed, vocabulary)
    votes = []
    for first, second in zip(firsts, seconds, strict=True):
        a, b = _apart(first, second)
        if a.total() > 1 and b.total() > 1:
            lost = _mean(b, likely) - _mean(a, likely)
            votes.append((lost > 0) - (lost < 0))
    return Oddity(
        likelihood=_mean(others, likely) - _mean(own, likely),
        known=_mean(others, known) - _mean(own, known),
        rarity=_mean(others, common) - _mean(own, common),
        votes=sum(votes) / len(votes) if votes else 0.0,
    )


def _weighed(
    pairs: Sequence[Pair], vocabulary: Vocabulary
) -> tuple[dict[Pair, float], dict[Pair, float], dict[Pair, float]]:
    """For each pair the logarithm of its likelihood, whether it is known, and how common its second word is."""
    words = sorted({word for pair in pairs for word in pair})
    single = dict(zip(words, vocabulary.counts(words), strict=True))
    together = vocabulary.counts([" ".join(pair) for pair in pairs])
    total = vocabulary.total
    single[START] = single[END] = total / SENTENCE
    likely, known, common = {}, {}, {}
    for pair, count in zip(pairs, together, strict=True):
        share = (single[pair[1]] + 0.5) / total
        likely[pair] = math.log((count + PRIOR * share) / (single[pair[0]] + PRIOR))
        known[pair] = float(count > 0)
        common[pair] = math.log(share)
    return likely, known, common


def _apart(one: Iterable[Pair], other: Iterable[Pair]) -> tuple[Counter[Pair], Counter[Pair]]:
    """The pairs that only the first has, and those that only the second has."""
    first, second = Counter(one), Counter(other)
    return first - second, second - first


def _mean(pairs: Counter[Pair], values: dict[Pair, float]) -> float:
    total = pairs.total()
    return sum(values[pair] * count for pair, count in pairs.items()) / total if total else 0.0


def _in_english(sentences: Sequence[Sequence[str]]) -> bool:
    letters = [word for words in sentences for word in words if word.isalpha()]
    return 2 * sum(word.isascii() for word in letters) > len(letters)
