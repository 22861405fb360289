"""Columns that a table draws: those at whose left border a cell begins.

A span or an indent of rows (gridSpan, gridBefore, colspan) is one attribute that may state any number; Word
draws at most 63 columns. In a wider grid the columns where no cell begins are left out, so that a table is as
wide as it has cells.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from models.document import Table
from models.errors import RefusedFile
from models.language import say

WORD_COLUMNS: Final = 63
"""Most columns of a table in Word (its specifications and limits)."""
MOST_PLACES: Final = 1_000_000
"""Most places (rows by columns) of all tables of a document; 500 pages of tables have some 100,000."""


def drawn_columns(starts: Iterable[int], n_cols: int) -> tuple[int, ...]:
    """Where cells begin, in order, when the grid is wider than Word's; else nothing, as all columns count."""
    return tuple(sorted(set(starts))) if n_cols > WORD_COLUMNS else ()


def drawn(column: int, columns: Sequence[int]) -> int:
    """The number of a column, or of the border before it, among the columns that are drawn."""
    return bisect_left(columns, column) if columns else column


def refuse_vast_tables(tables: Iterable[Table], file: str) -> None:
    """A few hundred kilobytes of cells in steps, each row one column further, make a grid of millions of
    places."""
    places = sum(table.n_rows * table.n_cols for table in tables)
    if places > MOST_PLACES:
        text = say(
            "its tables have {places} places for cells (limit {most_places}, Word draws at"
            " most {word_columns} columns): split the document or its tables",
            places=f"{places:,}",
            most_places=f"{MOST_PLACES:,}",
            word_columns=WORD_COLUMNS,
        )
        raise RefusedFile(file, "too_large", text)
