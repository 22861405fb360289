"""The name model: organisations and places in texts, outermost ones, each with a probability."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.names import stored
from pipeline.names.chain import best_tags, marginals
from pipeline.names.features import features
from pipeline.names.network import collate, emissions
from pipeline.names.pieces import groups, pieces
from pipeline.names.tags import decode

Array = NDArray[np.float32]
Name = tuple[int, int, str, float]


@dataclass(frozen=True, slots=True)
class NameModel:
    """An ensemble of networks whose scores are averaged before the chain decides."""

    weights: stored.Weights

    def _scores(self, texts: Sequence[str]) -> Iterator[Array]:
        """Emissions (T, tags) of each text; the texts are padded to one length, none is empty."""
        batch = collate([features(text, self.weights.alphabet) for text in texts])
        each = [emissions(batch, member) for member in self.weights.members]
        mean = sum(each[1:], each[0]) / np.float32(len(each))
        for column, length in enumerate(batch.lengths):
            yield mean[:length, column]

    def _names(self, scores: Array) -> list[Name]:
        transitions = np.mean([member["transitions"] for member in self.weights.members], axis=0, dtype=np.float32)
        tags = best_tags(scores, transitions)
        spans = decode(tags)
        if not spans:
            return []
        sure = marginals(scores, transitions)[np.arange(len(tags)), tags]
        return [(start, end, label, round(float(sure[start:end].min()), 4)) for start, end, label in spans]

    def predict(self, texts: Sequence[str]) -> list[list[Name]]:
        """(start, end, label, score) of the names of each text, left to right, never overlapping.

        `label` is ORG or LOC, offsets are code points of the text as given, `score` (0 to 1) is the smallest probability of a
        tag inside the name. Any length of text will do; what stands across the cut of a very long sentence may be missed.
        """
        cut = [(number, offset, piece) for number, text in enumerate(texts) for offset, piece in pieces(text)]
        found: list[list[Name]] = [[] for _ in texts]
        for group in groups([piece for _, _, piece in cut]):
            for position, scores in zip(group, self._scores([cut[i][2] for i in group]), strict=True):
                number, offset, _ = cut[position]
                found[number] += [(offset + start, offset + end, label, score) for start, end, label, score in self._names(scores)]
        return [sorted(names) for names in found]


@cache
def shipped() -> NameModel:
    """The model of the package, loaded once."""
    return NameModel(stored.load())
