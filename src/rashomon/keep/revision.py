"""What changed between two texts of one source: claims gained, lost and changed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import msgspec

from rashomon.model import Claim, Report
from rashomon.model.value import worlds


class Change(msgspec.Struct, frozen=True):
    """One claim before and after: one of the two is None where it was gained or lost."""

    field: str
    old: Claim | None
    new: Claim | None

    @property
    def what(self) -> str:
        """gained, lost or changed."""
        return "gained" if self.old is None else "lost" if self.new is None else "changed"


class Revision(msgspec.Struct, frozen=True):
    """Two texts of one source. kept: pairs of claims that say the same, wherever they stand now."""

    old: str
    new: str
    kept: tuple[tuple[Claim, Claim], ...]
    changes: tuple[Change, ...]

    def of(self, what: str) -> tuple[Change, ...]:
        """The changes of one sort: gained, lost or changed."""
        return tuple(change for change in self.changes if change.what == what)


def compare_reports(old: Report, new: Report) -> Revision:
    """Return what a revision kept, gained, lost and changed.

    A claim is kept when the same voice says the same of the same field in the same stance, wherever it stands; changed
    when the same voice says something else of it, taken in reading order, the same words first.
    """
    before, after = _in_order(old), _in_order(new)
    kept = _paired(before, after, lambda claim: (_about(claim), worlds(claim.value), _stance(claim)))
    changed = _paired(before, after, lambda claim: (_about(claim), worlds(claim.value)))
    changed += _paired(before, after, _about)
    lost = [Change(claim.field, claim, None) for claim in before]
    gained = [Change(claim.field, None, claim) for claim in after]
    changes = [Change(one.field, one, other) for one, other in changed]
    return Revision(old.document.id, new.document.id, tuple(kept), (*changes, *lost, *gained))


def _in_order(report: Report) -> list[Claim]:
    return sorted(report.claims, key=lambda claim: (claim.headline, claim.span.start, claim.field, claim.id))


def _paired(before: list[Claim], after: list[Claim], key: Callable[[Claim], Hashable]) -> list[tuple[Claim, Claim]]:
    """Take out of both lists the claims that share a key, one to one in reading order."""
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in after:
        waiting.setdefault(key(claim), []).append(claim)
    pairs: list[tuple[Claim, Claim]] = []
    for claim in before:
        if mates := waiting.get(key(claim)):
            pairs.append((claim, mates.pop(0)))
    _remove(before, [one for one, _ in pairs])
    _remove(after, [other for _, other in pairs])
    return pairs


def _remove(claims: list[Claim], taken: Sequence[Claim]) -> None:
    gone = {claim.id for claim in taken}
    claims[:] = [claim for claim in claims if claim.id not in gone]


def _about(claim: Claim) -> tuple[object, ...]:
    """Kind, field and voice: the outlet's own claims together, others by their origin's id or name."""
    voice = "" if len(claim.chain) == 1 else claim.origin.refs[0] if claim.origin.refs else claim.origin.name.casefold()
    return claim.kind, claim.field, voice, claim.part, claim.headline


def _stance(claim: Claim) -> tuple[str, str, str]:
    return claim.stance.polarity, claim.stance.certainty, claim.status
