"""Many files, one after the other or at once, each understood and stored in one transaction."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import Connection, select

from models import schema
from models.code_names import value_name
from models.errors import DatabaseFault, RefusedFile
from models.language import language, say
from pipeline.ingest.identity import choose_plan
from pipeline.ingest.inputs import Input, display_name, display_path, expand, load
from pipeline.ingest.limits import NORMAL, Limits, OverTime, within
from pipeline.ingest.put import Stored, next_place, put_version
from pipeline.ingest.understand import (
    Refusal,
    Tagging,
    Understood,
    attempt,
    internal,
    lost,
    over_limit,
    understand,
)
from pipeline.ingest.workers import Workers
from pipeline.rules.reviews import read_decisions
from pipeline.store.address import Where
from pipeline.store.database import Database, open_database
from pipeline.store.numbers import numbers_after
from pipeline.store.version import title_of

_LOG: Final = logging.getLogger("plantrace.ingest")
State = Literal["stored", "unchanged", "refused", "skipped"]
_AHEAD: Final = 2  # files read ahead for each worker


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `reason` is a stable code (refused, skipped); `message` one sentence: what is wrong and what to do, which
    plan it went to and why, or where it is held already. `plan` and `version` are set for `stored` and
    `unchanged`, `stored` for the former.
    """

    path: Path
    state: State
    reason: str = ""
    message: str = ""
    plan: str | None = None
    version: int | None = None
    stored: Stored | None = None


Progress = Callable[[int, int, Outcome | None], None]
"""Called as (files done, files in all, what became of the last one): once before the first file with None,
then after each."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of the files: the key of their plan, that each is a new plan, their date as
    versions, what one may cost."""

    plan: str | None = None
    new: bool = False
    dated: str | None = None
    limits: Limits = NORMAL


@dataclass(frozen=True, slots=True)
class _Under:
    """A file under way: its bytes with a way to wait for what is read from them, or its outcome when that is
    settled."""

    path: Path
    data: bytes = b""
    result: Callable[[], Understood | Refusal] | None = None
    outcome: Outcome | None = None


def ingest(
    paths: Sequence[Path],
    db: Where,
    plan: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    *,
    debug: bool = False,
    new_plan: bool = False,
    dated: str | None = None,
    model: str | None = None,
    limits: Limits = NORMAL,
    apart: bool = False,
) -> tuple[Outcome, ...]:
    """Reads files and folders into the database, one transaction a file, in the order given whatever `jobs`
    is.

    Args:
        paths: .docx files, or folders that hold them.
        db: the database, made when it is absent.
        plan: key of the plan all files are versions of; None to decide by title and text
            (`pipeline.ingest.identity`).
        jobs: how many processes read at the same time.
        progress: see `Progress`.
        debug: let an unexpected exception through instead of making it the outcome `internal`.
        new_plan: each file is a plan of its own, whatever its title.
        dated: date of the files as versions (2021, 2021-08 or 2021-08-31): they go before the versions of a
            later date.
        model: an installed spaCy pipeline that finds the names instead of ours.
        limits: what a single file may cost.
        apart: read in a process of its own even with one of `jobs`, without a network where the system
            allows.

    Raises:
        DatabaseFault: the database cannot be opened or written; files stored before stay stored.
    """
    inputs = tuple(expand(paths))
    tell: Progress = progress or (lambda done, total, outcome: None)
    outcomes: list[Outcome] = []
    wanted = Wanted(plan, new_plan, dated, limits)
    tagging = Tagging(model, db)
    with (
        open_database(db, create=True) as database,
        _workers(_processes(jobs, len(inputs), apart=apart), debug, tagging, limits) as workers,
    ):
        tell(0, len(inputs), None)
        for under in _ahead((_begin(item, database, wanted, workers) for item in inputs), jobs):
            outcomes.append(_noted(under.outcome or _finish(under, database, wanted, debug)))
            tell(len(outcomes), len(inputs), outcomes[-1])
    return tuple(outcomes)


def _noted(outcome: Outcome) -> Outcome:
    """The same; what became of the file is told to the log."""
    state = value_name("state", outcome.state, language()) or outcome.state
    where = "" if outcome.plan is None else f" {outcome.plan} {outcome.version}"
    why = f" ({outcome.reason})" if outcome.reason else ""
    _LOG.info("%s: %s%s%s", display_path(outcome.path), state, where, why)
    return outcome


def _processes(jobs: int, files: int, *, apart: bool) -> int:
    """How many processes of their own read; 0 to read in this one."""
    most = min(jobs, files)
    return most if most > 1 or apart else 0


def _workers(processes: int, debug: bool, tagging: Tagging, limits: Limits) -> Workers[Understood | Refusal]:
    if debug:
        return Workers(partial(understand, tagging=tagging), lost, 0)
    return Workers(partial(attempt, tagging=tagging, limits=limits, alone=processes > 0), lost, processes)


def _ahead(files: Iterable[_Under], jobs: int) -> Iterator[_Under]:
    """The same in the same order, but begun some ahead, so that the workers have work while we store."""
    begun: deque[_Under] = deque()
    for under in files:
        begun.append(under)
        if len(begun) > (jobs * _AHEAD if jobs > 1 else 0):
            yield begun.popleft()
    yield from begun


def _begin(item: Input, database: Database, wanted: Wanted, workers: Workers[Understood | Refusal]) -> _Under:
    if item.state != "read":
        return _Under(
            item.path,
            outcome=Outcome(
                item.path, "refused" if item.state == "refused" else "skipped", item.reason, item.message
            ),
        )
    try:
        data = load(item.path)
    except RefusedFile as refusal:
        return _Under(item.path, outcome=Outcome(item.path, "refused", refusal.reason, refusal.text))
    with database.reading() as connection:
        held = _held(connection, item.path, data, wanted.plan)
    return _Under(item.path, data, None if held else workers.submit(data, display_name(item.path)), held)


def _held(connection: Connection, path: Path, data: bytes, plan: str | None) -> Outcome | None:
    """The outcome for bytes that are held already (in the plan named, if one is): nothing changes."""
    plans, versions, sources = schema.plan, schema.version, schema.source_file
    found = connection.execute(
        select(plans.c.key, versions.c.number, versions.c.is_current, versions.c.file_name)
        .join_from(versions, plans)
        .join(sources, sources.c.source_id == versions.c.source_id)
        .where(
            sources.c.sha256 == sha256(data).hexdigest(),
            plans.c.key == plan if plan else plans.c.key.is_not(None),
        )
        .order_by(versions.c.is_current.desc(), versions.c.version_id)
    ).first()
    if found is None:
        return None
    which = say("version {number} of {key}", number=found.number, key=found.key)
    if not found.is_current:
        which = say("{version}, which is not its newest", version=which)
    if found.file_name != display_name(path):
        which = say("{file}, {version}", file=found.file_name, version=which)
    return Outcome(
        path,
        "unchanged",
        "",
        say("the same bytes are held: {which}; nothing changes", which=which),
        found.key,
        found.number,
    )


def _finish(under: _Under, database: Database, wanted: Wanted, debug: bool) -> Outcome:
    assert under.result is not None, "what has no outcome yet was handed to the workers"
    result = under.result()
    try:
        if isinstance(result, Understood):
            with within(wanted.limits):
                return _store(under, result, database, wanted)
    except DatabaseFault:
        raise
    except (OverTime, MemoryError) as error:
        result = over_limit(wanted.limits, error)
    except Exception as error:
        if debug:
            raise
        result = internal(error)
    return Outcome(under.path, "refused", result.reason, result.text)


def _store(under: _Under, understood: Understood, database: Database, wanted: Wanted) -> Outcome:
    """Decided and stored under one lock: another `ingest` may have stored the same bytes meanwhile."""
    found = understood.facts.structure
    with database.writing() as connection:
        held = _held(connection, under.path, under.data, wanted.plan)
        if held is not None:
            return held
        choice = choose_plan(connection, found, title_of(found), wanted.plan, new=wanted.new)
        numbers, facts = numbers_after(connection), understood.facts
        place = next_place(connection, facts, under.data, choice, numbers, dated=wanted.dated)
        decisions = read_decisions(database.path)
        stored = put_version(connection, understood, place, choice.key, numbers, decisions)
    return Outcome(under.path, "stored", "", choice.why, stored.plan, stored.number, stored)
