"""One metric over plans: what each place states for each period, over all metrics that several plans have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.metric_catalogue import metrics
from pipeline.ask.compare import ComparedFigure, Comparison, Statement, told_once
from pipeline.report.chart_words import Words
from pipeline.rules.metrics import dimension, is_generic, split
from pipeline.store.typed_rows import read

Key = tuple[str | tuple[str, ...], ...]
_COMPARED: Final = (
    "is_current = 1 AND period IS NOT NULL AND kind <> 'comparison'"
    " AND (owner_kind IS NULL OR owner_kind <> 'project')"
)
_CHANGE: Final = "change"


@dataclass(frozen=True, slots=True)
class PlanName:
    """What a plan is called, where it is of, and the file of its report ('' where there is none)."""

    title: str
    region: str
    report: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with its statements in one base unit: levels, or how much something changed (`is_change`)."""

    name: Words
    unit: str
    is_change: bool
    statements: tuple[Statement, ...]

    @property
    def n_plans(self) -> int:
        """How many plans state it."""
        return len({one.figure.plan for one in self.statements})

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that are told of, the earlier first; '' last."""
        found = {(one.figure.period or ""): _dates(one.figure) for one in self.statements}
        return tuple(sorted(found, key=lambda period: (not period, found[period], period)))


def shared_metrics(connection: Connection, plans: Mapping[str, PlanName]) -> tuple[Metric, ...]:
    """The metrics that the current versions of at least two plans state, those of most plans first. Rows of
    projects are not compared, nor metrics whose name says too little (项目, 面积 …)."""
    groups: defaultdict[Key, list[tuple[ComparedFigure, str]]] = defaultdict(list)
    for figure in read(connection, ComparedFigure, condition=_COMPARED, order="figure_id"):
        region = plans[figure.plan].region if figure.plan in plans else ""
        head, modifiers, _ = split(figure.metric, region)
        if figure.metric_key is None and is_generic(head):
            continue
        named: Key = (figure.metric_key,) if figure.metric_key else (head, modifiers)
        groups[(*named, *_measure(figure))].append((figure, region))
    shared = {key: group for key, group in groups.items() if len({figure.plan for figure, _ in group}) > 1}
    found = [_metric(told_once(group), _name(key)) for key, group in shared.items()]
    return tuple(sorted(found, key=lambda one: (-one.n_plans, -len(one.statements), one.name.zh, one.unit)))


def compared_metrics(found: Comparison) -> tuple[Metric, ...]:
    """The answer of a comparison as metrics, levels apart from changes."""
    groups: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for _, statements in found.by_unit:
        for one in statements:
            groups[_measure(one.figure)].append(one)
    asked = Words(found.metric, found.metric)
    return tuple(_metric(group, asked) for group in groups.values())


def _measure(figure: ComparedFigure) -> tuple[str, str]:
    """Of one measure are figures that can stand on one scale: a level and by how much it changed are not,
    but a rate of growth aimed at and one reached are."""
    return dimension(figure.unit or ""), _CHANGE if is_change(figure) else ""


def is_change(figure: ComparedFigure) -> bool:
    """Whether it tells by how much a level changed (a metric that is itself a rate of growth tells none)."""
    known = metrics().get(figure.metric_key or "")
    return figure.kind == _CHANGE and (known is None or known.measure != _CHANGE)


def _metric(statements: Iterable[Statement], name: Words | None) -> Metric:
    stated = tuple(statements)
    first = stated[0].figure
    shortest = min((one.figure.metric for one in stated), key=len)
    return Metric(name or Words(shortest, shortest), first.unit or "", is_change(first), stated)


def _name(key: Key) -> Words | None:
    """What the catalogue calls it, else the head of its name where nothing was taken from that which
    changes its meaning; None otherwise."""
    known = metrics().get(str(key[0]))
    if known is not None:
        return Words(known.name, known.english)
    head, modifiers = str(key[0]), key[1]
    return None if modifiers else Words(head, head)


def _dates(figure: ComparedFigure) -> tuple[int, int]:
    start = figure.period_start or figure.period_end or 0
    return start, figure.period_end or start
