"""Values, times and hostile characters as a reader sees them; the terminal page and the explanation."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from rashomon.model import (
    Answer,
    Document,
    Finding,
    Lineup,
    Place,
    Position,
    Quantity,
    Stance,
    Term,
    Value,
    Voice,
    When,
    Words,
)
from rashomon.run.local import answer_documents
from rashomon.tell.accounts import register
from rashomon.tell.clock import when_words
from rashomon.tell.explain import explain, find_claim
from rashomon.tell.folded import folded
from rashomon.tell.html import render_html
from rashomon.tell.marks import Mark, paragraphs, scattered
from rashomon.tell.terminal import render_terminal
from rashomon.tell.timeline import stops
from rashomon.tell.visible import one_line, visible
from rashomon.tell.wording import finding_words, manner_words, ordered, origins_words, same_words, value_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Quantity(2, 2), "two"),
        (Quantity(0, 0), "none"),
        (Quantity(0, 1), "at most one"),
        (Quantity(None, 3), "at most three"),
        (Quantity(1, None), "at least one"),
        (Quantity(61, None, original="more than 60"), "more than 60"),
        (Quantity(None, 19, original="fewer than 20"), "fewer than 20"),
        (Quantity(10, None, "km", original="over 10 km"), "more than 10 km"),
        (Quantity(60, None, original="at least 60"), "at least 60"),
        (Quantity(24, 99), "24 to 99"),
        (Quantity(399, 441, "km", True), "about 420 km"),
        (Quantity(1250, 1250, "km"), "1,250 km"),
        (Quantity(7.2, 7.2), "7.2"),
        (Place("Wonsan", country="KP"), "Wonsan, North Korea"),
        (Place("Sea of Japan", relation="toward"), "toward Sea of Japan"),
        (
            Place("", parts=(Place("Seoul", country="KR"), Place("Busan", country="KR"))),
            "Seoul, South Korea and Busan, South Korea",
        ),
        (Term("cruise_missile"), "cruise missile"),
        (Words('"very sad"'), "“very sad”"),
    ],
)
def test_values_are_said_in_words(value: Value, words: str) -> None:
    assert value_words(value) == words


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (
            When(moment(2028, 4, 11, 21, 52), moment(2028, 4, 11, 21, 52), "KST"),
            "12 April 2028, 06:52 KST (21:52 UTC on 11 April)",
        ),
        (When(moment(2028, 4, 11, 2), moment(2028, 4, 11, 2), "KST"), "11 April 2028, 11:00 KST (02:00 UTC)"),
        (When(moment(2028, 4, 11, 15), moment(2028, 4, 12, 14, 59, 59), "KST"), "12 April 2028"),
        (When(moment(2028, 4, 12), moment(2028, 4, 13)), "12 April 2028"),
        (When(moment(2028, 4, 1), moment(2028, 4, 30, 23, 59, 59)), "April 2028"),
        (When(moment(2028, 1, 1), moment(2028, 12, 31, 23, 59, 59)), "2028"),
        (When(moment(2028, 3, 30), moment(2028, 4, 2, 23, 59, 59)), "30 March to 2 April 2028"),
        (When(moment(2028, 4, 12, 3), moment(2028, 4, 12, 5)), "12 April 2028, 03:00 to 05:00 UTC"),
        (
            When(moment(2028, 4, 12, 3), moment(2028, 4, 12, 3), "Asia/Seoul"),
            "12 April 2028, 12:00 UTC+09:00 (03:00 UTC)",
        ),
    ],
)
def test_times_are_said_by_the_clock_they_were_said_in(when: When, words: str) -> None:
    assert when_words(when) == words


def test_nothing_steers_a_screen() -> None:
    shown = visible("a\x1b[2Jb\x00\u202ec\u2066d\x9be\ud800f\U000e0041g\nh\ti")
    assert shown == "a␛[2Jb␀�c�d�e�f�g\nh\ti"
    assert one_line("one\n two\r\nthree") == "one two␍ three"
    assert visible("cafe\u0301") == "cafe\u0301"
    assert len(visible("e" + "\u0301" * 50)) == 5
    assert one_line("x" * 100, 10) == "x" * 9 + "…"


def test_scripts_keep_the_marks_they_need() -> None:
    assert visible("\u05d0\u200f \u0645\u200c\u06cc") == "\u05d0\u200f \u0645\u200c\u06cc"


def test_crossing_claims_are_cut_into_pieces() -> None:
    text = "three ballistic missiles flew\n\nand fell"
    document = Document("d", "p", text)
    marks = [Mark("c1", "1", 0, 24), Mark("c2", "2", 6, 24), Mark("c3", "3", 16, 29), Mark("f1", "F1", 27, 35)]
    cut = paragraphs(document, marks)
    assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in cut] == [
        "three ballistic missiles flew",
        "and fell",
    ]
    assert [(piece.text, [mark.key for mark in piece.covering]) for piece in cut[0].pieces] == [
        ("three ", ["c1"]),
        ("ballistic ", ["c2", "c1"]),
        ("missiles", ["c3", "c2", "c1"]),
        (" fl", ["c3"]),
        ("ew", ["f1", "c3"]),
    ]
    assert scattered(cut) == {"c1", "c2", "c3", "f1"}


@pytest.mark.parametrize("span", [(5, 5), (90, 99), (9, 3), (-4, 2), (29, 31), (0, 10**9)])
def test_a_mark_out_of_bounds_still_opens_and_closes_once(span: tuple[int, int]) -> None:
    document = Document("d", "p", "three ballistic missiles flew\n\nand fell\n\n")
    pieces = [piece for one in paragraphs(document, [Mark("c1", "1", *span)]) for piece in one.pieces]
    assert sum(len(piece.opening) for piece in pieces) == 1
    assert sum(len(piece.closing) for piece in pieces) == 1


def test_an_empty_text_can_be_marked() -> None:
    pieces = [piece for one in paragraphs(Document("d", "p", ""), [Mark("c1", "1", 0, 5)]) for piece in one.pieces]
    assert [len(piece.opening) for piece in pieces] == [1]


def test_the_line_of_time_names_the_gaps(answer: Answer) -> None:
    line, undated = stops(answer)
    assert [stop.gap for stop in line] == ["", "15 days later", "40 days later", "", "one day later"]
    assert [stop.event.label for stop in undated] == ["Statement by US Indo-Pacific Command"]


def test_the_terminal_puts_disputes_first_and_fits(answer: Answer) -> None:
    page = render_terminal(answer, width=80)
    assert page.index("count  disputed") < page.index("launch site")
    assert "copy: “At most three short-range ballistic missiles”" in " ".join(page.split())
    assert "later replaced: “two missiles”" in page
    assert "Wonsan is in North Korea, not in South Korea." in page
    assert "left out: dispatches/photo.jpg" in page
    assert max(len(line) for line in page.splitlines()) <= 80
    assert "\x1b" not in page


def test_verbose_shows_spans_and_makers(answer: Answer) -> None:
    first = answer.events[0].claims[0]
    page = render_terminal(answer, verbose=True, width=120)
    assert f"{first.id}  {first.span.document}:{first.span.start}-{first.span.end}".replace("  ", " ") in page.replace(
        "  ", " "
    )
    assert first.maker in page
    assert first.id not in render_terminal(answer, width=120)


def test_colours_yield_to_no_color(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in render_terminal(answer, colour=True, width=80)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in render_terminal(answer, colour=True, width=80)


def test_a_hostile_answer_cannot_steer_the_terminal(hostile: Answer) -> None:
    page = render_terminal(hostile, verbose=True, width=80)
    assert "\x1b" not in page and "\x00" not in page and "\u202e" not in page
    page.encode("utf-8")


def test_an_answer_without_events_says_so() -> None:
    assert "No event found in no reports." in render_terminal(Answer((), (), ()))


def test_an_explanation_shows_words_rule_voices_and_standing(answer: Answer) -> None:
    first = answer.events[0].claims[0]
    told = explain(answer, first.id)
    assert "fired ⟦three short-range ballistic missiles⟧ from Wonsan" in told
    assert "rule      missile_launch/count@1" in told
    assert "└─ Meridian Wire" in told and "South Korea's Joint Chiefs of Staff said  <- origin" in told
    assert "> three: one origin (South Korea's Joint Chiefs of Staff)" in told
    assert "finding   Distortion" in told


def test_a_claim_is_found_by_the_start_of_its_id(answer: Answer) -> None:
    first = answer.events[0].claims[0]
    assert find_claim(answer, first.id[:8])[1] is first
    with pytest.raises(LookupError, match="claims begin with"):
        find_claim(answer, "c_")
    with pytest.raises(LookupError, match="no claim has the id"):
        find_claim(answer, "")


def test_hostile_claims_can_be_explained(hostile: Answer) -> None:
    for claim in hostile.events[0].claims[:8]:
        told = explain(hostile, claim.id)
        assert "\x1b" not in told and "\u202e" not in told


def test_a_claim_of_a_withdrawn_figure_says_so(answer: Answer) -> None:
    old = next(claim for claim in answer.events[0].claims if claim.status == "superseded")
    assert "its source no longer holds it" in explain(answer, old.id)


def test_gaps_grow_into_months_and_years(answer: Answer) -> None:
    main = answer.events[0]
    assert main.when is not None
    far = [main]
    for days in (200, 1500):
        when = msgspec.structs.replace(main.when, earliest=main.when.earliest - timedelta(days=days))
        far.append(msgspec.structs.replace(main, id=f"e{days}", when=when))
    line, _ = stops(msgspec.structs.replace(answer, events=tuple(far)))
    assert [stop.gap for stop in line] == ["", "four years later", "seven months later"]


def test_words_that_only_differ_in_punctuation_are_not_said_twice() -> None:
    assert same_words("“Very unfortunate”", 'very unfortunate,"')
    assert not same_words("two missiles", "too missiles")


def test_an_unconfirmed_claim_is_not_shown_as_confirmed() -> None:
    officials = Voice("officials", manner="confirmed")
    assert manner_words(officials, Stance("open", "possible")) == "did not confirm"
    assert manner_words(officials, Stance("affirmed", "certain")) == "confirmed"


def test_a_finding_calls_a_report_without_outlet_as_the_page_does() -> None:
    first, second = Document("d1", "in/a.txt", "x"), Document("d2", "in/b.txt", "x")
    look = register(Answer((first, second), (), ()))
    assert look.told("the report a.txt counts one, the report b.txt two.") == "Report 1 counts one, Report 2 two."
    assert look.told("the report a.txt.bak counts one") == "The report a.txt.bak counts one"
    twins = register(Answer((first, Document("d3", "out/a.txt", "x")), (), ()))
    assert twins.told("the report a.txt counts one") == "The report a.txt counts one"


def test_a_finding_names_every_report_whose_claims_it_weighs(answer: Answer) -> None:
    look = register(answer)
    claims = {claim.id: claim for event in answer.events for claim in event.claims}
    one, other = next(
        (one, other) for one in claims.values() for other in claims.values() if one.span.document < other.span.document
    )
    finding = Finding("dispute", "they differ", claims=(one.id, other.id))
    assert look.outlet(one.span.document) in look.reports([finding], claims)
    assert look.outlet(other.span.document) in look.reports([finding], claims)


def test_a_look_at_the_shelf_that_holds_is_not_against_it() -> None:
    assert finding_words(Finding("reference", "“first in a year” holds", severity="low")) == "From the reference shelf"
    assert finding_words(Finding("reference", "the place lies elsewhere", severity="high")).startswith("Against")


def test_events_told_in_one_line_name_their_voices(answer: Answer) -> None:
    others = render_terminal(answer, width=100).split("Other events")[1].split("Findings")[0]
    assert "←" in others


def test_one_finding_at_two_passages_is_told_once_with_both(kit: Any) -> None:
    texts = [
        "North Korea fired a ballistic missile on Tuesday, in breach of United Nations resolutions, Japan said.",
        "North Korea fired a ballistic missile on Tuesday. The test violated resolutions of the Security Council.",
    ]
    moment = datetime(2021, 10, 19, 12, tzinfo=UTC)
    documents = [
        Document(id=f"d{number}", path=f"d{number}.txt", text=text, published=moment)
        for number, text in enumerate(texts)
    ]
    answer = answer_documents(documents, kit)
    rules = [group for group in folded(answer.findings) if group[0].kind == "rule"]
    assert [len(group) for group in rules] == [2]
    page = render_html(answer, kit.knowledge, kit.packs)
    assert page.count("are named in Security Council resolutions") == 1
    places = set(re.findall(r'href="#(wf[0-9-]+)"', page))
    assert len(places) >= 2 and all(f'id="{place}"' in page for place in places)


def test_rows_settled_since_stand_behind_open_ones_on_every_page() -> None:
    held, gone = Position(Words("a"), "a", (), ("A",), 1), Position(Words("b"), "b", (), ("B",), 1, live=False)
    settled, still = Lineup("count", "disputed", (held, gone)), Lineup("range", "disputed", (held, held))
    calm = Lineup("agent", "single", (held,))
    assert [one.name for one in ordered([calm, settled, still])] == ["range", "count", "agent"]


def test_origins_of_unknown_independence_and_accounts_of_copies_alone_say_so() -> None:
    def told(independent: int, unknown: int, copies: int) -> str:
        return origins_words(Position(Words("a"), "a", (), ("A",) * independent, independent, copies=("d",) * copies,
                                      unknown=("local media",) * unknown))

    assert told(2, 0, 1) == "two origins"
    assert told(1, 1, 0) == "one origin and one more of unknown independence"
    assert told(0, 2, 0) == "two origins of unknown independence"
    assert (told(0, 0, 1), told(0, 0, 2)) == ("only a copy has it", "only copies have it")
