"""The trained network in numpy: characters → GRU → (with pairs and marks) GRU → head → scores of tags.

The second layer and the head read the first layer and the marks through one narrow product where the weights
have it (`join`): both say less than the numbers they are said in.

Texts are packed: step by step, at each step the rows of the texts that reach it, longest text first. Nothing
is reckoned for padding, and the backward direction walks the same rows from the end.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.names.features import Features

Array = NDArray[np.float32]
Integers = NDArray[np.int64]
Parameters = dict[str, Array]
Share = Callable[[slice], Array]
"""The input's share of the gates of some rows: (3, rows, H)."""
_ROWS = 512  # whose gates stay in a core's cache until they are read


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
    """One direction of a layer: a matrix for each gate (reset, update, new), scaled so that a sigmoid is a
    bare tanh.

    σ(x) is (1 + tanh(x / 2)) / 2: the halves are put into the weights, which rounds nothing. Each gate stands
    for itself, so that what is reckoned with it lies in one piece: half the time of parts of longer rows.
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
        _by_gate(inwards * scale[:, None]),
        (bias * scale).reshape(3, 1, size),
        _by_gate(recurrent) * np.float32(0.5),
        bias_recurrent[2 * size :] * np.float32(0.5),
    )


@dataclass(frozen=True, slots=True)
class Network:
    """The parameters of a network, and both directions of its layers made ready once for all batches."""

    parameters: Parameters
    first: tuple[_Direction, _Direction]
    second: tuple[_Direction, _Direction]


def prepared(parameters: Parameters) -> Network:
    """The network of these parameters."""
    first, second = (
        (_direction(parameters, layer), _direction(parameters, f"{layer}/_reverse"))
        for layer in ("first", "second")
    )
    return Network(parameters, first, second)


def _by_gate(matrix: Array) -> Array:
    """(3H, D) as (3, D, H)."""
    return np.ascontiguousarray(matrix.reshape(3, -1, matrix.shape[1]).transpose(0, 2, 1))


def _portions(ends: Sequence[int]) -> Iterator[range]:
    """The steps in their order, so many at a time that the rows of a portion stay in a core's cache."""
    first = before = 0
    for step, end in enumerate(ends, 1):
        if end - before >= _ROWS or step == len(ends):
            yield range(first, step)
            first, before = step, end


def _scan(share: Share, sizes: Integers, direction: _Direction, states: Array, *, backward: bool) -> None:
    """Fills the states (N, H) of one direction; `share` gives the input's share of the gates (3, rows, H).

    A text that has not begun when walking backwards, or has ended, is not among the rows of a step; its state
    stays what it was, at first zero.
    """
    begins, width = [0, *np.cumsum(sizes).tolist()], states.shape[1]
    state = np.zeros((begins[1], width), dtype=np.float32)
    product = np.empty((3, begins[1], width), dtype=np.float32)
    way = -1 if backward else 1
    for portion in [*_portions(begins[1:])][::way]:
        offset = begins[portion.start]
        gates = share(slice(offset, begins[portion.stop]))
        for step in portion[::way]:
            begin, end = begins[step], begins[step + 1]
            now, here = state[: end - begin], product[:, : end - begin]
            _step(now, here, gates[:, begin - offset : end - offset], direction)
            states[begin:end] = now


def _step(now: Array, here: Array, given: Array, direction: _Direction) -> None:
    """Makes the states of a step those of the next; `here` is room for the gates."""
    np.matmul(now, direction.recurrent, out=here)
    opened, (reset, update, new) = here[:2], here
    opened += given[:2]
    np.tanh(opened, out=opened)
    opened += 1
    new += direction.bias_new
    new *= reset
    new += given[2]
    np.tanh(new, out=new)
    now -= new
    now *= update
    now *= 0.5
    now += new


def _gru(
    gates: Callable[[_Direction], Share], sizes: Integers, layer: tuple[_Direction, _Direction], states: Array
) -> None:
    """A bidirectional layer: fills the states (N, 2H); `gates` gives the input's share of a direction's
    gates."""
    forward, backward = layer
    width = forward.recurrent.shape[1]
    _scan(gates(forward), sizes, forward, states[:, :width], backward=False)
    _scan(gates(backward), sizes, backward, states[:, width:], backward=True)


def _of_characters(batch: Batch, parameters: Parameters) -> Callable[[_Direction], Share]:
    """The gates' share of the characters: each that occurs goes through the product once."""
    characters, places = np.unique(batch.characters, return_inverse=True)
    vectors = parameters["characters.weight"][characters]

    def gates(direction: _Direction) -> Share:
        each = vectors @ direction.inwards + direction.bias
        return lambda rows: np.take(each, places[rows], axis=1)

    return gates


def _of_rows(given: Array) -> Callable[[_Direction], Share]:
    """The gates' share of rows of numbers."""

    def gates(direction: _Direction) -> Share:
        def share(rows: slice) -> Array:
            result: Array = given[rows] @ direction.inwards
            result += direction.bias
            return result

        return share

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


def emissions(batch: Batch, network: Network) -> Array:
    """Scores of the tags before the chain: (N, tags)."""
    parameters, mixed = network.parameters, _mixed(batch, network.parameters)
    layer = 2 * network.first[0].recurrent.shape[1]
    below = np.empty((len(mixed), layer + mixed.shape[1]), dtype=np.float32)
    below[:, layer:] = mixed
    _gru(_of_characters(batch, parameters), batch.sizes, network.first, below[:, :layer])
    told = _linear(below, parameters, "join") if "join.weight" in parameters else below
    # the second layer, then what it reads: side by side as the head reads them
    rows = np.empty((len(mixed), layer + told.shape[1]), dtype=np.float32)
    rows[:, layer:] = told
    _gru(_of_rows(rows[:, layer:]), batch.sizes, network.second, rows[:, :layer])
    head = _rectified(_linear(rows, parameters, "head"))
    return _linear(head, parameters, "out")
