"""The words of a text that tell what it is about: without the small ones, cut to a stem, hashed.

Korean, Japanese and Chinese writing by pairs of characters, which serves where no dictionary cuts words.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from typing import Final

from rashomon.text.wordlists import word_set

STEM: Final = 7
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*|\d[\d.,]*\d|\d{2,}")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# Words of every report, whatever it is about; of the trade ("said", "reported"), of the calendar, and the small ones.
_EVERYWHERE: Final = word_set(
    "a about according after again against ago all also although among amid an and another any are around as "
    "asked at away back based be because been before began being between both but by called came can could day "
    "days did do does down during each early either end even every expected few first five following for four "
    "friday from get go going good had has have he her here high him his how however if in including into is it "
    "its just know last late later least less like live long made make many may me might monday month months more "
    "morning most mr mrs ms much must my near nearly never new news next no not now of off official officials on "
    "once one only or other our out over own part people percent photo place put reported reporters reports right "
    "said same saturday saw say says second see set several she should since six so some statement still such "
    "sunday take ten than that the their them then there these they thing things think third this those three "
    "through thursday time to today told took tuesday two under until up us use used very want was way we "
    "wednesday week weeks well went were what when where whether which while who whose why will with within "
    "without work would year years yesterday yet you your"
)


def term_counts(text: str) -> Counter[int]:
    """Return how often each telling word stands in a text, by its 64-bit hash, which is the same in every process."""
    counted: Counter[int] = Counter()
    for match in _WORD.finditer(text.casefold()):
        word = match.group().replace("’", "'").removesuffix("'s")
        if _CJK.fullmatch(word):
            counted.update(_hash(word[at : at + 2]) for at in range(max(1, len(word) - 1)))
        elif len(word) > 1 and word not in _EVERYWHERE:
            counted[_hash(_stem(word))] += 1
    return counted


def _stem(word: str) -> str:
    """Plurals and endings away, roughly: "missiles" and "missile", "launches" and "launched" meet."""
    for ending in ("ings", "ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word.rstrip("e")[:STEM] if word.isalpha() else word


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
