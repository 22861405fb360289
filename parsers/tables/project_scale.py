"""How much is built, where columns tell it as numbers: 建设规模 over 道路（公里） and 桥梁（座）, or over
单位 and 数量."""

from collections.abc import Iterable
from dataclasses import dataclass

from parsers.notation.quantity import is_missing
from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, fold, joined
from parsers.tables.project_fields import Text
from parsers.tables.table_units import column_unit, split_unit
from parsers.tables.table_values import CellValue, read_value

_UNIT_NAMES = frozenset({"单位", "计量单位", "规模单位"})
_NUMBER_NAMES = frozenset({"数量", "数值", "规模", "工程量"})


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """A column of numbers: what they count (None under 数量), their unit in the header or in a column of
    units."""

    field: Field
    label: Passage | None
    unit: Passage | None
    units: Field | None


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A number of such a column as read: what it counts, in which unit, and both with the number as text."""

    scale: Scale
    cell: CellValue
    unit: Passage | None

    @property
    def metric(self) -> Passage:
        """What is counted: the column's label, else its name."""
        return self.scale.label or split_unit(self.scale.field.column.parts[0])[0]

    @property
    def text(self) -> Passage:
        """道路 12 公里 in one."""
        unit = None if self.cell.unit else self.unit
        return joined(tuple(part for part in (self.scale.label, self.cell.raw, unit) if part))


def scales(layout: Layout) -> tuple[Scale, ...]:
    """The columns of what is built that hold numbers."""
    fields = layout.named("content")
    units = next((field for field in fields if _lowest(field) in _UNIT_NAMES), None)
    found = (_scale(field, units) for field in fields if field is not units)
    return tuple(scale for scale in found if scale is not None and _is_numeric(layout, scale.field))


def counts(layout: Layout) -> tuple[Scale, ...]:
    """The columns of a summary that count projects (or, beside a column of units, what they build)."""
    units = layout.named("unit")
    return tuple(
        Scale(field, None, column_unit(field.column), units[0] if units else None)
        for field in layout.named("item_count")
        if field.column.parts
    )


def _scale(field: Field, units: Field | None) -> Scale | None:
    unit = column_unit(field.column)
    if units is not None and _lowest(field) in _NUMBER_NAMES:
        return Scale(field, None, unit, units)
    label = split_unit(field.column.parts[-1])[0] if _names_measure(field) else None
    return Scale(field, label, unit, None) if unit or label else None


def _names_measure(field: Field) -> bool:
    """Whether a header says what its numbers measure: the lowest of several cells, or a name like 里程."""
    return len(field.column.parts) > 1 or field.meaning.strength == "weak"


def _lowest(field: Field) -> str:
    return fold(field.column.parts[-1].text) if field.column.parts else ""


def _is_numeric(layout: Layout, field: Field) -> bool:
    texts = [text for row in layout.rows if (text := layout.value(row, field.column, own=True))]
    said = [text for text in texts if not is_missing(text.text)]
    return 2 * sum(read_value(text, None).quantity is not None for text in said) > len(said)


def measures_of(layout: Layout, row: int, columns: Iterable[Scale]) -> tuple[Measure, ...]:
    """What a row says in the scale columns."""
    found: list[Measure] = []
    for scale in columns:
        cell = layout.value(row, scale.field.column, own=True)
        if not cell or is_missing(cell.text):
            continue
        beside = layout.value(row, scale.units.column) if scale.units else None
        unit = beside or scale.unit
        found.append(Measure(scale, read_value(cell, unit.text if unit else None), unit))
    return tuple(found)


def content_of(layout: Layout, rows: Iterable[int], columns: tuple[Scale, ...]) -> Text:
    """What is built: the texts of its columns, then the numbers with what they count."""
    taken = {scale.field for scale in columns} | {scale.units for scale in columns if scale.units}
    found: dict[tuple[int, int], Passage] = {}
    for row in rows:
        for field in layout.named("content"):
            cell = layout.value(row, field.column)
            if field not in taken and cell and not is_missing(cell.text):
                found.setdefault(cell.places[0], cell)
        for measure in measures_of(layout, row, columns):
            found.setdefault(measure.cell.raw.places[0], measure.text)
    return Text(tuple(found.values()))
