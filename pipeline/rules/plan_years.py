"""The years of the plan: title, running head and the sentence that states the plan period."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from parsers.notation.period import Period, find_periods
from parsers.outline.plan_years import years_in
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, agreed, field_side, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 规划期限为, 实施时限：
_STATED = re.compile(
    f"(?:{any_of('plan_word')})(?:的)?(?:{any_of('term_cycle')})(?:间)?(?:为|是|自|从|[:：])"
)
# 2021—2025年为规划期
_AS_PERIOD = re.compile(f"为(?:{any_of('plan_word_short')})(?:{any_of('term')})")
# 基准年为2020年
_BASE = re.compile(f"(?:{any_of('base_year')})(?:份)?(?:为|是|[:：])?")
_STAGE = re.compile(any_of("stage_of_plan"))
_NEAR: Final = 3
_SHORTEST: Final = 2


def stated_period(held: Held) -> Iterator[Result]:
    """规划期限为…… and the running head, against the years of the title."""
    title = _title(held)
    if title is None:
        return
    block, of_title = title
    for other in held.blocks.values():
        if other.used and other.kind in ("paragraph", "heading"):
            for period in (*_after(_STATED, other.text), *_as_period(other.text)):
                yield _compared(block, of_title, other, period)
    for other in held.blocks.values():
        if other.kind == "header" and other.text.strip():
            for period in _spans(other.text)[:1]:
                yield _compared(block, of_title, other, period)


def _title(held: Held) -> tuple[BlockRow, Period] | None:
    """The title with its years: the one span it names."""
    spans = _of_title(held.title)
    if len({_years(period) for period in spans}) != 1:
        return None
    lines = (block for block in held.blocks.values() if block.kind == "title")
    for block in lines:
        inside = _of_title(block.text)
        if inside and _years(inside[0]) == _years(spans[0]):
            return block, inside[0]
    return None


def _spans(text: str) -> list[Period]:
    """The periods of two years or more with both ends."""
    return [
        found
        for found in find_periods(text)
        if found.start_year is not None
        and found.end_year is not None
        and found.end_year - found.start_year + 1 >= _SHORTEST
    ]


def _of_title(text: str) -> list[Period]:
    """The same of a title, where 第十四个五年规划 names years, too."""
    counted = (years for years in years_in(text) if years.first < years.last)
    return _spans(text) or [
        Period(one.start, one.end, text[one.start : one.end], f"{one.first}-{one.last}", one.first, one.last)
        for one in counted
    ]


def _years(period: Period) -> tuple[int | None, int | None]:
    return period.start_year, period.end_year


def _after(words: re.Pattern[str], text: str) -> Iterator[Period]:
    for found in words.finditer(text):
        spans = _spans(text)
        following = [period for period in spans if 0 <= period.start - found.end() <= _NEAR]
        stages = [period for period in spans if _is_a_stage(text, period)]
        if not following or following[0] not in stages:
            yield from following[:1]
        elif len(stages) > 1:
            yield _together(text, stages)


def _is_a_stage(text: str, period: Period) -> bool:
    """近期2022—2025年: a part of the plan's years."""
    return _STAGE.search(text, max(0, period.start - _NEAR), period.start) is not None


def _together(text: str, stages: Sequence[Period]) -> Period:
    """From the beginning of the first stage to the end of the last."""
    first, last = stages[0], stages[-1]
    raw = text[first.start : last.end]
    return replace(first, end=last.end, raw=raw, end_year=last.end_year, end_month=last.end_month)


def _as_period(text: str) -> Iterator[Period]:
    """以“十三五”时期为规划期."""
    for found in _AS_PERIOD.finditer(text):
        yield from (period for period in _spans(text) if 0 <= found.start() - period.end <= _SHORTEST)


def _compared(block: BlockRow, title: Period, other: BlockRow, period: Period) -> Result:
    if _years(period) == _years(title):
        return agreed(span(other, period.start, period.end), span(block, title.start, title.end))
    here, there = span(other, period.start, period.end), span(block, title.start, title.end)
    message = say("stated_period", title=there.quote, text=here.quote)
    return Finding(message, sides(here, there), there.quote, here.quote)


def base_year(held: Held) -> Iterator[Result]:
    """基准年为……, which lies before the plan's years or is their first."""
    if held.period is None:
        return
    for block, period in _stated_bases(held):
        place = span(block, period.start, period.end)
        if period.start_year is not None and period.start_year <= held.period[0]:
            yield agreed(place)
            continue
        message = say("base_year", year=place.quote, first=held.period[0], last=held.period[1])
        yield Finding(message, (place,), f"≤{held.period[0]}", place.quote)


def _stated_bases(held: Held) -> Iterator[tuple[BlockRow, Period]]:
    """The single years that the text calls the base of the plan."""
    for block in held.narrative():
        for found in _BASE.finditer(block.text):
            behind, before = found.end(), _as_base(block.text, found.start())
            periods = find_periods(block.text)
            years = [one for one in periods if 0 <= one.start - behind <= 1 or one.end == before]
            if years and years[0].start_year is not None and years[0].start_year == years[0].end_year:
                yield block, years[0]


def base_in_table(held: Held) -> Iterator[Result]:
    """The base year that the text states against the one year of all baselines of the indicator tables."""
    years = {row.baseline_year for row in held.indicators if row.baseline_year is not None}
    if len(years) != 1 or held.period is None:
        return
    of_table = years.pop()
    row = next(row for row in held.indicators if row.baseline_year == of_table)
    for block, period in _stated_bases(held):
        here = span(block, period.start, period.end)
        there = field_side(held, row.id, "baseline_year", "baseline_raw", "name")
        if period.start_year == of_table:
            yield agreed(here, there)
        else:
            message = say("base_in_table", text=period.start_year, table=of_table)
            yield Finding(message, sides(there, here), str(period.start_year), str(of_table))


def _as_base(text: str, end: int) -> int | None:
    """Where the year ends that 以2022年为基准年 makes the base."""
    return end - 1 if text[end - 1 : end] in ("为", "作") else None


RULES = (
    Rule(
        "stated_period",
        "warning",
        stated_period,
        "The text or the running head states another plan period than the title.",
        "“十四五”规划 with 规划期限为2026—2030年; （2023—2027年） with 规划期限为2023—2028年",
        "Correct one of the two.",
        "A plan that looks further ahead than its title says.",
    ),
    Rule(
        "base_year",
        "warning",
        base_year,
        "The base year of the plan lies after its first year.",
        "基准年为2025年 in a plan for 2021—2025",
        "Correct the year.",
        "A plan revised on the way, with a new base.",
    ),
    Rule(
        "base_in_table",
        "warning",
        base_in_table,
        "The text states another base year than the one that all baselines of the indicator table have.",
        "“以2020年为基期”; a column 2019年基期值",
        "Correct the sentence or the header of the table.",
        "A base of something else than the indicators.",
    ),
)
