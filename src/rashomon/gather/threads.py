"""Mentions of one report to the happenings it speaks of: the first half of gathering.

A mention follows its antecedent; mentions that state the same day are one happening; a mention without a day belongs
to the happening of its paragraph or to the one the report is about; what conflicts in day, place or actor stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import msgspec

from rashomon.gather.identity import (
    Identity,
    identity_of,
    is_wide,
    joined,
    overlap,
    same_actors,
    same_place,
    same_speakers,
    same_time,
)
from rashomon.model import Claim, Mention, Report, When
from rashomon.packs.form import KindForm, Pack

NEWS_DAYS: Final = timedelta(days=8)  # what a report calls by its weekday alone lies at most this far back
ONE_REMARK: Final = 0.34
IN_HEADLINE: Final = 0.5


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


def threads_of(report: Report, packs: Sequence[Pack]) -> list[Thread]:
    """Return the happenings of one report, in reading order; generic mentions and their claims are left out."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        claims[claim.mention].append(claim)
    found: list[Thread] = []
    for pack in packs:
        for kind in pack.kinds:
            own = [one for one in report.mentions if (one.pack, one.kind) == (pack.name, kind.name) and not one.generic]
            chains = [_thread(report, pack, chain, claims) for chain in _chains(own)]
            chains = [one for one in chains if one.claims or not one.identity.empty]
            speaks = "words" in kind.fields
            found += _joined_by_words(chains) if speaks else _joined_by_day(chains, report, kind)
    return _with_leading(sorted(found, key=lambda one: one.key), report)


def _chains(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions joined to their antecedents; an antecedent elsewhere (generic, of another kind) is no link."""
    parent = {mention.id: mention.id for mention in mentions}

    def root(identity: str) -> str:
        while parent[identity] != identity:
            identity = parent[identity]
        return identity

    for mention in mentions:
        if mention.antecedent in parent:
            parent[root(mention.id)] = root(mention.antecedent)
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: (one.trigger.start, one.id)):
        grouped[root(mention.id)].append(mention)
    return list(grouped.values())


def _thread(report: Report, pack: Pack, mentions: Sequence[Mention], claims: dict[str, list[Claim]]) -> Thread:
    own = [claim for mention in mentions for claim in claims.get(mention.id, [])]
    own.sort(key=lambda claim: (claim.headline, claim.span.start, claim.id))
    return Thread(
        report=report.document.id,
        kind=mentions[0].kind,
        pack=pack.name,
        mentions=tuple(mentions),
        claims=tuple(own),
        identity=identity_of(own, pack),
        background=all(mention.background for mention in mentions),
    )


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


def apart(a: Identity, b: Identity) -> bool:
    """True when some identifying value cannot meet."""
    return same_time(a, b) is False or same_place(a, b) is False or same_actors(a, b) is False


# ---- happenings ------------------------------------------------------------------------------------------------------


def _joined_by_day(chains: Sequence[Thread], report: Report, kind: KindForm) -> list[Thread]:
    dated = [one for one in chains if one.identity.window is not None]
    groups: list[list[Thread]] = []
    for thread in sorted(dated, key=lambda one: (_is_vague(one), one.key)):
        home = next((group for group in groups if not apart(merged(group).identity, thread.identity)), None)
        if home is None:
            groups.append([thread])
        else:
            home.append(thread)
    for thread in (one for one in chains if one.identity.window is None):
        _place_undated(thread, groups, report)
    return [_with_news_day(merged(sorted(group, key=lambda one: one.key)), report, kind) for group in groups]


def _is_vague(thread: Thread) -> bool:
    return thread.identity.window is not None and is_wide(thread.identity.window)


def _place_undated(thread: Thread, groups: list[list[Thread]], report: Report) -> None:
    """Give a mention without a day to the happening it most likely continues, or let it stand alone."""
    fitting = [group for group in groups if not apart(merged(group).identity, thread.identity)]
    if thread.background:
        fitting = [group for group in fitting if all(one.background for one in group)]
    if not fitting:
        groups.append([thread])
        return
    paragraph = _paragraph(thread.start, report)
    beside = [group for group in fitting if any(_paragraph(one.start, report) == paragraph for one in group)]
    if beside:
        # Within a paragraph the nearest mention before counts, for a paragraph of history stays in its year.
        before = [(one.start, group) for group in beside for one in group if one.start <= thread.start]
        chosen = max(before, key=lambda each: each[0])[1] if before else beside[0]
    else:
        chosen = max(fitting, key=lambda group: _weight(merged(group), report))
    chosen.append(thread)


def _paragraph(place: int, report: Report) -> int:
    return report.document.text.count("\n", 0, place)


def _weight(thread: Thread, report: Report) -> tuple[bool, bool, int, int]:
    """How much a report is about a happening: recent, in its headline, with many claims, early in the text."""
    headline = any(mention.headline for mention in thread.mentions)
    return (_is_recent(thread, report), headline, len(thread.claims), -thread.start)


def _is_recent(thread: Thread, report: Report) -> bool:
    window, published = thread.identity.window, report.document.published
    if window is None or published is None:
        return window is None
    after = timedelta(hours=14) + timedelta(days=0 if report.document.published_exact else 1)
    return window.latest >= published - NEWS_DAYS and window.earliest <= published + after


def _with_news_day(thread: Thread, report: Report, kind: KindForm) -> Thread:
    """A happening without a day that is not background is news: it lies in the days before publication."""
    published = report.document.published
    if thread.identity.window is not None or published is None or thread.background:
        return thread
    slack = timedelta(days=kind.days_apart)
    window = When(published - slack - timedelta(days=1), published + timedelta(days=1), report.document.zone, True)
    return msgspec.structs.replace(
        thread, identity=msgspec.structs.replace(thread.identity, window=window, stated=False)
    )


# ---- remarks ---------------------------------------------------------------------------------------------------------


def _joined_by_words(chains: Sequence[Thread]) -> list[Thread]:
    """Remarks, offers and refusals: one voice in one sentence, or in words that overlap, is one remark."""
    groups: list[list[Thread]] = []
    for thread in sorted(chains, key=lambda one: one.key):
        home = next((group for group in groups if any(_one_remark(one, thread) for one in group)), None)
        if home is None:
            groups.append([thread])
        else:
            home.append(thread)
    return [merged(group) for group in groups]


def _one_remark(a: Thread, b: Thread) -> bool:
    headline = any(all(mention.headline for mention in one.mentions) for one in (a, b))
    if headline and overlap(a.identity.words, b.identity.words) >= IN_HEADLINE:
        return True  # a headline names the country where the body names its minister
    if same_speakers(a.identity, b.identity) is False or apart(a.identity, b.identity):
        return False
    sentences = {mention.sentence for mention in a.mentions} & {mention.sentence for mention in b.mentions}
    if sentences and same_speakers(a.identity, b.identity):
        return True
    return overlap(a.identity.words, b.identity.words) >= ONE_REMARK


def _with_leading(threads: list[Thread], report: Report) -> list[Thread]:
    """Mark the one happening that the report is about; a remark leads only where nothing happened."""
    rank = {one.key: (not one.identity.speakers, *_weight(one, report)) for one in threads if not one.background}
    if not rank:
        return threads
    first = max(rank, key=lambda key: rank[key])
    return [msgspec.structs.replace(one, leading=True) if one.key == first else one for one in threads]
