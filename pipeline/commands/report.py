"""`plantrace report`."""

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
    type=PathType(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it here, not to output/PLAN.html (PLAN-v1.html).",
)
@option("--open", "opened", is_flag=True, help="Show it in the browser.")
@shared_options
@click.pass_context
def report(
    context: click.Context,
    plan: str | None,
    named: str | None,
    number: int | None,
    out: Path | None,
    opened: bool,
) -> None:
    """Write one version of a plan as one offline page for auditors.

    The document as it reads, every figure, name, heading, indicator and project marked; beside it the
    inspector: value, unit, period, how it came about, each place it rests on, other places that state it,
        its history, findings. Charts, lists with search and
    filters, findings, changes since the version before. A link to `FILE.html#figure-12` opens at that
    figure. PLAN is a plan's key or a part of its key, title or file name; it can be left out where the
    database holds one plan.

    Example:

    \b
        plantrace report --open
        plantrace report 云岭 --version 1 --out output/draft.html
    """
    from pipeline.commands.page import open_page, write_page
    from pipeline.commands.use import reading
    from pipeline.store.held import choose_version

    if plan is not None and named is not None and plan != named:
        raise click.UsageError(say("give the plan once, as PLAN or with --plan"))
    with reading(settings(context)) as connection:
        chosen = choose_version(connection, plan if named is None else named, number)
        target = write_page(connection, chosen, out)
    if opened:
        open_page(target)
