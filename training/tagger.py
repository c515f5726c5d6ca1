"""The field tagger: the encoder's upper layers once more, trained apart, and three heads over words.

It reads what the annotator's encoder has after its lower layers ("middle"), so that the text is embedded once; the
annotator's own upper layers and heads stay as they are, and so do their scores.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.model import DICE, HIDDEN, LAYERS, Dropout, Layer


@dataclass(frozen=True)
class FieldSizes:
    """How many labels and concepts there are, and after how many layers of the annotator the tagger begins."""

    labels: int
    concepts: int
    after: int = 3
    layers: int = 3


def words_of(hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Words (rows, words, width) from their pieces (rows, pieces, width); first, last: of each word (rows, words)."""
    wide = (-1, -1, hidden.shape[-1])
    left = torch.gather(hidden, 1, first.unsqueeze(-1).expand(wide))
    right = torch.gather(hidden, 1, last.unsqueeze(-1).expand(wide))
    return (left + right) * 0.5


class Tagger(nn.Module):
    """Layers and heads; `forward` gives raw scores by name: fields, concepts, other."""

    OUTPUTS = ("fields", "concepts", "other")

    def __init__(self, sizes: FieldSizes, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(sizes.layers))
        self.dropout = Dropout(head_dropout, DICE)
        self.fields = nn.Linear(HIDDEN, sizes.labels)
        self.concepts = nn.Linear(HIDDEN, sizes.concepts)
        self.other = nn.Linear(HIDDEN, 1)
        with torch.no_grad():
            self.fields.bias.fill_(-4.0)  # most words fill no field

    def start_from(self, state: dict[str, Tensor]) -> None:
        """Begin with the annotator's upper layers (names as in `training.model.Annotator`)."""
        count = len(self.layers)
        own = self.layers.state_dict()
        for name in own:
            index, _, rest = name.partition(".")
            own[name] = state[f"encoder.layers.{LAYERS - count + int(index)}.{rest}"]
        self.layers.load_state_dict(own)

    def forward(self, middle: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """middle: (rows, pieces, hidden); mask: (rows, pieces), True where a piece is; first, last: (rows, words)."""
        hidden = middle
        lean = (~mask).to(hidden.dtype)[:, None, None, :] * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, lean)
        return self.heads(hidden.float(), first, last)

    def heads(self, hidden: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Scores over words from the last layer."""
        word = self.dropout(words_of(hidden, first, last))
        return {"fields": self.fields(word), "concepts": self.concepts(word), "other": self.other(word)}
