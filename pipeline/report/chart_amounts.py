"""What charts of projects share: single projects, their sum, words of their columns."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from pipeline.report.chart_data import PlanFacts, ProjectRow
from pipeline.report.chart_shapes import total
from pipeline.report.chart_words import Words

NOT_STATED: Final = Words("未注明", "not stated")
NUMBER: Final = Words("项目数", "number of projects")


def sum_of(projects: Iterable[ProjectRow]) -> Decimal:
    """The total investment of projects in yuan; 0 where none states one."""
    return total([project.total for project in projects]) or Decimal(0)


def single(facts: PlanFacts) -> tuple[ProjectRow, ...]:
    """The projects without group rows."""
    return tuple(project for project in facts.projects if project.kind == "project")
