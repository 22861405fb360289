"""Rows of an indicator table against each other: parts (其中) and their whole, interim years, one indicator
under two names."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from pipeline.rules.directions import direction_of, is_level
from pipeline.rules.metrics import plain
from pipeline.rules.records import FigureRow, Held, IndicatorRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, field_side, figure_side, sides
from pipeline.rules.values import Printed, compare, printed, shown, total
from pipeline.rules.wording import say

_DIGITS: Final = re.compile("[0-9]+|[一二三四五六七八九十]+")
_OF_WHICH: Final = ("其中", "＃", "#", "#")
_RATES: Final = ("%", "％", "‰", "个百分点")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values: the field that its evidence has, and how to read it from a row."""

    field: str
    value: Callable[[IndicatorRow], Printed | None]


_COLUMNS: Final = (
    _Column("baseline_raw", lambda row: printed(row.baseline_raw, row.baseline)),
    _Column("target_raw", lambda row: printed(row.target_raw, row.target)),
)


def indicator_parts(held: Held) -> Iterator[Result]:
    """其中 rows against the indicator above them, in amounts (not in rates)."""
    for whole, parts in _families(held):
        found = [result for column in _COLUMNS if (result := _sum(held, whole, parts, column)) is not None]
        equal = any(isinstance(result, Agreed) for result in found)
        for result in found:
            over = isinstance(result, Finding) and len(found) == 1 and _is_over(whole, parts, result)
            if (
                isinstance(result, Agreed) or equal or over
            ):  # else only some of the parts, or classes that overlap
                yield result


def _families(held: Held) -> Iterator[tuple[IndicatorRow, list[IndicatorRow]]]:
    whole: IndicatorRow | None = None
    parts: list[IndicatorRow] = []
    for row in held.indicators:
        first = _is_part(held, row)
        goes_on = bool(parts) and whole is not None and _goes_on(whole, parts, row)
        if whole is not None and row.table == whole.table and (first or goes_on):
            parts.append(row)
            continue
        if whole is not None and len(parts) > 1:
            yield whole, parts
        whole, parts = row, []
    if whole is not None and len(parts) > 1:
        yield whole, parts


def _goes_on(whole: IndicatorRow, parts: list[IndicatorRow], row: IndicatorRow) -> bool:
    """Whether a row behind parts is one: without a number, or numbered as they are and not as their whole."""
    own, above, first = (_form(each.serial_no) for each in (row, whole, parts[0]))
    return not row.serial_no or (own == first != above and row.table == whole.table)


def _form(serial: str) -> str:
    """How a number is printed: （#） of （2）, # of 2."""
    return _DIGITS.sub("#", serial)


def _is_part(held: Held, row: IndicatorRow) -> bool:
    """Whether 其中 stands in the row's name cell."""
    place = field_side(held, row.id, "name")
    text = held.blocks[place.block].text.strip() if place else ""
    return text.startswith(_OF_WHICH)


def _sum(held: Held, whole: IndicatorRow, parts: list[IndicatorRow], column: _Column) -> Result | None:
    stated, values = column.value(whole), [column.value(row) for row in parts]
    if stated is None or None in values or not _are_amounts(whole, parts):
        return None
    reckoned = total(value for value in values if value is not None)
    if compare(stated, reckoned) != "contradicts":
        places = sides(*(field_side(held, row.id, column.field) for row in (whole, *parts)))
        return Agreed(stated.value != reckoned.value, places, shown(reckoned.value), shown(stated.value))
    places = sides(*(field_side(held, row.id, column.field) for row in (whole, *parts)))
    said = {"stated": shown(stated.value), "reckoned": shown(reckoned.value), "parts": len(parts)}
    return Finding(
        say("indicator_parts", name=whole.name, **said), places, shown(reckoned.value), shown(stated.value)
    )


def _are_amounts(whole: IndicatorRow, parts: list[IndicatorRow]) -> bool:
    units = {row.unit for row in (whole, *parts)}
    return len(units) == 1 and units.isdisjoint((*_RATES, None)) and "人均" not in whole.name


def _is_over(whole: IndicatorRow, parts: list[IndicatorRow], result: Finding) -> bool:
    return Decimal(result.expected or 0) > Decimal(result.actual or 0)


def interim_target(held: Held) -> Iterator[Result]:
    """The values of the years between against the target, where the name says which way is better."""
    rows = {row.id: row for row in held.indicators}
    for figure in held.figures:
        row = rows.get(figure.owner or 0) if figure.origin == "indicator_table" else None
        if row is None or figure.role != "interim" or not _is_before(figure, row):
            continue
        wanted, between = direction_of(row.name, row.category), printed(figure.raw, figure.value)
        target = printed(row.target_raw, row.target)
        if wanted is None or between is None or target is None or not is_level(row) or row.cumulative:
            continue
        scale = _scale(held, row, figure)
        if scale is None or not _is_beyond(between.value / scale, target.value, wanted):
            yield agreed(figure_side(held, figure), field_side(held, row.id, "target_raw"))
            continue
        places = sides(figure_side(held, figure), field_side(held, row.id, "target_raw"))
        said = {"between": figure.raw, "year": figure.period, "target": row.target_raw}
        bound = "≤" if wanted == "up" else "≥"
        yield Finding(
            say("interim_target", name=row.name, **said), places, f"{bound}{row.target_raw}", figure.raw
        )


def _is_before(figure: FigureRow, row: IndicatorRow) -> bool:
    return (
        figure.period_end is not None and row.target_year is not None and figure.period_end < row.target_year
    )


def _scale(held: Held, row: IndicatorRow, figure: FigureRow) -> Decimal | None:
    """How many base units the printed unit of the row holds: figures count in base units, rows as printed."""
    targets = (
        other for other in held.figures if other.owner == row.id and other.role == "target" and other.value
    )
    target = next(targets, None)
    if target is None or target.value is None or not row.target or target.unit != figure.unit:
        return None
    return target.value / row.target


def _is_beyond(between: Decimal, target: Decimal, wanted: str) -> bool:
    return between > target if wanted == "up" else between < target


def indicator_two_names(held: Held) -> Iterator[Result]:
    """Rows of one table whose names are one but for a variant of a word (每千人口, 每千人)."""
    first: dict[tuple[int, str, str | None, str], IndicatorRow] = {}
    for row in held.indicators:
        key = (row.table, row.category or "", row.unit, _without_variants(row.name))
        before = first.setdefault(key, row)
        if before is row or _same_name(before, row):  # equal names are the business of duplicate_indicator
            yield agreed(field_side(held, row.id, "name"))
            continue
        places = sides(*(field_side(held, each.id, "name") for each in (row, before)))
        values = sides(*(field_side(held, each.id, "target_raw") for each in (row, before)))
        message = say("indicator_two_names", name=row.name, other=before.name)
        yield Finding(message, (*places, *values), before.name, row.name)


def _same_name(one: IndicatorRow, other: IndicatorRow) -> bool:
    return plain(one.name) == plain(other.name)


def _without_variants(name: str) -> str:
    folded = unicodedata.normalize("NFKC", plain(name))
    for variant, word in _variants():
        folded = folded.replace(variant, word)
    return folded


@cache
def _variants() -> tuple[tuple[str, str], ...]:
    rows = [(row["variant"], row["word"]) for row in read_rows("metric_variants")]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


RULES = (
    Rule(
        "indicator_parts",
        "warning",
        indicator_parts,
        "The 其中 rows of an indicator do not add up to it: they are more, or they fit in one column and"
        " not in"
        " the other.",
        "年供水总量 24, 其中地表水 18, 地下水 7",
        "Add up again and correct one of the rows.",
        "Parts that overlap. Rates (%) are not added up.",
    ),
    Rule(
        "interim_target",
        "warning",
        interim_target,
        "The value for a year before the target year is beyond the target, though the metric should go one"
        " way.",
        "自来水普及率 2020年 88, 2023年 96, 2025年 93",
        "See whether the years were swapped or a digit slipped.",
        "A metric that is meant to pass a peak.",
    ),
    Rule(
        "indicator_two_names",
        "warning",
        indicator_two_names,
        "An indicator stands in its table twice, under names that differ in a variant of a word.",
        "每千人口医疗卫生机构床位数 and 每千人医疗卫生机构床位数",
        "Strike one row.",
        "Two indicators whose names differ in just such a word.",
    ),
)
