"""Persons, bodies and countries by the names that reports use, and the origin each of them speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rashomon.know.base import Knowledge
from rashomon.know.countries import (
    countries_by_code,
    country_name,
    country_of,
    demonym,
    government_of,
    possessive,
    relative_country,
)
from rashomon.know.folding import fold
from rashomon.know.offices import LEADERS, Office, holders, office_kinds, offices_of, parse_office, persons
from rashomon.know.roster import Body, Institution, Mission, Person
from rashomon.model.value import Actor

__all__ = ["Office", "find_actor", "has_mission", "holders", "mission_note", "offices_of", "origin_of", "parse_office"]

FAMILY_NAME_FIRST = frozenset({"KP", "KR", "CN", "TW", "VN", "HK", "KH"})
_TITLES = (
    "president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "pope", "mr", "mrs", "ms", "dr",
    "sir", "gen", "general", "lt gen", "lieutenant general", "maj gen", "major general", "brig gen", "admiral", "adm",
    "vice admiral", "col", "colonel", "lt col", "lieutenant colonel", "maj", "major", "capt", "captain", "lt",
    "sgt", "sen", "senator", "rep", "congressman", "minister", "defense minister", "defence minister",
    "foreign minister", "secretary of state", "secretary", "ambassador", "envoy", "professor", "prof", "ayatollah",
    "leader", "chairman", "chairwoman", "marshal", "director", "spokesman", "spokeswoman", "spokesperson", "governor",
    "mayor", "chief minister", "chief cabinet secretary", "deputy chief cabinet secretary", "supreme leader",
    "national security adviser", "national security advisor", "us president", "commissioner", "vice president",
    "former president", "former prime minister", "then president", "crown prince", "defense secretary", "us",
)


def find_actor(
    name: str, knowledge: Knowledge, *, day: date | None = None, countries: Sequence[str] = ()
) -> Actor | None:
    """Return the person, body, office or country a name stands for, or None when the shelf does not know it.

    day: of the story; picks the holder of an office ("Japan's prime minister") and of a bare family name. countries:
    those of the story, the weightiest first; they decide "the military", "JCS", "the Defense Ministry" and "Kim".
    A country comes as "country:JP", its government or a capital as "gov:JP", a ministry as "body:JP/defense_ministry"
    or under a ref of its own, a person as "person:nobuo_kishi" with the office held on `day`.
    """
    folded = fold(name).removeprefix("the ")
    if not folded or len(folded) > 120:
        return None
    if person := _person(folded, knowledge, day, countries):
        return _as_actor(person, day, knowledge)
    if (body := _named_body(name, folded, knowledge)) is not None:
        return _body_actor(body)
    if code := _country(name, folded, knowledge, countries):
        return _country_actor(code, name, knowledge)
    if code := government_of(name, knowledge):
        return government(code, knowledge)
    if found := _institution(name, folded, knowledge, countries):
        return found
    return _office_actor(name, knowledge, day, countries)


def government(code: str, knowledge: Knowledge) -> Actor:
    """Return a country's government as an actor (ref "gov:KR")."""
    return Actor(f"{possessive(code, knowledge)} government", f"gov:{code}", "", code, (f"country:{code}",))


def origin_of(actor: Actor | str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the origin an actor speaks for: (id, shown name). One id, one independent voice.

    A government with its ministers, ministries, spokesmen, forces and coast guard is one ("gov:JP"), North Korea's
    with its party and state media too; every other body has its own or its table's group; unknown names stand for
    themselves ("name:local media"). A string may be a ref or a name. The table is know/own/bodies.tsv, column origin.
    """
    if isinstance(actor, str):
        known = actor_of(actor, knowledge) if ":" in actor else find_actor(actor, knowledge)
        if known is None:
            return (f"name:{fold(actor)}", actor)
        actor = known
    ref, code = actor.ref, actor.country
    if ref.startswith(("country:", "gov:")):
        return _government_origin(ref.split(":")[1], knowledge)
    if ref.startswith("body:"):
        group = _origin_group(ref, knowledge)
        if group.startswith("gov:"):
            return _government_origin(group[4:], knowledge)
        return (f"origin:{group}", _group_name(group, actor, knowledge))
    if ref.startswith(("person:", "office:")):
        return _person_origin(actor, knowledge)
    if code and any(above == f"gov:{code}" for above in actor.within):
        return _government_origin(code, knowledge)
    return (f"name:{fold(actor.name)}", actor.name)


def actor_of(ref: str, knowledge: Knowledge) -> Actor | None:
    """Return the actor with that ref, or None."""
    kind, _, rest = ref.partition(":")
    if kind == "country" and rest in countries_by_code(knowledge):
        return _country_actor(rest, rest, knowledge)
    if kind == "gov" and rest in countries_by_code(knowledge):
        return government(rest, knowledge)
    if kind == "person":
        person = next((person for person in persons(knowledge) if person.ref == ref), None)
        return _as_actor(person, None, knowledge) if person else None
    if kind == "body":
        body = next((body for body in bodies(knowledge) if body.ref == ref), None)
        if body:
            return _body_actor(body)
        code, _, institution = rest.partition("/")
        row = next((row for row in institutions(knowledge) if row.institution == institution), None)
        return _institution_actor(row, code, knowledge) if row and code in countries_by_code(knowledge) else None
    return None


def bodies(knowledge: Knowledge) -> tuple[Body, ...]:
    """Return all bodies with names of their own."""
    return knowledge.rows("body", Body)


def institutions(knowledge: Knowledge) -> tuple[Institution, ...]:
    """Return the kinds of bodies every country has."""
    return knowledge.rows("institution", Institution)


def has_mission(sender: str, host: str, day: date | None, knowledge: Knowledge) -> bool | None:
    """Return whether `sender` (alpha-2) had an embassy in `host` on that day; None when the shelf does not know."""
    row = _mission(sender, host, day, knowledge)
    return row.has if row else None


def mission_note(sender: str, host: str, day: date | None, knowledge: Knowledge) -> str:
    """Return what the shelf says about it ("no diplomatic relations; Sweden protects US interests"), or ""."""
    row = _mission(sender, host, day, knowledge)
    return row.note if row else ""


def _mission(sender: str, host: str, day: date | None, knowledge: Knowledge) -> Mission | None:
    text = day.isoformat() if day else "9999"
    fitting = [row for row in knowledge.rows("mission", Mission) if (row.sender, row.host) == (sender, host)
               and row.since <= text and (not row.until or text < row.until)]
    return fitting[-1] if fitting else None


# --- persons -----------------------------------------------------------------------------------------------------


def _person(folded: str, knowledge: Knowledge, day: date | None, countries: Sequence[str]) -> Person | None:
    whole, family = knowledge.once("person names", lambda: _person_names(persons(knowledge)))
    for form in _without_title(folded, knowledge):
        found = whole.get(form) or whole.get(form.removesuffix("s"))
        if found:
            return _likeliest(found, day, countries, knowledge, alone=False)
        if " " not in form and (found := family.get(form)):
            return _likeliest(found, day, countries, knowledge, alone=form == folded)
    return None


def _person_names(known: Iterable[Person]) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    whole: dict[str, list[Person]] = {}
    family: dict[str, list[Person]] = {}
    for person in known:
        words = fold(person.name).split()
        forms = {fold(person.name), *map(fold, person.aliases)} | ({fold(person.native)} if person.native else set())
        if len(words) == 2 and person.country not in FAMILY_NAME_FIRST:
            forms.add(f"{words[1]} {words[0]}")  # "Kishida Fumio"
        if len(words) > 1 and person.country in FAMILY_NAME_FIRST:
            forms |= {f"{' '.join(words[1:])} {words[0]}", f"{words[0]} {''.join(words[1:])}"}
        for form in forms:
            if form:
                whole.setdefault(form, []).append(person)
        if len(words) > 1:
            last = words[0] if person.country in FAMILY_NAME_FIRST else words[-1]
            if len(words) > 2 and words[-2] in ("al", "el", "bin", "von", "der", "de", "la"):
                family.setdefault(" ".join(words[-2:]), []).append(person)
            family.setdefault(last, []).append(person)
    return whole, family


def _likeliest(
    found: Sequence[Person], day: date | None, countries: Sequence[str], knowledge: Knowledge, *, alone: bool
) -> Person | None:
    def weight(person: Person) -> tuple[bool, int, bool]:
        place = list(countries).index(person.country) if person.country in countries else 99
        held = bool(offices_of(person.ref, day, knowledge)) if day else True
        return (held, -place, _leads(person, day, knowledge))

    ranked = sorted(dict.fromkeys(found), key=weight, reverse=True)
    best = ranked[0]
    if not alone:
        return best
    # a bare family name names nobody unless the story's countries or the day leave one person, or the top leader
    held, place, leads = weight(best)
    if not held or (countries and place == -99):
        return None
    rivals = [person for person in ranked[1:] if weight(person)[:2] == (held, place)]
    return best if not rivals or (leads and not any(weight(rival)[2] for rival in rivals)) else None


TOP = frozenset({
    "president", "prime_minister", "leader", "supreme_leader", "chancellor", "monarch", "acting_president"})


def _leads(person: Person, day: date | None, knowledge: Knowledge) -> bool:
    return any(office.kind in TOP for office in offices_of(person.ref, day, knowledge))


def _without_title(folded: str, knowledge: Knowledge) -> list[str]:
    forms = [folded]
    for title in sorted(_TITLES, key=len, reverse=True):
        if folded.startswith(title + " "):
            forms.append(folded[len(title) + 1:])
    words = folded.split()
    # "japans prime minister fumio kishida": the office is known, the person's name is what is left
    for cut in range(1, min(9, len(words))):
        rest = " ".join(words[cut:])
        if len(words) - cut <= 4 and parse_office(" ".join(words[:cut]), knowledge) is not None:
            forms.append(rest)
    return forms


def _as_actor(person: Person, day: date | None, knowledge: Knowledge) -> Actor:
    held = offices_of(person.ref, day, knowledge)
    office = max(held, key=lambda one: (one.start or date.min, one.kind in TOP), default=None)
    within: list[str] = []
    if office and person.country:
        within = [*_body_refs(office.body, person.country, knowledge), f"gov:{person.country}",
                  f"country:{person.country}"]
    elif office:
        within = [f"body:{office.body}"]
    return Actor(person.name, person.ref, office.kind if office else "", person.country, tuple(dict.fromkeys(within)))


def _body_refs(institution: str, country: str, knowledge: Knowledge) -> list[str]:
    for body in bodies(knowledge):
        if body.institution == institution and body.country == country:
            return [body.ref]
    return [f"body:{country}/{institution}"] if institution not in ("government", "") else []


def _person_origin(actor: Actor, knowledge: Knowledge) -> tuple[str, str]:
    held = offices_of(actor.ref, None, knowledge) if actor.ref.startswith("person:") else []
    body = held[-1].body if held else ""
    if actor.ref.startswith("office:"):
        body = office_kinds(knowledge)[actor.ref.split("/")[-1]].body
    for known in bodies(knowledge):
        if body and body in (known.institution, known.ref[5:]) and known.country == actor.country:
            return origin_of(_body_actor(known), knowledge)
    if body.startswith(("state:", "mayor:", "prosecutor:")):
        return (f"origin:{body}", actor.name)
    if held and actor.country:
        return _government_origin(actor.country, knowledge)
    if actor.ref.startswith("office:") and actor.country:
        return _government_origin(actor.country, knowledge)
    return (actor.ref or f"name:{fold(actor.name)}", actor.name)


# --- bodies, countries, institutions --------------------------------------------------------------------------------


def _named_body(name: str, folded: str, knowledge: Knowledge) -> Body | None:
    names: dict[str, tuple[Body, bool]] = knowledge.once("body names", lambda: _body_names(bodies(knowledge)))
    for form in (folded, folded.removesuffix("s")):
        hit = names.get(form)
        if hit and (not hit[1] or name.removeprefix("the ").removeprefix("The ").isupper() or "." in name):
            return hit[0]
    return None


def _body_names(known: Iterable[Body]) -> dict[str, tuple[Body, bool]]:
    names: dict[str, tuple[Body, bool]] = {}
    for body in known:
        for form in (body.name, *body.aliases):
            # "WHO", "IS", "SITE": without capitals these are words of the language
            names.setdefault(fold(form).removeprefix("the "), (body, form.isupper() and len(form) <= 5))
    return names


def _body_actor(body: Body) -> Actor:
    within: list[str] = []
    if body.country and body.institution and not body.origin.startswith("gov:"):
        within.append(f"country:{body.country}")
    if body.origin.startswith("gov:"):
        within = [body.origin, f"country:{body.country}"]
        if body.institution and body.institution not in ("government",):
            within.insert(0, f"body:{body.country}/{body.institution}")
    return Actor(body.name, body.ref, "", body.country, tuple(within))


def _country(name: str, folded: str, knowledge: Knowledge, countries: Sequence[str]) -> str:
    if folded in ("us", "uss") and "U" not in name:
        return ""
    return country_of(name, knowledge) or relative_country(name, countries)


def _country_actor(code: str, name: str, knowledge: Knowledge) -> Actor:
    del name
    return Actor(country_name(code, knowledge), f"country:{code}", "", code)


def _institution(name: str, folded: str, knowledge: Knowledge, countries: Sequence[str]) -> Actor | None:
    code, rest = _leading_country(name, folded, knowledge, countries)
    names = knowledge.once("institution names", lambda: {
        fold(alias): row for row in reversed(institutions(knowledge)) for alias in row.aliases})
    for form in (rest, rest.removesuffix("s"), rest.removeprefix("top ").removeprefix("senior ")):
        row = names.get(form)
        if row is None:
            continue
        land = code or _land_with(row, countries)
        return _institution_actor(row, land, knowledge) if land else None
    return None


def _land_with(row: Institution, countries: Sequence[str]) -> str:
    """The story's weightiest country; joint chiefs of staff make news in South Korea and the United States."""
    if row.institution == "joint_chiefs":
        return next((code for code in countries if code in ("KR", "US")), "KR" if "KP" in countries else "")
    if row.institution == "unification_ministry":
        return "KR"
    return next(iter(countries), "")


def _leading_country(
    name: str, folded: str, knowledge: Knowledge, countries: Sequence[str]
) -> tuple[str, str]:
    words = folded.split()
    for length in range(min(5, len(words) - 1), 0, -1):
        start = " ".join(words[:length])
        if start == "us" and "U" not in name:
            continue
        code = (country_of(start, knowledge) or government_of(start, knowledge)
                or government_of(start.removesuffix("s"), knowledge)
                or relative_country(start, countries) or relative_country(start.removesuffix("s"), countries))
        if code:
            return code, " ".join(words[length:])
    for joint in (" of the ", " of ", " in ", " for "):
        before, _, after = folded.rpartition(joint)
        code = (country_of(after, knowledge) or government_of(after, knowledge)) if before else ""
        if code:
            return code, before
    return "", folded


def _institution_actor(row: Institution, code: str, knowledge: Knowledge) -> Actor:
    if row.institution == "government":
        return government(code, knowledge)
    for body in bodies(knowledge):
        if body.institution == row.institution and body.country == code and row.institution != "state_media":
            return _body_actor(body)
    shown = row.shown.replace("{country's}", possessive(code, knowledge))
    if row.institution in ("military", "coast_guard", "army", "navy", "air_force", "police"):
        shown = row.shown.replace("{country's}", demonym(code, knowledge))
    within = (f"gov:{code}", f"country:{code}") if row.origin == "gov" else (f"country:{code}",)
    return Actor(shown, f"body:{code}/{row.institution}", "", code, within)


def _office_actor(name: str, knowledge: Knowledge, day: date | None, countries: Sequence[str]) -> Actor | None:
    office = parse_office(name, knowledge)
    if office is None:
        return None
    lands = [office.country] if office.country else [*countries, ""]
    if day is not None:
        for code in lands:
            for kind in (office.kind, *LEADERS.get(code, ())) if office.kind == "leader" else (office.kind,):
                found = holders(kind, code, day, knowledge)
                if len(found) == 1:
                    return _as_actor(found[0], day, knowledge)
    code = office.country
    if not code:
        return None
    within = (*_body_refs(office.body, code, knowledge), f"gov:{code}", f"country:{code}")
    shown = f"{possessive(code, knowledge)} {office.title}"
    return Actor(shown, f"office:{code}/{office.kind}", office.kind, code, within)


# --- origins -----------------------------------------------------------------------------------------------------


def _government_origin(code: str, knowledge: Knowledge) -> tuple[str, str]:
    return (f"gov:{code}", f"{possessive(code, knowledge)} government")


def _origin_group(ref: str, knowledge: Knowledge) -> str:
    for body in bodies(knowledge):
        if body.ref == ref:
            return body.origin
    code, _, institution = ref[5:].partition("/")
    row = next((row for row in institutions(knowledge) if row.institution == institution), None)
    if row is None:
        return ref[5:]
    if row.institution == "state_media":
        # state media are the government's voice only where our table says so (KCNA); elsewhere they are their own
        known = next((body.origin for body in bodies(knowledge)
                      if body.institution == "state_media" and body.country == code), "")
        return known or f"state_media:{code}"
    return f"gov:{code}" if row.origin == "gov" else f"{row.origin}:{code}"


def _group_name(group: str, actor: Actor, knowledge: Knowledge) -> str:
    first = next((body.name for body in bodies(knowledge) if body.origin == group), "")
    return first or actor.name
