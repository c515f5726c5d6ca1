"""Launches as papers write them: the same fields out of actives, passives, relative clauses, nouns and fragments."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said, values


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired two ballistic missiles into the Sea of Japan on Tuesday, the defence ministry said.",
        "Two ballistic missiles were fired by North Korea into the Sea of Japan on Tuesday, the defence ministry said.",
        "The ministry said that North Korea had launched two ballistic missiles into the Sea of Japan on Tuesday.",
    ],
)
def test_who_fired_how_many_of_what_and_where_they_came_down(read: Read, text: str) -> None:
    report = read(text)
    assert values(report, "agent") == ["North Korea"]
    assert values(report, "count") == [(2, 2)]
    assert values(report, "weapon") == ["ballistic_missile"]
    assert values(report, "landing") == ["Sea of Japan"]
    assert values(report, "launch_time") == [("2021-10-19T00:00:00+09:00", "2021-10-19T23:59:59+09:00")]


@pytest.mark.parametrize(
    ("words", "bounds"),
    [("at least three", (3, None)), ("at most one", (0, 1)), ("no fewer than four", (4, None)), ("several", (3, 9))],
)
def test_a_bound_is_part_of_the_number(read: Read, words: str, bounds: tuple[int, int | None]) -> None:
    report = read(f"North Korea fired {words} ballistic missiles off its east coast on Tuesday, Seoul said.")
    assert values(report, "count") == [bounds]


def test_a_bare_missile_is_no_count_and_no_class(read: Read) -> None:
    report = read("North Korea fired a missile into the sea on Tuesday, South Korea's military said.")
    assert values(report, "count") == []
    assert values(report, "weapon") == []


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Pyongyang test-fired a Hwasong-15 on Tuesday.", "icbm"),
        ("Iran launched a Khorramshahr missile from a site near Semnan on Tuesday.", "mrbm"),
        ("North Korea fired a submarine-launched ballistic missile off Sinpo on Tuesday.", "slbm"),
    ],
)
def test_a_named_system_gives_its_class(read: Read, text: str, weapon: str) -> None:
    assert values(read(text), "weapon") == [weapon]


def test_two_weapons_with_days_of_their_own_are_two_launches(read: Read) -> None:
    report = read(
        "Pyongyang tested three medium-range ballistic missiles on September 15 and a hypersonic missile on "
        "September 28."
    )
    weapons = {claim.mention: claim for claim in said(report, "weapon")}
    assert len(weapons) == 2
    assert values(report, "launch_time") == [
        ("2021-09-15T00:00:00+09:00", "2021-09-15T23:59:59+09:00"),
        ("2021-09-28T00:00:00+09:00", "2021-09-28T23:59:59+09:00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea may fire another ballistic missile next month, analysts say.",
        "The resolution bans North Korea from launching ballistic missiles.",
        "South Korea plans to launch a new cruise missile.",
    ],
)
def test_plans_bans_and_fears_are_no_launch(read: Read, text: str) -> None:
    report = read(f"{text} The cabinet met in Seoul.")
    assert [claim for claim in report.claims if claim.kind == "missile_launch"] == []


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("It fell outside Japan's exclusive economic zone, the coast guard said.", "outside_eez"),
        ("It came down inside Japan's exclusive economic zone, the coast guard said.", "in_eez"),
        ("The missile landed in Japan's EEZ, the coast guard said.", "in_eez"),
    ],
)
def test_the_zone_takes_its_country_from_the_words(read: Read, text: str, zone: str) -> None:
    report = read(f"North Korea fired a ballistic missile on Tuesday. {text}")
    (claim,) = said(report, "zone")
    assert (claim.value.concept, claim.value.country) == (zone, "JP")  # type: ignore[union-attr]


def test_a_country_the_text_states_is_kept_beside_the_gazetteers(read: Read) -> None:
    report = read("A rocket was fired from Wonsan harbour in South Korea on Tuesday, the Joint Chiefs of Staff said.")
    (claim,) = said(report, "launch_site")
    assert claim.value.country == "KP"  # type: ignore[union-attr]
    assert claim.value.stated_country == "KR"  # type: ignore[union-attr]


def test_flight_data_continue_the_launch(read: Read) -> None:
    report = read(
        "North Korea fired a ballistic missile on Tuesday, the Joint Chiefs of Staff said. The missile flew about 600 "
        "kilometres and reached a maximum altitude of 60 kilometres, they said."
    )
    assert values(report, "range_km") == [(600, 600)]
    assert values(report, "apogee_km") == [(60, 60)]
    flights = {claim.mention for claim in said(report, "range_km")}
    linked = {mention.id for mention in report.mentions if mention.antecedent}
    assert flights <= linked


def test_no_damage_is_a_claim(read: Read) -> None:
    report = read("North Korea fired two missiles on Tuesday. There were no reports of damage to ships, Tokyo said.")
    assert values(report, "harm") == ["no_harm_reported"]
    assert origins(report, "harm") == ["Japan"]
