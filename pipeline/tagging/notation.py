"""Times and quantities in the extents of the notation modules (`parsers.notation.period`,
`parsers.notation.quantity`)."""

from collections.abc import Iterator

from parsers.notation.period import find_periods
from parsers.notation.quantity import Quantity, find_quantities
from pipeline.tagging.found import Found


def find_times(text: str) -> Iterator[Found]:
    """Years, dates, spans of years and plan periods; the value is the year or years (2020, 2021-2025)."""
    for period in find_periods(text):
        yield Found(period.start, period.end, "TIME", "time", normalised=period.text or period.raw)


def find_amounts(text: str) -> Iterator[Found]:
    """Quantities with their modifiers; the value is in the base unit (27000座, 5.5%)."""
    for quantity in find_quantities(text):
        yield Found(quantity.start, quantity.end, "QUANTITY", "quantity", normalised=_value(quantity))


def _value(quantity: Quantity) -> str:
    if quantity.value is None:
        return quantity.raw
    top = "" if quantity.value_max is None else f"-{quantity.value_max:f}"
    return f"{quantity.value:f}{top}{quantity.unit or ''}"
