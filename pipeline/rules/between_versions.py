"""What a new version took back: lowered targets, 约束性 turned 预期性, totals that were not brought up to
date."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from pipeline.rules.directions import better_way
from pipeline.rules.duplicates import name_key
from pipeline.rules.groups import Group, amount_of, groups
from pipeline.rules.records import Held, IndicatorRow, ProjectRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, agreed, field_side, sides, sides_before
from pipeline.rules.values import Printed, compare, money, total
from pipeline.rules.wording import say

_LEAST_SCALE: Final = 2  # powers of ten: a value ten times as large may be meant
Row = TypeVar("Row", IndicatorRow, ProjectRow)


def matched(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Rows of one lineage; where versions were not aligned, rows whose name is unique on both sides."""
    by_lineage = {row.lineage: row for row in old}
    by_name: dict[str, list[Row]] = {}
    for row in old:
        by_name.setdefault(name_key(row.name), []).append(row)
    names = [name_key(row.name) for row in new]
    for row in new:
        before = by_lineage.get(row.lineage)
        if before is None and names.count(name_key(row.name)) == 1:
            same = by_name.get(name_key(row.name), [])
            before = same[0] if len(same) == 1 else None
        if before is not None:
            yield before, row


def is_another_edition(held: Held) -> bool:
    """Whether the new version is the plan for other years: what it plans for these takes nothing back."""
    if held.previous is None:
        return True
    before, after = held.previous.period, held.period
    return before is not None and after is not None and before[0] != after[0]


def is_scaled(before: Decimal, after: Decimal) -> bool:
    """Whether one is the other times 100, 1000, …"""
    small, large = sorted((abs(before), abs(after)))
    if not small:
        return False
    ratio = large / small
    return ratio >= 10**_LEAST_SCALE and ratio == 10 ** (len(str(int(ratio))) - 1)


def lowered_target(held: Held) -> Iterator[Result]:
    """Targets that are less ambitious than in the version before; not those that a slip of the unit moved
    (unit_changed)."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.indicators, held.indicators):
        if (
            old.target is None
            or new.target is None
            or old.unit != new.unit
            or old.target_year != new.target_year
            or is_scaled(old.target, new.target)
        ):
            continue
        wanted = better_way(new.name, new.category) or "up"
        worse = new.target < old.target if wanted == "up" else new.target > old.target
        if not worse:
            yield agreed(field_side(held, new.id, "target_raw"))
            continue
        places = sides(field_side(held, new.id, "target_raw"), field_side(held, new.id, "name"))
        values = {"old": old.target_raw, "new": new.target_raw, "version": held.previous.number}
        message = say("lowered_target", name=new.name, **values)
        if places:
            yield Finding(
                message,
                places,
                old.target_raw,
                new.target_raw,
                None if better_way(new.name, new.category) else "info",
                sides_before(held, old.id, "target_raw"),
            )


def nature_weakened(held: Held) -> Iterator[Result]:
    """Indicators that were 约束性 in the version before."""
    if held.previous is None:
        return
    for old, new in matched(held.previous.indicators, held.indicators):
        if old.nature != "约束性" or new.nature is None:
            continue
        places = sides(field_side(held, new.id, "nature"), field_side(held, new.id, "name"))
        if new.nature == "约束性" or not places:
            yield Agreed(sides=places)
        else:
            message = say("nature_weakened", name=new.name, version=held.previous.number, new=new.nature)
            before = sides_before(held, old.id, "nature", "name")
            yield Finding(message, places, old.nature, new.nature, before=before)


def total_not_updated(held: Held) -> Iterator[Result]:
    """Sums that stayed although a row under them changed, and that fit no longer."""
    if held.previous is None:
        return
    before = {group.row.id: group for group in groups(held.previous)}
    now = {group.row.id: group for group in groups(held)}
    for old, new in matched([group.row for group in before.values()], [group.row for group in now.values()]):
        for column in ("total", "period"):
            result = _stale(held, before[old.id], now[new.id], column)
            if result is not None:
                yield result


def _stale(held: Held, old: Group, new: Group, column: str) -> Result | None:
    stated, was = amount_of(new.row, column), amount_of(old.row, column)
    reckoned, reckoned_before = _reckoned(new, column), _reckoned(old, column)
    if (
        stated is None
        or was is None
        or reckoned is None
        or reckoned_before is None
        or reckoned.value == reckoned_before.value
    ):
        return None
    if (
        stated.value != was.value
        or compare(stated, reckoned) != "contradicts"
        or compare(was, reckoned_before) == "contradicts"
    ):
        return agreed(field_side(held, new.row.id, *_fields(column)))
    changed = list(_changed(old, new, column))
    fields = _fields(column)
    message = say("total_not_updated", name=new.row.name, stated=money(stated.value))
    quoted = [old.row, *(row for row, _ in changed if row is not None)]
    return Finding(
        message,
        sides(*(field_side(held, row.id, *fields) for row in (new.row, *(row for _, row in changed)))),
        money(reckoned.value),
        money(stated.value),
        before=tuple(side for row in quoted for side in sides_before(held, row.id, *fields)),
    )


def _fields(column: str) -> tuple[str, ...]:
    return ("total_investment_raw",) if column == "total" else ("period_investment_raw",)


def _changed(old: Group, new: Group, column: str) -> Iterator[tuple[ProjectRow | None, ProjectRow]]:
    """The rows whose amount is another, each with what it was before."""
    kept = {after.id: before for before, after in matched(old.members, new.members)}
    for row in new.members:
        before = kept.get(row.id)
        if before is None or amount_of(before, column) != amount_of(row, column):
            yield before, row


def _reckoned(group: Group, column: str) -> Printed | None:
    values = [amount_of(row, column) for row in group.members]
    return None if None in values else total(value for value in values if value is not None)


RULES = (
    Rule(
        "lowered_target",
        "warning",
        lowered_target,
        "A target is less ambitious than in the version before (info where the name does not say which way is"
        " better).",
        "千兆光纤网络覆盖率 90% in the draft, 80% in the plan as issued",
        "See whether the change was meant and is explained.",
        "A target that was lowered openly, or a change of scope.",
    ),
    Rule(
        "nature_weakened",
        "warning",
        nature_weakened,
        "An indicator that was 约束性 (binding) in the version before is 预期性 (expected) now.",
        "森林覆盖率: 约束性 → 预期性",
        "See whether the change was meant.",
        "A correction of an error in the version before.",
    ),
    Rule(
        "total_not_updated",
        "error",
        total_not_updated,
        "Rows of a group changed since the version before, the group's sum did not, and it no longer fits.",
        "a project from 5 to 8亿元, the 小计 still as in the draft",
        "Add up again.",
        "As for investment_sum, which reports the same place.",
    ),
)
