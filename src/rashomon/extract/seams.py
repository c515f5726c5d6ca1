"""Fillers that the tree hangs elsewhere and the order of words gives away: figures behind a label, nouns before "who".

Each is a place where news is terse and parsers go astray; `arguments` asks here after it has looked at the tree.
"""

from __future__ import annotations

from rashomon.extract.views import SentenceView, base, subtree
from rashomon.text.numbers import NumberSpan

FIGURE_LINKS = frozenset({"at", "to", "of", "as", "number", "numbered", "stand", "total", "reach", "put", "rise",
                          "range", "now"})
FARTHEST_FIGURE = 7
FARTHEST_WHO = 14
LABEL_WORDS = frozenset({"so", "far", "now", "confirmed", "yet", "still", "today"})
PERSONAL = frozenset({"who", "whom"})


def figure_behind(view: SentenceView, trigger: int) -> NumberSpan | None:
    """The next number, where it has no noun of its own and follows with nothing but links between."""
    number = next((each for each in view.numbers if each.first > trigger and each.role != "article"), None)
    if number is None or number.role != "count" or number.first - trigger > FARTHEST_FIGURE:
        return None
    if number.noun >= 0 and not number.first <= number.noun <= number.last:
        return None
    own = {trigger, view.tokens[trigger].head, *subtree(view, trigger, frozenset({"acl:relcl", "conj", "advcl"}))}
    # "the number of those saved at 161": the words of a pack's phrase are links, whatever the parser made of them
    own |= {index for hits in view.words.values() for hit in hits if hit.first <= trigger <= hit.last
            for index in range(hit.first, hit.last + 1)}
    between = [view.tokens[index] for index in range(trigger + 1, number.first)]
    links = all(token.pos in {"AUX", "ADV"} or token.lemma.casefold() in FIGURE_LINKS
                or (trigger + 1 + at in own and token.pos in {"ADP", "DET", "ADJ", "NOUN", "VERB", "PRON"})
                for at, token in enumerate(between))
    return number if links else None


def labelled_figure(view: SentenceView, trigger: int) -> NumberSpan | None:
    """ "Aboard: 459.", "Of these, rescued: 164", "Dead so far: two": the number behind a label and its colon."""
    colon = 1 + max((hit.last for hits in view.words.values() for hit in hits if hit.first <= trigger <= hit.last),
                    default=trigger)
    while colon < len(view.tokens) and view.tokens[colon].text.casefold() in LABEL_WORDS:
        colon += 1
    if colon >= len(view.tokens) or view.tokens[colon].text != ":":
        return None
    stops = (index + 1 for index in range(trigger - 1, -1, -1) if view.tokens[index].text in {";", ",", ".", "("})
    first = next(stops, 0)
    if any(view.tokens[index].pos in {"AUX", "VERB"} for index in range(first, trigger)):
        return None
    number = next((each for each in view.numbers if each.first == colon + 1 and each.role == "count"), None)
    bare = number is not None and (number.noun < 0 or number.first <= number.noun <= number.last)
    return number if bare else None


def figure_of_inversion(view: SentenceView, trigger: int) -> NumberSpan | None:
    """ "Injured are 22,168", "Killed were 19 pilgrims", "Hurt were two": what was done comes first."""
    tokens = view.tokens
    if trigger + 2 >= len(tokens) or tokens[trigger + 1].text.casefold() not in {"is", "are", "was", "were"}:
        return None
    if trigger and tokens[trigger - 1].text not in {",", ";", ":", "and", "-", "–", "—", "“", '"'}:
        return None
    return next((each for each in view.numbers if each.first == trigger + 2 and each.role == "count"), None)


def counted_right_before(view: SentenceView, trigger: int) -> NumberSpan | None:
    """ "the loss of all 22 on board": a number without a noun right before the phrase that says where they were."""
    first = trigger
    while first and view.tokens[first - 1].pos == "ADP":
        first -= 1
    return next((each for each in view.numbers if each.last == first - 1 and each.role == "count"
                 and (each.noun < 0 or each.first <= each.noun <= each.last)), None)


def numbered(view: SentenceView, trigger: int) -> NumberSpan | None:
    """ "the injured, 55 in number, are in hospital"; "the dead, 12 in all": what a comma and "in all" set apart."""
    if trigger + 1 >= len(view.tokens) or view.tokens[trigger + 1].text not in {",", "(", "-", "–", "—"}:
        return None
    number = next((each for each in view.numbers if each.first == trigger + 2 and each.role in {"count", "part"}), None)
    behind = [token.text.casefold() for token in view.tokens[number.last + 1 : number.last + 3]] if number else []
    summed = behind in (["in", "number"], ["in", "all"], ["in", "total"]) or behind[:1] in (["altogether"], ["so"])
    return number if summed else None


def noun_before_who(view: SentenceView, trigger: int) -> int:
    """ "the 475 people who, said the owner, were in the ferry": the noun or number before the "who" of this predicate,
    wherever the parser hung the clause; -1 when there is none."""
    who = next((child for child in view.children[trigger] if base(view.tokens[child].relation) == "nsubj"
                and view.tokens[child].text.casefold() in PERSONAL), -1)
    who = who if who >= 0 else _who_before_copula(view, trigger)
    before = who - 1
    while before >= 0 and view.tokens[before].text == ",":
        before -= 1
    return before if who > 0 and before >= 0 and view.tokens[before].pos in {"NOUN", "PROPN", "NUM"} else -1


def _who_before_copula(view: SentenceView, trigger: int) -> int:
    """The "who" right before the copula, or before what commas set between the two."""
    children = view.children[trigger]
    copula = next((child for child in children if base(view.tokens[child].relation) == "cop"), -1)
    if copula < 1 or any(base(view.tokens[child].relation) == "nsubj" for child in children):
        return -1
    if view.tokens[copula - 1].text.casefold() in PERSONAL:
        return copula - 1
    if view.tokens[copula - 1].text != ",":
        return -1
    return next((index for index in range(copula - 2, max(-1, copula - FARTHEST_WHO), -1)
                 if view.tokens[index].text.casefold() in PERSONAL and view.tokens[index + 1].text == ","), -1)


def noun_before_that(view: SentenceView, clause: int) -> int:
    """ "findings on the aircraft that was lost": the noun right before the "that" of a clause, beside the one that the
    parser hung it on; -1 when it is the same."""
    that = next((child for child in view.children[clause] if view.tokens[child].text.casefold() in {"that", "which"}
                 and base(view.tokens[child].relation) == "nsubj"), -1)
    before = that - 1
    if that < 1 or view.tokens[before].pos not in {"NOUN", "PROPN", "NUM"} or before == view.tokens[clause].head:
        return -1
    return before


def is_place(view: SentenceView, trigger: int) -> bool:
    """ "those who were in the ferry": a noun behind a preposition as the predicate."""
    below = {base(view.tokens[child].relation) for child in view.children[trigger]}
    return view.tokens[trigger].pos in {"NOUN", "PROPN"} and {"cop", "case", "nsubj"} <= below


def behind_of(view: SentenceView, index: int) -> bool:
    """ "of carrying out the raid": a gerund that "of" brings in."""
    return "of" in {view.tokens[child].text.casefold() for child in view.children[index] if child < index}
