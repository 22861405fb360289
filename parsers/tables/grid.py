"""A table as a grid: which cell covers a place, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.document import Cell, Document, Table
from parsers.tables.passage import Passage, fold, of_blocks

Place = tuple[int, int]
Stretch = tuple[int, int, int, bool]
"""A row, the columns from one to before another, and whether only cells that begin in the row count."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """`cover` gives for each (row, col) the cell that covers it, `rows` for each row its distinct cells from
    left to right, `said` what the cell that begins at (row, col) says, `between` what those say that begin
    in a stretch of columns of a row."""

    document: Document
    table: Table
    cover: Mapping[Place, Cell]
    rows: Mapping[int, tuple[Cell, ...]]
    said: Mapping[Place, Passage]
    between: Mapping[Stretch, Passage]

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return self.table.n_rows

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place, None where the grid has a hole."""
        return self.cover.get((row, col))

    def passage(self, cell: Cell) -> Passage:
        """What a cell says."""
        return self.said[cell.row, cell.col]

    def row(self, row: int) -> tuple[Cell, ...]:
        """The distinct cells covering a row, from left to right."""
        return self.rows.get(row, ())

    def filled(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin in this row and say something."""
        return tuple(cell for cell in self.row(row) if cell.row == row and self.passage(cell))

    def texts(self, row: int) -> tuple[str, ...]:
        """The folded texts of the cells of a row that say something: equal for equal rows."""
        return tuple(text for cell in self.row(row) if (text := fold(self.passage(cell).text)))


class _Said(dict[Place, Passage]):
    """What the cell that begins at a place says, read when it is asked for: to tell what kind of table it is,
    a few rows do."""

    def __init__(self, document: Document, table: Table) -> None:
        super().__init__()
        self._source = document.blocks
        self._blocks = {(cell.row, cell.col): cell.blocks for cell in reversed(table.cells)}

    def __missing__(self, place: Place) -> Passage:
        passage = self[place] = of_blocks(self._source, self._blocks[place])
        return passage


class _Between(dict[Stretch, Passage]):
    """What the cells of a row say that begin in a stretch of columns, read when it is first asked for: the
    readers of a row come back to the same cells."""

    def __init__(
        self, document: Document, rows: Mapping[int, tuple[Cell, ...]], said: Mapping[Place, Passage]
    ) -> None:
        super().__init__()
        self._source, self._rows, self._said = document.blocks, rows, said

    def __missing__(self, stretch: Stretch) -> Passage:
        row, start, end, own = stretch
        cells = self._rows.get(row, ())
        begun = [cell for cell in cells if start <= cell.col < end and (cell.row == row or not own)]
        if len(begun) == 1:
            passage = self._said[begun[0].row, begun[0].col]
        else:
            passage = of_blocks(self._source, tuple(block for cell in begun for block in cell.blocks))
        self[stretch] = passage
        return passage


def make_grid(document: Document, table: Table) -> Grid:
    """The grid of a table; where cells overlap, which broken files contain, the first one keeps the place."""
    cover: dict[Place, Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + max(cell.row_span, 1), table.n_rows)):
            for col in range(cell.col, min(cell.col + max(cell.col_span, 1), table.n_cols)):
                cover.setdefault((row, col), cell)
    rows, said = _rows_of(cover), _Said(document, table)
    return Grid(document, table, cover, rows, said, _Between(document, rows, said))


def _rows_of(cover: Mapping[Place, Cell]) -> dict[int, tuple[Cell, ...]]:
    """The distinct cells of each row from left to right."""
    rows: dict[int, dict[Place, Cell]] = {}
    for row, col in sorted(cover):
        cell = cover[row, col]
        rows.setdefault(row, {})[cell.row, cell.col] = cell
    return {row: tuple(cells.values()) for row, cells in rows.items()}
