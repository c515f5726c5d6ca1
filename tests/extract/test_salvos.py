"""One missile after another, limits of flight, failures and harm that nobody came to, names in the plural."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, said, shown, values

LEAD = "North Korea fired six missiles on Tuesday. "


@pytest.mark.parametrize(
    ("sentence", "clocks"),
    [
        ("The first lifted off at 6:40 a.m.", ["06:40"]),
        ("A fourth followed at 9:05 a.m.", ["09:05"]),
        ("The last of them was fired at 5:15 p.m.", ["17:15"]),
        ("The first rose at 6:40 a.m. and another 12 minutes later.", ["06:40", "06:52"]),
        ("One was launched at 1:20 p.m. and the other 25 minutes after it.", ["13:20", "13:45"]),
        ("The first took off at 8:30 a.m., the second about ten minutes later.", ["08:30", "08:40"]),
    ],
)
def test_one_missile_after_another(read: Read, sentence: str, clocks: list[str]) -> None:
    found = [claim for claim in said(read(LEAD + sentence), "launch_time") if claim.span.start > len(LEAD)]
    assert [shown(claim)[0][11:16] for claim in found] == clocks  # type: ignore[index]


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("The first covered 310 kilometers or a little more.", "range_km", (310, None)),
        ("The second flew 280 kilometers or slightly less.", "range_km", (None, 280)),
        ("The others went 400 kilometers or even more.", "range_km", (400, None)),
        ("Neither rose above 90 kilometers.", "apogee_km", (None, 90)),
        ("None of them reached 70 kilometers.", "apogee_km", (None, 70)),
        ("The missiles did not exceed an altitude of 55 kilometers.", "apogee_km", (None, 55)),
        ("The missile flew about 300 miles.", "range_km", (483, 483)),
    ],
)
def test_bounds_and_limits_of_a_flight(read: Read, sentence: str, field: str, value: object) -> None:
    found = said(read(LEAD + sentence), field)
    assert [(shown(claim), claim.stance.polarity) for claim in found] == [(value, "affirmed")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The second blew apart a minute after launch.",
        "One of the missiles ran into difficulties and was lost.",
        "The last missile never left its launcher.",
        "The third launch did not succeed.",
        "An earlier specimen failed in May 2019.",
        "The engine cut out too early.",
        "The third test went wrong.",
    ],
)
def test_failures_under_other_names(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "outcome") == ["failed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tests went according to plan.",
        "The flight had gone to plan, a scientist said.",
        "The other five flew normally.",
        "The missiles were launched with great success.",
        "Pyongyang speaks of a triumph.",
    ],
)
def test_successes_under_other_names(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "outcome") == ["success"]


@pytest.mark.parametrize(
    "sentence",
    [
        "No ferry or trawler came to harm.",
        "Not one of the trawlers was damaged.",
        "No aircraft was hit, the airline said.",
        "All fishing boats in the area were safe.",
        "Neither ship was damaged.",
    ],
)
def test_harm_that_nobody_came_to(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "harm") == ["no_harm_reported"]


def test_some_are_not_all(read: Read) -> None:
    assert values(read(LEAD + "Not all of the trawlers were damaged."), "harm") == []


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("Two were Scuds and four Musudans.", ["srbm", "irbm"]),
        ("Analysts regard it as a version of the Musudan.", ["irbm"]),
        ("The chiefs took the last one for a Hwasong-12.", ["irbm"]),
        ("The weapon was in all likelihood a Scud.", ["srbm"]),
        ("The ministry still holds it to be an ICBM.", ["icbm"]),
        ("It was a cruise missile rather than a satellite rocket.", ["cruise_missile"]),
    ],
)
def test_what_it_was_taken_for(read_by_frames: Read, sentence: str, concepts: list[str]) -> None:
    report = read_by_frames(LEAD + sentence)
    assert values(report, "weapon") == concepts
    assert values(report, "count") == [(6, 6)]


@pytest.mark.parametrize(
    ("sentence", "zone", "polarity"),
    [
        ("One missile came down in Russia's zone.", "in_eez", "affirmed"),
        ("Fragments lay inside the Japanese zone.", "in_eez", "affirmed"),
        ("Nothing has fallen inside Japan's zone.", "in_eez", "denied"),
        ("They are thought to have ended in the East Sea, outside Japan's economic zone.", "outside_eez", "affirmed"),
    ],
)
def test_a_bare_zone_is_the_economic_one(read: Read, sentence: str, zone: str, polarity: str) -> None:
    found = said(read(LEAD + sentence), "zone")
    assert [(shown(claim), claim.stance.polarity) for claim in found] == [(zone, polarity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Troops patrol the demilitarized zone.",
        "A missile fell near the demilitarized zone.",
        "It passed through the air defense identification zone.",
    ],
)
def test_other_zones_are_none_at_sea(read_by_frames: Read, sentence: str) -> None:
    assert values(read_by_frames(LEAD + sentence), "zone") == []


@pytest.mark.parametrize(
    ("sentence", "day", "place"),
    [
        ("The film is of a launch made on June 3 from a site near Wonsan.", "2021-06-03", "Wonsan"),
        ("A test conducted on June 3 at Sinpo had failed.", "2021-06-03", "Sinpo"),
        ("The launch staged on June 3 from Sunan was the last.", "2021-06-03", "Sunan"),
    ],
)
def test_launches_made_somewhere(read: Read, sentence: str, day: str, place: str) -> None:
    report = read(LEAD + sentence)
    assert place in values(report, "launch_site")
    assert day in [shown(claim)[0][:10] for claim in said(report, "launch_time")]  # type: ignore[index]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The first fell about 200 kilometers off the coast of Hokkaido.",
         "about 200 kilometers off the coast of Hokkaido"),
        ("The last one crashed close to Sinpo.", "Sinpo"),
        ("It flew over Japan and into the Pacific.", "Pacific Ocean"),
        ("The last one struck with precision a target in the Sea of Japan.", "Sea of Japan"),
    ],
)
def test_where_they_came_down(read: Read, sentence: str, place: str) -> None:
    assert values(read(LEAD + sentence), "landing") == [place]


@pytest.mark.parametrize(
    "sentence",
    [
        "She meant the two that, by the account of the army, were fired from Sinpo.",
        "By the ministry's count two were fired from Sinpo.",
        "By Seoul's reckoning, two of them were launched from Sinpo.",
    ],
)
def test_nobody_fires_by_an_account(read: Read, sentence: str) -> None:
    assert values(read(LEAD + sentence), "agent") == ["North Korea"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The Hwasong-12 of July 5 flew well.", "2021-07-05"),
        ("The Scud-2 of 5 July flew well.", "2021-07-05"),
        ("The Agni-5 of 5 July flew well.", "2021-07-05"),
    ],
)
def test_the_figure_of_a_name_is_no_day(read: Read, sentence: str, day: str) -> None:
    assert day in [shown(claim)[0][:10] for claim in said(read(LEAD + sentence), "launch_time")]  # type: ignore[index]
