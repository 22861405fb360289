"""How the rows of a project table nest: what stands directly under a group row or the total row, over 续表
too."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.rules.records import Held, ProjectRow, TableRow


@dataclass(frozen=True, slots=True)
class Group:
    """A group or total row with the rows directly under it."""

    row: ProjectRow
    members: tuple[ProjectRow, ...]


def root_table(held: Held, table: int) -> int:
    """The first table of the chain a 续表 goes on from."""
    seen = {table}
    found: TableRow | None = held.tables.get(table)
    while found is not None and found.continues is not None and found.continues not in seen:
        table = found.continues
        seen.add(table)
        found = held.tables.get(table)
    return table


def tables_of_projects(held: Held) -> dict[int, list[ProjectRow]]:
    """The project rows by the first table of their chain, in order."""
    found: dict[int, list[ProjectRow]] = {}
    for row in held.projects:
        found.setdefault(root_table(held, row.table), []).append(row)
    return found


def groups(held: Held) -> Iterator[Group]:
    """Every group row with its members; a table's total row has the rows without a parent. Groups without
    members are left out."""
    for rows in tables_of_projects(held).values():
        known = {row.id for row in rows}
        outermost = tuple(row for row in rows if row.kind != "total" and row.parent not in known)
        totals = [row for row in rows if row.kind == "total"]
        for row in rows:
            if row.kind == "total":
                members = _of_total(row, totals, outermost, rows)
            else:
                members = tuple(
                    member for member in rows if member.parent == row.id and member.kind != "total"
                )
            if members and row.kind != "project":
                yield Group(row, members)


def _of_total(
    row: ProjectRow, totals: list[ProjectRow], outermost: tuple[ProjectRow, ...], rows: list[ProjectRow]
) -> tuple[ProjectRow, ...]:
    """A 小计 that belongs to a group sums that group; the only 总计 of a table sums the table; where several
    have no group, none is understood."""
    if row.parent is not None:
        return tuple(member for member in rows if member.parent == row.parent and member.kind != "total")
    free = [other for other in totals if other.parent is None]
    return outermost if len(free) == 1 else ()


def descendants(group: ProjectRow, rows: tuple[ProjectRow, ...]) -> list[ProjectRow]:
    """The projects anywhere under a row."""
    below: list[ProjectRow] = []
    for row in rows:
        if row.parent == group.id:
            below += [row] if row.kind == "project" else descendants(row, rows)
    return below
