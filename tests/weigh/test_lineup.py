"""Line-ups: what stands together, what excludes what, and on how many independent origins it rests."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from newsroom import (
    BALLISTIC,
    CAUSE,
    CHIEFS,
    COUNT,
    EAST_CHINA_SEA,
    KILLED,
    LANDING,
    MINISTER,
    PARTIES,
    PREMIER,
    PROVINCE,
    RANGE,
    SEA_OF_JAPAN,
    SINPO,
    SITE,
    SUBMARINE_LAUNCHED,
    TIME,
    WEAPON,
    WONSAN,
    at_least,
    at_most,
    claim,
    clock,
    day,
    exactly,
    report,
)

from rashomon.model import Actor, Claim, Lineup, Place, Quantity, Report, Stance, Value, Voice, Words
from rashomon.packs.form import FieldForm
from rashomon.weigh.independence import Origin
from rashomon.weigh.lineup import Ground, line_up

SEOUL = Origin("gov:KR", "South Korea")
TOKYO = Origin("gov:JP", "Japan")
ORIGINS = {CHIEFS.name: SEOUL, MINISTER.name: TOKYO, PREMIER.name: TOKYO}
LONG = "The first said so. The second said so. The third said so. The fourth said so. The fifth said so."
WORDS = ("first", "second", "third", "fourth", "fifth")


def ground_of(claims: Sequence[Claim], reports: Sequence[Report], *, copied: Sequence[Claim] = (),
              several: bool = False) -> Ground:
    """Origins by the speaker's government, the outlet for its own voice."""
    return Ground(
        documents={each.document.id: each.document for each in reports},
        origins={one.id: (ORIGINS.get(one.origin.name, Origin(f"outlet:{one.origin.name}", one.origin.name)),)
                 for one in claims},
        copied=frozenset(one.id for one in copied), several=several,
    )


def laid_out(form: FieldForm, *values: Value | tuple[Value, Voice], several: bool = False) -> Lineup:
    """One report that states these values one after the other, by default in turns by Seoul and Tokyo."""
    source = report("wire", LONG, outlet="The Wire")
    claims = []
    for place, value in enumerate(values):
        said, voice = value if isinstance(value, tuple) else (value, (CHIEFS, MINISTER)[place % 2])
        claims.append(claim(source, WORDS[place], said, voice, field=form.name))
    return line_up(claims, form, ground_of(claims, [source], several=several))


@pytest.mark.parametrize(
    ("form", "values", "verdict"),
    [
        (COUNT, (exactly(2),), "single"),
        (COUNT, (exactly(2), exactly(2)), "agreed"),
        (COUNT, (exactly(1), exactly(2)), "disputed"),
        (COUNT, (at_least(6), exactly(8)), "refined"),
        (COUNT, (at_least(1), Quantity(3, 9), exactly(8), at_least(6)), "refined"),
        (COUNT, (at_least(1), at_most(1)), "overlapping"),
        (WEAPON, (BALLISTIC, SUBMARINE_LAUNCHED), "refined"),
        (SITE, (PROVINCE, SINPO), "refined"),
        (SITE, (SINPO, WONSAN), "disputed"),
        (LANDING, (SEA_OF_JAPAN, EAST_CHINA_SEA), "disputed"),
        (TIME, (day(), clock(10, 17)), "refined"),
        (TIME, (clock(10, 15), clock(10, 17)), "disputed"),
        (RANGE, (exactly(1000, "km", about=True), exactly(970, "km")), "agreed"),
        (RANGE, (exactly(450, "km"), exactly(600, "km")), "disputed"),
        (PARTIES, (Actor("Japan", "country:JP"), Actor("United States", "country:US")), "agreed"),
        (CAUSE, (Words("a rock"), Words("a sharp turn")), "overlapping"),
    ],
)
def test_the_verdict_follows_the_values(form: FieldForm, values: tuple[Value, ...], verdict: str) -> None:
    assert laid_out(form, *values).verdict == verdict


def test_figures_spread_over_several_missiles_stand_side_by_side() -> None:
    spread = (Quantity(110, 670, "km"), Quantity(300, 400, "km"))
    assert laid_out(RANGE, *spread, several=True).verdict == "overlapping"
    assert laid_out(RANGE, Quantity(110, 200, "km"), Quantity(300, 400, "km"), several=True).verdict == "overlapping"


def test_lists_of_sites_do_not_dispute_and_the_longer_one_is_the_finer() -> None:
    both = Place("Sinpo, Wonsan", "city:sinpo", "KP", parts=(SINPO, WONSAN))
    assert laid_out(SITE, SINPO, both, several=True).verdict == "refined"
    assert laid_out(SITE, SINPO, WONSAN, several=True).verdict == "overlapping"


def test_a_denial_disputes_only_what_it_denies() -> None:
    source = report("wire", LONG, outlet="The Wire")
    struck = claim(source, "first", Words("a rock"), CHIEFS, field="cause")
    denied = claim(source, "second", Words("a rock"), MINISTER, field="cause", stance=Stance("denied"))
    other = claim(source, "third", Words("a sharp turn"), CHIEFS, field="cause")
    assert line_up([struck, denied], CAUSE, ground_of([struck, denied], [source])).verdict == "disputed"
    assert line_up([other, denied], CAUSE, ground_of([other, denied], [source])).verdict == "overlapping"


def test_an_open_question_disputes_nothing() -> None:
    source = report("wire", LONG, outlet="The Wire")
    one = claim(source, "first", exactly(1), CHIEFS)
    more = claim(source, "second", exactly(2), MINISTER, stance=Stance("open", "possible"))
    assert line_up([one, more], COUNT, ground_of([one, more], [source])).verdict == "overlapping"


def test_at_most_one_stands_with_one_against_two() -> None:
    lineup = laid_out(COUNT, exactly(1), exactly(2), (at_most(1), CHIEFS))
    assert lineup.verdict == "disputed"
    assert [len(position.claims) for position in lineup.positions] == [2, 1]
    assert lineup.positions[0].text == "one"


def test_at_least_one_takes_no_side_between_one_and_two() -> None:
    lineup = laid_out(COUNT, exactly(1), exactly(2), (at_least(1), CHIEFS))
    assert lineup.verdict == "disputed"
    assert sorted(position.text for position in lineup.positions) == ["at least one", "one", "two"]


def test_premier_and_minister_are_one_origin() -> None:
    lineup = laid_out(COUNT, (exactly(2), PREMIER), (exactly(2), MINISTER))
    assert lineup.positions[0].origins == ("Japan",)
    assert lineup.reasons == ("Every statement of two goes back to one origin: Japan.",)


def test_a_joint_voice_counts_only_for_those_without_a_word_of_their_own() -> None:
    source = report("wire", LONG, outlet="The Wire")
    joint = claim(source, "first", at_most(1), Voice("South Korea and Japan", manner="said"))
    chiefs = claim(source, "second", exactly(1), CHIEFS)
    premier = claim(source, "third", exactly(2), PREMIER)
    ground = Ground(
        documents={"wire": source.document},
        origins={joint.id: (SEOUL, TOKYO), chiefs.id: (SEOUL,), premier.id: (TOKYO,)},
    )
    positions = line_up([joint, chiefs, premier], COUNT, ground).positions
    assert [(position.text, position.origins) for position in positions] == [
        ("one", ("South Korea",)), ("two", ("Japan",)),
    ]


def test_a_value_found_only_in_a_copy_has_no_origin() -> None:
    original = report("ledger", LONG, outlet="The Ledger")
    spun = report("spin", LONG, outlet="Daily Spin")
    true, turned = claim(original, "first", at_least(2), CHIEFS), claim(spun, "first", at_most(1), CHIEFS)
    lineup = line_up([true, turned], COUNT, ground_of([true, turned], [original, spun], copied=[turned]))
    by_text = {position.text: position for position in lineup.positions}
    assert by_text["at most one"].independent == 0
    assert by_text["at most one"].copies == ("spin",)
    assert by_text["at least two"].independent == 1


def test_a_position_is_not_live_when_all_its_claims_were_taken_back() -> None:
    source = report("wire", LONG, outlet="The Wire")
    old = claim(source, "first", exactly(368), CHIEFS, status="withdrawn")
    new = claim(source, "second", exactly(164), CHIEFS)
    lineup = line_up([old, new], COUNT, ground_of([old, new], [source]))
    assert {position.text: position.live for position in lineup.positions} == {"368": False, "164": True}


def test_what_a_voice_took_back_is_gone_in_earlier_reports_too() -> None:
    early = report("early", LONG, outlet="The Wire", on="2014-04-16")
    late = report("late", LONG, outlet="The Ledger", on="2014-04-17")
    first = claim(early, "first", exactly(368), CHIEFS)
    told = claim(late, "first", exactly(368), CHIEFS, status="withdrawn")
    new = claim(late, "second", exactly(164), CHIEFS)
    lineup = line_up([first, told, new], COUNT, ground_of([first, told, new], [early, late]))
    assert {position.text: position.live for position in lineup.positions} == {"368": False, "164": True}


def test_a_later_toll_of_one_source_overtakes_its_earlier_one() -> None:
    early = report("early", LONG, outlet="The Wire", on="2014-04-16")
    late = report("late", LONG, outlet="The Wire", on="2014-05-07")
    nine, many = claim(early, "first", exactly(9), CHIEFS), claim(late, "first", exactly(269), CHIEFS)
    lineup = line_up([nine, many], KILLED, ground_of([nine, many], [early, late]))
    assert lineup.verdict == "disputed"
    assert {position.text: position.live for position in lineup.positions} == {"nine": False, "269": True}


def test_the_reason_names_both_voices_and_why() -> None:
    assert laid_out(COUNT, exactly(1), exactly(2)).reasons == (
        "South Korea's Joint Chiefs of Staff count one; Taro Hayama counts two; no number satisfies both.",
    )


def test_positions_come_with_the_best_founded_first() -> None:
    lineup = laid_out(COUNT, (exactly(2), CHIEFS), (exactly(1), CHIEFS), (exactly(1), MINISTER))
    assert [position.independent for position in lineup.positions] == [2, 1]


def test_relays_are_named_and_are_no_origins() -> None:
    source = report("wire", LONG, outlet="The Ledger")
    one = claim(source, "first", exactly(2), Voice("Toyo News", manner="reported", kind="agency"), MINISTER)
    position = line_up([one], COUNT, ground_of([one], [source])).positions[0]
    assert position.relays == ("The Ledger", "Toyo News")
    assert position.origins == ("Japan",)


def test_readings_of_one_flight_that_differ_by_a_hair_agree_when_one_is_rough() -> None:
    assert laid_out(RANGE, exactly(960, "km", about=True), exactly(950, "km")).verdict == "agreed"
    assert laid_out(RANGE, exactly(960, "km"), exactly(950, "km")).verdict == "disputed"


def test_an_origin_that_may_be_anybody_is_told_apart_and_not_counted() -> None:
    told = report("one", LONG, outlet="The Ledger")
    one, other = claim(told, "first", exactly(2), CHIEFS), claim(told, "second", exactly(2), Voice("local media"))
    ground = Ground({told.document.id: told.document}, {
        one.id: (Origin("gov:KR", "South Korea"),), other.id: (Origin("nameless:local media", "local media", True),)})
    (position,) = line_up([one, other], COUNT, ground).positions
    assert (position.origins, position.independent, position.unknown) == (("South Korea",), 1, ("local media",))
