"""Characters that stand for others: traditional ones by those of today, one for one."""

from functools import cache
from typing import Final

from models.vocabularies import read_rows

_VOCABULARY: Final = "traditional_characters"


def simplified(text: str) -> str:
    """The text with traditional characters as those of today (萬畝, 經濟: 万亩, 经济), offset by offset.

    Characters that today's texts print as well (乾, 徵) stay.
    """
    return text if _traditional().isdisjoint(text) else text.translate(_table())


@cache
def _traditional() -> frozenset[str]:
    """Told faster than each character is sought in the table: nearly no text has one."""
    return frozenset(map(chr, _table()))


@cache
def _table() -> dict[int, str]:
    return {ord(row["character"]): row["modern"] for row in read_rows(_VOCABULARY)}
