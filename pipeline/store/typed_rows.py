"""Rows read back from the database as typed values: a frozen dataclass says once which columns it holds.

A class is tied to what it is read from (a view, or the table of a kind of record) by `read_from` or
`read_of_kind`. A field reads the column of its own name; `Annotated[…, "expression"]` names another.
Integers, texts and None come as the STRICT tables hold them; Decimal and bool are made of the exact text and
of 0/1.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Connection, text

from pipeline.store.held import MOST_PARAMETERS, select

Typed = TypeVar("Typed")

_MADE: Final[dict[type, Callable[[Any], Any]]] = {Decimal: Decimal, bool: bool}


@dataclass(frozen=True, slots=True)
class Source:
    """What rows of a class are read from (the text behind FROM) and which of them (behind WHERE); the columns
    in the order of its fields, and what is made of which of them."""

    relation: str
    condition: str
    columns: tuple[str, ...]
    made: tuple[tuple[int, Callable[[Any], Any]], ...]


SOURCES: Final[dict[type, Source]] = {}


def read_from(relation: str, condition: str = "TRUE") -> Callable[[type[Typed]], type[Typed]]:
    """Ties a dataclass to a view or a table."""

    def tie(row: type[Typed]) -> type[Typed]:
        SOURCES[row] = Source(relation, condition, *_layout(row))
        return row

    return tie


def read_of_version(view: str, condition: str = "TRUE") -> Callable[[type[Typed]], type[Typed]]:
    """Ties a dataclass to the rows that a public view has of one version: `:plan` and `:version`."""
    return read_from(view, f"plan = :plan AND version = :version AND {condition}")


def read_of_kind(kind: str) -> Callable[[type[Typed]], type[Typed]]:
    """Ties a dataclass to the records of one kind in a version: a table of the same name, `x`, and its
    supertype row, `r`; `:version` is the version's id."""
    return read_from(
        f"record r JOIN {kind} x ON x.record_id = r.record_id",
        f"r.version_id = :version AND r.kind = '{kind}'",
    )


def read(
    connection: Connection, row: type[Typed], *, condition: str = "TRUE", order: str = "", **values: object
) -> tuple[Typed, ...]:
    """The rows of a class that fulfil `condition`, in the order given; `values` fill the `:name` places.

    `condition` and `order` are ours, never a user's words.
    """
    source = SOURCES[row]
    asked = select(", ".join(source.columns), source.relation, f"{source.condition} AND {condition}", order)
    # fetched at once: row by row is dearer
    return tuple(_rows(row, source, connection.execute(text(asked), values).all()))


def read_by_id(
    connection: Connection, row: type[Typed], column: str, ids: Iterable[int]
) -> tuple[Typed, ...]:
    """The rows of a class whose `column` is one of the numbers (asked for in portions, since SQLite allows a
    limited number of parameters)."""
    wanted = sorted(set(ids))
    portions = (wanted[start : start + MOST_PARAMETERS] for start in range(0, len(wanted), MOST_PARAMETERS))
    return tuple(
        found
        for portion in portions
        for found in read(connection, row, condition=f"{column} IN ({', '.join(map(str, portion))})")
    )


def _rows(row: type[Typed], source: Source, found: Iterable[Any]) -> Iterator[Typed]:
    if not source.made:
        return (row(*cells) for cells in found)
    return (row(*_made(list(cells), source)) for cells in found)


def _made(cells: list[Any], source: Source) -> list[Any]:
    for place, make in source.made:
        if cells[place] is not None:
            cells[place] = make(cells[place])
    return cells


def _layout(row: Any) -> tuple[tuple[str, ...], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    hints = get_type_hints(row, include_extras=True)
    named = [(field.name, hints[field.name]) for field in fields(row)]
    makers = [(place, _MADE.get(_held(hint))) for place, (_, hint) in enumerate(named)]
    return (
        tuple(_column(name, hint) for name, hint in named),
        tuple((place, make) for place, make in makers if make is not None),
    )


def _column(name: str, hint: object) -> str:
    return str(get_args(hint)[1]) if get_origin(hint) is Annotated else name


def _held(hint: object) -> Any:
    """The type of a field's values, None left out."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint
