"""Which language a report is written in."""

from __future__ import annotations

from typing import Final

import py3langid

_ENOUGH: Final = 4000


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text ("" for fewer than three letters)."""
    sample = text[:_ENOUGH]
    if sum(char.isalpha() for char in sample) < 3:
        return ""
    # All capitals look like no language the classifier has seen much of; it learnt from running text.
    code, _ = py3langid.classify(sample.lower() if sample.isupper() else sample)
    return str(code)
