"""`plantrace rebuild`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, format_option, model_option, settings, shared_options
from pipeline.commands.speaking import command


@command()
@model_option
@format_option
@shared_options
@click.pass_context
def rebuild(context: click.Context, model: str | None, output_format: Format) -> None:
    """Read every kept original again, into a fresh database.

    Use it after an upgrade, or when a command says that the database was made by an older plantrace. The
    fresh file replaces the old one only when it is complete and sound; until then, and if anything goes
    wrong, the old one stays as it is. Records whose evidence is the same keep their numbers.

    Example:

    \b
        plantrace rebuild --db output/plans.db
    """
    from dataclasses import asdict

    from pipeline.commands.use import watched
    from pipeline.ingest.rebuild import rebuild as run

    with watched("rebuilding") as progress:
        result = run(settings(context).database, progress, model)
    if output_format == "json":
        terminal.write_json(asdict(result))
        return
    versions = terminal.counted(result.versions, "version")
    terminal.show(
        f"{versions} read again: {result.kept:,} records kept their numbers, {result.new:,} are new,"
        f" {result.gone:,} are gone"
    )
