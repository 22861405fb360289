"""One row of an indicator table: name, unit, category, nature and values, each with its place."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.document import Notice
from models.names import Nature
from models.vocabularies import read_rows
from parsers.tables.indicator_columns import ValueColumn
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, fold
from parsers.tables.row_labels import read_serial, row_word, split_label
from parsers.tables.table_periods import Stated
from parsers.tables.table_rows import Serial, block_of, notice_row, split_serial
from parsers.tables.table_units import split_unit
from parsers.tables.table_values import CellValue, in_unit, read_value

_LONGEST_CATEGORY = 30
_WIDE = 0xFEE0  # distance of the full-width forms from ASCII


@dataclass(frozen=True, slots=True, eq=False)
class Category:
    """What a category row or cell calls the rows beside or below it; `carried` when it stands in a row of
    its own."""

    places: tuple[Passage, ...]
    carried: bool = False

    @property
    def text(self) -> str:
        """The name; several levels joined by ` > `."""
        return " > ".join(place.text for place in self.places)


@dataclass(frozen=True, slots=True, eq=False)
class RowUnit:
    """The unit of a row's values and where it is printed."""

    place: Passage
    source: Literal["name", "column", "header", "value", "note"]

    @property
    def text(self) -> str:
        """The unit as printed, full-width signs (％) made half-width and without blanks."""
        return "".join(
            chr(ord(char) - _WIDE) if "！" <= char <= "～" else char
            for char in self.place.text
            if not char.isspace()
        )


@dataclass(frozen=True, slots=True, eq=False)
class RowValue:
    """A value cell that says something, its column, and where its unit is printed unless in the cell
    itself."""

    column: ValueColumn
    cell: CellValue
    unit: Passage | None

    @property
    def period(self) -> Stated | None:
        """The year the cell states itself, else that of its column."""
        return self.cell.year or self.column.period

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
        counted = in_unit(value, quantity, unit.place.text)
        other = self.cell.unit is not None and fold(self.cell.unit.text) != fold(unit.place.text)
        return printed if counted == printed or (counted is None and not other) else counted


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorRow:
    """A row understood; `values` holds the cells that say something, from left to right."""

    table: int
    row: int
    name: Passage
    serial: Serial | None
    unit: RowUnit | None
    category: Category | None
    nature: tuple[Nature, Passage] | None
    values: tuple[RowValue, ...]

    def value(self, role: str) -> RowValue | None:
        """The value of a role that occurs once (`baseline`, `target`)."""
        return next((value for value in self.values if value.column.role == role), None)


@dataclass(frozen=True, slots=True, eq=False)
class RowReader:
    """What reading a row needs to know of its table."""

    layout: Layout
    columns: tuple[ValueColumn, ...]
    note: Passage | None

    def category_row(self, row: int) -> Category | None:
        """A row with one name and nothing in its value columns; 其中： and notes are none."""
        if any(self.layout.value(row, column.field.column) for column in self.columns) or self.layout.first(
            row, "nature", own=True
        ):
            return None
        texts = [self.layout.grid.passage(cell) for cell in self.layout.grid.filled(row)]
        names = [text for text in texts if read_serial(text).rank is None]
        if len(names) != 1 or row_word(names[0].text) or len(fold(names[0].text)) > _LONGEST_CATEGORY:
            return None
        return Category((split_label(names[0]).rest,), carried=True)

    def read(self, row: int, category: Category | None) -> tuple[IndicatorRow | None, tuple[Notice, ...]]:
        """A data row, None with a notice when it has no name or no value; `category` is that of the last
        category row."""
        said = self.layout.first(row, "name") or self.layout.merged_name(row)
        cells = [(column, self.layout.value(row, column.field.column, own=True)) for column in self.columns]
        if not said or row_word(said.text) in ("note", "of_which") or not any(cell for _, cell in cells):
            return None, (notice_row(self.layout, row),)
        bare, bracketed = split_unit(said)
        serial, name = split_serial(self.layout, row, bare)
        unit = RowUnit(bracketed, "name") if bracketed else self._unit_cell(row)
        values = tuple(self._value(column, cell, unit) for column, cell in cells if cell)
        nature, problems = self._nature(row)
        unit = unit or self._late_unit(values)
        found = IndicatorRow(
            self.layout.grid.table.ordinal,
            row,
            name,
            serial,
            unit,
            self._category_cell(row, said) or category,
            nature,
            values,
        )
        return found, (*problems, *_doubts(found), *_unitless(found))

    def _unit_cell(self, row: int) -> RowUnit | None:
        unit = self.layout.first(row, "unit")
        return (
            RowUnit(unit, "column") if any(char.isalnum() or char in "%‰％℃°" for char in unit.text) else None
        )

    def _value(self, column: ValueColumn, cell: Passage, unit: RowUnit | None) -> RowValue:
        place = unit.place if unit else column.unit or self.note
        read = read_value(cell, place.text if place else None)
        if column.is_rate and not (read.quantity and read.quantity.cumulative):
            place = column.unit
            read = read_value(cell, place.text if place else None)
        return RowValue(column, read, place)

    def _late_unit(self, values: tuple[RowValue, ...]) -> RowUnit | None:
        """The unit of a value's header or of the value itself, the target's first, else that of the table's
        note."""
        levels = sorted(
            (value for value in values if value.column.role in ("target", "baseline")),
            key=lambda value: value.column.role != "target",
        )
        for value in levels:
            if value.column.unit:
                return RowUnit(value.column.unit, "header")
            if value.cell.unit:
                return RowUnit(value.cell.unit, "value")
        return RowUnit(self.note, "note") if self.note else None

    def _category_cell(self, row: int, name: Passage) -> Category | None:
        places = [self.layout.value(row, field.column) for field in self.layout.named("category")]
        said = [
            split_label(place).rest
            for place in places
            if place and read_serial(place).rank is None and place.text != name.text
        ]
        distinct = tuple({place.text: place for place in said}.values())
        return Category(distinct) if distinct else None

    def _nature(self, row: int) -> tuple[tuple[Nature, Passage] | None, tuple[Notice, ...]]:
        cell = self.layout.first(row, "nature")
        plain = fold(cell.text)
        found = _natures().get(plain)
        if found or not any(char.isalnum() for char in plain):
            return ((found, cell) if found else None), ()
        return None, (
            Notice(
                "unknown_nature", f"nature of an indicator not understood: {cell.text[:30]}", block_of(cell)
            ),
        )


def _natures() -> dict[str, Nature]:
    return {row["word"]: "约束性" if row["nature"] == "约束性" else "预期性" for row in read_rows("natures")}


def _unitless(row: IndicatorRow) -> tuple[Notice, ...]:
    counted = any(value.cell.quantity for value in row.values if value.column.role in ("target", "baseline"))
    return (
        (Notice("no_unit", f"no unit is printed for {row.name.text}", block_of(row.name)),)
        if counted and row.unit is None
        else ()
    )


def _doubts(row: IndicatorRow) -> tuple[Notice, ...]:
    """Values with digits that were not understood, and values counted in something else than their row's
    unit."""
    found: list[Notice] = []
    for value in row.values:
        raw, block = value.cell.raw.text, block_of(value.cell.raw)
        if value.cell.doubtful:
            found.append(Notice("unread_value", f"value not understood: {raw[:40]}", block))
        elif (
            row.unit
            and value.column.role in ("baseline", "target")
            and value.cell.unit
            and value.level(row.unit) is None
        ):
            found.append(
                Notice("unit_conflict", f"{raw} is printed in another unit than {row.unit.place.text}", block)
            )
    return tuple(found)
