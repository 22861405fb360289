"""The metadata of all tables, and the kinds of column that they are made of."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import DOUBLE_PRECISION, REAL, TypeEngine

metadata = MetaData()
_SHOWN: Final = "shown"
_MEANING: Final = "meaning"
_LEADS: Final = "leads"

# PostgreSQL's INTEGER and REAL have four bytes each, and texts are compared as the place of the server has it
NUMBER = Integer().with_variant(BigInteger(), "postgresql")
"""The number of a row, or one as large."""
DOUBLE: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION(), "postgresql")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared and put in order by its bytes (UTF-8: by its code points)."""


def one_of(column: str, allowed: tuple[str, ...]) -> CheckConstraint:
    """Spelt out, since SQLite builds the set of an `IN (…)` anew for each row that is put in, which took
    half of the time of an insert."""
    return CheckConstraint(" OR ".join(f"{column} = {word!r}" for word in allowed))


def table(
    name: str, comment: str, *parts: Column[object] | CheckConstraint | Index, without_rowid: bool = False
) -> Table:
    """A STRICT table of `parts`, known to `metadata`; `comment` says what a row is."""
    return Table(
        name, metadata, *parts, comment=comment, sqlite_strict=True, sqlite_with_rowid=not without_rowid
    )


def key(name: str, comment: str) -> Column[object]:
    """The number that a row goes by, given out by the program."""
    return Column(name, NUMBER, primary_key=True, autoincrement=False, comment=comment)


def reference(
    name: str, target: str, comment: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[object]:
    """A number of a row of another table; `target` is `table.column`."""
    return Column(
        name,
        NUMBER,
        ForeignKey(target),
        nullable=nullable,
        primary_key=primary_key,
        autoincrement=False,
        comment=comment,
    )


def lead(name: str, to: str, comment: str) -> Column[object]:
    """The number of a row of the table `to`, or NULL, that no key holds: an index over it, which a key takes,
    would be larger than the column. What has it goes with the version that both are of."""
    return Column(name, NUMBER, nullable=True, comment=comment, info={_LEADS: to})


def led_to(column: Column[Any]) -> str:
    """The table to which a column leads without a key, '' for none."""
    return str(column.info.get(_LEADS, ""))


def text(name: str, comment: str, *, nullable: bool = False, primary_key: bool = False) -> Column[object]:
    """A column of TEXT."""
    return Column(name, TEXT, nullable=nullable, primary_key=primary_key, comment=comment)


def short_text(name: str, comment: str, kept: str, sql: str, *, nullable: bool = True) -> Column[object]:
    """A column of TEXT that is kept shorter than views show it: `kept` says how, `sql` is what is shown, with
    {0} for the alias of the table."""
    info = {_SHOWN: sql, _MEANING: comment}
    return Column(name, TEXT, nullable=nullable, comment=f"{comment}; {kept}", info=info)


def shown(column: Column[Any], alias: str) -> str:
    """The SQL of what a column of the table with this alias means, whatever way it is kept."""
    return str(column.info.get(_SHOWN, f"{{0}}.{column.name}")).format(alias)


def typed(column: Column[Any], alias: str) -> str:
    """The same as a column of a view, which has a type only where it is a column or a CAST."""
    said = shown(column, alias)
    return f"CAST({said} AS {column.type})" if _SHOWN in column.info else said


def meaning(column: Column[Any]) -> str:
    """The comment on a column, without the way in which it is kept."""
    return str(column.info.get(_MEANING, column.comment))


def integer(name: str, comment: str, *, nullable: bool = False, large: bool = False) -> Column[object]:
    """A column of INTEGER; `large` where it may pass two thousand million."""
    return Column(name, NUMBER if large else Integer, nullable=nullable, comment=comment)


def real(name: str, comment: str) -> Column[object]:
    """A column of REAL, NULL where nothing is stated."""
    return Column(name, DOUBLE, nullable=True, comment=comment)


def index_references() -> None:
    """Gives each reference an index that has none: else whatever removes a row reads the whole of every table
    that may refer to it.

    NULL refers to nothing and is left out of the index.
    """
    for one in metadata.tables.values():
        keys = (one.primary_key.columns, *(index.columns for index in one.indexes))
        led = {next(iter(columns)).name for columns in keys}
        for column in one.columns:
            if column.foreign_keys and column.name not in led:
                where = column.is_not(None) if column.nullable else None
                Index(f"{one.name}_of_{column.name.removesuffix('_id')}", column, sqlite_where=where)


def record_key() -> Column[object]:
    """The key of a table that describes a kind of record."""
    return reference("record_id", "record.record_id", "the record this row describes", primary_key=True)
