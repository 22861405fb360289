"""Runs that train side by side and mix their weights now and then: several processes on one machine.

    python -m training.peers FOLDER RUN…

makes one run of several: the mean of their weights. While they train, each writes its weights into its own
folder and moves half of the way towards the mean of all that stand there. How far the others are then
depends on the machine, so such runs do not repeat to the last digit.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

_FILE = "peer.pt"


@dataclass(frozen=True, slots=True)
class Peers:
    """The folder of a run and of the others; weights are mixed every so many steps."""

    own: Path
    others: Sequence[Path]
    every: int = 25
    share: float = 0.5

    def meet(self, model: nn.Module) -> None:
        """Writes the weights of this run and moves them towards those of the others."""
        state = {name: value for name, value in model.state_dict().items() if value.is_floating_point()}
        waiting = self.own / f"{_FILE}.new"
        torch.save(state, waiting)
        waiting.replace(self.own / _FILE)
        found = [torch.load(folder / _FILE) for folder in self.others if (folder / _FILE).exists()]
        if found:
            _mix(state, found, self.share)


def multiply(out: Path, number: int) -> tuple[int, Peers]:
    """Makes this process several, each in a session of its own; the number of each and its peers."""
    folders = [out / str(place) for place in range(number)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    place = next((place for place in range(1, number) if os.fork() == 0), 0)
    if place:
        os.setsid()
    own = folders[place]
    return place, Peers(own, [folder for folder in folders if folder != own])


def _mix(state: dict[str, Tensor], found: Sequence[dict[str, Tensor]], share: float) -> None:
    with torch.no_grad():
        for name, value in state.items():
            value.lerp_(torch.stack([other[name] for other in found]).mean(0), share)


def main() -> None:
    """Writes FOLDER/model.pt, the mean of the runs."""
    folder, *runs = map(Path, sys.argv[1:])
    found = [torch.load(run / "model.pt", weights_only=False) for run in runs]
    _mix(found[0]["state"], [run["state"] for run in found], 1.0)
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(found[0], folder / "model.pt")


if __name__ == "__main__":
    main()
