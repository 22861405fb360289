"""The report of a version as a file, and that file in a browser."""

from pathlib import Path

import click
from sqlalchemy import Connection

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.use import reading_file, watched
from pipeline.store.address import Where
from pipeline.store.held import HeldVersion


def write_page(
    connection: Connection, chosen: HeldVersion, out: Path | None = None, *, aside: bool = False
) -> Path:
    """Write the report of a version to `out` (output/PLAN.html) and say so, `aside` on stderr (where a
    program reads stdout).

    Raises:
        OSError: it cannot be written.
    """
    from pipeline.export.files import stems, write_whole
    from pipeline.report.build import build_report

    with watched(say("writing the report")) as watch:
        page = build_report(connection, chosen.plan, chosen.version, watch)
    target = out or Path("output") / f"{stems([chosen])[chosen]}.html"
    size = write_whole(target, page)
    click.echo(
        say(
            "{target}: {plan}, version {number}, {file}, {size} MB",
            target=target,
            plan=chosen.plan,
            number=chosen.version,
            file=terminal.printable(chosen.file_name),
            size=f"{size / 1_000_000:.1f}",
        ),
        err=aside,
    )
    return target


def write_pages(database: Where, versions: set[tuple[str, int]], *, aside: bool) -> list[Path]:
    """The reports of versions just read, in the order of plans."""
    from pipeline.store.held import held_versions

    with reading_file(database) as connection:
        held = [one for one in held_versions(connection) if (one.plan, one.version) in versions]
        return [write_page(connection, one, aside=aside) for one in held]


def open_page(page: Path) -> None:
    """Show the page in the browser, or say that there is none here."""
    import webbrowser

    address = page.resolve().as_uri()
    if not webbrowser.open(address):
        terminal.complain(say("{page}: no browser opens here; open the file in one", page=page))
