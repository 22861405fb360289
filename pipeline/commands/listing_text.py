"""How lists of figures, tasks and entities look."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from models.language import many, say
from pipeline.commands import terminal
from pipeline.commands.codes import code_name
from pipeline.store.cells import integer
from pipeline.store.held import Row

_LONGEST = 40
_YUAN = 1e8


def figures_text(found: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan."""
    for title, rows in by_version(found[:limit]):
        yield Text(title, style="bold")
        yield terminal.table(
            (
                say("figure"),
                say("metric"),
                say("of"),
                say("as printed"),
                say("value"),
                say("unit"),
                say("period"),
                say("kind"),
            ),
            map(_figure_row, rows),
            right=(say("value"),),
        )
    yield from rest(found, limit, say("no figures match"))


def _figure_row(row: Row) -> tuple[object, ...]:
    value = (
        row["value_text"]
        if row["value_max"] is None
        else say("{least} to {most}", least=row["value_text"], most=f"{row['value_max']:g}")
    )
    subject = terminal.shortened(str(row["subject"] or ""), _LONGEST)
    return (
        row["figure_id"],
        terminal.shortened(str(row["metric"]), _LONGEST),
        subject,
        row["raw"],
        value,
        row["unit"],
        row["period"],
        code_name("kind", row["kind"]),
    )


def tasks_text(found: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan."""
    for title, rows in by_version(found[:limit]):
        yield Text(title, style="bold")
        columns = (say("task"), say("no."), say("what"), say("who"), say("by when"), say("state"))
        yield terminal.table(columns, map(_task_row, rows))
    yield from rest(found, limit, say("no tasks match"))


def _task_row(row: Row) -> tuple[object, ...]:
    who = [str(row[column]) for column in ("lead", "responsible", "cooperating") if row[column]]
    return (
        row["task_id"],
        row["serial_no"],
        terminal.shortened(str(row["name"]), _LONGEST),
        terminal.shortened("；".join(who), _LONGEST),
        terminal.shortened(str(row["deadline_raw"] or ""), _LONGEST // 2),
        terminal.shortened(str(row["status_raw"] or ""), _LONGEST // 2),
    )


def tasks_json(found: Sequence[Row], limit: int | None) -> Mapping[str, object]:
    """The tasks for programs, as the view has them."""
    return {"n_tasks": len(found), "tasks": [dict(row) for row in found[:limit]]}


def entities_text(
    found: Sequence[Row], work: Sequence[Row], duties: Sequence[Row], limit: int | None
) -> Iterator[RenderableType]:
    """A table a plan, or with `work` or `duties` the projects and tasks below each body."""
    for title, rows in by_version(found[:limit]):
        yield Text(title, style="bold")
        if work or duties:
            yield from _with_work(rows, work, duties)
        else:
            columns = (
                say("entity"),
                say("label"),
                say("name"),
                say("also"),
                say("mentions"),
                say("projects"),
                say("tasks"),
            )
            yield terminal.table(columns, map(_entity_row, rows), right=columns[-3:])
    yield from rest(found, limit, say("no entities match"))


def _entity_row(row: Row) -> tuple[object, ...]:
    also = terminal.shortened(str(row["aliases"] or ""), _LONGEST)
    counts = (row["n_mentions"], row["n_projects"], row["n_tasks"])
    return row["entity_id"], code_name("label", row["label"]), row["canonical"], also, *counts


def _with_work(rows: Sequence[Row], work: Sequence[Row], duties: Sequence[Row]) -> Iterator[RenderableType]:
    for row in rows:
        projects, tasks = integer(row["n_projects"]), integer(row["n_tasks"])
        counts = [many(projects, "{n} project", "{n} projects")] if projects else []
        counts += [many(tasks, "{n} task", "{n} tasks")] if tasks else []
        told = say(", ").join(counts)
        yield terminal.hanging("  ", f"{row['canonical']}  {told}", style="cyan")
        for project in work:
            if project["entity_id"] == row["entity_id"]:
                yield terminal.hanging(f"    project:{project['project_id']}  ", _project_line(project))

        for task in duties:
            if task["entity_id"] == row["entity_id"]:
                yield terminal.hanging(f"    task:{task['task_id']}  ", _task_line(task))


def _task_line(task: Row) -> str:
    facts = [code_name("role", task["role"]), str(task["deadline_raw"] or "")]
    return _with_facts(terminal.shortened(str(task["task"]), _LONGEST), facts)


def _project_line(project: Row) -> str:
    amount = project["total_investment"]
    money = "" if amount is None else f"{float(str(amount)) / _YUAN:g} 亿元"
    facts = [code_name("role", project["role"]), money, str(project["period_raw"] or "")]
    return _with_facts(str(project["project"]), facts)


def _with_facts(name: str, facts: Sequence[str]) -> str:
    return say("{name} ({facts})", name=name, facts=say(", ").join(fact for fact in facts if fact))


def by_version(found: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each version under its name."""
    for (plan, version), rows in groupby(found, key=lambda row: (row["plan"], row["version"])):
        yield say("{plan}, version {version}", plan=plan, version=version), list(rows)


def rest(found: Sequence[object], limit: int | None, nothing: str) -> Iterator[RenderableType]:
    """That nothing was found, or how much more there is."""
    if not found:
        yield nothing
    elif limit is not None and len(found) > limit:
        yield say("… and {n} more (--limit)", n=f"{len(found) - limit:,}")


def figures_json(found: Sequence[Row], limit: int | None) -> Mapping[str, object]:
    """The figures for programs, as the view has them."""
    return {"n_figures": len(found), "figures": [dict(row) for row in found[:limit]]}


def entities_json(
    found: Sequence[Row], work: Sequence[Row], duties: Sequence[Row], limit: int | None
) -> Mapping[str, object]:
    """The entities for programs, with the projects and tasks of each where they were asked for."""
    projects, tasks = _by_entity(work), _by_entity(duties)
    return {
        "n_entities": len(found),
        "entities": [
            {
                **row,
                "projects": projects.get(row["entity_id"], []),
                "tasks": tasks.get(row["entity_id"], []),
            }
            for row in found[:limit]
        ],
    }


def _by_entity(found: Sequence[Row]) -> Mapping[object, list[dict[str, object]]]:
    by_entity: dict[object, list[dict[str, object]]] = {}
    for row in found:
        by_entity.setdefault(row["entity_id"], []).append(dict(row))
    return by_entity
