"""Proof by reading again: every original once more through all stages into a fresh file, and every row of it
against what is stored.

The quotes alone prove that the characters are there, not that they were read right: a number, a title, a
change or a cell that was edited afterwards is found so, and so is a row or a piece of evidence that is gone.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Table

from models import schema
from models.language import later, say
from models.pieces import PIECE_COLUMNS, PIECES
from pipeline.ingest.rebuild import Given, build_again
from pipeline.ingest.understand import Tagging
from pipeline.rules.reviews import read_decisions
from pipeline.store.address import Where
from pipeline.store.backends.backend import Rows
from pipeline.store.backends.sqlite import RawRows

# what the text does not tell: numbers that are kept, who did what when, what people decided
_NOT_READ: Final = frozenset(
    {"plan", "source_file", "meta", "data_dictionary", "action_log", "number_used", "kept_result"}
)
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "version": ("version_id", "title", "region", "period_start", "period_end", "text_profile")
}
_BY_HAND: Final = frozenset({("finding", "status"), ("finding", "note")})
# what rests on other versions of the plan too
_BETWEEN: Final = frozenset({"change", "finding", "finding_evidence", "rule_run", "rule_check"})
_LINEAGE: Final = ("record", "lineage")
# their numbers are made anew each time: what counts is what they say, and how often
_BY_CONTENT: Final[Mapping[str, tuple[str, ...]]] = {
    "change": ("change_id", "part_of"),
    "rule_check": ("check_id",),
}
_MOST_SHOWN: Final = 60

_NOT_FOUND: Final = later("is stored, but is not read in the original")
_NOT_HELD: Final = later("is read in the original, but is not stored")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is stored and not read, read and not stored, or not the same; `field` is "" for a whole
    row."""

    version_id: int
    record: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ToRead:
    """The versions to read again; `whole` are those whose plan is read again from its first version on."""

    versions: frozenset[int]
    whole: frozenset[int]


def differences(
    held: Rows,
    path: Where,
    wanted: ToRead,
    original: Callable[[int], bytes],
    progress: Callable[[int, int], None],
) -> list[Difference]:
    """How what is stored of some versions differs from what this plantrace reads in their originals.

    Args:
        held: a connection to the database, in a transaction.
        path: where it is.
        wanted: which versions.
        original: gives the bytes of a source by its number.
        progress: called with versions done and versions in all.

    Raises:
        DatabaseFault: an original is refused.
    """
    given = Given(Tagging(), read_decisions(path), original, keeps=False, versions=wanted.versions)
    with TemporaryDirectory(prefix="plantrace-") as folder:
        fresh = Path(folder, "again.db")
        build_again(held, fresh, path, progress, given)
        with closing(sqlite3.connect(fresh)) as read:
            return list(_compared(held, RawRows(read), wanted))


def _compared(held: Rows, read: Rows, wanted: ToRead) -> Iterator[Difference]:
    """Version by version, so that the rows of one are in memory at a time, however many there are."""
    tables = [
        table
        for table in schema.metadata.tables.values()
        if table.name not in _NOT_READ and _way_to_version(table) is not None
    ]
    for version in sorted(wanted.versions):
        whole = version in wanted.whole
        for table in tables:
            if table.name in _BY_CONTENT and whole:
                yield from _of_contents(held, read, table, version)
            elif table.name not in _BETWEEN or whole:
                yield from _of_table(held, read, table, version, whole=whole)


def _of_contents(held: Rows, read: Rows, table: Table, version: int) -> Iterator[Difference]:
    numbers = _BY_CONTENT[table.name]
    others = [name for name in _columns(table) if name not in numbers]
    stored, found = (
        Counter(_rows(one, table, list(numbers[:1]), others, version).values()) for one in (held, read)
    )
    for rows, told in ((stored - found, _NOT_FOUND), (found - stored, _NOT_HELD)):
        for row in rows.elements():
            said = "、".join(str(value) for value in row if isinstance(value, str))
            yield Difference(version, table.name, "", f"{_shown(said)} {say(told)}")


def _of_table(held: Rows, read: Rows, table: Table, version: int, *, whole: bool) -> Iterator[Difference]:
    keys = [column.name for column in table.primary_key]
    others = [name for name in _columns(table) if name not in keys]
    stored, found = (_rows(one, table, keys, others, version) for one in (held, read))
    for key in sorted(stored.keys() | found.keys()):
        was, now = stored.get(key), found.get(key)
        if was == now:
            continue
        record = f"{table.name}:{'/'.join(map(str, key))}"
        if was is None or now is None:
            yield Difference(version, record, "", say(_NOT_FOUND if now is None else _NOT_HELD))
            continue
        for name, one, other in zip(others, was, now, strict=True):
            if one != other and ((table.name, name) != _LINEAGE or whole):
                told = say("stored is {stored}, read is {read}", stored=_shown(one), read=_shown(other))
                yield Difference(version, record, name, told)


def _columns(table: Table) -> Sequence[str]:
    named = PIECE_COLUMNS if table is schema.evidence else _COLUMNS.get(table.name)
    names = named or tuple(column.name for column in table.columns)
    return [name for name in names if (table.name, name) not in _BY_HAND]


def _rows(connection: Rows, table: Table, keys: list[str], others: list[str], version: int) -> dict[Row, Row]:
    """The rows of a version by key."""
    listed = ", ".join(f't0."{name}"' for name in (*keys, *others))
    way = _way_to_version(table)
    assert way is not None, "tables of no version are passed over"
    column, joins = way
    relation = PIECES if table is schema.evidence else f'"{table.name}"'
    sql = f"SELECT {listed} FROM {relation} t0 {joins} WHERE {column} = {version}"  # noqa: S608
    return {row[: len(keys)]: row[len(keys) :] for row in connection.execute(sql)}


def _way_to_version(table: Table) -> tuple[str, str] | None:
    """The SQL that names the version of a row, and the joins it takes; None where rows are of no version."""
    joins: list[str] = []
    while True:
        here = f"t{len(joins)}"
        named = next((name for name in ("version_id", "to_version_id") if name in table.c), None)
        if named:
            return f'{here}."{named}"', " ".join(joins)
        column = next((column for column in table.columns if column.foreign_keys), None)
        if column is None:
            return None
        target = next(iter(column.foreign_keys)).column
        joins.append(
            f'JOIN "{target.table.name}" t{len(joins) + 1}'
            f' ON t{len(joins) + 1}."{target.name}" = {here}."{column.name}"'
        )
        table = target.table


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
