"""The words of a text by the most likely cut (a dictionary of words with their frequency), as marks on its characters."""

from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from pipeline.names.lexicon import MARKS, Bits, mark

CLASSES = ("place", "body", "proper", "person", "short", "noun", "verb", "adjective", "number", "time", "function", "idiom", "other")
LEXICAL = 3  # the first three classes are marked wherever such a word occurs, cut or not
STEPS = 12  # costs are kept as whole numbers: negative logarithms of the frequency times this
UNKNOWN_COST = 255
LONGEST = 8

Table = dict[str, tuple[int, int]]


@cache
def table() -> Table:
    """Word → (cost, class); from `gazetteer/words.npz`, made of jieba's dictionary (MIT)."""
    with np.load(BytesIO((files("pipeline.names") / "gazetteer" / "words.npz").read_bytes()), allow_pickle=False) as data:
        words = data["words"].tobytes().decode().split("\n")
        return dict(zip(words, zip(data["costs"].tolist(), data["classes"].tolist(), strict=True), strict=True))


def cut(text: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """(start, end, class) of the words of the cheapest cut; and of every name of a place, body or thing that occurs, cut or not."""
    words, length = table(), len(text)
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (length + 1)
    names = []
    for start in range(length - 1, -1, -1):
        known = words.get(text[start])
        cost, kind = known or (UNKNOWN_COST, len(CLASSES) - 1)
        found = (cost + best[start + 1][0], start + 1, kind)
        for end in range(start + 2, min(start + LONGEST, length) + 1):
            entry = words.get(text[start:end])
            if entry is None:
                continue
            found = min(found, (entry[0] + best[end][0], end, entry[1]))
            if entry[1] < LEXICAL:
                names.append((start, end, entry[1]))
        best[start] = found
    cuts, start = [], 0
    while start < length:
        _, end, kind = best[start]
        cuts.append((start, end, kind))
        start = end
    return cuts, names


def word_marks(text: str) -> Bits:
    """Shape (len(text), 4 + classes + 4 * LEXICAL): place in the word, class of the word, names that occur."""
    bits = np.zeros((len(text), MARKS + len(CLASSES) + MARKS * LEXICAL), dtype=np.float32)
    cuts, names = cut(text)
    for start, end, kind in cuts:
        mark(bits, start, end, 0)
        bits[start:end, MARKS + kind] = 1
    for start, end, kind in names:
        mark(bits, start, end, MARKS + len(CLASSES) + MARKS * kind)
    return bits
