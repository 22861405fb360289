"""The column 合计 of a table against the other numbers of its rows."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.rules.grids import YEAR, Grid, grids, is_missing, is_share, row_result
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule
from pipeline.rules.sources_of_money import columns_of_sources
from pipeline.rules.words import any_of

_OTHERS: Final = ("box", "indicator", "project")
_ROW_SUM = re.compile(f"(?:{any_of('row_sum')})(?:[（(].{{1,6}}[)）])?")
_LEAST: Final = 2
_LEAST_ROWS: Final = 3


def row_sum(held: Held) -> Iterator[Result]:
    """Rows of a table whose one column 合计 stands before or behind all its other numbers; nothing where most
    rows do not add up, as then the column is something else."""
    for kind, grid in held.once(grids):
        found = None if kind in _OTHERS or columns_of_sources(grid) else _column_of_sums(grid)
        if found is None:
            continue
        header, column, parts = found
        results = [
            result
            for row in range(header + 1, grid.rows)
            if (result := row_result(grid, row, parts, column, "row_sum")) is not None
        ]
        wrong = sum(isinstance(result, Finding) for result in results)
        if len(results) >= _LEAST_ROWS and wrong * 3 <= len(results):
            yield from results


def _column_of_sums(grid: Grid) -> tuple[int, int, list[int]] | None:
    """The header row, the column 合计 and the columns of numbers, all on one side of it, none of them money
    by its source (see sources_sum), years (year_columns) or shares."""
    for row in range(min(2, grid.rows)):
        sums = [col for col in range(1, grid.cols) if _ROW_SUM.fullmatch(grid.text(row, col))]
        if len(sums) != 1:
            continue
        heads = [grid.text(row, col) for col in range(grid.cols)]
        numbers = [col for col in range(1, grid.cols) if col != sums[0] and _is_numeric(grid, row, col)]
        sided = numbers and (numbers[-1] < sums[0] or numbers[0] > sums[0])
        other = any(is_share(grid, col) or YEAR.fullmatch(heads[col]) or not heads[col] for col in numbers)
        if sided and len(numbers) >= _LEAST and not other:
            return row, sums[0], numbers
    return None


def _is_numeric(grid: Grid, header: int, col: int) -> bool:
    """Whether a column holds numbers, and nothing else but signs for none."""
    texts = [grid.text(row, col) for row in range(header + 1, grid.rows)]
    values = [grid.value(row, col) for row in range(header + 1, grid.rows)]
    if not any(value is not None for value in values):
        return False
    return all(value is not None or is_missing(text) for text, value in zip(texts, values, strict=True))


RULES = (
    Rule(
        "row_sum",
        "warning",
        row_sum,
        "The column 合计 of a table is not the sum of the other numbers of its row.",
        "大型 1, 中型 2, 小型 15, 合计 28",
        "Add the row up again.",
        "Columns that overlap. Not reported where a third of the rows do not add up.",
    ),
)
