"""Which reports derive from which: reprints, rewrites, spun copies, editions of one outlet, children of one wire story.

A copy corroborates nothing, so a false copy loses a source and a missed one invents it; both are kept rare by asking
for sentences matched in order over most of the copy (see `alignment`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from rashomon.gather.alignment import (
    LIKE,
    Alignment,
    Prepared,
    align,
    likeness,
    own_words,
    prepare,
    without_ending,
)
from rashomon.gather.oddity import Vocabulary, odder
from rashomon.model import Document, Lineage, Report
from rashomon.text.days import find_days
from rashomon.text.shingles import containment, plain_words

# Share of the shorter report that must stand in the other, in order. Copies in our stories cover .62 to 1, pairs of
# independent reports at most .25.
COVERED: Final = 0.45
COVERED_EDITION: Final = 0.3
# Mean likeness of the matched sentences, and coverage times likeness: copies in our stories reach .57 and .51. Two
# newsrooms that write up one press release or one briefing stay below; so do agencies whose captions name one match.
LIKE_A_COPY: Final = 0.5
CLOSE: Final = 0.4
OWN: Final = 0.3  # the same outside quotation marks: copies reach .54, reports that only quote one speech less
FEWEST_SENTENCES: Final = 3
THROUGHOUT: Final = 0.85
SKELETON: Final = 5
REPRINTED: Final = 0.6  # share of the copy's five-word runs that the original has too
HELD: Final = 0.8  # share of runs from which one sentence is evidence enough: captions of one series
VERBATIM: Final = 0.85
ASIDE: Final = 0.5
FEWEST_WORDS: Final = 25
FEWEST_ANCHORS: Final = 3
ANCHORS_SHARED: Final = 0.4  # of the shorter report's names and figures; copies share .57 and more
COMMON_FEATURE: Final = 200  # what stands in more reports than this tells nothing and costs quadratic time
SAMPLED_RUNS: Final = 64
FEWEST_RUNS: Final = 8
GLANCES: Final = 10
LONGEST_CHAIN: Final = 100
ODD: Final = 0.25


class Kin(msgspec.Struct, frozen=True):
    """Two reports that share a text: the copy, what it was made from, and how well their sentences match."""

    copy: Prepared
    parent: Prepared
    alignment: Alignment
    kind: str
    score: float


def find_copies(reports: Sequence[Report]) -> list[Lineage]:
    """Return one lineage for each report that derives from another of the given ones, by document id.

    kind: "reprint" (word for word), "rewrite" (edited), "spun" (synonym by synonym, uncredited), "common_parent" (both
    carry a story of an agency that is not here), "edition" (a later text of the same outlet, no copy but no second
    source either). The copy is the later, uncredited or oddly worded one. Independent of the order of the reports.
    """
    return copies_among([prepare(report) for report in reports], Vocabulary())


def copies_among(reports: Sequence[Prepared], vocabulary: Vocabulary, about: str = "") -> list[Lineage]:
    """Return the lineages of `find_copies` for reports that are prepared already.

    about: only pairs with this document are compared, for engines that know the others' lineages. vocabulary: opened
    once by whoever asks often; reading it costs more than comparing two reports.
    """
    prepared = sorted(reports, key=lambda one: one.document.id)
    pairs = _candidates(prepared, about)
    kin = [found for one, other in pairs if (found := _kin(one, other, vocabulary)) is not None]
    best: dict[str, Kin] = {}
    for each in sorted(kin, key=_rank):
        if each.copy.document.id not in best and not _closes_a_circle(each, best):
            best[each.copy.document.id] = each
    return [_lineage(best[document]) for document in sorted(best)]


def _closes_a_circle(kin: Kin, best: dict[str, Kin]) -> bool:
    """True when the parent itself goes back to the copy: of three alike texts each may look made from the next, and
    then none would be the original and the family fall apart into rings."""
    document = kin.parent.document.id
    while document != kin.copy.document.id and document in best:
        document = best[document].parent.document.id
    return document == kin.copy.document.id


def without_rings(lines: Sequence[Lineage], parent_of: Callable[[str], str]) -> list[Lineage]:
    """The lines that, with those known already, lead no report back to itself; the closest are kept.

    parent_of: the known parent of a document, "" where it has none.
    """
    kept: dict[str, Lineage] = {}
    for line in sorted(lines, key=lambda one: (-one.score, one.document)):
        document, steps = line.parent, 0
        while document and document != line.document and steps < LONGEST_CHAIN:
            document = kept[document].parent if document in kept else parent_of(document)
            steps += 1
        if document != line.document:
            kept[line.document] = line
    return [line for line in lines if kept.get(line.document) is line]


def _rank(kin: Kin) -> tuple[float, str]:
    """The closest text goes first; a sibling or an earlier edition only where it is twice as close as a true parent."""
    return (-kin.score * (ASIDE if kin.kind in ("common_parent", "edition") else 1.0), kin.parent.document.id)


def _candidates(prepared: Sequence[Prepared], about: str = "") -> list[tuple[Prepared, Prepared]]:
    """Pairs that share enough names and figures, or word-for-word runs, to be worth an alignment."""
    anchors = _shared([one.anchors for one in prepared])
    # The smallest hashes are a fair sample of the runs, the same sample in every text.
    runs = _shared([frozenset(sorted(one.shingles)[:SAMPLED_RUNS]) for one in prepared])
    found = []
    for a, b in sorted({*anchors, *runs}):
        if about and about not in (prepared[a].document.id, prepared[b].document.id):
            continue
        fewest = min(len(prepared[a].anchors), len(prepared[b].anchors))
        named = anchors[a, b] >= max(FEWEST_ANCHORS, ANCHORS_SHARED * fewest)
        if (named or runs[a, b] >= FEWEST_RUNS) and _looks_kin(prepared[a], prepared[b]):
            found.append((prepared[a], prepared[b]))
    return found


def _shared(features: Sequence[frozenset[str] | frozenset[int]]) -> Counter[tuple[int, int]]:
    """How many features each pair of reports shares; pairs that share none are not listed."""
    places: dict[str | int, list[int]] = defaultdict(list)
    for number, one in enumerate(features):
        for feature in one:
            places[feature].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in places.values():
        if 1 < len(numbers) <= COMMON_FEATURE:
            shared.update((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :])
    return shared


def _looks_kin(one: Prepared, other: Prepared) -> bool:
    """A glance at a few sentences of the shorter report, to spare the alignment of reports on one theme."""
    short, long = sorted((one, other), key=lambda each: (each.size, each.document.id))
    step = max(1, len(short.words) // GLANCES)
    glanced = short.words[::step][: GLANCES + 1]
    like = sum(any(likeness(words, others) >= LIKE for others in long.words) for words in glanced)
    return like >= 0.3 * len(glanced)


def _kin(one: Prepared, other: Prepared, vocabulary: Vocabulary) -> Kin | None:
    found = align(one, other)
    same_outlet = _same_outlet(one.document, other.document)
    share = max(found.first, found.second)
    matched = min(found.first * one.size, found.second * other.size)
    if share < (COVERED_EDITION if same_outlet else COVERED) or matched < FEWEST_WORDS:
        return None
    enough = _is_edition(one, other, found) if same_outlet else _is_copy(one, other, found)
    if not enough and _held(one, other) < HELD:
        return None
    copy, parent, pairs = one, other, found
    if _later(one, other, found, vocabulary) < 0:
        copy, parent = other, one
        pairs = Alignment(tuple((j, i, s) for i, j, s in found.pairs), found.second, found.first, found.likeness)
    kind = _kind(copy, parent, pairs, same_outlet, vocabulary)
    return Kin(copy, parent, pairs, kind, round(min(1.0, share) * pairs.likeness, 4))


def _is_copy(one: Prepared, other: Prepared, found: Alignment) -> bool:
    """Whether so much is matched, and so closely, as two newsrooms never write by themselves."""
    # However far each word was spun: all of two texts in one order, sentence by sentence, is no coincidence.
    throughout = min(found.first, found.second) >= THROUGHOUT and len(found.pairs) >= SKELETON
    close = found.likeness >= LIKE_A_COPY and max(found.first, found.second) * found.likeness >= CLOSE
    if not (close or throughout):
        return False
    if len(found.pairs) < FEWEST_SENTENCES and found.likeness < VERBATIM:
        return False
    return own_words(one, other, found) >= OWN


def _is_edition(one: Prepared, other: Prepared, found: Alignment) -> bool:
    """Whether two texts of one outlet share more than the lines that it puts under all of them."""
    if len(found.pairs) < 2 and found.likeness < VERBATIM:
        return False
    pairs = without_ending(one, other, found)
    first, second = sum(len(one.words[i]) for i, _, _ in pairs), sum(len(other.words[j]) for _, j, _ in pairs)
    return max(first / one.size, second / other.size) >= COVERED_EDITION


def _held(one: Prepared, other: Prepared) -> float:
    """The greater share of runs that one of them has from the other."""
    return max(containment(one.shingles, other.shingles), containment(other.shingles, one.shingles))


def _same_outlet(one: Document, other: Document) -> bool:
    a, b = (
        re.sub(r"\W+", "", document.outlet.casefold().removeprefix("www.")).removeprefix("the")
        for document in (one, other)
    )
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a))))


def _kind(copy: Prepared, parent: Prepared, pairs: Alignment, same_outlet: bool, vocabulary: Vocabulary) -> str:
    held = containment(copy.shingles, parent.shingles)
    if same_outlet:
        return "reprint" if held > 0.9 and pairs.likeness > 0.95 else "edition"
    if _common_agency(copy.document, parent.document):
        return "common_parent"
    if held >= REPRINTED or pairs.likeness >= VERBATIM:
        return "reprint"
    credited = _credits(copy.document, parent.document) or _names(copy.document, parent.document)
    return "spun" if not credited and _oddity(copy, parent, pairs, vocabulary) > 0 else "rewrite"


def _common_agency(one: Document, other: Document) -> bool:
    """Both carry one agency's story and neither is that agency."""
    return bool(set(one.credits.agencies) & set(other.credits.agencies))


def _credits(copy: Document, parent: Document) -> bool:
    names = [re.sub(r"\W+", "", name.casefold()) for name in copy.credits.agencies]
    outlet = re.sub(r"\W+", "", parent.outlet.casefold()).removeprefix("the")
    return bool(outlet) and any(name and (name in outlet or outlet in name) for name in names)


def _later(one: Prepared, other: Prepared, found: Alignment, vocabulary: Vocabulary) -> float:
    """Positive when the first of two kin reports is the copy, negative when the second is.

    A credit decides; then days that cannot overlap; then wording, dateline, byline and length, which a copyist spoils.
    """
    weight = 8.0 * (_credits(one.document, other.document) - _credits(other.document, one.document))
    weight += 6.0 * (_names(one.document, other.document) - _names(other.document, one.document))
    weight += 4.0 * _after(one.document, other.document)
    weight += 1.5 * _day_after(one.document, other.document)
    weight += 3.0 * max(-1.0, min(1.0, _oddity(one, other, found, vocabulary) / ODD))
    weight += 1.0 * (_signed(other.document) - _signed(one.document))
    weight += 2.5 * (_names_itself(other.document) - _names_itself(one.document))
    weight += 0.5 * ((other.size > 1.1 * one.size) - (one.size > 1.1 * other.size))
    return weight or (1.0 if one.document.id > other.document.id else -1.0)


def _after(one: Document, other: Document) -> int:
    """1 when the first was surely published later, -1 when the second was, 0 where their windows overlap."""
    first, second = _window(one), _window(other)
    if first is None or second is None:
        return 0
    return (first[0] > second[1]) - (second[0] > first[1])


def _day_after(one: Document, other: Document) -> int:
    """1 when the first states a later calendar day, also where a dateline names no year ("SEOUL, June 5")."""
    first, second = _calendar_day(one), _calendar_day(other)
    if first is None or second is None or abs((first - second).days) > 60:
        return 0
    return (first > second) - (second > first)


def _calendar_day(document: Document) -> date | None:
    if document.published is not None:
        return document.published.date().replace(year=2000)
    stated = find_days(document.credits.dateline)
    return stated[0].in_year(2000) if stated else None


def _names(copy: Document, parent: Document) -> bool:
    """True when the copy's news names the outlet of the other ("..., Southern Cross Newswire reports")."""
    outlet = parent.outlet.strip()
    if len(outlet) < 3 or _same_outlet(copy, parent):
        return False
    initials = r"\s(?:of\s|the\s)?".join(rf"{letter}\w+" for letter in outlet) if outlet.isupper() else ""
    pattern = rf"\b(?:{re.escape(outlet)}{'|' + initials if initials and len(outlet) <= 5 else ''})\b"
    return any(re.search(pattern, copy.text[one.start : one.end]) for one in copy.blocks if one.kind == "body")


def _names_itself(document: Document) -> bool:
    """True when its news names its own outlet ("a diplomat told Black Sea Wire"), which a copyist takes out."""
    outlet = document.outlet.strip()
    if len(outlet) < 3:
        return False
    own = re.compile(rf"\b{re.escape(outlet)}\b")
    return own.search(document.credits.dateline) is not None or any(
        own.search(document.text[one.start : one.end]) for one in document.blocks if one.kind == "body"
    )


def _window(document: Document) -> tuple[datetime, datetime] | None:
    """When it can have been published: a bare day without a zone can lie anywhere on the earth."""
    if document.published is None:
        return None
    if document.published_exact:
        return document.published, document.published
    slack = timedelta(hours=0 if document.zone else 14)
    return document.published - slack, document.published + timedelta(days=1) + slack


def _signed(document: Document) -> int:
    """Marks of a newsroom: a dateline with its place, a named author, a stated agency."""
    place = re.match(r"[(A-ZÀ-Þ]{3,}", document.credits.dateline) is not None
    author = any(re.search(r"\bby:? [A-Z][\w-]+ [A-Z]", line, re.IGNORECASE) for line in document.credits.bylines)
    nobody = any(re.search(r"\b(?:admin|staff|editor)\b", line, re.IGNORECASE) for line in document.credits.bylines)
    return place + author + bool(document.credits.agencies) - nobody


def _oddity(one: Prepared, other: Prepared, found: Alignment, vocabulary: Vocabulary) -> float:
    """How much odder the first report words the matched sentences than the second."""
    first = [word for i, _, _ in found.pairs for word in one.words[i]]
    second = [word for _, j, _ in found.pairs for word in other.words[j]]
    return odder(first, second, vocabulary)


def _lineage(kin: Kin) -> Lineage:
    copy, parent = kin.copy, kin.parent
    aligned = [(copy.spans[i], parent.spans[j], round(score, 3)) for i, j, score in kin.alignment.pairs]
    if copy.title and parent.title:
        words = [plain_words(one.document.text[one.title[0] : one.title[1]]) for one in (copy, parent) if one.title]
        alike = likeness(*words)
        if alike >= 0.25:
            aligned.insert(0, (copy.title, parent.title, round(alike, 3)))
    return Lineage(copy.document.id, parent.document.id, kin.kind, kin.score, tuple(aligned))
