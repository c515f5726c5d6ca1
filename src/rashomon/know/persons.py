"""Persons by the names and titles that reports give them; of namesakes the one that the story means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.know.offices import offices_of, parse_office, persons
from rashomon.know.roster import Person

COURTESIES = frozenset({"mr", "mrs", "ms", "dr", "sir", "prof", "professor", "sen", "senator", "rep", "congressman"})
"""Forms of address that say nothing of an office of state: "Mr. Berg" is as open as "Berg"."""
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


def person_named(folded: str, knowledge: Knowledge, day: date | None, countries: Sequence[str]) -> Person | None:
    """Return the person a folded name stands for, titles and forms of address before it included, or None.

    A bare family name stands for the one its day and countries leave, or for nobody.
    """
    whole, family = knowledge.once("person names", lambda: _person_names(persons(knowledge)))
    for form in _without_title(folded, knowledge):
        found = whole.get(form) or whole.get(form.removesuffix("s"))
        if found:
            return _likeliest(found, day, countries, knowledge, alone=False)
        if " " not in form and (found := family.get(form)):
            courtesy = folded.removesuffix(form).strip() in COURTESIES
            return _likeliest(found, day, countries, knowledge, alone=form == folded or courtesy)
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
    def weight(person: Person) -> tuple[bool, int, int]:
        place = list(countries).index(person.country) if person.country in countries else 99
        held = bool(offices_of(person.ref, day, knowledge)) if day else True
        return (held, -place, _leads(person, day, knowledge))

    ranked = sorted(dict.fromkeys(found), key=weight, reverse=True)
    best = ranked[0]
    if not alone:
        return best
    # a bare family name names nobody unless the story's countries or the day leave one person, or the top leader
    held, place, leads = weight(best)
    if not held:
        return None
    if countries and place == -99:  # "Berg telephoned Lind": heads of states that the text names only by their heads
        return best if leads >= TOP["prime_minister"] and len(ranked) == 1 else None
    rivals = [person for person in ranked[1:] if weight(person)[:2] == (held, place)]
    return best if not rivals or leads > max(weight(rival)[2] for rival in rivals) else None


TOP = {"leader": 3, "supreme_leader": 3, "president": 3, "monarch": 2, "chancellor": 3, "prime_minister": 2,
       "acting_president": 2, "un_secretary_general": 2, "pope": 2}
"""How far an office makes its holder the one meant by the family name alone."""


def _leads(person: Person, day: date | None, knowledge: Knowledge) -> int:
    return max((TOP.get(office.kind, 0) for office in offices_of(person.ref, day, knowledge)), default=0)


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
