"""The annotator's graph with one more output: what its encoder has after its lower layers."""

from __future__ import annotations

from pathlib import Path

import onnx


def with_middle(source: Path, target: Path, after: int) -> None:
    """Write the graph of `source` to `target` with the output "middle": (rows, pieces, hidden) after `after` layers."""
    model = onnx.load(str(source))
    graph = model.graph
    if any(one.name == "middle" for one in graph.output):
        model = _without_middle(model)
        graph = model.graph
    bias = f"model.encoder.layers.{after - 1}.norm_feed.bias"
    node = next(one for one in graph.node if one.op_type == "Add" and bias in one.input)
    graph.node.append(onnx.helper.make_node("Identity", [node.output[0]], ["middle"], name="middle"))
    shape = [1, "pieces", 384]
    graph.output.append(onnx.helper.make_tensor_value_info("middle", onnx.TensorProto.FLOAT, shape))
    onnx.save(model, str(target))


def _without_middle(model: onnx.ModelProto) -> onnx.ModelProto:
    for group in (model.graph.node, model.graph.output):
        for one in [each for each in group if each.name == "middle"]:
            group.remove(one)
    return model
