"""A larger network that teaches the field tagger: all-mpnet-base-v2, its upper layers trained on the same passages.

It is too large to ship. What it finds in articles that nobody has marked, the tagger learns from (``softlabels.py``).
Base: all-mpnet-base-v2 (12 layers, 768 wide, uncased; Apache-2.0), the folder that its five PyPI parts unpack to.
``python -m training.teacher --base FOLDER --out FOLDER``; see README.md.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import MPNetModel

from rashomon.text.annotate import load_annotator
from rashomon.text.network import Annotator, Stretch, inputs
from rashomon.text.pieces import CLS, PAD, SEP, SHAPE_COUNT, UNKNOWN
from training.fields import Labels, Maker, asked, labels_of, parted, train_model
from training.model import DICE, Dropout
from training.tagger import words_of

WIDTH, BELOW = 768, 6
"""Width of the teacher, and how many of its layers stay as they are: their answers are kept, which halves the time."""
WIDE = 250
"""Pieces of a window: twice the tagger's, so that the teacher sees what the paragraph before told."""
SPECIAL = {PAD: "<pad>", CLS: "<s>", SEP: "</s>", UNKNOWN: "[UNK]"}


def halved(model: nn.Module) -> nn.Module:
    """The model with its matrices in bfloat16, for answers only: autocast would convert them anew at every call."""
    for part in model.modules():
        if isinstance(part, nn.Linear):
            part.to(torch.bfloat16)
    return model


class Lower:
    """The lower layers, frozen: a window to its hidden states, with the words' shapes as one more column."""

    def __init__(self, base: Path, annotator: Annotator) -> None:
        self.model = halved(MPNetModel.from_pretrained(str(base), add_pooling_layer=False).eval())
        words = {line: number for number, line in enumerate((base / "vocab.txt").read_text("utf8").split("\n"))}
        names = {number: word for word, number in annotator.tokenizer.get_vocab().items()} | SPECIAL
        self.numbers = np.array([words.get(names.get(number, ""), words["[UNK]"])
                                 for number in range(annotator.tokenizer.get_vocab_size())])

    def __call__(self, window: Sequence[Stretch]) -> np.ndarray:
        """(pieces, width + 1), half precision."""
        given = inputs(window)
        ids = torch.from_numpy(self.numbers[given["pieces"]])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.model.embeddings(input_ids=ids)
            bias = self.model.encoder.compute_position_bias(hidden)
            for layer in self.model.encoder.layer[:BELOW]:
                hidden = layer(hidden, position_bias=bias)[0]
        return np.concatenate([hidden[0].float().numpy(), given["shapes"][0][:, None]], 1).astype(np.float16)


class Teacher(nn.Module):
    """The upper layers and three heads; `forward` as that of the tagger."""

    def __init__(self, base: Path, labels: int, concepts: int) -> None:
        super().__init__()
        model = MPNetModel.from_pretrained(str(base), add_pooling_layer=False, attention_probs_dropout_prob=0.0,
                                           hidden_dropout_prob=0.0)
        self.encoder = model.encoder
        self.encoder.layer = self.encoder.layer[BELOW:]
        self.shapes = nn.Embedding(SHAPE_COUNT, WIDTH)
        self.dropout, self.head_dropout = Dropout(0.1, DICE), Dropout(0.25, DICE)
        self.fields = nn.Linear(WIDTH, labels)
        self.concepts = nn.Linear(WIDTH, concepts)
        self.other = nn.Linear(WIDTH, 1)
        with torch.no_grad():
            self.shapes.weight.zero_()
            self.fields.bias.fill_(-4.0)

    def forward(self, middle: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        hidden = self.dropout(middle[..., :WIDTH] + self.shapes(middle[..., WIDTH].long()))
        lean = (~mask).to(hidden.dtype)[:, None, None, :] * -10000.0
        bias = self.encoder.compute_position_bias(hidden)
        for layer in self.encoder.layer:
            hidden = layer(hidden, lean, bias)[0]
        word = self.head_dropout(words_of(hidden.float(), first, last))
        return {"fields": self.fields(word), "concepts": self.concepts(word), "other": self.other(word)}


def load_teacher(path: Path, base: Path) -> tuple[Teacher, Labels]:
    """A trained teacher and its labels."""
    parcel = torch.load(path, weights_only=True)
    labels = Labels(**parcel["labels"])
    model = Teacher(base, len(labels.labels), len(labels.concepts))
    model.load_state_dict(parcel["state"])
    halved(model.encoder)
    return model.eval(), labels


def main() -> None:
    parser = asked(__doc__, epochs=2, rate=8e-5, size=3000)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--labels", type=Path, help="a fields.pt whose labels to keep")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    dice = random.Random(options.seed)
    annotator = load_annotator(threads=1)
    train, dev = parted(options, annotator)
    begun = torch.load(options.labels, weights_only=True)["labels"] if options.labels else {}
    labels = Labels(**begun) if begun else labels_of(train)
    options.out.mkdir(parents=True, exist_ok=True)
    maker = Maker(annotator, Lower(options.base, annotator), labels, WIDE)
    made, held = maker.windows(train), maker.windows(dev)
    print(f"{len(train)} passages, {len(made)} windows, {sum(len(one.middle) for one in made)} pieces; "
          f"dev {len(dev)} passages", flush=True)
    model = Teacher(options.base, len(labels.labels), len(labels.concepts))
    model.encoder.relative_attention_bias.requires_grad_(False)
    train_model(model, made, held, labels, options, dice)
    torch.save({"labels": vars(labels), "state": model.state_dict()}, options.out / "teacher.pt")


if __name__ == "__main__":
    main()
