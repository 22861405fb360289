"""Paragraphs, tables, text boxes, tables of contents and sections (ECMA-376 part 1, 17.3.1, 17.4, 17.6)."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from tests.builders.inline import (
    Xml,
    as_runs,
    bookmark,
    field,
    field_mark,
    field_start,
    hyperlink,
    run,
    run_properties,
)

VMerge = Literal["restart", "continue"]
_PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
]
_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_SIDES = ("top", "left", "bottom", "right")


def _paragraph_properties(values: Mapping[str, str | None]) -> str:
    inner = "".join(values[tag] or "" for tag in _PARAGRAPH_ORDER if tag in values)
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def paragraph(
    *content: str,
    style: str | None = None,
    bold: bool = False,
    size: float | None = None,
    font: str | None = None,
    align: str | None = None,
    outline: int | None = None,
    num: tuple[int, int] | None = None,
    bookmarks: Sequence[str] = (),
    page_break: bool = False,
    border: bool = False,
    indent: int | None = None,
    extra: Mapping[str, str] | None = None,
) -> Xml:
    """One w:p. Plain strings take `bold`, `size` and `font`, markup (`run(…)` and the like) stays as it is.

    `num` is (list id, level from 0), `outline` counts from 1, `indent` is the first-line indent in
    characters, `page_break` puts a page break into the paragraph before its text, `extra` gives further
    children of w:pPr by name.
    """
    values = {
        "pStyle": f"<w:pStyle w:val={quoteattr(style)}/>" if style else "",
        "numPr": f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "",
        "pBdr": f"<w:pBdr>{_borders(space=4)}</w:pBdr>" if border else "",
        "ind": (
            f'<w:ind w:firstLineChars="{indent * 100}" w:firstLine="{round(indent * (size or 10.5) * 20)}"/>'
            if indent is not None
            else ""
        ),
        "jc": f'<w:jc w:val="{align}"/>' if align else "",
        "outlineLvl": f'<w:outlineLvl w:val="{outline - 1}"/>' if outline is not None else "",
        "rPr": run_properties(bold=bold, size=size, font=font),
    } | dict(extra or {})
    runs = Xml(
        "".join(
            piece if isinstance(piece, Xml) else run(piece, bold=bold, size=size, font=font)
            for piece in content
        )
    )
    for name in bookmarks:
        runs = bookmark(name, zlib.crc32(name.encode()) % 100_000_000, runs)
    return Xml(f"<w:p>{_paragraph_properties(values)}{_PAGE_BREAK if page_break else ''}{runs}</w:p>")


def as_paragraphs(content: str | Iterable[str]) -> Xml:
    """Plain strings become paragraphs, markup stays."""
    pieces = [content] if isinstance(content, str) else list(content)
    return Xml("".join(piece if isinstance(piece, Xml) else paragraph(piece) for piece in pieces))


def _borders(space: int = 0) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="auto"/>' for side in _SIDES)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `fill` is a colour such as D9E2F3."""

    content: str | Sequence[str]
    span: int = 1
    vmerge: VMerge | None = None
    fill: str | None = None

    def xml(self, width: int) -> str:
        """The w:tc, `width` twentieths of a point wide; its paragraphs are never absent (a cell must end
        with one)."""
        merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", None: ""}[self.vmerge]
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else ""
        inner = as_paragraphs(self.content) or paragraph()
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}<w:vAlign'
            f' w:val="center"/></w:tcPr>{inner}</w:tc>'
        )


def cell(
    content: str | Sequence[str] = "", *, span: int = 1, vmerge: VMerge | None = None, fill: str | None = None
) -> Cell:
    """A cell: text, one paragraph, or several; `span` columns wide, `vmerge` starts or continues a merged
    area."""
    return Cell(content, span, vmerge, fill)


def _row(cells: Sequence[str | Cell], header: bool, grid: Sequence[int]) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if header else "<w:cantSplit/>"
    pieces, column = [], 0
    for item in cells:
        filled = item if isinstance(item, Cell) else Cell(item)
        pieces.append(filled.xml(sum(grid[column : column + filled.span])))
        column += filled.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(pieces)}</w:tr>"


def table(
    rows: Sequence[Sequence[str | Cell]], *, header_rows: int = 0, widths: Sequence[int] | None = None
) -> Xml:
    """One w:tbl. A row is a sequence of texts, markup or `cell(…)`; the first `header_rows` are marked as
    repeated headers.

    `widths` are those of the grid's columns in twentieths of a point.
    """
    columns = max(sum(item.span if isinstance(item, Cell) else 1 for item in row) for row in rows)
    grid = list(widths) if widths else [8800 // columns] * columns
    borders = (
        _borders() + '<w:insideH w:val="single" w:sz="4" w:color="auto"/><w:insideV w:val="single" w:sz="4"'
        ' w:color="auto"/>'
    )
    look = f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    look += '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    head = f'<w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/>{look}</w:tblPr>'
    head += "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in grid) + "</w:tblGrid>"
    drawn = "".join(_row(row, number < header_rows, grid) for number, row in enumerate(rows))
    return Xml(f"<w:tbl>{head}{drawn}</w:tbl>")


def text_box(*paragraphs: str, width: float = 430, height: float = 200, number: int = 1) -> Xml:
    """A run with a text box as Word writes it: wps shape in mc:Choice, the same paragraphs again as VML in
    mc:Fallback. Points."""
    content = f"<w:txbxContent>{as_paragraphs(paragraphs)}</w:txbxContent>"
    extent = f'cx="{round(width * 12700)}" cy="{round(height * 12700)}"'
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext'
        f' {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr'
        ' val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr'
        f' val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr'
        ' lIns="91440" tIns="45720" rIns="91440" bIns="45720"/></wps:wsp>'
    )
    drawing = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr'
        f' id="{number}" name="文本框 {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    fallback = (
        f'<w:pict><v:rect id="_x0000_s{1024 + number}"'
        f' style="width:{width}pt;height:{height}pt"><v:textbox>{content}</v:textbox></v:rect></w:pict>'
    )
    return Xml(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def content_control(*content: str, block: bool = False, gallery: str | None = None, tag: str = "") -> Xml:
    """A w:sdt around runs, or around whole paragraphs and tables with `block`; `gallery` is a
    docPartGallery."""
    part = (
        f"<w:docPartObj><w:docPartGallery w:val={quoteattr(gallery)}/><w:docPartUnique/></w:docPartObj>"
        if gallery
        else ""
    )
    inner = as_paragraphs(content) if block else as_runs(*content)
    return Xml(
        "<w:sdt><w:sdtPr><w:tag"
        f' w:val="{escape(tag)}"/>{part}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )


def _toc_entry(text: str, page: int, anchor: str, size: float | None, font: str | None) -> Xml:
    page_field = field(f"PAGEREF {anchor} \\h", run(str(page), size=size, font=font))
    return hyperlink(
        run(text, size=size, font=font), run("\t", size=size, font=font), page_field, anchor=anchor
    )


def toc(
    entries: Sequence[tuple[int, str, int]],
    *,
    in_control: bool = False,
    styles: Sequence[str] = (),
    size: float | None = None,
    font: str | None = None,
    heading: Sequence[str] = (),
) -> Xml:
    """A TOC field with cached entries (level, text, page), linked to the bookmarks _Toc100001, _Toc100002, …

    `styles` names the paragraph style of each level (else Normal with a dotted tab), `in_control` wraps it
    in a docPartGallery control, `heading` are paragraphs before the field, inside the control.
    """
    paragraphs = []
    for number, (depth, text, page) in enumerate(entries, 1):
        link = _toc_entry(text, page, f"_Toc{100000 + number}", size, font)
        start = field_start('TOC \\o "1-3" \\h \\z \\u') if number == 1 else Xml("")
        end = field_mark("end") if number == len(entries) else Xml("")
        look = {
            "tabs": '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8830"/></w:tabs>',
            "ind": f'<w:ind w:leftChars="{(depth - 1) * 200}" w:left="{(depth - 1) * 420}"/>',
        }
        paragraphs.append(
            paragraph(
                start, link, end, style=styles[depth - 1] if styles else None, extra={} if styles else look
            )
        )
    if in_control:
        return content_control(*heading, *paragraphs, block=True, gallery="Table of Contents")
    return as_paragraphs([*heading, *paragraphs])


def section(
    *,
    landscape: bool = False,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    restart: int | None = None,
    title_page: bool = False,
) -> Xml:
    """A w:sectPr: A4 with the margins of GB/T 9704-2012 (37 mm top, 28 mm left, type area 156 × 225 mm).

    `headers` and `footers` name the kinds (default, first, even) to refer to; `restart` is the first page
    number.
    """
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="rIdHeader_{kind}"/>' for kind in headers)
    references += "".join(f'<w:footerReference w:type="{kind}" r:id="rIdFooter_{kind}"/>' for kind in footers)
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if landscape
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    margins = (
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1361"'
        ' w:gutter="0"/>'
    )
    numbers = f'<w:pgNumType w:start="{restart}"/>' if restart is not None else ""
    cover = "<w:titlePg/>" if title_page else ""
    return Xml(
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>{size}{margins}{numbers}<w:cols'
        f' w:space="425"/>{cover}</w:sectPr>'
    )


def section_break(
    *,
    landscape: bool = False,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    restart: int | None = None,
) -> Xml:
    """An empty paragraph that ends a section (whose properties these are)."""
    return paragraph(
        extra={"sectPr": section(landscape=landscape, headers=headers, footers=footers, restart=restart)}
    )
