"""Speech that runs on without a cue: findings listed after who gave them, sentences between two of one speaker.

A sentence that names nobody is the outlet's own, unless it says itself that it goes on: it stands between two
sentences of one speaker, or it opens with a word that takes up what was just said ("It landed ...", "Both ...").
"""

from __future__ import annotations

import msgspec

from rashomon.extract.cues import BODIES, SPEAKERS, SPEECH
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base, subtree
from rashomon.extract.voices import Attributed

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
            _takes_up(view, last, speaker) or _free_speech(view))
        if between or goes_on:
            known += [msgspec.structs.replace(each, contents=(view.span,), view=view.index, level="", denied=False)
                      for each in known if each.view == last.index and (each is speaker or each.relay)]
    return known


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
    return here[-1] if len(covered) >= LEAST * (end - start) else None


def _speaks(view: SentenceView, speaker: Attributed, known: list[Attributed]) -> bool:
    here = [each for each in known if each.view == view.index and not each.relay and each.voice.kind != "evidence"]
    return bool(here) and all(each.voice.name == speaker.voice.name for each in here)


def _steps_back(view: SentenceView) -> bool:
    return any(token.text.casefold() in OWN_SIGHT for token in view.tokens)


def _takes_up(view: SentenceView, last: SentenceView, speaker: Attributed) -> bool:
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
        return not copula and subject <= 1 and _is_of_thing(last, speaker, word.text.casefold())
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


def _is_of_thing(last: SentenceView, speaker: Attributed, pronoun: str) -> bool:
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
    return first.pos == "NOUN" and first.lemma.casefold() not in SPEAKERS | BODIES and (
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
    return any(name.label in {"Person", "Organization"} and name.start <= view.tokens[child].start < name.end
               for name in view.sentence.names for each in below if base(view.tokens[each].relation) == "nsubj"
               for child in subtree(view, each))


def _is_unknown(view: SentenceView) -> bool:
    """ "How many there were was not clear": for the outlet, whoever speaks around it."""
    return _root(view) >= 0 and view.tokens[_root(view)].lemma.casefold() in {"clear", "unclear", "know", "unknown"}
