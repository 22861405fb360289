"""One row of an indicator table: name, unit, category, nature and values, each with its place."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from models.names import Nature
from models.notices import Notice, notice
from models.vocabularies import read_rows, words
from parsers.notation.quantity import is_missing
from parsers.tables.indicator_columns import ValueColumn
from parsers.tables.indicator_labels import Category, RowUnit
from parsers.tables.layout import Layout
from parsers.tables.note_marks import NatureSaid, NoteMarks, mark_of
from parsers.tables.passage import Passage, fold
from parsers.tables.row_texts import RowTexts
from parsers.tables.table_periods import Stated
from parsers.tables.table_rows import Serial, block_of
from parsers.tables.table_units import is_rate
from parsers.tables.table_values import CellValue, SubjectValue, in_unit, read_value, subject_values

_BRACKETS = "[]()【】〔〕"
_IN_BRACKETS = re.compile("[（(][^（()）]+[)）]")
_LEVELS = frozenset({"baseline", "target", "old_target", "actual", "interim"})


@dataclass(frozen=True, slots=True, eq=False)
class RowValue:
    """A value cell that says something, its column, and where its unit is printed unless in the cell itself.

    `parts` are the values of a cell that holds several, each with its subject (重点城市≥30，一般城市≥15).
    """

    column: ValueColumn
    cell: CellValue
    unit: Passage | None
    parts: tuple[SubjectValue, ...] = ()
    marked: Stated | None = None

    @property
    def period(self) -> Stated | None:
        """The year the cell or its note mark states, else that of its column."""
        return self.cell.year or self.marked or self.column.period

    @property
    def is_words(self) -> bool:
        """Whether the cell says its value in words (高于GDP增长)."""
        raw = self.cell.raw.text
        return self.cell.quantity is None and not self.cell.doubtful and not is_missing(raw)

    def level(self, unit: RowUnit | None, *, upper: bool = False) -> Decimal | None:
        """The value, or the upper end of a range, as printed; in the row's unit where the cell prints one of
        its own (2.7万 under 座)."""
        quantity = self.cell.quantity
        if quantity is None:
            return None
        printed, value = (
            (quantity.printed_value_max, quantity.value_max)
            if upper
            else (quantity.printed_value, quantity.value)
        )
        if unit is None:
            return printed
        counted = in_unit(value, quantity, unit.text)
        other = self.cell.unit is not None and fold(self.cell.unit.text) != fold(unit.text)
        return printed if counted == printed or (counted is None and not other) else counted


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorRow:
    """A row understood; `values` holds the cells that say something, from left to right; `parent` is the
    position of the indicator it is a part of; `unitless` when a dash stands where the unit would,
    `nature_above` when a heading prints its nature."""

    table: int
    row: int
    name: Passage
    serial: Serial | None
    unit: RowUnit | None
    category: Category | None
    nature: NatureSaid | None
    values: tuple[RowValue, ...]
    parent: int | None = None
    unitless: bool = False
    nature_above: bool = False

    def value(self, role: str) -> RowValue | None:
        """The value of a role that occurs once (`baseline`, `target`)."""
        return next((value for value in self.values if value.column.role == role), None)


@dataclass(frozen=True, slots=True, eq=False)
class ValueReader:
    """What reading the values of a row needs to know of its table; `marks` tells what note marks
    say."""

    layout: Layout
    columns: tuple[ValueColumn, ...]
    note: Passage | None
    marks: NoteMarks

    def cells(self, row: int) -> tuple[Passage, ...]:
        """What the value columns say in this very row."""
        return tuple(self.layout.value(row, column.field.column, own=True) for column in self.columns)

    def values(self, texts: RowTexts, unit: RowUnit | None) -> tuple[RowValue, ...]:
        """The values of a row whose unit is `unit`, where it has one of its own."""
        pairs = zip(self.columns, texts.cells, strict=True)
        mark = mark_of(texts.name)
        return tuple(self._value(column, cell, unit, mark) for column, cell in pairs if cell)

    def _value(self, column: ValueColumn, cell: Passage, unit: RowUnit | None, of_name: str) -> RowValue:
        name, place = self._unit_of(column, unit)
        read = read_value(cell, name)
        if column.is_rate:
            within = read.quantity is not None and read.quantity.cumulative
            name, place = _unit_within(unit) if within else _unit_of_rate(column, unit)
            read = read_value(cell, name)
        read = _as_sum(read) if self.marks.sums_in_brackets else read
        parts = subject_values(cell, name) if column.role in _LEVELS and read.quantity is None else ()
        return RowValue(column, read, place, parts, self._marked(column, read.mark, of_name))

    def _marked(self, column: ValueColumn, mark: str, of_name: str) -> Stated | None:
        """The year of a marked value; the mark of a row's name dates what the plan starts from."""
        own = self.marks.years.get(mark) if column.role in _LEVELS else None
        return own or (self.marks.years.get(of_name) if column.role == "baseline" else None)

    def _unit_of(self, column: ValueColumn, unit: RowUnit | None) -> tuple[str | None, Passage | None]:
        if unit:
            return unit.text, unit.place
        if column.unit:
            return column.unit.text, column.unit.place
        return (self.note.text, self.note) if self.note else (None, None)

    def late_unit(self, values: tuple[RowValue, ...]) -> RowUnit | None:
        """The unit of a value's header or of the value itself, the target's first, else that of the table's
        note."""
        levels = sorted(
            (value for value in values if value.column.role in _LEVELS),
            key=lambda value: value.column.role != "target",
        )
        for value in levels:
            if value.column.unit:
                return RowUnit(value.column.unit.place, "header", value.column.unit.text)
            if value.cell.unit:
                return RowUnit(value.cell.unit, "value")
        return RowUnit(self.note, "note") if self.note else None

    def nature(self, texts: RowTexts) -> tuple[NatureSaid | None, tuple[Notice, ...]]:
        """Whether the row's indicator is 预期性 or 约束性, by its cell or a mark at its name, and what of it
        was not understood."""
        cell = self.layout.first(texts.row, "nature")
        found = nature_said(cell) or self._ticked(texts.row)
        if found or not any(char.isalnum() for char in cell.text):
            return found or self.marks.nature_of(texts.name), ()
        return None, (notice("unknown_nature", block_of(cell), printed=cell.text[:30]),)

    def _ticked(self, row: int) -> NatureSaid | None:
        """The nature that names the one column ticked in this row."""
        marks = words("tick_marks", "mark")
        columns = [field.column for field in self.layout.named("nature")]
        ticked = [each for each in columns if fold(self.layout.value(row, each).text) in marks]
        return nature_said(ticked[0].parts[-1]) if len(ticked) == 1 else None


def _as_sum(read: CellValue) -> CellValue:
    """A value in round brackets as a sum over the period."""
    if read.quantity is None or not _IN_BRACKETS.fullmatch(read.raw.text.strip()):
        return read
    return replace(read, quantity=replace(read.quantity, cumulative=True))


def nature_said(text: Passage) -> NatureSaid | None:
    """The nature that a text prints and nothing else, with the text."""
    found = _natures().get(fold(text.text).strip(_BRACKETS))
    return (found, text) if found else None


def _unit_within(unit: RowUnit | None) -> tuple[str | None, Passage | None]:
    """A change in brackets is counted in the unit of its row: [0.05] of a plain number has none."""
    return (unit.text, unit.place) if unit else (None, None)


def _unit_of_rate(column: ValueColumn, unit: RowUnit | None) -> tuple[str | None, Passage | None]:
    """A rate has its column's unit, or its row's where that is one of rates."""
    if column.unit:
        return column.unit.text, column.unit.place
    return _unit_within(unit) if unit and is_rate(unit.text) and column.role == "growth" else (None, None)


def _natures() -> dict[str, Nature]:
    return {row["word"]: "约束性" if row["nature"] == "约束性" else "预期性" for row in read_rows("natures")}


def doubts(row: IndicatorRow) -> tuple[Notice, ...]:
    """Values with digits that were not understood, values counted in something else than their row's unit,
    and numbers without any unit where one is due: ratios, indices and rows whose unit is a dash have none."""
    found = [doubt for value in row.values if (doubt := _doubt(row, value))]
    main = [value.cell for value in row.values if value.column.role in ("target", "baseline")]
    counted = any(cell.quantity and ":" not in fold(cell.place.text) for cell in main)
    unitless = row.unitless or row.name.text.endswith(tuple(words("unitless_metrics")))
    if counted and row.unit is None and not unitless:
        found.append(notice("no_unit.indicator", block_of(row.name), name=row.name.text))
    return tuple(found)


def _doubt(row: IndicatorRow, value: RowValue) -> Notice | None:
    raw, block = value.cell.raw.text, block_of(value.cell.raw)
    if value.cell.doubtful and not value.parts:
        return notice("unread_value.value", block, printed=raw[:40])
    main = value.column.role in ("baseline", "target")
    if row.unit and main and value.cell.unit and value.level(row.unit) is None:
        return notice("unit_conflict", block, printed=raw, unit=row.unit.text)
    return None
