"""`plantrace report`."""

from pathlib import Path

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Typed, settings, shared_options
from pipeline.commands.speaking import argument, command, option


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
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it here, not to output/PLAN.html (PLAN-v1.html).",
)
@shared_options
@click.pass_context
def report(
    context: click.Context, plan: str | None, named: str | None, number: int | None, out: Path | None
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
        plantrace report
        plantrace report 云岭 --version 1 --out output/draft.html
    """
    from pipeline.commands.use import reading, watched
    from pipeline.export.files import stems, write_whole
    from pipeline.report.build import build_report
    from pipeline.store.held import choose_version

    if plan is not None and named is not None and plan != named:
        raise click.UsageError(say("give the plan once, as PLAN or with --plan"))
    with reading(settings(context)) as connection, watched(say("writing the report")) as watch:
        chosen = choose_version(connection, plan if named is None else named, number)
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
        )
    )
