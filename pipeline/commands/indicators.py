"""`plantrace indicators`."""

from functools import partial

import click

from models.names import NATURES
from pipeline.commands import terminal
from pipeline.commands.options import Format, listing_options, settings, words_argument, year_option
from pipeline.commands.speaking import OneOf, command, option


@command()
@words_argument
@option("--nature", type=OneOf("nature", NATURES), help="Only binding or only expected indicators.")
@year_option("Only indicators with a value for this year.")
@listing_options(100, "Most indicators; 0 for all.")
@click.pass_context
def indicators(
    context: click.Context,
    words: tuple[str, ...],
    nature: str | None,
    year: int | None,
    plan: str | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """List the indicators of the plans as their tables print them.

    Gives each with its unit, its nature (约束性 or 预期性), its baseline and its target with their years.
    WORDS narrow the list to indicators whose name or category holds them.

    Example:

    \b
        plantrace indicators --nature 约束性
        plantrace indicators 5G --year 2025
    """
    from pipeline.ask.rows_listed import IndicatorFilter, list_indicators
    from pipeline.commands.listing_text import rows_json
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.rows_text import indicators_text
    from pipeline.commands.use import reading, scope_of

    wanted = IndicatorFilter(" ".join(words), nature, year)
    with reading(settings(context)) as connection:
        scope = scope_of(connection, plan, all_versions)
        found = list_indicators(connection, scope, wanted)
        if not found:
            tell_why(wanted, scope, partial(list_indicators, connection), {"words": ("name", "category")})
    if output_format == "json":
        terminal.write_json(rows_json("indicators", found, limit))
    else:
        terminal.show(*indicators_text(found, limit))
