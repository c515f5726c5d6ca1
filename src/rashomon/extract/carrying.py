"""Speech that runs on without a cue: findings listed after who gave them, sentences between two of one speaker.

A sentence that names nobody is the outlet's own, unless it says itself that it goes on: it stands between two
sentences of one speaker, or it opens with a word that takes up what was just said ("It landed ...", "Both ...").
"""

from __future__ import annotations

import msgspec

from rashomon.extract.anaphora import PAPERS
from rashomon.extract.cues import BODIES, SPEAKERS, SPEECH
from rashomon.extract.scene import Scene, hits
from rashomon.extract.speakers import bears_name, voice_at
from rashomon.extract.views import SentenceView, base, subtree
from rashomon.extract.voices import Attributed

OPENING = 2
"""Sentences of a report in which a statement announced is all that follows."""
ISSUE = frozenset({"issue", "make", "release", "state", "say", "publish", "read", "declare", "answer", "give", "post"})
LEAST = 0.4
"""Share of a sentence that its speaker must answer for."""
PARTS = frozenset({"both", "neither", "either", "each", "several", "some", "many", "most", "none", "all"})
MORE = frozenset({"another", "other", "others", "more", "further"})
PLURAL = frozenset({"they", "them", "these", "those"})
OWN_SIGHT = frozenset({"since", "meanwhile", "earlier", "previously", "elsewhere", "last", "first", "ago", "afterwards",
                       "later", "previous", "similar"})
"""Words with which a reporter steps back and looks at other times and places."""


def carried_on(scene: Scene, found: list[Attributed]) -> list[Attributed]:
    """The attributions with those of sentences that go on in the voice of the one before."""
    views = scene.reading.views
    known = list(found)
    for number in range(1, len(views)):
        view, last = views[number], views[number - 1]
        if view.block != "body" or last.block != "body":
            continue
        if any(_touches(each, view) for each in known):
            continue
        speaker = _speaker(last, known)
        if speaker is None:
            continue
        after = views[number + 1] if number + 1 < len(views) else None
        between = after is not None and _speaks(after, speaker, known) and not _is_unknown(view) and (
            view.paragraph == last.paragraph == after.paragraph or not _named_subject(view))
        goes_on = view.paragraph == last.paragraph and not _steps_back(view) and (
            _takes_up(scene, view, last, speaker) or _free_speech(view))
        if between or goes_on:
            known += [msgspec.structs.replace(each, contents=(view.span,), view=view.index, level="", denied=False)
                      for each in known if each.view == last.index and (each is speaker or each.relay)]
    return known


def announced(scene: Scene, found: list[Attributed]) -> list[Attributed]:
    """ "A spokesman made public the following statement": all that follows is his, or the quotation right behind it."""
    views = [view for view in scene.reading.views if view.block == "body"]
    known = list(found)
    for number, view in enumerate(views[:-1]):
        source = _announces(view)
        if source is None:
            continue
        voice = voice_at(scene, view, source, known, "said", view.span)
        if voice is None or voice.kind in {"outlet", "agency"}:
            continue
        behind = views[number + 1 :]
        quoted = next((quote for quote in behind[0].quotes if quote.start <= behind[0].sentence.start), None)
        stop = quoted.end if quoted is not None else behind[-1].sentence.end if number < OPENING else next(
            each.sentence.end for each in reversed(behind) if each.paragraph == behind[0].paragraph)
        known.append(Attributed(voice, ((behind[0].sentence.start, stop),), view.index, False, "", False, "say"))
    return known


def _announces(view: SentenceView) -> int | None:
    """The subject of "issued the following statement", "stated the following", "said as follows"."""
    words = [token.text.casefold() for token in view.tokens]
    place = next((index for index, word in enumerate(words)
                  if word in {"following", "follows"} and words[index - 1] in {"the", "as"}), -1)
    if place < 0:
        return None
    last = [word for word in words[place + 1 :] if word.isalpha()]
    paper = bool(set(last[:2]) & PAPERS) if words[place] == "following" else True
    if not (paper or not last):
        return None
    verb = next((index for index in range(place - 1, -1, -1) if view.tokens[index].lemma.casefold() in ISSUE), -1)
    return next((child for child in view.children[verb] if base(view.tokens[child].relation) == "nsubj"
                 and child < verb), None) if verb >= 0 else None


def _touches(each: Attributed, view: SentenceView) -> bool:
    start, end = view.span
    return each.view == view.index or any(content[0] < end and start < content[1] for content in each.contents)


def _speaker(view: SentenceView, known: list[Attributed]) -> Attributed | None:
    """The one speaker of a sentence, where its words are mostly that speaker's."""
    here = [each for each in known if each.view == view.index and not each.relay and each.voice.kind != "evidence"]
    if not here or len({each.voice.name for each in here}) > 1 or any(each.denied or each.cue == "give"
                                                                      for each in here):
        return None  # "gave no reason" says nothing that could go on
    start, end = view.span
    covered = {place for each in here for content in each.contents
               for place in range(max(start, content[0]), min(end, content[1]))}
    # who speaks, however long the title, is no part of what is said
    named = {place for each in here for first, last in [(each.voice.start, each.voice.end), each.voice.cue or (0, 0)]
             for place in range(max(start, first), min(end, last))}
    return here[-1] if len(covered) >= LEAST * (end - start - len(named - covered)) else None


def _speaks(view: SentenceView, speaker: Attributed, known: list[Attributed]) -> bool:
    here = [each for each in known if each.view == view.index and not each.relay and each.voice.kind != "evidence"]
    return bool(here) and all(each.voice.name == speaker.voice.name for each in here)


def _steps_back(view: SentenceView) -> bool:
    return any(token.text.casefold() in OWN_SIGHT for token in view.tokens)


def _takes_up(scene: Scene, view: SentenceView, last: SentenceView, speaker: Attributed) -> bool:
    """The sentence opens with a word that is nothing without the sentence before."""
    root = _root(view)
    subject = next((child for child in view.children[root] if base(view.tokens[child].relation) == "nsubj"), -1) if (
        root >= 0) else -1
    opening = [token.text.casefold() for token in view.tokens[:4]]
    if opening[:2] in (["among", "them"], ["of", "them"], ["of", "these"], ["of", "those"]):
        return True
    if subject < 0:
        return False
    word = view.tokens[subject]
    below = {view.tokens[child].text.casefold() for child in view.children[subject]} | {word.text.casefold()}
    if word.pos == "PRON" and word.text.casefold() in {"it", "they"}:
        copula = any(base(view.tokens[child].relation) == "cop" for child in view.children[root])
        return not copula and subject <= 1 and _is_of_thing(scene, last, speaker, word.text.casefold())
    opens = min(subtree(view, subject)) <= 1 and subject <= 5
    if word.pos == "NUM" or below & MORE or (below & PARTS and word.pos in {"DET", "PRON", "ADJ"}):
        return opens
    # what somebody found is told in one sentence, and an eyewitness who is quoted gives no tolls
    tells = speaker.cue in SPEECH | {"according"}
    return tells and opens and _numbered(view, subject) and not view.times and not any(
        start < quote.end and quote.start < end for quote in last.quotes for start, end in speaker.contents)


def _numbered(view: SentenceView, subject: int) -> bool:
    """ "Nine people had been pulled out": a count that opens the sentence; "the two trains" are no count."""
    definite = any(view.tokens[child].text.casefold() in {"the", "these", "those", "his", "her", "its", "their", "no"}
                   for child in view.children[subject])
    return not definite and any(number.role == "count" and subject in range(number.first, number.last + 3)
                                for number in view.numbers)


def _is_of_thing(scene: Scene, last: SentenceView, speaker: Attributed, pronoun: str) -> bool:
    """What was spoken of can be "it" or "they", and whoever spoke cannot be taken for it."""
    subjects = [index for index, token in enumerate(last.tokens) if base(token.relation) == "nsubj"
                and any(start <= token.start < end for start, end in speaker.contents)]
    if not subjects:
        return False
    first = last.tokens[subjects[0]]
    if pronoun == "they":
        several = first.text.casefold() != first.lemma.casefold() or any(
            base(last.tokens[child].relation) == "conj" for child in last.children[subjects[0]]) or first.pos == "NUM"
        words = speaker.voice.name.casefold().split()
        one = len(speaker.voice.refs) < 2 and not any(word.endswith("s") or word in {"police"} for word in words[-1:])
        return several and (one or speaker.voice.kind == "person")
    actor = any(name.label in {"Person", "Organization", "Location", "NORP"} and name.start <= first.start < name.end
                for name in last.sentence.names)
    thing = any(hit.payload.concept and hit.first <= subjects[0] <= hit.last
                for pack in scene.packs for hit in hits(last, pack))
    actor = actor and not thing
    return first.pos in {"NOUN", "PROPN"} and not actor and first.lemma.casefold() not in SPEAKERS | BODIES and (
        first.text.casefold() == first.lemma.casefold())


def _free_speech(view: SentenceView) -> bool:
    """ "In return, the plants would be taken down": what somebody foresees, told as the sentence before was."""
    below = view.children[_root(view)] if _root(view) >= 0 else ()
    return not _named_subject(view) and "would" in {view.tokens[child].text.casefold() for child in below}


def _root(view: SentenceView) -> int:
    return next((index for index, token in enumerate(view.tokens) if base(token.relation) == "root"), -1)


def _named_subject(view: SentenceView) -> bool:
    """ "President Moon convened the council": somebody else acts."""
    below = view.children[_root(view)] if _root(view) >= 0 else ()
    return any(bears_name(view, child) for each in below if base(view.tokens[each].relation) == "nsubj"
               for child in subtree(view, each))


def _is_unknown(view: SentenceView) -> bool:
    """ "How many there were was not clear": for the outlet, whoever speaks around it."""
    return _root(view) >= 0 and view.tokens[_root(view)].lemma.casefold() in {"clear", "unclear", "know", "unknown"}
