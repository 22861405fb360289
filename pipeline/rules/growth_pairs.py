"""Sentences that tell two amounts and the growth between them, in the orders in which plans and reports tell
them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_plain
from pipeline.rules.records import Held
from pipeline.rules.words import any_of

RISE: Final = any_of("rise")
FALL: Final = any_of("fall")
CHANGE: Final = f"(?:{RISE}|{FALL})(?:{any_of('behind_change')})?(?:为|达到?|了)?"
_WORDS = re.compile(f"{RISE}|{FALL}|翻|{any_of('to_another')}")
# 从2020年的, 由上年的
_FROM = re.compile(r"(?:从|由)[^，,、]{0,16}$")
# 提高到, 减少至
_TO = re.compile(
    rf"^[^，,、0-9]{{0,6}}?(?:{RISE}|{FALL}|{any_of('grows_from')})(?:至|到|为|成)?了?(?:[^，,、]{{0,12}}的)?$"
)
# 比2020年的3000人增加…, 比上年50亿元增长…
_THAN = re.compile(
    rf"(?:比|较)(?:[^，,、]{{0,14}}的|[^，,、的]{{0,6}}(?:{any_of('last_year')}|(?:19|20)\d\d年)(?:{any_of('same_time')})?)$"
)
# 达到860万人次，上年为800万人次
_LAST = re.compile(rf"[，,（(](?:而)?(?:{any_of('last_year')})(?:同期)?(?:{any_of('was')})?$")
# B，是上年A的两倍
_IS_OF = re.compile(rf"^[，,（(](?:约)?(?:{any_of('is_times')})[^，,、。]{{1,12}}$")
# 2015年为3000万，2020年达到3600万; 2020年1000万，2019年为1250万
_SECOND_YEAR = re.compile(rf"^[，,](?:到|至)?(?:19|20)\d\d年(?:年?底|年?末)?(?:{any_of('comes_to_by')})?$")
# 在50万吨的基础上翻一番
_ON_BASIS = re.compile(rf"^的?(?:{any_of('on_basis')})[，,]?(?:实现)?$")
_REACHES = re.compile(rf"^[，,](?:{any_of('whole_size')})?(?:{any_of('reaches_by')})$")
# 翻番, 翻一倍
_DOUBLED = re.compile(any_of("doubled"))
_RANKS: Final = ("位", "名", "年", "月", "日")


@dataclass(frozen=True, slots=True)
class Growth:
    """Two amounts of a sentence, the earlier first, the growth told of them, and the words that lead to
    it."""

    clause: Clause
    old: Quantity
    new: Quantity
    told: Quantity
    between: str


def risen(held: Held) -> Iterator[Growth]:
    """由A增加到B，增长C; 2015年为A，2020年达到B，增长C; 2020年B，2019年为A，增长C."""
    for clause in held.once(_clauses):
        for old, new, told in _threes(clause):
            lead = clause.between(clause.start, old.start)
            between = clause.between(old.end, new.start)
            moves = _FROM.search(lead) and _TO.match(between)
            dated = re.search(r"(?:19|20)\d\d年", lead) and _SECOND_YEAR.match(between)
            if (moves or dated) and _comparable(old, new) and told.qualifier == "exact":
                yield _in_time(Growth(clause, old, new, told, clause.between(new.end, told.start)))


def compared(held: Held) -> Iterator[Growth]:
    """B，比上年的A增长C; B，上年为A，增长C; B，增长C，上年为A; 比A增长C，达到B;
    B，是上年A的C倍."""
    for clause in held.once(_clauses):
        for one, two, three in _threes(clause):
            first, second = clause.between(one.end, two.start), clause.between(two.end, three.start)
            if (_THAN.search(first) or _LAST.search(first)) and _comparable(two, one):
                yield Growth(clause, two, one, three, second)
            elif _LAST.search(second) and _comparable(three, one):
                yield Growth(clause, three, one, two, first)
            elif three.unit == "倍" and second == "的" and _IS_OF.match(first) and _is_of_kind(two, one):
                yield Growth(clause, two, one, three, first + second)
            elif _THAN.search(clause.between(clause.start, one.start)) and _REACHES.match(second):
                yield from _reached(clause, one, two, three, first)


def _in_time(growth: Growth) -> Growth:
    """With both amounts changed over where the second is of an earlier year."""
    turned = replace(growth, old=growth.new, new=growth.old)
    return growth if years_between(turned) is None else turned


def grown_on(held: Held) -> Iterator[Growth]:
    """在A的基础上翻一番，达到B."""
    for clause in held.once(_clauses):
        for old, told, new in _threes(clause):
            between = clause.between(old.end, told.start)
            if _ON_BASIS.match(between) and _REACHES.match(clause.between(told.end, new.start)):
                yield from _reached(clause, old, told, new, "")


def _reached(clause: Clause, old: Quantity, told: Quantity, new: Quantity, between: str) -> Iterator[Growth]:
    if _comparable(old, new):
        yield Growth(clause, old, new, told, between)


def _clauses(held: Held) -> Iterator[Clause]:
    return clauses(held, _WORDS)


def _threes(clause: Clause) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    found = _with_doublings(clause)
    yield from zip(found, found[1:], found[2:], strict=False)


def _with_doublings(clause: Clause) -> tuple[Quantity, ...]:
    """The quantities, 翻番 without a number among them as once."""
    found = list(clause.quantities)
    for match in _DOUBLED.finditer(clause.text) if found else ():
        start, end = clause.start + match.start(), clause.start + match.end()
        if not any(one.start < end and start < one.end for one in found):
            found.append(_once(found[0], start, end, match[0]))
    return tuple(sorted(found, key=lambda one: one.start))


def _once(like: Quantity, start: int, end: int, raw: str) -> Quantity:
    """翻番 as a quantity of one 番."""
    one = Decimal(1)
    return replace(
        like,
        start=start,
        end=end,
        raw=raw,
        value=one,
        printed_value=one,
        unit="番",
        printed_unit="番",
        qualifier="exact",
    )


def _comparable(old: Quantity, new: Quantity) -> bool:
    return is_plain(new) and _is_of_kind(old, new)


def _is_of_kind(old: Quantity, new: Quantity) -> bool:
    """Whether both count the same, the later perhaps as a bound (突破20亿元，是2015年6亿元的3倍)."""
    return is_plain(old) and old.unit == new.unit and old.unit not in _RANKS and new.value_max is None


def years_between(growth: Growth) -> tuple[int, int] | None:
    """The years printed right before each of both amounts."""
    clause, year = growth.clause, re.compile(r"((?:19|20)\d\d)年")
    ends = []
    for amount in (growth.old, growth.new):
        others = [one.end for one in (growth.old, growth.new, growth.told) if one.end <= amount.start]
        said = year.findall(clause.between(max(others, default=clause.start), amount.start))
        ends.append(int(said[-1]) if said else None)
    return (ends[0], ends[1]) if ends[0] and ends[1] and ends[0] < ends[1] else None
