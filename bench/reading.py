"""Main text of web pages against trafilatura's own evaluation set: ours must not lose what trafilatura keeps.

``python -m bench.reading [--sample N]``: precision, recall and F1 over the set's wanted and unwanted segments for
trafilatura alone and for what we call news in its text (title, headlines, body), then the share of right titles and
days. What is asked of ours is what trafilatura alone reaches in the same run.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import trafilatura

from bench.measure import Measure, chosen, command, shared_folder, skipped
from rashomon.errors import UnreadableError
from rashomon.model import Document
from rashomon.read.blocks import NEWS
from rashomon.read.decode import decode
from rashomon.read.html import article_of
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.settings import Settings

PAGES = "language/pages/trafilatura-eval"


class Kept(msgspec.Struct):
    """What one reader kept: wanted segments, unwanted ones, and wanted ones lost; seconds taken."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    seconds: float = 0.0

    def count(self, text: str, wanted: Sequence[str], unwanted: Sequence[str]) -> None:
        """Add one page."""
        kept = sum(segment in text for segment in wanted)
        self.right += kept
        self.missed += len(wanted) - kept
        self.wrong += sum(segment in text for segment in unwanted)

    @property
    def precision(self) -> float:
        """The share of what was kept that is wanted."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is wanted that was kept."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Both in one."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def pages(folder: Path) -> dict[str, bytes]:
    """Every cached page of the evaluation set by its file name."""
    found: dict[str, bytes] = {}
    with tarfile.open(folder / "trafilatura-eval.tar.xz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.isfile() else None
            if handle is not None:
                found[Path(member.name).name] = handle.read()
    return found


def measure(sample: int | None = None) -> list[Measure]:
    """F1 of both readers over the same pages; the better precision and recall stand in the notes."""
    folder = shared_folder(PAGES)
    if folder is None:
        return [skipped("reading/segments", f"no {PAGES} in the shared data")]
    gold = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    raw = pages(folder)
    present = [url for url, entry in gold.items() if raw.get(entry["file"])]
    theirs, ours = Kept(), Kept()
    titles = days = titled = dated = 0
    settings = Settings(max_characters=2_000_000)
    for url in chosen(present, sample):
        entry, page = gold[url], raw[gold[url]["file"]]
        began = time.perf_counter()
        text = trafilatura.extract(io.BytesIO(page).read(), include_comments=False) or ""
        theirs.seconds += time.perf_counter() - began
        theirs.count(text, entry["with"], entry["without"])
        began = time.perf_counter()
        document = _read(page, url, settings)
        ours.seconds += time.perf_counter() - began
        blocks = document.blocks if document else ()
        news = "\n".join(document.text[one.start : one.end] for one in blocks if one.kind in NEWS) if document else ""
        ours.count(news, entry["with"], entry["without"])
        if document is not None and entry.get("title"):
            titled += 1
            titles += entry["title"].strip() in (document.title, document.text.split("\n")[0].strip())
        if document is not None and entry.get("date"):
            dated += 1
            days += document.day is not None and document.day.isoformat() == entry["date"]
    size = f"{len(present) if sample is None else min(sample, len(present))} pages"
    note = (f"P {ours.precision:.3f} R {ours.recall:.3f}; trafilatura alone {theirs.f1:.4f}"
            f" (P {theirs.precision:.3f} R {theirs.recall:.3f})")  # fmt: skip
    return [
        Measure("reading/segments F1", ours.f1, theirs.f1, size, note),
        Measure("reading/titles", titles / max(1, titled), None, f"{titled} pages"),
        Measure("reading/days", days / max(1, dated), None, f"{dated} pages"),
    ]


def _read(page: bytes, url: str, settings: Settings) -> Document | None:
    try:
        article = article_of(decode(page), url)
        stated = Stated(title=article.title, published=article.date, origin="page")
        return document_of(url, article.text, settings, stated)
    except UnreadableError:
        return None


def errors(_sample: int | None) -> None:
    """Nothing is listed: the pages are best looked at in a browser."""
    print("no list of misses for pages")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return command(__doc__, measure, errors, arguments)


if __name__ == "__main__":
    sys.exit(main())
