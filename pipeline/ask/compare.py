"""One indicator over plans, places and periods: every figure whose metric is the one asked for, what several
places state told once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from models.language import say
from models.metric_catalogue import metric_named
from pipeline.ask.trace_values import Scope
from pipeline.rules.metrics import dimension, plain, split
from pipeline.store.cells import integer
from pipeline.store.held import Row, containing, pattern, rows, select

_COLUMNS = (
    "figure_id, plan, version, subject, metric, metric_key, raw, value_text, value_max, unit, qualifier,"
    " period, period_start, period_end, kind, origin, role, heading_path"
)

_COMPARED = frozenset({"status", "target", "plan"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What one plan says of the metric for one period: whom it is of (its subject, else the plan's region),
    the row of v_figures that says it first, and all figures that say it.
    """

    place: str
    figure_ids: tuple[int, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Different values that one plan states for one place and period."""

    place: str
    plan: str
    period: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements by base unit (those of one unit can be held against each other), and metrics that only hold
    the words, with their number."""

    metric: str
    by_unit: tuple[tuple[str, tuple[Statement, ...]], ...]
    others: tuple[tuple[str, int], ...]


def compare_metric(
    connection: Connection, metric: str, scope: Scope, *, like: bool = False, year: int | None = None
) -> Comparison:
    """Hold what the plans say of a metric against each other.

    A metric is the same when the catalogue says so (国内生产总值 is 地区生产总值), or its name is, apart from
    brackets, scope words and the region (全市5G基站数 is 5G基站); words that change its meaning (新增, 年均,
    人均) count. With `like`, every metric whose name
    holds the words is taken.

    Raises:
        WrongUse: the metric is blank.
        NotHeld: no figure has such a metric.
    """
    words = plain(metric)
    if not words:
        raise WrongUse(say("compare needs the name of a metric, such as 5G基站"))
    regions = {
        (row["plan"], row["version"]): str(row["region"] or "")
        for row in rows(connection, "SELECT plan, version, region FROM v_versions")
    }
    found = [(row, regions[row["plan"], row["version"]]) for row in _figures(connection, words, scope, year)]
    same = [one for one in found if _is_same(*one, words)]
    alike = {row["figure_id"] for row, _ in same}
    rest = [
        one for one in found if one[0]["figure_id"] not in alike and words in plain(str(one[0]["metric"]))
    ]
    if not same and not rest:
        raise NotHeld(
            say("{metric}: no figure has this metric; `plantrace search` looks in the text", metric=metric)
            if year is None
            else say(
                "{metric}: no figure has this metric in {year}; `plantrace search` looks in the text",
                metric=metric,
                year=year,
            )
        )
    chosen, left = ([*same, *rest], []) if like else (same, rest)
    return Comparison(metric, _by_unit(_told_once(chosen)), _counted(row for row, _ in left))


def contradictions(statements: Iterable[Statement]) -> tuple[Contradiction, ...]:
    """Where a plan states two values for what should be one: the same place, period and side (what was, what
    shall be)."""
    told: dict[tuple[str, str, object, str, bool], dict[tuple[object, object], str]] = {}
    for one in statements:
        row = one.row
        if row["kind"] in _COMPARED and row["period"]:
            side = row["kind"] == "status"
            key = (one.place, str(row["plan"]), row["version"], str(row["period"]), side)
            told.setdefault(key, {}).setdefault((row["value_text"], row["value_max"]), str(row["raw"]))
    return tuple(
        Contradiction(place, plan, period, tuple(values.values()))
        for (place, plan, _, period, _), values in told.items()
        if len(values) > 1
    )


def _figures(connection: Connection, words: str, scope: Scope, year: int | None) -> tuple[Row, ...]:
    """Figures that may be meant: the characters of the words' head stand in their metric in this order."""
    named = f"({containing('metric', 'shape')} OR metric_key = :key)"
    conditions, values = [scope.condition, "value_text IS NOT NULL", named], dict(scope.values)
    if year is not None:
        conditions.append(":year BETWEEN period_start AND COALESCE(period_end, period_start)")
        values["year"] = year
    shape = "".join(pattern(character) for character in split(words, "")[0])
    return rows(
        connection,
        select(_COLUMNS, "v_figures", " AND ".join(conditions), "figure_id"),
        shape=shape,
        key=_key(words),
        **values,
    )


def _key(words: str) -> str | None:
    named = metric_named(words)
    return None if named is None else named.metric.key


def _is_same(row: Row, region: str, words: str) -> bool:
    """By the catalogue where both are in it, else by the words of the names."""
    wanted = _key(words)
    if wanted is not None and row["metric_key"] is not None:
        return row["metric_key"] == wanted
    return split(str(row["metric"]), region)[:2] == split(words, region)[:2]


def _told_once(found: Iterable[tuple[Row, str]]) -> list[Statement]:
    told: dict[tuple[object, ...], Statement] = {}
    for row, region in found:
        key = tuple(
            row[name]
            for name in ("plan", "version", "subject", "value_text", "value_max", "unit", "period", "kind")
        )
        number = integer(row["figure_id"])
        before = told.get(key)
        told[key] = (
            Statement(str(row["subject"] or region), (number,), row)
            if before is None
            else replace(before, figure_ids=(*before.figure_ids, number))
        )
    return sorted(told.values(), key=_order)


def _order(one: Statement) -> tuple[object, ...]:
    start = one.row["period_start"]
    return (
        one.place,
        str(one.row["plan"]),
        one.row["version"],
        start is None,
        start or 0,
        one.row["period_end"] or 0,
        one.figure_ids,
    )


def _by_unit(found: Iterable[Statement]) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    groups: dict[str, list[Statement]] = {}
    for one in found:
        groups.setdefault(dimension(str(one.row["unit"] or "")), []).append(one)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), str(group[0].row["unit"] or "")))
    return tuple((str(group[0].row["unit"] or ""), tuple(group)) for group in ordered)


def _counted(found: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    numbers: dict[str, int] = {}
    for row in found:
        numbers[str(row["metric"])] = numbers.get(str(row["metric"]), 0) + 1
    return tuple(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])))
