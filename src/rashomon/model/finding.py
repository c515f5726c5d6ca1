"""Something a reader should know about one or more claims."""

from __future__ import annotations

import msgspec

from rashomon.model.span import Span


class Finding(msgspec.Struct, frozen=True):
    """kind: dispute, self_contradiction, reference, copy, distortion, same_utterance, correction or rule.

    severity: "high", "medium" or "low"; span: the words at fault or in question; claims: ids; evidence: plain facts
    behind the message (what the shelf says, the other passage ...), strings only so that it can be shown and stored.
    """

    kind: str
    message: str
    severity: str = "medium"
    event: str = ""
    claims: tuple[str, ...] = ()
    span: Span | None = None
    evidence: dict[str, str] = {}
