"""Trains a network on a few made-up sentences in seconds and runs it both ways, as the whole of the training
does in an hour."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from pipeline.names import stored
from pipeline.names.features import Alphabet
from pipeline.names.model import NameModel
from training import export
from training.batches import example
from training.corpus import Paragraph, Span
from training.network import Shape, Tagger
from training.train import arguments, predict, train

PLACES = ("甲山市", "乙水县", "丙川区", "丁江市", "戊林县")
BODIES = ("教育局", "财政局", "科技局", "交通局", "民政局")


@dataclass(frozen=True, slots=True)
class Result:
    """Spans of an unseen sentence: as made, as torch finds them, as numpy finds them in the exported
    weights."""

    wanted: list[Span]
    in_torch: list[Span]
    in_numpy: list[Span]


def sentence(rng: random.Random) -> Paragraph:
    """A sentence with two places and a body."""
    places = [(rng.choice(PLACES), "LOC") for _ in range(2)]
    parts = [
        ("在", ""),
        places[0],
        ("和", ""),
        places[1],
        ("的建设由", ""),
        (rng.choice(BODIES), "ORG"),
        ("负责。", ""),
    ]
    text, spans = "", []
    for part, label in parts:
        if label:
            spans.append((len(text), len(text) + len(part), label))
        text += part
    return Paragraph("made", text, tuple(spans))


def train_and_export(folder: Path, *, seed: int, joined: int = 0) -> Result:
    """Trains on 60 sentences, exports to `folder`, reads the export back and tags one more sentence.

    `joined`: in how many numbers the layers are told, as in `training.network.Shape`.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311
    paragraphs, unseen = [sentence(rng) for _ in range(60)], sentence(rng)
    letters = sorted(set("".join(p.text for p in paragraphs)))
    alphabet = Alphabet({c: i + 2 for i, c in enumerate(letters)}, {"建设": 2})
    marks = example(unseen, alphabet).features.marks.shape[1]
    model = Tagger(Shape(len(letters) + 2, 3, 8, marks, joined=joined), dropout=0.1)
    options = arguments().parse_args(
        f"--shared . --out . --seed {seed} --swap 0 --epochs 12 --batch 300 --rate 5e-3 --scratch".split()
    )
    plain = [example(paragraph, alphabet) for paragraph in paragraphs]
    average = train(model, paragraphs, plain, alphabet, options, lambda *_: None)
    model.load_state_dict(average.state)
    path = folder / stored.WEIGHTS
    np.savez(path, **export.pack([{"alphabet": alphabet, "state": model.state_dict()}]))
    in_numpy = NameModel(stored.read(path.read_bytes())).predict([unseen.text])[0]
    return Result(
        list(unseen.spans),
        predict(model, [example(unseen, alphabet)])[0],
        [(s, e, label) for s, e, label, _ in in_numpy],
    )
