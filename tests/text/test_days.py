"""Days as heads of pages state them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.days import find_days, moment, zone_of


@pytest.mark.parametrize(
    ("text", "day", "minute", "zone"),
    [
        ("Updated 2021-05-03 11:58 (KST)", (2021, 5, 3), 718, "+09:00"),
        ("2021/05/03 09:11 JST", (2021, 5, 3), 551, "+09:00"),
        ("03.05.2021, 14:00 hrs IST", (2021, 5, 3), 840, "+05:30"),
        ("May 3, 2021 -- 13:10 (JST)", (2021, 5, 3), 790, "+09:00"),
        ("3 May 2021 | 04.15 BST", (2021, 5, 3), 255, "+01:00"),
        ("Mon, 3 May 2021", (2021, 5, 3), None, ""),
        ("May. 3, 2021 (Mon) 08:52 JST   The Press", (2021, 5, 3), 532, "+09:00"),
        ("May 3rd, 2021", (2021, 5, 3), None, ""),
        ("Monday 3 May '21", (2021, 5, 3), None, ""),
        ("May 3, 2021 - 4:02 pm", (2021, 5, 3), 962, ""),
        ("3 May 2021, 22:00 (Kabul)", (2021, 5, 3), 1320, "Asia/Kabul"),
        ("2021-05-03T01:04:05Z", (2021, 5, 3), 64, "+00:00"),
        ("VARNA, May 3 (Pontic)", (0, 5, 3), None, ""),
        ("13/05/21", (2021, 5, 13), None, ""),
        ("05/13/2021", (2021, 5, 13), None, ""),
    ],
)
def test_forms(text: str, day: tuple[int, int, int], minute: int | None, zone: str) -> None:
    found = find_days(text)[0]
    assert (found.year, found.month, found.day) == day
    assert (found.minute_of_day, found.zone) == (minute, zone)


@pytest.mark.parametrize("text", ["31/02/2021", "May 2021", "10:17", "March was cold", "version 1.2.3", "32 May 2021"])
def test_what_is_no_day(text: str) -> None:
    assert find_days(text) == []


def test_zones_of_letters_cities_and_nothing() -> None:
    assert zone_of("KST") == "+09:00"
    assert zone_of("Tokyo") == "Asia/Tokyo"
    assert zone_of("Washington") == "America/New_York"
    assert zone_of("Reuters") == ""


def test_a_moment_is_aware() -> None:
    assert moment(date(2021, 5, 3), 718, "+09:00").isoformat() == "2021-05-03T11:58:00+09:00"
    assert moment(date(2021, 5, 3), None, "").isoformat() == "2021-05-03T00:00:00+00:00"
    assert moment(date(2021, 5, 3), None, "No/Where").tzinfo is not None


@given(st.text(alphabet="0123456789/-.: MayJune,()KST", max_size=60))
def test_any_head_gives_only_real_days(text: str) -> None:
    for day in find_days(text):
        assert text[day.start : day.end].strip()
        assert day.in_year(day.year or 2000) is not None or not day.year


@pytest.mark.parametrize(
    ("written", "month", "day", "ambiguous"),
    [("03.05.2019", 5, 3, False), ("3.11.2021", 11, 3, False), ("03/05/2019", 5, 3, True)],
)
def test_with_dots_the_day_comes_first(written: str, month: int, day: int, ambiguous: bool) -> None:
    (found,) = find_days(written)
    assert (found.month, found.day, found.ambiguous) == (month, day, ambiguous)
