"""Which rows of a project table are parts of the project above them: （1） and （2） below 2, 2.1 below 2,
其中：…"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, takewhile

from parsers.notation.quantity import is_missing
from parsers.tables.columns import MONEY_FIELDS
from parsers.tables.layout import Layout
from parsers.tables.passage import fold
from parsers.tables.project_row import ProjectRow
from parsers.tables.row_labels import Rank, whole_count
from parsers.tables.table_rows import Serial
from parsers.tables.table_values import read_value

# 其中：一期工程
_OF_WHICH_MARK = re.compile(r"\s*其\s*中\s*[:：]\s*")
_BUILDING = ("content", "build_type", "stage", "period", "start", "end", "builder", "location")
_GROUPING = frozenset({Rank.PART, Rank.COUNTING, Rank.COUNTING_IN_BRACKETS})
_Level = tuple[Rank, int]


def with_parts(layout: Layout, rows: Sequence[ProjectRow]) -> tuple[ProjectRow, ...]:
    """The rows with the form `part` where a row is a part of the project above, and `whole` set on projects
    that have parts.

    A row numbered inside the row above it is a part when rows numbered like the one above are projects: most
    of them tell what is built. Else that row is the head of a group.
    """
    levels = _project_levels(layout, rows)
    opened = _of_which(layout, rows)
    found: list[ProjectRow] = []
    whole: ProjectRow | None = None
    for row in rows:
        inside = (
            whole is not None
            and row.form == "project"
            and (row.row in opened or _inside(whole.serial, row, levels))
        )
        if row.form not in ("project", "more"):
            whole = None
        elif row.form == "project" and not inside:
            whole = row
        found.append(replace(_without_of_which(row), form="part") if inside else row)
    return tuple(_marked(found))


def _of_which(layout: Layout, rows: Sequence[ProjectRow]) -> frozenset[int]:
    """The rows that 其中：… opens, itself the first, until the next number."""
    found: set[int] = set()
    whole: ProjectRow | None = None
    for index, row in enumerate(rows):
        if _without_of_which(row) is not row:
            run = list(takewhile(_has_no_number, rows[index:]))
            found |= {each.row for each in run[: _reach(layout, whole, run)]}
        elif row.row not in found and row.form == "project":
            whole = row
    return frozenset(found)


def _has_no_number(row: ProjectRow) -> bool:
    return row.serial is None and row.form in ("project", "more")


def _reach(layout: Layout, whole: ProjectRow | None, run: list[ProjectRow]) -> int:
    """How many rows from 其中 on are parts: all without a number where the whole has one; in a list without
    numbers those that add up to the whole, else 其中 alone, as the next row may be a whole again."""
    if whole is None or whole.serial is not None:
        return len(run)
    due = _amount(layout, whole)
    sums = accumulate((_amount(layout, row) or Decimal(0) for row in run), initial=Decimal(0))
    return next((count for count, told in enumerate(sums) if count and told == due), 1)


def _amount(layout: Layout, row: ProjectRow) -> Decimal | None:
    """The first amount of a row as printed."""
    cells = (layout.value(row.row, field.column, own=True) for field in layout.named(*MONEY_FIELDS))
    read = (read_value(cell, None).quantity for cell in cells if cell)
    return next((each.printed_value for each in read if each is not None), None)


def _marked(rows: Sequence[ProjectRow]) -> Iterator[ProjectRow]:
    """Projects that a part follows are whole, whatever else they say."""
    for index, row in enumerate(rows):
        after = next((each for each in rows[index + 1 :] if each.form != "more"), None)
        has_part = row.form == "project" and after is not None and after.form == "part"
        yield replace(row, whole=True) if has_part else row


def _without_of_which(row: ProjectRow) -> ProjectRow:
    found = _OF_WHICH_MARK.match(row.name.text) if row.form == "project" and row.serial is None else None
    rest = row.name.part(found.end()) if found else row.name
    return replace(row, name=rest) if found and rest else row


def _inside(upper: Serial | None, row: ProjectRow, levels: frozenset[_Level]) -> bool:
    if upper is None or row.serial is None or upper.rank is None or row.serial.rank is None:
        return False
    if _level(upper) not in levels or _level(row.serial) <= _level(upper):
        return False
    decimal = row.serial.rank == Rank.NUMBER
    return not decimal or row.serial.text.startswith((f"{upper.text}.", f"{upper.text}-"))


def _level(serial: Serial) -> _Level:
    """How deep a serial is: its rank and the numbers in it (2.1 has two)."""
    return serial.rank or Rank.OTHER, len(re.split("[.-]", fold(serial.text)))


def _project_levels(layout: Layout, rows: Sequence[ProjectRow]) -> frozenset[_Level]:
    """The levels of numbers whose rows mostly are projects; of as many rows that head others as tell what is
    built the latter count, as a project in parts leaves that to them."""
    numbered = [row for row in rows if row.form == "project" and row.serial and row.serial.rank]
    levels = [_level(row.serial) for row in numbered if row.serial]
    every, telling, leading = Counter(levels), Counter[_Level](), Counter[_Level]()
    for index, (row, level) in enumerate(zip(numbered, levels, strict=True)):
        leads = index + 1 < len(levels) and levels[index + 1] > level
        groups = leads and level[0] in _GROUPING
        tells = _tells_building(layout, row) and not groups
        telling[level] += tells
        leading[level] += leads and not groups and not tells
    return frozenset(
        level
        for level, count in every.items()
        if telling[level] * 2 > count or (telling[level] * 2 == count and leading[level] * 2 == count)
    )


def _tells_building(layout: Layout, row: ProjectRow) -> bool:
    """Whether a row says what is built, where or when; who answers for it a group may say too."""
    cells = [
        layout.value(row.row, field.column, own=True) for field in layout.fields if field.name in _BUILDING
    ]
    return any(cell and not is_missing(cell.text) and whole_count(cell) is None for cell in cells)
