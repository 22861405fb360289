"""Where the names of the gazetteer occur in a text, as marks on its characters."""

import csv
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.names.trie import NONE, Codes, Integers, Trie, Views, number_of, unpacked, views

# A full name (county) says more than its short form (county_short), which may be a common word.
KINDS = ("province", "city", "county", "county_short", "town", "town_short", "country", "foreign_city")
MARKS = 4  # begin, middle, end, single
_SHORT_KIND = {"province": "province", "city": "city", "county": "county_short", "town": "town_short"}

Bits = NDArray[np.float32]


def stored(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file of `gazetteer/`."""
    content = (files("pipeline.names") / "gazetteer" / name).read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as data:
        return dict(data.items())


def place_names() -> dict[str, int]:
    """Every name and short form of `gazetteer/places.csv`, with its kinds as the bits of a number."""
    bit = {kind: 1 << number for number, kind in enumerate(KINDS)}
    found: dict[str, int] = {}
    text = (files("pipeline.names") / "gazetteer" / "places.csv").read_text(encoding="utf-8")
    for kind, name, short, _ in islice(csv.reader(text.splitlines()), 1, None):
        found[name] = found.get(name, 0) | bit[kind]
        if short:
            found[short] = found.get(short, 0) | bit[_SHORT_KIND[kind]]
    return found


def place_kinds() -> dict[str, tuple[int, ...]]:
    """The same with the numbers of the kinds in KINDS."""
    return {
        name: tuple(n for n in range(len(KINDS)) if bits >> n & 1) for name, bits in place_names().items()
    }


@lru_cache(maxsize=4096)
def is_place_name(text: str) -> bool:
    """Whether `gazetteer/places.csv` has it as a name or a short form."""
    return number_of(text, _views()) != NONE


@cache
def _views() -> Views:
    return views(_places()[0])


@cache
def _places() -> tuple[Trie, Integers]:
    """The names, and for each the kinds as bits: `gazetteer/places.npz`, which `training.places` makes of
    `places.csv`."""
    data = stored("places.npz")
    return unpacked(data), data["kinds"].astype(np.int64)


def mark(bits: Bits, starts: Integers, ends: Integers, columns: Integers | int) -> None:
    """Marks spans of characters in four columns each, from `columns` on: begin, middle, end; or single."""
    lengths, columns = ends - starts, np.broadcast_to(columns, starts.shape)
    single = lengths == 1
    bits[starts[single], columns[single] + 3] = 1
    starts, ends, lengths, columns = (values[~single] for values in (starts, ends, lengths, columns))
    bits[starts, columns] = 1
    bits[ends - 1, columns + 2] = 1
    within = lengths - 2
    middle = np.arange(within.sum()) - np.repeat(np.cumsum(within) - within, within)
    bits[np.repeat(starts + 1, within) + middle, np.repeat(columns + 1, within)] = 1


def place_marks(codes: Codes) -> Bits:
    """All gazetteer names in a text given as code points, overlapping ones too: shape (len(codes), 4 *
    len(KINDS)), values 0 or 1."""
    trie, kinds = _places()
    found = trie.find(codes)
    bits = np.zeros((len(codes), MARKS * len(KINDS)), dtype=np.float32)
    for number in range(len(KINDS)):
        these = (kinds[found.words] >> number & 1) == 1
        mark(bits, found.starts[these], found.ends[these], MARKS * number)
    return bits
