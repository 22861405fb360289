"""Growth that a sentence tells together with both its ends: a year (年均), over last year (同比), 翻一番, and
per cent where percentage points are meant."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from parsers.notation.period import find_periods
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_deflated, is_plain, number
from pipeline.rules.records import Held
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, sides
from pipeline.rules.values import Printed, shown
from pipeline.rules.wording import say

_RISE: Final = "增长|增加|提高|提升|上升|扩大|递增|增幅|增速"
_FALL: Final = "下降|降低|减少|压减|缩短|缩减|递减|回落|降幅"
_CHANGE: Final = f"(?:{_RISE}|{_FALL})(?:率|速度|幅度)?(?:为|达到?|了)?"
_WORDS = re.compile(f"{_RISE}|{_FALL}|翻|增至|降至|升至|减至")
_FROM = re.compile(r"(?:从|由)[^，,、]{0,16}$")
_TO = re.compile(
    rf"^[^，,、0-9]{{0,6}}?(?:{_RISE}|{_FALL}|发展|壮大|扩容|扩展|增|升|降|减)(?:至|到|为|成)?了?(?:[^，,、]{{0,12}}的)?$"
)
_THAN = re.compile(r"(?:比|较)[^，,、]{0,14}的$")
_YEARLY = re.compile(rf"^[（(，,]?[^，,、。]{{0,6}}(?:年均|年平均|平均每年|每年平均)(?:复合)?{_CHANGE}$")
_OVER_LAST = re.compile(rf"^(?:同比|相比)?{_CHANGE}$")
_IN_ALL = re.compile(rf"^[（(，,]?[^，,、。年]{{0,4}}(?:累计|总计|共|净)?{_CHANGE}$")
_TIMES = re.compile(r"^[（(，,][^，,、。]{0,8}$")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_SLACK: Final = Decimal("0.6")  # percentage points: 8.7 is printed as 9
_NARROW: Final = Decimal("0.06")  # 12.35 is printed as 12.3 or 12.4
_DOUBLED: Final = (Decimal("0.97"), Decimal("1.5"))  # 翻一番 is said of 1.94 to 3 times as much
_RANKS: Final = ("位", "名", "年", "月", "日")


@dataclass(frozen=True, slots=True)
class _Growth:
    """Two amounts of a sentence, the earlier first, and the growth told of them."""

    clause: Clause
    old: Quantity
    new: Quantity
    told: Quantity
    between: str


def _grown(held: Held) -> Iterator[_Growth]:
    """由A增加到B，增长C."""
    for clause in clauses(held, _WORDS):
        found = clause.quantities
        for old, new, told in zip(found, found[1:], found[2:], strict=False):
            leads = _FROM.search(clause.between(clause.start, old.start))
            goes = _TO.match(clause.between(old.end, new.start))
            if leads and goes and _comparable(old, new) and told.qualifier == "exact":
                yield _Growth(clause, old, new, told, clause.between(new.end, told.start))


def _compared(held: Held) -> Iterator[_Growth]:
    """B，比上年的A增长C."""
    for clause in clauses(held, _WORDS):
        found = clause.quantities
        for new, old, told in zip(found, found[1:], found[2:], strict=False):
            if _THAN.search(clause.between(new.end, old.start)) and _comparable(old, new):
                yield _Growth(clause, old, new, told, clause.between(old.end, told.start))


def _comparable(old: Quantity, new: Quantity) -> bool:
    return is_plain(old, new) and old.unit == new.unit and old.unit not in _RANKS


def yearly_growth(held: Held) -> Iterator[Result]:
    """由A增加到B，年均增长C%, where both years are said."""
    for growth in _grown(held):
        years = _years(growth)
        if growth.told.unit != "%" or not _YEARLY.match(growth.between) or not years:
            continue
        yield from _checked(growth, "yearly_growth", _SLACK, partial(_a_year, years))


def _a_year(years: int, ratio: Decimal) -> Decimal:
    return ratio ** (Decimal(1) / years) - 1


def _years(growth: _Growth) -> int | None:
    """The years between both ends: those printed before each, else those of the plan named before them."""
    clause = growth.clause
    first = _YEAR.findall(clause.between(clause.start, growth.old.start))
    last = _YEAR.findall(clause.between(growth.old.end, growth.new.start))
    if first and last:
        return max(int(last[-1]) - int(first[-1]), 0) or None
    if first or last:
        return None
    named = [found for found in find_periods(clause.text) if found.start_year and found.end_year]
    spans = {(found.end_year or 0) - (found.start_year or 0) + 1 for found in named}
    return spans.pop() if len(spans) == 1 and spans != {1} else None


def growth_over_base(held: Held) -> Iterator[Result]:
    """B，比上年的A增长C%; 由上年的A增加到B，同比增长C%."""
    for growth in _compared(held):
        if growth.told.unit == "%" and _OVER_LAST.match(growth.between):
            yield from _over_base(growth)
    for growth in _grown(held):
        if growth.told.unit == "%" and "同比" in growth.between and _is_of_last_year(growth):
            yield from _over_base(growth)


def _over_base(growth: _Growth) -> Iterator[Result]:
    if growth.new.unit != "%":
        yield from _checked(growth, "growth_over_base", _NARROW, lambda ratio: ratio - 1)


def _is_of_last_year(growth: _Growth) -> bool:
    lead = growth.clause.between(growth.clause.start, growth.old.start)
    return any(word in lead for word in ("上年", "去年", "上一年", "同期"))


def _checked(
    growth: _Growth, code: str, slack: Decimal, grown: Callable[[Decimal], Decimal]
) -> Iterator[Result]:
    """The growth told against what both ends give, over all that their last places allow."""
    old, new, told = number(growth.old), number(growth.new), number(growth.told)
    spoken = growth.clause.between(growth.clause.start, growth.told.start)
    if old is None or new is None or told is None or is_deflated(spoken) or not _positive(old, new):
        return
    exact = grown(new.value / old.value)
    least = grown((new.value - new.half) / (old.value + old.half))
    most = grown((new.value + new.half) / (old.value - old.half))
    reach = [abs(end) * 100 for end in (least, exact, most)]
    room = slack + told.half
    if min(reach) - room <= abs(told.value) <= max(reach) + room:
        yield _agreed(growth, abs(told.value) != reach[1])
        return
    expected = f"{shown((abs(exact) * 100).quantize(Decimal('0.1')))}%"
    yield _finding(growth, code, expected)


def _positive(old: Printed, new: Printed) -> bool:
    return old.value - old.half > 0 and new.value - new.half > 0


def _agreed(growth: _Growth, rounded: bool) -> Agreed:
    return agreed(*map(growth.clause.side, (growth.told, growth.old, growth.new)), rounded=rounded)


def _finding(growth: _Growth, code: str, expected: str) -> Finding:
    said = {"old": growth.old.raw, "new": growth.new.raw, "stated": growth.told.raw}
    places = sides(*(growth.clause.side(part) for part in (growth.told, growth.old, growth.new)))
    return Finding(say(code, expected=expected, **said), places, expected, growth.told.raw)


def doubling(held: Held) -> Iterator[Result]:
    """由A增加到B，翻一番: whether B is about twice A."""
    for growth in (*_grown(held), *_compared(held)):
        old, new, told = number(growth.old), number(growth.new), growth.told
        if told.unit != "番" or told.value is None or not _TIMES.match(growth.between) or not old or not new:
            continue
        times = Decimal(2) ** int(told.value)
        ratio = new.value / old.value if old.value > 0 else times
        low, high = ratio * _room(old, new, -1), ratio * _room(old, new, 1)
        if high >= times * _DOUBLED[0] and low <= times * _DOUBLED[1]:
            yield _agreed(growth, ratio != times)
        else:
            yield _finding(growth, "doubling", f"×{shown(ratio.quantize(Decimal('0.01')))}")


def _room(old: Printed, new: Printed, sign: int) -> Decimal:
    """How far the last places let the ratio of both ends move."""
    return 1 + sign * (old.half / (old.value or Decimal(1)) + new.half / (new.value or Decimal(1)))


def percent_for_points(held: Held) -> Iterator[Result]:
    """由A%提高到B%，提高C%: the difference of two shares is counted in 个百分点."""
    for growth in (*_grown(held), *_compared(held)):
        old, new, told = number(growth.old), number(growth.new), number(growth.told)
        if growth.new.unit != "%" or growth.told.unit != "%" or not _IN_ALL.match(growth.between):
            continue
        if old is None or new is None or told is None or not old.value:
            continue
        difference = abs(new.value - old.value)
        relative = difference / old.value * 100
        is_difference = abs(told.value - difference) <= old.half + new.half + told.half
        if abs(told.value - relative) <= _NARROW + told.half or not is_difference:
            yield _agreed(growth, True)
        else:
            yield _finding(growth, "percent_for_points", f"{shown(difference)}个百分点")


RULES = (
    Rule(
        "yearly_growth",
        "warning",
        yearly_growth,
        "A sentence tells two amounts with their years and a growth a year that does not lead from one to the"
        " other.",
        "由2020年的2万人增加到2025年的3万人，年均增长15.4% (it is 8.4%)",
        "Reckon again and correct one of the three.",
        "Growth at constant prices; metrics of the vocabulary constant_prices are left out.",
    ),
    Rule(
        "growth_over_base",
        "warning",
        growth_over_base,
        "A sentence tells two amounts and a growth of one over the other that they do not give.",
        "完成120亿元，比上年的100亿元增长25% (it is 20%)",
        "Reckon again and correct one of the three.",
        "Growth on a comparable basis (可比口径).",
    ),
    Rule(
        "doubling",
        "warning",
        doubling,
        "翻一番 is said of two amounts, and the second is not about twice the first.",
        "从100家增加到180家，实现翻一番",
        "Correct the amount or the words.",
        "Less than 3 % short of double, or up to three times as much, is let pass.",
    ),
    Rule(
        "percent_for_points",
        "warning",
        percent_for_points,
        "The difference of two shares is told in per cent, not in percentage points.",
        "由40%提高到50%，提高10% (10个百分点; 25%)",
        "Write 个百分点.",
        "A relative growth that happens to equal the difference.",
    ),
)
