"""What a cell of Excel takes (Microsoft, "Excel specifications and limits"), how wide it is, how money
reads."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.language import later, say

MOST_ROWS: Final = 1_048_576
MOST_CHARACTERS: Final = 32_767
MOST_LINKS: Final = 65_530
_CUT: Final = "…[cut: Excel holds 32,767 characters a cell]"
# no character of XML 1.0; the other control characters are escaped by XlsxWriter
_NO_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_YI: Final = Decimal(10**8)


@dataclass(slots=True)
class Limits:
    """What Excel's limits did to a sheet."""

    cut: int = 0
    unlinked: int = 0
    continued: int = 0

    def notes(self) -> tuple[str, ...]:
        """A sentence for each limit that was met."""
        told = (
            (self.cut, later("{n} cells cut at 32,767 characters: the other formats have all of them")),
            (self.unlinked, later("{n} rows without a link to the report: Excel takes 65,530 a sheet")),
            (self.continued, later("{n} further sheets for rows beyond 1,048,576")),
        )
        return tuple(say(what, n=f"{number:,}") for number, what in told if number)


def cell_text(text: str, limits: Limits) -> str:
    """The text as a cell holds it: what XML cannot hold becomes U+FFFD, what is too long is cut and says
    so."""
    plain = _NO_XML.sub("\ufffd", text)
    if len(plain) * 2 <= MOST_CHARACTERS or _units(plain) <= MOST_CHARACTERS:
        return plain
    limits.cut += 1
    kept = plain.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def _units(text: str) -> int:
    """Excel counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def width(text: str) -> int:
    """About the columns that the widest line of a text takes: characters of three bytes in UTF-8, as the
    Chinese ones, take two."""
    return max((len(line) + len(line.encode("utf-8", "replace"))) // 2 for line in text.split("\n"))


def lines(text: str, columns: int) -> int:
    """About the lines that a text takes in a cell of this width."""
    if 2 * len(text) <= columns and "\n" not in text:
        return 1
    return sum(max(1, -(-width(line) // columns)) for line in text.split("\n"))


def column_width(widest: int, least: int = 8, most: int = 46) -> int:
    """The width that shows most of a column's texts in one line, within limits."""
    return min(max(least, widest) + 2, most)


def yi(exact: str | None) -> float | None:
    """An exact amount in 元 as 亿元."""
    return None if exact is None else float(Decimal(exact) / _YI)
