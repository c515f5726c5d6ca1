"""A place in a text where an event is spoken of."""

from __future__ import annotations

import msgspec

from rashomon.model.span import Span


class Mention(msgspec.Struct, frozen=True):
    """kind: the pack's event kind; trigger: the words that name the event; frame: what fired.

    antecedent: id of an earlier mention of the same document that this one continues ("the missile flew ...",
    "the launch"), or ""; generic: True for talk about launches in general or in the future ("continued test-firing"),
    which opens no event of its own. tense: "past", "present", "future" or "". modality: "", "negated", "possible".
    """

    id: str
    kind: str
    pack: str
    frame: str
    trigger: Span
    sentence: tuple[int, int]
    antecedent: str = ""
    generic: bool = False
    background: bool = False
    headline: bool = False
    tense: str = ""
