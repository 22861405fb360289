"""How one metric over plans looks."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import RenderableType
from rich.text import Text

from models.language import many, say
from pipeline.ask.compare import ComparedFigure, Comparison, Statement, contradictions
from pipeline.commands import terminal
from pipeline.commands.codes import code_name
from pipeline.store.value_words import stated, value_words

_LONGEST = 30
_MOST_OTHERS = 8


def compare_text(found: Comparison, limit: int | None) -> Iterator[RenderableType]:
    """A table for each unit, then metrics that only hold the words."""
    left = sum(len(statements) for _, statements in found.by_unit) if limit is None else limit
    for unit, statements in found.by_unit:
        shown, left = statements[:left], max(0, left - len(statements))
        yield Text(terminal.printable(f"{found.metric}  {unit}".rstrip()), style="bold")
        yield terminal.table(_columns(), map(_row, shown))
        if len(shown) < len(statements):
            yield say("… and {n} more (--limit)", n=f"{len(statements) - len(shown):,}")
        yield from _verdict(statements)
    if not found.by_unit:
        yield terminal.printable(say("no metric is just {metric}", metric=found.metric))
    if found.others:
        names = "、".join(f"{name} ({number})" for name, number in found.others[:_MOST_OTHERS])
        left = len(found.others) - _MOST_OTHERS
        more = many(left, " and {n} other", " and {n} others") if left > 0 else ""
        yield terminal.hanging(say("others that hold the words (--like): "), f"{names}{more}", style="dim")


def _verdict(statements: Sequence[Statement]) -> Iterator[RenderableType]:
    """Whether each plan says the same wherever it states the metric."""
    found = contradictions(statements)
    for one in found:
        values = say(", ").join(_value(figure) for figure in one.figures)
        told = say(
            "{place}, {period}: {plan} states {values}",
            place=one.place,
            period=one.period,
            plan=one.plan,
            values=values,
        )
        yield Text(terminal.printable(told), style="red")
    places = sum(len(one.figure_ids) for one in statements)
    if not found and places > 1:
        yield Text(say("no contradiction among {n} places", n=f"{places:,}"), style="green")


def matrix_text(found: Comparison) -> Iterator[RenderableType]:
    """A table for each unit: a row a place, a column a period."""
    for unit, statements in found.by_unit:
        periods = sorted({one.figure.period or "" for one in statements})
        cells: dict[str, dict[str, list[str]]] = {}
        for one in statements:
            values = cells.setdefault(one.place, {}).setdefault(one.figure.period or "", [])
            values.append(_value(one.figure))
        yield Text(terminal.printable(f"{found.metric}  {unit}".rstrip()), style="bold")
        rows = [
            (place, *(" / ".join(dict.fromkeys(of_place.get(period, []))) for period in periods))
            for place, of_place in cells.items()
        ]
        yield terminal.table((say("place"), *(period or "–" for period in periods)), rows, right=periods)
        yield from _verdict(statements)


def _columns() -> tuple[str, ...]:
    return (
        say("place"),
        say("plan"),
        say("metric"),
        say("period"),
        say("kind"),
        say("value"),
        say("as printed"),
        say("figures"),
    )


def _row(one: Statement) -> tuple[object, ...]:
    figure = one.figure
    plan = terminal.shortened(f"{figure.plan} v{figure.version}", _LONGEST)
    figures = ", ".join(map(str, one.figure_ids))
    return (
        one.place,
        plan,
        terminal.shortened(figure.metric, _LONGEST),
        figure.period,
        code_name("kind", figure.kind),
        _value(figure),
        figure.raw,
        figures,
    )


def _value(figure: ComparedFigure) -> str:
    return value_words(stated(asdict(figure)))


def compare_json(found: Comparison, limit: int | None) -> dict[str, object]:
    """The statements for programs: columns as v_figures has them, `figure_ids` of all places that say the
    same."""
    statements = [one for _, group in found.by_unit for one in group]
    shown = [
        {"place": one.place, "figure_ids": one.figure_ids, **asdict(one.figure)} for one in statements[:limit]
    ]
    others = [{"metric": name, "n_figures": number} for name, number in found.others]
    return {
        "metric": found.metric,
        "n_statements": len(statements),
        "statements": shown,
        "others": others,
    }
