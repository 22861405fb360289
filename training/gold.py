"""Scores for outermost ORG and LOC spans, on gold files (optional, alt, alt_spans honoured) and on corpus paragraphs."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpus import Paragraph, Span

LABELS = ("ORG", "LOC")
GOLD_FILES = {"plan": "entities.dev.jsonl", "others": "others.entities.dev.jsonl"}
# 中央 is an organisation in the corpus and optional in the guidelines, which score.
OPTIONAL_TEXTS = frozenset({"中央"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One gold text with all of its outermost spans, other labels included, as the gold file has them."""

    text: str
    spans: tuple[dict[str, Any], ...]


def read_gold(path: Path) -> list[Unit]:
    """The units of a gold file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Unit(row["text"], tuple(s for s in row["spans"] if not s["nested"])) for row in rows]


def as_units(paragraphs: Sequence[Paragraph]) -> list[Unit]:
    """Corpus paragraphs as gold units."""
    return [
        Unit(p.text, tuple({"start": s, "end": e, "label": label, "optional": p.text[s:e] in OPTIONAL_TEXTS} for s, e, label in p.spans))
        for p in paragraphs
    ]


def _extents(span: dict[str, Any]) -> list[tuple[int, int]]:
    others = [(x["start"], x["end"]) if isinstance(x, dict) else tuple(x) for x in span.get("alt_spans", [])]
    return [(span["start"], span["end"]), *others]


def count(unit: Unit, predicted: Sequence[Span]) -> Counter[tuple[str, str]]:
    """Counts of (tp | predicted | gold, label) in one unit, by the rules of the team's scorer with --outermost."""
    policies = [s for s in unit.spans if s["label"] == "POLICY"]
    left = {(b, e, lab) for b, e, lab in predicted if not any(p["start"] <= b and e <= p["end"] for p in policies)}
    counts: Counter[tuple[str, str]] = Counter()
    for span in unit.spans:
        if span["optional"] or span["label"] not in LABELS:
            continue
        counts["gold", span["label"]] += 1
        labels = [span["label"], *span.get("alt", [])]
        match = next(((b, e, lab) for b, e in _extents(span) for lab in labels if (b, e, lab) in left), None)
        if match:
            left.discard(match)
            counts["tp", span["label"]] += 1
            counts["predicted", span["label"]] += 1
    for b, e, lab in left:
        inside = any(s["optional"] and s["start"] <= b and e <= s["end"] for s in unit.spans)
        accepted = any((b, e) == (s["start"], s["end"]) and lab in s.get("alt", []) for s in unit.spans)
        if not inside and not accepted:
            counts["predicted", lab] += 1
    return counts


def _f1(counts: Counter[tuple[str, str]], labels: Sequence[str]) -> tuple[float, float, float]:
    tp, n_pred, n_gold = (sum(counts[what, lab] for lab in labels) for what in ("tp", "predicted", "gold"))
    p, r = tp / n_pred if n_pred else 0.0, tp / n_gold if n_gold else 0.0
    return p, r, 2 * tp / (n_pred + n_gold) if n_pred + n_gold else 0.0


def score(units: Sequence[Unit], predicted: Sequence[Sequence[Span]], *, rounds: int = 1000) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and its 95 % bootstrap interval over units, for ORG, LOC and both."""
    per_unit = [count(unit, spans) for unit, spans in zip(units, predicted, strict=True)]
    rng = random.Random(0)  # noqa: S311
    total = sum(per_unit, Counter())
    samples = [sum(rng.choices(per_unit, k=len(per_unit)), Counter()) for _ in range(rounds)] if rounds else []
    result = {}
    for name, labels in (("ORG", ("ORG",)), ("LOC", ("LOC",)), ("both", LABELS)):
        p, r, f = _f1(total, labels)
        found = sorted(_f1(sample, labels)[2] for sample in samples)
        low, high = (found[int(rounds * 0.025)], found[int(rounds * 0.975)]) if found else (0.0, 0.0)
        numbers = {"p": p, "r": r, "f1": f, "low": low, "high": high}
        result[name] = {key: round(value, 4) for key, value in numbers.items()} | {"gold": sum(total["gold", x] for x in labels)}
    return result


def line(scores: dict[str, dict[str, float]]) -> str:
    """One line for a log: F1 of ORG, LOC and both."""
    return "  ".join(f"{name} P {s['p']:.3f} R {s['r']:.3f} F1 {s['f1']:.3f} [{s['low']:.3f}-{s['high']:.3f}]" for name, s in scores.items())
