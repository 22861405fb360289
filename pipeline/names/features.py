"""What the network sees of a text: numbers of characters and character pairs, and binary marks."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.names.lexicon import Bits, place_marks
from pipeline.names.trie import BITS, Codes, Integers, code_points
from pipeline.names.words import word_marks

PAIRS = (("《", "》"), ("“", "”"), ("（", "）"))
LABELS = ("ORG", "LOC")
SHAPES = 5
UNKNOWN = 1
PADDING = 0


class _Numbers:
    """Numbers of characters or pairs as arrays, in which those of a whole text are looked up at once: a
    quarter of the time that a dictionary takes."""

    __slots__ = ("_keys", "_numbers")

    def __init__(self, known: Mapping[str, int], keys: Integers) -> None:
        order = np.argsort(keys)
        self._keys = keys[order]
        self._numbers = np.fromiter(known.values(), np.int32, len(known))[order]

    def of(self, keys: Integers) -> NDArray[np.int32]:
        """The number of each key, UNKNOWN for whatever is not listed."""
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[places] == keys, self._numbers[places], np.int32(UNKNOWN))


def _paired(codes: Codes) -> Integers:
    """A key for each two characters side by side."""
    return codes[:-1] << BITS | codes[1:]


@dataclass(frozen=True)
class Alphabet:
    """Numbers of characters and of pairs of characters; 0 is padding, 1 stands for whatever is not listed."""

    characters: dict[str, int]
    pairs: dict[str, int]

    @cached_property
    def numbers(self) -> tuple[_Numbers, _Numbers]:
        """Those of the characters and of the pairs, to be looked up by code points."""
        letters, pairs = (code_points("".join(known)) for known in (self.characters, self.pairs))
        return _Numbers(self.characters, letters), _Numbers(self.pairs, _paired(pairs)[::2])


@dataclass(frozen=True, slots=True)
class Features:
    """One text: characters (T,), pairs (T, 2: with the character before and after), marks (T, M)."""

    characters: NDArray[np.int32]
    pairs: NDArray[np.int32]
    marks: Bits


_FOLDED = {
    code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1) if chr(code) not in "，（）：；？！"
} | {ord(blank): " " for blank in "\u3000\u00a0\t\n"}


def folded(text: str) -> str:
    """The text with full-width letters and digits made half-width, character by character (same length)."""
    return text.translate(_FOLDED)


def _shape(character: str) -> int:
    if character.isdigit():
        return 0
    if character.isascii() and character.isalpha():
        return 1
    category = unicodedata.category(character)
    return 2 if category[0] == "P" else 3 if category[0] in "ZC" else 4


def _bracket_marks(text: str) -> Bits:
    """One column for each kind of bracket in PAIRS: 1 between an opening and its closing mark."""
    marks = np.zeros((len(text), len(PAIRS)), dtype=np.float32)
    for column, (opening, closing) in enumerate(PAIRS):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            if end < 0:
                break
            marks[start : end + 1, column] = 1
            start = text.find(opening, end)
    return marks


def surface_marks(texts: Sequence[str]) -> Bits:
    """Shape of each character (digit, letter, punctuation, blank, other) and the brackets it stands in, of
    texts one behind the other."""
    characters, places = np.unique(code_points("".join(texts)), return_inverse=True)
    shape = np.array([_shape(chr(code)) for code in characters], dtype=np.int64)
    shapes = np.zeros((len(places), SHAPES), dtype=np.float32)
    shapes[np.arange(len(places)), shape[places]] = 1
    return np.concatenate([shapes, np.concatenate([_bracket_marks(text) for text in texts])], axis=1)


def features(texts: Sequence[str], alphabet: Alphabet) -> list[Features]:
    """The features of each text; none may be empty."""
    # a blank between the texts and at both ends: what a first and a last character are paired with, and what
    # no word and no name holds
    joined = f" {' '.join(map(folded, texts))} "
    codes = code_points(joined)
    ends = np.cumsum([len(text) + 1 for text in texts])
    inside = np.delete(np.arange(len(codes)), [0, *ends])
    of_characters, of_pairs = alphabet.numbers
    characters, pair = of_characters.of(codes[inside]), of_pairs.of(_paired(codes))
    pairs = np.stack([pair[inside - 1], pair[inside]], axis=1)
    marks = np.concatenate(
        [place_marks(codes)[inside], surface_marks(texts), word_marks(codes)[inside]], axis=1
    )
    borders = (ends - np.arange(1, len(texts) + 1))[:-1]
    split = (np.split(array, borders) for array in (characters, pairs, marks))
    return [Features(*one) for one in zip(*split, strict=True)]
