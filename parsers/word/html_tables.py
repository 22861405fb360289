"""Where the cells of an HTML table stand once colspan and rowspan are resolved (HTML 4.9.12, "forming a
table")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from parsers.word.html_text import is_skipped
from parsers.word.table_columns import drawn, drawn_columns

_CELL_TAGS: Final = ("td", "th")
_GROUP_TAGS: Final = ("thead", "tbody", "tfoot")
_MAX_COL_SPAN: Final = 1000  # HTML 4.9.11
_WHOLE: Final = re.compile(r"\s*\+?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Span:
    """The area of one cell: its top left (0-based) and how far it reaches down and across."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True, eq=False)
class HtmlGrid:
    """`spans` by td or th; `header_rows` counts the leading rows that lie in a thead or hold only th."""

    n_rows: int
    n_cols: int
    header_rows: int
    spans: dict[Element, Span]


def read_grid(table: Element) -> HtmlGrid:
    """The grid of a `table`, without the tables nested in it; no cell reaches out of its thead, tbody or
    tfoot."""
    spans: dict[Element, Span] = {}
    heads: list[bool] = []
    for group in _row_groups(table):
        _place_group(group, len(heads), spans)
        heads += [_is_head(row) for row in group]
    n_cols = max((span.col + span.col_span for span in spans.values()), default=0)
    columns = drawn_columns((span.col for span in spans.values()), n_cols)
    spans = {cell: _drawn(span, columns) for cell, span in spans.items()}
    return HtmlGrid(len(heads), drawn(n_cols, columns), (*heads, False).index(False), spans)


def _drawn(span: Span, columns: Sequence[int]) -> Span:
    left, right = drawn(span.col, columns), drawn(span.col + span.col_span, columns)
    return Span(span.row, left, span.row_span, right - left)


def _row_groups(table: Element) -> Iterator[list[Element]]:
    loose: list[Element] = []
    for child in table.iterchildren():
        if is_skipped(child):
            continue
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in _GROUP_TAGS:
            yield from (loose, [row for row in child.iterchildren("tr") if not is_skipped(row)])
            loose = []
        else:  # a content control or form that Word or an old page puts around rows
            loose += [row for row in child.iter("tr") if next(row.iterancestors("table")) is table]
    yield loose


def _place_group(rows: Sequence[Element], first: int, spans: dict[Element, Span]) -> None:
    reserved: list[tuple[int, int, int]] = []  # columns from, to; first row of the group that is free again
    for number, row in enumerate(rows):
        reserved = sorted(area for area in reserved if area[2] > number)
        reaching, col = iter(reserved), 0
        area = next(reaching, None)
        for cell in row.iterchildren(*_CELL_TAGS):
            if is_skipped(cell):
                continue
            while area and area[0] <= col:
                col, area = max(col, area[1]), next(reaching, None)
            down = _row_span(cell, len(rows) - number)
            across = min(max(_whole(cell.get("colspan")), 1), _MAX_COL_SPAN)
            spans[cell] = Span(first + number, col, down, across)
            col += across
            if down > 1:
                reserved.append((col - across, col, number + down))


def _row_span(cell: Element, rows_left: int) -> int:
    """rowspan="0" reaches to the end of the row group."""
    stated = _whole(cell.get("rowspan"))
    return rows_left if stated == 0 else min(stated, rows_left)


def _is_head(row: Element) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    tags = [cell.tag for cell in row.iterchildren(*_CELL_TAGS)]
    return bool(tags) and "td" not in tags


def _whole(value: str | None) -> int:
    match = _WHOLE.match(value or "")
    return int(match[1]) if match else 1
