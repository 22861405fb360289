"""Rows of what a document states: records, their tables, their evidence.

A column takes its value from the attribute of the fact that has its name, without `_id`, `_index` or `char_`;
positions become numbers of rows by what the column refers to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Column, Table

from models.facts import Facts
from models.kind import Fact, Kind
from models.kinds import KINDS, bodies_of
from models.names import RecordKind
from pipeline.store.document_rows import Cells, Ids
from pipeline.store.uid import Uids

_KEY: Final = "record_id"
_SUFFIXES: Final = ("_id", "_index")
_PREFIX: Final = "char_"
_EXACT: Final = "_text"
Told = Callable[[Any], object]
"""From an attribute of a fact to what its column holds."""


def record_rows(uids: Uids, ids: Ids) -> Iterator[Cells]:
    """Table `record`. The lineage of a record is its uid until versions are aligned."""
    for kind in KINDS:
        numbered = zip(ids.records[kind.name], uids[kind.name], strict=True)
        for ordinal, (record_id, uid) in enumerate(numbered):
            yield record_id, ids.version, kind.name, ordinal, uid, None


def rows_of_kind(kind: Kind, facts: Facts, ids: Ids) -> Iterator[Cells]:
    """The table that holds a kind of record; its key is its first column."""
    found = kind.facts(facts)
    columns = [column for column in kind.table.columns if column.name != _KEY]
    values = [_values(column, kind, found, facts, ids) for column in columns]
    return zip(ids.records[kind.name], *values, strict=True)


def _values(
    column: Column[Any], kind: Kind, found: Sequence[Fact], facts: Facts, ids: Ids
) -> Iterable[object]:
    """A column over all facts of its kind."""
    attribute, told = _attribute(column, kind.table), _told(column, kind, ids)
    more = {} if kind.more is None else kind.more(facts)
    values = more[attribute] if attribute in more else map(attrgetter(attribute), found)
    return values if told is None else map(told, values)


def _attribute(column: Column[Any], table: Table) -> str:
    name = column.name.removeprefix(_PREFIX)
    for suffix in (_EXACT,) if _is_exact(column, table) else _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _is_exact(column: Column[Any], table: Table) -> bool:
    """Whether it holds the exact decimal of the REAL column beside it."""
    return column.name.endswith(_EXACT) and column.name.removesuffix(_EXACT) in table.c


def _told(column: Column[Any], kind: Kind, ids: Ids) -> Told | None:
    """None where the column holds what the fact says."""
    if column.foreign_keys:
        return _led(column, kind, ids)
    if _is_exact(column, kind.table):
        return _exact
    if str(column.type) == "REAL":
        return _real
    return _whole if str(column.type) == "INTEGER" else None


def _led(column: Column[Any], kind: Kind, ids: Ids) -> Told:
    """To the row that the column refers to: the facts know positions."""
    target = next(iter(column.foreign_keys)).column.table.name
    if target == "block":
        return ids.blocks.__getitem__
    if target == "document_table":
        return ids.table
    if target == "entity":
        return ids.entity
    named = column.name.removesuffix("_id")
    to: RecordKind = next((other.name for other in KINDS if other.name == named), kind.name)
    return lambda position: ids.record(to, position)


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _real(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _whole(value: int | None) -> int | None:
    """Flags are numbers in the database."""
    return None if value is None else int(value)


def rows_of_bodies(kind: Kind, facts: Facts, ids: Ids) -> Iterator[Cells]:
    """The table of the bodies that a kind of record names, each with the entity that says it is named
    there; the record is its first column."""
    named = _named_bodies(kind.name, facts, ids)
    for number, (record_id, fact) in enumerate(zip(ids.records[kind.name], kind.facts(facts), strict=True)):
        for position, body in enumerate(bodies_of(fact)):
            entity = named.get((number, position))
            block = ids.blocks[body.block]
            yield record_id, position, body.role, body.name, entity, block, body.start, body.end


def _named_bodies(kind: RecordKind, facts: Facts, ids: Ids) -> Mapping[tuple[int, int], int]:
    """The entity of a body, by the position of its record and its own there."""
    return {
        (place.record, place.position): entity_id
        for entity_id, entity in zip(ids.entities, facts.entities, strict=True)
        for place in entity.bodies
        if place.kind == kind
    }


def entity_rows(facts: Facts, ids: Ids) -> Iterator[Cells]:
    """Table `entity`."""
    for entity_id, found in zip(ids.entities, facts.entities, strict=True):
        yield entity_id, ids.version, found.label, found.canonical
