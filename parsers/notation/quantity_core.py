"""A number with its unit, range and modifiers, put together at a known place of folded text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from models.names import Direction, Qualifier
from models.quick import quick
from parsers.notation.clock import clock_at
from parsers.notation.numerals import BLANK, plain
from parsers.notation.quantity_measure import Measure
from parsers.notation.quantity_range import values
from parsers.notation.quantity_words import Modifier

_RATIO = re.compile(rf"\d+(?:\.\d+)?(?:{BLANK}?:{BLANK}?\d+(?:\.\d+)?)+(?![\d:])")
_TO_ONE = re.compile(rf"(\d+(?:\.\d+)?){BLANK}?:{BLANK}?1")


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and modifiers as docs/tagging.md bounds a QUANTITY: `source[start:end] ==
    raw`.

    `number_start`, `number_end` bound the digits alone. `value` counts base units: number words are
    multiplied out (2.7万座 is 27000 座, 82.07亿元 8207000000 元), 成 are per cent; %, ‰, 个百分点 and rates
    stay. `value_max` is the larger end of a range, whichever is printed first. `printed_*` hold what is
    printed (2.7, 万座). A ratio to one has its first part as value (2.1∶1), any other ratio none. `unit` is
    None where no known unit is printed. `cumulative` marks a value in 〔〕 or [], which by the convention of
    plans is the sum over the five years. `lead` are the words of change before a cell's number and
    `direction` what they say. `qualifier_at` is where the words stand that the qualifier comes from, which
    may lie outside (突破); `unit_at` where the unit is printed with its number words, outside where an
    enumeration says it once at its end.
    """

    start: int
    end: int
    raw: str
    number_start: int
    number_end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    printed_value: Decimal | None
    printed_value_max: Decimal | None
    printed_unit: str | None
    qualifier: Qualifier = "exact"
    cumulative: bool = False
    direction: Direction | None = None
    lead: str = ""
    qualifier_at: tuple[int, int] | None = None
    unit_at: tuple[int, int] | None = None


def ratio_at(text: str, start: int) -> int | None:
    """The end of a ratio (2.1∶1, 8.3∶41.4∶50.3) that starts here; a time of day (8:30, 11:25:31) is none."""
    match = _RATIO.match(text, start)
    return None if not match or clock_at(text, start) == match.end() else match.end()


@quick
@dataclass(frozen=True, slots=True)
class Frame:
    """Where the span begins, and which modifiers shade it, weakest last."""

    start: int
    modifiers: tuple[Modifier | None, ...]


def build(source: str, frame: Frame, low: Measure, high: Measure | None, after: Modifier | None) -> Quantity:
    """The quantity of a measure or a range."""
    last = high or low
    end = after.end if after else last.end
    value, value_max = values(low, high)
    shade = _shade(frame, low, last, after)
    return Quantity(
        start=frame.start,
        end=end,
        raw=source[frame.start : end],
        number_start=low.number.head_start,
        number_end=last.number.head_end,
        value=times(value, last.multiplier),
        value_max=None if value_max is None else times(value_max, last.multiplier),
        unit=last.unit_name,
        printed_value=_over(value, last.number.scale),
        printed_value_max=None if value_max is None else _over(value_max, last.number.scale),
        printed_unit=_printed_unit(source, last),
        qualifier=shade.qualifier if shade else "exact",
        qualifier_at=(shade.start, shade.end) if shade else None,
        unit_at=(last.number.head_end, last.unit.end) if last.unit else None,
    )


def _shade(frame: Frame, low: Measure, last: Measure, after: Modifier | None) -> Modifier | None:
    """Of several modifiers the one before the number counts (不少于…左右), then the one behind, then 余 and
    多, then words outside (突破)."""
    before, *context = frame.modifiers or (None,)
    inside = (_inside(low), _inside(last))
    return next((shade for shade in (before, after, *inside, *context) if shade), None)


def _inside(measure: Measure) -> Modifier | None:
    if measure.number.qualifier:
        return Modifier(measure.number.start, measure.end, measure.number.qualifier)
    more = measure.unit is not None and measure.unit.word.more
    return Modifier(measure.number.start, measure.end, "over") if more else None


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The product as a plain decimal; the value itself, with its places, where the factor is 1."""
    return value if factor == 1 else plain(value * factor)


def _over(value: Decimal, scale: Decimal) -> Decimal:
    return value if scale == 1 else plain(value / scale)


def _printed_unit(source: str, measure: Measure) -> str | None:
    unit = measure.unit
    name = source[unit.end - len(unit.printed) : unit.end] if unit else measure.number.unit or ""
    return measure.number.scale_text + name or None


def ratio_to_one(folded: str, start: int, end: int) -> Decimal | None:
    """The value of a ratio to one (1.85∶1), None of any other (3∶7, 8∶41∶51)."""
    match = _TO_ONE.fullmatch(folded, start, end)
    return Decimal(match[1]) if match else None


def ratio_quantity(
    source: str,
    folded: str,
    span: tuple[int, int],
    number: tuple[int, int],
    shade: Modifier | None,
) -> Quantity:
    """A ratio: its span and digits, and a value where it is one to one unit."""
    value = ratio_to_one(folded, *number)
    qualifier: Qualifier = shade.qualifier if shade else "exact"
    said = (shade.start, shade.end) if shade else None
    raw = source[slice(*span)]
    return Quantity(*span, raw, *number, value, None, None, value, None, None, qualifier, qualifier_at=said)
