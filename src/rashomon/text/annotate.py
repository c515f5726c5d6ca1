"""Annotation of whole documents: one pass of the network, decoded into words, syntax, names, times and attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.text import decode
from rashomon.text.annotation import (
    AnnotatedSentence,
    Annotation,
    Attribution,
    FieldSpan,
    Name,
    TimeSpan,
    Token,
)
from rashomon.text.decode import Integers, Span
from rashomon.text.fieldspans import OUTPUTS as FIELD_OUTPUTS
from rashomon.text.fieldspans import field_spans
from rashomon.text.lemma import lemma
from rashomon.text.network import LONGEST, Annotator, Scores, Stretch, load_annotator, relation_scores, run, windows
from rashomon.text.pieces import piece_ids, shape
from rashomon.text.trees import tree
from rashomon.text.words import words

__all__ = ["Annotator", "Syntax", "annotate", "load_annotator", "syntax"]


@dataclass(frozen=True)
class Syntax:
    """Part of speech, head (-1 for the root), relation and sureness (event, doubt) of each word of a stretch."""

    pos: list[str]
    heads: Integers
    relations: list[str]
    sureness: list[list[float]]


@dataclass
class _Sentence:
    """A sentence while its parts come in from the windows."""

    start: int
    end: int
    spans: list[Span]
    syntax: list[Syntax]
    names: list[Name]
    times: list[TimeSpan]
    attributions: list[Attribution]
    fields: list[FieldSpan]


def annotate(texts: Sequence[tuple[str, Sequence[Span]]], annotator: Annotator) -> list[Annotation]:
    """Annotate documents, each a text with its sentence spans (half-open code points); one answer for each, in order.

    Every word of every span gets a token; a sentence longer than the network reads is cut, and its parts are joined
    under the root of the first. The answer for a document does not depend on its company.
    """
    drafts, stretches = cut(texts, annotator)
    for window in windows(stretches):
        _fill(window, run(window, annotator), drafts[window[0].document], annotator)
    return [
        Annotation(tuple(_finished(one, text, annotator) for one in draft), annotator.tagger.labels.labels)
        for (text, _), draft in zip(texts, drafts, strict=True)
    ]


def cut(
    texts: Sequence[tuple[str, Sequence[Span]]], annotator: Annotator
) -> tuple[list[list[_Sentence]], list[Stretch]]:
    """The sentences of each text, still without annotation, and all of them as stretches of word pieces."""
    drafts = [_drafts(text, sentences) for text, sentences in texts]
    return drafts, list(_stretches(texts, drafts, annotator))


def _drafts(text: str, sentences: Sequence[Span]) -> list[_Sentence]:
    return [_Sentence(start, end, words(text, start, end), [], [], [], [], []) for start, end in sentences]


def _stretches(
    texts: Sequence[tuple[str, Sequence[Span]]], drafts: Sequence[list[_Sentence]], annotator: Annotator
) -> Iterator[Stretch]:
    """Sentences as stretches of word pieces, the longest cut where they pass ``LONGEST``."""
    distinct = {
        text[start:end]
        for (text, _), draft in zip(texts, drafts, strict=True)
        for one in draft
        for start, end in one.spans
    }
    known = piece_ids(sorted(distinct), annotator.tokenizer)
    for number, ((text, _), draft) in enumerate(zip(texts, drafts, strict=True)):
        for place, one in enumerate(draft):
            pieces = [known[text[start:end]] for start, end in one.spans]
            before = [-1, *(end for _, end in one.spans)]
            shapes = [
                shape(text[start:end], start == last) for (start, end), last in zip(one.spans, before, strict=False)
            ]
            for begin, end in _cuts([len(ids) for ids in pieces]):
                yield Stretch(number, place, begin, pieces[begin:end], shapes[begin:end])


def _cuts(sizes: list[int]) -> Iterator[Span]:
    begin = used = 0
    for place, size in enumerate(sizes):
        if used + size > LONGEST:
            yield begin, place
            begin, used = place, 0
        used += size
    if begin < len(sizes):
        yield begin, len(sizes)


def syntax(scores: Scores, at: Integers, annotator: Annotator) -> Syntax:
    """Syntax of the words ``at`` (indices into the window's words, all of one stretch)."""
    heads = tree(scores["arcs"][np.ix_(at, np.append(at, 0))])
    chosen = np.where(heads < 0, 0, at[heads])
    related = relation_scores(scores["relation_word"][at], scores["relation_head"][chosen], annotator)
    labels = annotator.labels
    root = labels.relations.index("root")
    related[heads >= 0, root] = -np.inf
    names = [labels.relations[number] for number in related.argmax(1)]
    pos = [labels.pos[number] for number in scores["pos"][at].argmax(1)]
    named = ["root" if head < 0 else name for head, name in zip(heads, names, strict=True)]
    return Syntax(pos, heads, named, scores["sureness"][at].round(2).tolist())


def _fill(window: Sequence[Stretch], scores: Scores, draft: list[_Sentence], annotator: Annotator) -> None:
    """Decode a window into the sentences that it covers."""
    labels = annotator.labels
    told = {name: scores[name] for name in FIELD_OUTPUTS}
    place = 1
    owner: list[tuple[int, Span]] = []  # sentence and offsets of each word of the window
    for stretch in window:
        one = draft[stretch.sentence]
        count = len(stretch.pieces)
        at = np.arange(place, place + count)
        spans = one.spans[stretch.begin : stretch.begin + count]
        owner += [(stretch.sentence, span) for span in spans]
        one.syntax.append(syntax(scores, at, annotator))
        for begin, end, kind in decode.spans(
            decode.best_path(scores["names"][at], annotator.name_grammar), labels.names
        ):
            whole = _whole(begin, kind, one.syntax[-1])
            one.names.append(Name(spans[whole][0], spans[end - 1][1], kind))
        path = decode.best_path(scores["times"][at], decode.PLAIN)
        for begin, end, _ in decode.spans(path, decode.PLAIN.labels):
            one.times.append(TimeSpan(spans[begin][0], spans[end - 1][1]))
        one.fields += field_spans(told, at, spans, annotator.tagger.labels)
        place += count
    voices = decode.VoiceScores(scores["voices"][1:], scores["link_word"][1:], scores["link_cue"][1:])
    for source, cue, content, score in decode.attributions(voices):
        home = owner[(cue or content)[0][0]][0]
        parts = [tuple((owner[a][1][0], owner[b - 1][1][1]) for a, b in group) for group in (source, cue, content)]
        draft[home].attributions.append(Attribution(parts[0], parts[1], parts[2], round(score, 4)))


def _whole(begin: int, kind: str, tree: Syntax) -> int:
    """First word of a person's name: a first name that is a common word ("Sung", "Jin") belongs to it by the tree."""
    while (
        kind == "Person"
        and begin > 0
        and tree.relations[begin] == "flat"
        and tree.pos[begin - 1] == "PROPN"
        and tree.heads[begin] in (begin - 1, tree.heads[begin - 1])
    ):
        begin -= 1
    return begin


def _finished(one: _Sentence, text: str, annotator: Annotator) -> AnnotatedSentence:
    tokens: list[Token] = []
    top = 0  # root of the first part: the roots of later parts hang on it
    for part in one.syntax:
        shift = len(tokens)
        rows = zip(part.pos, part.heads, part.relations, part.sureness, strict=True)
        for place, (pos, head, relation, (happened, doubt)) in enumerate(rows):
            start, end = one.spans[shift + place]
            word = text[start:end]
            where = int(head) + shift if head >= 0 else -1
            joined = where < 0 and shift > 0
            if where < 0 and not joined:
                top = place
            tokens.append(
                Token(
                    start,
                    end,
                    text=word,
                    lemma=lemma(word, pos, annotator.lemmas),
                    pos=pos,
                    head=top if joined else where,
                    relation="parataxis" if joined else relation,
                    happened=happened,
                    doubt=doubt,
                )
            )
    return AnnotatedSentence(
        one.start, one.end, tuple(tokens), tuple(one.names), tuple(one.times), tuple(one.attributions),
        tuple(sorted(one.fields, key=lambda each: (each.start, each.end, each.label))),
    )
