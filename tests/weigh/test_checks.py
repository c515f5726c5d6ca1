"""Findings an analyst would sign, and the ones a careless tool would add."""

from __future__ import annotations

from newsroom import (
    CAUSE,
    CHIEFS,
    COUNT,
    EAST_CHINA_SEA,
    KILLED,
    LANDING,
    MINISTER,
    PREMIER,
    RANGE,
    SEA_OF_JAPAN,
    SITE,
    TIME,
    at_least,
    at_most,
    claim,
    clock,
    copy_of,
    desk,
    exactly,
    report,
    weighed,
)

from rashomon.model import Stance, Voice, Words
from rashomon.packs.form import FieldForm
from rashomon.weigh.checks.copy import copies
from rashomon.weigh.checks.correction import corrections
from rashomon.weigh.checks.dispute import disputes
from rashomon.weigh.checks.distortion import distortions
from rashomon.weigh.checks.same_utterance import same_utterances
from rashomon.weigh.checks.self_contradiction import self_contradictions
from rashomon.weigh.independence import Origin

BOTH = Voice("South Korea and Japan", ("country:KR", "country:JP"), manner="said")
JOINT = {BOTH.name: (Origin("gov:KR", "South Korea"), Origin("gov:JP", "Japan"))}
REMARK = FieldForm(name="words", value="words", disputes=False)


# Disputes


def test_one_against_two_is_one_dispute_with_a_claim_of_each_side() -> None:
    wire = report("wire", "One missile was fired, the chiefs said. The minister counted two.", outlet="The Wire")
    context = desk([wire], [COUNT])
    one, two = claim(wire, "One", exactly(1), CHIEFS), claim(wire, "two", exactly(2), MINISTER)
    (finding,) = disputes(context, [weighed(context, one, two)])
    assert finding.message == (
        "Number of missiles: South Korea's Joint Chiefs of Staff count one; Taro Hayama counts two; "
        "no number satisfies both."
    )
    assert finding.claims == (one.id, two.id)
    assert finding.severity == "high"


def test_eight_and_at_least_six_are_no_dispute() -> None:
    wire = report("wire", "Eight flew, the chiefs said. At least six, said the minister.", outlet="The Wire")
    context = desk([wire], [COUNT])
    claims = claim(wire, "Eight", exactly(8), CHIEFS), claim(wire, "At least six", at_least(6), MINISTER)
    assert disputes(context, [weighed(context, *claims)]) == []


def test_a_dispute_that_only_a_copy_makes_is_left_to_the_distortion() -> None:
    ledger = report("ledger", "At least two died, the chiefs said.", outlet="The Ledger")
    spin = report("spin", "At most one passed on, the chiefs said.", outlet="Daily Spin")
    context = desk([ledger, spin], [COUNT], copy_of(spin, ledger))
    claims = claim(ledger, "At least two", at_least(2), CHIEFS), claim(spin, "At most one", at_most(1), CHIEFS)
    assert disputes(context, [weighed(context, *claims)]) == []


def test_a_voice_that_corrects_itself_does_not_dispute_itself() -> None:
    wire = report("wire", "The chiefs count 164 now. They had announced 368.", outlet="The Wire")
    context = desk([wire], [COUNT])
    claims = claim(wire, "164", exactly(164), CHIEFS), claim(wire, "368", exactly(368), CHIEFS, status="withdrawn")
    assert disputes(context, [weighed(context, *claims)]) == []


def test_a_toll_that_grew_from_one_day_to_a_later_one_is_no_dispute() -> None:
    early = report("early", "Nine died, the chiefs said.", outlet="The Wire", on="2014-04-16")
    late = report("late", "The minister speaks of 20 dead.", outlet="The Ledger", on="2014-04-18")
    context = desk([early, late], [KILLED])
    claims = (claim(early, "Nine", exactly(9), CHIEFS, field="killed"),
              claim(late, "20", exactly(20), MINISTER, field="killed"))
    assert disputes(context, [weighed(context, *claims)]) == []


def test_a_toll_that_is_smaller_on_a_later_day_may_have_changed() -> None:
    early = report("early", "Thirty died, the chiefs said.", outlet="The Wire", on="2014-04-16")
    late = report("late", "The minister speaks of 20 dead.", outlet="The Ledger", on="2014-04-18")
    context = desk([early, late], [KILLED])
    claims = (claim(early, "Thirty", exactly(30), CHIEFS, field="killed"),
              claim(late, "20", exactly(20), MINISTER, field="killed"))
    (finding,) = disputes(context, [weighed(context, *claims)])
    assert finding.severity == "low"
    assert "of different days" in finding.message


# Self-contradictions


def test_a_report_that_credits_at_most_one_to_japan_and_then_two_contradicts_itself() -> None:
    wire = report("wire", "South Korea and Japan say at most one. Japan's premier spoke of two.", outlet="The Wire")
    context = desk([wire], [COUNT])
    most, two = claim(wire, "at most one", at_most(1), BOTH), claim(wire, "two", exactly(2), PREMIER)
    (finding,) = self_contradictions(context, [weighed(context, most, two, joint=JOINT)])
    assert finding.span == most.span
    assert finding.message == (
        "The Wire has two values from Japan: South Korea and Japan count at most one, yet Ichiro Sato counts two."
    )


def test_a_headline_that_its_text_does_not_bear_out() -> None:
    wire = report("wire", "More than 300 missing\n\nAlmost 300 are still missing.", outlet="The Wire")
    context = desk([wire], [COUNT])
    head = claim(wire, "More than 300", at_least(301), headline=True)
    body = claim(wire, "Almost 300", exactly(290))
    (finding,) = self_contradictions(context, [weighed(context, head, body)])
    assert finding.message == "The headline of The Wire counts at least 301, but its text gives 290."


def test_a_headline_that_one_voice_bears_out_is_sound() -> None:
    wire = report("wire", "Two missiles fired\n\nSeoul says one. Tokyo says two.", outlet="The Wire")
    context = desk([wire], [COUNT])
    claims = (claim(wire, "Two", exactly(2), headline=True), claim(wire, "one", exactly(1), CHIEFS),
              claim(wire, "two", exactly(2), MINISTER))
    assert self_contradictions(context, [weighed(context, *claims)]) == []


def test_first_and_last_of_a_series_are_no_contradiction() -> None:
    wire = report("wire", "The first flew at 9:08, the chiefs said. The last at 9:43, they said.", outlet="The Wire")
    context = desk([wire], [TIME])
    claims = (claim(wire, "9:08", clock(9, 8), CHIEFS, field="launch_time"),
              claim(wire, "9:43", clock(9, 43), CHIEFS, field="launch_time"))
    assert self_contradictions(context, [weighed(context, *claims)]) == []


# Corrections


def test_a_correction_names_old_and_new_and_who_still_carries_the_old() -> None:
    early = report("early", "The chiefs announced 368 saved.", outlet="East Wire")
    late = report("late", "The chiefs count 164 now. They withdrew 368 at noon.", outlet="The Ledger")
    context = desk([early, late], [COUNT])
    first = claim(early, "368", exactly(368), CHIEFS)
    new, old = claim(late, "164", exactly(164), CHIEFS), claim(late, "368", exactly(368), CHIEFS, status="withdrawn")
    (finding,) = corrections(context, [weighed(context, first, new, old)])
    assert finding.message == (
        "South Korea's Joint Chiefs of Staff replaced 368 by 164. The earlier value is the one in East Wire."
    )
    assert finding.evidence["carried_by"] == "East Wire"
    assert set(finding.claims) == {first.id, new.id, old.id}


def test_a_figure_made_more_exact_is_a_mild_correction() -> None:
    wire = report("wire", "Eight, say the chiefs. They had said at least one.", outlet="The Wire")
    context = desk([wire], [COUNT])
    claims = (claim(wire, "Eight", exactly(8), CHIEFS),
              claim(wire, "at least one", at_least(1), CHIEFS, status="superseded"))
    (finding,) = corrections(context, [weighed(context, *claims)])
    assert finding.severity == "low"
    assert "more exact" in finding.message


def test_a_silent_change_of_mind_in_a_later_report() -> None:
    early = report("early", "Two, says the minister.", outlet="The Wire", on="2021-10-19")
    late = report("late", "One, says the minister.", outlet="The Wire", on="2021-11-09")
    context = desk([early, late], [COUNT])
    claims = claim(early, "Two", exactly(2), MINISTER), claim(late, "One", exactly(1), MINISTER)
    (finding,) = corrections(context, [weighed(context, *claims)])
    assert finding.evidence == {"old": "two", "new": "one"}
    assert finding.span is not None
    assert finding.span.document == "late"


def test_a_growing_toll_and_a_copy_s_retelling_are_no_corrections() -> None:
    early = report("early", "Nine died, the chiefs said.", outlet="The Wire", on="2014-04-16")
    late = report("late", "The chiefs say 20 died.", outlet="The Wire", on="2014-04-18")
    spin = report("spin", "The chiefs say 20 passed on, after nine.", outlet="Daily Spin", on="2014-04-18")
    context = desk([early, late, spin], [KILLED], copy_of(spin, late))
    claims = (
        claim(early, "Nine", exactly(9), CHIEFS, field="killed"),
        claim(late, "20", exactly(20), CHIEFS, field="killed"),
        claim(spin, "nine", exactly(9), CHIEFS, field="killed", status="superseded"),
    )
    assert corrections(context, [weighed(context, *claims)]) == []


# Distortions and copies


def test_an_upper_bound_of_one_report_that_breaks_it_itself() -> None:
    wire = report("wire", "South Korea and Japan say at most one. Japan's premier spoke of two.", outlet="The Wire")
    other = report("other", "Only one flew, the chiefs said.", outlet="The Ledger")
    context = desk([wire, other], [COUNT])
    most, two = claim(wire, "at most one", at_most(1), BOTH), claim(wire, "two", exactly(2), PREMIER)
    one = claim(other, "one", exactly(1), CHIEFS)
    (finding,) = distortions(context, [weighed(context, most, two, one, joint=JOINT)])
    assert finding.span == most.span
    assert finding.evidence["likely"] == "at least one"


def test_an_upper_bound_that_nothing_breaks_is_left_alone() -> None:
    wire = report("wire", "At most three flew, the chiefs said. Two fell into the sea.", outlet="The Wire")
    context = desk([wire], [COUNT])
    claims = claim(wire, "At most three", at_most(3), CHIEFS), claim(wire, "Two", exactly(2), MINISTER)
    assert distortions(context, [weighed(context, *claims)]) == []


def test_a_copy_that_moves_a_place_is_held_against_its_parent() -> None:
    ledger = report("ledger", "Eight fell into the East Sea, the chiefs said.", outlet="The Ledger")
    spin = report("spin", "Eight dropped in the West Waters, the chiefs said.", outlet="Daily Spin")
    context = desk([ledger, spin], [LANDING], copy_of(spin, ledger))
    claims = (claim(ledger, "the East Sea", SEA_OF_JAPAN, CHIEFS, field="landing"),
              claim(spin, "the West Waters", EAST_CHINA_SEA, CHIEFS, field="landing"))
    (finding,) = distortions(context, [weighed(context, *claims)])
    assert finding.message == (
        "Daily Spin gives East China Sea where The Ledger, from which it derives, gives Sea of Japan: "
        "the place was moved."
    )


def test_a_copy_that_drops_a_doubt() -> None:
    ledger = report("ledger", "It was perhaps a rock, the chiefs said.", outlet="The Ledger")
    spin = report("spin", "A stone is what it hit on that day, the chiefs told all in the hall.", outlet="Daily Spin")
    context = desk([ledger, spin], [CAUSE], copy_of(spin, ledger, "rewrite"))
    claims = (claim(ledger, "a rock", Words("a rock"), CHIEFS, field="cause", stance=Stance(certainty="possible")),
              claim(spin, "A stone", Words("a rock"), CHIEFS, field="cause"))
    (finding,) = distortions(context, [weighed(context, *claims)])
    assert "has it only as possible" in finding.message


def test_a_faithful_reprint_has_no_distortion_and_one_copy_finding() -> None:
    ledger = report("ledger", "It flew 450 km, the chiefs said.", outlet="The Ledger")
    reprint = report("reprint", "It flew 450 km, the chiefs said.", outlet="Town Crier")
    context = desk([ledger, reprint], [RANGE], copy_of(reprint, ledger, "reprint"))
    claims = (claim(ledger, "450 km", exactly(450, "km"), CHIEFS, field="range_km"),
              claim(reprint, "450 km", exactly(450, "km"), CHIEFS, field="range_km"))
    events = [weighed(context, *claims)]
    assert distortions(context, events) == []
    (finding,) = copies(context, events)
    assert finding.message == (
        "Town Crier reprints The Ledger (1 sentence in common); only what it adds can be a source of its own."
    )
    assert finding.span is not None
    assert finding.span.document == "reprint"
    assert finding.evidence["there"] == "It flew 450 km, the chiefs said."


# Remarks


def test_two_translations_of_one_remark() -> None:
    one = report("one", "The premier called it very sad.", outlet="The Wire", on="2021-10-19")
    other = report("other", "The premier called it very grave.", outlet="The Ledger", on="2021-10-19")
    context = desk([one, other], [REMARK])
    claims = (claim(one, "very sad", Words("very sad"), PREMIER, field="words"),
              claim(other, "very grave", Words("very grave"), PREMIER, field="words"))
    (finding,) = same_utterances(context, [weighed(context, *claims)])
    assert "Ichiro Sato is quoted as saying “very sad” in The Wire and “very grave” in The Ledger" in finding.message


def test_two_speakers_and_two_subjects_are_two_remarks() -> None:
    one = report("one", "The premier called it very sad. He vowed to build a shield.", outlet="The Wire")
    other = report("other", "The minister called it very grave. The premier praised the farmers.", outlet="The Ledger")
    context = desk([one, other], [REMARK])
    claims = (
        claim(one, "very sad", Words("very sad"), PREMIER, field="words"),
        claim(other, "very grave", Words("very grave"), MINISTER, field="words"),
        claim(one, "build a shield", Words("to build a shield"), PREMIER, field="words"),
        claim(other, "praised the farmers", Words("praised the farmers"), PREMIER, field="words"),
    )
    assert same_utterances(context, [weighed(context, *claims)]) == []


def test_checks_of_an_empty_run_find_nothing() -> None:
    context = desk([], [COUNT, SITE])
    assert [check(context, []) for check in (disputes, self_contradictions, corrections, distortions, copies,
                                             same_utterances)] == [[]] * 6


def test_a_toll_that_falls_without_a_word_is_a_correction() -> None:
    early = report("early", "The chiefs counted 247 dead.", outlet="The Wire", on="2016-08-25")
    late = report("late", "The chiefs count 241 dead.", outlet="The Wire", on="2016-08-26")
    context = desk([early, late], [KILLED])
    claims = (claim(early, "247", exactly(247), CHIEFS, field="killed"),
              claim(late, "241", exactly(241), CHIEFS, field="killed"))
    (finding,) = corrections(context, [weighed(context, *claims)])
    assert finding.evidence == {"old": "247", "new": "241"}


def test_two_ministers_who_differ_are_no_slip_of_the_report() -> None:
    wire = report("wire", "The minister counts one. The premier counts two.", outlet="The Wire")
    context = desk([wire], [COUNT])
    claims = claim(wire, "one", exactly(1), MINISTER), claim(wire, "two", exactly(2), PREMIER)
    assert self_contradictions(context, [weighed(context, *claims)]) == []
