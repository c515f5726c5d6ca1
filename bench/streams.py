"""The claims of forty articles of a real stream, so that a change shows what it gains and loses on news at large.

The articles (whenitson_2016, January to April 2016) are the first forty, in an order that no one chose, that some pack
wants to read. What is kept of a claim is its field and a digest: no word of the articles enters the repository.
"""

from __future__ import annotations

import tarfile
import tempfile
from collections import Counter
from pathlib import Path

from bench.measure import chosen, shared_folder
from rashomon.model import Claim, Document
from rashomon.read.records import read_paths
from rashomon.run.kit import Kit
from rashomon.run.recipe import annotate_documents, left_out, of_document

FOLDER = "stories/whenitson_2016"
ARTICLES = 40
AT_ONCE = 100
SHOWN = 12


def articles(kit: Kit, count: int = ARTICLES) -> list[Document]:
    """The fixed sample; empty where the data is not here."""
    folder = shared_folder(FOLDER)
    if folder is None:
        return []
    found: list[Document] = []
    with tempfile.TemporaryDirectory() as place, tarfile.open(folder / "posts_2016.tar.xz") as archive:
        archive.extractall(place, filter="data")
        files = {file.name: str(file) for file in Path(place).rglob("*.md")}
        order = chosen(list(files), None)
        for begin in range(0, len(order), AT_ONCE):
            read = {Path(one.path).name: one for one in read_paths(
                [files[name] for name in order[begin : begin + AT_ONCE]], kit.settings)[0]}
            found += [read[name] for name in order[begin : begin + AT_ONCE]
                      if name in read and not left_out(read[name], kit)]
            if len(found) >= count:
                break
    return found[:count]


def claims(kit: Kit, count: int = ARTICLES) -> dict[str, Claim]:
    """The claims of the sample by what is kept of them: "killed:3f2a..."."""
    found: dict[str, Claim] = {}
    documents = articles(kit, count)
    annotations = annotate_documents(documents, kit) if documents else {}
    for document in documents:
        for claim in of_document(document, kit, annotations[document.id]).claims:
            found[f"{claim.field}:{claim.id[-12:]}"] = claim
    return found


def told(found: dict[str, Claim], pinned: list[str]) -> None:
    """Say to the terminal what was gained and lost; the words of what was lost are gone with the claim."""
    gained, lost = sorted(found.keys() - set(pinned)), sorted(set(pinned) - found.keys())
    print(f"stream: {len(found)} claims in {ARTICLES} articles, {len(gained)} gained, {len(lost)} lost")
    for name, side in (("gained", gained), ("lost", lost)):
        if side:
            fields = Counter(one.partition(":")[0] for one in side)
            print(f"  {name}: " + ", ".join(f"{field} {often}" for field, often in fields.most_common()))
    for one in gained[:SHOWN]:
        print(f"    + {found[one].field}: {found[one].text[:60]!r}")
