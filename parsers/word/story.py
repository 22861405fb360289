"""One walk over a story (body, footnotes, a header, …): its blocks with their paths, its tables with their
grids."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from models.document import Block, CellPlace, Table
from models.names import Region
from parsers.word.looks import formatting
from parsers.word.numbering import Counter
from parsers.word.ooxml import (
    ALTERNATE_CONTENT,
    CELL,
    CHOICE,
    CONTENT_CONTROL,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    TABLE,
    TRANSPARENT,
    VAL,
    properties_of,
    value_of,
    w,
    whole_number,
)
from parsers.word.paragraph import PAGE_BREAK, ParagraphReader
from parsers.word.style_statements import has_box
from parsers.word.styles import ParagraphStyle, Styles
from parsers.word.table_grid import CELL_DELETED, TableGrid, tells_of_cells
from parsers.word.xml_paths import path_below, stepped

_STYLE, _NUMBERING, _OUTLINE, _ALIGNMENT, _BORDERS = (
    w("pStyle"),
    w("numPr"),
    w("outlineLvl"),
    w("jc"),
    w("pBdr"),
)
_NUM_ID, _LEVEL = w("numId"), w("ilvl")
_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_DELETED = w("del")
_TABLE_OF_CONTENTS = "Table of Contents"
_GALLERY = f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"
_ALT_CHUNK, _GRID, _WIDTH = w("altChunk"), w("tblGrid"), w("w")
_BLOCKS = TRANSPARENT | {PARAGRAPH, TABLE, _ALT_CHUNK}
_ROWS, _CELLS = TRANSPARENT | {ROW}, TRANSPARENT | {CELL}
_BODY_TEXT_LEVEL = 9  # w:outlineLvl 9 means body text (17.3.1.20)

OnChunk = Callable[[Element, str], None]


class _Place(NamedTuple):
    """What a block inherits from where it stands; `looks` is false in data tables, where nothing is told by
    bold or size."""

    region: Region
    looks: bool = True
    in_toc: bool = False
    cell: CellPlace | None = None
    frame: int | None = None


class StoryReader:
    """Collects blocks and tables over all stories of a document, in order."""

    def __init__(self, styles: Styles, counter: Counter) -> None:
        """`counter` goes on over the stories, as Word's lists do."""
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._styles = styles
        self._raising = styles.raising()
        self._counter = counter
        self._paragraphs = ParagraphReader()
        self._frames = 0
        self._page: int | None = None
        self._cells_told = True
        self._part = ""
        self._on_chunk: OnChunk = lambda _chunk, _path: None

    def read(self, part: str, container: Element, path: str, region: Region, on_chunk: OnChunk) -> None:
        """Reads the blocks below `container`; calls `on_chunk` for each `w:altChunk` met, so that the caller
        can read it in its place."""
        self._part, self._on_chunk = part, on_chunk
        self._paragraphs = ParagraphReader(container, self._raising)
        self._cells_told = tells_of_cells(container)
        first = len(self.blocks)
        laid_out = region == "body" and next(container.iter(PAGE_BREAK), None) is not None
        self._page = 1 if laid_out else None
        self._container(container, path, _Place(region))
        if self._paragraphs.fields.in_toc:
            self._close_toc(first)

    def _close_toc(self, first: int) -> None:
        """A TOC field that never ends would swallow the document: only what carries a TOC style stays in
        it."""
        for number in range(first, len(self.blocks)):
            block = self.blocks[number]
            if block.in_toc and not self._styles.is_toc_name(block.style):
                self.blocks[number] = replace(block, in_toc=False)

    def _container(self, container: Element, path: str, place: _Place) -> None:
        for child, tag, step in stepped(container, _BLOCKS):
            if tag == PARAGRAPH:
                self._paragraph(child, path + step, place)
            elif tag == TABLE:
                self._table(child, path + step, place)
            elif tag == _ALT_CHUNK:
                self._on_chunk(child, path + step)
            else:
                self._transparent(child, path + step, place)

    def _transparent(self, wrapper: Element, path: str, place: _Place) -> None:
        if wrapper.tag == ALTERNATE_CONTENT:
            for choice, _, step in islice(stepped(wrapper, (CHOICE,)), 1):
                self._container(choice, path + step, place)
            return
        if wrapper.tag == CONTENT_CONTROL and _is_toc_control(wrapper):
            place = place._replace(in_toc=True)
        self._container(wrapper, path, place)

    def _paragraph(self, paragraph: Element, path: str, place: _Place) -> None:
        first = next(iter(paragraph), None)
        reading = self._paragraphs.read(paragraph, looks=place.looks)
        properties = properties_of(first) if first is not None and first.tag == PARAGRAPH_PROPERTIES else {}
        style = self._styles.paragraph(value_of(properties, _STYLE))
        borders = properties.get(_BORDERS)
        listed = style.num_id is not None or _NUMBERING in properties
        self.blocks.append(
            Block(
                len(self.blocks),
                self._part,
                path,
                reading.text,
                place.region,
                self._label(properties, style, reading.text) if listed else "",
                style.name,
                _outline(properties, style) if _OUTLINE in properties else style.outline_level,
                place.in_toc or reading.in_toc or style.is_toc,
                reading.bookmarks,
                place.cell,
                place.frame,
                formatting(
                    value_of(properties, _ALIGNMENT) or style.alignment,
                    style,
                    reading.looks,
                    bordered=style.bordered if borders is None else has_box(borders),
                ),
                reading.scripts,
                reading.objects,
                self._pages(reading.breaks, self._page) if self._page and place.frame is None else None,
            )
        )
        for box in reading.boxes:
            self._frames += 1
            self._container(
                box,
                path + path_below(paragraph, box),
                _Place("textbox", True, place.in_toc, place.cell, self._frames),
            )

    def _pages(self, breaks: tuple[int, ...], page: int) -> tuple[int, int]:
        """The pages of the paragraph that comes next; a break before its first character is before it."""
        self._page = page + len(breaks)
        return page + breaks.count(0), self._page

    def _label(self, properties: dict[str, Element], style: ParagraphStyle, text: str) -> str:
        if not text and _is_deleted(properties):
            return ""
        numbering = properties_of(properties.get(_NUMBERING))
        return self._counter.paragraph_label(
            style, value_of(numbering, _NUM_ID), whole_number(value_of(numbering, _LEVEL))
        )

    def _table(self, table: Element, path: str, place: _Place) -> None:
        ordinal, first_block = len(self.tables), len(self.blocks)
        self.tables.append(Table(ordinal, self._part, path, 0, 0, (), 0, first_block, place.cell))
        grid = TableGrid(ordinal, _widths(table))
        place = place._replace(looks=_is_narrow(table))
        for row, row_path in _wrapped(table, path, _ROWS):
            row_properties = _own_properties(row, _ROW_PROPERTIES)
            if _DELETED in row_properties:
                continue
            grid.start_row(row_properties)
            # a row that is split over pages has the break in each of its cells
            first_page = last_page = self._page
            for cell, cell_path in _wrapped(row, row_path, _CELLS):
                self._page = first_page
                properties = _own_properties(cell, _CELL_PROPERTIES) if self._cells_told else {}
                if CELL_DELETED not in properties:
                    self._cell(cell, cell_path, grid, place, properties)
                last_page = max(last_page or 0, self._page or 0) or None
            self._page = last_page
        self.tables[ordinal] = grid.table(self._part, path, first_block, place.cell)
        if grid.is_ragged:
            self._move_cells(ordinal, first_block, grid)

    def _move_cells(self, ordinal: int, first_block: int, grid: TableGrid) -> None:
        """Blocks get the columns the grid has without those that only misaligned borders make."""
        for number in range(first_block, len(self.blocks)):
            block = self.blocks[number]
            if block.cell is not None and block.cell.table == ordinal:
                place = replace(block.cell, col=grid.column_of(block.cell.col))
                self.blocks[number] = replace(block, cell=place)

    def _cell(
        self, cell: Element, path: str, grid: TableGrid, place: _Place, properties: dict[str, Element]
    ) -> None:
        where = grid.place()
        first = len(self.blocks)
        self._container(cell, path, _Place(place.region, place.looks, place.in_toc, where, place.frame))
        blocks = [block for block in self.blocks[first:] if block.cell is where]
        grid.fill(
            properties,
            tuple([block.ordinal for block in blocks]),
            has_text=bool(properties) and any(block.text.strip() for block in blocks),
        )


def _wrapped(parent: Element, path: str, wanted: frozenset[str]) -> Iterator[tuple[Element, str]]:
    """Rows of a table or cells of a row, also those inside content controls, custom XML and insertions."""
    for child, tag, step in stepped(parent, wanted):
        if tag in TRANSPARENT:
            yield from _wrapped(child, path + step, wanted)
        else:
            yield child, path + step


def _is_narrow(table: Element) -> bool:
    """One column: a box or a frame around text, whose paragraphs may be told apart by their look."""
    grid = table.find(_GRID)
    return grid is None or len(grid) <= 1


def _widths(table: Element) -> tuple[int | None, ...]:
    """The widths of the grid's columns in twips (17.4.16 gridCol), None where none is stated."""
    grid = table.find(_GRID)
    return tuple(whole_number(column.get(_WIDTH)) for column in grid) if grid is not None else ()


def _own_properties(element: Element, tag: str) -> dict[str, Element]:
    """The property list of a row or cell, which comes first but for a row's w:tblPrEx."""
    for child in element:
        if child.tag == tag:
            return properties_of(child)
    return {}


def _is_toc_control(control: Element) -> bool:
    gallery = control.find(_GALLERY)
    return gallery is not None and gallery.get(VAL) == _TABLE_OF_CONTENTS


def _is_deleted(properties: dict[str, Element]) -> bool:
    return _DELETED in properties_of(properties.get(RUN_PROPERTIES))


def _outline(properties: dict[str, Element], style: ParagraphStyle) -> int | None:
    own = whole_number(value_of(properties, _OUTLINE))
    if own is not None:
        return own + 1 if own < _BODY_TEXT_LEVEL else None
    return style.outline_level
