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
from pipeline.store.value_words import stated, value_words


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
        told = "  ".join(f"{name} {terminal.shortened(value, 60)}" for name, value in _told(kind, step.row))
        yield terminal.hanging(lead, Text(terminal.printable(told)))
    for change in step.changes:
        yield terminal.hanging("      ", _change(change))


def _told(kind: str, row: Row) -> Iterator[tuple[str, str]]:
    """The columns that a reader knows the record by; of a figure the value with its bound and unit."""
    for name in kind_of(kind).recalled:
        if kind == "figure" and name in ("value_text", "unit"):
            if name == "value_text":
                yield field_name("value"), value_words(stated(row), with_base=True)
        elif row[name] not in (None, ""):
            yield field_name(name), code_name(name, row[name])


def _change(change: Row) -> Text:
    what = say(
        "{change} {field}: ",
        change=code_name("change", change["change"]),
        field=field_name(str(change["field"] or "")),
    )
    field = str(change["field"] or "")
    old, new = (
        terminal.shortened(code_name(field, change[name]) or say("(none)"), 60)
        for name in ("old_value", "new_value")
    )
    values = f"{old} → {new}"
    percent = "" if change["percent"] is None else f"  ({float(str(change['percent'])):+.4g} %)"
    return Text(terminal.printable(what + values + percent), style="yellow")
