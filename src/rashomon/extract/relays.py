"""Outlets that stand between a speaker and the report: told, quoted, carried, shown, spoken to."""

from __future__ import annotations

from rashomon.extract.actors import short_name
from rashomon.extract.cues import CITE
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, ancestors, base
from rashomon.extract.voices import Attributed
from rashomon.know.outlets import find_outlet
from rashomon.model import Voice

TELL = frozenset({"tell", "inform"})
PASSED_ON = CITE | frozenset({"carry", "publish", "release", "report", "relay", "distribute", "broadcast", "air",
                              "circulate", "issue", "see", "obtain", "review", "post", "run", "put", "print",
                              "interview", "transmit", "translate", "monitor", "give", "reach", "contact", "approach",
                              "ask"})
"""With an outlet behind "by" the words came through it: "in a statement carried by TASS"."""
HANDED_TO = frozenset({"show", "give", "provide", "send", "pass", "leak", "speak", "talk", "available", "hand",
                       "interview", "comment", "remark", "statement", "confirm", "write"})
"""With an outlet behind "to" or "with": "who spoke to Reuters", "in remarks to CNN"."""
LONGEST = 6
INTRODUCE = frozenset({"state", "news", "agency", "newspaper", "daily", "broadcaster", "television", "network",
                       "channel", "station", "radio", "paper", "public", "official", "state-run", "wire", "service",
                       "semi-official", "private", "website", "portal", "magazine", "weekly", "the", "a"})


def outlet_behind(scene: Scene, view: SentenceView, start: int) -> tuple[Voice, int] | None:
    """The outlet whose name begins at token `start`, behind words that introduce it, and the token behind it.

    Read off the order of words: names like "Agence France-Presse" come apart in the annotation.
    """
    for first in range(start, min(start + LONGEST, len(view.tokens))):
        for last in range(min(first + LONGEST, len(view.tokens)) - 1, first - 1, -1):
            span = (view.tokens[first].start, view.tokens[last].end)
            name = scene.reading.text(*span)
            known = find_outlet(name, scene.knowledge) if name[:1].isupper() or first > start else None
            if known is None or not any(character.isupper() for character in name):
                continue
            behind = view.tokens[last + 1] if last + 1 < len(view.tokens) else None
            if behind is not None and behind.pos in {"NOUN", "PROPN", "PART"} and behind.start - span[1] <= 1 and (
                    behind.text.casefold() not in INTRODUCE):
                return None  # "by NHK cameras", "to Reuters's bureau": not the outlet itself
            voice = Voice(short_name(scene, known.name), (f"outlet:{known.name}",), country=known.country,
                          start=span[0], end=span[1], kind="agency")
            return voice, last + 1
        if not _introduces(view, first):
            return None
    return None


def _introduces(view: SentenceView, index: int) -> bool:
    token = view.tokens[index]
    return token.text.casefold() in INTRODUCE or token.text == "-" or (token.relation in {"nmod:poss", "case"} and (
        token.pos != "ADP")) or (token.pos in {"ADJ", "PROPN"} and base(token.relation) in {"amod", "compound"})


def told_outlet(
    scene: Scene, view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...]
) -> list[Attributed]:
    """ "told Reuters": the agency stands between the speaker and the outlet."""
    if view.tokens[verb].lemma.casefold() not in TELL:
        return []
    found = outlet_behind(scene, view, verb + 1)
    return [Attributed(found[0], contents, view.index, True, "", False, "tell")] if found is not None else []


def passed_on(scene: Scene, view: SentenceView, here: list[Attributed]) -> list[Attributed]:
    """Outlets that quoted, carried, printed or were told what the sentence attributes to its speakers."""
    found: list[Attributed] = []
    taken = {each.voice.start for each in here if each.relay}
    for index in range(len(view.tokens) - 1):
        start = _behind(view, index)
        relay = outlet_behind(scene, view, start) if start else None
        if relay is None or relay[0].start in taken:
            continue
        spoken = tuple(dict.fromkeys(
            content for each in here if not each.relay and each.voice.kind != "evidence" for content in each.contents
            if not content[0] <= view.tokens[index].start < content[1]
        ))
        if not spoken and _of_a_statement(view, index):
            spoken = (view.span,)
        if spoken:
            taken.add(relay[0].start)
            found.append(Attributed(relay[0], spoken, view.index, True, "", False, "passed on"))
    return found


def _behind(view: SentenceView, index: int) -> int:
    """Where the outlet's name would begin behind this word, or 0."""
    token = view.tokens[index]
    lemma = token.lemma.casefold()
    near = [each.text.casefold() for each in view.tokens[index + 1 : index + 4]]
    if lemma in PASSED_ON and token.pos in {"VERB", "ADJ"} and not token.text.casefold().endswith("ing"):
        for step, word in enumerate(near[:3]):
            if word == "by":
                return index + step + 2
            if word not in {"out", "as", "saying", "on", "earlier", "to", "over", "late"}:
                return 0
    if lemma in HANDED_TO:
        for step, word in enumerate(near[:2]):
            if word in {"to", "with"}:
                return index + step + 2
    if token.text.casefold() == "whom" and near and index and view.tokens[index - 1].text.casefold() in {"to", "with"}:
        verb = next((step for step in range(index + 1, min(index + 6, len(view.tokens)))
                     if view.tokens[step].lemma.casefold() in {"speak", "talk"}), 0)
        return index + 1 if verb else 0
    return 0


def _of_a_statement(view: SentenceView, index: int) -> bool:
    """ "in the statement, carried by KCNA": what the sentence tells came through the agency."""
    return any(view.tokens[above].lemma.casefold() in {"statement", "commentary", "communique", "message", "letter"}
               for above in ancestors(view, index)[:1])
