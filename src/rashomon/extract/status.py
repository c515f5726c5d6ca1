"""Values that the text itself says are given up: "had earlier said", "a number it withdrew", "lowered from ... to"."""

from __future__ import annotations

import msgspec

from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base
from rashomon.model import Claim, Quantity
from rashomon.model.value import worlds

EARLIER = frozenset({"earlier", "previously", "initially", "originally", "first", "once", "before", "formerly"})
WITHDRAW = frozenset({"withdraw", "retract", "abandon", "recant", "scrap", "drop", "discard", "disown"})
REPLACE = frozenset({"revise", "correct", "lower", "raise", "cut", "amend", "adjust", "change", "update", "reduce"})
GIVING = frozenset({
    "say", "speak", "talk", "give", "put", "count", "announce", "report", "state", "declare", "estimate", "list", "set",
    "mention", "confirm", "record", "register", "tell", "name", "publish", "cite", "speculate", "believe", "think",
})
"""Verbs that give a figure: what was given before is replaced, what had happened before ("had killed six") is not."""
WRONG = frozenset({"wrong", "false", "mistaken", "incorrect", "erroneous", "error", "mistake"})


def with_status(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Mark what was withdrawn, and what one voice has replaced by another value of its own in the same text."""
    marked = []
    for claim in claims:
        view = next((view for view in scene.reading.views if view.span == claim.sentence), None)
        if view is None or claim.status or claim.stance.polarity == "open" or not isinstance(claim.value, Quantity):
            marked.append(claim)
            continue
        marked.append(msgspec.structs.replace(claim, status=_status(view, claim, claims)))
    return marked


def _status(view: SentenceView, claim: Claim, claims: list[Claim]) -> str:
    if _given_up(view, claim, WITHDRAW):
        return "withdrawn"
    rival = any(other.field == claim.field and other.kind == claim.kind and other.id != claim.id
                and other.origin.name == claim.origin.name and worlds(other.value) != worlds(claim.value)
                for other in claims)
    if rival and (_pluperfect(view, claim) or _from_side(view, claim)):
        return "superseded"
    return ""


def _given_up(view: SentenceView, claim: Claim, verbs: frozenset[str]) -> bool:
    """A verb of withdrawal whose object, relative head or subject holds the claim's words."""
    for index, token in enumerate(view.tokens):
        if token.lemma.casefold() not in verbs | WRONG or token.pos not in {"VERB", "ADJ", "NOUN"}:
            continue
        for child in [*view.children[index], token.head]:
            if child < 0:
                continue
            kind = base(view.tokens[child].relation)
            if kind in {"nsubj", "obj"} or (child == token.head and base(token.relation) == "acl"):
                near = view.tokens[child]
                inside = claim.span.start <= near.start < claim.span.end
                below = any(view.tokens[each].start < claim.span.end and claim.span.start < view.tokens[each].end
                            for each in view.children[child])
                apposed = near.head >= 0 and base(near.relation) in {"appos", "conj"} and (
                    claim.span.start <= view.tokens[near.head].start < claim.span.end)
                if inside or below or apposed:
                    return True
    return False


def _pluperfect(view: SentenceView, claim: Claim) -> bool:
    for token in view.tokens:
        if base(token.relation) == "aux" and token.text.casefold() == "had" and _governs(view, token.head, claim):
            return True
        if token.text.casefold() in EARLIER and base(token.relation) == "advmod" and _governs(view, token.head, claim):
            return True
    return False


def _governs(view: SentenceView, verb: int, claim: Claim) -> bool:
    if verb < 0 or view.tokens[verb].lemma.casefold() not in GIVING:
        return False
    for index, token in enumerate(view.tokens):
        if claim.span.start <= token.start < claim.span.end:
            current, steps = index, 0
            while current >= 0 and steps < 6:
                if current == verb:
                    return True
                current, steps = view.tokens[current].head, steps + 1
    return False


def _from_side(view: SentenceView, claim: Claim) -> bool:
    """ "lowered ... from 174 to 172": the figure behind "from" under a verb of change."""
    for index, token in enumerate(view.tokens):
        if not claim.span.start <= token.start < claim.span.end:
            continue
        marks = [view.tokens[child].text.casefold() for child in view.children[index]
                 if base(view.tokens[child].relation) == "case"]
        if "from" in marks and any(each.lemma.casefold() in REPLACE for each in view.tokens):
            return True
    return False
