"""Which rows of a table of statistics are parts of which: by indents, by 其中 and by labels that repeat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.tables.passage import Passage, fold


@dataclass(frozen=True, slots=True, eq=False)
class RowLabel:
    """A row's label: `name` without 其中：, `indent` the blanks before it, `is_part` where 其中 says that it
    is a part of a row above."""

    row: int
    name: Passage
    indent: int
    is_part: bool


def parents_of(labels: Sequence[RowLabel]) -> Mapping[int, RowLabel]:
    """For each row that is a part of another the row it is a part of.

    Indents decide where there are any; else 其中, for the rows it stands before; a label that occurs several
    times (铁路 under 货运量 and under 客运量) belongs to the nearest label above it that does not.
    """
    counts = Counter(fold(label.name.text) for label in labels)
    found: dict[int, RowLabel] = {}
    for position, label in enumerate(labels):
        parent = _above(labels[:position], label, found, counts)
        if parent is not None:
            found[label.row] = parent
    return found


def _above(
    before: Sequence[RowLabel], label: RowLabel, found: Mapping[int, RowLabel], counts: Counter[str]
) -> RowLabel | None:
    repeated = counts[fold(label.name.text)] > 1
    unsure = _may_be_part(before) and not repeated
    for above in reversed(before):
        if above.indent < label.indent and not (label.is_part or repeated):
            return above
        if label.is_part and not above.is_part and counts[fold(above.name.text)] == 1:
            return above if above.indent < label.indent + (not unsure) else None
        if repeated and not above.is_part and counts[fold(above.name.text)] == 1:
            return above if above.indent <= label.indent else None
    return None


def _may_be_part(before: Sequence[RowLabel]) -> bool:
    """Whether the rows without 其中 right above come after one with it at the same indent: they may be
    further parts, so that the next 其中 is not surely theirs."""
    for one, other in pairwise(reversed(before)):
        if one.indent != other.indent:
            return False
        if other.is_part:
            return not one.is_part
    return False


def lineage(label: RowLabel, parents: Mapping[int, RowLabel]) -> tuple[RowLabel, ...]:
    """A row's parents, outermost first."""
    found: list[RowLabel] = []
    while (parent := parents.get(label.row)) is not None and parent not in found:
        found.append(parent)
        label = parent
    return tuple(reversed(found))
