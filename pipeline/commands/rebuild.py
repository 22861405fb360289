"""`plantrace rebuild`."""

import click

from models.language import many, say
from pipeline.commands import terminal
from pipeline.commands.options import (
    Format,
    format_option,
    jobs_option,
    model_option,
    settings,
    shared_options,
)
from pipeline.commands.speaking import command


@command()
@jobs_option
@model_option
@format_option
@shared_options
@click.pass_context
def rebuild(context: click.Context, jobs: int, model: str | None, output_format: Format) -> None:
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

    with watched(say("rebuilding")) as progress:
        result = run(settings(context).database, progress, model, jobs)
    if output_format == "json":
        terminal.write_json(asdict(result))
        return
    terminal.show(
        many(
            result.versions,
            "{n} version read again: {kept} records kept their numbers, {new} are new, {gone} are gone",
            "{n} versions read again: {kept} records kept their numbers, {new} are new, {gone} are gone",
            kept=f"{result.kept:,}",
            new=f"{result.new:,}",
            gone=f"{result.gone:,}",
        )
    )
