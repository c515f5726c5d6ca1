"""A head for how sure an event sounds, on the frozen encoder: ``python -m training.certainty --data FOLDER``.

Measures what the shipped encoder already knows of certainty. The shipped graph is run with the output of its second,
fourth and last layer exposed (its other outputs stay the same to the bit); each word gets the mean of its first and
last piece in the three; on these stands one layer of self-attention over the sentence, with a bias by distance, and two
answers: how sure each word's event sounds (-3..3) and whether the sentence has a cue of doubt. Trained on the train
parts of UDS-IH2 and UW and on WikiWeasel, a tenth of each held out to watch; measured on the dev parts of the former.

Needs torch, onnx and some 3 GB of memory; ten minutes on a free core. Nothing of it is shipped: see docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.text.network import LONGEST, WEIGHTS, load_annotator
from rashomon.text.pieces import CLS, SEP, SPECIAL_SHAPE, piece_ids, shape
from rashomon.text.words import words

LAYERS = (2, 4, 6)
FEATURES = 384 * len(LAYERS)
WIDTH, HEADS, REACH = 128, 4, 16
MOST_PIECES = 20
CLOSING = frozenset([
    ".", ",", ";", ":", "?", "!", "%", ")", "]", "}", "''", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'",
])  # fmt: skip
OPENING = frozenset(["(", "[", "{", "$", "``"])
Marks = list[tuple[int, float]]
Item = tuple[np.ndarray, Marks, float | None]


def exposed() -> tuple[onnxruntime.InferenceSession, list[str]]:
    """The shipped network with the outputs of some layers as further answers, and their names."""
    model = onnx.load(str(WEIGHTS / "annotator.onnx"))
    maker = {name: node for node in model.graph.node for name in node.output}
    inputs = []
    for node in model.graph.node:
        if node.op_type == "MultiHeadAttention":  # back to what its layer was given
            name = node.input[0]
            while maker[name].op_type != "DynamicQuantizeLinear":
                made = [one for one in maker[name].input if one in maker]
                quantised = [one for one in made if maker[one].op_type == "DynamicQuantizeLinear"]
                name = (quantised or made)[0]
            inputs.append(maker[name].input[0])
    gathered = [node.input[0] for node in model.graph.node if node.op_type == "GatherElements"]
    names = [(*inputs, gathered[0])[layer] for layer in LAYERS]
    for name in names:
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]), names


def glued(given: list[str]) -> list[bool]:
    """Whether no space stands before each word of a tokenised sentence."""
    made, before = [], ""
    for word in given:
        made.append(bool(before) and (word in CLOSING or before in OPENING or "-" in (word, before)))
        before = word
    return made


def features(sentences: list[list[str]]) -> list[np.ndarray]:
    """What the frozen encoder says of every word, as half floats."""
    session, names = exposed()
    known = piece_ids(sorted({word for one in sentences for word in one}), load_annotator(None, 1).tokenizer)
    found = []
    for sentence in sentences:
        pieces, shapes, first, last = [CLS], [SPECIAL_SHAPE], [], []
        for word, tight in zip(sentence, glued(sentence), strict=True):
            ids = known[word][:MOST_PIECES]
            if len(pieces) + len(ids) > LONGEST:
                break
            first.append(len(pieces))
            pieces += ids
            shapes += [shape(word, tight)] * len(ids)
            last.append(len(pieces) - 1)
        rows = {"pieces": [*pieces, SEP], "shapes": [*shapes, SPECIAL_SHAPE], "first": first, "last": last}
        answers = session.run(names, {name: np.array([row], np.int64) for name, row in rows.items()})
        found.append(np.concatenate([(one[0][first] + one[0][last]) / 2 for one in answers], 1).astype(np.float16))
    return found


def rated(path: Path) -> tuple[list[list[str]], list[Marks]]:
    """Sentences with the word and the rating of each event."""
    rows = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    marks = [[(one["span1"][1] - 1, float(one["label"])) for one in row["targets"]] for row in rows]
    return [row["text"].split() for row in rows], marks


def items(path: Path) -> list[Item]:
    """Features with ratings."""
    sentences, marks = rated(path)
    return [(made, [one for one in found if one[0] < len(made)], None)
            for made, found in zip(features(sentences), marks, strict=True)]


def doubted(folder: Path) -> list[Item]:
    """Features of WikiWeasel's sentences with whether they hold a cue of doubt."""
    texts, labels = [], []
    for label, name in ((1.0, "uncertain"), (0.0, "certain")):
        for line in (folder / f"train_wikiweasel_{name}_sentences.txt").read_text("utf8", "replace").splitlines():
            if line.strip():
                texts.append([line[a:b] for a, b in words(line, 0, len(line))])
                labels.append(label)
    return [(made, [], label) for made, label in zip(features(texts), labels, strict=True)]


class Head(nn.Module):
    """One layer of self-attention over a sentence's words; ratings, and one score of doubt a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(FEATURES, WIDTH)
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.far = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(3))
        self.rating, self.doubt = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        nn.init.constant_(self.doubt.bias, -5.0)  # a sentence is in doubt by its best word, so words begin far below
        self.drop, self.drop_first = nn.Dropout(0.3), nn.Dropout(0.2)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        rows, size, _ = x.shape
        h = self.norms[0](functional.gelu(self.first(self.drop_first(x))))
        query, key, value = (
            one.view(rows, size, HEADS, -1).transpose(1, 2) for one in self.mix(h).split(WIDTH, -1))
        place = torch.arange(size)
        apart = (place[None] - place[:, None]).clamp(-REACH, REACH) + REACH
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH / HEADS) + self.far[:, apart]
        shares = scores.masked_fill(~mask[:, None, None], -1e9).softmax(-1)
        mixed = (self.drop(shares) @ value).transpose(1, 2).reshape(rows, size, -1)
        h = self.norms[1](h + self.drop(self.out(mixed)))
        h = self.drop(self.norms[2](h + self.drop(self.narrow(functional.gelu(self.wide(h))))))
        doubt = self.doubt(h)[..., 0].masked_fill(~mask, -20.0)
        return self.rating(h)[..., 0], torch.logsumexp(doubt, 1)


Batch = tuple[Tensor, Tensor, Tensor, Tensor]


def packed(given: list[Item], size: int = 48) -> list[Batch]:
    """Batches of sentences of like length: features, mask, ratings and doubts (nan where there is none)."""
    ordered = sorted(given, key=lambda one: len(one[0]))
    made = []
    for begin in range(0, len(ordered), size):
        part = ordered[begin : begin + size]
        longest = max(len(one[0]) for one in part)
        x = torch.zeros(len(part), longest, FEATURES, dtype=torch.float16)
        mask = torch.zeros(len(part), longest, dtype=torch.bool)
        ratings = torch.full((len(part), longest), torch.nan)
        doubts = torch.full((len(part),), torch.nan)
        for row, (found, marks, doubt) in enumerate(part):
            x[row, : len(found)] = torch.from_numpy(found)
            mask[row, : len(found)] = True
            for word, rating in marks:
                ratings[row, word] = rating
            if doubt is not None:
                doubts[row] = doubt
        made.append((x, mask, ratings, doubts))
    return made


def train(head: Head, batches: list[Batch], epochs: int, seed: int) -> None:
    """Adam with one cycle of the rate; the loss of ratings is smooth L1, that of doubts a cross-entropy."""
    chance = random.Random(seed)
    optimiser = torch.optim.AdamW(head.parameters(), 1e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.5e-3, epochs * len(batches), pct_start=0.1)
    for epoch in range(epochs):
        head.train()
        for x, mask, ratings, doubts in chance.sample(batches, len(batches)):
            said, doubt = head(x.float(), mask)
            given, told = ~torch.isnan(ratings), ~torch.isnan(doubts)
            loss = said.sum() * 0.0
            if given.any():
                loss = loss + functional.smooth_l1_loss(said[given], ratings[given])
            if told.any():
                loss = loss + functional.binary_cross_entropy_with_logits(doubt[told], doubts[told])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        print(f"epoch {epoch} done", flush=True)


@torch.no_grad()
def scored(head: Head, batches: list[Batch]) -> str:
    """Pearson r and mean absolute error of ratings, or F1 of doubts."""
    head.eval()
    answers = [(*head(x.float(), mask), ratings, doubts) for x, mask, ratings, doubts in batches]
    given = [~torch.isnan(ratings) for _, _, ratings, _ in answers]
    said = torch.cat([one[0][known] for one, known in zip(answers, given, strict=True)]).clamp(-3, 3).numpy()
    if len(said):
        true = torch.cat([one[2][known] for one, known in zip(answers, given, strict=True)]).numpy()
        return f"r {np.corrcoef(said, true)[0, 1]:.3f}, mean error {np.abs(said - true).mean():.3f}, {len(said)} events"
    mine = torch.cat([one[1] for one in answers]).numpy() > 0
    theirs = torch.cat([one[3] for one in answers]).numpy() > 0
    return f"F1 {2 * (mine & theirs).sum() / max(1, mine.sum() + theirs.sum()):.3f}, {len(mine)} sentences"


def parted(given: list[Item]) -> tuple[list[Item], list[Item]]:
    """Nine tenths to train on and one to watch, by a hash of the features."""
    held = [hashlib.sha256(one[0].tobytes()).digest()[0] % 10 == 0 for one in given]
    return ([one for one, out in zip(given, held, strict=True) if not out],
            [one for one, out in zip(given, held, strict=True) if out])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora (shared/data/language)")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="write the head here")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    glue = options.data / "factuality" / "glue_data"
    weasel = doubted(options.data / "hedges" / "Data" / "WikiWeasel")
    uds, watched = parted(items(glue / "UDS_IH2" / "train.jsonl"))
    uw, watched_uw = parted(items(glue / "UW" / "train.jsonl"))
    weasel, watched_weasel = parted(weasel)
    head = Head()
    train(head, packed([*uds, *uw, *weasel]), options.epochs, options.seed)
    print("watched: UDS", scored(head, packed(watched)), "; UW", scored(head, packed(watched_uw)))
    print("WikiWeasel, held out:", scored(head, packed(watched_weasel)))
    for name in ("UDS_IH2", "UW"):
        print(f"{name} dev:", scored(head, packed(items(glue / name / "dev.jsonl"))))
    if options.out:
        torch.save(head.state_dict(), options.out)


if __name__ == "__main__":
    main()
