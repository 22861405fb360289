"""Labels of ours in Chinese and English, of which the page shows one, and numbers as one reads them in
either."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

_ZH_SCALES: Final = (
    (Decimal(1_000_000), Decimal(100_000_000), "亿元"),
    (Decimal(10_000), Decimal(10_000), "万元"),
    (Decimal(0), Decimal(1), "元"),
)
_EN_SCALES: Final = (
    (Decimal(1_000_000_000), Decimal(1_000_000_000), "bn yuan"),
    (Decimal(100_000), Decimal(1_000_000), "m yuan"),
    (Decimal(0), Decimal(1), "yuan"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The same label in both languages; plain text, escaped where it is written."""

    zh: str
    en: str

    @property
    def together(self) -> str:
        """Both, for a place that holds plain text only (a tooltip, a name for a screen reader)."""
        return self.zh if self.zh == self.en else f"{self.zh} / {self.en}"


def spans(words: Words) -> str:
    """The label as HTML: a span for each language, one where both are the same."""
    if words.zh == words.en:
        return escape(words.zh)
    return (
        f'<span lang="zh-CN" class="zh">{escape(words.zh)}</span><span lang="en"'
        f' class="en">{escape(words.en)}</span>'
    )


def joined(parts: Sequence[Words], zh: str = " · ", en: str = " · ") -> Words:
    """Labels one after the other."""
    return Words(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def exact(value: Decimal | int) -> str:
    """All digits of a number, grouped by three: 1234567.50 → 1,234,567.50."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def rounded(value: Decimal, places: int = 2) -> str:
    """At most `places` decimals, no zeros at the end: 154.440 → 154.44."""
    shown = f"{value:,.{places}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def money(yuan: Decimal) -> Words:
    """An amount in 元, rounded for a label: 154.44亿元, 15.44 bn yuan."""
    return Words(_scaled(yuan, _ZH_SCALES, ""), _scaled(yuan, _EN_SCALES, " "))


def _scaled(yuan: Decimal, scales: Sequence[tuple[Decimal, Decimal, str]], gap: str) -> str:
    divisor, unit = next((divisor, unit) for least, divisor, unit in scales if abs(yuan) >= least)
    return f"{rounded(yuan / divisor)}{gap}{unit}"


def years(start: int | None, end: int | None) -> str:
    """2021–2025, 2021, 2021–, –2025; '' for none."""
    if start == end:
        return "" if start is None else str(start)
    return f"{'' if start is None else start}–{'' if end is None else end}"
