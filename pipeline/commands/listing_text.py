"""How lists of figures and entities look."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from pipeline.commands import terminal
from pipeline.store.held import Row

_LONGEST = 40
_YUAN = 1e8


def figures_text(found: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan."""
    for title, rows in _by_version(found[:limit]):
        yield Text(title, style="bold")
        yield terminal.table(
            ("figure", "metric", "of", "as printed", "value", "unit", "period", "kind"),
            map(_figure_row, rows),
            right=("value",),
        )
    yield from _rest(found, limit, "figures")


def _figure_row(row: Row) -> tuple[object, ...]:
    value = row["value_text"] if row["value_max"] is None else f"{row['value_text']} to {row['value_max']:g}"
    subject = terminal.shortened(str(row["subject"] or ""), _LONGEST)
    return (
        row["figure_id"],
        terminal.shortened(str(row["metric"]), _LONGEST),
        subject,
        row["raw"],
        value,
        row["unit"],
        row["period"],
        row["kind"],
    )


def entities_text(found: Sequence[Row], work: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan, or with `work` the projects below each body."""
    for title, rows in _by_version(found[:limit]):
        yield Text(title, style="bold")
        if work:
            yield from _with_work(rows, work)
        else:
            columns = ("entity", "label", "name", "also", "mentions", "projects")
            yield terminal.table(columns, map(_entity_row, rows), right=("mentions", "projects"))
    yield from _rest(found, limit, "entities")


def _entity_row(row: Row) -> tuple[object, ...]:
    also = terminal.shortened(str(row["aliases"] or ""), _LONGEST)
    return row["entity_id"], row["label"], row["canonical"], also, row["n_mentions"], row["n_projects"]


def _with_work(rows: Sequence[Row], work: Sequence[Row]) -> Iterator[RenderableType]:
    for row in rows:
        yield terminal.hanging(
            "  ",
            f"{row['canonical']}  {terminal.counted(int(str(row['n_projects'])), 'project')}",
            style="cyan",
        )
        for project in work:
            if project["entity_id"] == row["entity_id"]:
                yield terminal.hanging(f"    project:{project['project_id']}  ", _project_line(project))


def _project_line(project: Row) -> str:
    amount = project["total_investment"]
    money = "" if amount is None else f", {float(str(amount)) / _YUAN:g} 亿元"
    years = f", {project['period_raw']}" if project["period_raw"] else ""
    return f"{project['project']} ({project['role']}{money}{years})"


def _by_version(found: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    for (plan, version), rows in groupby(found, key=lambda row: (row["plan"], row["version"])):
        yield f"{plan}, version {version}", list(rows)


def _rest(found: Sequence[Row], limit: int | None, what: str) -> Iterator[RenderableType]:
    if not found:
        yield f"no {what} match"
    elif limit is not None and len(found) > limit:
        yield f"… and {len(found) - limit:,} more (--limit)"


def figures_json(found: Sequence[Row], limit: int | None) -> Mapping[str, object]:
    """The figures for programs, as the view has them."""
    return {"n_figures": len(found), "figures": [dict(row) for row in found[:limit]]}


def entities_json(found: Sequence[Row], work: Sequence[Row], limit: int | None) -> Mapping[str, object]:
    """The entities for programs, with the projects of each where they were asked for."""
    by_entity: dict[object, list[dict[str, object]]] = {}
    for row in work:
        by_entity.setdefault(row["entity_id"], []).append(dict(row))
    return {
        "n_entities": len(found),
        "entities": [{**row, "projects": by_entity.get(row["entity_id"], [])} for row in found[:limit]],
    }
