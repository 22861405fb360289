"""Scores of the shipped weights, or of others, and their errors by kind. Usage: python -m training.evaluate
--shared DIR [--weights FILE]"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.names import stored
from pipeline.names.model import NameModel, shipped
from training import gold
from training.corpus import Paragraph, Span, split
from training.export import scores


def kinds_of_errors(
    paragraph: Paragraph, predicted: Sequence[Span], seen: frozenset[str]
) -> Counter[tuple[str, str, str]]:
    """Counts of (what went wrong, label, seen in training or new) in one paragraph."""
    wanted, found = {s[:2]: s[2] for s in paragraph.spans}, {s[:2]: s[2] for s in predicted}
    counts: Counter[tuple[str, str, str]] = Counter()
    for (start, end), label in wanted.items():
        known = "seen" if paragraph.text[start:end] in seen else "new"
        overlaps = any(b < end and start < e for b, e in found)
        same = found.get((start, end))
        counts[
            "right" if same == label else "label" if same else "extent" if overlaps else "missed",
            label,
            known,
        ] += 1
    for (start, end), label in found.items():
        if not any(b < end and start < e for b, e in wanted):
            counts["extra", label, "seen" if paragraph.text[start:end] in seen else "new"] += 1
    return counts


def main() -> None:
    """Prints both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    model = NameModel(stored.read(options.weights.read_bytes())) if options.weights else shipped()
    for name, found in scores(model, options.shared).items():
        print(name, gold.line(found))
    data = split(options.shared)
    seen = frozenset(p.text[s:e] for p in data.train for s, e, _ in p.spans)
    total: Counter[tuple[str, str, str]] = Counter()
    for paragraph, names in zip(data.test, model.predict([p.text for p in data.test]), strict=True):
        total += kinds_of_errors(paragraph, [(s, e, label) for s, e, label, _ in names], seen)
    for key, number in sorted(total.items()):
        print(*key, number)


if __name__ == "__main__":
    main()
