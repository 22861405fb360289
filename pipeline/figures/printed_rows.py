"""Rows of tables printed as text, their cells parted by tabs or wide blanks (驴    121万头    139万头).

What such a number measures stands in a header that is text as well, often broken by lines and blanks: it is
left unread, since a number of the wrong column is worse than none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pipeline.figures.clauses import Span
from pipeline.figures.cover import Cover

_BLANK: Final = "[ \u00a0\u2000-\u200a\u3000]"
_GAP: Final = re.compile(rf"(?:{_BLANK}*\t)+{_BLANK}*|{_BLANK}{{3,}}|\u3000{{2,}}")
_NUMBER: Final = r"[-－—–+]?\d[\d.,．，·]*[^\s\d，。；：、（）()]{0,6}(?:[（(][^（）()，。；]{1,8}[）)])?"
_CELL: Final = re.compile(rf"{_NUMBER}|[-－—–…]{{1,3}}")
_APART: Final = 120  # characters between two pairs of cells of one table: names, numbers in words
_ENDED: Final = re.compile("[。；]")
_LONGEST: Final = 200
# 小麦 12万吨 13万吨 108%: a whole line, parted by single blanks
_LINE: Final = re.compile(rf"[^\d，。；：\n]{{1,30}}?(?:\s+{_NUMBER}){{2,}}\s*")


def printed_rows(text: str) -> tuple[Span, ...]:
    """Where rows printed as text hold their numbers, in order; the rows of one table are one span."""
    rows: list[Span] = []
    for start, end in sorted({*_apart(text), *_of_lines(text)}):
        last = rows[-1] if rows else None
        if last and start - last[1] <= _APART and not _ENDED.search(text, last[1], start):
            rows[-1] = (last[0], max(last[1], end))
        else:
            rows.append((start, end))
    return tuple(rows)


@lru_cache(maxsize=256)
def rows_in(text: str) -> Cover:
    """The same, to be asked often."""
    return Cover.of(printed_rows(text))


def _apart(text: str) -> Iterator[Span]:
    """Two numbers or more in cells beside each other, parted by gaps."""
    cells = list(_cells(text)) if _GAP.search(text) else []
    for left, right in pairwise(cells):
        if _CELL.fullmatch(text, *left) and _CELL.fullmatch(text, *right) and left[1] < right[0]:
            yield from (left, right)


def _cells(text: str) -> Iterator[Span]:
    begin = 0
    for gap in _GAP.finditer(text):
        yield begin, gap.start()
        begin = gap.end()
    yield begin, len(text)


def _of_lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) <= _LONGEST and _LINE.fullmatch(text, start, end):
            yield from (cell.span() for cell in _CELL.finditer(text, start, end))
        start = end + 1
