"""Happenings of several reports to events: the second half of gathering.

Two happenings are one event when their identifying values can meet and at least one is known on both sides (design,
section 4). A difference in a count, a type or a range never splits an event. What a copy says of a happening belongs
to its original's event even where the copyist moved the day or the place. The answer does not depend on the order of
the reports: candidates are joined from the strongest evidence down, ties by content.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import msgspec

from rashomon.gather.alignment import prepare
from rashomon.gather.copies import find_copies
from rashomon.gather.dating import infer_dates
from rashomon.gather.identity import (
    Identity,
    is_wide,
    joined,
    overlap,
    same_actors,
    same_place,
    same_speakers,
    same_spot,
    same_terms,
    same_time,
)
from rashomon.gather.labels import label_of, place_of
from rashomon.gather.recast import recast
from rashomon.gather.shadows import without_shadows
from rashomon.gather.thread import Thread, apart
from rashomon.gather.threads import threads_of
from rashomon.know.base import Knowledge
from rashomon.model import Document, Event, Lineage, Place, Report
from rashomon.model.identity import content_id
from rashomon.model.value import worlds
from rashomon.packs.form import KindForm, Pack

__all__ = ["gather_events", "infer_dates"]

ENOUGH: Final = 2.0
COPIED: Final = 100.0
LONG_REMARK: Final = 6
KIN_ANCHORS: Final = 5
BARE_ANCHORS: Final = 2
KIN_SHARE: Final = 0.2
NEIGHBOURING: Final = timedelta(hours=24)

Key = tuple[str, str, int, str]
Link = tuple[float, Key, Key]
Group = list[Thread]
Forms = Mapping[tuple[str, str], KindForm]
Kin = tuple[Mapping[str, frozenset[str]], frozenset[str]]


def gather_events(
    reports: Sequence[Report],
    packs: Sequence[Pack],
    knowledge: Knowledge | None = None,
    lineages: Sequence[Lineage] | None = None,
    anchors: Mapping[str, frozenset[str]] | None = None,
) -> list[Event]:
    """Return the events that the reports speak of, main ones first, then by day, kind and label.

    knowledge: not needed by the rule itself; engines pass it to every fold. lineages: found here when not given;
    anchors: names and figures by document, likewise.
    Every claim of a mention that is not generic is in exactly one event, unless another pack reads its words better;
    line-ups are left to weighing.
    """
    del knowledge
    lineages = find_copies(reports) if lineages is None else lineages
    forms = {(pack.name, kind.name): kind for pack in packs for kind in pack.kinds}
    documents = {report.document.id: report.document for report in reports}
    told = [threads_of(report, packs) for report in reports]
    alone = sorted((one for each in without_shadows(told) for one in each), key=lambda one: one.key)
    threads = sorted(recast(alone, packs), key=lambda one: one.key)
    copies = {line.document for line in lineages if line.kind in ("reprint", "rewrite", "spun")}
    happenings = [one for one in threads if not _speaks(one, forms)]
    remarks = [one for one in threads if _speaks(one, forms)]
    kin = (anchors or {report.document.id: prepare(report).anchors for report in reports}, _unidentified(packs))
    links = _copy_links(happenings, lineages) + _happening_links(happenings, kin)
    links += _looks_back(happenings, links)
    groups = _joined(happenings, links, copies)
    subjects = _subjects(remarks, groups, documents)
    links = _copy_links(remarks, lineages) + _remark_links(remarks, subjects, (documents, forms))
    groups += _joined(remarks, links, copies)
    events = [_event(group, packs) for group in groups]
    return _with_main(events, groups, forms)


def event_of_mentions(
    mentions: frozenset[str], reports: Sequence[Report], packs: Sequence[Pack]
) -> Event | None:
    """Return the event that these mentions are, whoever decided so: a ledger, or a person; None when none is there.

    A happening of a report belongs to it when most of its mentions do. Its kind is the one that most reports tell it
    as. main: some report leads with it.
    """
    told = [
        thread
        for report in reports
        for thread in threads_of(report, packs)
        if 2 * sum(mention.id in mentions for mention in thread.mentions) > len(thread.mentions)
    ]
    if not told:
        return None
    threads = recast(sorted(told, key=lambda one: one.key), packs)
    kinds = Counter((thread.pack, thread.kind) for thread in threads)
    group = sorted(threads, key=lambda one: (-kinds[one.pack, one.kind], one.key))
    return msgspec.structs.replace(_event(group, packs), main=any(thread.leading for thread in group))


def _speaks(thread: Thread, forms: Forms) -> bool:
    """True for kinds whose substance is what was said."""
    return "words" in forms[thread.pack, thread.kind].fields


# ---- evidence that two happenings are one ----------------------------------------------------------------------------


def _copy_links(threads: Sequence[Thread], lineages: Sequence[Lineage]) -> list[Link]:
    """A copy's happening is that of the original whose sentences it follows, whatever the copyist made of it."""
    by_report: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        by_report[thread.report].append(thread)
    links: list[Link] = []
    for line in lineages:
        for thread in by_report.get(line.document, []):
            counted: Counter[Key] = Counter()
            for other in by_report.get(line.parent, []):
                if other.kind == thread.kind:
                    counted[other.key] = _aligned_mentions(thread, other, line)
            best = min(counted, key=lambda key: (-counted[key], key), default=None)
            if best is not None and counted[best]:
                links.append((COPIED + counted[best], thread.key, best))
    return links


def _aligned_mentions(thread: Thread, other: Thread, line: Lineage) -> int:
    return sum(
        any(own[0] < one.trigger.end and one.trigger.start < own[1] for one in thread.mentions)
        and any(theirs[0] < one.trigger.end and one.trigger.start < theirs[1] for one in other.mentions)
        for own, theirs, _ in line.aligned
    )


def _happening_links(threads: Sequence[Thread], kin: Kin) -> list[Link]:
    links: list[Link] = []
    for number, one in enumerate(threads):
        for other in threads[number + 1 :]:
            if one.report != other.report and (one.pack, one.kind) == (other.pack, other.kind):
                score = _happening_score(one, other, kin)
                if score >= ENOUGH:
                    links.append((score, one.key, other.key))
    return links


def _looks_back(threads: Sequence[Thread], links: Sequence[Link]) -> list[Link]:
    """Reports of one piece of news recall the same earlier one: "a test in late April" is that of 29 April.

    Two of them that do not lead, each with a day, month or year of its own that fits only one of the other report.
    """
    leads = {one.report: one.key for one in threads if one.leading}
    together = {frozenset((one, other)) for _, one, other in links}
    found: list[Link] = []
    for one in threads:
        fits: dict[str, list[Thread]] = defaultdict(list)
        for other in threads:
            if other.report != one.report and _same_past(one, other):
                fits[other.report].append(other)
        for report, others in fits.items():
            lead = frozenset((leads.get(one.report), leads.get(report)))
            if len(others) == 1 and one.key < others[0].key and lead in together:
                found.append((ENOUGH, one.key, others[0].key))
    return found


def _same_past(one: Thread, other: Thread) -> bool:
    if one.leading or other.leading or (one.pack, one.kind) != (other.pack, other.kind):
        return False
    a, b = one.identity, other.identity
    return a.stated and b.stated and same_time(a, b) is True and not apart(a, b)


def _unidentified(packs: Sequence[Pack]) -> frozenset[str]:
    """The packs whose events no actor identifies.

    Two reports whose main news is a disaster and that share many names speak of one disaster, also weeks apart, when
    neither repeats its day and place. Launches and meetings share their names with the next launch and meeting.
    """
    return frozenset(pack.name for pack in packs if not any(f.identifies and f.value == "actor" for f in pack.fields))


def _are_kin(one: Thread, other: Thread, kin: Kin) -> bool:
    anchors, single = kin
    # A follow-up that gives no day of its own, of a place that both name, is of the one happening both lead with.
    undated = not (one.identity.stated and other.identity.stated)
    first, second = anchors[one.report], anchors[other.report]
    named = {place.name.casefold() for each in (one, other) for place in each.identity.places} & first & second
    known = one.pack in single or (undated and (named or same_place(one.identity, other.identity)))
    if not known or not (one.leading and other.leading):
        return False
    shared = len(first & second)
    # "The dead now number 84": a follow-up that says neither when nor where is of what its kin lead with.
    bare = [each for each in (one, other) if not each.identity.stated and not each.identity.places]
    if bare and undated and shared >= BARE_ANCHORS:
        return True
    return shared >= KIN_ANCHORS - bool(named) and shared >= KIN_SHARE * min(len(first), len(second))


def _happening_score(one: Thread, other: Thread, kin: Kin) -> float:
    """How strongly identifying values speak for one event; 0 when one of them cannot meet or none is shared."""
    a, b = one.identity, other.identity
    time, place, actors = same_time(a, b), same_place(a, b), same_actors(a, b)
    if False in (time, place, actors, same_terms(a, b)):
        return 0.0
    if _are_kin(one, other, kin):
        return ENOUGH + bool(time) + bool(place)
    if not (time or place or actors):
        return 0.0
    score = (
        1.5 * bool(place) + 1.0 * _shared_spots(one, other) + 1.0 * bool(actors) + 1.0 * (one.leading and other.leading)
    )
    if a.window is None or b.window is None:
        score -= 1.0 * (one.background or other.background)  # undated history may be any deed of an actor
    elif time:
        implied = [each for each in (one, other) if not each.identity.stated]
        wide = is_wide(a.window) or is_wide(b.window)
        score += 1.0 if wide else 3.0 if not implied else _implied_time(implied, one, other)
    else:
        score -= 1.0  # published weeks apart: a look back at one place, or the next deed of one actor
    return score + 0.1 * min(5, _shared_values(one, other))


def _implied_time(implied: Sequence[Thread], one: Thread, other: Thread) -> float:
    """What a day is worth that only publication implies: much between two leads, little for something in passing."""
    if one.leading and other.leading:
        return 1.5
    return 1.0 if all(each.leading for each in implied) else 0.5


def _shared_spots(one: Thread, other: Thread) -> bool:
    """True when both name one site, in whatever field: a launch site tells launches apart without being its name."""
    sites = [
        Identity(places=tuple(c.value for c in each.claims if isinstance(c.value, Place))) for each in (one, other)
    ]
    return same_spot(*sites)


def _shared_values(one: Thread, other: Thread) -> int:
    first = {(claim.field, worlds(claim.value)) for claim in one.claims}
    return len(first & {(claim.field, worlds(claim.value)) for claim in other.claims})


def _subjects(
    remarks: Sequence[Thread], groups: Sequence[Group], documents: Mapping[str, Document]
) -> dict[Key, frozenset[int]]:
    """For each remark the events that its own sentence speaks of, else those of its paragraph."""
    found: dict[Key, frozenset[int]] = {}
    for remark in remarks:
        text = documents[remark.report].text
        sentences, paragraphs = set(), set()
        for number, group in enumerate(groups):
            for mention in (one for thread in group if thread.report == remark.report for one in thread.mentions):
                if any(mention.sentence == own.sentence for own in remark.mentions):
                    sentences.add(number)
                if any(_same_paragraph(text, mention.trigger.start, own.trigger.start) for own in remark.mentions):
                    paragraphs.add(number)
        found[remark.key] = frozenset(sentences or paragraphs)
    return found


def _same_paragraph(text: str, one: int, other: int) -> bool:
    return "\n" not in text[min(one, other) : max(one, other)]


def _remark_links(
    threads: Sequence[Thread],
    subjects: Mapping[Key, frozenset[int]],
    rest: tuple[Mapping[str, Document], Forms],
) -> list[Link]:
    documents, forms = rest
    links: list[Link] = []
    for number, one in enumerate(threads):
        for other in threads[number + 1 :]:
            if one.report == other.report or (one.pack, one.kind) != (other.pack, other.kind):
                continue
            days = forms[one.pack, one.kind].days_apart
            if _of_one_time(one, other, days, documents):
                score = _remark_score(one, other, subjects)
                if score >= ENOUGH:
                    links.append((score, one.key, other.key))
    return links


def _of_one_time(one: Thread, other: Thread, days: float, documents: Mapping[str, Document]) -> bool:
    stated = same_time(one.identity, other.identity)
    if stated is not None:
        return stated
    first, second = documents[one.report].published, documents[other.report].published
    return first is None or second is None or abs(first - second) <= timedelta(days=days + 1)


def _remark_score(one: Thread, other: Thread, subjects: Mapping[Key, frozenset[int]]) -> float:
    """One voice, and words that overlap or one event that both remarks are about: two translations of one remark."""
    a, b = one.identity, other.identity
    voice = same_speakers(a, b)
    if voice is False or apart(a, b) or not (voice or same_actors(a, b)):
        return 0.0
    shared = overlap(a.words, b.words)
    if min(len(a.words), len(b.words)) >= LONG_REMARK and shared < 0.15:
        return 0.0
    return 4.0 * shared + 2.0 * bool(subjects[one.key] & subjects[other.key]) + 0.5 * bool(voice)


# ---- joining ---------------------------------------------------------------------------------------------------------


def _joined(threads: Sequence[Thread], links: Sequence[Link], copies: set[str]) -> list[Group]:
    """Join happenings along their links, the strongest first, unless that would bring together what cannot meet."""
    home: dict[Key, Group] = {thread.key: [thread] for thread in threads}
    leads = {thread.key for thread in threads if thread.leading and thread.identity.stated}
    ordered = sorted(links, key=lambda link: (-link[0], link[1], link[2]))
    led = [(score, one, other) for score, one, other in ordered if one in leads and other in leads]
    for number, (score, one, other) in enumerate([*ordered, *led]):
        first, second = home[one], home[other]
        if first is second or (score < COPIED and _barred(first, second, copies)
                               and not (number >= len(ordered) and _told_twice(first, second))):
            continue
        first += second
        for thread in second:
            home[thread.key] = first
    unique = {id(group): group for group in home.values()}
    return sorted((sorted(group, key=lambda one: one.key) for group in unique.values()), key=lambda group: group[0].key)


def _barred(first: Group, second: Group, copies: set[str]) -> bool:
    """A report that tells two happenings apart knows better; a copy's garbled day or place bars nothing."""
    if {thread.report for thread in first} & {thread.report for thread in second}:
        return True
    sound = [[thread for thread in group if thread.report not in copies] or group for group in (first, second)]
    return any(
        apart(one.identity, other.identity) or same_speakers(one.identity, other.identity) is False
        for one in sound[0]
        for other in sound[1]
    )


def _told_twice(first: Group, second: Group) -> bool:
    """Two reports lead with one happening, which a third tells under two days that lie side by side.

    "On Monday, Hawaii time" is Tuesday in Seoul; a siege that ended in the morning began the day before.
    """
    near = False
    for one in first:
        for other in (each for each in second if each.report == one.report):
            windows = one.identity.window, other.identity.window
            if windows[0] is None or windows[1] is None or (one.leading and other.leading):
                return False
            gap = max(windows[0].earliest, windows[1].earliest) - min(windows[0].latest, windows[1].latest)
            near = gap <= NEIGHBOURING and not (is_wide(windows[0]) or is_wide(windows[1]))
            if not near or same_place(one.identity, other.identity) is False:
                return False
    return near


def _event(group: Group, packs: Sequence[Pack]) -> Event:
    pack = next(each for each in packs if each.name == group[0].pack)
    kind = next(each for each in pack.kinds if each.name == group[0].kind)
    claims = sorted((claim for thread in group for claim in thread.claims), key=lambda one: (one.span, one.id))
    mentions = sorted(mention.id for thread in group for mention in thread.mentions)
    whole = joined(thread.identity for thread in group)
    when = whole.window if whole.stated else None  # never what only the day of publication implies
    return Event(
        id=content_id("e", kind.name, *mentions),
        kind=kind.name,
        pack=pack.name,
        label=label_of(kind, claims, when),
        main=False,
        documents=tuple(sorted({thread.report for thread in group})),
        claims=tuple(claims),
        when=when,
        where=place_of(claims, pack),
        mentions=tuple(mentions),
    )


def _with_main(events: Sequence[Event], groups: Sequence[Group], forms: Forms) -> list[Event]:
    """Mark one main event in each set of reports that events tie together: the one most of them speak of."""
    story = {document: document for event in events for document in event.documents}

    def root(document: str) -> str:
        while story[document] != document:
            document = story[document]
        return document

    for event in events:
        for document in event.documents[1:]:
            story[root(document)] = root(event.documents[0])
    best: dict[str, tuple[tuple[int, bool, int, int, str], int]] = {}
    for number, (event, group) in enumerate(zip(events, groups, strict=True)):
        leading = sum(thread.leading for thread in group)
        happened = not _speaks(group[0], forms)
        rank = (leading, happened, len(event.documents), len(event.claims), event.id)
        place = root(event.documents[0])
        if place not in best or rank > best[place][0]:
            best[place] = (rank, number)
    mains = {number for _, number in best.values()}
    marked = [msgspec.structs.replace(event, main=number in mains) for number, event in enumerate(events)]
    return sorted(marked, key=_shown_order)


def _shown_order(event: Event) -> tuple[bool, float, str, str, str]:
    when = -event.when.earliest.timestamp() if event.when else 0.0
    return (not event.main, when, event.kind, event.label, event.id)
