"""Exact numbers with what was printed of them, compared as XBRL Calculations 1.1 does: agrees, agrees within
rounding, contradicts.

A printed number stands for the interval of half a unit of its last place around it; a sum of numbers for the
sum of the intervals.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from models.quick import quick
from parsers.notation.numerals import fold
from pipeline.rules.records import FigureRow

Agreement = Literal["agrees", "rounded", "contradicts"]
_NUMBER = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(\d+))?")
_HALF = Decimal("0.5")
_ABOUT: Final = Decimal("0.05")
_OVER: Final = Decimal("1.3")  # 4000余, 4000以上
_OVER_FEW: Final = 2  # 5个以上
_FEW: Final = 100
_NEAR: Final = Decimal("0.8")
_BELOW: Final = Decimal("0.5")


@quick
@dataclass(frozen=True, slots=True)
class Printed:
    """A value and half a unit of its last printed place, both in the same unit."""

    value: Decimal
    half: Decimal


def printed(raw: str | None, value: Decimal | None) -> Printed | None:
    """A value with the precision of the text it was read from (2.7万 → 27000 ± 500); None without a value."""
    if value is None:
        return None
    found = _number_in(raw or "")
    if found is None:
        return Printed(value, Decimal(0))
    number, half = found
    return Printed(value, half * abs(value / number) if number else half)


@lru_cache(maxsize=4096)  # each rule asks for the same numbers
def _number_in(raw: str) -> tuple[Decimal, Decimal] | None:
    """The first number of a text, and half a unit of its last place."""
    found = _NUMBER.search(fold(raw))
    if found is None:
        return None
    whole, places = found[1].replace(",", "").replace("，", ""), found[2] or ""
    return Decimal(f"{whole}.{places}"), _HALF * Decimal(10) ** -len(places)


def total(parts: Iterable[Printed]) -> Printed:
    """The sum, with the sum of the halves."""
    listed = list(parts)
    return Printed(
        sum((part.value for part in listed), Decimal(0)), sum((part.half for part in listed), Decimal(0))
    )


def compare(one: Printed, other: Printed) -> Agreement:
    """How two numbers that should be the same agree."""
    difference = abs(one.value - other.value)
    if not difference:
        return "agrees"
    return "rounded" if difference <= one.half + other.half else "contradicts"


def interval(figure: FigureRow) -> tuple[Decimal, Decimal] | None:
    """Between which values a figure's true value lies, its qualifier considered (约, 余, 以上, 近, 以内);
    None without a value."""
    return bounds(figure.raw, figure.value, figure.value_max, figure.qualifier)


def bounds(
    raw: str, value: Decimal | None, value_max: Decimal | None, qualifier: str
) -> tuple[Decimal, Decimal] | None:
    """The same for a value by its parts."""
    found = printed(raw, value)
    if found is None:
        return None
    low, high = found.value - found.half, max(found.value, value_max or found.value) + found.half
    size = abs(found.value)
    if qualifier in ("approx", "about"):
        return low - size * _ABOUT, high + size * _ABOUT
    if qualifier in ("over", "at_least"):
        return low, max(high, size * (_OVER if size >= _FEW else _OVER_FEW))
    if qualifier == "near":
        return size * _NEAR, high
    return (size * _BELOW, high) if qualifier == "up_to" else (low, high)


def power_of_ten(one: Decimal, other: Decimal) -> int | None:
    """How many tens one number is the other times, when it is 10, 100 … of it exactly; None else."""
    if not one or not other or one == other:
        return None
    large, small = max(abs(one), abs(other)), min(abs(one), abs(other))
    ratio = large / small
    exponent = ratio.adjusted()
    return exponent if exponent and ratio == Decimal(10) ** exponent else None


def shown(value: Decimal) -> str:
    """A number as a person writes it: no exponent, no trailing zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def money(value: Decimal) -> str:
    """An amount of 元 in 亿元 or 万元."""
    for size, unit in ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元")):
        if abs(value) >= size:
            return f"{shown(value / size)}{unit}"
    return f"{shown(value)}元"
