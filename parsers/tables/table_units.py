"""Units of table values: in brackets after a name, in a header, in the table's unit note (单位：亿元)."""

import re
from dataclasses import dataclass
from functools import cache

from models.document import Document
from models.facts import PlanTable
from models.vocabularies import read_rows
from parsers.notation.quantity import is_scale, read_unit
from parsers.tables.grid import Grid
from parsers.tables.header import Column, Header
from parsers.tables.passage import Passage, of_blocks

# 森林覆盖率（%）, 总投资（单位：亿元）
_BRACKET = re.compile(
    r"[（(﹙\[【〔]\s*((?:(?:计量|金额)?单位\s*[:：])?\s*(?:人民币\s*[:：]?\s*)?)([^（()）﹙﹚\[\]【】〔〕]+)[)）﹚\]】〕]"
)
# 单位：亿元, 单 位—万人, 计量单位：人民币 万元
_NOTE = re.compile(r"(?:计\s*量\s*)?单\s*位\s*(?:[:：]|[—―–-]{1,2})\s*(?:人民币\s*)?([^）)\]】]+)")
# 产值/亿元, 产值：亿元, 产值，亿元
_SUFFIX = re.compile(r".+?[/,，:：]\s*([^/,，:：]{1,8})$")
_CURRENCIES = frozenset({"人民币"})  # says whose money, not how much: 总投资（亿元）（人民币）
# 其分配如下列（单位：万人）：
_LEAD_NOTE = re.compile(r"[（(]\s*(?:计量)?单\s*位[^（()）]*[)）]")
# 比上年增长%
_SIGN = re.compile(r"[%％‰]$")
_RATES = frozenset({"%", "‰", "个百分点", "百分点"})
# 亿元，当年价
_TWO = re.compile(r"([^，,、；;]+)[，,、；;]([^，,、；;]+)")
_ONE = re.compile(r"[^、，,;；]+")


@dataclass(frozen=True, slots=True, eq=False)
class PrintedUnit:
    """A unit and where it is printed: `text` is the name, `place` may be a word for it (百分比 for %)."""

    text: str
    place: Passage


def printed(place: Passage | None) -> PrintedUnit | None:
    """A unit that is printed as such."""
    return PrintedUnit(place.text, place) if place else None


def is_unit(text: str) -> bool:
    """True for a text that is one unit, or a number word (万), and nothing else."""
    return bool(text.strip()) and (read_unit(text.strip()) is not None or is_scale(text))


def is_rate(text: str) -> bool:
    """True for a unit of rates: %, ‰, percentage points."""
    known = read_unit(text.strip())
    return known is not None and known.base in _RATES


def split_unit(name: Passage) -> tuple[Passage, Passage | None]:
    """A name without its bracketed unit, and that unit: 森林覆盖率（%） gives 森林覆盖率 and %. Other
    brackets stay in the name."""
    for found in reversed(list(_BRACKET.finditer(name.text))):
        if is_unit(found[2]) and found[2].strip() not in _CURRENCIES:
            return name.without(*found.span()), name.part(*found.span(2))
        if (beside := _beside_remark(found)) is not None:
            return name.without(*beside.whole), name.part(*beside.unit)
    return name, None


@dataclass(frozen=True, slots=True)
class _BesideRemark:
    """A unit in a bracket that says more (亿元，当年价): its span, and that of what belongs to it."""

    unit: tuple[int, int]
    whole: tuple[int, int]


def _beside_remark(found: re.Match[str]) -> _BesideRemark | None:
    """The unit where it is the first or last of two words in a bracket."""
    comma = _TWO.fullmatch(found[2])
    if comma is None:
        return None
    start = found.start(2)
    first, second = comma[1].strip(), comma[2].strip()
    one, other = (is_unit(word) and word not in _CURRENCIES for word in (first, second))
    if one and not other:
        return _BesideRemark((start, start + comma.end(1)), (start, start + comma.start(2)))
    if other and not one:
        return _BesideRemark((start + comma.start(2), found.end(2)), (start + comma.end(1), found.end(2)))
    return None


def column_unit(column: Column) -> Passage | None:
    """The unit a header states: in brackets, after a slash or a colon, at its end (比上年增长%), the lowest
    header row first."""
    found = (split_unit(part)[1] or _behind(part) for part in reversed(column.parts))
    return next((unit for unit in found if unit), None)


def header_unit(column: Column) -> PrintedUnit | None:
    """The unit a header states as such or in a word (百分比)."""
    said = (_in_words(part) for part in reversed(column.parts))
    return printed(column_unit(column)) or next((found for found in said if found), None)


def _behind(part: Passage) -> Passage | None:
    found = _SUFFIX.fullmatch(part.text)
    if found and is_unit(found[1]):
        return part.part(*found.span(1))
    sign = _SIGN.search(part.text)
    return part.part(*sign.span()) if sign and sign.start() else None


@cache
def _unit_words() -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["unit"]) for row in read_rows("column_units"))


def _in_words(part: Passage) -> PrintedUnit | None:
    for word, unit in _unit_words():
        start = part.text.find(word)
        if start >= 0:
            return PrintedUnit(unit, part.part(start, start + len(word)))
    return None


def note_unit(document: Document, plan_table: PlanTable, grid: Grid, header: Header | None) -> Passage | None:
    """The one unit a table's note states: before the table, in its caption or in the rows above its header.

    Of several units (单位：亿元、公里) the one of money counts in a project table, none in others.
    """
    places = [
        of_blocks(document.blocks, (piece.block,))
        for piece in (plan_table.unit_note, plan_table.caption)
        if piece is not None
    ]
    places += _lead_above(document, grid)
    places += [
        grid.passage(cell) for row in range(header.first if header else 0) for cell in grid.filled(row)
    ]
    money = plan_table.kind == "project"
    return next((unit for place in places if (unit := _noted(place, money=money))), None)


def _lead_above(document: Document, grid: Grid) -> list[Passage]:
    """The paragraph that leads to a table, where it names the unit: 其分配如下列（单位：万人）："""
    for block in reversed(document.blocks[: grid.table.first_block]):
        text = block.text.strip()
        if block.cell is not None or (text and not text.endswith(("：", ":"))):
            return []
        if text:
            whole = of_blocks(document.blocks, (block.ordinal,))
            found = _LEAD_NOTE.search(whole.text)
            return [whole.part(*found.span())] if found else []
    return []


def _noted(place: Passage, *, money: bool) -> Passage | None:
    found = _NOTE.search(place.text)
    if found is None:
        return split_unit(place)[1]
    units = [
        place.part(found.start(1) + part.start(), found.start(1) + part.end())
        for part in _ONE.finditer(found[1])
    ]
    if len(units) > 1:
        units = [
            unit for unit in units if money and (known := read_unit(unit.text)) and known.kind == "money"
        ]
    return units[0] if len(units) == 1 and is_unit(units[0].text) else None
