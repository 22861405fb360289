"""The report of a version as a file, and that file in a browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from models.language import many, say
from pipeline.commands import terminal
from pipeline.commands.use import reading_file, watched
from pipeline.store.address import Where
from pipeline.store.held import HeldVersion

if TYPE_CHECKING:
    from pipeline.ask.compare import Comparison


def write_page(
    connection: Connection, chosen: HeldVersion, out: Path | None = None, *, aside: bool = False
) -> Path:
    """Write the report of a version to `out` (output/PLAN.html; PLAN.html in it where it is a folder) and say
    so, `aside` on stderr (where a program reads stdout).

    Raises:
        OSError: it cannot be written.
    """
    from pipeline.export.files import stems, write_whole
    from pipeline.report.build import build_report

    with watched(say("writing the report")) as watch:
        page = build_report(connection, chosen.plan, chosen.version, watch)
    name = f"{stems([chosen])[chosen]}.html"
    target = Path("output") / name if out is None else out / name if out.is_dir() else out
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


def write_all(connection: Connection, folder: Path) -> Path:
    """Write the report of every plan's current version, their list and their comparison into a folder and say
    so; gives the list.

    Raises:
        NotHeld: there is no plan.
        OSError: one cannot be written.
    """
    from pipeline.export.files import stems, write_whole
    from pipeline.report.build import build_report
    from pipeline.report.page import with_way_back
    from pipeline.report.plans_page import COMPARISON, INDEX, comparison_page, index_page
    from pipeline.report.plans_read import report_names
    from pipeline.store.held import held_versions

    held = [one for one in held_versions(connection) if one.is_current]
    if not held:
        raise NotHeld(say("the database holds no plan; `plantrace ingest PATH` reads one"))
    names = report_names(stems(held), (INDEX, COMPARISON))
    with watched(say("writing the reports")) as watch:
        for number, one in enumerate(held):
            watch(number, len(held))
            page = with_way_back(build_report(connection, one.plan, one.version), f"{INDEX}.html")
            write_whole(folder / names[one.plan], page)
        write_whole(folder / f"{COMPARISON}.html", comparison_page(connection, names))
        target = folder / f"{INDEX}.html"
        write_whole(target, index_page(connection, names))
    click.echo(
        many(
            len(held),
            "{target}: {n} report, its list and comparison",
            "{target}: {n} reports, their list and comparison",
            target=target,
        )
    )
    return target


def write_chart(connection: Connection, found: "Comparison", target: Path) -> None:
    """Write the answer of a comparison as a page (.html) or its chart as a picture (.svg), and say so.

    Raises:
        WrongUse: the name ends otherwise.
        OSError: it cannot be written.
    """
    from pipeline.export.files import write_whole
    from pipeline.report.plans_page import metric_page, metric_svg

    makers = {".html": metric_page, ".htm": metric_page, ".svg": metric_svg}
    make = makers.get(target.suffix.lower())
    if make is None:
        raise WrongUse(say("{target}: a chart is written as .html or .svg", target=target))
    write_whole(target, make(connection, found))
    click.echo(say("{target}: written", target=target), err=True)


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
