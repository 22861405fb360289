"""Rows of tables and items of boxes: which row of one version is which of the other.

A row is known by its name, its group and what else it says in words. Numbers may tell two namesakes apart,
never make two rows one; and rows that look alike are left unlinked (`ambiguous`) unless something
distinctive speaks for them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from pipeline.versions.align import Link
from pipeline.versions.names_apart import tells_apart
from pipeline.versions.similarity import likeness

_NAMES_ALIKE: Final = 0.5
_RENAMED: Final = 0.34
_CONTENT_ALIKE: Final = 0.9
_CONTENT_APART: Final = 0.35
_DOUBTFUL: Final = 0.75
_DISTINCT: Final = 12
_MARGIN: Final = 0.1
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says, in plain form: `content` and `bodies` in words with numbers masked, `rest` all but
    serial and name, numbers included."""

    id: int
    kind: str
    group: str
    name: str
    content: str
    bodies: str
    rest: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two rows that may be the same and are not linked, with how alike their names are."""

    old: int
    new: int
    score: float


@dataclass(frozen=True, slots=True)
class RowLinks:
    """Links hold record ids. `doubts` name the rows left unlinked on purpose."""

    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Work:
    old: Sequence[Row]
    new: Sequence[Row]
    to: dict[int, Link] = field(default_factory=dict)
    back: dict[int, Link] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {row.id: at for rows in (self.old, self.new) for at, row in enumerate(rows)}

    def add(self, old: Row, new: Row, how: str, score: float) -> None:
        link = Link(old.id, new.id, how, score)
        self.to[old.id] = self.back[new.id] = link

    def rest(self) -> tuple[list[Row], list[Row]]:
        return [row for row in self.old if row.id not in self.to], [
            row for row in self.new if row.id not in self.back
        ]


Key = Callable[[Row], Hashable]
# keys that must be unique among all rows of both sides, the surest first
_KEYS: Final[tuple[tuple[str, Key], ...]] = (
    ("row", lambda row: (row.kind, row.group, row.name, row.content, row.bodies, row.rest)),
    ("name", lambda row: (row.kind, row.group, row.name)),
    ("row", lambda row: (row.kind, row.name, row.content, row.bodies, row.rest)),
)
# keys that must be unique among the rows that are left, when those of the same name are as many on both sides
_FINER: Final[tuple[tuple[str, Key], ...]] = (
    ("row", lambda row: (row.kind, row.group, row.name, row.content, row.bodies)),
    ("row", lambda row: (row.kind, row.group, row.name, row.bodies)),
    ("row", lambda row: (row.kind, row.group, row.name, row.content)),
)


def link_rows(old: Sequence[Row], new: Sequence[Row]) -> RowLinks:
    """Links rows by unique keys, then namesakes by what tells them apart, then rows that were moved, then
    those with a new name."""
    work = _Work(old, new)
    for how, key in _KEYS:
        _unique(work, how, key)
    for how, key in _FINER:
        _unique_rest(work, how, key)
    _in_order(work)
    _moved(work)
    _renamed(work)
    _groups(work)
    return RowLinks(tuple(work.to[row.id] for row in old if row.id in work.to), tuple(_doubts(work)))


def _unique(work: _Work, how: str, key: Key) -> None:
    here, there = Counter(map(key, work.old)), Counter(map(key, work.new))
    _pair(work, how, key, {found for found, number in here.items() if number == 1 and there[found] == 1})


def _unique_rest(work: _Work, how: str, key: Key) -> None:
    left, right = work.rest()
    here, there = Counter(map(key, left)), Counter(map(key, right))
    _pair(work, how, key, {found for found, number in here.items() if number == 1 and there[found] == 1})


def _pair(work: _Work, how: str, key: Key, keys: set[Hashable]) -> None:
    left, right = work.rest()
    there = {key(row): row for row in right}
    for row in left:
        if key(row) in keys and key(row) in there:
            work.add(row, there[key(row)], how, 1.0)


def _in_order(work: _Work) -> None:
    """Namesakes of one group that say the same in words: in order, when they are as many as before."""
    groups: defaultdict[Hashable, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate(work.rest()):
        for row in rows:
            groups[row.kind, row.group, row.name][side].append(row)
    for here, there in groups.values():
        if len(here) == len(there) and len({(row.content, row.bodies) for row in (*here, *there)}) == 1:
            for old, new in zip(here, there, strict=True):
                work.add(old, new, "order", 0.8)


def _moved(work: _Work) -> None:
    """A name that only one row has on either side, now in another group; not when all else it says
    differs."""
    here, there = (
        Counter((row.kind, row.name) for row in work.old),
        Counter((row.kind, row.name) for row in work.new),
    )
    left, right = work.rest()
    found = {(row.kind, row.name): row for row in right}
    for row in left:
        other = found.get((row.kind, row.name))
        if (
            other
            and here[row.kind, row.name] == 1
            and there[row.kind, row.name] == 1
            and not _at_odds(row, other)
        ):
            work.add(row, other, "name", 0.95)


def _at_odds(old: Row, new: Row) -> bool:
    contents = bool(old.content and new.content) and likeness(old.content, new.content) < _CONTENT_APART
    return contents and old.bodies != new.bodies


def _renamed(work: _Work) -> None:
    """Another name for what is the same in all else: only where that is distinctive and no other row could
    be meant."""
    left, right = work.rest()
    near = _nearby(work, right)
    offers = [(_support(work, old, new), old, new) for old in left for new in near(old)]
    good = sorted(
        (offer for offer in offers if offer[0] > 0), key=lambda offer: (-offer[0], offer[1].id, offer[2].id)
    )
    for score, old, new in good:
        rivals = [other for other, a, b in good if (a.id == old.id) != (b.id == new.id)]
        if old.id not in work.to and new.id not in work.back and score >= max(rivals, default=0.0) + _MARGIN:
            work.add(old, new, "content", round(score, 3))


def _nearby(work: _Work, right: Sequence[Row]) -> Callable[[Row], list[Row]]:
    """What gives the rows of `right` that share the content, or all else, with an old row, or stand at its
    place (beside the same row).

    What many rows say tells nothing and is passed over, so that the pairs grow with the rows, not with their
    product.
    """
    saying: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in right:
        for key in _sayings(row):
            saying[key].append(row)
    held = {row.id: row for row in right}

    def near(old: Row) -> list[Row]:
        found = {
            row.id: row
            for key in _sayings(old)
            if len(saying.get(key, ())) <= _MOST
            for row in saying.get(key, ())
        }
        found |= {row.id: row for row in _beside(work, old) if row.id in held and row.kind == old.kind}
        return [found[number] for number in sorted(found)]

    return near


def _sayings(row: Row) -> list[tuple[str, str, str]]:
    return [(row.kind, what, text) for what, text in (("content", row.content), ("rest", row.rest)) if text]


def _beside(work: _Work, old: Row) -> list[Row]:
    """New rows beside the ones that the neighbours of an old row are linked to."""
    found = []
    for step in (-1, 1):
        at = work.places[old.id] + step
        link = work.to.get(work.old[at].id) if 0 <= at < len(work.old) else None
        place = -1 if link is None else work.places[link.new] - step
        if 0 <= place < len(work.new):
            found.append(work.new[place])
    return found


def _support(work: _Work, old: Row, new: Row) -> float:
    """How much speaks for one row under two names, 0 when too little does: a like name, and the rest the
    same and no other row's."""
    score = likeness(old.name, new.name)
    if tells_apart(old.name, new.name):
        return 0.0
    if (
        len(old.rest) >= 4
        and old.rest == new.rest
        and score >= _RENAMED
        and _alone(work, lambda row: row.rest == old.rest)
    ):
        return score
    if score < _NAMES_ALIKE:
        return 0.0
    alike = (
        likeness(old.content, new.content) if min(len(old.content), len(new.content)) >= _DISTINCT else 0.0
    )
    if (
        alike >= _CONTENT_ALIKE
        and old.bodies == new.bodies
        and _alone(work, lambda row: likeness(row.content, old.content) > alike - _MARGIN)
    ):
        return score
    return 0.0


def _alone(work: _Work, like: Callable[[Row], bool]) -> bool:
    """Whether just one row of either version is such; the search ends at the second."""
    return all(len(list(islice(filter(like, rows), 2))) == 1 for rows in (work.old, work.new))


def _groups(work: _Work) -> None:
    """A group row with another name is the same group when most of its rows are."""
    left, right = work.rest()
    of_old, of_new = _children(work.old), _children(work.new)
    held = {row.id: row for row in right}
    for row in left:
        children = of_old.get(row.id, [])
        parents = Counter(
            parent
            for child in children
            if child.id in work.to and (parent := _parent_of(work, child)) in held
        )
        for parent, number in parents.most_common(1):
            if (
                2 * number > len(children)
                and 2 * number > len(of_new.get(parent, []))
                and held[parent].kind == row.kind
            ):
                work.add(row, held.pop(parent), "children", 0.9)


def _children(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        if row.parent is not None:
            found.setdefault(row.parent, []).append(row)
    return found


def _parent_of(work: _Work, child: Row) -> int | None:
    return work.new[work.places[work.to[child.id].new]].parent


def _doubts(work: _Work) -> list[Doubt]:
    """The rows left that look alike, or have the same name: each with its likest."""
    left, right = work.rest()
    near = _nearby(work, right)
    found = []
    for old in left:
        best = max(((likeness(old.name, new.name), -new.id) for new in near(old)), default=(0.0, 0))
        if best[0] >= _DOUBTFUL:
            found.append(Doubt(old.id, -best[1], round(best[0], 3)))
    return found
