"""Sentences that tell of a correction: a figure called wrong, a statement withdrawn, a toll revised, a first version.

`correction` compares claims; this reads the sentence itself, for much of what is taken back is no value of any field: a
name, an alarm, an hour, a sentence of a communique.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rashomon.model import Finding, Span
from rashomon.text.annotation import Token
from rashomon.text.clocks import clock_at
from rashomon.text.figures import figure_at
from rashomon.weigh.checks.amended import AMENDED
from rashomon.weigh.checks.restated import GOES_ON, RESTATED
from rashomon.weigh.checks.scan import Line, claims_at, lines
from rashomon.weigh.checks.set_aside import SET_ASIDE
from rashomon.weigh.checks.told import (
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
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import report_text, upper_first

_WRONG: Final = frozenset((
    "wrong", "incorrect", "erroneous", "mistaken", "inaccurate", "error", "mistake", "untrue", "outdated", "premature",
    "inflated", "exaggerated", "overstated", "understated", "obsolete", "void", "invalid", "superseded", "misprint",
))
_NAMING: Final = frozenset(("name", "give", "identify", "publish", "issue", "show"))
_WITHDRAWING: Final = frozenset(("withdraw", "retract", "disown", "abandon", "recant", "rescind", "discard"))
_CHANGING: Final = frozenset(("revise", "correct", "amend", "lower", "cut", "reduce", "raise", "restore", "increase",
                              "rise", "bring", "scale", "climb", "change", "adjust", "jump", "grow", "lift", "go"))
_FALLING: Final = frozenset(("lower", "cut", "reduce", "scale"))
_REPLACING: Final = frozenset(("replace", "correct", "amend", "delete", "rephrase", "reword"))
_BACK: Final = frozenset(("take", "pull", "walk", "roll", "fall"))
_REGARDING: Final = frozenset(("consider", "regard", "treat", "count", "suspect", "believe", "deem"))
_STANDING: Final = frozenset(("current", "valid", "correct", "suspect", "stand", "hold", "apply"))
_FIRST: Final = frozenset(("first", "initially", "originally"))
_VERSIONS: Final = frozenset(("first", "earlier", "previous", "original", "initial"))
_VOICES: Final = frozenset((
    "ministry", "minister", "government", "police", "army", "official", "chiefs", "agency", "other",
))
_LONGEST: Final = 160  # characters of a sentence that a message repeats
_FOLLOWING: Final = 240  # characters of a next sentence that still belongs to the telling


def taken_back(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """What reports themselves tell of corrections, one finding a sentence; retold by copies it tells nothing new."""
    copies = context.copies()
    found: list[Finding] = []
    main = next((weighed.event.id for weighed in events if weighed.event.main), "")
    event, document = main, ""
    read = list(lines(context, events, idle=True))
    for line, following in zip(read, [*read[1:], None], strict=False):
        event = line.event or (event if line.document.id == document else main)
        document = line.document.id
        if line.document.id in copies or line.sentence.end - line.sentence.start > 1200:
            continue
        told = next(((rule, at) for rule in (*_RULES, *RESTATED, *AMENDED, *SET_ASIDE) for at in rule(line)), None)
        if told is not None and not (told[0] in (*AMENDED, *SET_ASIDE) and found and _goes_on(line, found[-1])):
            rule, at = told
            end = _end_of(line, following if rule in _GO_ON else None)
            found.append(_finding(line, (at, end), event, context, events))
    return [one for one in found if not (_is_heading(one, context) and _in_body(one, found, context))]


def _is_heading(finding: Finding, context: WeighContext) -> bool:
    span = finding.span
    return span is not None and any(
        block.start <= span.start < block.end for block in context.documents[span.document].blocks
        if block.kind in ("title", "headline")
    )


def _in_body(heading: Finding, found: Sequence[Finding], context: WeighContext) -> bool:
    """True when the body of the same report tells of a correction, too: the headline announces it."""
    return any(
        one.span and heading.span and one.span.document == heading.span.document and not _is_heading(one, context)
        for one in found
    )


def _goes_on(line: Line, before: Finding) -> bool:
    """True for a sentence right behind one that told of the correction: it only explains."""
    span = before.span
    if span is None or span.document != line.document.id:
        return False
    return not line.document.text[min(span.end, line.sentence.start) : line.sentence.start].strip()


def _end_of(line: Line, following: Line | None) -> int:
    """Where the telling ends: with the sentence, or with the next one of its paragraph, which gives the new value."""
    if following is None or following.document.id != line.document.id:
        return line.sentence.end
    between = line.document.text[line.sentence.end : following.sentence.start]
    short = following.sentence.end - following.sentence.start <= _FOLLOWING
    return following.sentence.end if short and "\n" not in between else line.sentence.end


def _finding(
    line: Line, place: tuple[int, int], event: str, context: WeighContext, events: Sequence[WeighedEvent]
) -> Finding:
    at, end = place
    sentence = line.text(line.sentence.start, line.sentence.end)
    shown = sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
    span = Span(line.document.id, line.sentence.start, end)
    message = f"{upper_first(report_text(line.document.id, context.documents))} tells of a correction: “{shown}”"
    return Finding(
        kind="correction", message=message, severity="medium", event=line.event or event,
        claims=claims_at(span, events), span=span, evidence={"cue": line.tokens[at].text},
    )



def _called_wrong(line: Line) -> Iterator[int]:
    """ "That count was an error", "the 40 proved mistaken", "named the wrong man"."""
    for at, token in enumerate(line.tokens):
        if lemma_of(token) not in _WRONG or is_unreal(line, at):
            continue
        if token.relation == "amod" and token.head >= 0:
            verb = line.tokens[token.head].head
            named = verb >= 0 and lemma_of(line.tokens[verb]) in _NAMING
            if named and line.tokens[token.head].relation == "obj":
                yield at
            continue
        proved = token.head >= 0 and lemma_of(line.tokens[token.head]) in ("turn", "prove")
        verbs = [at, *([token.head] if token.relation in ("xcomp", "obl") and token.head >= 0 else [])]
        about = [child for verb in verbs for child in subjects(line, verb)]
        if proved and any(is_told(line, place) for place in range(at)):
            yield at  # whatever the tree makes of "the 40 saved proved mistaken"
        elif any(is_told(line, child) or _points_back(line, child, token) for child in about):
            yield at


def _points_back(line: Line, at: int, wrong: Token) -> bool:
    """ "That was wrong" at the head of a sentence: what was said before. "It was a mistake" may be any deed."""
    return line.tokens[at].text.casefold() in ("that", "this", "it") and at == 0 and wrong.pos == "ADJ"


def _withdrawn(line: Line) -> Iterator[int]:
    """ "withdrew the figure", "took its statement back", "denied having counted 40"."""
    words = line.words()
    for at, token in enumerate(line.tokens):
        if token.pos not in ("VERB", "") or is_unreal(line, at):
            continue
        lemma, near = lemma_of(token), [words[child] for child in children(line, at)]
        given_up = lemma in _WITHDRAWING or (lemma in _BACK and "back" in near)
        if given_up and any(is_told(line, child) for child in objects(line, at)):
            yield at
        if lemma == "deny":
            yield from (child for child in children(line, at) if lemma_of(line.tokens[child]) in GIVING
                        and line.tokens[child].relation in ("xcomp", "ccomp")
                        and any(words[each] in ("having", "ever") for each in children(line, child)))


def _revised(line: Line) -> Iterator[int]:
    """ "lowered the toll from 40 to 38", "the number rose from the five given at first", "replaced that sentence"."""
    for at, token in enumerate(line.tokens):
        if token.pos not in ("VERB", "") or is_unreal(line, at):
            continue
        lemma = lemma_of(token)
        things = [*objects(line, at), *subjects(line, at)]
        pointed = [child for child in objects(line, at)
                   if {lemma_of(line.tokens[each]) for each in children(line, child)} & {"that", "this", "its", "his"}]
        if lemma in _REPLACING and any(is_told(line, child) for child in pointed):
            yield at
        elif lemma in _CHANGING and any(is_count(line, child) for child in things) and (
                _figure_behind("from", line, at) or (lemma in _FALLING and _figure_behind("to", line, at))):
            yield at  # a toll raised to a figure grows, one lowered is corrected


def _figure_behind(mark: str, line: Line, at: int) -> bool:
    """A figure behind "from" or "to" after the verb."""
    words = line.words()
    return any(
        words[place] == mark and not _is_day(line, place) and any(
            is_figure(line, later) for later in range(place + 1, min(place + 4, len(words)))
        ) for place in range(at + 1, len(words))
    )


def _is_day(line: Line, at: int) -> bool:
    return any(time.start <= line.tokens[min(at + 1, len(line.tokens) - 1)].start < time.end
               for time in line.sentence.times)


def _no_longer(line: Line) -> Iterator[int]:
    """ "is no longer considered a suspect", "the list is no longer current"."""
    words = line.words()
    for at in range(len(words) - 1):
        if words[at : at + 2] != ["no", "longer"]:
            continue
        after = [lemma_of(token) for token in line.tokens[at + 2 : at + 5]]
        if set(after[:2]) & _REGARDING or (set(after) & _STANDING and _about_told(line, at)):
            yield at


def _about_told(line: Line, at: int) -> bool:
    return any(is_told(line, place) for place in range(at) if line.tokens[place].relation in SUBJECTS)


def _given_first(line: Line) -> Iterator[int]:
    """ "the 40 given at first", "first put at 40, then 38": a figure of the beginning and another of now."""
    figures = [at for at in range(len(line.tokens)) if is_figure(line, at) and not is_dated(line, at)]
    clocks = [at for at in range(len(line.tokens)) if clock_at(line.tokens, at) is not None]
    if len(figures) < 2 and not clocks:
        return
    words = line.words()
    for at, word in enumerate(words):
        if word not in _FIRST or (word == "first" and words[at + 1 : at + 2] == ["time"]):
            continue
        near = range(max(0, at - 4), min(len(words), at + 5))
        giving = [each for each in near if lemma_of(line.tokens[each]) in GIVING and line.tokens[each].pos != "NOUN"]
        adverb = word != "first" or words[at - 1 : at] == ["at"] or line.tokens[at].relation == "advmod"
        if giving and adverb and any(abs(each - giving[0]) <= 5 for each in figures):
            yield at


def _had_given(line: Line) -> Iterator[int]:
    """ "It had counted two after lunch and three by dusk", "On Monday he had said that it was 9:59"."""
    words = line.words()
    figures = {figure.low for at in range(len(words)) if is_figure(line, at) and not is_dated(line, at)
               for figure in [figure_at(line.tokens, at)] if figure is not None}
    clock = next((at for at in range(len(words) - 1, -1, -1) if clock_at(line.tokens, at) is not None), -1)
    dated = any(clock_at(line.tokens, place) is None for time in line.sentence.times
                for place, token in enumerate(line.tokens) if token.start == time.start)
    if len(figures) < 2 and not (clock > 0 and dated):
        return
    for at, token in enumerate(line.tokens):
        giving = lemma_of(token) in GIVING and token.relation in ("root", "acl:relcl", "conj")
        off = words[at + 1 : at + 2] in (["up"], ["in"], ["away"])
        if giving and not off and not is_unreal(line, at) and "had" in [words[child] for child in children(line, at)]:
            counted = len(figures) > 1 and lemma_of(token) in ("count", "give", "put") and not _shared_out(line, at)
            if counted or (dated and at < clock):
                yield at


def _shared_out(line: Line, at: int) -> bool:
    """ "had counted one missile, the ministry two": figures of two voices, not of one that changed its own."""
    behind = [place for place in range(at + 1, len(line.tokens)) if is_figure(line, place)]
    between = line.tokens[behind[0] + 1 : behind[1]] if len(behind) > 1 else ()
    return any(token.relation in SUBJECTS or token.pos == "PROPN" for token in between) or any(
        lemma_of(token) in _VOICES for token in between
    )


def _versions(line: Line) -> Iterator[int]:
    """ "In the first version of this statement", "Correction:", "an earlier version of this story"."""
    words = line.words()
    if words[:2] in (["correction", ":"], ["corrected", ":"], ["corrections", ":"]):
        yield 0
    for at in range(len(words) - 2):
        if words[at] in _VERSIONS and words[at + 1] == "version" and words[at + 2] == "of":
            yield at + 1


_RULES: Final[tuple[Callable[[Line], Iterator[int]], ...]] = (
    _called_wrong, _withdrawn, _revised, _no_longer, _given_first, _had_given, _versions,
)
_GO_ON: Final = (_had_given, _versions, *GOES_ON)
