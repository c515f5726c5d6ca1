"""Views over annotation: what extraction looks at, built once per sentence."""

from __future__ import annotations

import msgspec

from rashomon.extract.cues import ENDS
from rashomon.model import Document
from rashomon.packs.form import Word
from rashomon.text.annotation import AnnotatedSentence, Token
from rashomon.text.numbers import NumberSpan
from rashomon.text.phrases import PhraseHit
from rashomon.text.quotes import Quote
from rashomon.text.times import TimeMention

ASKED = frozenset({"quote", "cite", "interview", "reach", "contact", "speak", "ask", "approach", "decline"})


class SentenceView(msgspec.Struct, frozen=True):
    """A sentence with its tree turned downwards, its numbers, times and the packs' words.

    children: per token its dependents in text order; block: the kind of block it stands in; paragraph: index.
    """

    index: int
    sentence: AnnotatedSentence
    children: tuple[tuple[int, ...], ...]
    numbers: tuple[NumberSpan, ...]
    times: tuple[TimeMention, ...]
    words: dict[str, tuple[PhraseHit[Word], ...]]
    quotes: tuple[Quote, ...]
    block: str
    paragraph: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the sentence in the document."""
        return (self.sentence.start, self.sentence.end)


class Reading(msgspec.Struct, frozen=True):
    """A document with the views of every sentence that may carry claims."""

    document: Document
    views: tuple[SentenceView, ...]

    def text(self, start: int, end: int) -> str:
        """The document's own words between two code points."""
        return self.document.text[start:end]


def children_of(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    """Turn heads into lists of dependents, in text order."""
    below: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if 0 <= token.head < len(tokens) and token.head != index:
            below[token.head].append(index)
    return tuple(tuple(each) for each in below)


def base(relation: str) -> str:
    """The relation without its subtype."""
    return relation.partition(":")[0]


def subtree(view: SentenceView, top: int, stop: frozenset[str] = frozenset()) -> list[int]:
    """All tokens at or below `top`, in text order; branches whose relation (or its base) is in `stop` are left out."""
    found: list[int] = []
    stack = [top]
    seen: set[int] = set()
    while stack:
        index = stack.pop()
        if index in seen:
            continue
        seen.add(index)
        found.append(index)
        for child in view.children[index]:
            relation = view.tokens[child].relation
            if relation not in stop and base(relation) not in stop:
                stack.append(child)
    return sorted(found)


def reach(children: tuple[tuple[int, ...], ...], top: int) -> tuple[int, int]:
    """First and last token of all that hangs below one, itself included."""
    first = last = top
    stack = [top]
    while stack:
        index = stack.pop()
        first, last = min(first, index), max(last, index)
        stack += children[index]
    return first, last


def is_below(tokens: tuple[Token, ...], index: int, top: int) -> bool:
    """Whether a token is the other or hangs below it; a ring of heads ends the walk."""
    seen = 0
    while index >= 0 and seen <= len(tokens):
        if index == top:
            return True
        index, seen = tokens[index].head, seen + 1
    return False


def core_phrase(view: SentenceView, head: int) -> list[int]:
    """The noun phrase around `head` without prepositional phrases, clauses, appositions and coordinations."""
    stop = frozenset({"nmod", "acl", "appos", "conj", "cc", "case", "parataxis", "advcl", "ccomp", "obl", "cop",
                      "nsubj", "dep", "obj", "xcomp", "mark", "aux", "list", "orphan", "dislocated", "discourse"})
    tokens = [head]
    for child in view.children[head]:
        relation = view.tokens[child].relation
        if relation in {"nmod:poss", "nmod:desc"} or base(relation) not in stop:
            tokens.extend(subtree(view, child, stop - {"case", "nmod"}))
    return sorted(set(tokens))


def full_phrase(view: SentenceView, head: int) -> list[int]:
    """The noun phrase around `head` with its prepositional phrases, without clauses that hang on it."""
    stop = frozenset({"acl:relcl", "parataxis", "advcl", "cop", "nsubj", "list", "dep", "discourse", "ccomp", "aux"})
    tokens = subtree(view, head, stop)
    case = {child for child in view.children[head] if base(view.tokens[child].relation) in {"case", "mark"}}
    loose = {child for child in view.children[head] if _hangs_loose(view, child)}
    cut = {token for child in case | loose for token in subtree(view, child)}
    return [token for token in tokens if token not in cut]


def _hangs_loose(view: SentenceView, child: int) -> bool:
    """ "an official, speaking on condition of anonymity": a participle behind a comma is no part of the name.

    Nor is how the words were got: "an officer quoted by Reuters", "a spokesman reached by telephone".
    """
    if view.tokens[child].relation != "acl" or view.tokens[child].pos != "VERB":
        return False
    if view.tokens[child].lemma.casefold() in ASKED:
        return True
    first = min(subtree(view, child))
    return "," in {view.tokens[first].text, view.tokens[first - 1].text if first else ""}


def extent(view: SentenceView, tokens: list[int]) -> tuple[int, int]:
    """Code points from the first to the last of these tokens, without punctuation at either edge."""
    kept = list(tokens)
    while len(kept) > 1 and view.tokens[kept[-1]].pos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and view.tokens[kept[0]].pos in {"PUNCT", "PART", "CCONJ"}:
        kept.pop(0)
    return view.tokens[kept[0]].start, view.tokens[kept[-1]].end


def ancestors(view: SentenceView, index: int) -> list[int]:
    """The tokens above `index`, nearest first."""
    found: list[int] = []
    head = view.tokens[index].head
    while 0 <= head < len(view.tokens) and head not in found:
        found.append(head)
        head = view.tokens[head].head
    return found


def head_of(view: SentenceView, start: int, end: int) -> int | None:
    """The token of this range of code points that the others hang on, or None when it holds no token."""
    inside = [i for i, token in enumerate(view.tokens) if token.start < end and start < token.end]
    for index in inside:
        if view.tokens[index].head not in inside and view.tokens[index].pos != "PUNCT":
            above = view.tokens[index]
            if base(above.relation) not in {"case", "mark", "cc", "det", "punct"} or len(inside) == 1:
                return index
    return inside[0] if inside else None


def is_predicate(view: SentenceView, index: int) -> bool:
    """True for verbs and for nouns or adjectives that head a clause."""
    token = view.tokens[index]
    if token.pos == "VERB":
        return base(token.relation) not in {"amod", "compound", "case", "aux"}
    return any(base(view.tokens[child].relation) in {"cop", "nsubj"} for child in view.children[index]) or (
        token.head == -1
    )


def is_time(view: SentenceView, token: int) -> bool:
    """Whether the token stands inside a time expression."""
    return any(time.first <= token <= time.last for time in view.times)


def dates_end(view: SentenceView, token: int) -> bool:
    """Whether a time says when something was over: it hangs on a word of ending, or has one beside it ("until")."""
    over = list(ancestors(view, token))
    first = next((number for number, one in enumerate(over) if is_predicate(view, one)), len(over))
    near = (token, *over[: first + 1])
    near += tuple(child for one in near for child in view.children[one]
                  if base(view.tokens[child].relation) in {"case", "advmod"})
    return any(view.tokens[one].lemma.casefold() in ENDS for one in near)
