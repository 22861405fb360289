"""`plantrace boxes`."""

from functools import partial

import click

from pipeline.commands import terminal
from pipeline.commands.options import Format, listing_options, settings, words_argument
from pipeline.commands.speaking import command, option


@command()
@words_argument
@option("--items", "whole", is_flag=True, help="Every box with all its items.")
@listing_options(100, "Most boxes; 0 for all.")
@click.pass_context
def boxes(
    context: click.Context,
    words: tuple[str, ...],
    whole: bool,
    plan: str | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """List the boxes of the plans (专栏), or what stands in one.

    WORDS are the label of a box (专栏三, 专栏3), words of its title, or else words of its items: the boxes
    meant are shown with their items.

    Example:

    \b
        plantrace boxes
        plantrace boxes 专栏三
    """
    from pipeline.ask.rows_listed import BoxFilter, box_heads, list_boxes
    from pipeline.commands.nothing_text import tell_why
    from pipeline.commands.rows_text import boxes_json, boxes_text
    from pipeline.commands.use import reading, scope_of

    with reading(settings(context)) as connection:
        wanted = BoxFilter(" ".join(words))
        scope = scope_of(connection, plan, all_versions)
        found = list_boxes(connection, scope, wanted)
        if not found:
            tell_why(wanted, scope, partial(box_heads, connection), {"words": ("label", "title")})
    if output_format == "json":
        terminal.write_json(boxes_json(found, limit))
    else:
        terminal.show(*boxes_text(found, limit, whole=whole or bool(words)))
