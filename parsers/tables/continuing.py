"""Whether a table goes on from the one before it, and which header is its own then."""

import re

from models.document import Document, Table
from parsers.tables.grid import Grid, make_grid
from parsers.tables.header import Column, Header, find_header, fitted
from parsers.tables.layout import CONTINUED
from parsers.tables.passage import fold
from parsers.tables.table_figures import plain_header

# 主要指标(续1), 主要指标[二]: folded, a part of a table that goes on
_PART_NUMBER = re.compile(r"[(\[【〔]?(?:之|第|续)?[0-9一二三四五六七八九十]{1,3}(?:部分)?[)\]】〕]?$")


def header_of(document: Document, table: Table, before: Header | None = None) -> Header | None:
    """The header of a table, else the one of the table before it fitted to its columns."""
    grid = make_grid(document, table)
    return find_header(grid) or (fitted(before, grid) if before else None)


def has_header(document: Document, table: Table) -> bool:
    """Whether a table has a row that names its columns, in known words or in any."""
    grid = make_grid(document, table)
    return find_header(grid) is not None or plain_header(grid) is not None


def is_mark(text: str) -> bool:
    """Whether a line between two tables says that the second goes on from the first: 续表, （接上表）."""
    return CONTINUED.fullmatch(fold(text)) is not None


def is_header_only(document: Document, table: Table) -> bool:
    """Whether a table holds title and header and no row below them: its rows stand in the next table."""
    grid = make_grid(document, table)
    header = find_header(grid)
    return header is not None and not any(grid.filled(row) for row in range(header.end, grid.n_rows))


def follows_directly(document: Document, previous: Table, this: Table) -> bool:
    """Whether nothing but empty paragraphs stands between two tables."""
    return not _said(document, previous, this)


def continues(
    document: Document,
    previous: Table,
    this: Table,
    caption: str = "",
    before: Header | None = None,
    previous_caption: str = "",
) -> bool:
    """Whether a table goes on from the one before it, whose header is `before` where it is not its own.

    A caption 续表, or that of the table before with another part number (（二）), says so; else it repeats
    the header, or has none and follows directly, with columns that fit. Another caption of its own says no.
    """
    old_grid, grid = make_grid(document, previous), make_grid(document, this)
    old, new = find_header(old_grid) or before, find_header(grid)
    same = new is None or (old is not None and _names(old.columns) == _names(new.columns))
    fits = (
        new is not None
        or old_grid.table.n_cols == grid.table.n_cols
        or (old is not None and _fits(old, grid))
    )
    said = _said(document, previous, this)
    if any(CONTINUED.fullmatch(text) for text in (*said, fold(caption))) or _starts_continued(grid):
        return same and fits
    if _is_next_part(previous_caption, caption):
        return same and fits and all(text == fold(caption) for text in said)
    if caption or said:
        return False
    equal = old_grid.table.n_cols == grid.table.n_cols if new is not None else fits
    return same and equal and (new is not None or _looks_alike(old_grid, grid))


def _fits(header: Header, grid: Grid) -> bool:
    return fitted(header, grid) is not None


def _is_next_part(before: str, caption: str) -> bool:
    """Whether two captions differ in their part numbers alone: 汇总表（一）, 汇总表（二）."""
    one, other = (_PART_NUMBER.sub("", fold(text)) for text in (before, caption))
    whole = fold(before) != fold(caption) and len(one) > 1
    return whole and (one.endswith(other) or other.endswith(one)) and len(other) > 1


def _starts_continued(grid: Grid) -> bool:
    return grid.n_rows > 0 and len(texts := grid.texts(0)) == 1 and CONTINUED.fullmatch(texts[0]) is not None


def _looks_alike(before: Grid, after: Grid) -> bool:
    """A table without a header goes on from one with data rows as full as its own first row."""
    last = next((row for row in range(before.n_rows - 1, -1, -1) if before.filled(row)), None)
    first = next((row for row in range(after.n_rows) if after.filled(row)), None)
    return last is not None and first is not None and len(after.row(first)) > 1


def _names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(name for column in columns if (name := fold(column.title)))


def _said(document: Document, previous: Table, this: Table) -> list[str]:
    last = max((block for cell in previous.cells for block in cell.blocks), default=previous.first_block)
    texts = (fold(document.blocks[ordinal].text) for ordinal in range(last + 1, this.first_block))
    return [text for text in texts if text]
