"""Words to the encoder's input: word pieces and, because the encoder is uncased, the shape of each word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tokenizers import Tokenizer

SHAPES: Final = ("lower", "title", "upper", "initial", "mixed", "digits", "code", "mark")
SPECIAL_SHAPE: Final = 2 * len(SHAPES)
SHAPE_COUNT: Final = SPECIAL_SHAPE + 1
WORD_PIECES: Final = 8  # more pieces of one word (addresses, key smashing) teach nothing and cost much

PAD, UNKNOWN, CLS, SEP = 0, 100, 101, 102

# The training texts were normalised the same way, so a quote is a quote whatever the typesetter chose.
_PLAIN: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'"}
    | {"―": "—", "‒": "–", "−": "-", "‐": "-", "‑": "-", "…": "...", "\u00a0": " "}
)


def plain(word: str) -> str:
    """The word as the encoder reads it: typographic quotes and dashes made plain."""
    if word in ("``", "''"):
        return '"'
    # A lone surrogate (broken escapes in pages) is no character to the tokenizer, which refuses the whole batch.
    return word.translate(_PLAIN).encode("utf8", "replace").decode("utf8")


def shape(word: str, glued: bool) -> int:
    """The case of a word as a number below ``SHAPE_COUNT``; ``glued`` says that no space stands before it."""
    if word.isalpha():
        if word.islower():
            kind = 0
        elif len(word) == 1:
            kind = 3
        elif word.isupper():
            kind = 2
        elif word[0].isupper() and word[1:].islower():
            kind = 1
        else:
            kind = 4 if word.lower() != word else 0
    elif any(letter.isdigit() for letter in word):
        kind = 6 if any(letter.isalpha() for letter in word) else 5
    elif any(letter.isalpha() for letter in word):
        kind = 0 if word.islower() else 2 if word.isupper() else 1
    else:
        kind = 7
    return kind + len(SHAPES) * glued


def piece_ids(distinct: Iterable[str], tokenizer: Tokenizer) -> Mapping[str, list[int]]:
    """Word pieces of each distinct word: never none, never more than ``WORD_PIECES``."""
    listed = list(distinct)
    encoded = tokenizer.encode_batch_fast([plain(word) for word in listed], add_special_tokens=False)
    return {word: code.ids[:WORD_PIECES] or [UNKNOWN] for word, code in zip(listed, encoded, strict=True)}
