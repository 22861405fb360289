"""What `ingest` tells of each file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from models.language import language, many, say
from models.names import GROUP_ROW_KINDS, NAME_LABELS
from pipeline.ask.contents import Contents, Notices, contents
from pipeline.commands import terminal
from pipeline.commands.codes import code_name, kind_plural, numbered
from pipeline.ingest.run import Outcome, State
from pipeline.store.address import Where
from pipeline.store.database import open_database
from pipeline.versions.lineage import Linked

if TYPE_CHECKING:
    from rich.console import RenderableType

Found = Mapping[tuple[str, int], Contents]
_NAMES = 12  # cells for the names of what is counted
_STATES: tuple[State, ...] = ("stored", "unchanged", "skipped", "refused")


def read_contents(database: Where, outcomes: Sequence[Outcome]) -> Found:
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


def ingested_text(outcomes: Sequence[Outcome], found: Found) -> Iterator["RenderableType"]:
    """A paragraph for each file stored, a line for each unchanged or skipped, and the totals. Refused ones
    are told on stderr."""
    for outcome in outcomes:
        if outcome.state == "stored" and outcome.plan is not None and outcome.version is not None:
            yield from _stored(outcome, found[outcome.plan, outcome.version])
        elif outcome.state != "refused":
            yield terminal.hanging(
                f"{terminal.printable(str(outcome.path))}  ",
                say("{state}: {reason}", state=code_name("state", outcome.state), reason=outcome.message),
            )
    yield _totals(outcomes)


def _stored(outcome: Outcome, held: Contents) -> Iterator["RenderableType"]:
    from rich.text import Text

    yield Text(terminal.printable(str(outcome.path)), style="bold")
    for name, value in _lines(outcome, held):
        yield terminal.hanging(f"  {terminal.padded(name, _NAMES)}", value)
    for notices in held.notices:
        head = Text(say("{n} × {code}", n=f"{notices.n:,}", code=notices.code), style="yellow")
        yield terminal.hanging(f"  {terminal.padded(say('notice'), _NAMES)}", head)
        indent = " " * (_NAMES + 4)
        for message in _messages(notices):
            yield terminal.hanging(indent, message)
        if notices.n > len(notices.messages):
            yield indent + say("… and {n} more (view v_notices)", n=f"{notices.n - len(notices.messages):,}")


def _lines(outcome: Outcome, held: Contents) -> Iterator[tuple[str, str]]:
    stored = say("{plan}, version {version}", plan=outcome.plan, version=outcome.version)
    yield say("plan"), say("{stored} ({reason})", stored=stored, reason=outcome.message)
    if outcome.stored is not None and outcome.stored.linked is not None:
        yield say("changes"), _changed(outcome.stored.linked)
    ignored = sum(held.ignored.values())
    told = say("{used} used, {ignored} ignored", used=f"{held.used:,}", ignored=f"{ignored:,}")
    yield say("blocks"), told + _listed(held.ignored, "reason")
    yield say("headings"), f"{held.headings:,}"
    yield say("tables"), f"{sum(held.tables.values()):,}{_listed(held.tables, 'kind')}"
    yield say("indicators"), f"{held.indicators:,}"
    groups = {kind: number for kind, number in held.project_rows.items() if kind in GROUP_ROW_KINDS}
    rows = many(sum(groups.values()), "{n} group row", "{n} group rows")
    number = f"{held.project_rows.get('project', 0):,}"
    yield say("projects"), say("{a}, {b}", a=number, b=rows) + _listed(groups, "row_kind")
    if held.tasks:
        yield say("tasks"), f"{sum(held.tasks.values()):,}{_listed(held.tasks, 'origin')}"
    items = many(held.box_items, "{n} item", "{n} items")
    yield say("boxes"), say("{a}, {b}", a=f"{held.boxes:,}", b=items)
    yield say("figures"), f"{sum(held.figures.values()):,}{_listed(held.figures, 'origin')}"
    yield say("names"), _named(held)
    if held.findings:
        found = f"{sum(held.findings.values()):,}{_listed(held.findings, 'severity')}"
        yield say("findings"), say("{found}; see `plantrace check`", found=found)


def _named(held: Contents) -> str:
    """Entities and their mentions, then the times and quantities, which stand for no entity."""
    names: Mapping[str, int] = {label: n for label, n in held.mentions.items() if label in NAME_LABELS}
    others = {label: n for label, n in held.mentions.items() if label not in names}
    mentions = f"{sum(names.values()):,}"
    named = many(held.entities, "{mentions} of {n} entity", "{mentions} of {n} entities", mentions=mentions)
    told = named + _listed(names, "label")
    return say("{named}; besides {others}", named=told, others=_numbered(others, "label")) if others else told


def _messages(notices: Notices) -> tuple[str, ...]:
    return notices.messages_zh if language() == "zh" else notices.messages


def _changed(linked: Linked) -> str:
    if not linked.changes:
        return say("no textual change since version {before}", before=linked.before)
    counts: dict[str, list[str]] = {}
    for (kind, change), number in linked.changes.items():
        counts.setdefault(kind_plural(kind), []).append(numbered(number, "change", change))
    told = say("; ").join(f"{what} {say(', ').join(changes)}" for what, changes in counts.items())
    return say("since version {before}: {changes}", before=linked.before, changes=told)


def _listed(counts: Mapping[str, int], column: str) -> str:
    """The numbers by code, in brackets."""
    return say(" ({listed})", listed=_numbered(counts, column)) if counts else ""


def _numbered(counts: Mapping[str, int], column: str) -> str:
    return say(", ").join(numbered(number, column, code) for code, number in counts.items())


def _totals(outcomes: Sequence[Outcome]) -> str:
    states = Counter(outcome.state for outcome in outcomes)
    told = say(", ").join(numbered(states[state], "state", state) for state in _STATES if states[state])
    return many(len(outcomes), "{n} file: {states}", "{n} files: {states}", states=told)


def refusals(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each file refused: which, what is wrong, what to do."""
    return (
        say("{file}: {reason}", file=outcome.path, reason=outcome.message)
        for outcome in outcomes
        if outcome.state == "refused"
    )


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
