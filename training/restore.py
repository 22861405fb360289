"""Turns shipped weights back into a run that training can go on from.

Usage: python -m training.restore WEIGHTS.npz FOLDER
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch

from pipeline.names import stored
from pipeline.names.network import Parameters
from training.network import Shape, Tagger


def shape_of(parameters: Parameters) -> Shape:
    """The sizes of the layers of a network in numpy."""
    characters, pairs = parameters["characters.weight"], parameters["pairs.weight"]
    mixed, width = parameters["mix.weight"].shape
    hidden = parameters["head.weight"].shape[0]
    marks, layer = width - 2 * pairs.shape[1], parameters["first.weight_hh_l0"].shape[1]
    joined = len(parameters.get("join.weight", ()))
    sizes = len(characters), len(pairs), pairs.shape[1], marks, mixed, hidden, characters.shape[1], layer
    return Shape(*sizes, joined)


def tagger_of(parameters: Parameters) -> Tagger:
    """The same network in torch."""
    model = Tagger(shape_of(parameters))
    own = {name: torch.from_numpy(np.array(value)) for name, value in parameters.items()}
    model.load_state_dict(model.state_dict() | own)
    return model


def earlier_runs(weights: Path) -> list[dict[str, Any]]:
    """The settings of the runs behind the weights' first network, as the manifest beside them tells."""
    manifest = weights.with_name(stored.MANIFEST)
    if not manifest.is_file():
        return []
    return list(json.loads(manifest.read_text(encoding="utf-8"))["runs"][0])


def main() -> None:
    """Writes FOLDER/model.pt from the first network of the weights, with the history of its training."""
    path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    weights = stored.read(path.read_bytes())
    model = tagger_of(weights.members[0])
    folder.mkdir(parents=True, exist_ok=True)
    run = {"state": model.state_dict(), "shape": model.shape, "alphabet": weights.alphabet}
    run |= {"options": {}, "history": earlier_runs(path)}
    torch.save(run, folder / "model.pt")


if __name__ == "__main__":
    main()
