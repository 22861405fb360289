"""The columns of a table of numbers that is no plan's: labels, units, amounts, growth, shares."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from models.vocabularies import any_of, read_rows
from parsers.notation.quantity import is_missing, read_quantity
from parsers.tables.columns import CHANGE_FIELDS, LEVEL_FIELDS, header_key, meanings
from parsers.tables.header import Column
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, fold
from parsers.tables.table_periods import Stated, compared_year, header_period, stated_in, year_before
from parsers.tables.table_units import PrintedUnit, header_unit, split_unit

Measure = Literal["level", "growth", "cumulative", "completion", "comparison", "share"]
_NOT_NUMBERS = frozenset({"serial", "ignored", "explanation", "remarks", "unit"})
_RATES = frozenset({"growth", "completion", "comparison", "share"})
# 绝对值, 年末数: says nothing but that it is an amount
_BARE_AMOUNT = re.compile(f"绝对.|{any_of('table_words', 'amount_header')}")


@dataclass(frozen=True, slots=True, eq=False)
class NumberColumn:
    """A column of numbers: what it measures, its unit and years where its header prints them, and the column
    of amounts it speaks of (`beside`: 出口额 | 比上年增长 | 进口额 | 比上年增长); `compared` is the year that
    its header holds the amounts against (比2019年增长)."""

    column: Column
    measure: Measure
    known: bool
    unit: PrintedUnit | None
    period: Stated | None
    beside: Column | None = None
    compared: Stated | None = None

    @property
    def is_rate(self) -> bool:
        """True where the unit of the row or of the table's note is not that of the values."""
        return self.measure in _RATES

    def base(self, period: Stated | None) -> Stated | None:
        """The year a growth is reckoned from."""
        if self.measure != "growth":
            return None
        return self.compared or year_before(self.column.parts, period)

    @property
    def names(self) -> tuple[Passage, ...]:
        """What the header adds to the name of a row: neither years nor 绝对数."""
        parts = (*(self.beside.parts if self.beside else ()), *self.column.parts)
        bare = (_named(part) for part in parts)
        return tuple(part for part in bare if part and not _is_idle(part))


@dataclass(frozen=True, slots=True, eq=False)
class NumberTable:
    """`labels` the column that names the rows, `units` the one of units; `texts` columns of words that are
    neither."""

    layout: Layout
    labels: Column | None
    units: Column | None
    numbers: tuple[NumberColumn, ...]
    texts: int


def is_year(part: Passage) -> bool:
    """Whether a text is a year or a span of years and nothing else."""
    stated = stated_in(part)
    return stated is not None and fold(stated.place.text) == fold(part.text)


def is_number(cell: Passage) -> bool:
    """Whether a cell is one quantity and no year."""
    return read_quantity(cell.text) is not None and not is_year(cell)


def number_table(layout: Layout) -> NumberTable:
    """Label columns left of the first column of numbers, the unit column, and the columns of numbers."""
    labels: list[Column] = []
    numbers: list[NumberColumn] = []
    units: Column | None = None
    texts = 0
    for column in layout.header.columns:
        field = _field(column)
        said = _said(layout, column)
        units = column if field == "unit" else units
        if not said or field in _NOT_NUMBERS:
            continue
        if 2 * sum(is_number(text) for text in said) > len(said):
            if column.parts and not _counts_up(said):
                numbers.append(_number_column(column, field))
        elif numbers:
            texts += 1
        else:
            labels.append(column)
    chosen = _naming(layout, labels)
    return NumberTable(layout, chosen, units, _beside(numbers), texts + max(len(labels) - 2, 0))


def is_statistical(table: NumberTable) -> bool:
    """Rows of amounts, growth and shares: a column that names the rows, all others numbers, units or remarks,
    and most of these known to measure something."""
    known = sum(each.known for each in table.numbers)
    return (
        table.labels is not None
        and not table.texts
        and len(table.layout.rows) > 1
        and bool(table.numbers)
        and 2 * known >= len(table.numbers)
    )


def _field(column: Column) -> str:
    names = ((kind, name) for kind in ("indicator", "project") for name in column.names)
    return next((found[0].field for kind, name in names if (found := meanings(name, kind))), "")


def _said(layout: Layout, column: Column) -> list[Passage]:
    texts = (layout.value(row, column, own=True) for row in layout.rows)
    return [text for text in texts if text and not is_missing(text.text)]


def _number_column(column: Column, field: str) -> NumberColumn:
    measure: Measure = "level"
    for name in CHANGE_FIELDS:
        if field == name:
            measure = _measures()[name]
    known = measure != "level" or field in LEVEL_FIELDS or _is_amount(column)
    period = header_period(column.parts)
    compared = compared_year(column.parts) if measure == "growth" and period else None
    period = None if compared and period and compared.end == period.end else period
    return NumberColumn(column, measure, known, header_unit(column), period, compared=compared)


def _measures() -> dict[str, Measure]:
    return {
        "growth": "growth",
        "cumulative": "cumulative",
        "completion": "completion",
        "comparison": "comparison",
        "share": "share",
    }


@cache
def _amounts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_rows("statistics_columns"))


def _is_amount(column: Column) -> bool:
    keys = [header_key(name) for name in column.names]
    return any(pattern.fullmatch(key) for key in keys for pattern in _amounts())


def _beside(numbers: list[NumberColumn]) -> tuple[NumberColumn, ...]:
    """A growth or a share that stands in several columns is one of the amount left of it; one over a year is
    of the time of that amount."""
    titles = [fold(each.column.title) for each in numbers]
    found: list[NumberColumn] = []
    level: Column | None = None
    years: Stated | None = None
    for each, title in zip(numbers, titles, strict=True):
        level, years = (each.column, each.period) if each.measure == "level" else (level, years)
        repeated = each.is_rate and titles.count(title) > 1
        dated = replace(each, period=years) if each.compared else each
        found.append(replace(dated, beside=level) if repeated else dated)
    return tuple(found)


def _named(part: Passage) -> Passage:
    """A header cell without unit and the year before its name (2020年人数)."""
    bare = split_unit(part)[0]
    bare = bare.part(0, len(bare.text.rstrip("%％‰ ")))
    stated = stated_in(bare)
    if stated is None or not bare.text.startswith(stated.place.text):
        return bare
    return bare.part(len(stated.place.text)) or bare


def _is_idle(part: Passage) -> bool:
    return is_year(part) or _BARE_AMOUNT.fullmatch(fold(part.text)) is not None


def _naming(layout: Layout, labels: list[Column]) -> Column | None:
    """The rightmost column whose texts all differ, since a group or a type repeats; else the first."""
    for column in reversed(labels):
        texts = [text.text for row in layout.rows if (text := layout.value(row, column))]
        if len(set(texts)) == len(texts) == len(layout.rows):
            return column
    return labels[0] if labels else None


def _counts_up(texts: list[Passage]) -> bool:
    """A column 1, 2, 3, … is a serial without a name."""
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > 1 and [fold(text.text) for text in texts] == counted
