"""`plantrace serve`."""

import click

from models.language import language, say
from pipeline.commands import terminal
from pipeline.commands.options import Typed, settings, shared_options
from pipeline.commands.speaking import command, option
from pipeline.store.address import file_at


@command()
@option(
    "--host",
    metavar="ADDRESS",
    type=Typed(),
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 lets other machines in.",
)
@option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="The port; 0 for any free one.",
)
@option("--open", "browse", is_flag=True, help="Open it in the browser.")
@shared_options
@click.pass_context
def serve(context: click.Context, host: str, port: int, browse: bool) -> None:
    """Browse the database in a web browser, read-only.

    Datasette over the same file (pip install "datasette>=0.65,<0.66"). Everything is read-only; only this
    machine reaches it unless --host says otherwise. The kept originals are never served. Ctrl-C ends it.

    Example:

    \b
        plantrace serve --open
        plantrace serve --port 8765 --lang en
    """
    from pipeline.serving.server import run

    run(
        file_at(
            settings(context).database,
            say("serve browses a SQLite file only; `plantrace report` writes a page of what is stored here"),
        ),
        host,
        port,
        language(),
        lambda line: terminal.write(f"{terminal.printable(line)}\n"),
        terminal.complain,
        browse=browse,
    )
