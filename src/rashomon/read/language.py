"""Which language a report is written in."""

from __future__ import annotations

import re
from typing import Final

_ENOUGH: Final = 4000
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN: Final = frozenset((
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "as", "at", "by", "from", "it", "said",
    "were", "has", "had", "not", "be", "are", "its", "an",
))
_PLAINLY: Final = 0.25


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text ("" for fewer than three letters).

    Plain English is told by its commonest words: loading the classifier's model takes half a second, more than
    reading a dozen reports, and is only done where those words do not settle it.
    """
    sample = text[:_ENOUGH]
    if sum(char.isalpha() for char in sample) < 3:
        return ""
    words = _WORD.findall(sample.casefold())
    if len(words) >= 30 and sum(word in _PLAIN for word in words) >= _PLAINLY * len(words):
        return "en"
    import py3langid  # noqa: PLC0415 - half a second that most reports never need

    # All capitals look like no language the classifier has seen much of; it learnt from running text.
    code, _ = py3langid.classify(sample.lower() if sample.isupper() else sample)
    return str(code)
