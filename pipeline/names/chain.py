"""The linear chain over the tags of texts side by side, longest first: the best path; how sure each tag is.

Inside, a step is laid out by tag and then by text: what is done to all texts at once then lies in one
piece.
"""

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


def _log_product(table: Array, columns: Array) -> Array:
    """log(table @ exp(columns)) without overflow; columns (tags, B), table (tags, tags) of plain numbers."""
    top: Array = columns.max(axis=0)
    result: Array = np.log(np.maximum(table @ np.exp(columns - top), np.float32(1e-38))) + top
    return result


def _reaching(steps: int, lengths: Integers) -> list[int]:
    """How many of the texts reach each step, which are the first ones, and 0 behind the last."""
    reaching: list[int] = (
        len(lengths) - np.searchsorted(lengths[::-1], np.arange(steps + 1), "right")
    ).tolist()
    return reaching


def _by_tag(emissions: Array) -> Array:
    return emissions.transpose(0, 2, 1).copy()


def marginals(emissions: Array, transitions: Array, lengths: Integers) -> Array:
    """Probability of each tag at each character: (T, B, tags) for emissions (T, B, tags) of texts whose
    `lengths` fall; without meaning in the padding."""
    steps, opening, closing = limits()
    given, reaching, table = (
        _by_tag(emissions),
        _reaching(len(emissions), lengths),
        np.exp(transitions + steps),
    )
    forward, backward = given.copy(), np.empty_like(given)
    forward[0] += opening[:, None]
    backward[:] = closing[:, None]
    for t in range(1, len(given)):
        inside = reaching[t]
        forward[t, :, :inside] += _log_product(table.T, forward[t - 1, :, :inside])
    for t in range(len(given) - 2, -1, -1):
        inside = reaching[t + 1]
        backward[t, :, :inside] = _log_product(table, (given[t + 1] + backward[t + 1])[:, :inside])
    both = (forward + backward).transpose(0, 2, 1)
    result: Array = np.exp(both - both.max(axis=2, keepdims=True))
    result /= result.sum(axis=2, keepdims=True)
    return result


def best_tags(emissions: Array, transitions: Array, lengths: Integers) -> list[list[int]]:
    """The best well-formed tags of each text (Viterbi), for emissions (T, B, tags) of texts whose `lengths`
    fall."""
    steps, opening, closing = limits()
    table, reaching = transitions + steps, _reaching(len(emissions), lengths)
    scores = _by_tag(emissions)  # and from the front on, of the best way to each tag
    scores[0] += opening[:, None]
    for t in range(1, len(scores)):
        inside = reaching[t]
        ways = scores[t - 1, :, None, :inside] + table[:, :, None]
        scores[t, :, :inside] += np.maximum.reduce(ways, axis=0)
    path = np.empty((len(scores), len(lengths)), dtype=np.int64)
    for t in range(len(scores) - 1, -1, -1):
        # texts that end here, and those whose tag at the next step is known
        inside, ending = reaching[t + 1], slice(reaching[t + 1], reaching[t])
        if inside < reaching[t]:
            path[t, ending] = (scores[t, :, ending] + closing[:, None]).argmax(axis=0)
        if inside:
            ways = scores[t, :, :inside] + np.take(table, path[t + 1, :inside], axis=1)
            ways.argmax(axis=0, out=path[t, :inside])
    return [path[:length, column].tolist() for column, length in enumerate(lengths)]
