"""`plantrace bundle`."""

from pathlib import Path

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Typed, settings, shared_options
from pipeline.commands.speaking import PathType, argument, command, option


@command()
@argument("file", required=False, type=Typed(), metavar="[FILE]")
@option(
    "--plan", metavar="KEY", type=Typed(), help="The plan: its key, or a part of its key, title or file name."
)
@option(
    "--version",
    "number",
    metavar="N",
    type=click.IntRange(min=1),
    help="A version of it.  [default: the current one]",
)
@option(
    "--out",
    type=PathType(path_type=Path),
    metavar="ZIP",
    help="Where to write it.  [default: output/KEY-vN.zip]",
)
@option(
    "--with-originals",
    is_flag=True,
    help="Put the original .docx in, with the comments, deleted text and authors it may hold.",
)
@shared_options
@click.pass_context
def bundle(
    context: click.Context,
    file: str | None,
    plan: str | None,
    number: int | None,
    out: Path | None,
    with_originals: bool,
) -> None:
    """Write one zip as evidence for one file.

    FILE is a .docx that was ingested, or names a plan as --plan does. The zip holds a database of this
    version alone, the report, a workbook, the views as CSV, a manifest with the SHA-256 of each, and how to
    verify it. The original is left out unless asked
    for: whoever has a copy of it can prove every quote against it.

    Example:

    \b
        plantrace bundle raw/yunling_digital_plan_final.docx
        plantrace bundle --plan 云岭 --version 1 --out output/evidence.zip --with-originals
    """
    from pipeline.commands.export_text import bundled_text
    from pipeline.commands.use import reading, watched
    from pipeline.export.bundle import bundle as run
    from pipeline.export.bundle import choose_bundled, default_name
    from pipeline.report.build import build_report

    if file is not None and plan is not None:
        raise click.UsageError(say("give FILE or --plan, not both"))
    with reading(settings(context)) as connection:
        version = choose_bundled(connection, file or plan, number)
        path = out or Path("output")
        target = path / default_name(version) if out is None or path.is_dir() else path
        with watched(say("bundling")) as progress:
            made = run(
                connection, version, target, build_report, with_original=with_originals, progress=progress
            )
    terminal.show(*bundled_text(made))
