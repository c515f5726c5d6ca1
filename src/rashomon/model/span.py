"""Where in a document something is said."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open range of code points of `Document.text`."""

    document: str
    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """True when both lie in one document and share at least one code point."""
        return self.document == other.document and self.start < other.end and other.start < self.end
