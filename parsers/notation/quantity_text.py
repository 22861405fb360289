"""Quantities in running text: which numbers state something, and which are names, labels and dates."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from models.names import Qualifier
from models.units import unit_words
from models.vocabularies import any_of
from parsers.notation.numerals import ARABIC, BLANK, DIGIT, fold, read_number
from parsers.notation.quantity_bounds import bound_before, step_around
from parsers.notation.quantity_core import (
    Frame,
    Quantity,
    build,
    ratio_at,
    ratio_quantity,
)
from parsers.notation.quantity_measure import Measure, after_at, after_of, measure_at
from parsers.notation.quantity_notes import with_note
from parsers.notation.quantity_number import CANDIDATE, number_at
from parsers.notation.quantity_range import included_behind, law_range, tolerance, upper_end
from parsers.notation.quantity_states import CLAUSE_END, after_verb, states
from parsers.notation.quantity_words import Modifier, modifier_before
from parsers.notation.signs import sign_before
from parsers.notation.taken import Taken
from parsers.notation.taken_spans import taken_spans

_BETTER = "优于"
_RATES = ("率", "比例", "占比")
_BETTER_LESS = ("length", "time")
_IN_A_VOLUME = ("/升", "/立方米")
_EXTREMES = ("最高", "最低", "最长", "最短")
_POWER_OF_TEN = re.compile("10+")
_TENS = Decimal(10)
_JOINTS = frozenset({"、", "和", "及", "与", "或", "以及"})
_SIGNED = frozenset({"share", "measure", "money"})
# the 5 of H5N1, T-5, 图5, 专栏5 is no amount, the 100 of 50MW/100MWh is
_CODE_BEFORE = re.compile(
    rf"(?:[A-Za-z_#&×*]|[A-Za-z0-9一-鿿”)）][+]|[A-Za-z0-9][-.·/:](?<!\d[kMG]W/)|[图表]{BLANK}?|附件{BLANK}?|专栏{BLANK}?)$"
)
# 更换水表3万只, 选举代表120名, 削减COD500吨: words that end like the name of a table or a code
_COUNTED_BEFORE = re.compile(rf"(?:{any_of('notation_words', 'counted_before')}){BLANK}?$")
_LONGEST_COUNTED = 6
# 增长5. 6个百分点: a point with a blank beside it is no end of a label within a sentence
_POINT_BEFORE = re.compile(r"[一-鿿] ?\d+ ?\. ?$")
# 几十万, 数百: how many is not said
_VAGUE_BEFORE = re.compile("[几数](?=[十百千万亿])")
_FROM = re.compile(rf"(?:从|由|自){BLANK}?$")
# 由5至9人组成: of how many, no change from one to the other
_MADE_UP_OF = re.compile(r"[^，。；：\n]{0,16}组成")
_RANK = re.compile(rf"(第|前){BLANK}?$")
_RANKS_BEFORE = re.compile(r"第\d{1,3}、$")  # 居第4、第5、第15位
# 第3、第5位: ranks in a row
_RANKS_AHEAD = re.compile(r"(?:[、和与及]第\d{1,3}[位名]?)+")
# 第679—680页, 第3至5条: the end of a stretch of ordinals
_ORDINALS_BEFORE = re.compile(r"第\d{1,4} ?(?:[-—–~～至到一]|——) ?$")
_ORDINALS_AHEAD = re.compile(rf"、(?:\d|{DIGIT})")  # 第二、三类 counts nothing
_NUMERAL_RUN = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]+")
# 分别达到30、45和60公里: the unit stands once, behind the last
_SHARED = re.compile(rf"分别[^。；;]{{0,24}}?(?<![-\d.])(?<!分之)((?:-?{ARABIC}(?:、|和|及|与|以及))+)$")
_NAMES_BETWEEN = re.compile("[、，,和与及][一-鿿]{1,10}")
# 达到300和45万吨
_LISTED = re.compile(rf"(?<![\d.第分之])((?:{ARABIC}、)*{ARABIC}(?:和|及|与|以及))$")


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, not overlapping.

    A number counts when a known unit follows; without one when it carries 万 or 亿 (560万), a modifier
    (≥0.8, 1.3以下), or stands between a verb of state and the end of a clause (降至0.28，): then `unit` is
    None. A number before an unknown word is left alone, since names (132工程) look the same. Dates, times of
    day, codes (5G, 4+N, B06-02), addresses, telephone and document numbers, ordinals, idioms, slogans and
    一个 are none.
    """
    folded = fold(text)
    spans = taken_spans(text)
    taken = Taken((*spans.times, *spans.names))
    found: list[Quantity] = []
    position = 0
    while candidate := CANDIDATE.search(folded, position):
        start = candidate.start()
        inside = taken.around(start)
        quantity = None if inside else _quantity_at(text, folded, start)
        if quantity and not taken.meets(quantity.start, quantity.end):
            shared = tuple(_shared(text, folded, quantity))
            while shared and found and found[-1].end > shared[0].start:
                found.pop()
            found += [*shared, quantity]
            position = quantity.end
        else:
            position = max(inside or 0, _skip(folded, start))
    return _joined(folded, found)


def _joined(folded: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """The unit said once at the end serves the members before it: 200万和320万吨, 1.47个和0.1个百分点."""
    joined = list(found)
    for at in range(len(found) - 2, -1, -1):
        first, last = joined[at], joined[at + 1]
        beside = folded[first.end : last.start] in _JOINTS or _is_part_of_point(folded, first, last)
        if beside and last.unit and _lacks_unit(first, last):
            printed = (first.printed_unit or "") + last.unit
            joined[at] = replace(first, unit=last.unit, printed_unit=printed, unit_at=last.unit_at)
    return tuple(joined)


def _is_part_of_point(folded: str, first: Quantity, last: Quantity) -> bool:
    """快于全国1.1个、全省0.4个百分点: there is no tenth of a thing that is counted."""
    broken = first.value is not None and first.value % 1 != 0
    return broken and _NAMES_BETWEEN.fullmatch(folded, first.end, last.start) is not None


def _lacks_unit(first: Quantity, last: Quantity) -> bool:
    if last.unit is None or first.value is None or first.value_max is not None:
        return False
    if first.unit is None:
        return (
            bool(first.printed_unit) and last.unit in unit_words() and unit_words()[last.unit].multiplier == 1
        )
    return first.raw.endswith(first.unit) and last.unit != first.unit and last.unit.startswith(first.unit)


def _skip(folded: str, start: int) -> int:
    """Behind the numeral run that made no quantity; 一 of 统一 alone is stepped over."""
    run = _NUMERAL_RUN.match(folded, start)
    word_one = folded[start] == "一" and start > 0 and folded[start - 1] in "统唯单专划归同逐如不之"
    return start + 1 if word_one or run is None else run.end()


def _quantity_at(text: str, folded: str, start: int) -> Quantity | None:
    if rank := _RANK.search(folded, max(0, start - 2), start):
        ranked = _rank(text, folded, start, rank)
        if ranked or rank[1] == "第":
            return ranked
    if _CODE_BEFORE.search(folded, max(0, start - 3), start) and not _is_counted(folded, start):
        return None
    if _POINT_BEFORE.search(folded, max(0, start - 12), start):
        return None
    if _VAGUE_BEFORE.match(folded, start - 1 if start else 0):
        return None
    if _ORDINALS_BEFORE.search(folded, max(0, start - 9), start):
        return None
    if ratio := ratio_at(folded, start):
        return _ratio(text, folded, start, ratio)
    low = measure_at(folded, start)
    if low is None or _divides(folded, low):
        return None
    sign = sign_before(folded, start) if _may_be_signed(low) else None
    low = replace(low, sign=sign.sign) if sign else low
    begin = sign.start if sign else start
    if both := _between(text, folded, begin, low):
        return both
    falling = not after_verb(folded, begin)
    from_it = _FROM.search(folded, max(0, begin - 2), begin) and not _MADE_UP_OF.match(folded, low.end)
    high = None if from_it else upper_end(folded, low, falling=falling)
    quantity = with_note(text, folded, _framed(text, folded, begin, low, high))
    return quantity if states(folded, quantity, low, high) else None


def _is_counted(folded: str, start: int) -> bool:
    """水表3万只, COD500吨: a number with a unit of its own behind a word that only looks like a code's."""
    counted = _COUNTED_BEFORE.search(folded, max(0, start - _LONGEST_COUNTED), start)
    measure = measure_at(folded, start) if counted else None
    return measure is not None and measure.unit is not None


def _between(text: str, folded: str, begin: int, low: Measure) -> Quantity | None:
    """22±2℃, 5万元以上20万元以下: both ends are said in a way of their own."""
    if off := tolerance(folded, low):
        return build(text, Frame(begin, ()), *off, after_of(folded, off[1]))
    law = law_range(folded, low)
    return _lawful(text, begin, low, *law) if law else None


def _lawful(text: str, begin: int, low: Measure, high: Measure, end: int) -> Quantity:
    """5万元以上20万元以下: both ends are said, and neither is a bound by itself."""
    said = Modifier(high.end, end, "exact")
    return replace(build(text, Frame(begin, ()), low, high, said), qualifier_at=None)


def _divides(folded: str, low: Measure) -> bool:
    """每10万人, 每十万人口, 每1000户: what is counted by, no count itself."""
    number = low.number
    round_number = (
        number.form in ("digits", "chinese")
        and number.value >= _TENS
        and _POWER_OF_TEN.fullmatch(f"{number.value:f}")
    )
    return bool(round_number) and folded.startswith("每", number.start - 1 if number.start else 0)


def _framed(text: str, folded: str, begin: int, low: Measure, high: Measure | None) -> Quantity:
    start = begin
    if low.unit and low.unit.word.name == "番" and folded[start - 1 : start] == "翻":
        start -= 1
    before, context = _before(folded, start, low)
    context = None if context and _is_extreme(folded, context, high or low) else context
    context = context or _better_than(folded, start, high or low)
    after = after_of(folded, high or low)
    if not (before or context or after):
        context = step_around(folded, start, (high or low).end, sum_of_money=_is_sum(high or low))
    quantity = build(text, Frame(before.start if before else start, (before, context)), low, high, after)
    return _closed(text, folded, quantity)


def _is_extreme(folded: str, said: Modifier, measure: Measure) -> bool:
    """最高39℃: the highest there was; 最高100万元, 最低50亩 are bounds."""
    unit = measure.unit.word if measure.unit else None
    measured = unit is not None and unit.kind == "measure" and unit.dimension != "area"
    return measured and folded[said.start : said.end].strip() in _EXTREMES


def _better_than(folded: str, start: int, measure: Measure) -> Modifier | None:
    """优于: a higher rate (达标率优于90%), but a smaller error, a shorter time, less in a litre (优于2米,
    优于30毫克/升); of other measures it is not known which way is better."""
    unit = measure.unit
    end = len(folded[:start].rstrip())
    if unit is None or not folded.endswith(_BETTER, 0, end):
        return None
    first = end - len(_BETTER)
    if unit.word.kind == "share":
        return Modifier(first, end, "over") if folded.endswith(_RATES, 0, first) else None
    less = unit.word.dimension in _BETTER_LESS or any(volume in unit.name for volume in _IN_A_VOLUME)
    return Modifier(first, end, "up_to") if less else None


def _closed(text: str, folded: str, quantity: Quantity) -> Quantity:
    """高于90%（含）: the bound itself counts."""
    note = included_behind(folded, quantity.end) if quantity.qualifier in ("over", "up_to") else None
    if note is None:
        return quantity
    end, counts = note
    closed: Qualifier = "at_least" if counts and quantity.qualifier == "over" else quantity.qualifier
    return replace(quantity, end=end, raw=text[quantity.start : end], qualifier=closed)


def _is_sum(measure: Measure) -> bool:
    return measure.unit is not None and measure.unit.word.kind in ("money", "share")


def _before(folded: str, start: int, low: Measure) -> tuple[Modifier | None, Modifier | None]:
    """The modifier before a number that belongs to its span, and the one that does not."""
    bound = bound_before(folded, start)
    before = modifier_before(folded, start)
    if bound and bound.inside and (before is None or bound.start <= before.start):
        before = bound.modifier
    if before is None and low.number.bare:
        before = modifier_before(folded, start, "number")
    at = before.start if before else start
    outer = bound_before(folded, at) if before else bound
    context = outer.modifier if outer and not outer.inside else modifier_before(folded, at, "context")
    return before, context or _cap_before(folded, at)


def _cap_before(folded: str, at: int) -> Modifier | None:
    """最高补贴100万元: 最高 bounds the sum, 补贴 names it."""
    cap = modifier_before(folded, at, "cap")
    return replace(cap, end=cap.start + len("最高")) if cap else None


def _may_be_signed(low: Measure) -> bool:
    """A hyphen before a share or a measure is a sign (增长-3.5%), before counted things a dash; before a
    number without unit one where the number stands alone behind a verb."""
    if low.number.form != "digits":
        return False
    return low.unit is None or low.unit.word.kind in _SIGNED


def _rank(text: str, folded: str, start: int, mark: re.Match[str]) -> Quantity | None:
    """第18位, 前20强; 第8 or 前三 at the end of a clause, not at its start (第一，…)."""
    measure = measure_at(folded, start, ranked=True)
    if measure is None or measure.number.unit or measure.number.form == "fraction":
        return None
    first = mark[1] == "第"
    if measure.unit is None:
        opens = mark.start() == 0 or folded[mark.start() - 1] in CLAUSE_END + "：:（("
        goes_on = _RANKS_BEFORE.search(folded, max(0, mark.start() - 6), mark.start()) is not None
        if (opens and not goes_on) or not _ends_rank(folded, measure.end):
            return None
    elif measure.unit.name not in {"位", "名"} and (first or measure.unit.word.notation != "rank"):
        return None
    frame = Frame(mark.start(), (None if first else Modifier(mark.start(), start, "up_to"),))
    quantity = build(text, frame, measure, None, None)
    return quantity if quantity.unit else replace(quantity, unit="位")


def _ends_rank(folded: str, end: int) -> bool:
    """Whether a clause ends behind a rank without a unit, or its list: 第4、第5和第9位."""
    listed = _RANKS_AHEAD.match(folded, end)
    last = listed.end() if listed else end
    closed = last == len(folded) or folded[last] in CLAUSE_END
    return closed and not _ORDINALS_AHEAD.match(folded, end)


def _ratio(text: str, folded: str, start: int, end: int) -> Quantity:
    bound, after = bound_before(folded, start), after_at(folded, end)
    before = bound.modifier if bound and bound.inside else modifier_before(folded, start)
    span = before.start if before else start, after.end if after else end
    shade = before or after or (bound.modifier if bound else None)
    return ratio_quantity(text, folded, span, (start, end), shade)


def _shared_before(folded: str, low: int, end: int) -> re.Match[str] | None:
    """The numbers of a list before the one that has the unit: behind 分别, or right behind a verb of state or
    change (达到300和45万吨)."""
    if each := _SHARED.search(folded, low, end):
        return each
    listed = _LISTED.search(folded, low, end)
    return listed if listed and after_verb(folded, listed.start()) else None


def _shared(text: str, folded: str, last: Quantity) -> Iterator[Quantity]:
    """Earlier members of an enumeration that has its unit at the end: 分别增长4.6、6.2和3.9个百分点."""
    if last.unit is None or last.printed_value is None:
        return
    low = max(0, last.start - 60)
    match = _shared_before(folded, low, last.start) if folded[last.number_start].isdigit() else None
    if not match:
        return
    factor = Decimal(1) if not last.printed_value or last.value is None else last.value / last.printed_value
    for member in re.finditer(ARABIC, match[1]):
        start = match.start(1) + member.start()
        if folded[start - 1 : start] == "第" and last.raw[0] == "第":  # ranks each by itself
            continue
        number, value = number_at(folded, start), read_number(member[0])
        sign = sign_before(folded, start) if start > match.start(1) else None
        if sign is not None and value is not None:  # 分别为0.15、-5.64和1.34个百分点
            value *= sign.sign
        if number is not None and value is not None and number.end == start + len(member[0]):
            begin, end = sign.start if sign else start, number.end
            yield Quantity(
                begin,
                end,
                text[begin:end],
                start,
                end,
                value * factor,
                None,
                last.unit,
                value,
                None,
                last.printed_unit,
                unit_at=last.unit_at,
            )
