"""What a spun copy has where its parent has a "no", a doubt, or a word of some class."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Document, Lineage
from rashomon.run.recipe import annotate_documents
from rashomon.weigh.checks.aligned import AlignedPair, Side
from rashomon.weigh.checks.facing import Facing, facing_turns
from rashomon.weigh.checks.lands import land_turns


def pair_of(parent: str, child: str, kit: Any, kind: str = "spun") -> AlignedPair:
    """Two annotated sentences side by side."""
    documents = [Document(id=name, path=name, text=text) for name, text in (("child", child), ("parent", parent))]
    found = annotate_documents(documents, kit)
    own, theirs = (
        Side(one.id, 0, len(one.text), one.text,
             tuple(token for sentence in found[one.id].sentences for token in sentence.tokens),
             tuple(name for sentence in found[one.id].sentences for name in sentence.names))
        for one in documents
    )
    return AlignedPair(own, theirs, 0.6, Lineage("child", "parent", kind, 0.6))


def faced(parent: str, child: str, kit: Any, kind: str = "spun") -> list[str]:
    """Kinds of the turns."""
    return [turn.kind for turn in facing_turns(pair_of(parent, child, kit, kind))]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("No group had claimed the attack by nightfall.", "The Red Front claimed the attack by nightfall."),
        ("The police found no weapons in the house.", "The police found weapons in the house."),
        ("No gas was smelled, she said, and the count is 12.", "Fuel was noticed, she said, and the tally is 12."),
        ("Rain was not among the causes, said a clerk who asked not to be named.",
         "Rain was among the reasons, said an agent who requested not to be named."),
        ("The board has yet to decide on it.", "The panel has decided on it."),
        ("The owner has ruled out a leak: none was seen.", "The proprietor has not precluded a leak: none was seen."),
        ("Neither boat reached the shore of Holm.", "Both vessels reached the shore of Holm."),
    ],
)
def test_a_no_of_one_side_is_found(parent: str, child: str, kit: Any) -> None:
    assert faced(parent, child, kit) == ["negation"]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("An official said the weapon could be a medium-range missile, while warning that the work had only begun.",
         "An official said the weapon was a medium-range missile."),
        ("Two men may have left the hall, the clerk added.", "Two people have left the corridor, the agent added."),
        ("Whether the others knew of it was still open.", "The others knew of it."),
        ("A pilot told us the plane appeared to have stalled.", "A pilot told us the aircraft had slowed down."),
        ("He would not rule out arson.", "It was arson, he affirmed."),
        ("They spoke of trade and possibly of fish.", "They talked of exchange and certainly of angle."),
        ("She doubted that he had done it alone.", "She had no question that he had done it alone."),
    ],
)
def test_a_doubt_that_is_gone_is_found(parent: str, child: str, kit: Any) -> None:
    assert set(faced(parent, child, kit)) == {"hedge"}


@pytest.mark.parametrize(
    ("parent", "child", "kind"),
    [
        ("Two men and a woman were held in Lund.", "Two ladies and a man were held in Lund.", "sex"),
        ("Forty were carried out alive by the crews.", "Forty were carried out lifeless by the groups.", "life"),
        ("All 30 on board were killed.", "All 30 on board were spared.", "life"),
        ("The second left two minutes later, at 7:06.", "The moment left two minutes sooner, at 7:06.", "order"),
        ("The clerk, citing the coast guard, gave 14.", "The agent, refering to the naval force, gave 14.", "service"),
        ("Three suicide bombers struck the inn.", "Three suicide aircraft struck the inn.", "kind"),
        ("He came provided that Lund stayed out.", "He came given that Lund took part.", "part"),
    ],
)
def test_a_word_of_another_class_is_found(parent: str, child: str, kind: str, kit: Any) -> None:
    assert faced(parent, child, kit) == [kind]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("No fewer than ten men died there.", "At least ten males passed on there."),
        ("She had no doubt that it was over.", "She had no question that it was over."),
        ("Nobody was hurt in the fire.", "Everyone was unharmed in the blaze."),
        ("He did not confirm the report.", "He declined to affirm the report."),
        ("The crew may have left the ship.", "The team might have cleared out the ship."),
        ("The North is thought to be ready.", "The North is remembered to be prepared."),
        ("Three women and a man were held.", "A man and three women were held."),
        ("It was the last of the boats, and no more came.", "It was the final one of the vessels, and none came."),
        ("The launch was no longer expected on Friday.", "The dispatch was no more anticipated on Friday."),
        ("The alarm was raised at 9 a.m. on the pier.", "The alarm was raised in no time on the pier."),
    ],
)
def test_other_words_for_the_same_turn_nothing(parent: str, child: str, kit: Any) -> None:
    assert faced(parent, child, kit) == []


def test_in_an_edited_copy_what_is_denied_must_be_the_same_word(kit: Any) -> None:
    assert faced("No gas was smelled in the hall.", "Fuel was noticed in the hall.", kit, "rewrite") == []
    assert faced("No gas was smelled in the hall.", "Gas was smelled in the hall.", kit, "rewrite") == ["negation"]


def test_one_land_or_office_of_several_is_found_in_its_place(kit: Any) -> None:
    lands = pair_of(
        "South Korean envoys and North Korean soldiers met in Seoul.",
        "South Korean envoys and South Korean soldiers met in Seoul.", kit)
    assert [(turn.kind, turn.here) for turn in land_turns(lands, kit.knowledge)] == [("country", "South Korean")]
    offices = pair_of("It killed the former prime minister Ola Holt.", "It murdered previous president Ola Holt.", kit)
    assert [turn.kind for turn in land_turns(offices, kit.knowledge)] == ["office"]


SOME_WORDS = st.lists(st.sampled_from(["no", "gas", "was", "found", "there", "they"]), min_size=1, max_size=9)


@given(SOME_WORDS, SOME_WORDS)
def test_every_word_faces_one_of_the_other_sentence(ours: list[str], theirs: list[str]) -> None:
    side, other = (Side(name, 0, 0, "", (), ()) for name in ("child", "parent"))
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    facing = Facing(side, other, tuple(ours), tuple(theirs), tuple(ours), tuple(theirs),
                    tuple((one.a, one.b, one.size) for one in blocks))
    assert all(0 <= facing.across(at)[0] < len(theirs) for at in range(len(ours)))
