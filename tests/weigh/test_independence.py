"""Ten outlets that carry one ministry are one origin."""

from __future__ import annotations

import pytest
from newsroom import CHIEFS, at_least, claim, copy_of, exactly, report

from rashomon.know.base import load_knowledge
from rashomon.model import Claim, Report, Voice
from rashomon.weigh.independence import copied_claims, origin_key, origins_of

TEXT = "The first said so. The second said so. The third said so."


def origin_of_voice(voice: Voice, source: Report) -> tuple[tuple[str, str], ...]:
    """Ids and names of the origins of a claim by that voice."""
    one = claim(source, "first", exactly(1), voice)
    return tuple((each.id, each.name) for each in origin_key(one, source.document, load_knowledge()))


@pytest.mark.parametrize("voice", [
    Voice("Fumio Kishida", ("person:fumio_kishida",)), Voice("Nobuo Kishi", ("person:nobuo_kishi",)),
    Voice("Japan's Ministry of Defense", ("body:jp_mod",)), Voice("Japan Coast Guard", ("body:jp_coast_guard",)),
    Voice("Japanese authorities", country="JP"),
    Voice("Taro Hayama", ("person:taro_hayama",), "defense minister", "JP"),
])
def test_premier_ministers_ministry_and_coast_guard_are_one(voice: Voice) -> None:
    assert origin_of_voice(voice, report("wire", TEXT, on="2021-10-19"))[0][0] == "gov:JP"


def test_south_korea_and_japan_count_for_each() -> None:
    voice = Voice("South Korea and Japan", ("country:KR", "country:JP"))
    assert [origin for origin, _ in origin_of_voice(voice, report("wire", TEXT))] == ["gov:KR", "gov:JP"]


def test_nameless_voices_of_two_reports_stay_two() -> None:
    voice = Voice("local media", kind="anonymous")
    one, other = report("one", TEXT, outlet="The Wire"), report("other", TEXT, outlet="The Ledger")
    assert origin_of_voice(voice, one) != origin_of_voice(voice, other)
    assert origin_of_voice(voice, one)[0][1] == "local media"


def test_the_own_voice_is_the_outlet_or_the_agency_whose_text_it_is() -> None:
    outlet, agency = report("a", TEXT, outlet="The Ledger"), report("b", TEXT, outlet="The Ledger", agency="Toyo Press")
    own = [origin_key(claim(each, "first", exactly(1)), each.document, load_knowledge())[0].name
           for each in (outlet, agency)]
    assert own == ["The Ledger", "Toyo Press"]


def test_a_lead_that_repeats_what_the_text_attributes_is_no_origin() -> None:
    source = report("wire", TEXT, outlet="The Wire")
    lead, said = claim(source, "first", exactly(2)), claim(source, "second", exactly(2), CHIEFS)
    origins = origins_of([lead, said], {"wire": source.document}, load_knowledge())
    assert origins[lead.id] == ()
    assert [origin.id for origin in origins[said.id]] == ["gov:KR"]


def test_a_headline_that_its_text_makes_more_exact_is_no_origin() -> None:
    source = report("wire", TEXT, outlet="The Wire")
    head, body = claim(source, "first", at_least(6), headline=True), claim(source, "second", exactly(8))
    assert origins_of([head, body], {"wire": source.document}, load_knowledge())[head.id] == ()


def _of_two(kind: str) -> tuple[list[Claim], frozenset[str]]:
    parent = report("parent", TEXT, outlet="The Ledger")
    child = report("child", TEXT + " The fourth said so.", outlet="Town Crier")
    claims = [claim(child, "first", exactly(1), CHIEFS), claim(child, "fourth", exactly(4), CHIEFS)]
    return claims, copied_claims(claims, [copy_of(child, parent, kind)])


def test_a_reprint_s_own_addition_is_its_own_and_a_spun_text_has_none() -> None:
    claims, copied = _of_two("reprint")
    assert copied == {claims[0].id}
    claims, copied = _of_two("spun")
    assert copied == {one.id for one in claims}


@pytest.mark.parametrize("kind", ["edition", "common_parent"])
def test_editions_and_siblings_are_no_copies(kind: str) -> None:
    assert _of_two(kind)[1] == frozenset()


@pytest.mark.parametrize(("voice", "generic"), [
    (Voice("local media", kind="anonymous"), True),
    (Voice("a source familiar with the matter", kind="anonymous"), True),
    (Voice("two residents", kind="anonymous"), True),
    (Voice("Danish officials", kind="anonymous", country="DK"), False),
    (Voice("the Coast Guard's office in Aomori", kind="anonymous"), False),
    (Voice("Paris fire brigade", kind="anonymous"), False),
])
def test_nobody_can_tell_whose_word_a_generic_voice_is(voice: Voice, generic: bool) -> None:
    source = report("wire", TEXT)
    (origin,) = origin_key(claim(source, "first", exactly(1), voice), source.document, load_knowledge())
    assert origin.generic is generic
