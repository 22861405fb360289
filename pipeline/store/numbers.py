"""Row numbers: each after the highest in use, or the number that the same thing had before a rebuild."""

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final, Literal

from sqlalchemy import Column, Connection, delete, insert

from models import schema
from models.schema.columns import shown
from pipeline.store.backends import backend_of, plain

Numbered = Literal["plan", "source", "version", "block", "table", "record", "entity", "notice"]
_KEYS: Final[dict[Numbered, Column[int]]] = {
    "plan": schema.plan.c.plan_id,
    "source": schema.source_file.c.source_id,
    "version": schema.version.c.version_id,
    "block": schema.block.c.block_id,
    "table": schema.document_table.c.table_id,
    "record": schema.record.c.record_id,
    "entity": schema.entity.c.entity_id,
    "notice": schema.notice.c.notice_id,
}
_HIGHEST: Final = [f"(SELECT max({one.name}) FROM {one.table.name})" for one in _KEYS.values()]  # noqa: S608
BLOCK_PLACE: Final = f"{shown(schema.block.c.part, 'b')}, {shown(schema.block.c.xml_path, 'b')}"
"""What a block goes by, but for its text: part and path, also of an older schema that keeps them in full."""
NOTICE_PLACE: Final = ", ".join(
    f"CASE WHEN b.block_id IS NOT NULL THEN {shown(column, 'b')} END"
    for column in (schema.block.c.part, schema.block.c.xml_path)
)
"""The same for a notice, nothing where it is of no block (b is joined to it)."""
Kept = dict[tuple[Numbered, Hashable], deque[int]]


@dataclass(slots=True)
class Numbers:
    """`following` holds the next free number of each kind, `kept` the numbers that things had before, by a
    key and in their order. Where several write at once, `given` gives the first of so many instead."""

    following: dict[Numbered, int]
    kept: Kept = field(default_factory=dict)
    given: Callable[[Numbered, int], int] | None = None

    def take(self, what: Numbered, key: Hashable = None) -> int:
        """The first kept number of what goes by this key, else the next free one."""
        before = self.kept.get((what, key))
        if before:
            return before.popleft()
        return self.take_many(what, 1)

    def take_many(self, what: Numbered, number: int) -> int:
        """The first of so many free numbers that follow each other."""
        if self.given is not None:
            return self.given(what, number)
        first = self.following[what]
        self.following[what] = first + number
        return first


def numbers_from_one() -> Numbers:
    """Numbers for what lies in no database yet."""
    return Numbers(dict.fromkeys(_KEYS, 1))


def numbers_after(connection: Connection) -> Numbers:
    """Numbers after the highest ever given, so that the same inputs in the same order get the same ones, and
    none is given twice."""
    backend = backend_of(connection)
    if backend.is_shared(connection):
        return Numbers({}, given=lambda what, number: backend.free_numbers(connection, _KEYS[what], number))
    return Numbers({what: number + 1 for what, number in _highest(connection).items()})


def _highest(connection: Connection) -> dict[Numbered, int]:
    used = dict(plain(connection).execute("SELECT what, highest FROM number_used").fetchall())
    found = plain(connection).execute(f"SELECT {', '.join(_HIGHEST)}").fetchone()
    held = {what: int(number or 0) for what, number in zip(_KEYS, found, strict=True)}
    return {what: max(number, used.get(what, 0)) for what, number in held.items()}


def note_highest(connection: Connection) -> None:
    """Writes down the highest numbers given; before rows are removed."""
    rows = [{"what": what, "highest": number} for what, number in _highest(connection).items()]
    connection.execute(delete(schema.number_used))
    connection.execute(insert(schema.number_used), rows)
