"""Indicator tables: every data row becomes an indicator with its figures, or a notice."""

from dataclasses import dataclass

from models.document import Notice
from models.facts import Evidence, Figure, Indicator
from models.names import Derivation
from parsers.tables.indicator_columns import ValueColumn
from parsers.tables.indicator_figures import indicator_figures
from parsers.tables.indicator_rows import Category, IndicatorRow, RowReader, RowUnit, RowValue
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, evidence


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """What a table gave; `category` is the one still open at its end, for a 续表."""

    indicators: tuple[Indicator, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...]
    category: Category | None


def read_indicator_table(
    layout: Layout,
    columns: tuple[ValueColumn, ...],
    note: Passage | None,
    first: int,
    category: Category | None = None,
) -> IndicatorTable:
    """Every data row as an indicator, a category row, or a notice.

    `note` is the unit of the table's note, `first` the position the first indicator will have in the
    document, `category` the one open at the end of the table this one continues.
    """
    reader = RowReader(layout, columns, note)
    indicators: list[Indicator] = []
    figures: list[Figure] = []
    notices: list[Notice] = []
    for row in layout.rows:
        heading = reader.category_row(row)
        if heading:
            category = heading
            continue
        read, problems = reader.read(row, category)
        notices += problems
        if read:
            figures += indicator_figures(read, first + len(indicators))
            indicators.append(_indicator(read))
    return IndicatorTable(tuple(indicators), tuple(figures), tuple(notices), category)


def _indicator(row: IndicatorRow) -> Indicator:
    baseline, target = row.value("baseline"), row.value("target")
    quantity = target.cell.quantity if target else None
    return Indicator(
        row.table,
        row.row,
        row.name.text,
        _evidence(row),
        serial_no=row.serial.text if row.serial else "",
        unit=row.unit.text if row.unit else None,
        nature=row.nature[0] if row.nature else None,
        category=row.category.text if row.category else None,
        baseline_year=_year(baseline),
        baseline_raw=baseline.cell.raw.text if baseline else None,
        baseline_value=baseline.level(row.unit) if baseline else None,
        target_year=_year(target),
        target_raw=target.cell.raw.text if target else None,
        target_value=target.level(row.unit) if target else None,
        target_value_max=target.level(row.unit, upper=True) if target else None,
        target_qualifier=quantity.qualifier if quantity else None,
        cumulative=bool(quantity and quantity.cumulative),
    )


def _year(value: RowValue | None) -> int | None:
    return value.period.end if value and value.period else None


def _evidence(row: IndicatorRow) -> tuple[Evidence, ...]:
    baseline, target = row.value("baseline"), row.value("target")
    return (
        *evidence("name", row.name.text, row.name),
        *(row.serial.evidence() if row.serial else ()),
        *(_unit_evidence(row.unit) if row.unit else ()),
        *(evidence("nature", row.nature[0], row.nature[1]) if row.nature else ()),
        *(_category_evidence(row.category) if row.category else ()),
        *(_value_evidence("baseline", baseline, row.unit) if baseline else ()),
        *(_value_evidence("target", target, row.unit) if target else ()),
    )


def _unit_evidence(unit: RowUnit) -> tuple[Evidence, ...]:
    return evidence(
        "unit", unit.text, unit.place, derivation="inherited" if unit.source in ("header", "note") else None
    )


def _category_evidence(category: Category) -> tuple[Evidence, ...]:
    derivation: Derivation | None = (
        "inherited" if category.carried else None if len(category.places) == 1 else "normalised"
    )
    return tuple(
        piece
        for place in category.places
        for piece in evidence("category", place.text, place, derivation=derivation)
    )


def _value_evidence(prefix: str, value: RowValue, unit: RowUnit | None) -> tuple[Evidence, ...]:
    """The evidence of a baseline's or target's raw text, value and year, and of the header above it."""
    fields = [f"{prefix}_value"] if value.level(unit) is not None else []
    quantity = value.cell.quantity
    if quantity and prefix == "target":
        fields += ["target_value_max"] if value.level(unit, upper=True) is not None else []
        fields += ["target_qualifier"] if quantity.qualifier != "exact" else []
        fields += ["cumulative"] if quantity.cumulative else []
    return (
        *evidence(f"{prefix}_raw", value.cell.raw.text, value.cell.raw),
        *(
            piece
            for part in value.column.field.column.parts
            for piece in evidence(f"{prefix}_raw", None, part, role="label")
        ),
        *(
            piece
            for field in fields
            for piece in evidence(field, None, value.cell.place, derivation="normalised")
        ),
        *_year_evidence(prefix, value),
    )


def _year_evidence(prefix: str, value: RowValue) -> tuple[Evidence, ...]:
    stated = value.period
    if stated is None or stated.end is None:
        return ()
    return evidence(
        f"{prefix}_year", stated.end, stated.place, derivation="inherited" if stated.inherited else None
    )
