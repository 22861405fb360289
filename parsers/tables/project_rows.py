"""What each row of a project table is: a total, a group of projects, a project, or a line that goes on from
the row above."""

import re
from collections import Counter
from dataclasses import replace

from parsers.notation.quantity import is_missing
from parsers.tables.columns import MONEY_FIELDS
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, fold
from parsers.tables.project_parts import with_parts
from parsers.tables.project_row import Count, ProjectRow
from parsers.tables.row_labels import Rank, read_serial, row_word, split_count, whole_count
from parsers.tables.table_rows import Serial, split_serial

DESCRIBING = (
    "content",
    "build_type",
    "stage",
    "period",
    "start",
    "end",
    "builder",
    "responsible",
    "lead",
    "cooperating",
    "location",
    "remarks",
)
_COUNTING = (*DESCRIBING, "category", "item_count", "ignored")
_GROUP_RANKS = frozenset({Rank.PART, Rank.COUNTING, Rank.COUNTING_IN_BRACKETS})
_OF_PROJECTS = frozenset({"个", "项", "项目", "个项目"})
# 项目名称及建设内容
_NAME_AND_CONTENT = re.compile("[及和与、].*(?:内容|规模)")
# 良种场：改造良种场5个
_BEHIND_NAME = re.compile(r"([^：:。\n]{2,40})[：:。\n]\s*(\S.*)", re.DOTALL)
_SPREAD = 3  # a cell over so many fields is a heading of the rows below
_MOSTLY = 0.7


def project_rows(layout: Layout) -> tuple[ProjectRow, ...]:
    """Every data row with its form."""
    drafts = with_parts(layout, [_draft(layout, row) for row in layout.rows])
    told = [_described(layout, draft) for draft in drafts]
    numbered = Counter(
        draft.serial.rank if draft.serial else None for draft, full in zip(drafts, told, strict=True) if full
    )
    sparse = sum(told) < _MOSTLY * len(told)
    is_summary = _is_summary(layout)
    by_number = numbered[Rank.NUMBER] * 2 > sum(numbered.values())
    found: list[ProjectRow] = []
    for index, draft in enumerate(drafts):
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        group = draft.form == "project" and (
            is_summary
            or _is_group(layout, draft, following, described=told[index], by_number=by_number, sparse=sparse)
        )
        found.append(replace(draft, form="group") if group else draft)
    return _settle_totals(_with_last_sum(layout, tuple(found)))


def _draft(layout: Layout, row: int) -> ProjectRow:
    said = _name(layout, row)
    word = row_word(split_count(said)[0].text)
    serial, bare = (None, said) if word else split_serial(layout, row, said)
    name, count = _counted(layout, row, bare)
    if word in ("total", "subtotal"):
        return ProjectRow(row, "total" if word == "total" else "subtotal", name, None, count)
    if not word and not name and _goes_on(layout, row):
        return ProjectRow(row, "more", name)
    if word or not name:
        return ProjectRow(row, "unread", name)
    more = serial is None and not _begins(layout, row) and not _covering(layout, row)
    name, content = _with_content(layout, name)
    return ProjectRow(row, "more" if more else "project", name, serial, count, content=content)


def _with_content(layout: Layout, name: Passage) -> tuple[Passage, Passage | None]:
    """A name and what is built, where the header calls its column both (项目名称及建设内容): parted at the
    first colon, full stop or line end."""
    columns = layout.named("name")
    found = _BEHIND_NAME.match(name.text)
    if found is None or not columns or not _NAME_AND_CONTENT.search(columns[-1].column.title):
        return name, None
    return name.part(0, found.end(1)), name.part(found.start(2))


def _goes_on(layout: Layout, row: int) -> bool:
    """Whether a row without name, number and amount tells more of the project above (a second builder)."""
    own = {
        field.name
        for field in layout.fields
        if (cell := layout.value(row, field.column, own=True)) and not is_missing(cell.text)
    }
    return bool(own & set(DESCRIBING)) and not own & {"serial", "category", "item_count", *MONEY_FIELDS}


def _is_summary(layout: Layout) -> bool:
    """A table of domains or places with numbers of projects: no row is a project."""
    return bool(layout.named("item_count")) and not any(
        field.name in DESCRIBING and field.name != "remarks" for field in layout.fields
    )


def _begins(layout: Layout, row: int) -> bool:
    return bool(layout.first(row, "name", own=True)) or not layout.first(row, "name")


def _name(layout: Layout, row: int) -> Passage:
    """The name column's text; a cell merged over it from the left, a word like 合计 in another column, or
    the only text stands in for it."""
    name = layout.first(row, "name")
    sides = [
        layout.value(row, field.column, own=True) for field in layout.named("serial", "category", "location")
    ]
    words = [side for side in sides if side and row_word(split_count(side)[0].text)]
    if words and not row_word(split_count(name)[0].text):
        return words[0]
    merged = _covering(layout, row)
    if name or merged:
        return merged or name
    filled = layout.grid.filled(row)
    alone = len(filled) == 1 and filled[0].col <= layout.named("name")[-1].column.start
    return layout.grid.passage(filled[0]) if alone else name


def _covering(layout: Layout, row: int) -> Passage | None:
    text = layout.merged_name(row)
    return text if text and read_serial(text).rank is None else None


def _counted(layout: Layout, row: int, name: Passage) -> tuple[Passage, Count | None]:
    """The name without a count behind it, and the count from there or from a cell that is nothing else."""
    bare, behind = split_count(name)
    number = whole_count(behind) if behind else None
    if behind and number is not None:
        return bare, Count(number, behind)
    for field in layout.fields:
        counts = field.name in _COUNTING and (field.name != "item_count" or _counts_projects(layout, row))
        cell = layout.value(row, field.column, own=True) if counts else name.part(0, 0)
        number = (
            int(fold(cell.text))
            if field.name == "item_count" and fold(cell.text).isdecimal()
            else whole_count(cell)
        )
        if number is not None:
            return name, Count(number, cell)
    return name, None


def _counts_projects(layout: Layout, row: int) -> bool:
    """Whether 数量 is one of projects: beside a column of units, the unit says so (项, not 公里)."""
    unit = layout.first(row, "unit")
    return not unit or fold(unit.text) in _OF_PROJECTS


def _described(layout: Layout, row: ProjectRow) -> bool:
    """Whether the row tells about a project: anything but sums, its count, the word 小计 and dashes."""
    cells = [
        layout.value(row.row, field.column, own=True) for field in layout.fields if field.name in DESCRIBING
    ]
    return any(cell and not is_missing(cell.text) and not _sums_up(cell) for cell in cells)


def _sums_up(cell: Passage) -> bool:
    return whole_count(cell) is not None or row_word(cell.text) in ("total", "subtotal")


def _is_group(
    layout: Layout,
    row: ProjectRow,
    following: ProjectRow | None,
    *,
    described: bool,
    by_number: bool,
    sparse: bool,
) -> bool:
    if row.whole:
        return False
    if _spread(layout, row.row):
        return True
    if described:
        return False
    if row.serial is None:
        return by_number or row.count is not None or not sparse
    return row.serial.rank in _GROUP_RANKS or _leads(row.serial, following.serial if following else None)


def _spread(layout: Layout, row: int) -> bool:
    """A cell that says something and covers the name and two more fields."""
    start = layout.named("name")[-1].column.start
    cell = layout.grid.cell(row, start)
    if cell is None or cell.row != row or not layout.grid.passage(cell):
        return False
    return (
        sum(cell.col <= field.column.start < cell.col + cell.col_span for field in layout.fields) >= _SPREAD
    )


def _leads(serial: Serial, following: Serial | None) -> bool:
    """Whether the next row is numbered inside this one: 1 before 1.1, or 1. before （1）."""
    if following is None:
        return False
    inside = following.text.startswith((f"{serial.text}.", f"{serial.text}-"))
    return inside or (serial.rank == Rank.NUMBER and following.rank == Rank.NUMBER_IN_BRACKETS)


def _with_last_sum(layout: Layout, rows: tuple[ProjectRow, ...]) -> tuple[ProjectRow, ...]:
    """The one 小计 of a table, in its last row and over the column of domains, is the table's total."""
    sums = [row for row in rows if row.form in ("total", "subtotal")]
    domains = layout.named("category")
    if len(sums) != 1 or sums[0] is not rows[-1] or not domains or any(row.form == "group" for row in rows):
        return rows
    cell = layout.cell(rows[-1].row, domains[0].column)
    over = cell is not None and cell.row == rows[-1].row and bool(layout.grid.passage(cell))
    return (*rows[:-1], replace(rows[-1], form="total")) if over else rows


def _settle_totals(rows: tuple[ProjectRow, ...]) -> tuple[ProjectRow, ...]:
    """Of several totals only one in the first or last row is the table's; 合计 in between sums up a group."""
    totals = [row for row in rows if row.form == "total"]
    if len(totals) < 2 or not any(row.form == "group" for row in rows):
        return rows
    outer = {rows[0].row, rows[-1].row} & {row.row for row in totals}
    return tuple(
        replace(row, form="subtotal") if row.form == "total" and outer and row.row not in outer else row
        for row in rows
    )
