"""`plantrace history`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, limit_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option


@command()
@argument("what", type=Typed(), metavar="WHAT")
@option("--plan", metavar="PLAN", type=Typed(), help="Look in this plan only (its key or a part of it).")
@limit_option(5, "Most records; 0 for all.")
@format_option
@shared_options
@click.pass_context
def history(
    context: click.Context, what: str, plan: str | None, limit: int | None, output_format: Format
) -> None:
    """Show one figure, indicator or project over all versions.

    WHAT is as for `trace`: a record (indicator:5G基站, project:12), a number, or words. Each version says
    what it holds of the record, and what changed since the version before; a version without it says so.

    Example:

    \b
        plantrace history indicator:5G基站
    """
    from dataclasses import asdict

    from pipeline.ask.history import histories
    from pipeline.commands.history_text import history_text
    from pipeline.commands.use import reading, scope_of

    with reading(settings(context)) as connection:
        found = histories(connection, what, scope_of(connection, plan, True).plan, limit)
    if output_format == "json":
        terminal.write_json([asdict(one) for one in found])
    else:
        terminal.show(*history_text(found))
