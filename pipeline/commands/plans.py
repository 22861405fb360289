"""`plantrace plans`."""

from collections.abc import Mapping

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, settings, shared_options
from pipeline.commands.speaking import command, option
from pipeline.store.address import Where


@command()
@option("--rename", nargs=2, type=Typed(), metavar="KEY NEW", help="Give a plan another key.")
@option(
    "--attach",
    nargs=3,
    type=Typed(),
    metavar="KEY N TARGET",
    help="Make version N of a plan the newest version of plan TARGET (made when new).",
)
@format_option
@shared_options
@click.pass_context
def plans(
    context: click.Context,
    rename: tuple[str, str] | None,
    attach: tuple[str, str, str] | None,
    output_format: Format,
) -> None:
    """List plans and versions; rename a plan, attach a version.

    With --rename or --attach that is done first. Ids of records stay; both are noted in view v_log.

    Example:

    \b
        plantrace plans
        plantrace plans --rename 云岭市数字经济发展十四五规划 云岭
    """
    from pipeline.commands.use import reading
    from pipeline.versions.plans import held_plans

    given = settings(context)
    if attach and not attach[1].isdecimal():
        raise click.UsageError(
            say(
                "--attach {plan} {number}: the second is the number of a version",
                plan=attach[0],
                number=attach[1],
            )
        )
    if rename or attach:
        _change(given.database, rename, attach)
    with reading(given) as connection:
        found = held_plans(connection)
    if output_format == "json":
        terminal.write_json(
            [{"plan": plan.key, "versions": [{**row} for row in plan.versions]} for plan in found]
        )
        return
    rows = [_listed(plan.key, row) for plan in found for row in plan.versions]
    terminal.show(terminal.table(_columns(), rows) if rows else say("the database holds no plan"))


def _change(
    database_file: Where, rename: tuple[str, str] | None, attach: tuple[str, str, str] | None
) -> None:
    """Renames, then attaches; plans whose versions moved are checked anew."""
    from pipeline.rules.kept import check_plan
    from pipeline.rules.reviews import read_decisions
    from pipeline.store.database import open_database
    from pipeline.versions.plans import attach_version, rename_plan

    with open_database(database_file) as database, database.writing() as writing:
        if rename:
            rename_plan(writing, *rename)
        if attach:
            attach_version(writing, attach[0], int(attach[1]), attach[2])
            for key in (attach[0], attach[2]):
                check_plan(writing, key, read_decisions(database_file))


def _columns() -> tuple[str, ...]:
    return (
        say("plan"),
        say("version"),
        say("title"),
        say("region"),
        say("period"),
        say("file"),
        say("ingested"),
    )


def _listed(key: str, row: Mapping[str, object]) -> tuple[object, ...]:
    return (
        key,
        _numbered(row),
        row["title"],
        row["region"],
        _period(row),
        row["file_name"],
        row["ingested_at"],
    )


def _numbered(row: Mapping[str, object]) -> str:
    number = str(row["version"])
    return say("{number} (current)", number=number) if row["is_current"] else number


def _period(row: Mapping[str, object]) -> str:
    start, end = row["period_start"], row["period_end"]
    return "" if not start else str(start) if start == end else f"{start}-{end}"
