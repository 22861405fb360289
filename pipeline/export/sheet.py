"""One view as sheets of a workbook: rows streamed, real numbers, texts never run as formulas, links to the
report, findings marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Final

from models.views import View
from pipeline.export import cells
from pipeline.export.labels import sheet_label
from pipeline.export.selection import Portion
from pipeline.export.sheet_rows import Cell, Kind, RowMaker, SheetColumn, is_folded, sheet_columns
from pipeline.export.sheet_xml import (
    EMPTY_CELL,
    RowFile,
    column_letters,
    number_cell,
    row_xml,
    style_number,
    text_cell,
)
from pipeline.export.sources import Marks

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Formats = Mapping[tuple[str, str], "Format"]
Made = tuple[str, list[Cell]]
NUMBER_FORMATS: Final[dict[Kind, str]] = {
    "integer": "0",
    "real": "General",
    "money": "#,##0.00",
    "yi": "#,##0.00######",
}
FILLS: Final = {"error": "#F8CBAD", "warning": "#FFE699", "info": "#DDEBF7"}
_MEASURED: Final = 200
_HEADER_WIDTH: Final = 14
_LINE_HEIGHT: Final = 15
_MOST_LINES: Final = 12
_FLAT: Final = ("part", "xml_path")
_LINK_TEXT: Final = "报告"
_ESCAPED: Final = str.maketrans({"%": "%25", "#": "%23", " ": "%20"})


@dataclass(frozen=True, slots=True)
class Places:
    """What all sheets of a workbook share: the report's file name, the findings, the formats, the rows a
    sheet takes below its header."""

    report: str
    marks: Marks
    formats: Formats
    most_rows: int = cells.MOST_ROWS - 1
    most_links: int = cells.MOST_LINKS


@dataclass(slots=True)
class Sheet:
    """What became of a view: the names of its sheets, their columns, how many rows there are, what did not
    fit."""

    view: View
    columns: tuple[SheetColumn, ...]
    names: list[str] = field(default_factory=list)
    rows: int = 0
    limits: cells.Limits = field(default_factory=cells.Limits)


def write_sheet(workbook: Workbook, view: View, portions: Iterable[Portion], places: Places) -> Sheet:
    """Writes the rows (those of `sources.sheet_query`) into as many sheets as Excel's limit of rows asks
    for."""
    sheet = Sheet(view, sheet_columns(view))
    maker = RowMaker(view, sheet.columns, places.marks, sheet.limits)
    rows = map(maker.make, chain.from_iterable(portions))
    waiting: Iterator[Made] = islice(rows, 1)
    for number in count(1):
        name = sheet_label(view.name).title + (f" ({number})" if number > 1 else "")
        sheet.names.append(name)
        sheet.rows += _fill(
            workbook.add_worksheet(name), sheet, islice(chain(waiting, rows), places.most_rows), places
        )
        following = list(islice(rows, 1))
        if not following:
            break
        waiting = iter(following)
    sheet.limits.continued = len(sheet.names) - 1
    return sheet


def _fill(worksheet: Worksheet, sheet: Sheet, rows: Iterator[Made], places: Places) -> int:
    first = list(islice(rows, _MEASURED))
    widths = _widths(sheet.columns, first)
    _head(worksheet, sheet, widths, places)
    writer = _RowWriter(worksheet, sheet, places, widths)
    written = 0
    for written, (severity, values) in enumerate(chain(first, rows), start=1):
        writer.write(written, values, severity)
    worksheet.autofilter(0, 0, written, len(sheet.columns) - 1)
    return written


def _widths(columns: Sequence[SheetColumn], rows: Iterable[Made]) -> list[int]:
    found = [min(cells.width(column.header), _HEADER_WIDTH) for column in columns]
    for _, values in rows:
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            if value is not None and column.kind != "link":
                text = f"{value:,.2f}" if column.kind in ("money", "yi") else str(value)
                found[place] = max(found[place], cells.width(text))
    return [cells.column_width(width) for width in found]


def _head(worksheet: Worksheet, sheet: Sheet, widths: Sequence[int], places: Places) -> None:
    worksheet.set_row(0, 3 * _LINE_HEIGHT)
    folded = [is_folded(sheet.view, column) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        worksheet.write_string(
            0, place, column.header, places.formats["header", "added" if column.added else ""]
        )
        worksheet.write_comment(
            0, place, f"{column.name}: {column.comment}", {"author": "plantrace", "x_scale": 2}
        )
        options = (
            {"level": 1, "hidden": True}
            if folded[place]
            else {"collapsed": True}
            if place and folded[place - 1]
            else {}
        )
        worksheet.set_column(place, place, widths[place], None, options)
    worksheet.freeze_panes(1, 0)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{cells.MOST_ROWS}"})
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.repeat_rows(0)


class _RowWriter:
    """Writes rows of cells into one worksheet."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet, places: Places, widths: Sequence[int]) -> None:
        self._worksheet = worksheet
        self._sheet = sheet
        self._places = places
        self._rows = RowFile(worksheet)
        # a text wraps where it is wider than its column; paths and what is behind a + do not make their rows
        # higher
        flat = [
            is_folded(sheet.view, column) or column.name in _FLAT or column.kind != "text"
            for column in sheet.columns
        ]
        self._wrap = [0 if ignored else width - 2 for ignored, width in zip(flat, widths, strict=True)]
        self._letters = [column_letters(place) for place in range(len(sheet.columns))]
        self._styles: dict[tuple[Kind, str], int] = {}
        self._links = 0

    def write(self, row: int, values: Sequence[Cell], severity: str) -> None:
        """One row, 1 being the first below the header; as high as its texts need, which not every program
        finds out by itself."""
        lines, number, found = 1, row + 1, []
        columns = zip(self._sheet.columns, self._letters, self._wrap, values, strict=True)
        for place, (column, letters, wrap, value) in enumerate(columns):
            if value is None or value == "":
                if not severity:
                    continue
                cell = EMPTY_CELL
            elif column.kind == "link":
                if not self._linked(row, place, str(value)):
                    continue
                cell = text_cell(_LINK_TEXT)
            elif isinstance(value, str):
                cell = text_cell(value)
                if wrap and (2 * len(value) > wrap or "\n" in value):
                    lines = max(lines, cells.lines(value, wrap))
            else:
                cell = number_cell(value)
            found.append(f'<c r="{letters}{number}" s="{self._style(column.kind, severity)}"{cell}')
        if found:
            self._rows.put(row, len(values) - 1, row_xml(number, "".join(found), min(lines, _MOST_LINES)))

    def _style(self, kind: Kind, severity: str) -> int:
        """The number of the format in the workbook, which has it from its first use on."""
        style = self._styles.get((kind, severity))
        if style is None:
            style = self._styles[kind, severity] = style_number(self._places.formats[kind, severity])
        return style

    def _linked(self, row: int, place: int, anchor: str) -> bool:
        """Whether the cell became a link."""
        if self._links >= self._places.most_links:
            self._sheet.limits.unlinked += 1
            return False
        self._links += 1
        address = f"external:{self._places.report.translate(_ESCAPED)}#{anchor}"
        self._worksheet.write_url(row, place, address, self._places.formats["link", ""], _LINK_TEXT)
        return True
