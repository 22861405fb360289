"""Many files, one after the other or at once, each understood and stored."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from models.errors import RefusedFile
from pipeline.ingest.commit import (
    Ahead,
    Outcome,
    Progress,
    State,
    Under,
    Wanted,
    already_held,
    commit_all,
)
from pipeline.ingest.inputs import Input, display_name, expand, load
from pipeline.ingest.limits import NORMAL, Limits
from pipeline.ingest.parcels import attempt, insist
from pipeline.ingest.refusals import Refusal, lost
from pipeline.ingest.understand import Tagging
from pipeline.ingest.workers import Workers
from pipeline.store.address import Where
from pipeline.store.database import Database, open_database

__all__ = ["Outcome", "Progress", "State"]
_AHEAD: Final = 2  # files read ahead for each worker


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
    """Reads files and folders into the database, in the order given whatever `jobs` is; each file is there
    whole or not at all.

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
    wanted = Wanted(plan, new_plan, dated, limits)
    tagging = Tagging(model, db)
    with (
        open_database(db, create=True) as database,
        _workers(_processes(jobs, len(inputs), apart=apart), debug, tagging, limits) as workers,
    ):
        begun = (_begin(item, database, wanted, workers) for item in inputs)
        ahead = jobs * _AHEAD if jobs > 1 else 0
        return commit_all(begun, Ahead(len(inputs), ahead), database, wanted, tell, debug=debug)


def _processes(jobs: int, files: int, *, apart: bool) -> int:
    """How many processes of their own read; 0 to read in this one."""
    most = min(jobs, files)
    return most if most > 1 or apart else 0


def _workers(processes: int, debug: bool, tagging: Tagging, limits: Limits) -> Workers[bytes | Refusal]:
    if debug:
        return Workers(partial(insist, tagging=tagging), lost, 0)
    return Workers(partial(attempt, tagging=tagging, limits=limits, alone=processes > 0), lost, processes)


def _begin(item: Input, database: Database, wanted: Wanted, workers: Workers[bytes | Refusal]) -> Under:
    if item.state != "read":
        return Under(
            item.path,
            outcome=Outcome(
                item.path, "refused" if item.state == "refused" else "skipped", item.reason, item.message
            ),
        )
    try:
        data = load(item.path)
    except RefusedFile as refusal:
        return Under(item.path, outcome=Outcome(item.path, "refused", refusal.reason, refusal.text))
    with database.reading() as connection:
        held = already_held(connection, item.path, sha256(data).hexdigest(), wanted.plan)
    reading = None if held else workers.submit(data, display_name(item.path))
    return Under(item.path, reading, held)
