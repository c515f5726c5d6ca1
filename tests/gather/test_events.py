"""Which mentions are one event, on reports made up for the purpose."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.gather.events import gather_events
from rashomon.gather.signature import keys
from rashomon.model import (
    Actor,
    Block,
    Claim,
    Document,
    Event,
    Mention,
    Place,
    Quantity,
    Report,
    Span,
    Stance,
    Term,
    Value,
    Voice,
    When,
    Words,
)
from rashomon.packs.form import FieldForm, KindForm, Pack

PACK = Pack(
    name="tests",
    version="1",
    title="Launches, meetings and remarks",
    kinds=(
        KindForm("launch", "Launch by {agent}", ("agent", "count", "when", "site")),
        KindForm("meeting", "Meeting of {parties}", ("parties", "place", "when"), planned=True),
        KindForm("remark", "Remark: {words}", ("words", "when"), days_apart=3.0),
        KindForm("calamity", "{hazard}", ("hazard", "when", "count")),
    ),
    fields=(
        FieldForm("agent", "actor", identifies=True),
        FieldForm("count", "quantity"),
        FieldForm("when", "time", identifies=True),
        FieldForm("site", "place"),
        FieldForm("place", "place", identifies=True),
        FieldForm("parties", "actor", identifies=True, disputes=False),
        FieldForm("words", "words", disputes=False),
        FieldForm("hazard", "term", identifies=True, disputes=False),
    ),
    frames=(),
    concepts=(),
    words=(),
    gate=(),
    lookups={"excludes": {"quake": "storm, flood", "launched": "failed"}},
)
NORTH = Actor("North Korea", "country:KP", country="KP")
SOUTH = Actor("South Korea", "country:KR", country="KR")
JAPAN = Actor("Japan", "country:JP", country="JP")
SEOUL = Place("Seoul", "geonames:1", "KR", 37.57, 126.98)
WASHINGTON = Place("Washington", "geonames:2", "US", 38.9, -77.04)


def day(month: int, number: int, hours: int = 24) -> When:
    start = datetime(2021, month, number, tzinfo=UTC)
    return When(start, start + timedelta(hours=hours, seconds=-1))


class Telling:
    """Builds a report mention by mention; each mention gets a line of its own, so a paragraph of its own."""

    def __init__(self, name: str, published: datetime | None) -> None:
        self.name, self.published = name, published
        self.lines: list[str] = []
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []

    def says(self, kind: str, *values: tuple[str, Value], speaker: str = "", **more: str | bool) -> Telling:
        start = sum(len(line) + 1 for line in self.lines)
        line = f"{self.name} line {len(self.lines)} on Tuesday: {kind}"
        self.lines.append(line)
        identity = f"m-{self.name}-{len(self.mentions)}"
        sentence = (start, start + len(line))
        span = Span(self.name, start, start + len(line))
        antecedent = str(more.get("antecedent", ""))
        self.mentions.append(
            Mention(identity, kind, "tests", "frame", span, sentence, antecedent, bool(more.get("generic", False)))
        )
        chain = (Voice(self.name), Voice(speaker, (speaker,))) if speaker else (Voice(self.name),)
        for number, (field, value) in enumerate(values):
            text = value.text if isinstance(value, Words) else "on Tuesday"
            self.claims.append(
                Claim(
                    f"c-{identity}-{number}", identity, kind, field, value, span, text, sentence, chain, Stance(), "m"
                )
            )
        return self

    def report(self) -> Report:
        text = "\n".join(self.lines)
        document = Document(self.name, self.name, text, published=self.published, blocks=(Block(0, len(text), "body"),))
        return Report(document, tuple(self.mentions), tuple(self.claims))


def published(month: int, number: int) -> datetime:
    return datetime(2021, month, number, 12, tzinfo=UTC)


def gathered(*tellings: Telling) -> list[Event]:
    return gather_events([each.report() for each in tellings], [PACK], None, ())


def partition(events: list[Event]) -> set[frozenset[str]]:
    return {frozenset(event.mentions) for event in events}


def one(number: int) -> Quantity:
    return Quantity(number, number)


def test_a_disputed_count_never_splits_an_event() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("count", one(1)), ("when", day(10, 19)))
    b = Telling("b", published(10, 19)).says("launch", ("agent", NORTH), ("count", one(2)), ("when", day(10, 19)))
    assert partition(gathered(a, b)) == {frozenset({"m-a-0", "m-b-0"})}


def test_earlier_tests_are_events_of_their_own_and_meet_across_reports() -> None:
    a = Telling("a", published(10, 19))
    a.says("launch", ("agent", NORTH), ("when", day(10, 19))).says("launch", ("agent", NORTH), ("when", day(9, 15)))
    a.says("launch", ("when", day(9, 28)))
    b = Telling("b", published(9, 16)).says("launch", ("agent", NORTH), ("when", day(9, 15)))
    found = partition(gathered(a, b))
    assert found == {frozenset({"m-a-0"}), frozenset({"m-a-1", "m-b-0"}), frozenset({"m-a-2"})}


def test_launches_of_neighbouring_days_stay_apart_but_one_night_has_two_dates() -> None:
    a = Telling("a", published(9, 29)).says("launch", ("agent", NORTH), ("when", day(9, 28)))
    b = Telling("b", published(9, 29)).says("launch", ("agent", NORTH), ("when", day(9, 29)))
    assert len(gathered(a, b)) == 2
    seoul = When(day(9, 28).earliest - timedelta(hours=9), day(9, 28).latest - timedelta(hours=9))
    c = Telling("c", published(9, 29)).says("launch", ("agent", NORTH), ("when", seoul))
    assert len(gathered(a, c)) == 1


def test_two_actors_on_one_day_are_two_events() -> None:
    a = Telling("a", published(6, 6)).says("launch", ("agent", NORTH), ("when", day(6, 6)))
    b = Telling("b", published(6, 6)).says("launch", ("agent", SOUTH), ("when", day(6, 6)))
    assert len(gathered(a, b)) == 2


@pytest.mark.parametrize(("hazard", "events"), [("storm", 2), ("cyclone", 2), ("landslide", 1)])
def test_classes_that_exclude_one_another_are_two_events_and_consequences_are_one(hazard: str, events: int) -> None:
    above = {"cyclone": ("storm",)}.get(hazard, ())
    a = Telling("a", published(9, 12)).says("calamity", ("hazard", Term(hazard, above)), ("when", day(9, 11)))
    a.says("calamity", ("hazard", Term("quake")), ("when", day(9, 11)))
    assert len(gathered(a)) == events


def test_two_meetings_in_two_cities_are_two_meetings() -> None:
    a = Telling("a", published(10, 19)).says("meeting", ("parties", JAPAN), ("parties", SOUTH), ("place", SEOUL))
    b = Telling("b", published(10, 19)).says("meeting", ("parties", JAPAN), ("parties", SOUTH), ("place", WASHINGTON))
    c = Telling("c", published(10, 19)).says("meeting", ("parties", SOUTH), ("place", SEOUL))
    assert partition(gathered(a, b, c)) == {frozenset({"m-a-0", "m-c-0"}), frozenset({"m-b-0"})}


def test_antecedents_are_followed_and_generic_talk_opens_nothing() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    a.says("launch", ("count", one(2)), antecedent="m-a-0").says("launch", ("count", one(9)), generic=True)
    events = gathered(a)
    assert partition(events) == {frozenset({"m-a-0", "m-a-1"})}
    assert {claim.id for claim in events[0].claims} == {"c-m-a-0-0", "c-m-a-0-1", "c-m-a-1-0"}


def test_history_told_with_the_article_breaks_off_from_its_antecedent() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("count", one(2)))
    a.says("launch", ("agent", NORTH), ("when", day(3, 25)), antecedent="m-a-0")
    assert len(gathered(a)) == 2


def test_the_news_of_an_undated_mention_lies_before_publication() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("count", one(2)))
    b = Telling("b", published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    later = Telling("c", published(11, 19)).says("launch", ("agent", NORTH), ("count", one(3)))
    assert partition(gathered(a, b, later)) == {frozenset({"m-a-0", "m-b-0"}), frozenset({"m-c-0"})}


def test_two_translations_of_one_remark_meet_and_two_remarks_do_not() -> None:
    def telling(name: str, *remarks: str) -> Telling:
        made = Telling(name, published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
        for words in remarks:
            made.says("remark", ("words", Words(words)), speaker="person:kishida")
        return made

    a, b = telling("a", "very regrettable conduct"), telling("b", "very unfortunate conduct")
    c = telling("c", "we shall strengthen the fleet in every harbour along the western coast before winter comes")
    found = partition(gathered(a, b, c))
    assert frozenset({"m-a-1", "m-b-1"}) in found
    assert frozenset({"m-c-1"}) in found


def test_what_one_voice_says_on_and_on_in_a_report_is_one_remark() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    a.says("remark", ("words", Words("very regrettable conduct")), speaker="person:kishida")
    a.says("remark", ("words", Words("we shall strengthen the fleet")), speaker="person:kishida")
    a.says("remark", ("words", Words("no comment on that")), speaker="person:kishi")
    assert partition(gathered(a)) >= {frozenset({"m-a-1", "m-a-2"}), frozenset({"m-a-3"})}


def test_remarks_of_two_speakers_never_meet() -> None:
    a = Telling("a", published(10, 19)).says("remark", ("words", Words("very regrettable")), speaker="person:kishida")
    b = Telling("b", published(10, 19)).says("remark", ("words", Words("very regrettable")), speaker="person:kishi")
    assert len(gathered(a, b)) == 2


def test_the_main_event_is_what_most_reports_lead_with_one_for_each_story() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    b = Telling("b", published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    b.says("launch", ("agent", NORTH), ("when", day(9, 15)))
    other = Telling("z", published(3, 3)).says("meeting", ("parties", JAPAN), ("place", SEOUL))
    events = gathered(a, b, other)
    assert [(event.kind, event.main) for event in events].count(("launch", True)) == 1
    assert [event.main for event in events if event.kind == "meeting"] == [True]
    assert events[0].main
    assert events[0].when is not None
    assert "19 October 2021" in next(event.label for event in events if event.main and event.kind == "launch")


def test_when_is_never_said_of_an_event_that_no_report_dates() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("count", one(2)))
    assert gathered(a)[0].when is None


def test_reports_that_meet_share_a_key() -> None:
    a = Telling("a", published(10, 19)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    b = Telling("b", published(10, 20)).says("launch", ("count", one(2)))
    assert keys(a.report()) & keys(b.report())
    far = Telling("c", published(3, 3)).says("launch", ("count", one(2)))
    assert not keys(far.report()) & keys(b.report())


LAUNCH = st.tuples(
    st.sampled_from([NORTH, SOUTH, None]),
    st.sampled_from([day(10, 19), day(10, 18), day(9, 15), None]),
    st.sampled_from([one(1), one(2)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(LAUNCH, min_size=1, max_size=3), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_any_order_of_reports_gives_the_same_events(
    stories: list[list[tuple[Actor, When, Quantity]]], chance: random.Random
) -> None:
    tellings = []
    for number, story in enumerate(stories):
        telling = Telling(f"d{number}", published(10, 19))
        for agent, when, count in story:
            values: list[tuple[str, Value]] = [("count", count)]
            values += [("agent", agent)] if agent else []
            values += [("when", when)] if when else []
            telling.says("launch", *values)
        tellings.append(telling)
    first = gathered(*tellings)
    chance.shuffle(tellings)
    assert gathered(*tellings) == first
    claimed = [claim.id for event in first for claim in event.claims]
    assert sorted(claimed) == sorted(claim.id for telling in tellings for claim in telling.claims)


@pytest.mark.parametrize("reports", [[], [Report(Document("d", "d", ""))]])
def test_nothing_gives_nothing(reports: list[Report]) -> None:
    assert gather_events(reports, [PACK], None) == []



@pytest.mark.parametrize(("before", "seam", "events"), [(1, True, 1), (2, True, 2), (1, False, 2)])
def test_papers_that_lead_with_one_moment_meet_though_a_third_tells_it_under_two_days(
    before: int, seam: bool, events: int
) -> None:
    """Seoul says Tuesday, a command in Hawaii Monday evening; launches of two days of which no hour is one stay two."""
    other = day(10, 19 - before)
    night = When(other.latest - timedelta(hours=6), other.latest + timedelta(hours=6)) if seam else other
    a = Telling("a", published(10, 20)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    a.says("launch", ("agent", NORTH), ("when", other), ("site", SEOUL))
    b = Telling("b", published(10, 20)).says("launch", ("agent", NORTH), ("when", day(10, 19)))
    c = Telling("c", published(10, 20)).says("launch", ("agent", NORTH), ("when", night), ("site", SEOUL))
    assert len(gathered(a, b, c)) == events
