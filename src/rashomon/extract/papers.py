"""Papers speak for those who issue them: "a police statement", "the report which the academy released"."""

from __future__ import annotations

from rashomon.extract.cues import BODIES, SPEAKERS
from rashomon.extract.markers import marker
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base, is_time
from rashomon.know.countries import country_of

ISSUED = frozenset({"statement", "report", "notice", "release", "communique", "communiqué", "bulletin", "update",
                    "message", "letter", "post", "tweet", "announcement", "document", "memo", "memorandum", "advisory",
                    "commentary", "readout", "declaration", "notification", "dispatch", "circular"})
ISSUING = frozenset({"issue", "release", "publish", "sign", "post", "put", "make", "send", "distribute", "circulate",
                     "write", "submit", "prepare", "draw", "compile"})
BOARDS = frozenset({"website", "site", "page", "account", "channel", "feed"})
PRESS = frozenset({"news", "media", "press", "newspaper", "wire", "intelligence", "witness"})
"""A "news report" is nobody's, and what witnesses report they say themselves."""
FARTHEST = 5


def issuer(scene: Scene, view: SentenceView, token: int) -> int | None:
    """The token of whoever issued the paper at `token`, None for no paper or one that nobody is named for."""
    if view.tokens[token].lemma.casefold() not in ISSUED or view.tokens[token].pos not in {"NOUN", "PROPN"}:
        return None
    for child in view.children[token]:
        word, relation = view.tokens[child], view.tokens[child].relation
        if is_time(view, child):
            continue
        if relation == "nmod:poss" or (marker(view, child) in {"from", "by"} and word.pos in {"NOUN", "PROPN"}):
            return child
        if base(relation) == "acl" and (agent := _who_issues(view, child)) is not None:
            return agent
        if base(relation) == "nmod" and word.lemma.casefold() in BOARDS:
            return next((each for each in view.children[child] if view.tokens[each].relation == "nmod:poss"), None)
    return _compounded(scene, view, token)


def _who_issues(view: SentenceView, verb: int) -> int | None:
    """ "released by the office" and "which the office released"."""
    if view.tokens[verb].lemma.casefold() not in ISSUING:
        return None
    agents = [child for child in view.children[verb] if marker(view, child) == "by"]
    subjects = [child for child in view.children[verb] if view.tokens[child].relation == "nsubj"
                and view.tokens[child].pos in {"NOUN", "PROPN"}]
    return next(iter(agents + subjects), None)


def _compounded(scene: Scene, view: SentenceView, token: int) -> int | None:
    """ "a police statement", "an interior ministry report", "a UN report"."""
    for child in reversed(view.children[token]):
        word = view.tokens[child]
        if child > token or base(word.relation) not in {"compound", "amod", "nmod"} or (
                word.lemma.casefold() in PRESS):
            continue
        named = any(name.label == "Organization" and name.start <= word.start < name.end
                    for name in view.sentence.names)
        if named or word.lemma.casefold() in SPEAKERS | BODIES or country_of(word.text, scene.knowledge):
            return child
    return None


def earlier_issuer(scene: Scene, view: SentenceView, token: int) -> tuple[SentenceView, int] | None:
    """ "The report put ...": who issued the last paper of that name, in the sentences before."""
    lemma = view.tokens[token].lemma.casefold()
    definite = any(view.tokens[child].text.casefold() in {"the", "this", "that", "same"}
                   for child in view.children[token])
    if lemma not in ISSUED or not definite:
        return None
    for last in reversed([each for each in scene.reading.views if view.index - FARTHEST <= each.index < view.index]):
        for index in reversed(range(len(last.tokens))):
            if last.tokens[index].lemma.casefold() == lemma:
                found = issuer(scene, last, index)
                return (last, found) if found is not None else None
    return None
