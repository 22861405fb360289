"""A value in words of the reader's language, the same wherever a person reads one: 不低于30%, at least 30%.

The bound stands in `qualifier` and need not be printed in `raw`; the words are made of the columns, so that
one that stands elsewhere in the sentence is told too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.language import Language, language
from models.vocabularies import read_rows, words
from parsers.notation.numerals import CHINESE, fold

_RATES: Final = frozenset({"%", "‰", "倍"})
_POINTS: Final = frozenset({"个百分点", "个千分点"})
_REPEATED: Final = frozenset({"%", "‰"})  # 7%至8%, GB/T 15835
_RANKED: Final = ("位", "名")
_DOUBLED: Final = "番"
_GROUPED_FROM: Final = 100_000
# from which size on a number is told in what, and how many decimals that may leave: else the next smaller one
_ZH_SCALES: Final = (
    (10**12, 10**12, "万亿", 2),
    (10**8, 10**8, "亿", 4),
    (10**5, 10**4, "万", 4),
    (10**4, 10**4, "万", 2),
)
_EN_SCALES: Final = ((10**12, 10**12, " trn", 3), (10**9, 10**9, " bn", 3), (10**6, 10**6, " m", 3))
_RATIO: Final = r"\d+(?:\.\d+)?[:∶/]\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a figure states, by columns of v_figures; numbers as their exact decimals."""

    raw: str
    value: str | None
    value_max: str | None
    unit: str | None
    qualifier: str | None
    kind: str | None = None
    direction: str | None = None
    base_period: str | None = None
    metric: str = ""


def stated(row: Mapping[str, object]) -> Stated:
    """A row of v_figures, by its columns."""
    told = {name: None if row.get(name) is None else str(row[name]) for name in _COLUMNS}
    return Stated(
        told["raw"] or "",
        told["value_text"],
        told["value_max_text"],
        told["unit"],
        told["qualifier"],
        told["kind"],
        told["direction"],
        told["base_period"],
        told["metric"] or "",
    )


def stated_target(row: Mapping[str, object]) -> Stated:
    """The target of a row of v_indicators."""
    renamed = {column: row.get(f"target_{column}") for column in ("raw", "value_text", "value_max_text")}
    return stated({**renamed, "unit": row.get("unit"), "qualifier": row.get("target_qualifier")})


def target_words(row: Mapping[str, object], spoken: Language | None = None) -> str | None:
    """The target of a row of v_indicators with its bound; None where it has none, or prints it itself in
    the reader's language: ≥95%, 90%以上."""
    return unprinted(stated_target(row), spoken)


def unprinted(one: Stated, spoken: Language | None = None) -> str | None:
    """The value in words, where what is printed does not tell its bound to the reader."""
    printed = any(word in one.raw for word in _bounds().get(one.qualifier or "", ()))
    if one.qualifier in (None, "exact") or not one.value or (printed and (spoken or language()) == "zh"):
        return None
    return value_words(one, spoken)


@cache
def _bounds() -> Mapping[str, frozenset[str]]:
    kinds = {row["qualifier"] for row in read_rows("qualifiers")}
    return {
        kind: frozenset(row["word"] for row in read_rows("qualifiers") if row["qualifier"] == kind)
        for kind in kinds
    }


_COLUMNS: Final = (
    "raw",
    "value_text",
    "value_max_text",
    "unit",
    "qualifier",
    "kind",
    "direction",
    "base_period",
    "metric",
)


def value_words(one: Stated, spoken: Language | None = None, *, with_base: bool = False) -> str:
    """Amount, bound and direction, `with_base` also what it is compared with: 下降不低于13.5%（比2020年）. As
    printed where there is no value."""
    tongue = spoken or language()
    told = bounded(_amount(one, tongue), one.qualifier, tongue) if one.value else " ".join(one.raw.split())
    if one.value and (way := _way(one)):
        told = _worded(way, tongue, told)
    base = base_words(one, tongue) if with_base else ""
    return f"{told} {base}" if base and tongue == "en" else told + base


def base_words(one: Stated, spoken: Language | None = None) -> str:
    """What a change is reckoned from, or a level is held against: （比2020年）, （基期2020年）."""
    if not one.base_period:
        return ""
    is_change = one.kind == "change" or one.direction or one.unit in _RATES | _POINTS
    tongue = spoken or language()
    year = "年" if one.base_period.isdecimal() and tongue == "zh" else ""
    return _worded("since" if is_change else "base", tongue, one.base_period + year)


def bounded(amount: str, qualifier: str | None, spoken: Language | None = None) -> str:
    """An amount with its bound: 不低于30%, at least 30%."""
    return _worded(qualifier or "exact", spoken or language(), amount)


def amount_words(value: Decimal, unit: str, spoken: Language | None = None) -> str:
    """A number in its base unit as one reads it, exactly: 154.44亿元, 2.7万座; 15,444 m yuan, 27,000座."""
    tongue = spoken or language()
    number, scale = _scaled(value, tongue)
    return f"{number}{scale}{_unit_behind(unit, scale, tongue)}"


def _unit_behind(unit: str, scale: str, spoken: Language) -> str:
    """The unit as it follows a number: 9700座, 13.7 bn 立方米, 72,000 yuan."""
    if spoken == "en" and unit == "元":
        return " yuan"
    return f" {unit}" if spoken == "en" and scale and unit else unit


def _amount(one: Stated, spoken: Language) -> str:
    unit, least = one.unit or "", Decimal(one.value or 0)
    if not unit and (parts := _parts().search(fold(one.raw))):
        return parts[0]
    if one.value_max is None:
        amount = amount_words(least, unit, spoken)
        return _rank(amount, unit, spoken) if fold(one.raw).lstrip().startswith("第") else amount
    most = Decimal(one.value_max)
    if "±" in one.raw:
        middle, half = (least + most) / 2, (most - least) / 2
        return _worded("tolerance", spoken, plain(middle), amount_words(half, unit, spoken))
    upper, lower = amount_words(most, unit, spoken), amount_words(least, unit, spoken)
    if unit not in _REPEATED:
        lower = lower.removesuffix(" yuan" if unit == "元" and spoken == "en" else unit).rstrip()
    return _worded("range", spoken, lower, upper)


@cache
def _parts() -> re.Pattern[str]:
    """1/3, 1.45∶1 and 三分之一 are told so, whatever decimal they come to."""
    return re.compile(f"{_RATIO}|{CHINESE}{re.escape(_words()['part']['zh'])}{CHINESE}")


def _rank(amount: str, unit: str, spoken: Language) -> str:
    return _worded(
        "rank", spoken, amount.removesuffix(unit) if spoken == "en" and unit in _RANKED else amount
    )


def _scaled(value: Decimal, spoken: Language) -> tuple[str, str]:
    """The digits, and the word of the scale behind them."""
    for least, size, word, places in _ZH_SCALES if spoken == "zh" else _EN_SCALES:
        if abs(value) >= least and _places(value / size) <= places:
            return _grouped(value / size, spoken), word
    return _grouped(value, spoken), ""


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _grouped(value: Decimal, spoken: Language) -> str:
    """All digits, never as a power of ten; grouped by three in English from five on."""
    return f"{value:,f}" if spoken == "en" and abs(value) >= _GROUPED_FROM else plain(value)


def plain(value: Decimal) -> str:
    """A number without zeros that a scale has left behind: 82.07, 48.0 as printed, never 1E+2."""
    return format(value, "f")


def _way(one: Stated) -> str:
    """The word for which way it goes, where the metric does not say it: 下降 of 13.5% beside 单位能耗."""
    if one.direction is None or (one.value or "").startswith("-") or _way_words().search(one.metric):
        return ""
    unit = one.unit or ""
    sorts = (("rate", unit in _RATES), ("points", unit in _POINTS), ("doubling", unit == _DOUBLED))
    sort = next((name for name, holds in sorts if holds), "amount" if one.kind == "change" else "")
    return sort and f"{sort} {one.direction}"


@cache
def _way_words() -> re.Pattern[str]:
    """Where a metric says which way it goes: 增长, 减少, 涨幅; 增 and 涨 alone only at its end."""
    verbs = {row["word"] for row in read_rows("figure_verbs") if row["role"] == "change"}
    known = words("growth_words") | words("way_words") | verbs
    return re.compile("|".join(re.escape(word) + ("" if len(word) > 1 else "$") for word in sorted(known)))


def _worded(code: str, spoken: Language, *parts: str) -> str:
    return _words()[code][spoken].format(*parts)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: {"zh": row["zh"], "en": row["en"]} for row in read_rows("value_words")}
