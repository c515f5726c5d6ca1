"""A copy laid over its parent: what was exchanged in its place, and what only reads differently."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.model import Document, Lineage
from rashomon.run.recipe import annotate_documents
from rashomon.weigh.checks.aligned import AlignedPair, Side
from rashomon.weigh.checks.exchanged import exchanges


def turned(parent: str, child: str, kit: Any, rest: str = "") -> list[tuple[str, str, str]]:
    """Kinds and words of the exchanges between two annotated sentences; rest: what else the parent's text says."""
    documents = [Document(id=name, path=name, text=text) for name, text in (("child", child), ("parent", parent))]
    found = annotate_documents(documents, kit)
    own, theirs = (
        Side(one.id, 0, len(one.text), one.text,
             tuple(token for sentence in found[one.id].sentences for token in sentence.tokens),
             tuple(name for sentence in found[one.id].sentences for name in sentence.names))
        for one in documents
    )
    pair = AlignedPair(own, theirs, 0.7, Lineage("child", "parent", "spun", 0.7))
    return [(turn.kind, turn.here, turn.there) for turn in exchanges(pair, f"{parent} {rest}", kit.knowledge)]


@pytest.mark.parametrize(
    ("parent", "child", "kind", "here", "there"),
    [
        ("It was Holt who had asked for the talks, Berg told reporters.",
         "It was Berg who had inquired for the talks, Berg told journalists.", "doer", "Berg", "Holt"),
        ("Lund cut ties in May, after its embassy in Vasa had been burnt.",
         "Vasa cut ties in May, after its embassy in Lund had been burnt.", "doer", "Vasa", "Lund"),
        ("It rose from a base on the west coast, passed west of the island and fell west of the reef.",
         "It rose from a base on the east coast, passed west of the island and fell west of the reef.",
         "direction", "east", "west"),
        ("The chief said a rocket had struck a house there.", "The chief said two rockets had struck a house there.",
         "figure", "two", "a"),
        ("The ministers are to meet soon to sign the treaty.", "The ministers have met to sign the treaty.",
         "plan", "have met", "are to meet"),
    ],
)
def test_an_exchange_shows_where_the_words_around_it_stay(
    parent: str, child: str, kind: str, here: str, there: str, kit: Any
) -> None:
    assert (kind, here, there) in turned(parent, child, kit)


@pytest.mark.parametrize(
    ("parent", "child", "kind"),
    [
        ("They hit a van that they said was carrying arms toward the port.",
         "They hit a van that was carrying arms toward the port.", "hedge"),
    ],
)
def test_a_credit_that_is_gone_is_found(parent: str, child: str, kind: str, kit: Any) -> None:
    assert kind in [turn[0] for turn in turned(parent, child, kit)]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Ola Berg met the envoys in Lund on Monday.", "Berg met the delegates in Lund on Monday."),
        ("The alarm was raised at 9 a.m. on the pier.", "The alarm was raised in no time on the pier."),
        ("No fewer than ten men died there.", "At least ten individuals died there."),
        ("He will meet the press at noon.", "He will meet the media at noon."),
        ("The crew may have left the ship.", "The team might have cleared out the ship."),
        ("The launch was no longer expected on Friday.", "The dispatch was no more anticipated on Friday."),
    ],
)
def test_other_words_for_the_same_are_no_exchange(parent: str, child: str, kit: Any) -> None:
    assert turned(parent, child, kit) == []
