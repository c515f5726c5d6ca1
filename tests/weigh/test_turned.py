"""Copies beside their parents: what was turned, and what was only said in other words."""

from __future__ import annotations

import pytest
from newsroom import copy_of, report

from rashomon.know.base import load_knowledge
from rashomon.weigh.checks.aligned import aligned_pairs
from rashomon.weigh.checks.turned import turns
from rashomon.weigh.context import WeighContext


def turned(parent: str, child: str) -> list[tuple[str, str, str]]:
    """Kinds and words of the exchanges between two sentences, without annotation."""
    original, copy = report("original", parent), report("copy", child)
    context = WeighContext(
        events=(), reports=(original, copy), lineages=(copy_of(copy, original),), packs=(),
        knowledge=load_knowledge(),
    )
    return [(turn.kind, turn.here, turn.there) for pair in aligned_pairs(context) for turn in turns(pair)]


@pytest.mark.parametrize(
    ("parent", "child", "kind", "here", "there"),
    [
        ("At least 43 farmers died in the raid.", "At most 43 farmers died in the raid.",
         "bound", "At most 43", "At least 43"),
        ("More than two months of calm ended there.", "Less than two months of calm ended there.",
         "bound", "Less than two months", "More than two months"),
        ("Five people were hurt in the blast.", "At least five people were hurt in the blast.",
         "made-bound", "At least five", "Five"),
        ("The missile flew 1,000 km to the east.", "The missile flew 1,000 miles to the east.",
         "unit", "1,000 miles", "1,000 km"),
        ("The cargo had lain there for six years.", "The cargo had lain there for six months.",
         "unit", "six months", "six years"),
        ("The two towns will reopen the road within two months at most, for the first time in seven years.",
         "The two towns will reopen the road within two weeks.", "unit", "two weeks", "two months"),
        ("It went off around 5:20 p.m. (1420 GMT), he said.", "It went off after 5:20 a.m., he said.",
         "clock", "5:20 a.m.", "5:20 p.m."),
        ("Some 400 firemen came in 18 engines.", "Some 40 firemen came in 18 engines.", "figure", "40", "400"),
        ("The bus left with 48 people inside, and 31 of them died.",
         "The bus left with 31 people inside, and 48 of them died.",
         "swap", "31 people inside, and 48", "48 people inside, and 31"),
        ("The ministry denied the report on Monday.", "The ministry affirmed the report on Monday.",
         "denial", "affirmed", "denied"),
        ("It fell outside the zone of Japan.", "It fell interior the zone of Japan.", "side", "interior", "outside"),
        ("The quay lies in the south-west of the country.", "The wharf lies in the north-east of the nation.",
         "direction", "north", "south"),
        ("They met on Saturday for two hours.", "They met on Sunday for two hours.", "day", "Sunday", "Saturday"),
        ("He withdrew it in the afternoon.", "He pulled it back within the evening.", "hour", "evening", "afternoon"),
        ("The alarm came at 4:20 p.m. local time.", "The alarm came at 4:20 a.m. local time.",
         "clock", "4:20 a.m. local time", "4:20 p.m. local time"),
        ("It began shortly after 6 p.m. there.", "It started shortly before 6 p.m. there.",
         "order", "before 6", "after 6"),
        ("Officers lowered the count again.", "Officers raised the count again.", "movement", "raised", "lowered"),
        ("The council welcomed the accord.", "The council condemned the accord.", "judgement", "condemned", "welcomed"),
        ("The cause remains unknown so far.", "The cause is known so far.", "knowledge", "known", "unknown"),
    ],
)
def test_an_exchange_is_found_with_both_wordings(parent: str, child: str, kind: str, here: str, there: str) -> None:
    assert turned(parent, child) == [(kind, here, there)]


def test_a_dropped_doubt_is_found() -> None:
    found = turned("The ship may have struck a rock, an officer said.", "The ship has struck a rock, an officer said.")
    assert [kind for kind, _, _ in found] == ["hedge"]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("More than 300 people are missing.", "Over 300 individuals are lacking."),
        ("At least two people died.", "No fewer than two individuals passed on."),
        ("It happened on Wednesday night.", "It happened on Wednesday evening."),
        ("The ship may have struck a rock.", "The vessel might have hit a rock."),
        ("The North is thought to be ready for a test.", "The North is remembered to be prepared for a test."),
        ("They met in May, a spokesman said.", "They met in spring, a spokesman said."),
        ("South Korea fired two of them.", "Two of them were fired by North Korea's neighbor."),
        ("He did not deny the meeting.", "He confirmed the meeting."),
        ("Of 1,175 injured, 793 have left.", "793 have left of 1,175 injured."),
        ("It flew 450 km and rose to 60 km.", "It rose to 60 km and flew 450 km."),
        ("The shots came from over four bays.", "The shots came from across four bays."),
    ],
)
def test_other_words_for_the_same_are_no_distortion(parent: str, child: str) -> None:
    assert turned(parent, child) == []


def test_siblings_of_a_lost_parent_are_paired_but_their_text_is_left_as_it_stands() -> None:
    one, other = report("one", "At least two died."), report("other", "At most two died.")
    line = copy_of(other, one, "common_parent")
    assert line.kind == "common_parent"
    assert len(line.aligned) == 1
