"""Places: the right one of several, contradictions kept visible, and regions that contain what lies in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.know.base import Knowledge
from rashomon.know.compass import part_of_country
from rashomon.know.places import country_of_region, find_places, place_of, resolve_place, zone_of
from rashomon.model.value import Place, contains, meet


def resolved(name: str, shelf: Knowledge, *countries: str) -> Place:
    place = resolve_place(name, shelf, countries=countries)
    assert place is not None, name
    return place


@pytest.mark.parametrize("name", ["Sinpo", "Sinpho", "Sinp'o", "Sinp’o", "Shinpo", "SINPO", "신포", "新浦",
                                  "Sinpo port", "the port city of Sinpo", "Sinpo City"])
def test_sinpo_by_all_its_names(name: str, shelf: Knowledge) -> None:
    place = resolved(name, shelf, "KP", "KR", "JP")
    assert (place.ref, place.country, place.name) == ("geonames:2040959", "KP", "Sinpo")


def test_a_country_that_contradicts_the_gazetteer_stays_visible(shelf: Knowledge) -> None:
    place = resolve_place("Sinpo port", shelf, country="KR")
    assert place is not None
    assert (place.country, place.stated_country) == ("KP", "KR")


def test_a_country_that_fits_chooses_among_namesakes(shelf: Knowledge) -> None:
    boston = resolve_place("Cambridge", shelf, country="US")
    assert boston is not None
    assert (boston.country, boston.stated_country) == ("US", "")
    assert resolved("Cambridge", shelf, "GB").country == "GB"


@pytest.mark.parametrize(("name", "countries", "ref"), [
    ("Springfield", ("US",), "geonames:4409896"), ("Georgia", ("US",), "adm1:US.GA"), ("Georgia", (), "country:GE"),
    ("Gangwon Province", ("KR",), "adm1:KR.06"), ("Kangwon Province", ("KP",), "adm1:KP.09"),
    ("Okinawa", (), "adm1:JP.47"), ("Washington", (), "geonames:4140963"), ("Hokkaido", (), "adm1:JP.12"),
    ("Balasore", (), "geonames:1277599"), ("Accumoli", ("IT",), "geonames:3183548"), ("Kabul", (), "geonames:1138958"),
    ("Korean Peninsula", (), "region:korean_peninsula"), ("Middle East", (), "region:middle_east"),
    ("Tongchang-ri", (), "site:sohae"), ("Musudan-ri", (), "site:tonghae"), ("Wheeler Island", (), "site:kalam_island"),
    ("Sunan airfield", (), "site:pyongyang_airport"), ("Sea of Japan", (), "sea:japan"),
    ("eastern Ukraine", (), "part:UA:east"),
    ("central Italy", (), "part:IT:central"), ("western part of North Korea", (), "part:KP:west"),
])
def test_names_of_the_news(name: str, countries: tuple[str, ...], ref: str, shelf: Knowledge) -> None:
    assert resolved(name, shelf, *countries).ref == ref


def test_what_a_region_contains_meets_it(shelf: Knowledge) -> None:
    sinpo = resolved("Sinpo", shelf)
    for coarser in ("South Hamgyong Province", "Hamgyong", "North Korea", "Korean Peninsula", "East Asia"):
        assert contains(resolved(coarser, shelf), sinpo), coarser
    assert meet(resolved("South Pyongan Province", shelf), sinpo) is None
    assert contains(sinpo, resolved("Sinpo shipyard", shelf))


def test_a_district_lies_within_its_city(shelf: Knowledge) -> None:
    sunan = resolve_place("Sunan", shelf, inside=("Pyongyang",))
    assert sunan is not None
    assert contains(resolved("Pyongyang", shelf), sunan)
    assert resolved("Sunan district of Pyongyang", shelf) == sunan
    assert resolved("Sunan (Pyongyang)", shelf) == sunan


def test_parts_of_a_country_are_generous_but_not_blind(shelf: Knowledge) -> None:
    east, west = part_of_country("eastern", "KP", shelf), part_of_country("west", "KP", shelf)
    assert east is not None and west is not None
    chongjin = resolved("Chongjin", shelf)
    assert meet(east, chongjin) is not None
    assert meet(west, chongjin) is None
    assert meet(resolved("Tongchang-ri", shelf), resolved("north-west of North Korea", shelf)) is not None


@pytest.mark.parametrize(("name", "countries", "ref"), [
    ("Egypt", ("US",), "country:EG"), ("Jordan", ("US",), "country:JO"), ("the Americas", (), "region:americas"),
    ("New York", (), "geonames:5128581"), ("Kyoto", ("JP",), "geonames:1857910"), ("Ontario", ("CA",), "adm1:CA.08"),
    ("Cook County", ("US",), "adm2:US.IL.031"), ("Springfield, Ill.", ("US",), "geonames:4250542"),
    ("U . S .", (), "country:US"), ("Darfur", (), "region:darfur"), ("State of Qatar", (), "country:QA"),
])
def test_the_larger_thing_of_that_name(name: str, countries: tuple[str, ...], ref: str, shelf: Knowledge) -> None:
    assert resolved(name, shelf, *countries).ref == ref


@pytest.mark.parametrize(("name", "ref", "relation"), [
    ("off Jindo", "site:jindo", "off"), ("near Wonsan", "geonames:1866923", "near"),
    ("suburbs of Kabul", "geonames:1138958", ""),
])
def test_phrases_around_a_name(name: str, ref: str, relation: str, shelf: Knowledge) -> None:
    place = resolved(name, shelf)
    assert (place.ref, place.relation) == (ref, relation)


def test_an_unknown_building_lies_in_its_town(shelf: Knowledge) -> None:
    church, lagos = resolved("Saint Brendan's church in Lagos", shelf), resolved("Lagos", shelf)
    assert (church.ref, church.country) == ("", "NG")
    assert contains(lagos, church)
    moved = resolved("Notre-Dame cathedral in Lyon", shelf)
    assert meet(moved, resolved("Paris", shelf)) is None


def test_places_on_a_border_contradict_neither_side(shelf: Knowledge) -> None:
    truce_village = resolved("Panmunjom", shelf)
    assert contains(resolved("North Korea", shelf), truce_village)
    assert contains(resolved("South Korea", shelf), truce_village)


def test_inside_beats_size(shelf: Knowledge) -> None:
    perugia = resolve_place("Norcia", shelf, inside=("Umbria",))
    assert perugia is not None
    assert "adm1:IT.18" in perugia.within


@pytest.mark.parametrize("name", ["", "   ", "the North", "Nowhereville-upon-Nothing", "x" * 5000, "\u202e", "(", "of"])
def test_no_place_is_no_error(name: str, shelf: Knowledge) -> None:
    assert resolve_place(name, shelf) is None


@given(st.text(max_size=30))
def test_any_string_may_be_asked(shelf: Knowledge, name: str) -> None:
    place = resolve_place(name, shelf)
    assert place is None or place.ref


def test_candidates_come_the_likeliest_first(shelf: Knowledge) -> None:
    found = find_places("Paris", shelf)
    assert found[0].country == "FR"
    assert find_places("Paris", shelf, country="US")[0].country == "US"


def test_refs_lead_back(shelf: Knowledge) -> None:
    for ref in ("geonames:2040959", "site:sinpo_shipyard", "adm1:KP.03", "region:asia", "country:KP", "sea:japan",
                "part:KP:east"):
        place = place_of(ref, shelf)
        assert place is not None and place.ref == ref
    assert place_of("geonames:999999999", shelf) is None


def test_zones(shelf: Knowledge) -> None:
    assert zone_of("KR", shelf) == "Asia/Seoul"
    assert zone_of("Japan", shelf) == "Asia/Tokyo"
    assert zone_of(resolved("Vladivostok", shelf), shelf) == "Asia/Vladivostok"
    assert zone_of(resolved("Sinpo shipyard", shelf), shelf) == "Asia/Pyongyang"


@pytest.mark.parametrize(("name", "country"), [
    ("Tennessee", "US"), ("California", "US"), ("Bavaria", "DE"),
    ("Punjab", ""), ("Victoria", ""), ("North", ""), ("the South", ""), ("Kabul", ""), ("Lucerne Heights", ""),
])
def test_a_state_tells_its_country_unless_others_bear_the_name(name: str, country: str, shelf: Knowledge) -> None:
    assert country_of_region(name, shelf) == country
