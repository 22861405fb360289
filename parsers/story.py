"""One walk over a story (body, footnotes, a header, …): its blocks with their paths, its tables with their grids."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from lxml.etree import _Element as Element

from models.document import Block, Cell, CellPlace, Formatting, Table
from models.names import Region
from parsers.numbering import Counter
from parsers.ooxml import (
    ALTERNATE_CONTENT,
    CELL,
    CHOICE,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    TABLE,
    TRANSPARENT,
    VAL,
    w,
)
from parsers.paragraph import ParagraphReader, ParagraphText, RunLook, is_on
from parsers.styles import ParagraphStyle, Styles, has_box

_STYLE, _NUMBERING, _OUTLINE, _ALIGNMENT, _BORDERS = w("pStyle"), w("numPr"), w("outlineLvl"), w("jc"), w("pBdr")
_NUM_ID, _LEVEL = w("numId"), w("ilvl")
_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_DELETED, _CELL_DELETED = w("del"), w("cellDel")
_HEADER_ROW, _GRID_BEFORE = w("tblHeader"), w("gridBefore")
_SPAN, _VERTICAL, _HORIZONTAL = w("gridSpan"), w("vMerge"), w("hMerge")
_TABLE_OF_CONTENTS = "Table of Contents"
_GALLERY = f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"
_ALT_CHUNK = w("altChunk")
_T = TypeVar("_T")
_WORD = w("")
_BODY_TEXT_LEVEL = 9  # w:outlineLvl 9 means body text (17.3.1.20)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a block inherits from where it stands."""

    region: Region
    in_toc: bool = False
    cell: CellPlace | None = None
    frame: int | None = None


@dataclass(slots=True)
class _GridCell:
    row: int
    col: int
    col_span: int
    row_span: int
    blocks: tuple[int, ...]


def steps(parent: Element) -> Iterator[tuple[Element, str]]:
    """The children that are elements, each with its XPath step: prefixed name and position among its like."""
    seen: dict[str, int] = {}
    for child in parent:
        tag = child.tag
        if isinstance(tag, str):
            count = seen[tag] = seen.get(tag, 0) + 1
            yield child, f"/{step_name(tag, child.prefix)}[{count}]"


@lru_cache(maxsize=512)
def step_name(tag: str, prefix: str | None) -> str:
    """`w:p`; where the part uses a default namespace, a test that needs no prefix."""
    local = tag.rpartition("}")[2]
    if prefix:
        return f"{prefix}:{local}"
    return f"w:{local}" if tag.startswith(_WORD) else f"*[local-name()='{local}']"


def path_below(ancestor: Element, element: Element) -> str:
    """The XPath from `ancestor` (without it) down to `element`."""
    names = []
    while element is not ancestor:
        parent = element.getparent()
        assert parent is not None, "element lies below its ancestor"
        place = sum(1 for _ in element.itersiblings(str(element.tag), preceding=True)) + 1
        names.append(f"/{step_name(str(element.tag), element.prefix)}[{place}]")
        element = parent
    return "".join(reversed(names))


class StoryReader:
    """Collects blocks and tables over all stories of a document, in order."""

    def __init__(self, styles: Styles, counter: Counter) -> None:
        """`counter` goes on over the stories, as Word's lists do."""
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.alt_chunks: list[tuple[Element, int]] = []
        self._styles = styles
        self._counter = counter
        self._paragraphs = ParagraphReader()
        self._frames = 0
        self._part = ""

    def read(self, part: str, container: Element, path: str, region: Region) -> Iterator[tuple[Element, str]]:
        """Reads the blocks below `container`; yields each `w:altChunk` met, so that the caller can read it in its place."""
        self._part = part
        self._paragraphs = ParagraphReader()
        first = len(self.blocks)
        yield from self._container(container, path, _Place(region))
        if self._paragraphs.fields.in_toc:
            self._close_toc(first)

    def _close_toc(self, first: int) -> None:
        """A TOC field that never ends would swallow the document: only what carries a TOC style stays in it."""
        for number in range(first, len(self.blocks)):
            block = self.blocks[number]
            if block.in_toc and not self._styles.is_toc_name(block.style):
                self.blocks[number] = replace(block, in_toc=False)

    def _container(self, container: Element, path: str, place: _Place) -> Iterator[tuple[Element, str]]:
        for child, step in steps(container):
            tag = child.tag
            if tag == PARAGRAPH:
                yield from self._paragraph(child, path + step, place)
            elif tag == TABLE:
                yield from self._table(child, path + step, place)
            elif tag in TRANSPARENT:
                yield from self._transparent(child, path + step, place)
            elif tag == _ALT_CHUNK:
                yield child, path + step

    def _transparent(self, wrapper: Element, path: str, place: _Place) -> Iterator[tuple[Element, str]]:
        if wrapper.tag == ALTERNATE_CONTENT:
            for child, step in steps(wrapper):
                if child.tag == CHOICE:
                    yield from self._container(child, path + step, place)
                    break
            return
        if wrapper.tag == CONTENT_CONTROL and _is_toc_control(wrapper):
            place = _Place(place.region, True, place.cell, place.frame)
        yield from self._container(wrapper, path, place)

    def _paragraph(self, paragraph: Element, path: str, place: _Place) -> Iterator[tuple[Element, str]]:
        reading = self._paragraphs.read(paragraph)
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = self._styles.paragraph(_value(properties, _STYLE))
        self.blocks.append(
            Block(
                ordinal=len(self.blocks),
                part=self._part,
                xml_path=path,
                text=reading.text,
                region=place.region,
                list_label=self._label(properties, style, reading.text),
                style=style.name,
                outline_level=_outline(properties, style),
                in_toc=place.in_toc or reading.in_toc or style.is_toc,
                bookmarks=reading.bookmarks,
                cell=place.cell,
                frame=place.frame,
                formatting=_formatting(properties, style, reading),
            )
        )
        for box in reading.boxes:
            self._frames += 1
            yield from self._container(box, path + path_below(paragraph, box), _Place("textbox", place.in_toc, place.cell, self._frames))

    def _label(self, properties: Element | None, style: ParagraphStyle, text: str) -> str:
        own = properties.find(_NUMBERING) if properties is not None else None
        if own is None and style.num_id is None:
            return ""
        if not text and _is_deleted(properties):
            return ""
        level = _value(own, _LEVEL)
        return self._counter.paragraph_label(style, _value(own, _NUM_ID), int(level) if level and level.isdigit() else None)

    def _table(self, table: Element, path: str, place: _Place) -> Iterator[tuple[Element, str]]:
        ordinal, first_block = len(self.tables), len(self.blocks)
        self.tables.append(Table(ordinal, self._part, path, 0, 0, (), 0, first_block, place.cell))
        grid = _Grid(ordinal)
        for row, row_path in _wrapped(table, path, ROW):
            row_properties = row.find(_ROW_PROPERTIES)
            if row_properties is not None and row_properties.find(_DELETED) is not None:
                continue
            grid.start_row(row_properties)
            for cell, cell_path in _wrapped(row, row_path, CELL):
                yield from self._cell(cell, cell_path, grid, place)
        self.tables[ordinal] = grid.table(self._part, path, first_block, place.cell)

    def _cell(self, cell: Element, path: str, grid: "_Grid", place: _Place) -> Iterator[tuple[Element, str]]:
        properties = cell.find(_CELL_PROPERTIES)
        if properties is not None and properties.find(_CELL_DELETED) is not None:
            return
        where = grid.place(properties)
        first = len(self.blocks)
        yield from self._container(cell, path, _Place(place.region, place.in_toc, where, place.frame))
        own = tuple(block.ordinal for block in self.blocks[first:] if block.cell == where)
        grid.fill(properties, own)


class _Grid:
    """The cells of one table by grid position, merges resolved (17.4.17 gridSpan, 17.4.84 vMerge, 17.4.22 hMerge)."""

    def __init__(self, ordinal: int) -> None:
        self.ordinal = ordinal
        self.cells: list[_GridCell] = []
        self.rows = 0
        self.columns = 0
        self.header_rows = 0
        self._column = 0
        self._above: dict[int, _GridCell] = {}
        self._last: _GridCell | None = None

    def start_row(self, properties: Element | None) -> None:
        if properties is not None and is_on(properties.find(_HEADER_ROW)) and self.header_rows == self.rows:
            self.header_rows += 1
        self.rows += 1
        self._column = int(_value(properties, _GRID_BEFORE) or 0)
        self._last = None

    def place(self, properties: Element | None) -> CellPlace:
        return CellPlace(self.ordinal, self.rows - 1, self._column)

    def fill(self, properties: Element | None, blocks: tuple[int, ...]) -> None:
        span = max(1, int(_value(properties, _SPAN) or 1))
        above = self._above.get(self._column)
        if self._last is not None and _merge(properties, _HORIZONTAL) == "continue":
            self._last.col_span += span
        elif above is not None and _merge(properties, _VERTICAL) == "continue" and above.row + above.row_span == self.rows - 1:
            above.row_span += 1
            self._last = above
        else:
            self._last = _GridCell(self.rows - 1, self._column, span, 1, blocks)
            self.cells.append(self._last)
            self._above[self._column] = self._last
        self._column += span
        self.columns = max(self.columns, self._column)

    def table(self, part: str, path: str, first_block: int, parent: CellPlace | None) -> Table:
        cells = tuple(Cell(cell.row, cell.col, cell.row_span, cell.col_span, cell.blocks) for cell in self.cells)
        return Table(self.ordinal, part, path, self.rows, self.columns, cells, self.header_rows, first_block, parent)


def _merge(properties: Element | None, tag: str) -> str:
    element = properties.find(tag) if properties is not None else None
    return "" if element is None else (element.get(VAL) or "continue")


def _value(properties: Element | None, tag: str) -> str | None:
    if properties is None:
        return None
    element = properties.find(tag)
    return None if element is None else element.get(VAL)


def _wrapped(parent: Element, path: str, wanted: str) -> Iterator[tuple[Element, str]]:
    """Rows of a table or cells of a row, also those inside content controls, custom XML and insertions."""
    for child, step in steps(parent):
        if child.tag == wanted:
            yield child, path + step
        elif child.tag in TRANSPARENT:
            yield from _wrapped(child, path + step, wanted)


def _is_toc_control(control: Element) -> bool:
    gallery = control.find(_GALLERY)
    return gallery is not None and gallery.get(VAL) == _TABLE_OF_CONTENTS


def _is_deleted(properties: Element | None) -> bool:
    mark = properties.find(RUN_PROPERTIES) if properties is not None else None
    return mark is not None and mark.find(_DELETED) is not None


def _outline(properties: Element | None, style: ParagraphStyle) -> int | None:
    own = _value(properties, _OUTLINE)
    if own is not None and own.isdigit():
        return int(own) + 1 if int(own) < _BODY_TEXT_LEVEL else None
    return style.outline_level


def _formatting(properties: Element | None, style: ParagraphStyle, reading: ParagraphText) -> Formatting:
    alignment, borders = _value(properties, _ALIGNMENT) or style.alignment, properties.find(_BORDERS) if properties is not None else None
    return _look(alignment, style, tuple(reading.looks), style.bordered if borders is None else has_box(borders))


@lru_cache(maxsize=4096)
def _look(alignment: str, style: ParagraphStyle, looks: tuple[RunLook, ...], bordered: bool) -> Formatting:
    return Formatting(
        alignment=alignment,
        font=_prevailing([(look.font or style.font, look.length) for look in looks], style.font),
        size=_prevailing([(look.size or style.size, look.length) for look in looks], style.size),
        bold=_prevailing([(_bold(look, style), look.length) for look in looks], style.bold),
        bold_lead=_bold_lead(looks, style),
        bordered=bordered,
    )


def _bold(look: RunLook, style: ParagraphStyle) -> bool:
    return style.bold if look.bold is None else look.bold


def _prevailing(weighted: Iterable[tuple[_T, int]], default: _T) -> _T:
    totals: dict[_T, int] = {}
    for value, weight in weighted:
        totals[value] = totals.get(value, 0) + weight
    if not totals:
        return default
    return next(iter(totals)) if len(totals) == 1 else max(totals, key=lambda value: totals[value])


def _bold_lead(looks: tuple[RunLook, ...], style: ParagraphStyle) -> int:
    total = 0
    for look in looks:
        if not _bold(look, style):
            break
        total += look.length
    return total

