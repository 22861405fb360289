"""What `ingest` tells of each file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from models.names import GROUP_ROW_KINDS
from pipeline.ask.contents import Contents, contents
from pipeline.commands import terminal
from pipeline.ingest.run import Outcome, State
from pipeline.store.database import open_database
from pipeline.versions.diff import GROUPS
from pipeline.versions.lineage import Linked

Found = Mapping[tuple[str, int], Contents]
_STATES: tuple[State, ...] = ("stored", "unchanged", "skipped", "refused")


def read_contents(database: Path, outcomes: Sequence[Outcome]) -> Found:
    """What the versions stored hold, by plan and version."""
    stored = [(outcome.plan, outcome.version) for outcome in outcomes if outcome.state == "stored"]
    if not stored:
        return {}
    with open_database(database, read_only=True) as held, held.reading() as connection:
        return {
            (plan, number): contents(connection, plan, number)
            for plan, number in stored
            if plan is not None and number is not None
        }


def ingested_text(outcomes: Sequence[Outcome], found: Found) -> Iterator[RenderableType]:
    """A paragraph for each file stored, a line for each unchanged or skipped, and the totals. Refused ones
    are told on stderr."""
    for outcome in outcomes:
        if outcome.state == "stored" and outcome.plan is not None and outcome.version is not None:
            yield from _stored(outcome, found[outcome.plan, outcome.version])
        elif outcome.state != "refused":
            yield terminal.hanging(
                f"{terminal.printable(str(outcome.path))}  ", f"{outcome.state}: {outcome.message}"
            )
    yield _totals(outcomes)


def _stored(outcome: Outcome, held: Contents) -> Iterator[RenderableType]:
    yield Text(terminal.printable(str(outcome.path)), style="bold")
    for name, value in _lines(outcome, held):
        yield terminal.hanging(f"  {name:<12}", value)
    for notices in held.notices:
        yield terminal.hanging("  notice      ", Text(f"{notices.n:,} × {notices.code}", style="yellow"))
        for message in notices.messages:
            yield terminal.hanging("                ", message)
        if notices.n > len(notices.messages):
            yield f"                … and {notices.n - len(notices.messages):,} more (view v_notices)"


def _lines(outcome: Outcome, held: Contents) -> Iterator[tuple[str, str]]:
    yield "plan", f"{outcome.plan}, version {outcome.version} ({outcome.message})"
    if outcome.stored is not None and outcome.stored.linked is not None:
        yield "changes", _changed(outcome.stored.linked)
    ignored = sum(held.ignored.values())
    yield "blocks", f"{held.used:,} used, {ignored:,} ignored{_listed(held.ignored)}"
    yield "headings", f"{held.headings:,}"
    yield "tables", f"{sum(held.tables.values()):,}{_listed(held.tables)}"
    yield "indicators", f"{held.indicators:,}"
    groups = {kind: number for kind, number in held.project_rows.items() if kind in GROUP_ROW_KINDS}
    yield (
        "projects",
        (
            f"{held.project_rows.get('project', 0):,},"
            f" {terminal.counted(sum(groups.values()), 'group row')}{_listed(groups)}"
        ),
    )
    if held.tasks:
        yield "tasks", f"{sum(held.tasks.values()):,}{_listed(held.tasks)}"
    yield "boxes", f"{held.boxes:,}, {terminal.counted(held.box_items, 'item')}"
    yield "figures", f"{sum(held.figures.values()):,}{_listed(held.figures)}"
    yield (
        "names",
        (
            f"{sum(held.mentions.values()):,} of"
            f" {terminal.counted(held.entities, 'entity', 'entities')}{_listed(held.mentions)}"
        ),
    )
    if held.findings:
        yield "findings", f"{sum(held.findings.values()):,}{_listed(held.findings)}; see `plantrace check`"


def _changed(linked: Linked) -> str:
    since = f"since version {linked.before}"
    if not linked.changes:
        return f"no textual change {since}"
    counts: dict[str, list[str]] = {}
    for (kind, change), number in linked.changes.items():
        counts.setdefault(GROUPS[kind], []).append(f"{number:,} {change}")
    return f"{since}: " + "; ".join(f"{what} {', '.join(changes)}" for what, changes in counts.items())


def _listed(counts: Mapping[str, int]) -> str:
    return f" ({', '.join(f'{number:,} {name}' for name, number in counts.items())})" if counts else ""


def _totals(outcomes: Sequence[Outcome]) -> str:
    states = Counter(outcome.state for outcome in outcomes)
    return f"{terminal.counted(len(outcomes), 'file')}: " + ", ".join(
        f"{states[state]:,} {state}" for state in _STATES if states[state]
    )


def refusals(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each file refused: which, what is wrong, what to do."""
    return (f"{outcome.path}: {outcome.message}" for outcome in outcomes if outcome.state == "refused")


def ingested_json(outcomes: Sequence[Outcome], found: Found) -> dict[str, object]:
    """The same for programs."""
    states = Counter(outcome.state for outcome in outcomes)
    return {
        **{state: states[state] for state in _STATES},
        "files": [_file_json(outcome, found) for outcome in outcomes],
    }


def _file_json(outcome: Outcome, found: Found) -> dict[str, object]:
    held = found.get((outcome.plan or "", outcome.version or 0)) if outcome.state == "stored" else None
    names = ("state", "reason", "message", "plan", "version")
    linked = outcome.stored.linked if outcome.stored else None
    changes = None if linked is None else {"since": linked.before, "n": sum(linked.changes.values())}
    return {
        "path": str(outcome.path),
        **{name: getattr(outcome, name) for name in names},
        "changes": changes,
        "contents": None if held is None else asdict(held),
    }
