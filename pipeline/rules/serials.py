"""Serial numbers of table rows: gaps, repeats, restarts without a new group."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from parsers.notation.labels import counting_value
from parsers.notation.numerals import fold
from pipeline.rules.groups import root_table, tables_of_projects
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, field_side, sides
from pipeline.rules.wording import Sentence, say

_SECOND: Final = 2
_FEW: Final = 4
# （1）, 一、, 3.
_PLAIN = re.compile(r"[(（]?\s*([0-9]{1,4}|[一二三四五六七八九十百零〇]{1,5})\s*[)）]?[、.．]?")


@dataclass(frozen=True, slots=True)
class _Numbered:
    record: int
    name: str
    number: int
    row: int


def _number(serial: str) -> int | None:
    found = _PLAIN.fullmatch(fold(serial.strip()))
    if found is None:
        return None
    return int(found.group(1)) if found.group(1).isdecimal() else counting_value(found.group(1))


def _runs(held: Held) -> Iterator[list[_Numbered]]:
    """Rows whose serials count together: the members of one group, the indicators of one table."""
    for rows in tables_of_projects(held).values():
        by_group: dict[tuple[int | None, bool], list[_Numbered]] = {}
        for row in rows:
            number = _number(row.serial_no)
            if number is not None and row.kind not in ("total", "subtotal"):
                by_group.setdefault((row.parent, row.kind == "project"), []).append(
                    _Numbered(row.id, row.name, number, row.row)
                )
        lists = [part for (_, projects), run in by_group.items() if projects for part in _lists(run)]
        yield from _joined(lists)
        yield from (run for (_, projects), run in by_group.items() if not projects)
    yield from _of_indicators(held)


def _of_indicators(held: Held) -> Iterator[list[_Numbered]]:
    """The indicators of each table, those of a 续表 with the ones before them, by the form that the first
    number has: （1） below 2 counts the parts of 2."""
    by_table: dict[int, list[_Numbered]] = {}
    forms: dict[int, bool] = {}
    for indicator in held.indicators:
        number, table = _number(indicator.serial_no), root_table(held, indicator.table)
        bracketed = fold(indicator.serial_no.strip())[:1] == "("
        if number is not None and forms.setdefault(table, bracketed) == bracketed:
            by_table.setdefault(table, []).append(
                _Numbered(indicator.id, indicator.name, number, indicator.row)
            )
    yield from by_table.values()


def _lists(run: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """A run cut where it begins at 1 again behind a row that has no number (the head of another list)."""
    start = 0
    for at, (before, row) in enumerate(pairwise(run), start=1):
        if row.number == 1 and before.number > 1 and row.row > before.row + 1:
            yield list(run[start:at])
            start = at
    yield list(run[start:])


def _joined(runs: Sequence[list[_Numbered]]) -> list[list[_Numbered]]:
    """Groups whose serials go on from the group before are one run."""
    joined: list[list[_Numbered]] = []
    going_on = len(runs) > 1 and sum(run[0].number != 1 for run in runs[1:]) * 2 > len(runs) - 1
    for run in runs:
        if joined and going_on:
            joined[-1] += run
        else:
            joined.append(list(run))
    return joined


def serial_gap(held: Held) -> Iterator[Result]:
    """Serials that skip a number."""
    for run in _counting(held):
        for before, row in _pairs(run):
            if row.number > before.number + 1 and not _stands_between(held, before, row):
                numbers = {"number": row.number, "before": before.number, "missing": before.number + 1}
                yield _finding(held, say("serial_gap", name=row.name, **numbers), before, row)
            elif row.number == before.number + 1:
                yield agreed(*_places(held, before, row))


def serial_repeat(held: Held) -> Iterator[Result]:
    """Serials that stand twice or go back."""
    for run in _counting(held):
        for before, row in _pairs(run):
            if row.number == before.number:
                message = say("serial_repeat.twice", name=row.name, number=row.number)
                yield _finding(held, message, before, row)
            elif row.number < before.number:
                message = say("serial_repeat.back", name=row.name, number=row.number, before=before.number)
                yield _finding(held, message, before, row)
            else:
                yield agreed(*_places(held, before, row))


def _counting(held: Held) -> Iterator[list[_Numbered]]:
    """The runs that count up: most rows are one above the row before (else the numbers are those of merged
    cells)."""
    for run in _runs(held):
        steps = [row.number - before.number for before, row in pairwise(run)]
        if len(steps) < _FEW or steps.count(1) * 2 >= len(steps):
            yield run


def _stands_between(held: Held, before: _Numbered, row: _Numbered) -> bool:
    """Whether the skipped number stands in the same column between the two rows, in a row that is no record
    (a head over its parts)."""
    last = field_side(held, row.record, "serial_no", "name")
    first = field_side(held, before.record, "serial_no", "name")
    cell, above = (held.blocks[side.block] if side else None for side in (last, first))
    if cell is None or above is None or cell.table is None or cell.table != above.table:
        return False
    begin = -1 if before.record == row.record else (above.row or 0)
    between = (
        block
        for block in held.blocks.values()
        if block.table == cell.table and block.col == cell.col and begin < (block.row or 0)
    )
    skipped = before.number + 1
    return any(_leading(block.text) == skipped for block in between if (block.row or 0) < (cell.row or 0))


def _leading(text: str) -> int | None:
    found = _PLAIN.match(fold(text.strip()))
    return _number(found[0]) if found else None


def _pairs(run: list[_Numbered]) -> Iterator[tuple[_Numbered, _Numbered]]:
    """Neighbours; a run that begins at 2 or later has its first row compared with number 0 of itself."""
    if run and run[0].number == _SECOND:  # a larger one is a table that goes on from another
        yield replace(run[0], number=0), run[0]
    last: _Numbered | None = None
    for at, row in enumerate(run):
        if last is not None:
            yield last, row
        # one number typed wrong is one finding: the next row is measured against where it should be,
        # unless it goes on from what was typed
        follows = at + 1 < len(run) and run[at + 1].number == row.number + 1
        if (
            last is None
            or row.number > last.number
            or row.number == 1
            or (row.number == last.number and follows)
        ):
            last = row
        else:
            last = replace(row, number=last.number + 1)


def _places(held: Held, before: _Numbered, row: _Numbered) -> tuple[Side | None, ...]:
    return tuple(field_side(held, one.record, "serial_no", "name") for one in (row, before))


def _finding(held: Held, message: Sentence, before: _Numbered, row: _Numbered) -> Finding:
    places = sides(
        field_side(held, row.record, "serial_no", "name"),
        field_side(held, before.record, "serial_no", "name"),
    )
    return Finding(message, places, str(before.number + 1), str(row.number))


RULES = (
    Rule(
        "serial_gap",
        "warning",
        serial_gap,
        "The numbers of the rows of a table skip: a row may be missing.",
        "3, 4, 6",
        "See whether a row was deleted, or number the rows anew.",
        "Numbers taken over from a larger list on purpose.",
    ),
    Rule(
        "serial_repeat",
        "warning",
        serial_repeat,
        "The numbers of the rows of a table repeat, go back or start again within one group.",
        "3, 4, 4, 5",
        "Number the rows anew, or put a group row where a new group begins.",
        "A group row that this tool did not recognise.",
    ),
)
