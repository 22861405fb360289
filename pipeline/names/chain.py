"""The linear chain over the tags of texts side by side: the best path, and how sure each tag is."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.names.tags import TAGS, allowed

FORBIDDEN = -1e4

Array = NDArray[np.float32]
Integers = NDArray[np.int64]


@cache
def limits() -> tuple[Array, Array, Array]:
    """Penalties of impossible steps (tags, tags), openings (tags,) and endings (tags,): 0 or FORBIDDEN."""
    steps = [[0.0 if allowed(a, b) else FORBIDDEN for b in TAGS] for a in TAGS]
    opening = [0.0 if tag[0] in "OBS" else FORBIDDEN for tag in TAGS]
    closing = [0.0 if tag[0] in "OES" else FORBIDDEN for tag in TAGS]
    return np.array(steps, np.float32), np.array(opening, np.float32), np.array(closing, np.float32)


def _log_product(rows: Array, table: Array) -> Array:
    """log(exp(rows) @ table) without overflow; rows (B, tags), table (tags, tags) of plain numbers."""
    top: Array = rows.max(axis=1, keepdims=True)
    result: Array = np.log(np.maximum(np.exp(rows - top) @ table, np.float32(1e-38))) + top
    return result


def marginals(emissions: Array, transitions: Array, lengths: Integers) -> Array:
    """Probability of each tag at each character: (T, B, tags) for emissions (T, B, tags); without meaning in
    the padding."""
    steps, opening, closing = limits()
    table = np.exp(transitions + steps)
    forward, backward = np.empty_like(emissions), np.empty_like(emissions)
    forward[0], backward[:] = emissions[0] + opening, closing
    for t in range(1, len(emissions)):
        forward[t] = _log_product(forward[t - 1], table) + emissions[t]
    for t in range(len(emissions) - 2, -1, -1):
        inside = lengths > t + 1
        backward[t, inside] = _log_product((emissions[t + 1] + backward[t + 1])[inside], table.T)
    both = forward + backward
    result: Array = np.exp(both - both.max(axis=2, keepdims=True))
    result /= result.sum(axis=2, keepdims=True)
    return result


def best_tags(emissions: Array, transitions: Array, lengths: Integers) -> list[list[int]]:
    """The best well-formed tags of each text (Viterbi), for emissions (T, B, tags)."""
    steps, opening, closing = limits()
    table, score = transitions + steps, emissions[0] + opening
    back = np.empty(emissions.shape, dtype=np.int64)
    stay = np.arange(len(TAGS))
    for t in range(1, len(emissions)):
        ways = score[:, :, None] + table
        inside = (lengths > t)[:, None]
        back[t] = np.where(inside, ways.argmax(axis=1), stay)
        score = np.where(inside, ways.max(axis=1) + emissions[t], score)
    path = np.empty(emissions.shape[:2], dtype=np.int64)
    path[-1] = (score + closing).argmax(axis=1)
    for t in range(len(emissions) - 1, 0, -1):
        path[t - 1] = np.take_along_axis(back[t], path[t][:, None], axis=1)[:, 0]
    return [path[:length, column].tolist() for column, length in enumerate(lengths)]
