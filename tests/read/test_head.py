"""Credits and days of publication in the forms that real pages print."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.read.credits import credits_of, published_of
from rashomon.read.head import read_head

NEWS = "A cargo ship ran aground off the harbour before dawn and nobody was hurt, the port authority said.\n"


def credited(head: str, body: str = NEWS) -> tuple[str, date | None, tuple[str, ...]]:
    text = head + body
    found = read_head(text)
    when = published_of(text, found).when
    credits = credits_of(text, found)
    return credits.outlet, when.date() if when else None, credits.agencies


@pytest.mark.parametrize(
    ("head", "outlet", "day"),
    [
        ("Ship aground off Varna\n\nVARNA, May 3, 2021 (Pontic Wire) -- ", "Pontic Wire", date(2021, 5, 3)),
        (
            "Ship aground\nThe Varna Courier, Tuesday 4 May 2021, late edition\n\n",
            "The Varna Courier",
            date(2021, 5, 4),
        ),
        (
            "The Harbour Post\nAsia > Ports\n4 May 2021, 21:30 SGT\n\nShip runs aground\n\n",
            "The Harbour Post",
            date(2021, 5, 4),
        ),
        ("Quay Quarterly\n8 May 2021\n\nWhat a grounding costs the port\n\n", "Quay Quarterly", date(2021, 5, 8)),
        ("[Pontic News Agency] Updated 2021-05-03 11:58 (EEST)\n\n", "Pontic News Agency", date(2021, 5, 3)),
        (
            "Ship aground\nPontic Press Bureau -- May 3, 2021 -- 13:10 (EEST)\n\n",
            "Pontic Press Bureau",
            date(2021, 5, 3),
        ),
        (
            "Ship hits sand\nby staff @ BuzzSpin365 on May 4, 2021 · 2 min read · Updated\n\n",
            "BuzzSpin365",
            date(2021, 5, 4),
        ),
        ("SeaHive Daily | Trending\nMay 4, 2021\n\nShip hits sand near Varna\n\n", "SeaHive Daily", date(2021, 5, 4)),
        ("THE VARNA BUGLE · Tuesday 4 May 2021\n\nAGROUND\nCrew walks ashore\n\n", "The Varna Bugle", date(2021, 5, 4)),
        (
            "Three notes\nposted 14/05/2021 by the editors of Black Sea Shipping Watch\n\n",
            "Black Sea Shipping Watch",
            date(2021, 5, 14),
        ),
        (
            "Port crisis: what we know | WavePulse Daily\nPosted Tue 4 May 2021 in Ports\n\n",
            "WavePulse Daily",
            date(2021, 5, 4),
        ),
        ("The Corniche Times (Varna), 4 May 2021\n\n", "The Corniche Times", date(2021, 5, 4)),
        ("Toll of 1 October raised to 60\n\nOct. 9, 2021 - ", "", date(2021, 10, 9)),
    ],
)
def test_masthead_forms(head: str, outlet: str, day: date) -> None:
    found = credited(head)
    assert (found[0], found[1]) == (outlet, day)


def test_the_wire_behind_a_masthead_is_credited_and_the_wire_that_is_the_outlet_is_not() -> None:
    assert credited("The Harbour Post\n4 May 2021\n\nShip aground at Varna\n\nVARNA (Reuters) - ")[2] == ("Reuters",)
    assert credited("Ship aground\nPontic News Agency\n\nVARNA, May 3 (Pontic) -- ")[:1] == ("Pontic News Agency",)
    assert credited("Ship aground\nPontic News Agency\n\nVARNA, May 3 (Pontic) -- ")[2] == ()


def test_a_picture_credit_is_no_relay() -> None:
    text = NEWS + "\nImage: AP"
    credits = credits_of(text, read_head(text))
    assert credits.agencies == ()
    assert credits.picture_agencies == ("Associated Press",)


def test_agencies_named_in_the_last_line_are_relays() -> None:
    assert (
        credits_of(NEWS + "\n— AP", read_head(NEWS)).agencies == ()
        or credits_of(NEWS + "\n— AP", read_head(NEWS)).outlet == "Associated Press"
    )
    text = "The Harbour Post, 4 May 2021\n\n" + NEWS + "\n(With inputs from AFP and PTI)"
    assert credits_of(text, read_head(text)).agencies == ("Agence France-Presse", "Press Trust of India")


def test_a_dateline_without_year_takes_it_from_the_same_day_in_the_text() -> None:
    assert credited("VARNA, May 3 (Pontic) -- ", NEWS + "It happened on May 3, 2021, the log says.")[1] == date(
        2021, 5, 3
    )
    assert credited("VARNA, May 3 (Pontic) -- ", NEWS + "In 2009 a tanker burned there.")[1] is None


def test_a_weekday_decides_between_day_and_month() -> None:
    assert credited("Port Weekly | Fri 05/03/2021\n\n")[1] == date(2021, 3, 5)
    assert credited("Port Weekly | Mon 05/03/2021\n\n")[1] == date(2021, 5, 3)


def test_the_zone_comes_from_the_clock_or_from_the_city() -> None:
    stated = "Ship aground\n4 May 2021, 21:30 SGT\n\n" + NEWS
    assert published_of(stated, read_head(stated)).zone == "+08:00"
    city = "SEOUL, May 3, 2021 (Pontic) -- " + NEWS
    assert published_of(city, read_head(city)).zone == "Asia/Seoul"


def test_a_day_glued_to_the_first_sentence_is_cut_off() -> None:
    text = "date 2021-05-03 " + NEWS
    head = read_head(text)
    assert text[head.body :].startswith("A cargo ship")
    assert head.days[0].year == 2021


def test_a_day_inside_the_first_sentence_stays_there() -> None:
    text = "On 3 May 2021 a cargo ship ran aground off the harbour, the port authority said.\n"
    assert read_head(text).body == 0
