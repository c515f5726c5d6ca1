"""The network: MiniLM with a shape embedding, and small heads over words.

A window is a row of word pieces: [CLS] sentence [SEP] sentence [SEP] ... Word 0 of every window is the artificial root
and reads its vector from [CLS]. Syntax stays inside a sentence (masked outside), attribution may cross sentences.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rashomon.text.pieces import SHAPE_COUNT

HIDDEN, HEADS, FEED, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
ARC, SUM, PRODUCT, LINK, SURE = 256, 128, 64, 96, 64


@dataclass(frozen=True)
class Sizes:
    """How many labels each head has."""

    pos: int
    relations: int
    names: int


class Dice(threading.local):
    """Random bytes for dropout, one stream a thread; torch's own generator is serial and slow on CPU."""

    def __init__(self) -> None:
        self.stream = np.random.Generator(np.random.SFC64(0))


DICE = Dice()


class Dropout(nn.Module):
    def __init__(self, share: float, dice: Dice) -> None:
        super().__init__()
        self.least, self.dice = round(256 * share), dice

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        draw = torch.frombuffer(bytearray(self.dice.stream.bytes(x.numel())), dtype=torch.uint8)
        return x * draw.view(x.shape).ge(self.least).to(x.dtype).mul_(256 / (256 - self.least))

    def __deepcopy__(self, memo: dict) -> Dropout:
        return Dropout(self.least / 256, self.dice)


class Layer(nn.Module):
    """One encoder layer. Attention is written out: the fused backward of torch on CPU is several times slower."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm_attention = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.wide = nn.Linear(HIDDEN, FEED)
        self.narrow = nn.Linear(FEED, HIDDEN)
        self.norm_feed = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout, DICE)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        query, key, value = self.mix(x).view(rows, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.matmul(query, key.transpose(-1, -2)) * (HIDDEN // HEADS) ** -0.5
        weights = (scores + mask.to(scores.dtype)).softmax(-1)
        mixed = torch.matmul(weights, value).transpose(1, 2).reshape(rows, length, HIDDEN)
        x = self.norm_attention(x + self.dropout(self.out(mixed)))
        return self.norm_feed(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.places = nn.Embedding(PLACES, HIDDEN)
        self.shapes = nn.Embedding(SHAPE_COUNT, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout, DICE)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        places = self.places.weight[: pieces.shape[1]].unsqueeze(0)
        x = self.dropout(self.norm(self.pieces(pieces) + places + self.shapes(shapes)))
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load(self, path: Path) -> None:
        """Take the base weights (a sentence-transformers BERT in safetensors)."""
        raw = load_file(path)
        base = {name.removeprefix("bert."): value for name, value in raw.items()}
        state = self.state_dict()
        state["pieces.weight"] = base["embeddings.word_embeddings.weight"]
        state["places.weight"] = base["embeddings.position_embeddings.weight"]
        # The base knows one kind of token; every shape starts from it and learns to differ.
        state["shapes.weight"] = base["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPE_COUNT, 1)
        renamed = {"norm": "embeddings.LayerNorm"}
        for index in range(LAYERS):
            theirs, ours = f"encoder.layer.{index}.", f"layers.{index}."
            for kind in ("weight", "bias"):
                parts = [base[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                state[f"{ours}mix.{kind}"] = torch.cat(parts)
            renamed[ours + "out"] = theirs + "attention.output.dense"
            renamed[ours + "norm_attention"] = theirs + "attention.output.LayerNorm"
            renamed[ours + "wide"] = theirs + "intermediate.dense"
            renamed[ours + "narrow"] = theirs + "output.dense"
            renamed[ours + "norm_feed"] = theirs + "output.LayerNorm"
        for ours, theirs in renamed.items():
            for kind in ("weight", "bias"):
                state[f"{ours}.{kind}"] = base[f"{theirs}.{kind}"]
        self.load_state_dict(state)


def _projection(width: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, width), nn.GELU(), Dropout(dropout, DICE))


class Annotator(nn.Module):
    """Encoder and heads; ``forward`` gives raw scores by name (see ``OUTPUTS``)."""

    OUTPUTS = (
        "pos", "arcs", "relation_word", "relation_head", "names", "voices", "times", "link_word", "link_cue",
        "sureness",
    )  # fmt: skip

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = Dropout(head_dropout, DICE)
        self.pos = nn.Linear(HIDDEN, sizes.pos)
        self.names = nn.Linear(HIDDEN, sizes.names)
        self.voices = nn.Linear(HIDDEN, 9)  # outside, begin, inside of source, cue, content
        self.times = nn.Linear(HIDDEN, 3)
        self.sure_word = _projection(SURE, head_dropout)
        self.sureness = nn.Linear(SURE, 2)  # how sure the word's event sounds, and whether the word casts doubt
        with torch.no_grad():
            self.sureness.bias[1] = -5.0  # a sentence is in doubt by its best word: words begin far below
        self.arc_word = _projection(ARC, head_dropout)
        self.arc_head = _projection(ARC, head_dropout)
        self.arc_form = nn.Linear(ARC, ARC, bias=False)
        self.arc_lean = nn.Linear(ARC, 1, bias=False)
        self.relation_word = nn.Linear(HIDDEN, SUM + PRODUCT)
        self.relation_head = nn.Linear(HIDDEN, SUM + PRODUCT)
        self.relation_out = nn.Linear(SUM + PRODUCT, sizes.relations)
        self.link_word = _projection(LINK, head_dropout)
        self.link_cue = nn.Linear(HIDDEN, 2 * LINK)

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Pieces and shapes: (rows, pieces); first, last: piece of each word (rows, words). All are integers."""
        return self.heads(self.encoder(pieces, shapes), first, last)

    def heads(self, hidden: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Scores of every head over words, from the encoder's last layer."""
        wide = (-1, -1, HIDDEN)
        left = torch.gather(hidden, 1, first.unsqueeze(-1).expand(wide))
        right = torch.gather(hidden, 1, last.unsqueeze(-1).expand(wide))
        word = self.dropout((left + right) * 0.5)
        heads = self.arc_head(word)
        arcs = torch.matmul(self.arc_form(self.arc_word(word)), heads.transpose(1, 2)) * ARC**-0.5
        return {
            "pos": self.pos(word),
            "arcs": arcs + self.arc_lean(heads).transpose(1, 2),
            "relation_word": self.relation_word(word),
            "relation_head": self.relation_head(word),
            "names": self.names(word),
            "voices": self.voices(word),
            "times": self.times(word),
            "link_word": self.link_word(word),
            "link_cue": self.link_cue(word),
            "sureness": self.sureness(self.sure_word(word)),
        }

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores of relations between words and their heads, both (..., SUM + PRODUCT)."""
        joined = functional.relu(words[..., :SUM] + heads[..., :SUM])
        crossed = words[..., SUM:] * heads[..., SUM:]
        return self.relation_out(self.dropout(torch.cat([joined, crossed], -1)))

    @staticmethod
    def links(word: Tensor, cue: Tensor) -> Tensor:
        """Scores that a word is of the source (0) or content (1) of a cue.

        (rows, words, LINK) and (rows, cues, 2 LINK) to (rows, 2, cues, words).
        """
        rows, cues, _ = cue.shape
        split = cue.view(rows, cues, 2, LINK).transpose(1, 2)
        return torch.matmul(split, word.transpose(1, 2).unsqueeze(1)) * LINK**-0.5
