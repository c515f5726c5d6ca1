"""Sentences that set a figure or a statement beside the earlier one that it replaces: "68, four more than it reported".

`taken_back` knows the words of error and withdrawal; these are the quiet forms: a comparison with what was reported
before, a bracket with the old figure, a newsroom that tells what it wrote itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from rashomon.text.clocks import clock_at
from rashomon.text.figures import figure_at
from rashomon.weigh.checks.scan import Line
from rashomon.weigh.checks.told import (
    COUNTS,
    GIVING,
    SUBJECTS,
    children,
    is_count,
    is_dated,
    is_figure,
    is_told,
    is_unreal,
    lemma_of,
    objects,
    subjects,
)

_MARKS: Final = (
    ("as", "against"), ("against",), ("as", "opposed", "to"), ("compared", "with"), ("compared", "to"), ("up", "from"),
    ("down", "from"), ("instead", "of"), ("rather", "than"), ("not",), ("higher", "than"), ("lower", "than"),
    ("revised", "from"), ("corrected", "from"),
)
"""What stands between a figure and the one that it is set against."""
_BEFORE: Final = frozenset(("earlier", "previously", "initially", "originally", "formerly", "first", "beforehand"))
_THINKING: Final = frozenset(("think", "believe", "fear", "assume", "suppose", "reckon", "estimate", "quote"))
_MORE: Final = frozenset(("more", "fewer", "less", "higher", "lower", "later", "earlier"))
_LONG_AGO: Final = frozenset(("year", "years", "month", "months", "decade", "decades", "season"))
_BEFORE_FIGURE: Final = frozenset((
    "the", "a", "about", "around", "some", "at", "least", "more", "than", "over", "nearly", "almost", "only", "just",
    "previous", "earlier", "first", "initial", "original", "up", "to", "as", "many", "its", "their", "an",
))
_DROPPING: Final = frozenset(("strike", "drop", "scrap", "delete", "remove", "disregard", "ignore", "discard", "void"))
_WITHDRAWING: Final = frozenset(("withdraw", "retract", "recant", "disown", "rescind"))
_REPLACING: Final = frozenset(("replace", "supersede", "overtake", "correct", "withdraw", "retract", "annul", "cancel"))
_POINTING: Final = frozenset(("it", "that", "this", "them", "these", "those", "both"))
_NEWSROOM: Final = frozenset((
    "newspaper", "paper", "agency", "site", "website", "page", "bulletin", "service", "newsletter", "wire", "magazine",
    "journal", "column", "channel", "programme", "broadcaster", "desk", "newsroom", "outlet", "station",
))
_PIECES: Final = frozenset((
    "note", "report", "story", "article", "dispatch", "piece", "issue", "edition", "item", "post", "bulletin",
    "newsletter", "statement", "release", "account", "update",
))
_OWN: Final = frozenset(("our", "same", "earlier", "previous", "first", "original", "yesterday", "initial"))
_WRITING: Final = frozenset((
    "write", "report", "say", "state", "print", "publish", "give", "name", "put", "identify", "describe", "carry",
    "tell", "count", "quote", "call",
))
_WRONGLY: Final = frozenset(("wrongly", "mistakenly", "incorrectly", "erroneously"))
_MOVABLE: Final = frozenset((
    "time", "hour", "date", "day", "moment", "magnitude", "depth", "distance", "range", "altitude", "height", "place",
    "site", "spelling", "name", "position", "location", "speed", "age", "count", "figure", "toll", "number", "total",
    "estimate",
))
_MOVING: Final = frozenset((
    "change", "move", "shift", "revise", "correct", "amend", "adjust", "alter", "bring", "push", "put", "set",
    "upgrade", "downgrade", "upgrad", "downgrad",
))
_REACH: Final = 9  # words behind an old figure in which it is said that somebody gave it


def _figures(line: Line) -> list[int]:
    return [at for at in range(len(line.tokens)) if is_figure(line, at) and not is_dated(line, at)]


def _is_said(line: Line, first: int, last: int) -> bool:
    """True when the words tell that something was given before, and not years ago."""
    tokens = line.tokens[first:last]
    words = {token.text.casefold() for token in tokens}
    if words & _LONG_AGO:
        return False
    return any(
        lemma_of(token) in GIVING | _THINKING and token.pos == "VERB" and token.text.casefold() != lemma_of(token)
        for token in tokens
    ) or bool(words & (_BEFORE - {"first"}))


def _compared(line: Line) -> Iterator[int]:
    """ "359, as against 321 reported on Tuesday", "600 km, and not the 450 announced that day"."""
    words, figures = line.words(), _figures(line)
    if len(figures) < 2:
        return
    for mark in _MARKS:
        for at in range(1, len(words) - len(mark)):
            if tuple(words[at : at + len(mark)]) != mark or not any(figure < at for figure in figures):
                continue
            old = _figure_from(line, at + len(mark))
            end = min(old + _REACH, _clause_end(line, old)) if old is not None else 0
            dated = mark[-1] == "from" and _is_lately(line, at, end)
            if old is not None and (dated or _is_said(line, at + len(mark), end)):
                yield at


def _is_lately(line: Line, first: int, last: int) -> bool:
    """True when a time of days stands there: "up from 844 on Sunday"."""
    tokens = line.tokens[first:last]
    if not tokens or {token.text.casefold() for token in tokens} & _LONG_AGO:
        return False
    return any(tokens[0].start <= time.start < tokens[-1].end for time in line.sentence.times)


def _figure_from(line: Line, at: int) -> int | None:
    """The figure behind a mark, small words between them left out."""
    words = line.words()
    while at < len(words) and words[at] in _BEFORE_FIGURE and not is_figure(line, at):
        at += 1
    return at if at < len(words) and is_figure(line, at) and not is_dated(line, at) else None


def _clause_end(line: Line, at: int) -> int:
    """Where the clause ends that a place lies in."""
    words = line.words()
    return next((end for end in range(at + 1, len(words)) if words[end] in (",", ";", ":", ".", "–", "—")), len(words))


def _more_than_said(line: Line) -> Iterator[int]:
    """ "68, four more than it reported on the day", "two fewer than first thought"."""
    words, figures = line.words(), _figures(line)
    for at in range(1, len(words) - 2):
        behind = words[at + 1 : at + 2] == ["than"] and at + 2 not in figures
        if words[at] in _MORE and behind and any(at - 3 <= figure < at for figure in figures):
            end = min(at + 2 + _REACH, _clause_end(line, at))
            if _is_said(line, at + 2, end) or ("first" in words[at + 2 : end] and not set(words[at:end]) & _LONG_AGO):
                yield at


def _bracketed(line: Line) -> Iterator[int]:
    """ "Aboard: 459 (announced earlier: 477)"."""
    words, figures = line.words(), _figures(line)
    for at, word in enumerate(words):
        if word not in ("(", "[") or not any(at - 4 <= figure < at for figure in figures):
            continue
        close = next((end for end in range(at + 2, min(at + 9, len(words))) if words[end] in (")", "]")), 0)
        inside = set(words[at + 1 : close])
        if inside & _BEFORE and not inside & _LONG_AGO and any(at < figure < close for figure in figures):
            yield at


def _struck(line: Line) -> Iterator[int]:
    """ "The 359 dead should be struck out", "they dropped the estimate", "That is now withdrawn", "We withdraw it"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        lemma = lemma_of(token)
        if token.pos not in ("VERB", "") or lemma not in _DROPPING | _WITHDRAWING or _denied(line, at):
            continue
        things = objects(line, at)
        if any(is_told(line, thing) if lemma in _WITHDRAWING else _is_tally(line, thing) for thing in things):
            yield at
        elif lemma in _WITHDRAWING and any(words[thing] in _POINTING for thing in things):
            passive = any(line.tokens[thing].relation != "obj" for thing in things)
            if passive or any(_is_newsroom(line, each) for each in subjects(line, at)):
                yield at


def _denied(line: Line, at: int) -> bool:
    words = line.words()
    near = {words[child] for child in children(line, at)}
    return bool(near & {"not", "n't", "never", "if", "would", "could", "might", "may", "can"})


def _is_tally(line: Line, at: int) -> bool:
    """A figure given for something: of a thing that is dropped or struck, "claim" and "report" say too little."""
    token = line.tokens[at]
    counted = any(is_figure(line, child) for child in children(line, at) if line.tokens[child].relation == "nummod")
    dead = lemma_of(token) in ("dead", "death", "victim", "casualty", "survivor", "injured", "wounded", "missing")
    return (lemma_of(token) in COUNTS and token.pos == "NOUN") or (counted and dead)


def _is_newsroom(line: Line, at: int) -> bool:
    """ "we", "this newspaper", "our agency"."""
    words = line.words()
    if words[at] == "we":
        return True
    pointed = {words[child] for child in children(line, at)} & {"this", "our"}
    return bool(pointed) and lemma_of(line.tokens[at]) in _NEWSROOM


def _our_own(line: Line) -> Iterator[int]:
    """ "On Monday this newspaper wrote that two had been saved", "The same note gave 71 dead"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        past = token.text.casefold() != lemma_of(token) or "had" in [words[child] for child in children(line, at)]
        if token.pos != "VERB" or lemma_of(token) not in _WRITING or not past or is_unreal(line, at):
            continue
        if token.text.casefold().endswith(("ing", "s")) or token.relation not in ("root", "conj"):
            continue
        said = subjects(line, at)
        clause = [child for child in children(line, at) if line.tokens[child].relation == "ccomp" and child > at]
        wrote = any(_is_newsroom(line, each) for each in said) and clause and _is_back(line)
        counted = any(figure > at for figure in _figures(line))
        if wrote or (counted and any(_is_own_piece(line, each) for each in said)):
            yield at


def _is_back(line: Line) -> bool:
    """True when a sentence says when it was, or that it was wrong."""
    return bool(line.sentence.times) or bool(set(line.words()) & (_BEFORE | _WRONGLY))


def _is_own_piece(line: Line, at: int) -> bool:
    words = line.words()
    return lemma_of(line.tokens[at]) in _PIECES and any(words[child] in _OWN for child in children(line, at))


def _had_stood(line: Line) -> Iterator[int]:
    """ "Earlier in the morning the government's figures had been about 420 kilometres"."""
    words = line.words()
    if not line.sentence.times and not set(words) & _BEFORE:
        return
    for at, token in enumerate(line.tokens):
        near = [words[child] for child in children(line, at)]
        if "had" not in near or is_unreal(line, at) or token.relation not in ("root", "conj", "acl:relcl"):
            continue
        counted = any(lemma_of(line.tokens[each]) in COUNTS for each in subjects(line, at) if each < at)
        states = "been" in near or lemma_of(token) in ("be", "stand", "put", "give", "set")
        if counted and states and any(figure >= at for figure in _figures(line)):
            yield at


def _moved(line: Line) -> Iterator[int]:
    """ "The time of the launch has been changed from 3:32 to 3:33", "downgraded the magnitude from 7.7"."""
    for at, token in enumerate(line.tokens):
        if token.pos not in ("VERB", "") or lemma_of(token) not in _MOVING or is_unreal(line, at):
            continue
        things = [*objects(line, at), *subjects(line, at)]
        if any(lemma_of(line.tokens[each]) in _MOVABLE for each in things) and _from_to(line, at):
            yield at


def _from_to(line: Line, at: int) -> bool:
    words = line.words()
    starts = [each for each in range(at + 1, len(words) - 1) if words[each] in ("from", "to")]
    return {words[each] for each in starts if _is_value(line, each + 1)} == {"from", "to"}


def _is_value(line: Line, at: int) -> bool:
    tokens = line.tokens
    return is_figure(line, at) or clock_at(tokens, at) is not None or tokens[at].pos == "PROPN" or (
        figure_at(tokens, at) is not None and tokens[at].pos == "NUM")


def _replaced(line: Line) -> Iterator[int]:
    """ "The figure of 115 published at noon is thereby replaced", "This count supersedes the 40 given on Monday"."""
    for at, token in enumerate(line.tokens):
        if token.pos not in ("VERB", "") or lemma_of(token) not in _REPLACING or is_unreal(line, at):
            continue
        about = objects(line, at) if lemma_of(token) == "supersede" else [
            child for child in children(line, at) if line.tokens[child].relation == "nsubj:pass"]
        if any(is_told(line, each) for each in about):
            yield at


def _having_given(line: Line) -> Iterator[int]:
    """ "Having put the number aboard at 477 and 459, the coast guard arrived at 476"."""
    words, figures = line.words(), _figures(line)
    for at in range(len(words) - 1):
        verb = next((each for each in range(at + 1, min(at + 4, len(words)))
                     if lemma_of(line.tokens[each]) in GIVING and line.tokens[each].pos == "VERB"), 0)
        if words[at] != "having" or not verb or len(figures) < 2:
            continue
        if any(is_count(line, thing) or is_told(line, thing) for thing in objects(line, verb)):
            yield at


def _came_down(line: Line) -> Iterator[int]:
    """ "The four arrests announced at first came down to one suspect"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        falls = lemma_of(token) in ("shrink", "dwindle", "boil") or (
            lemma_of(token) in ("come", "boil", "go") and words[at + 1 : at + 2] == ["down"])
        if not falls or is_unreal(line, at) or "to" not in words[at + 1 : at + 4]:
            continue
        given = [each for each in subjects(line, at) if line.tokens[each].relation in SUBJECTS and is_told(line, each)]
        end = at + 2 + words[at + 1 : at + 4].index("to")
        if given and (words[end : end + 2] == ["a", "single"] or any(
                is_figure(line, each) for each in range(end, min(end + 2, len(words))))):
            yield at


RESTATED: Final[tuple[Callable[[Line], Iterator[int]], ...]] = (
    _compared, _more_than_said, _bracketed, _struck, _moved, _replaced, _having_given, _came_down, _had_stood, _our_own,
)
GOES_ON: Final[tuple[Callable[[Line], Iterator[int]], ...]] = (_had_stood, _our_own)
"""Rules whose sentence gives the old value alone: the new one follows."""
