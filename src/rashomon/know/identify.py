"""Bodies, offices, countries and persons by the names that reports use, as actors."""

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
from rashomon.know.offices import LEADERS, holders, offices_of, parse_office, persons
from rashomon.know.persons import TOP, person_named
from rashomon.know.roster import Body, Institution, Person
from rashomon.model.value import Actor

REMEMBERED = 4096


def find_actor(
    name: str, knowledge: Knowledge, *, day: date | None = None, countries: Sequence[str] = ()
) -> Actor | None:
    """Return the person, body, office or country a name stands for, or None when the shelf does not know it.

    day: of the story; picks the holder of an office ("Japan's prime minister") and of a bare family name. countries:
    those of the story, the weightiest first; they decide "the military", "JCS", "the Defense Ministry" and "Kim".
    A country comes as "country:JP", its government or a capital as "gov:JP", a ministry as "body:JP/defense_ministry"
    or under a ref of its own, a person as "person:nobuo_kishi" with the office held on `day`.
    """
    known: dict[tuple[str, date | None, tuple[str, ...]], Actor | None] = knowledge.once("actors asked for", dict)
    key = (name, day, tuple(countries))
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = _find_actor(name, knowledge, day, countries)
    return known[key]


def _find_actor(name: str, knowledge: Knowledge, day: date | None, countries: Sequence[str]) -> Actor | None:
    folded = fold(name).removeprefix("the ")
    if not folded or len(folded) > 120:
        return None
    if person := person_named(folded, knowledge, day, countries):
        return _as_actor(person, day, knowledge)
    if (body := _named_body(name, folded, knowledge)) is not None:
        return body_actor(body)
    if code := _country(name, folded, knowledge, countries):
        return _country_actor(code, name, knowledge)
    if code := government_of(name, knowledge):
        return government(code, knowledge)
    if found := _institution(name, folded, knowledge, countries):
        return found
    return _office_actor(name, knowledge, day, countries) or _official_of(name, folded, knowledge, countries)


def government(code: str, knowledge: Knowledge) -> Actor:
    """Return a country's government as an actor (ref "gov:KR")."""
    return Actor(f"{possessive(code, knowledge)} government", f"gov:{code}", "", code, (f"country:{code}",))


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
            return body_actor(body)
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


def _as_actor(person: Person, day: date | None, knowledge: Knowledge) -> Actor:
    held = offices_of(person.ref, day, knowledge)
    office = max(held, key=lambda one: (TOP.get(one.kind, 0), one.start or date.min), default=None)
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


def body_actor(body: Body) -> Actor:
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


LOCAL = frozenset({"police", "fire_service", "prosecutors", "parliament", "railways"})
"""Institutions that towns have too, so that a capital before them is a town and no government."""


def _institution(name: str, folded: str, knowledge: Knowledge, countries: Sequence[str]) -> Actor | None:
    code, rest = _leading_country(name, folded, knowledge, countries)
    names = knowledge.once("institution names", lambda: {
        fold(alias).removeprefix("the "): row
        for row in reversed(institutions(knowledge)) for alias in row.aliases})
    for form in (rest, rest.removesuffix("s"), rest.removeprefix("top ").removeprefix("senior ")):
        row = names.get(form)
        if row is None:
            continue
        if row.institution == "government" and not code and len(set(countries)) > 1:
            return None  # bare "officials" or "authorities" may be anybody's in a story of several countries
        place = folded.replace(rest, "").strip().removeprefix("of ").removeprefix("in ") if rest != folded else ""
        if row.institution in LOCAL and place and not country_of(place, knowledge):
            return Actor(name, "", "", code, (f"country:{code}",))
        land = code or _land_with(row, [each for each in countries if _is_called_so(row, each, form, knowledge)])
        return _institution_actor(row, land, knowledge) if land else None
    return None


def _is_called_so(row: Institution, code: str, form: str, knowledge: Knowledge) -> bool:
    """ "the foreign ministry", "the defence ministry": not those of a country that has departments for them."""
    own = [body for body in bodies(knowledge) if body.institution == row.institution and body.country == code]
    return "ministry" not in form or not own or any(
        "ministry" in fold(name) for body in own for name in (body.name, *body.aliases))


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
            return body_actor(body)
    shown = row.shown.replace("{country's}", possessive(code, knowledge))
    if row.institution in ("military", "coast_guard", "army", "navy", "air_force", "police"):
        shown = row.shown.replace("{country's}", demonym(code, knowledge))
    within = (f"gov:{code}", f"country:{code}") if row.origin == "gov" else (f"country:{code}",)
    return Actor(shown, f"body:{code}/{row.institution}", "", code, within)


_SPEAKERS = ("officials", "official", "sources", "source", "officers", "officer", "spokesman", "spokeswoman",
             "spokesperson", "spokespersons", "spokesmen", "representative", "representatives", "diplomat", "diplomats",
             "envoy", "envoys", "aide", "aides", "authorities", "negotiator", "negotiators", "commander", "commanders",
             "general", "admiral", "chief", "delegation", "leaders", "statement", "chiefs")
_RANKS = ("senior ", "top ", "unnamed ", "two ", "three ", "several ", "some ", "a ", "an ", "one ", "high ranking ",
          "multiple ", "anonymous ", "former ", "another ", "local ", "ranking ", "unidentified ", "retired ")


def _official_of(name: str, folded: str, knowledge: Knowledge, countries: Sequence[str]) -> Actor | None:
    """Read "two U.S. officials", "South Korean military source", "government spokesperson in Tokyo".

    The actor keeps its own words as the name and has no ref: nobody is named, only whose voice it is.
    """
    if " and " in folded:
        return None  # two voices are the caller's to part
    rest = folded
    for rank in (*_RANKS, *_RANKS):
        rest = rest.removeprefix(rank)
    code, words = _leading_country(name, rest, knowledge, countries)
    if folded.startswith("former ") or " former " in folded:
        return None  # who has left office speaks for nobody
    pieces = words.split()
    at = next((place for place, piece in enumerate(pieces) if piece in _SPEAKERS), -1)
    speaker = pieces[at] if at >= 0 else ""
    if speaker and code:
        return _nobody(name, code, ())
    for joint in (" of the ", " of ", " for the ", " for ", " at the ", " at ", " in the ", " in ", " from the "):
        head, _, body = rest.partition(joint)
        if body and any(head == word or head.endswith(" " + word) for word in _SPEAKERS):
            return _voice_of(name, body, knowledge, countries)
    head = " ".join(pieces[:max(at, 0)])
    return _voice_of(name, head, knowledge, countries) if speaker and head else None


def _voice_of(name: str, body: str, knowledge: Knowledge, countries: Sequence[str]) -> Actor | None:
    written = name[max(0, fold(name).find(body)):] if any(letter.isupper() for letter in name) else body
    known = _named_body(written.upper() if len(body) <= 5 else written, body, knowledge)
    actor = body_actor(known) if known else _institution(written, body, knowledge, countries)
    if actor is None and (code := government_of(body, knowledge) or country_of(body, knowledge)):
        return _nobody(name, code, ())
    if actor is None:
        return None
    return Actor(name, "", "", actor.country, tuple(dict.fromkeys((actor.ref, *actor.within))))


def _nobody(name: str, code: str, within: tuple[str, ...]) -> Actor:
    return Actor(name, "", "", code, (*within, f"gov:{code}", f"country:{code}"))


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
