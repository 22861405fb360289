"""`plantrace verify`."""

from pathlib import Path

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Format, format_option, settings, shared_options
from pipeline.commands.speaking import PathType, command, option

_FAILED = 1


@command()
@option(
    "--source",
    metavar="DIR",
    type=PathType(exists=True, path_type=Path),
    help="Read the originals that lie here, told by their SHA-256, not those kept in the database.",
)
@option("--quick", is_flag=True, help="Only paragraphs, quotes and numbers; do not read all rows again.")
@format_option
@shared_options
@click.pass_context
def verify(context: click.Context, source: Path | None, quick: bool, output_format: Format) -> None:
    """Prove everything stored against the original files.

    Finds every paragraph by its part and XPath and compares its text, the quote of every piece of evidence
    and the numbers; then reads each original again through all stages and compares every row, so that
    whatever was edited in the database is found. A version that another plantrace read is proved by its
    quotes alone, which is told. Each failure is a line. The exit code is 1 when anything fails or, with
    --source, an original is not there.

    Example:

    \b
        plantrace verify
        plantrace verify --source raw/
        plantrace verify --quick
    """
    from pipeline.care.verify import verify as run
    from pipeline.commands.use import reading, watched
    from pipeline.commands.verify_text import verified_json, verified_text

    with reading(settings(context)) as connection, watched(say("verifying")) as progress:
        result = run(connection, source, progress, quick=quick)
    if output_format == "json":
        terminal.write_json(verified_json(result))
    else:
        terminal.show(*verified_text(result))
    context.exit(0 if result.proved else _FAILED)
