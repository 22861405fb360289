"""A cell that holds a number: what it says, in which unit, whether it is missing."""

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.notation.quantity import Quantity, is_missing, read_quantity, read_unit
from parsers.tables.passage import Passage
from parsers.tables.table_periods import Stated, stated_in
from parsers.tables.table_units import is_unit

_MARKS = re.compile(r"[\s*＊※#△▲①-⑳†‡]+$")
_ASIDE = re.compile(r"[（(\[【]([^（()）\[\]【】]{2,16})[)）\]】]$")
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True, eq=False)
class CellValue:
    """`raw` is the whole cell, `quantity` what it says (None: missing or words), `place` the span the
    quantity was read from.

    `unit` is the unit printed in the cell itself, `year` one the cell states in brackets, `doubtful` a cell
    with digits that was not understood.
    """

    raw: Passage
    place: Passage
    quantity: Quantity | None = None
    unit: Passage | None = None
    year: Stated | None = None
    doubtful: bool = False


def read_value(cell: Passage, unit: str | None) -> CellValue:
    """Read a value cell; `unit` (亿元, %) is that of the column, the row or the table, used when the cell
    prints none."""
    place = _without_marks(cell)
    year = None
    aside = _ASIDE.search(place.text)
    if aside and (found := stated_in(place.part(*aside.span(1)))):
        year, place = found, place.part(0, aside.start())
    elif aside and is_unit(aside[1]):
        return _with_unit(cell, place.part(0, aside.start()), place.part(*aside.span(1)))
    if not place or is_missing(place.text):
        return CellValue(cell, place, year=year)
    quantity = read_quantity(place.text, unit)
    if quantity is None:
        return CellValue(cell, place, year=year, doubtful=bool(_DIGIT.search(place.text)))
    return CellValue(
        cell, place.part(quantity.start, quantity.end), quantity, _own_unit(place, quantity), year
    )


def _with_unit(cell: Passage, place: Passage, unit: Passage) -> CellValue:
    quantity = read_quantity(place.text, unit.text)
    return CellValue(cell, place, quantity, unit, doubtful=quantity is None)


def _without_marks(cell: Passage) -> Passage:
    """Without footnote marks behind the value (77.3*)."""
    found = _MARKS.search(cell.text)
    return cell.part(0, found.start()) if found else cell


def _own_unit(place: Passage, quantity: Quantity) -> Passage | None:
    """Where the unit stands that the cell prints itself."""
    at = place.text.find(quantity.printed_unit, quantity.number_end) if quantity.printed_unit else -1
    return place.part(at, at + len(quantity.printed_unit or "")) if at >= 0 else None


def in_unit(value: Decimal | None, quantity: Quantity, unit: str | None) -> Decimal | None:
    """A value of base units (`quantity.value` or `value_max`) counted in `unit`: 1.2万亿元 under 亿元 is
    12000.

    None when it is counted in something else.
    """
    known = read_unit(unit) if unit else None
    if value is None or known is None or known.base != quantity.unit:
        return None
    counted = value / known.factor
    return counted.quantize(Decimal(1)) if counted == counted.to_integral_value() else counted.normalize()
