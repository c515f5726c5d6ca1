"""Which of two wordings was made from the other: a synonym machine reaches for rarer words.

The rank of a word in the encoder's vocabulary, which is sorted by frequency in English, stands for how common it is.
On 20 pairs of an original and its spun or rewritten copy the copy's own words were the rarer ones every time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

import rashomon.text

FIRST_WORD: Final = 1996  # "the": single characters and unused slots come before
UNKNOWN_RANK: Final = 30_522


class Vocabulary:
    """Ranks of English words, read when first asked; an installation without the encoder's files ranks all alike."""

    __slots__ = ("_file", "_tokenizer")

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or Path(rashomon.text.__file__).parent / "weights") / "tokenizer.json"
        self._tokenizer: Tokenizer | None = None

    def rarity(self, word: str) -> float:
        """Logarithm of the word's rank; words outside the vocabulary count as rarer than any in it."""
        if self._tokenizer is None:
            if not self._file.is_file():
                return 0.0
            self._tokenizer = Tokenizer.from_file(str(self._file))
        rank = self._tokenizer.token_to_id(word)
        if rank is None:
            return math.log(UNKNOWN_RANK) + 0.3
        return math.log(max(2, rank - FIRST_WORD + 96)) if rank >= FIRST_WORD else 3.4


def odder(one: Iterable[str], other: Iterable[str], vocabulary: Vocabulary) -> float:
    """How much rarer the words are that only the first wording has (positive), or only the second (negative).

    Nought where the texts are not English: figures and names in another script tell nothing of the wording around them.
    """
    first, second = Counter(one), Counter(other)
    if not (_in_english(first) and _in_english(second)):
        return 0.0
    first, second = (Counter({word: n for word, n in each.items() if _is_english(word)}) for each in (first, second))
    own, others = first - second, second - first
    if sum(own.values()) < 4 or sum(others.values()) < 4:
        return 0.0
    return _mean(own, vocabulary) - _mean(others, vocabulary)


def _mean(words: Counter[str], vocabulary: Vocabulary) -> float:
    total = sum(words.values())
    return sum(vocabulary.rarity(word) * count for word, count in words.items()) / total if total else 0.0


def _in_english(words: Counter[str]) -> bool:
    letters = Counter({word: count for word, count in words.items() if word.isalpha()})
    return 2 * sum(count for word, count in letters.items() if word.isascii()) > sum(letters.values())


def _is_english(word: str) -> bool:
    return word.isalpha() and word.isascii()
