"""A metric of the catalogue told in a unit of another kind: 森林覆盖率 in 万元, 地区生产总值 in %.

Growth, shares and amounts per head have names of their own in the catalogue, so that only the metric itself,
named as it stands there, is held against its units.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from models.metric_catalogue import Metric, metric_named
from models.units import unit_words
from models.vocabularies import read_rows
from pipeline.rules.records import FigureRow, Held, IndicatorRow
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, field_side, figure_side, sides
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_WHOLE: Final = Decimal(100)
_SAYS = re.compile(rf"(?:{any_of('kept')})?(?:{any_of('says_value')})?$")
_LONGEST_SAYING: Final = 8
_SCALE = re.compile("^[十百千]?[万亿]")
_SHARE: Final = "share"
_MONEY: Final = "money"


def wrong_unit(held: Held) -> Iterator[Result]:
    """Rows of indicator tables, and numbers of the text that stand right behind the name of a metric."""
    for row in held.indicators:
        metric = _metric(row.name, held) if row.unit else None
        if metric is not None and metric.measure == "level" and not _may_be_growth(row):
            yield from _compared(row.name, metric, row.unit or "", _of_row(held, row))
    for figure in held.figures:
        metric = _metric(figure.metric, held) if _is_level(held, figure) else None
        if metric is not None and metric.measure == "level" and _is_of_shares(metric):
            yield from _compared(figure.metric, metric, figure.unit or "", (figure_side(held, figure),))


def _metric(name: str, held: Held) -> Metric | None:
    named = metric_named(name, held.region or "")
    return None if named is None else named.metric


def _of_row(held: Held, row: IndicatorRow) -> tuple[Side, ...]:
    return sides(field_side(held, row.id, "unit"), field_side(held, row.id, "name"))


def _may_be_growth(row: IndicatorRow) -> bool:
    """A column of % under the name of a level (地区生产总值 6) may be its growth, unless it passes 100."""
    known = [value for value in (row.baseline, row.target) if value is not None]
    return _class(row.unit or "") == _SHARE and not (known and min(known) > _WHOLE)


def _is_level(held: Held, figure: FigureRow) -> bool:
    """A number of the text right behind its metric's name (森林覆盖率达到42.5), no growth and no share."""
    reach = max(0, figure.start - len(figure.metric) - _LONGEST_SAYING)
    name = _SAYS.sub("", held.blocks[figure.block].text[reach : figure.start])
    return (
        figure.origin in ("narrative", "box")
        and figure.kind not in ("change", "comparison")
        and figure.unit is not None
        and _class(figure.unit) != _SHARE
        and name.endswith(figure.metric)
    )


def _is_of_shares(metric: Metric) -> bool:
    """In the text only shares are held against their unit: an amount may be spoken of in few words (私营企业
    20262亿元 of profit, 民间投资12条措施)."""
    return all(_class(unit) == _SHARE for unit in metric.units)


def _compared(name: str, metric: Metric, unit: str, places: tuple[Side, ...]) -> Iterator[Result]:
    told = _class(unit) if "/" not in unit else None  # 部/百人 is a rate, and may stand for %
    known = {_class(one) for one in metric.units}
    if told is None or None in known or not places:
        return
    if told in known or not {told, *known} & {_SHARE, _MONEY}:
        yield agreed(*places)
        return
    expected = "、".join(metric.units)
    message = say("wrong_unit", name=name, unit=unit, expected=expected)
    yield Finding(message, places, expected, unit)


def _class(unit: str) -> str | None:
    """What kind of thing a unit counts; of a rate (元/人) what stands above the line. None where it says
    nothing."""
    above = _SCALE.sub("", unit.partition("/")[0])
    word = unit_words().get(unit) or unit_words().get(above)
    return None if word is None else _classes().get(word.dimension)


@cache
def _classes() -> dict[str, str]:
    return {row["dimension"]: row["class"] for row in read_rows("unit_classes")}


RULES = (
    Rule(
        "wrong_unit",
        "warning",
        wrong_unit,
        "A metric of the catalogue is told in a unit of another kind: a share in money, metres or tons, an"
        " amount of money in pieces, an amount in per cent above 100.",
        "森林覆盖率 in 万元; “森林覆盖率达到42.5公里”",
        "Correct the unit.",
        "A name that means something else in this plan. Growth, shares of a metric and amounts per head have"
        " names of their own; per cent under the name of an amount may be its growth and is not told.",
    ),
)
