"""Whether a number of running text states something, or is a name, an age group, a span of time, a code."""

import re
from decimal import Decimal
from functools import cache

from models.vocabularies import any_of, words
from parsers.notation.name_numbers import is_model
from parsers.notation.numerals import BLANK
from parsers.notation.powers import RAISED
from parsers.notation.quantity_core import Quantity
from parsers.notation.quantity_measure import Measure
from parsers.notation.quantity_words import lead_before, time_context

CLAUSE_END = '，。；、！？,;!?)]）】”’"》\n'
_AT_END = re.compile(rf"[{RAISED}]{{0,2}}{BLANK}?(?:之间|区间)?(?:$|[{re.escape(CLAUSE_END)}])")
# 单位： before a number names the unit of a table, not this number's
# and so does 下列指标单位为万元
_UNIT_NOTE = re.compile(r"单\s?位\s?(?::|均?为|是)\s?$")
_MILLION = Decimal(1_000_000)
_MYRIAD = Decimal(10_000)
_SINCE = ("以", "及以", "(含)以")
_AGES = frozenset({"岁", "周岁"})
_CODE_AFTER = re.compile(r"[A-Za-z0-9_+×*#·/〕:-]|\.\d")
# 1I，150万吨, L 45亿吨: a letter read for a digit, half of the number would be wrong
_SPOILT = re.compile(rf"(?:\d[IlO]\d*[，,.]|(?:^|[^A-Za-z0-9])[IlL]{BLANK})$")
# “十四五: what stands behind an opened quotation mark may be a name
_QUOTED = re.compile('[“‘「『"][^”’」』"，。；]*$')
_UNQUOTED = re.compile('[^“‘「『"，。；]{0,9}[”’」』"]')
_CHANGE_AHEAD = re.compile(any_of("notation_words", "change_ahead"))
_TIMES_AHEAD = re.compile(rf"{BLANK}?[×xX*✕]{BLANK}?\d")
_TIMES_BEFORE = re.compile(rf"[\u4e00-\u9fffm]{BLANK}?[×xX*✕]{BLANK}?$")
_TWO = Decimal(2)
_LONGEST_MEASURE = 6
_BOUNDS = frozenset({"at_least", "over", "up_to"})


def states(folded: str, quantity: Quantity, low: Measure, high: Measure | None) -> bool:
    """Whether a quantity states something (see `parsers.notation.quantity_text.find_quantities`).

    Args:
        folded: the text, folded.
        quantity: what was read at this place.
        low: its number with the unit behind it.
        high: the other end of a range.
    """
    last = high or low
    if _is_size(folded, quantity) or _SPOILT.search(folded, max(0, quantity.start - 6), quantity.start):
        return False
    if last.unit is None and last.number.unit is None:
        return _bare_states(folded, quantity, low, last)
    if low.number.bare and quantity.qualifier == "exact" and not _counts_money(folded, quantity, last):
        return False
    if low.number.form == "chinese" and low.number.lone and _in_slogan(folded, quantity):
        return False
    if _sorts(folded, quantity, last) or _is_age_group(folded, quantity, last):
        return False
    if is_model(folded, last) and quantity.qualifier == "exact" and not after_verb(folded, quantity.start):
        return False
    if last.unit is not None and last.unit.word.notation == "days":
        return _is_length_in_days(folded, quantity)
    if last.unit is not None and last.unit.word.notation == "counted":
        return low.number.form == "digits" or _is_counted(folded, quantity.start)
    return not _deictic(folded, quantity, low, last)


def _sorts(folded: str, quantity: Quantity, last: Measure) -> bool:
    """百亿级集群, 500亿元级园区 say what sort; 规模达到5000亿级 is how large."""
    if not folded.startswith("级", last.end):
        return False
    level = "亿" in last.number.scale_text and not last.number.bare
    return not (level and after_verb(folded, quantity.start) and at_clause_end(folded, last.end + 1))


def _is_size(folded: str, quantity: Quantity) -> bool:
    """220毫米×140毫米: neither side is the size."""
    ahead = quantity.unit is not None and _TIMES_AHEAD.match(folded, quantity.end)
    return bool(ahead or _TIMES_BEFORE.search(folded, max(0, quantity.start - 4), quantity.start))


def _is_length_in_days(folded: str, quantity: Quantity) -> bool:
    """15日内, 不少于30日 last so long; 15日 alone, 5月15日 and 15日以前 are dates."""
    return quantity.qualifier in _BOUNDS and folded[quantity.start - 1 : quantity.start] != "月"


def _counts_money(folded: str, quantity: Quantity, last: Measure) -> bool:
    """Number words alone count behind a verb (达到千万元); 百万元 at the end of a clause behind any word, but
    not in a unit note (单位：亿元)."""
    if _UNIT_NOTE.search(folded, max(0, quantity.start - 6), quantity.start):
        return False
    if folded[quantity.start - 1 : quantity.start] == "(" and folded[quantity.end : quantity.end + 1] == ")":
        return False  # 工业投资（亿元）: the unit of a name
    if _divides_measure(folded, quantity, last):
        return False
    if after_verb(folded, quantity.start):
        return True
    money = last.unit is not None and last.unit.word.kind == "money"
    return (
        money and last.number.value >= _MILLION and at_clause_end(folded, quantity.end) and quantity.start > 0
    )


def _divides_measure(folded: str, quantity: Quantity, last: Measure) -> bool:
    """2025年万元生产总值能耗下降5%: what the measure is reckoned for; 收入达万元的农户 goes on with 的."""
    named = not (at_clause_end(folded, quantity.end) or folded.startswith("的", quantity.end))
    return named and last.number.value == _MYRIAD


def _is_age_group(folded: str, quantity: Quantity, last: Measure) -> bool:
    """65岁以上老年人 are people; 预期寿命达到79岁以上 is a value: behind a verb and at the end of a
    clause."""
    if last.unit is None or last.unit.word.name not in _AGES or not folded.startswith(_SINCE, last.end):
        return False
    return not (after_verb(folded, quantity.start) and at_clause_end(folded, quantity.end))


def _is_counted(folded: str, start: int) -> bool:
    return bool(time_context()[2].search(folded, max(0, start - 4), start))


def _in_slogan(folded: str, quantity: Quantity) -> bool:
    """A lone Chinese digit in a few quoted words: “两个确保”, “八站两场”."""
    opening = _QUOTED.search(folded, max(0, quantity.start - 9), quantity.start)
    return bool(opening and _UNQUOTED.match(folded, quantity.end))


def _deictic(folded: str, quantity: Quantity, low: Measure, last: Measure) -> bool:
    """近三年, 五年来 and 三年行动计划 are places in time and titles; 五年新增 counts nothing, 连续五年
    does."""
    if last.unit is None or last.unit.word.name not in {"年", "个月", "天"} or last.unit.word.more:
        return False
    before, after, counted = time_context()
    start = low.number.start
    if quantity.raw.endswith("内") and _AFTER_A_DEED.search(folded, max(0, start - 2), start):
        return False
    if before.search(folded, max(0, start - 3), start) or after.match(folded, max(last.end, quantity.end)):
        return True
    lone = low is last and low.number.lone and quantity.start == start and not low.addend
    return lone and not counted.search(folded, max(0, start - 4), start)


# 获批后三个月内完成: a deadline; 今后三年内 and 最后三天内 are places in time
_AFTER_A_DEED = re.compile("[一-鿿](?<![今此往其最前随尔嗣])后$")


def after_verb(folded: str, start: int) -> bool:
    """Whether a verb of state or change stands right before a place."""
    return bool(lead_before().search(folded, max(0, start - 8), start))


def _bare_states(folded: str, quantity: Quantity, low: Measure, last: Measure) -> bool:
    """Whether a number without a unit states something (see `find_quantities`)."""
    number = last.number
    if _CODE_AFTER.match(folded, last.end) or _sorts(folded, quantity, last):
        return False
    modified = quantity.qualifier != "exact"
    if number.form == "fraction":
        return "/" not in quantity.raw or modified or at_clause_end(folded, last.end)
    if number.bare:
        return number.value >= 1000 and (
            modified or (at_clause_end(folded, last.end) and after_verb(folded, quantity.start))
        )
    if any(scale in number.scale_text for scale in "万亿") and number.value >= _TWO:
        return True
    if number.form == "chinese":
        return False
    if modified and _outside(quantity, low, last):
        return True
    return _between_verb_and_end(folded, quantity, low, last)


def _outside(quantity: Quantity, low: Measure, last: Measure) -> bool:
    """A modifier inside the span; 突破 alone may come before a name."""
    return quantity.start < low.number.start or quantity.end > last.end or low.number.qualifier is not None


def _between_verb_and_end(folded: str, quantity: Quantity, low: Measure, last: Measure) -> bool:
    ends = at_clause_end(folded, last.end) or _CHANGE_AHEAD.match(folded, last.end) is not None
    year = low is last and low.number.value == int(low.number.value) and 1900 <= low.number.value <= 2100
    start = quantity.start
    named = _unitless().search(folded, max(0, start - _LONGEST_MEASURE), start) is not None
    return bool(ends) and not year and (named or after_verb(folded, start))


@cache
def _unitless() -> re.Pattern[str]:
    """A measure without a unit, right before its number: 基尼系数0.412."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('unitless_metrics')))}){BLANK}?$")


def at_clause_end(folded: str, end: int) -> bool:
    """Whether nothing but 之间 and raised marks stands between a place and the end of its clause."""
    return _AT_END.match(folded, end) is not None
