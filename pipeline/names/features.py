"""What the network sees of a text: numbers of characters and character pairs, and binary marks."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.names.lexicon import Bits, place_marks
from pipeline.names.trie import code_points
from pipeline.names.words import word_marks

PAIRS = (("《", "》"), ("“", "”"), ("（", "）"))
LABELS = ("ORG", "LOC")
SHAPES = 5
UNKNOWN = 1
PADDING = 0


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Numbers of characters and of pairs of characters; 0 is padding, 1 stands for whatever is not listed."""

    characters: dict[str, int]
    pairs: dict[str, int]


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


def _numbers(known: Mapping[str, int], keys: Iterable[str]) -> NDArray[np.int32]:
    return np.array([known.get(key, UNKNOWN) for key in keys], dtype=np.int32)


def features(texts: Sequence[str], alphabet: Alphabet) -> list[Features]:
    """The features of each text; none may be empty."""
    # a blank between the texts and at both ends: what a first and a last character are paired with, and what
    # no word and no name holds
    joined = f" {' '.join(map(folded, texts))} "
    codes = code_points(joined)
    ends = np.cumsum([len(text) + 1 for text in texts])
    inside = np.delete(np.arange(len(codes)), [0, *ends])
    pair = _numbers(alphabet.pairs, (joined[at : at + 2] for at in range(len(joined) - 1)))
    characters = _numbers(alphabet.characters, joined)[inside]
    pairs = np.stack([pair[inside - 1], pair[inside]], axis=1)
    marks = np.concatenate(
        [place_marks(codes)[inside], surface_marks(texts), word_marks(codes)[inside]], axis=1
    )
    borders = (ends - np.arange(1, len(texts) + 1))[:-1]
    split = (np.split(array, borders) for array in (characters, pairs, marks))
    return [Features(*one) for one in zip(*split, strict=True)]
