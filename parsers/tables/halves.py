"""Tables that print two or more lists beside each other under the same column names."""

from dataclasses import replace

from models.document import Cell
from parsers.tables.grid import Grid, make_grid
from parsers.tables.header import Column, find_header, is_label_name
from parsers.tables.passage import fold

_FEWEST = 2  # columns of one list


def side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """The lists of a table from left to right, each with its own columns; the table itself where it is
    one."""
    header = find_header(grid)
    if header is None:
        return (grid,)
    columns = header.columns
    width = _width(tuple(fold(column.title) for column in columns), columns)
    if width is None:
        return (grid,)
    return tuple(
        _cut(grid, columns[start].start, columns[start + width - 1].end)
        for start in range(0, len(columns), width)
    )


def _width(titles: tuple[str, ...], columns: tuple[Column, ...]) -> int | None:
    """Of how many columns a list is, when the names repeat as a whole and begin with that of the rows."""
    for width in range(_FEWEST, len(titles) // 2 + 1):
        one = titles[:width]
        repeats = len(titles) % width == 0 and titles == one * (len(titles) // width)
        if repeats and all(one) and len(set(one)) == width and is_label_name(columns[0]):
            return width
    return None


def _cut(grid: Grid, start: int, end: int) -> Grid:
    cells = (_within(cell, start, end) for cell in grid.table.cells)
    kept = tuple(cell for cell in cells if cell is not None)
    return make_grid(grid.document, replace(grid.table, cells=kept, n_cols=end - start))


def _within(cell: Cell, start: int, end: int) -> Cell | None:
    left, right = max(cell.col, start), min(cell.col + cell.col_span, end)
    return replace(cell, col=left - start, col_span=right - left) if left < right else None
