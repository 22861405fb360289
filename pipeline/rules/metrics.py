"""When two figures tell of the same metric: name, modifiers, unit, period and subject, with a score and the
reason."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.metric_catalogue import metrics
from models.units import unit_words
from models.vocabularies import read_rows, words
from pipeline.rules.records import FigureRow

_BRACKETS = re.compile(r"[（(〔\[][^（）()〔〕\[\]]*[）)〕\]]")
_MARKS = re.compile("[\\s“”‘’\"'《》、，,·:：]+")
SAME: Final = Decimal("1.0")
SAME_BUT_NEUTRAL: Final = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class MetricKey:
    """What must be equal: the head of the name, words that change its meaning, the dimension of the unit,
    period, subject."""

    head: str
    modifiers: tuple[str, ...]
    dimension: str
    period: str
    subject: str


@dataclass(frozen=True, slots=True)
class Match:
    """How sure it is that two names are one metric (0 to 1), and why."""

    score: Decimal
    reason: str


def plain(metric: str) -> str:
    """The name without width, marks and what stands in brackets."""
    return _MARKS.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", metric)))


@cache
def _word_kinds() -> tuple[tuple[str, str], ...]:
    rows = [(row["word"], row["kind"]) for row in read_rows("rule_metric_words")]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@cache
def split(metric: str, region: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Head, modifiers that change the meaning (新增, 年均, 人均 …), and neutral words that were left out
    (累计, 数, 全市 …)."""
    rest = plain(metric)
    kept: list[str] = []
    dropped: list[str] = []
    if region and rest.startswith(region):
        rest = rest[len(region) :]
        dropped.append(region)
    for word, kind in _word_kinds():
        found = (
            rest.startswith(word)
            if kind == "scope"
            else rest.endswith(word)
            if kind == "suffix"
            else word in rest
        )
        if found and len(rest) > len(word):
            rest = (
                rest[len(word) :]
                if kind == "scope"
                else rest[: -len(word)]
                if kind == "suffix"
                else rest.replace(word, "", 1)
            )
            (kept if kind == "telling" else dropped).append(word)
    return rest, tuple(sorted(kept)), tuple(dropped)


def dimension(unit: str | None) -> str:
    """What a unit measures: units of one dimension can be reckoned into each other; others stand for
    themselves."""
    word = unit_words().get(unit or "")
    return word.dimension if word is not None and word.factor is not None else unit or ""


def keys_of(figure: FigureRow, region: str) -> tuple[MetricKey, ...]:
    """The keys of a figure: by its name, and by the name that the catalogue has for its metric."""
    known = metrics().get(figure.metric_key or "")
    names = (split(figure.metric, region), *((split(known.name, ""),) if known else ()))
    subject = plain(figure.subject or "")
    of = "" if subject == region else subject
    period, unit = figure.period or "", dimension(figure.unit)
    keys = (MetricKey(head, modifiers, unit, period, of) for head, modifiers, _ in names)
    return tuple(dict.fromkeys(keys))


def match(one: FigureRow, other: FigureRow, region: str) -> Match:
    """For two figures of one key: whether the names are the same as they stand, else which words were passed
    over."""
    if plain(one.metric) == plain(other.metric):
        return Match(SAME, f"the same name, {one.metric}")
    if one.metric_key is not None and one.metric_key == other.metric_key:
        return Match(SAME, f"both are {metrics()[one.metric_key].name}")
    passed = dict.fromkeys((*split(one.metric, region)[2], *split(other.metric, region)[2]))
    return Match(SAME_BUT_NEUTRAL, f"the same name but for {'、'.join(passed)}")


def is_generic(head: str) -> bool:
    """Words that name no metric by themselves (项目, 企业, 面积 …)."""
    return head in words("generic_metrics")
