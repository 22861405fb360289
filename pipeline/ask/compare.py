"""One indicator over plans, places and periods: every figure whose metric is the one asked for, what several
places state told once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from operator import attrgetter

from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from models.language import say
from models.metric_catalogue import metric_named
from models.quick import quick
from pipeline.ask.trace_values import Scope
from pipeline.rules.metrics import dimension, plain, split
from pipeline.rules.values import bounds
from pipeline.store.held import containing, pattern, select
from pipeline.store.typed_rows import read, read_from

# what stands beside an indicator's values and is not the same: a sum over the years, the target it had before
_OTHER_ROLES = frozenset({"cumulative", "completion", "old_target", "interim"})
_COMPARED = frozenset({"status", "target", "plan"})
_SAID = attrgetter("plan", "version", "subject", "value_text", "value_max", "unit", "period", "kind")
"""What is the same where two figures say the same."""


@read_from("v_figures", "value_text IS NOT NULL")
@quick
@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A figure that may be held against others."""

    figure_id: int
    plan: str
    version: int
    subject: str | None
    metric: str
    metric_key: str | None
    raw: str
    value_text: str
    value_max: float | None
    unit: str | None
    qualifier: str
    period: str | None
    period_start: int | None
    period_end: int | None
    kind: str
    origin: str
    role: str | None
    heading_path: str
    value_max_text: str | None = None
    direction: str | None = None
    base_period: str | None = None


@read_from("v_versions")
@dataclass(frozen=True, slots=True)
class _Region:
    """The place that a version is of."""

    plan: str
    version: int
    region: str | None


@quick
@dataclass(frozen=True, slots=True)
class Statement:
    """What one plan says of the metric for one period: whom it is of (its subject, else the plan's region),
    the figure that says it first, and all figures that say it.
    """

    place: str
    figure_ids: tuple[int, ...]
    figure: ComparedFigure


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Different values that one plan states for one place and period."""

    place: str
    plan: str
    period: str
    figures: tuple[ComparedFigure, ...]


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
    holds the words is taken; where none is named just so and one only holds them, that one.

    Raises:
        WrongUse: the metric is blank.
        NotHeld: no figure has such a metric.
    """
    words = plain(metric)
    if not words:
        raise WrongUse(say("compare needs the name of a metric, such as 5G基站"))
    regions = {(one.plan, one.version): one.region or "" for one in read(connection, _Region)}
    found = [
        (figure, regions[figure.plan, figure.version]) for figure in _figures(connection, words, scope, year)
    ]
    is_same = cache(partial(_is_same, words))  # thousands of plans name it alike
    same = [one for one in found if is_same(one[0].metric, one[0].metric_key, one[1])]
    alike = {figure.figure_id for figure, _ in same}
    holds = cache(lambda metric: words in plain(metric))
    rest = [one for one in found if one[0].figure_id not in alike and holds(one[0].metric)]
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
    is_alone = not same and len({split(figure.metric, region)[:2] for figure, region in rest}) == 1
    chosen, left = ([*same, *rest], []) if like or is_alone else (same, rest)
    return Comparison(metric, _by_unit(told_once(chosen)), _counted(figure.metric for figure, _ in left))


def contradictions(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Where a plan states two values for what should be one: the same place, period and side (what was, what
    shall be). 6679亿元 and 6679.09亿元, 超1500亿元 and 1536亿元 are one."""
    told: dict[tuple[object, ...], list[ComparedFigure]] = {}
    for one in statements:
        figure = one.figure
        if figure.kind in _COMPARED and figure.period:
            side = figure.kind == "status"
            role = figure.role if figure.role in _OTHER_ROLES else None
            key = (one.place, figure.plan, figure.version, figure.period, side, role)
            told.setdefault(key, []).append(figure)
    places = {one.figure.figure_id: one.place for one in statements}
    return tuple(
        Contradiction(places[first.figure_id], first.plan, first.period or "", apart)
        for first, *rest in told.values()
        if (apart := _against_each_other([first, *rest]))
    )


def _against_each_other(figures: Sequence[ComparedFigure]) -> tuple[ComparedFigure, ...]:
    """Those whose value cannot be the same as another one; each value once."""
    found = [(figure, _bounds(figure)) for figure in figures]
    return tuple(
        {
            (figure.value_text, figure.value_max): figure
            for figure, (low, high) in found
            if any(low > upper or lower > high for _, (lower, upper) in found)
        }.values()
    )


def _bounds(figure: ComparedFigure) -> tuple[Decimal, Decimal]:
    value = Decimal(figure.value_text)
    most = None if figure.value_max is None else Decimal(str(figure.value_max))
    return bounds(figure.raw, value, most, figure.qualifier) or (value, value)


def _figures(
    connection: Connection, words: str, scope: Scope, year: int | None
) -> tuple[ComparedFigure, ...]:
    """Figures that may be meant: the characters of the words' head stand in their metric in this order."""
    named, of_key = containing("metric", "shape"), "metric_key = :key"
    meant = f"({named} OR {of_key})"
    if scope.plan is None:
        # the names are looked through in their index, where they lie close together
        listed = (select("record_id", "figure", one) for one in (named, of_key))
        meant = f"figure_id IN ({' UNION '.join(listed)})"
    conditions, values = [scope.condition, meant], dict(scope.values)
    if year is not None:
        conditions.append(":year BETWEEN period_start AND COALESCE(period_end, period_start)")
        values["year"] = year
    shape = "".join(pattern(character) for character in split(words, "")[0])
    return read(
        connection,
        ComparedFigure,
        condition=" AND ".join(conditions),
        order="figure_id",
        shape=shape,
        key=_key(words),
        **values,
    )


def _key(words: str) -> str | None:
    named = metric_named(words)
    return None if named is None else named.metric.key


def _is_same(words: str, metric: str, metric_key: str | None, region: str) -> bool:
    """By the catalogue where both are in it, else by the words of the names."""
    wanted = _key(words)
    if wanted is not None and metric_key is not None:
        return metric_key == wanted
    return split(metric, region)[:2] == split(words, region)[:2]


def told_once(found: Iterable[tuple[ComparedFigure, str]]) -> list[Statement]:
    """Statements of figures, each with the region of its plan: what several places of a plan say alike is
    one."""
    told: dict[tuple[object, ...], list[tuple[ComparedFigure, str]]] = {}
    for one in found:
        told.setdefault(_SAID(one[0]), []).append(one)
    return sorted(map(_statement, told.values()), key=_order)


def _statement(alike: Sequence[tuple[ComparedFigure, str]]) -> Statement:
    first, region = alike[0]
    return Statement(first.subject or region, tuple(figure.figure_id for figure, _ in alike), first)


def _order(one: Statement) -> tuple[object, ...]:
    figure = one.figure
    start, end = figure.period_start, figure.period_end
    return one.place, figure.plan, figure.version, start is None, start or 0, end or 0, one.figure_ids


def _by_unit(found: Iterable[Statement]) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    groups: dict[str, list[Statement]] = {}
    for one in found:
        groups.setdefault(dimension(one.figure.unit or ""), []).append(one)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].figure.unit or ""))
    return tuple((group[0].figure.unit or "", tuple(group)) for group in ordered)


def _counted(metrics: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(metrics).items(), key=lambda pair: (-pair[1], pair[0])))
