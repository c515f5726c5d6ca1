"""From a trained field tagger to the shipped weights: ``python -m training.fieldexport --model FILE --weights FOLDER``.

Writes fields.onnx (int8) and fields.json into the folder of the annotator's weights, gives the annotator's graph the
output that the tagger reads, and renews the manifest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

from rashomon.text.network import FILES, VERSION
from training.export import FusedAttention, normalised, quantise
from training.middle import with_middle
from training.model import HIDDEN
from training.tagger import FieldSizes, Tagger


class Flat(nn.Module):
    """The tagger for one window, written with what onnxruntime runs fast; its scores as a tuple."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, middle: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        x = middle
        for layer in self.model.layers:
            query, key, value = layer.mix(x).split(HIDDEN, -1)
            x = normalised(x + layer.out(FusedAttention.apply(query, key, value)), layer.norm_attention)
            x = normalised(x + layer.narrow(functional.gelu(layer.wide(x))), layer.norm_feed)
        got = self.model.heads(x, first, last)
        return tuple(got[name] for name in Tagger.OUTPUTS)


def load(path: Path) -> tuple[Tagger, dict, FieldSizes]:
    """The trained tagger, its labels and its sizes."""
    parcel = torch.load(path, weights_only=True)
    sizes = FieldSizes(**parcel["sizes"])
    model = Tagger(sizes)
    model.load_state_dict(parcel["state"])
    return model.eval(), parcel["labels"] | {"bars": parcel.get("bars", [0.5] * sizes.labels)}, sizes


def export(model_path: Path, weights: Path) -> None:
    """Put the tagger into the folder of the annotator's weights."""
    model, labels, sizes = load(model_path)
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready, final, middle = (Path(scratch) / f"{name}.onnx" for name in ("plain", "ready", "final", "middle"))
        example = (torch.zeros(1, 16, HIDDEN), torch.zeros(1, 9, dtype=torch.long), torch.zeros(1, 9, dtype=torch.long))
        axes = {"middle": {1: "pieces"}, **{name: {1: "words"} for name in ("first", "last", *Tagger.OUTPUTS)}}
        torch.onnx.export(
            Flat(model), example, str(plain), input_names=("middle", "first", "last"), output_names=Tagger.OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantise(ready, final)
        with_middle(weights / "annotator.onnx", middle, sizes.after)
        shutil.copy(middle, weights / "annotator.onnx")
        shutil.copy(final, weights / "fields.onnx")
    (weights / "fields.json").write_text(json.dumps(labels), "utf8")
    manifest = json.loads((weights / "manifest.json").read_text("utf8"))
    manifest["files"] = {name: hashlib.sha256((weights / name).read_bytes()).hexdigest() for name in FILES}
    manifest["version"] = VERSION
    (weights / "manifest.json").write_text(json.dumps(manifest, indent=1), "utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="fields.pt of training.fields")
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args()
    export(options.model, options.weights)


if __name__ == "__main__":
    main()
