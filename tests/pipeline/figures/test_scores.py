"""The scores on the team's gold, with its own scorer over a database of the two views it reads."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.facts import Mention
from pipeline.figures.text import Context, figures_of_text
from tests.shared import SHARED, needs_shared

_FIELDS = ("value", "value_max", "unit", "qualifier", "period", "kind", "metric", "raw")
_NUMBERS = ("value", "value_max")


def database(path: Path, units: list[dict[str, str]], context: Context, *, named: bool) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE v_blocks (block_id, text, plan, is_current, kind, ordinal)")
        connection.execute(
            "CREATE TABLE v_figures (block_id, is_current, origin, char_start, char_end,"
            f" {', '.join(_FIELDS)})"
        )
        for number, unit in enumerate(units):
            connection.execute(
                "INSERT INTO v_blocks VALUES (?, ?, 'x', 1, 'paragraph', ?)", (number, unit["text"], number)
            )
            if unit["kind"] == "cell":
                continue
            mentions = tuple(_mentions(unit)) if named else ()
            for figure in figures_of_text(unit["text"], context, mentions=mentions):
                values = [
                    float(value) if name in _NUMBERS and value is not None else value
                    for name in _FIELDS
                    for value in [getattr(figure, name)]
                ]
                row = (number, 1, figure.origin, figure.start, figure.end, *values)
                connection.execute(f"INSERT INTO v_figures VALUES ({', '.join('?' * len(row))})", row)
    connection.close()


def _mentions(unit: dict) -> list[Mention]:  # type: ignore[type-arg]
    spans = (span for span in unit["spans"] if span["label"] in ("LOC", "ORG") and not span["nested"])
    return [
        Mention(span["label"], span["quote"], span["quote"], 0, span["start"], span["end"], ())
        for span in spans
    ]


def scores(path: Path, figures: Path, units: Path) -> tuple[float, float]:
    scorer = SHARED / "score" / "score_figures.py"
    ran = subprocess.run(
        [sys.executable, scorer, path, figures, units], capture_output=True, text=True, check=True
    )
    found = re.search(r"F1 value ([0-9.]+)  F1 full ([0-9.]+)", ran.stdout)
    assert found, ran.stdout
    return float(found[1]), float(found[2])


@needs_shared
@pytest.mark.parametrize(
    ("prefix", "context", "named", "least_value", "least_full"),
    [("", Context(plan=(2021, 2025), place=""), True, 0.95, 0.86), ("others.", Context(), False, 0.92, 0.75)],
)
def test_scores_on_the_gold(
    tmp_path: Path, prefix: str, context: Context, named: bool, least_value: float, least_full: float
) -> None:
    gold = SHARED / "gold"
    units_file, figures_file = gold / f"{prefix}entities.dev.jsonl", gold / f"{prefix}figures.dev.jsonl"
    units = [json.loads(line) for line in units_file.read_text(encoding="utf-8").splitlines()]
    database(tmp_path / "x.db", units, context, named=named)
    value, full = scores(tmp_path / "x.db", figures_file, units_file)
    assert (value >= least_value, full >= least_full) == (True, True), (value, full)
