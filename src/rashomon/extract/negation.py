"""What a negation reaches: the verb, its subject, the noun it stands before."""

from __future__ import annotations

from itertools import pairwise

from rashomon.extract.views import SentenceView, base

NEGATIONS = frozenset({"not", "n't", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "hardly"})


def is_negated(view: SentenceView, index: int) -> bool:
    """True when a negation hangs on the token, or on its determiner, or on the verb it is the subject or object of."""
    if view.tokens[index].lemma.casefold() in {"nobody", "none", "nothing"}:
        return True
    for child in view.children[index]:
        only = child + 1 < len(view.tokens) and view.tokens[child + 1].text.casefold() in {"only", "just", "merely"}
        if not only and view.tokens[child].lemma.casefold() in NEGATIONS and base(view.tokens[child].relation) in {
            "advmod", "det", "cc", "nummod", "amod", "discourse", "case", "obl"
        }:
            return True
    token = view.tokens[index]
    if _nobody(view, index) or _of_no_noun(view, index):
        return True
    if token.pos in {"NOUN", "PROPN"} and token.head >= 0:
        above = view.tokens[token.head]
        below = base(token.relation) in {"nmod", "conj"} and not _set_against(view, index)
        if below and above.pos in {"NOUN", "PROPN"}:
            return is_negated(view, token.head)
        if base(token.relation) in {"obj", "nsubj"} and above.pos in {"VERB", "AUX"}:
            if _nobody(view, token.head) or (above.head >= 0 and base(above.relation) in {"xcomp", "ccomp"}
                                             and _nobody(view, above.head)):
                return True
            return any(view.tokens[child].lemma.casefold() in NEGATIONS and
                       base(view.tokens[child].relation) == "advmod" for child in view.children[token.head])
    return False


def is_denied_beside(view: SentenceView, index: int) -> bool:
    """ "a pistol, not a rifle", "a knife and not a gun": what is named only to be set aside."""
    return base(view.tokens[index].relation) in {"appos", "conj", "parataxis"} and any(
        view.tokens[child].text.casefold() == "not" and child < index for child in view.children[index])


def _of_no_noun(view: SentenceView, index: int) -> bool:
    """ "knows of no boat that came to harm": what is told of no boat has not happened."""
    for _ in range(2):
        token = view.tokens[index]
        if token.head < 0:
            return False
        if base(token.relation) == "acl":
            return any(view.tokens[child].text.casefold() == "no" for child in view.children[token.head])
        if base(token.relation) not in {"obl", "obj", "xcomp"}:
            return False
        index = token.head
    return False


def _nobody(view: SentenceView, verb: int) -> bool:
    """ "no one was hurt", "no ship is known to have suffered": the negation stands in the verb's subject."""
    for child in view.children[verb]:
        if base(view.tokens[child].relation) == "nsubj" and (
            view.tokens[child].text.casefold() in {"nobody", "none", "nothing", "no-one", "neither"}
            or any(view.tokens[each].text.casefold() in {"no", "neither"} for each in view.children[child])
            or _not_one(view, child)
        ):
            return True
    return False


def _set_against(view: SentenceView, index: int) -> bool:
    """ "not a missile but a rocket": what stands behind "but" is not denied."""
    return base(view.tokens[index].relation) == "conj" and any(
        view.tokens[child].text.casefold() in {"but", "rather"} for child in view.children[index])


def _not_one(view: SentenceView, subject: int) -> bool:
    """ "not one of the boats was damaged", "not a single ship": none at all, where "not all" leaves some."""
    first = min([subject, *view.children[subject]])
    words = [token.text.casefold() for token in view.tokens[max(0, first - 1) : subject + 1]]
    return any(pair in {("not", "one"), ("not", "a"), ("not", "single")} for pair in pairwise(words))
