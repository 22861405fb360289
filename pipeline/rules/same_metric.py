"""The same metric, period and subject in different places: equal, compatible (4000 and 4000余) or
contradicting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from models.names import Severity
from models.units import convert
from pipeline.rules.duplicates import name_key
from pipeline.rules.metrics import Match, MetricKey, is_generic, keys_of, match
from pipeline.rules.records import FigureRow, Held, IndicatorRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, field_side, figure_side, sides
from pipeline.rules.values import interval, power_of_ten
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_LEAST_HEAD: Final = 4
_LEAST_HEAD_OF_TABLE: Final = 3
_MOST_VALUES: Final = 2
_FROM: Final = 4
_TABLES: Final = ("indicator_table", "project_table")
_LEVELS: Final = ("status", "target", "plan")
_OF_TABLES: Final = (*_TABLES, "other_table")
# 其中, 分别: a part is no second value of the whole
_PARTIAL = re.compile(f"其中|中，|{any_of('partial')}|(?:19|20)\\d\\d年.*(?:19|20)\\d\\d年")
# “十三五”规划提出，到2020年…; not where 实际 stands behind it
_PROMISED = re.compile(rf"(?:{any_of('promised')})(?:(?!{any_of('came_to')}).)*$")
_REST = re.compile(f"^[0-9它其该这此]|{any_of('rest')}|达到|达$")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures of one metric: `one` from the table where there is one."""

    one: FigureRow
    other: FigureRow
    match: Match

    @property
    def of_table(self) -> bool:
        return self.one.origin in _TABLES


def _pairs(held: Held) -> Iterator[_Pair]:
    region = held.region or ""
    by_key: dict[MetricKey, list[FigureRow]] = {}
    for figure in held.figures:
        if _comparable(figure):
            for key in keys_of(figure, region):
                by_key.setdefault(key, []).append(figure)
    _add_undated(held, by_key, region)
    seen: set[tuple[int, int]] = set()  # two figures may share the key of their names and the catalogue's
    for key, found in by_key.items():
        reference = next((figure for figure in found if figure.origin in _TABLES), found[0])
        if not _tells(key, reference, found):
            continue
        for other in found:
            if (
                other is not reference
                and (reference.id, other.id) not in seen
                and other.block != reference.block
                and _are_told(held, reference, other)
            ):
                seen |= {(reference.id, other.id), (other.id, reference.id)}
                yield _Pair(reference, other, match(reference, other, region))


def _are_told(held: Held, one: FigureRow, other: FigureRow) -> bool:
    """Whether two figures of one key speak of the same: goals are not compared with results, rows of one
    table not with each other (groups repeat their rows' names), and a sentence that names no year only where
    it sets the goal of this plan."""
    if _is_goal_kind(one) != _is_goal_kind(other) or _same_table(held, one, other):
        return False
    if _is_promised(held, one) or _is_promised(held, other):
        return False
    if one.origin not in _TABLES:
        return _is_alone(held, one) and _is_alone(held, other) and one.kind == other.kind
    return other.origin in _OF_TABLES or _is_dated(held, other) or _is_aim(held, one, other)


def _is_goal_kind(figure: FigureRow) -> bool:
    return figure.role == "target" or (figure.role is None and figure.kind in ("target", "plan"))


def _same_table(held: Held, one: FigureRow, other: FigureRow) -> bool:
    tables = [held.blocks[figure.block].table for figure in (one, other)]
    return tables[0] is not None and tables[0] == tables[1]


def _is_aim(held: Held, table: FigureRow, said: FigureRow) -> bool:
    """A goal of the text without a year, against the target for the plan's last year."""
    return is_goal(held, said) and held.period is not None and table.period_end == held.period[1]


def _is_alone(held: Held, figure: FigureRow) -> bool:
    """A dated figure of the text whose metric stands for itself, not for a part of what the sentence began
    with (职工中，女性为……) nor as a rest of a sentence (它占……)."""
    text = held.blocks[figure.block].text[: figure.start]
    sentence = text[max(text.rfind(mark) for mark in "。；\n") + 1 :]
    return _is_dated(held, figure) and not _PARTIAL.search(sentence) and not _REST.search(figure.metric)


def _is_promised(held: Held, figure: FigureRow) -> bool:
    """What an earlier plan set out to reach by a year that is over, beside what was reached."""
    if held.period is None or figure.period_end is None or figure.period_end >= held.period[0]:
        return False
    text = held.blocks[figure.block].text[: figure.start]
    return _PROMISED.search(text[text.rfind("。") + 1 :]) is not None and figure.origin not in _OF_TABLES


def _add_undated(held: Held, by_key: dict[MetricKey, list[FigureRow]], region: str) -> None:
    """Targets of the text that name no year, beside the one target that the indicator table has for the
    metric."""
    targets = {
        key: figures[0]
        for key, figures in by_key.items()
        if figures[0].origin in _TABLES and figures[0].role == "target"
    }
    by_name: dict[MetricKey, list[MetricKey]] = {}
    for key in targets:
        by_name.setdefault(replace(key, period=""), []).append(key)
    for figure in held.figures:
        if figure.origin not in ("narrative", "box") or figure.period is not None or figure.value is None:
            continue
        keys = [found for key in keys_of(figure, region) for found in by_name.get(key, ())]
        if len({targets[key].id for key in keys}) == 1 and _is_aim(held, targets[keys[0]], figure):
            by_key[keys[0]].append(figure)


def is_goal(held: Held, figure: FigureRow) -> bool:
    """A target, or a number to be built that stands under a heading of goals."""
    heading = held.blocks[figure.block].heading
    path = next((row.path for row in held.headings if row.id == heading), "")
    before = held.blocks[figure.block].text[max(0, figure.start - _FROM) : figure.start]
    return (figure.kind == "target" or (figure.kind == "plan" and "目标" in path)) and not any(
        word in before for word in "从由"
    )


def _comparable(figure: FigureRow) -> bool:
    """Levels with a period that is stated, and whose meaning the owner tells: projects' own columns are
    other rules' business."""
    if (
        figure.value is None
        or figure.period is None
        or figure.kind not in _LEVELS
        or figure.origin == "project_table"
    ):
        return False
    return figure.origin == "indicator_table" or figure.period_basis is not None


def _is_dated(held: Held, figure: FigureRow) -> bool:
    """Whether the sentence itself says the year: one handed down from a heading may be that of another part
    of the text."""
    if figure.period_basis == "stated":
        return True
    text = held.blocks[figure.block].text[: figure.start]
    sentence = text[max(text.rfind(mark) for mark in "。\n") + 1 :]
    return figure.period_end is not None and str(figure.period_end) in sentence


def _tells(key: MetricKey, reference: FigureRow, found: list[FigureRow]) -> bool:
    """Whether the name is enough of a name; several values in the text alone show that it stands for several
    things."""
    if reference.origin in _TABLES:
        return (
            len(key.head) >= _LEAST_HEAD_OF_TABLE
            and not is_generic(key.head)
            and reference.role in ("baseline", "target", "value")
        )
    values = {(figure.value, figure.unit) for figure in found}
    return len(key.head) >= _LEAST_HEAD and not is_generic(key.head) and len(values) <= _MOST_VALUES


def _agreement(pair: _Pair) -> str:
    one, other = interval(pair.one), interval(pair.other)
    if one is None or other is None:
        return "rounded"
    if pair.one.unit != pair.other.unit and pair.one.unit and pair.other.unit:
        ends = [convert(end, pair.other.unit, pair.one.unit) for end in other]
        if ends[0] is None or ends[1] is None:
            return "rounded"
        other = ends[0], ends[1]
    elif pair.one.value == pair.other.value and pair.one.value_max == pair.other.value_max:
        return "agrees"
    return "rounded" if one[0] <= other[1] and other[0] <= one[1] else "contradicts"


def _tens(pair: _Pair) -> int | None:
    if pair.one.unit != pair.other.unit or pair.one.value is None or pair.other.value is None:
        return None
    return power_of_ten(pair.one.value, pair.other.value)


def same_metric(held: Held) -> Iterator[Result]:
    """Figures of one metric, period and subject that contradict each other."""
    for pair in held.once(_pairs):
        agreement = _agreement(pair)
        if agreement != "contradicts":
            places = sides(figure_side(held, pair.other), figure_side(held, pair.one))
            yield Agreed(agreement == "rounded", places, _shown(pair.one), _shown(pair.other))
        elif _tens(pair) is None:
            yield _finding(held, pair, "same_metric")


def power_of_ten_slip(held: Held) -> Iterator[Result]:
    """The same, where one value is 10, 100, 1000 … times the other."""
    for pair in held.once(_pairs):
        tens = _tens(pair) if _agreement(pair) == "contradicts" else None
        if tens is not None:
            yield _finding(held, pair, "power_of_ten", times=10**tens)


def _finding(held: Held, pair: _Pair, what: str, **more: object) -> Finding:
    """The place of the text comes first; the table's value is what is expected."""
    said = {"metric": pair.other.metric, "period": pair.one.period, "names": pair.one.metric}
    message = say(what, here=pair.other.raw, there=pair.one.raw, **said, **more)
    places = sides(figure_side(held, pair.other), figure_side(held, pair.one))
    severity: Severity = "error" if pair.of_table and _is_dated(held, pair.other) else "warning"
    return Finding(message, places, _shown(pair.one), _shown(pair.other), severity)


def _shown(figure: FigureRow) -> str:
    return (
        figure.raw
        if figure.unit is None or any(not char.isdecimal() and char not in ".," for char in figure.raw)
        else f"{figure.raw} ({figure.unit})"
    )


def nature_conflict(held: Held) -> Iterator[Result]:
    """One indicator that is 约束性 in one place and 预期性 in another."""
    first: dict[str, IndicatorRow] = {}
    for row in held.indicators:
        if row.nature is None:
            continue
        before = first.setdefault(name_key(row.name), row)
        if before.nature == row.nature:
            yield agreed(*(field_side(held, one.id, "nature") for one in (row, before)))
            continue
        places = sides(
            field_side(held, row.id, "nature"),
            field_side(held, before.id, "nature"),
            field_side(held, row.id, "name"),
        )
        message = say("nature_conflict", name=row.name, here=row.nature, there=before.nature)
        yield Finding(message, places, before.nature, row.nature)


RULES = (
    Rule(
        "same_metric",
        "error",
        same_metric,
        "The same metric has different values for the same period in two places (text, box, indicator table);"
        " an error where a table is one of them, else a warning.",
        "5G基站 9700座 (2025) in the table, 到2025年……5G基站9070座 in the text",
        "Decide which one is right and correct the other. The message says why the two were taken for the"
        " same metric.",
        "Metrics that share a name but not their scope (全市 and 城区).",
    ),
    Rule(
        "power_of_ten",
        "error",
        power_of_ten_slip,
        "The same metric has values in two places that differ by a factor of exactly 10, 100, 1000 …",
        "1000亿元 in the table, 1000万元 in the text",
        "Look at unit (万, 亿) and decimal point in both places.",
        "As for same_metric.",
    ),
    Rule(
        "nature_conflict",
        "warning",
        nature_conflict,
        "An indicator is called 约束性 in one table and 预期性 in another.",
        "森林覆盖率: 约束性 in 表1, 预期性 in 附表",
        "Look it up in the plan it was taken from and name it alike.",
        "Two indicators of one name with different scope.",
    ),
)
