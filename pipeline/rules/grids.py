"""Sums in tables of any kind: 合计 rows of tables that are neither of indicators nor of projects, and years
spread over columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from parsers.notation.numerals import fold
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, sides, whole
from pipeline.rules.values import Agreement, Printed, compare, printed, shown, total
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 1,200.5 and nothing else
_CELL = re.compile(r"\s*-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*")
# 2023年, 2023年计划投资, 2023年度（亿元）
YEAR = re.compile(rf"(20\d{{2}})\s*年?(?:{any_of('behind_year')})?(?:[（(].{{1,6}}[)）])?")
# 合计 heads a row or stands at its end
_SUM_ROW = re.compile(any_of("sum_row"))
# 投资合计, “十四五”期间总投资, 总规模
_SUM_COLUMN = re.compile(
    f"(?:投资)?(?:{any_of('sum_column')})(?:[（(].{{1,6}}[)）])?|(?:“?十[三四五六]五”?|{any_of('whole_period')})(?:{any_of('behind_period')})?(?:{any_of('period_sum')})(?:[（(].{{1,6}}[)）])?|(?:{any_of('whole_column')})(?:[（(].{{1,6}}[)）])?"
)
# 所占比重（%）
_SHARE_COLUMN = re.compile(
    f"(?:所?占|{any_of('share_column')}).{{0,8}}[（(]?[%％][)）]?|(?:{any_of('share_column_bare')})$"
)
_HUNDRED: Final = Decimal(100)
# 因四舍五入，分项之和可能不等于合计
_ROUNDS = re.compile(any_of("rounds"))
_ROUNDED = re.compile("[万亿千百%％‰]")
_ONE_BY_ONE: Final = Decimal("0.5")  # half a unit of a number printed without decimals
_HEADER_ROWS: Final = 3
_LEAST: Final = 2
# 其中：省级资金, #第二产业
_OF_WHICH = re.compile("[（(]?其中|#")
# rates, averages and serials of rows do not add up
_SHARES = re.compile(f"[%％]|{any_of('not_added')}")


@dataclass(frozen=True, slots=True)
class Grid:
    """The texts of a table by row and column; a cell of several paragraphs shows its first."""

    cells: dict[tuple[int, int], BlockRow]
    rows: int
    cols: int
    goes_on: bool = False
    is_rounded: bool = False
    halves: Mapping[int, Decimal] = field(default_factory=dict)

    def text(self, row: int, col: int) -> str:
        """The text of a cell without blanks; empty where there is none."""
        block = self.cells.get((row, col))
        return "" if block is None else "".join(block.text.split())

    def value(self, row: int, col: int) -> Printed | None:
        """The number of a cell that holds nothing else."""
        found = _printed(self.text(row, col))
        half = self.halves.get(col)
        return found if found is None or half is None else Printed(found.value, min(found.half, half))


@lru_cache(maxsize=4096)  # the cells are asked for by column, by row and by sum
def _printed(text: str) -> Printed | None:
    return printed(text, Decimal(re.sub("[,，]", "", fold(text)))) if _CELL.fullmatch(fold(text)) else None


def _halves(cells: Mapping[tuple[int, int], BlockRow]) -> dict[int, Decimal]:
    """Half a unit of the last place of each column that prints decimals: 6 among tenths is 6.0."""
    found: dict[int, Decimal] = {}
    for (_, col), block in cells.items():
        value = _printed("".join(block.text.split()))
        if value is not None and value.half < _ONE_BY_ONE:
            found[col] = min(found.get(col, value.half), value.half)
    return found


def _agreement(grid: Grid, stated: Printed, parts: Sequence[Printed], *cols: int) -> Agreement:
    """How a sum agrees with its parts; whole numbers exactly, unless something says that they were rounded
    (万, shares, a note)."""
    reckoned = total(parts)
    counted = all(one.half == _ONE_BY_ONE for one in (stated, *parts))
    if counted and not grid.is_rounded and not any(_is_scaled(grid, col) for col in cols):
        return "agrees" if stated.value == reckoned.value else "contradicts"
    return compare(stated, reckoned)


def _is_scaled(grid: Grid, col: int) -> bool:
    """A column of 万, 亿 or shares, whose numbers were rounded."""
    return any(_ROUNDED.search(grid.text(row, col)) for row in range(min(_HEADER_ROWS, grid.rows)))


def grids(held: Held) -> Iterator[tuple[str, Grid]]:
    """The tables with their kind."""
    rounds = any(_ROUNDS.search(block.text) for block in held.blocks.values())
    cells: dict[int, dict[tuple[int, int], BlockRow]] = {}
    for block in held.blocks.values():
        if block.table is not None and block.row is not None and block.col is not None and block.text.strip():
            cells.setdefault(block.table, {}).setdefault((block.row, block.col), block)
    following = {one: (held.tables[two],) for one, two in pairwise(held.tables)}
    for table, found in cells.items():
        row = held.tables[table]
        goes_on = row.continues is not None or any(
            other.continues == row.id or "续" in (other.caption or "")[-6:]
            for other in following.get(table, ())
        )
        is_rounded = rounds or _ROUNDED.search(row.unit_note or "") is not None
        yield row.kind, Grid(found, row.n_rows, row.n_cols, goes_on, is_rounded, _halves(found))


def year_columns(held: Held) -> Iterator[Result]:
    """Rows whose yearly columns (2021年 … 2025年) should add up to a column of their sum beside them."""
    for kind, grid in held.once(grids):
        if kind in ("box", "indicator"):
            continue
        header = next((row for row in range(min(3, grid.rows)) if len(_years(grid, row)) >= _LEAST + 1), None)
        if header is None:
            continue
        years = _years(grid, header)
        sums = [
            col
            for col in range(grid.cols)
            if any(_SUM_COLUMN.fullmatch(grid.text(row, col)) for row in range(header + 1))
            and col not in years
        ]
        if len(sums) == 1 and _follow(grid, header, years):
            yield from _rows_of_years(grid, header, years, sums[0])


def _years(grid: Grid, row: int) -> list[int]:
    return [col for col in range(grid.cols) if YEAR.fullmatch(grid.text(row, col))]


def _follow(grid: Grid, row: int, years: list[int]) -> bool:
    found = [int(match.group(1)) for col in years if (match := YEAR.fullmatch(grid.text(row, col)))]
    return found == list(range(found[0], found[0] + len(found)))


def _rows_of_years(grid: Grid, header: int, years: list[int], column: int) -> Iterator[Result]:
    results = [
        result
        for row in range(header + 1, grid.rows)
        if (result := row_result(grid, row, years, column)) is not None
    ]
    wrong = sum(isinstance(result, Finding) for result in results)
    if wrong * 2 <= len(results):  # else the column is no sum of these years
        yield from results


def row_result(
    grid: Grid, row: int, years: list[int], column: int, rule: str = "year_columns"
) -> Result | None:
    """A row's sum in one column against its parts in others (years); None where a cell was not understood."""
    stated = grid.value(row, column)
    parts = [(col, value) for col in years if (value := grid.value(row, col)) is not None]
    if (
        stated is None
        or len(parts) < _LEAST
        or any(
            grid.text(row, col) and grid.value(row, col) is None and not is_missing(grid.text(row, col))
            for col in years
        )
    ):
        return None
    reckoned = total(value for _, value in parts)
    agreement = _agreement(grid, stated, [value for _, value in parts], column, *years)
    if agreement != "contradicts":
        places = (whole(grid.cells[row, column]), *(whole(grid.cells[row, col]) for col, _ in parts))
        return agreed(*places, rounded=agreement == "rounded")
    name = next(
        (
            grid.text(row, col)
            for col in range(grid.cols)
            if re.search("[\u4e00-\u9fff]", grid.text(row, col))
        ),
        f"row {row + 1}",
    )
    places = sides(whole(grid.cells[row, column]), *(whole(grid.cells[row, col]) for col, _ in parts))
    sums = {"reckoned": shown(reckoned.value), "stated": shown(stated.value)}
    message = say(rule, name=name, **sums)
    return Finding(message, places, shown(reckoned.value), shown(stated.value))


def _is_unread(grid: Grid, row: int, col: int) -> bool:
    """A cell with a number that was not understood (120（扩招）)."""
    text = grid.text(row, col)
    return grid.value(row, col) is None and any(map(str.isdigit, text))


def is_missing(text: str) -> bool:
    """Whether a cell prints no value: nothing, or signs only."""
    return not any(char.isalnum() for char in text)


def table_sum(held: Held) -> Iterator[Result]:
    """The one 合计 row of another table against the rows above it (or below, when it stands first)."""
    for kind, grid in held.once(grids):
        if kind not in ("other", "statistical"):
            continue
        if _is_selection(grid):
            yield from _of_which(grid)
            continue
        sums = [
            row
            for row in range(grid.rows)
            if any(_SUM_ROW.fullmatch(grid.text(row, col)) for col in range(min(2, grid.cols)))
        ]
        if len(sums) == 1 and not any(
            "小计" in grid.text(row, col) for row in range(grid.rows) for col in range(min(3, grid.cols))
        ):
            yield from _sum_row(grid, sums[0])


def _of_which(grid: Grid) -> Iterator[Result]:
    """The one row 其中 and those behind it against the row before; told only where another column of the
    table shows that they are all its parts."""
    heads = [[grid.text(row, col) for col in range(min(2, grid.cols))] for row in range(grid.rows)]
    first = [row for row, texts in enumerate(heads) if any(_OF_WHICH.match(text) for text in texts)]
    if len(first) != 1 or first[0] < 1 or grid.goes_on or grid.rows - first[0] < _LEAST:
        return
    parts = list(range(first[0], grid.rows))
    if any(_SUM_ROW.fullmatch(text) or text[:1].isdigit() for row in parts for text in heads[row][:1]):
        return
    results = [result for col in range(1, grid.cols) if (result := _parts(grid, first[0] - 1, parts, col))]
    if any(isinstance(result, Agreed) and not result.rounded for result in results):
        yield from results


def _parts(grid: Grid, at: int, rows: list[int], col: int) -> Result | None:
    stated, values = grid.value(at, col), [grid.value(row, col) for row in rows]
    if stated is None or None in values or is_share(grid, col):
        return None
    return _sum_result(grid, at, col, rows, stated)


def _is_selection(grid: Grid) -> bool:
    """A table that goes on elsewhere, or whose rows hold parts of rows (其中)."""
    heads = (grid.text(row, col) for row in range(grid.rows) for col in range(min(2, grid.cols)))
    return grid.goes_on or any(_OF_WHICH.match(head) for head in heads)


def _sum_row(grid: Grid, at: int) -> Iterator[Result]:
    results = [result for col in range(1, grid.cols) if (result := _sum_column(grid, at, col)) is not None]
    wrong = sum(isinstance(result, Finding) for result in results)
    if wrong == 0 or wrong < len(results) or len(results) == 1:
        yield from results


def _sum_column(grid: Grid, at: int, col: int) -> Result | None:
    stated = grid.value(at, col)
    above = [row for row in range(at) if grid.value(row, col) is not None]
    below = [row for row in range(at + 1, grid.rows) if grid.value(row, col) is not None]
    rows = above if len(above) >= _LEAST else below
    summed = range(at) if rows is above else range(at + 1, grid.rows)
    if (
        stated is None
        or (rows and any(_is_unread(grid, row, col) for row in summed if row >= min(rows)))
        or len(rows) < _LEAST
        or (above and below)
        or (is_share(grid, col) and not _is_whole(grid, col, stated))
    ):
        return None
    return _sum_result(grid, at, col, rows, stated)


def _sum_result(grid: Grid, at: int, col: int, rows: list[int], stated: Printed) -> Result | None:
    parts = [value for row in rows if (value := grid.value(row, col)) is not None]
    reckoned, agreement = total(parts), _agreement(grid, stated, parts, col)
    if agreement != "contradicts":
        places = (whole(grid.cells[at, col]), *(whole(grid.cells[row, col]) for row in rows))
        return agreed(*places, rounded=agreement == "rounded")
    if not reckoned.value or not Decimal("0.5") < stated.value / reckoned.value < Decimal(2):
        return None  # a mean, an index, or something else than a sum
    places = sides(whole(grid.cells[at, col]), *(whole(grid.cells[row, col]) for row in rows))
    name = grid.text(0, col) or str(col + 1)
    message = say("table_sum", name=name, reckoned=shown(reckoned.value), stated=shown(stated.value))
    return Finding(message, places, shown(reckoned.value), shown(stated.value))


def is_share(grid: Grid, col: int) -> bool:
    """A column of shares, rates and the like, which do not add up."""
    return any(_SHARES.search(grid.text(row, col)) for row in range(min(2, grid.rows)))


def _is_whole(grid: Grid, col: int, stated: Printed) -> bool:
    """A column of 占比 with 100 at its foot, which do."""
    heads = (grid.text(row, col) for row in range(min(2, grid.rows)))
    return stated.value == _HUNDRED and any(_SHARE_COLUMN.search(head) for head in heads)


RULES = (
    Rule(
        "year_columns",
        "error",
        year_columns,
        "Amounts spread over columns of years do not add up to the sum in the same row.",
        "2021年 2, 2022年 3, 2023年 3, 合计 9",
        "Add the row up again.",
        "A sum that covers more years than the columns. Not reported where most rows of the table do not"
        " add up.",
    ),
    Rule(
        "table_sum",
        "warning",
        table_sum,
        "The 合计 row of a table that is neither of indicators nor of projects is not the sum of its rows.",
        "12, 30, 合计 52",
        "Add the column up again.",
        "A column that does not add up by its nature (means, people counted once). Rows that share subtotals"
        " are not checked.",
    ),
)
