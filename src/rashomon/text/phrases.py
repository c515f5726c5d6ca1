"""Phrases of a word list found in a sentence, by lemma or form, longest first.

Spelling varies: "short-range", "short range" and "shortrange" are one phrase, so are "defence" and "defense", straight
and typographic apostrophes, capitals and small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Generic, TypeVar

import msgspec

from rashomon.text.annotation import AnnotatedSentence, Token

Payload = TypeVar("Payload")

USUAL: Final = 40
"""Characters of a word that is worth remembering."""
_HYPHENS: Final = re.compile(r"[-‐‑‒–—−]+")
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_WORD: Final = re.compile(r"[^\s'-]+(?:\.(?=\s|$))?|'\w*")
# British spellings whose American form differs by rule; each pair is applied to both sides, so either may be written.
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^(def|off|pret|lic)ence(s?)$", r"\1ense\2"),
        (r"^(.{2,}[a-z])our(s|ed|ing|s'|able|ly|ite)?$", r"\1or\2"),
        (r"^(kilo|milli|centi|)metre(s?)$", r"\1meter\2"),
        (r"^(cent|theat|fib|lit|calib|sab|spect)re(s?)$", r"\1er\2"),
        (r"^(.{3,})is(e|es|ed|ing|ation|ations)$", r"\1iz\2"),
        (r"^(.{2,}[aeiou])ll(ed|ing|er|ers)$", r"\1l\2"),
        (r"^(.*)aero?plane(s?)$", r"\1airplane\2"),
        (r"^programme(s?)$", r"program\1"),
        (r"^tonne(s?)$", r"ton\1"),
        (r"^armour(.*)$", r"armor\1"),
    )
)
_OUR_KEPT: Final = frozenset(
    ("hour", "hours", "four", "tour", "tours", "pour", "flour", "your", "our", "toured", "touring")
)
_JOINT: Final = "-"


class PhraseHit(msgspec.Struct, Generic[Payload], frozen=True):
    """A phrase found: indices of its first and last token, half-open code points, and what the book says of it."""

    first: int
    last: int
    start: int
    end: int
    payload: Payload


class PhraseBook(msgspec.Struct, Generic[Payload], frozen=True):
    """Phrases by their words; `longest` is the number of words of the longest one."""

    entries: Mapping[tuple[str, ...], Payload]
    heads: Mapping[str, int]
    longest: int = 0


def phrase_book(pairs: Iterable[tuple[str, Payload]]) -> PhraseBook[Payload]:
    """Build a book from (phrase, payload) pairs; of two entries of one phrase the first stays."""
    entries: dict[tuple[str, ...], Payload] = {}
    heads: dict[str, int] = {}
    for phrase, payload in pairs:
        key = _key(phrase)
        if not key:
            continue
        keys = [key]
        if len(key) > 1 and " " not in phrase and "'" not in phrase and all(word.isalpha() for word in key):
            keys.append(("".join(key),))
        for words in keys:
            entries.setdefault(words, payload)
            heads[words[0]] = max(heads.get(words[0], 0), len(words))
    return PhraseBook(entries, heads, max(heads.values(), default=0))


def find_phrases(sentence: AnnotatedSentence, book: PhraseBook[Payload]) -> list[PhraseHit[Payload]]:
    """The phrases of a book in a sentence, from left to right, longest match, without overlap.

    Every word of a phrase may match a token's form or its lemma; hyphens between tokens are optional. Each start is
    tried once per length in the book, so time grows with the sentence, not with the book.
    """
    steps = [_steps(token) for token in sentence.tokens]
    found: list[PhraseHit[Payload]] = []
    at = 0
    while at < len(steps):
        last, words = _longest(steps, at, book)
        if last < 0:
            at += 1
            continue
        start, end = sentence.tokens[at].start, sentence.tokens[last].end
        found.append(PhraseHit(at, last, start, end, book.entries[words]))
        at = last + 1
    return found


def _longest(
    steps: list[tuple[tuple[str, ...], ...]], at: int, book: PhraseBook[Payload]
) -> tuple[int, tuple[str, ...]]:
    """Index of the last token of the longest phrase that begins at a token, and its words; -1 when there is none."""
    best: int = -1
    key: tuple[str, ...] = ()
    if not any(reading and reading[0] in book.heads for reading in steps[at]):
        return best, key
    partial: list[tuple[str, ...]] = [()]
    for place in range(at, min(len(steps), at + 2 * book.longest + 1)):
        readings = steps[place]
        if readings == ((_JOINT,),):
            if place == at:
                return best, key
            continue
        partial = [words + reading for words in partial for reading in readings][:16]
        partial = [
            words for words in partial if len(words) <= book.longest and book.heads.get(words[0], 0) >= len(words)
        ]
        if not partial:
            break
        for words in partial:
            if words in book.entries:
                best, key = place, words
                break
    return best, key


def _steps(token: Token) -> tuple[tuple[str, ...], ...]:
    """The ways in which a token reads as words: its form and its lemma, parted at hyphens."""
    if _HYPHENS.fullmatch(token.text):
        return ((_JOINT,),)
    form = _key(token.text) or (token.text,)
    lemma = _key(token.lemma) if token.lemma else form
    if lemma == form or not lemma:
        return (form,)
    # "before landing in the sea" is the verb "land", also where the book has "landing" as a noun
    return (lemma, form) if token.pos == "VERB" else (form, lemma)


def _key(phrase: str) -> tuple[str, ...]:
    """A phrase as compared: small letters, plain marks, one spelling, words parted at spaces, hyphens, apostrophes."""
    return _usual_key(phrase) if len(phrase) <= USUAL else _new_key(phrase)


@lru_cache(maxsize=1 << 16)
def _usual_key(phrase: str) -> tuple[str, ...]:
    """Words come back in every sentence of every pack: a fifth of the time of a stream went into spelling them anew.

    Long ones are not kept, so that no text can fill the memory with them.
    """
    return _new_key(phrase)


def _new_key(phrase: str) -> tuple[str, ...]:
    plain = _HYPHENS.sub(" ", phrase.translate(_APOSTROPHES).casefold())
    return tuple(spelling(word) for word in _WORD.findall(plain))


def spelling(word: str) -> str:
    """One spelling for a word that Britain and America write differently, in small letters ("defence", "defense")."""
    if word in _OUR_KEPT or len(word) < 4:
        return word
    for pattern, plain in _SPELLINGS:
        changed = pattern.sub(plain, word)
        if changed != word:
            return changed
    return word
