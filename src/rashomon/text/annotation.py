"""Annotation: what the annotator found in a text. Offsets are half-open code points of the document's text."""

from __future__ import annotations

import msgspec


class Token(msgspec.Struct, frozen=True):
    """One word; `head` is the index of its governor among the sentence's tokens, -1 for the root."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    head: int
    relation: str


class Name(msgspec.Struct, frozen=True):
    """A proper name and its class."""

    start: int
    end: int
    label: str


class TimeSpan(msgspec.Struct, frozen=True):
    """A stretch that the annotator takes for a time expression."""

    start: int
    end: int


class Attribution(msgspec.Struct, frozen=True):
    """Who (`source`) says (`cue`) what (`content`, one or more stretches); spans are (start, end)."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float


class AnnotatedSentence(msgspec.Struct, frozen=True):
    """A sentence with its words, tree, names, time expressions and attributions."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    attributions: tuple[Attribution, ...] = ()


class Annotation(msgspec.Struct, frozen=True):
    """All sentences of a text, in order."""

    sentences: tuple[AnnotatedSentence, ...]
