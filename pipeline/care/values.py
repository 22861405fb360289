"""Proof of stored numbers: each is read again from the quotes it rests on, by a reader of its own
(`parsers.notation.recount`)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from sqlalchemy import Connection, Table, text

from models import schema
from parsers.notation.recount import names_unit, proves, proves_printed

_TABLES: Final = (schema.figure, schema.indicator, schema.project)
_MONEY: Final = "元"
_TWIN: Final = "_text"


@dataclass(frozen=True, slots=True)
class ValueFault:
    """A stored number or unit that its quotes do not bear out; `block` is where the first of them stands."""

    record: str
    field: str
    block: int | None
    message: str


@dataclass(slots=True)
class ValuesChecked:
    """How many numbers were read again."""

    values: int = 0


@dataclass(slots=True)
class _Quotes:
    """The quotes of a field: those it was read from, and those its unit was read from."""

    block: int | None = None
    value: list[str] = field(default_factory=list)
    unit: list[str] = field(default_factory=list)


def numbers_of(table: Table) -> tuple[str, ...]:
    """The columns of a table that hold numbers, each with its exact decimal beside it."""
    return tuple(column.name for column in table.columns if f"{column.name}{_TWIN}" in table.c)


def faults_of_values(connection: Connection, version: int, checked: ValuesChecked) -> Iterator[ValueFault]:
    """The numbers and units of a version that cannot be read from their quotes, or are not the decimal beside them."""
    held = _quotes(connection, version)
    for table in _TABLES:
        names = numbers_of(table)
        columns = [name for column in names for name in (column, f"{column}{_TWIN}")]
        listed = ", ".join(f"x.{name}" for name in columns)
        unit = "x.unit" if "unit" in table.c else "NULL"
        sql = f"""SELECT r.kind || ':' || r.record_id, r.record_id, {unit}, {listed} FROM {table.name} x
            JOIN record r ON r.record_id = x.record_id WHERE r.version_id = :version ORDER BY r.record_id"""  # noqa: S608
        for record, number, stored_unit, *values in connection.execute(text(sql), {"version": version}):
            for at, name in enumerate(names):
                quotes = held.get((number, name), _Quotes())
                checked.values += values[2 * at] is not None
                message = _fault(table, stored_unit, values[2 * at], values[2 * at + 1], quotes)
                if message:
                    yield ValueFault(record, name, quotes.block, message)
            yield from _unit_fault(table, record, stored_unit, held, number)


def _quotes(connection: Connection, version: int) -> dict[tuple[int, str], _Quotes]:
    sql = """SELECT ev.record_id, ev.field, ev.role, ev.block_id, ev.quote FROM evidence ev
        JOIN record r ON r.record_id = ev.record_id WHERE r.version_id = :version"""
    found: defaultdict[tuple[int, str], _Quotes] = defaultdict(_Quotes)
    for record, name, role, block, quote in connection.execute(text(sql), {"version": version}):
        quotes = found[record, name]
        if role == "value":
            quotes.value.append(quote)
            quotes.block = block if quotes.block is None else quotes.block
        elif role == "unit":
            quotes.unit.append(quote)
    return dict(found)


def _fault(
    table: Table, unit: str | None, value: float | None, exact: str | None, quotes: _Quotes
) -> str | None:
    if value is None and exact is None:
        return "has evidence and no value" if quotes.value else None
    number = _decimal(exact)
    if value is None or number is None or float(number) != value:
        return f"is stored as {value!r} and as {exact!r}, which are not the same"
    if _is_proved(table, unit, number, quotes):
        return None
    shown = "、".join(quotes.value[:3])
    return f"{exact} cannot be read from its quotes ({shown})" if shown else f"{exact} rests on no quote"


def _decimal(exact: str | None) -> Decimal | None:
    try:
        return None if exact is None else Decimal(exact)
    except InvalidOperation:
        return None


def _is_proved(table: Table, unit: str | None, number: Decimal, quotes: _Quotes) -> bool:
    if table is schema.indicator:
        return any(proves_printed(number, unit, quote) for quote in quotes.value)
    counted = _MONEY if table is schema.project else unit
    return any(proves(number, counted, quote, quotes.unit) for quote in quotes.value)


def _unit_fault(
    table: Table, record: str, unit: str | None, held: dict[tuple[int, str], _Quotes], number: int
) -> Iterator[ValueFault]:
    if table is not schema.figure or unit is None:
        return
    said, value = held.get((number, "unit"), _Quotes()), held.get((number, "value"), _Quotes())
    quotes: Sequence[str] = (*said.value, *said.unit, *value.value, *value.unit)
    if not names_unit(unit, quotes):
        shown = "、".join(quotes[:3])
        yield ValueFault(record, "unit", said.block, f"{unit} cannot be read from its quotes ({shown})")
