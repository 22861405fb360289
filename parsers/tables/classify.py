"""What kind of table it is, by its header alone, and whether it goes on from the one before."""

import re

from models.document import Document, Table
from models.facts import PlanPeriod
from models.names import TableKind
from parsers.tables.columns import LEVEL_FIELDS, MONEY_FIELDS
from parsers.tables.grid import Grid, make_grid
from parsers.tables.halves import side_by_side
from parsers.tables.header import Column, find_header
from parsers.tables.layout import CONTINUED, Layout, lay_out
from parsers.tables.number_columns import is_statistical
from parsers.tables.passage import fold
from parsers.tables.project_rows import DESCRIBING
from parsers.tables.table_figures import numbers_of
from parsers.tables.table_periods import first_period, header_period

_BOX_TITLE = re.compile(r"[\[【(〔]?专[栏框](?:[0-9]|[一二三四五六七八九十]|[:：\s]|$).*")
_INDICATOR_WORDS = re.compile("指标|目标")
_PROJECT_LIST = re.compile(
    "(项目|工程).{0,8}(清单|名单|名录|一览表|汇总表|计划表|明细表|安排表|统计表|表|库|目录)(?:$|[(（])"
)
_SAMPLE = 24
_LONGEST_TITLE = 60
_DESCRIBING = frozenset({*DESCRIBING, *MONEY_FIELDS} - {"remarks", "cooperating", "investment", "funding"})


def classify_table(
    document: Document, table: Table, caption: str = "", plan: PlanPeriod | None = None
) -> TableKind:
    """`indicator`, `project`, `statistical` or `other`; boxes are told apart by the structure stage.

    An indicator table names its rows and gives them a target or several years that reach into the future; a
    project table names its rows and tells several things about them. Tables with the header in their first
    column or two tables side by side are `other`.
    """
    grid = side_by_side(make_grid(document, table))[0]
    indicator, project = lay_out(grid, "indicator", sample=_SAMPLE), lay_out(grid, "project", sample=_SAMPLE)
    is_project = project is not None and _is_project(project, caption)
    if (
        indicator
        and _is_indicator(indicator, caption, plan)
        and not (is_project and _strength(indicator) == "weak")
    ):
        return "indicator"
    if is_project:
        return "project"
    numbers = numbers_of(grid)
    return "statistical" if numbers is not None and is_statistical(numbers) else "other"


def looks_like_box(document: Document, table: Table) -> bool:
    """True for a table of one column whose first text begins with 专栏."""
    grid = make_grid(document, table)
    rows = [grid.filled(row) for row in range(grid.n_rows)]
    texts = [grid.passage(cells[0]).text for cells in rows if cells]
    return (
        bool(texts)
        and all(len(cells) <= 1 for cells in rows)
        and _BOX_TITLE.fullmatch(fold(texts[0])) is not None
    )


def continues(document: Document, previous: Table, this: Table, caption: str = "") -> bool:
    """Whether a table goes on from the one before it.

    A caption 续表 says so; else it repeats the header, or has none and follows directly, with as many
    columns. A caption of its own says no.
    """
    before, after = make_grid(document, previous), make_grid(document, this)
    old, new = find_header(before), find_header(after)
    same = new is None or (old is not None and _names(old.columns) == _names(new.columns))
    said = [
        text
        for ordinal in _between(document, previous, this)
        if (text := fold(document.blocks[ordinal].text))
    ]
    if any(CONTINUED.fullmatch(text) for text in (*said, fold(caption))) or _starts_continued(after):
        return same and (new is not None or previous.n_cols == this.n_cols)
    if caption or said:
        return False
    return same and previous.n_cols == this.n_cols and (new is not None or _looks_alike(before, after))


def _starts_continued(grid: Grid) -> bool:
    return grid.n_rows > 0 and len(texts := grid.texts(0)) == 1 and CONTINUED.fullmatch(texts[0]) is not None


def _looks_alike(before: Grid, after: Grid) -> bool:
    """A table without a header goes on from one with data rows as full as its own first row."""
    last = next((row for row in range(before.n_rows - 1, -1, -1) if before.filled(row)), None)
    first = next((row for row in range(after.n_rows) if after.filled(row)), None)
    return last is not None and first is not None and len(after.row(first)) > 1


def _names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(name for column in columns if (name := fold(column.title)))


def _between(document: Document, previous: Table, this: Table) -> range:
    last = max((block for cell in previous.cells for block in cell.blocks), default=previous.first_block)
    return range(last + 1, this.first_block)


def _strength(layout: Layout) -> str:
    """How surely the name column speaks for the table's kind."""
    return layout.named("name")[-1].meaning.strength


def _is_indicator(layout: Layout, caption: str, plan: PlanPeriod | None) -> bool:
    names = layout.named("name")
    levels = layout.named(*LEVEL_FIELDS)
    if (
        not names
        or not layout.rows
        or not levels
        or layout.named("content", "period", "total_investment")
        or _side_by_side(layout)
    ):
        return False
    if layout.named("nature"):
        return True
    aimed = bool(layout.named("target"))
    strong = _strength(layout) == "strong" or _INDICATOR_WORDS.search(caption) is not None
    return (
        strong and aimed if len(levels) == 1 else aimed or (strong and _reaches_ahead(layout, caption, plan))
    )


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


def _side_by_side(layout: Layout) -> bool:
    """Two lists printed beside each other: most column names stand twice."""
    titles = [fold(field.column.title) for field in layout.fields]
    return len(titles) > 2 and len(set(titles)) * 2 <= len(titles)
