"""How sure a claim sounds, and whether it is affirmed, denied or left open: read off the tree above its words."""

from __future__ import annotations

from rashomon.extract.cues import (
    EVIDENCE_NOUNS,
    OPEN_NOUNS,
    OPEN_VERBS,
    POSSIBLE,
    POSSIBLE_MODALS,
    POSSIBLE_VERBS,
    PROBABLE,
    PROBABLE_VERBS,
    RANK,
)
from rashomon.extract.negation import is_negated
from rashomon.extract.views import SentenceView, ancestors, base, is_predicate
from rashomon.model import Stance

WORDS_GIVEN = frozenset({"notice", "statement", "announcement", "report", "version", "message", "alert", "word"})
"""An initial one of these is the first, and says nothing of how sure it was."""
FORESEEN = frozenset({"forecast", "predict", "project"})


def weaker(a: str, b: str) -> str:
    """The less certain of two certainties."""
    return min(a, b, key=lambda each: RANK[each])


def stance_of(
    view: SentenceView, trigger: int, filler: int, scope: tuple[int, int] | None = None, *, counts: bool = False
) -> Stance:
    """Stance of a value at token `filler` under the trigger; `scope` bounds the look upwards (the attributed content).

    Cues outside the scope belong to the voice around it, and are added by the voices. counts: the value is a number:
    "two suspected cruise missiles" doubts what they were, not how many.
    """
    polarity, certainty = "affirmed", "certain"
    cues: list[tuple[int, int]] = []

    def doubt(level: str, token: int) -> None:
        nonlocal certainty
        certainty = weaker(certainty, level)
        cues.append((view.tokens[token].start, view.tokens[token].end))

    for index in dict.fromkeys([filler, *_nominal_path(view, filler, trigger)]):
        if index < 0:
            continue
        for child in view.children[index]:
            level = "" if counts and base(view.tokens[child].relation) == "amod" else _modifier_level(view, child)
            level = level or (_auxiliary_level(view, child) if index == filler else "")
            if level:
                doubt(level, child)
    bearer = _bearer(view, trigger, filler)
    above = _governors(view, trigger, scope)
    if bearer != trigger:
        above += [each for each in (bearer, *_governors(view, bearer, scope)) if each not in above]
    for index in [trigger, *above]:
        unable = any(view.tokens[child].lemma.casefold() in {"not", "n't"} for child in view.children[index])
        for child in view.children[index]:
            level = ("" if unable else _auxiliary_level(view, child)) or _modifier_level(view, child)
            if level:
                doubt(level, child)
            if _asks_whether(view, index, child):
                polarity = "open"
                doubt("possible", child)
        level = "" if _rules_out(view, index, trigger) else _matrix_level(view, index, trigger)
        if level:
            doubt(level, index)
        outlook = _outlook(view, index)
        if outlook >= 0:
            doubt("possible" if view.tokens[outlook].lemma.casefold() in POSSIBLE_VERBS else "probable", outlook)
    unsure = next((index for index in _governors(view, trigger, None) if _leaves_open(view, index, trigger)), -1)
    if unsure >= 0:
        polarity = "open"
        doubt("possible", unsure)
    # what a voice rules out is denied also where the voice's own words begin below its verb
    if any(_rules_out(view, index, trigger) for index in _governors(view, trigger, None)):
        polarity = "denied"
    if is_negated(view, trigger):
        polarity = "denied" if polarity == "affirmed" else polarity
    return Stance(polarity, certainty, tuple(sorted(set(cues))))


def _bearer(view: SentenceView, trigger: int, filler: int) -> int:
    """The predicate that says the value of a noun: "the dead could exceed 90" doubts the figure, not that some died."""
    if view.tokens[trigger].pos not in {"NOUN", "ADJ"} or filler < 0 or filler == trigger:
        return trigger
    for index in ancestors(view, filler):
        if index == trigger:
            return trigger
        if view.tokens[index].pos == "VERB" and is_predicate(view, index):
            return index if _same_clause(view, trigger, index) else trigger
    return trigger


def _same_clause(view: SentenceView, noun: int, verb: int) -> bool:
    """The noun is the subject of the verb, or of the word of outlook that the verb completes."""
    above = next((index for index in ancestors(view, noun) if is_predicate(view, index)), -1)
    return above == verb or above in ancestors(view, verb) or (
        noun < above < verb and view.tokens[above].head == view.tokens[verb].head)


def _outlook(view: SentenceView, verb: int) -> int:
    """The word right before the infinitive that says how sure it is: "was likely to pass", "is feared to have hit".

    Read off the order of words: the parser makes the infinitive a complement of the adjective, or a clause beside it.
    """
    mark = next((child for child in view.children[verb] if base(view.tokens[child].relation) == "mark"
                 and view.tokens[child].text.casefold() == "to"), -1)
    if mark < 1:
        return -1
    word = view.tokens[mark - 1]
    lemma = word.lemma.casefold()
    foreseen = word.text.casefold() == "likely" or (word.pos in {"VERB", "ADJ"} and word.text.casefold().endswith("ed")
                                                   and lemma in PROBABLE_VERBS | POSSIBLE_VERBS | FORESEEN)
    return mark - 1 if foreseen else -1


def _nominal_path(view: SentenceView, filler: int, trigger: int) -> list[int]:
    path = []
    for index in ancestors(view, filler):
        if index == trigger or is_predicate(view, index):
            break
        path.append(index)
    return path


def _governors(view: SentenceView, trigger: int, scope: tuple[int, int] | None) -> list[int]:
    """Predicates above the trigger, inside the scope, as far as one clause is the complement of the next."""
    found = []
    current = trigger
    for index in ancestors(view, trigger):
        if _presupposed(view, current):
            break
        relation = base(view.tokens[current].relation)
        if scope is not None and not scope[0] <= view.tokens[index].start < scope[1]:
            break
        if relation in {"ccomp", "xcomp", "csubj", "acl", "nmod", "obj", "obl", "nsubj"}:
            found.append(index)
        elif relation not in {"conj"}:
            break
        current = index
    return found


def _presupposed(view: SentenceView, index: int) -> bool:
    """ "what may have caused the fire": the fire is taken as known, however doubtful what is said of it."""
    return view.tokens[index].pos == "NOUN" and any(
        view.tokens[child].text.casefold() == "the" for child in view.children[index])


def _modifier_level(view: SentenceView, child: int) -> str:
    token = view.tokens[child]
    if base(token.relation) not in {"advmod", "amod", "compound", "obl", "nmod", "parataxis", "discourse", "acl"}:
        return ""
    word = token.text.casefold()
    if word == "initial" and token.head >= 0 and view.tokens[token.head].lemma.casefold() in WORDS_GIVEN:
        return ""
    if word in {"certainly", "surely"} and child and view.tokens[child - 1].text.casefold() == "almost":
        return "probable"
    if word in PROBABLE or token.lemma.casefold() in PROBABLE:
        return "probable"
    if word in POSSIBLE:
        return "possible"
    return ""


def _auxiliary_level(view: SentenceView, child: int) -> str:
    token = view.tokens[child]
    if base(token.relation) == "aux" and token.lemma.casefold() in POSSIBLE_MODALS:
        return "possible"
    return ""


def _asks_whether(view: SentenceView, index: int, child: int) -> bool:
    token = view.tokens[child]
    if base(token.relation) in {"mark", "advmod", "cc"} and token.text.casefold() in {"whether", "if"}:
        above = view.tokens[index].head
        kind = base(view.tokens[index].relation)
        return token.text.casefold() == "whether" or (
            kind == "ccomp" and above >= 0 and (view.tokens[above].lemma.casefold() in OPEN_VERBS | OPEN_NOUNS)
        )
    return False


def _leaves_open(view: SentenceView, index: int, trigger: int) -> bool:
    """ "could not confirm that it flew 600 km": neither said nor denied."""
    clause = any(base(view.tokens[child].relation) == "ccomp" for child in view.children[index])
    return clause and index != trigger and view.tokens[index].lemma.casefold() in {
        "confirm", "verify", "corroborate"} and (
        is_negated(view, index) or any(view.tokens[child].lemma.casefold() in {"unable", "cannot"}
                                       for child in (*view.children[index], max(view.tokens[index].head, 0))))


def _rules_out(view: SentenceView, index: int, trigger: int) -> bool:
    """ "rules out that a stub started it", "nothing suggests that it was arson": what stands below is denied."""
    if index == trigger:
        return False
    lemma = view.tokens[index].lemma.casefold()
    if lemma in {"rule", "exclude"} and is_negated(view, index):
        return False
    if lemma in {"rule", "exclude"}:
        return lemma == "exclude" or any(view.tokens[child].text.casefold() == "out" for child in view.children[index])
    nothing = {view.tokens[child].lemma.casefold() for child in view.children[index]} | {
        view.tokens[view.tokens[index].head].lemma.casefold() if view.tokens[index].head >= 0 else ""}
    return lemma in {"suggest", "indicate"} and (
        bool(nothing & {"nothing", "none", "nobody"}) or _nothing_to(view, index))


def _nothing_to(view: SentenceView, verb: int) -> bool:
    """ "had seen nothing, she said, to suggest that ...", "no evidence to indicate": wherever the infinitive hangs."""
    if not any(view.tokens[child].text.casefold() == "to" for child in view.children[verb]):
        return False
    signs = EVIDENCE_NOUNS | {"sign", "reason"}
    return any(token.lemma.casefold() == "nothing" or (token.lemma.casefold() in signs and any(
        view.tokens[child].text.casefold() == "no" for child in view.children[index]))
        for index, token in enumerate(view.tokens[:verb]))
def _matrix_level(view: SentenceView, index: int, trigger: int) -> str:
    if index == trigger:
        return ""
    lemma = view.tokens[index].lemma.casefold()
    if lemma in PROBABLE_VERBS:
        return "probable"
    return "possible" if lemma in POSSIBLE_VERBS else ""
