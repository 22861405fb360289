"""The words of a text by the most likely cut (a dictionary of words with their frequency), as marks on its
characters."""

from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from pipeline.names.lexicon import MARKS, Bits, mark

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
LONGEST = 8

KINDS_A_CODE = 16  # a word's code is its cost times this, plus its class


@cache
def table() -> dict[str, int]:
    """Word → code; from `gazetteer/words.npz`, made of jieba's dictionary (MIT)."""
    with np.load(
        BytesIO((files("pipeline.names") / "gazetteer" / "words.npz").read_bytes()), allow_pickle=False
    ) as data:
        words = data["words"].tobytes().decode().split("\n")
        codes = data["costs"].astype(np.int64) * KINDS_A_CODE + data["classes"]
    shared = list(range(int(codes.max()) + 1))  # one object a code, not one a word
    return dict(zip(words, map(shared.__getitem__, codes.tolist()), strict=True))


def cut(text: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """(start, end, class) of the words of the cheapest cut; and of every name of a place, body or thing that
    occurs, cut or not."""
    words, length, unknown = table(), len(text), UNKNOWN_COST * KINDS_A_CODE + len(CLASSES) - 1
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (length + 1)
    names = []
    for start in range(length - 1, -1, -1):
        cost, kind = divmod(words.get(text[start], unknown), KINDS_A_CODE)
        found = (cost + best[start + 1][0], start + 1, kind)
        for end in range(start + 2, min(start + LONGEST, length) + 1):
            code = words.get(text[start:end])
            if code is None:
                continue
            cost, kind = divmod(code, KINDS_A_CODE)
            found = min(found, (cost + best[end][0], end, kind))
            if kind < LEXICAL:
                names.append((start, end, kind))
        best[start] = found
    return _walk(best), names


def _walk(best: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The words of the cheapest cut, from what is best at each character: (cost, end, class)."""
    cuts, start = [], 0
    while start < len(best) - 1:
        _, end, kind = best[start]
        cuts.append((start, end, kind))
        start = end
    return cuts


def word_marks(text: str) -> Bits:
    """Shape (len(text), 4 + classes + 4 * LEXICAL): place in the word, class of the word, names that
    occur."""
    bits = np.zeros((len(text), MARKS + len(CLASSES) + MARKS * LEXICAL), dtype=np.float32)
    cuts, names = cut(text)
    for start, end, kind in cuts:
        mark(bits, start, end, 0)
        bits[start:end, MARKS + kind] = 1
    for start, end, kind in names:
        mark(bits, start, end, MARKS + len(CLASSES) + MARKS * kind)
    return bits
