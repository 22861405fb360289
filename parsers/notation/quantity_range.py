"""Ranges: the second end behind a measure, and the values of both ends."""

import re
from dataclasses import replace
from decimal import Decimal

from models.units import convert
from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK, DIGIT, plain
from parsers.notation.quantity_measure import Measure, measure_at
from parsers.notation.signs import both_ways


def included() -> list[str]:
    """What a bracket between the ends says: 1000万元（含）至5000万元."""
    return _words("note")


def included_behind(folded: str, position: int) -> tuple[int, bool] | None:
    """Where a bracket that stands here and says whether the bound itself counts ends, and whether it does:
    超过90%（含）."""
    match = _NOTE.match(folded, position)
    return (match.end(), not match["word"].startswith("不")) if match else None


def _words(use: str) -> list[str]:
    return [row["word"] for row in read_rows("range_notes") if row["use"] == use]


_NOTE = re.compile(rf"[（(](?P<word>{'|'.join(included())})[）)]")
_RANGE_MARK = re.compile(
    rf"(?:[（(](?:{'|'.join(included())})[）)])?{BLANK}?(?:[-–—―─~]{{1,4}}?|至|到|(?<=[\d%％万亿])一(?=\d)|(?P<between>[和与及])){BLANK}?"
    rf"(?P<sign>[-–]|负|零下)?(?=\d|[百千万]分之|{DIGIT}|[十拾廿卅半])"
)


# 22±2℃
_OFF_BY = re.compile(rf"{BLANK}?(?:{'|'.join(both_ways())}){BLANK}?")

_LOW, _HIGH = _words("low"), _words("high")


def upper_end(text: str, low: Measure, *, falling: bool = True) -> Measure | None:
    """The other end of a range that begins with `low`: 9至15人, 4.5%—5%, 百分之五到十, 60纳米至45纳米,
    3%与5%之间; None where there is no range.

    Args:
        falling: whether the first end may be the larger one; both then print their unit.
    """
    mark = _RANGE_MARK.match(text, low.end)
    high = measure_at(text, mark.end()) if mark else None
    if mark is None or high is None or low.number.form in {"fraction", "half"} or low.sign == 0:
        return None
    if mark["between"] and not text.startswith("之间", high.end):
        return None
    if low.number.unit and high.unit is None and high.number.unit is None and high.number.form == "chinese":
        high = replace(high, number=replace(high.number, unit=low.number.unit))
    high = replace(high, sign=_sign_of_end(low, mark["sign"]))
    first, last = ends(low, high)
    if first is None:
        return None
    both = low.unit is not None and high.unit is not None
    return high if first < last or (first > last and both and falling) else None


def tolerance(text: str, low: Measure) -> tuple[Measure, Measure] | None:
    """Both ends of a number with what it may be off by: 22±2℃ is 20 to 24℃, -18±2℃ is -20 to -16℃."""
    mark = _OFF_BY.match(text, low.end)
    off = measure_at(text, mark.end()) if mark else None
    if off is None or not off.unit or low.unit_name not in (None, off.unit_name):
        return None
    middle, reach = low.number, off.number
    if {middle.scale, reach.scale} != {Decimal(1)} or {middle.form, reach.form} != {"digits"}:
        return None
    least, most = low.sign * middle.head - reach.head, low.sign * middle.head + reach.head
    return _with_value(low, least), _with_value(off, most)


def _with_value(measure: Measure, value: Decimal) -> Measure:
    """The measure with another value, its sign told apart."""
    number = replace(measure.number, head=plain(abs(value)))
    return replace(measure, number=number, sign=-1 if value < 0 else 1)


def law_range(text: str, low: Measure) -> tuple[Measure, int] | None:
    """The other end of a range as laws say it (5万元以上20万元以下), and where its last word ends."""
    above = next((word for word in _LOW if text.startswith(word, low.end)), None)
    high = measure_at(text, low.end + len(above)) if above else None
    below = next((word for word in _HIGH if high and text.startswith(word, high.end)), None)
    if high is None or below is None or low.sign != 1 or high.sign != 1:
        return None
    first, last = ends(low, high)
    return (high, high.end + len(below)) if first is not None and first < last else None


def _sign_of_end(low: Measure, printed: str | None) -> int:
    """A minus before the second end counts where the first has one (-5--3); one printed for both ends,
    before the first, counts for the second where that alone has the unit (零下5至10℃)."""
    if printed in {"负", "零下"}:
        return -1
    if low.sign > 0:
        return 1
    return -1 if printed or low.unit_name is None else 1


def _shares_scale(low: Measure, high: Measure) -> bool:
    """In 3-5万元 the 3 counts 万 as well; in 8000-1万元 it cannot."""
    return (
        low.unit_name is None
        and low.number.scale == 1
        and high.number.scale != 1
        and low.number.head < high.number.head
    )


def ends(low: Measure, high: Measure) -> tuple[Decimal | None, Decimal]:
    """Both ends in the unit of the second, multiplied out; the first is None where its unit is of another
    kind."""
    last = high.sign * plain(high.number.value + high.addend)
    if low.unit_name is not None and low.unit_name != high.unit_name:
        converted = convert(low.number.value * low.multiplier, low.unit_name, high.unit_name or "")
        return (None if converted is None else low.sign * plain(converted)), last
    value = plain(low.number.head * high.number.scale) if _shares_scale(low, high) else low.number.value
    return low.sign * plain(value + low.addend), last


def values(low: Measure, high: Measure | None) -> tuple[Decimal, Decimal | None]:
    """The value of a measure, or both ends of a range, the smaller first, number words multiplied out."""
    if high is not None:
        first, last = ends(low, high)
        return (last, None) if first is None else (min(first, last), max(first, last))
    number = low.number
    value = plain(number.value + low.addend) if low.addend else number.value
    if low.sign == 0:
        return -value, value
    upper = None if number.high is None else low.sign * plain(number.high * number.scale)
    return low.sign * value, upper
