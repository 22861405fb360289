"""Many words sought in a text at all its places at once: a trie laid out in arrays, one level a character."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NONE = -1
BITS = 21  # of a code point
Views = Sequence[tuple[Sequence[int], Sequence[int]]]


def code_points(text: str) -> Codes:
    """The code points of a text; lone surrogates are taken as they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Level:
    """The nodes of one depth: ascending keys (node of the level above, code point), and the number of the
    word that ends here, or -1."""

    keys: Integers
    words: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where words stand: half-open offsets and the number of the word in the list; in order of start and
    end."""

    starts: Integers
    ends: Integers
    words: Integers


@dataclass(frozen=True, slots=True)
class Trie:
    """Words that are found wherever they stand, overlapping ones too."""

    levels: tuple[Level, ...]

    def find(self, codes: Codes) -> Hits:
        """Every word in a text of these code points."""
        alive, nodes = _by_beginning(codes), np.zeros(len(codes), dtype=np.int64)
        nothing = np.zeros(0, dtype=np.int64)
        found = [(nothing, nothing, nothing)]
        for depth, level in enumerate(self.levels):
            inside = alive + depth < len(codes)
            alive = alive[inside]
            if not len(alive):
                break
            keys = (nodes[inside] << BITS) | codes[alive + depth]
            nodes = np.minimum(np.searchsorted(level.keys, keys), len(level.keys) - 1)
            known = level.keys[nodes] == keys
            alive, nodes = alive[known], nodes[known]
            words = level.words[nodes]
            ended = words != NONE
            found.append((alive[ended], alive[ended] + depth + 1, words[ended].astype(np.int64)))
        starts, ends, words = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.argsort(starts, kind="stable")  # found by length, so that the ends of one start ascend
        return Hits(starts[order], ends[order], words[order])


def _by_beginning(codes: Codes) -> Integers:
    """The places of a text by the three characters that begin there: keys that ascend are found in the
    levels in a third of the time."""
    ahead = np.concatenate([codes, np.zeros(2, dtype=np.int64)])
    return np.argsort(ahead[:-2] << 2 * BITS | ahead[1:-1] << BITS | ahead[2:])


def trie_of(words: Sequence[str] | str) -> Trie:
    """The trie of words that ascend by code point, each once and none empty; or of these words, a line
    each."""
    text = words if isinstance(words, str) else "\n".join(words)
    codes = code_points(f"\n{text}\n" if text else "\n")
    breaks = np.flatnonzero(codes == ord("\n"))
    first, lengths = breaks[:-1] + 1, np.diff(breaks) - 1
    nodes, same, levels = np.zeros(len(first), dtype=np.int64), np.ones(len(first), dtype=bool), []
    same[:1] = False  # whether a word begins as the one before it, as far as was looked
    for depth in range(int(lengths.max(initial=0))):
        here = np.flatnonzero(lengths > depth)
        letters = np.full(len(first), NONE, dtype=np.int64)
        letters[here] = codes[first[here] + depth]
        same[1:] &= letters[1:] == letters[:-1]
        new = here[~same[here]]
        ending = np.full(len(new), NONE, dtype=np.int32)
        keys = (nodes[new] << BITS) | letters[new]
        begun = np.zeros(len(first), dtype=np.int64)
        begun[new] = 1
        nodes = np.cumsum(begun) - 1
        ended = here[lengths[here] == depth + 1]
        ending[nodes[ended]] = ended
        levels.append(Level(keys, ending))
    return Trie(tuple(levels))


def in_order(trie: Trie) -> Integers:
    """The numbers of the words as they come level by level: the shorter first."""
    words: Integers = np.concatenate([level.words for level in trie.levels]).astype(np.int64)
    numbers: Integers = words[words != NONE]
    return numbers


def packed(trie: Trie) -> dict[str, NDArray[Any]]:
    """What a file holds of a trie: the letter of each node, how many follow on it (on the root first), and
    whether a word ends there."""
    above = [level.keys >> BITS for level in trie.levels]
    follow = [np.bincount(below, minlength=len(nodes)) for nodes, below in pairwise(above)]
    last = np.zeros(len(above[-1]), dtype=np.int64)
    keys, words = (np.concatenate([getattr(one, part) for one in trie.levels]) for part in ("keys", "words"))
    return {
        "letters": (keys & ((1 << BITS) - 1)).astype(np.uint32),
        "follow": np.concatenate([[len(above[0])], *follow, last]).astype(np.uint16),
        "ends": words != NONE,
    }


def unpacked(data: Mapping[str, NDArray[Any]]) -> Trie:
    """The trie of a file; its words are numbered as they come level by level."""
    letters, follow, ends = (data[name] for name in ("letters", "follow", "ends"))
    words = np.where(ends, np.cumsum(ends, dtype=np.int32) - 1, np.int32(NONE))
    levels, start, of = [], 0, follow[:1]
    while (end := start + int(of.sum())) > start:
        keys = np.repeat(np.arange(len(of)) << BITS, of) | letters[start:end]
        levels.append(Level(keys, words[start:end]))
        start, of = end, follow[1 + start : 1 + end]
    return Trie(tuple(levels))


def views(trie: Trie) -> Views:
    """The levels as single numbers are taken from them fastest."""
    return [(view(level.keys), view(level.words)) for level in trie.levels]


def view(array: NDArray[Any]) -> Sequence[int]:
    """The numbers of an array as they are taken one by one fastest."""
    return cast("Sequence[int]", array.data)


def number_of(word: str, levels: Views) -> int:
    """The number of a word; -1 where it is none."""
    node, number = 0, NONE
    if not 0 < len(word) <= len(levels):
        return NONE
    for (keys, numbers), letter in zip(levels, word, strict=False):
        key = node << BITS | ord(letter)
        node = bisect_left(keys, key)
        if node == len(keys) or keys[node] != key:
            return NONE
        number = numbers[node]
    return number
