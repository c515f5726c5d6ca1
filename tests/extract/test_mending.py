"""Long sentences that parsers get wrong: what stands before a comma belongs to the verb before it."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, values


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("The rocket was launched from Musudan in North Korea at about 6:40 a.m., crossed the coast and fell into the "
         "sea, the ministry said.", "2021-10-19T06:40:00+09:00"),
        ("A missile rose from the Wonsan area of North Korea at 5:10 p.m., climbed to 560 kilometers and dropped into "
         "the East Sea, the JCS said.", "2021-10-19T17:10:00+09:00"),
        ("The missile took off to the east from Sunan in North Korea at 7:05 a.m., passed an island and vanished from "
         "radar, the JCS said.", "2021-10-19T07:05:00+09:00"),
    ],
)
def test_the_clock_time_before_a_comma_is_that_of_the_launch(read: Read, text: str, moment: str) -> None:
    report = read(text)
    assert (moment, moment) in values(report, "launch_time")


@pytest.mark.parametrize(
    "text",
    [
        "The missile that Pyongyang called a satellite rocket fell into the Yellow Sea on Tuesday after a short "
        "flight, the Joint Chiefs of Staff in Seoul said.",
        "A rocket that North Korea described as peaceful came down in the Yellow Sea on Tuesday, South Korea's Joint "
        "Chiefs of Staff said.",
        "A ballistic missile that the North had shown in a parade fell into the Sea of Japan on Tuesday, Japan's "
        "defence ministry said.",
    ],
)
def test_the_day_of_the_main_verb_is_not_that_of_a_relative_clause(read: Read, text: str) -> None:
    report = read(text)
    assert values(report, "launch_time") == [("2021-10-19T00:00:00+09:00", "2021-10-19T23:59:59+09:00")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Chilean and Kenyan foreign ministers had talked by phone on Monday, the Pentagon said.", "Pentagon"),
        ("The nuclear envoys of Japan and the United States had spoken by telephone on Monday, the State Department "
         "said.", "U.S. State Department"),
    ],
)
def test_of_two_subjects_before_said_the_first_did_what_is_told(read: Read, text: str, speaker: str) -> None:
    report = read(text)
    assert set(origins(report, "when", "call")) == {speaker}


@pytest.mark.parametrize("text", [
    "The Kenyan minister called the Ugandan president a liar on Monday.",
    "Chile's president called the Bolivian minister a friend.",
    "The envoy of Norway called Sweden's prime minister an honest broker.",
])
def test_whom_one_calls_something_one_does_not_telephone(read: Read, text: str) -> None:
    assert not [claim for claim in read(text).claims if claim.kind == "call"]


@pytest.mark.parametrize(("text", "dead", "hurt"), [
    ("Police put the number of dead at 14 and the number of injured at 52.", 14, 52),
    ("The mayor put the number of deaths at nine and the number of injured at 30.", 9, 30),
    ("Officials raised the death toll to 21 and the number of injured to 80.", 21, 80),
])
def test_each_of_two_tallies_has_its_own_figure(read: Read, text: str, dead: int, hurt: int) -> None:
    claims = read(f"A fire broke out in a hotel in Lyon on Monday. {text}").claims
    counted = {field: {claim.value.low for claim in claims if claim.field == field} for field in ("killed", "injured")}
    assert counted == {"killed": {dead}, "injured": {hurt}}


@pytest.mark.parametrize("text", [
    "Ola Berg, who heads Sweden's defence ministry, told reporters that a preliminary review of its radars indicated "
    "that Norway fired two ballistic missiles.",
    "The minister said that an initial assessment showed that Norway fired two ballistic missiles.",
    "Sweden's defence minister, Ola Berg, noted that a preliminary analysis indicated that Norway fired two missiles.",
])
def test_what_a_first_finding_shows_is_probable_whoever_reports_it(read: Read, text: str) -> None:
    counts = [claim for claim in read(text).claims if claim.field == "count"]
    assert [claim.stance.certainty for claim in counts] == ["probable"]
