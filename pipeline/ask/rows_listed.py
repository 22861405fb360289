"""Lists of what stands in tables and boxes: indicators, projects and boxes with their items, filtered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from parsers.notation.numerals import ARABIC, CHINESE, fold, read_number
from pipeline.ask.listing import of_body
from pipeline.ask.trace_values import Scope
from pipeline.store.held import Row, containing, pattern, rows, select

INDICATOR_COLUMNS = (
    "indicator_id, plan, version, serial_no, category, name, unit, nature, baseline_year, baseline_raw,"
    " baseline_value_text, target_year, target_raw, target_value_text, target_value_max_text,"
    " target_qualifier, cumulative, parent_id, table_id, row_index"
)
PROJECT_COLUMNS = (
    "project_id, plan, version, row_kind, parent_id, serial_no, name, content, build_type, stage, period_raw,"
    " start_year, end_year, total_investment_raw, total_investment, total_investment_text,"
    " period_investment_raw, period_investment, period_investment_text, builders, responsible, location,"
    " remarks, item_count, table_id, row_index"
)
BOX_COLUMNS = "box_id, plan, version, label, title, heading_path, n_items"
ITEM_COLUMNS = "box_item_id, box_id, ordinal, title, text, block_id"
_NUMBERED = re.compile(rf"(.+?)\s*({ARABIC}|{CHINESE})")
_OF_YEAR = (
    "(baseline_year = :year OR target_year = :year OR EXISTS (SELECT 1 FROM v_figures f WHERE"
    " f.owner_kind = 'indicator' AND f.owner_id = indicator_id"
    " AND :year BETWEEN f.period_start AND COALESCE(f.period_end, f.period_start)))"
)


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """Which indicators: words in name or category; nature; a year of its baseline, target or another of its
    values."""

    words: str = ""
    nature: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which rows of project tables: words in name, content or place; one of its bodies; a year in which it is
    built; kinds of rows; the stage (续建) and the kind of building (新建) as the table calls them."""

    words: str = ""
    body: str = ""
    year: int | None = None
    row_kinds: tuple[str, ...] = ("project", "part")
    stage: str = ""
    build_type: str = ""


@dataclass(frozen=True, slots=True)
class BoxFilter:
    """Which boxes: the label, words of the title, or else words of items."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class ListedBox:
    """A box and those of its items that are meant."""

    row: Row
    items: tuple[Row, ...]


def list_indicators(connection: Connection, scope: Scope, wanted: IndicatorFilter) -> tuple[Row, ...]:
    """Rows of v_indicators, in the order of the tables."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(_any_holds("name", "category"))
        values["words"] = pattern(wanted.words)
    if wanted.nature is not None:
        conditions.append("nature = :nature")
        values["nature"] = wanted.nature
    if wanted.year is not None:
        conditions.append(_OF_YEAR)
        values["year"] = wanted.year
    return rows(connection, _query(INDICATOR_COLUMNS, "v_indicators", conditions, "indicator_id"), **values)


def list_projects(connection: Connection, scope: Scope, wanted: ProjectFilter) -> tuple[Row, ...]:
    """Rows of v_projects, in the order of the tables."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(_any_holds("name", "content", "location"))
        values["words"] = pattern(wanted.words)
    for column in ("stage", "build_type"):
        if asked := getattr(wanted, column):
            conditions.append(containing(column, column))
            values[column] = pattern(asked)
    if wanted.year is not None:
        conditions.append("start_year <= :year AND COALESCE(end_year, start_year) >= :year")
        values["year"] = wanted.year
    kinds = ", ".join(f"'{kind}'" for kind in wanted.row_kinds)
    conditions.append(f"row_kind IN ({kinds})")
    found = rows(connection, _query(PROJECT_COLUMNS, "v_projects", conditions, "project_id"), **values)
    return of_body(found, wanted.body, ("builders", "responsible"))


def invested(found: Iterable[Row], column: str = "total_investment_text") -> Decimal | None:
    """What the projects among the rows cost together, in 元; None where none says what it costs. Rows of
    groups and parts of a project would count it twice."""
    amounts = [Decimal(str(row[column])) for row in found if row["row_kind"] == "project" and row[column]]
    return sum(amounts, Decimal(0)) if amounts else None


def box_rows(connection: Connection, scope: Scope, wanted: BoxFilter) -> tuple[Row, ...]:
    """The boxes of `list_boxes` without their items."""
    return tuple(box.row for box in list_boxes(connection, scope, wanted))


def list_boxes(connection: Connection, scope: Scope, wanted: BoxFilter) -> tuple[ListedBox, ...]:
    """Boxes in the order of the text: that of this label (专栏三, 专栏3), those whose title holds the words,
    with all their items; else those with items that hold them, with these alone."""
    words = wanted.words
    found = rows(connection, _query(BOX_COLUMNS, "v_boxes", [scope.condition], "box_id"), **scope.values)
    items = _items_by_box(connection, scope)
    whole = tuple(ListedBox(row, items.get(row["box_id"], ())) for row in found)
    asked = _label_key(words)
    for chosen in (
        [box for box in whole if asked is not None and _label_key(str(box.row["label"] or "")) == asked],
        [box for box in whole if words.casefold() in str(box.row["title"]).casefold()],
    ):
        if chosen:
            return tuple(chosen)
    return tuple(ListedBox(box.row, held) for box in whole if (held := _holding(words.casefold(), box.items)))


def _holding(words: str, items: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(item for item in items if words in f"{item['title']}\n{item['text']}".casefold())


def _label_key(label: str) -> tuple[str, Decimal] | None:
    """What a label says before its number, and the number: 专栏三, 专栏 3 and 专栏３ meet; None for words
    without a number at their end."""
    match = _NUMBERED.fullmatch(fold(label).strip())
    number = read_number(match[2]) if match else None
    return None if match is None or number is None else (match[1], number)


def _items_by_box(connection: Connection, scope: Scope) -> Mapping[object, tuple[Row, ...]]:
    by_box: dict[object, list[Row]] = {}
    sql = _query(ITEM_COLUMNS, "v_box_items", [scope.condition], "box_id, ordinal")
    for row in rows(connection, sql, **scope.values):
        by_box.setdefault(row["box_id"], []).append(row)
    return {box: tuple(items) for box, items in by_box.items()}


def _any_holds(*columns: str) -> str:
    return f"({' OR '.join(containing(column, 'words') for column in columns)})"


def _query(columns: str, view: str, conditions: Sequence[str], order: str) -> str:
    return select(columns, view, " AND ".join(conditions), f"plan, version, {order}")
