"""Periods of table cells whose two ends are printed each in its own way: 2021-03至2023-12, 2021.3-2023,
21-23年, 2021年、2022年, 2023年开工，2025年建成."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK

_MONTH = "1[0-2]|0?[1-9]"
_DAY = r"(?:[-./]?(?:3[01]|[12]\d|0?[1-9])日?)?"
_SIDE = re.compile(
    rf"(?P<year>(?:1[89]|20|21)\d\d|\d\d(?=年))(?:年|[-./](?=\d))?(?:(?P<month>{_MONTH})月?{_DAY})?年?(?:份|度|[底末初])?"
)
_LATER_MONTH = re.compile(rf"(?P<month>{_MONTH})月?{_DAY}(?:份|[底末初])?")
_SHORT = re.compile(r"(\d\d)年?(?:[-–—―─~]{1,3}|至|到)(\d\d)年")
_BETWEEN = re.compile(r"至|到|[–—―─~]{1,3}|、|，|和|及")
_HYPHEN, _SLASH = re.compile("-"), re.compile("/")
_FIRST_SHORT: Final = 16  # 10-15年 may be a duration
_LONGEST_SHORT: Final = 15
_CENTURY: Final = 2000


@dataclass(frozen=True, slots=True)
class Ends:
    """First and last year, each with the month where one is printed."""

    first_year: int
    first_month: int | None
    last_year: int
    last_month: int | None


@dataclass(frozen=True, slots=True)
class _Side:
    year: int
    month: int | None


def read_ends(cell: str) -> Ends | None:
    """Both ends of a whole folded cell, None where it is no such period or its end comes before its start."""
    body = re.sub(BLANK, "", cell)
    if short := _SHORT.fullmatch(body):
        return _short(int(short[1]), int(short[2]))
    if built := _built().fullmatch(body):
        return _of_parts([built["first"], built["last"]])
    for mark in (_BETWEEN, _HYPHEN, _SLASH):
        parts = mark.split(body)
        if len(parts) > 1 and (ends := _of_parts(parts)):
            return ends
    return None


@cache
def building_words(side: str) -> str:
    """The words for the beginning (`start`) or the end (`end`) of building, as alternatives of a pattern."""
    words = (row["word"] for row in read_rows("building_times") if row["side"] == side)
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _built() -> re.Pattern[str]:
    """The year in which building begins and the one in which it ends, each with its word."""
    return re.compile(
        rf"(?P<first>\d{{2,4}}年[^，,、；;年]*?)(?:{building_words('start')})[，,、；;]?"
        rf"(?P<last>\d{{2,4}}年[^年]*?)前?(?:{building_words('end')})"
    )


def _short(first: int, last: int) -> Ends | None:
    if not _FIRST_SHORT <= first < last <= first + _LONGEST_SHORT:
        return None
    return Ends(_CENTURY + first, None, _CENTURY + last, None)


def _of_parts(parts: list[str]) -> Ends | None:
    sides: list[_Side] = []
    for part in parts:
        nested = _HYPHEN.split(part) if _SIDE.fullmatch(part) is None else [part]
        read = [_side(piece, sides[-1] if sides else None) for piece in nested]
        if None in read:
            return None
        sides += [side for side in read if side]
    first, last = sides[0], sides[-1]
    if any(later.year < earlier.year for earlier, later in pairwise(sides)):
        return None
    backwards = first.year == last.year and first.month and last.month and first.month > last.month
    return None if backwards else Ends(first.year, first.month, last.year, last.month)


def _side(part: str, before: _Side | None) -> _Side | None:
    """A side with its year; one that is a month alone has the year of the month before it (2021.06-12)."""
    if match := _SIDE.fullmatch(part):
        year = int(match["year"])
        return _Side(year if year >= _CENTURY // 2 else _CENTURY + year, _integer(match["month"]))
    match = _LATER_MONTH.fullmatch(part)
    return _Side(before.year, _integer(match["month"])) if match and before and before.month else None


def _integer(digits: str | None) -> int | None:
    return int(digits) if digits else None
