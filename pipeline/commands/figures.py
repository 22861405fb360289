"""`plantrace figures`."""

from functools import partial

import click

from models.names import FIGURE_KINDS, ORIGINS
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, limit_option, settings, shared_options
from pipeline.commands.speaking import OneOf, argument, command, option


@command()
@argument("words", nargs=-1, type=Typed(), metavar="[WORDS]...")
@option("--plan", metavar="PLAN", type=Typed(), help="Only this plan (its key or a part of it).")
@option("--kind", type=OneOf("kind", FIGURE_KINDS), help="Only figures of this kind.")
@option("--origin", type=OneOf("origin", ORIGINS), help="Only figures that stand there.")
@option("--unit", metavar="UNIT", type=Typed(), help="Only figures in this base unit: 元, 座, %.")
@option(
    "--year",
    metavar="YEAR",
    type=click.IntRange(1900, 2200),
    help="Only figures whose period covers the year.",
)
@option("--all-versions", is_flag=True, help="Older versions too, not only each plan's current one.")
@limit_option(50, "Most figures; 0 for all.")
@format_option
@shared_options
@click.pass_context
def figures(
    context: click.Context,
    /,
    words: tuple[str, ...],
    plan: str | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
    **filters: str | int | None,
) -> None:
    """List the figures of the plans.

    Gives each number that states something, from the text, the boxes and the tables, with what it measures,
    its value in the base unit (money in 元), its period and kind, and where it stands. WORDS narrow the list
    to metrics, subjects and quotes that hold them.

    Example:

    \b
        plantrace figures 5G基站 --kind target --year 2025
    """
    from pipeline.ask.listing import FigureFilter, list_figures
    from pipeline.commands.listing_text import figures_json, figures_text
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.use import reading, scope_of

    wanted = FigureFilter(" ".join(words), **filters)  # type: ignore[arg-type]
    with reading(settings(context)) as connection:
        scope = scope_of(connection, plan, all_versions)
        found = list_figures(connection, scope, wanted)
        if not found:
            tell_why(wanted, scope, partial(list_figures, connection), {"words": ("metric", "subject")})
    if output_format == "json":
        terminal.write_json(figures_json(found, limit))
    else:
        terminal.show(*figures_text(found, limit))
