"""People's judgements: what they make of the machine's events. Pure; the machine's own output stays as it is.

Verdicts: "same_event" (two events), "not_same" (two events, or an event and a document), "misread" (a claim),
"copy" (a document and the one it was copied from).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from rashomon.errors import LedgerError
from rashomon.model import Judged, Lineage
from rashomon.model.identity import content_id

VERDICTS: Final = {"same_event": 2, "not_same": 2, "misread": 1, "copy": 2}
"""Verdict to the number of its subjects."""

LINKING: Final = ("same_event", "not_same")
"""Verdicts that say how events stand to one another; a later one wins over an earlier one on the same two."""


class Review(msgspec.Struct, frozen=True):
    """What the judgements that stand say together; a later one wins over an earlier one on the same subjects.

    together: event to the events that people say are the same, itself included; removed: pairs of an event and a
    document (or another event) that is not part of it, with the sequence of the judgement; misread: claims; copies:
    document to the document it was copied from.
    """

    together: Mapping[str, frozenset[str]] = {}
    removed: Mapping[tuple[str, str], int] = {}
    misread: frozenset[str] = frozenset()
    copies: Mapping[str, str] = {}

    def group(self, event: str) -> frozenset[str]:
        """The events that are one with this one, itself included."""
        return self.together.get(event, frozenset({event}))


def checked(person: str, verdict: str, subjects: Sequence[str], note: str = "") -> Judged:
    """Return a judgement that is well formed; raises LedgerError that says what is wrong with it."""
    name = " ".join(person.split())
    if not name or len(name) > 100:
        raise LedgerError("a judgement needs the name of the person who makes it (at most 100 characters)")
    if verdict not in VERDICTS:
        raise LedgerError(f"{verdict!r} is no verdict; there are {', '.join(VERDICTS)}")
    if len(set(subjects)) != VERDICTS[verdict] or len(subjects) != len(set(subjects)):
        raise LedgerError(f"the verdict {verdict} is about {VERDICTS[verdict]} different subjects")
    return Judged(name, verdict, tuple(subjects), note[:2000])


def review(judgements: Mapping[int, Judged]) -> Review:
    """Return what standing judgements, by sequence, say together."""
    last: dict[tuple[str, frozenset[str]], int] = {}
    for number, judged in sorted(judgements.items()):
        linking = judged.verdict in LINKING
        about = frozenset(judged.subjects) if linking else frozenset(judged.subjects[:1])
        last["" if linking else judged.verdict, about] = number
    numbered = {number: judgements[number] for number in sorted(last.values())}
    standing = list(numbered.values())
    pairs = [judged.subjects for judged in standing if judged.verdict == "same_event"]
    return Review(
        together=_groups(pairs),
        removed={
            (judged.subjects[0], judged.subjects[1]): number
            for number, judged in numbered.items() if judged.verdict == "not_same"
        },
        misread=frozenset(judged.subjects[0] for judged in standing if judged.verdict == "misread"),
        copies={judged.subjects[0]: judged.subjects[1] for judged in standing if judged.verdict == "copy"},
    )


def kept_apart(said: Review) -> Callable[[str, str], bool]:
    """Return whether people say of two events that they are not the same: the machine must not merge them."""
    apart = {frozenset(pair) for pair in said.removed}
    return lambda one, other: frozenset((one, other)) in apart


def apart_id(judgement: int) -> str:
    """Return the id of the event under which a report is shown that a person took out of another one."""
    return content_id("e", "apart", judgement)


def as_lineage(document: str, parent: str) -> Lineage:
    """Return the lineage that a person's word makes: everything in the document counts as copied."""
    return Lineage(document, parent, "reprint", 1.0)


def _groups(pairs: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    home: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = home.get(one, {one}) | home.get(other, {other})
        for event in joined:
            home[event] = joined
    return {event: frozenset(group) for event, group in home.items()}
