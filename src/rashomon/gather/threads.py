"""Mentions of one report to the happenings it speaks of: the first half of gathering.

A mention follows its antecedent; mentions that state the same day are one happening; a mention without a day belongs
to the happening of its paragraph or to the one the report is about; what conflicts in day, place or actor stays apart.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from rashomon.gather.identity import identity_of, is_wide, same_actors, same_time
from rashomon.gather.remarks import joined_by_words
from rashomon.gather.thread import Thread, apart, merged
from rashomon.model import Claim, Mention, Report, When
from rashomon.packs.form import KindForm, Pack
from rashomon.text.days import MONTHS

NEWS_DAYS: Final = timedelta(days=8)  # what a report calls by its weekday alone lies at most this far back
BY_KIN: Final = timedelta(days=3)
LONG_PAST: Final = timedelta(days=60)
BESIDE_WORDS: Final = 7
BESIDE: Final = 60  # characters between an event and the year that dates it


def threads_of(report: Report, packs: Sequence[Pack]) -> list[Thread]:
    """Return the happenings of one report, in reading order; generic mentions and their claims are left out."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        claims[claim.mention].append(claim)
    found: list[Thread] = []
    for pack in packs:
        for kind in pack.kinds:
            own = [one for one in report.mentions if (one.pack, one.kind) == (pack.name, kind.name) and not one.generic]
            single = [_thread(report, pack, mention, claims.get(mention.id, [])) for mention in own]
            chains = _chains(single, report, kind)
            chains = [one for one in chains if one.claims or not one.identity.empty]
            speaks = "words" in kind.fields
            found += joined_by_words(chains, report, kind) if speaks else _joined_by_day(chains, report, kind)
    planned = {(pack.name, kind.name) for pack in packs for kind in pack.kinds if kind.planned}
    return _with_leading(sorted(found, key=lambda one: one.key), report, planned)


def _chains(single: Sequence[Thread], report: Report, kind: KindForm) -> list[Thread]:
    """Mentions joined to their antecedents, but for one whose own day cannot be that of what it would continue."""
    home: dict[str, list[Thread]] = {}
    chains: list[list[Thread]] = []
    units = _units(single)
    for thread in sorted(single, key=lambda one: one.key):
        before = home.get(thread.mentions[0].antecedent)
        if (before is None or _breaks_off(thread, before, (units, report, kind))
                or _of_another_day(thread, before, (single, report))):
            before = []
            chains.append(before)
        before.append(thread)
        home[thread.mentions[0].id] = before
    return [merged(chain) for chain in chains]


def _units(single: Sequence[Thread]) -> dict[str, Thread]:
    """For each mention what its sentence tells of it: "also claimed the bombings in Kerman, where 94 died on 3 January"
    dates the claiming, too."""
    by_id = {one.mentions[0].id: one for one in single}
    gathered: dict[str, list[Thread]] = {identity: [one] for identity, one in by_id.items()}
    for one in single:
        above, seen = one, {one.mentions[0].id}
        while (over := by_id.get(above.mentions[0].antecedent)) is not None and over.mentions[0].id not in seen and (
            over.mentions[0].sentence == one.mentions[0].sentence
        ):
            gathered[over.mentions[0].id].append(one)
            seen.add(over.mentions[0].id)
            above = over
    return {identity: merged(sorted(each, key=lambda one: one.key)) for identity, each in gathered.items()}


def _breaks_off(thread: Thread, chain: Sequence[Thread], rest: tuple[dict[str, Thread], Report, KindForm]) -> bool:
    """History is often told with "the": "the blast of 1947" continues no news."""
    units, report, kind = rest
    whole = merged(chain).identity
    if apart(whole, thread.identity, kind.km_apart):
        return True
    own = thread.mentions[0]
    if any((each.id, each.sentence) == (own.antecedent, own.sentence) for one in chain for each in one.mentions):
        return False  # "raised the toll of the 2017 shooting to 60": one sentence dates what it tells
    unit = units[own.id]
    if not unit.identity.stated or not _is_long_past(unit, report):
        return False
    return whole.window is None or apart(whole, unit.identity)


def _of_another_day(thread: Thread, chain: Sequence[Thread], rest: tuple[Sequence[Thread], Report]) -> bool:
    """True for a mention behind the day of another happening: "since 1993, when 40 were aboard" goes on with 1993."""
    single, report = rest
    whole = merged(chain).identity
    return thread.identity.window is None and any(
        _behind_its_day(thread, other) and (
            apart(whole, other.identity) or (whole.window is None and _is_long_past(other, report)))
        for other in single if other not in chain
    )


def _is_long_past(thread: Thread, report: Report) -> bool:
    window = thread.identity.window
    if window is None:
        return False
    published = report.document.published
    if published is not None:
        return window.latest < published - LONG_PAST
    return window.latest.year < _latest_year(report)


def _latest_year(report: Report) -> int:
    """For a report without a date: the latest year it names."""
    return max((int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", report.document.text)), default=0)


def _thread(report: Report, pack: Pack, mention: Mention, claims: Sequence[Claim]) -> Thread:
    own = sorted(claims, key=lambda claim: (claim.headline, claim.span.start, claim.id))
    thread = Thread(
        report=report.document.id,
        kind=mention.kind,
        pack=pack.name,
        mentions=(mention,),
        claims=tuple(own),
        identity=identity_of(own, pack),
        background=mention.background,
    )
    if mention.headline and _is_long_past(thread, report):
        # "most since 2006": a headline is news, the year in it is what the news is compared with.
        return msgspec.structs.replace(
            thread, identity=msgspec.structs.replace(thread.identity, window=None, stated=False)
        )
    return _with_history(thread, report)


# ---- happenings ------------------------------------------------------------------------------------------------------


def _joined_by_day(chains: Sequence[Thread], report: Report, kind: KindForm) -> list[Thread]:
    titles = [one for one in chains if all(mention.headline for mention in one.mentions)]
    body = [one for one in chains if one not in titles] or chains
    near = kind.km_apart
    groups: list[list[Thread]] = []
    dated = [one for one in body if one.identity.window is not None]
    for thread in sorted(dated, key=lambda one: (_is_vague(one), one.key)):
        home = next((group for group in groups if not apart(merged(group).identity, thread.identity, near)), None)
        if home is None:
            groups.append([thread])
        else:
            home.append(thread)
    first = min((one.start for one in body), default=0)
    for thread in (one for one in body if one.identity.window is None):
        _place_undated(thread, groups, (report, kind), first)
    if body is not chains:
        for thread in titles:
            _place_title(thread, groups, report)
    return [_with_news_day(merged(sorted(group, key=lambda one: one.key)), report, kind) for group in groups]


def _is_vague(thread: Thread) -> bool:
    return thread.identity.window is not None and is_wide(thread.identity.window)


_WEEKDAY: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|yester|to)day|\b(?:this|last) \w+|tonight", re.IGNORECASE
)
_HISTORY: Final = re.compile(
    r"\b(?:in|on|of) (?:(?:early|late|mid)[ -])?(?:(?P<month>January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: \d{1,2},?)? )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


_SOMEWHERE: Final = re.compile(r"(?:At|In|Near|Off|Outside) [^,.;:]{2,30} ")
"""What may stand before the year of a sentence about another place's history ("At Gibellina in January 1968")."""


def _with_history(thread: Thread, report: Report) -> Thread:
    """Give an undated mention the year or month of its own sentence ("In 1981 a train ..."), if that is long past."""
    if thread.identity.window is not None:
        return thread
    mention = thread.mentions[0]
    start, end = mention.sentence
    words = report.document.text[start:end]
    for match in _HISTORY.finditer(words):
        behind = match.start() - (mention.trigger.end - start)
        opens = match.start() <= 3 or _SOMEWHERE.fullmatch(words[: match.start()]) is not None
        between = words[max(0, mention.trigger.end - start) : match.start()]
        follows = 0 <= behind <= BESIDE and "," not in between and len(between.split()) <= BESIDE_WORDS
        if not opens and not follows:
            continue
        year, month = int(match["year"]), MONTHS[match["month"].casefold()] if match["month"] else 0
        zone = report.document.published.tzinfo if report.document.published else UTC
        first = datetime(year, month or 1, 1, tzinfo=zone)
        days = calendar.monthrange(year, month)[1] if month else 365
        window = When(first, first + timedelta(days=days) - timedelta(seconds=1), report.document.zone, True)
        identity = msgspec.structs.replace(thread.identity, window=window, stated=True)
        dated = msgspec.structs.replace(thread, identity=identity)
        if _is_long_past(dated, report):
            return dated
    return thread


def _place_title(thread: Thread, groups: list[list[Thread]], report: Report) -> None:
    """A title repeats the news of its body, however it words or misplaces it."""
    fitting = [group for group in groups if same_actors(merged(group).identity, thread.identity) is not False]
    fitting = [group for group in fitting if same_time(merged(group).identity, thread.identity) is not False]
    if fitting:
        max(fitting, key=lambda group: _weight(merged(group), report)).append(thread)
    else:
        groups.append([thread])


def _place_undated(
    thread: Thread, groups: list[list[Thread]], rest: tuple[Report, KindForm], first: int
) -> None:
    """Give a mention without a day to the happening it most likely continues, or let it stand alone."""
    report, kind = rest
    fitting = [group for group in groups if not apart(merged(group).identity, thread.identity, kind.km_apart)]
    if thread.background:
        fitting = [group for group in fitting if all(one.background for one in group)]
    paragraph = _paragraph(thread.start, report)
    beside = [
        (one.start, group)
        for group in fitting
        for one in group
        if one.start <= thread.start and _paragraph(one.start, report) == paragraph
    ]
    # History told in another paragraph takes nothing in: what has no day there is the news.
    home = [
        group
        for group in fitting
        if any(one.start == first or _is_news(one, report) for one in group)
        or all(one.identity.window is None for one in group)
    ]
    if not home and len(groups) == 1 and fitting and not merged(groups[0]).background:
        # No other day is named, and the report opens with it; an earlier launch is told of behind the news.
        home = [group for group in fitting if _is_recent(merged(group), report)
                and min(_in_body(one) for one in group) < _in_body(thread)]
    within = [group for group in fitting if any(_behind_its_day(thread, one) for one in group)]
    if len(within) == 1:
        within[0].append(thread)
    elif beside:
        max(beside, key=lambda each: each[0])[1].append(thread)
    elif home:
        max(home, key=lambda group: _weight(merged(group), report)).append(thread)
    else:
        groups.append([thread])


def _in_body(thread: Thread) -> int:
    """Where the report itself, below its title, first speaks of it."""
    return min((one.trigger.start for one in thread.mentions if not one.headline), default=thread.start)


def _behind_its_day(thread: Thread, dated: Thread) -> bool:
    """True when a mention follows, in its own sentence, the day of a dated one: "in 1993, when 40 were aboard"."""
    sentences = {mention.sentence for mention in thread.mentions}
    return any(
        isinstance(claim.value, When) and claim.sentence in sentences and claim.span.end <= thread.start
        for claim in dated.claims
    )


def _paragraph(place: int, report: Report) -> int:
    return report.document.text.count("\n", 0, place)


def _weight(thread: Thread, report: Report) -> tuple[bool, bool, bool, int, int]:
    """How much a report is about a happening: recent, in its headline, with many claims, early in the text."""
    headline = any(mention.headline for mention in thread.mentions)
    news = thread.identity.window is None or _is_news(thread, report)
    return (_is_recent(thread, report), news, headline, len(thread.claims), -thread.start)


def _is_recent(thread: Thread, report: Report) -> bool:
    window, published = thread.identity.window, report.document.published
    if window is None or published is None:
        return window is None
    after = timedelta(hours=14) + timedelta(days=0 if report.document.published_exact else 1)
    return window.latest >= published - NEWS_DAYS and window.earliest <= published + after


def _is_news(thread: Thread, report: Report) -> bool:
    """True for the day of publication and the one before, and for days of the last week called by their names."""
    window, published = thread.identity.window, report.document.published
    if window is None or published is None or not _is_recent(thread, report):
        return False
    return window.latest >= published - timedelta(days=1) or any(
        _WEEKDAY.search(claim.text) for claim in thread.claims if isinstance(claim.value, When)
    )


def _with_news_day(thread: Thread, report: Report, kind: KindForm) -> Thread:
    """A happening without a day that is not background is news: it lies in the days before publication."""
    published = report.document.published
    if thread.identity.window is not None or published is None or thread.background:
        return thread
    slack = timedelta(days=kind.days_apart)
    if report.document.published_from == "inferred":
        slack += BY_KIN  # its kin may have appeared days after it
    window = When(published - slack, published + timedelta(days=1), report.document.zone, True)
    return msgspec.structs.replace(
        thread, identity=msgspec.structs.replace(thread.identity, window=window, stated=False)
    )


def _with_leading(threads: list[Thread], report: Report, planned: set[tuple[str, str]]) -> list[Thread]:
    """Mark the one happening that the report is about; talks and remarks lead only where nothing else happened."""
    rank = {
        one.key: (not one.identity.speakers, (one.pack, one.kind) not in planned, *_weight(one, report))
        for one in threads
        if not one.background
    }
    if not rank:
        return threads
    first = max(rank, key=lambda key: rank[key])
    return [msgspec.structs.replace(one, leading=True) if one.key == first else one for one in threads]
