"""One sentence, two packs: "launched two missiles" is a launch to one and could be an attack to the other.

The pack that all reports together make more of keeps the shared words, also in the report that makes less of them: what
one paper calls a blast is a bombing to the others. The other reading is a shadow and tells no event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from rashomon.gather.thread import Thread


def without_shadows(told: Sequence[list[Thread]]) -> list[list[Thread]]:
    """Drop the threads that another pack reads better; a tie goes to what the report itself makes more of.

    Remarks shadow nothing and are no shadows: what was said about an event is another matter than the event.
    """
    overall = Counter(
        {thread.pack: 0 for threads in told for thread in threads}
        | Counter(
            thread.pack for threads in told for thread in threads for _ in thread.claims if _rivals(thread, threads)
        )
    )
    return [_kept(threads, overall) for threads in told]


def _kept(threads: list[Thread], overall: Counter[str]) -> list[Thread]:
    own = Counter(thread.pack for thread in threads for _ in thread.claims if _rivals(thread, threads))
    kept: list[Thread] = []
    dropped: list[Thread] = []
    for thread in threads:
        stronger = [
            other
            for other in _rivals(thread, threads)
            if (overall[other.pack], own[other.pack], other.pack)
            > (overall[thread.pack], own[thread.pack], thread.pack)
        ]
        (dropped if stronger else kept).append(thread)
    lead = next((thread for thread in dropped if thread.leading), None)
    heirs = _rivals(lead, kept) if lead is not None else []
    if heirs:  # the report still leads with these words, as the other pack reads them
        heir = max(heirs, key=lambda one: (len(one.claims), -one.start, one.key))
        kept = [msgspec.structs.replace(one, leading=one.key == heir.key) for one in kept]
    return kept


def _rivals(thread: Thread, threads: Sequence[Thread]) -> list[Thread]:
    """Threads of other packs that stand on at least half of this one's trigger words, or of its claims' words."""
    if thread.identity.speakers:
        return []
    others = [one for one in threads if one.pack != thread.pack and not one.identity.speakers]
    return [other for other in others if _covers(other, thread)]


def _covers(other: Thread, thread: Thread) -> bool:
    triggers = {mention.trigger for mention in thread.mentions}
    if 2 * len(triggers & {mention.trigger for mention in other.mentions}) >= len(triggers):
        return True
    shared = sum(any(claim.span.touches(one.span) for one in other.claims) for claim in thread.claims)
    return bool(thread.claims) and 2 * shared >= len(thread.claims)
