"""The statistical name component: ORG and LOC, outermost names, by a small network of our own; see
docs/name-model.md."""

from collections.abc import Sequence

from pipeline.names.model import THRESHOLD, Name, shipped

__all__ = ["THRESHOLD", "Name", "predict"]


def predict(texts: Sequence[str], *, threshold: float = THRESHOLD) -> list[list[Name]]:
    """(start, end, label, score) of the names of each text; see `NameModel.predict`. Loads the weights at
    the first call."""
    return shipped().predict(texts, threshold=threshold)
