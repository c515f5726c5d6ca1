"""How likely the field tagger finds it that words say that something of a kind happens."""

from __future__ import annotations

from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView
from rashomon.model import Mention

SURE_WORD = 0.9
"""How likely a word for a kind must be to count against a rule of syntax that takes it for talk in general."""
FEW = 6
"""Sentences below which the tagger sees too little to judge: of a single line it doubted a derailed train, and took
whoever met for states."""


def sees_enough(scene: Scene) -> bool:
    """Whether the text is long enough for the tagger's word against a frame's, or for none beside it."""
    return sum(view.block == "body" for view in scene.reading.views) >= FEW


def likely_word(view: SentenceView, kind: str, token: int) -> float:
    """How likely this very word says that something of the kind happens, 0 to 1."""
    word = view.tokens[token]
    return max((span.score for span in view.sentence.fields if span.label == f"!{kind}"
                and span.start < word.end and word.start < span.end), default=0.0)


def likely_sentence(view: SentenceView, kind: str) -> float:
    """How likely some word of the sentence says that something of the kind happens, 0 to 1."""
    return max((span.score for span in view.sentence.fields if span.label == f"!{kind}"), default=0.0)


def likely_mention(scene: Scene, mention: Mention) -> float:
    """How likely the mention's sentence has a word that says that its kind of thing happens, 0 to 1."""
    return max((likely_sentence(view, mention.kind) for view in scene.reading.views
                if view.span == mention.sentence), default=0.0)
