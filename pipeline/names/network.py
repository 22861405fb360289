"""The trained network in numpy: characters → GRU → (with pairs and marks) GRU → head → scores of tags.

Texts are packed: step by step, at each step the rows of the texts that reach it, longest text first. Nothing
is reckoned for padding, and the backward direction walks the same rows from the end.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.names.features import Features

Array = NDArray[np.float32]
Integers = NDArray[np.int64]
Parameters = dict[str, Array]


@dataclass(frozen=True, slots=True)
class Batch:
    """Packed texts: characters (N,), pairs (N, 2), marks (N, M), and for each row its step and its text.

    `lengths` (texts,) falls, `sizes` (steps,) says how many texts reach each step.
    """

    characters: Integers
    pairs: Integers
    marks: Array
    steps: Integers
    texts: Integers
    lengths: Integers
    sizes: Integers

    def spread(self, rows: Array) -> Array:
        """Packed rows (N, D) as (steps, texts, D), zero where a text has ended."""
        spread = np.zeros((len(self.sizes), len(self.lengths), rows.shape[1]), dtype=np.float32)
        spread[self.steps, self.texts] = rows
        return spread


def collate(texts: Sequence[Features]) -> Batch:
    """Packs texts, which must come longest first and not be empty."""
    lengths = np.array([len(x.characters) for x in texts], dtype=np.int64)
    steps = np.concatenate([np.arange(length) for length in lengths])
    order = np.argsort(steps, kind="stable")
    return Batch(
        np.concatenate([x.characters for x in texts])[order].astype(np.int64),
        np.concatenate([x.pairs for x in texts])[order].astype(np.int64),
        np.concatenate([x.marks for x in texts])[order],
        steps[order],
        np.repeat(np.arange(len(texts)), lengths)[order],
        lengths,
        np.bincount(steps),
    )


@dataclass(frozen=True, slots=True)
class _Direction:
    """One direction of a layer, its gates (reset, update, new) scaled so that a sigmoid is a bare tanh.

    σ(x) is (1 + tanh(x / 2)) / 2: the halves are put into the weights, which rounds nothing.
    """

    inwards: Array
    bias: Array
    recurrent: Array
    bias_new: Array


def _direction(parameters: Parameters, name: str) -> _Direction:
    """The direction of that name; gates and names of parameters as in torch.nn.GRU."""
    layer, _, suffix = name.partition("/")
    inwards, recurrent, bias, bias_recurrent = (
        parameters[f"{layer}.{kind}_l0{suffix}"] for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    size = recurrent.shape[1]
    scale = np.repeat(np.array([0.5, 0.5, 1.0], dtype=np.float32), size)
    bias = bias + np.concatenate([bias_recurrent[: 2 * size], np.zeros(size, dtype=np.float32)])
    return _Direction(
        np.ascontiguousarray((inwards * scale[:, None]).T),
        bias * scale,
        np.ascontiguousarray(recurrent.T) * np.float32(0.5),
        bias_recurrent[2 * size :] * np.float32(0.5),
    )


def _scan(gates: Array, sizes: Integers, steps: Iterable[int], direction: _Direction, states: Array) -> None:
    """Fills the states (N, H) of one direction, from the input's share of the gates (N, 3H).

    A text that has not begun when walking backwards, or has ended, is not among the rows of a step; its state
    stays what it was, at first zero.
    """
    ends, width = np.cumsum(sizes).tolist(), states.shape[1]
    state = np.zeros((int(sizes[0]), width), dtype=np.float32)
    product = np.empty((int(sizes[0]), 3 * width), dtype=np.float32)
    for step in steps:
        size, end = int(sizes[step]), ends[step]
        now, here, given = state[:size], product[:size], gates[end - size : end]
        opened, new = here[:, : 2 * width], here[:, 2 * width :]
        np.matmul(now, direction.recurrent, out=here)
        opened += given[:, : 2 * width]
        np.tanh(opened, out=opened)
        opened += 1
        new += direction.bias_new
        new *= opened[:, :width]
        new += given[:, 2 * width :]
        np.tanh(new, out=new)
        now -= new
        now *= opened[:, width:]
        now *= 0.5
        now += new
        states[end - size : end] = now


def _gru(gates: Callable[[_Direction], Array], batch: Batch, parameters: Parameters, name: str) -> Array:
    """A bidirectional layer: states (N, 2H); `gates` gives the input's share of a direction's gates."""
    steps = range(len(batch.sizes))
    forward, backward = _direction(parameters, name), _direction(parameters, f"{name}/_reverse")
    width = forward.recurrent.shape[0]
    states = np.empty((len(batch.characters), 2 * width), dtype=np.float32)
    _scan(gates(forward), batch.sizes, steps, forward, states[:, :width])
    _scan(gates(backward), batch.sizes, reversed(steps), backward, states[:, width:])
    return states


def _of_characters(batch: Batch, parameters: Parameters) -> Callable[[_Direction], Array]:
    """The gates' share of the characters: each that occurs goes through the product once."""
    characters, places = np.unique(batch.characters, return_inverse=True)
    vectors = parameters["characters.weight"][characters]

    def gates(direction: _Direction) -> Array:
        result: Array = (vectors @ direction.inwards + direction.bias)[places]
        return result

    return gates


def _of_both(first: Array, mixed: Array) -> Callable[[_Direction], Array]:
    """The gates' share of two inputs side by side, which are not put together for it."""

    def gates(direction: _Direction) -> Array:
        result: Array = first @ direction.inwards[: first.shape[1]]
        result += mixed @ direction.inwards[first.shape[1] :]
        result += direction.bias
        return result

    return gates


def _linear(x: Array, parameters: Parameters, name: str) -> Array:
    result: Array = x @ parameters[f"{name}.weight"].T
    result += parameters[f"{name}.bias"]
    return result


def _rectified(x: Array) -> Array:
    return np.maximum(x, 0, out=x)


def _mixed(batch: Batch, parameters: Parameters) -> Array:
    pairs = parameters["pairs.weight"][batch.pairs].reshape(len(batch.pairs), -1)
    # A network that was trained before the last kinds of marks were added knows the first columns only.
    marks = batch.marks[:, : parameters["mix.weight"].shape[1] - pairs.shape[1]]
    return _rectified(_linear(np.concatenate([pairs, marks], axis=1), parameters, "mix"))


def emissions(batch: Batch, parameters: Parameters) -> Array:
    """Scores of the tags before the chain: (N, tags)."""
    mixed = _mixed(batch, parameters)
    first = _gru(_of_characters(batch, parameters), batch, parameters, "first")
    second = _gru(_of_both(first, mixed), batch, parameters, "second")
    head = _rectified(_linear(np.concatenate([second, first, mixed], axis=1), parameters, "head"))
    return _linear(head, parameters, "out")
