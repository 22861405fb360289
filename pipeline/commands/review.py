"""`plantrace review`."""

from typing import TYPE_CHECKING, cast

import click

from models.language import language, say
from pipeline.commands import terminal
from pipeline.commands.options import Format, Typed, format_option, settings, shared_options
from pipeline.commands.speaking import OneOf, argument, command, option
from pipeline.store.address import file_at

if TYPE_CHECKING:
    from pipeline.rules.reviews import Verdict


@command()
@argument("finding", type=click.IntRange(min=1), metavar="FINDING")
@argument("verdict", type=OneOf("verdict", ("confirm", "dismiss", "reopen")))
@option("--note", type=Typed(), default="", metavar="TEXT", help="Why; kept with the decision.")
@format_option
@shared_options
@click.pass_context
def review(context: click.Context, finding: int, verdict: str, note: str, output_format: Format) -> None:
    """Confirm or dismiss a finding of `plantrace check`, or reopen it.

    FINDING is its number. The decision is added to a small file beside the database (plans.db:
    plans.reviews.jsonl), one line each; nothing there is ever overwritten, the last line about a finding
    counts. It names the finding by what it says, not by its number, so that it holds after a rebuild and for
    the next version of the plan. A dismissed finding is not shown by `check` and does not count for --strict.

    Example:

    \b
        plantrace review 4 dismiss --note "two phases of one project"
    """
    from pipeline.commands.codes import code_name
    from pipeline.rules.reviews import reviews_path
    from pipeline.rules.run import review as decide

    database = file_at(
        settings(context).database,
        say("review keeps its decisions beside a SQLite file only; findings stay open here"),
    )
    found = decide(database, finding, cast("Verdict", verdict), note)
    if output_format == "json":
        terminal.write_json(
            {
                "finding_id": found.id,
                "rule": found.rule,
                "status": found.status,
                "note": found.note,
                "key": found.key,
            }
        )
    else:
        terminal.show(
            terminal.hanging(
                say("finding {number}", number=finding) + "  ",
                say(
                    "{status}: {message} ({file})",
                    status=code_name("status", found.status),
                    message=(found.message_zh if language() == "zh" else "") or found.message,
                    file=reviews_path(database),
                ),
            )
        )
