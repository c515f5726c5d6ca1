"""Values are sets of possible worlds: the laws that `meet` keeps, and what they mean in the field's own cases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Actor, Place, Quantity, Term, Value, When, Words, contains, meet
from rashomon.model.value import worlds

# A small true tree of places, bodies and classes; `within` is always the whole way up, as the shelf gives it.
TREE: dict[str, tuple[str, ...]] = {
    "asia": (), "korea": ("asia",), "hamgyong": ("korea", "asia"), "sinpo": ("hamgyong", "korea", "asia"),
    "wonsan": ("korea", "asia"), "japan": ("asia",), "aomori": ("japan", "asia"),
}
START = datetime(2021, 10, 18, 15, tzinfo=UTC)

bounds = st.one_of(st.none(), st.integers(0, 12).map(float))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """At least, at most, exactly, between, about; now and then in kilometres."""
    low, high = draw(bounds), draw(bounds)
    if low is not None and high is not None and low > high:
        low, high = high, low
    unit, original = draw(st.sampled_from(["", "km"])), draw(st.sampled_from(["", "two"]))
    return Quantity(low, high, unit, draw(st.booleans()), original)


@st.composite
def times(draw: st.DrawFn) -> When:
    """Clocks, stretches and whole days."""
    first = START + timedelta(minutes=draw(st.integers(0, 40)))
    return When(first, first + timedelta(minutes=draw(st.integers(0, 40))), draw(st.sampled_from(["", "KST", "GMT"])))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Regions of one tree; the same region under two spellings."""
    ref = draw(st.sampled_from(sorted(TREE)))
    return Place(name=draw(st.sampled_from([ref, ref.upper()])), ref=ref, within=TREE[ref])


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    """Bodies and the bodies they belong to, by the same tree."""
    ref = draw(st.sampled_from(sorted(TREE)))
    return Actor(name=ref, ref=ref, office=draw(st.sampled_from(["", "minister"])), within=TREE[ref])


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Concepts of a class tree, with or without the country they are about."""
    concept = draw(st.sampled_from(sorted(TREE)))
    return Term(concept, TREE[concept], draw(st.sampled_from(["", "JP", "KR"])), draw(st.sampled_from(["", "KN-23"])))


wordings = st.sampled_from(["very regrettable", "very unfortunate", "unprecedented"]).map(Words)
site_lists = st.lists(places(), min_size=1, max_size=3).map(
    lambda found: Place(name="sites", ref=found[0].ref, within=found[0].within, parts=tuple(found))
)
atomic = st.one_of(quantities(), times(), places(), actors(), terms(), wordings)
KINDS = [quantities(), times(), places(), actors(), terms(), wordings]


def meet_all(a: Value | None, b: Value | None) -> Value | None:
    """`meet` over values of which one may already be the empty set."""
    return None if a is None or b is None else meet(a, b)


@given(atomic)
def test_a_value_meets_itself_in_itself(value: Value) -> None:
    assert meet(value, value) == value


@given(st.one_of(*(st.tuples(kind, kind) for kind in KINDS), st.tuples(atomic, atomic)))
def test_the_order_of_two_accounts_does_not_matter(pair: tuple[Value, Value]) -> None:
    assert meet(*pair) == meet(pair[1], pair[0])


@given(st.one_of(*(st.tuples(kind, kind, kind) for kind in KINDS)))
def test_the_order_of_three_accounts_does_not_matter(three: tuple[Value, Value, Value]) -> None:
    a, b, c = three
    assert meet_all(meet(a, b), c) == meet_all(a, meet(b, c))


@given(site_lists, st.one_of(site_lists, places()))
def test_lists_of_sites_meet_in_either_order(sites: Place, other: Place) -> None:
    assert meet(sites, other) == meet(other, sites)


@given(site_lists)
def test_a_list_of_sites_meets_itself(sites: Place) -> None:
    met = meet(sites, sites)
    assert met is not None
    assert worlds(met) == worlds(sites)


@given(st.one_of(*(st.tuples(kind, kind) for kind in KINDS)))
def test_what_both_allow_lies_inside_each(pair: tuple[Value, Value]) -> None:
    both = meet(*pair)
    if both is not None and not isinstance(both, Words):
        assert contains(pair[0], both)
        assert contains(pair[1], both)


@given(st.one_of(*(st.tuples(kind, kind) for kind in KINDS)))
def test_two_values_that_contain_each_other_are_the_same_worlds(pair: tuple[Value, Value]) -> None:
    a, b = pair
    if contains(a, b) and contains(b, a):
        both = meet(a, b)
        assert both is not None
        assert worlds(both) == worlds(a) == worlds(b)


def test_at_least_six_and_eight_refine_but_one_and_two_dispute() -> None:
    at_least_six, eight = Quantity(6, None), Quantity(8, 8)
    assert meet(at_least_six, eight) == eight
    assert contains(at_least_six, eight)
    assert not contains(eight, at_least_six)
    assert meet(Quantity(1, 1), Quantity(2, 2)) is None


def test_at_least_one_and_at_most_one_meet_in_one() -> None:
    assert meet(Quantity(1, None), Quantity(0, 1)) == Quantity(1, 1)


def test_kilometres_and_pieces_never_meet() -> None:
    assert meet(Quantity(8, 8, "km"), Quantity(8, 8)) is None


def test_a_clock_refines_its_day_and_two_clocks_two_minutes_apart_dispute() -> None:
    day = When(START, START + timedelta(hours=24, minutes=-1), "KST")
    clock = When(START + timedelta(hours=10, minutes=17), START + timedelta(hours=10, minutes=17), "KST")
    later = When(clock.earliest + timedelta(minutes=2), clock.latest + timedelta(minutes=2), "KST")
    assert contains(day, clock)
    assert meet(clock, later) is None


def test_a_site_refines_its_province_and_another_site_disputes_it() -> None:
    sinpo = Place("Sinpo", "sinpo", "KP", within=TREE["sinpo"])
    province = Place("South Hamgyong", "hamgyong", "KP", within=TREE["hamgyong"])
    wonsan = Place("Wonsan", "wonsan", "KP", within=TREE["wonsan"])
    assert meet(province, sinpo) == sinpo
    assert meet(wonsan, sinpo) is None


def test_of_two_lists_the_one_with_the_finer_sites_is_the_meet() -> None:
    sinpo = Place("Sinpo", "sinpo", within=TREE["sinpo"])
    province = Place("South Hamgyong", "hamgyong", within=TREE["hamgyong"])
    coarse, fine = Place("sites", parts=(province,)), Place("sites", parts=(sinpo,))
    assert meet(coarse, fine) == meet(fine, coarse) == fine


def test_inside_one_zone_and_inside_another_country_s_zone_dispute() -> None:
    assert meet(Term("in_eez", country="JP"), Term("in_eez", country="RU")) is None
    assert meet(Term("in_eez", country="JP"), Term("in_eez")) == Term("in_eez", country="JP")


@pytest.mark.parametrize(("a", "b"), [(Quantity(1, 1), Term("srbm")), (Place("Seoul"), Actor("Seoul"))])
def test_values_of_two_kinds_never_meet(a: Value, b: Value) -> None:
    assert meet(a, b) is None


def test_one_remark_in_two_wordings_keeps_both() -> None:
    assert meet(Words("very regrettable"), Words("very unfortunate")) == Words(
        "very regrettable", also=("very unfortunate",)
    )
