"""`plantrace tasks`."""

from functools import partial

import click

from models.names import TASK_ORIGINS
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, listing_options, settings, words_argument
from pipeline.commands.speaking import OneOf, command, option


@command()
@words_argument
@option("--body", metavar="NAME", type=Typed(), help="Only tasks of this body; everyday names do.")
@option("--due", metavar="YEAR", type=Typed(), help="Only tasks due in this year or month: 2025, 2025-06.")
@option("--origin", type=OneOf("origin", TASK_ORIGINS), help="Only tasks that stand there.")
@listing_options(50, "Most tasks; 0 for all.")
@click.pass_context
def tasks(
    context: click.Context,
    words: tuple[str, ...],
    plan: str | None,
    body: str | None,
    due: str | None,
    origin: str | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """List the tasks of the plans.

    Gives what is to be done, by whom and by when. Tasks come from tables of tasks (任务分工, 民生实事,
    整改台账) and from passages with their bodies behind them (牵头单位：…；责任单位：…). WORDS narrow the
    list to tasks whose name, content or group holds them.

    Example:

    \b
        plantrace tasks --body 工信局 --due 2025
    """
    from pipeline.ask.listing import TaskFilter, list_tasks
    from pipeline.commands.listing_text import rows_json, tasks_text
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.use import reading, scope_of

    with reading(settings(context)) as connection:
        scope = scope_of(connection, plan, all_versions)
        wanted = TaskFilter(" ".join(words), body or "", due or "", origin)
        found = list_tasks(connection, scope, wanted)
        if not found:
            names = {"words": ("name", "group_name"), "body": ("lead", "responsible", "cooperating")}
            tell_why(wanted, scope, partial(list_tasks, connection), names)
    if output_format == "json":
        terminal.write_json(rows_json("tasks", found, limit))
    else:
        terminal.show(*tasks_text(found, limit))
