"""A database that programs ask: checked when it is opened, read anew for each question."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from models.language import say
from pipeline.library.values import Version
from pipeline.store.address import file_at, where
from pipeline.store.closing import Closing
from pipeline.store.database import Database, open_database
from pipeline.store.held import held_versions

DEFAULT = "output/plans.db"


@dataclass(frozen=True, slots=True)
class Plans(Closing):
    """An open database, as `open` gives it; close it, or use it in a `with`.

    Each question sees one state of the file and lets go of it: others may ingest meanwhile.
    """

    database: Database

    @property
    def path(self) -> Path:
        """The file."""
        return Path(str(self.database.path))

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions held, by plan and number.

        Raises:
            DatabaseFault: the file is damaged, locked or gone.
        """
        with self.database.reading() as connection:
            return tuple(
                Version(one.plan, one.version, one.is_current, one.title, one.file_name, one.source_sha256)
                for one in held_versions(connection)
            )

    def close(self) -> None:
        """Lets go of the database."""
        self.database.close()


Source = Plans | str | os.PathLike[str]
"""An open database, or the path of one."""


def open_plans(db: str | os.PathLike[str] = DEFAULT) -> Plans:
    """Opens a database to read; nothing that is asked of it can change it.

    Raises:
        DatabaseFault: there is none, or it is no database of ours, of another schema, or damaged.
        WrongUse: it is an address, not a file.
    """
    return Plans(open_database(file_of(db), read_only=True))


def file_of(db: str | os.PathLike[str]) -> Path:
    """The file of this path.

    Raises:
        WrongUse: it is an address.
    """
    return file_at(where(os.fspath(db)), say("the functions for Python work on a SQLite file only"))


@contextmanager
def reading(source: Source) -> Iterator[Connection]:
    """A connection to what is open already, or to the file of this path for as long as it is needed.

    Raises:
        DatabaseFault: as `open_plans`.
    """
    if isinstance(source, Plans):
        with source.database.reading() as connection:
            yield connection
    else:
        with open_plans(source) as plans, plans.database.reading() as connection:
            yield connection


def path_of(source: Source) -> Path:
    """The file."""
    return source.path if isinstance(source, Plans) else file_of(source)
