"""The trained network in numpy: characters → GRU → (with pairs and marks) GRU → head → scores of tags."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.names.features import Features

Array = NDArray[np.float32]
Integers = NDArray[np.int64]
Parameters = dict[str, Array]


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts side by side, padded: characters (T, B), pairs (T, B, 2), marks (T, B, M), lengths (B,)."""

    characters: Integers
    pairs: Integers
    marks: Array
    lengths: Integers


def collate(texts: Sequence[Features]) -> Batch:
    """Pads texts to the length of the longest."""
    lengths = np.array([len(x.characters) for x in texts], dtype=np.int64)
    size = (int(lengths.max()), len(texts))
    characters, pairs = np.zeros(size, dtype=np.int64), np.zeros((*size, 2), dtype=np.int64)
    marks = np.zeros((*size, texts[0].marks.shape[1]), dtype=np.float32)
    for column, x in enumerate(texts):
        n = lengths[column]
        characters[:n, column], pairs[:n, column], marks[:n, column] = x.characters, x.pairs, x.marks
    return Batch(characters, pairs, marks, lengths)


def _sigmoid(x: Array) -> Array:
    result: Array = 0.5 * (1 + np.tanh(0.5 * x))
    return result


def reverse(x: Array, lengths: Integers) -> Array:
    """x (T, B, D) with the first `lengths` steps of each column turned round; the padding stays where it
    is."""
    steps = np.arange(x.shape[0])[:, None]
    places = np.where(steps < lengths[None], lengths[None] - 1 - steps, steps)
    result: Array = np.take_along_axis(x, places[:, :, None], axis=0)
    return result


def _scan(gates: Array, weight: Array, bias: Array) -> Array:
    """States (T, B, H) of one direction from the input's share of the gates (T, B, 3H): reset, update,
    new."""
    size = weight.shape[0]
    state = np.zeros((gates.shape[1], size), dtype=np.float32)
    states = np.empty((*gates.shape[:2], size), dtype=np.float32)
    for t in range(gates.shape[0]):
        recurrent = state @ weight + bias
        opened = _sigmoid(gates[t, :, : 2 * size] + recurrent[:, : 2 * size])
        new = np.tanh(gates[t, :, 2 * size :] + opened[:, :size] * recurrent[:, 2 * size :])
        state = new + opened[:, size:] * (state - new)
        states[t] = state
    return states


def gru(x: Array, lengths: Integers, parameters: Parameters, name: str) -> Array:
    """A bidirectional GRU layer (T, B, D) → (T, B, 2H); gates and parameter names as in torch.nn.GRU."""
    results = []
    for suffix in ("", "_reverse"):
        turned = reverse(x, lengths) if suffix else x
        w, b = parameters[f"{name}.weight_ih_l0{suffix}"], parameters[f"{name}.bias_ih_l0{suffix}"]
        recurrent = np.ascontiguousarray(parameters[f"{name}.weight_hh_l0{suffix}"].T)
        states = _scan(turned @ w.T + b, recurrent, parameters[f"{name}.bias_hh_l0{suffix}"])
        results.append(reverse(states, lengths) if suffix else states)
    return np.concatenate(results, axis=2)


def _linear(x: Array, parameters: Parameters, name: str) -> Array:
    result: Array = x @ parameters[f"{name}.weight"].T + parameters[f"{name}.bias"]
    return result


def emissions(batch: Batch, parameters: Parameters) -> Array:
    """Scores of the tags before the chain: (T, B, tags)."""
    pairs = parameters["pairs.weight"][batch.pairs].reshape(*batch.characters.shape, -1)
    # A network that was trained before the last kinds of marks were added knows the first columns only.
    marks = batch.marks[:, :, : parameters["mix.weight"].shape[1] - pairs.shape[2]]
    mixed = np.maximum(_linear(np.concatenate([pairs, marks], axis=2), parameters, "mix"), 0)
    first = gru(parameters["characters.weight"][batch.characters], batch.lengths, parameters, "first")
    second = gru(np.concatenate([first, mixed], axis=2), batch.lengths, parameters, "second")
    head = np.maximum(_linear(np.concatenate([second, first, mixed], axis=2), parameters, "head"), 0)
    return _linear(head, parameters, "out")
