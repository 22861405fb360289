"""Sums and counts of project tables: the total against its domains, a domain against its groups, a group
against its projects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.names import GROUP_ROW_KINDS
from models.vocabularies import words
from pipeline.rules.duplicates import name_key
from pipeline.rules.groups import Group, amount_of, children, descendants, groups, root_table
from pipeline.rules.records import Held, ProjectRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, Side, field_side, sides
from pipeline.rules.values import Printed, compare, money, total
from pipeline.rules.wording import Sentence, say

_Below = Mapping[int | None, Sequence[ProjectRow]]
_LEAST_EXACT: Final = 2
_SUM_KINDS: Final = ("total", "subtotal")
_COLUMNS: Final = {
    "total": ("total_investment_raw", "total_investment"),
    "period": ("period_investment_raw", "period_investment"),
}


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed sum, what it should be, and the places of both."""

    group: Group
    column: str
    stated: Printed
    reckoned: Printed
    places: tuple[Side, ...]
    exact: bool = False  # to the last place, over the rows or over the projects under them

    def finding(self, message: Sentence) -> Finding:
        return Finding(message, self.places, money(self.reckoned.value), money(self.stated.value))


def _parts(row: ProjectRow, column: str, rows: _Below) -> list[tuple[ProjectRow, Printed]] | None:
    """What a member adds: its own value, else those of its members; None when one is missing."""
    own = amount_of(row, column)
    if own is not None:
        return [(row, own)]
    found: list[tuple[ProjectRow, Printed]] = []
    for member in rows.get(row.id, ()):
        if member.kind not in _SUM_KINDS:
            below = _parts(member, column, rows)
            if below is None:
                return None
            found += below
    return found or None


def _sums(held: Held) -> Iterator[_Sum]:
    for column in _COLUMNS:
        yield from _sums_of(held, column)


def _sums_of(held: Held, column: str) -> Iterator[_Sum]:
    places, below = _places(held, column), children(held.projects)
    for group in held.once(groups):
        half = places.get(root_table(held, group.row.table))
        found = [_sum(held, group, members, below, column, half) for members in _counted_in(group)]
        known = [each for each in found if each is not None]
        fits = (each for each in known if compare(each.stated, each.reckoned) != "contradicts")
        chosen = next(fits, known[0] if known else None)
        if chosen is not None:
            yield chosen


def _places(held: Held, column: str) -> dict[int, Decimal]:
    """Half a unit of the last place that the projects of a table print in this column: 6 in a column of
    tenths is 6.0."""
    found: dict[int, Decimal] = {}
    for row in held.projects:
        value = amount_of(row, column) if row.kind == "project" else None
        if value is not None and value.half:
            table = root_table(held, row.table)
            found[table] = min(found.get(table, value.half), value.half)
    return found


def _in_column(value: Printed, half: Decimal | None) -> Printed:
    return value if half is None else Printed(value.value, min(value.half, half))


def _counted_in(group: Group) -> tuple[tuple[ProjectRow, ...], ...]:
    """All members; where some are projects in reserve (备选项目), which a sum may leave out, the others."""
    firm = tuple(member for member in group.members if name_key(member.name) not in words("reserve_groups"))
    return (group.members, firm) if 0 < len(firm) < len(group.members) else (group.members,)


def _sum(
    held: Held,
    group: Group,
    members: tuple[ProjectRow, ...],
    below: _Below,
    column: str,
    half: Decimal | None,
) -> _Sum | None:
    fields = _COLUMNS[column]
    stated = amount_of(group.row, column)
    if stated is None:
        return None
    parts = [_parts(member, column, below) for member in members]
    listed = [pair for part in parts if part for pair in part]
    if len(listed) == 0 or any(part is None for part in parts):
        return None
    places = sides(
        field_side(held, group.row.id, *fields), *(field_side(held, row.id, *fields) for row, _ in listed)
    )
    reckoned = total(_in_column(value, half) for _, value in listed)
    leaves = total(value for member in members for value in _leaves(member, column, below))
    exact = stated.value in (reckoned.value, leaves.value)
    return _Sum(group, column, _in_column(stated, half), reckoned, places, exact) if places else None


def _leaves(row: ProjectRow, column: str, rows: _Below) -> list[Printed]:
    """The amounts of the projects under a row, or its own."""
    own = amount_of(row, column)
    alone = [own] if own else []
    if row.kind == "project":
        return alone
    below = [member for member in rows.get(row.id, ()) if member.kind not in _SUM_KINDS]
    return [value for member in below for value in _leaves(member, column, rows)] or alone


def investment_sum(held: Held) -> Iterator[Result]:
    """Each printed sum of investments against the rows under it."""
    for column in _COLUMNS:
        for found in (one for one in held.once(_sums) if one.column == column):
            agreement = compare(found.stated, found.reckoned)
            if agreement == "contradicts":
                stated, reckoned = money(found.stated.value), money(found.reckoned.value)
                name, rows = found.group.row.name, len(found.group.members)
                yield found.finding(
                    say(f"investment_sum.{column}", name=name, stated=stated, reckoned=reckoned, rows=rows)
                )
            else:
                yield Agreed(
                    agreement == "rounded",
                    found.places,
                    money(found.reckoned.value),
                    money(found.stated.value),
                )


def investment_sum_rounded(held: Held) -> Iterator[Result]:
    """A sum that fits only within rounding, in a table whose other sums are all exact: nothing was rounded
    there."""
    for column in _COLUMNS:
        by_table: dict[int, list[_Sum]] = {}
        for found in (one for one in held.once(_sums) if one.column == column):
            by_table.setdefault(root_table(held, found.group.row.table), []).append(found)
        for of_table in by_table.values():
            yield from _lonely(of_table)


def _lonely(of_table: list[_Sum]) -> Iterator[Result]:
    exact = [found for found in of_table if found.exact]
    for found in of_table:
        rounded = not found.exact and compare(found.stated, found.reckoned) == "rounded"
        if rounded and len(exact) >= max(_LEAST_EXACT, 2 * (len(of_table) - len(exact))):
            difference = money(abs(found.stated.value - found.reckoned.value))
            name, others = found.group.row.name, len(exact)
            yield found.finding(
                say("investment_sum_rounded", name=name, difference=difference, others=others)
            )


def project_count(held: Held) -> Iterator[Result]:
    """The number of projects a group row states (67项) against the rows under it, or against what its groups
    state."""
    below = children(held.projects)
    for group in held.once(groups):
        stated = group.row.item_count
        if stated is None:
            continue
        counted = [_count(member, below) for member in group.members]
        if None in counted:
            continue
        reckoned = sum(number for number in counted if number is not None)
        if stated == reckoned:
            yield Agreed(
                False, sides(field_side(held, group.row.id, "item_count")), str(reckoned), str(stated)
            )
            continue
        places = sides(
            field_side(held, group.row.id, "item_count"),
            *(_count_side(held, member) for member in group.members),
        )
        yield Finding(
            say("project_count", name=group.row.name, stated=stated, counted=reckoned),
            places,
            str(reckoned),
            str(stated),
        )


def _count(row: ProjectRow, rows: _Below) -> int | None:
    if row.kind not in GROUP_ROW_KINDS:
        return 1
    return row.item_count if row.item_count is not None else len(descendants(row, rows))


def _count_side(held: Held, row: ProjectRow) -> Side | None:
    return field_side(held, row.id, *(("item_count", "name") if row.kind in GROUP_ROW_KINDS else ("name",)))


RULES = (
    Rule(
        "investment_sum",
        "error",
        investment_sum,
        "A total, domain or group row prints an amount that is not the sum of the rows directly under it.",
        "总计 541.43亿元, while the three domains add up to 531.43亿元",
        "Add up the column again; correct the sum or the row that was changed after it.",
        "Rows that the sum leaves out on purpose (备选项目), or a row that this tool read as part of the"
        " wrong group.",
    ),
    Rule(
        "investment_sum_rounded",
        "warning",
        investment_sum_rounded,
        "A sum differs from its rows by less than rounding explains, but every other sum of the table is"
        " exact to the last place.",
        "小计 12.31, rows 6.15 + 6.15 = 12.30",
        "Look for a digit that was changed in one row or in the sum.",
        "The one group may hold rows that were rounded while the others were not.",
    ),
    Rule(
        "project_count",
        "error",
        project_count,
        "A group row states a number of projects that differs from the rows under it.",
        "数据中心（4项） with three rows",
        "Count the rows; correct the number or find the missing project.",
        "A row that stands for several projects, or that counts as one with its sub-projects.",
    ),
)
