"""An indicator row as a record with all its evidence."""

from dataclasses import replace

from models.facts import Evidence, Indicator
from models.names import Derivation
from parsers.notation.quantity import is_missing
from parsers.tables.indicator_labels import Category, RowUnit
from parsers.tables.indicator_rows import IndicatorRow, RowValue
from parsers.tables.note_marks import NatureSaid
from parsers.tables.passage import evidence


def indicator_of(row: IndicatorRow) -> Indicator:
    """The record of a row."""
    baseline, target = row.value("baseline"), _target(row)
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
        baseline_cumulative=bool(baseline and baseline.cell.quantity and baseline.cell.quantity.cumulative),
        parent=row.parent,
    )


def _target(row: IndicatorRow) -> RowValue | None:
    """The target; where its column says nothing, what a column of changes says in words (高于GDP增长)."""
    target = row.value("target")
    if target is not None and not is_missing(target.cell.raw.text):
        return target
    changes = [value for value in row.values if value.column.role in ("growth", "cumulative")]
    words = next((value for value in changes if value.is_words and value.column.side != "actual"), None)
    return replace(words, marked=target.period if target else None) if words else target


def _year(value: RowValue | None) -> int | None:
    return value.period.end if value and value.period else None


def _evidence(row: IndicatorRow) -> tuple[Evidence, ...]:
    baseline, target = row.value("baseline"), _target(row)
    return (
        *evidence("name", row.name.text, row.name),
        *(row.serial.evidence() if row.serial else ()),
        *(_unit_evidence(row.unit) if row.unit else ()),
        *(_nature_evidence(row.nature, above=row.nature_above) if row.nature else ()),
        *(_category_evidence(row.category) if row.category else ()),
        *(_value_evidence("baseline", baseline, row.unit) if baseline else ()),
        *(_value_evidence("target", target, row.unit) if target else ()),
    )


def _nature_evidence(nature: NatureSaid, *, above: bool) -> tuple[Evidence, ...]:
    return evidence("nature", nature[0], nature[1], derivation="inherited" if above else None)


def _unit_evidence(unit: RowUnit) -> tuple[Evidence, ...]:
    inherited = unit.source in ("header", "note", "group")
    return evidence("unit", unit.text, unit.place, derivation="inherited" if inherited else None)


def _category_evidence(category: Category) -> tuple[Evidence, ...]:
    derivation: Derivation | None = (
        "inherited" if category.carried else None if len(category.places) == 1 else "normalised"
    )
    named = (
        piece
        for place in category.places
        for piece in evidence("category", place.text, place, derivation=derivation)
    )
    numbered = (piece for place in category.serials for piece in evidence("category", None, place, "label"))
    return (*named, *numbered)


def _value_evidence(prefix: str, value: RowValue, unit: RowUnit | None) -> tuple[Evidence, ...]:
    """The evidence of a baseline's or target's raw text, value and year, and of the header above it."""
    fields = [f"{prefix}_value"] if value.level(unit) is not None else []
    quantity = value.cell.quantity
    if quantity and prefix == "target":
        fields += ["target_value_max"] if value.level(unit, upper=True) is not None else []
        fields += ["target_qualifier"] if quantity.qualifier != "exact" else []
    if quantity and quantity.cumulative:
        fields.append("cumulative" if prefix == "target" else "baseline_cumulative")
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
    derivation: Derivation | None = (
        "computed" if stated.computed else "inherited" if stated.inherited else None
    )
    return evidence(f"{prefix}_year", stated.end, stated.place, derivation=derivation)
