"""What the network sees of a text: numbers of characters and character pairs, and binary marks."""

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.names.lexicon import Bits, place_marks
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


def folded(text: str) -> str:
    """The text with full-width letters and digits made half-width, character by character (same length)."""
    return "".join(
        chr(ord(c) - 0xFEE0)
        if "！" <= c <= "～" and c not in "，（）：；？！"
        else " "
        if c in "\u3000\u00a0\t\n"
        else c
        for c in text
    )


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


def surface_marks(text: str) -> Bits:
    """Shape of each character (digit, letter, punctuation, blank, other) and the brackets it stands in."""
    shapes = np.zeros((len(text), SHAPES), dtype=np.float32)
    shapes[np.arange(len(text)), [_shape(c) for c in text]] = 1
    return np.concatenate([shapes, _bracket_marks(text)], axis=1)


def features(text: str, alphabet: Alphabet) -> Features:
    """The features of one text, which must not be empty."""
    plain = folded(text)
    characters = np.array([alphabet.characters.get(c, UNKNOWN) for c in plain], dtype=np.int32)
    padded = f" {plain} "
    pair = np.array(
        [alphabet.pairs.get(padded[i : i + 2], UNKNOWN) for i in range(len(padded) - 1)], dtype=np.int32
    )
    marks = np.concatenate([place_marks(plain), surface_marks(text), word_marks(plain)], axis=1)
    return Features(characters, np.stack([pair[:-1], pair[1:]], axis=1), marks)
