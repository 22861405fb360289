"""`plantrace projects`."""

from functools import partial
from typing import Any

import click

from models.names import ROW_KINDS
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, listing_options, settings, words_argument, year_option
from pipeline.commands.speaking import OneOf, command, option


@command()
@words_argument
@option("--body", metavar="NAME", type=Typed(), help="Only projects of this body; everyday names do.")
@year_option("Only projects under way in this year.")
@option(
    "--kind",
    "row_kinds",
    multiple=True,
    type=OneOf("row_kind", ROW_KINDS),
    help="Rows of this kind, such as the total; may be given again.  [default: projects and their parts]",
)
@option("--stage", metavar="WORD", type=Typed(), help="Only projects at this stage: 续建, 新开工.")
@option("--build-type", metavar="WORD", type=Typed(), help="Only projects built so: 新建, 改扩建.")
@listing_options(100, "Most projects; 0 for all.")
@click.pass_context
def projects(
    context: click.Context,
    /,
    words: tuple[str, ...],
    plan: str | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
    row_kinds: tuple[str, ...],
    **filters: Any,
) -> None:
    """List the projects of the plans as their tables print them.

    Gives each with its years, its investment and the bodies that build it or answer for it, and below what
    the projects of a plan cost together. WORDS narrow the list to projects whose name, content or place
    holds them.

    Example:

    \b
        plantrace projects --body 工信局
        plantrace projects 数据中心 --year 2023
        plantrace projects --kind 总计
    """
    from pipeline.ask.rows_listed import ProjectFilter, list_projects
    from pipeline.commands.listing_text import rows_json
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.rows_text import projects_text
    from pipeline.commands.use import reading, scope_of

    given = {name: value for name, value in filters.items() if value is not None}
    wanted = ProjectFilter(" ".join(words), row_kinds=row_kinds or ("project", "part"), **given)
    with reading(settings(context)) as connection:
        scope = scope_of(connection, plan, all_versions)
        found = list_projects(connection, scope, wanted)
        if not found:
            names = {"words": ("name", "location"), "body": ("builders", "responsible")}
            tell_why(wanted, scope, partial(list_projects, connection), names)
    if output_format == "json":
        terminal.write_json(rows_json("projects", found, limit))
    else:
        terminal.show(*projects_text(found, limit))
