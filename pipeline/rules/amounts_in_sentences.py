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
from pipeline.rules.words import any_of

# 民生支出150亿元，占比75%
_SHARE = re.compile(
    rf"^[（(，,、]?(?:约)?(?:{any_of('share_said')}|占全[市省县区部国]的?|占其中?的?|比重|所占比重|占总[额量]的?|占)(?:为|达到?|约)?$"
)
# 林地30万亩，占土地总面积的45%
_SHARE_OF = re.compile(
    rf"^[（(，,、]?约?占(?P<whole>[\u4e00-\u9fff]{{2,8}}?)(?:{any_of('whole_amount')})?的?(?:{any_of('proportion')})?(?:为|达到?|约)?$"
)
# 在120个村中，90个…: what the next number is a part of
_OUT_OF = re.compile("(?:在|全[市县省区州])[^，,。；;]{0,4}$")
# 120个村中，已通光纤…
_AMONG = re.compile(r"^[^，,。；;]{1,10}中[，,][^，,。；;0-9]{0,10}$")
# 老年人口9万人，占常住人口45万人的20%
_OUT_OF_NAMED = re.compile(r"^[（(，,]?约?占[^，,、。；;0-9]{0,14}$")
_OF_IT = re.compile(rf"^的(?:{any_of('proportion')})?(?:{any_of('reaches')})?$")
# 接种10万人，覆盖率达到
_RATE = re.compile(
    rf"^[^。；;0-9]{{0,30}}[，,][^，,。；;0-9]{{0,8}}(?:{any_of('rate_said')})(?:为|达到?|约)?$"
)
_NEXT_NAME = re.compile(r"[^，,。；;、]{0,4}[，,][^，,。；;、0-9]{2,14}")
# ，其中林地占比
_PART_SHARE = re.compile(
    rf"^[，,](?:其中)?(?P<name>[^，,。；;、0-9]{{2,12}}?)(?:{any_of('part_share')})(?:为|达到?|约)?$"
)
# 面积12平方公里、8平方公里，共计
_COMES_TO = re.compile(rf"^[，,](?:{any_of('adds_up')})?$")
_OF_WHOLE = re.compile(r"^[，,（(、：:]?其中")
# 叁佰肆拾万元整: amounts of contracts are written a second time
_CAPITAL = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟]")
# ¥2,600,000.00
_SIGNED = re.compile(r"[¥￥]\s*((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)(?![\d,，.]*[万亿千百元])")
# 350万元（大写：叁佰伍拾万元整）: what stands between the two
_CAPITALS = re.compile(
    rf"[整正]?[）)]?[（(，,、：:]?\s*(?:人民币)?(?:{any_of('capitals_lead')})?[:：为]?\s*(?:人民币)?\s*[¥￥]?\s*$"
)
_DIGIT = re.compile("[0-9]")
# 人均绿地面积为, 每万人拥有发明专利
_PER_HEAD = re.compile(
    rf"(?:^|[，,、；（(])(?:人均|每(?P<heads>百|千|万|十万)(?:名|位)?(?:{any_of('residents')})?(?:{any_of('heads')})(?:{any_of('has_each')})?)"
    rf"(?P<name>[^，,、；（(）)0-9]{{2,16}}?)数?(?:{any_of('reaches')})?$"
)
# ，人均
_BARE_HEAD = re.compile(rf"^[，,（(](?:{any_of('per_head')})(?:{any_of('reaches')})?$")
# 耕地面积75万亩，人均耕地1.5亩
_MEASURED_AS = re.compile(f"(?:{any_of('measured_as')})$")
_GIVEN = re.compile(any_of("given_to_some"))
_AMOUNT_AND_EACH: Final = ("amount", "each")
_HEADS_OF: Final = {None: 1, "百": 100, "千": 1000, "万": 10000, "十万": 100000}
# 全市常住人口80万人
_HEADS = re.compile(rf"(?:{any_of('population')})(?:总?数|总量|规模)?(?:{any_of('reaches')})?$")
_NAME = re.compile(r"[^，,、；（(）)0-9]{2,20}$")
_AGREE: Final = Decimal("0.6")
_SLACK: Final = Decimal("0.02")


def share_of_amounts(held: Held) -> Iterator[Result]:
    """A，其中B，占比C%; A，B占比C%，达到D; 在全部A中，B……，覆盖率C%: whether C is B out of A."""
    for clause in clauses(held, re.compile("占|比重|率")):
        found = clause.quantities
        yield from _named_wholes(clause)
        for whole, one, two in zip(found, found[1:], found[2:], strict=False):
            part, share = (one, two) if two.unit == "%" else (two, one)
            same = whole.unit == part.unit and whole.unit not in (None, "%")
            told = _share_behind if share is two else _share_before
            if (
                same
                and share.unit == "%"
                and is_plain(whole, part, share)
                and told(clause, whole, part, share)
            ):
                yield from _share(clause, whole, part, share)


def _named_wholes(clause: Clause) -> Iterator[Result]:
    """B，占A的C%: the whole behind its part."""
    found = clause.quantities
    for part, whole, share in zip(found, found[1:], found[2:], strict=False):
        first, second = clause.between(part.end, whole.start), clause.between(whole.end, share.start)
        told = share.unit == "%" and _OUT_OF_NAMED.match(first) and _OF_IT.match(second)
        if (
            told
            and whole.unit == part.unit
            and whole.unit not in (None, "%")
            and is_plain(whole, part, share)
        ):
            yield from _share(clause, whole, part, share)


def _share_behind(clause: Clause, whole: Quantity, part: Quantity, share: Quantity) -> bool:
    """A，其中B，占比C%; A，B，占A的C%; 在全部A中，B，覆盖率C%."""
    first, second = clause.between(whole.end, part.start), clause.between(part.end, share.start)
    named = _SHARE_OF.match(second)
    of_it = named is not None and _is_named(clause, whole, named["whole"], first)
    if _OF_WHOLE.match(first):
        return _SHARE.match(second) is not None or of_it
    out_of = _OUT_OF.search(clause.before(whole)) and _AMONG.match(first) and _RATE.search(second)
    return bool(out_of) or (of_it and _NEXT_NAME.fullmatch(first) is not None)


def _is_named(clause: Clause, whole: Quantity, name: str, between: str) -> bool:
    """Whether what the share is of is what the whole counts, in front of it or behind."""
    return clause.before(whole).endswith(name) or between.startswith(name)


def _share_before(clause: Clause, whole: Quantity, part: Quantity, share: Quantity) -> bool:
    """A支出320亿元，民生支出占比80%，达到256亿元: of the same kind by the last two characters of its name."""
    first, second = clause.between(whole.end, share.start), clause.between(share.end, part.start)
    named = _PART_SHARE.match(first)
    kind = re.sub(f"(?:{any_of('reaches')})$", "", clause.before(whole))[-2:]
    return named is not None and named["name"].endswith(kind) and _COMES_TO.match(second) is not None


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
    for clause in clauses(held, re.compile("人均|每[百千万十]")):
        people = [one for one in clause.quantities if one.unit == "人" and _HEADS.search(clause.before(one))]
        if len(people) != 1:
            continue
        yield from _bare_per_head(clause, people[0])
        for each in clause.quantities:
            named = _PER_HEAD.search(clause.before(each))
            amounts = [one for one in clause.quantities if named and _is_of(clause, one, each, named["name"])]
            if named and len(amounts) == 1 and is_plain(people[0], amounts[0], each):
                yield from _each(clause, people[0], amounts[0], each, _HEADS_OF[named["heads"]])


def _bare_per_head(clause: Clause, people: Quantity) -> Iterator[Result]:
    """人口A，某某B，人均C: of the amount right before it, which no act gives to a part of the people."""
    at = clause.quantities.index(people)
    following = clause.quantities[at + 1 : at + 3]
    if len(following) != len(_AMOUNT_AND_EACH) or not _BARE_HEAD.match(clause.before(following[1])):
        return
    amount, each = following
    given = _GIVEN.search(clause.before(amount)) is not None
    if not given and _scale(amount, each) is not None and is_plain(people, amount, each):
        yield from _each(clause, people, amount, each, 1)


def _is_of(clause: Clause, one: Quantity, each: Quantity, name: str) -> bool:
    before = _NAME.search(re.sub(f"数?(?:{any_of('reaches')})?$", "", clause.before(one)))
    if before is None or one is each or _scale(one, each) is None:
        return False
    named = any(said.endswith(name) for said in (before[0], _MEASURED_AS.sub("", before[0])))
    return named and not before[0].endswith("人均" + name)


def _scale(amount: Quantity, each: Quantity) -> Decimal | None:
    """How many of the unit told per head one unit of the amount is (吨 and 公斤: 1000)."""
    if amount.unit == each.unit:
        return Decimal(1)
    return convert(Decimal(1), amount.unit or "", each.unit or "")


def _each(clause: Clause, people: Quantity, amount: Quantity, each: Quantity, of: int) -> Iterator[Result]:
    """`of` is how many heads the amount is told for (每千人: 1000)."""
    heads, whole, told = number(people), number(amount), number(each)
    if heads is None or whole is None or told is None or heads.value <= heads.half:
        return
    scale = (_scale(amount, each) or Decimal(1)) * of
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


def capital_amount(held: Held) -> Iterator[Result]:
    """An amount in digits against the same in capitals (大写) beside it."""
    for clause in clauses(held, _CAPITAL):
        amounts = sorted((*clause.quantities, *_signed(clause)), key=lambda one: one.start)
        for one, other in pairwise(amounts):
            digits, capitals = (one, other) if _DIGIT.search(one.raw) else (other, one)
            if not _DIGIT.search(digits.raw) or not _CAPITAL.search(capitals.raw):
                continue
            between = clause.between(one.end, other.start)
            if not _CAPITALS.fullmatch(between) or digits.unit != "元" or capitals.unit != "元":
                continue
            if digits.value == capitals.value:
                yield agreed(clause.side(capitals), clause.side(digits))
                continue
            message = say("capital_amount", digits=digits.raw, capitals=capitals.raw)
            yield Finding(message, sides(*map(clause.side, (capitals, digits))), digits.raw, capitals.raw)


def _signed(clause: Clause) -> Iterator[Quantity]:
    """￥5,360,000.00: 元 by its sign, with no unit behind."""
    for found in _SIGNED.finditer(clause.text):
        start, end = clause.start + found.start(), clause.start + found.end()
        value = Decimal(re.sub("[,，]", "", found[1]))
        digits = clause.start + found.start(1), clause.start + found.end(1)
        if not any(one.start < end and start < one.end for one in clause.quantities):
            yield Quantity(start, end, found[0], *digits, value, None, "元", value, None, "元")


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
        "1200万元（大写：壹仟叁佰万元整）; ￥5,360,000.00（伍佰陆拾万元整）",
        "Correct one of the two.",
        "Two amounts side by side that are not the same.",
    ),
)
