"""Charts as values: where marks stand, what they say, where a click leads, and the table of the same numbers.

Places along a chart are percent of its width and places down it pixels, so that a chart widens with the page
while its writing keeps its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.report.chart_words import Words, exact

_LONGEST: Final = 34
MOST_ROWS: Final = 40
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, from `start` on; `look` is the class chart-<look>."""

    start: float
    width: float
    look: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar under its name. `name` is text of the document or a label of ours, `value` stands at the right,
    `title` is the tooltip."""

    name: str | Words
    value: Words
    title: Words
    parts: tuple[Part, ...]
    href: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """An indicator on its own scale: places of the baseline, the target and the target's upper end, None for
    what is not stated."""

    name: str
    note: Words
    value: str
    title: Words
    baseline: float | None
    target: float
    target_max: float | None
    is_binding: bool
    href: str


@dataclass(frozen=True, slots=True)
class Column:
    """A year: `height` in pixels, its numbers beneath; `label` is '' where years would run into each
    other."""

    place: float
    width: float
    height: float
    year: int
    label: str
    running: int
    starting: int
    ending: int
    in_period: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text of the document, a label of ours, a number, or a list of links (cells with
    `href`)."""

    text: str = ""
    words: Words | None = None
    href: str = ""
    is_number: bool = False
    links: tuple["Cell", ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """What a look means."""

    look: str
    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """A number of the strip above the charts; `more` is what else there is to say (a str: words of the
    plan), `look` "warn" where it matters."""

    name: Words
    value: Words
    more: Words | str | None = None
    look: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `name` makes its ids (chart-<name>…); one of `bars`, `dumbbells`, `columns` is filled."""

    name: str
    title: Words
    note: Words
    head: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[Legend, ...] = ()
    bars: tuple[Bar, ...] = ()
    dumbbells: tuple[Dumbbell, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def has_links(self) -> bool:
        """Whether a mark leads somewhere; the template asks it."""
        return any(mark.href for marks in (self.bars, self.dumbbells) for mark in marks)


def percent(value: Decimal, most: Decimal, least: Decimal = Decimal(0)) -> float:
    """The place of a value between `least` (0) and `most` (100), to a hundredth; 0 on an empty scale and
    below it."""
    return 0.0 if most <= least else round(max(0.0, float((value - least) / (most - least) * _HUNDRED)), 2)


def shortened(text: str) -> str:
    """Text of the document for a label: one line, not endless (the whole stands in the tooltip and the
    table)."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def number_cell(value: Decimal | int | None) -> Cell:
    """A number with all its digits, nothing for None."""
    return Cell("" if value is None else exact(value), is_number=True)


def left_out(number: int) -> Words:
    """That a chart draws less than its table holds; nothing for none."""
    return (
        Words(f"另有 {number} 行仅列于数据表。", f" {number} more rows stand in the table only.")
        if number > 0
        else Words("", "")
    )


def total(values: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of what is stated, None where nothing is."""
    stated = [value for value in values if value is not None]
    return sum(stated, Decimal(0)) if stated else None
