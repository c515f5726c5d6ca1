"""Sentences that set aside what was said: a figure not to be used any more, a name off the list, a slip, a true number.

The fourth family of the rules of `taken_back`: who said it, what it was worth and what holds instead is told in plain
words ("must be read as 88", "it had mixed up two lists", "the real number was nearer 3,000").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from rashomon.text.clocks import clock_at
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

_KEEPING: Final = frozenset((
    "hold", "stand", "uphold", "upheld", "use", "quote", "cite", "apply", "maintain", "sustain", "count", "repeat",
    "valid", "current", "true", "correct", "good", "accurate", "tenable", "relevant", "reliable", "repeated", "insist",
    "defend", "support", "back", "keep", "figure", "appear", "recognise", "recognize", "operative",
))
_READING: Final = frozenset(("read", "understand", "use", "count", "take", "quote", "cite", "treat", "regard", "see"))
_TRUE: Final = frozenset(("real", "true", "actual", "correct", "right", "proper", "accurate"))
_NAMED: Final = COUNTS | frozenset((
    "date", "time", "hour", "name", "place", "magnitude", "height", "distance", "range", "altitude", "day", "age",
    "spelling", "location", "reading", "value", "sum", "length",
))
_STRIKING: Final = frozenset(("take", "strike", "remove", "delete", "cross", "drop", "scratch", "subtract", "deduct"))
_LISTS: Final = frozenset(("list", "count", "toll", "tally", "total", "statistic", "register", "figure", "dead"))
_MIXING: Final = frozenset(("confuse", "mix", "muddle", "conflate", "transpose", "swap", "switch", "duplicate"))
_ASTRAY: Final = frozenset((
    "mistake", "error", "slip", "misunderstanding", "typo", "misprint", "confusion", "oversight", "miscalculation",
    "mistranslation", "misreading", "blunder", "duplication", "carelessness", "miscommunication",
))
_CAUSES: Final = frozenset(("by", "in", "through", "to", "of", "from", "with", "because"))
_SINCE: Final = frozenset((
    "correct", "revise", "withdraw", "retract", "lower", "raise", "cut", "change", "amend", "drop", "switch", "swap",
    "reduce", "abandon", "reverse", "alter", "update", "delete", "replace", "remove", "recant", "disown", "rescind",
))
_FIRST: Final = frozenset(("initially", "originally"))
_BEGINNING: Final = frozenset((
    "first", "earliest", "initial", "original", "previous", "earlier", "early", "preliminary",
))
_PIECES: Final = frozenset((
    "notice", "minute", "hour", "version", "report", "bulletin", "statement", "count", "message", "account", "dispatch",
    "edition", "announcement", "release", "estimate", "assessment", "communique", "note", "post", "alert", "reading",
    "briefing", "paragraph", "headline", "story", "article", "item", "text", "list", "confusion", "moment",
))
_SAYING: Final = GIVING | frozenset((
    "tell", "call", "claim", "describe", "name", "identify", "measure", "write", "blame", "attribute", "calculate",
    "believe", "think", "assume", "insist", "classify", "rate", "locate", "place", "issue", "mention", "confirm",
))
_DISOWNING: Final = frozenset(("disown", "disavow", "repudiate", "renounce", "unsay"))
_DEEDS: Final = frozenset((
    "attack", "bomb", "bombing", "raid", "assault", "claim", "responsibility", "statement", "message", "video", "blast",
    "explosion", "shooting", "operation", "launch", "strike", "post", "remark", "report",
))
_PAPERS: Final = frozenset((
    "text", "memorandum", "transcript", "statement", "communique", "readout", "document", "release", "page", "list",
    "version", "wording", "account", "translation", "bulletin", "post", "notice", "report", "caption", "map",
))
_EDITING: Final = frozenset((
    "amend", "withdraw", "retract", "recall", "rewrite", "reissue", "delete", "correct", "edit",
))
_APOLOGIES: Final = frozenset(("apologise", "apologize", "regret"))
_OUTLETS: Final = frozenset((
    "edition", "report", "story", "article", "issue", "headline", "bulletin", "site", "newspaper", "paper", "item",
    "page", "dispatch", "caption", "map", "table", "column", "newsletter", "programme", "post", "agency", "website",
))
_REACH: Final = 7


def _figures(line: Line) -> list[int]:
    return [at for at in range(len(line.tokens)) if is_figure(line, at) and not is_dated(line, at)]


def _clause_before(line: Line, at: int) -> range:
    """The places before a word back to the last full break."""
    words = line.words()
    first = next((each + 1 for each in range(at - 1, -1, -1) if words[each] in (";", ":", "–", "—")), 0)
    return range(first, at)


def _speaks_of_told(line: Line, places: range) -> bool:
    return any(is_told(line, each) for each in places)


def _not_any_longer(line: Line) -> Iterator[int]:
    """ "could no longer be upheld", "should no longer be used", "the ten no longer held", "does not stand any more"."""
    words = line.words()
    for at in range(1, len(words) - 1):
        longer = words[at] == "longer" and words[at - 1] == "no"
        longer |= words[at] in ("longer", "more") and words[at - 1] == "any" and "not" in words[max(0, at - 8) : at]
        if not longer:
            continue
        near = [lemma_of(token) for token in (*line.tokens[max(0, at - 7) : at - 1], *line.tokens[at + 1 : at + 5])]
        if set(near) & _KEEPING and _speaks_of_told(line, _clause_before(line, at)):
            yield at


def _to_be_read(line: Line) -> Iterator[int]:
    """ "must be read as 88", "should not be used as a count", "is to be understood as 12, not 21"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _READING or token.pos != "VERB":
            continue
        before = words[max(0, at - 5) : at]
        ought = "be" in before and bool(set(before) & {"must", "should", "to"})
        as_count = "as" in words[at + 1 : at + 3] or words[at + 1 : at + 2] == ["for"]
        told = _speaks_of_told(line, _clause_before(line, at))
        if ought and as_count and told and (any(each > at for each in _figures(line)) or "not" in before):
            yield at


def _true_number(line: Line) -> Iterator[int]:
    """ "The real number was nearer 3,000", "the correct date is May 9", "the right figure being 41"."""
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _TRUE or at + 1 >= len(line.tokens) or lemma_of(line.tokens[at + 1]) not in _NAMED:
            continue
        behind = [lemma_of(each) for each in line.tokens[at + 2 : at + 2 + _REACH]]
        valued = any(at < each <= at + 10 for each in _figures(line)) or any(
            line.tokens[at].start < time.start for time in line.sentence.times) or any(
            clock_at(line.tokens, each) is not None for each in range(at + 2, min(len(line.tokens), at + 10)))
        if {"be", "stand", "read"} & set(behind) and valued and not is_unreal(line, at + 1):
            yield at


def _off_the_list(line: Line) -> Iterator[int]:
    """ "have taken one name off the list of the dead", "three were struck from the count"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _STRIKING or token.pos != "VERB" or is_unreal(line, at):
            continue
        for each in range(at + 1, min(len(words), at + _REACH)):
            behind = {lemma_of(one) for one in line.tokens[each + 1 : each + 4]}
            if words[each] in ("off", "from") and behind & _LISTS:
                yield at
                break


def _took_it_back(line: Line) -> Iterator[int]:
    """ "took that back", "has gone back on that", "taking back the five", "walked it back"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if token.pos != "VERB" or is_unreal(line, at):
            continue
        behind = words[at + 1 : at + 5]
        thing = [word for word in behind if word in ("that", "it", "this", "them", "both")]
        if lemma_of(token) in ("take", "walk", "pull", "roll") and "back" in behind:
            back = at + 1 + behind.index("back")
            between = words[at + 1 : back]
            told = any(is_told(line, each) for each in range(at + 1, min(back + 5, len(words))))
            pronoun = between in (["that"], ["it"], ["this"], ["them"]) and _told_before(line, at)
            if (pronoun or told) and words[back + 1 : back + 2] not in (["to"], ["in"], ["home"]):
                yield at
        elif lemma_of(token) == "go" and behind[:2] == ["back", "on"] and (
                thing or any(is_told(line, each) for each in range(at + 3, min(at + 7, len(words))))):
            yield at


def _told_before(line: Line, at: int) -> bool:
    """Somebody said something before in the sentence, or the pronoun stands for what the sentence before said."""
    return any(lemma_of(token) in _SAYING | TOLD for token in line.tokens[:at]) or at < _REACH


def _mixed_up(line: Line) -> Iterator[int]:
    """ "it had mixed up crew and passengers", "has since switched the two", "he had added up two lists"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if token.pos != "VERB" or is_unreal(line, at):
            continue
        near = {words[child] for child in children(line, at)}
        done = bool(near & {"had", "has", "have", "having"})
        lemma = lemma_of(token)
        mixes = lemma in _MIXING and (lemma != "mix" or words[at + 1 : at + 2] == ["up"])
        added = lemma in ("add", "count") and set(words[at + 1 : at + 8]) & {"twice", "lists", "list"}
        if done and (mixes or (added and lemma == "add" and "up" in words[at + 1 : at + 3])):
            yield at


def _by_mistake(line: Line) -> Iterator[int]:
    """ "his office had sent out 2,570 by a slip of the keyboard", "because of a typing error the report gave 53"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _ASTRAY or token.pos != "NOUN":
            continue
        before = words[max(0, at - 5) : at]
        caused = bool(set(before) & _CAUSES)
        given = any(lemma_of(each) in _SAYING | {"send", "appear", "print", "enter", "include"} and each.pos == "VERB"
                    for each in line.tokens)
        counted = bool(_figures(line)) or any(lemma_of(each) in TOLD for each in line.tokens)
        if caused and given and counted and not set(before) & {"not", "without", "no"} and not is_unreal(line, at):
            yield at


def _has_since(line: Line) -> Iterator[int]:
    """ "The coalition has since changed the hour of the launch", "have since dropped the claim"."""
    words = line.words()
    for at in range(1, len(words) - 1):
        if words[at] != "since" or words[at - 1] not in ("has", "have", "had"):
            continue
        verb = next((each for each in range(at + 1, min(at + 4, len(words)))
                     if lemma_of(line.tokens[each]) in _SINCE and line.tokens[each].pos == "VERB"), -1)
        if verb < 0:
            continue
        behind = [lemma_of(each) for each in line.tokens[verb + 1 : verb + 6]]
        if set(behind) & (TOLD | _NAMED | {"it", "that", "this", "two", "them", "itself"}) or _figures(line):
            yield at


def _had_first(line: Line) -> Iterator[int]:
    """ "Tokyo had at first put those outside", "In its first notice the ministry had spoken of two missiles"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _SAYING or token.pos != "VERB" or is_unreal(line, at):
            continue
        if "had" not in {words[child] for child in children(line, at)}:
            continue
        near = words[max(0, at - 6) : at + 12]
        first = bool(set(near) & _FIRST) or any(near[each : each + 2] == ["at", "first"] for each in range(len(near)))
        piece = any(
            words[each] in _BEGINNING and lemma_of(line.tokens[each + 1]) in _PIECES
            and "in" in words[max(0, each - 3) : each] for each in range(len(words) - 1)
        )
        if first or piece:
            yield at


def _said_before(line: Line) -> Iterator[int]:
    """ "They earlier said he was 22", "which had measured 7.7 at first, now stands by 7.5"."""
    words, figures = line.words(), _figures(line)
    if not figures:
        return
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _SAYING or token.pos != "VERB" or is_unreal(line, at):
            continue
        earlier = words[at - 1] in ("earlier", "previously") if at else False
        past = token.text.casefold() != lemma_of(token) and not token.text.casefold().endswith(("ing", "s"))
        behind = [each for each in figures if at < each <= at + 8]
        had = "had" in {words[child] for child in children(line, at)} and token.relation in ("acl:relcl", "acl")
        now = set(words[at + 1 :]) & {"now", "later", "corrected", "since"} or "now" in words[max(0, at - 9) : at]
        if past and behind and ((earlier and subjects(line, at)) or (had and now)):
            yield at


def _disowned(line: Line) -> Iterator[int]:
    """ "disowned the bomb", "had nothing to do with the attack that it claimed", "withdrew the transcript"."""
    for at, token in enumerate(line.tokens):
        if token.pos != "VERB" or is_unreal(line, at):
            continue
        things = [lemma_of(line.tokens[each]) for each in objects(line, at)]
        disowns = lemma_of(token) in _DISOWNING and set(things) & _DEEDS
        edits = lemma_of(token) in _EDITING and set(things) & _PAPERS and bool(subjects(line, at))
        if disowns or edits:
            yield at


def _newsroom(line: Line) -> Iterator[int]:
    """ "contrary to what this paper printed", "and we apologise", "Our Friday edition had it at fifteen minutes"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        sorry = lemma_of(token) in _APOLOGIES and token.pos == "VERB" and "we" in words[max(0, at - 3) : at]
        contrary = words[at : at + 3] == ["contrary", "to", "what"] and bool(
            {"this", "we", "our"} & set(words[at + 3 : at + 6]))
        ours = words[at] == "our" and any(lemma_of(each) in _OUTLETS for each in line.tokens[at + 1 : at + 4])
        had = ours and "had" in words[at + 2 : at + 9] and bool(_figures(line) or line.sentence.times)
        if sorry or contrary or had:
            yield at


SET_ASIDE: Final[tuple[Callable[[Line], Iterator[int]], ...]] = (
    _not_any_longer, _to_be_read, _true_number, _off_the_list, _took_it_back, _mixed_up, _by_mistake, _has_since,
    _had_first, _said_before, _disowned, _newsroom,
)
