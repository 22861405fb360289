"""`plantrace diff`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.language import many, say
from models.names import CHANGE_CLASSES, ChangeClass
from pipeline.commands import terminal
from pipeline.commands.options import Typed, settings, shared_options
from pipeline.commands.speaking import OneOf, PathType, argument, command, option

if TYPE_CHECKING:
    from pipeline.versions.diff import Diff

# the kinds of pipeline.versions.diff.GROUPS, whose schema is not loaded to show help
RECORDED = ("project", "indicator", "task", "figure", "heading", "box_item", "block")


@command()
@argument("plan", type=Typed(), metavar="PLAN")
@argument("versions", nargs=-1, type=click.IntRange(min=1), metavar="[OLD NEW]")
@option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="For people, for programs, or a page.",
)
@option("--out", type=PathType(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to this file.")
@option("--all", "everything", is_flag=True, help="List what was only renumbered too, not just how much.")
@option(
    "--only",
    "classes",
    multiple=True,
    type=OneOf("class", CHANGE_CLASSES),
    help="Only changes of this class (may be given several times).",
)
@option(
    "--kind",
    "kinds",
    multiple=True,
    type=OneOf("record_kind", RECORDED),
    help="Only changes of these records (may be given several times).",
)
@shared_options
@click.pass_context
def diff(
    context: click.Context,
    plan: str,
    versions: tuple[int, ...],
    output_format: str,
    out: Path | None,
    everything: bool,
    classes: tuple[ChangeClass, ...],
    kinds: tuple[str, ...],
) -> None:
    """Show what changed between two versions of a plan.

    OLD and NEW are any two versions; left out, they are the two newest. Changes come by what they are of:
    projects, indicators, figures, headings, items of boxes, text; what was moved or numbered anew is told
    apart from what was changed. `--only substance` leaves out what differs only in numbering, in references
    (第三条 for 第四条) or in form (width, punctuation, blanks). The HTML page is one file that needs no
    network: both versions side by side, changes marked, headings above each.

    Example:

    \b
        plantrace diff 云岭市 1 2
        plantrace diff 云岭市 --only substance
        plantrace diff 云岭市 --kind indicator
        plantrace diff 云岭市 --format html --out output/changes.html
    """
    from pipeline.commands.diff_text import diff_text
    from pipeline.commands.use import reading
    from pipeline.versions.diff import as_json, only
    from pipeline.versions.diff import diff as compare

    if len(versions) not in (0, 2):
        raise click.UsageError(say("give two versions, OLD and NEW, or none for the two newest"))
    if output_format == "text" and out is not None:
        raise click.UsageError(say("--out goes with --format json or html"))
    with reading(settings(context)) as connection:
        found = only(compare(connection, plan, *versions), classes, kinds)
    if output_format == "text":
        terminal.show(*diff_text(found, everything, colour=terminal.is_coloured()))
    elif output_format == "json" and out is None:
        terminal.write_json(as_json(found))
    else:
        _write(found, output_format, out)


def _write(found: "Diff", output_format: str, out: Path | None) -> None:
    """The page, or JSON, to a file or to the standard output."""
    import json

    from pipeline.export.files import write_whole
    from pipeline.report.side_by_side import page
    from pipeline.versions.diff import as_json

    is_page = output_format == "html"
    written = page(found) if is_page else json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        terminal.write(written)
    else:
        write_whole(out, written)
        changes = len(found.comparison.changes)
        click.echo(many(changes, "{file}: {n} change", "{file}: {n} changes", file=out))
