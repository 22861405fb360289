"""Binding indicators (约束性) of several plans side by side: a row an indicator, a column a plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Final

from sqlalchemy import Connection

from models.language import LANGUAGES
from models.metric_catalogue import metric_named
from pipeline.report.chart_words import Words, years
from pipeline.report.over_plans import PlanName
from pipeline.rules.metrics import split
from pipeline.store.typed_rows import read, read_from
from pipeline.store.value_words import target_words

_DASHES: Final = " \u3000-－—–―/"


@read_from("v_indicators", "is_current = 1 AND nature = '约束性'")
@dataclass(frozen=True, slots=True)
class BindingRow:
    """A binding indicator; values as printed."""

    id: Annotated[int, "indicator_id"]
    plan: str
    name: str
    unit: Annotated[str, "COALESCE(unit, '')"]
    baseline_year: int | None
    baseline: Annotated[str, "COALESCE(baseline_raw, '')"]
    target_year: int | None
    target: Annotated[str, "COALESCE(target_raw, '')"]
    target_value_text: str | None
    target_value_max_text: str | None
    target_qualifier: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """An indicator in the column of its plan: its name there where that is another, values, years, unit."""

    name: str
    baseline: str
    target: Words
    years: str
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class BindingView:
    """The table: plans that have a binding indicator (by key), and a row an indicator with what each plan
    has."""

    plans: tuple[str, ...]
    rows: tuple[tuple[Words, tuple[tuple[Held, ...], ...]], ...]


def binding_indicators(connection: Connection, plans: Mapping[str, PlanName]) -> BindingView:
    """All of them, those that most plans have first, then in the order of the plans and of their tables."""
    groups: defaultdict[object, list[BindingRow]] = defaultdict(list)
    for row in read(connection, BindingRow, order="plan, table_id, row_index, indicator_id"):
        groups[_identity(row, plans)].append(row)
    columns = tuple(
        plan for plan in plans if any(row.plan == plan for group in groups.values() for row in group)
    )
    ordered = sorted(
        groups.values(),
        key=lambda group: (-len({row.plan for row in group}), columns.index(group[0].plan), group[0].id),
    )
    return BindingView(
        columns, tuple((_named(group, plans), _cells(group, columns, plans)) for group in ordered)
    )


def _identity(row: BindingRow, plans: Mapping[str, PlanName]) -> object:
    """By the catalogue, else by the words of the name."""
    region = plans[row.plan].region
    known = metric_named(row.name, region)
    return split(row.name, region)[:2] if known is None else known.metric.key


def _named(group: Sequence[BindingRow], plans: Mapping[str, PlanName]) -> Words:
    known = metric_named(group[0].name, plans[group[0].plan].region)
    return Words(group[0].name, group[0].name if known is None else known.metric.english)


def _cells(
    group: Sequence[BindingRow], columns: Sequence[str], plans: Mapping[str, PlanName]
) -> tuple[tuple[Held, ...], ...]:
    name = group[0].name
    return tuple(
        tuple(_held(row, name, plans[plan]) for row in group if row.plan == plan) for plan in columns
    )


def _held(row: BindingRow, name: str, plan: PlanName) -> Held:
    target = _target(row)
    told = row.baseline + row.target + target.zh
    unit = "" if row.unit in told or not (_value(row.target) or _value(row.baseline)) else row.unit
    return Held(
        "" if row.name == name else row.name,
        _value(row.baseline),
        target,
        years(row.baseline_year, row.target_year),
        unit,
        f"{plan.report}#indicator-{row.id}" if plan.report else "",
    )


def _target(row: BindingRow) -> Words:
    """As printed; with its bound and unit where the cell does not print the bound."""
    values = asdict(row) | {"target_raw": row.target}
    if target_words(values, "zh") is None:
        return Words(_value(row.target), _value(row.target))
    zh, en = (target_words(values, spoken) or "" for spoken in LANGUAGES)
    return Words(zh, en)


def _value(raw: str) -> str:
    """As printed; nothing for a dash that stands for none."""
    return "" if raw.strip(_DASHES) == "" else raw.strip()
