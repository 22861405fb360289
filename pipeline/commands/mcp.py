"""`plantrace mcp`."""

import click

from models.language import say
from pipeline.commands.options import settings, shared_options
from pipeline.commands.speaking import command
from pipeline.store.address import file_at


@command()
@shared_options
@click.pass_context
def mcp(context: click.Context) -> None:
    """Let an assistant ask the database, read-only.

    A server of the Model Context Protocol over standard input and output, to be started by the program that
    runs the assistant (pip install "mcp>=2.3,<3"). It lists plans, searches, gives figures, indicators and
    projects, traces values, tells findings and changes; each answer carries the place, the quote and the
    SHA-256 of the file. Nothing can be changed, and the kept originals are never given: docs/mcp.md.

    Example:

    \b
        plantrace mcp --db output/plans.db
    """
    from pipeline.assistant.server import run

    run(
        file_at(
            settings(context).database,
            say("mcp asks a SQLite file only; `plantrace bundle` writes one of a plan that is stored here"),
        )
    )
