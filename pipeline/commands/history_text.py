"""How the history of a record looks in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from models.kinds import kind_of
from pipeline.ask.history import History, Step
from pipeline.commands import terminal
from pipeline.store.held import Row


def history_text(found: Sequence[History]) -> Iterator[RenderableType]:
    """A head for each record, a line for each version, the changes below it."""
    for number, one in enumerate(found):
        if number:
            yield ""
        yield Text.assemble(
            (terminal.printable(f"{one.kind}  {one.name}"), "bold"),
            (terminal.printable(f"  {one.plan}, lineage {one.lineage}"), "dim"),
        )
        for step in one.steps:
            yield from _step(one.kind, step)


def _step(kind: str, step: Step) -> Iterator[RenderableType]:
    lead = f"  version {step.version}  "
    if step.row is None:
        yield terminal.hanging(lead, Text("not in this version", style="dim"))
    else:
        names = [name for name in kind_of(kind).recalled if step.row[name] not in (None, "")]
        yield terminal.hanging(
            lead,
            Text(
                terminal.printable(
                    "  ".join(f"{name} {terminal.shortened(str(step.row[name]), 60)}" for name in names)
                )
            ),
        )
    for change in step.changes:
        yield terminal.hanging("      ", _change(change))


def _change(change: Row) -> Text:
    what = f"{change['change']} {change['field'] or ''}: "
    values = (
        f"{terminal.shortened(str(change['old_value'] or '(none)'), 60)} →"
        f" {terminal.shortened(str(change['new_value'] or '(none)'), 60)}"
    )
    percent = "" if change["percent"] is None else f"  ({float(str(change['percent'])):+.4g} %)"
    return Text(terminal.printable(what + values + percent), style="yellow")
