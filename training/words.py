"""Builds `pipeline/names/gazetteer/words.npz` from jieba's dictionary (PyPI jieba 0.42.1, MIT): words, how
frequent, of what class.

Usage: python -m training.words   (needs jieba, for this only)
"""

import math
from importlib.resources import files
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parents[1] / "pipeline" / "names" / "gazetteer" / "words.npz"
# jieba's parts of speech → the classes of pipeline.names.words.CLASSES
CLASS_OF = {
    "ns": "place",
    "nt": "body",
    "nz": "proper",
    "nr": "person",
    "nrt": "person",
    "nrfg": "person",
    "j": "short",
} | {"eng": "other"}
BY_LETTER = {
    "n": "noun",
    "v": "verb",
    "a": "adjective",
    "b": "adjective",
    "z": "adjective",
    "m": "number",
    "q": "number",
    "t": "time",
}
BY_LETTER |= {
    "d": "function",
    "p": "function",
    "c": "function",
    "u": "function",
    "r": "function",
    "f": "function",
    "i": "idiom",
    "l": "idiom",
}


def word_class(tag: str) -> str:
    """The class of one of jieba's tags."""
    return CLASS_OF.get(tag) or BY_LETTER.get(tag[:1], "other")


def main() -> None:
    """Writes the words that the dictionary has seen more than twice, and all names of places and bodies."""
    from pipeline.names.trie import in_order, packed, trie_of
    from pipeline.names.words import CLASSES, STEPS

    kept = []
    for row in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = row.split(" ")
        kind = word_class(tag)
        if len(word) <= 8 and (int(count) > 2 or kind in ("place", "body")):
            kept.append((word, int(count), CLASSES.index(kind)))
    kept = sorted({word: (word, count, kind) for word, count, kind in kept}.values())  # as a trie wants them
    total = sum(max(1, count) for _, count, _ in kept)
    cost = [round((math.log(total) - math.log(max(1, count))) * STEPS) for _, count, _ in kept]
    trie = trie_of([word for word, _, _ in kept])
    order = in_order(trie)
    np.savez(
        OUT,
        **packed(trie),
        costs=np.array(cost, dtype=np.uint8)[order],
        classes=np.array([k for _, _, k in kept], dtype=np.uint8)[order],
    )
    print(len(kept), "words", OUT.stat().st_size, "bytes", max(cost))


if __name__ == "__main__":
    main()
