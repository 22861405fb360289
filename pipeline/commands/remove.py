"""`plantrace remove`."""

from typing import TYPE_CHECKING

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option

if TYPE_CHECKING:
    from pipeline.versions.remove import Removed


@command()
@argument("plan", type=Typed(), metavar="PLAN")
@option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="This version only, not the plan with all of them.",
)
@option("--yes", is_flag=True, help="Ask nothing.")
@format_option
@shared_options
@click.pass_context
def remove(context: click.Context, plan: str, number: int | None, yes: bool, output_format: Format) -> None:
    """Take a version, or a whole plan, out of the database.

    PLAN is the plan's whole key. All that was read from the version goes, and its original bytes with it
    unless another version was read from the same file; the freed space is overwritten. The other versions
    keep their numbers and ids, the highest left becomes the current one, and what changed between the
    neighbours is told anew. The entry in view v_log stays.

    Example:

    \b
        plantrace remove 云岭市数字经济发展十四五规划 --version 1
    """
    from dataclasses import asdict

    from pipeline.commands.use import reading
    from pipeline.rules.kept import check_plan
    from pipeline.rules.reviews import read_decisions
    from pipeline.store.database import open_database
    from pipeline.store.held import held_versions
    from pipeline.versions.remove import remove_versions

    given = settings(context)
    with reading(given) as connection:
        held = [version for version in held_versions(connection, [plan]) if number in (None, version.version)]
    for version in held:
        click.echo(
            terminal.printable(
                say(
                    "{plan}, version {number}: {title} ({file})",
                    plan=version.plan,
                    number=version.version,
                    title=version.title,
                    file=version.file_name,
                )
            ),
            err=True,
        )
    if held and not yes:
        click.confirm(say("Take this out for good?"), abort=True, err=True)
    with open_database(given.database) as database, database.writing() as writing:
        removed = remove_versions(writing, plan, number)
        if number is not None:
            check_plan(writing, plan, read_decisions(given.database), after=number)
    if output_format == "json":
        terminal.write_json([asdict(one) for one in removed])
        return
    terminal.show(*map(_told, removed))


def _told(one: "Removed") -> str:
    told = say(
        "removed version {number} of {plan} ({file}, sha256 {sha256}…)",
        number=one.version,
        plan=one.plan,
        file=one.file_name,
        sha256=one.sha256[:12],
    )
    if one.original_kept:
        told += say("; its original stays, another version was read from it")
    return terminal.printable(told)
