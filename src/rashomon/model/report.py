"""What one document reports."""

from __future__ import annotations

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.document import Document, Lineage
from rashomon.model.finding import Finding
from rashomon.model.mention import Mention


class Report(msgspec.Struct, frozen=True):
    """A document with its mentions and claims; `left_out` says why nothing was extracted, else "".

    sentences: every sentence outside boilerplate, half-open code points, for alignment with other reports.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    lineage: tuple[Lineage, ...] = ()
    left_out: str = ""
