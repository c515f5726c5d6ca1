"""Sentences for tests of readers: words as the annotator splits them, without syntax or with a hand-made tree."""

from __future__ import annotations

from rashomon.text.annotation import AnnotatedSentence, Name, Token
from rashomon.text.words import words


def sentence(text: str, start: int = 0, end: int | None = None) -> AnnotatedSentence:
    """A stretch of text as a sentence of bare words."""
    stop = len(text) if end is None else end
    tokens = tuple(Token(a, b, text[a:b], text[a:b].lower(), "", -1, "") for a, b in words(text, start, stop))
    return AnnotatedSentence(start, stop, tokens, (), (), ())


def parsed(rows: str, names: tuple[Name, ...] = ()) -> AnnotatedSentence:
    """A sentence from rows of "word lemma pos head relation", heads counted from 1, 0 for the root; spaces between."""
    tokens: list[Token] = []
    place = 0
    for row in rows.strip().splitlines():
        word, lemma, pos, head, relation = row.split()
        tokens.append(Token(place, place + len(word), word, lemma, pos, int(head) - 1, relation))
        place += len(word) + 1
    return AnnotatedSentence(0, max(0, place - 1), tuple(tokens), names, (), ())
