"""The grid of a w:tbl while it is walked: merged areas resolved to cells (17.4.17 gridSpan, 17.4.84 vMerge,
17.4.22 hMerge)."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from models.document import Cell, CellPlace, Table
from parsers.word.ooxml import VAL, value_of, w
from parsers.word.paragraph import is_on

_HEADER_ROW, _GRID_BEFORE = w("tblHeader"), w("gridBefore")
_SPAN, _VERTICAL, _HORIZONTAL = w("gridSpan"), w("vMerge"), w("hMerge")


@dataclass(slots=True)
class _GridCell:
    row: int
    col: int
    col_span: int
    row_span: int
    blocks: tuple[int, ...]


class TableGrid:
    """Takes rows and cells in order; gives the table when all are in."""

    def __init__(self, ordinal: int) -> None:
        """`ordinal` is the table's number in the document."""
        self.ordinal = ordinal
        self._cells: list[_GridCell] = []
        self._rows = 0
        self._columns = 0
        self._header_rows = 0
        self._column = 0
        self._above: dict[int, _GridCell] = {}
        self._last: _GridCell | None = None

    def start_row(self, properties: dict[str, Element]) -> None:
        """Begins a row, given its w:trPr."""
        if _HEADER_ROW in properties and is_on(properties[_HEADER_ROW]) and self._header_rows == self._rows:
            self._header_rows += 1
        self._rows += 1
        self._column = _number(value_of(properties, _GRID_BEFORE), 0)
        self._last = None

    def place(self) -> CellPlace:
        """Where the next cell stands."""
        return CellPlace(self.ordinal, self._rows - 1, self._column)

    def fill(self, properties: dict[str, Element], blocks: tuple[int, ...]) -> None:
        """Adds a cell, given its w:tcPr and blocks; one that a merge covers lengthens the cell that covers
        it."""
        span = max(1, _number(value_of(properties, _SPAN), 1))
        above = self._above.get(self._column)
        if self._last is not None and _merge(properties, _HORIZONTAL) == "continue":
            self._last.col_span += span
        elif (
            above is not None
            and _merge(properties, _VERTICAL) == "continue"
            and above.row + above.row_span == self._rows - 1
        ):
            above.row_span += 1
            self._last = above
        else:
            self._last = _GridCell(self._rows - 1, self._column, span, 1, blocks)
            self._cells.append(self._last)
            self._above[self._column] = self._last
        self._column += span
        self._columns = max(self._columns, self._column)

    def table(self, part: str, path: str, first_block: int, parent: CellPlace | None) -> Table:
        """The finished table."""
        cells = tuple(
            Cell(cell.row, cell.col, cell.row_span, cell.col_span, cell.blocks) for cell in self._cells
        )
        return Table(
            self.ordinal, part, path, self._rows, self._columns, cells, self._header_rows, first_block, parent
        )


def _merge(properties: dict[str, Element], tag: str) -> str:
    element = properties.get(tag)
    return "" if element is None else (element.get(VAL) or "continue")


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() else default
