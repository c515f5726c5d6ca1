"""Real articles of the shared data by stream and name: texts that the stand-off marks of ``real.jsonl`` belong to.

Only offsets and labels are kept in this repository, as the articles are their publishers'. Without the data there are
none, and the tagger is trained on the bank alone.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import precision
from bench.measure import looked_at, shared_folder
from rashomon.model import Document
from rashomon.read.records import read_paths
from rashomon.settings import Settings
from training.data import read_worldwide
from training.passages import KINDS, MANY_KINDS, Passage, full_mark

PACKS = (*KINDS, MANY_KINDS)
Texts = dict[str, str]
"""Article name to text."""


def whenitson(wanted: Iterable[str] | None) -> Texts:
    """Posts of a reposting site; of the names wanted, or every eighth."""
    return _members("stories/whenitson_2016", "posts_2016.tar.xz", wanted, 8)


def naver(wanted: Iterable[str] | None) -> Texts:
    """English wire and papers of Korea; of the names wanted, or every other one."""
    folder = shared_folder("stories/naver_2025_12")
    if folder is None:
        return {}
    if wanted is None:
        with lzma.open(folder / "index.tsv.xz", "rt", encoding="utf-8") as table:
            rows = [line.split("\t") for line in table.read().splitlines()]
        file, language = rows[0].index("file"), rows[0].index("lang")
        wanted = [Path(row[file]).name for row in rows[1:] if row[language] == "en"]
    return _members("stories/naver_2025_12", "raw_md.tar.xz", wanted, 1)


def _members(folder: str, archive: str, wanted: Iterable[str] | None, step: int) -> Texts:
    found = shared_folder(folder)
    if found is None:
        return {}
    names = None if wanted is None else set(wanted)
    with tempfile.TemporaryDirectory() as place, tarfile.open(found / archive) as packed:
        members = sorted((one for one in packed.getmembers() if one.isfile()), key=lambda one: one.name)
        chosen = [one for one in members if Path(one.name).name in names] if names is not None else members[::step]
        packed.extractall(place, chosen, filter="data")
        return _texts(read_paths([place], Settings())[0])


def _texts(documents: Iterable[Document]) -> Texts:
    return {Path(one.path).name: one.text for one in documents}


def from_precision(read: Callable[[Path], list[Document]]) -> Callable[[Iterable[str] | None], Texts]:
    """A stream of ``bench.precision``, whose articles are named by a digest of their text."""

    def texts(_: Iterable[str] | None) -> Texts:
        folder = shared_folder("stories")
        return {} if folder is None else {_digest(one.text)[:16]: one.text for one in read(folder)}

    return texts


def shootings(_: Iterable[str] | None) -> Texts:
    """Local news of America on shootings, of the part that may be looked at."""
    folder = shared_folder("stories/gva_longtail")
    if folder is None:
        return {}
    lines = (folder / "gva_documents.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [one for one in map(json.loads, lines) if looked_at(one["incident"])]
    return {str(one["doc"]): f"{one['title']}\n\n{one['text']}" for one in articles}


def worldwide(_: Iterable[str] | None) -> Texts:
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


def timeline17(stories: Path) -> list[Document]:
    """Reports on wars, disasters and a pop star's death; all topics, where the sample for judging leaves some out."""
    articles: list[dict[str, str]] = []
    for file in sorted((stories / "timeline17").glob("*/articles.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as handle:
            articles += [json.loads(line) | {"topic": file.parent.name} for line in handle]
    return precision.as_documents("timeline17", (
        {"text": one["text"], "title": "", "outlet": one["topic"], "published": one["time"]} for one in articles
    ))


STREAMS: dict[str, Callable[[Iterable[str] | None], Texts]] = {
    "whenitson": whenitson, "naver": naver, "kcna": from_precision(precision.kcna),
    "timeline17": from_precision(timeline17), "giveme5w1h": from_precision(precision.giveme5w1h),
    "newswcl50": from_precision(precision.newswcl50), "basil": from_precision(precision.basil),
    "shootings": shootings, "worldwide": worldwide,
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
        if _digest(text)[:16] != row["digest"]:
            absent += 1
            continue
        marks = tuple(full_mark(*mark) for mark in row["marks"])
        found.append(Passage(PACKS, text[row["start"] : row["end"]], marks, f"real/{row['part']}"))
    if absent:
        print(f"{absent} of {len(rows)} real articles are not here")
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
