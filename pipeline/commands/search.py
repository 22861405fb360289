"""`plantrace search`."""

import click

from models.language import later, say
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, listing_options, settings
from pipeline.commands.speaking import argument, command


@command()
@argument("words", nargs=-1, required=True, type=Typed(), metavar="WORDS...")
@listing_options(20, "Most paragraphs; 0 for all.")
@click.pass_context
def search(
    context: click.Context,
    words: tuple[str, ...],
    plan: str | None,
    all_versions: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """Search the text of the plans for words of any length.

    Gives the paragraphs that hold all of the WORDS, Chinese or not, one character or more, with the plan,
    the headings above and the number of the paragraph (`plantrace trace block:NUMBER` shows where it stands
    in the file). Width, case and thousands separators do not count. What is not found as typed is cut into
    Chinese words, and paragraphs that hold them all are given.

    Example:

    \b
        plantrace search 数据中心 算力
    """
    from pipeline.ask.nothing_found import why_no_text
    from pipeline.ask.query_words import query_words
    from pipeline.ask.trace_paragraphs import count_hits
    from pipeline.ask.trace_paragraphs import search as search_scope
    from pipeline.commands.nothing_text import why_lines
    from pipeline.commands.search_text import hits_json, search_text
    from pipeline.commands.use import reading, scope_of

    typed = " ".join(words)
    with reading(settings(context)) as connection:
        scope = scope_of(connection, plan, all_versions)
        hits = search_scope(connection, sought := typed, scope, limit)
        apart = () if hits else query_words(typed)
        if len(apart) > len(words):
            hits = search_scope(connection, sought := " ".join(apart), scope, limit)
        number = count_hits(connection, sought, scope)
        why = None if hits else why_no_text(connection, typed, scope)
    if output_format == "json":
        terminal.write_json(hits_json(hits, number))
    else:
        terminal.show(*search_text(hits, number, colour=terminal.is_coloured()))
        if not hits:
            terminal.complain(say("{typed}: not found in the versions looked at", typed=typed))
            for line in why_lines(why) if why else ():
                terminal.complain(line)
        elif apart:
            told = later("{words}: not found as it stands; these paragraphs hold {apart}")
            terminal.complain(say(told, words=typed, apart=say(", ").join(apart)))
