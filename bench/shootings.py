"""The incidents of gva_longtail (SemEval-2018 task 5; Postma, Ilievski and Vossen 2018) with their reports.

The keys come from a database that people keep by hand: a day, a town, and how many were killed and injured, attackers
among them. Reports are read through the product's own reader, title first, published on the day the data states.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from bench.measure import chosen, looked_at, shared_folder
from rashomon.errors import UnreadableError
from rashomon.model import Document
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.settings import Settings

FOLDER = "stories/gva_longtail"
ABSENT = "gva_longtail is not here (RASHOMON_SHARED)"


class Incident(msgspec.Struct, frozen=True):
    """One line of the database with the reports that it was filled from."""

    id: str
    day: date
    city: str
    state: str
    killed: int
    injured: int
    documents: tuple[Document, ...]


def incidents(look: bool, sample: int | None) -> list[Incident] | None:
    """A fixed sample of the incidents of one part, each with all its reports; None where the data is not here.

    look: the part that may be looked at, else the one that is reported; sample: at most so many incidents.
    """
    folder = shared_folder(FOLDER)
    if folder is None:
        return None
    texts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in _lines(folder / "gva_documents.jsonl"):
        one = json.loads(line)
        texts[one["incident"]].append(one)
    keys = {}
    for line in _lines(folder / "gva_incidents.jsonl"):
        one = json.loads(line)
        if one["incident"] in texts and looked_at(one["incident"]) == look:
            keys[one["incident"]] = one
    return [_incident(keys[each], texts[each]) for each in chosen(list(keys), sample)]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _incident(key: dict[str, str], texts: Sequence[dict[str, str]]) -> Incident:
    documents: dict[str, Document] = {}
    for one in texts:
        text = one["text"]
        if one["title"] and not text.startswith(one["title"][:30]):
            text = f"{one['title']}\n\n{text}"
        stated = Stated(title=one["title"], url=one["uri"], published=one["dct"], origin="metadata")
        try:
            document = document_of(one["doc"], text, Settings(), stated)
        except UnreadableError:
            continue
        documents[document.id] = document
    return Incident(
        id=key["incident"],
        day=datetime.strptime(key["date"], "%B %d, %Y").date(),
        city=key["city"],
        state=key["state"],
        killed=int(key["num_killed"] or 0),
        injured=int(key["num_injured"] or 0),
        documents=tuple(documents.values()),
    )
