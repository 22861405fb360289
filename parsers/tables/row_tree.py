"""Which rows of a table of statistics are parts of which: by indents, by 其中 and by labels that repeat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.tables.passage import Passage, fold

_OF_WHICH = 3  # characters of 其中：


@dataclass(frozen=True, slots=True, eq=False)
class RowLabel:
    """A row's label: `name` without 其中：, `indent` the blanks before it, `is_part` where 其中 says that it
    is a part of a row above, `is_alone` where nothing else stands in the row."""

    row: int
    name: Passage
    indent: int
    is_part: bool
    is_alone: bool = False

    @property
    def depth(self) -> int:
        """Where its name begins: behind the blanks and 其中：."""
        return self.indent + _OF_WHICH * self.is_part


def parents_of(labels: Sequence[RowLabel]) -> Mapping[int, RowLabel]:
    """For each row that is a part of another the row it is a part of.

    Indents decide where there are any; else 其中, for the rows it stands before; a label that occurs several
    times (铁路 under 货运量 and under 客运量) belongs to the nearest label above it that does not, or goes on
    behind a row of 其中. A label that stands alone in its row is over those behind it up to the next, when
    labels below it come again below another (招生数: 研究生, …, 毕业生数: 研究生).
    """
    counts = Counter(fold(label.name.text) for label in labels)
    groups = _groups(labels, counts)
    found: dict[int, RowLabel] = {}
    for position, label in enumerate(labels):
        group = groups[position]
        inside = labels[(-1 if group is None else group) + 1 : position]
        parent = _nearer(inside, label, found, counts) or (None if group is None else labels[group])
        if parent is not None:
            found[label.row] = parent
    return found


def _groups(labels: Sequence[RowLabel], counts: Counter[str]) -> list[int | None]:
    """For each label the position of the one alone in its row that it stands under."""
    alone = [at for at, label in enumerate(labels) if label.is_alone and not _has_digit(label)]
    found: list[int | None] = [None] * len(labels)
    for first, end in pairwise((*alone, len(labels))):
        below = range(first + 1, end)
        if any(counts[fold(labels[at].name.text)] > 1 for at in below):
            found[first + 1 : end] = [
                first if labels[first].indent <= labels[at].indent else None for at in below
            ]
    return found


def _has_digit(label: RowLabel) -> bool:
    """呢绒2．8亿米持平: a row whose values stand in its label."""
    return any(character.isdigit() for character in label.name.text)


def _nearer(
    before: Sequence[RowLabel], label: RowLabel, found: Mapping[int, RowLabel], counts: Counter[str]
) -> RowLabel | None:
    repeated = counts[fold(label.name.text)] > 1
    unsure = _may_be_part(before) and not repeated
    for above in reversed(before):
        over = found.get(above.row)
        if repeated and above.is_part and above.indent == label.indent and over and over.depth > label.indent:
            return over
        inside = over is not None and not over.is_alone and over.indent >= label.indent
        if above.depth < label.indent and not (label.is_part or repeated or inside):
            return above
        if label.is_part and not above.is_part and counts[fold(above.name.text)] == 1:
            beside = any(one.is_part and found.get(one.row) is over for one in before)
            return _of_part(label, above, over if beside else None, unsure=unsure)
        if repeated and not above.is_part and counts[fold(above.name.text)] == 1:
            return above if above.indent <= label.indent else None
    return None


def _of_part(label: RowLabel, above: RowLabel, over: RowLabel | None, *, unsure: bool) -> RowLabel | None:
    """What a row of 其中 is a part of: the row above it, or what that and a part before are of (人口,
    其中：城镇, 乡村, 其中：男性)."""
    deeper = above.indent >= label.indent
    if over and deeper:
        return over
    return above if above.indent < label.depth and not (unsure and deeper) else None


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
