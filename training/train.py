"""Trains one network. Usage: python -m training.train --shared DIR --pairs PAIRS.npz --out FOLDER [--seed N]
…

Writes FOLDER/model.pt (state, for export and for going on), FOLDER/log.txt and FOLDER/run.json (settings,
scores).
"""

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pipeline.names.features import Alphabet, features
from pipeline.names.tags import decode
from training import alphabet as alphabets
from training import gold, lac, teacher
from training.augment import Swapper
from training.batches import Batch, Example, batches, example
from training.corpus import Paragraph, Span, Split, read_rows, split
from training.growth import widened
from training.network import Shape, Tagger, viterbi
from training.pairs import plain_paragraphs
from training.peers import Peers, multiply
from training.relabels import hash_of, names_by_hash


def predict(model: Tagger, examples: Sequence[Example], *, size: int = 20000) -> list[list[Span]]:
    """The spans the network finds, in the order of the examples."""
    model.eval()
    transitions = (model.transitions + model.legal).detach().numpy()
    opening, closing = model.opening.numpy(), model.closing.numpy()
    found: list[list[Span]] = [[] for _ in examples]
    with torch.no_grad():
        for batch in batches(examples, size, None):
            emissions = model.emissions(batch.characters, batch.pairs, batch.marks, batch.lengths).numpy()
            for column, place in enumerate(batch.order):
                found[place] = decode(
                    viterbi(emissions[: batch.lengths[column], column], transitions, opening, closing)
                )
    model.train()
    return found


def start(
    alphabet: Alphabet, vectors: np.ndarray, pair_vectors: np.ndarray, marks: int, options: argparse.Namespace
) -> Tagger:
    """The network before training, its lower layers from LAC unless `--scratch`."""
    shape = Shape(len(vectors), len(pair_vectors), pair_vectors.shape[1], marks, hidden=options.hidden or 128)
    model = Tagger(shape, dropout=options.dropout)
    with torch.no_grad():
        model.pairs.weight.copy_(torch.from_numpy(pair_vectors))
        if not options.scratch:
            model.characters.weight.copy_(torch.from_numpy(vectors))
            for layer, weights in zip((model.first, model.second), lac.load().layers, strict=True):
                for name, value in weights.items():
                    parameter = getattr(layer, name)
                    parameter[..., : value.shape[-1]] = torch.from_numpy(value.copy())
                    parameter[..., value.shape[-1] :] = 0
    return model


def _grown(model: Tagger, state: dict[str, Tensor]) -> Tensor:
    """The weights of pairs and marks of an earlier run; kinds of marks added since begin with weight 0."""
    known, grown = state["mix.weight"], torch.zeros_like(model.mix.weight.detach())
    grown[:, : known.shape[1]] = known
    return grown


def mark_columns(alphabet: Alphabet) -> int:
    """How many marks a character has."""
    return int(features(["一"], alphabet)[0].marks.shape[1])


def beginning(options: argparse.Namespace, data: Split) -> tuple[Tagger, Alphabet]:
    """The network before training, and its alphabet: of an earlier run, or new with LAC's weights."""
    if options.resume:
        run = torch.load(options.resume / "model.pt", weights_only=False)
        wanted = options.marks or mark_columns(run["alphabet"])
        model = Tagger(replace(run["shape"], marks=wanted), dropout=options.dropout)
        model.load_state_dict(run["state"] | {"mix.weight": _grown(model, run["state"])})
        model = widened(model, options.hidden or 0, options.layer or 0)
        model.pairs.weight.requires_grad_(False)
        return model, run["alphabet"]
    text = alphabets.folded_text([p.text for p in data.train + data.guard])
    alphabet, vectors, pair_vectors = alphabets.build(options.pairs, text)
    marks = options.marks or mark_columns(alphabet)
    model = start(alphabet, vectors, pair_vectors, marks, options)
    model = widened(model, options.hidden or 0, options.layer or 0)
    model.pairs.weight.requires_grad_(False)
    return model, alphabet


def taught(model: Tagger, options: argparse.Namespace) -> teacher.Teacher:
    """The teacher of the options, whose transitions the network keeps."""
    told = teacher.read(options.teacher)
    if options.compiled:
        told.compile_loops()
    with torch.no_grad():
        model.transitions.copy_(told.transitions)
    model.transitions.requires_grad_(False)
    return teacher.Teacher(told, options.labels, options.heat)


def optimiser(model: Tagger, options: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW with a slower pace for what LAC has learned already."""
    slow = [p for n, p in model.named_parameters() if n.startswith(("characters", "first", "second"))]
    fast = [
        p for n, p in model.named_parameters() if not n.startswith(("characters", "first", "second", "pairs"))
    ]
    rate = options.rate
    groups = [
        {"params": slow, "lr": rate * (1 if options.scratch else options.slow)},
        {"params": fast, "lr": rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


class Average:
    """Running average of the weights, which scores better than the last ones."""

    def __init__(self, model: Tagger, decay: float = 0.995) -> None:
        self.decay, self.state = decay, {k: v.clone() for k, v in model.state_dict().items()}

    def update(self, model: Tagger, step: int) -> None:
        """Takes in the weights after a step."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in model.state_dict().items():
            self.state[name].lerp_(value, 1 - decay) if value.is_floating_point() else self.state[name].copy_(
                value
            )


def pace(step: int, total: int, warm: int = 60) -> float:
    """The share of the learning rate at a step: rises over `warm` steps, then falls along a cosine."""
    return min(1.0, (step + 1) / warm) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, step / total))))


@dataclass(frozen=True, slots=True)
class Course:
    """How long a run goes on: over `total` steps, or, where `minutes` are given, until they are over."""

    total: int
    warm: int
    minutes: float | None
    started: float

    def passed(self) -> float:
        """The share of the minutes that is over."""
        return (time.time() - self.started) / 60 / self.minutes if self.minutes else 0.0

    def pace(self, step: int) -> float:
        """The share of the learning rate at a step; by the clock, as many steps are reckoned as will fit."""
        total = int(step / max(1e-6, self.passed())) + 1 if self.minutes else self.total
        return pace(step, total, self.warm)


def changed(
    paragraphs: Sequence[Paragraph], plain: Sequence[Example], alphabet: Alphabet, swap: Swapper, share: float
) -> list[Example]:
    """The paragraphs of an epoch, a share of them with other names in the place of theirs."""
    return [
        example(swap(paragraph), alphabet)
        if swap.share and paragraph.spans and swap.rng.random() < share
        else kept
        for paragraph, kept in zip(paragraphs, plain, strict=True)
    ]


def learn(
    model: Tagger, batch: Batch, optimizer: torch.optim.Optimizer, known: teacher.Teacher | None = None
) -> float:
    """One step, from the labels or from a teacher; a hundredth of the characters is hidden. Its loss."""
    hidden = torch.rand(batch.characters.shape) < 0.01
    characters = torch.where(hidden, 1, batch.characters) * batch.mask
    emissions = model.emissions(characters, batch.pairs, batch.marks, batch.lengths)
    loss = known.loss(model, emissions, batch) if known else model.loss(emissions, batch.tags, batch.mask)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimizer.step()
    return float(loss.detach())


def train(
    model: Tagger,
    paragraphs: Sequence[Paragraph],
    plain: Sequence[Example],
    alphabet: Alphabet,
    options: argparse.Namespace,
    report: Any,
    peers: Peers | None = None,
    known: teacher.Teacher | None = None,
) -> Average:
    """Runs the epochs; `report(epoch, seconds, loss, average)` is called after each, and between them every
    `options.save` steps and when the time is over."""
    rng = random.Random(options.seed)  # noqa: S311
    swap = Swapper(paragraphs, rng, share=options.swap, invented=options.invented)
    optimizer, average, step = optimiser(model, options), Average(model), 0
    total = options.epochs * sum(len(x.tags) for x in plain) // options.batch + 1
    course = Course(total, options.warm, options.minutes, time.time())
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, course.pace)
    for epoch in range(options.epochs):
        began, losses = time.time(), list[float]()
        for batch in batches(changed(paragraphs, plain, alphabet, swap, options.changed), options.batch, rng):
            losses.append(learn(model, batch, optimizer, known))
            schedule.step()
            step += 1
            if peers and step % peers.every == 0:
                peers.meet(model)
            average.update(model, step)
            over = course.passed() >= 1
            if over or step % options.save == 0:
                report(epoch, time.time() - began, float(np.mean(losses)), average)
            if over:
                return average
        report(epoch, time.time() - began, float(np.mean(losses)), average)
    return average


def arguments() -> argparse.ArgumentParser:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, help="for a run that does not go on from another")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--minutes", type=float, help="stop then, the learning rate falling by the clock")
    parser.add_argument("--save", type=int, default=10**9, help="save and score dev every so many steps")
    parser.add_argument("--quiet", action="store_true", help="save without scoring")
    parser.add_argument("--batch", type=int, default=10000, help="characters in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--slow", type=float, default=0.4)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--hidden", type=int, help="units of the head, 128 at first")
    parser.add_argument("--layer", type=int, help="units of each direction of the layers, 128 at first")
    parser.add_argument("--swap", type=float, default=0.25, help="share of names put in place of others")
    parser.add_argument("--changed", type=float, default=0.6, help="share of paragraphs with such names")
    parser.add_argument("--invented", type=float, default=0.0, help="share of swapped names that are new")
    parser.add_argument("--warm", type=int, default=60, help="steps over which the learning rate rises")
    parser.add_argument("--marks", type=int, help="use only so many columns of the marks (40: without words)")
    parser.add_argument("--scratch", action="store_true", help="start without LAC's weights")
    parser.add_argument(
        "--guard",
        action="store_true",
        help="train on other paragraphs of the documents that the gold quotes, too",
    )
    parser.add_argument("--resume", type=Path, help="folder of an earlier run to go on from")
    parser.add_argument(
        "--silver", type=Path, help="further paragraphs labelled by machine (jsonl as names.jsonl)"
    )
    parser.add_argument("--teacher", type=Path, help="folder of a run to learn from, beside the labels")
    parser.add_argument("--labels", type=float, default=0.2, help="weight of the labels beside a teacher")
    parser.add_argument("--heat", type=float, default=3.0, help="divides the scores that a teacher tells")
    parser.add_argument(
        "--plain", action="store_true", help="let the teacher tell the plain texts of SHARED, too"
    )
    parser.add_argument("--again", type=int, default=0, help="how often more those read by hand are read")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--compiled", action="store_true", help="loops in C++ (needs g++ and ninja)")
    parser.add_argument("--peers", type=int, default=1, help="processes that train and mix their weights")
    parser.add_argument("--threads", type=int, default=1)
    return parser


def read_by(options: argparse.Namespace, data: Split) -> list[Paragraph]:
    """The paragraphs of an epoch: those of the corpus, others that a run is given, again those read by hand,
    and plain texts that only the teacher tells."""
    paragraphs = data.train + (data.guard if options.guard else [])
    if options.silver:
        paragraphs = paragraphs + read_rows(options.silver)
    by_hand = names_by_hash()
    paragraphs += [p for p in paragraphs if hash_of(p.text) in by_hand] * options.again
    if options.plain:
        paragraphs += [Paragraph("", text, (), labelled=False) for text in plain_paragraphs(options.shared)]
    return paragraphs[: options.limit or None]


def main(argv: Sequence[str] | None = None) -> None:
    """Trains and saves."""
    options = arguments().parse_args(argv)
    if options.plain and not options.teacher:
        raise SystemExit("--plain needs --teacher: nobody has labelled those texts")
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    data = split(options.shared)
    paragraphs = read_by(options, data)
    model, alphabet = beginning(options, data)
    known = taught(model, options) if options.teacher else None
    if options.compiled:
        model.compile_loops()
    dev = [example(p, alphabet) for p in data.dev]
    plain = [example(p, alphabet) for p in paragraphs]
    dev_units, peers = gold.as_units(data.dev), None
    if options.peers > 1:
        number, peers = multiply(options.out, options.peers)
        options.out, options.seed, options.quiet = peers.own, options.seed + number, number > 0
        torch.manual_seed(options.seed)
    log = (options.out / "log.txt").open("w", encoding="utf-8")

    def report(epoch: int, seconds: float, loss: float, average: Average) -> None:
        now = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average.state)
        line = "" if options.quiet else gold.line(gold.score(dev_units, predict(model, dev), rounds=0))
        print(f"epoch {epoch} {seconds:.0f} s loss {loss:.3f} dev {line}", file=log, flush=True)
        torch.save(
            {
                "state": model.state_dict(),
                "shape": model.shape,
                "alphabet": alphabet,
                "options": vars(options),
            },
            options.out / "model.pt",
        )
        model.load_state_dict(now)

    average = train(model, paragraphs, plain, alphabet, options, report, peers, known)
    model.load_state_dict(average.state)
    scores = {} if options.quiet else evaluate(model, alphabet, options.shared, data)
    for name, found in scores.items():
        print(name, gold.line(found), file=log, flush=True)
    (options.out / "run.json").write_text(
        json.dumps({"options": {k: str(v) for k, v in vars(options).items()}, "scores": scores}, indent=1),
        encoding="utf-8",
    )


def evaluate(
    model: Tagger, alphabet: Alphabet, shared: Path, data: Any
) -> dict[str, dict[str, dict[str, float]]]:
    """Scores on dev, test and both gold files."""
    sets = {"dev": gold.as_units(data.dev), "test": gold.as_units(data.test)}
    sets |= {name: gold.read_gold(shared / "gold" / file) for name, file in gold.GOLD_FILES.items()}
    found = {}
    for name, units in sets.items():
        found[name] = gold.score(
            units, predict(model, [example(Paragraph("", u.text, ()), alphabet) for u in units])
        )
    return found


if __name__ == "__main__":
    main()
