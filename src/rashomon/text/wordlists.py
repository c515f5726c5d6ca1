"""Word lists as constants: written as prose lines, read as sets."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The distinct words of a line."""
    return frozenset(words.split())


def word_list(words: str) -> list[str]:
    """The words of a line, in order."""
    return words.split()
