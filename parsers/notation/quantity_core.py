"""A number with its unit, range and modifiers, put together at a known place of folded text."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from models.names import Direction, Qualifier
from parsers.notation.clock import clock_at
from parsers.notation.numerals import BLANK, plain
from parsers.notation.quantity_number import Number, number_at
from parsers.notation.quantity_words import COUNTED_KINDS, Modifier, UnitMatch, modifier_at, unit_at

_RANGE_MARK = re.compile(rf"{BLANK}?(?:[-–—―─~]{{1,4}}|至|到){BLANK}?")
_GAP = re.compile(f"{BLANK}*")
_RATIO = re.compile(rf"\d+(?:\.\d+)?(?:{BLANK}?:{BLANK}?\d+(?:\.\d+)?)+(?![\d:])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and modifiers as docs/tagging.md bounds a QUANTITY: `source[start:end] ==
    raw`.

    `number_start`, `number_end` bound the digits alone. `value` counts base units: number words are
    multiplied out (2.7万座 is 27000 座, 82.07亿元 8207000000 元), 成 are per cent; %, ‰, 个百分点 and rates
    stay. `value_max` is the upper end of a range. `printed_*` hold what is printed (2.7, 万座). A ratio
    (2.1∶1) has no value. `unit` is None where no known unit is printed. `cumulative` marks a value in 〔〕
    or [], which by the convention of plans is the sum over the five years. `lead` are the words of change
    before a cell's number and `direction` what they say.
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


@dataclass(frozen=True, slots=True)
class Measure:
    """One number and the unit behind it; `end` is behind both."""

    number: Number
    unit: UnitMatch | None
    end: int

    @property
    def unit_name(self) -> str | None:
        """The stored name of the unit, or what the notation holds (百分之七)."""
        return self.unit.name if self.unit else self.number.unit


def measure_at(text: str, start: int, *, ranked: bool = False) -> Measure | None:
    """The number that starts here with its unit, if any."""
    number = number_at(text, start)
    if number is None:
        return None
    unit = None if number.unit else _unit_behind(text, number, ranked)
    return Measure(number, unit, unit.end if unit else number.end)


def _unit_behind(text: str, number: Number, ranked: bool) -> UnitMatch | None:
    gap = _GAP.match(text, number.end)
    unit = unit_at(text, gap.end() if gap else number.end)
    if unit is None or (unit.end > number.end and "\n" in text[number.end : unit.end]):
        return None
    return unit if _goes_with(number, unit, ranked) else None


def _goes_with(number: Number, unit: UnitMatch, ranked: bool) -> bool:
    """Whether number and unit make a measure: 三级 and 十分 are words, 一个 is an article, 百强 a name."""
    if unit.word.notation == "rank" and not ranked:
        return False
    if unit.word.notation == "arabic" and number.form == "chinese":
        return False
    if unit.word.notation == "digits" and (number.lone or number.bare):
        return False
    article = number.lone and number.head == 1 and unit.word.kind in COUNTED_KINDS
    return ranked or not article


def upper_end(text: str, low: Measure) -> Measure | None:
    """The other end of a range that begins with `low`: 9至15人, 4.5%—5%, 百分之五到十; None where there is
    no range."""
    mark = _RANGE_MARK.match(text, low.end)
    high = measure_at(text, mark.end()) if mark else None
    if high is None or low.number.form in {"fraction", "half"}:
        return None
    if low.number.unit and high.unit is None and high.number.unit is None and high.number.form == "chinese":
        high = replace(high, number=replace(high.number, unit=low.number.unit))
    if low.unit_name is not None and low.unit_name != high.unit_name:
        return None
    return high if _low_value(low, high) < high.number.value else None


def _shares_scale(low: Measure, high: Measure) -> bool:
    """In 3-5万元 the 3 counts 万 as well; in 8000-1万元 it cannot."""
    return (
        low.unit_name is None
        and low.number.scale == 1
        and high.number.scale != 1
        and low.number.head < high.number.head
    )


def _low_value(low: Measure, high: Measure) -> Decimal:
    return plain(low.number.head * high.number.scale) if _shares_scale(low, high) else low.number.value


def ratio_at(text: str, start: int) -> int | None:
    """The end of a ratio (2.1∶1, 8.3∶41.4∶50.3) that starts here; a time of day (8:30, 11:25:31) is none."""
    match = _RATIO.match(text, start)
    return None if not match or clock_at(text, start) == match.end() else match.end()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the span begins, what its sign is and which modifiers shade it, weakest last."""

    start: int
    sign: int
    modifiers: tuple[Modifier | None, ...]


def build(source: str, frame: Frame, low: Measure, high: Measure | None, after: Modifier | None) -> Quantity:
    """The quantity of a measure or a range."""
    last = high or low
    end = after.end if after else last.end
    value, value_max = _values(low, high)
    multiplier = last.unit.multiplier * frame.sign if last.unit else Decimal(frame.sign)
    return Quantity(
        start=frame.start,
        end=end,
        raw=source[frame.start : end],
        number_start=low.number.head_start,
        number_end=last.number.head_end,
        value=_times(value, multiplier),
        value_max=None if value_max is None else _times(value_max, multiplier),
        unit=last.unit_name,
        printed_value=_over(value, last.number.scale) * frame.sign,
        printed_value_max=None if value_max is None else _over(value_max, last.number.scale) * frame.sign,
        printed_unit=_printed_unit(source, last),
        qualifier=_qualifier(frame, low, last, after),
    )


def _qualifier(frame: Frame, low: Measure, last: Measure, after: Modifier | None) -> Qualifier:
    """Of several modifiers the one before the number counts (不少于…左右), then the one behind, then 余 and
    多, then words outside (突破)."""
    before, *context = frame.modifiers
    shades = [before, after, low.number, last.number, *context]
    return next((shade.qualifier for shade in shades if shade and shade.qualifier), "exact")


def _times(value: Decimal, factor: Decimal) -> Decimal:
    return value if factor == 1 else value * factor if abs(factor) == 1 else plain(value * factor)


def _over(value: Decimal, scale: Decimal) -> Decimal:
    return value if scale == 1 else plain(value / scale)


def _printed_unit(source: str, measure: Measure) -> str | None:
    unit = measure.unit
    name = source[unit.end - len(unit.printed) : unit.end] if unit else measure.number.unit or ""
    return measure.number.scale_text + name or None


def without_value(
    source: str, span: tuple[int, int], number: tuple[int, int], qualifier: Qualifier
) -> Quantity:
    """A ratio: its span and digits, no value."""
    return Quantity(*span, source[slice(*span)], *number, None, None, None, None, None, None, qualifier)


def _values(low: Measure, high: Measure | None) -> tuple[Decimal, Decimal | None]:
    number = low.number
    if high is not None:
        return _low_value(low, high), high.number.value
    return number.value, None if number.high is None else plain(number.high * number.scale)


def after_at(text: str, position: int) -> Modifier | None:
    """以上, 左右, 以内 behind a measure."""
    return modifier_at(text, position, "after")
