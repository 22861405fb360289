"""Which group a row of a project table belongs to."""

from dataclasses import dataclass, replace
from itertools import pairwise

from models.names import RowKind
from models.vocabularies import words
from parsers.tables.passage import fold
from parsers.tables.project_row import ProjectRow

_FIRST, _LAST = 0, 99  # ranks of groups without a serial: outside or inside those that have one


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A group row that later rows may belong to: its rank, kind and position among the document's
    projects."""

    rank: int
    kind: RowKind
    position: int
    name: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """The open groups, outermost first, the rank that makes categories, and the last project, which parts of
    it may follow; handed on to a 续表."""

    open: tuple[OpenGroup, ...] = ()
    outermost: int | None = None
    project: int | None = None

    def innermost(self) -> OpenGroup | None:
        """The group a project would belong to."""
        return self.open[-1] if self.open else None

    def opened(self, rank: int, position: int, name: str) -> tuple["Groups", RowKind, int | None]:
        """With a new group: its kind, and its parent unless it is a category."""
        kept = tuple(group for group in self.open if group.rank < rank)
        outermost = rank if self.outermost is None else min(self.outermost, rank)
        kind: RowKind = "category" if rank <= outermost else "subcategory"
        parent = kept[-1].position if kept and kind == "subcategory" else None
        return Groups((*kept, OpenGroup(rank, kind, position, name)), outermost), kind, parent

    def with_project(self, position: int) -> "Groups":
        """After a project: its group is no longer empty."""
        filled = (*self.open[:-1], replace(self.open[-1], filled=True)) if self.open else ()
        return replace(self, open=filled, project=position)

    def closed(self) -> "Groups":
        """After a subtotal: a group with projects is closed, one whose subtotal stands first stays open."""
        if not self.open or not self.open[-1].filled:
            return self
        outer = self.open[:-1]
        return replace(self, open=(*outer[:-1], replace(outer[-1], filled=True)) if outer else ())

    def is_open(self, rank: int, name: str) -> bool:
        """Whether a group of this rank and name is open: a 续表 repeats the domain it goes on with."""
        return any(group.rank == rank and group.name == name for group in self.open)


def group_ranks(rows: tuple[ProjectRow, ...]) -> dict[int, int]:
    """The rank of each group row, by row: that of its serial; without one, outside the group row it stands
    right above, else inside all others; projects in reserve (备选项目) stand beside the outermost groups. In
    a summary, which names no projects, rows without a number are all alike."""
    groups = [row for row in rows if row.form == "group"]
    if all(_bare(row) for row in groups) and not any(row.form == "project" for row in rows):
        return dict.fromkeys((row.row for row in groups), _FIRST)
    followed = {row.row for row, after in pairwise(rows) if row.form == after.form == "group" and _bare(row)}
    numbered = [int(row.serial.rank) for row in groups if row.serial and row.serial.rank]
    heads = {
        row.row for row, after in pairwise(rows) if row.row in followed and (not _bare(after) or not numbered)
    }
    outermost = _FIRST if heads else min(numbered, default=_LAST)
    return {row.row: _rank(row, heads, outermost) for row in groups}


def _rank(row: ProjectRow, heads: set[int], outermost: int) -> int:
    if row.serial and row.serial.rank:
        return int(row.serial.rank)
    if row.row in heads:
        return _FIRST
    return outermost if fold(row.name.text) in words("reserve_groups") else _LAST


def _bare(row: ProjectRow) -> bool:
    return row.serial is None or row.serial.rank is None


def outermost_rank(ranks: dict[int, int]) -> int | None:
    """The rank that makes categories."""
    return min(ranks.values(), default=None)
