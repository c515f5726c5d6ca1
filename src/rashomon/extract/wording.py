"""Words taken as they stand: quotations that say something, predicates, clauses, headlines without a masthead."""

from __future__ import annotations

from rashomon.extract.markers import marker
from rashomon.extract.views import SentenceView, ancestors, base, core_phrase, head_of, is_predicate, subtree
from rashomon.text.quotes import Quote

CREDITS = frozenset({"according to", "according"})
LONGEST_MASTHEAD = 5
BESIDE = frozenset({"nsubj", "csubj", "conj", "cc"})
FEW_WORDS = 4
DASHES = frozenset({"-", "–", "—", "|", "--"})


def is_figure(view: SentenceView, quote: Quote) -> bool:
    return any(number.start <= quote.inner_start + 1 and quote.inner_end - 1 <= number.end for number in view.numbers)


def is_remark(view: SentenceView, quote: Quote) -> bool:
    """True for quoted words that say something: not a name, nor "in principle", nor an adjective before its noun."""
    inside = [index for index, token in enumerate(view.tokens)
              if quote.inner_start <= token.start and token.end <= quote.inner_end]
    words = [index for index in inside if view.tokens[index].text[:1].isalpha()]
    if len(words) > 1 and all(view.tokens[index].text[:1].isupper() for index in words
                              if view.tokens[index].pos in {"NOUN", "PROPN", "VERB", "ADJ"}):
        return False
    if any(is_predicate(view, index) for index in words):
        return True
    head = head_of(view, quote.inner_start, quote.inner_end)
    return head is not None and base(view.tokens[head].relation) in {"root", "ccomp", "parataxis"}


def is_modifier(view: SentenceView, quote: Quote) -> bool:
    """ "warned of "searing" consequences": an adjective in quotes says nothing without its noun."""
    head = head_of(view, quote.inner_start, quote.inner_end)
    if head is None or base(view.tokens[head].relation) not in {"amod", "compound", "nummod"}:
        return False
    above = view.tokens[view.tokens[head].head]
    return not quote.inner_start <= above.start < quote.inner_end


def clause_around(view: SentenceView, saying: int, quote: Quote) -> list[int]:
    """The content clause that holds a few quoted words: "said that Oslo was 'playing for time' over the cod".

    The few words alone say nothing; empty where the quotation is longer or makes the clause by itself.
    """
    head = head_of(view, quote.inner_start, quote.inner_end)
    words = [token for token in view.tokens if quote.inner_start <= token.start and token.end <= quote.inner_end]
    if head is None or len(words) > FEW_WORDS:
        return []
    top = next((index for index in (head, *ancestors(view, head)) if view.tokens[index].head == saying
                and base(view.tokens[index].relation) == "ccomp"), None)
    tokens = clause_of(view, top) if top is not None else []
    return tokens if len(tokens) > len(words) + 2 else []


def without_masthead(view: SentenceView, tokens: list[int]) -> list[int]:
    """A headline's words without the outlet's name that its page sets behind a dash."""
    if view.block == "body":
        return tokens
    dash = next((index for index in reversed(range(1, len(view.tokens))) if view.tokens[index].text in DASHES), 0)
    name = [token for token in view.tokens[dash + 1 :] if token.text[:1].isalpha()]
    if not dash or len(name) > LONGEST_MASTHEAD or not all(token.text[:1].isupper() for token in name):
        return tokens
    return [index for index in tokens if index < dash] or tokens


def up_to_comma(view: SentenceView, tokens: list[int]) -> list[int]:
    """ "Gunmen storm mall, hold shoppers": the next clause of a headline has a comma before it and no subject."""
    if view.block == "body":
        return tokens
    comma = next((place for place, index in enumerate(tokens) if view.tokens[index].text in {",", ";"}), len(tokens))
    return tokens[:comma] or tokens


def predicate_of(view: SentenceView, token: int) -> list[int]:
    """The predicate with its auxiliaries, objects and complements, without its subject and joined clauses."""
    apart = {each for child in view.children[token] if base(view.tokens[child].relation) in BESIDE
             for each in subtree(view, child)}
    tokens = [each for each in subtree(view, token, frozenset({"parataxis", "expl"})) if each not in apart]
    first = min([token, *(child for child in view.children[token] if child < token
                          and base(view.tokens[child].relation) in {"aux", "cop", "advmod"}
                          and token - child < 6)])
    return [index for index in tokens if index >= first]


def statement_of(view: SentenceView, token: int) -> list[int]:
    """The whole clause with its subject ("a cable snapped"), without who says so; of a participle its noun too."""
    while base(view.tokens[token].relation) == "xcomp" and view.tokens[token].head >= 0:
        token = view.tokens[token].head  # "the aircraft appeared to have stalled": the subject is above
    tokens = set(clause_of(view, token))
    if base(view.tokens[token].relation) == "acl" and view.tokens[token].head >= 0:
        tokens |= set(core_phrase(view, view.tokens[token].head))
    told = {each for child in view.children[token] if marker(view, child) in CREDITS for each in subtree(view, child)}
    return sorted(tokens - told)


def clause_of(view: SentenceView, token: int) -> list[int]:
    """A content clause without its opening "that" or "if"."""
    tokens = subtree(view, token, frozenset({"parataxis"}))
    while len(tokens) > 1 and (view.tokens[tokens[0]].pos in {"SCONJ", "PUNCT", "CCONJ"} or
                               base(view.tokens[tokens[0]].relation) == "mark"):
        tokens.pop(0)
    return tokens
