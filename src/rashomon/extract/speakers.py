"""The voice that a noun phrase names: persons, bodies, pronouns and bare titles that look back, several together."""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import actor_at, beside, phrase, within_quote
from rashomon.extract.cues import SPEAKERS, SPEECH
from rashomon.extract.scene import Scene, hits
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase
from rashomon.extract.voices import Attributed
from rashomon.know.countries import is_seat_of_power
from rashomon.model import Actor, Voice

GENERIC_OUTLETS = frozenset({"outlet", "agency", "newspaper", "paper", "broadcaster", "network", "daily"})
LONG_NAME = 100
PAPERS = frozenset({"statement", "notice", "release", "communique", "communiqué", "commentary", "message"})


def voice_at(
    scene: Scene, view: SentenceView, token: int, before: list[Attributed], manner: str, cue: tuple[int, int]
) -> Voice | None:
    """The voice that the noun phrase around `token` names; None when it names nobody who can speak."""
    start, end = extent(view, full_phrase(view, token))
    if end - start > LONG_NAME:
        start, end = extent(view, core_phrase(view, token))
    together = _together(scene, view, token)
    if together is not None:
        names, refs = together
        return Voice(names, refs, manner=manner, start=start, end=end, cue=cue, kind="body")
    back = _looked_back(view, token, before, scene)
    if back is not None:
        return msgspec.structs.replace(back, manner=manner, start=view.tokens[token].start,
                                       end=view.tokens[token].end, cue=cue)
    actor = beside(scene, view, token) or actor_at(scene, view, token)
    if actor is None:
        return None
    return voice_of(_by_its_seat(scene, view, token, actor), manner, (start, end), cue)


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
        if base(view.tokens[child].relation) in {"appos", "nsubj"} and _joined_to(view, child):
            others += [child, *_joined_to(view, child)]
    if not others:
        return None
    actors = [actor for index in [token, *others] if (actor := actor_at(scene, view, index)) is not None]
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


def _looked_back(view: SentenceView, token: int, before: list[Attributed], scene: Scene) -> Voice | None:
    """Pronouns and bare titles ("it", "the ministry", "the minister") mean an earlier voice where one fits."""
    word = view.tokens[token]
    lemma = word.lemma.casefold()
    text = word.text.casefold()
    earlier = [each.voice for each in reversed(before) if each.view >= view.index - 4]
    if text in {"they", "them"}:
        several = next((voice for voice in earlier if len(voice.refs) > 1 or (voice.kind == "anonymous"
                        and any(word.endswith("s") for word in voice.name.split()))), None)
        if several is not None:
            return several
    if text in {"it", "they", "them"}:
        return next((voice for voice in earlier if voice.kind not in {"person", "agency", "anonymous"}),
                    next((voice for voice in earlier if voice.kind != "person"), None))
    if text in {"he", "she"}:
        named = [person for person in scene.cast if person.start < word.start and person.subject
                 and person.actor.ref.startswith("person") and not within_quote(scene, person.start, word.start)]
        last = next((voice for voice in earlier if voice.kind == "person" or voice.office), None)
        if last is not None and (not named or last.start >= named[-1].start - 1 or last.name == named[-1].actor.name):
            return last
        nameless = next((voice for voice in earlier if voice.kind == "anonymous"), None)
        return nameless if nameless is not None and (not named or nameless.start >= named[-1].start) else None
    definite = any(view.tokens[child].text.casefold() in {"the", "that", "this"} for child in view.children[token])
    if definite and lemma in PAPERS:
        return next((voice for voice in earlier if voice.kind not in {"agency", "outlet"}), None)
    bare = len(core_phrase(view, token)) <= 2
    if not definite or not bare or word.pos != "NOUN":
        return None
    if text in GENERIC_OUTLETS:
        return next((voice for voice in earlier if voice.kind in {"outlet", "agency"}), None)
    if text != lemma:
        return next((voice for voice in earlier if voice.kind != "person" and text in voice.name.casefold().split()),
                    None)
    return next((voice for voice in earlier if lemma in voice.office.casefold().replace("_", " ").split()
                 or lemma in voice.name.casefold().replace("’s", "").split()), None)


def is_outlet(voice: Voice) -> bool:
    return voice.kind in {"outlet", "agency"}


def is_thing(scene: Scene, view: SentenceView, source: int, voice: Voice, lemma: str) -> bool:
    """True for a subject that cannot speak: a pack's thing, or a nameless noun before a verb that things take."""
    if not any(character.isalpha() for character in voice.name):
        return True
    if voice.kind != "anonymous" or view.tokens[source].text.casefold() in {"he", "she"}:
        return False
    if any((hit.payload.concept or hit.payload.group.endswith("_noun")) and hit.first <= source <= hit.last
           for pack in scene.packs for hit in hits(view, pack)):
        return True
    if view.tokens[source].pos == "PROPN":
        return False
    return lemma not in SPEECH and view.tokens[source].lemma.casefold() not in SPEAKERS
