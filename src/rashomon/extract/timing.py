"""The time expressions that belong to a trigger, and of several the one that says most."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from rashomon.extract.arguments import light_participles
from rashomon.extract.cues import SPEECH
from rashomon.extract.views import SentenceView, ancestors, base, head_of, is_predicate, subtree
from rashomon.model import When
from rashomon.text.times import TimeMention

DISTANCES = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "year", "decade"})
MOST_OF_A_DAY = timedelta(hours=20)
CHANGED = frozenset({"change", "correct", "revise", "move", "amend", "adjust", "shift", "alter", "update"})
NEXT_ONES = frozenset({"second", "third", "fourth", "other", "others", "last", "next", "another"})


# Verbs about a happening that is over: what they are dated by is when something was said or done about it.
ABOUT = frozenset({
    "claim", "boast", "condemn", "denounce", "call", "describe", "blame", "declare", "announce", "mourn", "investigate",
    "deplore", "discuss", "recall", "remember", "mark", "end", "finish", "conclude", "stop", "review", "avenge",
    "praise", "confirm", "report", "survive", "probe", "study", "commemorate", "admit", "acknowledge", "deny", "label",
    "attribute",
})


def times_of(view: SentenceView, trigger: int, *, over: bool = False) -> list[TimeMention]:
    """The time expressions that belong to this trigger: no other predicate stands between them in the tree.

    over: True for a happening that news tells of when it is over, so that "condemned the attack on Tuesday" does not
    date it; what is yet to come ("announced a meeting on Tuesday") is dated by such words.
    """
    own = {trigger}
    head = view.tokens[trigger].head
    if view.tokens[trigger].pos in {"NOUN", "PROPN"} and head >= 0 and base(view.tokens[trigger].relation) in {
        "nsubj", "obj", "obl"
    } and view.tokens[head].pos in {"VERB", "AUX"} and not _is_speech(view, head) and not (
        over and view.tokens[head].lemma.casefold() in ABOUT
    ) and (
        view.tokens[head].lemma.casefold() not in SPEECH or view.tokens[trigger].relation != "nsubj"
    ):
        own.add(head)
        own |= {child for child in view.children[head] if base(view.tokens[child].relation) == "conj"}
    own.update(light_participles(view, trigger))
    if head >= 0 and view.tokens[trigger].relation == "nsubj" and view.tokens[head].text.casefold() in {"that", "one"}:
        own.add(head)  # "the last launch was that of January 29"
    found = _before_when(view, own)
    below: list[TimeMention] = []
    predicate = head if head >= 0 and base(view.tokens[trigger].relation) == "nsubj" else -1
    inside = set(subtree(view, trigger)) if view.tokens[trigger].pos in {"NOUN", "PROPN"} else set()
    for time in view.times:
        if time in found or time.value is None or time.kind in {"duration", "recurring", "vague"}:
            continue
        if time.first in inside:
            below.append(time)
        if time.first <= predicate <= time.last:
            found.append(time)
            continue
        place = head_of(view, time.start, time.end)
        if place is None or _of_other_event(view, time, own):
            continue
        for above in [place, *ancestors(view, place)]:
            if above in own:
                found.append(time)
                break
            if above != place and is_predicate(view, above):
                break
    return [time for time in found if time in below] or found


def _of_other_event(view: SentenceView, time: TimeMention, own: set[int]) -> bool:
    """ "before the election on Tuesday", "since the summit in Oslo in May": the time is that of the noun it follows.

    Read off the order of words, since the parser hangs such a time on the verb as often as on the noun. "After" parts
    the two only behind a distance ("days after the talks in May"): "sank after a collision on Monday" is one day.
    """
    if _counted_from_another(view, time) or _after_the_trigger_itself(view, time, own):
        return True
    at = time.first - 1
    while at >= 0 and view.tokens[at].pos in {"ADP", "DET", "PUNCT"} and view.tokens[at].text not in {",", ";", "—"}:
        at -= 1
    inside = range(time.first, time.last + 1)
    for index in [at, *ancestors(view, at)] if at >= 0 and view.tokens[at].pos != "PUNCT" else []:
        if index in own or index in inside or is_predicate(view, index):
            return False
        case = next((child for child in view.children[index] if base(view.tokens[child].relation) in {"case", "mark"}
                     and view.tokens[child].text.casefold() in {"since", "before", "after"}), -1)
        if case < 0 or view.tokens[index].pos not in {"NOUN", "PROPN"}:
            continue
        if any(other.first <= index <= other.last and other.kind != "duration" for other in view.times):
            return False
        return view.tokens[case].text.casefold() != "after" or any(
            view.tokens[word].lemma.casefold() in DISTANCES for word in range(max(0, case - 1), case))
    return False


def _after_the_trigger_itself(view: SentenceView, time: TimeMention, own: set[int]) -> bool:
    """ "exploded two minutes after lift-off": the time is not that of the lift-off."""
    behind = range(time.last + 1, min(time.last + 4, len(view.tokens)))
    return time.kind == "relative" and view.tokens[time.last].text.casefold() in {"after", "before"} and any(
        index in own and view.tokens[index].pos in {"NOUN", "PROPN"} for index in behind)


def _counted_from_another(view: SentenceView, time: TimeMention) -> bool:
    """ "a week before the election": the day depends on another happening, whose own day the words do not give."""
    after = time.last + 1
    return time.kind == "relative" and view.tokens[time.last].text.casefold() == "before" and (
        after < len(view.tokens) and view.tokens[after].pos in {"DET", "ADJ", "NOUN", "PROPN"})


def _before_when(view: SentenceView, own: set[int]) -> list[TimeMention]:
    """ "not since 1993, when the ferry sank": the time right before the clause is that of its verb."""
    verbs = set(own)
    for index in own:
        at = index
        while base(view.tokens[at].relation) == "conj" and view.tokens[at].head >= 0:
            at = view.tokens[at].head
            verbs.add(at)
    opens = {child for verb in verbs for child in view.children[verb] if view.tokens[child].text.casefold() == "when"}
    return [
        time for time in view.times
        if time.value is not None and time.kind not in {"duration", "recurring", "vague"}
        and any(when - time.last == 1 or (when - time.last == 2 and view.tokens[when - 1].text == ",")
                for when in opens)
    ]


def _is_speech(view: SentenceView, index: int) -> bool:
    return any(base(view.tokens[child].relation) == "ccomp" for child in view.children[index])


def one_after_another(view: SentenceView, times: list[TimeMention]) -> list[TimeMention]:
    """The most exact time of a trigger, and that of "the second five minutes later", which has no verb of its own."""
    changed = _changed(view, times)
    if changed:
        return changed
    first = narrowest(times)
    if not first or first[0].kind != "clock":
        return first
    return first + [
        time for time in times if time.kind == "relative" and time.first > first[0].last and time.value is not None
        and time.value.latest == time.value.earliest
        and {token.text.casefold() for token in view.tokens[first[0].last + 1 : time.first]} & NEXT_ONES
    ]


def _changed(view: SentenceView, times: list[TimeMention]) -> list[TimeMention]:
    """ "was corrected from 3:32 to 3:33": the time as it was and the time as it is, no span."""
    span = next((time for time in times if time.kind == "clock" and time.value is not None and time.first
                 and view.tokens[time.first - 1].text.casefold() == "from"), None)
    if span is None or span.value is None or not any(
            token.lemma.casefold() in CHANGED for token in view.tokens[: span.first]):
        return []
    to = next((index for index in range(span.first, span.last) if view.tokens[index].text.casefold() == "to"), -1)
    if to < 0:
        return []
    value = span.value
    if value.latest - value.earliest > MOST_OF_A_DAY:  # "from 7:25 to 7:06" is no night between
        value = msgspec.structs.replace(value, latest=value.latest - timedelta(days=1))
    was, now = (When(moment, moment, value.zone) for moment in (value.earliest, value.latest))
    return [msgspec.structs.replace(span, end=view.tokens[to - 1].end, last=to - 1, value=was),
            msgspec.structs.replace(span, start=view.tokens[to + 1].start, first=to + 1, value=now)]


def narrowest(times: list[TimeMention]) -> list[TimeMention]:
    """Of several times of one trigger the most exact one: a clock time stands for its day as well.

    Two clock times of one trigger are the first and the last of it ("opened at 9:08 and closed at 9:43").
    """
    clocks = [time for time in times if time.kind == "clock" and time.value]
    if len(clocks) > 1 and clocks[0].value and clocks[-1].value and clocks[0].value.latest < clocks[-1].value.earliest:
        spanned = When(clocks[0].value.earliest, clocks[-1].value.latest, clocks[0].value.zone)
        return [msgspec.structs.replace(clocks[0], end=clocks[-1].end, last=clocks[-1].last, value=spanned)]
    if clocks:
        return clocks[:1]  # "at 0412 GMT, that is, about a quarter past one in Tokyo"
    with_value = [(time.value.latest - time.value.earliest, time.start, time) for time in times if time.value]
    return [min(with_value, key=lambda each: each[:2])[2]] if with_value else []
