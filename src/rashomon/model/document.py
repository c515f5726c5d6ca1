"""A report as read: its own text, what its page says about itself, and where the news is in it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class Block(msgspec.Struct, frozen=True):
    """A stretch of the text with one function; half-open code points.

    kind: "title", "headline" (inner or second headline), "dateline" (place, date and agency line), "body",
    "caption" or "boilerplate" (share lines, teasers, comment forms, picture credits). Only title, headline and body
    may carry claims.
    """

    start: int
    end: int
    kind: str


class Credits(msgspec.Struct, frozen=True):
    """Who the page says made and carried the text; all strings as written, agencies by their canonical names."""

    outlet: str = ""
    bylines: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    picture_agencies: tuple[str, ...] = ()
    dateline: str = ""


class Document(msgspec.Struct, frozen=True):
    """One report; `text` is what every offset counts (code points), `id` comes from the content.

    published: the stated moment or day (a day-only date has `published_exact` False); zone of the outlet where known
    ("+09:00", "Asia/Seoul"), else "". published_from: "page", "text", "metadata", "inferred" or "".
    """

    id: str
    path: str
    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    blocks: tuple[Block, ...] = ()
    published: datetime | None = None
    published_exact: bool = False
    published_from: str = ""
    zone: str = ""
    fetched: datetime | None = None
    language: str = ""
    credits: Credits = Credits()
    raw_digest: str = ""

    @property
    def day(self) -> date | None:
        """Calendar day of publication in the outlet's own zone, or None when unknown."""
        return self.published.date() if self.published else None


class Lineage(msgspec.Struct, frozen=True):
    """How a report derives from another: kind "reprint", "rewrite", "spun" or "common_parent"; score in 0..1."""

    document: str
    parent: str
    kind: str
    score: float
    aligned: tuple[tuple[tuple[int, int], tuple[int, int], float], ...] = ()
