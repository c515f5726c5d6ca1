"""What resolutions cover, and the earlier launches that ordinals are held against."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.know.base import Knowledge
from rashomon.know.launches import days_of_launches, last_before, launches, ledger_span
from rashomon.know.rules import rules_for, rules_touching

AUTUMN_2021 = date(2021, 10, 19)


@pytest.mark.parametrize("concept", ["ballistic_missile", "srbm", "slbm", "icbm", "space_launch_vehicle"])
def test_launches_with_ballistic_technology_are_covered(concept: str, shelf: Knowledge) -> None:
    rules = rules_for("KP", [concept], AUTUMN_2021, shelf)
    assert "S/RES/1874 (2009)" in {rule.resolution for rule in rules}
    assert all(rule.clause and rule.summary and rule.checked in ("content", "memory") for rule in rules)


@pytest.mark.parametrize("concept", ["cruise_missile", "surface_to_air_missile", "artillery_rocket", "projectile"])
def test_other_weapons_are_not(concept: str, shelf: Knowledge) -> None:
    assert rules_for("KP", [concept], AUTUMN_2021, shelf) == []


def test_a_glider_is_covered_only_perhaps(shelf: Knowledge) -> None:
    assert rules_for("KP", ["hypersonic_missile"], AUTUMN_2021, shelf) == []
    assert {touched.how for touched in rules_touching("KP", ["hypersonic_missile"], AUTUMN_2021, shelf)} == {"perhaps"}


def test_rules_have_dates(shelf: Knowledge) -> None:
    assert rules_for("KP", ["srbm"], date(2006, 7, 1), shelf) == []
    assert [rule.clause for rule in rules_for("IR", ["mrbm"], date(2017, 1, 29), shelf)] == ["Annex B, paragraph 3"]
    assert rules_for("IR", ["mrbm"], date(2024, 1, 29), shelf) == []
    assert rules_for("FR", ["slbm"], AUTUMN_2021, shelf) == []


def test_the_petroleum_clause_needs_an_icbm(shelf: Knowledge) -> None:
    assert "OP28" in {rule.clause for rule in rules_for("KP", ["icbm"], AUTUMN_2021, shelf)}
    assert "OP28" not in {rule.clause for rule in rules_for("KP", ["slbm"], AUTUMN_2021, shelf)}


def test_first_ballistic_test_in_six_months(shelf: Knowledge) -> None:
    before = last_before("KP", date(2021, 9, 15), shelf, ["ballistic_missile"])
    assert before is not None
    assert before.day == "2021-03-25"
    assert days_of_launches("KP", date(2021, 9, 1), date(2021, 10, 31), shelf, ["projectile"])[-1] == AUTUMN_2021


def test_launches_are_told_apart_by_class(shelf: Knowledge) -> None:
    autumn = launches("KP", date(2021, 9, 1), date(2021, 10, 31), shelf)
    assert {launch.concept for launch in autumn} >= {"cruise_missile", "surface_to_air_missile", "slbm", "srbm"}
    counts = {launch.source: launch.count for launch in autumn if launch.day == "2021-10-19"}
    assert counts["Japan MOD"] == 2
    assert counts["CNS"] == 1


def test_the_ledger_says_how_far_it_reaches(shelf: Knowledge) -> None:
    span = ledger_span("KP", shelf)
    assert span is not None
    assert span[0] < date(1990, 1, 1) and span[1] > date(2024, 1, 1)
    assert ledger_span("FR", shelf) is None
