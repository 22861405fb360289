"""The words around a number, compiled from the vocabularies: units behind it, modifiers on either side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import cast

from models.names import Qualifier
from models.quick import quick
from models.units import Unit, UnitWord
from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK, SCALE, fold, read_number
from parsers.notation.unit_grammar import end_of_rate, word_at

_WIDE = str.maketrans({"(": "（", ")": "）"})
COUNTED_KINDS = frozenset({"classifier", "people", "time"})


@quick
@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit found at a place: `end` behind it, `name` as stored, `multiplier` for the number (成 → 10 %),
    `word` its vocabulary row."""

    end: int
    printed: str
    name: str
    multiplier: Decimal
    word: UnitWord


def alternation(words: Iterable[str]) -> str:
    """The words as a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def unit_at(text: str, position: int) -> UnitMatch | None:
    """The longest unit at a place of folded text, with its denominators: 微克/立方米, 元/(人·年), 套(间)."""
    found = word_at(text, position)
    if found is None:
        return None
    word, behind = found
    end = end_of_rate(text, behind, word)
    rate = re.sub(BLANK, "", text[behind:end]).translate(_WIDE) if end > behind else ""
    return UnitMatch(end, text[position:end], word.name + rate, word.multiplier, word)


_LONGEST_HEADER = 120
_UNIT_NOTE = re.compile("^(?:计量|数量)?单位[:：]?")
_SCALED_UNIT = re.compile(rf"((?:十|{SCALE})*)(.+)")
_CURRENCY = re.compile("[(（]人民币[)）]|人民币")
_SMALL = str.maketrans("﹙﹚", "（）")
_WRAPPED = re.compile(r"[(（[【〔]([^()（）]*(?:[(（][^()（）]*[)）])?[^()（）]*)[)）\]】〕]")
_LAST_BRACKET = re.compile("[(（]([^()（）]+)[)）]$")


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit | None:
    """The unit a whole string states (a column of units, a unit note), or the one in the brackets behind a
    name, else None.

    `（亿元）` and `总投资（亿元）` are 元 with factor 100000000, `万人次` 人次 with 10000, `部/百人` is as
    it is; 成 counts ten per cent; 人民币 beside 元 says nothing more.
    """
    if len(text) > _LONGEST_HEADER:
        return None
    body = _UNIT_NOTE.sub("", re.sub(rf"{BLANK}|\s", "", text.translate(_SMALL)))
    body = _CURRENCY.sub("", body) if "元" in body else body
    wrapped = _WRAPPED.fullmatch(body)
    unit = _whole_unit(_UNIT_NOTE.sub("", wrapped[1]) if wrapped else body)
    bracket = _LAST_BRACKET.search(body)
    if unit or bracket is None:
        return unit
    said = _whole_unit(body[: bracket.start()].lstrip("0123456789.,"))
    if said and said.factor != 1:  # 亿度（千瓦小时）: the bracket says what a 度 is; 人口（万人） is a name
        return said
    return _whole_unit(_UNIT_NOTE.sub("", bracket[1]))


def _whole_unit(printed: str) -> Unit | None:
    match = _SCALED_UNIT.fullmatch(fold(printed))
    factor = read_number(match[1]) if match and match[1] else Decimal(1)
    unit = unit_at(match[2], 0) if match else None
    if (
        match is None
        or factor is None
        or unit is None
        or unit.end != len(match[2])
        or unit.word.notation == "rank"
    ):
        return None
    return Unit(printed, unit.name, factor * unit.multiplier, unit.word.kind)


@quick
@dataclass(frozen=True, slots=True)
class Modifier:
    """A word that shades a number, and where it stands in folded text."""

    start: int
    end: int
    qualifier: Qualifier


@cache
def _modifiers(side: str) -> dict[str, tuple[Qualifier, str]]:
    return {
        fold(row["word"]): (cast(Qualifier, row["qualifier"]), row["not_beside"])
        for row in read_rows("qualifiers")
        if row["side"] == side
    }


@cache
def _ending(side: str) -> re.Pattern[str]:
    return re.compile(rf"({alternation(_modifiers(side))}){BLANK}?$")


@cache
def _starting(side: str) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}?({alternation(_modifiers(side))})")


_REACH = 8


def modifier_before(text: str, position: int, side: str = "before") -> Modifier | None:
    """The modifier that ends at a place: 约, 不少于, ≥ (`before`); 突破, 最高 (`context`, outside the
    quantity); 上 in 上百 (`number`)."""
    low = max(0, position - _REACH)
    match = _ending(side).search(text[low:position])
    if not match:
        return _bounded_deed(text, low, position) if side == "context" else None
    qualifier, beside = _modifiers(side)[match[1]]
    start = low + match.start()
    return None if start and text[start - 1] in beside else Modifier(start, position, qualifier)


def _bounded_deed(text: str, low: int, position: int) -> Modifier | None:
    """至少保存3个月, 最多可申报2项: the deed stands between the bound and its number."""
    match = _deed_ending().search(text, low, position)
    return Modifier(match.start(), position, _deed_bounds()[match[1]]) if match else None


@cache
def _deed_bounds() -> dict[str, Qualifier]:
    rows = (row for row in read_rows("bounds") if row["role"] == "deed_bound")
    return {row["word"]: cast(Qualifier, row["plain"]) for row in rows}


@cache
def _deed_ending() -> re.Pattern[str]:
    deeds = alternation(row["word"] for row in read_rows("bounds") if row["role"] == "deed")
    return re.compile(rf"({alternation(_deed_bounds())})(?:可以?)?(?:{deeds}){BLANK}?$")


def modifier_at(text: str, position: int, side: str) -> Modifier | None:
    """The modifier that starts at a place: 以上, 左右 (`after`), 余 in 4000余座 (`inside`), ≥ in a cell
    (`before`)."""
    match = _starting(side).match(text, position)
    if not match:
        return None
    qualifier, beside = _modifiers(side)[match[1]]
    shaded = side != "before" and match.end() < len(text) and text[match.end()] in beside
    return None if shaded else Modifier(position, match.end(), qualifier)


@cache
def lead_regex() -> re.Pattern[str]:
    """One word of change or state before a number: 下降, 累计, 达到."""
    return re.compile(alternation(row["word"] for row in read_rows("lead_words")))


@cache
def lead_before() -> re.Pattern[str]:
    """The same, at the end of a text."""
    return re.compile(rf"(?:{lead_regex().pattern}|由|从|是)了?{BLANK}?$")


@cache
def phrase_regex() -> re.Pattern[str]:
    """Names, sayings and idioms that hold a number, the longest first: 5G, 两个维护, 三番五次."""
    phrases = {fold(row["phrase"]) for name in ("number_phrases", "number_idioms") for row in read_rows(name)}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    # looked at first, seven times as fast
    opening = re.escape("".join(sorted({phrase[0] for phrase in phrases})))
    return re.compile(f"(?=[{opening}])(?:{'|'.join(map(_phrase, longest_first))})")


def _phrase(phrase: str) -> str:
    return rf"(?<![\d.]){re.escape(phrase)}(?![A-Za-z])" if phrase[0].isascii() else re.escape(phrase)


@cache
def time_context() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words around a span of years: before and after it those that make it a place in time (近三年, 五年来)
    or a title (三年行动); third, those before it that make even a lone Chinese digit a counted duration
    (连续四年).
    """
    before, after, counted = (
        alternation(row["word"] for row in read_rows("time_contexts") if row["side"] == side)
        for side in ("before", "after", "counted")
    )
    return re.compile(rf"(?<!提)(?:{before})$"), re.compile(after), re.compile(rf"(?:{counted})$")
