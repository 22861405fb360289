"""`ingest` for programs."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from models.errors import WrongUse
from models.language import say
from pipeline.ingest.limits import MEBIBYTES, SECONDS, Limits
from pipeline.ingest.run import Outcome
from pipeline.ingest.run import ingest as run
from pipeline.library.opened import DEFAULT, file_of
from pipeline.library.values import Ingested

StrPath = str | os.PathLike[str]


def ingest(
    paths: StrPath | Iterable[StrPath],
    db: StrPath = DEFAULT,
    *,
    plan: str | None = None,
    new_plan: bool = False,
    version_date: str | None = None,
    jobs: int = 1,
    spacy_model: str | None = None,
    most_seconds: int = SECONDS,
    most_memory: int = MEBIBYTES,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Ingested, ...]:
    """Reads .docx files, or folders of them, into a database, one transaction a file. A file that cannot be
    read is `refused` in what is given back; the others are stored.

    Args:
        paths: a file or folder, or several.
        db: the database, made when absent.
        plan: the files are versions of this plan; else title and text tell.
        new_plan: each file is a plan of its own.
        version_date: the date of the files (2021, 2021-08 or 2021-08-31): before later versions.
        jobs: how many files are read at a time, each in a process of its own.
        spacy_model: an installed spaCy pipeline that finds the names instead of ours.
        most_seconds: processor time that a file may take; 0 for no limit.
        most_memory: MiB that a file may take (Linux); 0 for no limit.
        progress: called with files done and files in all.

    Raises:
        DatabaseFault: the database cannot be opened or written; files stored before stay stored.
        WrongUse: `plan` and `new_plan` together.
    """
    if plan is not None and new_plan:
        raise WrongUse(say("plan and new_plan exclude each other"))
    several = [paths] if isinstance(paths, str | os.PathLike) else [*paths]
    outcomes = run(
        [Path(path) for path in several],
        file_of(db),
        plan,
        jobs,
        None if progress is None else lambda done, total, _last: progress(done, total),
        new_plan=new_plan,
        dated=version_date,
        model=spacy_model,
        limits=Limits(most_seconds, most_memory),
    )
    return tuple(_ingested(one) for one in outcomes)


def _ingested(outcome: Outcome) -> Ingested:
    return Ingested(
        Path(str(outcome.path)), outcome.state, outcome.reason, outcome.message, outcome.plan, outcome.version
    )
