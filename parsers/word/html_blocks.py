"""One walk over an altChunk's HTML tree: text-bearing blocks and tables in document order, with positional
XPaths."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from models.document import Cell, CellPlace
from parsers.word.html_tables import HtmlGrid, read_grid
from parsers.word.html_text import html_block_text, is_block, is_skipped, own_pieces, word_list_label
from parsers.word.number_formats import render_number

_NAME: Final = re.compile(r"[a-z][a-z0-9]*")
_HEADING_TAG: Final = re.compile(r"h([1-6])")
_HEADING_STYLE: Final = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.IGNORECASE)
_HEADING_CLASS: Final = re.compile(r"\bMsoHeading([1-9])\b", re.IGNORECASE)
_TOC_CLASS: Final = re.compile(r"\bMsoToc(?:Heading|[1-9])\b", re.IGNORECASE)
_ALIGN_STYLE: Final = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
_BOLD_STYLE: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_ALIGNMENTS: Final = {
    "justify": "both",
    "left": "left",
    "right": "right",
    "center": "center",
    "middle": "center",
    "start": "left",
    "end": "right",
}
_BOLD_TAGS: Final = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
# `type` of an ol and list-style-type (CSS Counter Styles 3) as ST_NumberFormat with the mark after the number
_LIST_FORMATS: Final = {
    "1": ("decimal", "."),
    "a": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "decimal": ("decimal", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
}


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """One `table`. `cells` and `parent` are as in models.document.Table; `blocks` and `table` in them are
    positions in the AltChunk."""

    xml_path: str
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    header_rows: int
    first_block: int
    parent: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """One element that bears text of its own; `text` is `html_block_text` of the element at `xml_path`.

    `heading_level` is 1 to 9 (h1 to h6, mso-outline-level, class MsoHeading7 to 9), else None. `alignment`
    is in the words of w:jc (`left`, `center`, `right`, `both`) as the element or one around it states, else
    "". `cell.table` is a position in `AltChunk.tables`. `list_label` is the label Word wrote out or the
    number of an `ol` item. `in_toc`: class MsoToc…. `bold`: every visible character is. `anchors`: names of
    the bookmarks in it. `style`: the class attribute.
    """

    xml_path: str
    tag: str
    text: str
    heading_level: int | None = None
    alignment: str = ""
    cell: CellPlace | None = None
    list_label: str = ""
    in_toc: bool = False
    bold: bool = False
    anchors: tuple[str, ...] = ()
    style: str = ""


@dataclass(slots=True)
class _OpenTable:
    xml_path: str
    grid: HtmlGrid
    first_block: int
    parent: CellPlace | None
    blocks: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def close(self) -> HtmlTable:
        cells = tuple(
            Cell(
                span.row,
                span.col,
                span.row_span,
                span.col_span,
                tuple(self.blocks.get((span.row, span.col), ())),
            )
            for span in sorted(self.grid.spans.values(), key=lambda span: (span.row, span.col))
        )
        return HtmlTable(
            self.xml_path,
            self.grid.n_rows,
            self.grid.n_cols,
            cells,
            self.grid.header_rows,
            self.first_block,
            self.parent,
        )


@dataclass(slots=True)
class _Frame:
    """An open element of the walk and what its children inherit from it."""

    element: Element
    xml_path: str
    alignment: str
    cell: CellPlace | None
    table: int | None
    children: Iterator[Element]
    tags: Counter[str] = field(default_factory=Counter)
    next_item: int = 1


class HtmlWalk:
    """Reads the tree below `root` once; `blocks` and `tables` are what it found."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[HtmlBlock] = []
        self._open: list[_OpenTable] = []
        self._label = ""
        self._walk(root)
        self.tables = [table.close() for table in self._open]

    def _walk(self, root: Element) -> None:
        stack = [self._frame(root, f"/{root.tag}", None)]
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                self._label = "" if frame.element.tag == "li" else self._label
            elif isinstance(child.tag, str):
                path = f"{frame.xml_path}/{_step(child, frame)}"
                if not is_skipped(child):
                    stack.append(self._frame(child, path, frame))

    def _frame(self, element: Element, path: str, around: _Frame | None) -> _Frame:
        alignment = _alignment(element) or (around.alignment if around else "")
        cell, table = (around.cell, around.table) if around else (None, None)
        if element.tag == "table":
            self._open.append(_OpenTable(path, read_grid(element), len(self.blocks), cell))
            table = len(self._open) - 1
        elif table is not None and element in self._open[table].grid.spans:
            span = self._open[table].grid.spans[element]
            cell = CellPlace(table, span.row, span.col)
        elif element.tag == "li" and around:
            self._label = _item_label(element, around)
        # between the cells of a nested table (its caption, stray text) a block belongs to the cell around
        # that table
        if is_block(element):
            self._emit(element, path, alignment, cell)
        return _Frame(
            element,
            path,
            alignment,
            cell,
            table,
            element.iterchildren(),
            next_item=_whole(element.get("start"), 1),
        )

    def _emit(self, element: Element, path: str, alignment: str, cell: CellPlace | None) -> None:
        text = html_block_text(element)
        if not text.strip():
            return
        if cell is not None:
            self._open[cell.table].blocks.setdefault((cell.row, cell.col), []).append(len(self.blocks))
        label, self._label = word_list_label(element) or self._label, ""
        style = element.get("class", "")
        self.blocks.append(
            HtmlBlock(
                path,
                element.tag,
                text,
                heading_level=_heading_level(element),
                alignment=alignment,
                cell=cell,
                list_label=label,
                in_toc=bool(_TOC_CLASS.search(style)),
                bold=_is_bold(element),
                anchors=_anchors(element),
                style=style,
            )
        )


def _step(child: Element, frame: _Frame) -> str:
    """The XPath step to `child`; a tag that is no plain name (`w:sdt`) is counted among all elements."""
    tag = child.tag
    frame.tags["*"] += 1
    frame.tags[tag] += 1
    if not _NAME.fullmatch(tag):
        return f"*[{frame.tags['*']}]"
    alone = (
        frame.element.tag == "html" and frame.tags[tag] == 1 and next(child.itersiblings(tag), None) is None
    )
    return tag if alone else f"{tag}[{frame.tags[tag]}]"


def _heading_level(element: Element) -> int | None:
    tests = (
        (_HEADING_TAG.fullmatch, element.tag),
        (_HEADING_STYLE.search, element.get("style", "")),
        (_HEADING_CLASS.search, element.get("class", "")),
    )
    return next((int(match[1]) for test, value in tests if (match := test(value))), None)


def _alignment(element: Element) -> str:
    if element.tag == "center":
        return "center"
    styled = _ALIGN_STYLE.search(element.get("style", ""))
    # align on a table places the table, not the text in it
    stated = styled[1] if styled else element.get("align", "") if element.tag != "table" else ""
    return _ALIGNMENTS.get(stated.strip().lower(), "")


def _item_label(item: Element, around: _Frame) -> str:
    """The number of an `ol` item (HTML 4.4.8); "" for other lists and for styles not listed here."""
    if around.element.tag != "ol":
        return ""
    number = _whole(item.get("value"), around.next_item)
    around.next_item = number + 1
    styled = _LIST_STYLE.search(item.get("style", "") + ";" + around.element.get("style", ""))
    number_format = _LIST_FORMATS.get(styled[1].lower() if styled else around.element.get("type", "1"))
    return render_number(number, number_format[0]) + number_format[1] if number_format else ""


def _is_bold(element: Element) -> bool:
    """Whether all text of the block stands in b, strong, a heading, th or under font-weight: bold."""
    return _makes_bold(element) or all(
        _bold_within(holder, element) for _, text, holder in own_pieces(element) if text.strip()
    )


def _bold_within(holder: Element, block: Element) -> bool:
    while holder is not block:
        if _makes_bold(holder):
            return True
        holder = next(holder.iterancestors())
    return False


def _makes_bold(element: Element) -> bool:
    return element.tag in _BOLD_TAGS or bool(_BOLD_STYLE.search(element.get("style", "")))


def _anchors(element: Element) -> tuple[str, ...]:
    named = (
        holder.get("name")
        for kind, _, holder in own_pieces(element)
        if kind != "skipped" and holder.tag == "a"
    )
    return tuple(dict.fromkeys(name for name in named if name))


def _whole(value: str | None, default: int) -> int:
    match = re.match(r"\s*(\d{1,9})", value or "")
    return int(match[1]) if match else default
