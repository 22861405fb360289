"""Dates of the text: days that do not exist, milestones that run backwards."""

import calendar
import re
from collections.abc import Iterator
from typing import Final

from parsers.notation.numerals import fold, read_number
from pipeline.rules.clauses import Clause, clauses
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, sides, span
from pipeline.rules.wording import say

_DAY = re.compile(
    r"(?:(?P<year>(?<!\d)(?:19|20)\d\d)\s*年\s*)?(?P<month>(?<![\d.])\d{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2})"
    r"\s*月\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]"
)
_NO_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d年(?:0{1,2}|1[3-9]|[2-9]\d)月(?!\d)")
_MONTHS: Final = 12
_LEAP: Final = 2020
_BEGINS: Final = "启动|开工|动工|开建|奠基|开始建设|开始实施|立项"
_ENDS: Final = (
    "建成|竣工|完工|投用|投产|投入使用|投入运营|通车|完成|验收|交付|开通|运营|全面推广|全面推开|全覆盖"
)
_AIMS: Final = "计划|力争|争取|确保|预计|拟|将|并|于|到|至|在|可|有望"
_WORDS = re.compile(_BEGINS)
_BEGUN = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年(?P<month>\d{{1,2}}月)?[^，,。；;0-9]{{0,6}}(?:{_BEGINS})(?P<what>[^，,。；;、0-9]{{0,24}})"
    rf"[，,、](?:{_AIMS})*(?P<last>(?:19|20)\d\d)年(?P<last_month>\d{{1,2}}月)?[^，,。；;0-9]{{0,8}}?(?:{_ENDS})"
)


def impossible_date(held: Held) -> Iterator[Result]:
    """Every day with its month against the calendar."""
    for block in held.prose():
        if "月" not in block.text:
            continue
        folded = fold(block.text)
        for month_only in _NO_MONTH.finditer(folded):
            if not _DAY.match(folded, month_only.start()):
                place = span(block, *month_only.span())
                yield Finding(say("impossible_date", date=place.quote), (place,), "1—12月", place.quote)
        for found in _DAY.finditer(folded):
            month, day = _integer(found["month"]), _integer(found["day"])
            if month is None or day is None:
                continue
            last = _days(int(found["year"] or _LEAP), month)
            if 1 <= day <= last:
                yield agreed(span(block, found.start(), found.end()))
                continue
            place = span(block, found.start(), found.end())
            expected = f"≤{month}月{last}日" if last else "1—12月"
            yield Finding(say("impossible_date", date=place.quote), (place,), expected, place.quote)


def _integer(text: str) -> int | None:
    value = read_number(text)
    return None if value is None else int(value)


def _days(year: int, month: int) -> int:
    """How many days the month has; 0 where there is no such month. A year not named may be a leap year."""
    return calendar.monthrange(year, month)[1] if 1 <= month <= _MONTHS else 0


def milestones_reversed(held: Held) -> Iterator[Result]:
    """2024年启动……，2022年建成: the end before the beginning."""
    for clause in clauses(held, _WORDS):
        for found in _BEGUN.finditer(clause.text):
            begun = int(found["year"]), _month(found["month"])
            ended = int(found["last"]), _month(found["last_month"])
            months = begun[1] and ended[1]
            if (begun if months else begun[:1]) <= (ended if months else ended[:1]):
                yield Agreed()
            else:
                yield _reversed(clause.block, clause, found)


def _month(text: str | None) -> int:
    return int(text[:-1]) if text else 0


def _reversed(block: BlockRow, clause: Clause, found: re.Match[str]) -> Finding:
    places = [
        span(block, clause.start + found.start(name), clause.start + found.end(name) + 1)
        for name in ("last", "year")
    ]
    ended, begun = (place.quote for place in places)
    return Finding(
        say("milestones_reversed", begun=begun, ended=ended),
        sides(*places),
        f"≥{found['year']}",
        found["last"],
    )


RULES = (
    Rule(
        "impossible_date",
        "error",
        impossible_date,
        "A date names a day that its month does not have, or a month that does not exist.",
        "6月31日; 2021年2月29日; 13月1日",
        "Correct the date.",
        "Numbers before 月 and 日 that are no date.",
    ),
    Rule(
        "milestones_reversed",
        "warning",
        milestones_reversed,
        "A sentence lets something be finished before it begins.",
        "2024年启动水厂建设，2022年底前建成投用",
        "Swap the years, or correct the one that is wrong.",
        "Two different works told in one sentence.",
    ),
)
