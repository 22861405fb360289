"""A number of the text that is the table's, with another year or another unit; the items of a box against the
sum that the text tells."""

import re
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import Final

from pipeline.rules.box_sums import box_total
from pipeline.rules.metrics import MetricKey, dimension, is_generic, keys_of, split
from pipeline.rules.records import FigureRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, figure_side, sides, span
from pipeline.rules.values import shown
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_LEAST_HEAD: Final = 3
_TELLING: Final = 3  # digits that two numbers hardly share by chance
_TEXTS: Final = ("narrative", "box")
_IN_ALL = re.compile(any_of("in_all"))
_AROUND: Final = 12
_LEAST_ITEMS: Final = 2
_RIGHT_BEFORE: Final = 2  # with the title of the box between

Name = tuple[str, tuple[str, ...]]


def year_of_value(held: Held) -> Iterator[Result]:
    """The baseline's very value in the text, told of another year."""
    region = held.region or ""
    baselines = {
        split(figure.metric, region)[:2]: figure
        for figure in held.figures
        if figure.origin == "indicator_table" and figure.role == "baseline" and figure.subject is None
    }
    stated = {(split(one.metric, region)[:2], one.period) for one in held.figures if one.origin not in _TEXTS}
    for figure in held.figures:
        name = split(figure.metric, region)[:2]
        base = baselines.get(name) if figure.origin in _TEXTS else None
        if base is None or not _is_a_name(name) or not _is_dated_status(held, figure):
            continue
        same = figure.value == base.value and figure.unit == base.unit and _digits(figure.raw) >= _TELLING
        if not same or (name, figure.period) in stated:
            if same:
                yield agreed(figure_side(held, figure), figure_side(held, base))
            continue
        places = sides(_year_side(held, figure) or figure_side(held, figure), figure_side(held, base))
        said = {"metric": figure.metric, "value": figure.raw, "here": figure.period, "table": base.period}
        if base.period_end is not None and figure.period != base.period:
            yield Finding(say("year_of_value", **said), places, base.period, figure.period)


def _is_a_name(name: Name) -> bool:
    return len(name[0]) >= _LEAST_HEAD and not is_generic(name[0])


def _is_dated_status(held: Held, figure: FigureRow) -> bool:
    return (
        figure.value is not None
        and figure.kind == "status"
        and figure.qualifier == "exact"
        and figure.period_basis == "stated"
        and figure.period_start == figure.period_end
    )


def _digits(raw: str) -> int:
    return sum(map(str.isdigit, raw))


def _year_side(held: Held, figure: FigureRow) -> Side | None:
    block = held.blocks[figure.block]
    at = block.text.rfind(str(figure.period), 0, figure.start)
    return span(block, at, at + len(str(figure.period))) if at >= 0 else None


def unit_of_value(held: Held) -> Iterator[Result]:
    """The same number for the same metric and period, in a unit of another kind (350万立方米, 350万吨)."""
    region = held.region or ""
    of_table: dict[tuple[str, tuple[str, ...], str, str], FigureRow] = {}
    for figure in held.figures:
        if figure.origin == "indicator_table" and figure.value is not None and figure.unit:
            of_table.setdefault(_without_unit(keys_of(figure, region)[0]), figure)
    for figure in held.figures:
        if figure.origin not in _TEXTS or figure.value is None or not figure.unit:
            continue
        key = keys_of(figure, region)[0]
        there = of_table.get(_without_unit(key))
        if there is None or not _is_a_name((key.head, key.modifiers)) or there.value != figure.value:
            continue
        if dimension(there.unit) == key.dimension or "/" in f"{there.unit}{figure.unit}":
            yield agreed(figure_side(held, figure), figure_side(held, there))
            continue
        said = {"metric": figure.metric, "here": figure.raw, "there": there.raw, "unit": there.unit}
        places = sides(figure_side(held, figure), figure_side(held, there))
        yield Finding(say("unit_of_value", **said), places, there.unit, figure.unit)


def _without_unit(key: MetricKey) -> tuple[str, tuple[str, ...], str, str]:
    return key.head, key.modifiers, key.period, key.subject


def box_sum(held: Held) -> Iterator[Result]:
    """共建设……N in the text against the numbers of the same metric in the items of one box."""
    region = held.region or ""
    tables = {box.table for box in held.boxes if box.table is not None}
    of_box: dict[tuple[Name, str], dict[int, list[FigureRow]]] = {}
    for figure in held.figures:
        table = held.blocks[figure.block].table
        if table in tables and table is not None and figure.value is not None and figure.qualifier == "exact":
            key = split(figure.metric, region)[:2], figure.unit or ""
            of_box.setdefault(key, {}).setdefault(table, []).append(figure)
    of_items = _blocks_of_boxes(held)
    told = {one.sides[0] for one in held.once(box_total) if isinstance(one, Finding)}
    for figure in held.figures:
        if figure_side(held, figure) in told:
            continue
        if figure.origin == "narrative" and figure.value is not None and figure.qualifier == "exact":
            key = split(figure.metric, region)[:2], figure.unit or ""
            for items in of_box.get(key, {}).values():
                yield from _box_sum(held, figure, items, of_items)


def _blocks_of_boxes(held: Held) -> Mapping[int, frozenset[int]]:
    """The blocks of all items of the box that a block is an item of."""
    of_box: dict[int, list[int]] = {}
    for item in held.items:
        of_box.setdefault(item.box, []).append(item.block)
    return {block: frozenset(blocks) for blocks in of_box.values() for block in blocks}


def _announces(
    held: Held, figure: FigureRow, blocks: Set[int], of_items: Mapping[int, frozenset[int]]
) -> bool:
    """Whether the number is the one thing told in the paragraph right before a box of three items or more,
    each of which tells it of its own part."""
    first = min(blocks, key=lambda block: held.blocks[block].ordinal)
    whole = len(blocks) > _LEAST_ITEMS and of_items.get(first) == blocks
    alone = [one for one in held.figures if one.block == figure.block] == [figure]
    between = held.blocks[first].ordinal - held.blocks[figure.block].ordinal
    return whole and alone and 0 < between <= _RIGHT_BEFORE


def _box_sum(
    held: Held, figure: FigureRow, items: list[FigureRow], of_items: Mapping[int, frozenset[int]]
) -> Iterator[Result]:
    """Told only where the sentence says that it counts all, or announces the box, in its section, and each
    item has one number of the kind."""
    block = held.blocks[figure.block]
    before = block.text[max(0, figure.start - _AROUND) : figure.start]
    blocks = {item.block for item in items}
    near = {held.blocks[one].heading for one in blocks} == {block.heading}
    if len(items) < _LEAST_ITEMS or len(blocks) != len(items) or not near:
        return
    if not _IN_ALL.search(before) and not _announces(held, figure, blocks, of_items):
        return
    added = sum((item.value or Decimal(0) for item in items), Decimal(0))
    if added == figure.value:
        yield agreed(*(figure_side(held, one) for one in (figure, *items)))
        return
    expected = f"{shown(added)}{figure.unit or ''}"
    message = say("box_sum", metric=figure.metric, items=len(items), added=expected, stated=figure.raw)
    places = sides(figure_side(held, figure), *(figure_side(held, item) for item in items))
    yield Finding(message, places, expected, figure.raw)


RULES = (
    Rule(
        "year_of_value",
        "warning",
        year_of_value,
        "The text tells the value of an indicator's baseline, digit for digit, for another year than the"
        " table.",
        "“2019年，水土保持率为79.6%”; the table has 79.6 for 2020",
        "Correct the year in one of the two.",
        "A value that did not change over the year.",
    ),
    Rule(
        "unit_of_value",
        "warning",
        unit_of_value,
        "Text and table have the same number for the same metric and period, in units that measure different"
        " things.",
        "再生水利用量 350万立方米 in the table, 350万吨 in the text",
        "Correct the unit in one of the two.",
        "Units that stand for each other in a trade (立方米 and 吨 of water).",
    ),
    Rule(
        "box_sum",
        "warning",
        box_sum,
        "The text tells how many there are in all, and the items of the box below add up to another number.",
        "“共新建充电桩1200个”; items of 500, 400 and 200",
        "Add the items up; correct the text or an item.",
        "A box that names only the larger ones.",
    ),
)
