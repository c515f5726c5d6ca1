"""A report in, claims out: what the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rashomon.model import Actor, Claim, Place, Quantity, Report, Term, When, Words
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

Read = Callable[..., Report]


@pytest.fixture(scope="session")
def read(kit: Any) -> Read:
    """Read a text as a report of 19 October 2021 from Seoul, unless told otherwise."""

    def reading(text: str, published: str = "2021-10-19", outlet: str = "The Example Post") -> Report:
        document = document_of("example.txt", text, kit.settings, Stated(outlet=outlet, published=published))
        return of_document(document, kit)

    return reading


@pytest.fixture(scope="session")
def read_by_frames(frames_alone: Any) -> Read:
    """The same without the field tagger, for what the frames leave alone."""

    def reading(text: str, published: str = "2021-10-19", outlet: str = "The Example Post") -> Report:
        stated = Stated(outlet=outlet, published=published)
        return of_document(document_of("example.txt", text, frames_alone.settings, stated), frames_alone)

    return reading


def said(report: Report, field: str, kind: str = "missile_launch") -> list[Claim]:
    """The claims of one field, in text order."""
    return [claim for claim in report.claims if claim.field == field and kind in ("", claim.kind)]


def shown(claim: Claim) -> object:
    """The value in the shortest form that a reader would write down."""
    value = claim.value
    if isinstance(value, Quantity):
        return (value.low, value.high)
    if isinstance(value, Term):
        return value.concept
    if isinstance(value, When):
        return (value.earliest.isoformat(), value.latest.isoformat())
    if isinstance(value, Place | Actor):
        return value.name
    assert isinstance(value, Words)
    return value.text


def values(report: Report, field: str, kind: str = "missile_launch") -> list[object]:
    """The shown values of one field, in text order."""
    return [shown(claim) for claim in said(report, field, kind)]


def origins(report: Report, field: str, kind: str = "missile_launch") -> list[str]:
    """Who stands at the origin of each claim of one field; "" for the outlet's own voice."""
    return [claim.origin.name if len(claim.chain) > 1 else "" for claim in said(report, field, kind)]
