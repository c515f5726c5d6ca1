"""Two packs that read the same words: one event, told by the pack that makes more of them."""

from __future__ import annotations

from rashomon.gather.identity import Identity
from rashomon.gather.shadows import without_shadows
from rashomon.gather.thread import Thread
from rashomon.model import Claim, Mention, Quantity, Span, Stance, Voice


def thread(pack: str, trigger: tuple[int, int], claims: int, leading: bool = False) -> Thread:
    span = Span("d", *trigger)
    mention = Mention(f"m-{pack}-{trigger[0]}", pack, pack, "frame", span, (0, 100))
    starts = [trigger[0] + 10 * number for number in range(claims)]
    made = tuple(
        Claim(f"c-{pack}-{start}", mention.id, pack, "field", Quantity(1, 1), Span("d", start, start + 5), "one",
              (0, 100), (Voice("d"),), Stance(), "maker")
        for start in starts
    )  # fmt: skip
    return Thread("d", pack, pack, (mention,), made, Identity(), leading)


def names(threads: list[Thread]) -> list[str]:
    return [f"{one.pack}{one.mentions[0].trigger.start}" for one in threads]


def test_the_pack_that_makes_more_of_the_words_keeps_them_and_the_lead() -> None:
    kept = without_shadows([[thread("attack", (10, 18), 1, leading=True), thread("launch", (10, 18), 4)]])[0]
    assert names(kept) == ["launch10"]
    assert kept[0].leading


def test_other_words_are_no_shadow() -> None:
    kept = without_shadows([[thread("attack", (500, 508), 1), thread("launch", (10, 18), 4)]])[0]
    assert names(kept) == ["attack500", "launch10"]


def test_a_tie_goes_to_what_the_other_reports_make_more_of() -> None:
    tied = [thread("attack", (10, 18), 2), thread("launch", (10, 18), 2)]
    clear = [thread("attack", (10, 18), 1), thread("launch", (10, 18), 5)]
    assert [names(each) for each in without_shadows([tied, clear])] == [["launch10"], ["launch10"]]


def test_one_report_follows_what_all_make_of_it() -> None:
    blast = [thread("disaster", (10, 18), 5), thread("attack", (10, 18), 3)]
    bombing = [thread("disaster", (10, 18), 1), thread("attack", (10, 18), 9)]
    assert [names(each) for each in without_shadows([blast, bombing])] == [["attack10"], ["attack10"]]


def test_one_pack_never_shadows_itself() -> None:
    both = [thread("launch", (10, 18), 1), thread("launch", (10, 18), 3)]
    assert without_shadows([both]) == [both]
