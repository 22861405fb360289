"""How the rows of a project table nest: what stands directly under a group row or the total row, over 续表
too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.names import GROUP_ROW_KINDS
from pipeline.rules.records import Held, ProjectRow, TableRow
from pipeline.rules.values import Printed, printed

_SUMS: Final = frozenset({"total", "subtotal"})
_NO_MEMBERS: Final = _SUMS | {"part"}


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


def children(rows: Iterable[ProjectRow]) -> dict[int | None, list[ProjectRow]]:
    """The rows under each row, in order."""
    found: dict[int | None, list[ProjectRow]] = {}
    for row in rows:
        found.setdefault(row.parent, []).append(row)
    return found


def groups(held: Held) -> Iterator[Group]:
    """Every group row with its members; a table's total row has the rows without a parent. Parts (其中：…) of
    a group are not all of it; groups without members are left out."""
    for rows in tables_of_projects(held).values():
        known = {row.id for row in rows}
        outermost = tuple(row for row in rows if row.kind not in _SUMS and row.parent not in known)
        totals = [row for row in rows if row.kind == "total"]
        below = children(rows)
        for row in rows:
            if row.kind not in GROUP_ROW_KINDS:
                continue
            if row.kind == "total":
                members = outermost if len(totals) == 1 else ()
            elif row.kind == "subtotal":
                members = _of_subtotal(row, rows)
            else:
                members = tuple(member for member in below.get(row.id, ()) if member.kind not in _NO_MEMBERS)
            if members:
                yield Group(row, members)


def _of_subtotal(subtotal: ProjectRow, rows: list[ProjectRow]) -> tuple[ProjectRow, ...]:
    """A 小计 sums what its group holds since the 小计 before it; one that stands first sums what follows."""
    same = [row for row in rows if row.parent == subtotal.parent]
    at = same.index(subtotal)
    before = next((index for index in range(at - 1, -1, -1) if same[index].kind in _SUMS), -1)
    found = same[before + 1 : at]
    if not found and at == 0:
        after = next((index for index in range(1, len(same)) if same[index].kind in _SUMS), len(same))
        found = same[1:after]
    return tuple(row for row in found if row.kind not in _SUMS)


def descendants(group: ProjectRow, rows: Mapping[int | None, Sequence[ProjectRow]]) -> list[ProjectRow]:
    """The projects anywhere under a row, of the rows under each row (`children`)."""
    below: list[ProjectRow] = []
    for row in rows.get(group.id, ()):
        below += [row] if row.kind == "project" else descendants(row, rows)
    return below


def amount_of(row: ProjectRow, column: str) -> Printed | None:
    """What a row prints of the total investment (`total`), else of that in the plan's period."""
    return (
        printed(row.total_raw, row.total)
        if column == "total"
        else printed(row.period_investment_raw, row.period_investment)
    )
