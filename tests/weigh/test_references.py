"""What a report says against what the shelf knows: places, titles, missions, days, ordinals, resolutions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from newsroom import CHIEFS, COUNT, SITE, WEAPON, annotated, claim, desk, exactly, report, weighed

from rashomon.model import Actor, Finding, Place, Report, Term, When
from rashomon.packs.form import FieldForm
from rashomon.weigh.checks import Check
from rashomon.weigh.checks.calendar import calendar
from rashomon.weigh.checks.offices import offices
from rashomon.weigh.checks.places import places
from rashomon.weigh.checks.rules import rules

AGENT = FieldForm(name="agent", value="actor", label="Agent")
NORTH = Actor("North Korea", "country:KP", country="KP")
SHORT_RANGE = Term("srbm", ("ballistic_missile",))


def checked(check: Check, source: Report, **names: tuple[str, ...]) -> list[Finding]:
    """The findings of one check on one report that makes one claim on its first word."""
    context = desk([source], [COUNT], annotations=annotated(source, **names))
    first = source.document.text.split()[0]
    return check(context, [weighed(context, claim(source, first, exactly(1), CHIEFS))])


def launched(text: str, day: str, weapon: Term, words: str) -> list[Finding]:
    """The findings on a launch by North Korea on that day, from the calendar and the resolutions."""
    source = report("wire", text, outlet="The Wire", on=day)
    context = desk([source], [AGENT, WEAPON], annotations=annotated(source))
    one = weighed(context, claim(source, "North Korea", NORTH, field="agent"),
                  claim(source, words, weapon, field="weapon"))
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(hours=9)
    event = msgspec.structs.replace(one.event, when=When(start, start + timedelta(hours=24), "KST"))
    return [*calendar(context, [msgspec.structs.replace(one, event=event)]),
            *rules(context, [msgspec.structs.replace(one, event=event)])]


def test_a_place_that_a_claim_puts_in_the_wrong_country() -> None:
    source = report("wire", "It left Hamhung in the South, the chiefs said.", outlet="The Wire")
    context = desk([source], [SITE])
    moved = Place("Hamhung", "geonames:1877449", "KP", 39.9, 127.5, stated_country="KR")
    (finding,) = places(context, [weighed(context, claim(source, "Hamhung", moved, CHIEFS, field="launch_site"))])
    assert finding.message == (
        "The Wire puts Hamhung in South Korea; the gazetteer has it in North Korea and knows no place of that name in "
        "South Korea."
    )


@pytest.mark.parametrize("text", ["It left Hamhung in South Korea at dawn.", "It left Hamhung (South Korea) at dawn."])
def test_a_place_beside_the_wrong_country_in_the_text(text: str) -> None:
    (finding,) = checked(places, report("wire", text, outlet="The Wire"), Location=("Hamhung", "South Korea"))
    assert finding.evidence["gazetteer"] == "North Korea"


@pytest.mark.parametrize("text", [
    "It left Hamhung in North Korea at dawn.", "It left Hamhung, South Korea said at dawn.",
    "They met in Washington in South Korea's embassy.",
])
def test_right_countries_and_mere_neighbours_are_left_alone(text: str) -> None:
    source = report("wire", text, outlet="The Wire")
    found = checked(places, source, Location=("Hamhung", "South Korea", "North Korea"))
    assert found == []


def test_a_sea_under_the_name_of_another() -> None:
    source = report("wire", "Eight fell into the East Sea (East China Sea) on Sunday.", outlet="The Wire")
    (finding,) = checked(places, source, Location=("East Sea", "East China Sea"))
    assert finding.evidence == {"first": "Sea of Japan", "second": "East China Sea"}


def test_two_names_of_one_sea_are_right() -> None:
    source = report("wire", "Eight fell into the East Sea (Sea of Japan) on Sunday.", outlet="The Wire")
    assert checked(places, source, Location=("East Sea", "Sea of Japan")) == []


def test_the_wrong_part_of_the_country() -> None:
    wrong = report("wire", "They waited in Jindo, in the country's north-east, all day.", outlet="The Wire")
    (finding,) = checked(places, wrong, Location=("Jindo",))
    assert finding.evidence["gazetteer"] == "south-west"
    right = report("wire", "Families sat in Jindo, in the south-west of the country, all day.", outlet="The Wire")
    assert checked(places, right, Location=("Jindo",)) == []


def test_a_title_that_its_bearer_never_held() -> None:
    source = report("wire", "Chief Cabinet Secretary Fumio Kishida told the press.", outlet="The Wire", on="2022-10-05")
    (finding,) = checked(offices, source, Person=("Fumio Kishida",))
    assert finding.evidence["holder"] == "Hirokazu Matsuno"
    assert "Fumio Kishida was Japan's Prime Minister" in finding.message


def test_a_minister_of_the_wrong_country() -> None:
    text = "Jim Mattis, the defense secretary of Japan, told the press."
    (finding,) = checked(offices, report("wire", text, outlet="The Wire", on="2017-11-29"), Person=("Jim Mattis",))
    assert finding.evidence["country"] == "Japan"


@pytest.mark.parametrize("text", [
    "Prime Minister Fumio Kishida told the press.", "Former Foreign Minister Fumio Kishida told the press.",
    "President Ichiro Nobody told the press.", "Deputy Chief Cabinet Secretary Fumio Kishida told the press.",
    "Chief Cabinet Secretary Kishida told the press.",
])
def test_titles_that_fit_or_that_the_shelf_cannot_judge(text: str) -> None:
    source = report("wire", text, outlet="The Wire", on="2022-10-05")
    assert checked(offices, source, Person=("Fumio Kishida", "Ichiro Nobody", "Kishida")) == []


def test_an_envoy_in_a_country_without_a_mission() -> None:
    source = report("wire", "The U.S. envoy in North Korea flew to Seoul.", outlet="The Wire", on="2021-10-19")
    (finding,) = checked(offices, source)
    assert "the United States has no mission in North Korea" in finding.message


@pytest.mark.parametrize("text", [
    "The U.S. envoy for North Korea flew to Seoul.", "The U.S. ambassador in South Korea flew home.",
    "The envoy in North Korea flew home.",
])
def test_envoys_that_can_be_where_they_are(text: str) -> None:
    assert checked(offices, report("wire", text, outlet="The Wire", on="2021-10-19")) == []


def test_a_weekday_that_its_date_does_not_have() -> None:
    source = report("wire", "It flew on Monday, October 19, 2021, at dawn.", outlet="The Wire", on="2021-10-20")
    (finding,) = checked(calendar, source)
    assert finding.message == "The Wire writes Monday, October 19, 2021; 19 October 2021 was a Tuesday."


@pytest.mark.parametrize("text", ["It flew on Tuesday, October 19, 2021, at dawn.", "It flew on October 19 at dawn."])
def test_a_right_or_unnamed_weekday(text: str) -> None:
    assert checked(calendar, report("wire", text, outlet="The Wire", on="2021-10-20")) == []


def test_the_first_test_in_six_months_is_counted_in_the_ledger() -> None:
    text = "North Korea fired two short-range missiles, the first such launches in six months."
    everything = launched(text, "2021-09-15", SHORT_RANGE, "short-range missiles")
    found = [one for one in everything if one.kind == "reference"]
    assert [one.severity for one in found] == ["low"]
    assert found[0].evidence["days"] == "174"


def test_the_first_test_in_two_years_is_not() -> None:
    text = "North Korea fired two short-range missiles, the first such launches in two years."
    everything = launched(text, "2021-09-15", SHORT_RANGE, "short-range missiles")
    found = [one for one in everything if one.kind == "reference"]
    assert "174 days earlier, less than two years" in found[0].message


def test_a_ballistic_launch_is_named_in_resolutions_at_the_passage_that_speaks_of_them() -> None:
    text = "North Korea fired a ballistic missile. That violates Security Council resolutions, Tokyo said."
    (finding,) = [one for one in launched(text, "2021-10-19", Term("ballistic_missile"), "ballistic missile")
                  if one.kind == "rule"]
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == "violates Security Council resolutions"
    assert "S/RES/1718 (2006) OP2" in finding.message
    assert "no verdict of law" in finding.message


def test_a_cruise_missile_is_named_in_none() -> None:
    plain = "North Korea fired a cruise missile into the sea."
    assert [one for one in launched(plain, "2022-01-25", Term("cruise_missile"), "cruise missile")
            if one.kind == "rule"] == []
    accused = "North Korea fired a cruise missile. That violates Security Council resolutions, Tokyo said."
    (finding,) = [one for one in launched(accused, "2022-01-25", Term("cruise_missile"), "cruise missile")
                  if one.kind == "rule"]
    assert "name other classes than what is claimed here (cruise missile)" in finding.message
