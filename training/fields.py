"""Train the field tagger: ``python -m training.fields --out FOLDER`` (see README.md)."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor
from torch.nn import functional

from rashomon.packs.load import load_pack
from rashomon.text.annotate import annotate, cut, load_annotator
from rashomon.text.network import WEIGHTS, WINDOW, Annotator, Stretch, inputs, windows
from rashomon.text.sentences import sentences
from training.articles import read_real
from training.middle import with_middle
from training.passages import KINDS, MANY_KINDS, Passage, read_bank, read_story
from training.resume import shipped_state
from training.tagger import FieldSizes, Tagger

PACKS = Path(__file__).parents[1] / "src" / "rashomon" / "packs"
BANK = Path(__file__).parent / "bank"
REAL = Path(__file__).parent / "real.jsonl"
SURE, LOWEST_BAR, UNSURE_BAR, FEW_SPANS = 0.75, 0.3, 0.9, 8
BARS = [each / 100 for each in range(30, 98, 3)]
TELLS_OF_DEALINGS = "missile_test"
SURE_ENOUGH = 0.5
"""How likely a word must fill some field, by the teacher, to learn from it whether that is of another happening."""
BODY = ("layers", "encoder")
PACK_OF = {kind: pack for pack, kind in KINDS.items()}
QUIET = 0.3
"""Weight of unmarked words in a keyed story's sentence without a claim: keys leave headlines and repetitions out."""


@dataclass
class Window:
    """A window as the network reads it, and what is known of its words (word 0 is the root)."""

    passage: int
    middle: np.ndarray
    first: np.ndarray
    last: np.ndarray
    spans: list[tuple[int, int]]
    gold: np.ndarray
    weight: np.ndarray
    concept: np.ndarray
    other: np.ndarray


@dataclass(frozen=True)
class Labels:
    """Labels and concepts, in the order of the scores."""

    labels: list[str]
    concepts: list[str]


def labels_of(passages: Sequence[Passage]) -> Labels:
    """Labels and concepts met at least ten and three times."""
    fields = Counter(label for one in passages for mark in one.marks if mark.label and mark.known
                     for label in both(mark.label))
    concepts = Counter(mark.concept for one in passages for mark in one.marks if mark.concept)
    return Labels(sorted(each for each, count in fields.items() if count >= 10),
                  sorted(each for each, count in concepts.items() if count >= 3))


def both(label: str) -> tuple[str, ...]:
    """The label itself, and a field's name alone, which all kinds teach: "disaster.killed" and "killed"."""
    return (label,) if label.startswith("!") else (label, label.partition(".")[2])


class Maker:
    """Turns passages into windows with the encoder's middle states, which `middle` gives for a window's stretches."""

    def __init__(
        self, annotator: Annotator, middle: Callable[[Sequence[Stretch]], np.ndarray], labels: Labels,
        limit: int = WINDOW,
    ) -> None:
        """limit: pieces of a window."""
        self.annotator, self.middle, self.limit = annotator, middle, limit
        self.labels = {label: index for index, label in enumerate(labels.labels)}
        self.concepts = {concept: index for index, concept in enumerate(labels.concepts)}

    def windows(self, passages: Sequence[Passage]) -> list[Window]:
        texts = [(one.text, sentences(one.text)) for one in passages]
        drafts, stretches = cut(texts, self.annotator)
        made = []
        for window in windows(stretches, self.limit):
            number = window[0].document
            spans, sentence = [(-1, -1)], [-1]
            for stretch in window:
                own = drafts[number][stretch.sentence].spans
                spans += own[stretch.begin : stretch.begin + len(stretch.pieces)]
                sentence += [stretch.sentence] * len(stretch.pieces)
            given = inputs(window)
            ends = (given["first"][0], given["last"][0])
            made.append(self._window(passages[number], number, self.middle(window), ends, spans, sentence))
        return made

    def _window(self, passage, number, middle, ends, spans, sentence) -> Window:
        count = len(spans)
        gold = np.zeros((count, len(self.labels)), np.uint8)
        weight = np.zeros((count, len(self.labels)), np.float32)
        mine = [index for label, index in self.labels.items()
                if not self._packs_of(label).isdisjoint(passage.packs)]
        weight[1:] = 0.5  # another pack's fields: a text of one pack may still hold another's event
        if passage.packs == (TELLS_OF_DEALINGS,):
            # Reports on launches are full of protests and calls: left unmarked, they taught that none is a statement.
            weight[1:, [index for label, index in self.labels.items() if self._packs_of(label) == {MANY_KINDS}]] = 0.0
        weight[1:, mine] = 1.0
        concept = np.full(count, -1, np.int64)
        other = np.full(count, np.nan, np.float32)
        touched = set()
        for mark in passage.marks:
            words = [at for at in range(1, count) if spans[at][0] < mark.end and mark.start < spans[at][1]]
            touched |= {sentence[at] for at in words}
            if not mark.known:
                weight[words] = 0.0
                continue
            for index in (self.labels[each] for each in both(mark.label) if each in self.labels):
                gold[words, index] = 1
                weight[words, index] = 1.0
                concept[words] = self.concepts.get(mark.concept, -1) if mark.concept else concept[words]
                if not mark.label.startswith("!"):
                    other[words] = float(mark.other)
        if not passage.complete:
            triggers = [index for label, index in self.labels.items()
                        if label.startswith("!") or label.endswith(".part")]
            weight[:, triggers] = 0.0
            quiet = [at for at in range(1, count) if sentence[at] not in touched]
            weight[quiet] *= QUIET
        return Window(number, middle, *ends, spans, gold, weight, concept, other)

    def _packs_of(self, label: str) -> set[str]:
        """The packs whose passages tell whether the label is right; a field's bare name is told by all that have it."""
        kind, _, field = label.lstrip("!").partition(".")
        if label.startswith("!") or (field and field != "part"):
            return {PACK_OF.get(kind, "diplomacy")}
        return {PACK_OF.get(each.partition(".")[0], "diplomacy") for each in self.labels
                if each.partition(".")[2] == label and not each.startswith("!")}


def soft_windows(path: Path, maker: Maker) -> list[Window]:
    """Windows of unmarked articles with the teacher's likelihoods in place of marks."""
    told = pickle.loads(path.read_bytes())["told"]
    made = []
    for text, (starts, fields, concepts, other) in told:
        row = {int(start): at for at, start in enumerate(starts)}
        for one in maker.windows([Passage(tuple(PACK_OF.values()), text, (), "soft")]):
            known = [at for at, (start, _) in enumerate(one.spans) if start in row]
            here = [row[one.spans[at][0]] for at in known]
            one.gold, one.weight = one.gold.astype(np.float16), np.zeros(one.gold.shape, np.float16)
            one.gold[known], one.weight[known] = fields[here], 1.0
            one.concept[known] = concepts[here]
            filled = [at for at, where in zip(known, here, strict=True) if fields[where].max(initial=0) > SURE_ENOUGH]
            one.other[filled] = other[[row[one.spans[at][0]] for at in filled]]
            made.append(one)
    return made


def middle_of(session: onnxruntime.InferenceSession) -> Callable[[Sequence[Stretch]], np.ndarray]:
    """A window's middle states (pieces, width) by a graph that `with_middle` has written."""
    return lambda window: session.run(["middle"], inputs(window))[0][0].astype(np.float16)


def collate(part: Sequence[Window]) -> dict[str, Tensor]:
    rows, length = len(part), max(len(one.middle) for one in part)
    count = max(len(one.first) for one in part)
    width, labels = part[0].middle.shape[1], part[0].gold.shape[1]
    batch = {
        "middle": np.zeros((rows, length, width), np.float32), "mask": np.zeros((rows, length), bool),
        "first": np.zeros((rows, count), np.int64), "last": np.zeros((rows, count), np.int64),
        "gold": np.zeros((rows, count, labels), np.float32), "weight": np.zeros((rows, count, labels), np.float32),
        "concept": np.full((rows, count), -1, np.int64), "other": np.full((rows, count), np.nan, np.float32),
    }
    for row, one in enumerate(part):
        batch["middle"][row, : len(one.middle)] = one.middle
        batch["mask"][row, : len(one.middle)] = True
        for name in ("first", "last", "gold", "weight", "concept", "other"):
            values = getattr(one, name)
            batch[name][row, : len(values)] = values
    return {name: torch.from_numpy(value) for name, value in batch.items()}


def loss_of(model: Tagger, batch: dict[str, Tensor], lean: float) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        got = model(batch["middle"], batch["mask"], batch["first"], batch["last"])
    got = {name: value.float() for name, value in got.items()}
    words = batch["weight"].amax(-1).gt(0).sum().clamp(min=1)
    each = functional.binary_cross_entropy_with_logits(got["fields"], batch["gold"], reduction="none")
    total = (each * batch["weight"] * (1 + (lean - 1) * batch["gold"])).sum() / words
    known = batch["concept"] >= 0
    if known.any():
        total = total + 0.2 * functional.cross_entropy(got["concepts"][known], batch["concept"][known])
    told = ~torch.isnan(batch["other"])
    if told.any():
        total = total + 0.1 * functional.binary_cross_entropy_with_logits(
            got["other"].squeeze(-1)[told], batch["other"][told])
    return total


def bars_of(model: Tagger, made: Sequence[Window], labels: Labels) -> list[float]:
    """For each label the least likelihood from which SURE of the spans found in unseen passages are right."""
    found: list[list[tuple[float, bool]]] = [[] for _ in labels.labels]
    with torch.no_grad():
        for one in made:
            batch = collate([one])
            got = torch.sigmoid(model(batch["middle"], batch["mask"], batch["first"], batch["last"])["fields"])[0]
            likely = got.numpy()
            for index in range(len(labels.labels)):
                for begin, end in runs(likely[:, index] > LOWEST_BAR):
                    if one.weight[begin:end, index].max() > 0:
                        right = bool(one.gold[begin:end, index].any())
                        found[index].append((float(likely[begin:end, index].max()), right))
    bars = []
    for spans in found:
        fitting = [bar for bar in BARS if (above := [right for score, right in spans if score >= bar])
                   and sum(above) >= SURE * len(above)]
        bars.append(round(min(fitting), 2) if len(spans) >= FEW_SPANS and fitting else UNSURE_BAR)
    return bars


def scored(model: Tagger, made: Sequence[Window], labels: Labels) -> dict[str, tuple[int, int, int, int]]:
    """For each label: gold runs, those met by a found run, found runs, those met by a gold run."""
    model.eval()
    table = {label: [0, 0, 0, 0] for label in labels.labels}
    with torch.no_grad():
        for begin in range(0, len(made), 16):
            part = made[begin : begin + 16]
            batch = collate(part)
            got = torch.sigmoid(model(batch["middle"], batch["mask"], batch["first"], batch["last"])["fields"]).numpy()
            for row, one in enumerate(part):
                for index, label in enumerate(labels.labels):
                    gold = runs(one.gold[:, index] > 0)
                    found = [run for run in runs(got[row, : len(one.first), index] > 0.5)
                             if one.weight[run[0] : run[1], index].max() > 0]
                    table[label][0] += len(gold)
                    table[label][1] += sum(any(a < d and c < b for c, d in found) for a, b in gold)
                    table[label][2] += len(found)
                    table[label][3] += sum(any(a < d and c < b for c, d in gold) for a, b in found)
    model.train()
    return {label: tuple(each) for label, each in table.items()}


def runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Half-open runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def summary(table: dict[str, tuple[int, int, int, int]]) -> str:
    def line(name: str, rows: list[tuple[int, int, int, int]]) -> str:
        gold, met, found, right = (sum(row[at] for row in rows) for at in range(4))
        recall, precision = met / max(1, gold), right / max(1, found)
        f1 = 2 * recall * precision / max(1e-9, recall + precision)
        return f"{name:34} {gold:5} recall {recall:.3f} precision {precision:.3f} f1 {f1:.3f}"

    kinds = sorted({label.split(".")[0] for label in table})
    out = [line(kind, [row for label, row in table.items() if label.split(".")[0] == kind]) for kind in kinds]
    out.append(line("fields", [row for label, row in table.items() if not label.startswith("!")]))
    return "\n".join(out)


def asked(told: str | None, epochs: float, rate: float, size: int) -> argparse.ArgumentParser:
    """What a training by passages asks for, with its own defaults: data, what is kept apart, rates."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--bank", type=Path, default=BANK)
    parser.add_argument("--stories", type=Path, nargs="*", default=None, help="folders of keyed stories, PACK/NAME")
    parser.add_argument("--without", nargs="*", default=[], help="stories left out, to measure on")
    parser.add_argument("--dev", nargs="*", default=[], help="bank files whose name ends so are measured on instead")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=epochs)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--size", type=int, default=size, help="pieces a batch")
    parser.add_argument("--lean", type=float, default=1.5, help="weight of marked words against unmarked ones")
    parser.add_argument("--seed", type=int, default=7)
    return parser


def parted(options: argparse.Namespace, annotator: Annotator) -> tuple[list[Passage], list[Passage]]:
    """All passages: those to train on, those to measure on."""
    passages = read_bank(options.bank) + stories(options, annotator) + read_real(REAL)
    aside = (*options.dev, *options.without)
    dev = [one for one in passages if aside and one.source.endswith(aside)]
    return [one for one in passages if one not in dev], dev


def main() -> None:
    parser = asked(__doc__, epochs=8, rate=1e-4, size=2000)
    parser.add_argument("--after", type=int, default=3)
    parser.add_argument("--start", type=Path, help="a fields.pt to train on from, with its labels")
    parser.add_argument("--soft", type=Path, help="what a teacher finds in unmarked articles (training.softlabels)")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    dice = random.Random(options.seed)
    annotator = load_annotator(threads=1)
    train, dev = parted(options, annotator)
    begun = torch.load(options.start, weights_only=True) if options.start else {}
    labels = Labels(**begun["labels"]) if begun else labels_of(train)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        with_middle(WEIGHTS / "annotator.onnx", Path(scratch) / "middle.onnx", options.after)
        session = onnxruntime.InferenceSession(str(Path(scratch) / "middle.onnx"), providers=["CPUExecutionProvider"])
    maker = Maker(annotator, middle_of(session), labels)
    made, held = maker.windows(train), maker.windows(dev)
    if options.soft:
        made += soft_windows(options.soft, maker)
    print(f"{len(train)} passages, {len(made)} windows, {sum(len(one.middle) for one in made)} pieces, "
          f"{len(labels.labels)} labels, {len(labels.concepts)} concepts; dev {len(dev)} passages", flush=True)
    sizes = FieldSizes(len(labels.labels), len(labels.concepts), options.after, 6 - options.after)
    model = Tagger(sizes)
    model.start_from(shipped_state(WEIGHTS))
    if options.start:
        model.load_state_dict(begun["state"])
    train_model(model, made, held, labels, options, dice)
    bank = [one for one in held if dev[one.passage].complete]
    parcel = {"sizes": vars(sizes), "labels": vars(labels), "bars": bars_of(model, bank, labels)}
    torch.save(parcel | {"state": model.state_dict()}, options.out / "fields.pt")


def train_model(model, made, held, labels, options, dice) -> None:
    heads = [each for name, each in model.named_parameters() if not name.startswith(BODY)]
    body = [each for name, each in model.named_parameters() if name.startswith(BODY) and each.requires_grad]
    groups = [{"params": body, "peak": options.rate}, {"params": heads, "peak": options.head_rate}]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01)
    order = batches(made, options.size, dice)
    steps = int(len(order) * options.epochs)
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    step, begun, running = 0, time.time(), []
    while step < steps:
        for part in batches(made, options.size, dice):
            progress = step / steps
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(1.0, (step + 1) / 60) * (1 - progress)
            loss = loss_of(model, collate(part), options.lean)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            running.append(float(loss.detach()))
            step += 1
            decay = min(0.995, step / (step + 20))
            for name, value in model.state_dict().items():
                mean[name].lerp_(value, 1 - decay)
            if step % 200 == 0:
                took = time.time() - begun
                print(f"step {step}/{steps} loss {sum(running[-200:]) / 200:.4f} {took:.0f}s", flush=True)
            if step >= steps:
                break
        if held:
            print(summary(scored(model, held, labels)).splitlines()[-1], flush=True)
    model.load_state_dict(mean)
    model.eval()
    if held:
        print(summary(scored(model, held, labels)), flush=True)
        model.eval()


def batches(made: Sequence[Window], pieces: int, dice: random.Random) -> list[list[Window]]:
    """Windows of like length together, in random order."""
    order = sorted(made, key=lambda one: len(one.middle) + dice.random() * 20)
    out: list[list[Window]] = [[]]
    for one in order:
        if out[-1] and len(one.middle) * (len(out[-1]) + 1) > pieces:
            out.append([])
        out[-1].append(one)
    dice.shuffle(out)
    return [part for part in out if part]


def stories(options: argparse.Namespace, annotator: Annotator) -> list[Passage]:
    """The packs' gold stories (or those given), without those left out."""
    folders = options.stories
    if folders is None:
        folders = sorted(path.parent for path in PACKS.glob("*/gold/*/key.json"))

    def annotated(text: str):
        return annotate([(text, sentences(text))], annotator)[0].sentences

    found = []
    for folder in folders:
        name = json.loads((folder / "key.json").read_text("utf8"))["pack"]
        found += read_story(folder, load_pack(PACKS / name), annotated)
    return found


if __name__ == "__main__":
    main()
