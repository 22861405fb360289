"""The sentences of the running text with the quantities in them, as the rules about sentences see them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from models.quick import quick
from models.vocabularies import read_rows
from parsers.notation.numerals import fold
from parsers.notation.quantity import Quantity
from parsers.notation.quantity_text import find_quantities
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Side, span
from pipeline.rules.values import Printed, printed

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_SPOKEN = 60


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a block, its digits folded to half width; offsets count in the block."""

    block: BlockRow
    start: int
    end: int
    text: str
    quantities: tuple[Quantity, ...]

    def between(self, first: int, last: int) -> str:
        """The characters between two offsets of the block."""
        return self.text[max(0, first - self.start) : max(0, last - self.start)]

    def before(self, quantity: Quantity) -> str:
        """What stands between the quantity before (or the beginning) and this one."""
        behind = bisect_right(self.quantities, quantity.start, key=lambda other: other.end)
        return self.between(self.quantities[behind - 1].end if behind else self.start, quantity.start)

    def side(self, quantity: Quantity) -> Side:
        """The characters of a quantity."""
        return span(self.block, quantity.start, quantity.end)


@lru_cache(maxsize=4096)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a paragraph, in order."""
    return tuple(find_quantities(text))


def clauses(held: Held, words: re.Pattern[str]) -> Iterator[Clause]:
    """The sentences in which one of these words stands."""
    for block in held.narrative():
        if not words.search(block.text):
            continue
        folded = fold(block.text)
        for found in _SENTENCE.finditer(folded):
            if words.search(found[0]):
                yield Clause(block, *found.span(), found[0], _inside(block.text, *found.span()))


def _inside(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities that begin in a stretch of a paragraph."""
    quantities = quantities_of(text)
    first, behind = (bisect_left(quantities, at, key=lambda quantity: quantity.start) for at in (start, end))
    return quantities[first:behind]


def number(quantity: Quantity) -> Printed | None:
    """The value with the precision it is printed with; None for a range and for what has no value."""
    if quantity.value_max is not None:
        return None
    found, said = printed(quantity.raw, quantity.value), quantity.printed_value
    if found is None or found.half or not said or said == quantity.value == said.to_integral_value():
        return found
    return Printed(found.value, _half_of_last_place(said) * abs(found.value / said))


def _half_of_last_place(said: Decimal) -> Decimal:
    """Of a number in Chinese characters (四四·三, 一八亿), whose digits `printed` does not see."""
    exponent = said.as_tuple().exponent
    return Decimal("0.5").scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def is_plain(*quantities: Quantity) -> bool:
    """Whether all are exact single values: no 约, 余, 以上, no range."""
    return all(
        quantity.qualifier == "exact" and quantity.value is not None and quantity.value_max is None
        for quantity in quantities
    )


def is_deflated(spoken: str) -> bool:
    """Whether growth of what this names is told at constant prices, so that it does not follow from two
    amounts."""
    rest = re.sub("|".join(_told("at current prices")), "", spoken[-_SPOKEN:])
    return any(word in rest for word in _told("yes"))


@cache
def _told(deflated: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("constant_prices") if row["deflated"] == deflated)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """How many per cent of the whole a part is."""
    return part / whole * 100
