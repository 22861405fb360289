"""The rows of a sheet as XML, written past XlsxWriter's cells to where it gathers them: a tenth of the calls.

The elements are those that XlsxWriter would write (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73); it keeps all
else: the header, the styles, the links, the file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LINE_HEIGHT: Final = 15
_KEPT_TEXTS: Final = 20_000  # of a view: keys, paths and kinds come again in row after row
_MOST_KEPT: Final = 200  # characters of a text worth keeping
# a text without any of these is written as it is
_SPECIAL: Final = re.compile(r"[&<>\x00-\x1f]|_x[0-9a-fA-F]{4}_|^\s|\s$")
_UNDERSCORE: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f]")
_OUTER_SPACE: Final = re.compile(r"^\s|\s$")


def text_cell(text: str) -> str:
    """What follows the place and style of a cell that holds a text."""
    return _kept_cell(text) if len(text) <= _MOST_KEPT else _text_cell(text)


def _text_cell(text: str) -> str:
    if _SPECIAL.search(text) is None:
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    # a control character is _xHHHH_, and so is the _ of what looks like one (ECMA-376 part 1, 22.9.2.19)
    plain = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _UNDERSCORE.sub("_x005F_", text))
    space = ' xml:space="preserve"' if _OUTER_SPACE.search(plain) else ""
    escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{space}>{escaped}</t></is></c>'


_kept_cell: Final = lru_cache(_KEPT_TEXTS)(_text_cell)


def number_cell(number: float) -> str:
    """What follows the place and style of a cell that holds a number, with the 16 digits that Excel reads."""
    return f"><v>{number:.16G}</v></c>"


EMPTY_CELL: Final = "/>"


def row_xml(row: int, cells: str, lines: int) -> str:
    """A row, 1 being the first of the sheet, as high as so many lines."""
    height = f' ht="{_LINE_HEIGHT * lines}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{row}"{height}>{cells}</row>'


def column_letters(place: int) -> str:
    """The name of a column, 0 being A."""
    letters = ""
    while place >= 0:
        place, last = divmod(place, 26)
        letters = chr(ord("A") + last) + letters
        place -= 1
    return letters


def style_number(shape: Format) -> int:
    """The number by which cells name a format."""
    return int(shape._get_xf_index())


class RowFile:
    """Takes rows behind those that were written to a worksheet whose rows lie on the disk."""

    def __init__(self, worksheet: Worksheet) -> None:
        worksheet._write_single_row(1)  # the header, which waits for the next row
        worksheet.ignore_write_string = True  # `write_url` notes a link, the text of its cell is ours
        self._worksheet = worksheet

    def put(self, row: int, last_column: int, xml: str) -> None:
        """The XML of a row, 0 being the header; the sheet reaches to it."""
        self._worksheet._check_dimensions(row, last_column)
        self._worksheet.fh.write(xml)
