"""`plantrace doctor`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.language import say
from pipeline.commands import terminal
from pipeline.commands.options import Format, format_option, settings, shared_options
from pipeline.commands.speaking import command, option
from pipeline.store.address import file_at

if TYPE_CHECKING:
    from pipeline.care.salvage import Repair
    from pipeline.care.trouble import Trouble

_FAILED = 1


@command()
@option("--repair", "wanted", is_flag=True, help="Make good what can be made good.")
@format_option
@shared_options
@click.pass_context
def doctor(context: click.Context, wanted: bool, output_format: Format) -> None:
    """Find and repair damage in the database file.

    Looks at pages, schema, references, evidence, originals and the search index, and changes nothing without
    --repair. What is derived (views, triggers, indexes, the search index) is made again in place; what holds
    facts is read again from the kept originals, and the damaged file is kept beside the new one. Exit code 1
    when something is wrong after all.

    Example:

    \b
        plantrace doctor
        plantrace doctor --repair
    """
    from pipeline.care.doctor import examine
    from pipeline.commands.doctor_text import doctor_json, doctor_text

    path = file_at(
        settings(context).database,
        say("doctor works on a SQLite file only; `plantrace verify` proves what is stored here"),
    )
    with terminal.working(say("examining")) as tell:
        troubles = examine(path, tell)
        repaired = _repaired(path, troubles) if wanted and troubles else None
        left = examine(path, tell) if repaired else troubles
    if output_format == "json":
        terminal.write_json(doctor_json(path, troubles, repaired, left))
    else:
        terminal.show(*doctor_text(path, troubles, repaired, left))
    context.exit(_FAILED if left else 0)


def _repaired(path: Path, troubles: "Sequence[Trouble]") -> "Repair":
    from pipeline.care.salvage import repair  # reads originals again: all that an ingest needs

    return repair(path, troubles)
