"""The chart of investment by the bodies that answer for projects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.report.chart_amounts import NOT_STATED, NUMBER, single, sum_of
from pipeline.report.chart_data import PlanFacts, ProjectRow
from pipeline.report.chart_shapes import (
    Bar,
    Cell,
    Chart,
    Legend,
    Part,
    number_cell,
    percent,
)
from pipeline.report.chart_words import Words, money

_BODY_ROLES: Final = (
    (("responsible", "lead", "cooperating"), Words("责任单位", "responsible body")),
    (("builder",), Words("建设单位", "builder")),
)
_MOST_BODIES: Final = 12


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
        return sum_of(self.alone), sum_of(self.joint)


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
            NUMBER,
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
    return [*first, *([_share(NOT_STATED, nobody, projects, named)] if nobody else [])]


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
    shared, nouns = money(sum_of(joint)), ("project", "names") if len(joint) == 1 else ("projects", "name")
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
