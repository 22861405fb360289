"""What several commands do before their own work: open the database to read, find the plan that is meant."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection

from pipeline.commands import terminal
from pipeline.commands.options import Settings
from pipeline.store.address import Where
from pipeline.store.database import open_database
from pipeline.store.held import plan_named

if TYPE_CHECKING:
    from pipeline.ask.trace_values import Scope


class Watcher(Protocol):
    """Is told how many are done and how many there are, and maybe what was done last."""

    def __call__(self, done: int, total: int, last: object = None, /) -> None:
        """Move the bar."""


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """A connection that sees one state of the database and cannot change it.

    Raises:
        DatabaseFault: there is no such database, or it is not one of ours.
    """
    with reading_file(settings.database) as connection:
        yield connection


@contextmanager
def reading_file(path: Where) -> Iterator[Connection]:
    """The same for a database by its place.

    Raises:
        DatabaseFault: there is no such database, or it is not one of ours.
    """
    with open_database(path, read_only=True) as database, database.reading() as connection:
        yield connection


def scope_of(connection: Connection, plan: str | None, all_versions: bool) -> "Scope":
    """The scope that --plan and --all-versions give.

    Raises:
        NotHeld: no plan matches.
        WrongUse: several plans match.
    """
    from pipeline.ask.trace_values import Scope  # `watched` below is all that an ingest needs

    return Scope(None if plan is None else plan_named(connection, plan), all_versions)


@contextmanager
def watched(what: str) -> Iterator[Watcher]:
    """A progress bar on stderr while a person watches; gives what to call with how many are done, how many
    there are, and what was done last, whose `path` is named."""
    if not sys.stderr.isatty():  # what draws the bar takes a while to load
        yield lambda done, total, last=None, /: None
        return
    with terminal.progress_bar() as bar:
        task = bar.add_task(what, total=None, last="")

        def tell(done: int, total: int, last: object = None, /) -> None:
            path = getattr(last, "path", None)
            bar.update(task, completed=done, total=total, last=terminal.printable(path.name) if path else "")

        yield tell
