"""Weights of the words that tell what was done from what is to be done
(models/vocabulary/figure_kind_words.csv).

    python -m training.figure_kinds SHARED

Paragraphs of work reports and plans (SHARED/corpus/plain) that hold numbers are labelled by the section they
stand in: a review or a programme. A logistic model with a weight for each word of the vocabulary (1 in the
sentence, half in the rest of the paragraph), for how the numbers look and for how sentences open is fitted;
a weight may not have the sign its word's counts speak against. A quarter of the documents is kept for
testing, and those that SHARED/gold quotes are left out of both. Printed: accuracy, the weights of looks and
openings (constants of pipeline/figures/kinds.py), then each word with its weight in steps of a half beside
the one in the file.
"""

import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.vocabularies import read_rows
from parsers.notation.quantity import find_quantities
from pipeline.figures.clauses import Paragraph, cut
from pipeline.figures.moods import features_of

_REVIEW = re.compile("^[^。，；]{0,40}(?:工作回顾|回顾|发展基础|现状|工作情况|成就)[^。；]{0,10}$")
_PROGRAMME = re.compile(
    "^[^。，"
    "；]{0,40}(?:工作安排|重点工作|主要任务|重点任务|总体要求|目标任务|工作打算|主要目标|工作任务|工作思路|工作建议|奋斗目标"
    "|预期目标|指导思想|总体思路|发展目标)[^。；]{0,15}$"
)
_TURN = re.compile("重点抓好|重点做好|主要预期目标|主要目标是|突出抓好|将重点|着重做好|目标是|预期目标")
_LONGEST_HEADING, _SHORTEST_PARAGRAPH = 45, 40
_FOLDERS = ("gwr2024_city_txt", "gwr2026_prov", "gwr_national", "plans_md")
_EPOCHS, _RATE, _DECAY = 8, 0.12, 2e-3
_FEWEST_DOCUMENTS, _LEAST_LEANING = 12, 0.3


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence with numbers: its document, whether it stands in a programme, and its features."""

    source: str
    planned: bool
    features: dict[str, float]


def samples(shared: Path) -> Iterator[Sample]:
    """Every sentence with numbers of a section whose heading says which kind it is."""
    quoted = _quoted(shared)
    for folder in _FOLDERS:
        for path in sorted((shared / "corpus" / "plain" / folder).iterdir()):
            text = path.read_text(encoding="utf-8")
            if any(unit in text for unit in quoted):
                continue
            for planned, line in _labelled(text):
                for features in _sentences(line):
                    yield Sample(str(path), planned, features)


def _quoted(shared: Path) -> list[str]:
    rows = (shared / "gold" / "others.entities.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row)["text"].strip()[:60] for row in rows]


def _labelled(text: str) -> Iterator[tuple[bool, str]]:
    planned: bool | None = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if len(line) < _LONGEST_HEADING and (_REVIEW.match(line) or _PROGRAMME.match(line)):
            planned = _REVIEW.match(line) is None
            continue
        planned = True if planned is False and _TURN.search(line) else planned
        if planned is not None and len(line) > _SHORTEST_PARAGRAPH:
            yield planned, line


def _sentences(line: str) -> Iterator[dict[str, float]]:
    quantities = find_quantities(line)
    if not quantities:
        return
    paragraph: Paragraph = cut(line, quantities)
    held = {
        clause.sentence
        for clause, found in zip(paragraph.clauses, paragraph.by_clause(), strict=True)
        if found
    }
    features = features_of(paragraph)
    yield from (features[number] for number in sorted(held))


def fit(rows: list[Sample]) -> dict[str, float]:
    """The weights, rounded to halves; AdaGrad over a fixed order."""
    share = Counter(row.planned for row in rows)
    signs = _signs(rows)
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-3)
    shuffled = random.Random(0)  # noqa: S311
    for _ in range(_EPOCHS):
        shuffled.shuffle(rows)
        for row in rows:
            known = {name: value for name, value in row.features.items() if name in signs}
            error = (row.planned - _chance(weights, known)) * len(rows) / 2 / share[row.planned]
            for name, value in known.items():
                step = error * value - _DECAY * weights[name]
                squares[name] += step * step
                weights[name] += _RATE * step / math.sqrt(squares[name])
                if weights[name] * signs[name] < 0:
                    weights[name] = 0.0
    return {name: round(value * 2) / 2 for name, value in weights.items() if round(value * 2)}


def _chance(weights: dict[str, float], features: dict[str, float]) -> float:
    score = sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _signs(rows: list[Sample]) -> dict[str, float]:
    """For each feature that leans far enough in enough documents which way it leans."""
    counted: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    documents: dict[str, set[str]] = defaultdict(set)
    share = Counter(row.planned for row in rows)
    for row in rows:
        for name, value in row.features.items():
            counted[row.planned][name] += value >= 1 or name.startswith("#")
            documents[name].add(row.source)
    leaning = {
        name: (
            math.log((counted[True][name] + 4) / (share[True] + 8))
            - math.log((counted[False][name] + 4) / (share[False] + 8))
        )
        for name in documents
    }
    return {
        name: value
        for name, value in leaning.items()
        if abs(value) >= _LEAST_LEANING and len(documents[name]) >= _FEWEST_DOCUMENTS
    }


def accuracy(rows: list[Sample], weights: dict[str, float]) -> tuple[float, float]:
    """The share of review and of programme sentences that are told right."""
    right: Counter[bool] = Counter()
    for row in rows:
        right[row.planned] += (
            sum(weights.get(name, 0.0) * value for name, value in row.features.items()) > 0
        ) == row.planned
    share = Counter(row.planned for row in rows)
    return right[False] / share[False], right[True] / share[True]


def main(shared: Path) -> None:
    """Fits, tests and prints."""
    rows = list(samples(shared))
    sources = sorted({row.source for row in rows})
    random.Random(1).shuffle(sources)  # noqa: S311
    kept = set(sources[: len(sources) // 4])
    train, test = [row for row in rows if row.source not in kept], [row for row in rows if row.source in kept]
    weights = fit(train)
    print(
        f"{len(train)} sentences of {len(sources) - len(kept)} documents; review and programme right in"
        f" training {accuracy(train, weights)}"
    )
    print(f"{len(test)} unseen of {len(kept)} documents: {accuracy(test, weights)}")
    held = {row["word"]: float(row["weight"]) for row in read_rows("figure_kind_words")}
    print(
        "with the weights of the file and of kinds.py:"
        f" {accuracy(test, {**{k: v for k, v in weights.items() if k[0] == '#'}, **held})}"
    )
    for name, value in sorted(weights.items(), key=lambda item: item[1]):
        print(f"{name}\t{value:g}\t{held.get(name, 0):g}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
