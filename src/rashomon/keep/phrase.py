"""Entries in plain words."""

from __future__ import annotations

from rashomon.model import (
    Deed,
    Derived,
    Found,
    Joined,
    Judged,
    Merged,
    Opened,
    Received,
    Split,
    Weighed,
)


def phrase(deed: Deed) -> str:
    """Return what a deed did, in one line."""
    if isinstance(deed, Received):
        return _received(deed)
    if isinstance(deed, Derived):
        return f"{deed.lineage.document} is a {deed.lineage.kind.replace('_', ' ')} of {deed.lineage.parent}"
    if isinstance(deed, Opened):
        return f"opened {deed.event}: {deed.label or deed.kind}"
    if isinstance(deed, Joined):
        return f"{deed.document} joined {deed.event}"
    if isinstance(deed, Merged):
        return f"{deed.event} merged into {deed.into}: {deed.reason}"
    if isinstance(deed, Split):
        return f"{len(deed.mentions)} mentions left {deed.event} for {deed.into}: {deed.reason}"
    if isinstance(deed, Weighed):
        disputed = [lineup.name for lineup in deed.lineups if lineup.verdict == "disputed"]
        return f"weighed {deed.event}: {deed.label}" + (f"; disputed: {', '.join(disputed)}" if disputed else "")
    if isinstance(deed, Found):
        return f"found {deed.finding.kind}, {deed.finding.severity}: {deed.finding.message}"
    if isinstance(deed, Judged):
        subjects = " and ".join(deed.subjects)
        return f"{deed.person} judged {subjects}: {deed.verdict.replace('_', ' ')}" + (
            f" ({deed.note})" if deed.note else ""
        )
    what = f"entry {deed.entry}" if deed.entry else f"{deed.document} from {deed.event}"
    return f"withdrew {what}: {deed.reason}"


def _received(deed: Received) -> str:
    if not deed.document:
        return f"could not read {deed.source}: {deed.left_out}"
    left_out = f"; left out: {deed.left_out}" if deed.left_out else ""
    if deed.previous:
        return f"received {deed.document} from {deed.source}, a revision of {deed.previous}{left_out}"
    return f"received {deed.document} from {deed.source}{left_out}"
