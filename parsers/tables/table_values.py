"""A cell that holds a number: what it says, in which unit, whether it is missing."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from models.quick import quick
from models.vocabularies import any_of
from parsers.notation.quantity import Quantity, is_missing, read_quantity, read_unit
from parsers.tables.passage import Passage, fold
from parsers.tables.table_periods import Stated, stated_in
from parsers.tables.table_units import is_unit

# 42.5*, 42.5①
_MARKS = re.compile(r"\s*(?:[（(]\s*[*＊※#△▲①-⑳†‡]+\s*[)）]|[*＊※#△▲①-⑳†‡]+)\s*$")
# 42.5（2023年）, 42.5[万吨]: what a cell says beside its value
_ASIDE = re.compile(r"[（(\[【]([^（()）\[\]【】]{2,16})[)）\]】]$")
_PARTS = re.compile(r"[^，,；;、\n]+")
_WORDS = re.compile(r"[\u4e00-\u9fff：:]+")
_GOES_ON = ("（", "(", ".", "．", ",", "%")  # what a line begins with that goes on from the one above
_SHORTEST_SUBJECT = 2
_DIGIT = re.compile(r"[0-9０-９]")
# ＞7、力争8: what is hoped for beyond the goal
_AIMED_AT = re.compile(rf"[、，,；;]\s*(?:{any_of('table_words', 'hoped_for')})\D{{0,6}}[0-9０-９]")


@quick
@dataclass(frozen=True, slots=True, eq=False)
class CellValue:
    """`raw` is the whole cell, `quantity` what it says (None: missing or words), `place` the span the
    quantity was read from.

    `unit` is the unit printed in the cell itself, `year` one the cell states in brackets, `doubtful` a cell
    with digits that was not understood, `mark` the note mark behind the value (77.3*).
    """

    raw: Passage
    place: Passage
    quantity: Quantity | None = None
    unit: Passage | None = None
    year: Stated | None = None
    doubtful: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class SubjectValue:
    """One of several values of a cell and whom it is about."""

    subject: Passage
    cell: CellValue


def read_value(cell: Passage, unit: str | None) -> CellValue:
    """Read a value cell; `unit` (亿元, %) is that of the column, the row or the table, used when the cell
    prints none. Several numbers under each other are no value: 21.66 over 143 is not 21.66143. Of a goal and
    what is hoped for beyond it (＞7、力争8) the goal is the value."""
    mark = _MARKS.search(cell.text)
    place = cell.part(0, mark.start()) if mark else cell
    if holds_several(cell):
        return CellValue(cell.broken(), cell, doubtful=True)
    aimed = _AIMED_AT.search(place.text)
    value = _read(cell, place.part(0, aimed.start()) if aimed else place, unit)
    return replace(value, mark=fold(mark[0]).strip("()")) if mark else value


def holds_several(cell: Passage) -> bool:
    """Whether numbers stand under each other in a cell, brackets (（2019年）) apart."""
    lines = cell.lines()
    if len(lines) < 2:
        return False
    texts = (line.text for line in lines)
    return sum(bool(_DIGIT.search(text)) and not text.startswith(_GOES_ON) for text in texts) > 1


def subject_values(cell: Passage, unit: str | None) -> tuple[SubjectValue, ...]:
    """The values of a cell that gives each with whom it is about: 重点城市≥30，一般城市≥15; () where one of
    them is not so."""
    whole = cell.broken()
    parts = [_with_subject(whole.part(*found.span()), unit) for found in _PARTS.finditer(whole.text)]
    return tuple(part for part in parts if part) if parts and all(parts) else ()


def _with_subject(part: Passage, unit: str | None) -> SubjectValue | None:
    words = _WORDS.match(part.text)
    for end in range(_SHORTEST_SUBJECT, words.end() + 1 if words else 0):
        rest = part.part(end)
        if read_quantity(rest.text, unit):
            subject = part.part(0, end)
            return SubjectValue(subject.part(0, len(subject.text.rstrip("：: "))), read_value(rest, unit))
    return None


def _read(cell: Passage, place: Passage, unit: str | None) -> CellValue:
    year = None
    aside = _ASIDE.search(place.text)
    aside = aside if aside and place.text[: aside.start()].strip() else None
    if aside and (found := stated_in(place.part(*aside.span(1)))):
        year, place = found, place.part(0, aside.start())
    elif aside and is_unit(aside[1]):
        value, unit_aside = place.part(0, aside.start()), place.part(*aside.span(1))
        own = read_quantity(value.text, None)
        if own is None or own.unit is None:  # 159亿度（千瓦小时）: the bracket says what a 度 is
            return _with_unit(cell, value, unit_aside)
    if not place or is_missing(place.text):
        return CellValue(cell, place, year=year)
    quantity = read_quantity(place.text, unit)
    if quantity is None:
        return CellValue(cell, place, year=year, doubtful=bool(_DIGIT.search(place.text)))
    return CellValue(
        cell, place.part(quantity.start, quantity.end), quantity, _own_unit(place, quantity), year
    )


def _with_unit(cell: Passage, place: Passage, unit: Passage) -> CellValue:
    quantity = read_quantity(place.text, unit.text)
    return CellValue(cell, place, quantity, unit, doubtful=quantity is None)


def _own_unit(place: Passage, quantity: Quantity) -> Passage | None:
    """Where the unit stands that the cell prints itself."""
    at = place.text.find(quantity.printed_unit, quantity.number_end) if quantity.printed_unit else -1
    return place.part(at, at + len(quantity.printed_unit or "")) if at >= 0 else None


def in_unit(value: Decimal | None, quantity: Quantity, unit: str | None) -> Decimal | None:
    """A value of base units (`quantity.value` or `value_max`) counted in `unit`: 1.2万亿元 under 亿元 is
    12000.

    None when it is counted in something else.
    """
    known = read_unit(unit) if unit else None
    if value is None or known is None or known.base != quantity.unit:
        return None
    counted = value / known.factor
    return counted.quantize(Decimal(1)) if counted == counted.to_integral_value() else counted.normalize()
