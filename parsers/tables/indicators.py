"""Indicator tables: every data row becomes an indicator with its figures, or a notice."""

import re
from dataclasses import dataclass, field, replace

from models.facts import Figure, Indicator
from models.notices import Notice
from parsers.notation.quantity import is_missing
from parsers.tables.indicator_columns import ValueColumn
from parsers.tables.indicator_figures import indicator_figures
from parsers.tables.indicator_labels import (
    NUMBERED,
    Category,
    Group,
    RowUnit,
    categories_begun,
    category_cells,
    expected_serial,
    group_of,
    group_row,
    without_of_which,
)
from parsers.tables.indicator_record import indicator_of
from parsers.tables.indicator_rows import IndicatorRow, ValueReader, doubts, nature_said
from parsers.tables.layout import Layout
from parsers.tables.note_marks import NatureSaid, NoteMarks
from parsers.tables.passage import Passage, fold
from parsers.tables.row_labels import row_word
from parsers.tables.row_texts import RowTexts, bare_label, named_like, row_texts, unstack, without_bullet
from parsers.tables.table_rows import Serial, notice_row, number_before_name, split_serial
from parsers.tables.table_units import split_unit
from parsers.tables.table_values import read_value

_TWO = re.compile("[2２][.．]")
_UNIT_SIGNS = "%‰％℃°"


@dataclass(frozen=True, slots=True, eq=False)
class OpenGroups:
    """The headings still open at a row: `top` over a part of the table, `group` over the rows without a
    number of their own."""

    top: Group | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """What a table gave; `groups` are those still open at its end, for a 续表."""

    indicators: tuple[Indicator, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...]
    groups: OpenGroups


@dataclass(slots=True)
class _Reading:
    """What has been read of a table so far; `whole` is the last indicator that is no part of another."""

    reader: ValueReader
    first: int
    groups: OpenGroups
    rows: list[IndicatorRow] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    whole: int | None = None
    in_parts: bool = False
    number: int | None = None

    @property
    def layout(self) -> Layout:
        return self.reader.layout


def read_indicator_table(
    layout: Layout,
    columns: tuple[ValueColumn, ...],
    note: Passage | None,
    first: int,
    groups: OpenGroups | None = None,
    marks: NoteMarks | None = None,
) -> IndicatorTable:
    """Every data row as an indicator, a heading over some, or a notice.

    `note` is the unit of the table's note, `first` the position the first indicator will have in the
    document, `groups` what is open at the end of the table this one continues, `marks` what note
    marks behind values and names say.
    """
    reader = ValueReader(layout, columns, note, marks or NoteMarks())
    reading = _Reading(reader, first, groups or OpenGroups())
    for row in layout.rows:
        _read_row(reading, row)
    figures = (
        figure
        for position, row in enumerate(reading.rows, start=first)
        for figure in indicator_figures(row, position)
    )
    indicators = tuple(indicator_of(row) for row in reading.rows)
    return IndicatorTable(indicators, tuple(figures), tuple(reading.notices), reading.groups)


def _read_row(reading: _Reading, row: int) -> None:
    cells = reading.reader.cells(row)
    valueless = not reading.reader.columns
    if (
        not any(cells)
        and not (valueless and _is_named(reading, row))
        and (not reading.layout.first(row, "nature", own=True) or _heads_others(reading.layout, row))
        and _is_heading(reading, row)
    ):
        return
    texts = row_texts(reading.layout, row, cells)
    if not texts.name and reading.rows and _has_units(texts):
        texts = named_like(texts, reading.rows[-1].name)
    if not texts.name or not (any(cells) or valueless) or row_word(texts.name.text) in ("note", "of_which"):
        reading.notices.append(notice_row(reading.layout, row))
        return
    for entry in unstack(texts) or (texts,):
        _read_entry(reading, entry)


def _heads_others(layout: Layout, row: int) -> bool:
    """Whether a row with a nature and no values is a heading: of parts, or, where it is merged over other
    columns, of rows that leave their nature to it."""
    after = next((other for other in layout.rows if other > row), None)
    spans = any(cell.col_span > 1 for cell in layout.grid.filled(row))
    named = after is not None and bool(layout.first(after, "name", own=True))
    leaves = named and after is not None and not layout.first(after, "nature")
    return (spans and leaves) or _heads_parts(layout, row)


def _heads_parts(layout: Layout, row: int) -> bool:
    """Whether a numbered row without values heads the next one, which has no number of its own."""
    after = next((other for other in layout.rows if other > row), None)
    if after is None or not layout.first(after, "name", own=True):
        return False
    numbers = [split_serial(layout, each, bare_label(layout.first(each, "name")))[0] for each in (row, after)]
    return numbers[0] is not None and numbers[1] is None


def _is_named(reading: _Reading, row: int) -> bool:
    """Whether a row of a list of indicators names one: its name is not all that it says."""
    own = reading.layout.first(row, "name", own=True)
    return bool(own) and len(reading.layout.grid.filled(row)) > 1


def _has_units(texts: RowTexts) -> bool:
    """Whether every value of a row without a name prints its unit: a second measure of the row above."""
    read = [read_value(cell, None) for cell in texts.cells if cell and not is_missing(cell.text)]
    return bool(read) and any(value.unit for value in read)


def _is_heading(reading: _Reading, row: int) -> bool:
    """Takes note of a row that heads those below it."""
    texts = [reading.layout.grid.passage(cell) for cell in reading.layout.grid.filled(row)]
    if len(texts) == 1 and row_word(texts[0].text) == "of_which":
        reading.in_parts = True
        return True
    found = group_row(reading.layout, row)
    if found is None:
        return False
    found = replace(found, nature=nature_said(reading.layout.first(row, "nature")) or nature_said(found.name))
    numbered = found.serial is not None and found.serial.rank in NUMBERED and not found.spans
    within = numbered or found.inner
    reading.groups = OpenGroups(reading.groups.top, found) if within else OpenGroups(found)
    reading.in_parts, reading.whole = False, None
    reading.number = _number(found.serial) or reading.number
    return True


def _read_entry(reading: _Reading, texts: RowTexts) -> None:
    beside, numbered = category_cells(reading.layout, texts.row, texts.name)
    if reading.groups.group and reading.groups.group.inner and categories_begun(reading.layout, texts.row):
        reading.groups = replace(reading.groups, group=None)
    stack = group_of(texts.group) if texts.group else None
    name, is_part = without_of_which(bare_label(texts.name))
    bare, bracketed = split_unit(name)
    serial, name = _serial(reading, texts, bare_label(bare))
    serial = serial or _first_serial(texts, stack, numbered)
    _close(reading, serial)
    over = _over(reading.groups, beside, stack)
    unit = RowUnit(bracketed, "name") if bracketed else _unit_cell(texts) or _unit_above(over)
    parent = _parent(reading, serial, is_part=is_part or row_word(name.text) == "of_which")
    if parent is not None and unit is None:
        unit = reading.rows[parent].unit
    values = reading.reader.values(texts, unit)
    nature, problems = reading.reader.nature(texts)
    unit = unit or reading.reader.late_unit(values)
    carried = reading.groups.top is not None or reading.groups.group is not None
    carried = carried or any(group.carried for group in beside)
    category = _category(over, carried=carried) if over else None
    position = None if parent is None else reading.first + parent
    table = reading.layout.grid.table.ordinal
    unitless = bool(texts.unit) and is_missing(texts.unit.text)
    above = None if nature or reading.layout.first(texts.row, "nature") else _nature_above(over)
    said = nature or above
    found = IndicatorRow(
        table, texts.row, name, serial, unit, category, said, values, position, unitless, above is not None
    )
    known = {notice.text for notice in reading.notices}
    reading.notices += [*(problem for problem in problems if problem.text not in known), *doubts(found)]
    reading.whole = len(reading.rows) if parent is None else reading.whole
    reading.rows.append(found)
    reading.number = _number(serial) or reading.number


def _category(over: tuple[Group, ...], *, carried: bool) -> Category:
    serials = tuple(group.serial.place for group in over if group.serial)
    return Category(tuple(group.name for group in over), serials, carried)


def _serial(reading: _Reading, texts: RowTexts, bare: Passage) -> tuple[Serial | None, Passage]:
    if texts.stacked > 1:
        return None, bare
    opens = reading.number is None and _counts_from_one(reading.layout, texts.row)
    due = expected_serial(bare, 0 if opens else reading.number)
    due = due or number_before_name(reading.layout, texts.row, bare)
    serial, name = due or split_serial(reading.layout, texts.row, bare)
    return serial, without_bullet(name)


def _counts_from_one(layout: Layout, row: int) -> bool:
    """Whether the next row begins with 2.: then 1.80岁以上老人补贴率 is number 1, and no 1.80."""
    after = next((other for other in layout.rows if other > row), None)
    return after is not None and _TWO.match(layout.first(after, "name").text) is not None


def _first_serial(texts: RowTexts, stack: Group | None, numbered: Group | None) -> Serial | None:
    """The number of a group of indicators goes to the first of them, as a merged number cell's does."""
    if stack is not None:
        return stack.serial if texts.stacked == 1 else None
    return numbered.serial if numbered and texts.stacked < 2 else None


def _close(reading: _Reading, serial: Serial | None) -> None:
    """A row with a number of its own, no deeper than that of the group above it, is no longer under it; nor
    is one under a heading in its own cell (（一）空气质量) when it counts on with that heading's numbers."""
    group, top = reading.groups.group, reading.groups.top
    if serial is None:
        return
    if group is not None and group.serial is not None and _is_no_deeper(serial, group.serial):
        reading.groups = replace(reading.groups, group=None)
    if top is not None and not top.spans and top.serial is not None and top.serial.rank == serial.rank:
        reading.groups = OpenGroups()


def _is_no_deeper(serial: Serial, over: Serial) -> bool:
    return serial.rank is None or over.rank is None or serial.rank <= over.rank


def _over(groups: OpenGroups, beside: tuple[Group, ...], stack: Group | None) -> tuple[Group, ...]:
    """The headings a row stands under, outermost first."""
    inner = groups.group if groups.group and groups.group.inner else None
    outer = groups.group if inner is None else None
    found = [group for group in (groups.top, outer, *beside, inner, stack) if group is not None]
    return tuple({fold(group.name.text): group for group in found if group.name}.values())


def _unit_cell(texts: RowTexts) -> RowUnit | None:
    said = texts.unit.text
    is_unit = any(char.isalnum() or char in _UNIT_SIGNS for char in said)
    return RowUnit(texts.unit, "column") if is_unit else None


def _unit_above(over: tuple[Group, ...]) -> RowUnit | None:
    """The unit a heading prints for the rows under it: 主要污染物排放量减少（%）."""
    unit = next((group.unit for group in reversed(over) if group.unit), None)
    return RowUnit(unit, "group") if unit else None


def _nature_above(over: tuple[Group, ...]) -> NatureSaid | None:
    """The nature that a heading prints for the rows under it, whose own cells are empty."""
    return next((group.nature for group in reversed(over) if group.nature), None)


def _parent(reading: _Reading, serial: Serial | None, *, is_part: bool) -> int | None:
    """The position in the table of the indicator a row is a part of: of 其中 rows the one before them, as
    long as rows without a number follow one with a number."""
    if is_part:
        reading.in_parts = True
        return reading.whole
    whole = None if reading.whole is None else reading.rows[reading.whole]
    if reading.in_parts and serial is None and whole is not None and whole.serial is not None:
        return reading.whole
    reading.in_parts = False
    return None


def _number(serial: Serial | None) -> int | None:
    return int(serial.text) if serial and serial.text.isascii() and serial.text.isdecimal() else None
