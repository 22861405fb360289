"""The name model: organisations and places in texts, outermost ones, each with a probability."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.names import stored
from pipeline.names.chain import best_tags, marginals
from pipeline.names.features import features
from pipeline.names.network import Network, collate, emissions, prepared
from pipeline.names.pieces import groups, pieces
from pipeline.names.tags import closed, decode

Array = NDArray[np.float32]
Name = tuple[int, int, str, float]

THRESHOLD = 0.5  # chosen on the dev part of the corpus


def _mean(arrays: Sequence[Array]) -> Array:
    result: Array = np.stack(arrays).mean(axis=0)
    return result


@dataclass(frozen=True, slots=True)
class NameModel:
    """One network or several, whose scores are averaged before the chain decides."""

    weights: stored.Weights
    networks: tuple[Network, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Makes the networks ready."""
        object.__setattr__(self, "networks", tuple(map(prepared, self.weights.members)))

    def _names(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names of texts that are read side by side, longest first; none is empty or long."""
        batch = collate(features(texts, self.weights.alphabet))
        scores = batch.spread(_mean([emissions(batch, network) for network in self.networks]))
        transitions = _mean([member["transitions"] for member in self.weights.members])
        tags = best_tags(scores, transitions, batch.lengths)
        spans = [decode(path) for path in tags]
        named = [column for column, found in enumerate(spans) if found]
        # how sure the tags are is asked of texts with names only
        sure = marginals(scores[:, named], transitions, batch.lengths[named]) if named else scores
        names: list[list[Name]] = [[] for _ in texts]
        for place, column in enumerate(named):
            chosen = sure[np.arange(len(tags[column])), place, tags[column]]
            names[column] = [
                (*closed(texts[column], span), round(float(chosen[span[0] : span[1]].min()), 4))
                for span in spans[column]
            ]
        return names

    def predict(self, texts: Sequence[str], *, threshold: float = THRESHOLD) -> list[list[Name]]:
        """(start, end, label, score) of the names of each text, left to right, never overlapping.

        `label` is ORG or LOC, offsets are code points of the text as given, `score` (0 to 1) is the smallest
        probability of a tag inside the name. Any length of text will do; what stands across the cut of a
        very long sentence may be missed. Names with a score below `threshold` are left out. Texts that occur
        twice are read once.
        """
        cut = [list(pieces(text)) for text in texts]
        once = sorted({piece for parts in cut for _, piece in parts})
        known: dict[str, list[Name]] = {}
        for group in groups(once):
            together = [once[position] for position in group]
            known.update(zip(together, self._names(together), strict=True))
        return [
            [
                (offset + s, offset + e, label, score)
                for offset, piece in parts
                for s, e, label, score in known[piece]
                if score >= threshold
            ]
            for parts in cut
        ]


@cache
def shipped() -> NameModel:
    """The model of the package, loaded once."""
    return NameModel(stored.load())
