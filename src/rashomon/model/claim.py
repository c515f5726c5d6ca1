"""The unit: one attributed value."""

from __future__ import annotations

import msgspec

from rashomon.model.span import Span
from rashomon.model.value import Value


class Voice(msgspec.Struct, frozen=True):
    """One link of a chain: who speaks, in which office, and how.

    name: the resolved name ("Nobuo Kishi", "South Korea's Joint Chiefs of Staff", "local media"); refs: ids in the
    reference shelf, several for "South Korea and Japan"; manner: said, confirmed, denied, reported, estimated,
    claimed, asked ...; start and end: the words that name this voice here (both 0 for the outlet's own voice);
    cue: the words that say how.
    """

    name: str
    refs: tuple[str, ...] = ()
    office: str = ""
    country: str = ""
    manner: str = "reported"
    start: int = 0
    end: int = 0
    cue: tuple[int, int] | None = None
    kind: str = ""


Chain = tuple[Voice, ...]
"""From the outlet (first) to the origin (last); one element alone is the outlet's own voice."""


class Stance(msgspec.Struct, frozen=True):
    """polarity: affirmed, denied, open; certainty: certain, probable, possible; cues: the spans that say so."""

    polarity: str = "affirmed"
    certainty: str = "certain"
    cues: tuple[tuple[int, int], ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """A field of an event mention with a value, its words, its voices, its stance and the rule that made it.

    status: "" or "superseded" / "withdrawn" when the text itself says that the speaker no longer holds it.
    headline: True when the words stand in the title or a headline. part: which of several things ("one of three").
    """

    id: str
    mention: str
    kind: str
    field: str
    value: Value
    span: Span
    text: str
    sentence: tuple[int, int]
    chain: Chain
    stance: Stance
    maker: str
    status: str = ""
    part: str = ""
    headline: bool = False

    @property
    def origin(self) -> Voice:
        """The voice at which the claim starts."""
        return self.chain[-1]
