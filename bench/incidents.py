"""Same incident? Reports of one pile put to the incidents they tell of: B3 of reports.

    python -m bench.incidents            the part that is reported
    python -m bench.incidents --errors   what was torn apart or thrown together, of the part that may be looked at

All reports go through the product together, as they would arrive; a report belongs to the event that it tells most of.
The sample of gva_longtail is of whole incidents over four years; the topics of giveme5w1h are wider than one event.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bench.clusters import b_cubed
from bench.measure import Measure, command, shared_folder, skipped
from bench.shootings import ABSENT, incidents
from rashomon.gather.stories import stories_of
from rashomon.model import Document, Report
from rashomon.read.records import read_paths
from rashomon.run.kit import Kit, make_kit
from rashomon.run.recipe import annotate_documents, left_out, of_document
from rashomon.settings import Settings

ASKED = 0.88
STANDING = 220
TOPICS = "stories/giveme5w1h"


def measure(sample: int | None) -> list[Measure]:
    """B3 of both piles."""
    kit = make_kit()
    return [_shootings(kit, sample), _topics(kit)]


def _shootings(kit: Kit, sample: int | None) -> Measure:
    pile = _pile(False, sample)
    if pile is None:
        return skipped("incidents/gva_longtail", ABSENT, ASKED)
    documents, key = pile
    found = clustered(documents, kit)
    scored = b_cubed(found, key)
    note = f"P {scored.precision:.3f} R {scored.recall:.3f}; every report alone: {b_cubed(_alone(key), key).f1:.3f}"
    return Measure("incidents/gva_longtail", scored.f1, ASKED, f"{len(key)} reports, {len(set(key.values()))}", note)


def _topics(kit: Kit) -> Measure:
    folder = shared_folder(TOPICS)
    if folder is None:
        return skipped("incidents/giveme5w1h", "giveme5w1h is not here (RASHOMON_SHARED)", ASKED)
    documents, key = [], {}
    for file in sorted((folder / "google_news/data").glob("*.json")):
        read, _ = read_paths([str(file)], Settings())
        for document in read:
            documents.append(document)
            key[document.id] = json.loads(file.read_text(encoding="utf-8"))["category"]
    scored = b_cubed(clustered(documents, kit), key)
    note = f"P {scored.precision:.3f} R {scored.recall:.3f}; topics of several weeks; 12 of its articles taught "
    note += "the tagger"
    size = f"{len(key)} reports, {len(set(key.values()))} topics"
    return Measure("incidents/giveme5w1h", scored.f1, ASKED, size, note)


def _pile(look: bool, sample: int | None) -> tuple[list[Document], dict[str, str]] | None:
    found = incidents(look, sample or STANDING)
    if found is None:
        return None
    key = {document.id: one.id for one in found for document in one.documents}
    documents = {document.id: document for one in found for document in one.documents}
    return sorted(documents.values(), key=lambda one: one.id), key


def clustered(documents: Sequence[Document], kit: Kit) -> dict[str, str]:
    """Document id to story, over all documents at once."""
    reports = [_report(document, kit) for document in documents]
    return stories_of(reports, kit.packs)


def _report(document: Document, kit: Kit) -> Report:
    if left := left_out(document, kit):
        return Report(document, left_out=left)
    return of_document(document, kit, annotate_documents([document], kit)[document.id])


def _alone(key: Mapping[str, str]) -> dict[str, str]:
    return {item: item for item in key}


def errors(sample: int | None) -> None:
    """Print incidents that were torn apart, and stories that hold several."""
    pile = _pile(True, sample)
    if pile is None:
        print(ABSENT, file=sys.stderr)
        return
    documents, key = pile
    found = clustered(documents, make_kit())
    scored = b_cubed(found, key)
    print(f"B3 {scored.f1:.3f} P {scored.precision:.3f} R {scored.recall:.3f}")
    titles = {one.id: f"{one.day} {one.title}" for one in documents}
    for name, one, other in (("torn apart", key, found), ("thrown together", found, key)):
        groups: dict[str, list[str]] = defaultdict(list)
        for item in key:
            groups[one[item]].append(item)
        wrong = {group: items for group, items in groups.items() if len({other[item] for item in items}) > 1}
        print(f"== {name}: {len(wrong)}")
        for group, items in wrong.items():
            parts = Counter(other[item] for item in items)
            print(f"-- {group}: {dict(parts)}")
            print("\n".join(f"     {other[item]}  {titles[item]}" for item in items))


if __name__ == "__main__":
    sys.exit(command(__doc__, measure, errors))
