"""Cells of running text in tables that are no plan's indicators: what they state is read like a paragraph."""

import re
from collections.abc import Iterable, Iterator, Mapping

from models.document import Block, Cell
from models.facts import PlanTable, Structure
from parsers.notation.period import read_period
from parsers.notation.quantity import read_quantity
from parsers.tables.columns import KINDS, Meaning, meanings
from parsers.tables.grid import Grid, make_grid
from parsers.tables.header import Column, Header, find_header
from parsers.tables.passage import fold, of_span
from parsers.tables.table_periods import Stated, header_period, stated_in

_READ_KINDS = frozenset({"other", "task", "statistical", "project", "indicator"})
_TOLD = frozenset({"content", "remarks"})
# 指标 | 解释: 4公里服务半径覆盖的面积占比 says what is counted, and states nothing; 名词 | 解释 tells of
# programs what is to be done by them
_DEFINING, _INDICATOR = "explanation", "indicator"
_NAMES = frozenset(
    {
        "serial",
        "name",
        "unit",
        "responsible",
        "lead",
        "cooperating",
        "builder",
        "location",
        "period",
        "deadline",
    }
)
_TIMES = frozenset({"period", "deadline"})
_NUMBER = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万亿]")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST = 6  # characters of a text that is more than a name or a value


def text_cells(structure: Structure) -> Mapping[int, Stated | None]:
    """The blocks of cells that are running text with numbers in it, each with the years that its column's
    name, its row (项目起止 | 2021-2023) or the table's caption states.

    Of a project table these are the cells that tell what is built, not the names; a table of values has none.
    """
    found: dict[int, Stated | None] = {}
    for plan_table in structure.tables:
        if plan_table.kind in _READ_KINDS:
            found |= dict(_of_table(structure, plan_table))
    return found


def defining_cells(structure: Structure) -> frozenset[int]:
    """The blocks of cells that say what a table's indicators mean."""
    return frozenset(
        ordinal
        for plan_table in structure.tables
        if plan_table.kind == _INDICATOR
        for ordinal in _defining(structure, plan_table)
    )


def _defining(structure: Structure, plan_table: PlanTable) -> Iterator[int]:
    grid = _grid(structure, plan_table)
    for cell, column in _cells(grid, find_header(grid)):
        if _DEFINING in _fields(column):
            yield from cell.blocks


def _of_table(structure: Structure, plan_table: PlanTable) -> Iterator[tuple[int, Stated | None]]:
    grid, blocks = _grid(structure, plan_table), structure.document.blocks
    header = find_header(grid)
    columns = header.columns if header else ()
    told = {column for column in (*columns, None) if _is_told(column, plan_table.kind)}
    times = [column for column in columns if _fields(column) & _TIMES]
    named = _named(structure, plan_table)
    for cell, column in _cells(grid, header):
        texts = [ordinal for ordinal in cell.blocks if _is_text(blocks[ordinal])]
        if texts and column in told:
            stated = (header_period(column.parts) if column else None) or _of_row(grid, times, cell.row)
            yield from ((ordinal, stated or named) for ordinal in texts)


def _grid(structure: Structure, plan_table: PlanTable) -> Grid:
    return make_grid(structure.document, structure.document.tables[plan_table.table])


def _cells(grid: Grid, header: Header | None) -> Iterator[tuple[Cell, Column | None]]:
    """The cells below the header, each with its column."""
    columns, first = (header.columns, header.end) if header else ((), 0)
    at = {col: column for column in reversed(columns) for col in range(column.start, column.end)}
    yield from ((cell, at.get(cell.col)) for cell in grid.table.cells if cell.row >= first)


def _named(structure: Structure, plan_table: PlanTable) -> Stated | None:
    piece = plan_table.caption
    if piece is None:
        return None
    return stated_in(of_span(structure.document.blocks, piece))


def _of_row(grid: Grid, times: Iterable[Column], row: int) -> Stated | None:
    """The years in the column of the row that says when its work is done: 项目起止 | 2021-2023, 完成时限 |
    2022年底."""
    for column in times:
        cell = grid.cell(row, column.start)
        stated = stated_in(grid.passage(cell)) if cell else None
        if stated is not None:
            return stated
    return None


def _is_told(column: Column | None, kind: str) -> bool:
    """Whether a column tells something: names, bodies and years do not, and only some columns of a project
    or indicator table do."""
    fields = _fields(column)
    if _DEFINING in fields:
        return kind != _INDICATOR
    return bool(fields & _TOLD) if kind in ("project", "indicator") else not fields & (_NAMES - {"name"})


def _fields(column: Column | None) -> set[str]:
    return {found[0].field for name in (column.names if column else ()) for found in _meanings(name)}


def _meanings(name: str) -> Iterator[tuple[Meaning, ...]]:
    return (found for kind in KINDS if (found := meanings(name, kind)))


def _is_text(block: Block) -> bool:
    text = fold(block.text)
    if len(text) < _SHORTEST or not _NUMBER.search(text) or not _WORDS.search(text):
        return False
    return read_quantity(block.text) is None and read_period(block.text.strip()) is None
