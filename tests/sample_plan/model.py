"""The values the sample is made of.

Texts carry light marks: `¦` splits a run, `**…**` is bold, `{+…+}` and `{-…-}` are tracked changes, `{?…?}`
is underlined by the spelling checker, `{1}` is the mark of footnote 1, `«count»` and the like are filled in
from the project table.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["h0", "h1", "h2", "h3", "body", "box", "indicators"]
BoxForm = Literal["two_rows", "one_cell", "text_box", "borders"]


@dataclass(frozen=True, slots=True)
class Item:
    """A heading (without its label), a paragraph, or the place of a box or table; `key` names it for the
    revisions."""

    key: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class SampleBox:
    """A 专栏: its title without label, its items."""

    form: BoxForm
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleIndicator:
    """A row of the indicator table, cells as printed."""

    category: str
    name: str
    baseline: str
    target: str
    nature: str


@dataclass(frozen=True, slots=True)
class SampleProject:
    """A row of the project table; money in 亿元."""

    name: str
    content: str
    stage: str
    period: str
    total: Decimal
    in_period: Decimal
    builder: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Group:
    """Projects under （一）."""

    name: str
    projects: tuple[SampleProject, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """Groups under 一."""

    name: str
    groups: tuple[Group, ...]

    @property
    def projects(self) -> tuple[SampleProject, ...]:
        """All projects of the groups."""
        return tuple(project for group in self.groups for project in group.projects)


@dataclass(frozen=True, slots=True)
class Sample:
    """One version of the plan."""

    stage: str
    issuer: str
    date: str
    styled: bool
    items: tuple[Item, ...]
    boxes: dict[str, SampleBox]
    indicators: tuple[SampleIndicator, ...]
    domains: tuple[Domain, ...]
    footnotes: dict[int, str]
    pages: tuple[int, ...]

    @property
    def projects(self) -> tuple[SampleProject, ...]:
        """All projects of all domains."""
        return tuple(project for domain in self.domains for project in domain.projects)


def plain(text: str) -> str:
    """The text as a reader sees it, revisions accepted and marks gone."""
    return re.sub(r"\{-.*?-\}|\{\d\}|\*\*|¦|\{[+?]|[+?]\}", "", text)


def filled(text: str, domains: tuple[Domain, ...]) -> str:
    """`text` with the counts and sums of the project table, «count», «total», «period», «count1», «total1»,
    …"""
    every = tuple(project for domain in domains for project in domain.projects)
    for suffix, projects in [
        ("", every),
        *((str(number), domain.projects) for number, domain in enumerate(domains, 1)),
    ]:
        text = text.replace(f"«count{suffix}»", str(len(projects)))
        text = text.replace(f"«total{suffix}»", str(sum(project.total for project in projects)))
        text = text.replace(f"«period{suffix}»", str(sum(project.in_period for project in projects)))
    return text
