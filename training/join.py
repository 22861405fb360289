"""Lets the second layer and the head of a trained network read what is below them in fewer numbers.

Usage: python -m training.join --shared DIR --resume RUN --out FOLDER --joined N

Both are linear in the first layer and the mixed features, which say the same things several times over: the
numbers are those by which least is lost of what is read (reduced-rank regression: Izenman 1975, Journal of
Multivariate Analysis 5). What is lost is learned again with `training.train --resume FOLDER --teacher RUN`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from training.batches import Batch
from training.network import Tagger
from training.reshape import arguments, reshape

_READERS = ("second.weight_ih_l0", "second.weight_ih_l0_reverse", "head.weight")
_LOUDNESS = (1.0, 1.0, 4.0)  # of a number of each reader: 4 for the head was better on dev than 1 and 2


def joined(model: Tagger, number: int, seen: Iterable[Batch]) -> Tagger:
    """The network with a product between its layers that gives so many numbers, chosen by these texts.

    Raises:
        ValueError: it has such a product already.
    """
    if model.shape.joined:
        raise ValueError("the layers of this network are joined already")
    old, states = model.state_dict(), _below(model, seen)
    matrices = [
        old[name][:, -states.shape[1] :] for name in _READERS
    ]  # the head reads the second layer first
    inwards, outwards = _factors(matrices, torch.cov(states.T), number)
    mean = states.mean(dim=0)
    result = Tagger(replace(model.shape, joined=number), dropout=model.dropout)
    new = {"join.weight": inwards, "join.bias": -(inwards @ mean)}
    result.load_state_dict(old | new | _reading(old, matrices, outwards, mean))
    return result


def _factors(matrices: Sequence[Tensor], spread: Tensor, number: int) -> tuple[Tensor, list[Tensor]]:
    """What gives the numbers (number, inputs), and for each matrix what makes them into what it gave."""
    loudness = torch.cat(
        [torch.full((len(matrix), 1), loud) for matrix, loud in zip(matrices, _LOUDNESS, strict=True)]
    )
    read = (torch.cat(list(matrices)) * loudness).double()
    basis = torch.linalg.eigh(read @ spread @ read.T).eigenvectors[:, -number:]
    outwards = (basis / loudness).split([len(matrix) for matrix in matrices])
    return basis.T @ read, list(outwards)


def _reading(
    old: Mapping[str, Tensor], matrices: Sequence[Tensor], outwards: Sequence[Tensor], mean: Tensor
) -> dict[str, Tensor]:
    """The weights and biases of those who read the numbers; their mean goes into the biases."""
    new = {}
    for name, matrix, part in zip(_READERS, matrices, outwards, strict=True):
        others = old[name][:, : -matrix.shape[1]]
        bias = name.replace("weight", "bias")
        new |= {name: torch.cat([others, part.to(others)], dim=1), bias: old[bias] + matrix @ mean.to(matrix)}
    return new


def _below(model: Tagger, seen: Iterable[Batch]) -> Tensor:
    """What the second layer reads (characters, numbers) in these texts."""
    given, found = list[Tensor](), list[Tensor]()
    watched = model.second.register_forward_pre_hook(lambda _, inputs: given.append(inputs[0]))
    model.eval()
    with torch.no_grad():
        for batch in seen:
            model.emissions(batch.characters, batch.pairs, batch.marks, batch.lengths)
            found.append(given.pop()[batch.mask])
    watched.remove()
    return torch.cat(found).double()


def main() -> None:
    """Writes FOLDER/model.pt."""
    parser = arguments(__doc__)
    parser.add_argument("--joined", type=int, required=True, help="how many numbers")
    reshape(parser.parse_args(), lambda model, asked, seen: joined(model, asked.joined, seen))


if __name__ == "__main__":
    main()
