"""`plantrace trace`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, limit_option, settings, shared_options
from pipeline.commands.speaking import argument, command, option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.ask.nothing_found import Why
    from pipeline.ask.trace_brief import BriefAnswer
    from pipeline.ask.trace_values import Answer, Scope


@command()
@argument("what", nargs=-1, required=True, type=Typed(), metavar="WHAT...")
@option("--plan", metavar="PLAN", type=Typed(), help="Look in this plan only (its key or a part of it).")
@option(
    "--all-versions", is_flag=True, help="Look in older versions too, not only in each plan's current one."
)
@option(
    "--full", is_flag=True, help="All fields, every piece of evidence, XPath and offsets, every other place."
)
@limit_option(10, "Most records, paragraphs, and other places of a record; 0 for all.")
@format_option
@shared_options
@click.pass_context
def trace(
    context: click.Context,
    what: tuple[str, ...],
    plan: str | None,
    all_versions: bool,
    full: bool,
    limit: int | None,
    output_format: Format,
) -> None:
    """Trace a record, a number or words to their source.

    WHAT is a record: its kind (indicator, project, box, box_item, heading, figure, mention, or block for a
    paragraph) with its number, the beginning of its uid, or a part of its name. Or a number, with or without
    万 and a unit: 9700 finds 9700座 and 0.97万座. Or words: records named so, then records whose source says
    so, then paragraphs. Each WHAT is looked up by itself.

    For each record: what it states; the quote within its paragraph (in colour, else between 【 and 】); the
    place in the words of the document, with the page where the file tells it; the other places of the same
    version that state the same, and what contradicts it. What several places state alike is told once.

    With --full: all fields; for each field the quote, how the value came from it, headings, table, row and
    column (counted from 1; from 0 in JSON), part and XPath; every other place that states the same name, or
    the same value and unit. Words or a number found nowhere are told on stderr and are no error; a named
    record that is not held is one (exit code 1).

    Example:

    \b
        plantrace trace 8300座
        plantrace trace indicator:5G基站 --full
        plantrace trace 数据中心 --limit 3
    """
    from pipeline.ask.trace import as_json
    from pipeline.commands.use import reading, scope_of

    brief = not full and output_format == "text"
    with reading(settings(context)) as connection:
        told = [
            _Told.of(connection, one, scope_of(connection, plan, all_versions), limit, brief) for one in what
        ]
    if output_format == "json":
        terminal.write_json([as_json(one.answer) for one in told])
    else:
        for one in told:
            one.show()


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one WHAT."""

    answer: Answer
    brief: BriefAnswer | None
    why: Why | None

    @classmethod
    def of(cls, connection: Connection, what: str, scope: Scope, limit: int | None, brief: bool) -> _Told:
        """Read all there is to tell."""
        from pipeline.ask.nothing_found import why_no_text
        from pipeline.ask.trace import trace as trace_one
        from pipeline.ask.trace_brief import in_short

        answer = trace_one(connection, what, scope, limit, every_place=brief)
        why = why_no_text(connection, what, scope) if answer.is_empty else None
        return cls(answer, in_short(connection, answer) if brief else None, why)

    def show(self) -> None:
        """Tell it, and where nothing is found, why."""
        from pipeline.commands.nothing_text import why_lines
        from pipeline.commands.trace_brief_text import brief_text
        from pipeline.commands.trace_text import answer_text

        colour = terminal.is_coloured()
        if self.brief is None:
            terminal.show(*answer_text(self.answer, colour=colour))
        else:
            terminal.show(*brief_text(self.answer, self.brief, colour=colour))
        if self.why is not None:
            terminal.complain(say("{typed}: not found in the versions looked at", typed=self.answer.what))
            for line in why_lines(self.why):
                terminal.complain(line)
