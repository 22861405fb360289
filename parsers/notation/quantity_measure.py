"""One number with the unit behind it, at a known place of folded text."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from models.quick import quick
from parsers.notation.numerals import BLANK, DIGIT, DIGITS, plain
from parsers.notation.powers import RAISED
from parsers.notation.quantity_number import Number, number_at
from parsers.notation.quantity_words import COUNTED_KINDS, Modifier, UnitMatch, modifier_at, unit_at

_PRODUCT = re.compile(rf"(?<![\d.])([1-9]\d?){BLANK}?[×xX*✕]{BLANK}?(?=\d)")
_SIZES = frozenset({"length", "area", "volume", "time", "bandwidth"})  # 3×5米 is a size, 7×24小时 a saying
_GAP = re.compile(f"{BLANK}*[{RAISED}]{{0,2}}{BLANK}*")
_ONES = re.compile(rf"({DIGIT})(?=$|[，。；：、！？,;)）”’以左的多])")
_TENTHS = Decimal(10)
_ZERO = Decimal(0)
_DIVIDED = frozenset({"share", "multiple", "time", "measure"})


@quick
@dataclass(frozen=True, slots=True)
class Measure:
    """One number and the unit behind it; `end` is behind both.

    `sign` is -1 behind a minus or 负, 0 behind ± (both ways); `ones` what a digit behind the unit adds
    (六成五).
    """

    number: Number
    unit: UnitMatch | None
    end: int
    sign: int = 1
    ones: Decimal = _ZERO

    @property
    def unit_name(self) -> str | None:
        """The stored name of the unit, or what the notation holds (百分之七)."""
        return self.unit.name if self.unit else self.number.unit

    @property
    def addend(self) -> Decimal:
        """What stands behind the unit and belongs to the number: a half (3年半), a digit of ones (六成五)."""
        return self.ones + (self.unit.word.addend if self.unit else _ZERO)

    @property
    def multiplier(self) -> Decimal:
        """What the unit counts (成: 10 %)."""
        return self.unit.multiplier if self.unit else Decimal(1)


def measure_at(text: str, start: int, *, ranked: bool = False) -> Measure | None:
    """The number that starts here with its unit, if any."""
    number = number_at(text, start)
    if number is None:
        return None
    if product := _product(text, start):
        return product
    unit = None if number.unit else _unit_behind(text, number, ranked)
    return _with_ones(text, Measure(number, unit, unit.end if unit else number.end))


def _product(text: str, start: int) -> Measure | None:
    """So many times one size: 2×35万千瓦 is 70万千瓦."""
    times = _PRODUCT.match(text, start)
    each = number_at(text, times.end()) if times else None
    if times is None or each is None or each.form != "digits":
        return None
    unit = _unit_behind(text, each, ranked=False)
    if unit is None or unit.word.kind != "measure" or unit.word.dimension in _SIZES:
        return None
    number = replace(each, start=start, head_start=start, head=plain(each.head * int(times[1])))
    return Measure(number, unit, unit.end)


def _with_ones(text: str, measure: Measure) -> Measure:
    if measure.unit is None or measure.unit.multiplier != _TENTHS or measure.unit.word.addend:
        return measure
    digit = _ONES.match(text, measure.end)
    return replace(measure, end=digit.end(), ones=DIGITS[digit[1]] / _TENTHS) if digit else measure


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
    if unit.word.name == "级" and number.scale_text:  # 5000亿级
        return False
    more = unit.word.addend or unit.word.more
    article = number.lone and number.head == 1 and unit.word.kind in COUNTED_KINDS and not more
    return ranked or not article


def after_of(text: str, measure: Measure) -> Modifier | None:
    """以上, 左右, 以内 behind a measure; 多 and 余 behind one that can be divided (两倍多, 5公里多)."""
    if after := after_at(text, measure.end):
        return after
    divided = measure.unit is not None and measure.unit.word.kind in _DIVIDED and not measure.number.qualifier
    return modifier_at(text, measure.end, "unit") if divided else None


def after_at(text: str, position: int) -> Modifier | None:
    """以上, 左右, 以内 at a place."""
    return modifier_at(text, position, "after")
