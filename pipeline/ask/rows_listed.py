"""Lists of what stands in tables and boxes: indicators, projects and boxes with their items, filtered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from parsers.notation.numerals import ARABIC, CHINESE, fold, read_number
from pipeline.ask.listed_rows import BoxHead, BoxItem, ListedIndicator, ListedProject
from pipeline.ask.listing import any_holds, naming
from pipeline.ask.trace_values import Scope
from pipeline.store.held import containing, pattern
from pipeline.store.typed_rows import read

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

    head: BoxHead
    items: tuple[BoxItem, ...]


def list_indicators(
    connection: Connection, scope: Scope, wanted: IndicatorFilter
) -> tuple[ListedIndicator, ...]:
    """Indicators in the order of the tables."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(any_holds("name", "category"))
        values["words"] = pattern(wanted.words)
    if wanted.nature is not None:
        conditions.append("nature = :nature")
        values["nature"] = wanted.nature
    if wanted.year is not None:
        conditions.append(_OF_YEAR)
        values["year"] = wanted.year
    order = "plan, version, indicator_id"
    return read(connection, ListedIndicator, condition=" AND ".join(conditions), order=order, **values)


def list_projects(connection: Connection, scope: Scope, wanted: ProjectFilter) -> tuple[ListedProject, ...]:
    """Rows of project tables in the order of the tables."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(any_holds("name", "content", "location"))
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
    order = "plan, version, project_id"
    found = read(connection, ListedProject, condition=" AND ".join(conditions), order=order, **values)
    return naming(found, wanted.body, lambda project: project.bodies)


def invested(amounts: Iterable[str | None]) -> Decimal | None:
    """What projects cost together, in 元; None where none says what it costs."""
    known = [Decimal(amount) for amount in amounts if amount]
    return sum(known, Decimal(0)) if known else None


def box_heads(connection: Connection, scope: Scope, wanted: BoxFilter) -> tuple[BoxHead, ...]:
    """The boxes of `list_boxes` without their items."""
    return tuple(box.head for box in list_boxes(connection, scope, wanted))


def list_boxes(connection: Connection, scope: Scope, wanted: BoxFilter) -> tuple[ListedBox, ...]:
    """Boxes in the order of the text: that of this label (专栏三, 专栏3), those whose title holds the words,
    with all their items; else those with items that hold them, with these alone."""
    words, order = wanted.words, "plan, version, box_id"
    heads = read(connection, BoxHead, condition=scope.condition, order=order, **scope.values)
    items = _items_by_box(connection, scope)
    whole = tuple(ListedBox(head, items.get(head.box_id, ())) for head in heads)
    asked = _label_key(words)
    for chosen in (
        [box for box in whole if asked is not None and _label_key(box.head.label) == asked],
        [box for box in whole if words.casefold() in box.head.title.casefold()],
    ):
        if chosen:
            return tuple(chosen)
    return tuple(
        ListedBox(box.head, held) for box in whole if (held := _holding(words.casefold(), box.items))
    )


def _holding(words: str, items: Sequence[BoxItem]) -> tuple[BoxItem, ...]:
    return tuple(item for item in items if words in f"{item.title}\n{item.text}".casefold())


def _label_key(label: str) -> tuple[str, Decimal] | None:
    """What a label says before its number, and the number: 专栏三, 专栏 3 and 专栏３ meet; None for words
    without a number at their end."""
    match = _NUMBERED.fullmatch(fold(label).strip())
    number = read_number(match[2]) if match else None
    return None if match is None or number is None else (match[1], number)


def _items_by_box(connection: Connection, scope: Scope) -> Mapping[int, tuple[BoxItem, ...]]:
    by_box: dict[int, list[BoxItem]] = {}
    order = "plan, version, box_id, ordinal"
    for item in read(connection, BoxItem, condition=scope.condition, order=order, **scope.values):
        by_box.setdefault(item.box_id, []).append(item)
    return {box: tuple(items) for box, items in by_box.items()}
