"""The units of Chinese plans: what stands behind a number, from the vocabulary units.csv."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from models.vocabularies import read_rows

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One row of the vocabulary.

    `name` is how the unit is stored (元人民币 → 元) and `multiplier` what the number is multiplied by then
    (近四成 → 40 %). `reference` and `factor` compare units of one dimension (1 亩 = 666.67 平方米); "" and
    None where there is nothing to compare. `notation` says behind which numbers it is a unit: `any`,
    `digits` (not behind a lone Chinese digit: 十分 is a word), `arabic` (not behind Chinese numerals at all:
    二级), `rank` (only behind 第 or 前), `counted` (only behind words that count it: 连续六届), `days` (日
    is a length only beside a bound: 15日内, 不少于30日). `not_before` are the words it begins when it is no
    unit (人 in 人民); 台 with 风!机 is none in 台风, but in 7台风机.
    """

    word: str
    name: str
    multiplier: Decimal
    kind: str
    dimension: str
    reference: str
    factor: Decimal | None
    notation: str
    not_before: tuple[str, ...]

    @property
    def addend(self) -> Decimal:
        """What the word itself adds to the number: a half in 3年半, 两个半小时."""
        return _HALF if "半" in self.word else Decimal(0)

    @property
    def more(self) -> bool:
        """Whether the word says that there is more than the number: 2个多百分点."""
        return "多" in self.word


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed and without its number word: 万座 → base 座, factor 10000; 亿元 → base 元, factor
    100000000."""

    printed: str
    base: str
    factor: Decimal
    kind: str


@cache
def unit_words() -> dict[str, UnitWord]:
    """Every word of the vocabulary, in its order."""
    return {row["unit"]: _word(row) for row in read_rows("units")}


def _word(row: dict[str, str]) -> UnitWord:
    return UnitWord(
        word=row["unit"],
        name=row["name"],
        multiplier=Decimal(row["multiplier"]),
        kind=row["kind"],
        dimension=row["dimension"],
        reference=row["reference"],
        factor=Decimal(row["factor"]) if row["factor"] else None,
        notation=row["notation"],
        not_before=tuple(word for word in row["not_before"].split("|") if word),
    )


def convert(value: Decimal, unit: str, other: str) -> Decimal | None:
    """The value in another unit of the same dimension (1 公顷 is 10000 平方米), or None where they cannot be
    compared."""
    words = unit_words()
    a, b = words.get(unit), words.get(other)
    if a is None or b is None or a.factor is None or b.factor is None or a.dimension != b.dimension:
        return None
    return value * a.factor / b.factor
