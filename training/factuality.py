"""How sure an event sounds, one sentence a document: UDS-IH2 and UW rate events, WikiWeasel and BioScope mark doubt.

Of WikiWeasel only the half that `bench.measure.looked_at` allows is read, for the other half is what is reported.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.measure import looked_at
from rashomon.text.words import words
from training.documents import Document, Sentence

CLOSING = frozenset([
    ".", ",", ";", ":", "?", "!", "%", ")", "]", "}", "''", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'",
])  # fmt: skip
OPENING = frozenset(["(", "[", "{", "$", "``"])


def glued(given: list[str]) -> list[bool]:
    """Whether no space stands before each word of a tokenised sentence."""
    made, before = [], ""
    for word in given:
        made.append(bool(before) and (word in CLOSING or before in OPENING or "-" in (word, before)))
        before = word
    return made


def read_factuality(folder: Path, split: str) -> list[Document]:
    """Rated sentences of a split; hedged ones only for training, they are measured in running text."""
    found = []
    for name in ("UDS_IH2", "UW"):
        lines = (folder / "glue_data" / name / f"{split}.jsonl").read_text("utf8").splitlines()
        for number, row in enumerate(map(json.loads, lines)):
            tokens = row["text"].split()
            marks = [(one["span1"][1] - 1, float(one["label"])) for one in row["targets"]]
            sentence = Sentence(tokens, glued(tokens), ratings=marks)
            found.append(Document(f"{name} {number}", "factuality", [sentence]))
    return [*found, *_doubted(folder.parent / "hedges" / "Data")] if split == "train" else found


def _doubted(folder: Path) -> list[Document]:
    wiki, bio = folder / "WikiWeasel", folder / "BioScope" / "Sentences"
    found = []
    for path in (wiki / "train_wikiweasel", bio / "train_bioscope"):
        for told in ("uncertain", "certain"):
            lines = path.with_name(f"{path.name}_{told}_sentences.txt").read_text("utf8", "replace").splitlines()
            for number, line in enumerate(map(str.strip, lines)):
                # BioScope has five sentences in six without doubt; a third of them is enough.
                spare = path.name == "train_bioscope" and told == "certain" and number % 3
                if line and not spare and (path.name == "train_bioscope" or looked_at(line)):
                    spans = words(line, 0, len(line))
                    before = [-1, *(end for _, end in spans)]
                    tight = [start == last for (start, _), last in zip(spans, before, strict=False)]
                    sentence = Sentence([line[a:b] for a, b in spans], tight, doubted=told == "uncertain")
                    found.append(Document(f"{path.name} {told} {number}", "factuality", [sentence]))
    return found
