"""One spelling for the many spellings of a name."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ə": "a", "ħ": "h",
    "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʿ": "", "ʾ": "", "′": "", ".": "",
    "-": " ", "–": " ", "‐": " ", "‑": " ", "—": " ", "/": " ", ",": " ", "(": " ", ")": " ", "·": " ", "_": " ",
    "\N{LATIN SMALL LETTER TURNED E}": "e",
})
_SPACES = re.compile(r"\s+")
_LETTERS_APART = re.compile(r"\b([a-z]) (?=[a-z]\b)")


def fold(name: str) -> str:
    """Return `name` without case, accents, apostrophes, full stops and hyphens; Hangul and Han letters stay.

    "Sinp’o" and "SINPO" give "sinpo", "U.S." and "U. S." give "us", "Tongch'ang-ri" gives "tongchang ri".
    """
    if name.isascii():
        return _LETTERS_APART.sub(r"\1", _SPACES.sub(" ", name.casefold().translate(_LETTERS)).strip())
    before, plain = "", name
    while plain != before:  # a letter in a circle opens into a capital in brackets, which folds once more
        before, plain = plain, _plain(plain)
    return plain


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS))
    kept = "".join(letter for letter in spread if not unicodedata.combining(letter) or "\u3099" <= letter <= "\u309a")
    return _LETTERS_APART.sub(r"\1", _SPACES.sub(" ", unicodedata.normalize("NFC", kept).translate(_LETTERS)).strip())


_KOREAN = (
    ("sh", "s"), ("ph", "p"), ("kh", "k"), ("th", "t"), ("ch", "c"), ("jj", "c"), ("j", "c"), ("eo", "o"), ("eu", "u"),
    ("oo", "u"), ("yeo", "yo"), ("ou", "o"), ("g", "k"), ("d", "t"), ("b", "p"), ("l", "r"), ("v", "p"), ("ee", "i"),
)
_DOUBLED = re.compile(r"(.)\1+")


def korean_key(name: str) -> str:
    """Return one key for the romanisations of a Korean name: McCune-Reischauer, Revised, North Korean and newspaper.

    "Sinpo", "Sinpho", "Shinp'o" and "Sinpo" give one key, so do "Kaechon" and "Gaecheon". Names only, no sentences.
    """
    key = fold(name).replace(" ", "")
    for written, plain in _KOREAN:
        key = key.replace(written, plain)
    return _DOUBLED.sub(r"\1", key)
