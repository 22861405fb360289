"""Makes a trained network wider without changing what it says.

Its units keep their weights and read nothing of the new ones, which begin at random; training then finds out
what the new ones are good for.
"""

from dataclasses import replace

import torch
from torch import Tensor

from training.network import Shape, Tagger

Part = tuple[int, int]  # units that lie side by side: how many there were, how many there are


def widened(model: Tagger, hidden: int, layer: int) -> Tagger:
    """The network with so many units in its head and in each direction of its layers; never with fewer.

    Raises:
        ValueError: its layers are joined (training.join), which is the last thing to do.
    """
    old = model.shape
    new = replace(old, hidden=max(hidden, old.hidden), layer=max(layer, old.layer))
    if new == old:
        return model
    if old.joined:
        raise ValueError("a network whose layers are joined grows no more")
    grown = Tagger(new, dropout=model.dropout)
    fresh = grown.state_dict()
    grown.load_state_dict(
        {
            name: _into(fresh[name], value, *_parts(name, old, new))
            for name, value in model.state_dict().items()
        }
    )
    return grown


def _parts(name: str, old: Shape, new: Shape) -> tuple[list[Part], list[Part]]:
    """The parts that rows and columns of a parameter are made of; none where they stay as they are."""
    layer, hidden, mixed = (old.layer, new.layer), (old.hidden, new.hidden), (old.mixed, new.mixed)
    owner, _, kind = name.partition(".")
    if owner in ("first", "second"):
        inputs = [layer, layer, mixed] if owner == "second" else []
        return [layer] * 3, [layer] if kind.startswith("weight_hh") else inputs
    if owner == "head":
        return [hidden], [*[layer] * 4, mixed]
    return [], [hidden] if name == "out.weight" else []


def _into(fresh: Tensor, old: Tensor, rows: list[Part], columns: list[Part]) -> Tensor:
    """The old weights at their places among the fresh ones; old units read nothing of new ones."""
    if columns and old.dim() > 1:
        old = old.new_zeros(len(old), fresh.shape[1]).index_copy(1, _places(columns), old)
    return fresh.index_copy(0, _places(rows), old) if rows else old


def _places(parts: list[Part]) -> Tensor:
    """Where the units there were stand among those there are."""
    found, end = [], 0
    for had, has in parts:
        found.append(torch.arange(end, end + had))
        end += has
    return torch.cat(found)
