"""Proof of stored numbers: each is read again from the quotes it rests on, by a reader of its own
(`parsers.notation.recount`)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from sqlalchemy import Connection, Table, text

from models import schema
from models.language import say
from models.pieces import QUOTED_PIECES
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


Printed = Callable[[int], str | None]
"""The text of a paragraph of the original as numbers are read from it: without its note marks, offset by
offset."""


@dataclass(frozen=True, slots=True)
class _Quote:
    block: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Quotes:
    """The quotes of a field: those it was read from, and those its unit was read from."""

    value: list[_Quote] = field(default_factory=list)
    unit: list[_Quote] = field(default_factory=list)

    @property
    def block(self) -> int | None:
        return self.value[0].block if self.value else None


def numbers_of(table: Table) -> tuple[str, ...]:
    """The columns of a table that hold numbers, each with its exact decimal beside it."""
    return tuple(column.name for column in table.columns if f"{column.name}{_TWIN}" in table.c)


def faults_of_values(
    connection: Connection, version: int, printed: Printed, checked: ValuesChecked
) -> Iterator[ValueFault]:
    """The numbers and units of a version that cannot be read from their quotes, or are not the decimal
    beside them.

    Args:
        connection: an open database.
        version: the version's number in it.
        printed: asked for the paragraphs whose quotes do not bear a number out as they are.
        checked: counts what was read again.
    """
    held = _quotes(connection, version)
    for table in _TABLES:
        for row in _rows(connection, version, table):
            yield from _faults_of_row(table, row, held, printed, checked)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record: its name and number, its unit, and its numbers with the decimals beside them."""

    name: str
    number: int
    unit: str | None
    values: dict[str, tuple[float | None, str | None]]


def _rows(connection: Connection, version: int, table: Table) -> Iterator[_Row]:
    names = numbers_of(table)
    listed = ", ".join(f"x.{name}, x.{name}{_TWIN}" for name in names)
    unit = "x.unit" if "unit" in table.c else "NULL"
    sql = f"""SELECT r.kind || ':' || r.record_id, r.record_id, {unit}, {listed} FROM {table.name} x
        JOIN record r ON r.record_id = x.record_id WHERE r.version_id = :version ORDER BY r.record_id"""  # noqa: S608
    for record, number, stored, *values in connection.execute(text(sql), {"version": version}):
        pairs = zip(values[::2], values[1::2], strict=True)
        yield _Row(record, number, stored, dict(zip(names, pairs, strict=True)))


def _quotes(connection: Connection, version: int) -> dict[tuple[int, str], _Quotes]:
    sql = f"""SELECT e.record_id, e.field, e.role, e.block_id, e.char_start, e.char_end,
        e.quote FROM {QUOTED_PIECES} e JOIN record r ON r.record_id = e.record_id
        WHERE r.version_id = :version AND e.role IN ('value', 'unit') ORDER BY e.record_id, e.position"""  # noqa: S608
    found: defaultdict[tuple[int, str], _Quotes] = defaultdict(_Quotes)
    for record, name, role, *place in connection.execute(text(sql), {"version": version}):
        quotes = found[record, name]
        (quotes.value if role == "value" else quotes.unit).append(_Quote(*place))
    return dict(found)


def _faults_of_row(
    table: Table, row: _Row, held: Mapping[tuple[int, str], _Quotes], printed: Printed, checked: ValuesChecked
) -> Iterator[ValueFault]:
    for name, (value, exact) in row.values.items():
        quotes = held.get((row.number, name), _Quotes())
        checked.values += value is not None
        message = _fault(table, row.unit, value, exact, quotes, printed)
        if message:
            yield ValueFault(row.name, name, quotes.block, message)
    if table is schema.figure and row.unit is not None:
        said, value_of = (held.get((row.number, name), _Quotes()) for name in ("unit", "value"))
        sources = [*said.value, *said.unit, *value_of.value, *value_of.unit]
        if not (names_unit(row.unit, _texts(sources)) or names_unit(row.unit, _texts(sources, printed))):
            message = say(
                "{unit} cannot be read from its quotes ({sources})", unit=row.unit, sources=_shown(sources)
            )
            yield ValueFault(row.name, "unit", said.block, message)


def _fault(
    table: Table, unit: str | None, value: float | None, exact: str | None, quotes: _Quotes, printed: Printed
) -> str | None:
    if value is None and exact is None:
        return say("has evidence and no value") if quotes.value else None
    number = _decimal(exact)
    if value is None or number is None or float(number) != value:
        return say(
            "is stored as {value} and as {exact}, which are not the same",
            value=f"{value!r}",
            exact=f"{exact!r}",
        )
    if _is_proved(table, unit, number, quotes, None) or _is_proved(table, unit, number, quotes, printed):
        return None
    shown = _shown(quotes.value)
    return (
        say("{exact} cannot be read from its quotes ({shown})", exact=exact, shown=shown)
        if shown
        else say("{exact} rests on no quote", exact=exact)
    )


def _decimal(exact: str | None) -> Decimal | None:
    try:
        return None if exact is None else Decimal(exact)
    except InvalidOperation:
        return None


def _is_proved(
    table: Table, unit: str | None, number: Decimal, quotes: _Quotes, printed: Printed | None
) -> bool:
    values, units = _texts(quotes.value, printed), _texts(quotes.unit, printed)
    if table is schema.indicator:
        return any(proves_printed(number, unit, quote) for quote in values)
    counted = _MONEY if table is schema.project else unit
    return any(proves(number, counted, quote, units) for quote in values)


def _texts(quotes: Iterable[_Quote], printed: Printed | None = None) -> tuple[str, ...]:
    """The quotes, or the same stretches of the paragraphs without their note marks."""
    if printed is None:
        return tuple(quote.text for quote in quotes)
    found = ((printed(quote.block), quote) for quote in quotes)
    return tuple(quote.text if told is None else told[quote.start : quote.end] for told, quote in found)


def _shown(quotes: Sequence[_Quote]) -> str:
    return "、".join(quote.text for quote in quotes[:3])
