"""The voice that a noun phrase names: persons, bodies, pronouns and bare titles that look back, several together."""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import actor_at, beside, phrase, short_name
from rashomon.extract.anaphora import PAPERS, looked_back
from rashomon.extract.cues import EDITIONS, SPEAKERS, SPEECH
from rashomon.extract.markers import marker
from rashomon.extract.papers import ISSUED, earlier_issuer, issuer
from rashomon.extract.scene import Scene, hits
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase
from rashomon.extract.voices import Attributed
from rashomon.know.countries import is_seat_of_power
from rashomon.know.outlets import find_outlet
from rashomon.model import Actor, Voice

LONG_NAME = 100


def voice_at(
    scene: Scene, view: SentenceView, token: int, before: list[Attributed], manner: str, cue: tuple[int, int]
) -> Voice | None:
    """The voice that the noun phrase around `token` names; None when it names nobody who can speak."""
    if is_own_work(view, token):
        return None
    issued = issuer(scene, view, token)
    paper = (view, issued) if issued is not None else earlier_issuer(scene, view, token)
    if paper is not None:
        return voice_at(scene, *paper, before, manner, cue)
    start, end = extent(view, full_phrase(view, token))
    if end - start > LONG_NAME:
        start, end = extent(view, core_phrase(view, token))
    together = _together(scene, view, token)
    if together is not None:
        names, refs = together
        return Voice(names, refs, manner=manner, start=start, end=end, cue=cue, kind="body")
    named = beside(scene, view, token) or _outlet_named(scene, view, token)
    back = looked_back(view, token, before, scene) if named is None else None
    if back is not None:
        return msgspec.structs.replace(back, manner=manner, start=view.tokens[token].start,
                                       end=view.tokens[token].end, cue=cue)
    actor = named or _one_of(scene, view, token) or actor_at(scene, view, token)
    if actor is None:
        return None
    return voice_of(_by_its_seat(scene, view, token, actor), manner, (start, end), cue)


def is_own_work(view: SentenceView, token: int) -> bool:
    """ "this newspaper", "our first edition", "an earlier version of this article": the outlet itself, no voice."""
    if view.tokens[token].lemma.casefold() not in EDITIONS:
        return False
    parts = [child for child in view.children[token] if base(view.tokens[child].relation) in {"det", "nmod"}]
    near = {view.tokens[child].text.casefold() for child in parts}
    of_own = any(marker(view, child) in {"of", "in"} and is_own_work(view, child) for child in parts)
    return bool(near & {"this", "our"}) or of_own


def _outlet_named(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """An outlet that the annotator takes for a person's name, where nobody of the text is called so."""
    if view.tokens[token].pos != "PROPN":
        return None
    name = phrase(scene, view, core_phrase(view, token))
    outlet = find_outlet(name, scene.knowledge)
    if outlet is None or any(person.surname == name and " " in person.actor.name for person in scene.cast):
        return None
    return Actor(short_name(scene, outlet.name), f"outlet:{outlet.name}", country=outlet.country)


def _one_of(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """ "one of the officials", "several of the rescuers": nameless, and called as the text calls them."""
    word = view.tokens[token]
    of = [child for child in view.children[token] if base(view.tokens[child].relation) in {"nmod", "obl"}
          and marker(view, child) in {"of", "among"}]
    if not of or word.pos not in {"NUM", "DET", "PRON", "ADJ"} or view.tokens[of[0]].pos not in {"NOUN", "PROPN"}:
        return None
    return Actor(phrase(scene, view, full_phrase(view, token)))


def _by_its_seat(scene: Scene, view: SentenceView, token: int, actor: Actor) -> Actor:
    """ "the White House said": a seat of power speaks in its own name, a capital ("Tokyo said") for its country."""
    name = phrase(scene, view, core_phrase(view, token))
    if not actor.ref.startswith("country:") or not is_seat_of_power(name, scene.knowledge):
        return actor
    return msgspec.structs.replace(actor, name=name)


def voice_of(actor: Actor, manner: str, span: tuple[int, int], cue: tuple[int, int]) -> Voice:
    kind = actor.ref.partition(":")[0] or "anonymous"
    refs = (actor.ref,) if actor.ref else ()
    office = actor.office.replace("_", " ")
    return Voice(actor.name, refs, office, actor.country, manner, span[0], span[1], cue, kind)


def _together(scene: Scene, view: SentenceView, token: int) -> tuple[str, tuple[str, ...]] | None:
    others = _joined_to(view, token)
    # "A, B and C said": the parser takes the second of a list for an apposition of the first, or a second subject
    for child in [*view.children[token], *_subjects_beside(view, token)]:
        listed = bool(others) and child > token and view.tokens[child].pos == "PROPN"
        if base(view.tokens[child].relation) in {"appos", "nsubj"} and (_joined_to(view, child) or listed):
            others += [child, *_joined_to(view, child)]
    if not others:
        return None
    actors = [actor for index in sorted({token, *others}) if (actor := actor_at(scene, view, index)) is not None]
    if len(actors) < 2 or not all(actor.ref for actor in actors):
        return None
    names = list(dict.fromkeys(actor.name for actor in actors))
    return " and ".join([", ".join(names[:-1]), names[-1]][len(names) == 1:]), tuple(actor.ref for actor in actors)


def _subjects_beside(view: SentenceView, token: int) -> list[int]:
    if base(view.tokens[token].relation) != "nsubj":
        return []
    verb = view.tokens[token].head
    return [child for child in view.children[verb] if token < child < verb
            and base(view.tokens[child].relation) == "nsubj" and view.tokens[child].pos == "PROPN"]


def _joined_to(view: SentenceView, token: int) -> list[int]:
    return [child for child in view.children[token] if base(view.tokens[child].relation) == "conj"
            and view.tokens[child].pos in {"PROPN", "NOUN"}]


def is_outlet(voice: Voice) -> bool:
    return voice.kind in {"outlet", "agency"}


def bears_name(view: SentenceView, token: int) -> bool:
    """The word stands in the name of a person or an organisation."""
    return any(name.label in {"Organization", "Person"} and name.start <= view.tokens[token].start < name.end
               for name in view.sentence.names)


def is_thing(scene: Scene, view: SentenceView, source: int, voice: Voice, lemma: str) -> bool:
    """True for a subject that cannot speak: a pack's thing, or a nameless noun before a verb that things take."""
    if not any(character.isalpha() for character in voice.name):
        return True
    if voice.kind != "anonymous" or view.tokens[source].text.casefold() in {"he", "she"}:
        return False
    if view.tokens[source].lemma.casefold() in PAPERS | ISSUED and view.tokens[source].text not in voice.name:
        return False  # "the statement said" is whose statement it is
    of = next((child for child in view.children[source] if marker(view, child) in {"of", "among"}), -1)
    if of >= 0 and view.tokens[source].pos in {"NUM", "DET", "PRON"}:
        return view.tokens[of].lemma.casefold() not in SPEAKERS and lemma not in SPEECH
    # "the Eighth Army said", "the soldiers said": what a pack knows as a target may speak all the same
    speaks = lemma in SPEECH and (
        view.tokens[source].lemma.casefold() in SPEAKERS or bears_name(view, source))
    if not speaks and any((hit.payload.concept or hit.payload.group.endswith("_noun"))
                          and hit.first <= source <= hit.last for pack in scene.packs for hit in hits(view, pack)):
        return True
    if view.tokens[source].pos == "PROPN":
        return False
    return lemma not in SPEECH and view.tokens[source].lemma.casefold() not in SPEAKERS
