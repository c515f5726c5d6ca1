"""Small signs around a word: the preposition before it, the passive of a verb."""

from __future__ import annotations

from rashomon.extract.views import SentenceView, base

NEARNESS = frozenset({"close", "next", "near"})
SIDES = frozenset({"outside", "inside", "short", "out", "ahead"})


def is_passive(view: SentenceView, index: int) -> bool:
    """True for a verb with a passive auxiliary or subject, and for a bare past participle behind a noun."""
    for child in view.children[index]:
        relation = view.tokens[child].relation
        if relation in {"aux:pass", "nsubj:pass", "csubj:pass"}:
            return True
    token = view.tokens[index]
    if token.relation == "acl" or base(token.relation) in {"amod", "advcl"}:
        full = {"nsubj", "obj"} if base(token.relation) == "advcl" else set()
        own = any(base(view.tokens[child].relation) in {"aux", "cop", "mark", *full}
                  and view.tokens[child].text.casefold() != "as" for child in view.children[index])
        return token.pos in {"VERB", "ADJ"} and not own and not token.text.casefold().endswith("ing")
    return False


def marker(view: SentenceView, index: int) -> str:
    """The preposition of a phrase, "according to" for two words, "" when there is none."""
    cases = [child for child in view.children[index] if base(view.tokens[child].relation) == "case"]
    if len(cases) > 1 and view.tokens[cases[0]].text.casefold() in {"down", "up", "back"}:
        return view.tokens[cases[1]].text.casefold()  # "revised down to 17": the first is the verb's particle
    for child in view.children[index]:
        token = view.tokens[child]
        if base(token.relation) == "case":
            rest = [view.tokens[each].text for each in view.children[child]
                    if base(view.tokens[each].relation) == "fixed"]
            of = " ".join([token.text, *rest]).casefold()
            before = view.tokens[child - 1].text.casefold() if child else ""
            if of == "to" and before in NEARNESS:
                return f"{before} to"
            return f"{before} of" if of == "of" and before in SIDES else of
    owner = next((child for child in view.children[index] if view.tokens[child].relation == "nmod:poss"), -1)
    loose = [child for child in view.children[owner] if child < owner and view.tokens[child].pos == "ADP"] if (
        owner >= 0) else []
    return view.tokens[loose[0]].text.casefold() if loose else ""  # "outside Japan's zone": hung on the owner
