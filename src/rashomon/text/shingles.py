"""Word shingles, MinHash and sentence hashes: how much of one text stands in another.

Shingles are runs of words, compared as 64-bit hashes that are the same in every process. Resemblance and containment
are those of Broder (1997), "On the resemblance and containment of documents".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from html import unescape
from typing import Final, cast

from rensa import RMinHash

WIDTH: Final = 5
PERMUTATIONS: Final = 128
SEED: Final = 42
# A page of hostile length adds nothing to the comparison beyond this many words.
MOST_WORDS: Final = 200_000
_WORD: Final = re.compile(r"[^\W_]+(?:[.,:][0-9]+)*")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters without marks; Chinese, Japanese and Korean writing by the character."""
    found: list[str] = []
    if "&" in text:
        text = unescape(text)  # one crawler writes &quot; where another writes the mark
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        if _CJK.search(word):
            found.extend(word)
        else:
            found.append(word)
        if len(found) > MOST_WORDS:
            break
    return found


def shingles(text: str, width: int = WIDTH) -> frozenset[int]:
    """The 64-bit hashes of all runs of ``width`` words; a shorter text is one shingle, an empty one none."""
    listed = plain_words(text)
    if not listed:
        return frozenset()
    runs = range(max(1, len(listed) - width + 1))
    return frozenset(_hash(" ".join(listed[at : at + width])) for at in runs)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared shingles over all shingles of both, 0 to 1; two empty sets resemble nothing."""
    return len(a & b) / len(a | b) if a and b else 0.0


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the first set's shingles that the second has too, 0 to 1."""
    return len(a & b) / len(a) if a else 0.0


def min_hash(of: Iterable[int], permutations: int = PERMUTATIONS, seed: int = SEED) -> tuple[int, ...]:
    """The MinHash signature (32-bit numbers) of a set of shingles; equal sets give equal signatures."""
    sketch = RMinHash(permutations, seed)
    sketch.update([format(shingle, "x") for shingle in sorted(of)])
    return tuple(cast("Sequence[int]", sketch.digest()))


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """The resemblance of two sets as estimated from their signatures, which must be of one length."""
    if not a or len(a) != len(b):
        raise ValueError(f"signatures of {len(a)} and {len(b)} numbers cannot be compared")
    return sum(one == other for one, other in zip(a, b, strict=True)) / len(a)
