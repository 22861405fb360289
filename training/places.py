"""Builds `pipeline/names/gazetteer/places.npz` of `places.csv`: the names as a trie, the kinds of each.

Usage: python -m training.places
"""

from pathlib import Path

import numpy as np

from pipeline.names.lexicon import place_names
from pipeline.names.trie import in_order, packed, trie_of

OUT = Path(__file__).resolve().parents[1] / "pipeline" / "names" / "gazetteer" / "places.npz"


def main() -> None:
    """Writes all names."""
    found = place_names()
    names = sorted(found)
    trie = trie_of(names)
    kinds = np.array([found[name] for name in names], dtype=np.uint8)
    np.savez(OUT, **packed(trie), kinds=kinds[in_order(trie)])
    print(len(names), "names", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
