"""`plantrace export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Folder, Typed, settings, shared_options
from pipeline.commands.speaking import command, option
from pipeline.export.formats import FORMATS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.export.selection import Selection


@command()
@option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    required=True,
    help="xlsx for people, csv for both, the others for programs.",
)
@option(
    "--out",
    required=True,
    type=Folder(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder to write into, made when new; with --partitioned also an address (s3://…).",
)
@option(
    "--plan",
    metavar="KEY",
    type=Typed(),
    help="Only this plan: its key, or a part of its key, title or file name.",
)
@option("--all-versions", is_flag=True, help="Older versions too.")
@option(
    "--version",
    "number",
    metavar="N",
    type=click.IntRange(min=1),
    help="This version of the plan instead of the current one.",
)
@option(
    "--views",
    multiple=True,
    metavar="NAME[,NAME…]",
    help="Only these views (may be given again); all when left out.",
)
@option(
    "--partitioned",
    is_flag=True,
    help="parquet: a file a version under year=…/region=…, added to what is there.",
)
@option("--full", is_flag=True, help="xlsx: a sheet a view with all columns, not the workbook for reading.")
@shared_options
@click.pass_context
def export(
    context: click.Context,
    output_format: str,
    out: "Path | str",
    plan: str | None,
    all_versions: bool,
    number: int | None,
    views: tuple[str, ...],
    partitioned: bool,
    full: bool,
) -> None:
    """Write the public views as tables: xlsx, csv, parquet and others.

    One file a view, all plans together, their current versions. xlsx writes one workbook a plan: a sheet each
    for indicators, projects, tasks, items of boxes and figures, as the document orders them, amounts in 亿元,
    and beside it the report that its links open; with --full, or where other views are named, a sheet a view
    with all columns. annotations writes the evidence of each version as W3C Web Annotations (JSON-LD). A
    folder gets all files or none; files of the same names are replaced. The original .docx files, with their
    comments and deleted text, are never exported.

    parquet with --partitioned is for many plans and programs that read them all: a file a version under
    year=…/region=…, in a folder or an object store, to which each export adds what is not there yet.

    Example:

    \b
        plantrace export --format xlsx --out output/export
        plantrace export --format csv --out output/export --views projects,figures
        plantrace export --format datapackage --out output/package --plan 云岭 --all-versions
        plantrace export --format parquet --partitioned --out output/lake
        plantrace export --format annotations --out output/annotations
    """
    from pipeline.commands.use import reading
    from pipeline.export.selection import choose

    if all_versions and number is not None:
        raise click.UsageError(say("--all-versions and --version N exclude each other"))
    _check_place(out, output_format, partitioned)
    names = [name.strip() for given in views for name in given.split(",") if name.strip()]
    with reading(settings(context)) as connection:
        selection = choose(connection, plan, number, all_versions, names)
        if partitioned or isinstance(out, str):
            _add(connection, selection, str(out))
        else:
            _write(connection, selection, output_format, out, full or not _is_read(selection))


def _check_place(out: "Path | str", output_format: str, partitioned: bool) -> None:
    """Raises UsageError where partitions are asked for in another format, or an address is given without
    them."""
    if partitioned and output_format != "parquet":
        raise click.UsageError(say("--partitioned is for --format parquet"))
    if isinstance(out, str) and not partitioned:
        raise click.UsageError(
            say("{out}: only --format parquet --partitioned writes to an address; name a folder", out=out)
        )


def _write(
    connection: "Connection", selection: "Selection", output_format: str, out: Path, whole: bool
) -> None:
    """Writes the files and tells them; beside workbooks for reading, the reports that they lead to."""
    from pipeline.commands.export_text import exported_text
    from pipeline.commands.page import write_page
    from pipeline.commands.use import watched
    from pipeline.export.export import export as run
    from pipeline.export.files import stems

    with watched(say("exporting")) as progress:
        written = run(connection, selection, output_format, out, progress, full=whole)
    if output_format == "xlsx" and not whole:
        for version, stem in stems(selection.versions).items():
            write_page(connection, version, out / f"{stem}.html")
    terminal.show(*exported_text(written, selection, out))


def _add(connection: "Connection", selection: "Selection", out: str) -> None:
    """Adds to partitions and tells what became of them."""
    from pipeline.commands.export_text import partitions_text
    from pipeline.commands.use import watched
    from pipeline.export.partitioned import export_partitioned

    with watched(say("exporting")) as progress:
        found = export_partitioned(connection, selection, out, progress)
    terminal.show(*partitions_text(found, out))


def _is_read(selection: "Selection") -> bool:
    """Whether the workbook for reading shows what was asked for: all views, or some of its subjects."""
    from models.views import VIEWS
    from pipeline.export.clerk_subjects import SUBJECTS

    named = {view.name for view in selection.views}
    return named <= {subject.view for subject in SUBJECTS} or len(named) == len(VIEWS)
