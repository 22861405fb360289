"""Charts of projects: money by domain, projects by stage and over the years."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median_low
from typing import Final

from pipeline.report.chart_amounts import NOT_STATED, NUMBER, single
from pipeline.report.chart_data import PlanFacts, ProjectRow
from pipeline.report.chart_shapes import (
    MOST_ROWS,
    Bar,
    Cell,
    Chart,
    Column,
    Legend,
    Part,
    left_out,
    number_cell,
    percent,
    total,
)
from pipeline.report.chart_words import Words, money, years

_GROUPS: Final = ("category", "subcategory")
TALLEST: Final = 120
_MOST_YEARS: Final = 30
_MOST_LABELS: Final = 10
_TOTAL, _PERIOD = (
    Words("总投资（元）", "total investment (yuan)"),
    Words("规划期投资（元）", "within the period (yuan)"),
)


def by_domain(facts: PlanFacts) -> Chart | None:
    """Group rows with the amounts printed in them, subgroups beneath their groups."""
    groups = [
        row
        for row in facts.projects
        if row.kind in _GROUPS and (row.total is not None or row.period is not None)
    ]
    if not groups:
        return None
    most = max(max(row.total or Decimal(0), row.period or Decimal(0)) for row in groups)
    outer = [row for row in groups if row.kind == _GROUPS[0]] if len(groups) > MOST_ROWS else groups
    shown = (outer or groups)[:MOST_ROWS]
    also = left_out(len(groups) - len(shown))
    note = Words(
        f"取自项目表各分组行所载金额。{also.zh}",
        f"Amounts as printed in the group rows of the project tables.{also.en}",
    )
    return Chart(
        "domains",
        Words("各领域投资", "Investment by domain"),
        note,
        (Words("领域", "domain"), _TOTAL, _PERIOD),
        tuple(
            (Cell(row.name, href=f"#project-{row.id}"), number_cell(row.total), number_cell(row.period))
            for row in groups
        ),
        (Legend("soft", Words("总投资", "total")), Legend("inner", Words("规划期内", "within the period"))),
        tuple(_domain_bar(row, most, bool(row.kind == "subcategory" and row.parent)) for row in shown),
    )


def _domain_bar(row: ProjectRow, most: Decimal, is_inner: bool) -> Bar:
    parts = [Part(0, percent(row.total, most), "soft")] if row.total is not None else []
    parts += [Part(0, percent(row.period, most), "inner")] if row.period is not None else []
    shown = row.total if row.total is not None else row.period
    told = [(row.total, "总投资", "total"), (row.period, "规划期内", "within the period")]
    stated = [(money(value), zh, en) for value, zh, en in told if value is not None]
    title = Words(
        f"{row.name}：{'，'.join(zh + value.zh for value, zh, _ in stated)}",
        f"{row.name}: {', '.join(f'{en} {value.en}' for value, _, en in stated)}",
    )
    return Bar(row.name, money(shown or Decimal(0)), title, tuple(parts), f"#project-{row.id}", int(is_inner))


def by_stage(facts: PlanFacts) -> Chart | None:
    """How many projects stand at which stage, in the plan's own words."""
    groups: dict[str | None, list[ProjectRow]] = {}
    for project in single(facts):
        groups.setdefault(project.stage, []).append(project)
    if not any(groups):
        return None
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1]), group[0] or ""))
    most, also = Decimal(max(map(len, groups.values()))), left_out(len(ordered) - MOST_ROWS)
    return Chart(
        "stages",
        Words("项目建设阶段", "Projects by stage"),
        Words(f"阶段用项目表的原词。{also.zh}", f"Stages in the words of the project table.{also.en}"),
        (Words("阶段", "stage"), NUMBER, _TOTAL, _PERIOD),
        tuple(
            (
                Cell(words=NOT_STATED) if stage is None else Cell(stage),
                number_cell(len(group)),
                *_amounts(group),
            )
            for stage, group in ordered
        ),
        (),
        tuple(_stage_bar(stage, group, most) for stage, group in ordered[:MOST_ROWS]),
    )


def _amounts(group: Sequence[ProjectRow]) -> tuple[Cell, Cell]:
    return number_cell(total([project.total for project in group])), number_cell(
        total([project.period for project in group])
    )


def _stage_bar(stage: str | None, group: Sequence[ProjectRow], most: Decimal) -> Bar:
    amount = total([project.total for project in group])
    told = Words("", "") if amount is None else Words(f" · {money(amount).zh}", f" · {money(amount).en}")
    value = Words(f"{len(group)} 个{told.zh}", f"{len(group)}{told.en}")
    name = NOT_STATED if stage is None else stage
    zh, en = (name.zh, name.en) if isinstance(name, Words) else (name, name)
    return Bar(
        name,
        value,
        Words(f"{zh}：{value.zh}", f"{en}: {value.en}"),
        (Part(0, percent(Decimal(len(group)), most), "strong"),),
    )


def over_years(facts: PlanFacts) -> Chart | None:
    """How many projects run, begin and end in each year."""
    dated = [
        (project.start, project.end)
        for project in single(facts)
        if project.start is not None and project.end is not None
    ]
    found_years = _usable(dated)
    if not found_years:
        return None
    first, last = min(start for start, _ in found_years), max(end for _, end in found_years)
    columns = _columns(range(first, last + 1), found_years, facts.period)
    also = _left_out(len(single(facts)) - len(found_years))
    shaded = _shaded(years(*facts.period))
    return Chart(
        "years",
        Words("各年在建项目", "Projects over the years"),
        Words(
            f"柱高为当年在建项目数；下为当年开工（▸）与完工（▪）数。{shaded.zh}{also.zh}",
            f"Bars: projects running that year; below, those beginning (▸) and ending (▪). {shaded.en}"
            f" {also.en}".strip(),
        ),
        (
            Words("年份", "year"),
            Words("在建", "running"),
            Words("开工", "beginning"),
            Words("完工", "ending"),
        ),
        tuple(
            (
                Cell(str(one.year)),
                number_cell(one.running),
                number_cell(one.starting),
                number_cell(one.ending),
            )
            for one in columns
        ),
        columns=columns,
    )


def _left_out(number: int) -> Words:
    if not number:
        return Words("", "")
    return Words(
        f"另有 {number} 个项目起止年份不全或不合理，未计。",
        f"{number} more without usable years are not counted.",
    )


def _shaded(period: str) -> Words:
    if not period:
        return Words("", "")
    return Words(f"规划期 {period} 为实心柱。", f"The plan's period, {period}, is solid.")


def _usable(dated: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without what ends before it begins, and years far off: one mistyped by a century would stretch the
    axis until nothing can be seen."""
    middle = median_low([year for found in dated for year in found]) if dated else 0
    return [
        (start, end)
        for start, end in dated
        if start <= end and middle - _MOST_YEARS <= start and end <= middle + _MOST_YEARS
    ]


def _columns(
    shown: range, found: Sequence[tuple[int, int]], period: tuple[int | None, int | None]
) -> tuple[Column, ...]:
    counted = [
        (
            year,
            sum(a <= year <= b for a, b in found),
            sum(a == year for a, _ in found),
            sum(b == year for _, b in found),
        )
        for year in shown
    ]
    most = max(running for _, running, _, _ in counted)
    step = -(-len(shown) // _MOST_LABELS)
    width = round(100 / len(shown), 3)
    return tuple(
        Column(
            round(at * 100 / len(shown), 3),
            width,
            round(TALLEST * running / most, 1),
            year,
            str(year) if at % step == 0 else "",
            running,
            starting,
            ending,
            period[0] is not None and period[1] is not None and period[0] <= year <= period[1],
        )
        for at, (year, running, starting, ending) in enumerate(counted)
    )
