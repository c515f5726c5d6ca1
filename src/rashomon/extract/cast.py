"""The cast of a text: all persons, bodies and countries it names, in order, persons with the titles beside them."""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import LONGEST_TITLE, country_actor, is_body, is_place, is_title_of, phrase
from rashomon.extract.scene import Person, Scene
from rashomon.extract.views import SentenceView, base, core_phrase, full_phrase
from rashomon.know.actors import find_actor, parse_office
from rashomon.know.countries import country_of, government_of, relative_country
from rashomon.model import Actor

SPEAKERS_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "envoy", "diplomat", "negotiator", "official"})


def build_cast(scene: Scene) -> tuple[Person, ...]:
    """All persons, bodies and countries of the text in order of appearance, persons with the titles beside them."""
    cast: list[Person] = []
    for view in scene.reading.views:
        for name in view.sentence.names:
            if name.label not in {"Person", "Organization", "Location", "NORP"}:
                continue
            text = scene.reading.text(name.start, name.end).replace("’s", "").replace("'s", "")
            span = (name.start, name.end)
            human = name.label == "Person" and not is_place(scene, *span) and not is_body(scene, *span)
            person = _person(scene, view, span, text) if human else _body(scene, text)
            if person is not None:
                cast.append(Person(person, person.name.split()[-1], name.start, _is_subject(view, name.start)))
    return _completed(tuple(cast))


def _is_subject(view: SentenceView, start: int) -> bool:
    index = next((i for i, token in enumerate(view.tokens) if token.start >= start), -1)
    steps = 0
    while index >= 0 and steps < 4:
        kind = base(view.tokens[index].relation)
        if kind == "nsubj":
            return True
        if kind not in {"flat", "compound", "appos"} and view.tokens[index].relation != "nmod:desc":
            return False
        index, steps = view.tokens[index].head, steps + 1
    return False


def _completed(cast: tuple[Person, ...]) -> tuple[Person, ...]:
    """Later short names take the full form: "Kishi" after "Nobuo Kishi"."""
    done: list[Person] = []
    for person in cast:
        full = next((each.actor for each in reversed(done) if " " in each.actor.name and " " not in person.actor.name
                     and person.actor.ref.startswith("person")
                     and person.actor.name.casefold() in each.actor.name.casefold().split()), None)
        done.append(msgspec.structs.replace(person, actor=full) if full is not None else person)
    return tuple(done)


def _person(scene: Scene, view: SentenceView, span: tuple[int, int], text: str) -> Actor | None:
    known = find_actor(text, scene.knowledge, day=scene.document.day, countries=scene.countries)
    office = _office_beside(scene, view, span)
    if known is not None and (known.ref.startswith("person") or " " in text):
        return msgspec.structs.replace(known, office=office[0] or known.office)
    return Actor(text, f"person:{text.casefold()}", office=office[0], country=office[1])


def _office_beside(scene: Scene, view: SentenceView, span: tuple[int, int]) -> tuple[str, str]:
    """The title written beside a name, before it, behind a comma or in brackets, with its country."""
    inside = [i for i, token in enumerate(view.tokens) if span[0] <= token.start and token.end <= span[1]]
    if not inside:
        return "", ""
    head = next((i for i in inside if view.tokens[i].head not in inside), inside[-1])
    for token in beside(view, head):
        tokens = [index for index in full_phrase(view, token) if index not in inside]
        if not tokens:
            continue
        office = parse_office(phrase(scene, view, tokens), scene.knowledge)
        if office is not None:
            return office.title, office.country
        if (speaker := _speaker_of(scene, view, tokens))[1]:
            return speaker
    before = [index for index in core_phrase(view, head) if index < inside[0]]
    if before:
        office = parse_office(phrase(scene, view, before), scene.knowledge)
        if office is not None:
            return office.title, office.country
        return _speaker_of(scene, view, before)
    return _title_before(scene, view, inside[0])


def beside(view: SentenceView, head: int) -> list[int]:
    """Words that say who a name is: in apposition to it or before it, or what it is itself in apposition to."""
    found = [child for child in view.children[head]
             if base(view.tokens[child].relation) in {"appos", "compound", "parataxis", "nmod", "amod"}]
    above = view.tokens[head]
    if (base(above.relation) in {"appos", "flat", "compound"} or above.relation == "nmod:desc") and above.head >= 0:
        found.append(above.head)
    return found


def _title_before(scene: Scene, view: SentenceView, first: int) -> tuple[str, str]:
    """The longest title that stands right before a name, read off the order of words."""
    for token in range(max(0, first - LONGEST_TITLE), first):
        if is_title_of(scene, view, token, view.tokens[first].start):
            text = scene.reading.text(view.tokens[token].start, view.tokens[first].start).strip()
            office = parse_office(text, scene.knowledge)
            return (office.title, office.country) if office is not None else (text, _owner_before(scene, view, token))
    return "", ""


def _owner_before(scene: Scene, view: SentenceView, token: int) -> str:
    """The country of the house or body that stands before a title: "the White House chief of staff"."""
    for length in (3, 2, 1):
        words = view.tokens[max(0, token - length) : token]
        known = find_actor(scene.reading.text(words[0].start, words[-1].end), scene.knowledge) if words else None
        if known is not None and known.country:
            return known.country
    return ""


def _speaker_of(scene: Scene, view: SentenceView, tokens: list[int]) -> tuple[str, str]:
    """ "a spokesman for the national security council": no office of the shelf, but somebody who speaks for a state."""
    word = next((view.tokens[index].lemma.casefold() for index in tokens
                 if view.tokens[index].lemma.casefold() in SPEAKERS_FOR), "")
    known = find_actor(phrase(scene, view, tokens), scene.knowledge, day=scene.document.day,
                       countries=scene.countries) if word else None
    return (word, known.country) if known is not None and known.within else ("", "")


def _body(scene: Scene, text: str) -> Actor | None:
    code = country_of(text, scene.knowledge) or government_of(text, scene.knowledge)
    if not code and text in {"North", "South"}:
        code = relative_country(text, scene.countries)
    if code:
        return country_actor(scene, code)
    return find_actor(text, scene.knowledge, day=scene.document.day, countries=scene.countries)
