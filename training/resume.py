"""The shipped int8 weights back as floats, to train on from them: the fp32 parcel is too large to keep.

Seven bits a weight and one scale a channel lose less than half a point on any head, and training mends that at once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor


def shipped_state(folder: Path) -> dict[str, Tensor]:
    """Weights by their names in `training.model.Annotator`, without the word-piece table, which is the base model's."""
    graph = onnx.load(str(folder / "annotator.onnx")).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    state = {name.removeprefix("model."): value for name, value in held.items() if name.startswith("model.")}
    for node in graph.node:
        if node.op_type in ("MatMul", "MatMulInteger") and node.input[1] in held:
            state[_weight(node.name)] = _floats(held, node.input[1]).T
    relation = np.load(folder / "relation.npz")
    state |= {"relation_out.weight": relation["weight"].T, "relation_out.bias": relation["bias"]}
    return {name: torch.from_numpy(np.ascontiguousarray(value, np.float32)) for name, value in state.items()}


def _weight(node: str) -> str:
    """The weight that a node multiplies by: /encoder/mix_3/MatMul_quant has encoder.layers.3.mix.weight."""
    parts = node.strip("/").split("/")[:-1]
    if parts[0] != "encoder":
        return f"{parts[-1]}.weight"
    name, _, layer = parts[1].partition("_")
    return f"encoder.layers.{layer or 0}.{name}.weight"


def _floats(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    if not name.endswith("_quantized"):
        return held[name]
    stem = name.removesuffix("_quantized")
    shift = held[f"{stem}_zero_point"].astype(np.float32)
    return (held[name].astype(np.float32) - shift) * held[f"{stem}_scale"]
