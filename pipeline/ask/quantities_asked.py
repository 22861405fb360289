"""A number as someone asks for it (`9700`, `9,700座`, `0.97万座`, `541.43亿元`, `一千亿元`, `百分之九十`),
and the same number wherever a text spells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from models.vocabularies import read_rows
from parsers.notation.numerals import ARABIC, BLANK, CHINESE, SCALE, fold, read_number
from parsers.word.number_formats import render_number

_ASKED = re.compile(rf"([-+]?)({ARABIC})({SCALE}*){BLANK}*(\D*)")
_SPELLED = re.compile(rf"(?<![\d.])({ARABIC})({SCALE}*)")
_ASKED_IN_CHINESE = re.compile(rf"({CHINESE})(\D*)")
_PERCENT = re.compile(rf"百分之({CHINESE})")
# the 万 of 1.00万 belongs to the digits before it
_SPELLED_IN_CHINESE = re.compile(rf"(?<![\d.])(?<![\d.][ \u00a0]){CHINESE}")
_SCALES = ((Decimal(1), ""), (Decimal(10**4), "万"), (Decimal(10**8), "亿"), (Decimal(10**12), "万亿"))
_TRADITIONAL = str.maketrans("万亿", "萬億")
_LETTERS = "abcdefghijklmnopqrstuvwxyzμ"  # what units written in letters begin with
_MOST_PLACES = 4
_FIRST_MYRIAD = 10**4
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
    folded = fold(what.strip())
    match = _ASKED.fullmatch(folded)
    if match is None:
        return _asked_in_chinese(folded)
    value, unit = read_number(match[2] + match[3]), match[4].strip()
    if value is None or (unit and unit not in _units()):
        return None
    base, factor = _units().get(unit, ("", Decimal(1)))
    return Quantity((-value if match[1] == "-" else value) * factor, unit, base)


def _asked_in_chinese(folded: str) -> Quantity | None:
    """一千亿元, 九千七百座, 百分之九十; without a unit it is a word (三十 stands in 三十年)."""
    if percent := _PERCENT.fullmatch(folded):
        share = read_number(percent[1])
        return None if share is None else Quantity(share, "%", "%")
    match = _ASKED_IN_CHINESE.fullmatch(folded)
    value = read_number(match[1]) if match else None
    if match is None or value is None or match[2] not in _units():
        return None
    base, factor = _units()[match[2]]
    return Quantity(value * factor, match[2], base)


def spellings(value: Decimal) -> tuple[str, ...]:
    """Strings one of which stands in every usual spelling of the value: 9700, 9,700, 0.97 (万), ９７００."""
    found: list[str] = []
    for scale, _ in _SCALES:
        scaled = (abs(value) / scale).normalize()
        if _is_written(scaled, scale):
            plain, grouped = f"{scaled:f}", f"{scaled:,f}"
            found += [plain, grouped, grouped.replace(",", "，"), plain.translate(_FULL_WIDTH)]
            found += _in_chinese(scaled)
    return tuple(dict.fromkeys(found))


def searched_spellings(quantity: Quantity) -> tuple[str, ...]:
    """What the search index is asked for, so that no paragraph that `spans_of` knows is missed (but numbers
    behind letters, as the 318 of G318): the number with 万 or 亿 and the unit behind it; without a unit the
    number alone or with letters behind it (9700km). `*` stands for whatever may follow.

    >>> searched_spellings(Quantity(Decimal(90), "km", "km"))[:3]
    ('90km*', '90 km*', '90.0km*')
    """
    written = _written(quantity.value, bool(quantity.unit))
    if not quantity.unit:
        return tuple(form for digits, scale in written for form in _alone(digits, scale))
    units = dict.fromkeys((quantity.unit, quantity.printed_unit or quantity.unit))
    ends = [end for unit in units for end in _as_end(unit)]
    percents = _in_chinese(quantity.value) if quantity.unit == "%" else []
    found = (f"{digits}{scale}{end}" for digits, scale in written for end in ends)
    return (*dict.fromkeys(found), *(f"百分之{form}" for form in percents))


def _as_end(unit: str) -> tuple[str, ...]:
    """Letters may be one word with the digits before them, and go on: 90km, 90 kmh."""
    if unit[-1:].isascii() and unit[-1:].isalpha():
        return f"{unit}*", f" {unit}*"
    return (unit,)


def _alone(digits: str, scale: str) -> tuple[str, ...]:
    return (digits + scale,) if scale else (digits, *(f"{digits}{letter}*" for letter in _LETTERS))


def _written(value: Decimal, with_chinese: bool) -> Iterator[tuple[str, str]]:
    """The number in digits and Chinese numerals, and the 万 or 亿 behind it."""
    for scale, name in _SCALES:
        scaled = (abs(value) / scale).normalize()
        if _is_written(scaled, scale):
            for form in (*_in_digits(scaled), *(_in_chinese(scaled) if with_chinese else ())):
                yield from ((form, other) for other in dict.fromkeys((name, name.translate(_TRADITIONAL))))


def _in_digits(value: Decimal) -> Iterator[str]:
    """1200, 1，200 (a comma of the text's own language parts what the index takes as one word), 1200.0,
    1200.00 …"""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a number that is written is finite"
    for places in range(max(0, -exponent), max(_MOST_PLACES, -exponent) + 1):
        yield from dict.fromkeys((f"{value:.{places}f}", f"{value:,.{places}f}".replace(",", "，")))


def _is_written(scaled: Decimal, scale: Decimal) -> bool:
    """Whether it has few enough places to be counted in that scale."""
    exponent = scaled.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= _MOST_PLACES + (0 if scale > 1 else 99)


def _in_chinese(value: Decimal) -> list[str]:
    """一千, 二百〇五 and 二百零五, 二万 and 两万: what stands in front of 万, 亿 or a unit."""
    if value != value.to_integral_value() or not 1 <= value < _FIRST_MYRIAD:
        return []
    written = render_number(int(value), "chineseCountingThousand")
    forms = [written, written.replace("〇", "零")]
    return forms + [f"两{form[1:]}" for form in forms if form[0] == "二" and form[1:2] != "十"]


def numbers_in(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Start, end, value and what follows (folded, without blanks) of each number with its 万 or 亿, and of
    its digits alone."""
    folded = fold(text)
    for match in _SPELLED.finditer(folded):
        for end in sorted({match.end(), match.end(1)}, reverse=True):
            value = read_number(folded[match.start() : end])
            if value is not None:
                yield match.start(), end, value, _behind(folded, end)


def _numbers_in_chinese(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """The same for numbers in Chinese numerals; 百分之 and what follows is not read."""
    folded = fold(text)
    for match in _SPELLED_IN_CHINESE.finditer(folded):
        value = read_number(match[0])
        if value is not None and not folded.endswith("百分之", 0, match.start()):
            yield match.start(), match.end(), value, _behind(folded, match.end())


def _behind(folded: str, end: int) -> str:
    return folded[end:].lstrip(" \u00a0\u3000")


def spelled_quantity(word: str) -> tuple[str, ...]:
    """Other ways to write the number with a unit that the word is: 1000亿元, 10,000亿元, 一千亿元."""
    quantity = quantity_asked(word)
    if quantity is None or not quantity.unit:
        return ()
    if quantity.unit == "%":
        return tuple(f"百分之{form}" for form in _in_chinese(quantity.value))
    forms = [
        f"{form}{name}{quantity.unit}"
        for scale, name in _SCALES
        for scaled in [(quantity.value / scale).normalize()]
        if scaled >= Decimal("0.01")
        for form in (f"{scaled:f}", *_in_chinese(scaled))
    ]
    return tuple(form for form in dict.fromkeys(forms) if form != word)


def spans_of(quantity: Quantity, text: str) -> tuple[tuple[int, int], ...]:
    """Where the text states the quantity: the same value, with the same unit behind it where one is asked
    for."""
    found = []
    in_chinese = _numbers_in_chinese(text) if quantity.unit else ()
    for start, end, value, behind in (*numbers_in(text), *in_chinese):
        if value == abs(quantity.value) and not _is_name_part(behind):
            if not quantity.unit:
                found.append((start, end))
            elif behind.startswith((quantity.unit, quantity.printed_unit or quantity.unit)):
                found.append((start, _end_of_unit(fold(text), end, quantity)))
    return tuple(sorted({*found, *_percents(quantity, fold(text))}))


def _percents(quantity: Quantity, folded: str) -> Iterator[tuple[int, int]]:
    """百分之九十 for 90%."""
    if quantity.unit == "%":
        for match in _PERCENT.finditer(folded):
            if read_number(match[1]) == quantity.value:
                yield match.span()


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
    found = (*numbers_in(raw), *_numbers_in_chinese(raw))
    return any(value == abs(quantity.value) for _, _, value, _ in found)
