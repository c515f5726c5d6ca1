"""Sentences that amend what was said: a count made twice, an account changed, a figure that somebody now gives instead.

The third family of the rules of `taken_back`: nothing is called wrong and no two figures stand side by side, but the
words tell that what was said before no longer is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from rashomon.weigh.checks.scan import Line
from rashomon.weigh.checks.told import (
    COUNTS,
    GIVING,
    TOLD,
    children,
    is_dated,
    is_figure,
    is_told,
    is_unreal,
    lemma_of,
    objects,
    subjects,
)

_AT_FIRST: Final = frozenset(("initially", "originally"))
_LATER: Final = frozenset((
    "later", "then", "now", "but", "since", "afterwards", "subsequently", "however", "before", "today", "instead",
    "finally", "only", "until",
))
_SAYING: Final = GIVING | frozenset((
    "call", "describe", "identify", "blame", "attribute", "name", "tell", "claim", "take", "insist", "deny", "believe",
    "think", "assume", "suspect", "measure", "classify", "list", "confirm", "assess", "judge", "rate", "label",
))
_EARLIER: Final = frozenset(("earlier", "previous", "initial", "original", "former"))
_CORRECTED: Final = frozenset(("correct", "revise", "amend", "corrected", "revised", "amended"))
_NOTICES: Final = frozenset(("correction", "retraction", "clarification", "erratum", "corrigendum", "rectification"))
_ISSUING: Final = frozenset((
    "issue", "publish", "send", "follow", "make", "print", "run", "add", "post", "release", "put", "come", "bring",
    "be", "demand", "carry",
))
_MISTAKES: Final = frozenset((
    "error", "mistake", "slip", "confusion", "blunder", "oversight", "miscount", "inaccuracy",
))
_OWNING_UP: Final = frozenset((
    "admit", "acknowledge", "concede", "apologise", "apologize", "regret", "blame", "explain",
))
_MISSTATING: Final = frozenset((
    "misstate", "misreport", "miscount", "misspell", "misidentify", "misname", "misquote", "mistranslate",
    "misattribute", "misread", "mislabel", "misdate", "miscalculate", "misspeak", "overstate", "understate",
    "overcount", "undercount", "miswrite", "misprint", "misspoke", "miscalculat", "misstat",
))
_WRONGLY: Final = frozenset(("wrongly", "mistakenly", "erroneously", "incorrectly", "falsely", "prematurely"))
_TELLING: Final = frozenset((
    "report", "state", "announce", "say", "declare", "publish", "identify", "name", "describe", "call", "count",
))
_LISTING: Final = frozenset(("count", "list", "record", "enter", "register", "add", "include", "report", "tally"))
_TALLIES: Final = frozenset(("toll", "count", "tally", "estimate", "total", "figure"))
_SHRINKING: Final = frozenset(("fall", "drop", "sink", "shrink", "go"))
_LESSENING: Final = frozenset(("lower", "cut", "reduce", "revise", "correct", "trim", "slash", "raise", "adjust"))
_ONESELF: Final = frozenset(("himself", "herself", "itself", "themselves", "ourselves", "myself"))
_CHANGED: Final = frozenset((
    "account", "version", "story", "statement", "wording", "line", "assessment",
))
_CHANGING: Final = frozenset(("change", "alter", "amend", "drop"))
_OWNED: Final = frozenset(("its", "his", "her", "their", "our"))
_VERSUS: Final = (("not",), ("rather", "than"), ("instead", "of"), ("contrary", "to"))


def _figures(line: Line) -> list[int]:
    return [at for at in range(len(line.tokens)) if is_figure(line, at) and not is_dated(line, at)]


def _near(line: Line, at: int) -> set[str]:
    words = line.words()
    return {words[child] for child in children(line, at)}


def _is_past(line: Line, at: int) -> bool:
    token = line.tokens[at]
    return token.text.casefold() != lemma_of(token) and not token.text.casefold().endswith("ing")


def _at_first(line: Line) -> Iterator[int]:
    """ "Officials initially blamed the captain but later spoke of a rock", "At first the police took it for a bomb"."""
    words = line.words()
    for at, word in enumerate(words):
        opens = word in _AT_FIRST or words[at : at + 2] == ["at", "first"] or (
            word == "first" and line.tokens[at].relation == "advmod" and words[at - 1 : at] not in (["at"], ["the"]))
        if not opens or words[at + 1 : at + 2] == ["time"]:
            continue
        verbs = [each for each in range(max(0, at - 5), min(len(words), at + 8))
                 if lemma_of(line.tokens[each]) in _SAYING and line.tokens[each].pos == "VERB" and _is_past(line, each)
                 and (lemma_of(line.tokens[each]) != "take" or "for" in words[each + 1 : each + 4])]
        if verbs and set(words[min(at, verbs[0]) :]) & _LATER and not is_unreal(line, verbs[0]):
            yield at


def _earlier_count(line: Line) -> Iterator[int]:
    """ "its earlier count of 14", "the initial figure of 40 dead"."""
    words, figures = line.words(), _figures(line)
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in COUNTS | {"reading", "account", "version", "assessment"} or token.pos != "NOUN":
            continue
        old = _near(line, at) & _EARLIER and "year" not in words and not is_unreal(line, at)
        counted = words[at + 1 : at + 2] == ["of"] and any(at < each <= at + 5 for each in figures)
        if old and (counted or (len(figures) > 1 and lemma_of(token) in COUNTS)):
            yield at


def _corrected(line: Line) -> Iterator[int]:
    """ "the revised toll", "issued a correction", "corrected himself", "correcting its statement of Monday"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        lemma = lemma_of(token)
        head = line.tokens[token.head] if token.head >= 0 else None
        revised = token.relation == "amod" and words[at] in _CORRECTED and head is not None and lemma_of(head) in TOLD
        noticed = lemma in _NOTICES and token.pos == "NOUN" and _issued(line, at)
        corrects = lemma in _CORRECTED and token.pos == "VERB" and not is_unreal(line, at) and any(
            words[each] in _ONESELF or is_told(line, each) for each in objects(line, at))
        if revised or noticed or corrects:
            yield at


def _issued(line: Line, at: int) -> bool:
    head = line.tokens[at].head
    of_market = bool(_near(line, at) & {"market", "price", "course", "stock"})
    return head >= 0 and not of_market and lemma_of(line.tokens[head]) in _ISSUING and not is_unreal(line, at)


def _owned_up(line: Line) -> Iterator[int]:
    """ "The ministry admitted an error in its count", "We regret the mistake"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _OWNING_UP or token.pos != "VERB" or is_unreal(line, at):
            continue
        ours = bool({words[each] for each in subjects(line, at)} & {"we"})
        wrong = [each for each in range(at + 1, min(at + 7, len(words))) if lemma_of(line.tokens[each]) in _MISTAKES]
        told = any(lemma_of(each) in TOLD | {"counting"} for at in wrong for each in line.tokens[at + 1 : at + 6])
        if wrong and (told or ours):
            yield at


def _misstated(line: Line) -> Iterator[int]:
    """ "overstated the number", "was wrongly reported", "names had been listed twice"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        lemma = lemma_of(token)
        if token.pos != "VERB" or not _is_past(line, at) or is_unreal(line, at):
            continue
        again = words[at + 1 : at + 2] == ["twice"] or words[at + 1 : at + 4] == ["more", "than", "once"]
        wrongly = lemma in _TELLING and bool(_near(line, at) & _WRONGLY)
        if lemma in _MISSTATING or wrongly or (lemma in _LISTING and again):
            yield at


def _fell(line: Line) -> Iterator[int]:
    """ "The toll fell to 38", "cut its estimate by five": what can only grow became smaller."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if token.pos != "VERB" or is_unreal(line, at):
            continue
        things = subjects(line, at) if lemma_of(token) in _SHRINKING else objects(line, at)
        if not any(lemma_of(line.tokens[each]) in _TALLIES for each in things):
            continue
        marks = ("to",) if lemma_of(token) in _SHRINKING else ("by", "down")
        down = lemma_of(token) not in ("go", "raise") or "down" in words[at + 1 : at + 3]
        if lemma_of(token) in _SHRINKING | _LESSENING and down and any(
                words[each - 1] in marks for each in _figures(line) if each > at):
            yield at


def _changed_account(line: Line) -> Iterator[int]:
    """ "The army changed its account", "clarified that", "backtracked"."""
    for at, token in enumerate(line.tokens):
        if token.pos != "VERB" or is_unreal(line, at) or not _is_past(line, at):
            continue
        lemma = lemma_of(token)
        own = [each for each in objects(line, at) if lemma_of(line.tokens[each]) in _CHANGED]
        changes = lemma in _CHANGING and any(_near(line, each) & _OWNED for each in own)
        clears = lemma == "clarify" and any(line.tokens[child].relation == "ccomp" for child in children(line, at))
        if changes or clears or lemma in ("backtrack", "backpedal"):
            yield at


def _should_read(line: Line) -> Iterator[int]:
    """ "It should have read 14", "not on Monday, as we first reported"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if lemma_of(token) in ("read", "say", "be") and token.pos in ("VERB", "AUX"):
            before = words[max(0, at - 3) : at]
            read = lemma_of(token) == "read" and "should" in before
            if read or (before[-2:] == ["should", "have"] and lemma_of(token) in ("read", "say")):
                yield at
        told = lemma_of(token) in GIVING and token.pos == "VERB" and _is_past(line, at)
        if told and _as_told(line, at):
            yield at


def _as_told(line: Line, at: int) -> bool:
    """ "as (we, police) (had) (first) reported" behind a "not" of the same sentence."""
    words = line.words()
    opens = next((each for each in range(at - 1, max(-1, at - 6), -1) if words[each] == "as"), -1)
    if opens < 1:
        return False
    back = {"had", "first", "earlier", "previously", "initially", "originally", "wrongly", "we", "erroneously"}
    before = words[max(0, opens - 12) : opens]
    versus = any(tuple(before[each : each + len(mark)]) == mark for mark in _VERSUS for each in range(len(before)))
    return versus and bool(set(words[opens:at]) & back or set(words[at + 1 : at + 3]) & back)


def _now_gives(line: Line) -> Iterator[int]:
    """ "The army now speaks of 23", "Police now believe that he was alone"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        gives = lemma_of(token) in _SAYING and token.pos == "VERB" and "now" in words[max(0, at - 2) : at]
        present = token.text.casefold() in (lemma_of(token), f"{lemma_of(token)}s")
        if not gives or not present or is_unreal(line, at) or _near(line, at) & {"will", "to", "do"}:
            continue
        clause = any(line.tokens[child].relation == "ccomp" for child in children(line, at))
        if subjects(line, at) and (clause or any(each > at for each in _figures(line))):
            yield at


def _one_after_another(line: Line) -> Iterator[int]:
    """ "The Chiefs counted ten in the morning, then 17 and finally 23"."""
    words, figures = line.words(), _figures(line)
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in ("count", "give", "put", "report", "list", "speak") or token.pos != "VERB":
            continue
        behind = [each for each in figures if each > at]
        between = words[behind[0] : behind[1] + 1] if len(behind) > 1 else []
        steps = set(between) & {"then", "later", "finally", "afterwards", "eventually"}
        if steps and not set(words[behind[1] :][:3]) & {"more", "further", "others"} and _is_past(line, at):
            yield at


AMENDED: Final[tuple[Callable[[Line], Iterator[int]], ...]] = (
    _at_first, _earlier_count, _corrected, _owned_up, _misstated, _fell, _changed_account, _should_read, _now_gives,
    _one_after_another,
)
