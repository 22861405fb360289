"""Bounds said in words before a number: a comparison (超过, 低于), maybe negated (不得, 未, 严禁), maybe
with 等于.

The words and what each says plain and negated are the vocabulary bounds.csv; here is only how they go
together: (negation modal*)? comparison (或等于)? and, behind a negated one, the noun that the number is a
    part of (不得超过总额的20%).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from models.names import Qualifier
from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK
from parsers.notation.quantity_number import HALF
from parsers.notation.quantity_words import Modifier

_REACH: Final = 44
# what the names of wholes end in: 实际投资额, 设备投入, 资产, 装机规模, 车位总数
_WHOLES: Final = "额量值积资入费款价本产模数"
_OF: Final = (
    r"(?:每[^，。；：、！？\d]{1,4}|人均|户均"
    r"|(?P<whole>[^，。；：、！？\d（()）]{1,22}(?:[（(][^，。；：！？（()）]{1,12}[）)])?)"
    rf"(?:的|(?<=[{_WHOLES}])))"
)
# 不得同时担任|超过3个: what must not be done more often than that; only where no bound follows right away
# (不得|达到)
_DEED: Final = r"(?P<deed>(?<=[不未][得许准应宜])[^，。；：、的\d（）]{1,8}?)??"
_PART = re.compile(
    rf"(?:\d+(?:\.\d+)?\s*[%‰倍]|\d+/\d+|[百千万]分之|[一二三四五六七八九十\d]+(?:分之|成|倍)|{HALF.pattern})"
)
_CLOSED: Final[dict[Qualifier, Qualifier]] = {"over": "at_least"}
"""What 或等于 makes of an open bound; the others hold their end already."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Words of a bound: where they stand, what they say, and whether the quantity's span takes them in
    (不低于 does, 高于 alone does not)."""

    start: int
    end: int
    qualifier: Qualifier
    inside: bool

    @property
    def modifier(self) -> Modifier:
        """The same as a plain modifier."""
        return Modifier(self.start, self.end, self.qualifier)


def bound_before(folded: str, position: int) -> Bound | None:
    """The bound that ends at a place of folded text, blanks apart: 不得低于35%, 大于等于99%,
    不得高于每人50元."""
    low = max(0, position - _REACH)
    before = folded[low:position].rstrip()
    told = before and (before[-1] in "的" + _WHOLES or before[-1] in _last_characters())
    if not (told or _negations().search(before)):
        return None  # looked at first: most numbers have no bound
    while match := _ending().search(folded, low, position):
        if (bound := _bound(match)) and _goes_with(match, folded, position):
            return bound
        low = match.start() + 1  # 以及每车不低于50万元: 及 is no bound, 不低于 is
    return None


def bound_at(folded: str, position: int) -> Bound | None:
    """The bound that starts at a place of folded text, as in a cell: 不少于 60."""
    match = _starting().match(folded, position)
    return _bound(match) if match else None


def step_around(folded: str, start: int, end: int, *, sum_of_money: bool = False) -> Modifier | None:
    """What 站上 3000亿元 台阶 says of the number between: at least so much; 跨越 … 大关 more than that.
    Money and shares need no 台阶 (首次跨越3000亿元); 跨越7个县 is no bound."""
    if not (_step_nouns().match(folded, end) or sum_of_money):
        return None
    match = _step_verbs().search(folded, max(0, start - _REACH), start)
    return Modifier(match.start(), start, cast(Qualifier, _steps()[match["verb"]])) if match else None


def is_step(folded: str, position: int) -> bool:
    """Whether 台阶 or 大关 stands at a place: what 突破600家大关 counts is not named there."""
    return _step_nouns().match(folded, position) is not None


def _goes_with(match: re.Match[str], folded: str, position: int) -> bool:
    """不得超过总额的20%: behind what is said of a whole only a part of it is bounded, not 不超过时限的5家."""
    return match["whole"] is None or _PART.match(folded, position) is not None


def _bound(match: re.Match[str]) -> Bound | None:
    row, negated = _comparisons()[match["comparison"]], match["negation"] is not None
    said = row["negated"] if negated else row["plain"]
    if not said or (match["of"] and not (negated or _sums().search(match["whole"] or ""))):
        return None
    qualifier = cast(Qualifier, said)
    if match["equal"]:
        qualifier = _CLOSED.get(qualifier, qualifier)
    inside = not (match["of"] or match["deed"]) and (
        negated or bool(match["equal"]) or row["place"] == "inside"
    )
    return Bound(match.start(), match.end(), qualifier, inside)


@cache
def _comparisons() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in read_rows("bounds") if row["role"] == "comparison"}


@cache
def _steps() -> dict[str, str]:
    return {row["word"]: row["plain"] for row in read_rows("bounds") if row["role"] == "step"}


@cache
def _step_verbs() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{_words('step')})了?(?:新的)?{BLANK}*$")


@cache
def _step_nouns() -> re.Pattern[str]:
    return re.compile(rf"{BLANK}*(?:{_words('step_noun')})")


@cache
def _sums() -> re.Pattern[str]:
    """总额, 总数 at the end: 超过总额的20% is more than this part, 高于全省的5% may be told of the others."""
    return re.compile(rf"(?:{_words('sum')})[^，。]{{0,3}}$")


@cache
def _words(role: str) -> str:
    rows = sorted(
        (row for row in read_rows("bounds") if row["role"] == role), key=lambda row: -len(row["word"])
    )
    return "|".join(_not_after(row["not_after"]) + re.escape(row["word"]) for row in rows)


def _not_after(characters: str) -> str:
    return f"(?<![{characters}])" if characters else ""


@cache
def _phrase() -> str:
    return (
        rf"(?P<negation>(?:{_words('negation')})(?:{_words('modal')})*{_DEED})?"
        rf"(?P<comparison>{_words('comparison')})(?P<equal>{_words('equal')})?"
    )


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(row["word"][-1] for row in read_rows("bounds") if row["role"] in {"comparison", "equal"})


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(_words("negation"))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"{_phrase()}(?P<of>{_OF})?{BLANK}*$")


@cache
def _starting() -> re.Pattern[str]:
    return re.compile(rf"{_phrase()}(?P<of>)(?P<whole>(?!))?{BLANK}*")
