"""Hostile text made harmless to look at: what is written stays readable, what only steers a screen does not pass."""

from __future__ import annotations

import unicodedata

CONTROL_PICTURES = 0x2400
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff\u2060\u200b\u00ad")
MOST_COMBINING = 4


def visible(text: str) -> str:
    """Return `text` with every character that could steer a terminal or a page replaced by a sign for it.

    C0 controls become their control pictures (tab and newline stay), C1 controls, bidirectional embeddings and
    overrides, unpaired surrogates and tag characters become U+FFFD, and a pile of more than four combining marks is
    cut. Marks that scripts need (RLM, LRM, ZWJ, ZWNJ) stay.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    pile = 0
    for character in text:
        pile = pile + 1 if unicodedata.combining(character) else 0
        if pile <= MOST_COMBINING:
            shown.append(_harmless(character))
    return "".join(shown)


def one_line(text: str, width: int = 0) -> str:
    """Return `text` made visible on one line; with `width` it is cut there and ends in an ellipsis."""
    line = " ".join(visible(text).split())
    return line if not width or len(line) <= width else line[: max(1, width - 1)].rstrip() + "…"


def whole(text: str) -> str:
    """Return `text` with unpaired surrogates replaced one for one: it can be encoded, offsets hold."""
    return "".join("?" if "\ud800" <= character <= "\udfff" else character for character in text)


def _harmless(character: str) -> str:
    if character in "\n\t":
        return character
    code = ord(character)
    if code < 0x20:
        return chr(CONTROL_PICTURES + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if 0x80 <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or 0xE0000 <= code <= 0xE007F or character in STEERING:
        return REPLACEMENT
    return character
