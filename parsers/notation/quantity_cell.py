"""A whole table cell as one quantity."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from models.names import Direction
from models.units import Unit
from models.vocabularies import any_of, read_rows, words
from parsers.notation.numerals import BLANK, fold, read_number
from parsers.notation.period import find_periods
from parsers.notation.powers import RAISED, power_at
from parsers.notation.quantity_bounds import bound_at
from parsers.notation.quantity_core import (
    Frame,
    Quantity,
    build,
    ratio_at,
    ratio_quantity,
    times,
)
from parsers.notation.quantity_measure import Measure, after_at, after_of, measure_at
from parsers.notation.quantity_notes import with_note
from parsers.notation.quantity_range import upper_end
from parsers.notation.quantity_words import Modifier, lead_regex, modifier_at, phrase_regex, read_unit
from parsers.notation.signs import sign_at

# 〔2.5〕: cumulative values and remarks stand in brackets of any kind
_BRACKETS = re.compile(r"[〔\[【〖]([^〔\[【〖〕\]】〗]*)[〕\]】〗]")
_OPENING, _CLOSING = "〔[【〖［", "〕]】〗］"
# 五年累计 before the number
_TOTALLED = re.compile(r"\s*(?:[三四五]年)?累计")
_ROUND = re.compile(rf"^({BLANK}*)\(([^()]*)\)")
# 12①, 80%[1], 3.5注2: a note mark behind a number is no digit of it
_FOOTNOTE = re.compile(
    rf"{BLANK}*(?:[①-⑳⑴-⒇*※#△★☆▲{RAISED}]+|[\[(〔【]注\d*[\])〕】]|注\d*|(?<=[\d%‰])[\[【]\d{{1,2}}[\]】])$"
)
_LABELLED = re.compile("[一-鿿]{2}")
# 35.2(2022年): a remark behind the number
_NOTE = re.compile(rf"{BLANK}*\(([^()]*)\)$")
_LONGEST_CELL = 200
_GAP = re.compile(f"{BLANK}*")
_BLANKS = re.compile(BLANK)
# 541.43, 1800: what most cells of amounts hold, read without a look for all that could stand around it
_DIGITS_ALONE = re.compile(rf"{BLANK}*([0-9]{{1,12}}(?:\.[0-9]{{1,8}})?)\s*")
# 12 500: blanks between thousands, as spreadsheets print them
_ASCII_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?!\d)")
# 第3, 前 10: a rank, not an amount
_RANK = re.compile(rf"(第|前){BLANK}?")


@dataclass(frozen=True, slots=True)
class _Lead:
    """The words before a cell's number: where they end, the direction they give, the modifier among them."""

    end: int
    direction: Direction | None
    modifier: Modifier | None


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value: blank, a dash, a slash, 无 (vocabulary missing_values)."""
    body = "".join(text.split())
    return not body or body in words("missing_values", "value")


_SCALE_ALONE = re.compile("[十百千]?[万亿]|万亿")


def read_quantity(text: str, unit: str | None = None) -> Quantity | None:
    """The quantity a whole string states, or None for words, dates, names (5G) and missing values.

    `unit` is what the header, the name or a note says (亿元, %, 部/百人): it scales the value (82.07 under
    亿元 is 8207000000 元). A unit printed in the cell wins, a number word in the cell (2.7万 under 万座)
    replaces that of `unit`. Allowed besides the forms of running text: brackets 〔10〕 and [10], which make
    the value `cumulative`, as does 累计 ((10) is read but not taken so), a lead of change words and a base
    (比2020年下降18%), a footnote mark and a note without numbers behind.
    """
    if (
        len(text) > _LONGEST_CELL
        or is_missing(text)
        or _is_date(text, unit)
        or phrase_regex().fullmatch(fold(text).strip())
    ):
        return None
    if digits := _DIGITS_ALONE.fullmatch(text):
        return _plain(digits, unit)
    folded, cumulative = _open_brackets(_without_footnote(fold(text)))
    lead = _lead(folded)
    quantity = _read_body(text, folded, lead)
    if quantity is None and (bare := _without_note(folded)) != folded:
        quantity = _read_body(text, bare, lead)
    if quantity is None:
        return None
    words_before = text[: lead.end].strip(_OPENING + "（( \t\n\u3000\u00a0")
    if words_before or quantity.lead or lead.direction != quantity.direction:
        quantity = replace(quantity, direction=lead.direction, lead=words_before)
    if not cumulative and (_TOTALLED.match(folded) or _totalled_behind(folded)):
        quantity = replace(quantity, cumulative=True)
    if cumulative:
        quantity = _with_brackets(text, replace(quantity, cumulative=True))
    return _with_unit(quantity, unit)


def _plain(digits: re.Match[str], unit: str | None) -> Quantity:
    value, span = Decimal(digits[1]), digits.span(1)
    said = _header_unit(unit or "")
    if said is None:
        return Quantity(*span, digits[1], *span, value, None, None, value, None, None)
    counted = times(value, said.factor)
    return Quantity(*span, digits[1], *span, counted, None, said.base, value, None, said.printed)


def _is_date(text: str, unit: str | None) -> bool:
    """A whole date or span of years; a bare range under a unit (2000-2050 under 人) is a quantity."""
    body = text.strip()
    period = next(iter(find_periods(body)), None)
    return period is not None and period.raw == body and (unit is None or not body[-1].isdigit())


def _without_footnote(folded: str) -> str:
    """The text without the footnote mark behind it: offsets stay."""
    body = folded.rstrip()
    match = _FOOTNOTE.search(body)
    if match is None or not match.start() or power_at(body, max(0, match.start() - len("10"))):
        return body
    return body[: match.start()]


def _without_note(folded: str) -> str:
    """The text without a bracketed note behind it that holds no number but a date, or one that words tell
    apart: 2000（预计）, 12.5%（2019年）, 90（省定85）."""
    match = _NOTE.search(folded)
    if match is None:
        return folded
    aside = _LABELLED.match(match[1]) or not re.search(r"\d", "".join(_between_periods(match[1])))
    return folded[: match.start()] if aside else folded


def _totalled_behind(folded: str) -> bool:
    """Whether the note behind a number says that it is a sum over the period: 2600（五年累计）."""
    match = _NOTE.search(folded)
    return match is not None and _TOTALLED.match(match[1]) is not None


def _between_periods(text: str) -> Iterator[str]:
    position = 0
    for period in find_periods(text):
        yield text[position : period.start]
        position = period.end
    yield text[position:]


def _open_brackets(folded: str) -> tuple[str, bool]:
    """Brackets as blanks, and whether they were those of a cumulative value."""
    match = _BRACKETS.search(folded)
    beside = folded[: match.start()].rstrip()[-1:] if match else ""
    if match and any(map(str.isdecimal, match[1])) and not beside.isdecimal():
        return f"{folded[: match.start()]} {match[1]} {folded[match.end() :]}", True
    return _ROUND.sub(r"\1 \2 ", folded), False


def _lead(folded: str) -> _Lead:
    periods = {period.start: period.end for period in find_periods(folded)}
    position, direction, modifier = _blanks(folded, 0), "", None
    while True:
        bound = bound_at(folded, position)
        if (bound and bound.inside) or modifier_at(folded, position, "before"):
            break  # 至少5: 至 leads to no number of its own
        context = modifier_at(folded, position, "context")
        match = _cell_lead().match(folded, position)
        ends = [each.end for each in (bound, context) if each] + ([match.end()] if match else [])
        if not ends:
            break
        modifier = (bound.modifier if bound else context) or modifier
        direction = (_directions().get(match[0], "") if match else "") or direction
        position = _blanks(folded, bound.end if bound else max(ends))
        if position in periods and match and match[0] in {"比", "较"}:
            position = _blanks(folded, periods[position])
    return _Lead(position, "up" if direction == "up" else "down" if direction == "down" else None, modifier)


@cache
def _cell_lead() -> re.Pattern[str]:
    """A word of change or state, or one that only opens a cell (确保5%)."""
    return re.compile(f"{lead_regex().pattern}|{any_of('notation_words', 'cell_lead')}")


@cache
def _directions() -> dict[str, str]:
    return {row["word"]: row["direction"] for row in read_rows("lead_words")}


def _blanks(folded: str, position: int) -> int:
    match = _GAP.match(folded, position)
    return match.end() if match else position


def _read_body(text: str, folded: str, lead: _Lead) -> Quantity | None:
    folded = _ASCII_THOUSANDS.sub(lambda m: m[0].replace(" ", "\u2009"), folded)
    before = _before(folded, lead.end)
    begin = before.start if before else lead.end
    start = _blanks(folded, before.end if before else begin)
    rank = _RANK.match(folded, start)
    if rank and before is None:
        before = Modifier(start, rank.end(), "up_to" if rank[1] == "前" else "exact")
    start = rank.end() if rank else start
    if end := ratio_at(folded, start):
        return _ratio(text, folded, begin, (start, end), before)
    doubled = folded.startswith("翻", start)
    sign = sign_at(folded, start)
    start = sign[0] if sign else start + doubled
    low = measure_at(folded, start, ranked=bool(rank))
    if low is None or not _is_number(low) or (doubled and low.unit_name != "番"):
        return None
    low = replace(low, sign=sign[1]) if sign else low
    high = upper_end(folded, low)
    after = after_of(folded, high or low) or modifier_at(folded, (high or low).end, "cell")
    quantity = with_note(text, folded, build(text, Frame(begin, (before, lead.modifier)), low, high, after))
    return None if folded[quantity.end :].strip() else quantity


def _before(folded: str, position: int) -> Modifier | None:
    """The modifier or bound that a cell begins with."""
    bound = bound_at(folded, position)
    return bound.modifier if bound and bound.inside else modifier_at(folded, position, "before")


def _is_number(low: Measure) -> bool:
    """A lone Chinese digit without a unit is a label, number words alone are words."""
    return not (low.number.form == "chinese" and low.unit is None and (low.number.lone or low.number.bare))


def _ratio(
    text: str, folded: str, begin: int, number: tuple[int, int], before: Modifier | None
) -> Quantity | None:
    after = after_at(folded, number[1])
    end = after.end if after else number[1]
    if folded[end:].strip():
        return None
    return ratio_quantity(text, folded, (begin, end), number, before or after)


def _with_brackets(text: str, quantity: Quantity) -> Quantity:
    """The span with the brackets around the number."""
    opening = max(text.rfind(c, 0, quantity.number_start) for c in _OPENING)
    closing = min(i for i in (text.find(c, quantity.number_end) for c in _CLOSING) if i >= 0)
    start, end = min(quantity.start, opening), max(quantity.end, closing + 1)
    return replace(quantity, start=start, end=end, raw=text[start:end])


def _with_unit(quantity: Quantity, unit: str | None) -> Quantity:
    """The unit of the header where the cell prints none."""
    said = _header_unit(unit or "")
    if said is None or quantity.unit is not None or quantity.value is None:
        return quantity
    if quantity.printed_unit:  # a number word of the cell's own
        printed = quantity.printed_unit + (said.base or "")
        return replace(quantity, unit=said.base, printed_unit=printed)
    upper = None if quantity.value_max is None else times(quantity.value_max, said.factor)
    return replace(
        quantity,
        value=times(quantity.value, said.factor),
        value_max=upper,
        unit=said.base,
        printed_unit=said.printed,
    )


class _HeaderUnit(NamedTuple):
    """What a header says that its numbers count; `base` is None for a mere number word: 379.2 under 万."""

    factor: Decimal
    base: str | None
    printed: str


@lru_cache(maxsize=256)
def _header_unit(unit: str) -> _HeaderUnit | None:
    body = _BLANKS.sub("", unit)
    if not body:
        return None
    if is_scale(body):
        factor = read_number(body)
        return None if factor is None else _HeaderUnit(factor, None, body)
    known = read_unit(body) or Unit(body, body, Decimal(1), "")
    return _HeaderUnit(known.factor, known.base, known.printed)


def is_scale(text: str) -> bool:
    """Whether a text says how many each number counts and no more: 组织数（万）."""
    return _SCALE_ALONE.fullmatch(text.strip()) is not None
