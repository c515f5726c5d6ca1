"""Trees mended where English leaves no doubt: the errors a parser makes in the long sentences of news.

Each mending is a rule of word order, not of words: a subject does not follow its verb's other clause, an adjunct that
ends in a comma does not open the clause behind it.
"""

from __future__ import annotations

import msgspec

from rashomon.extract.complements import (
    clauses_of_clauses,
    deeds_against,
    figures_reached,
    named_so,
    with_nouns,
)
from rashomon.extract.regrouping import (
    clauses_with_that,
    conditions_turned,
    deeds_behind_the_sayer,
    listed_lands,
    listed_owners,
)
from rashomon.extract.views import base, children_of, is_below, reach
from rashomon.text.annotation import AnnotatedSentence, Token

CLAUSES = frozenset({"ccomp", "parataxis", "conj"})
SIDES = frozenset({"outside", "inside", "within", "beyond", "off", "near"})
WATERS = frozenset({"water", "waters", "sea", "ocean"})
DISTANCES = frozenset({"kilometer", "kilometre", "km", "mile", "about", "some"})
INTO = frozenset({"into", "toward", "towards", "in", "at"})
ADJUNCTS = frozenset({"obl", "nmod", "advmod"})
FINITE_BEHIND = frozenset({"acl", "conj", "advcl", "ccomp", "parataxis"})


def mended(sentence: AnnotatedSentence) -> AnnotatedSentence:
    """The sentence with heads set right; the same sentence where there is nothing to mend."""
    sentence = with_nouns(sentence)
    tokens = sentence.tokens
    moved = {**_subjects_of_said(tokens), **_adjuncts_before_comma(tokens), **_adjuncts_before_conjunction(tokens),
             **_below_the_figure_of_a_name(tokens), **_in_all_likelihood(tokens), **_second_places(tokens),
             **_objects_behind(tokens), **_reduced_clauses(tokens), **_ordinal_subjects(tokens),
             **clauses_with_that(tokens), **conditions_turned(tokens), **listed_owners(tokens),
             **listed_lands(sentence), **named_so(tokens), **figures_reached(tokens), **deeds_against(sentence),
             **clauses_of_clauses(tokens), **deeds_behind_the_sayer(tokens),
             **_off_the_waters(tokens), **_before_a_preposition(tokens)}
    if not moved:
        return sentence
    new = tuple(msgspec.structs.replace(token, head=moved[index][0], relation=moved[index][1])
                if index in moved else token for index, token in enumerate(tokens))
    return msgspec.structs.replace(sentence, tokens=new)


def _subjects_of_said(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "The envoys had talked on Friday, the ministry said": of two subjects of "said" the first is "talked"'s."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for verb, below in enumerate(children):
        subjects = [child for child in below if base(tokens[child].relation) == "nsubj"]
        if not subjects or subjects[-1] > verb:
            continue
        loose = [child for child in below if child < subjects[-1] and base(tokens[child].relation) == "ccomp"
                 and tokens[child].pos in {"NOUN", "PROPN"} and not any(
                     base(tokens[each].relation) in {"cop", "nsubj"} for each in children[child])]
        for subject in [*loose, *subjects[:-1]]:
            last = len(tokens) if subject in loose else subjects[-1]  # "The test, he noted, had gone to plan"
            clause = next((child for child in below if subject < child < last and child not in loose
                           and base(tokens[child].relation) in CLAUSES
                           and not any(base(tokens[each].relation) in {"nsubj", "csubj"} for each in children[child])),
                          None)
            if clause is None and tokens[verb + 1 : verb + 2] and tokens[verb + 1].text == ",":
                # "Chad, he said, had always been for talks": the speaker stands between the clause and its subject
                clause = next((child for child in below if child > verb and base(tokens[child].relation) in CLAUSES
                               and not any(base(tokens[each].relation) in {"nsubj", "csubj"}
                                           for each in children[child])), None)
            if clause is not None:
                passive = any(tokens[each].relation == "aux:pass" for each in children[clause])
                moved[subject] = (clause, "nsubj:pass" if passive else "nsubj")
    return moved


def _adjuncts_before_comma(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "left the base at 6:29, passed an island and fell": the clock time is that of the verb before the comma."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for verb, below in enumerate(children):
        if tokens[verb].pos != "VERB" or base(tokens[verb].relation) not in FINITE_BEHIND:
            continue
        for child in below:
            if child > verb or base(tokens[child].relation) not in ADJUNCTS:
                continue
            first, last = reach(children, child)
            if last + 1 >= verb or tokens[last + 1].text != "," or first == 0 or tokens[first - 1].pos in {
                "PUNCT", "CCONJ", "SCONJ"
            }:
                continue
            earlier = next((index for index in range(first - 1, -1, -1) if tokens[index].pos == "VERB"
                            and base(tokens[index].relation) not in {"amod", "compound", "acl"}), None)
            if earlier is not None and not is_below(tokens, earlier, verb):
                moved[child] = (earlier, "obl")
    return moved


def _adjuncts_before_conjunction(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "On May 25, hours after the guest had left, it fired ...": the day before the comma is that of the main verb."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for verb, below in enumerate(children):
        if base(tokens[verb].relation) != "advcl" or tokens[verb].head < verb:
            continue
        mark = next((child for child in below if base(tokens[child].relation) == "mark" and child < verb), -1)
        for child in below:
            last = reach(children, child)[1]
            if base(tokens[child].relation) in ADJUNCTS and last < mark and any(
                    tokens[index].text == "," for index in range(child, mark)):
                moved[child] = (tokens[verb].head, "obl")
    return moved


def _below_the_figure_of_a_name(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "the Falcon-9 of 30 January": what the parser hangs on the figure of a name belongs to the name."""
    moved: dict[int, tuple[int, str]] = {}
    for figure, below in enumerate(children_of(tokens)):
        name = figure - 2
        if name < 0 or tokens[figure].head != name or tokens[name].pos != "PROPN" or tokens[figure].pos not in {
            "NUM", "PROPN"
        } or tokens[figure - 1].text != "-" or tokens[name].end + 1 != tokens[figure].start:
            continue
        moved |= {child: (name, tokens[child].relation) for child in below if child > figure}
    return moved


def _in_all_likelihood(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "It was in all probability a Falcon": the noun behind is what it was, "in all probability" how surely."""
    children = children_of(tokens)
    for sure, below in enumerate(children):
        if tokens[sure].lemma not in ("probability", "likelihood") or not any(
                tokens[each].text == "all" for each in below) or not any(
                base(tokens[each].relation) == "cop" for each in below):
            continue
        noun = next((each for each in below if each > sure and base(tokens[each].relation) == "nsubj"), -1)
        if noun >= 0:
            kept = [each for each in below if tokens[each].text in ("in", "all")]
            moved = {each: (noun, tokens[each].relation) for each in below if each not in kept}
            return moved | {noun: (tokens[sure].head, tokens[sure].relation), sure: (noun, "obl")}
    return {}


def _second_places(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "in the North Sea, outside Norway's zone": what has a preposition of its own is no other name of the sea."""
    children = children_of(tokens)
    return {
        index: (tokens[token.head].head, "obl") for index, token in enumerate(tokens)
        if base(token.relation) == "appos" and token.head >= 0 and tokens[token.head].head >= 0 and any(
            tokens[each].text.casefold() in SIDES and base(tokens[each].relation) == "case" for each in children[index])
    }


def _before_a_preposition(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "flew from Bergen toward the North Sea": what stands before a noun's own preposition is not the noun's."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for index, token in enumerate(tokens):
        head = token.head
        if base(token.relation) != "nmod" or token.relation == "nmod:poss" or not index < head:
            continue
        case = next((each for each in children[head] if base(tokens[each].relation) == "case"), -1)
        own = any(base(tokens[each].relation) == "case" and each < index for each in children[index])
        if own and index < case and tokens[head].head >= 0:
            moved[index] = (tokens[head].head, "obl")
    return moved


def _off_the_waters(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "into waters off Bergen", "toward waters 80 km off Bergen": the town tells which waters, not whence."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for index, token in enumerate(tokens):
        off = next((each for each in children[index] if tokens[each].text.casefold() == "off"), -1)
        if off < 1 or token.pos != "PROPN":
            continue
        at = off - 1
        while at > 0 and (tokens[at].pos == "NUM" or tokens[at].lemma in DISTANCES or tokens[at].pos == "ADV"):
            at -= 1
        into = any(tokens[each].text.casefold() in INTO for each in children[at])
        if tokens[at].lemma in WATERS and into and token.head != at and token.head not in children[at]:
            moved[index] = (at, "nmod")
    return moved


def _objects_behind(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "The round hit with accuracy the target": of a subject before and one behind the verb, the latter is none."""
    moved: dict[int, tuple[int, str]] = {}
    children = children_of(tokens)
    for verb, below in enumerate(children):
        relations = {base(tokens[child].relation) for child in below}
        subjects = [child for child in below if tokens[child].relation == "nsubj"]
        if tokens[verb].pos == "VERB" and not relations & {"obj", "cop", "ccomp"} and len(subjects) == 2 and (
                subjects[0] < verb < subjects[1]) and not any(
                tokens[each].pos == "ADP" for each in children[subjects[1]]):
            moved[subjects[1]] = (verb, "obj")
    return moved


def _reduced_clauses(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "a missile fired from near Oslo exploded": a participle right behind the subject says which one it is."""
    children = children_of(tokens)
    moved: dict[int, tuple[int, str]] = {}
    for verb, token in enumerate(tokens):
        noun = verb - 1
        bare = not any(base(tokens[each].relation) in {"aux", "cop", "mark", "nsubj", "obj"} for each in children[verb])
        if base(token.relation) == "csubj" and token.pos == "VERB" and bare and noun >= 0 and (
                base(tokens[noun].relation) == "nsubj" and tokens[noun].head == token.head > verb):
            moved[verb] = (noun, "acl")
    return moved


def _ordinal_subjects(tokens: tuple[Token, ...]) -> dict[int, tuple[int, str]]:
    """ "The first covered 310 km": an ordinal with an article before a verb without a subject is its subject."""
    children = children_of(tokens)
    return {
        index: (token.head, "nsubj") for index, token in enumerate(tokens)
        if base(token.relation) == "advmod" and token.pos in {"ADJ", "NOUN"} and token.head == index + 1
        and tokens[token.head].pos == "VERB" and any(base(tokens[each].relation) == "det" for each in children[index])
        and not any(base(tokens[each].relation) in {"nsubj", "csubj"} for each in children[token.head])
    }
