"""The chart of indicators: each from its baseline to its target, on a scale of its own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from models.language import LANGUAGES
from pipeline.report.chart_data import IndicatorRow, PlanFacts
from pipeline.report.chart_shapes import (
    MOST_ROWS,
    Cell,
    Chart,
    Dumbbell,
    Legend,
    left_out,
    number_cell,
    percent,
)
from pipeline.report.chart_words import Words, exact, joined, rounded, years
from pipeline.store.value_words import Stated, unprinted, value_words

_NATURES: Final = {"约束性": Words("约束性", "binding"), "预期性": Words("预期性", "expected")}
_BINDING: Final = "约束性"
_SHARES: Final = ("%", "％")
_FULL: Final = Decimal(100)
_CUMULATIVE: Final = Words("累计", "cumulative")


def baseline_to_target(facts: PlanFacts) -> Chart | None:
    """A row an indicator whose target is a number (the first of many); all stand in the table."""
    drawn = [one for one in facts.indicators if one.target is not None][:MOST_ROWS]
    if not drawn:
        return None
    also = left_out(len(facts.indicators) - len(drawn))
    note = Words(
        f"每行自有标尺（从 0 起；百分率到 100%），数值为原文。{also.zh}",
        f"Each row has its own scale (from 0; percentages to 100 %); values as printed.{also.en}",
    )
    return Chart(
        "indicators",
        Words("指标：从基期到目标", "Indicators: from baseline to target"),
        note,
        _head(),
        tuple(map(_row, facts.indicators)),
        _legend(drawn),
        dumbbells=tuple(map(_dumbbell, drawn)),
    )


def _head() -> tuple[Words, ...]:
    return (
        Words("指标", "indicator"),
        Words("属性", "nature"),
        Words("单位", "unit"),
        Words("年份", "years"),
        Words("基期值", "baseline"),
        Words("目标值", "target"),
        Words("差额", "difference"),
        Words("变化（%）", "change (%)"),
    )


def _row(one: IndicatorRow) -> tuple[Cell, ...]:
    """Differences only where both are stocks: a cumulative target is no successor of a baseline."""
    comparable = one.baseline is not None and one.target is not None and not one.is_cumulative
    delta = (
        one.target - one.baseline
        if comparable and one.target is not None and one.baseline is not None
        else None
    )
    change = None if delta is None or not one.baseline else delta / abs(one.baseline) * _FULL
    return (
        Cell(one.name, href=f"#indicator-{one.id}"),
        Cell(words=_nature(one)) if one.nature else Cell(),
        Cell(one.unit),
        Cell(_years(one)),
        Cell(one.baseline_raw.strip(), is_number=True) if one.baseline is None else number_cell(one.baseline),
        _target_cell(one),
        Cell("" if delta is None else f"{delta:+,f}", is_number=True),
        Cell("" if change is None else ("+" if change > 0 else "") + rounded(change, 1), is_number=True),
    )


def _target_cell(one: IndicatorRow) -> Cell:
    if one.target is not None and one.target_qualifier not in (None, "exact"):
        zh, en = (value_words(_stated(one), spoken) for spoken in LANGUAGES)
        return Cell(words=Words(zh, en), is_number=True)
    if one.target is None or one.target_max is not None:
        upper = (
            ""
            if one.target is None or one.target_max is None
            else f"{exact(one.target)}–{exact(one.target_max)}"
        )
        return Cell(upper or one.target_raw.strip(), is_number=True)
    return number_cell(one.target)


def _stated(one: IndicatorRow) -> Stated:
    least, most = (None if value is None else f"{value:f}" for value in (one.target, one.target_max))
    return Stated(one.target_raw, least, most, one.unit, one.target_qualifier)


def _years(one: IndicatorRow) -> str:
    return years(one.baseline_year, one.target_year)


def _nature(one: IndicatorRow) -> Words:
    nature = one.nature or ""
    return _NATURES.get(nature, Words(nature, nature))


def _legend(drawn: Sequence[IndicatorRow]) -> tuple[Legend, ...]:
    found = (
        [Legend("baseline", Words("基期", "baseline"))]
        if any(one.baseline is not None for one in drawn)
        else []
    )
    if any(one.nature == _BINDING for one in drawn):
        found.append(Legend("binding", Words("目标（约束性）", "target (binding)")))
    if any(one.nature != _BINDING for one in drawn):
        found.append(Legend("expected", Words("目标（预期性或未注明）", "target (expected or not stated)")))
    return tuple(found)


def _dumbbell(one: IndicatorRow) -> Dumbbell:
    stated = [value for value in (one.baseline, one.target, one.target_max) if value is not None]
    least, most = min(Decimal(0), *stated), max(Decimal(0), *stated)
    if one.unit in _SHARES and most <= _FULL:
        most = _FULL
    places = [
        None if value is None else percent(value, most, least)
        for value in (one.baseline, one.target, one.target_max)
    ]
    change = _change(one)
    note = joined(
        [
            words
            for words in (_nature(one), _CUMULATIVE if one.is_cumulative else Words("", ""), change)
            if words.zh
        ]
    )
    before, after = one.baseline_raw.strip(), unprinted(_stated(one), "zh") or one.target_raw.strip()
    value = f"{before} → {after}" if before else after
    gap = "" if one.unit in _SHARES else " "
    shown = value if not one.unit or one.unit in value else f"{value}{gap}{one.unit}"
    head = f"{one.name} {_years(one)}".strip()
    title = Words(
        f"{head}：{shown}（{note.zh}）" if note.zh else f"{head}：{shown}",
        f"{head}: {shown} ({note.en})" if note.en else f"{head}: {shown}",
    )
    return Dumbbell(
        one.name,
        note,
        shown,
        title,
        places[0],
        places[1] or 0.0,
        places[2],
        one.nature == _BINDING,
        f"#indicator-{one.id}",
    )


def _change(one: IndicatorRow) -> Words:
    """Which way it goes, in words and a sign."""
    if one.baseline is None or one.target is None or one.is_cumulative:
        return Words("", "")
    if one.target == one.baseline:
        return Words("持平", "unchanged")
    return Words("↑ 升", "↑ up") if one.target > one.baseline else Words("↓ 降", "↓ down")
