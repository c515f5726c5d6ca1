"""Whose figures they are: "the coast guard's toll is 12 dead", "12 dead: such was the count of the police"."""

from __future__ import annotations

from rashomon.extract.cues import BODIES, NOUN_CUES, TALLIES
from rashomon.extract.markers import marker
from rashomon.extract.scene import Scene
from rashomon.extract.speakers import is_outlet, is_thing, voice_at
from rashomon.extract.views import SentenceView, base, extent, subtree
from rashomon.extract.voices import Attributed
from rashomon.model import Voice

BE = frozenset({"be", "stand", "show", "say", "give", "run", "speak", "put", "remain", "list", "include", "have"})
POINTERS = frozenset({"such", "that", "this", "these", "those", "so"})
OF_PLACES = frozenset({"toll", "number", "total", "sum", "list", "balance"})
"""Japan's toll lies in Japan; Japan's count is what Japan counted."""
COUNTED = frozenset({"count", "toll", "figure", "estimate", "tally", "total", "reckoning", "number"})


def owned_tally(scene: Scene, view: SentenceView, noun: int, before: list[Attributed]) -> list[Attributed]:
    """The owner of a tally answers for the figures that its sentence gives for it."""
    lemma = view.tokens[noun].lemma.casefold()
    if lemma not in TALLIES:
        return []
    content = _figures_of(view, noun) or _pointed_at(view, noun) or _with_number(view, noun)
    if content is None:
        return []
    attributed = _attributed_to(view, noun)
    owner = attributed[0] if attributed else _owner(view, noun)
    if owner is None:
        return []
    cue = (view.tokens[noun].start, view.tokens[noun].end)
    voice = voice_at(scene, view, owner, before, NOUN_CUES.get(lemma, "said"), cue)
    if voice is None or not _may_count(scene, view, owner, voice, lemma):
        return []
    found = [Attributed(voice, (content,), view.index, is_outlet(voice), "", False, lemma)]
    if attributed and attributed[1] is not None:
        relay = voice_at(scene, view, attributed[1], before, "reported", cue)
        if relay is not None:
            found.append(Attributed(relay, (content,), view.index, True, "", False, lemma))
    return found


def _owner(view: SentenceView, noun: int) -> int | None:
    for child in view.children[noun]:
        if view.tokens[child].relation == "nmod:poss" or marker(view, child) in {"from", "by"}:
            return child
        if base(view.tokens[child].relation) == "acl" and not view.tokens[child].text.casefold().endswith("ing"):
            agent = next((each for each in view.children[child] if marker(view, each) == "by"), None)
            if agent is not None:
                return agent
    # "the count of the police", not "the number of people"
    return next((child for child in view.children[noun] if marker(view, child) == "of" and (
        view.tokens[child].lemma.casefold() in BODIES or any(
            name.label == "Organization" and name.start <= view.tokens[child].start < name.end
            for name in view.sentence.names))), None)


def _may_count(scene: Scene, view: SentenceView, owner: int, voice: Voice, lemma: str) -> bool:
    if voice.kind == "country" and lemma in OF_PLACES:
        return False
    nameless = voice.kind == "anonymous" and view.tokens[owner].pos != "PRON"
    return not (nameless and is_thing(scene, view, owner, voice, "")) and (
        bool(voice.refs) or nameless or view.tokens[owner].pos == "PRON")


def _figures_of(view: SentenceView, noun: int) -> tuple[int, int] | None:
    """Behind a tally that is the subject of "is", "stands at", "shows": the rest of the sentence."""
    token = view.tokens[noun]
    if base(token.relation) != "nsubj" or token.head < noun:
        return None
    head = view.tokens[token.head]
    copula = any(base(view.tokens[child].relation) == "cop" for child in view.children[token.head])
    if not copula and head.lemma.casefold() not in BE:
        return None
    if view.tokens[noun].relation == "nsubj:pass" or base(head.relation) in {"ccomp", "acl", "advcl"}:
        return None
    end = next((each.start for each in view.tokens[token.head :] if each.text == ";"), view.sentence.end)
    return (token.start, end)


def _pointed_at(view: SentenceView, noun: int) -> tuple[int, int] | None:
    """ "Nine dead, 30 missing: such was the police's count": all before the word that points back."""
    pointer = next((index for index in range(1, noun) if view.tokens[index].text.casefold() in POINTERS
                    and view.tokens[index - 1].text in {":", ",", "-", "--", "–", "—", ";"}
                    and view.tokens[index + 1].lemma.casefold() == "be"), 0)
    if not pointer or noun - pointer > 8:
        return None
    return (view.sentence.start, view.tokens[pointer - 1].start)


def _with_number(view: SentenceView, noun: int) -> tuple[int, int] | None:
    """ "its count of 12 dead": the number behind "of"."""
    if view.tokens[noun].lemma.casefold() not in COUNTED:
        return None
    for child in view.children[noun]:
        below = subtree(view, child)
        if marker(view, child) == "of" and any(view.tokens[each].pos == "NUM" for each in below):
            return extent(view, below)
    return None


def _attributed_to(view: SentenceView, noun: int) -> tuple[int, int | None] | None:
    """ "the figure, which Reuters attributed to the police, is 12": who is named behind "to", and who names them."""
    for child in view.children[noun]:
        if view.tokens[child].lemma.casefold() != "attribute":
            continue
        source = next((each for each in view.children[child] if marker(view, each) == "to"), None)
        relay = next((each for each in view.children[child] if view.tokens[each].relation == "nsubj"
                      and view.tokens[each].pos == "PROPN"), None)
        if source is not None:
            return source, relay
    return None
