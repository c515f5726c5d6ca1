"""Folding against what is known: what a fold over a neighbourhood means for the events that the ledger holds already.

A fold sees the new report and those it may meet, never the whole ledger. So it may add to an event that it sees only
in part, and take from one only when it sees all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from rashomon.model import Deed, Event, EventRecord, Joined, Merged, Opened, Split
from rashomon.model.identity import content_id

Apart = Callable[[str, str], bool]
"""True for two events that people say are not the same."""


def place(
    folded: Sequence[Event],
    known: Mapping[str, EventRecord],
    spoken: Mapping[str, str],
    taken: Callable[[str], bool],
    apart: Apart = lambda _one, _other: False,
) -> list[Deed]:
    """Return the deeds that bring the known events to what the fold says.

    folded: the events of the neighbourhood; known: every event that a document of it is part of; spoken: mention to
    document, for all reports of the neighbourhood as they were read; taken: whether an id was ever given. The oldest of
    several events that turn out to be one keeps its id.
    """
    owner = {
        mention: event.id for event in known.values() for mentions in event.members.values() for mention in mentions
    }
    seen = set(spoken.values())
    whole = {event.id for event in known.values() if set(event.members) <= seen}
    homes = _homes(folded, owner)
    deeds: list[Deed] = []
    given: set[str] = set()
    for number, event in enumerate(folded):
        fresh: dict[str, list[str]] = defaultdict(list)
        for mention in event.mentions:
            if mention not in owner:
                fresh[spoken[mention]].append(mention)
        claimants = sorted(
            (one for one, home in homes.items() if home == number), key=lambda one: (known[one].opened, one)
        )
        strays = _strays(event, owner, homes, number, whole)
        if not claimants and not fresh and not strays:
            continue
        if claimants:
            heir = claimants[0]
            joined = [heir]
            for other in claimants[1:]:
                if not any(apart(other, one) for one in joined):
                    joined.append(other)
                    deeds.append(Merged(other, heir, "the same happening"))
        else:
            heir = _new_id(event, lambda one: one in given or taken(one))
            given.add(heir)
            deeds.append(Opened(heir, event.kind, event.pack, event.label))
        for source, moved in sorted(strays.items()):
            deeds.append(Split(source, heir, tuple(sorted(moved)), "another happening"))
        deeds += [Joined(heir, document, tuple(sorted(own))) for document, own in sorted(fresh.items())]
    return deeds


def _homes(folded: Sequence[Event], owner: Mapping[str, str]) -> dict[str, int]:
    """Known event to the number of the folded one that holds most of its mentions."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for number, event in enumerate(folded):
        for mention in event.mentions:
            if mention in owner:
                votes[owner[mention]][number] += 1
    return {event: min(counted, key=lambda one: (-counted[one], one)) for event, counted in votes.items()}


def _strays(
    event: Event, owner: Mapping[str, str], homes: Mapping[str, int], number: int, whole: Collection[str]
) -> dict[str, list[str]]:
    """Mentions that the fold moves out of an event it sees all of."""
    found: dict[str, list[str]] = defaultdict(list)
    for mention in event.mentions:
        source = owner.get(mention)
        if source is not None and homes[source] != number and source in whole:
            found[source].append(mention)
    return dict(found)


def _new_id(event: Event, taken: Callable[[str], bool]) -> str:
    """An id that was never given: made from what the event was when it was opened."""
    identity, number = event.id, 0
    while taken(identity):
        number += 1
        identity = content_id("e", event.kind, *event.mentions, number)
    return identity
