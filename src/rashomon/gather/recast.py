"""What one report calls an explosion another calls a bombing: happenings told in the terms of another kind.

A kind that yields to another (pack.toml, `yields_to`) already gives way inside one text. Across reports it did not: the
first dispatch, which knew only of a blast, stood as a disaster beside the attack that all later ones told of.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.gather.identity import identity_of, same_actors, same_place, same_time
from rashomon.gather.thread import Thread, apart, merged
from rashomon.model import Term
from rashomon.packs.form import KindForm, Pack


def recast(threads: Sequence[Thread], packs: Sequence[Pack]) -> list[Thread]:
    """Return the threads with those that are the same happening as one of a kind they yield to told as that kind.

    Claims on fields that the other kind does not have are left out. The order of the threads is kept.
    """
    kinds = {kind.name: (kind, pack) for pack in packs for kind in pack.kinds}
    told: list[Thread] = []
    for thread in threads:
        form = kinds.get(thread.kind)
        stronger = [one for one in threads if form and one.kind in form[0].yields_to]
        match = next((one for one in stronger if _is_one(thread, one) and _can_tell(thread, *kinds[one.kind])), None)
        told.append(_told_as(thread, *kinds[match.kind]) if match is not None else thread)
    return _with_one_lead(told)


def _is_one(thread: Thread, other: Thread) -> bool:
    if apart(thread.identity, other.identity):
        return False
    if thread.report == other.report:  # figures in passing, of no class of their own, are those of the news
        return other.leading and not thread.background and not any(isinstance(c.value, Term) for c in thread.claims)
    time, place = same_time(thread.identity, other.identity), same_place(thread.identity, other.identity)
    # A day alone proves nothing between reports of two matters: a shelling and a launch of one Wednesday.
    alike = bool(place) or bool(same_actors(thread.identity, other.identity))
    return thread.leading and other.leading and bool(time) and alike


def _can_tell(thread: Thread, kind: KindForm, pack: Pack) -> bool:
    """True when the other kind's pack has the classes that are claimed: to a pack of missiles no bomb is a weapon."""
    known = {concept.name for concept in pack.concepts}
    return all(claim.value.concept in known for claim in thread.claims
               if isinstance(claim.value, Term) and claim.field in kind.fields)


def _told_as(thread: Thread, kind: KindForm, pack: Pack) -> Thread:
    kept = [claim for claim in thread.claims if claim.field in kind.fields]
    claims = tuple(msgspec.structs.replace(claim, kind=kind.name) for claim in kept)
    identity = identity_of(claims, pack)
    if identity.window is None:
        identity = msgspec.structs.replace(identity, window=thread.identity.window, stated=thread.identity.stated)
    return msgspec.structs.replace(thread, kind=kind.name, pack=pack.name, claims=claims, identity=identity)


def _with_one_lead(threads: Sequence[Thread]) -> list[Thread]:
    """Join a recast thread to the leading one of its own report and kind, of which it is a part."""
    found: list[Thread] = []
    for thread in threads:
        lead = next((place for place, one in enumerate(found)
                     if (one.report, one.kind) == (thread.report, thread.kind) and one.leading
                     and thread.mentions[0].kind != thread.kind), None)
        if lead is None:
            found.append(thread)
        else:
            found[lead] = msgspec.structs.replace(merged([found[lead], thread]), leading=True)
    return found
