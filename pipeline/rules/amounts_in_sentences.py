"""Amounts of one sentence that belong together: a share with part and whole, an amount per head with amount
and population, digits with 大写."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from models.units import convert
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_plain, number, percent
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, agreed, sides
from pipeline.rules.values import Printed, money, shown
from pipeline.rules.wording import say

_SHARE = re.compile(
    r"^[（(，,、]?(?:约)?(?:占比|占总数的?|占全部的?|占全[市省县区部国]的?|占其中?的?|比重|所占比重|占总[额量]的?|占)(?:为|达到?|约)?$"
)
_SHARE_OF = re.compile(
    r"^[（(，,、]?约?占(?P<whole>[\u4e00-\u9fff]{2,8}?)的?(?:比重|比例|份额)?(?:为|达到?|约)?$"
)
_OF_WHOLE = re.compile(r"^[，,（(、：:]?其中")
_CAPITAL = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟]")
_CAPITALS = re.compile(r"[（(，,、]?\s*(?:人民币)?(?:大写|小写|人民币)?[:：为]?\s*(?:人民币)?\s*[¥￥]?\s*$")
_DIGIT = re.compile("[0-9]")
_PER_HEAD = re.compile(r"(?:^|[，,、；（(])人均([^，,、；（(）)0-9]{2,16}?)(?:为|达到?|约|是|有)?$")
_HEADS = re.compile(r"(?:人口|居民)(?:总?数|总量|规模)?(?:为|达到?|约|是|有)?$")
_NAME = re.compile(r"[^，,、；（(）)0-9]{2,20}$")
_AGREE: Final = Decimal("0.6")
_SLACK: Final = Decimal("0.02")


def share_of_amounts(held: Held) -> Iterator[Result]:
    """A，其中B，占比C%: whether C is B out of A."""
    for clause in clauses(held, re.compile("占|比重")):
        found = clause.quantities
        for whole, part, share in zip(found, found[1:], found[2:], strict=False):
            leads = _OF_WHOLE.match(clause.between(whole.end, part.start))
            told = _is_share(clause, whole, clause.between(part.end, share.start))
            same = whole.unit == part.unit and whole.unit not in (None, "%")
            if leads and told and same and share.unit == "%" and is_plain(whole, part, share):
                yield from _share(clause, whole, part, share)


def _is_share(clause: Clause, whole: Quantity, between: str) -> bool:
    """占比, or 占 with the name of the whole (总投资60亿元 … 占总投资的30%)."""
    named = _SHARE_OF.match(between)
    return _SHARE.match(between) is not None or (
        named is not None and clause.before(whole).endswith(named["whole"])
    )


def _share(clause: Clause, whole: Quantity, part: Quantity, share: Quantity) -> Iterator[Result]:
    of, amount, told = number(whole), number(part), number(share)
    if of is None or amount is None or told is None or of.value <= of.half or amount.value > of.value:
        return
    exact = percent(amount.value, of.value)
    low = percent(amount.value - amount.half, of.value + of.half)
    high = percent(amount.value + amount.half, of.value - of.half)
    if low - told.half - _SLACK <= told.value <= high + told.half + _SLACK:
        yield agreed(*map(clause.side, (share, part, whole)), rounded=told.value != exact)
        return
    expected = f"{shown(exact.quantize(Decimal('0.1')))}%"
    message = say("share_of_amounts", part=part.raw, whole=whole.raw, expected=expected, stated=share.raw)
    yield Finding(message, sides(*map(clause.side, (share, part, whole))), expected, share.raw)


def per_head(held: Held) -> Iterator[Result]:
    """人口A，某某B，人均某某C: whether C is B for each of A."""
    for clause in clauses(held, re.compile("人均")):
        people = [one for one in clause.quantities if one.unit == "人" and _HEADS.search(clause.before(one))]
        if len(people) != 1:
            continue
        for each in clause.quantities:
            named = _PER_HEAD.search(clause.before(each))
            amounts = [one for one in clause.quantities if named and _is_of(clause, one, each, named[1])]
            if len(amounts) == 1 and is_plain(people[0], amounts[0], each):
                yield from _each(clause, people[0], amounts[0], each)


def _is_of(clause: Clause, one: Quantity, each: Quantity, name: str) -> bool:
    before = _NAME.search(re.sub("(?:为|达到?|约|是|有)$", "", clause.before(one)))
    named = before is not None and before[0].endswith(name) and not before[0].endswith("人均" + name)
    return one is not each and _scale(one, each) is not None and named


def _scale(amount: Quantity, each: Quantity) -> Decimal | None:
    """How many of the unit told per head one unit of the amount is (吨 and 公斤: 1000)."""
    if amount.unit == each.unit:
        return Decimal(1)
    return convert(Decimal(1), amount.unit or "", each.unit or "")


def _each(clause: Clause, people: Quantity, amount: Quantity, each: Quantity) -> Iterator[Result]:
    heads, whole, told = number(people), number(amount), number(each)
    if heads is None or whole is None or told is None or heads.value <= heads.half:
        return
    scale = _scale(amount, each) or Decimal(1)
    whole = Printed(whole.value * scale, whole.half * scale)
    exact = whole.value / heads.value
    reach = _reach(whole, heads)
    if reach[0] - told.half <= told.value <= reach[1] + told.half:
        yield agreed(*map(clause.side, (each, amount, people)), rounded=told.value != exact)
        return
    rounded = exact.quantize(Decimal("0.01"))
    expected = money(rounded) if each.unit == "元" else f"{shown(rounded)}{each.unit or ''}"
    message = say("per_head", amount=amount.raw, people=people.raw, expected=expected, stated=each.raw)
    yield Finding(message, sides(*map(clause.side, (each, amount, people))), expected, each.raw)


def _reach(whole: Printed, heads: Printed) -> tuple[Decimal, Decimal]:
    """Between which values the quotient lies; people are counted at other times of the year, too."""
    low = (whole.value - whole.half) / (heads.value + heads.half)
    high = (whole.value + whole.half) / (heads.value - heads.half)
    return low * (1 - _SLACK), high * (1 + _SLACK)


def _is_money(clause: Clause, digits: Quantity) -> bool:
    """元, or a bare number behind ¥."""
    signed = clause.before(digits)[-1:] in ("¥", "￥")
    return digits.unit == "元" or (digits.unit is None and signed)


def capital_amount(held: Held) -> Iterator[Result]:
    """An amount in digits against the same in capitals (大写) behind it."""
    for clause in clauses(held, _CAPITAL):
        for one, other in pairwise(clause.quantities):
            digits, capitals = (one, other) if _DIGIT.search(one.raw) else (other, one)
            if not _DIGIT.search(digits.raw) or not _CAPITAL.search(capitals.raw):
                continue
            between = clause.between(one.end, other.start)
            if not _CAPITALS.fullmatch(between) or not _is_money(clause, digits) or capitals.unit != "元":
                continue
            if digits.value == capitals.value:
                yield agreed(clause.side(capitals), clause.side(digits))
                continue
            message = say("capital_amount", digits=digits.raw, capitals=capitals.raw)
            yield Finding(message, sides(*map(clause.side, (capitals, digits))), digits.raw, capitals.raw)


RULES = (
    Rule(
        "share_of_amounts",
        "warning",
        share_of_amounts,
        "A sentence tells a whole, a part of it and the part's share, and the share is another.",
        "生产总值1000亿元，其中数字经济300亿元，占比35% (it is 30%)",
        "Reckon again and correct one of the three.",
        "A share of another whole than the one printed before.",
    ),
    Rule(
        "per_head",
        "warning",
        per_head,
        "A sentence tells a population, an amount and the amount per head, which is another.",
        "人口50万人，绿地面积1000万平方米，人均绿地面积15平方米 (it is 20)",
        "Reckon again and correct one of the three.",
        "A mean population of the year; 2 % of difference is let pass.",
    ),
    Rule(
        "capital_amount",
        "error",
        capital_amount,
        "An amount in digits and the same amount in capitals (大写) differ.",
        "1200万元（大写：壹仟叁佰万元整）",
        "Correct one of the two.",
        "Two amounts side by side that are not the same.",
    ),
)
