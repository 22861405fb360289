"""Signs before a number: minus signs and dashes, 负, 零下, ±; from the vocabulary signs.csv."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK, fold
from parsers.notation.quantity_words import alternation, lead_before

_REACH: Final = 8
_OPENS: Final = "，。；：、！？,;:(（“\n\t 　~"
_WORDED = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that ends where the number begins: where it starts, and 1, -1 or 0 (both ways)."""

    start: int
    sign: int


def sign_before(folded: str, start: int) -> Sign | None:
    """The sign in front of a number of folded text, where it is one: not the dash of a range or a code, not
    负 of 减负12亿元."""
    match = _mark().search(folded, max(0, start - _REACH), start)
    if match is None:
        return None
    row, at = _rows()[match[1]], match.start()
    before = folded[at - 1] if at else ""
    if not before or before in _OPENS:
        return Sign(at, int(row["sign"]))
    if row["after"]:
        allowed = before in row["after"]
    elif _WORDED.match(match[1]) or row["sign"] == "0":
        allowed = True
    else:
        allowed = _WORDED.match(before) is not None and (match[1] != "–" or _verb(folded, at))
    return Sign(at, int(row["sign"])) if allowed else None


def both_ways() -> list[str]:
    """The signs before what a number may be off by, up and down."""
    return [mark for mark, row in _rows().items() if row["sign"] == "0"]


def sign_at(folded: str, position: int) -> tuple[int, int] | None:
    """The sign a cell begins with: where it ends, and what it says."""
    match = _mark_at().match(folded, position)
    return (match.end(), int(_rows()[match[1]]["sign"])) if match else None


def _verb(folded: str, at: int) -> bool:
    return lead_before().search(folded, max(0, at - _REACH), at) is not None


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {fold(row["mark"]): row for row in read_rows("signs")}


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"({alternation(_rows())}){BLANK}?$")


@cache
def _mark_at() -> re.Pattern[str]:
    return re.compile(rf"({alternation(_rows())}){BLANK}?")
