"""What kind of table it is, by its header alone."""

import re

from models.document import Document, Table
from models.facts import PlanPeriod
from models.names import TableKind
from models.vocabularies import any_of
from parsers.tables.columns import LEVEL_FIELDS, MONEY_FIELDS
from parsers.tables.grid import make_grid
from parsers.tables.halves import side_by_side
from parsers.tables.header import Header
from parsers.tables.layout import Layout, lay_out
from parsers.tables.number_columns import is_statistical
from parsers.tables.passage import fold
from parsers.tables.project_rows import DESCRIBING
from parsers.tables.table_figures import numbers_of
from parsers.tables.table_periods import first_period, header_period

# 专栏3, 【专栏】
_BOX_TITLE = re.compile(r"[\[【(〔]?专[栏框](?:[0-9]|[一二三四五六七八九十]|[:：\s]|$).*")
_INDICATOR_WORDS = re.compile(any_of("table_words", "indicator_title"))
# 重点项目清单, 工程建设计划表
_PROJECT_LIST = re.compile(
    f"({any_of('table_words', 'project_title')}).{{0,8}}({any_of('table_words', 'list_title')})(?:$|[(（])"
)
# 任务分工表, 整改台账
_TASKS = re.compile(any_of("table_words", "task_title"))
_SAMPLE = 24
_LONGEST_TITLE = 60
_DESCRIBING = frozenset({*DESCRIBING, *MONEY_FIELDS} - {"remarks", "cooperating", "investment", "funding"})


def classify_table(
    document: Document,
    table: Table,
    caption: str = "",
    plan: PlanPeriod | None = None,
    header: Header | None = None,
) -> TableKind:
    """`indicator`, `project`, `task`, `statistical` or `other`; boxes are told apart by the structure stage.

    An indicator table names its rows and gives them a target or several years that reach into the future; a
    project table names its rows and tells several things about them, a table of tasks who does them by when.
    Tables with the header in their first column are `other`. `header` is that of a table of its own right
    before, for one that has none.
    """
    grid = side_by_side(make_grid(document, table))[0]
    indicator = lay_out(grid, "indicator", header, sample=_SAMPLE)
    project = lay_out(grid, "project", header, sample=_SAMPLE)
    is_project = project is not None and _is_project(project, caption)
    if (
        indicator
        and _is_indicator(indicator, caption, plan)
        and not (is_project and _strength(indicator) == "weak")
    ):
        return "indicator"
    if not (is_project and _tells_building(project, caption)) and _is_task(
        lay_out(grid, "task", header, sample=_SAMPLE), caption
    ):
        return "task"
    if is_project:
        return "project"
    numbers = numbers_of(grid)
    return "statistical" if numbers is not None and is_statistical(numbers) else "other"


def _strength(layout: Layout) -> str:
    """How surely the name column speaks for the table's kind."""
    return layout.named("name")[-1].meaning.strength


def _is_indicator(layout: Layout, caption: str, plan: PlanPeriod | None) -> bool:
    names = layout.named("name")
    levels = layout.named(*LEVEL_FIELDS)
    if (
        not names
        or not layout.rows
        or layout.named("content", "period", "total_investment")
        or _side_by_side(layout)
    ):
        return False
    if not levels:
        return _is_list_of_indicators(layout)
    if layout.named("nature"):
        return True
    aimed = bool(layout.named("target"))
    strong = _strength(layout) == "strong" or _INDICATOR_WORDS.search(caption) is not None
    return (
        strong and aimed if len(levels) == 1 else aimed or (strong and _reaches_ahead(layout, caption, plan))
    )


def _is_list_of_indicators(layout: Layout) -> bool:
    """Indicators with what they mean and no values: 目标 | 序号 | 指标 | 解释."""
    grouped = layout.named("serial", "category")
    return _strength(layout) == "strong" and bool(grouped) and bool(layout.named("explanation"))


def _reaches_ahead(layout: Layout, caption: str, plan: PlanPeriod | None) -> bool:
    """Whether a column's year lies in the plan's period; with no plan known, more than a year after the
    column before it."""
    periods = (header_period(field.column.parts) for field in layout.named(*LEVEL_FIELDS))
    ends = sorted({period.end for period in periods if period and period.end})
    start = _plan_start(caption, plan)
    if start:
        return bool(ends) and ends[-1] >= start
    return len(ends) > 1 and ends[-1] - ends[-2] > 1


def _plan_start(caption: str, plan: PlanPeriod | None) -> int | None:
    """The first year of a plan over several years, named by the table's caption or else the document's."""
    named = first_period(caption) if len(caption) <= _LONGEST_TITLE else None
    if named and named.start_year and named.start_year != named.end_year:
        return named.start_year
    return plan.first if plan is not None and plan.first < plan.last else None


def _is_project(layout: Layout, caption: str) -> bool:
    names = layout.named("name")
    if not names or not layout.rows or _side_by_side(layout):
        return False
    told = {field.name: field.meaning.strength for field in layout.fields if field.name in _DESCRIBING}
    strong = sum(strength == "strong" for strength in told.values())
    works = strong - sum(field in told for field in ("responsible", "lead"))
    if layout.named("item_count") and layout.named("total_investment", "period_investment"):
        return True
    if _strength(layout) == "strong":
        return bool(told) or _PROJECT_LIST.search(fold(caption)) is not None
    return strong >= 2 and works >= 1 and len(told) >= 3


def _is_task(layout: Layout | None, caption: str) -> bool:
    """A table of tasks says what is to be done and who answers for it, by when or how far it is; or its
    caption calls it so."""
    if layout is None:
        return False
    names, contents = layout.named("name"), layout.named("content")
    if not layout.rows or _side_by_side(layout):
        return False
    answers = bool(layout.named("lead", "responsible", "cooperating"))
    told = answers + bool(layout.named("deadline")) + bool(layout.named("status"))
    called = _TASKS.search(fold(caption)) is not None
    if names and _strength(layout) == "strong":
        return told > 0 or (called and bool(contents))
    if names or contents:
        return (answers and told > 1) or (called and told > 0)
    return called and bool(layout.named("status")) and bool(layout.named("category"))


def _tells_building(layout: Layout | None, caption: str) -> bool:
    """Whether a table that may be one of projects is not one of tasks: it tells amounts, or what is built;
    民生实事 are tasks unless amounts stand there."""
    if layout is None or layout.named("total_investment", "period_investment"):
        return layout is not None
    return _strength(layout) == "strong" and _TASKS.search(fold(caption)) is None


def _side_by_side(layout: Layout) -> bool:
    """Two lists printed beside each other: most column names stand twice."""
    titles = [fold(field.column.title) for field in layout.fields]
    return len(titles) > 2 and len(set(titles)) * 2 <= len(titles)
