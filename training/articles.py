"""Real articles of the shared data by stream and name: texts that the stand-off marks of ``real.jsonl`` belong to.

Only offsets and labels are kept in this repository, as the articles are their publishers'. Without the data there are
none, and the tagger is trained on the bank alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from bench import precision
from bench.measure import looked_at, shared_folder
from bench.stream import unpacked
from rashomon.model import Document
from training.data import read_worldwide
from training.passages import KINDS, MANY_KINDS, Passage, full_mark

PACKS = (*KINDS, MANY_KINDS)
Texts = dict[str, str]
"""Article name to text."""


def packed(folder: str, archive: str) -> Callable[[Collection[str]], Texts]:
    """A stream of ``bench.stream``, whose articles are named by their files; of no wanted ones all are read."""
    return lambda wanted: {one.path: one.text for one in unpacked(folder, archive, set(wanted), None)}


def from_precision(read: Callable[[Path], list[Document]]) -> Callable[[Collection[str]], Texts]:
    """A stream of ``bench.precision``, whose articles are named by a digest of their text."""

    def texts(_: Collection[str]) -> Texts:
        folder = shared_folder("stories")
        return {} if folder is None else {digest(one.text): one.text for one in read(folder)}

    return texts


def shootings(_: Collection[str]) -> Texts:
    """Local news of America on shootings, of the part that may be looked at."""
    folder = shared_folder("stories/gva_longtail")
    if folder is None:
        return {}
    lines = (folder / "gva_documents.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [one for one in map(json.loads, lines) if looked_at(one["incident"])]
    return {str(one["doc"]): f"{one['title']}\n\n{one['text']}" for one in articles}


def worldwide(_: Collection[str]) -> Texts:
    """Newswire of the world; tokens are put together again."""
    folder = shared_folder("language/worldwide-ner")
    if folder is None:
        return {}
    texts = {}
    for document in read_worldwide(folder, "train"):
        text = ""
        for number, sentence in enumerate(document.sentences):
            text += "\n" if number else ""
            for word, glued in zip(sentence.words, sentence.glued, strict=True):
                text += word if glued or text.endswith("\n") or not text else f" {word}"
        texts[document.name] = text
    return texts


def launch_entries(_: Collection[str]) -> Texts:
    """What a database of North Korean tests says of each launch, in a few sentences of prose."""
    folder = shared_folder("domain/cns_nagix")
    if folder is None:
        return {}
    years = json.loads((folder / "test.en.json").read_text("utf8"))["timeBins"]
    told = [str(one.get("description") or "").strip() for year in years for one in year["data"]]
    return {digest(text): text for text in told}


STREAMS: dict[str, Callable[[Collection[str]], Texts]] = {
    "whenitson": packed("stories/whenitson_2016", "posts_2016.tar.xz"),
    "naver": packed("stories/naver_2025_12", "raw_md.tar.xz"),
    "timeline17": from_precision(partial(precision.timeline17, whole=True)),
    "giveme5w1h": from_precision(precision.giveme5w1h),
    "newswcl50": from_precision(precision.newswcl50), "basil": from_precision(precision.basil),
    "shootings": shootings, "worldwide": worldwide, "cns": launch_entries,
}  # fmt: skip


def read_real(path: Path) -> list[Passage]:
    """The marked stretches of real articles that are at hand, in the order of the file; prints how many are not.

    A line has stream, name and digest of an article, a stretch of its text (start, end) and, counted from there, marks
    of all four packs as [start, end, label], labels with their kinds; part "dev" is kept apart to measure on.
    """
    rows = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    found, absent = [], 0
    texts: dict[str, Texts] = {}
    for stream in sorted({row["stream"] for row in rows}):
        texts[stream] = STREAMS[stream]([row["name"] for row in rows if row["stream"] == stream])
    for row in rows:
        text = texts[row["stream"]].get(row["name"], "")
        if digest(text) != row["digest"]:
            absent += 1
            continue
        marks = tuple(full_mark(*mark) for mark in row["marks"])
        found.append(Passage(PACKS, text[row["start"] : row["end"]], marks, f"real/{row['part']}"))
    if absent:
        print(f"{absent} of {len(rows)} real articles are not here")
    return found


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
