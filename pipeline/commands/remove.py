"""`plantrace remove`."""

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option


@command()
@argument("plan", type=Typed())
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
    from pipeline.store.database import open_database
    from pipeline.store.held import held_versions
    from pipeline.versions.remove import remove_versions

    given = settings(context)
    with reading(given) as connection:
        held = [
            version
            for version in held_versions(connection)
            if version.plan == plan and number in (None, version.version)
        ]
    for version in held:
        click.echo(
            terminal.printable(
                f"{version.plan}, version {version.version}: {version.title} ({version.file_name})"
            ),
            err=True,
        )
    if held and not yes:
        click.confirm("Take this out for good?", abort=True, err=True)
    with open_database(given.database) as database, database.writing() as writing:
        removed = remove_versions(writing, plan, number)
    if output_format == "json":
        terminal.write_json([asdict(one) for one in removed])
        return
    for one in removed:
        kept = "; its original stays, another version was read from it" if one.original_kept else ""
        terminal.show(
            terminal.printable(
                f"removed version {one.version} of {one.plan} ({one.file_name}, sha256"
                f" {one.sha256[:12]}…){kept}"
            )
        )
