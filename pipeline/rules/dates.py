"""Dates of the text: days and months that do not exist."""

import calendar
import re
from collections.abc import Iterator
from typing import Final

from parsers.notation.numerals import fold, read_integer
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, agreed, span
from pipeline.rules.wording import say

_DAY = re.compile(
    r"(?:(?P<year>(?<!\d)(?:19|20)\d\d)\s*年\s*)?(?P<month>(?<![\d.])\d{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2})"
    r"\s*月\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]"
)
# 2025年14月, 2024年00月
_NO_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d年(?:0{1,2}|1[3-9]|[2-9]\d)月(?!\d)")
_MONTHS: Final = 12
_LONGEST: Final = 31
_LEAP: Final = 2020
# 2024.6.31, 2023-04-31
_PLAIN_DATE = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d.\-/])"
)


def impossible_date(held: Held) -> Iterator[Result]:
    """Every day with its month against the calendar."""
    for block in held.prose():
        yield from _plain_dates(block)
        if "月" not in block.text:
            continue
        folded = fold(block.text)
        for month_only in _NO_MONTH.finditer(folded):
            if not _DAY.match(folded, month_only.start()):
                place = span(block, *month_only.span())
                yield Finding(say("impossible_date", date=place.quote), (place,), "1—12月", place.quote)
        for found in _DAY.finditer(folded):
            month, day = read_integer(found["month"]), read_integer(found["day"])
            if month is None or day is None:
                continue
            last = _days(int(found["year"] or _LEAP), month)
            if 1 <= day <= last:
                yield agreed(span(block, found.start(), found.end()))
                continue
            place = span(block, found.start(), found.end())
            expected = f"≤{month}月{last}日" if last else "1—12月"
            yield Finding(say("impossible_date", date=place.quote), (place,), expected, place.quote)


def _plain_dates(block: BlockRow) -> Iterator[Result]:
    """2024.6.31, 2023-04-31: a day that a month of 30 days does not have; other numbers in such a form may be
    no date at all."""
    for found in _PLAIN_DATE.finditer(fold(block.text)):
        month, day = int(found["month"]), int(found["day"])
        if 1 <= month <= _MONTHS and _days(int(found["year"]), month) < day <= _LONGEST:
            place = span(block, *found.span())
            expected = f"≤{month}月{_days(int(found['year']), month)}日"
            yield Finding(say("impossible_date", date=place.quote), (place,), expected, place.quote)


def _days(year: int, month: int) -> int:
    """How many days the month has; 0 where there is no such month. A year not named may be a leap year."""
    return calendar.monthrange(year, month)[1] if 1 <= month <= _MONTHS else 0


RULES = (
    Rule(
        "impossible_date",
        "error",
        impossible_date,
        "A date names a day that its month does not have, or a month that does not exist.",
        "6月31日; 2021年2月29日; 2024.6.31; 13月1日",
        "Correct the date.",
        "Numbers before 月 and 日 that are no date.",
    ),
)
