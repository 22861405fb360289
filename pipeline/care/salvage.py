"""Repair of a database file: derived parts made again in place; facts read again from the originals that can
still be read.

Before facts are touched, the file as it was is kept beside the new one, so that nothing is lost that a
better tool might save.
"""

import filecmp
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import delete, exc, text

from models import schema
from models.errors import DatabaseFault
from models.language import many, say
from pipeline.care.contents import expected_objects, objects
from pipeline.care.doctor import open_raw
from pipeline.care.leftovers import take_away
from pipeline.care.trouble import Trouble
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.store import search_index
from pipeline.store.backends import fts5
from pipeline.store.backends.sqlite_file import make_engine
from pipeline.store.database import Database
from pipeline.store.dictionary import write_dictionary
from pipeline.store.temporary import temporary_folder

# what reading a damaged file comes to: rows that are gone, or hold what no row of ours ever held
_UNREADABLE = (DatabaseFault, sqlite3.DatabaseError, exc.DBAPIError, LookupError, TypeError, ValueError)
_CURRENT = (
    "UPDATE version SET is_current = (number = (SELECT max(o.number) FROM version o WHERE o.plan_id ="
    " version.plan_id))"
)
_VERSIONS = (
    'SELECT p."key", v.file_name, v.source_id FROM version v LEFT JOIN plan p ON p.plan_id = v.plan_id'
    " ORDER BY v.version_id"
)


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done, a sentence each; where the damaged file is kept, None when it was repaired in place."""

    done: tuple[str, ...]
    kept: Path | None


@dataclass(frozen=True, slots=True)
class _Original:
    plan: str | None
    file_name: str
    content: bytes


def repair(path: Path, troubles: Sequence[Trouble]) -> Repair:
    """Repair what `examine` found.

    Raises:
        DatabaseFault: no original can be read, so that nothing can be made again; the file is left as it is.
    """
    if any(trouble.remedy == "facts" for trouble in troubles):
        return _from_originals(path)
    return Repair(
        tuple(_in_place(path, {trouble.code for trouble in troubles if trouble.remedy == "derived"})), None
    )


def _in_place(path: Path, codes: set[str]) -> list[str]:
    done = [f"{left.name} taken away" for left in take_away(path)]
    if codes <= {"leftover"}:
        return done
    database = Database(path, make_engine(path, "rw"))
    try:
        with database.writing() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            done += _schema_again(raw)
            raw.execute(f"DROP TABLE IF EXISTS {fts5.TABLE}")
            raw.execute(fts5.CREATE)
            search_index.index_blocks(
                connection,
                [
                    (row.block_id, row.text)
                    for row in connection.execute(text("SELECT block_id, text FROM block"))
                ],
            )
            raw.execute("REINDEX")
            raw.execute(_CURRENT)
            connection.execute(delete(schema.dictionary))
            write_dictionary(connection)
    finally:
        database.close()
    return [*done, say("indexes, search index and data dictionary made again")]


def _schema_again(raw: sqlite3.Connection) -> list[str]:
    """Views, triggers and indexes that are not as they should be; what is ours by no name stays."""
    held, done = objects(raw), []
    for (kind, name), sql in expected_objects().items():
        if kind != "table" and held.get((kind, name)) != sql:
            raw.execute(f'DROP {kind} IF EXISTS "{name}"')
            raw.execute(sql)
            done.append(say("{object} made again", object=f"{kind} {name}"))
    return done


def _from_originals(path: Path) -> Repair:
    kept = _kept_copy(path)
    with suppress(*_UNREADABLE):
        result = rebuild(path)
        told = many(
            result.versions,
            "{n} version read again from its original, {kept} records kept their numbers",
            "{n} versions read again from their originals, {kept} records kept their numbers",
            kept=f"{result.kept:,}",
        )
        return Repair((told,), kept)
    originals, lost = _readable(path)
    if not originals:
        kept.unlink()
        raise DatabaseFault(
            say(
                "{path}: is damaged and no original in it can be read: put back a copy, or ingest"
                " the files again",
                path=path,
            )
        )
    return Repair(
        (
            *_ingest_again(path, originals),
            *lost,
            say("numbers of records and decisions of reviews start anew"),
        ),
        kept,
    )


def _kept_copy(path: Path) -> Path:
    """The file as it is under a free name beside it; the copy that an earlier repair made of the same bytes,
    if it was killed then."""
    number = 1
    while (name := path.with_name(f"{path.name}.damaged-{number}")).exists():
        if filecmp.cmp(path, name, shallow=False):
            return name
        number += 1
    draft = path.with_name(f".{path.name}.damaged")
    shutil.copy2(path, draft)
    draft.replace(name)
    return name


def _readable(path: Path) -> tuple[list[_Original], list[str]]:
    """Originals whose bytes are what was ingested, in the order of versions; what cannot be read, a sentence
    each."""
    found, lost = list[_Original](), list[str]()
    with closing(open_raw(path)) as connection:
        try:
            versions = connection.execute(_VERSIONS).fetchall()
        except sqlite3.DatabaseError:
            return [], []
        for plan, file_name, source in versions:
            content = _content(connection, source)
            if content is None:
                lost.append(
                    say(
                        "{plan}: {file_name} is lost, its original cannot be read",
                        plan=plan or "?",
                        file_name=file_name,
                    )
                )
            else:
                found.append(_Original(plan, str(file_name), content))
    return found, lost


def _content(connection: sqlite3.Connection, source: int) -> bytes | None:
    try:
        digest, content = connection.execute(
            "SELECT sha256, content FROM source_file WHERE source_id = ?", (source,)
        ).fetchone()
    except (sqlite3.DatabaseError, TypeError):
        return None
    return content if isinstance(content, bytes) and sha256(content).hexdigest() == digest else None


def _ingest_again(path: Path, originals: Sequence[_Original]) -> list[str]:
    done = []
    with temporary_folder(path.absolute().parent) as folder:
        fresh = Path(folder, path.name)
        for number, original in enumerate(originals):
            file = Path(folder, str(number), Path(original.file_name).name)
            file.parent.mkdir()
            file.write_bytes(original.content)
            (outcome,) = ingest([file], fresh, plan=original.plan)
            became = "ingested again" if outcome.state == "stored" else f"{outcome.state} ({outcome.message})"
            done.append(f"{original.plan or outcome.plan or '?'}: {original.file_name} {became}")
        fresh.replace(path)
    return done
