"""`plantrace figures`."""

from functools import partial

import click

from models.names import FIGURE_KINDS, ORIGINS
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, listing_options, settings, words_argument, year_option
from pipeline.commands.speaking import OneOf, command, option


@command()
@words_argument
@option("--kind", type=OneOf("kind", FIGURE_KINDS), help="Only figures of this kind.")
@option("--origin", type=OneOf("origin", ORIGINS), help="Only figures that stand there.")
@option("--unit", metavar="UNIT", type=Typed(), help="Only figures in this base unit: 元, 座, %.")
@year_option("Only figures whose period covers the year.")
@listing_options(50, "Most figures; 0 for all.")
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
    its value with its bound (at least 30%), how it is printed, its period and kind; for programs also the
    value in the base unit (money in 元) and where it stands. WORDS narrow the list to metrics, subjects and
    quotes that hold them.

    Example:

    \b
        plantrace figures 5G基站 --kind target --year 2025
    """
    from pipeline.ask.listing import FigureFilter, list_figures
    from pipeline.commands.listing_text import figures_text, rows_json
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.use import reading, scope_of

    wanted = FigureFilter(" ".join(words), **filters)  # type: ignore[arg-type]
    with reading(settings(context)) as connection:
        scope = scope_of(connection, plan, all_versions)
        found = list_figures(connection, scope, wanted)
        if not found:
            tell_why(wanted, scope, partial(list_figures, connection), {"words": ("metric", "subject")})
    if output_format == "json":
        terminal.write_json(rows_json("figures", found, limit))
    else:
        terminal.show(*figures_text(found, limit))
