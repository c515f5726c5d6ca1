"""A report in, claims out: what the tests on counts of disasters share."""

from __future__ import annotations

from typing import Any

from rashomon.model import Claim, Quantity
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

FIRE = "A fire broke out in a hotel in Lyon on Monday. "
FERRY = "A ferry capsized off Batangas on Monday. "


def read(text: str, kit: Any) -> tuple[Claim, ...]:
    """The claims on disasters of one report of 3 May 2023."""
    report = of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-03")), kit)
    return tuple(claim for claim in report.claims if claim.kind == "disaster")


def counts(text: str, field: str, kit: Any) -> list[tuple[float | None, float | None]]:
    """Lower and upper ends of one field, in text order."""
    return [(claim.value.low, claim.value.high) for claim in read(text, kit)
            if claim.field == field and isinstance(claim.value, Quantity)]
