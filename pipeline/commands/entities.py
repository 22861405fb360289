"""`plantrace entities`."""

from functools import partial

import click

from models.names import ENTITY_LABELS
from pipeline.commands import terminal
from pipeline.commands.options import Format, listing_options, settings, words_argument
from pipeline.commands.speaking import OneOf, command, option


@command()
@words_argument
@option("--label", type=OneOf("label", ENTITY_LABELS), help="Only entities of this kind.")
@option("--projects", is_flag=True, help="Only bodies with projects or tasks, and what each has to do.")
@listing_options(50, "Most entities; 0 for all.")
@click.pass_context
def entities(
    context: click.Context,
    words: tuple[str, ...],
    plan: str | None,
    label: str | None,
    projects: bool,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """List the bodies, places and documents that the plans name.

    Gives each with its fullest name, its other names, how often it is named how many projects it builds or
    answers for, and how many tasks it has; with --projects these projects and tasks too. WORDS narrow the
    list to names that hold them; everyday names do (工信局 finds 工业和信息化局).

    Example:

    \b
        plantrace entities 工信局 --projects
    """
    from pipeline.ask.listing import EntityFilter, list_duties, list_entities, list_work
    from pipeline.commands.listing_text import entities_json, entities_text
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.use import reading, scope_of

    with reading(settings(context)) as connection:
        wanted = EntityFilter(" ".join(words), label, projects)
        scope = scope_of(connection, plan, all_versions)
        found = list_entities(connection, scope, wanted)
        if not found:
            tell_why(wanted, scope, partial(list_entities, connection), {"words": ("canonical",)})
        work = list_work(connection, found[:limit]) if projects else ()
        duties = list_duties(connection, found[:limit]) if projects else ()
    if output_format == "json":
        terminal.write_json(entities_json(found, work, duties, limit))
    else:
        terminal.show(*entities_text(found, work, duties, limit))
