"""How the history of a record looks in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from models.kinds import kind_of
from models.language import say
from pipeline.ask.history import History, Step
from pipeline.commands import terminal
from pipeline.commands.codes import code_name, field_name, kind_name
from pipeline.store.held import Row


def history_text(found: Sequence[History]) -> Iterator[RenderableType]:
    """A head for each record, a line for each version, the changes below it."""
    for number, one in enumerate(found):
        if number:
            yield ""
        yield Text.assemble(
            (terminal.printable(f"{kind_name(one.kind)}  {one.name}"), "bold"),
            (
                terminal.printable(
                    "  " + say("{plan}, lineage {lineage}", plan=one.plan, lineage=one.lineage)
                ),
                "dim",
            ),
        )
        for step in one.steps:
            yield from _step(one.kind, step)


def _step(kind: str, step: Step) -> Iterator[RenderableType]:
    lead = "  " + say("version {version}", version=step.version) + "  "
    if step.row is None:
        yield terminal.hanging(lead, Text(say("not in this version"), style="dim"))
    else:
        names = [name for name in kind_of(kind).recalled if step.row[name] not in (None, "")]
        yield terminal.hanging(
            lead,
            Text(
                terminal.printable(
                    "  ".join(
                        f"{field_name(name)} {terminal.shortened(str(step.row[name]), 60)}" for name in names
                    )
                )
            ),
        )
    for change in step.changes:
        yield terminal.hanging("      ", _change(change))


def _change(change: Row) -> Text:
    what = say(
        "{change} {field}: ",
        change=code_name("change", change["change"]),
        field=field_name(str(change["field"] or "")),
    )
    values = (
        f"{terminal.shortened(str(change['old_value'] or say('(none)')), 60)} →"
        f" {terminal.shortened(str(change['new_value'] or say('(none)')), 60)}"
    )
    percent = "" if change["percent"] is None else f"  ({float(str(change['percent'])):+.4g} %)"
    return Text(terminal.printable(what + values + percent), style="yellow")
