"""Words of a sentence that something said is taken back by: what can be said, who gives it, what is only supposed."""

from __future__ import annotations

from typing import Final

from rashomon.text.annotation import Token
from rashomon.text.figures import figure_at
from rashomon.weigh.checks.scan import Line

TOLD: Final = frozenset((
    "account", "alarm", "alert", "announcement", "assessment", "claim", "communique", "count", "declaration",
    "description", "estimate", "figure", "finding", "identification", "information", "list", "measurement", "message",
    "name", "number", "post", "reading", "remark", "report", "sentence", "statement", "tally", "toll", "total", "value",
    "version", "tweet", "story", "headline", "date", "warning",
))
"""What can be taken back."""
COUNTS: Final = frozenset(("count", "estimate", "figure", "number", "tally", "toll", "total"))
GIVING: Final = frozenset(("give", "put", "count", "report", "state", "announce", "say", "set", "estimate", "speak",
                            "declare", "publish", "list", "record"))
UNREAL: Final = frozenset(("if", "whether", "would", "could", "might", "may", "should", "can", "unless", "must"))
SUBJECTS: Final = ("nsubj", "nsubj:pass", "nsubjpass")


def children(line: Line, at: int) -> list[int]:
    return [place for place, token in enumerate(line.tokens) if token.head == at]


def lemma_of(token: Token) -> str:
    return token.lemma.casefold()


def is_unreal(line: Line, at: int) -> bool:
    """True under a condition, a modal or a negation: "it might be wrong", "was not a mistake"."""
    words = line.words()
    near = [words[child] for child in children(line, at)]
    if line.tokens[at].head >= 0:
        near += [words[child] for child in children(line, line.tokens[at].head)
                 if line.tokens[child].relation in ("mark", "aux")]
    negated = any(word in ("not", "n't", "never", "no") and word != "no" for word in near)
    longer = "longer" in near
    return bool(UNREAL & set(near)) or (negated and not longer) or words[-1:] == ["?"]


def is_told(line: Line, at: int) -> bool:
    """True for a word for something said, and for a figure that stands alone or with its noun."""
    token = line.tokens[at]
    if token.pos in ("NOUN", "PROPN") and lemma_of(token) in TOLD:
        return True
    return is_figure(line, at) or any(
        is_figure(line, child) for child in children(line, at) if line.tokens[child].relation == "nummod"
    )


def is_count(line: Line, at: int) -> bool:
    """True for "toll", "number" and for a bare figure: a bar of 170 g that is reduced is no count."""
    return lemma_of(line.tokens[at]) in COUNTS or is_figure(line, at)


def is_figure(line: Line, at: int) -> bool:
    figure = figure_at(line.tokens, at)
    return figure is not None and figure.form in ("digits", "words") and line.tokens[at].pos in ("NUM", "")


def subjects(line: Line, at: int) -> list[int]:
    return [child for child in children(line, at) if line.tokens[child].relation in SUBJECTS]


def objects(line: Line, at: int) -> list[int]:
    """Objects, passive subjects, and the noun that a relative clause stands with."""
    token = line.tokens[at]
    found = [child for child in children(line, at) if line.tokens[child].relation in ("obj", "nsubj:pass")]
    if token.relation in ("acl", "acl:relcl") and token.head >= 0:
        found.append(token.head)
    return found


def is_dated(line: Line, at: int) -> bool:
    """True for a figure of a date or a length of time ("a week ago")."""
    return any(time.start <= line.tokens[at].start < time.end for time in line.sentence.times)
