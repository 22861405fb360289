"""Range and direction: shares over 100 %, targets on the wrong side of their baseline, values that fall
where the verb says they rise."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from models.metric_catalogue import metric_named
from models.vocabularies import read_rows, words
from parsers.notation.numerals import fold
from parsers.notation.quantity_text import find_quantities
from pipeline.rules.records import Held, IndicatorRow
from pipeline.rules.results import (
    Agreed,
    Finding,
    Result,
    Rule,
    Side,
    agreed,
    field_side,
    figure_side,
    sides,
    span,
)
from pipeline.rules.values import shown
from pipeline.rules.wording import say

_WHOLE = Decimal(100)
_LONGEST_QUANTITY = 24
# 30—20公里; not codes, dates, 2021—2025
_RANGE = re.compile(r"(?<![0-9A-Za-z.〔/—–-])(\d+(?:\.\d+)?)%?[—–~-]{1,2}(\d+(?:\.\d+)?)(?=[%\u4e00-\u9fff])")


def direction_of(metric: str, category: str | None = None) -> str | None:
    """`up` or `down` where the level of a metric should go, None where nobody can say: as the catalogue of
    metrics has it, else by the words of its name (metric_directions), else by the group it stands in
    (化学需氧量 under 主要污染物排放总量减少)."""
    direction = _direction(metric) or _of_group(category)
    return direction if direction in ("up", "down") else None


def better_way(metric: str, category: str | None = None) -> str | None:
    """Which target is the more ambitious, `up` the larger or `down` the smaller: known of a ceiling and of a
    floor, too (失业率, 耕地保有量), whose level may go either way."""
    direction = _direction(metric) or _of_group(category)
    return {"floor": "up", "ceiling": "down"}.get(direction or "", direction_of(metric, category))


@cache
def _direction(metric: str) -> str | None:
    named = metric_named(metric)
    if named is not None:
        return named.metric.direction
    plain = "".join(metric.split())
    return next(
        (
            direction
            for form, text, direction in _directions()
            if (form == "contains" and text in plain) or (form == "ends" and plain.endswith(text))
        ),
        None,
    )


def _of_group(category: str | None) -> str | None:
    """What is less or more of each of its rows: only where the group's name says that it is a change."""
    direction = _direction((category or "").rpartition(">")[2].strip())
    return direction if direction == "floor" else None


@cache
def _directions() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["form"], row["text"], row["direction"]) for row in read_rows("metric_directions"))


def is_bounded_share(metric: str) -> bool:
    """Whether a share of this metric cannot exceed the whole: as the catalogue of metrics has it, else by
    the vocabulary bounded_shares."""
    named = metric_named(metric)
    if named is not None:
        return named.metric.high == _WHOLE
    plain = "".join(metric.split())
    rows = read_rows("bounded_shares")
    if any(row["bounded"] == "no" and row["text"] in plain for row in rows):
        return False
    return any(row["bounded"] == "yes" and plain.endswith(row["text"]) for row in rows)


def _is_percent(unit: str | None) -> bool:
    return (unit or "").strip() in ("%", "％", "﹪")


def share_over_100(held: Held) -> Iterator[Result]:
    """Shares of a whole in indicator tables and in the text."""
    for row in held.indicators:
        if _is_percent(row.unit) and is_bounded_share(row.name):
            for value, fields in (
                (row.target, ("target_raw", "target_value")),
                (row.baseline, ("baseline_raw", "baseline_value")),
            ):
                if value is not None:
                    yield _share(
                        value,
                        row.name,
                        sides(field_side(held, row.id, *fields), field_side(held, row.id, "name")),
                    )
    for figure in held.figures:
        stated = figure.origin in ("narrative", "box", "other_table") and figure.kind not in (
            "change",
            "comparison",
        )
        if stated and figure.unit == "%" and figure.value is not None and is_bounded_share(figure.metric):
            yield _share(figure.value, figure.metric, (figure_side(held, figure),))


def _share(value: Decimal, name: str, places: tuple[Side, ...]) -> Result:
    if value <= _WHOLE or not places:
        return Agreed(sides=places)
    return Finding(
        say("share_over_100", name=name, share=f"{shown(value)}%"), places, "≤100%", f"{shown(value)}%"
    )


def target_direction(held: Held) -> Iterator[Result]:
    """Each indicator's target against its baseline, where its name says which way it should go. A target
    that keeps a level (稳定在15万吨以上) is a floor, and may lie below what was reached."""
    for row in held.indicators:
        wanted = direction_of(row.name, row.category)
        if (
            wanted is None
            or row.baseline is None
            or row.target is None
            or row.cumulative
            or not is_level(row)
            or _keeps(row)
        ):
            continue
        best = max(row.target, row.target_max or row.target)
        wrong = (
            best < row.baseline
            if wanted == "up"
            else row.target > row.baseline and row.qualifier not in ("up_to", "near")
        )
        if not wrong:
            yield agreed(*(field_side(held, row.id, name) for name in ("target_raw", "baseline_raw")))
            continue
        places = sides(
            field_side(held, row.id, "target_raw"),
            field_side(held, row.id, "baseline_raw"),
            field_side(held, row.id, "name"),
        )
        bound = "≥" if wanted == "up" else "≤"
        values = {"target": row.target_raw, "baseline": row.baseline_raw}
        message = say(f"target_direction.{wanted}", name=row.name, **values)
        yield Finding(message, places, f"{bound}{row.baseline_raw}", row.target_raw)


def _keeps(row: IndicatorRow) -> bool:
    """Whether a target says that a level is kept."""
    return (row.target_raw or "").strip().startswith(tuple(words("keeping_words")))


def is_level(row: IndicatorRow) -> bool:
    """Whether both values are levels: no changes in percentage points, no 累计 over the years, nothing that
    is counted anew each year (城镇新增就业)."""
    return (
        "新增" not in row.name
        and "百分点" not in (row.unit or "")
        and not any("〔" in (raw or "") or "[" in (raw or "") for raw in (row.target_raw, row.baseline_raw))
    )


def range_reversed(held: Held) -> Iterator[Result]:
    """Ranges whose first number is above the second: 80—60家."""
    for block in held.narrative():
        for match in _RANGE.finditer(fold(block.text)):
            low, high = Decimal(match.group(1)), Decimal(match.group(2))
            if low <= high:
                yield agreed(span(block, *match.span()))
            elif not _is_year(low) and (length := _counted(block.text[match.start(2) :])):
                place = span(block, match.start(), match.start(2) + length)
                yield Finding(
                    say("range_reversed", range=place.quote),
                    (place,),
                    f"{match.group(2)}—{match.group(1)}",
                    place.quote,
                )


def _counted(text: str) -> int:
    """How long the quantity with a unit is that a text begins with; 0 where it begins with none."""
    found = find_quantities(text[:_LONGEST_QUANTITY])
    return found[0].end if found and found[0].number_start == 0 and found[0].unit is not None else 0


def _is_year(value: Decimal) -> bool:
    return 1900 <= value <= 2100


RULES = (
    Rule(
        "share_over_100",
        "error",
        share_over_100,
        "A share of a whole (占比, 覆盖率, 合格率 …) is over 100 %.",
        "光纤接入用户占比 993%",
        "Look for a lost decimal point.",
        "Rates that may exceed 100 % (户均普及率, 完成率, 产能利用率) are left out by the vocabulary"
        " bounded_shares; one may be missing there.",
    ),
    Rule(
        "target_direction",
        "warning",
        target_direction,
        "A target lies below its baseline although the metric should rise, or above it although it should"
        " fall.",
        "森林覆盖率 41% in 2020, 38% in 2025; 单位GDP能耗 rising",
        "See whether baseline and target were swapped or a digit slipped.",
        "A target that is only a lower limit set with a margin. Metrics without a clear direction (人口,"
        " 耕地) are left out.",
    ),
    Rule(
        "range_reversed",
        "warning",
        range_reversed,
        "A range names its higher number first.",
        "80—60家",
        "Swap the numbers, or correct the one that is wrong.",
        "Two numbers joined by a dash that are no range.",
    ),
)
