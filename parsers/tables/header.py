"""Where a table's header is and which columns it names: one to four rows, merged over columns or not."""

import re
from dataclasses import dataclass
from itertools import pairwise

from models.document import Cell
from parsers.notation.quantity import read_quantity, read_unit
from parsers.tables.columns import KINDS, is_column_name, is_value_name, meanings
from parsers.tables.grid import Grid
from parsers.tables.passage import Passage, fold, joined
from parsers.tables.table_periods import stated_in

_SEARCHED_ROWS = 6
_DEEPEST = 4
# 专栏2 | “十四五”主要指标: a title in two cells
_TITLED = re.compile(r"\s*(?:专\s*栏|附?表)\s*(?:[0-9０-９]|[一二三四五六七八九十]|$)")
_MOST_CUT, _LONGEST_CUT = 2, 4  # cells and characters that a page break cuts off a header


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Grid columns `start` to `end` (half-open) under one name; `parts` are the header cells from top to
    bottom."""

    start: int
    end: int
    parts: tuple[Passage, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What to look up, best first: all parts as one, then each part from the lowest up."""
        texts = [part.text for part in self.parts]
        return tuple(dict.fromkeys(["".join(texts), *reversed(texts)])) if texts else ()

    @property
    def title(self) -> str:
        """The name for people: the parts with blanks between."""
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """Rows `first` to `end` (half-open) hold the header; rows above are titles and unit notes, rows below
    the body."""

    first: int
    end: int
    columns: tuple[Column, ...]


def find_header(grid: Grid) -> Header | None:
    """The header, None where no row names columns: at least two known names, and as many known as unknown
    ones."""
    first = next((row for row in range(min(_SEARCHED_ROWS, grid.n_rows)) if _names_columns(grid, row)), None)
    if first is not None and first > 0 and _is_over(grid, first - 1, first):
        first -= 1
    return None if first is None else make_header(grid, first)


def _is_over(grid: Grid, upper: int, row: int) -> bool:
    """Whether the row above one of names is the upper row of the same header: words or years over several of
    its columns each (2020年 | 2019年 over 货运量 | 占比 | 货运量 | 占比)."""
    above, own = grid.filled(upper), grid.filled(row)
    if above and _TITLED.match(grid.passage(above[0]).text):
        return False
    wide = [cell for cell in above if cell.col_span > 1 and sum(_under(one, cell) for one in own) > 1]
    plain = all(stated_in(grid.passage(cell)) or not _is_data(grid, cell) for cell in above)
    return len(above) > 1 and bool(wide) and plain


def fitted(header: Header, grid: Grid) -> Header | None:
    """A header that stands in the table before, fitted to the columns of this one; None where they differ.

    What a page break cut off it (计 of 年均/累计, （%）) stands in the first row of this table.
    """
    left = _leftover(header, grid)
    if left is None and header.columns and header.columns[-1].end == grid.table.n_cols:
        return Header(0, 0, header.columns)
    shape = left or _common_shape(grid, len(header.columns))
    if shape is None:
        return None
    columns: list[Column] = []
    for column, cell in zip(header.columns, shape, strict=True):
        parts = _continued_parts(column, grid.passage(cell), cut=bool(left))
        start, stop = cell.col, cell.col + cell.col_span
        cuts = [start, *_inner_edges(grid, 1 if left else 0, start, stop), stop]
        columns += [Column(one, other, parts) for one, other in pairwise(cuts)]
    return Header(0, 1 if left else 0, tuple(columns))


def _leftover(header: Header, grid: Grid) -> tuple[Cell, ...] | None:
    """The first row, when it has as many cells as the header and says no more than the end of one name."""
    if grid.n_rows < 2:
        return None
    cells, filled = grid.row(0), grid.filled(0)
    texts = [fold(grid.passage(cell).text) for cell in filled]
    rest = 0 < len(texts) <= _MOST_CUT and all(
        len(text) <= _LONGEST_CUT and not any(char.isdigit() for char in text) for text in texts
    )
    return cells if rest and len(cells) == len(header.columns) else None


def _common_shape(grid: Grid, count: int) -> tuple[Cell, ...] | None:
    """The cells of the first row that has as many as there are columns, where most rows have."""
    rows = [grid.row(row) for row in range(grid.n_rows) if grid.filled(row)]
    alike = [cells for cells in rows if len(cells) == count]
    return alike[0] if 2 * len(alike) > len(rows) else None


def _continued_parts(column: Column, rest: Passage, *, cut: bool) -> tuple[Passage, ...]:
    if not cut or not rest or not column.parts:
        return column.parts
    return (*column.parts[:-1], joined((column.parts[-1], rest)))


def is_label_name(column: Column) -> bool:
    """Whether a column's name is that of what stands before the values: a name, a number, a group, a
    place."""
    found = {meaning.field for name in column.names for kind in KINDS for meaning in meanings(name, kind)}
    return not column.parts or bool(found & {"name", "serial", "category", "location"})


def is_transposed(grid: Grid) -> bool:
    """True when the first column names fields as a header does and no row does."""
    if find_header(grid):
        return False
    cells = dict.fromkeys(
        cell for row in range(grid.n_rows) if (cell := grid.cell(row, 0)) and grid.passage(cell)
    )
    texts = [grid.passage(cell).text for cell in cells]
    known = [text for text in texts if is_column_name(text)]
    return (
        grid.table.n_cols > 1
        and len(known) >= 3
        and 2 * len(known) > len(texts)
        and not all(is_value_name(text) for text in known)
    )


def make_header(grid: Grid, first: int) -> Header:
    """The header that begins in row `first`, as deep as its merged cells and its names go."""
    end = first + 1
    while end < min(grid.n_rows, first + _DEEPEST) and _goes_on(grid, first, end):
        end += 1
    return Header(first, end, _columns(grid, first, end))


def _names_columns(grid: Grid, row: int) -> bool:
    texts = [grid.passage(cell).text for cell in grid.filled(row)]
    known = [text for text in texts if is_column_name(text)]
    return len(known) >= 2 and 2 * len(known) >= len(texts) and any(not is_value_name(text) for text in known)


def _goes_on(grid: Grid, first: int, row: int) -> bool:
    """Whether `row` still belongs to the header that begins in `first`."""
    own = grid.filled(row)
    above = [cell for cell in grid.row(row) if first <= cell.row < row and grid.passage(cell)]
    if not own:
        return bool(above)
    if grid.texts(row) == grid.texts(first):
        return False
    wide = [cell for upper in range(first, row) for cell in grid.filled(upper) if cell.col_span > 1]
    below = [cell for cell in own if any(_under(cell, upper) for upper in wide)]
    if below and all(_is_name(grid, cell) or (cell in below and not _is_data(grid, cell)) for cell in own):
        return True
    named = sum(_is_name(grid, cell) for cell in own)
    marked = row < grid.table.header_rows < grid.n_rows
    return named == len(own) >= 2 if not marked else 2 * named >= len(own)


def _under(cell: Cell, upper: Cell) -> bool:
    return (
        upper.col <= cell.col
        and cell.col + cell.col_span <= upper.col + upper.col_span
        and cell.col_span < upper.col_span
    )


def _is_name(grid: Grid, cell: Cell) -> bool:
    return is_column_name(grid.passage(cell).text)


def _is_data(grid: Grid, cell: Cell) -> bool:
    text = grid.passage(cell).text
    unit = not any(map(str.isdigit, text)) and read_unit(text) is not None  # （万元） under 总投资
    return (read_quantity(text) is not None and not unit) or len(fold(text)) > 20


def _columns(grid: Grid, first: int, end: int) -> tuple[Column, ...]:
    chains = [_chain(grid, first, end, col) for col in range(grid.table.n_cols)]
    starts = [
        col for col in range(len(chains)) if col == 0 or not chains[col] or chains[col] != chains[col - 1]
    ]
    found: list[Column] = []
    for start, stop in zip(starts, [*starts[1:], len(chains)], strict=True):
        parts = _distinct(grid, chains[start])
        cuts = [start, *_inner_edges(grid, end, start, stop), stop]
        found += [Column(left, right, parts) for left, right in pairwise(cuts)]
    return tuple(found)


def _chain(grid: Grid, first: int, end: int, col: int) -> tuple[Cell, ...]:
    cells = (grid.cell(row, col) for row in range(first, end))
    return tuple(
        dict.fromkeys(cell for cell in cells if cell is not None and cell.row >= first and grid.passage(cell))
    )


def _distinct(grid: Grid, chain: tuple[Cell, ...]) -> tuple[Passage, ...]:
    """The texts of the cells; one repeated in the row below, as unmerged headers do, counts once."""
    said: dict[str, Passage] = {}
    for cell in chain:
        said.setdefault(fold(grid.passage(cell).text), grid.passage(cell))
    return tuple(said.values())


def _inner_edges(grid: Grid, body: int, start: int, stop: int) -> tuple[int, ...]:
    """Where body rows divide the grid columns under one name: two cells of a row that both say something."""
    if stop - start < 2:
        return ()
    edges: set[int] = set()
    for row in range(body, grid.n_rows):
        begins = [cell.col for cell in grid.row(row) if start <= cell.col < stop and grid.passage(cell)]
        edges.update(begins[1:])
    return tuple(sorted(edges))
