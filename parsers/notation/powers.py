"""Powers of ten and raised marks: 1.05×10⁷, 2.6×10^9, 10⁷; 90¹ is 90 with the mark of a note."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from parsers.notation.numerals import BLANK, plain

RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Superscript digits, in the order of their values."""
_DIGITS = str.maketrans(RAISED + "⁻–", "0123456789--")
_EXPONENT = rf"(?:\^[{{(]?([-–]?\d{{1,2}})[)}}]?|(⁻?[{RAISED}]{{1,2}}))"
_TIMES = re.compile(rf"(?<![\d.])(\d{{1,4}}(?:\.\d{{1,12}})?){BLANK}?[×xX*·✕]{BLANK}?10{_EXPONENT}")
_ALONE = re.compile(rf"(?<![\d.])10{_EXPONENT}")
_LEAST_ALONE = 4
_GREATEST = 30


@dataclass(frozen=True, slots=True)
class Power:
    """A power of ten up to `end`; `value` is None where it cannot be told from a number with the mark of a
    note (10² may be 100, or 10 with note 2)."""

    end: int
    value: Decimal | None


def power_at(folded: str, start: int) -> Power | None:
    """The number times a power of ten that starts at a place of folded text."""
    if match := _TIMES.match(folded, start):
        return Power(match.end(), _scaled(Decimal(match[1]), match[2] or match[3]))
    match = _ALONE.match(folded, start)
    if match is None:
        return None
    raised = int((match[1] or match[2]).translate(_DIGITS))
    if match[1] or raised < 0 or raised >= _LEAST_ALONE:
        return Power(match.end(), _scaled(Decimal(1), match[1] or match[2]))
    return None if raised <= 1 else Power(match.end(), None)


def _scaled(head: Decimal, exponent: str) -> Decimal | None:
    places = int(exponent.translate(_DIGITS))
    return None if abs(places) > _GREATEST else plain(head.scaleb(places))
