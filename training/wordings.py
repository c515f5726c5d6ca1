"""The table of `gather/oddity.py`: how often words and pairs of neighbours stand in news. Needs no torch.

    PYTHONPATH=src:. python -m training.wordings --data ../shared/data

Counts only, under 32-bit hashes and rounded to eighths of a power of two: no text can be read back from it. A
paragraph that stands in several places is counted once, so that boilerplate does not pass for prose.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rashomon.gather import oddity
from rashomon.text.shingles import plain_words

FEWEST = 3  # what was seen less often is left out
SHORTEST = 20  # characters of a paragraph
LATIN = 0.9  # share of plain letters from which a page counts as English
_SENTENCES = re.compile(r"(?<=[.!?:;])\s+|[\"“”]")


def texts(data: Path) -> Iterator[str]:
    """Yield the texts of the news corpora that are here."""
    for file in sorted((data / "stories/timeline17").glob("*/articles.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
    for file in sorted((data / "language/polnear/data/train/text").iterdir()):
        yield file.read_text("utf-8")
    for file in sorted((data / "language/worldwide-ner/processed_annotated").glob("*.tsv")):
        rows = file.read_text("utf-8").splitlines()[1:]
        yield " ".join(row.split("\t")[0] if row.strip() else "\n" for row in rows)
    with (data / "stories/gva_longtail/gva_documents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    for name in ("train.source", "train.target", "val.source"):
        yield re.sub(r"TITLE=>|ARTICLE=>|\[SEP\]", "\n", (data / "stories/neus_allsides" / name).read_text("utf-8"))
    for story in json.loads((data / "stories/kcna_2024/kcna_headlines_2024-11-11.json").read_text("utf-8")):
        yield story["story_text"]
    for archive in ("stories/naver_2025_12/raw_md.tar.xz", "stories/whenitson_2016/posts_2016.tar.xz"):
        yield from _archived(data / archive)
    for file in sorted((data / "language/tempeval3").rglob("*.tml")):
        yield re.sub(r"<[^>]+>", "", file.read_text("utf-8"))


def _archived(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as opened:
        for member in opened:
            handle = opened.extractfile(member) if member.isfile() else None
            text = handle.read().decode("utf-8", "replace") if handle else ""
            if text and sum(letter.isascii() for letter in text) > LATIN * len(text):
                yield text


def counted(data: Path) -> tuple[Counter[str], int]:
    """Words and pairs with their counts, and how many words there were."""
    counts: Counter[str] = Counter()
    total = 0
    seen: set[str] = set()
    for text in texts(data):
        for line in text.split("\n"):
            paragraph = " ".join(line.split())
            if len(paragraph) < SHORTEST or paragraph in seen:
                continue
            seen.add(paragraph)
            for sentence in _SENTENCES.split(paragraph):
                pairs = oddity.pairs_of(plain_words(sentence))
                if len(pairs) > 1:
                    total += len(pairs) - 1
                    counts.update(word for word, _ in pairs[1:])
                    counts.update(" ".join(pair) for pair in pairs)
    return counts, total


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(oddity.__file__).parent / oddity.TABLE)
    asked = parser.parse_args()
    counts, total = counted(asked.data)
    kept = {oddity.key_of(words): count for words, count in sorted(counts.items()) if count >= FEWEST}
    keys = np.array(sorted(kept), dtype=np.uint32)
    powers = np.array([round(oddity.STEPS * np.log2(kept[key])) for key in keys.tolist()], dtype=np.uint8)
    np.savez(asked.out, keys=keys, counts=powers, total=np.int64(total))
    print(f"{total} words, {len(keys)} entries, {asked.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
