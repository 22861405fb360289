"""A whole table cell as one quantity."""

import re
from dataclasses import replace
from decimal import Decimal

from models.names import Direction
from models.units import Unit
from models.vocabularies import read_rows
from parsers.numerals import BLANK, fold, plain
from parsers.period import find_periods
from parsers.quantity_core import Frame, Measure, Quantity, after_at, build, measure_at, ratio_at, upper_end
from parsers.quantity_words import Modifier, lead_regex, modifier_at, read_unit

_BRACKETS = re.compile(r"[〔\[【〖]([^〔\[【〖〕\]】〗]*)[〕\]】〗]")
_ROUND = re.compile(r"^\(([^()]*)\)(.*)$")
_FOOTNOTE = re.compile(rf"{BLANK}*(?:[①-⑳*※#△★☆▲¹²³⁴⁵⁶⁷⁸⁹]+|[\[(〔【]注\d*[\])〕】]|注\d*)$")
_GAP = re.compile(f"{BLANK}*")
_ASCII_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?!\d)")
_RANK = re.compile(rf"(第|前){BLANK}?")


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value: blank, a dash, a slash, 无 (vocabulary missing_values)."""
    body = re.sub(BLANK, "", text).strip()
    return not body or body in {row["value"] for row in read_rows("missing_values")}


def read_quantity(text: str, unit: str | None = None) -> Quantity | None:
    """The quantity a whole string states, or None for words, dates and missing values.

    `unit` is what the header, the name or a note says (亿元, %, 部/百人); a unit printed in the cell wins, a number word in the cell
    (2.7万 under 座) replaces that of `unit`. Allowed besides the forms of running text: brackets 〔10〕 and [10], which make the value
    `cumulative` ((10) is read but not taken so), a lead of change words and a base (比2020年下降18%), and a footnote mark behind.
    """
    if is_missing(text):
        return None
    folded, cumulative = _open_brackets(_without_note(fold(text)))
    lead_end, direction = _lead(folded)
    measured = _read_body(text, folded, lead_end)
    if measured is None:
        return None
    lead = text[:lead_end].strip()
    quantity = replace(measured, direction=direction, lead=lead)
    if cumulative:
        quantity = _with_brackets(text, replace(quantity, cumulative=True), lead_end)
    return _with_unit(quantity, unit)


def _without_note(folded: str) -> str:
    """The text with the footnote mark behind it blanked out: offsets stay."""
    body = folded.rstrip()
    match = _FOOTNOTE.search(body)
    return body[: match.start()] if match and match.start() else body


def _open_brackets(folded: str) -> tuple[str, bool]:
    """Brackets as blanks, and whether they were those of a cumulative value."""
    match = _BRACKETS.search(folded)
    if match and any(c.isdigit() for c in match[1]):
        return folded[: match.start()] + " " + match[1] + " " + folded[match.end() :], True
    return re.sub(r"^(\s*)\(([^()]*)\)", r"\1 \2 ", folded), False


def _lead(folded: str) -> tuple[int, Direction | None]:
    """Where the words of change before the number end, and the direction they give."""
    directions = {row["word"]: row["direction"] for row in read_rows("lead_words")}
    periods = {period.start: period.end for period in find_periods(folded)}
    position, direction = _blanks(folded, 0), ""
    while match := lead_regex().match(folded, position):
        direction = directions[match[0]] or direction
        position = _blanks(folded, match.end())
        if position in periods and match[0] in {"比", "较"}:
            position = _blanks(folded, periods[position])
    return position, "up" if direction == "up" else "down" if direction == "down" else None


def _blanks(folded: str, position: int) -> int:
    match = _GAP.match(folded, position)
    return match.end() if match else position


def _read_body(text: str, folded: str, position: int) -> Quantity | None:
    folded = _ASCII_THOUSANDS.sub(lambda m: m[0].replace(" ", "\u2009"), folded)
    before = modifier_at(folded, position, "before") or modifier_at(folded, position, "context")
    start = _blanks(folded, before.end if before else position)
    rank = None if before else _RANK.match(folded, start)
    if rank:
        before = Modifier(start, rank.end(), "up_to" if rank[1] == "前" else "exact")
    begin = before.start if before else start
    start = rank.end() if rank else start
    if ratio := ratio_at(folded, start):
        return _ratio(text, folded, begin, start, ratio, before)
    sign = -1 if folded[start : start + 1] == "-" else 1
    start += 1 if folded[start : start + 1] in {"-", "+"} else 0
    low = measure_at(folded, start, ranked=bool(rank))
    high = upper_end(folded, low) if low else None
    if low is None:
        return None
    after = after_at(folded, (high or low).end)
    quantity = build(text, Frame(begin, sign, (before,)), low, high, after)
    return quantity if not folded[quantity.end :].strip() and _is_number(low) else None


def _is_number(low: Measure) -> bool:
    """A lone Chinese digit without a unit is a label, number words alone are words."""
    return not (low.number.form == "chinese" and low.unit is None and (low.number.lone or low.number.bare))


def _ratio(text: str, folded: str, begin: int, start: int, end: int, before: Modifier | None) -> Quantity | None:
    after = after_at(folded, end)
    stop = after.end if after else end
    shade = before or after
    if folded[stop:].strip():
        return None
    return Quantity(begin, stop, text[begin:stop], start, end, None, None, None, None, None, None, shade.qualifier if shade else "exact")


def _with_brackets(text: str, quantity: Quantity, lead_end: int) -> Quantity:
    """The span with the brackets around the number."""
    opening = max((text.rfind(c, 0, quantity.number_start) for c in "〔[【〖［"), default=-1)
    closing = min((i for i in (text.find(c, quantity.number_end) for c in "〕]】〗］") if i >= 0), default=-1)
    start = min(quantity.start, opening) if opening >= 0 else quantity.start
    end = max(quantity.end, closing + 1)
    return replace(quantity, start=start, end=end, raw=text[start:end])


def _with_unit(quantity: Quantity, unit: str | None) -> Quantity:
    """The unit of the header where the cell prints none."""
    body = re.sub(BLANK, "", unit or "")
    if not body or quantity.unit is not None or quantity.printed_value is None:
        return quantity
    known = read_unit(body) or Unit(body, body, Decimal(1), "")
    if quantity.printed_unit:
        return replace(quantity, unit=known.base)
    values = (None if v is None else _times(v, known.factor) for v in (quantity.value, quantity.value_max))
    low, high = values
    return replace(quantity, value=low, value_max=high, unit=known.base, printed_unit=known.printed)


def _times(value: Decimal, factor: Decimal) -> Decimal:
    return value if factor == 1 else plain(value * factor)
