"""Which reports of a pile tell one story: by the event they lead with, else by the words that few others use.

Events need a pack; a pile from the wire holds much that no pack reads, and reports of one shooting that name neither
its day nor its place. Those are kin by what they name: rare names and words, weighed by how few reports have them
(Salton and Buckley 1988), within the days that news lives.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from rashomon.gather.events import gather_events
from rashomon.gather.identity import content_words
from rashomon.model import Event, Report
from rashomon.packs.form import Pack

# Cosine of two reports' weighted words, less what each has in common with the pile at large, from which they tell one
# story: all reports of a campaign are alike, those of a week's news are not. At large counts up to a limit only, for
# where the whole pile tells one story nothing else is left to compare with.
LIKE: Final = 0.16
LIKE_EVENT: Final = 0.077  # ... where both lead with one event
LINKED: Final = 0.13  # mean over the pairs of two groups
AT_LARGE: Final = 0.06
IN_TITLE: Final = 3
IN_LEDE: Final = 2
LEDE: Final = 120  # words
COMMON: Final = 400  # a word of more reports than this is no evidence and costs quadratic time
SEASON: Final = timedelta(days=400)  # trials come a year later and tell the same story

Vector = dict[str, float]


def stories_of(
    reports: Sequence[Report], packs: Sequence[Pack], events: Sequence[Event] | None = None
) -> dict[str, str]:
    """Return document id to the id of the first document (by id) of its story; a report of its own stands alone.

    events: those of `gather_events` over the same reports, where they were gathered before.
    """
    told = [report for report in reports if not report.left_out]
    events = gather_events(told, packs) if events is None else events
    days = {report.document.id: report.document.published for report in reports}
    return stories_of_words({report.document.id: _words(report) for report in reports}, days, _leads(events))


def stories_of_words(
    counted: Mapping[str, Counter[str]],
    days: Mapping[str, datetime | None],
    leads: Mapping[str, str],
) -> dict[str, str]:
    """The same for texts that are words already: counted words, day of publication and leading event by id."""
    vectors = _vectors(counted)
    pairs = _beyond_the_pile(_pairs(vectors), len(vectors))
    links = []
    for (one, other), like in pairs.items():
        shared = leads.get(one) is not None and leads.get(one) == leads.get(other)
        if like >= (LIKE_EVENT if shared else LIKE) and _near(days.get(one), days.get(other)):
            links.append((like + shared, one, other))
    return _joined(sorted(vectors), sorted(links, key=lambda link: (-link[0], link[1], link[2])), pairs)


def _vectors(counted: Mapping[str, Counter[str]]) -> dict[str, Vector]:
    """Words of each report, damped by their count, weighed by how few reports have them, of length one."""
    among: Counter[str] = Counter(word for words in counted.values() for word in words)
    total = len(counted)
    found = {}
    for document, words in counted.items():
        vector = {
            word: (1 + math.log(count)) * math.log((1 + total) / among[word])
            for word, count in words.items()
            if among[word] > 1 or total < 3
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        found[document] = {word: weight / length for word, weight in vector.items()}
    return found


def _words(report: Report) -> Counter[str]:
    document = report.document
    counted: Counter[str] = Counter()
    seen = 0
    for block in document.blocks:
        if block.kind in ("title", "headline", "body", "dateline"):
            for word in document.text[block.start : block.end].split():
                seen += block.kind == "body"
                worth = IN_TITLE if block.kind in ("title", "headline") else 1
                worth = IN_LEDE if block.kind == "body" and seen <= LEDE else worth
                counted.update(dict.fromkeys(content_words(word), worth))
    return counted


def _pairs(vectors: Mapping[str, Vector]) -> dict[tuple[str, str], float]:
    having: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for document in sorted(vectors):
        for word, weight in vectors[document].items():
            having[word].append((document, weight))
    alike: dict[tuple[str, str], float] = defaultdict(float)
    for holders in having.values():
        if len(holders) <= COMMON:
            for number, (one, weight) in enumerate(holders):
                for other, second in holders[number + 1 :]:
                    alike[one, other] += weight * second
    return alike


def _beyond_the_pile(pairs: Mapping[tuple[str, str], float], total: int) -> dict[tuple[str, str], float]:
    """Likeness of each pair, less what the two have in common with all other reports on average."""
    mean: dict[str, float] = defaultdict(float)
    for (one, other), like in pairs.items():
        mean[one] += like / (total - 1)
        mean[other] += like / (total - 1)
    return {
        (one, other): like - (min(AT_LARGE, mean[one]) + min(AT_LARGE, mean[other])) / 2
        for (one, other), like in pairs.items()
    }


def _leads(events: Sequence[Event]) -> dict[str, str]:
    """The event that each report tells most of."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for claim in event.claims:
            told[claim.span.document][event.id] += 1
    return {document: min(counted, key=lambda one: (-counted[one], one)) for document, counted in told.items()}


def _near(one: datetime | None, other: datetime | None) -> bool:
    return one is None or other is None or abs(one - other) <= SEASON


def _joined(
    documents: Sequence[str], links: Sequence[tuple[float, str, str]], alike: Mapping[tuple[str, str], float]
) -> dict[str, str]:
    """Join along the links, the strongest first, while the two groups are alike on average (average linkage)."""
    home = {document: [document] for document in documents}
    for _, one, other in links:
        first, second = home[one], home[other]
        if first is second:
            continue
        mean = sum(alike.get((min(a, b), max(a, b)), 0.0) for a in first for b in second) / (len(first) * len(second))
        if mean < LINKED:
            continue
        first += second
        for document in second:
            home[document] = first
    return {document: min(group) for document, group in home.items()}
