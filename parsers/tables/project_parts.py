"""Which rows of a project table are parts of the project above them: （1） and （2） below 2, 2.1 below 2,
其中：…"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.notation.quantity import is_missing
from parsers.tables.layout import Layout
from parsers.tables.passage import fold
from parsers.tables.project_row import ProjectRow
from parsers.tables.row_labels import Rank, whole_count
from parsers.tables.table_rows import Serial

# 其中：一期工程
_OF_WHICH = re.compile(r"\s*其\s*中\s*[:：]\s*")
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
    found: list[ProjectRow] = []
    whole: ProjectRow | None = None
    opened = False  # after 其中：…, until the next number
    for row in rows:
        named = _without_of_which(row)
        opened = row.serial is None and (named is not row or opened) and row.form in ("project", "more")
        inside = (
            whole is not None and row.form == "project" and (opened or _inside(whole.serial, row, levels))
        )
        if row.form not in ("project", "more"):
            whole = None
        elif row.form == "project" and not inside:
            whole = row
        found.append(replace(named, form="part") if inside else row)
    return tuple(_marked(found))


def _marked(rows: Sequence[ProjectRow]) -> Iterator[ProjectRow]:
    """Projects that a part follows are whole, whatever else they say."""
    for index, row in enumerate(rows):
        after = next((each for each in rows[index + 1 :] if each.form != "more"), None)
        has_part = row.form == "project" and after is not None and after.form == "part"
        yield replace(row, whole=True) if has_part else row


def _without_of_which(row: ProjectRow) -> ProjectRow:
    found = _OF_WHICH.match(row.name.text) if row.form == "project" and row.serial is None else None
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
    """The levels of numbers whose rows mostly are projects."""
    numbered = [row for row in rows if row.form == "project" and row.serial and row.serial.rank]
    levels = [_level(row.serial) for row in numbered if row.serial]
    every, telling = Counter(levels), Counter[_Level]()
    for index, (row, level) in enumerate(zip(numbered, levels, strict=True)):
        leads = index + 1 < len(levels) and levels[index + 1] > level
        groups = leads and level[0] in _GROUPING
        telling[level] += _tells_building(layout, row) and not groups
    return frozenset(level for level in every if telling[level] * 2 > every[level])


def _tells_building(layout: Layout, row: ProjectRow) -> bool:
    """Whether a row says what is built, where or when; who answers for it a group may say too."""
    cells = [
        layout.value(row.row, field.column, own=True) for field in layout.fields if field.name in _BUILDING
    ]
    return any(cell and not is_missing(cell.text) and whole_count(cell) is None for cell in cells)
