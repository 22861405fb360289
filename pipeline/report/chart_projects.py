"""Charts of projects: money by domain and by body, projects by stage and over the years."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low
from typing import Final

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
_BODY_ROLES: Final = (
    (("responsible", "lead", "cooperating"), Words("责任单位", "responsible body")),
    (("builder",), Words("建设单位", "builder")),
)
_MOST_BODIES: Final = 12
TALLEST: Final = 120
_MOST_YEARS: Final = 30
_MOST_LABELS: Final = 10
_NOT_STATED: Final = Words("未注明", "not stated")
_TOTAL, _PERIOD = (
    Words("总投资（元）", "total investment (yuan)"),
    Words("规划期投资（元）", "within the period (yuan)"),
)
_NUMBER: Final = Words("项目数", "number of projects")


@dataclass(frozen=True, slots=True)
class _Share:
    """What a body answers for: alone, and together with others."""

    name: str | Words
    alone: tuple[ProjectRow, ...]
    joint: tuple[ProjectRow, ...]

    @property
    def projects(self) -> tuple[ProjectRow, ...]:
        return *self.alone, *self.joint

    @property
    def money(self) -> tuple[Decimal, Decimal]:
        return _sum(self.alone), _sum(self.joint)


def _sum(projects: Iterable[ProjectRow]) -> Decimal:
    return total([project.total for project in projects]) or Decimal(0)


def single(facts: PlanFacts) -> tuple[ProjectRow, ...]:
    """The projects without group rows."""
    return tuple(project for project in facts.projects if project.kind == "project")


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


def by_body(facts: PlanFacts) -> Chart | None:
    """The bodies that answer for most, the others together; those that build where no table names who
    answers."""
    projects = {project.id: project for project in single(facts) if project.total is not None}
    for roles, words in _BODY_ROLES:
        named = _names(facts, projects, roles)
        if named:
            return _bodies_chart(words, projects, named)
    return None


def _names(
    facts: PlanFacts, projects: Mapping[int, ProjectRow], roles: Collection[str]
) -> dict[int, list[str]]:
    """The bodies of each project, each once."""
    found: dict[int, list[str]] = {}
    for body in facts.bodies:
        if (
            body.role in roles
            and body.project in projects
            and body.name not in found.setdefault(body.project, [])
        ):
            found[body.project].append(body.name)
    return found


def _bodies_chart(
    role: Words, projects: Mapping[int, ProjectRow], named: Mapping[int, Sequence[str]]
) -> Chart:
    shares = _shares(projects, named)
    most = max(sum(share.money, Decimal(0)) for share in shares if isinstance(share.name, str))
    joint = [projects[number] for number, names in named.items() if len(names) > 1]
    return Chart(
        "bodies",
        Words(f"按{role.zh}的投资", f"Investment by {role.en}"),
        _bodies_note(role, joint, len(projects)),
        (
            role,
            _NUMBER,
            Words("单独负责（元）", "alone (yuan)"),
            Words("共同负责（元）", "jointly (yuan)"),
            Words("项目", "projects"),
        ),
        tuple(_share_row(share) for share in shares),
        (
            (Legend("strong", Words("单独", "alone")), Legend("joint", Words("与他方共同", "jointly")))
            if joint
            else ()
        ),
        tuple(_share_bar(share, most) for share in shares),
    )


def _shares(projects: Mapping[int, ProjectRow], named: Mapping[int, Sequence[str]]) -> list[_Share]:
    of_body: dict[str, list[int]] = {}
    for number, names in named.items():
        for name in names:
            of_body.setdefault(name, []).append(number)
    all_shares = [_share(name, numbers, projects, named) for name, numbers in of_body.items()]
    ranked = sorted(all_shares, key=lambda share: (-sum(share.money, Decimal(0)), str(share.name)))
    first, rest = (
        (ranked, []) if len(ranked) <= _MOST_BODIES + 1 else (ranked[:_MOST_BODIES], ranked[_MOST_BODIES:])
    )
    if rest:
        others = sorted({project.id for share in rest for project in share.projects})
        first = [
            *first,
            _share(Words(f"其余 {len(rest)} 家", f"{len(rest)} others together"), others, projects, named),
        ]
    nobody = [number for number in projects if number not in named]
    return [*first, *([_share(_NOT_STATED, nobody, projects, named)] if nobody else [])]


def _share(
    name: str | Words,
    numbers: Sequence[int],
    projects: Mapping[int, ProjectRow],
    named: Mapping[int, Sequence[str]],
) -> _Share:
    alone = tuple(projects[number] for number in numbers if len(named.get(number, ())) < 2)
    return _Share(
        name, alone, tuple(projects[number] for number in numbers if len(named.get(number, ())) > 1)
    )


def _bodies_note(role: Words, joint: Sequence[ProjectRow], number: int) -> Words:
    if not joint:
        return Words(
            f"{number} 个有投资额的项目，各计一次。", f"{number} projects with an amount, each counted once."
        )
    shared, nouns = money(_sum(joint)), ("project", "names") if len(joint) == 1 else ("projects", "name")
    return Words(
        f"{len(joint)} 个项目（{shared.zh}）有多个{role.zh}，全额计入每一家，故各条之和大于总额。",
        f"{len(joint)} {nouns[0]} ({shared.en}) {nouns[1]} more than one {role.en}; each counts in full for"
        " every one, so the bars exceed the total.",
    )


def _share_row(share: _Share) -> tuple[Cell, ...]:
    first = Cell(words=share.name) if isinstance(share.name, Words) else Cell(share.name)
    links = tuple(Cell(project.name, href=f"#project-{project.id}") for project in share.projects)
    return first, number_cell(len(links)), *map(number_cell, share.money), Cell(links=links)


def _share_bar(share: _Share, most: Decimal) -> Bar:
    """No bar for several bodies together, which would dwarf the rest."""
    alone, joint = share.money
    own = percent(alone, most)
    drawn = (
        (Part(0, own, "strong"), Part(own, percent(joint, most), "joint"))
        if isinstance(share.name, str)
        else ()
    )
    parts = tuple(part for part in drawn if part.width)
    number, amount = len(share.projects), money(alone + joint)
    zh, en = (share.name.zh, share.name.en) if isinstance(share.name, Words) else (share.name, share.name)
    also = (
        Words(f"，其中共同 {money(joint).zh}", f", of it jointly {money(joint).en}")
        if joint
        else Words("", "")
    )
    title = Words(
        f"{zh}：{number} 个项目，{amount.zh}{also.zh}", f"{en}: {number} projects, {amount.en}{also.en}"
    )
    return Bar(share.name, amount, title, parts, f"#project-{share.projects[0].id}")


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
        (Words("阶段", "stage"), _NUMBER, _TOTAL, _PERIOD),
        tuple(
            (
                Cell(words=_NOT_STATED) if stage is None else Cell(stage),
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
    name = _NOT_STATED if stage is None else stage
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
