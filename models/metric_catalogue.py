"""The catalogue of metrics: what the indicators of plans and communiqués are, and which name means which.

Rows of the vocabulary metrics.csv. A name means a metric only where it is one of its names, apart from width,
marks and spelling (metric_variants); words that make another metric of it (城镇, 规模以上, 年均 …) stay. What
is not told by name and unit has no key: a wrong key is worse than none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.names import MetricBasis
from models.units import unit_words
from models.vocabularies import read_rows

_BRACKETS: Final = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]*)[)\]〕】]")
_MARKS: Final = re.compile(r"[\W_]+")
_PER: Final = ("每", "人均", "单位", "万元", "亿元", "万人", "千人", "地均", "亩均")
_COUNTS: Final = ("总数", "数量", "个数", "数")
_LEAST_COUNTED: Final = 4
_SHARES: Final = ("share", "multiple", "rank")


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. `units` are the base units it is told in ("" for none), `direction` is up, down, floor
    (the larger target binds more, though the level may fall), ceiling or none; `measure` level or change;
    `low` and `high` what a value cannot go beyond."""

    key: str
    name: str
    english: str
    aliases: tuple[str, ...]
    units: tuple[str, ...]
    direction: str
    measure: str
    nature: str
    low: Decimal | None
    high: Decimal | None
    subject: str
    defined_in: str

    @property
    def better(self) -> str | None:
        """Which target is the more ambitious: `up` the larger, `down` the smaller, None where nobody can
        say."""
        return {"floor": "up", "ceiling": "down", "none": None}.get(self.direction, self.direction)


@dataclass(frozen=True, slots=True)
class Named:
    """A metric that a name means, and by what: its canonical `name`, an `alias`, or either after words of
    the plan's own place, of the year or of reaching (`scope`)."""

    metric: Metric
    basis: MetricBasis


@cache
def metrics() -> Mapping[str, Metric]:
    """Every metric by its key: the rows of the vocabulary, and the growth of those that are told to grow."""
    found = [metric for row in read_rows("metrics") for metric in _metrics_of(row)]
    return {metric.key: metric for metric in found}


def _metrics_of(row: Mapping[str, str]) -> Iterator[Metric]:
    level = Metric(
        key=row["key"],
        name=row["name"],
        english=row["english"],
        aliases=_words(row["aliases"]),
        units=tuple(row["unit"].split("|")),
        direction=row["direction"],
        measure=row["measure"],
        nature=row["nature"],
        low=Decimal(row["low"]) if row["low"] else None,
        high=Decimal(row["high"]) if row["high"] else None,
        subject=row["subject"],
        defined_in=row["defined_in"],
    )
    yield level
    if row["growth"]:
        yield from (_growth(level, kind, forms) for kind, forms in _growth_forms().items())


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)


@cache
def _growth_forms() -> Mapping[str, tuple[str, ...]]:
    """By kind of growth (growth, average_growth) the ends of its names, the first for its canonical one."""
    forms: dict[str, list[str]] = {}
    for row in read_rows("metric_growth_forms"):
        forms.setdefault(row["kind"], []).append(row["form"])
    return {kind: tuple(found) for kind, found in forms.items()}


def _growth(level: Metric, kind: str, forms: tuple[str, ...]) -> Metric:
    """How much a level grows: a floor, since slower growth is nothing gone wrong."""
    names = [f"{name}{form}" for name in (level.name, *level.aliases) for form in forms]
    return Metric(
        key=f"{level.key}_{kind}",
        name=names[0],
        english=f"{kind.replace('_', ' ')} of {level.english}",
        aliases=tuple(names[1:]),
        units=("%",),
        direction="none" if level.direction == "none" else "floor",
        measure="change",
        nature=level.nature,
        low=None,
        high=None,
        subject=level.subject,
        defined_in=level.defined_in,
    )


def metric_named(name: str, region: str = "") -> Named | None:
    """The metric that a name means, whatever its unit; None where no metric has just this name.

    Args:
        name: as printed, such as 全市森林覆盖率（%）.
        region: the plan's own place, whose name before the metric says nothing more of it.
    """
    for form, basis in _forms(name, region):
        found = _by_name().get(form) or _counted(form)
        if found is not None:
            return Named(metrics()[found.key], basis or found.basis)
    return None


def metric_told(name: str, unit: str | None, kind: str, role: str | None, region: str = "") -> Named | None:
    """The metric that a number of this name, unit, kind and role tells: its growth, its difference to
    another or its parts are not itself."""
    named = metric_named(name, region)
    if named is None or kind == "comparison" or role not in _ROLES or not _has_unit(named.metric, unit):
        return None
    return None if kind == "change" and named.metric.measure == "level" else named


_ROLES: Final = (None, "baseline", "target", "old_target", "actual", "interim", "value")


def _has_unit(metric: Metric, unit: str | None) -> bool:
    printed = _numerator(metric, unit or "")
    if (unit or "") in metric.units or printed in metric.units:
        return True
    dimensions = {_dimension(told) for told in metric.units} - {None, *_SHARES}
    return _dimension(printed) in dimensions


def _numerator(metric: Metric, unit: str) -> str:
    """人/千人 of 每千人口…医师数 is told as 人."""
    return unit.partition("/")[0] if metric.name.startswith(_PER) else unit


def _dimension(unit: str) -> str | None:
    word = unit_words().get(unit)
    return None if word is None or word.factor is None else word.dimension


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    basis: MetricBasis


@cache
def _by_name() -> Mapping[str, _Known]:
    told: list[tuple[str, _Known]] = []
    for metric in metrics().values():
        alias = _Known(metric.key, "alias")
        told += ((metric.name, _Known(metric.key, "name")), *((name, alias) for name in metric.aliases))
    # each variant is sought in one text, not in thousands
    folded = _with_variants("\n".join(_of_one_width(name) for name, _ in told)).split("\n")
    known: dict[str, _Known] = {}
    for plain, (_, meant) in zip(map(_unmarked, folded), told, strict=True):
        known.setdefault(plain, meant)
    return known


def _forms(name: str, region: str) -> Iterator[tuple[str, MetricBasis | None]]:
    """The ways to look a name up, the nearest to the print first."""
    whole = plain_name(name)
    yield whole, None
    short = whole
    leads = (*((region,) if region else ()), *_leads())
    while lead := next((word for word in leads if short.startswith(word) and len(short) > len(word)), ""):
        short = short[len(lead) :]
        yield short, "scope"


def _counted(form: str) -> _Known | None:
    """高新技术企业数量 and 高新技术企业 are 高新技术企业数; a single word (企业) is no metric."""
    bare = next((form.removesuffix(end) for end in _COUNTS if form.endswith(end)), form)
    return _by_name().get(f"{bare}数") if len(bare) >= _LEAST_COUNTED else None


@cache
def _leads() -> tuple[str, ...]:
    return tuple(
        sorted((row["word"] for row in read_rows("metric_leads")), key=lambda word: (-len(word), word))
    )


@cache
def plain_name(name: str) -> str:
    """A name in the one spelling that names are compared in: width, marks, variants of words; brackets are
    dropped where they repeat the name, or hold its unit or the mark of a note."""
    return _unmarked(_with_variants(_of_one_width(name)))


def _of_one_width(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _unmarked(folded: str) -> str:
    if folded.isalnum():
        return folded
    rest = _BRACKETS.sub("", folded)
    kept = _BRACKETS.sub(lambda match: "" if _says_nothing(match.group(1), rest) else match.group(1), folded)
    return _MARKS.sub("", kept.replace("%", ""))


def _says_nothing(inside: str, rest: str) -> bool:
    plain = _MARKS.sub("", inside)
    return not plain or plain.isdigit() or plain in _MARKS.sub("", rest) or inside.strip() in _bracketed()


@cache
def _bracketed() -> frozenset[str]:
    """What stands in brackets behind a name and belongs to its value: units, and words of its reckoning."""
    scaled = {f"{scale}{unit}" for unit in unit_words() for scale in ("", "万", "亿", "千", "百万")}
    return frozenset(scaled | {row["word"] for row in read_rows("metric_brackets")})


def _with_variants(folded: str) -> str:
    for variant, word in _variants():
        folded = folded.replace(variant, word)
    return folded


@cache
def _variants() -> tuple[tuple[str, str], ...]:
    rows = [
        (unicodedata.normalize("NFKC", row["variant"]), row["word"]) for row in read_rows("metric_variants")
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))
