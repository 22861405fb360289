"""What commands that were killed left beside the database and in the folders next to it, told from what is in
use."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.store import temporary


def leftovers(path: Path) -> list[Path]:
    """Half-built files of killed rebuilds of the database at `path`, and folders that killed exports,
    reports, bundles and repairs left beside it or in a folder beside it."""
    with _no_rebuild(path) as alone:
        return [*(_half_built(path) if alone else ()), *_folders(path)]


def take_away(path: Path) -> list[Path]:
    """Removes the left-overs, and gives them."""
    with _no_rebuild(path) as alone:
        half_built = _half_built(path) if alone else []
        for left in half_built:
            left.unlink(missing_ok=True)
    folders = _folders(path)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return [*half_built, *folders]


def _half_built(path: Path) -> list[Path]:
    return sorted(path.absolute().parent.glob(f".{path.name}.rebuild-*"))


def _folders(path: Path) -> list[Path]:
    here = path.absolute().parent
    beside = sorted(place for place in here.iterdir() if place.is_dir() and not place.name.startswith("."))
    return [left for place in (here, *beside) for left in temporary.leftovers(place)]


@contextmanager
def _no_rebuild(path: Path) -> Iterator[bool]:
    """Whether no rebuild is at work, which holds the write lock to its end; meanwhile none begins."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
        busy = False
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:  # a file that is damaged or only read has no lock to take
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        yield not busy
