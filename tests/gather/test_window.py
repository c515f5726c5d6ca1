"""A stream of reports: each finds its story and its kin among the reports of the last days, and nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rashomon.gather.window import Window
from rashomon.model import Block, Document
from rashomon.model.identity import content_id

BEGIN = datetime(2026, 6, 9, 6, tzinfo=UTC)


def report(title: str, body: str, hours: float = 0.0) -> Document:
    text = f"{title}\n\n{body}"
    blocks = (Block(0, len(title) + 2, "title"), Block(len(title) + 2, len(text), "body"))
    published = BEGIN + timedelta(hours=hours)
    return Document(content_id("d", text, hours), title, text, title, blocks=blocks, published=published)


FERRY = report(
    "Ferry aground off Kisaru Point", "The ferry Hayabusa ran aground off Kisaru Point with 212 people aboard."
)
FERRY_AGAIN = report(
    "Passengers taken off stranded ferry",
    "All 212 people were taken off the ferry Hayabusa, which ran onto rocks at Kisaru.",
    3,
)
BUDGET = report(
    "Council adopts budget", "The council of Oberried adopted a budget of 41 million for schools and roads.", 1
)
WIRE = (
    "The harbour master of Kisaru said the captain had turned too early in the fog. Divers found a hole of two "
    "metres "
    "in the bow. A tug from the mainland is to pull the ship free at high water, and the fuel will be pumped out "
    "before that."
)


def test_reports_on_one_happening_share_a_story_and_others_open_their_own() -> None:
    window = Window()
    first, budget, second = (window.place(one) for one in (FERRY, BUDGET, FERRY_AGAIN))
    assert first.opened and budget.opened and not second.opened
    assert second.story == first.story != budget.story
    assert second.near[0] == FERRY.id


def test_a_story_is_not_taken_up_again_after_the_window() -> None:
    window = Window(days=2)
    first = window.place(FERRY)
    window.place(report("Other news", "The weather office expects a dry autumn in the northern valleys.", 60))
    late = window.place(report(FERRY_AGAIN.title, FERRY_AGAIN.text.partition("\n\n")[2], 61))
    assert late.opened and late.story != first.story
    assert len(window) == 2


def test_a_copy_under_another_title_and_lede_is_led_to_its_original_by_its_runs_of_words() -> None:
    window = Window()
    original = report("Tug to free ferry", WIRE * 2)
    window.place(original)
    for number in range(40):
        window.place(
            report(f"Valley {number} votes", f"Voters of valley number {number} chose mayor number {number * 7}.", 0.1)
        )
    other_lede = "Insurers in three countries are counting what the summer has cost them, and it is much. " * 8
    copy = window.place(report("Insurers count losses", other_lede + WIRE * 2, 1))
    assert copy.opened  # by its title and lede it is another story
    assert original.id in copy.near


def test_the_number_of_reports_held_is_bounded_and_what_left_is_never_named() -> None:
    window = Window(most=50)
    documents = [
        report(f"Fire at mill {one}", f"A fire destroyed the mill of Lindau {one} on the river.", one / 60)
        for one in range(200)
    ]
    for number, document in enumerate(documents):
        placed = window.place(document)
        held = {one.id for one in documents[max(0, number - 50) : number]}
        assert set(placed.near) <= held
    assert len(window) == 50


def test_a_window_filled_again_places_the_next_report_alike() -> None:
    stream = [FERRY, BUDGET, report("Tug to free ferry", WIRE, 2), FERRY_AGAIN]
    through = Window()
    stories = {one.id: through.place(one).story for one in stream}
    again = Window()
    for one in stream:
        again.place(one, stories[one.id])
    last = report(
        "Ferry Hayabusa free again", "A tug pulled the ferry Hayabusa off the rocks of Kisaru at high water.", 9
    )
    assert through.place(last) == again.place(last)


def test_a_replaced_text_leaves_no_trace() -> None:
    window, without = Window(), Window()
    window.place(FERRY)
    window.leave(FERRY.id)
    window.leave("never seen")
    assert len(window) == 0
    assert window.place(FERRY_AGAIN) == without.place(FERRY_AGAIN)


def test_stories_in_korean_meet_without_a_dictionary() -> None:
    window = Window()
    first = window.place(report("여객선 좌초", "여객선 하야부사호가 212명을 태우고 기사루 앞바다에서 좌초했다."))
    second = window.place(
        report("좌초 여객선 승객 구조", "기사루 앞바다에서 좌초한 여객선 하야부사호의 승객 212명이 모두 구조됐다.", 2)
    )
    other = window.place(report("예산안 통과", "시의회는 학교와 도로에 쓸 예산안을 통과시켰다.", 3))
    assert second.story == first.story != other.story


def test_an_empty_or_wordless_report_stands_alone() -> None:
    window = Window()
    places = [window.place(report("", "", hour)) for hour in range(3)]
    assert len({one.story for one in places}) == 3
