"""The nouns: frozen structs without I/O that every verb speaks in."""

from rashomon.model.claim import Chain, Claim, Stance, Voice
from rashomon.model.document import Block, Credits, Document, Lineage
from rashomon.model.entry import (
    Deed,
    Derived,
    Entry,
    EventRecord,
    Found,
    Joined,
    Judged,
    Merged,
    Opened,
    Received,
    Split,
    Weighed,
    Weighing,
    Withdrawn,
)
from rashomon.model.event import Answer, Event, Lineup, Position, Skipped
from rashomon.model.finding import Finding
from rashomon.model.mention import Mention
from rashomon.model.report import Report
from rashomon.model.span import Span
from rashomon.model.value import Actor, Place, Quantity, Term, Value, When, Words, contains, meet

__all__ = [
    "Actor", "Answer", "Block", "Chain", "Claim", "Credits", "Deed", "Derived", "Document", "Entry", "Event",
    "EventRecord", "Finding", "Found", "Joined", "Judged", "Lineage", "Lineup", "Mention", "Merged", "Opened",
    "Place", "Position", "Quantity", "Received", "Report", "Skipped", "Span", "Split", "Stance", "Term", "Value",
    "Voice", "Weighed", "Weighing", "When", "Withdrawn", "Words", "contains", "meet",
]
