"""Where the names of the gazetteer occur in a text, as marks on its characters."""

import csv
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

# A full name (county) says more than its short form (county_short), which may be a common word.
KINDS = ("province", "city", "county", "county_short", "town", "town_short", "country", "foreign_city")
MARKS = 4  # begin, middle, end, single
_SHORT_KIND = {"province": "province", "city": "city", "county": "county_short", "town": "town_short"}

Bits = NDArray[np.float32]


@cache
def place_kinds() -> dict[str, tuple[int, ...]]:
    """Every name and short form of `gazetteer/places.csv` with the numbers of its kinds in KINDS."""
    found: dict[str, set[int]] = {}
    text = (files("pipeline.names") / "gazetteer" / "places.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["name"], set()).add(KINDS.index(row["kind"]))
        if row["short"]:
            found.setdefault(row["short"], set()).add(KINDS.index(_SHORT_KIND[row["kind"]]))
    return {name: tuple(sorted(kinds)) for name, kinds in found.items()}


@cache
def _lengths() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """The characters names begin with, and for each first two characters the lengths of the names that begin
    so."""
    lengths: dict[str, set[int]] = {}
    for name in place_kinds():
        lengths.setdefault(name[:2], set()).add(len(name))
    return frozenset(lengths), {head: tuple(sorted(found)) for head, found in lengths.items()}


def mark(bits: Bits, start: int, end: int, column: int) -> None:
    """Marks text[start:end] in the four columns from `column`: begin, middle, end; or single."""
    if end - start == 1:
        bits[start, column + 3] = 1
        return
    bits[start, column] = 1
    bits[start + 1 : end - 1, column + 1] = 1
    bits[end - 1, column + 2] = 1


def place_marks(text: str) -> Bits:
    """All gazetteer names in the text, overlapping ones too: shape (len(text), 4 * len(KINDS)), values 0 or
    1."""
    kinds, (heads, lengths) = place_kinds(), _lengths()
    bits = np.zeros((len(text), MARKS * len(KINDS)), dtype=np.float32)
    for start in range(len(text) - 1):
        head = text[start : start + 2]
        if head not in heads:
            continue
        for length in lengths[head]:
            if start + length > len(text):
                break
            for kind in kinds.get(text[start : start + length], ()):
                mark(bits, start, start + length, MARKS * kind)
    return bits
