"""Which reports derive from which: reprints, rewrites, spun copies, editions of one outlet, children of one wire story.

A copy corroborates nothing, so a false copy loses a source and a missed one invents it; both are kept rare by asking
for sentences matched in order over most of the copy (see `alignment`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
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
from rashomon.gather.direction import copied, credits, names, oddity_of, respun, same_outlet
from rashomon.gather.oddity import Oddity, Vocabulary
from rashomon.model import Document, Lineage, Report
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
REPLACED: Final = 0.85  # how much of what differs is words put for others; editors reach .6 (see `respun`)
ODD: Final = 0.5  # mean likelihood lost a pair of words; machines lose .4 to 3, editors none


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
    source either). Which of two is the copy, `direction` weighs. Independent of the order of the reports.
    """
    return copies_among([prepare(report) for report in reports], Vocabulary())


def copies_among(reports: Sequence[Prepared], vocabulary: Vocabulary, about: str = "") -> list[Lineage]:
    """Return the lineages of `find_copies` for reports that are prepared already.

    about: only pairs with this document are compared, for engines that know the others' lineages. vocabulary: opened
    once by whoever asks often; reading it costs as much as comparing a pair.
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
    own = same_outlet(one.document, other.document)
    share = max(found.first, found.second)
    matched = min(found.first * one.size, found.second * other.size)
    if share < (COVERED_EDITION if own else COVERED) or matched < FEWEST_WORDS:
        return None
    enough = _is_edition(one, other, found) if own else _is_copy(one, other, found)
    if not enough and _held(one, other) < HELD:
        return None
    copy, parent, pairs = one, other, found
    if copied(one, other, found, vocabulary) < 0:
        copy, parent = other, one
        pairs = Alignment(tuple((j, i, s) for i, j, s in found.pairs), found.second, found.first, found.likeness)
    kind = _kind(copy, parent, pairs, own, vocabulary)
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


def _kind(copy: Prepared, parent: Prepared, pairs: Alignment, own: bool, vocabulary: Vocabulary) -> str:
    held = containment(copy.shingles, parent.shingles)
    if own:
        return "reprint" if held > 0.9 and pairs.likeness > 0.95 else "edition"
    if _common_agency(copy.document, parent.document):
        return "common_parent"
    if held >= REPRINTED or pairs.likeness >= VERBATIM:
        return "reprint"
    credited = credits(copy.document, parent.document) or names(copy.document, parent.document)
    return "spun" if not credited and _is_spun(copy, parent, pairs, vocabulary) else "rewrite"


def _is_spun(copy: Prepared, parent: Prepared, pairs: Alignment, vocabulary: Vocabulary) -> bool:
    """Whether words were put for words, and no better ones: an editor cuts, and seldom words a thing worse.

    The plain words of a machine can be likelier than those of a newsroom that writes in its own way; then all must be
    replaced and nothing cut. Of other languages than English it is never said.
    """
    odd, replaced = oddity_of(copy, parent, pairs, vocabulary), respun(copy, parent, pairs)
    if odd == Oddity():
        return False
    return odd.likelihood > ODD or replaced >= REPLACED or (odd.likelihood > 0 and replaced >= 0.5)


def _common_agency(one: Document, other: Document) -> bool:
    """Both carry one agency's story and neither is that agency."""
    return bool(set(one.credits.agencies) & set(other.credits.agencies))


def _lineage(kin: Kin) -> Lineage:
    copy, parent = kin.copy, kin.parent
    aligned = [(copy.spans[i], parent.spans[j], round(score, 3)) for i, j, score in kin.alignment.pairs]
    if copy.title and parent.title:
        words = [plain_words(one.document.text[one.title[0] : one.title[1]]) for one in (copy, parent) if one.title]
        alike = likeness(*words)
        if alike >= 0.25:
            aligned.insert(0, (copy.title, parent.title, round(alike, 3)))
    return Lineage(copy.document.id, parent.document.id, kin.kind, kin.score, tuple(aligned))
