"""What the annotator says about a text: words with syntax, names, times, and who says what.

All offsets are half-open code points into the document's text.
"""

from __future__ import annotations

import math

import msgspec


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word.

    ``pos`` and ``relation`` are of Universal Dependencies; ``head`` is an index into the sentence's tokens, -1 for the
    root. ``happened`` is how sure the text sounds that the word's event took place, from 3 (it did) to -3 (it did not;
    plans, wishes and conditions lie between); it means little for a word that names no event. ``doubt`` is the log-odds
    that the word casts doubt ("may", "reportedly").
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    head: int
    relation: str
    happened: float = 3.0
    doubt: float = -20.0


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name: Person, Organization, Location, Facility, NORP, Product, Date, Money or Misc."""

    start: int
    end: int
    label: str


class TimeSpan(msgspec.Struct, frozen=True, gc=False):
    """Words that tell a time (TIMEX3): "on" of "on Tuesday" is not part of it."""

    start: int
    end: int


class Attribution(msgspec.Struct, frozen=True):
    """Somebody (source) says (cue) something (content). Parts may be split; each may lie in a neighbouring sentence.

    ``source`` is empty where nobody is named ("it was said"), ``cue`` where a quotation runs on without one.
    ``score`` is between 0 and 1.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


class FieldSpan(msgspec.Struct, frozen=True, gc=False):
    """Words that likely fill a field of an event, or with a "!" before the label's kind, that say that it happens.

    ``label`` is kind and field ("disaster.killed") as the tagger was trained; ``score`` is the likelihood, ``concept``
    the class the words most likely state with its likelihood ``sure`` (for fields that have classes), ``other`` the
    likelihood that another happening is meant than the one that the text is about.
    """

    start: int
    end: int
    label: str
    score: float
    concept: str = ""
    sure: float = 0.0
    other: float = 0.0


class AnnotatedSentence(msgspec.Struct, frozen=True):
    """A sentence; an attribution stands with the sentence of its cue (or, without one, of its content)."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    times: tuple[TimeSpan, ...]
    attributions: tuple[Attribution, ...]
    fields: tuple[FieldSpan, ...] = ()


class Annotation(msgspec.Struct, frozen=True):
    """All sentences of a document, in order; labels: those that the field tagger looked for in them."""

    sentences: tuple[AnnotatedSentence, ...]
    labels: tuple[str, ...] = ()


def doubted(sentence: AnnotatedSentence) -> bool:
    """Whether some word of the sentence casts doubt: by the sum of the words' odds, as the head was trained."""
    return sum(math.exp(token.doubt) for token in sentence.tokens) > 1.0
