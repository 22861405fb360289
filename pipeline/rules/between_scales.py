"""Numbers that stayed as printed while their unit went from 亿元 to 万元, and numbers ten thousand times as
large under the same unit: what a table or a sentence says by its unit, against the version before."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from models.units import UnitWord, unit_words
from parsers.notation.numerals import fold
from parsers.notation.quantity_text import find_quantities
from pipeline.rules.changed import ChangedRow
from pipeline.rules.records import FigureRow, Held
from pipeline.rules.results import (
    Finding,
    Result,
    Rule,
    Side,
    changed_side,
    field_side,
    figure_side,
    sides,
    whole,
)
from pipeline.rules.values import shown
from pipeline.rules.wording import say

_MONEY: Final = ("total_investment", "period_investment")
_UNIT_FACTOR: Final = 10  # the least by which two units of one kind differ: 元 and 角
_SLIP: Final = 1000  # a value so many times as large under the same unit is no growth


@dataclass(frozen=True, slots=True)
class _Moved:
    """A value that is `factor` times what it was: with the same digits (`kept`), or with more of them."""

    factor: Decimal
    kept: bool
    place: Side
    table: int | None
    field: str
    old: str
    new: str
    before: tuple[Side, ...]


def unit_moved(held: Held) -> Iterator[Result]:
    """Each table, and each number of the text, whose values moved with their unit alone, or without it."""
    tables: dict[tuple[object, ...], list[_Moved]] = defaultdict(list)
    for moved in _moved_values(held):
        if moved.table is None:
            yield _of_text(moved)
        else:
            tables[moved.table, moved.field, moved.factor, moved.kept].append(moved)
    for group in tables.values():
        yield _of_table(held, group)
    yield from _units_changed(held)


def _units_changed(held: Held) -> Iterator[Result]:
    """Figures of the text whose digits stayed while the unit is another of the same dimension (亩, 公顷)."""
    figures = {figure.id: figure for figure in held.figures}
    valued = {(c.old_id, c.new_id) for c in held.changes if (c.record_kind, c.field) == ("figure", "value")}
    for change in held.changes:
        if (change.record_kind, change.change, change.field) != ("figure", "changed", "unit"):
            continue
        place = _of_figure(held, figures.get(change.new_id or 0))
        units = [unit_words().get(value or "") for value in (change.old_value, change.new_value)]
        if place is None or (change.old_id, change.new_id) in valued or not _differ(*units):
            continue
        old, new = change.old_quote or "", place.quote
        message = say("unit_moved.other", old=old, new=new)
        yield Finding(message, (place,), old, new, before=changed_side(change))


def _differ(old: UnitWord | None, new: UnitWord | None) -> bool:
    if old is None or new is None or old.factor is None or new.factor is None:
        return False
    return (old.dimension, old.reference) == (new.dimension, new.reference) and old.factor != new.factor


def _moved_values(held: Held) -> Iterator[_Moved]:
    figures = {figure.id: figure for figure in held.figures}
    for change in held.changes:
        if change.change != "changed" or change.old_value is None or change.new_value is None:
            continue
        if change.record_kind == "project" and change.field in _MONEY:
            place, table = _of_project(held, change), _table(held, change)
        elif change.record_kind == "figure" and change.field == "value":
            figure = figures.get(change.new_id or 0)
            place, table = _of_figure(held, figure), _table(held, change)
        else:
            continue
        found = None if place is None else _moved(change, place, table)
        if found is not None:
            yield found


def _table(held: Held, change: ChangedRow) -> int | None:
    """The table a change stands in; a box is text."""
    block = held.blocks.get(change.block or 0)
    return None if block is None or block.kind == "box_item" else block.table


def _of_project(held: Held, change: ChangedRow) -> Side | None:
    return field_side(held, change.new_id or 0, f"{change.field}_raw", change.field or "")


def _of_figure(held: Held, figure: FigureRow | None) -> Side | None:
    """The place of a figure that no row owns: rows have their own."""
    return None if figure is None or figure.owner is not None else figure_side(held, figure)


def _moved(change: ChangedRow, place: Side, table: int | None) -> _Moved | None:
    old, new = Decimal(change.old_value or 0), Decimal(change.new_value or 0)
    printed = _printed(change.old_quote), _printed(change.new_quote)
    if not old or not new or None in printed or not _is_power_of_ten(new / old):
        return None
    factor, ratio = new / old, (printed[1] or Decimal(0)) / (printed[0] or Decimal(1))
    largest = max(factor, 1 / factor)
    ends = change.old_quote or "", change.new_quote or "", changed_side(change)
    if ratio == 1 and largest >= _UNIT_FACTOR:
        return _Moved(factor, True, place, table, change.field or "", *ends)
    if ratio == factor and largest >= _SLIP:
        return _Moved(factor, False, place, table, change.field or "", *ends)
    return None


def _printed(quote: str | None) -> Decimal | None:
    """The digits of a quote as they stand, without what its unit makes of them."""
    found = find_quantities(quote or "")
    if found and found[0].printed_value is not None:
        return found[0].printed_value or None
    try:
        return Decimal(fold(quote or "").replace(",", "").strip()) or None
    except InvalidOperation:
        return None


def _is_power_of_ten(ratio: Decimal) -> bool:
    large = max(ratio, 1 / ratio).normalize()
    return large.as_tuple().digits == (1,) and large > 1


def _of_text(moved: _Moved) -> Finding:
    key = "unit_moved.text" if moved.kept else "unit_moved.text_scale"
    message = say(key, old=moved.old, new=moved.new, factor=_factor(moved))
    return Finding(message, (moved.place,), moved.old, moved.new, before=moved.before)


def _of_table(held: Held, group: list[_Moved]) -> Finding:
    """One finding for all rows of a table that moved alike."""
    first = group[0]
    table = held.tables[first.table or 0]
    note = held.blocks.get(table.unit_note_block or 0)
    name = table.caption or first.place.quote
    key = "unit_moved.unit" if first.kept else "unit_moved.scale"
    message = say(key, name=name, rows=len(group), factor=_factor(first))
    places = sides(first.place, whole(note) if note else None, *(one.place for one in group[1:]))
    return Finding(message, places, first.old, first.new, before=_units_before(held, first))


def _units_before(held: Held, moved: _Moved) -> tuple[Side, ...]:
    """The value in the version before, and the unit note of its table there."""
    if held.previous is None or not moved.before:
        return ()
    block = held.previous.blocks.get(moved.before[0].block)
    table = None if block is None else held.previous.tables.get(block.table or 0)
    note = None if table is None else held.previous.blocks.get(table.unit_note_block or 0)
    return sides(*moved.before, whole(note) if note else None)


def _factor(moved: _Moved) -> str:
    """How many times: as 10000, or as 1/10000."""
    return shown(moved.factor) if moved.factor > 1 else f"1/{shown(1 / moved.factor)}"


RULES = (
    Rule(
        "unit_moved",
        "warning",
        unit_moved,
        "The numbers of a table or sentence stand as in the version before, but by the unit that holds for"
        " them they are now ten, a hundred, ten thousand … times as much; or they are a thousand times as"
        " large or more under the same unit.",
        "单位：万元 above a project table in the draft, 单位：亿元 in the plan, its amounts unchanged",
        "Correct the unit, or the numbers.",
        "A unit that was wrong before.",
    ),
)
