"""`plantrace compare`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, limit_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option


@command()
@argument("metric", type=Typed())
@option("--plan", metavar="PLAN", type=Typed(), help="Only this plan (its key or a part of it).")
@option(
    "--year",
    metavar="YEAR",
    type=click.IntRange(1900, 2200),
    help="Only figures whose period covers the year.",
)
@option("--like", is_flag=True, help="Every metric whose name holds METRIC, not only the same one.")
@option("--all-versions", is_flag=True, help="Older versions too, not only each plan's current one.")
@limit_option(100, "Most statements; 0 for all.")
@format_option
@shared_options
@click.pass_context
def compare(
    context: click.Context,
    metric: str,
    plan: str | None,
    year: int | None,
    like: bool,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """Compare one indicator over plans, places and periods.

    Gives each value that the plans state for METRIC, in base units, a table for each unit; what several
    places of a plan say alike is one row. A name is the same apart from brackets, scope words and the region
    (全市5G基站数 is 5G基站); 新增, 年均 or 人均 make it another.

    Example:

    \b
        plantrace compare 固定宽带家庭普及率 --year 2025
    """
    from pipeline.ask.compare import compare_metric
    from pipeline.commands.compare_text import compare_json, compare_text
    from pipeline.commands.use import reading, scope_of

    with reading(settings(context)) as connection:
        found = compare_metric(
            connection, metric, scope_of(connection, plan, all_versions), like=like, year=year
        )
    if output_format == "json":
        terminal.write_json(compare_json(found, limit))
    else:
        terminal.show(*compare_text(found, limit))
