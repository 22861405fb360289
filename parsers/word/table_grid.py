"""The grid of a w:tbl while it is walked: merged areas resolved to cells (17.4.17 gridSpan, 17.4.84 vMerge,
17.4.22 hMerge)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from models.document import Cell, CellPlace, Table
from parsers.word.ooxml import VAL, value_of, w, whole_number
from parsers.word.paragraph import is_on
from parsers.word.table_columns import drawn, drawn_columns

_SLIVER = 200  # twips; a character of 10 points is as wide
_HEADER_ROW, _GRID_BEFORE = w("tblHeader"), w("gridBefore")
_SPAN, _VERTICAL, _HORIZONTAL = w("gridSpan"), w("vMerge"), w("hMerge")
CELL_DELETED = w("cellDel")


@dataclass(slots=True)
class _GridCell:
    row: int
    col: int
    col_span: int
    row_span: int
    blocks: tuple[int, ...]
    merging: bool = False

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.col + self.col_span


def tells_of_cells(story: Element) -> bool:
    """Whether any cell of a story says more of itself than how it looks: where none does, the properties of
    cells need not be looked at."""
    return next(story.iter(_SPAN, _VERTICAL, _HORIZONTAL, CELL_DELETED), None) is not None


class TableGrid:
    """Takes rows and cells in order; gives the table when all are in."""

    def __init__(self, ordinal: int, widths: Sequence[int | None] = ()) -> None:
        """`ordinal` is the table's number in the document, `widths` are those of the grid's columns in
        twips."""
        self.ordinal = ordinal
        self._widths = widths
        self._slivers: tuple[int, ...] = ()
        self._drawn: tuple[int, ...] = ()
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

    def fill(self, properties: dict[str, Element], blocks: tuple[int, ...], *, has_text: bool = True) -> None:
        """Adds a cell, given its w:tcPr and blocks; one that a merge covers lengthens the cell that covers
        it.

        A cell that goes on with a merge nobody began, and has text of its own, begins one; of other cells it
        does not matter whether they have text.
        """
        if not properties:
            self._begin(1, blocks, merging=False)
            return
        span = max(1, _number(value_of(properties, _SPAN), 1))
        above = self._above.get(self._column)
        merge = _merge(properties, _VERTICAL)
        if self._last is not None and _merge(properties, _HORIZONTAL) == "continue":
            self._last.col_span += span
            self._move(span)
        elif (
            above is not None
            and merge == "continue"
            and (above.merging or not has_text)
            and above.row + above.row_span == self._rows - 1
        ):
            above.row_span += 1
            self._last = above
            self._move(span)
        else:
            self._begin(span, blocks, merging=bool(merge))

    def _begin(self, span: int, blocks: tuple[int, ...], *, merging: bool) -> None:
        self._last = _GridCell(self._rows - 1, self._column, span, 1, blocks, merging)
        self._cells.append(self._last)
        self._above[self._column] = self._last
        self._move(span)

    def _move(self, span: int) -> None:
        self._column += span
        self._columns = max(self._columns, self._column)

    def table(self, part: str, path: str, first_block: int, parent: CellPlace | None) -> Table:
        """The finished table."""
        self._drawn = drawn_columns((cell.col for cell in self._cells), self._columns)
        self._slivers = () if self._drawn else self._find_slivers()
        at = self.column_of
        cells = [
            Cell(cell.row, at(cell.col), cell.row_span, at(cell.end) - at(cell.col), cell.blocks)
            if self._slivers or self._drawn
            else Cell(cell.row, cell.col, cell.row_span, cell.col_span, cell.blocks)
            for cell in self._cells
        ]
        return Table(
            self.ordinal,
            part,
            path,
            self._rows,
            self.column_of(self._columns),
            tuple(cells),
            self._header_rows,
            first_block,
            parent,
        )

    @property
    def is_ragged(self) -> bool:
        """Whether columns were left out of the finished table."""
        return bool(self._slivers or self._drawn)

    def column_of(self, column: int) -> int:
        """The number of a column, or of the border before it, without those left out."""
        if not self.is_ragged:
            return column
        return drawn(column, self._drawn) - sum(sliver < column for sliver in self._slivers)

    def _find_slivers(self) -> tuple[int, ...]:
        """Columns of the grid that no cell fills alone, narrower than a character: the borders of some rows
        lie beside those of others, and all cells of a row still have a column without them."""
        narrow = [
            column
            for column, width in enumerate(self._widths[: self._columns])
            if width is not None and width < _SLIVER
        ]
        found: list[int] = []
        for column in narrow:
            beside = {*found, column}
            if all(not beside.issuperset(range(cell.col, cell.end)) for cell in self._cells):
                found.append(column)
        return tuple(found)


def _merge(properties: dict[str, Element], tag: str) -> str:
    element = properties.get(tag)
    return "" if element is None else (element.get(VAL) or "continue")


def _number(text: str | None, default: int) -> int:
    number = whole_number(text)
    return default if number is None else number
