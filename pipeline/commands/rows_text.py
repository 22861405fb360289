"""How lists of indicators, projects and boxes look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from rich.console import RenderableType
from rich.text import Text

from models.language import many, say
from pipeline.ask.listed_rows import BoxHead, ListedIndicator, ListedProject
from pipeline.ask.rows_listed import ListedBox, invested
from pipeline.commands import terminal
from pipeline.commands.listing_text import by_version, money, rest, tables_by_plan
from pipeline.store.cells import decimal_or_none
from pipeline.store.value_words import target_words

_LONGEST = 32


def indicators_text(found: Sequence[ListedIndicator], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan."""
    columns = (
        say("indicator"),
        say("no."),
        say("name"),
        say("unit"),
        say("nature"),
        say("baseline"),
        say("target"),
    )
    yield from tables_by_plan(found, limit, columns, _indicator_row, right=slice(5, 7))
    yield from rest(found, limit, say("no indicators match"))


def _indicator_row(row: ListedIndicator) -> tuple[object, ...]:
    return (
        row.indicator_id,
        row.serial_no,
        terminal.shortened(row.name, _LONGEST),
        row.unit,
        row.nature,
        _of_year(row.baseline_raw, row.baseline_year),
        _of_year(target_words(asdict(row)) or row.target_raw, row.target_year),
    )


def _of_year(raw: str | None, year: int | None) -> str:
    if not raw:
        return ""
    known = year is not None and any(sign.isdecimal() for sign in raw)  # no year beside a dash
    return f"{raw} ({year})" if known else raw


def projects_text(found: Sequence[ListedProject], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan, and what its projects cost together."""
    columns = (
        say("project"),
        say("no."),
        say("name"),
        say("years"),
        say("investment"),
        say("in the period"),
        say("built by"),
        say("answered for by"),
    )
    yield from tables_by_plan(found, limit, columns, _project_row, right=slice(4, 6))
    yield from rest(found, limit, say("no projects match"))
    # rows of groups and parts of a project would count it twice
    for title, projects in by_version([row for row in found if row.row_kind == "project"]):
        yield terminal.hanging("", say("{plan}: {cost}", plan=title, cost=_cost(projects)))


def _project_row(row: ListedProject) -> tuple[object, ...]:
    return (
        row.project_id,
        row.serial_no,
        terminal.shortened(row.name, _LONGEST),
        row.period_raw,
        money(decimal_or_none(row.total_investment_text)),
        money(decimal_or_none(row.period_investment_text)),
        terminal.shortened(row.builders or "", _LONGEST),
        terminal.shortened(row.responsible or "", _LONGEST),
    )


def _cost(projects: Sequence[ListedProject]) -> str:
    told = many(len(projects), "{n} project", "{n} projects")
    total = invested(project.total_investment_text for project in projects)
    period = invested(project.period_investment_text for project in projects)
    if total is not None:
        told += say(", {amount} in total", amount=money(total))
    if period is not None:
        told += say(", {amount} of it in the period of the plan", amount=money(period))
    return told


def boxes_text(found: Sequence[ListedBox], limit: int | None, *, whole: bool) -> Iterator[RenderableType]:
    """A table a plan, or with `whole` each box with its items."""
    if whole:
        by_id = {box.head.box_id: box for box in found}
        for title, heads in by_version([box.head for box in found[:limit]]):
            yield Text(title, style="bold")
            for head in heads:
                yield from _box(by_id[head.box_id])
    else:
        columns = (say("box"), say("label"), say("title"), say("items"), say("under"))
        yield from tables_by_plan([box.head for box in found], limit, columns, _box_row, right=slice(3, 4))
    yield from rest(found, limit, say("no boxes match"))


def _box_row(row: BoxHead) -> tuple[object, ...]:
    return row.box_id, row.label, row.title, row.n_items, row.heading_path


def _box(box: ListedBox) -> Iterator[RenderableType]:
    name = f"{box.head.label} {box.head.title}".strip()
    yield terminal.hanging(f"  box:{box.head.box_id}  ", Text(terminal.printable(name), style="cyan"))
    for item in box.items:
        yield terminal.hanging(f"    box_item:{item.box_item_id}  ", item.text)
    left = box.head.n_items - len(box.items)
    if left:
        yield "    " + many(left, "… and {n} item without these words", "… and {n} items without these words")


def boxes_json(found: Sequence[ListedBox], limit: int | None) -> Mapping[str, object]:
    """The boxes for programs, each with its items."""
    listed = [{**asdict(box.head), "items": [asdict(item) for item in box.items]} for box in found[:limit]]
    return {"n_boxes": len(found), "boxes": listed}
