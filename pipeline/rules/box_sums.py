"""The items of a box against the total that its title, its first line or the text about it tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.rules.clauses import is_plain, number, quantities_of
from pipeline.rules.records import BoxRow, FigureRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, field_side, figure_side, sides, span
from pipeline.rules.values import Printed, compare, interval, money, printed, shown, total
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_IN_ALL: Final = re.compile(rf"(?:{any_of('of_all_items')})[^，,。；;0-9]{{0,10}}$")
_LEAST_ITEMS: Final = 2
_ONE_BY_ONE: Final = Decimal("0.5")  # half a unit of a number printed without decimals and 万


@dataclass(frozen=True, slots=True)
class _Total:
    """A number said to be of all items, and where."""

    metric: str
    unit: str
    value: Printed
    raw: str
    place: Side


def box_total(held: Held) -> Iterator[Result]:
    """Boxes of which every item has one number of the kind that the total is of."""
    blocks_of: dict[int, list[int]] = {}
    for item in held.items:
        blocks_of.setdefault(item.box, []).append(item.block)
    figures_of: dict[int, list[FigureRow]] = {}
    for figure in held.figures:
        figures_of.setdefault(figure.block, []).append(figure)
    narrative = [figure for figure in held.figures if figure.origin == "narrative"]
    labels = _labels(held)
    told = [figure for figure in narrative if labels and labels.search(held.blocks[figure.block].text)]
    for box in held.boxes:
        blocks = blocks_of.get(box.id, [])
        figures = [figures_of.get(block, []) for block in blocks]
        if len(set(blocks)) != len(blocks):
            continue
        for said, parts in _totals(held, box, figures, told):
            members = _members(said, parts)
            if members is not None:
                yield _compared(held, said, members)


def _totals(
    held: Held, box: BoxRow, figures: Sequence[Sequence[FigureRow]], told: Sequence[FigureRow]
) -> Iterator[tuple[_Total, Sequence[Sequence[FigureRow]]]]:
    """Each total with the items that it is to be of; `told` are the figures of paragraphs that name boxes."""
    if figures and len(figures[0]) == 1:
        said = _of_figure(held, figures[0][0])
        if said is not None:
            yield said, figures[1:]
    title = _of_title(held, box)
    if title is not None:
        yield title, figures
    for figure in told if box.label else ():
        if _names(held.blocks[figure.block].text, box.label):
            said = _of_figure(held, figure)
            if said is not None:
                yield said, figures


def _labels(held: Held) -> re.Pattern[str] | None:
    """Any of the labels of boxes."""
    labels = {box.label for box in held.boxes if box.label}
    return re.compile("|".join(map(re.escape, sorted(labels)))) if labels else None


def _names(text: str, label: str) -> bool:
    return label in text and re.search(rf"{re.escape(label)}(?![0-9一二三四五六七八九十])", text) is not None


def _of_figure(held: Held, figure: FigureRow) -> _Total | None:
    before = held.blocks[figure.block].text[: figure.start]
    value = printed(figure.raw, figure.value)
    if (
        not _IN_ALL.search(before)
        or value is None
        or figure.qualifier != "exact"
        or figure.value_max is not None
    ):
        return None
    return _Total(figure.metric, figure.unit or "", value, figure.raw, figure_side(held, figure))


def _of_title(held: Held, box: BoxRow) -> _Total | None:
    """供水工程（总投资12亿元）: the one amount of money in the title."""
    place = field_side(held, box.id, "title")
    found = [one for one in quantities_of(place.quote) if one.unit == "元" and is_plain(one)] if place else []
    if place is None or len(found) != 1 or not _IN_ALL.search(place.quote[: found[0].start]):
        return None
    value = number(found[0])
    where = span(held.blocks[place.block], place.start + found[0].start, place.start + found[0].end)
    return None if value is None else _Total("总投资", "元", value, found[0].raw, where)


def _members(said: _Total, items: Sequence[Sequence[FigureRow]]) -> list[FigureRow] | None:
    """The number of each item that is of the same kind; None where an item has none, or several."""
    members = []
    for figures in items:
        fitting = [
            one
            for one in figures
            if (one.unit or "") == said.unit and one.metric and said.metric.endswith(one.metric)
        ]
        if len(fitting) != 1 or fitting[0].qualifier != "exact" or interval(fitting[0]) is None:
            return None
        members += fitting
    return members if len(members) >= _LEAST_ITEMS else None


def _as_printed(figure: FigureRow) -> Printed:
    """The value with its precision; what is counted one by one is exact."""
    value = figure.value or Decimal(0)
    found = printed(figure.raw, value) or Printed(value, Decimal(0))
    return Printed(value, Decimal(0)) if found.half == _ONE_BY_ONE else found


def _compared(held: Held, said: _Total, members: Sequence[FigureRow]) -> Result:
    added = total(map(_as_printed, members))
    places = sides(said.place, *(figure_side(held, one) for one in members))
    if compare(said.value, added) != "contradicts":
        return agreed(*places, rounded=said.value.value != added.value)
    expected = money(added.value) if said.unit == "元" else f"{shown(added.value)}{said.unit}"
    message = say("box_sum", metric=said.metric, items=len(members), added=expected, stated=said.raw)
    return Finding(message, places, expected, said.raw)


RULES = (
    Rule(
        "box_total",
        "warning",
        box_total,
        "A box says in its title or first line, or the text says of it by its number, how much there is in"
        " all, and its items add up to another number.",
        "“供水工程总投资12亿元” above items of 3.2, 1.2 and 2.8亿元",
        "Add the items up; correct the total or an item.",
        "A box that names only the larger ones.",
    ),
)
