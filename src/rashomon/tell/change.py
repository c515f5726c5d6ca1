"""What became different about an event between two states of it: the stuff that alerts and feeds are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.model import Event, Finding, Lineup
from rashomon.model.value import worlds
from rashomon.packs.form import Pack
from rashomon.tell.visible import one_line
from rashomon.tell.wording import field_label, listed, position_words, sentence

OPENED: Final = "opened"
DISPUTED: Final = "disputed"
SETTLED: Final = "settled"
CHANGED: Final = "changed"
CORRECTION: Final = "correction"
WITHDRAWN: Final = "withdrawn"
REASONS: Final = (CORRECTION, WITHDRAWN, DISPUTED, SETTLED, OPENED, CHANGED)
"""Where only one of several can be told, the first of these."""


class Change(msgspec.Struct, frozen=True):
    """One thing that became different. reason: one of REASONS; field: "" when the event as a whole is meant.

    opened: the event is new; disputed and settled: a field's accounts came to exclude each other, or no longer do;
    changed: another set of accounts is held; correction: a source took words back; withdrawn: nothing is left of it.
    """

    reason: str
    event: Event
    message: str
    field: str = ""


def changes(
    before: Event | None, after: Event | None, found: Sequence[Finding] = (), packs: Sequence[Pack] = ()
) -> list[Change]:
    """Return what became different from `before` to `after`; `found` are the findings that are new in between.

    None before: the event was not there; None after: it is gone (withdrawn, or merged into another one). Equal states
    give nothing, so that telling the same entries again tells nothing new.
    """
    if after is None:
        if before is None:
            return []
        return [Change(WITHDRAWN, before, f"{one_line(before.label)} is no longer in the ledger")]
    told = [
        Change(CORRECTION, after, one_line(finding.message), finding.evidence.get("field", ""))
        for finding in found
        if finding.kind == "correction"
    ]
    if before is None:
        told.insert(0, Change(OPENED, after, one_line(after.label)))
    known = {lineup.name: lineup for lineup in before.lineups} if before else {}
    for lineup in after.lineups:
        told += _of_field(known.get(lineup.name), lineup, after, packs, opened=before is None)
    return told


def held(lineup: Lineup, packs: Sequence[Pack] = ()) -> list[str]:
    """The accounts of a field that somebody still holds, in words."""
    return [position_words(position, packs) for position in lineup.positions if position.live]


def _of_field(
    before: Lineup | None, after: Lineup, event: Event, packs: Sequence[Pack], opened: bool
) -> list[Change]:
    label, accounts = sentence(field_label(after.name, packs)), held(after, packs)
    was, now = _disputed(before), _disputed(after)
    if now and not was:
        return [Change(DISPUTED, event, f"{label}: {' against '.join(accounts)}", after.name)]
    if opened or before is None or _worlds(before) == _worlds(after):
        return []
    if not accounts:
        return [Change(WITHDRAWN, event, f"{label}: no source holds what it said", after.name)]
    if was and not now:
        return [Change(SETTLED, event, f"{label}: no longer disputed, {listed(accounts)}", after.name)]
    return [Change(CHANGED, event, f"{label}: now {listed(accounts)}", after.name)]


def _disputed(lineup: Lineup | None) -> bool:
    """True while two sides still hold what excludes the other: a line-up stays disputed when one took it back."""
    return lineup is not None and lineup.verdict == "disputed" and sum(one.live for one in lineup.positions) > 1


def _worlds(lineup: Lineup) -> tuple[bool, frozenset[object]]:
    return _disputed(lineup), frozenset(worlds(position.value) for position in lineup.positions if position.live)
