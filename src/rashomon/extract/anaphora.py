"""Whom a pronoun or a bare title means as a speaker: an earlier voice, or whom the paragraph is about."""

from __future__ import annotations

from rashomon.extract.actors import actor_at, beside, within_quote
from rashomon.extract.cues import BODIES, SPEAKERS
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base, core_phrase
from rashomon.extract.voices import Attributed
from rashomon.model import Actor, Voice

GENERIC_OUTLETS = frozenset({"outlet", "agency", "newspaper", "paper", "broadcaster", "network", "daily"})
PAPERS = frozenset({"statement", "notice", "release", "communique", "communiqué", "commentary", "message"})
GROUPS = frozenset({"group", "militia", "movement", "organisation", "organization"})
SPOKEN_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})
LONGEST_TITLE = 6
FARTHEST = 4
"""Sentences that a pronoun looks back over."""


def looked_back(view: SentenceView, token: int, before: list[Attributed], scene: Scene) -> Voice | None:
    """Pronouns and bare titles ("it", "the ministry", "the minister") mean an earlier voice where one fits."""
    word = view.tokens[token]
    text = word.text.casefold()
    earlier = [each.voice for each in reversed(before) if each.view >= view.index - FARTHEST]
    if text == "they" and (beside_it := _several_beside(scene, view, token)) is not None:
        return beside_it
    if text in {"they", "them", "their"}:
        several = next((voice for voice in earlier if len(voice.refs) > 1 or (voice.kind == "anonymous"
                        and any(word.endswith("s") for word in voice.name.split()))), None)
        if several is not None:
            return several
    if text in {"it", "they", "them", "its", "their"}:
        return _of_body(scene, view, token, before)
    if text in {"he", "she", "his", "her"}:
        return _of_person(scene, view, token, earlier)
    return _of_title(scene, view, token, earlier) or _of_group(scene, view, token, earlier)


def _several_beside(scene: Scene, view: SentenceView, token: int) -> Voice | None:
    """ "While some experts were hopeful, they also said ...": those of the clause before it."""
    verb = view.tokens[token].head
    clauses = [child for child in view.children[verb] if child < token and view.tokens[child].relation == "advcl"] if (
        verb >= 0) else []
    for clause in clauses:
        for child in view.children[clause]:
            word = view.tokens[child]
            if base(word.relation) == "nsubj" and word.pos == "NOUN" and word.lemma.casefold() in SPEAKERS and (
                    word.text.casefold() != word.lemma.casefold()):
                actor = actor_at(scene, view, child)
                return None if actor is None else _voice(actor, word.start, word.end)
    return None


def _voice(actor: Actor, start: int, end: int) -> Voice:
    return Voice(actor.name, (actor.ref,) if actor.ref else (), actor.office.replace("_", " "), actor.country,
                 start=start, end=end, kind=actor.ref.partition(":")[0] or "anonymous")


def _of_body(scene: Scene, view: SentenceView, token: int, before: list[Attributed]) -> Voice | None:
    """ "it": the body that the paragraph speaks of, where no voice stands nearer; else the last voice of a body."""
    earlier = [each.voice for each in reversed(before) if each.view >= view.index - FARTHEST]
    last = next((voice for voice in earlier if voice.kind not in {"person", "agency", "anonymous"}),
                next((voice for voice in earlier if voice.kind != "person"), None))
    subject = _subject_before(scene, view, token, human=False)
    if subject is not None and (last is None or last.start < subject.start):
        here = [each for each in before if each.view >= view.index - FARTHEST and last is not None
                and each.voice.start == last.start and _paragraph_of(scene, each) == view.paragraph]
        if not here or view.tokens[token].text.casefold() in {"its", "their"}:
            return subject
    return last


def _of_person(scene: Scene, view: SentenceView, token: int, earlier: list[Voice]) -> Voice | None:
    word = view.tokens[token]
    named = [person for person in scene.cast if person.start < word.start and person.subject
             and person.actor.ref.startswith("person") and not within_quote(scene, person.start, word.start)]
    last = next((voice for voice in earlier if voice.kind == "person" or (voice.office and voice.kind != "body")), None)
    if last is not None and (not named or last.start >= named[-1].start - 1 or last.name == named[-1].actor.name):
        return last
    nameless = next((voice for voice in earlier if voice.kind == "anonymous" and _may_be_person(voice.name)), None)
    if nameless is not None and (not named or nameless.start >= named[-1].start):
        return nameless
    return _subject_before(scene, view, token, human=True) if not named else None


def _of_title(scene: Scene, view: SentenceView, token: int, earlier: list[Voice]) -> Voice | None:
    """ "the ministry", "the officer", "the statement", "the agency": an earlier voice that is called so."""
    word = view.tokens[token]
    lemma, text = word.lemma.casefold(), word.text.casefold()
    marks = {view.tokens[child].text.casefold() for child in view.children[token]}
    definite = bool(marks & {"the", "that", "this"})
    if definite and lemma in PAPERS:
        return next((voice for voice in earlier if voice.kind not in {"agency", "outlet"}), None)
    if definite and text in {"other", "latter"}:
        return next((voice for voice in earlier if voice.kind != "outlet"), None)
    if "same" in {view.tokens[child].text.casefold() for child in view.children[token]} and lemma in SPEAKERS:
        return next((voice for voice in earlier if voice.kind not in {"agency", "outlet"}), None)
    bare = len(core_phrase(view, token)) <= 2 and not any(
        base(view.tokens[child].relation) == "nmod" for child in view.children[token])
    if not definite or not bare or (word.pos != "NOUN" and lemma not in SPEAKERS):
        return None
    if text in GENERIC_OUTLETS:
        return next((voice for voice in earlier if voice.kind in {"outlet", "agency"}), None)
    if text != lemma:
        return next((voice for voice in earlier if voice.kind != "person" and text in voice.name.casefold().split()),
                    None)
    wanted = SPOKEN_FOR if lemma in SPOKEN_FOR else frozenset({lemma})
    if lemma in BODIES:  # "the ministry": the body itself before the man who spoke for it
        earlier = sorted(earlier, key=lambda voice: voice.kind == "person")
    called = next((voice for voice in earlier if wanted & _called(scene, voice)), None)
    return called or (_titled(scene, word.start, wanted) if lemma in SPEAKERS - BODIES else None)


def _called(scene: Scene, voice: Voice) -> set[str]:
    """The words of a voice's name, of its office, and of the phrase that brought it in."""
    phrase = scene.reading.text(voice.start, voice.end) if voice.kind == "person" else ""
    words = f"{voice.name} {voice.office} {phrase}".casefold().replace("_", " ").replace("’s", "").replace(",", " ")
    return set(words.split())


def _titled(scene: Scene, position: int, wanted: frozenset[str]) -> Voice | None:
    """ "Mayor Ida Holm came to the quay. The mayor said ...": the last person of the text with that title."""
    for person in reversed(scene.cast):
        if person.start >= position or not person.actor.ref.startswith("person"):
            continue
        if wanted & {*person.actor.office.casefold().replace("_", " ").split(), *_words_beside(scene, person.start)}:
            return _voice(person.actor, person.start, person.start + len(person.surname))
    return None


def _words_beside(scene: Scene, start: int) -> set[str]:
    """The words right before a name, back to the next mark or verb: "Mayor Ida Holm", "the mayor, Ida Holm"."""
    found: set[str] = set()
    view = next((each for each in scene.reading.views if each.sentence.start <= start < each.sentence.end), None)
    before = [each for each in view.tokens if each.end <= start] if view is not None else []
    if len(before) > 1 and before[-1].text == "," and before[-2].lemma.casefold() in SPEAKERS - BODIES:
        before.pop()
    for token in reversed(before):
        if token.pos not in {"NOUN", "PROPN", "ADJ"} or len(found) == LONGEST_TITLE:
            break
        found.add(token.text.casefold())
    return found


def _of_group(scene: Scene, view: SentenceView, token: int, earlier: list[Voice]) -> Voice | None:
    """ "the group", "the militia": the last body that spoke or that the text has named, where it stands alone."""
    word = view.tokens[token]
    definite = any(view.tokens[child].text.casefold() == "the" for child in view.children[token])
    if not definite or word.text.casefold() not in GROUPS or len(core_phrase(view, token)) > 2:
        return None
    # a front that the shelf does not know is written like a name
    spoke = next((voice for voice in earlier if (voice.kind == "body" and not any("/" in ref for ref in voice.refs))
                  or (voice.kind == "anonymous" and voice.name.istitle())), None)
    if spoke is not None:
        return spoke
    named = [person for person in scene.cast if person.start < word.start and person.actor.ref.startswith("body:")
             and "/" not in person.actor.ref]
    subjects = [person for person in named if person.subject]
    return _voice(subjects[-1].actor, word.start, word.end) if subjects else None


def _subject_before(scene: Scene, view: SentenceView, token: int, *, human: bool) -> Voice | None:
    """The last subject of a main clause before the pronoun in its paragraph that can be "he", or "it"."""
    possessive = view.tokens[token].text.casefold() in {"its", "their", "his", "her"}
    views = [each for each in scene.reading.views if each.paragraph == view.paragraph and (
        each.index < view.index or (possessive and each.index == view.index))]
    for each in reversed(views):
        for index in reversed(range(len(each.tokens))):
            word = each.tokens[index]
            if each.index == view.index and index >= token:
                continue
            if base(word.relation) != "nsubj" or word.pos not in {"NOUN", "PROPN"} or word.head < 0:
                continue
            if base(each.tokens[word.head].relation) not in {"root", "conj", "parataxis"}:
                continue
            actor = beside(scene, each, index) or actor_at(scene, each, index)
            known = actor is not None and actor.ref.startswith("body:") and not human
            if not known and not (_is_person(each, index) if human else _is_body(each, index)):
                continue
            if actor is not None:
                return _voice(actor, word.start, word.end)
    return None


def _is_person(view: SentenceView, index: int) -> bool:
    lemma = view.tokens[index].lemma.casefold()
    return view.tokens[index].text.casefold() == lemma and lemma in SPEAKERS and lemma not in BODIES


def _may_be_person(name: str) -> bool:
    """ "brigade representative", "woman in Hadar"; no body, no letters, not several."""
    words = name.casefold().split()
    return bool(words) and not name.isupper() and not words[-1].endswith("s") and (
        words[-1] not in BODIES or bool(set(words) & (SPEAKERS - BODIES)))


def _is_body(view: SentenceView, index: int) -> bool:
    word = view.tokens[index]
    if word.lemma.casefold() in BODIES or word.text.casefold() in BODIES:
        return True
    return any(name.label == "Organization" and name.start <= word.start < name.end for name in view.sentence.names)


def _paragraph_of(scene: Scene, each: Attributed) -> int:
    return next((view.paragraph for view in scene.reading.views if view.index == each.view), -1)
