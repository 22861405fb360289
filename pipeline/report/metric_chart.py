"""One metric over plans as a chart (a bar a statement, all on one scale) and as a matrix: a row a place, a
column a period."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Final

from models.code_names import value_name
from pipeline.ask.compare import ComparedFigure, Statement, contradictions
from pipeline.report.chart_shapes import MOST_ROWS, Bar, Chart, Legend, Part, left_out, percent
from pipeline.report.chart_words import Words, joined
from pipeline.report.over_plans import Metric, PlanName, is_change
from pipeline.store import value_words as value_store
from pipeline.store.value_words import stated

_LOOKS: Final = {"status": "soft", "change": "soft", "target": "strong", "plan": "joint"}
_LONGEST_PLACE: Final = 12  # what a phone has room for beside period and value


@dataclass(frozen=True, slots=True)
class Stated:
    """What a cell of the matrix says: the value in one unit, what sort it is, as printed where that reads
    otherwise, and where it leads."""

    value: Words
    sort: Words
    printed: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one plan says of one place, a cell a period; `place` and `plan` as the documents name them."""

    place: str
    plan: str
    cells: tuple[tuple[Stated, ...], ...]


@dataclass(frozen=True, slots=True)
class MetricView:
    """A metric as it is shown; `verdict` tells where a plan says two things of one place and period."""

    name: Words
    unit: Words
    n_plans: int
    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: Chart
    verdict: tuple[Words, ...]


def metric_view(metric: Metric, plans: Mapping[str, PlanName], number: int) -> MetricView:
    """The metric as chart and matrix; `number` makes the ids."""
    ordered = tuple(sorted(metric.statements, key=lambda one: _order(one, plans)))
    unit = _unit_words(metric)
    return MetricView(
        metric.name,
        unit,
        metric.n_plans,
        metric.periods,
        _rows(ordered, metric.periods, plans),
        _chart(ordered, metric, unit, plans, number),
        tuple(_verdict(ordered, plans)),
    )


def _unit_words(metric: Metric) -> Words:
    unit = Words("亿元、万元", "yuan") if metric.unit == "元" else Words(metric.unit, metric.unit)
    change = Words("变化量", "change")
    return joined([one for one in (unit, change) if one.zh and (one is unit or metric.is_change)])


def _order(one: Statement, plans: Mapping[str, PlanName]) -> tuple[object, ...]:
    figure = one.figure
    place = _place(one, plans)
    start = figure.period_start or 0
    return place, figure.plan, figure.version, start, figure.period_end or start, one.figure_ids


def _place(one: Statement, plans: Mapping[str, PlanName]) -> str:
    """Whom it is of; the plan's name where neither it nor the plan says a place."""
    return one.place or _title(one.figure, plans)


def _title(figure: ComparedFigure, plans: Mapping[str, PlanName]) -> str:
    known = plans.get(figure.plan)
    return figure.plan if known is None else known.title


def _rows(
    ordered: Sequence[Statement], periods: Sequence[str], plans: Mapping[str, PlanName]
) -> tuple[Row, ...]:
    groups: dict[tuple[str, str, int], list[Statement]] = {}
    for one in ordered:
        groups.setdefault((_place(one, plans), one.figure.plan, one.figure.version), []).append(one)
    return tuple(
        Row(place, _title(group[0].figure, plans), tuple(_cells(group, period, plans) for period in periods))
        for (place, _, _), group in groups.items()
    )


def _cells(group: Sequence[Statement], period: str, plans: Mapping[str, PlanName]) -> tuple[Stated, ...]:
    return tuple(_stated(one, plans) for one in group if (one.figure.period or "") == period)


def _stated(one: Statement, plans: Mapping[str, PlanName]) -> Stated:
    figure = one.figure
    value, printed = value_words(figure), " ".join(figure.raw.split())
    return Stated(
        value, _sort(figure), "" if _bare(printed) == _bare(value.zh) else printed, _link(figure, plans)
    )


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")


def _link(figure: ComparedFigure, plans: Mapping[str, PlanName]) -> str:
    known = plans.get(figure.plan)
    return f"{known.report}#figure-{figure.figure_id}" if known is not None and known.report else ""


def _sort(figure: ComparedFigure) -> Words:
    """Its kind; a rate of growth that was reached is how things are, though it tells of a change."""
    if figure.role == "cumulative":
        return Words("累计", "cumulative")
    if figure.kind == "change" and not is_change(figure):
        return Words("现状", "status")
    return Words(value_name("kind", figure.kind, "zh") or figure.kind, figure.kind)


def value_words(figure: ComparedFigure) -> Words:
    """What a figure states, as one reads it: 97.5亿元, 不低于90%, 2.02万座, 7%至7.5%."""
    one = stated(asdict(figure))
    return Words(value_store.value_words(one, "zh"), value_store.value_words(one, "en"))


def _chart(
    ordered: Sequence[Statement], metric: Metric, unit: Words, plans: Mapping[str, PlanName], number: int
) -> Chart:
    drawn = ordered[:MOST_ROWS]
    values = [value for one in drawn for value in _ends(one.figure)]
    least, most = min(Decimal(0), *values), max(Decimal(0), *values)
    also = left_out(len(ordered) - len(drawn))
    note = Words(
        f"每条一处说法，同一标尺，从 0 起。{also.zh}", f"A bar a statement, on one scale, from 0.{also.en}"
    )
    return Chart(
        f"metric-{number}",
        joined([one for one in (metric.name, unit) if one.zh]),
        note,
        (),
        (),  # the matrix is the table of the same numbers
        _legend(drawn),
        bars=tuple(_bar(one, plans, least, most) for one in drawn),
    )


def _ends(figure: ComparedFigure) -> tuple[Decimal, ...]:
    least = Decimal(figure.value_text)
    return (least,) if figure.value_max is None else (least, Decimal(str(figure.value_max)))


def _bar(one: Statement, plans: Mapping[str, PlanName], least: Decimal, most: Decimal) -> Bar:
    figure, sort = one.figure, _sort(one.figure)
    ends = sorted((Decimal(0), *_ends(figure)))
    places = [percent(end, most, least) for end in ends]
    look = _LOOKS.get(figure.kind, "soft")
    parts = [Part(places[0], round(places[1] - places[0], 2), look)]
    parts += [Part(places[1], round(places[2] - places[1], 2), "joint")] if len(places) > 2 else []
    place, when = _place(one, plans), figure.period or "–"
    whole = Words(f"{place} {when} {sort.zh}", f"{place} {when} {sort.en}")
    brief = place if len(place) <= _LONGEST_PLACE else f"{place[: _LONGEST_PLACE - 1]}…"
    name = Words(f"{brief} {when} {sort.zh}", f"{brief} {when} {sort.en}")
    value = value_words(figure)
    plan = f"《{_title(figure, plans)}》"
    title = Words(f"{whole.zh}：{figure.raw}，{plan}", f"{whole.en}: {figure.raw}, {plan}")
    return Bar(name, value, title, tuple(parts), _link(figure, plans))


def _legend(drawn: Sequence[Statement]) -> tuple[Legend, ...]:
    looks: dict[str, dict[str, Words]] = {}
    for one in drawn:
        sort = _sort(one.figure)
        looks.setdefault(_LOOKS.get(one.figure.kind, "soft"), {})[sort.en] = sort
    found = tuple(Legend(look, joined([*sorts.values()], "、", ", ")) for look, sorts in looks.items())
    return found if len(found) > 1 else ()


def _verdict(ordered: Sequence[Statement], plans: Mapping[str, PlanName]) -> Sequence[Words]:
    told = []
    for one in contradictions(ordered):
        known = plans.get(one.plan)
        title = one.plan if known is None else known.title
        values = joined([value_words(figure) for figure in one.figures], "、", ", ")
        place = f"{one.place}，" if one.place else ""
        told.append(
            Words(
                f"{place}{one.period}：《{title}》有不同说法：{values.zh}",
                f"{place.replace('，', ', ')}{one.period}: 《{title}》 states {values.en}",
            )
        )
    return told
