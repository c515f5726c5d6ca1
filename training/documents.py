"""The one form of document that every corpus is read into."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass
class Sentence:
    """Words with, for each, whether no space stands before it; label lists are empty where the corpus has none."""

    words: list[str]
    glued: list[bool]
    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # index in the sentence, -1 for the root
    relations: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    times: list[Span] = field(default_factory=list)
    ratings: list[tuple[int, float]] = field(default_factory=list)  # word of an event; from -3 (no) to 3 (happened)
    doubted: bool | None = None  # whether a cue of doubt stands in it, where somebody looked


@dataclass
class Relation:
    """One attribution; word indices count through the whole document."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


@dataclass
class Document:
    name: str
    task: str
    sentences: list[Sentence]
    relations: list[Relation] = field(default_factory=list)
