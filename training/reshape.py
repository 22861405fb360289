"""What `training.shrink` and `training.join` have in common: a run is read, its network is made another by
what it says of some training paragraphs, and the run is written with it."""

import argparse
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import torch

from training import teacher
from training.batches import Batch, batches, example
from training.corpus import split
from training.network import Tagger

_SEED, _BATCH = 1, 20000

Reshape = Callable[[Tagger, argparse.Namespace, Iterable[Batch]], Tagger]


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options of both; a command adds the sizes it asks for."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--resume", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=400, help="training paragraphs to choose by")
    return parser


def reshape(options: argparse.Namespace, make: Reshape) -> None:
    """Writes `options.out`/model.pt: the run with the network that `make` makes of its own. What was asked
    for is told in its history."""
    run = torch.load(options.resume / "model.pt", weights_only=False)
    texts = random.Random(_SEED).sample(split(options.shared).train, options.texts)  # noqa: S311
    seen = batches([example(text, run["alphabet"]) for text in texts], _BATCH, None)
    made = make(teacher.read(options.resume), options, seen)
    options.out.mkdir(parents=True, exist_ok=True)
    asked = {name: value for name, value in vars(options).items() if not isinstance(value, Path)}
    run |= {"state": made.state_dict(), "shape": made.shape, "options": vars(options)}
    run["history"] = [*run.get("history", ()), asked]
    torch.save(run, options.out / "model.pt")
