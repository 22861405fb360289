"""`plantrace compare`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, listing_options, settings, year_option
from pipeline.commands.speaking import PathType, argument, command, option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from sqlalchemy import Connection

    from pipeline.ask.compare import Comparison


@command()
@argument("metric", type=Typed(), required=False, metavar="[METRIC]")
@option(
    "--against",
    metavar="UPPER_PLAN",
    type=Typed(),
    help="Hold the targets of the plan of --plan against those of the plan above it, instead of one metric.",
)
@year_option("Only figures whose period covers the year.")
@option("--like", is_flag=True, help="Every metric whose name holds METRIC, not only the same one.")
@option("--matrix", is_flag=True, help="A row a place, a column a period.")
@option(
    "--chart",
    type=PathType(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write matrix and chart as a page (.html), or the chart alone as a picture (.svg), too.",
)
@listing_options(100, "Most statements; 0 for all.")
@click.pass_context
def compare(
    context: click.Context,
    metric: str | None,
    plan: str | None,
    against: str | None,
    year: int | None,
    like: bool,
    matrix: bool,
    chart: Path | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """Compare one indicator over plans, places and periods.

    Gives each value that the plans state for METRIC, in base units, a table for each unit; what several
    places of a plan say alike is one row. A name is the same apart from brackets, scope words and the region
    (全市5G基站数 is 5G基站); 新增, 年均 or 人均 make it another. Last, whether a plan says two things of one
    place and period.

    With --against each target of UPPER_PLAN is told with what the other plan has for the same metric and
    year: less ambitious, missing, for another year or in another unit. Which way is better the catalogue of
    metrics says; amounts (亿元, 万人) of a part and of the whole are shown and not judged.

    Example:

    \b
        plantrace compare 千兆光纤网络覆盖率 --year 2025
        plantrace compare 5G基站 --matrix
        plantrace compare 5G基站 --chart output/5G.html
        plantrace compare --plan 云江市 --against 云江省
    """
    from pipeline.ask.against import compare_plans
    from pipeline.ask.compare import compare_metric
    from pipeline.commands.against_text import against_json, against_text
    from pipeline.commands.compare_text import compare_json, compare_text, matrix_text
    from pipeline.commands.use import reading, scope_of

    _must_be_one(context, metric, against, chart)
    with reading(settings(context)) as connection:
        if against is not None:
            plans = compare_plans(connection, plan, against, year=year)
            _show(output_format, partial(against_json, plans, limit), partial(against_text, plans, limit))
            return
        scope = scope_of(connection, plan, all_versions)
        found = compare_metric(connection, metric or "", scope, like=like, year=year)
        _draw(connection, found, chart)
    text = partial(matrix_text, found) if matrix else partial(compare_text, found, limit)
    _show(output_format, partial(compare_json, found, limit), text)


def _must_be_one(context: click.Context, metric: str | None, against: str | None, chart: Path | None) -> None:
    """A metric, or a plan above."""
    if (metric is None) is (against is None):
        raise click.UsageError(say("name a metric, or the plan above with --against"), context)
    if against is not None and chart is not None:
        raise click.UsageError(say("--chart draws one metric: leave out --against"), context)


def _draw(connection: Connection, found: Comparison, chart: Path | None) -> None:
    from pipeline.commands.page import write_chart

    if chart is not None:
        write_chart(connection, found, chart)


def _show(
    output_format: Format, data: Callable[[], object], text: Callable[[], Iterable[RenderableType]]
) -> None:
    if output_format == "json":
        terminal.write_json(data())
    else:
        terminal.show(*text())
