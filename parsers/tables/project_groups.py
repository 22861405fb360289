"""Which group a row of a project table belongs to."""

from dataclasses import dataclass, replace
from itertools import pairwise

from models.names import RowKind
from parsers.tables.project_rows import ProjectRow

_FIRST, _LAST = 0, 99  # ranks of groups without a serial: outside or inside those that have one


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A group row that later rows may belong to: its rank, kind and position among the document's
    projects."""

    rank: int
    kind: RowKind
    position: int
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """The open groups, outermost first, and the rank that makes categories; handed on to a 续表."""

    open: tuple[OpenGroup, ...] = ()
    outermost: int | None = None

    def innermost(self) -> OpenGroup | None:
        """The group a project would belong to."""
        return self.open[-1] if self.open else None

    def opened(self, rank: int, position: int) -> tuple["Groups", RowKind, int | None]:
        """With a new group: its kind, and its parent unless it is a category."""
        kept = tuple(group for group in self.open if group.rank < rank)
        outermost = rank if self.outermost is None else min(self.outermost, rank)
        kind: RowKind = "category" if rank <= outermost else "subcategory"
        parent = kept[-1].position if kept and kind == "subcategory" else None
        return Groups((*kept, OpenGroup(rank, kind, position)), outermost), kind, parent

    def with_project(self) -> "Groups":
        """After a project: its group is no longer empty."""
        return (
            replace(self, open=(*self.open[:-1], replace(self.open[-1], filled=True))) if self.open else self
        )

    def closed(self) -> "Groups":
        """After a subtotal: a group with projects is closed, one whose subtotal stands first stays open."""
        if not self.open or not self.open[-1].filled:
            return self
        outer = self.open[:-1]
        return replace(self, open=(*outer[:-1], replace(outer[-1], filled=True)) if outer else ())


def group_ranks(rows: tuple[ProjectRow, ...]) -> dict[int, int]:
    """The rank of each group row, by row: that of its serial; without one, outside the group row it stands
    right above, else inside all others."""
    groups = [row for row in rows if row.form == "group"]
    followed = {row.row for row, after in pairwise(rows) if row.form == after.form == "group" and _bare(row)}
    labelled = any(not _bare(row) for row in groups)
    heads = {
        row.row for row, after in pairwise(rows) if row.row in followed and (not _bare(after) or not labelled)
    }
    return {
        row.row: row.serial.rank if row.serial and row.serial.rank else _FIRST if row.row in heads else _LAST
        for row in groups
    }


def _bare(row: ProjectRow) -> bool:
    return row.serial is None or row.serial.rank is None


def outermost_rank(ranks: dict[int, int]) -> int | None:
    """The rank that makes categories."""
    return min(ranks.values(), default=None)
