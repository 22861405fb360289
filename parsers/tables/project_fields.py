"""The cells of a project row as typed fields with their places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from models.facts import Evidence
from models.notices import Notice, notice
from models.quick import quick
from models.vocabularies import any_of, words
from parsers.notation.period import Period, read_period
from parsers.notation.quantity import is_missing, read_unit
from parsers.tables.bodies import NamedBody, read_bodies
from parsers.tables.columns import MONEY_FIELDS
from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, evidence, fold, joined
from parsers.tables.table_periods import Stated, header_period
from parsers.tables.table_rows import block_of
from parsers.tables.table_units import column_unit, split_unit
from parsers.tables.table_values import CellValue, read_value

_BODIES = (
    ("builder", "builder"),
    ("responsible", "responsible"),
    ("lead", "lead"),
    ("cooperating", "cooperating"),
)
# 总投资, 资金需求
_SAYS_MONEY = re.compile(any_of("table_words", "money_header"))
_BETWEEN_STAGES = re.compile(r"[、,;/+()及和与]")
_YUAN = "元"


@dataclass(frozen=True, slots=True, eq=False)
class MoneyColumn:
    """A column of amounts: where its unit is printed unless in a cell, its name without unit and bare years,
    the years its header states."""

    field: Field
    unit: Passage | None
    metric: Passage
    period: Stated | None


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """An amount of money: its column and its cell as read."""

    column: MoneyColumn
    cell: CellValue

    @property
    def role(self) -> str:
        """The name of its field."""
        return self.column.field.name

    @property
    def unit(self) -> Passage | None:
        """Where its unit is printed unless in the cell."""
        return self.column.unit

    @property
    def labels(self) -> tuple[Passage, ...]:
        """The header cells above it."""
        return self.column.field.column.parts

    @property
    def yuan(self) -> Decimal | None:
        """The amount in 元, None for words, missing values and amounts without a unit of money."""
        quantity = self.cell.quantity
        return quantity.value if quantity and quantity.unit == _YUAN else None


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text field put together from the cells that say something."""

    places: tuple[Passage, ...]
    mark: str = "；"

    @property
    def text(self) -> str | None:
        """The text with `mark` between cells, None when no cell says anything."""
        return self.mark.join(place.text for place in self.places) or None

    def evidence(self, field: str) -> tuple[Evidence, ...]:
        """Its evidence."""
        if len(self.places) == 1:
            return evidence(field, self.text, self.places[0])
        pieces = (evidence(field, None, place, derivation="normalised") for place in self.places)
        return tuple(chain.from_iterable(pieces))


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """Start and end of a project with their cells: one cell for both, or one each."""

    raw: Text
    start: Period | None = None
    end: Period | None = None
    start_place: Passage | None = None
    end_place: Passage | None = None

    def stated(self) -> Stated | None:
        """The period as figures carry it."""
        place = self.start_place or self.end_place
        first, last = self.start.start_year if self.start else None, self.end.end_year if self.end else None
        return Stated(first, last, place) if place and (first or last) else None


def text_of(layout: Layout, rows: Iterable[int], *names: str) -> Text:
    """The text of the columns of these names over the rows of one record; dashes are left out, a merged cell
    counts once."""
    found: dict[tuple[int, int], Passage] = {}
    for row in rows:
        for field in layout.named(*names):
            cell = layout.value(row, field.column)
            if cell and not is_missing(cell.text):
                found.setdefault(cell.places[0], cell)
    return Text(tuple(found.values()))


def stage_notices(*texts: Text) -> tuple[Notice, ...]:
    """A notice of each stage or type of building the vocabularies do not hold; it is kept as printed."""
    unknown = [place for text in texts for place in text.places if not _is_stage(place.text)]
    return tuple(notice("unknown_stage", block_of(place), printed=place.text[:30]) for place in unknown)


def _is_stage(text: str) -> bool:
    """A word of the vocabularies, or several of them: 新建、改建, 新建（扩建）."""
    known = words("stages") | words("build_types")
    return all(part in known for part in _BETWEEN_STAGES.split(fold(text)) if part)


def years_of(layout: Layout, row: int) -> tuple[Years, tuple[Notice, ...]]:
    """The period of a project, from one column or from a column each for start and end."""
    whole = text_of(layout, (row,), "period")
    if whole.places:
        place = whole.places[-1]
        period = read_period(place.text)
        return Years(whole, period, period, place, place), () if period else _unread(place)
    start, end = text_of(layout, (row,), "start"), text_of(layout, (row,), "end")
    first, last = _point(start), _point(end)
    notices = [
        doubt
        for side, read in ((start, first), (end, last))
        if side.places and read is None
        for doubt in _unread(side.places[-1])
    ]
    raw = Text((*start.places, *end.places), "—")
    return Years(
        raw, first, last, start.places[-1] if first else None, end.places[-1] if last else None
    ), tuple(notices)


def _point(side: Text) -> Period | None:
    return read_period(side.places[-1].text) if side.places else None


def _unread(place: Passage) -> tuple[Notice, ...]:
    return (notice("unread_value.period", block_of(place), printed=place.text[:30]),)


def money_columns(
    layout: Layout, note: Passage | None, plan: Stated | None = None
) -> tuple[MoneyColumn, ...]:
    """The columns of amounts of a table, from left to right; `note` is the unit of its note, `plan` the
    plan's period."""
    beside = _unit_beside(layout)
    return tuple(
        MoneyColumn(
            field,
            column_unit(field.column) or note or beside,
            _metric(field.column.parts),
            header_period(field.column.parts),
        )
        for field in _by_period(layout.named(*MONEY_FIELDS), plan)
    )


def _by_period(fields: tuple[Field, ...], plan: Stated | None) -> tuple[Field, ...]:
    """Of columns for several periods (“十三五”完成投资 | “十四五”投资 | “十五五”投资) that of the plan's own
    years holds the investment in the period; what was spent before them is past."""
    if plan is None or plan.start is None or plan.start == plan.end:
        return fields
    spans = [_own_span(field) for field in fields]
    summed = ("period_investment", "investment")
    own = [
        field
        for field, span in zip(fields, spans, strict=True)
        if field.name in summed and span and (span.start, span.end) == (plan.start, plan.end)
    ]
    return tuple(_in_period(field, span, own, plan) for field, span in zip(fields, spans, strict=True))


def _own_span(field: Field) -> Stated | None:
    """The years that the lowest cell of a header states: 费用性 under “十四五”投资 is no sum of its own."""
    parts = [part for part in field.column.parts if read_unit(part.text) is None]
    return header_period(tuple(parts[-1:]))


def _in_period(field: Field, span: Stated | None, own: list[Field], plan: Stated) -> Field:
    if field.name not in ("period_investment", "investment") or span is None:
        return field
    if field in own[:1]:
        return field.named("period_investment")
    if span.end is not None and plan.start is not None and span.end < plan.start:
        return field.named("invested")
    return field.named("investment") if own else field


def _metric(parts: tuple[Passage, ...]) -> Passage:
    """A column's printed name: its lowest part when that speaks of money, else all parts as one."""
    named = [
        bare for part in parts if (bare := split_unit(part)[0]) and read_period(bare.text) is None
    ] or list(parts)
    if _SAYS_MONEY.search(named[-1].text):
        return named[-1]
    return joined(tuple(named))


def sums_of(
    layout: Layout, row: int, columns: Iterable[MoneyColumn]
) -> tuple[tuple[Sum, ...], tuple[Notice, ...]]:
    """Every amount of a row that begins in it, and notices of those that were not understood."""
    found: list[Sum] = []
    notices: list[Notice] = []
    for column in columns:
        cell = layout.value(row, column.field.column, own=True)
        if not cell:
            notices += _shared(layout, row, column.field)
            continue
        amount = Sum(column, read_value(cell, column.unit.text if column.unit else None))
        notices += _money_notices(amount)
        found.append(amount)
    return tuple(found), tuple(notices)


def _unit_beside(layout: Layout) -> Passage | None:
    """The unit all columns of money that state one agree on: 其中：“十四五” beside 总投资（万元）."""
    units = {
        fold(unit.text): unit for field in layout.named(*MONEY_FIELDS) if (unit := column_unit(field.column))
    }
    return next(iter(units.values())) if len(units) == 1 else None


def _shared(layout: Layout, row: int, field: Field) -> tuple[Notice, ...]:
    above = layout.value(row, field.column)
    return (notice("shared_value", block_of(above), printed=above.text),) if above else ()


def _money_notices(amount: Sum) -> tuple[Notice, ...]:
    cell = amount.cell
    if cell.quantity and cell.quantity.unit is None:
        return (notice("no_unit.amount", block_of(cell.raw), printed=cell.raw.text[:30]),)
    if cell.doubtful or (cell.quantity and amount.yuan is None):
        return (notice("unread_value.amount", block_of(cell.raw), printed=cell.raw.text[:30]),)
    return ()


def bodies_of(layout: Layout, rows: Iterable[int]) -> tuple[NamedBody, ...]:
    """The bodies of a record's rows, each once a role."""
    found: dict[tuple[str, str], NamedBody] = {}
    for row in rows:
        for name, role in _BODIES:
            for field in layout.named(name):
                cell = layout.value(row, field.column)
                for body in read_bodies(cell, role) if cell and not is_missing(cell.text) else ():
                    found.setdefault((body.role, body.name.text), body)
    return tuple(found.values())
