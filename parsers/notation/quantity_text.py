"""Quantities in running text: which numbers state something, and which are names, labels and dates."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from parsers.notation.clock import clock_spans
from parsers.notation.codes import code_spans
from parsers.notation.numerals import ARABIC, BLANK, DIGIT, fold, read_number
from parsers.notation.period import find_periods
from parsers.notation.quantity_core import (
    Frame,
    Measure,
    Quantity,
    after_at,
    build,
    measure_at,
    ratio_at,
    upper_end,
    without_value,
)
from parsers.notation.quantity_number import CANDIDATE, number_at
from parsers.notation.quantity_words import Modifier, lead_before, modifier_before, phrase_regex, time_context

_CLAUSE_END = '，。；、！？,;!?)]）】”’"》\n'
_CODE_BEFORE = re.compile(
    rf"(?:[A-Za-z_#&×*]|[A-Za-z0-9一-鿿”)）][+]|[A-Za-z0-9][-.·/:]|[图表]{BLANK}?|附件{BLANK}?|专栏{BLANK}?)$"
)
_VAGUE_BEFORE = re.compile("[几数](?=[十百千万亿])")
_CODE_AFTER = re.compile(r"[A-Za-z0-9_+×*#·/〕:-]|\.\d")
_SIGN = re.compile("(?<![0-9A-Za-z%‰)）])[-+]$")
_FROM = re.compile(rf"(?:从|由|自){BLANK}?$")
_QUOTED = re.compile('[“‘「『"][^”’」』"，。；]*$')
_UNQUOTED = re.compile('[^“‘「『"，。；]{0,9}[”’」』"]')
_RANK = re.compile(rf"(第|前){BLANK}?$")
_ORDINALS_AHEAD = re.compile(rf"、(?:\d|{DIGIT})")  # 第二、三类 counts nothing
_NUMERAL_RUN = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]+")
_SHARED = re.compile(rf"分别[^。；;]{{0,24}}?((?:{ARABIC}(?:、|和|及|与|以及))+)$")
_CHANGE_AHEAD = re.compile("降|提高|提升|增|扩大|下降|上升|缩小|减少")
_TWO = Decimal(2)


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
    taken = _taken_spans(text, folded)
    found: list[Quantity] = []
    position = 0
    while candidate := CANDIDATE.search(folded, position):
        start = candidate.start()
        inside = next((end for begin, end in taken if begin <= start < end), None) if taken else None
        while taken and taken[0][1] <= start:
            taken.pop(0)
        quantity = None if inside else _quantity_at(text, folded, start)
        if quantity and (not taken or quantity.end <= taken[0][0] or quantity.start >= taken[0][1]):
            shared = tuple(_shared(text, folded, quantity))
            if shared:
                found = [earlier for earlier in found if earlier.end <= shared[0].start]
            found += [*shared, quantity]
            position = quantity.end
        else:
            position = max(inside or 0, _skip(folded, start))
    return tuple(found)


def _taken_spans(text: str, folded: str) -> list[tuple[int, int]]:
    spans = [(period.start, period.end) for period in find_periods(text)]
    spans += [match.span() for match in phrase_regex().finditer(folded)]
    return sorted([*spans, *clock_spans(folded), *code_spans(text, folded)])


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
    if _CODE_BEFORE.search(folded, max(0, start - 3), start):
        return None
    if _VAGUE_BEFORE.match(folded, start - 1 if start else 0):
        return None
    if ratio := ratio_at(folded, start):
        return _ratio(text, folded, start, ratio)
    low = measure_at(folded, start)
    if low is None:
        return None
    high = None if _FROM.search(folded, max(0, start - 2), start) else upper_end(folded, low)
    quantity = _framed(text, folded, low, high)
    return quantity if _states(folded, quantity, low, high) else None


def _framed(text: str, folded: str, low: Measure, high: Measure | None) -> Quantity:
    start, sign = low.number.start, 1
    if low.unit and low.unit.word.name == "番" and folded[start - 1 : start] == "翻":
        start -= 1
    if _may_be_signed(low) and (mark := _SIGN.search(folded, max(0, start - 2), start)):
        start, sign = start - 1, -1 if mark[0] == "-" else 1
    before = modifier_before(folded, start) or (
        modifier_before(folded, start, "number") if low.number.bare else None
    )
    context = modifier_before(folded, before.start if before else start, "context")
    after = after_at(folded, (high or low).end)
    return build(text, Frame(before.start if before else start, sign, (before, context)), low, high, after)


def _may_be_signed(low: Measure) -> bool:
    """A hyphen before a share or a measure is a sign (增长-3.5%), before counted things a dash."""
    return low.number.form == "digits" and low.unit is not None and low.unit.word.kind in {"share", "measure"}


def _rank(text: str, folded: str, start: int, mark: re.Match[str]) -> Quantity | None:
    """第18位, 前20强; 第8 or 前三 at the end of a clause, not at its start (第一，…)."""
    measure = measure_at(folded, start, ranked=True)
    if measure is None or measure.number.unit or measure.number.form == "fraction":
        return None
    first = mark[1] == "第"
    if measure.unit is None:
        opens = mark.start() == 0 or folded[mark.start() - 1] in _CLAUSE_END + "：:（("
        ends = (
            measure.end == len(folded) or folded[measure.end] in _CLAUSE_END
        ) and not _ORDINALS_AHEAD.match(folded, measure.end)
        if opens or not ends:
            return None
    elif measure.unit.name not in {"位", "名"} and (first or measure.unit.word.notation != "rank"):
        return None
    frame = Frame(mark.start(), 1, (None if first else Modifier(mark.start(), start, "up_to"),))
    quantity = build(text, frame, measure, None, None)
    return quantity if quantity.unit else replace(quantity, unit="位")


def _ratio(text: str, folded: str, start: int, end: int) -> Quantity:
    before, after = modifier_before(folded, start), after_at(folded, end)
    shade = before or after
    span = before.start if before else start, after.end if after else end
    return without_value(text, span, (start, end), shade.qualifier if shade else "exact")


def _states(folded: str, quantity: Quantity, low: Measure, high: Measure | None) -> bool:
    last = high or low
    if last.unit is None and last.number.unit is None:
        return _bare_states(folded, quantity, low, last)
    if low.number.bare and quantity.qualifier == "exact" and not _after_verb(folded, quantity.start):
        return False
    if low.number.form == "chinese" and low.number.lone and _in_slogan(folded, quantity):
        return False
    if folded.startswith("级", last.end):
        return False
    return not _deictic(folded, quantity, low, last)


def _in_slogan(folded: str, quantity: Quantity) -> bool:
    """A lone Chinese digit in a few quoted words: “两个确保”, “八站两场”."""
    opening = _QUOTED.search(folded, max(0, quantity.start - 9), quantity.start)
    return bool(opening and _UNQUOTED.match(folded, quantity.end))


def _deictic(folded: str, quantity: Quantity, low: Measure, last: Measure) -> bool:
    """近三年, 五年来 and 三年行动计划 are places in time and titles; 五年新增 counts nothing, 连续五年
    does."""
    if last.unit is None or last.unit.word.name not in {"年", "个月", "天"}:
        return False
    before, after, counted = time_context()
    start = low.number.start
    if before.search(folded, max(0, start - 3), start) or after.match(folded, last.end):
        return True
    lone = low is last and low.number.lone and quantity.start == start
    return lone and not counted.search(folded, max(0, start - 4), start)


def _after_verb(folded: str, start: int) -> bool:
    return bool(lead_before().search(folded, max(0, start - 8), start))


def _bare_states(folded: str, quantity: Quantity, low: Measure, last: Measure) -> bool:
    """Whether a number without a unit states something (see `find_quantities`)."""
    number = last.number
    if _CODE_AFTER.match(folded, last.end) or folded.startswith("级", last.end):
        return False
    modified = quantity.qualifier != "exact"
    if number.form == "fraction":
        return "/" not in quantity.raw or modified or _at_clause_end(folded, last.end)
    if number.bare:
        return number.value >= 1000 and (
            modified or (_at_clause_end(folded, last.end) and _after_verb(folded, quantity.start))
        )
    if any(scale in number.scale_text for scale in "万亿") and number.value >= _TWO:
        return True
    if number.form == "chinese":
        return False
    return (modified and _outside(quantity, low, last)) or _between_verb_and_end(folded, quantity, low, last)


def _outside(quantity: Quantity, low: Measure, last: Measure) -> bool:
    """A modifier inside the span; 突破 alone may come before a name."""
    return quantity.start < low.number.start or quantity.end > last.end or low.number.qualifier is not None


def _between_verb_and_end(folded: str, quantity: Quantity, low: Measure, last: Measure) -> bool:
    ends = _at_clause_end(folded, last.end) or _CHANGE_AHEAD.match(folded, last.end) is not None
    year = low is last and low.number.value == int(low.number.value) and 1900 <= low.number.value <= 2100
    return ends and not year and _after_verb(folded, quantity.start)


def _at_clause_end(folded: str, end: int) -> bool:
    return end == len(folded) or folded[end] in _CLAUSE_END


def _shared(text: str, folded: str, last: Quantity) -> Iterator[Quantity]:
    """Earlier members of an enumeration that has its unit at the end: 分别增长4.6、6.2和3.9个百分点."""
    if last.unit is None or last.printed_value is None:
        return
    low = max(0, last.start - 60)
    match = _SHARED.search(folded, low, last.start) if folded[last.number_start].isdigit() else None
    if not match:
        return
    factor = Decimal(1) if not last.printed_value or last.value is None else last.value / last.printed_value
    for member in re.finditer(ARABIC, match[1]):
        start = match.start(1) + member.start()
        number, value = number_at(folded, start), read_number(member[0])
        if number is not None and value is not None and number.end == start + len(member[0]):
            end = number.end
            yield Quantity(
                start,
                end,
                text[start:end],
                start,
                end,
                value * factor,
                None,
                last.unit,
                value,
                None,
                last.printed_unit,
            )
