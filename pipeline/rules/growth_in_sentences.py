"""Growth that a sentence tells together with both its ends: a year (年均), over last year (同比), 翻一番, and
per cent where percentage points are meant."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Final

from parsers.notation.period import find_periods
from pipeline.rules.clauses import is_deflated, is_plain, number
from pipeline.rules.growth_pairs import CHANGE, Growth, compared, grown_on, risen, years_between
from pipeline.rules.records import Held
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, sides
from pipeline.rules.values import Printed, money, shown
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 年均增长9.5%
_YEARLY = re.compile(rf"^[（(，,]?[^，,、。]{{0,6}}(?:{any_of('yearly')})(?:复合)?{CHANGE}$")
# 同比增长12%
_OVER_LAST = re.compile(rf"^[，,（(]?(?:{any_of('over_last_year')})?{CHANGE}$")
# 五年累计增长20%: over all years, not a year
_IN_ALL = re.compile(rf"^[（(，,]?[^，,、。年]{{0,4}}(?:{any_of('in_all_grown')})?{CHANGE}$")
_TIMES = re.compile(r"^(?:[（(，,][^，,、。]{0,8})?翻?了?$")
# ，是2020年的3倍
_OF_IT = re.compile(rf"^[，,（(](?:约)?(?:{any_of('is_times')})[^，,、。]{{1,12}}的$")
_MORE = re.compile(rf"^[（(，,]?[^，,、。年]{{0,4}}{CHANGE}$")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_POINTS: Final = ("个百分点", "百分点")
_LOWER_BOUNDS: Final = ("over", "at_least")
_SLACK: Final = Decimal("0.6")  # percentage points: 8.7 is printed as 9
_NARROW: Final = Decimal("0.06")  # 12.35 is printed as 12.3 or 12.4
_DOUBLED: Final = (Decimal("0.97"), Decimal("1.5"))  # 翻一番 is said of 1.94 to 3 times as much
_HALF: Final = Decimal("0.5")
_TIMES_SLACK: Final = Decimal("0.8")  # of half a whole number: 2.6 may be called 3倍, 2.5 hardly


def yearly_growth(held: Held) -> Iterator[Result]:
    """由A增加到B，年均增长C%, where both years are said."""
    for growth in (*held.once(risen), *held.once(compared)):
        if growth.told.unit != "%" or not _YEARLY.match(growth.between):
            continue
        found = [
            result
            for years in _years(growth)
            for result in _checked(growth, "yearly_growth", _SLACK, partial(_a_year, years))
        ]
        fitting = [result for result in found if isinstance(result, Agreed)]
        yield from (fitting or found)[:1]


def _a_year(years: int, ratio: Decimal) -> Decimal:
    return ratio ** (Decimal(1) / years) - 1


def _years(growth: Growth) -> tuple[int, ...]:
    """The years that may lie between both ends: between those printed before each, else those of the one
    span named before them, whose first year (2016—2020年) may be the base or the first year after it."""
    printed = years_between(growth)
    if printed is not None:
        return (printed[1] - printed[0],)
    clause = growth.clause
    inside = clause.between(min(growth.old.start, growth.new.start), max(growth.old.end, growth.new.end))
    lead = clause.between(clause.start, growth.old.start)
    if _YEAR.search(inside) or any(one.start_year == one.end_year for one in find_periods(lead)):
        return ()
    named = [found for found in find_periods(clause.text) if found.start_year and found.end_year]
    ends = {(found.start_year or 0, found.end_year or 0) for found in named} - {(0, 0)}
    if len(ends) != 1:
        return ()
    first, last = ends.pop()
    spans = (last - first, last - first + 1) if str(first) in clause.text else (last - first + 1,)
    return spans if last > first else ()


def growth_over_base(held: Held) -> Iterator[Result]:
    """B，比上年的A增长C%; 由上年的A增加到B，同比增长C%; B，比上年的A增加C."""
    for growth in held.once(compared):
        if growth.told.unit == "%" and _OVER_LAST.match(growth.between):
            yield from _over_base(growth)
        elif _OVER_LAST.match(growth.between):
            yield from _more_than_base(growth)
    for growth in risen(held):
        if growth.told.unit == "%" and "同比" in growth.between and _is_of_last_year(growth):
            yield from _over_base(growth)


def _over_base(growth: Growth) -> Iterator[Result]:
    if growth.new.unit != "%":
        yield from _checked(growth, "growth_over_base", _NARROW, lambda ratio: ratio - 1)


def _more_than_base(growth: Growth) -> Iterator[Result]:
    """The difference told against that of both ends: in their unit, of shares in percentage points."""
    old, new, told = number(growth.old), number(growth.new), number(growth.told)
    unit = growth.told.unit in _POINTS if growth.new.unit == "%" else growth.told.unit == growth.new.unit
    if old is None or new is None or told is None or not unit or not is_plain(growth.new, growth.told):
        return
    difference = abs(new.value - old.value)
    if abs(abs(told.value) - difference) <= old.half + new.half + told.half:
        yield _agreed(growth, abs(told.value) != difference)
    else:
        spoken = money(difference) if growth.told.unit == "元" else f"{shown(difference)}{growth.told.unit}"
        yield _finding(growth, "growth_over_base", spoken)


def _is_of_last_year(growth: Growth) -> bool:
    lead = growth.clause.between(growth.clause.start, growth.old.start)
    years = years_between(growth)
    of_last = years is not None and years[1] == years[0] + 1
    return of_last or any(word in lead for word in ("上年", "去年", "上一年", "同期"))


def _checked(
    growth: Growth, code: str, slack: Decimal, grown: Callable[[Decimal], Decimal]
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


def _agreed(growth: Growth, rounded: bool) -> Agreed:
    return agreed(*map(growth.clause.side, (growth.told, growth.old, growth.new)), rounded=rounded)


def _finding(growth: Growth, code: str, expected: str) -> Finding:
    said = {"old": growth.old.raw, "new": growth.new.raw, "stated": growth.told.raw}
    places = sides(*(growth.clause.side(part) for part in (growth.told, growth.old, growth.new)))
    return Finding(say(code, expected=expected, **said), places, expected, growth.told.raw)


def doubling(held: Held) -> Iterator[Result]:
    """由A增加到B，翻一番: whether B is about twice A."""
    for growth in (*held.once(risen), *held.once(compared), *held.once(grown_on)):
        old, new, told = number(growth.old), number(growth.new), growth.told
        if told.unit == "倍" and old and new:
            yield from _times(growth, old, new)
        if told.unit != "番" or told.value is None or not _TIMES.match(growth.between) or not old or not new:
            continue
        times = Decimal(2) ** int(told.value)
        ratio = new.value / old.value if old.value > 0 else times
        low, high = ratio * _room(old, new, -1), ratio * _room(old, new, 1)
        if high >= times * _DOUBLED[0] and low <= times * _DOUBLED[1]:
            yield _agreed(growth, ratio != times)
        else:
            yield _finding(growth, "doubling", f"×{shown(ratio.quantize(Decimal('0.01')))}")


def _times(growth: Growth, old: Printed, new: Printed) -> Iterator[Result]:
    """B是A的三倍, or grew by so many times."""
    told, of_it = number(growth.told), _OF_IT.match(growth.between)
    if told is None or old.value <= 0 or not (of_it or _MORE.match(growth.between)):
        return
    ratio = new.value / old.value - (0 if of_it else 1)
    room = told.half * (_TIMES_SLACK if told.half == _HALF else 1)
    low, high = ratio * _room(old, new, -1), ratio * _room(old, new, 1)
    if growth.told.qualifier != "exact" or is_deflated(growth.clause.text):
        return
    if growth.new.qualifier in _LOWER_BOUNDS:
        high = max(high, told.value)  # how much more is not told
    elif growth.new.qualifier != "exact":
        return
    if low <= told.value + room and told.value - room <= high:
        yield _agreed(growth, ratio != told.value)
    else:
        yield _finding(growth, "doubling", f"{shown(ratio.quantize(Decimal('0.1')))}倍")


def _room(old: Printed, new: Printed, sign: int) -> Decimal:
    """How far the last places let the ratio of both ends move."""
    return 1 + sign * (old.half / (old.value or Decimal(1)) + new.half / (new.value or Decimal(1)))


def percent_for_points(held: Held) -> Iterator[Result]:
    """由A%提高到B%，提高C%: the difference of two shares is counted in 个百分点."""
    for growth in (*held.once(risen), *held.once(compared)):
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
        "翻一番 or N倍 is said of two amounts, and the second is not about so many times the first.",
        "从100家增加到180家，实现翻一番; 由2万辆增加到5万辆，是2020年的3倍",
        "Correct the amount or the words.",
        "Less than 3 % short of double, or up to three times as much, is let pass; 倍 at constant prices.",
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
