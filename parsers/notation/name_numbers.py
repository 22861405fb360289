"""Numbers that are part of a name: 15分钟社区生活圈, 400G光模块; they count nothing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from models.vocabularies import any_of, read_rows
from parsers.notation.numerals import BLANK
from parsers.notation.quantity_measure import Measure

_NAMED_BY: Final = frozenset({"bandwidth", "electric potential"})
_BETWEEN: Final = "[^，。；：、！？\\d可达到至内以为需约有的]{0,10}?"
_GOES_ON = re.compile(f"[-][A-Za-z]|(?!{any_of('notation_words', 'behind_number')})[\u4e00-\u9fff]")


def name_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Where folded text has the name of a circle one can travel in so many minutes or kilometres."""
    endings, names = _names()
    if any(ending in folded for ending in endings):
        yield from (match.span() for match in names.finditer(folded))


def is_model(folded: str, measure: Measure) -> bool:
    """Whether the number and its letter belong to the word behind them: 10G-PON, 400G光模块, 800V快充桩."""
    unit = measure.unit
    if unit is None or unit.word.dimension not in _NAMED_BY or not unit.printed.isascii():
        return False
    return _GOES_ON.match(folded, measure.end) is not None


@cache
def _names() -> tuple[frozenset[str], re.Pattern[str]]:
    endings: dict[str, list[str]] = {}
    for row in read_rows("number_names"):
        endings.setdefault(row["unit"], []).append(row["ending"])
    kinds = "|".join(
        f"{re.escape(unit)}{_BETWEEN}(?:{'|'.join(map(re.escape, words))})" for unit, words in endings.items()
    )
    number = rf"(?<![\d.])\d{{1,4}}(?:[-–—~至]\d{{1,4}})?{BLANK}?"
    return frozenset(word for words in endings.values() for word in words), re.compile(
        rf"{number}(?:{kinds})"
    )
