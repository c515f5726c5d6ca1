"""One happening as one report tells it: the unit that gathering joins."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.gather.identity import NEAR_KM, Identity, joined, same_actors, same_place, same_terms, same_time
from rashomon.model import Claim, Mention


class Thread(msgspec.Struct, frozen=True):
    """One happening as one report tells it. `leading`: what the report is mainly about; `about`: see `events`."""

    report: str
    kind: str
    pack: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    identity: Identity
    leading: bool = False
    background: bool = False

    @property
    def start(self) -> int:
        """Where the report first speaks of it."""
        return min(mention.trigger.start for mention in self.mentions)

    @property
    def key(self) -> tuple[str, str, int, str]:
        """An order of threads that does not depend on the order of the reports."""
        return (self.kind, self.report, self.start, min(mention.id for mention in self.mentions))


def merged(threads: Sequence[Thread]) -> Thread:
    """Several threads of one report made one."""
    if len(threads) == 1:
        return threads[0]
    mentions = sorted(
        (one for thread in threads for one in thread.mentions), key=lambda one: (one.trigger.start, one.id)
    )
    claims = sorted((one for thread in threads for one in thread.claims), key=lambda one: (one.span.start, one.id))
    return msgspec.structs.replace(
        threads[0],
        mentions=tuple(mentions),
        claims=tuple(claims),
        identity=joined(thread.identity for thread in threads),
        background=all(thread.background for thread in threads),
    )


def apart(a: Identity, b: Identity, near: float = NEAR_KM) -> bool:
    """True when some identifying value cannot meet. near: kilometres, see `same_place`."""
    return False in (same_time(a, b), same_place(a, b, near), same_actors(a, b), same_terms(a, b))
