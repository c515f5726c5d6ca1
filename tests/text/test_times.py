"""Times as reports tell them, read on Wednesday 8 June 2022 in Seoul unless a test says otherwise."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.value import When
from rashomon.text.times import Anchor, TimeMention, times
from tests.text.plain import parsed, sentence

SEOUL = Anchor(day=date(2022, 6, 8), zone="Asia/Seoul")


def read(text: str, anchor: Anchor = SEOUL) -> list[TimeMention]:
    return times(sentence(text), anchor)


def stretch(mention: TimeMention) -> tuple[str, str]:
    assert mention.value is not None
    return mention.value.earliest.isoformat()[:16], mention.value.latest.isoformat()[:16]


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("It fired on Sunday.", "Sunday", "2022-06-05T00:00", "2022-06-05T23:59"),
        ("It fired on Wednesday.", "Wednesday", "2022-06-08T00:00", "2022-06-08T23:59"),
        ("It fired on Sunday morning.", "Sunday morning", "2022-06-05T05:00", "2022-06-05T12:00"),
        ("It struck on Monday night.", "Monday night", "2022-06-06T18:00", "2022-06-07T06:00"),
        ("It fell early on Monday.", "early on Monday", "2022-06-06T00:00", "2022-06-06T08:00"),
        ("It fell late Monday.", "late Monday", "2022-06-06T18:00", "2022-06-06T23:59"),
        ("It left before dawn on Monday.", "before dawn on Monday", "2022-06-06T00:00", "2022-06-06T06:00"),
        ("It sank in the early hours of May 3.", "early hours of May 3", "2022-05-03T00:00", "2022-05-03T08:00"),
        ("They met last Friday.", "last Friday", "2022-06-03T00:00", "2022-06-03T23:59"),
        ("They will meet on Friday.", "Friday", "2022-06-10T00:00", "2022-06-10T23:59"),
        ("Schools stay shut until next Monday.", "next Monday", "2022-06-13T00:00", "2022-06-13T23:59"),
        ("It was the fire of Monday of last week.", "Monday of last week", "2022-05-30T00:00", "2022-05-30T23:59"),
        ("Yesterday it rained.", "Yesterday", "2022-06-07T00:00", "2022-06-07T23:59"),
        ("The bus burned last night.", "last night", "2022-06-07T18:00", "2022-06-08T06:00"),
        ("It began this morning.", "this morning", "2022-06-08T05:00", "2022-06-08T12:00"),
        ("It sank on Sept. 15.", "Sept. 15", "2021-09-15T00:00", "2021-09-15T23:59"),
        ("It sank on 15 September 2019.", "15 September 2019", "2019-09-15T00:00", "2019-09-15T23:59"),
        ("It sank on 2021-10-19.", "2021-10-19", "2021-10-19T00:00", "2021-10-19T23:59"),
        ("It sank on 10/19/2021.", "10/19/2021", "2021-10-19T00:00", "2021-10-19T23:59"),
        ("It ran from March 6 to March 10.", "March 6 to March 10", "2022-03-06T00:00", "2022-03-10T23:59"),
        ("On May 23 of this year it sank.", "May 23 of this year", "2022-05-23T00:00", "2022-05-23T23:59"),
        ("In March 2010 it sank.", "March 2010", "2010-03-01T00:00", "2010-03-31T23:59"),
        ("It sank in 1993.", "1993", "1993-01-01T00:00", "1993-12-31T23:59"),
        ("It sank last month.", "last month", "2022-05-01T00:00", "2022-05-31T23:59"),
        ("They met last week.", "last week", "2022-05-30T00:00", "2022-06-05T23:59"),
        ("They rested at the weekend.", "the weekend", "2022-06-04T00:00", "2022-06-05T23:59"),
        ("It came two days ago.", "two days ago", "2022-06-06T00:00", "2022-06-06T23:59"),
        ("She called in the last 24 hours.", "the last 24 hours", "2022-06-07T00:00", "2022-06-08T23:59"),
        ("It fell in the third quarter of 2019.", "the third quarter of 2019", "2019-07-01T00:00", "2019-09-30T23:59"),
        ("It was the 1990s.", "1990s", "1990-01-01T00:00", "1999-12-31T23:59"),
    ],
)  # fmt: skip
def test_days_and_longer_stretches(text: str, words: str, earliest: str, latest: str) -> None:
    (mention,) = read(text)
    assert (text[mention.start : mention.end], *stretch(mention)) == (words, earliest, latest)


@pytest.mark.parametrize(
    ("text", "moment", "zone"),
    [
        ("It left at 10:17 a.m. (0117 GMT) on Tuesday.", "2022-06-07T10:17:00+09:00", "local"),
        ("It left at around 5:10 am local time on May 3.", "2022-05-03T05:10:00+09:00", "local"),
        ("On Sunday it left at 9.08am.", "2022-06-05T09:08:00+09:00", ""),
        ("On Sunday it left at 1017 KST.", "2022-06-05T10:17:00+09:00", "KST"),
        ("It left on Sunday at 0117 GMT.", "2022-06-05T01:17:00+00:00", "GMT"),
        ("It was seen at 1:17 p.m. Eastern time on June 1.", "2022-06-01T13:17:00-04:00", "Eastern"),
        ("It was seen at 1:17 p.m. Eastern time on Jan. 11.", "2022-01-11T13:17:00-05:00", "Eastern"),
        ("At 18:08 local time on 4 August 2020 it blew up.", "2020-08-04T18:08:00+09:00", "local"),
        ("At 18.55 hrs on 02.06.2021 they met.", "2021-06-02T18:55:00+09:00", ""),
        ("It opened at noon on Monday.", "2022-06-06T12:00:00+09:00", ""),
        ("On Sunday evening, at 8:30, it went dark.", "2022-06-05T20:30:00+09:00", ""),
    ],
)
def test_a_clock_takes_its_day_and_zone_from_the_words(text: str, moment: str, zone: str) -> None:
    clocks = [mention for mention in read(text) if mention.kind == "clock"]
    assert [mention.value and mention.value.earliest.isoformat() for mention in clocks] == [moment]
    assert clocks[0].value is not None and clocks[0].value.zone == zone


def test_a_pair_of_clocks_tells_the_zone_where_the_anchor_knows_none() -> None:
    (mention,) = read("It struck at 3:36 a.m. (0136 GMT).", Anchor(day=date(2016, 8, 24)))
    assert mention.value is not None
    assert mention.value.earliest == datetime(2016, 8, 24, 3, 36, tzinfo=timezone(timedelta(hours=2)))


def test_a_weekday_in_the_brackets_belongs_to_the_clock_in_them() -> None:
    (mention,) = read(
        "Calls came in at 10:08 p.m. (0508 GMT Monday).", Anchor(date(2017, 10, 3), None, "America/Los_Angeles")
    )
    assert mention.value is not None
    assert mention.value.earliest.isoformat() == "2017-10-01T22:08:00-07:00"


def test_ranges_of_clocks() -> None:
    (mention,) = read("Both left between 7:12 and 8:30 on Sunday morning.")
    assert stretch(mention) == ("2022-06-05T07:12", "2022-06-05T08:30")
    (mention,) = read("On Monday it ran from 3 p.m. to 5 p.m.")[1:]
    assert stretch(mention) == ("2022-06-06T15:00", "2022-06-06T17:00")


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("shortly before 9 a.m.", "08:40", "09:00"),
        ("shortly after 6 p.m.", "18:00", "18:20"),
        ("just after midnight", "00:00", "00:20"),
        ("at about 7 p.m.", "19:00", "19:00"),
        ("by noon", "00:00", "12:00"),
        ("after 4:20 p.m.", "16:20", "23:59"),
    ],
)
def test_words_before_a_clock_widen_it(words: str, earliest: str, latest: str) -> None:
    first, last = stretch(read(f"On Sunday it came {words}, they said.")[1])
    assert (first, last) == (f"2022-06-05T{earliest}", f"2022-06-05T{latest}")


def test_the_event_at_hand_lends_its_day() -> None:
    event = When(datetime.fromisoformat("2022-05-25T00:00+09:00"), datetime.fromisoformat("2022-05-25T23:59:59+09:00"))
    anchor = Anchor(date(2022, 6, 8), None, "Asia/Seoul", event)
    assert stretch(read("One alarm came in at 8:58 a.m.", anchor)[0]) == ("2022-05-25T08:58", "2022-05-25T08:58")
    assert stretch(read("Two days later they met.", anchor)[0])[0] == "2022-05-27T00:00"
    assert stretch(read("It sailed the next day.", anchor)[0])[0] == "2022-05-26T00:00"


def test_a_day_counted_from_something_unknown_stays_open() -> None:
    (mention,) = read("It came a day after the exercise.")
    assert (mention.kind, mention.value) == ("relative", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They talked for two hours.", "duration"),
        ("It all fell within 35 minutes.", "duration"),
        ("It was the first in six months.", "duration"),
        ("It happens every day.", "recurring"),
        ("They tested it recently.", "vague"),
        ("Weeks later it failed.", "vague"),
    ],
)
def test_durations_habits_and_vague_times_have_no_value(text: str, kind: str) -> None:
    assert [(mention.kind, mention.value) for mention in read(text)] == [(kind, None)]


def test_a_weekday_that_does_not_fit_its_date_is_a_clash() -> None:
    (right,) = read("It sank on Thursday, September 15, 2022.")
    (wrong,) = read("It sank on Monday, September 15, 2022.")
    assert (right.weekday, right.clash) == ("Thursday", "")
    assert (wrong.weekday, wrong.clash) == ("Monday", "2022-09-15 is a Thursday, not a Monday")


def test_a_year_that_opens_the_sentence_dates_what_follows() -> None:
    mentions = read("In 2006, on July 5, it fired seven.")
    assert stretch(mentions[1])[0] == "2006-07-05T00:00"


def test_a_year_left_out_is_the_nearest_past_unless_the_date_is_at_hand() -> None:
    assert stretch(read("It sank on Nov. 28.")[0])[0] == "2021-11-28T00:00"
    assert stretch(read("Talks will resume on Nov. 28.")[0])[0] == "2022-11-28T00:00"
    assert stretch(read("The deadline is June 24.")[0])[0] == "2022-06-24T00:00"
    assert stretch(read("He said that July 1 in Oslo had not changed.")[0])[0] == "2022-07-01T00:00"


def test_without_an_anchor_only_full_dates_have_a_value() -> None:
    assert read("It sank on Tuesday.", Anchor())[0].value is None
    assert read("It sank on 3 May 2020.", Anchor())[0].value is not None


def test_the_tree_tells_what_lies_ahead() -> None:
    rows = """Officials official NOUN 2 nsubj
        said say VERB 0 root
        envoys envoy NOUN 5 nsubj
        will will AUX 5 aux
        meet meet VERB 2 ccomp
        on on ADP 7 case
        Friday Friday PROPN 5 obl"""
    (mention,) = times(parsed(rows), SEOUL)
    assert stretch(mention)[0] == "2022-06-10T00:00"


@pytest.mark.parametrize(
    "text", ["He may march on.", "No. 5 burned.", "They won 3-1.", "The second try failed.", "Sun Li spoke."]
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert read(text) == []


PIECES = (
    *("on", "at", "in", "the", "last", "next", "early", "late", "between", "and", "to", "of", ",", "(", ")", "shortly"),
    *(
        "before",
        "after",
        "Tuesday",
        "Sept.",
        "15",
        "2021",
        "9",
        "9:08",
        "a.m.",
        "0117",
        "GMT",
        "KST",
        "morning",
        "night",
    ),
    *("noon", "week", "month", "years", "two", "days", "ago", "earlier", "will", "fired", "9999999", "May", "mid-May"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.dates(date(2, 1, 5), date(9996, 12, 1)))
def test_spans_lie_in_the_sentence_and_stretches_run_forward(text: str, day: date) -> None:
    read_sentence = sentence(text)
    mentions = times(read_sentence, Anchor(day, None, "Asia/Seoul"))
    for mention in mentions:
        assert (
            read_sentence.tokens[mention.first].start
            == mention.start
            < mention.end
            == read_sentence.tokens[mention.last].end
        )
        assert mention.value is None or mention.value.earliest <= mention.value.latest
        assert mention.value is None or mention.value.earliest.utcoffset() is not None
    assert all(one.last < other.first for one, other in pairwise(mentions))


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    assert isinstance(times(sentence(text), SEOUL), list)


@pytest.mark.parametrize("unit", ["on Tuesday and ", "at 9 a.m. and ", "a day after ", "In 2006 , July 5 "])
def test_time_is_linear_in_an_endless_sentence(unit: str) -> None:
    endless = sentence(unit * 2000)
    begun = perf_counter()
    times(endless, SEOUL)
    assert perf_counter() - begun < 8


@pytest.mark.parametrize(("text", "earliest"), [
    ("It left on Monday, Dallas time.", "2022-06-06T00:00:00-05:00"),
    ("It left at 2:40 p.m. on Monday Hawaii time.", "2022-06-06T14:40:00-10:00"),
    ("On June 7, Pyongyang time, it left.", "2022-06-07T00:00:00+09:00"),
    ("It left on Monday evening, London time.", "2022-06-06T17:00:00+01:00"),
    ("It left on Monday, time and again.", "2022-06-06T00:00:00+09:00"),
])
def test_a_zone_said_behind_the_day_is_that_of_the_day(text: str, earliest: str) -> None:
    found = read(text)[0].value
    assert found is not None and found.earliest.isoformat() == earliest


@pytest.mark.parametrize(("text", "earliest"), [
    ("It burst on Monday at 14h05.", "2022-06-06T14:05"),
    ("It sank at 07H05 on Tuesday.", "2022-06-07T07:05"),
    ("The quake came at 23h59 on 5 June.", "2022-06-05T23:59"),
])
def test_hours_are_parted_by_an_h_where_portuguese_and_french_are_spoken(text: str, earliest: str) -> None:
    assert stretch(read(text)[0])[0] == earliest
