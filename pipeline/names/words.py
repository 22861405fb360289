"""The words of a text by the most likely cut (a dictionary of words with their frequency), as marks on its
characters."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Final

import numpy as np

from pipeline.names.lexicon import MARKS, Bits, mark, stored
from pipeline.names.trie import BITS, NONE, Codes, Flags, Integers, Trie, Views, unpacked, view, views

CLASSES = (
    "place",
    "body",
    "proper",
    "person",
    "short",
    "noun",
    "verb",
    "adjective",
    "number",
    "time",
    "function",
    "idiom",
    "other",
)
LEXICAL = 3  # the first three classes are marked wherever such a word occurs, cut or not
STEPS = 12  # costs are kept as whole numbers: negative logarithms of the frequency times this
UNKNOWN_COST = 255
_SELDOM = 178
_NO_WAY: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their cost and class, by number."""

    trie: Trie
    costs: Integers
    classes: Integers


@dataclass(frozen=True, slots=True)
class Spans:
    """Words in a text: half-open offsets and the class of each."""

    starts: Integers
    ends: Integers
    classes: Integers

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """(start, end, class) of each."""
        return zip(self.starts.tolist(), self.ends.tolist(), self.classes.tolist(), strict=True)

    def these(self, chosen: Integers | Flags) -> "Spans":
        """Some of them."""
        return Spans(self.starts[chosen], self.ends[chosen], self.classes[chosen])


@cache
def lexicon() -> Lexicon:
    """The words of `gazetteer/words.npz`, made of jieba's dictionary (MIT)."""
    data = stored("words.npz")
    return Lexicon(unpacked(data), data["costs"].astype(np.int64), data["classes"].astype(np.int64))


def cut(codes: Codes) -> tuple[Spans, Spans]:
    """The words of the cheapest cut of a text given as code points; and every name of a place, body or thing
    that occurs, cut or not."""
    words = lexicon()
    hits = words.trie.find(codes)
    found, costs = Spans(hits.starts, hits.ends, words.classes[hits.words]), words.costs[hits.words]
    names = (found.ends - found.starts > 1) & (found.classes < LEXICAL)
    return _cheapest(len(codes), found, costs), found.these(names)


def words_of(text: str) -> list[tuple[int, int, int]]:
    """(start, end, class) of the words of the same cut, for a few characters: setting up arrays for them
    takes ten times as long."""
    length = len(text)
    best, taken = [0] * (length + 1), [(0, 0, 0)] * length
    for start in reversed(range(length)):
        found = _words_at(text, start)
        if not found or found[0][1] > start + 1:
            found.insert(0, (UNKNOWN_COST, start + 1, len(CLASSES) - 1))
        least = _NO_WAY
        for cost, end, kind in found:
            total = cost + best[end]
            if total < least:  # of equals the first, the shortest
                least, taken[start] = total, (start, end, kind)
        best[start] = least
    way, position = [], 0
    while position < length:
        way.append(taken[position])
        position = taken[position][1]
    return way


def goes_over(text: str, places: Sequence[int]) -> bool:
    """Whether any word of the dictionary, in the cut or not, begins before one of these places and ends
    behind it."""
    return any(
        start < place < end
        for start in range(max(places))
        for _, end, _ in _words_at(text, start)
        for place in places
    )


def _words_at(text: str, start: int) -> list[tuple[int, int, int]]:
    """Cost, end and class of the words that begin at a place, the shortest first."""
    levels, costs, classes = _views()
    found, node = [], 0
    letters = text[start : start + len(levels)]
    for end, letter, (keys, numbers) in zip(count(start + 1), letters, levels, strict=False):
        key = node << BITS | ord(letter)
        node = bisect_left(keys, key)
        if node == len(keys) or keys[node] != key:
            break
        if (word := numbers[node]) != NONE:
            found.append((costs[word], end, classes[word]))
    return found


@cache
def _views() -> tuple[Views, Sequence[int], Sequence[int]]:
    """The dictionary as single numbers are taken from it fastest: its trie, costs, classes."""
    words = lexicon()
    return views(words.trie), view(words.costs), view(words.classes)


def is_seldom(codes: Codes) -> bool:
    """Whether a text is a word with a count of some twenty or less in the dictionary's sixty million."""
    words = lexicon()
    hits = words.trie.find(codes)
    whole = (hits.starts == 0) & (hits.ends == len(codes))
    return bool((words.costs[hits.words[whole]] >= _SELDOM).any())


def _cheapest(length: int, words: Spans, costs: Integers) -> Spans:
    """The cut whose costs add up to least; where several do, its first word is the shortest.

    A character that is no word stands for itself, at a price.
    """
    alone = np.ones(length, dtype=bool)
    alone[words.starts[words.ends - words.starts == 1]] = False
    single, until = np.flatnonzero(alone), np.cumsum(alone)
    first = np.concatenate([[0], np.cumsum(alone + np.bincount(words.starts, minlength=length))])
    # the words are in order of their starts, and a single character is the first at its place
    order = np.empty(len(single) + len(words.starts), dtype=np.int64)
    order[first[single]] = np.arange(len(single))
    order[np.arange(len(words.starts)) + until[words.starts]] = np.arange(len(single), len(order))
    every = Spans(
        np.concatenate([single, words.starts])[order],
        np.concatenate([single + 1, words.ends])[order],
        np.concatenate([np.full(len(single), len(CLASSES) - 1), words.classes])[order],
    )
    price = np.concatenate([np.full(len(single), UNKNOWN_COST), costs])[order]
    return every.these(_path(every, price, length))


def _path(words: Spans, costs: Integers, length: int) -> Integers:
    """The words of the cheapest way to the end, by number; they are in order of their starts and ends."""
    best, taken = [_NO_WAY] * length + [0], [0] * length
    starts, ends = words.starts.tolist(), words.ends.tolist()
    backwards = zip(range(len(ends) - 1, -1, -1), starts[::-1], ends[::-1], costs[::-1].tolist(), strict=True)
    for word, start, end, cost in backwards:
        total = cost + best[end]
        if total <= best[start]:  # of equals the last to come, the shortest
            best[start], taken[start] = total, word
    way, position = [], 0
    while position < length:
        way.append(taken[position])
        position = ends[taken[position]]
    return np.array(way, dtype=np.int64)


def word_marks(codes: Codes) -> Bits:
    """Shape (len(codes), 4 + classes + 4 * LEXICAL): place in the word, class of the word, names that
    occur."""
    bits = np.zeros((len(codes), MARKS + len(CLASSES) + MARKS * LEXICAL), dtype=np.float32)
    cuts, names = cut(codes)
    mark(bits, cuts.starts, cuts.ends, 0)
    bits[np.arange(len(codes)), MARKS + np.repeat(cuts.classes, cuts.ends - cuts.starts)] = 1
    mark(bits, names.starts, names.ends, MARKS + len(CLASSES) + MARKS * names.classes)
    return bits
