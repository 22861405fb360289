"""A table's number as a figure with all it rests on: cell, header, unit, years, names."""

from collections.abc import Iterable, Iterator, Sequence

from models.facts import Evidence, Figure
from models.names import Derivation, FigureKind, Origin, RecordKind
from parsers.notation.quantity import Quantity
from parsers.tables.passage import Passage, evidence
from parsers.tables.table_periods import Stated
from parsers.tables.table_values import CellValue


def figure_of(
    cell: CellValue,
    *,
    origin: Origin,
    metric: Passage,
    kind: FigureKind,
    unit: Passage | None,
    period: Stated | None = None,
    base: Stated | None = None,
    labels: Iterable[Passage] = (),
    subject: Passage | None = None,
    owner: tuple[RecordKind, int] | None = None,
    role: str | None = None,
) -> Figure | None:
    """The figure of a cell, None when the cell holds no number; `unit` is where its unit is printed,
    `labels` the header cells above it."""
    quantity = cell.quantity
    pieces = cell.place.pieces()
    if quantity is None or not pieces:
        return None
    return Figure(
        origin,
        metric.text,
        cell.place.text,
        pieces[0].block,
        pieces[0].start,
        pieces[0].end,
        (
            *_value_evidence(cell, quantity, unit, labels),
            *evidence("metric", metric.text, metric),
            *(evidence("subject", subject.text, subject) if subject else ()),
            *(_period_evidence(period) if period else ()),
            *(_base_evidence(base) if base else ()),
        ),
        owner=owner,
        role=role,
        subject=subject.text if subject else None,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        period=period.text if period else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_basis=None if period is None else "inherited" if period.inherited else "stated",
        base_period=base.text if base else None,
        kind=kind,
        direction=quantity.direction,
    )


def _value_evidence(
    cell: CellValue, quantity: Quantity, unit: Passage | None, labels: Iterable[Passage]
) -> tuple[Evidence, ...]:
    """Raw text, value and what the number's notation says; the unit with the place it is printed in."""
    fields = ["value"] if quantity.value is not None else []
    fields += ["value_max"] if quantity.value_max is not None else []
    fields += ["qualifier"] if quantity.qualifier != "exact" else []
    own: Derivation = "normalised"
    pieces = [*evidence("raw", cell.place.text, cell.place)]
    pieces += [piece for field in fields for piece in evidence(field, None, cell.place, derivation=own)]
    if quantity.direction:
        pieces += evidence("direction", None, cell.raw, derivation=own)
    pieces += [piece for label in labels for piece in evidence("value", None, label, role="label")]
    if quantity.unit is not None:
        place = cell.unit or unit
        inherited = place is not None and cell.unit is None
        pieces += evidence(
            "unit", quantity.unit, place or cell.place, derivation="inherited" if inherited else own
        )
        if place is not None and inherited:
            pieces += _counted_by(place, fields)
    elif unit is not None and cell.unit is None and quantity.printed_unit:
        pieces += _counted_by(unit, fields)
    return tuple(pieces)


def _counted_by(unit: Passage, fields: Sequence[str]) -> Iterator[Evidence]:
    """The unit, or the number word alone (组织数（万）), that the values of a column are counted by."""
    for field in fields:
        if field != "qualifier":
            yield from evidence(field, None, unit, role="unit", derivation="inherited")


def _period_evidence(period: Stated) -> tuple[Evidence, ...]:
    derivation = _derivation(period)
    fields = [("period", period.text), ("period_start", period.start), ("period_end", period.end)]
    pieces = [
        piece
        for field, value in fields
        if value is not None
        for piece in evidence(field, value, period.place, derivation=derivation)
    ]
    pieces += evidence("value", None, period.place, role="period", derivation=derivation)
    return tuple(pieces)


def _base_evidence(base: Stated) -> tuple[Evidence, ...]:
    return evidence("base_period", base.text, base.place, derivation=_derivation(base))


def _derivation(stated: Stated) -> Derivation:
    return "computed" if stated.computed else "inherited" if stated.inherited else "normalised"
