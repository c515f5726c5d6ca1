"""Trees mended behind a verb: what it calls somebody, what a figure is brought to, whose raid it is; gerunds."""

from __future__ import annotations

import msgspec

from rashomon.extract.views import base, children_of
from rashomon.text.annotation import AnnotatedSentence, Token

NAMING = frozenset({"call", "name", "label", "brand", "dub", "term", "declare", "deem", "consider", "think", "find"})
AGAINST = frozenset({"on", "against"})
PLACES = frozenset({"Location", "Facility", "Organization", "NORP"})
Moved = dict[int, tuple[int, str]]


def named_so(tokens: tuple[Token, ...]) -> Moved:
    """ "called the president a liar": of two objects of such a verb the second says what the first is."""
    moved: Moved = {}
    for verb, below in enumerate(children_of(tokens)):
        objects = [child for child in below if base(tokens[child].relation) in {"obj", "iobj"} and child > verb]
        if tokens[verb].lemma.casefold() in NAMING and len(objects) == 2:
            moved[objects[1]] = (verb, "xcomp")
            moved[objects[0]] = (verb, "obj")
    return moved


def figures_reached(tokens: tuple[Token, ...]) -> Moved:
    """ "bringing to 76 the number of dead": a number behind "to" is no object of the verb."""
    children = children_of(tokens)
    return {
        index: (token.head, "obl") for index, token in enumerate(tokens)
        if token.pos == "NUM" and base(token.relation) == "obj" and any(
            base(tokens[each].relation) == "case" and tokens[each].text.casefold() == "to" for each in children[index])
    }


def deeds_against(sentence: AnnotatedSentence) -> Moved:
    """ "killed in the raid on Lundby": a named place right behind "raid on" tells of the raid, not of the killing."""
    tokens = sentence.tokens
    children = children_of(tokens)
    moved: Moved = {}
    for index, token in enumerate(tokens):
        case = next((child for child in children[index] if base(tokens[child].relation) == "case"), -1)
        noun = case - 1
        if case < 1 or tokens[case].text.casefold() not in AGAINST or base(token.relation) != "obl":
            continue
        placed = any(name.label in PLACES and name.start <= token.start < name.end for name in sentence.names)
        if placed and tokens[noun].pos == "NOUN" and tokens[noun].head == token.head and (
                base(tokens[noun].relation) in {"obl", "obj"}):
            moved[index] = (noun, "nmod")
    return moved


def clauses_of_clauses(tokens: tuple[Token, ...]) -> Moved:
    """ "said that the survey showed that two fell": the second "that", right behind "showed", is what it showed."""
    children = children_of(tokens)
    moved: Moved = {}
    for index, token in enumerate(tokens):
        that = next((child for child in children[index] if base(tokens[child].relation) == "mark"), -1)
        inner = that - 1
        if base(token.relation) == "ccomp" and inner > token.head >= 0 and tokens[inner].pos == "VERB" and (
                tokens[that].text.casefold() == "that" and tokens[inner].head == token.head
                and base(tokens[inner].relation) == "ccomp"):
            moved[index] = (inner, "ccomp")
    return moved


def with_nouns(sentence: AnnotatedSentence) -> AnnotatedSentence:
    """ "Tuesday's test-firing by the North": a gerund that somebody owns, or that a noun is joined to, is a noun."""
    tokens = list(sentence.tokens)
    children = children_of(sentence.tokens)
    for index, token in enumerate(sentence.tokens):
        owned = any(tokens[child].relation in {"compound", "nmod:poss", "det"} and child < index
                    for child in children[index])
        if token.pos == "VERB" and token.text.casefold().endswith("ing") and owned and (
                base(token.relation) in {"csubj", "nsubj"}):
            tokens[index] = msgspec.structs.replace(
                token, pos="NOUN", lemma=token.text.casefold(), relation=token.relation.replace("csubj", "nsubj"))
            for child in children[index]:
                if base(tokens[child].relation) == "obl":
                    tokens[child] = msgspec.structs.replace(tokens[child], relation="nmod")
    return sentence if tokens == list(sentence.tokens) else msgspec.structs.replace(sentence, tokens=tuple(tokens))
