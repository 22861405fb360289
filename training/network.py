"""The network as torch module, for training only; `pipeline.names.network` runs the same in numpy."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.names.tags import TAGS, allowed
from training import compiled
from training.recurrent import BiGru

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the layers: pair vectors, binary marks, mixed features, hidden units of the head and of each
    direction of the GRU layers; `joined`: how many numbers the first layer and the mixed features are told in
    to what reads both, 0 where they are read as they are."""

    characters: int
    pairs: int
    pair_size: int
    marks: int
    mixed: int = 64
    hidden: int = 128
    character_size: int = 128
    layer: int = 128
    joined: int = 0

    @property
    def told(self) -> int:
        """How many numbers tell the first layer and the mixed features."""
        return self.joined or 2 * self.layer + self.mixed


class Tagger(nn.Module):
    """Characters → GRU → (with features) GRU → head → scores of tags; a CRF over them."""

    compiled = False

    def __init__(self, shape: Shape, *, dropout: float = 0.3) -> None:
        super().__init__()
        self.shape = shape
        self.characters = nn.Embedding(shape.characters, shape.character_size, padding_idx=0)
        self.pairs = nn.Embedding(shape.pairs, shape.pair_size, padding_idx=0)
        self.mix = nn.Linear(2 * shape.pair_size + shape.marks, shape.mixed)
        self.first = BiGru(shape.character_size, shape.layer)
        self.join = nn.Linear(2 * shape.layer + shape.mixed, shape.joined) if shape.joined else None
        self.second = BiGru(shape.told, shape.layer)
        self.head = nn.Linear(2 * shape.layer + shape.told, shape.hidden)
        self.out = nn.Linear(shape.hidden, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.dropout = dropout
        legal = [[0.0 if allowed(a, b) else FORBIDDEN for b in TAGS] for a in TAGS]
        self.register_buffer("legal", torch.tensor(legal))
        self.register_buffer("opening", torch.tensor([0.0 if t[0] in "OBS" else FORBIDDEN for t in TAGS]))
        self.register_buffer("closing", torch.tensor([0.0 if t[0] in "OES" else FORBIDDEN for t in TAGS]))

    def _locked(self, x: Tensor, rate: float) -> Tensor:
        """Dropout with one mask for all positions of a text; x is (T, B, D)."""
        if not self.training or rate == 0:
            return x
        return x * torch.bernoulli(torch.full((1, *x.shape[1:]), 1 - rate)) / (1 - rate)

    def emissions(self, characters: Tensor, pairs: Tensor, marks: Tensor, lengths: Tensor) -> Tensor:
        """(T, B, tags) for batches (T, B), (T, B, 2), (T, B, M), lengths (B,)."""
        e = self._locked(self.characters(characters), self.dropout * 0.6)
        f = torch.cat(
            [
                self._locked(self.pairs(pairs).flatten(2), self.dropout),
                self._locked(marks[:, :, : self.shape.marks], self.dropout * 0.5),
            ],
            dim=2,
        )
        f = torch.relu(self.mix(f))
        h1 = self.first(e, lengths)
        below = torch.cat([self._locked(h1, self.dropout), self._locked(f, self.dropout)], dim=2)
        if self.join is not None:
            below = beside = self.join(below)
        else:
            beside = torch.cat([self._locked(h1, self.dropout), f], dim=2)
        h2 = self.second(below, lengths)
        z = torch.cat([self._locked(h2, self.dropout * 1.3), beside], dim=2)
        return self.out(self._locked(torch.relu(self.head(z)), self.dropout))

    def compile_loops(self) -> None:
        """From now on the loops run compiled (training.compiled): needs g++ and ninja."""
        self.compiled = self.first.compiled = self.second.compiled = True

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor, heat: float = 1.0) -> Tensor:
        """Mean over texts of the negative log likelihood of the right tags; all (T, B, …). `heat` divides all
        scores: the unlikely tags then count for more."""
        emissions, trans = emissions / heat, self.transitions / heat + self.legal
        if self.compiled:
            return compiled.chain_loss(emissions, trans, (self.opening, self.closing), tags, mask)
        steps, present = emissions.unbind(0), mask.unbind(0)
        alpha = steps[0] + self.opening
        for scores, here in zip(steps[1:], present[1:], strict=True):
            step = torch.logsumexp(alpha[:, :, None] + trans[None], dim=1) + scores
            alpha = torch.where(here[:, None], step, alpha)
        right = (emissions.gather(2, tags[:, :, None])[:, :, 0] * mask).sum(0) + (
            trans[tags[:-1], tags[1:]] * mask[1:]
        ).sum(0)
        return (torch.logsumexp(alpha + self.closing, dim=1) - right).mean()


def viterbi(
    emissions: np.ndarray, transitions: np.ndarray, opening: np.ndarray, closing: np.ndarray
) -> list[int]:
    """Best tags of one text; emissions (T, tags)."""
    score, back = emissions[0] + opening, []
    for row in emissions[1:]:
        table = score[:, None] + transitions
        back.append(table.argmax(axis=0))
        score = table.max(axis=0) + row
    path = [int((score + closing).argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
