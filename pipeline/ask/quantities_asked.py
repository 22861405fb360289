"""A number as someone asks for it (`9700`, `9,700座`, `0.97万座`, `541.43亿元`), and the same number
wherever a text spells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from models.vocabularies import read_rows
from parsers.notation.numerals import ARABIC, BLANK, SCALE, fold, read_number

_ASKED = re.compile(rf"([-+]?)({ARABIC})({SCALE}*){BLANK}*(\D*)")
_SPELLED = re.compile(rf"(?<![\d.])({ARABIC})({SCALE}*)")
_SCALES = ((Decimal(1), ""), (Decimal(10**4), "万"), (Decimal(10**8), "亿"), (Decimal(10**12), "万亿"))
_MOST_PLACES = 4
_FULL_WIDTH = {0x30 + digit: 0xFF10 + digit for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and, where one was given, its unit as printed and the base unit (万座 → 座, 美金 → 美元);
    `value` is in the base unit."""

    value: Decimal
    printed_unit: str = ""
    unit: str = ""


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    """Printed unit → base unit and the factor between them."""
    return {
        fold(row["unit"]): (fold(row["name"]), read_number(row["multiplier"]) or Decimal(1))
        for row in read_rows("units")
    }


def quantity_asked(what: str) -> Quantity | None:
    """The quantity that the whole of `what` is, or None where it is words (`5G基站`: G基站 is no unit)."""
    match = _ASKED.fullmatch(fold(what.strip()))
    if match is None:
        return None
    value, unit = read_number(match[2] + match[3]), match[4].strip()
    if value is None or (unit and unit not in _units()):
        return None
    base, factor = _units().get(unit, ("", Decimal(1)))
    return Quantity((-value if match[1] == "-" else value) * factor, unit, base)


def spellings(value: Decimal) -> tuple[str, ...]:
    """Strings one of which stands in every usual spelling of the value: 9700, 9,700, 0.97 (万), ９７００."""
    found: list[str] = []
    for scale, _ in _SCALES:
        scaled = (abs(value) / scale).normalize()
        exponent = scaled.as_tuple().exponent
        if isinstance(exponent, int) and -exponent <= _MOST_PLACES + (0 if scale > 1 else 99):
            plain, grouped = f"{scaled:f}", f"{scaled:,f}"
            found += [plain, grouped, grouped.replace(",", "，"), plain.translate(_FULL_WIDTH)]
    return tuple(dict.fromkeys(found))


def numbers_in(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Start, end, value and what follows (folded, without blanks) of each number with its 万 or 亿, and of
    its digits alone."""
    folded = fold(text)
    for match in _SPELLED.finditer(folded):
        for end in sorted({match.end(), match.end(1)}, reverse=True):
            value = read_number(folded[match.start() : end])
            if value is not None:
                yield match.start(), end, value, folded[end:].lstrip(" \u00a0\u3000")


def spans_of(quantity: Quantity, text: str) -> tuple[tuple[int, int], ...]:
    """Where the text states the quantity: the same value, with the same unit behind it where one is asked
    for."""
    found = []
    for start, end, value, behind in numbers_in(text):
        if value == abs(quantity.value) and not _is_name_part(behind):
            if not quantity.unit:
                found.append((start, end))
            elif behind.startswith((quantity.unit, quantity.printed_unit or quantity.unit)):
                found.append((start, _end_of_unit(fold(text), end, quantity)))
    return tuple(found)


def _is_name_part(behind: str) -> bool:
    """The 5 of 5G and the 4 of 4+N are no numbers."""
    return re.match(r"\+?[A-Z](?![A-Za-z])", behind) is not None


def _end_of_unit(folded: str, end: int, quantity: Quantity) -> int:
    for unit in (quantity.unit, quantity.printed_unit):
        if unit and (at := folded.find(unit, end)) >= 0 and not folded[end:at].strip():
            return at + len(unit)
    return end


def states(quantity: Quantity, raw: str) -> bool:
    """Whether a printed number (`raw`) is the quantity, counted with or without its 万 or 亿."""
    return any(value == abs(quantity.value) for _, _, value, _ in numbers_in(raw))
