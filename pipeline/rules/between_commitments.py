"""What a new version promises less of than the one before: units that moved under a value, targets of the
text, bounds and words that bind less, indicators and projects that are gone, years put off.

Evidence stands in the new version; what the old one said is told in the sentence and as what was expected.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from pipeline.rules.between_versions import matched
from pipeline.rules.changed import ChangedRow
from pipeline.rules.directions import better_way
from pipeline.rules.records import FigureRow, Held, IndicatorRow, ProjectRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, Side, field_side, figure_side, sides, whole
from pipeline.rules.wording import say

_BOUNDS: Final = frozenset({"at_least", "over", "up_to"})
_VAGUE: Final = frozenset({"near", "about", "approx"})
_LEAST_SCALE: Final = 2  # powers of ten: a value ten times as large may be meant
_AROUND: Final = 2  # characters beside a change that may be a part of the word


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
        return Agreed()
    message = say("unit_changed", name=new.name, old=old.unit, new=new.unit, value=new.target_raw)
    return Finding(message, places, old.unit, new.unit)


def _scale_result(
    held: Held, old: IndicatorRow, new: IndicatorRow, before: Decimal, after: Decimal
) -> Result:
    places = sides(field_side(held, new.id, "target_raw"), field_side(held, new.id, "unit", "name"))
    if not _is_scaled(before, after) or not places:
        return Agreed()
    values = {"old": old.target_raw, "new": new.target_raw, "unit": new.unit}
    return Finding(say("unit_changed.scale", name=new.name, **values), places, old.target_raw, new.target_raw)


def _plain(unit: str) -> str:
    return "".join(unit.split())


def _is_scaled(before: Decimal, after: Decimal) -> bool:
    """Whether one is the other times 100, 1000, …"""
    small, large = sorted((abs(before), abs(after)))
    if not small:
        return False
    ratio = large / small
    return ratio >= 10**_LEAST_SCALE and ratio == 10 ** (len(str(int(ratio))) - 1)


def qualifier_weakened(held: Held) -> Iterator[Result]:
    """Targets that were a bound and are only about a value now."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.indicators, held.indicators):
        places = sides(field_side(held, new.id, "target_raw"), field_side(held, new.id, "name"))
        if old.qualifier not in _BOUNDS or new.qualifier is None or not places:
            continue
        if new.qualifier not in _VAGUE:
            yield Agreed()
            continue
        values = {"old": old.target_raw, "new": new.target_raw, "version": held.previous.number}
        message = say("qualifier_weakened", name=new.name, **values)
        yield Finding(message, places, old.target_raw, new.target_raw)


def binding_dropped(held: Held) -> Iterator[Result]:
    """Indicators that were 约束性 and have no row any more, in a plan that still has indicators."""
    if held.previous is None or not held.indicators:
        return
    kept = {old.id for old, _ in matched(held.previous.indicators, held.indicators)}
    first = held.indicators[0]
    place = _table_place(held, first.table, first.id)
    for old in held.previous.indicators:
        if old.nature == "约束性" and old.id not in kept and place is not None:
            message = say("binding_dropped", name=old.name, version=held.previous.number)
            yield Finding(message, (place,), old.name, None)


def _table_place(held: Held, table: int, first: int) -> Side | None:
    """Where a table that lacks a row is named: its caption, else the name of its `first` record."""
    caption = held.tables[table].caption_block if table in held.tables else None
    if caption is not None:
        return whole(held.blocks[caption])
    return field_side(held, first, "name")


def deadline_postponed(held: Held) -> Iterator[Result]:
    """Projects that end later than before; an information where it is still within the plan's years."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.projects, held.projects):
        if old.end_year is None or new.end_year is None:
            continue
        places = sides(field_side(held, new.id, "end_year", "period_raw"), field_side(held, new.id, "name"))
        if new.end_year <= old.end_year or not places:
            yield Agreed()
            continue
        values = {"old": old.end_year, "new": new.end_year, "version": held.previous.number}
        message = say("deadline_postponed", name=new.name, **values)
        yield Finding(
            message,
            places,
            str(old.end_year),
            str(new.end_year),
            None if _is_outside(held, new) else "info",
        )


def _is_outside(held: Held, row: ProjectRow) -> bool:
    return held.period is not None and row.end_year is not None and row.end_year > held.period[1]


def text_target_lowered(held: Held) -> Iterator[Result]:
    """Targets of the running text that are less ambitious than before."""
    figures = {figure.id: figure for figure in held.figures}
    for change in held.changes:
        if (change.record_kind, change.change, change.field) != ("figure", "changed", "value"):
            continue
        figure = figures.get(change.new_id or 0)
        if figure is not None and figure.owner is None and figure.kind == "target":
            result = _target_result(held, figure, change)
            if result is not None:
                yield result


def _target_result(held: Held, figure: FigureRow, change: ChangedRow) -> Result | None:
    """None where nobody can say which way is better."""
    wanted = _wanted(figure)
    if wanted is None or change.old_value is None or change.new_value is None:
        return None
    old, new = Decimal(change.old_value), Decimal(change.new_value)
    if (new > old) == (wanted == "up"):
        return Agreed()
    quotes = {"old": change.old_quote, "new": change.new_quote}
    message = say("text_target_lowered", metric=figure.metric, **quotes)
    return Finding(message, (figure_side(held, figure),), change.old_quote, change.new_quote)


def _wanted(figure: FigureRow) -> str | None:
    """Which way is better: a floor wants more, a ceiling less, else what the metric's name says."""
    if figure.qualifier in ("at_least", "over"):
        return "up"
    if figure.qualifier == "up_to":
        return "down"
    return better_way(figure.metric)


def commitment_weakened(held: Held) -> Iterator[Result]:
    """Places of the text where a word that binds gave way to one that does not."""
    for change in held.changes:
        if change.record_kind not in ("block", "box_item") or change.change != "changed":
            continue
        place = _place(held, change)
        words = _weaker(held, change)
        if words is not None and place is not None:
            yield Finding(say("commitment_weakened", old=words[0], new=words[1]), (place,), *words)


def _place(held: Held, change: ChangedRow) -> Side | None:
    block = held.blocks.get(change.block or 0)
    if block is None or change.start is None or change.end is None:
        return None
    return Side(block.id, change.start, change.end, block.text[change.start : change.end])


def _weaker(held: Held, change: ChangedRow) -> tuple[str, str] | None:
    """(the word that bound, the word in its place), None where it binds as before."""
    old, new = change.old_quote or "", _around(held, change)
    bound, loose = _first(old, "binding"), _first(new, "loose")
    if bound is None or loose is None or _first(new, "binding") or _first(old, "loose"):
        return None
    return bound, loose


def _around(held: Held, change: ChangedRow) -> str:
    block = held.blocks.get(change.block or 0)
    if block is None or change.start is None or change.end is None:
        return change.new_quote or ""
    return block.text[max(0, change.start - _AROUND) : change.end + _AROUND]


def _first(text: str, strength: str) -> str | None:
    found = [(text.find(word), -len(word), word) for word in _words(strength) if word in text]
    return min(found)[2] if found else None


@cache
def _words(strength: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("commitment_words") if row["strength"] == strength)


def project_dropped(held: Held) -> Iterator[Result]:
    """Projects that have no row any more and of which the text does not speak either."""
    if held.previous is None or not held.projects:
        return
    kept = {old.id for old, _ in matched(held.previous.projects, held.projects)}
    gone = [old for old in held.previous.projects if old.kind == "project" and old.id not in kept]
    texts = [_plain(block.text) for block in held.prose()] if gone else []
    first = held.projects[0]
    place = _table_place(held, first.table, first.id)
    for old in gone:
        if place is not None and not _is_mentioned(old.name, texts):
            message = say("project_dropped", name=old.name, version=held.previous.number)
            yield Finding(message, (place,), old.name, None)


def _is_mentioned(name: str, texts: Sequence[str]) -> bool:
    return any(_plain(name) in text for text in texts)


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
        "A target that was a bound (≥, ≤, 不低于) is only about a value now (左右).",
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
        " its bound or its metric says which way is better.",
        "普及率达到95% in the draft, 90% in the plan",
        "See whether the change was meant and is explained.",
        "A change of scope.",
    ),
    Rule(
        "commitment_weakened",
        "warning",
        commitment_weakened,
        "Where a word stood that binds (必须, 确保, 不低于), one stands now that does not (可以, 力争).",
        "必须建立 in the draft, 可以建立 in the plan",
        "See whether the change was meant.",
        "A sentence rewritten as a whole.",
    ),
    Rule(
        "project_dropped",
        "info",
        project_dropped,
        "A project of the version before has no row any more, and the text does not speak of it.",
        "a project of the draft that the plan has not",
        "See whether it was meant.",
        "A project under a wholly new name.",
    ),
)
