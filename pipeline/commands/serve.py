"""`plantrace serve`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Typed, settings, shared_options


@click.command()
@click.option(
    "--host",
    type=Typed(),
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="The port; 0 for any free one.",
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of the pages.",
)
@shared_options
@click.pass_context
def serve(context: click.Context, host: str, port: int, browse: bool, language: str) -> None:
    """Browse the database in a web browser, read-only.

    Datasette over the same file (pip install 'plantrace[serve]'). Everything is read-only; only this machine
    reaches it unless --host says otherwise. The kept originals are never served. Ctrl-C ends it.

    Example:

    \b
        plantrace serve --open
        plantrace serve --port 8765 --lang en
    """
    from pipeline.serving.server import run

    run(
        settings(context).database,
        host,
        port,
        "en" if language == "en" else "zh",
        lambda line: terminal.write(f"{terminal.printable(line)}\n"),
        terminal.complain,
        browse=browse,
    )
