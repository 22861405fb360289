"""The linear chain over the tags of a text: the best path, and how sure each tag is."""

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


def _sum(x: Array, axis: int) -> Array:
    top: Array = x.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(x - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def marginals(emissions: Array, transitions: Array) -> Array:
    """Probability of each tag at each character: (T, tags), for emissions (T, tags)."""
    steps, opening, closing = limits()
    table = transitions + steps
    forward, backward = np.empty_like(emissions), np.empty_like(emissions)
    forward[0], backward[-1] = emissions[0] + opening, closing
    for t in range(1, len(emissions)):
        forward[t] = _sum(forward[t - 1][:, None] + table, 0) + emissions[t]
    for t in range(len(emissions) - 2, -1, -1):
        backward[t] = _sum(table + (emissions[t + 1] + backward[t + 1])[None], 1)
    both = forward + backward
    result: Array = np.exp(both - _sum(both, 1)[:, None])
    return result


def best_tags(emissions: Array, transitions: Array) -> list[int]:
    """The best well-formed sequence of tags (Viterbi) for emissions (T, tags)."""
    steps, opening, closing = limits()
    table, score, back = transitions + steps, emissions[0] + opening, []
    for row in emissions[1:]:
        ways = score[:, None] + table
        back.append(ways.argmax(axis=0))
        score = ways.max(axis=0) + row
    path = [int((score + closing).argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
