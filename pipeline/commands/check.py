"""`plantrace check`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option

_FOUND = 1


@command()
@argument("plan", required=False, type=Typed(), metavar="[PLAN]")
@option("--plan", "named", metavar="KEY", type=Typed(), help="The same as PLAN.")
@option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="This version of PLAN, not its current one.",
)
@option(
    "--rule", "only", multiple=True, metavar="CODE", help="Run only this rule; may be given several times."
)
@option("--skip", multiple=True, metavar="CODE", help="Do not run this rule; may be given several times.")
@option("--strict", is_flag=True, help="Exit with 1 when an error is found that is not dismissed.")
@option("--all", "show_all", is_flag=True, help="Show dismissed findings too.")
@format_option
@shared_options
@click.pass_context
def check(
    context: click.Context,
    plan: str | None,
    named: str | None,
    number: int | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    strict: bool,
    show_all: bool,
    output_format: Format,
) -> None:
    """Show what contradicts itself in the plans.

    Each finding comes with its quotes and places, of all plans in their current version, or of PLAN (its key
    or a part of its key, title or file name). Sums, counts, serials, years,
    references, the same metric in several places and more: docs/rules.md explains every rule. Errors come
    first, then warnings, then notes on notation; last, how many checks were made and how many agreed.
    Findings are numbered for `plantrace review`.

    A run of all rules is kept in the database (views v_findings and v_finding_evidence); with --rule or
    --skip it is only shown.

    Example:

    \b
        plantrace check
        plantrace check --strict --skip width_mixture
    """
    from pipeline.commands.check_text import checked_json, checked_text
    from pipeline.rules.run import check_plans

    shared = settings(context)
    run = check_plans(shared.database, plan or named, number, only, skip)
    for line in run.complaints:
        terminal.complain(line)
    if output_format == "json":
        terminal.write_json(checked_json(run))
    else:
        terminal.show(*checked_text(run, show_all=show_all, colour=terminal.is_coloured()))
    context.exit(_FOUND if strict and run.open_errors else 0)
