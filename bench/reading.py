"""Main text of web pages against trafilatura's own evaluation set: ours must not lose what trafilatura keeps.

Usage: python bench/reading.py [PAGES]; prints precision, recall and F1 over the set's wanted and unwanted segments for
trafilatura alone and for what we call news in its text (title, headlines, body), then the share of right titles and
days.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tarfile
import time
from pathlib import Path

import trafilatura

from rashomon.errors import UnreadableError
from rashomon.read.blocks import NEWS
from rashomon.read.decode import decode
from rashomon.read.html import article_of
from rashomon.read.records import Stated, document_of
from rashomon.settings import Settings

DEFAULT = (
    Path(os.environ.get("RASHOMON_SHARED", Path(__file__).parents[2] / "shared"))
    / "data/language/pages/trafilatura-eval"
)


def pages(folder: Path) -> dict[str, bytes]:
    """Every cached page of the evaluation set by its file name."""
    found: dict[str, bytes] = {}
    with tarfile.open(folder / "trafilatura-eval.tar.xz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.isfile() else None
            if handle is not None:
                found[Path(member.name).name] = handle.read()
    return found


def main(limit: int) -> None:
    """Score the first `limit` pages and print the table."""
    gold = json.loads((DEFAULT / "evaldata.json").read_text(encoding="utf-8"))
    raw = pages(DEFAULT)
    counts = {"trafilatura": [0, 0, 0], "rashomon": [0, 0, 0]}
    spent = {"trafilatura": 0.0, "rashomon": 0.0}
    titles = days = titled = dated = 0
    settings = Settings(max_characters=2_000_000)
    for url, entry in list(gold.items())[:limit]:
        page = raw.get(entry["file"])
        if not page:
            continue
        began = time.perf_counter()
        theirs = trafilatura.extract(io.BytesIO(page).read(), include_comments=False) or ""
        spent["trafilatura"] += time.perf_counter() - began
        began = time.perf_counter()
        try:
            article = article_of(decode(page), url)
            document = document_of(
                url, article.text, settings, Stated(title=article.title, published=article.date, origin="page")
            )
            ours = "\n".join(document.text[one.start : one.end] for one in document.blocks if one.kind in NEWS)
        except UnreadableError:
            ours, document = "", None
        spent["rashomon"] += time.perf_counter() - began
        for name, text in (("trafilatura", theirs), ("rashomon", ours)):
            kept = sum(segment in text for segment in entry["with"])
            wrong = sum(segment in text for segment in entry["without"])
            for place, value in enumerate((kept, wrong, len(entry["with"]) - kept)):
                counts[name][place] += value
        if document is not None and entry.get("title"):
            titled += 1
            titles += entry["title"].strip() in (document.title, document.text.split("\n")[0].strip())
        if document is not None and entry.get("date"):
            dated += 1
            days += document.day is not None and document.day.isoformat() == entry["date"]
    for name, (right, wrong, missed) in counts.items():
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:12} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {spent[name]:.1f} s")
    print(f"titles {titles}/{titled}, days {days}/{dated}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
