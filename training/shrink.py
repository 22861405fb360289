"""Makes a trained network narrower: keeps the units that tell most of the others, and lets them speak for
those. Usage: python -m training.shrink --shared DIR --resume RUN --out FOLDER --layer N --hidden N

What is lost on the way is learned again with `training.train --resume FOLDER --teacher RUN`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.batches import Batch
from training.network import Shape, Tagger
from training.reshape import arguments, reshape

_DIRECTIONS = ("_l0", "_l0_reverse")
_FIRST, _SECOND = (tuple(f"{layer}{kind}" for kind in _DIRECTIONS) for layer in ("first", "second"))
# which groups of units each matrix reads, side by side
_READ = {"head.weight": (*_SECOND, *_FIRST, "mixed"), "out.weight": ("head",)}
for _kind in _DIRECTIONS:
    _READ |= {f"first.weight_ih{_kind}": ("characters",), f"second.weight_ih{_kind}": (*_FIRST, "mixed")}
    _READ |= {f"{layer}.weight_hh{_kind}": (f"{layer}{_kind}",) for layer in ("first", "second")}


@dataclass(frozen=True, slots=True)
class Kept:
    """The units of a group that stay; all of them are about `told` @ (those that stay) + `rest`."""

    units: Tensor
    told: Tensor
    rest: Tensor


def narrowed(model: Tagger, hidden: int, layer: int, seen: Iterable[Batch]) -> Tagger:
    """The network with so many units in its head and in each direction of its layers, chosen by what they say
    of these texts.

    Raises:
        ValueError: its layers are joined (training.join), which comes after.
    """
    if model.shape.joined:
        raise ValueError("shrink first, join the layers then")
    old, small = model.state_dict(), replace(model.shape, hidden=hidden, layer=layer)
    result, sizes = Tagger(small, dropout=model.dropout), _sizes(small)
    with torch.no_grad():
        kept = {name: _all(size) for name, size in sizes.items()}
        for name, states in _states(model, seen).items():
            kept[name] = _kept(states, _loudness(name, old, _sizes(model.shape)), sizes[name])
        result.load_state_dict(old | _parameters(old, kept))
    return result


def _sizes(shape: Shape) -> dict[str, int]:
    """How many units each group has."""
    layers = dict.fromkeys((*_FIRST, *_SECOND), shape.layer)
    return layers | {"head": shape.hidden, "mixed": shape.mixed, "characters": shape.character_size}


def _all(size: int) -> Kept:
    return Kept(torch.arange(size), torch.eye(size), torch.zeros(size))


def _states(model: Tagger, seen: Iterable[Batch]) -> dict[str, Tensor]:
    """What the units of each group say (characters, units) in these texts."""
    said, found = dict[str, Tensor](), dict[str, list[Tensor]]()
    watched = [
        getattr(model, name).register_forward_hook(lambda _, __, out, name=name: said.update({name: out}))
        for name in ("first", "second", "head")
    ]
    model.eval()
    for batch in seen:
        model.emissions(batch.characters, batch.pairs, batch.marks, batch.lengths)
        first, second, head = (said[name][batch.mask] for name in ("first", "second", "head"))
        parts = (*first.chunk(2, dim=1), *second.chunk(2, dim=1), torch.relu(head))
        for name, states in zip((*_FIRST, *_SECOND, "head"), parts, strict=True):
            found.setdefault(name, []).append(states)
    for one in watched:
        one.remove()
    return {name: torch.cat(parts) for name, parts in found.items()}


def _loudness(name: str, state: Mapping[str, Tensor], sizes: Mapping[str, int]) -> Tensor:
    """How much of each unit of a group is heard by what reads it."""
    columns = [
        part
        for matrix, groups in _READ.items()
        for group, part in zip(groups, state[matrix].split([sizes[g] for g in groups], dim=1), strict=True)
        if group == name
    ]
    return torch.cat(columns).norm(dim=0)


def _kept(states: Tensor, loudness: Tensor, number: int) -> Kept:
    """The units that tell most of what is heard of all, one after the other, and how they tell it (least
    squares)."""
    mean = states.mean(dim=0)
    spread = (states - mean).T @ (states - mean) / len(states)
    left, chosen = (spread * loudness[:, None] * loudness).double(), list[int]()
    for _ in range(number):
        gain = (left**2).sum(dim=0) / left.diagonal().clamp_min(1e-12)
        gain[chosen] = -1
        chosen.append(best := int(gain.argmax()))
        left = left - torch.outer(left[best], left[best]) / left[best, best].clamp_min(1e-12)
    units = torch.tensor(sorted(chosen))
    among = spread[units][:, units] + 1e-5 * spread.diagonal().mean() * torch.eye(number)
    told = torch.linalg.solve(among, spread[units]).T
    told[units] = torch.eye(number)
    return Kept(units, told, mean - told @ mean[units])


def _parameters(old: Mapping[str, Tensor], kept: Mapping[str, Kept]) -> dict[str, Tensor]:
    """The matrices and biases between the units that stay."""
    new = {}
    for name, groups in _READ.items():
        owner, bias = name.partition(".")[0], name.replace("weight", "bias")
        if owner in ("first", "second"):
            own = kept[owner + name[name.index("_l0") :]]
            rows = torch.cat([own.units + gate * len(own.told) for gate in range(3)])
        else:
            rows = kept["head"].units if owner == "head" else torch.arange(len(old[bias]))
        told = torch.block_diag(*(kept[group].told for group in groups))
        rest = torch.cat([kept[group].rest for group in groups])
        new[name] = (old[name] @ told)[rows]
        new[bias] = (old[bias] + old[name] @ rest)[rows]
    return new


def main() -> None:
    """Writes FOLDER/model.pt."""
    parser = arguments(__doc__)
    parser.add_argument("--hidden", type=int, required=True, help="units of the head")
    parser.add_argument("--layer", type=int, required=True, help="units of each direction of the GRU layers")
    reshape(parser.parse_args(), lambda model, asked, seen: narrowed(model, asked.hidden, asked.layer, seen))


if __name__ == "__main__":
    main()
