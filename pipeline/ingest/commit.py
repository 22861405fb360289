"""The committer: what was read, in whatever process, is put into the database in the order of the files.

Only here is decided which plan a file belongs to. What is read already is stored together, a few files in one
transaction, each behind a savepoint of its own.
"""

import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import Connection, exc, select

from models import schema
from models.code_names import value_name
from models.errors import DatabaseFault
from models.language import language, say
from pipeline.ingest.identity import choose_plan
from pipeline.ingest.inputs import display_name, display_path
from pipeline.ingest.limits import NORMAL, Limits, OverTime, within
from pipeline.ingest.put import Stored, next_place, put_version
from pipeline.ingest.refusals import Refusal, internal, over_limit
from pipeline.ingest.workers import Waiting
from pipeline.rules.reviews import read_decisions
from pipeline.store.backends import backend_at, plain
from pipeline.store.database import Database
from pipeline.store.kept_results import NewResults, keep_results
from pipeline.store.numbers import numbers_after
from pipeline.store.parcel import Opened, label_of, unpacked
from pipeline.store.storage import Url
from pipeline.versions.plan_names import identity_of

_LOG: Final = logging.getLogger("plantrace.ingest")
State = Literal["stored", "unchanged", "refused", "skipped"]
_TOGETHER: Final = 16  # files stored in one transaction at most
_NUMBER: Final = re.compile(r" \d+$")  # that makes the key of a plan its own (`identity.choose_plan`)
_HELD: Final = (
    "SELECT p.key, v.number, v.is_current, v.file_name FROM source_file s"
    " JOIN version v ON v.source_id = s.source_id JOIN plan p ON p.plan_id = v.plan_id WHERE s.sha256 = ?"
)
_MOST_BYTES: Final = 64 * 2**20  # of parcels that wait for it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `reason` is a stable code (refused, skipped); `message` one sentence: what is wrong and what to do, which
    plan it went to and why, or where it is held already. `plan` and `version` are set for `stored` and
    `unchanged`, `stored` for the former.
    """

    path: Path | Url
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
class Under:
    """A file under way: what is read from it, or its outcome when that is settled."""

    path: Path | Url
    reading: Waiting[bytes | Refusal] | None = None
    outcome: Outcome | None = None

    @property
    def done(self) -> bool:
        """Whether nothing has to be waited for."""
        return self.reading is None or self.reading.done()


@dataclass(frozen=True, slots=True)
class Read:
    """A file whose parcel is there, or why there is none, or its outcome."""

    path: Path | Url
    result: bytes | Refusal | Outcome

    @property
    def size(self) -> int:
        """Bytes that wait to be stored."""
        return len(self.result) if isinstance(self.result, bytes) else 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many files there are, and how many are begun ahead, so that workers have work while we store."""

    total: int
    begun: int


def commit_all(
    files: Iterable[Under],
    ahead: Ahead,
    database: Database,
    wanted: Wanted,
    tell: Progress,
    *,
    debug: bool = False,
) -> tuple[Outcome, ...]:
    """Stores file after file as they come and tells of each.

    Raises:
        DatabaseFault: the database cannot be written; files stored before stay stored.
    """
    outcomes: list[Outcome] = []
    tell(0, ahead.total, None)
    for group in grouped(files, ahead.begun):
        for outcome in finish(group, database, wanted, debug=debug):
            outcomes.append(_noted(outcome))
            tell(len(outcomes), ahead.total, outcome)
    return tuple(outcomes)


def _noted(outcome: Outcome) -> Outcome:
    """The same; what became of the file is told to the log."""
    state = value_name("state", outcome.state, language()) or outcome.state
    where = "" if outcome.plan is None else f" {outcome.plan} {outcome.version}"
    why = f" ({outcome.reason})" if outcome.reason else ""
    _LOG.info("%s: %s%s%s", display_path(str(outcome.path)), state, where, why)
    return outcome


def grouped(files: Iterable[Under], ahead: int) -> Iterator[list[Read]]:
    """The same in the same order, in groups to be stored together: one that is waited for and those behind
    it that are read already."""
    begun: deque[Under] = deque()
    for under in files:
        begun.append(under)
        if len(begun) > ahead:
            yield _next_group(begun)
    while begun:
        yield _next_group(begun)


def _next_group(begun: deque[Under]) -> list[Read]:
    group = [_read(begun.popleft())]
    while begun and begun[0].done and len(group) < _TOGETHER and sum(r.size for r in group) < _MOST_BYTES:
        group.append(_read(begun.popleft()))
    return group


def _read(under: Under) -> Read:
    if under.outcome is not None:
        return Read(under.path, under.outcome)
    assert under.reading is not None, "what has no outcome yet was handed to the workers"
    return Read(under.path, under.reading.wait())


def finish(
    group: Sequence[Read], database: Database, wanted: Wanted, *, debug: bool = False
) -> Sequence[Outcome]:
    """Stores what was read and tells what became of each file.

    Raises:
        DatabaseFault: the database cannot be written; nothing of the group is stored.
    """
    if not any(one.size for one in group):
        return [_without_parcel(one) for one in group]
    try:
        with database.writing(_parts(group, wanted)) as connection:
            results: list[NewResults] = []
            at = _At(connection, database, wanted, results)
            outcomes = [_finish(one, at, debug) for one in group]
            keep_results(connection, database.path, results)
            return outcomes
    except exc.IntegrityError as error:
        # a reference is looked at when the transaction ends: whose it was shows when each has its own
        if len(group) > 1:
            return [outcome for one in group for outcome in finish([one], database, wanted, debug=debug)]
        if debug:
            raise
        return [_refused(group[0].path, internal(error))]


def _parts(group: Sequence[Read], wanted: Wanted) -> list[str]:
    """What is decided for these files by what is held: the same bytes, the plan of the same title or key.
    Two files of which that is the same are stored one after the other, whoever stores them."""
    parts = []
    for one in group:
        label = label_of(one.result) if isinstance(one.result, bytes) else None
        if label is not None:
            key = identity_of(_NUMBER.sub("", wanted.plan or label.title))
            parts += [f"file {label.source}", f"plan {identity_of(label.title)}", f"plan {key}"]
    return sorted(set(parts))


def _without_parcel(one: Read) -> Outcome:
    assert not isinstance(one.result, bytes), "a parcel is stored"
    return one.result if isinstance(one.result, Outcome) else _refused(one.path, one.result)


def _refused(path: Path | Url, refusal: Refusal) -> Outcome:
    return Outcome(path, "refused", refusal.reason, refusal.text)


@dataclass(frozen=True, slots=True)
class _At:
    """The transaction that files are stored in; what the stages found waits in `results` for its end, where
    others write at the same time."""

    connection: Connection
    database: Database
    wanted: Wanted
    results: list[NewResults]


def _finish(one: Read, at: _At, debug: bool) -> Outcome:
    """A file that fails leaves nothing, and the others of the transaction as they are."""
    connection, limits, place = at.connection, at.wanted.limits, at.database.path
    if not isinstance(one.result, bytes):
        return _without_parcel(one)
    try:
        with within(limits):
            savepoint = connection.begin_nested()
            try:
                with backend_at(place).naming_faults(place):
                    outcome = _store(one.path, one.result, at)
                    savepoint.commit()
            except BaseException:
                with suppress(exc.DBAPIError):  # with some faults the whole transaction is gone already
                    savepoint.rollback()
                raise
            return outcome
    except DatabaseFault:
        raise
    except (OverTime, MemoryError) as error:
        return _refused(one.path, over_limit(limits, error))
    except Exception as error:
        if debug:
            raise
        return _refused(one.path, internal(error))


def _store(path: Path | Url, data: bytes, at: _At) -> Outcome:
    """Decided and stored under one lock: another `ingest` may have stored the same bytes meanwhile."""
    connection, wanted = at.connection, at.wanted
    with unpacked(data).opened() as parcel:
        label = parcel.label
        held = already_held(connection, path, label.source, wanted.plan)
        if held is not None:
            return held
        choice = choose_plan(connection, _texts(parcel), label.title, wanted.plan, new=wanted.new)
        if choice.plan_id is not None:  # it may go by another title, too
            connection.execute(
                select(schema.plan).where(schema.plan.c.plan_id == choice.plan_id).with_for_update()
            )
        numbers = numbers_after(connection)
        content = parcel.rows.execute("SELECT content FROM parcel.source_file").fetchone()[0]
        place = next_place(connection, label, content, choice, numbers, dated=wanted.dated)
        decisions = read_decisions(at.database.path)
        stored = put_version(connection, parcel, place, choice.key, numbers, decisions, results=at.results)
    return Outcome(path, "stored", "", choice.why, stored.plan, stored.number, stored)


def _texts(parcel: Opened) -> Iterator[str]:
    sql = "SELECT text FROM parcel.block WHERE reason = '' ORDER BY block_id"
    return (row[0] for row in parcel.rows.execute(sql))


def already_held(connection: Connection, path: Path | Url, digest: str, plan: str | None) -> Outcome | None:
    """The outcome for bytes of this hash that are held already (in the plan named, if one is): nothing
    changes."""
    sql = f"{_HELD} AND p.key = ?" if plan else _HELD
    values = (digest, plan) if plan else (digest,)
    found = plain(connection).execute(f"{sql} ORDER BY v.is_current DESC, v.version_id", values).fetchone()
    if found is None:
        return None
    key, number, is_current, file_name = found
    which = say("version {number} of {key}", number=number, key=key)
    if not is_current:
        which = say("{version}, which is not its newest", version=which)
    if file_name != display_name(Path(path.name)):
        which = say("{file}, {version}", file=file_name, version=which)
    return Outcome(
        path,
        "unchanged",
        "",
        say("the same bytes are held: {which}; nothing changes", which=which),
        key,
        number,
    )
