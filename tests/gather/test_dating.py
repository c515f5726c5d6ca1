"""Days inferred for reports that state none."""

from __future__ import annotations

from datetime import UTC, datetime

from rashomon.gather.dating import infer_dates
from rashomon.model import Block, Credits, Document, Lineage, Report

TEXT = (
    "On Tuesday the Sofia ran onto rocks off Tessara, said Ilse Brand of the coastguard in Port Amund; 214 were aboard."
)


def report(name: str, text: str = TEXT, published: datetime | None = None, dateline: str = "") -> Report:
    blocks = (Block(0, len(text), "body"),)
    return Report(Document(name, name, text, published=published, blocks=blocks, credits=Credits(dateline=dateline)))


KIN = report("kin", published=datetime(2022, 6, 7, 14, tzinfo=UTC))


def test_a_report_without_a_date_takes_the_day_of_its_kin() -> None:
    assert infer_dates([KIN, report("a")]) == {"a": datetime(2022, 6, 7, tzinfo=UTC)}


def test_a_dateline_without_a_year_takes_the_year_of_its_kin() -> None:
    assert infer_dates([KIN, report("a", dateline="PORT AMUND, June 9 (TW)")])["a"] == datetime(2022, 6, 9, tzinfo=UTC)
    assert infer_dates([KIN, report("a", dateline="PORT AMUND, Monday, June 9")]) == {}


def test_an_original_is_dated_by_the_weekday_of_its_lead_before_its_copy() -> None:
    copy = report("copy", published=datetime(2022, 6, 9, tzinfo=UTC))
    line = Lineage("copy", "a", "spun", 0.8)
    assert infer_dates([copy, report("a")], [line])["a"].date().isoformat() == "2022-06-07"


def test_a_look_back_is_not_dated_by_the_reports_it_resembles() -> None:
    assert infer_dates([KIN, report("a", TEXT + " Three years on, in 2025, the wreck is still there.")]) == {}


def test_a_day_that_reads_two_ways_is_read_as_its_kin_suggest() -> None:
    winter = report("kin", published=datetime(2022, 12, 6, 14, tzinfo=UTC))
    odd = report("a", published=datetime(2022, 6, 12, tzinfo=UTC), dateline="12/06/2022")
    assert infer_dates([winter, odd]) == {"a": datetime(2022, 12, 6, tzinfo=UTC)}
    plain = report("b", published=datetime(2022, 6, 12, tzinfo=UTC), dateline="12 June 2022")
    assert infer_dates([winter, plain]) == {}


def test_a_stated_day_is_left_alone_and_strangers_lend_none() -> None:
    stranger = report("s", "Dock workers in Halden walked out over pay.", datetime(2022, 6, 7, tzinfo=UTC))
    assert infer_dates([stranger, report("a")]) == {}
    assert infer_dates([KIN]) == {}


def test_without_kin_a_dateline_takes_the_latest_year_in_which_its_weekday_fits() -> None:
    found = infer_dates([report("a", dateline="PORT AMUND, June 7 (TW)")])
    assert found["a"].date().isoformat() == "2022-06-07"  # a Tuesday, as the text says; the next are of 2033 and 2039
    quiet = "The Sofia ran onto rocks off Tessara, said Ilse Brand of the coastguard in Port Amund; 214 were aboard."
    assert infer_dates([report("a", quiet, dateline="PORT AMUND, June 7 (TW)")]) == {}
