"""`plantrace outline`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option


@command()
@argument("plan", required=False, type=Typed(), metavar="[PLAN]")
@option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="This version of the plan, not its current one.",
)
@option("--depth", type=click.IntRange(min=0), metavar="N", help="Headings down to this level only.")
@format_option
@shared_options
@click.pass_context
def outline(
    context: click.Context, plan: str | None, number: int | None, depth: int | None, output_format: Format
) -> None:
    """Show the headings of a plan and what hangs under each.

    Tables and boxes (专栏) stand under their heading; paragraphs and figures are counted where they stand.
    With --depth, those of headings left out count for the last one shown. PLAN is a plan's key or a part of
    its key, title or file name; it can be left out where the database holds one plan.

    Example:

    \b
        plantrace outline --depth 2
    """
    from pipeline.ask.outline import outline as read_outline
    from pipeline.commands.outline_text import outline_json, outline_text
    from pipeline.commands.use import reading
    from pipeline.store.held import choose_version

    with reading(settings(context)) as connection:
        read = read_outline(connection, choose_version(connection, plan, number), depth)
    if output_format == "json":
        terminal.write_json(outline_json(read))
    else:
        terminal.show(*outline_text(read))
