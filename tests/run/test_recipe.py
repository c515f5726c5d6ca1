"""The recipe: the gate, what is annotated, where reports may meet, and ids that do not change under a reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from rashomon.model import Block, Claim, Document, Event, Mention, Report, Span, Stance, Voice, When
from rashomon.run.recipe import _with_known_id, keys, left_out, of_document, spoken_sentences

TEXT = "SEOUL - Two missiles were fired. They flew far.\n\nShare this story."
NEWS = Document(
    id="d1", path="a.txt", text=TEXT, published=datetime(2031, 5, 20, tzinfo=UTC),
    blocks=(Block(0, 8, "dateline"), Block(8, 47, "body"), Block(49, 66, "boilerplate")),
)  # fmt: skip


def claim(identity: str, value: Any, mention: str = "m1") -> Claim:
    return Claim(
        id=identity, mention=mention, kind="missile_launch", field="launch_time", value=value, span=Span("d1", 8, 20),
        text="Two missiles", sentence=(8, 32), chain=(Voice("the outlet"),), stance=Stance(), maker="test",
    )  # fmt: skip


def reported(*claims: Claim, document: Document = NEWS, generic: bool = False) -> Report:
    mention = Mention("m1", "missile_launch", "missile_test", "launch", Span("d1", 26, 31), (8, 40), generic=generic)
    return Report(document, mentions=(mention,), claims=claims)


def day(year: int, month: int, number: int) -> When:
    first = datetime(year, month, number, tzinfo=UTC)
    return When(first, first + timedelta(hours=23, minutes=59))


def test_only_what_is_news_is_annotated() -> None:
    assert [TEXT[start:end] for start, end in spoken_sentences(NEWS)] == [
        "Two missiles were fired.", "They flew far.",
    ]  # fmt: skip


def test_a_text_without_blocks_is_news_as_a_whole() -> None:
    bare = msgspec.structs.replace(NEWS, blocks=())
    assert len(spoken_sentences(bare)) >= 3


def test_reports_on_one_day_may_meet_and_those_of_other_years_may_not() -> None:
    one, other = reported(claim("c1", day(2031, 5, 19))), reported(claim("c2", day(2031, 5, 20)))
    assert keys(one) & keys(other)
    assert not keys(one) & keys(reported(claim("c3", day(2017, 8, 29))))


def test_talk_about_launches_in_general_meets_nobody() -> None:
    assert keys(reported(generic=True)) == frozenset()


def test_a_known_event_keeps_its_id_when_more_is_learnt() -> None:
    first, second = claim("c1", day(2031, 5, 19)), claim("c2", day(2031, 5, 19))
    known = Event("e-old", "missile_launch", "missile_test", "launch", True, ("d1",), (first,))
    new = [
        Event("e-other", "missile_launch", "missile_test", "other", False, ("d2",), (claim("c9", day(2030, 1, 1)),)),
        Event("e-new", "missile_launch", "missile_test", "launch", True, ("d1", "d2"), (first, second)),
    ]
    assert [event.id for event in _with_known_id(new, known)] == ["e-other", "e-old"]
    assert [event.id for event in _with_known_id(new[:1], known)] == ["e-other"]


def test_the_gate_lets_go_what_no_pack_looks_for(kit: Any) -> None:
    cooking = msgspec.structs.replace(NEWS, text="Stir the onions until they are soft. Add salt.", blocks=())
    assert left_out(cooking, kit)
    assert of_document(cooking, kit).left_out
    assert not left_out(NEWS, kit)


def test_a_page_of_boilerplate_alone_has_no_running_text(kit: Any) -> None:
    hollow = msgspec.structs.replace(NEWS, blocks=(Block(0, len(TEXT), "boilerplate"),))
    assert "no running text" in left_out(hollow, kit)


def test_equal_documents_give_equal_reports(kit: Any) -> None:
    assert of_document(NEWS, kit) == of_document(NEWS, kit)
