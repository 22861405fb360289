"""The baseline: a linear-chain CRF (python-crfsuite) on characters, words, gazetteer. Usage: python -m
training.crf --shared DIR [--limit N]"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.names.features import folded
from pipeline.names.lexicon import KINDS, MARKS, place_marks
from pipeline.names.tags import TAGS, decode, encode
from pipeline.names.trie import code_points
from pipeline.names.words import CLASSES, cut
from training import gold
from training.corpus import Span, split


def word_shapes(text: str) -> list[str]:
    """For each character its place in its word and the word's class: Bplace, Eplace, Sother, …"""
    shapes = [""] * len(text)
    for start, end, kind in cut(code_points(text))[0]:
        for i in range(start, end):
            place = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
            shapes[i] = place + CLASSES[kind]
    return shapes


def place_shapes(text: str) -> list[str]:
    """For each character the marks of the gazetteer, as one word."""
    marks = place_marks(code_points(text))
    return ["".join(f"{KINDS[i // MARKS]}{i % MARKS}" for i in row.nonzero()[0]) or "O" for row in marks]


def crf_features(text: str) -> list[list[str]]:
    """Feature strings of each character."""
    plain = f"###{folded(text)}####"
    words, places = [
        ["#"] * 2 + found + ["#"] * 2 for found in (word_shapes(folded(text)), place_shapes(folded(text)))
    ]
    rows = []
    for i in range(len(text)):
        row = [
            "b",
            *(f"c{d}={plain[i + 3 + d]}" for d in range(-3, 4)),
            *(f"d{d}={plain[i + 3 + d : i + 5 + d]}" for d in range(-2, 3)),
        ]
        row += [
            f"t={plain[i + 2 : i + 5]}",
            *(f"w{d}={words[i + 2 + d]}" for d in range(-2, 3)),
            *(f"g{d}={places[i + 2 + d]}" for d in range(-2, 3)),
        ]
        rows.append(row)
    return rows


def tagged(tagger: object, texts: list[str]) -> Iterator[list[Span]]:
    """The spans of each text; tags that do not fit together are dropped."""
    number = {tag: i for i, tag in enumerate(TAGS)}
    for text in texts:
        spans = decode([number[tag] for tag in tagger.tag(crf_features(text))])  # type: ignore[attr-defined]
        yield [span for span in spans if span[0] < span[1]]


def main() -> None:
    """Trains and scores."""
    import pycrfsuite

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    data = split(options.shared)
    trainer = pycrfsuite.Trainer(verbose=False)
    for paragraph in data.train[: options.limit]:
        tags = [TAGS[i] for i in encode(len(paragraph.text), paragraph.spans)]
        trainer.append(crf_features(paragraph.text), tags)
    trainer.set_params({"c1": 0.1, "c2": 0.02, "max_iterations": 70, "feature.minfreq": 2})
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model.crf")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model.crf")
        sets = {"dev": gold.as_units(data.dev), "test": gold.as_units(data.test)}
        sets |= {
            name: gold.read_gold(options.shared / "gold" / file) for name, file in gold.GOLD_FILES.items()
        }
        print(Path(f"{folder}/model.crf").stat().st_size, "bytes")
        for name, units in sets.items():
            print(name, gold.line(gold.score(units, list(tagged(tagger, [u.text for u in units])))))


if __name__ == "__main__":
    main()
