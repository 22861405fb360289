"""What a new version promises less of than the one before: units that moved under a value, targets of the
text, bounds that are none any more, indicators that are gone, years put off.

The main evidence stands in the new version; the words of the old one are its last sides.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.vocabularies import read_rows
from pipeline.rules.between_items import table_place
from pipeline.rules.between_versions import is_another_edition, is_scaled, matched
from pipeline.rules.changed import ChangedRow
from pipeline.rules.directions import better_way
from pipeline.rules.records import FigureRow, Held, IndicatorRow, ProjectRow
from pipeline.rules.results import (
    Agreed,
    Finding,
    Result,
    Rule,
    agreed,
    changed_side,
    field_side,
    figure_side,
    sides,
    sides_before,
)
from pipeline.rules.sentences import FALLING, RISING
from pipeline.rules.wording import say

_BOUNDS: Final = frozenset({"at_least", "over", "up_to"})
_VAGUE: Final = frozenset({"near", "about", "approx"})
_VERBS: Final = {
    "up": re.compile(rf"(?:{RISING})(?:至|到)?$"),
    "down": re.compile(rf"(?:{FALLING})(?:至|到)?$"),
}
_AIMS: Final = frozenset({"target", "plan"})
_MONEY: Final = "元"


def unit_changed(held: Held) -> Iterator[Result]:
    """Indicators whose unit is another while the numbers stayed, and the other way round."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.indicators, held.indicators):
        if old.unit is None or new.unit is None or old.target is None or new.target is None:
            continue
        if _plain(old.unit) != _plain(new.unit):
            yield _unit_result(held, old, new, same=(old.target, old.baseline) == (new.target, new.baseline))
        elif old.target != new.target:
            yield _scale_result(held, old, new, old.target, new.target)


def _unit_result(held: Held, old: IndicatorRow, new: IndicatorRow, *, same: bool) -> Result:
    places = sides(field_side(held, new.id, "unit"), field_side(held, new.id, "target_raw", "name"))
    if not same or not places:
        return Agreed(sides=places)
    message = say("unit_changed", name=new.name, old=old.unit, new=new.unit, value=new.target_raw)
    before = sides_before(held, old.id, "unit") + sides_before(held, old.id, "target_raw", "name")
    return Finding(message, places, old.unit, new.unit, before=before)


def _scale_result(
    held: Held, old: IndicatorRow, new: IndicatorRow, before: Decimal, after: Decimal
) -> Result:
    places = sides(field_side(held, new.id, "target_raw"), field_side(held, new.id, "unit", "name"))
    if not is_scaled(before, after) or not places:
        return Agreed(sides=places)
    values = {"old": old.target_raw, "new": new.target_raw, "unit": new.unit}
    message = say("unit_changed.scale", name=new.name, **values)
    was = sides_before(held, old.id, "target_raw")
    return Finding(message, places, old.target_raw, new.target_raw, before=was)


def _plain(unit: str) -> str:
    return "".join(unit.split())


def qualifier_weakened(held: Held) -> Iterator[Result]:
    """Targets that were a bound, or exact, and are only about the value now."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.indicators, held.indicators):
        places = sides(field_side(held, new.id, "target_raw"), field_side(held, new.id, "name"))
        if old.qualifier in (None, *_VAGUE) or new.qualifier is None or not places:
            continue
        exact = old.qualifier == "exact" and old.target != new.target  # another goal: told as such
        if new.qualifier not in _VAGUE or exact:
            yield Agreed(sides=places)
            continue
        values = {"old": old.target_raw, "new": new.target_raw, "version": held.previous.number}
        message = say("qualifier_weakened", name=new.name, **values)
        before = sides_before(held, old.id, "target_raw")
        yield Finding(message, places, old.target_raw, new.target_raw, before=before)


def binding_dropped(held: Held) -> Iterator[Result]:
    """Indicators that were 约束性 and have no row any more, in a plan that still has indicators."""
    if held.previous is None or not held.indicators:
        return
    kept = {old.id for old, _ in matched(held.previous.indicators, held.indicators)}
    first = held.indicators[0]
    place = table_place(held, first.table, first.id)
    for old in held.previous.indicators:
        if old.nature == "约束性" and old.id not in kept and place is not None:
            message = say("binding_dropped", name=old.name, version=held.previous.number)
            yield Finding(message, (place,), old.name, None, before=sides_before(held, old.id, "name"))


def deadline_postponed(held: Held) -> Iterator[Result]:
    """Projects that end later than before; an information where it is still within the plan's years."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.projects, held.projects):
        if old.end_year is None or new.end_year is None:
            continue
        places = sides(field_side(held, new.id, "end_year", "period_raw"), field_side(held, new.id, "name"))
        if new.end_year <= old.end_year or not places:
            yield Agreed(sides=places)
            continue
        values = {"old": old.end_year, "new": new.end_year, "version": held.previous.number}
        message = say("deadline_postponed", name=new.name, **values)
        yield Finding(
            message,
            places,
            str(old.end_year),
            str(new.end_year),
            None if _is_outside(held, new) else "info",
            sides_before(held, old.id, "end_year", "period_raw"),
        )


def _is_outside(held: Held, row: ProjectRow) -> bool:
    return held.period is not None and row.end_year is not None and row.end_year > held.period[1]


def text_target_lowered(held: Held) -> Iterator[Result]:
    """Targets of the running text that are less ambitious than before."""
    if is_another_edition(held):
        return
    figures = {figure.id: figure for figure in held.figures}
    for change in held.changes:
        if (change.record_kind, change.change, change.field) != ("figure", "changed", "value"):
            continue
        figure = figures.get(change.new_id or 0)
        if figure is not None and figure.owner is None and figure.kind in _AIMS:
            result = _target_result(held, figure, change)
            if result is not None:
                yield result


def _target_result(held: Held, figure: FigureRow, change: ChangedRow) -> Result | None:
    """None where nobody can say which way is better, and for a condition (15天以内的培训)."""
    if figure.qualifier != "exact" and held.blocks[figure.block].text.startswith("的", figure.end):
        return None
    wanted = _wanted(held, figure) or _way_of_verb(held, figure)
    if wanted is None or change.old_value is None or change.new_value is None:
        return None
    old, new = Decimal(change.old_value), Decimal(change.new_value)
    if (new > old) == (wanted == "up"):
        return agreed(figure_side(held, figure))
    quotes = {"old": change.old_quote, "new": change.new_quote}
    message = say("text_target_lowered", metric=figure.metric, **quotes)
    place = figure_side(held, figure)
    return Finding(message, (place,), change.old_quote, change.new_quote, before=changed_side(change))


def _wanted(held: Held, figure: FigureRow) -> str | None:
    """Which way is better: a floor wants more, a ceiling less, else what the metric's name says; of what is
    to be built, the more. A ceiling of money may be one of what is given (每年安排补贴不超过 …): then the
    name decides alone."""
    if _ends_its_clause(held, figure):
        if figure.qualifier in ("at_least", "over"):
            return "up"
        if figure.qualifier == "up_to" and figure.unit != _MONEY:
            return "down"
    return better_way(figure.metric) or ("up" if _is_deed(figure.metric) else None)


def _ends_its_clause(held: Held, figure: FigureRow) -> bool:
    """Whether nothing of which the number is a condition stands behind it (3%以上股份的股东)."""
    return not held.blocks[figure.block].text[figure.end : figure.end + 1].isalpha()


def _way_of_verb(held: Held, figure: FigureRow) -> str | None:
    """Which way the verb before the number says it goes: 提高到, 压缩至."""
    before = held.blocks[figure.block].text[: figure.start]
    return next((way for way, verb in _VERBS.items() if verb.search(before)), None)


def _is_deed(metric: str) -> bool:
    """Whether it tells what is to be done (新建公园, 关闭采石场), and not of what there should be less."""
    rows = read_rows("promised_deeds")
    bare = metric
    while lead := next((r["word"] for r in rows if r["role"] == "lead" and bare.startswith(r["word"])), ""):
        bare = bare.removeprefix(lead)
    return any(
        bare.startswith(row["word"]) and not any(word in bare for word in row["but"].split())
        for row in rows
        if row["role"] == "deed"
    )


RULES = (
    Rule(
        "unit_changed",
        "warning",
        unit_changed,
        "The unit of an indicator is another than in the version before while its numbers stayed, or its"
        " target is a power of ten larger or smaller in the same unit.",
        "粮食总产量 50万吨 in the draft, 50吨 in the plan",
        "Correct the unit, or the numbers.",
        "A unit that was wrong before.",
    ),
    Rule(
        "qualifier_weakened",
        "warning",
        qualifier_weakened,
        "A target that was exact or a bound (≥, ≤, 不低于) is only about the value now (左右).",
        "≥93 in the draft, 93左右 in the plan",
        "See whether the change was meant.",
        "A bound that was a slip before.",
    ),
    Rule(
        "binding_dropped",
        "warning",
        binding_dropped,
        "An indicator that was 约束性 (binding) in the version before has no row in the table any more.",
        "水土保持率 struck from the table",
        "See whether it was meant, and whether another indicator took its place.",
        "An indicator under a wholly new name.",
    ),
    Rule(
        "deadline_postponed",
        "warning",
        deadline_postponed,
        "A project ends later than in the version before (info where it still ends within the plan's years).",
        "2021—2024年 in the draft, 2021—2027年 in the plan",
        "See whether the change was meant.",
        "A delay that was decided openly.",
    ),
    Rule(
        "text_target_lowered",
        "warning",
        text_target_lowered,
        "A target that stands in the running text is less ambitious than in the version before; only where"
        " its bound or its metric says which way is better, or where it tells what is to be built.",
        "普及率达到95% in the draft, 90% in the plan",
        "See whether the change was meant and is explained.",
        "A change of scope.",
    ),
)
