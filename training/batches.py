"""Paragraphs ready for the network, side by side in batches."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from pipeline.names.features import Alphabet, Features, features
from pipeline.names.tags import encode
from training.corpus import Paragraph


@dataclass(frozen=True, slots=True)
class Example:
    """One text ready for the network."""

    features: Features
    tags: np.ndarray
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts side by side, longest first: all (T, B, …)."""

    characters: Tensor
    pairs: Tensor
    marks: Tensor
    tags: Tensor
    mask: Tensor
    lengths: Tensor
    labelled: Tensor
    order: list[int]


def collate(examples: Sequence[Example], places: Sequence[int]) -> Batch:
    """Pads the examples at these places to one length."""
    order = sorted(places, key=lambda i: -len(examples[i].tags))
    chosen = [examples[i] for i in order]
    lengths = [len(x.tags) for x in chosen]
    size = (lengths[0], len(chosen))
    characters, tags = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    pairs, mask = np.zeros((*size, 2), dtype=np.int64), np.zeros(size, dtype=bool)
    marks = np.zeros((*size, chosen[0].features.marks.shape[1]), dtype=np.float32)
    for column, x in enumerate(chosen):
        n = lengths[column]
        characters[:n, column], pairs[:n, column], marks[:n, column] = (
            x.features.characters,
            x.features.pairs,
            x.features.marks,
        )
        tags[:n, column], mask[:n, column] = x.tags, True
    a = [torch.from_numpy(x) for x in (characters, pairs, marks, tags, mask)]
    labelled = torch.tensor([x.labelled for x in chosen])
    return Batch(a[0], a[1], a[2], a[3], a[4], torch.tensor(lengths), labelled, order)


def batches(examples: Sequence[Example], size: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of texts of like lengths, in random order when `rng` is given; `size` is in characters."""
    places = sorted(
        range(len(examples)), key=lambda i: len(examples[i].tags) + (rng.random() * 12 if rng else 0)
    )
    groups: list[list[int]] = [[]]
    for i in places:
        if groups[-1] and (len(groups[-1]) + 1) * len(examples[i].tags) > size:
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield collate(examples, group)


def small(found: Features) -> Features:
    """The same in bytes: all marks are 0 or 1."""
    return replace(found, marks=found.marks.astype(np.uint8))


def example(paragraph: Paragraph, alphabet: Alphabet) -> Example:
    """Features and tags of one paragraph."""
    tags = np.array(encode(len(paragraph.text), paragraph.spans))
    return Example(small(features([paragraph.text], alphabet)[0]), tags, paragraph.labelled)
