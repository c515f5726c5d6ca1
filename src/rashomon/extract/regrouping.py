"""Trees mended where clauses and lists were grouped wrongly: whose clause "that" opens, whose people lands are.

Like `mending`, these are rules of word order that English leaves no doubt about.
"""

from __future__ import annotations

from rashomon.extract.views import base, children_of, is_below, reach
from rashomon.text.annotation import AnnotatedSentence, Token

CLAUSES = frozenset({"ccomp", "parataxis", "conj"})
TURNED = frozenset({"Should", "Were", "Had"})
OWNS = frozenset({"'s", "’s", "’", "'"})
LISTING = frozenset({"PROPN", "DET", "ADJ", "CCONJ", "PART"})

SAYERS_DEEDS = frozenset({
    "add", "cite", "quote", "speak", "refer", "describe", "call", "accuse", "blame", "urge", "warn", "note", "say",
    "stress", "insist", "recall", "explain", "write", "appeal", "ask", "use", "talk", "condemn", "vow", "promise",
    "answer", "reply", "respond", "stand", "sit", "weep", "confirm", "deny", "claim", "admit", "reject", "appear",
    "point", "allude", "compare", "read", "name", "thank", "praise", "criticise", "criticize", "demand", "echo",
    "follow", "accord", "include", "begin", "start", "conclude", "give", "report", "invoke", "denounce",
    "dismiss", "brush", "hint", "suggest", "repeat", "reiterate", "emphasise", "emphasize", "underline", "announce",
})


def clauses_with_that(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "stated that if it fell it may rise, reported AP": a clause with "that" is that of the verb before "that"."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for clause, below in enumerate(children):
        that = next((child for child in below if base(tokens[child].relation) == "mark"
                     and tokens[child].text.casefold() == "that"), -1)
        if base(tokens[clause].relation) != "ccomp" or that < 1 or that > clause:
            continue
        verb = that - 1
        own = any(base(tokens[child].relation) in {"ccomp", "obj"} for child in children[verb])
        open_verb = tokens[verb].pos == "VERB" and not own and not is_below(tokens, verb, clause)
        if open_verb and tokens[clause].head > clause:
            moved[clause] = (verb, "ccomp")
    return moved


def conditions_turned(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "Should it rain, they would stay, he said": the condition belongs to the clause behind it."""
    children = children_of(tokens)
    start = next((index for index, token in enumerate(tokens) if token.pos != "PUNCT"), 0)
    if not tokens or tokens[start].text not in TURNED or tokens[start].pos != "AUX":
        return {}
    clause = tokens[start].head
    subject = next((child for child in children[clause] if base(tokens[child].relation) == "nsubj"), -1)
    if base(tokens[clause].relation) not in CLAUSES or not start < subject < clause:
        return {}
    behind = next((child for child in children[tokens[clause].head] if child > clause
                   and base(tokens[child].relation) in CLAUSES), -1)
    return {clause: (behind, "advcl")} if behind >= 0 else {}


def listed_owners(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "Oslo's, Bonn's and the Danish envoys": owners joined to one another own the one noun behind them."""
    moved: dict[int, tuple[int, str]] = {}
    for mark in range(1, len(tokens) - 2):
        owner = mark - 1
        if tokens[mark].text not in OWNS or tokens[mark + 1].text not in {",", "and"} or tokens[owner].pos != "PROPN":
            continue
        first = owner
        while first and tokens[first - 1].pos in {"PROPN", "DET"}:
            first -= 1
        if first and (tokens[first - 1].text.casefold() == "of" or tokens[first - 1].lemma.casefold() == "be"):
            continue  # "a friend of Ola's, the envoy and ...", "the fault was Oslo's, and the envoys ..."
        noun = mark + 1
        while noun < len(tokens) and (tokens[noun].pos in LISTING or tokens[noun].text in {",", *OWNS}):
            noun += 1
        while noun + 1 < len(tokens) and tokens[noun].pos == tokens[noun + 1].pos == "NOUN":
            noun += 1
        joined = any(tokens[index].text == "and" for index in range(mark, min(noun, len(tokens))))
        if noun < len(tokens) and joined and tokens[noun].pos == "NOUN" and tokens[owner].head != noun:
            if first <= tokens[noun].head <= mark + 1:  # the noun was joined to its first owner
                moved[noun] = (tokens[tokens[noun].head].head, tokens[tokens[noun].head].relation)
            moved |= {owner: (noun, "nmod:poss"), mark: (owner, "case"), mark + 1: (noun, "punct")}
    return moved


def listed_lands(sentence: AnnotatedSentence) -> dict[int, tuple[int, str]]:
    """ "ministers of Chile, Peru and Chad": lands in a row are joined to one another, not to the envoys."""
    tokens = sentence.tokens
    children = children_of(tokens)
    lands = {index for index, token in enumerate(tokens) for name in sentence.names
             if name.label == "Location" and name.start <= token.start < name.end}
    moved: dict[int, tuple[int, str]] = {}
    for noun, below in enumerate(children):
        if tokens[noun].pos != "NOUN":
            continue
        first = next((child for child in below if child > noun and child in lands
                      and base(tokens[child].relation) == "nmod"
                      and any(tokens[each].text.casefold() in {"of", "from"} for each in children[child])), -1)
        for child in below if first >= 0 else ():
            between = tokens[first + 1 : reach(children, child)[0]]
            if child <= first or child not in lands or base(tokens[child].relation) not in {"conj", "appos"} or not all(
                    index in lands or tokens[index].pos in {"DET", "CCONJ", "PUNCT"}
                    for index in range(first + 1, first + 1 + len(between))):
                continue
            moved[child] = (first, "conj")
            moved |= {each: (first, "conj") for each in children[child]
                      if each in lands and base(tokens[each].relation) == "conj"}
    return moved


def deeds_behind_the_sayer(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "It flew for an hour, the minister said, rising above 6,000 km": it rose, not the minister.

    What a sayer does in saying ("adding that ...", "citing radar", "speaking in Oslo") stays the sayer's.
    """
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for index, token in enumerate(tokens):
        verb = token.head
        if token.relation != "advcl" or not 0 <= verb < index or not token.text.endswith("ing") \
                or token.lemma in SAYERS_DEEDS or tokens[index - 1].text != ",":
            continue
        told = [child for child in children[verb] if child < verb and base(tokens[child].relation) == "ccomp"
                and tokens[child].pos == "VERB"]
        if len(told) == 1 and not any(base(tokens[each].relation) in {"ccomp", "mark"} for each in children[index]):
            moved[index] = (told[0], "advcl")
    return moved
