"""The weights on disk: one .npz without pickles, matrices as float16, vectors of characters and pairs as
int8 with a scale a row."""

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.names.features import Alphabet
from pipeline.names.network import Parameters

WEIGHTS, MANIFEST = "names.npz", "manifest.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """The alphabet and the parameters of each network of the ensemble."""

    alphabet: Alphabet
    members: tuple[Parameters, ...]


def pack(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Rows as int8 with one scale a row."""
    scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-6) / 127
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float16)


def unpack(rows: NDArray[np.int8], scale: NDArray[np.float16]) -> NDArray[np.float32]:
    """The reverse of `pack`, but for rounding."""
    return rows.astype(np.float32) * scale.astype(np.float32)


def _table(data: Any, name: str) -> dict[str, int]:
    return dict(zip(data[f"{name}.keys"].tolist(), data[f"{name}.rows"].tolist(), strict=True))


def _member(data: Any, prefix: str) -> Parameters:
    """One network: its own parameters, and those shared by all."""
    found: Parameters = {}
    for key in data.files:
        owner, _, name = key.partition("/")
        if owner not in (prefix, "shared"):
            continue
        if name.endswith(".int8"):
            found[name.removesuffix(".int8")] = unpack(data[key], data[key.removesuffix(".int8") + ".scale"])
        elif not name.endswith(".scale"):
            found[name] = data[key].astype(np.float32)
    return found


def _folder() -> Traversable:
    return files("pipeline.names") / "weights"


def read(content: bytes) -> Weights:
    """The weights in the bytes of an .npz.

    Raises:
        ValueError: a pickle inside; KeyError: not a file of ours.
    """
    with np.load(BytesIO(content), allow_pickle=False) as data:
        members = tuple(_member(data, str(number)) for number in range(int(data["members"])))
        return Weights(Alphabet(_table(data, "characters"), _table(data, "pairs")), members)


def load() -> Weights:
    """The weights shipped with the package."""
    return read((_folder() / WEIGHTS).read_bytes())


def manifest() -> dict[str, Any]:
    """How the shipped weights were made: data hash, seeds, scores, versions."""
    result: dict[str, Any] = json.loads((_folder() / MANIFEST).read_text(encoding="utf-8"))
    return result
