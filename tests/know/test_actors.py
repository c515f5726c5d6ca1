"""Who is meant, which office they held that day, and whose voice counts as one."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.know.actors import (
    actor_of,
    find_actor,
    has_mission,
    holders,
    mission_note,
    office_known_since,
    offices_of,
    origin_of,
    parse_office,
)
from rashomon.know.base import Knowledge
from rashomon.model.value import Actor, contains

AUTUMN_2021 = date(2021, 10, 19)


def found(name: str, shelf: Knowledge, *countries: str, day: date | None = AUTUMN_2021) -> Actor:
    actor = find_actor(name, shelf, day=day, countries=countries)
    assert actor is not None, name
    return actor


@pytest.mark.parametrize(("name", "countries", "ref"), [
    ("Joint Chiefs of Staff", ("KP", "KR", "JP"), "body:kr_jcs"), ("JCS", ("KR",), "body:kr_jcs"),
    ("the chiefs", ("KR", "KP"), "body:kr_jcs"), ("South Korea's Joint Chiefs of Staff", (), "body:kr_jcs"),
    ("the military", ("KR", "KP"), "body:KR/military"), ("Japanese coast guard", ("KP",), "body:jp_coast_guard"),
    ("Ministry of Defense in Tokyo", (), "body:jp_mod"),
    ("Turkey's Interior Ministry", (), "body:TR/interior_ministry"),
    ("the North's foreign ministry", ("KP", "KR"), "body:kp_foreign"), ("Pentagon", (), "body:us_pentagon"),
    ("US Indo-Pacific Command", (), "body:us_indopacom"), ("KCNA", (), "body:kp_kcna"), ("Seoul", (), "gov:KR"),
    ("Japanese authorities", (), "gov:JP"), ("the North", ("KP", "KR"), "country:KP"), ("U.S.", (), "country:US"),
    ("IRGC", (), "body:ir_irgc"), ("Taliban", (), "body:taliban"), ("IS", (), "body:is"),
    ("Nobuo Kishi", (), "person:nobuo_kishi"), ("Japan’s defense minister, Nobuo Kishi", (), "person:nobuo_kishi"),
    ("Japanese Prime Minister Fumio Kishida", (), "person:fumio_kishida"), ("Kishida", ("JP",), "person:fumio_kishida"),
    ("Kim Jong-un", (), "person:kim_jong_un"), ("Kim", ("KP", "KR"), "person:kim_jong_un"),
    ("Sung Kim", ("KP", "KR"), "person:sung_kim"), ("岸信夫", (), "person:nobuo_kishi"),
    ("Gen. Paul LaCamera", (), "person:paul_lacamera"), ("Moon", ("KR",), "person:moon_jae_in"),
])
def test_names_of_actors(name: str, countries: tuple[str, ...], ref: str, shelf: Knowledge) -> None:
    assert found(name, shelf, *countries).ref == ref


@pytest.mark.parametrize("name", ["is", "us", "who", "local media", "experts", "a resident", "", "x" * 4000, "Park"])
def test_words_that_name_nobody_we_know(name: str, shelf: Knowledge) -> None:
    assert find_actor(name, shelf, day=AUTUMN_2021) is None


@pytest.mark.parametrize(("day", "ref"), [
    (date(2010, 1, 5), "person:toshimi_kitazawa"), (date(2017, 9, 1), "person:itsunori_onodera"),
    (date(2021, 10, 19), "person:nobuo_kishi"), (date(2023, 1, 1), "person:yasukazu_hamada"),
])
def test_an_office_is_whoever_held_it_that_day(day: date, ref: str, shelf: Knowledge) -> None:
    assert found("Japan's defence minister", shelf, day=day).ref == ref


def test_offices_on_a_day(shelf: Knowledge) -> None:
    assert {office.kind for office in offices_of("person:sung_kim", AUTUMN_2021, shelf)} == {
        "ambassador_id", "nk_representative"}
    in_2015 = offices_of("person:fumio_kishida", date(2015, 6, 1), shelf)
    assert [office.kind for office in in_2015] == ["foreign_minister"]
    assert [person.name for person in holders("prime_minister", "JP", date(2021, 10, 1), shelf)] == ["Yoshihide Suga"]
    since = office_known_since("defense_minister", "JP", shelf)
    assert since is not None and since <= date(2009, 1, 1)


@pytest.mark.parametrize(("text", "kind", "country"), [
    ("Japan's Defense Minister", "defense_minister", "JP"), ("foreign minister of Iran", "foreign_minister", "IR"),
    ("Deputy Chief Cabinet Secretary", "deputy_chief_cabinet_secretary", "JP"), ("President", "president", ""),
    ("the defence chief", "defense_minister", ""), ("US Secretary of State", "foreign_minister", "US"),
    ("secretary of state", "foreign_minister", "US"), ("North Korean leader", "leader", "KP"),
    ("Iran's supreme leader", "supreme_leader", "IR"), ("South Korean nuclear envoy", "nuclear_envoy", "KR"),
    ("U.S. special representative for North Korea", "nk_representative", "US"),
])
def test_titles(text: str, kind: str, country: str, shelf: Knowledge) -> None:
    office = parse_office(text, shelf)
    assert office is not None
    assert (office.kind, office.country) == (kind, country)


def test_no_office_in_other_words(shelf: Knowledge) -> None:
    assert parse_office("a fisherman from Aomori", shelf) is None


def test_one_government_is_one_origin(shelf: Knowledge) -> None:
    voices = ["Fumio Kishida", "Nobuo Kishi", "Japan's Ministry of Defense", "Japan Coast Guard", "Japanese government",
              "Yoshihiko Isozaki", "government spokesperson in Tokyo", "Tokyo", "source in Japan's Ministry of Defense"]
    assert {origin_of(voice, shelf)[0] for voice in voices} == {"gov:JP"}


def test_the_norths_media_speak_for_its_government(shelf: Knowledge) -> None:
    assert {origin_of(voice, shelf)[0] for voice in ("KCNA", "Rodong Sinmun", "Kim Jong Un", "Pyongyang")} == {"gov:KP"}


def test_others_stand_for_themselves(shelf: Knowledge) -> None:
    voices = ["United Nations", "IAEA", "Taliban", "U.S. Geological Survey", "INGV", "local media", "Chinese experts",
              "a senior official", "New South Wales police", "French police", "French government"]
    assert len({origin_of(voice, shelf)[0] for voice in voices}) == len(voices)
    assert origin_of("Zabihullah Mujahid", shelf) == origin_of("Taliban", shelf)
    assert origin_of("local media", shelf) == ("name:local media", "local media")


def test_origin_by_ref_and_by_actor(shelf: Knowledge) -> None:
    assert origin_of("body:kr_jcs", shelf)[0] == origin_of(found("South Korean military", shelf), shelf)[0] == "gov:KR"


@pytest.mark.parametrize(("name", "countries", "country"), [
    ("two U.S. officials", (), "US"), ("South Korean military source", (), "KR"), ("Pentagon official", (), "US"),
    ("senior Defense Ministry official", ("JP",), "JP"), ("coastguard officer on the spot", ("KR",), "KR"),
])
def test_unnamed_officials_keep_their_words(name: str, countries: tuple[str, ...], country: str,
    shelf: Knowledge) -> None:
    actor = found(name, shelf, *countries)
    assert (actor.name, actor.ref, actor.country) == (name, "", country)
    assert origin_of(actor, shelf)[0] == f"gov:{country}"


def test_bare_officials_of_several_countries_are_nobody_s(shelf: Knowledge) -> None:
    assert find_actor("officials", shelf, countries=("KP", "KR")) is None
    assert found("officials", shelf, "TR").ref == "gov:TR"
    assert find_actor("U.S. delegation and North Korean officials", shelf) is None


def test_a_towns_fire_brigade_is_not_the_nations(shelf: Knowledge) -> None:
    brigade = found("Paris fire brigade", shelf)
    assert (brigade.ref, brigade.country) == ("", "FR")
    assert origin_of(brigade, shelf)[0] == "name:paris fire brigade"
    assert found("French police", shelf).ref == "body:FR/police"


def test_who_has_left_office_speaks_for_nobody(shelf: Knowledge) -> None:
    assert find_actor("former US official", shelf) is None


def test_persons_belong_to_their_bodies(shelf: Knowledge) -> None:
    ministry, minister = actor_of("body:jp_mod", shelf), found("Nobuo Kishi", shelf)
    assert ministry is not None and contains(ministry, minister)
    country = actor_of("country:JP", shelf)
    assert country is not None and contains(country, minister)


def test_missions(shelf: Knowledge) -> None:
    assert has_mission("US", "KP", AUTUMN_2021, shelf) is False
    assert "Sweden" in mission_note("US", "KP", AUTUMN_2021, shelf)
    assert has_mission("CN", "KP", AUTUMN_2021, shelf) is True
    assert has_mission("US", "CU", date(2014, 1, 1), shelf) is False
    assert has_mission("US", "CU", date(2016, 1, 1), shelf) is True
    assert has_mission("FR", "BR", AUTUMN_2021, shelf) is None
