"""`plantrace report`."""

import os
from pathlib import Path

import click

from models.language import say
from pipeline.commands.options import Typed, settings, shared_options
from pipeline.commands.speaking import PathType, argument, command, option


@command()
@argument("plan", required=False, type=Typed(), metavar="[PLAN]")
@option("--plan", "named", metavar="KEY", type=Typed(), help="The same as PLAN.")
@option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="This version of the plan, not its current one.",
)
@option(
    "--out",
    type=PathType(),
    metavar="FILE",
    help="Write it here, not to output/PLAN.html (PLAN-v1.html); into a folder where one is named.",
)
@option(
    "--all",
    "every",
    is_flag=True,
    help="Every plan, a list of them and a page that compares them, into a folder (output/report).",
)
@option("--open", "opened", is_flag=True, help="Show it in the browser.")
@shared_options
@click.pass_context
def report(
    context: click.Context,
    plan: str | None,
    named: str | None,
    number: int | None,
    out: str | None,
    every: bool,
    opened: bool,
) -> None:
    """Write one version of a plan as one offline page for auditors.

    The document as it reads, every figure, name, heading, indicator and project marked; beside it the
    inspector: value, unit, period, how it came about, each place it rests on, other places that state it,
        its history, findings. Charts, lists with search and
    filters, findings, changes since the version before. A link to `FILE.html#figure-12` opens at that
    figure. PLAN is a plan's key or a part of its key, title or file name; it can be left out where the
    database holds one plan.

    With --all the folder gets index.html, which lists the plans with their regions, years and counts, and
    comparison.html: what several plans say of the same metric, as a matrix and a chart, and their binding
    indicators side by side.

    Example:

    \b
        plantrace report --open
        plantrace report 云岭 --version 1 --out output/draft.html
        plantrace report --all --open
    """
    from pipeline.commands.page import open_page, write_all, write_page
    from pipeline.commands.use import reading
    from pipeline.store.held import choose_version

    if plan is not None and named is not None and plan != named:
        raise click.UsageError(say("give the plan once, as PLAN or with --plan"))
    wanted = plan if named is None else named
    if every and (wanted is not None or number is not None):
        raise click.UsageError(say("--all writes every plan: name no plan and no version with it"))
    with reading(settings(context)) as connection:
        if every:
            target = write_all(connection, Path(out) if out else Path("output") / "report")
        else:
            target = write_page(connection, choose_version(connection, wanted, number), _place(out))
    if opened:
        open_page(target)


def _place(out: str | None) -> Path | None:
    """Where it goes; a name with a slash at its end is a folder, though there be none yet."""
    if out is not None and out.endswith(("/", os.sep)):
        Path(out).mkdir(parents=True, exist_ok=True)
    return None if out is None else Path(out)
