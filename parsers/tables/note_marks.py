"""Notes under a table that give marked values another year: 带*的为2024年数据."""

import re
from collections.abc import Iterator, Mapping

from models.document import Document, Table
from parsers.tables.grid import Grid
from parsers.tables.passage import Passage, fold, of_blocks
from parsers.tables.table_periods import Stated, stated_in

# 注：…, *…, ①…: the row of notes below a table
_NOTE = re.compile(r"\s*(?:[（(]?(?:注|说明|备注)|[（(\[]?[*＊※#△▲①-⑳†‡])")
_MARK = re.compile(r"[*＊※#△▲①-⑳†‡]+")
_CLAUSE = re.compile(r"[^。；;\n]+")
_LOOKED_AT = 3  # paragraphs below a table that may be its notes


def note_marks(document: Document, table: Table, grid: Grid) -> Mapping[str, Stated]:
    """The year that each note mark stands for, from the paragraphs below a table and from its own rows."""
    found: dict[str, Stated] = {}
    for note in (*_below(document, table), *_inside(grid)):
        if _NOTE.match(note.text):
            found |= {mark: year for mark, year in _marked(note) if mark not in found}
    return found


def _marked(note: Passage) -> Iterator[tuple[str, Stated]]:
    for clause in _CLAUSE.finditer(note.text):
        mark = _MARK.search(clause[0])
        year = stated_in(note.part(*clause.span()))
        if mark and year and year.end and year.start in (None, year.end):
            yield fold(mark[0]), Stated(year.start, year.end, year.place, inherited=True)


def _below(document: Document, table: Table) -> Iterator[Passage]:
    last = max((block for cell in table.cells for block in cell.blocks), default=None)
    looked = 0
    for block in document.blocks[last + 1 :] if last is not None else ():
        if block.cell is not None or looked == _LOOKED_AT:
            return
        if block.text.strip():
            looked += 1
            yield of_blocks(document.blocks, (block.ordinal,))


def _inside(grid: Grid) -> Iterator[Passage]:
    for row in range(grid.n_rows):
        filled = grid.filled(row)
        if len(filled) == 1:
            yield grid.passage(filled[0])
