"""Aligning two sequences of texts: exact anchors in order, masked numbers, splits and merges, likeness
within the gaps, moves.

Each step looks only at what the steps before left over, so the cost follows the change.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.versions.anchors import Gap, gaps, heaviest_run, unique_pairs
from pipeline.versions.similarity import candidates, likeness

ALIKE_IN_GAP: Final = 0.5
"""Least likeness of two texts at the same place between anchors: below, one is gone and the other new."""
ALIKE_IN_PLACE: Final = 0.35
"""Least likeness of the only two texts between the same anchors: the place speaks for them too."""
ALIKE_ELSEWHERE: Final = 0.8
"""Least likeness where a text also moved: nothing but its words speaks for it."""
MARGIN: Final = 0.1
"""By how much the best partner elsewhere must surpass the next best."""
_SHORTEST_MOVE: Final = 6
_SHORTEST_PIECE: Final = 4
_SPLIT: Final = 0.9
_SPLIT_GAIN: Final = 0.05
_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One element: `text` for likeness, `keys` from the surest to the least (None: no such key), `group`
    that a partner must share."""

    text: str
    keys: tuple[Hashable | None, ...]
    group: Hashable = None


@dataclass(frozen=True, slots=True)
class Link:
    """Old and new place that belong together: `how` it was found, `score` how sure (0 to 1), `moved` when it
    leaves the order."""

    old: int
    new: int
    how: str
    score: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Links by old place; an old place has several where it was split, a new place several where texts were
    merged."""

    links: tuple[Link, ...]


@dataclass(slots=True)
class _Work:
    old: Sequence[Item]
    new: Sequence[Item]
    chain: dict[int, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    taken: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    def gaps(self) -> list[Gap]:
        return list(gaps(self.chain, (len(self.old), len(self.new)), self.taken))

    def open(self) -> list[Gap]:
        return [gap for gap in self.gaps() if gap[0] and gap[1]]

    def rest(self) -> Gap:
        return [at for at in range(len(self.old)) if at not in self.taken[0]], [
            at for at in range(len(self.new)) if at not in self.taken[1]
        ]

    def add(self, old: int, new: int, how: str, score: float, *, moved: bool = False) -> None:
        self.links.append(Link(old, new, how, score, moved))
        self.taken[0].add(old)
        self.taken[1].add(new)
        if not moved:
            self.chain[old] = new


def align(old: Sequence[Item], new: Sequence[Item], names: Sequence[str], *, fuzzy: bool = True) -> Alignment:
    """Aligns two sequences.

    Args:
        old: the older one.
        new: the newer one.
        names: what the links made by each of the items' keys are called, the surest key first.
        fuzzy: whether to go on by likeness, splits and merges once the keys are used up.
    """
    work = _Work(old, new)
    for stage, name in enumerate(names):
        _by_key(work, stage, name)
    _moves(work, names)
    if fuzzy:
        _pieces(work)
        _alike(work)
        _rough_pieces(work)
        _rewritten(work)
        _alike_elsewhere(work)
    return Alignment(tuple(sorted(work.links, key=lambda link: (link.old, link.new))))


def _keys(items: Sequence[Item], stage: int) -> list[Hashable | None]:
    return [None if item.keys[stage] is None else (item.group, item.keys[stage]) for item in items]


def _by_key(work: _Work, stage: int, name: str) -> None:
    """Keys unique within a gap become anchors, the gaps between them are looked at again; then what is equal
    at the gaps' ends."""
    old, new = _keys(work.old, stage), _keys(work.new, stage)
    weights = [len(item.text) + 5 for item in work.old]
    for _ in range(_ROUNDS):
        found = [pair for gap in work.open() for pair in heaviest_run(unique_pairs(gap, old, new), weights)]
        for pair in found:
            work.add(*pair, name, 1.0)
        if not found:
            break
    for gap in work.open():
        for pair in _same_number(gap, old, new) or (_ends(gap, old, new) if stage == 0 else []):
            work.add(*pair, name, 1.0)


def _same_number(
    gap: Gap, old: Sequence[Hashable | None], new: Sequence[Hashable | None]
) -> list[tuple[int, int]]:
    """A key that stands as often on one side as on the other: in order, as long as the order of all such
    pairs is kept."""
    places: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, keys in enumerate((old, new)):
        for at in gap[side]:
            if keys[at] is not None:
                places[keys[at]][side].append(at)
    pairs = sorted(
        pair
        for here, there in places.values()
        if len(here) == len(there)
        for pair in zip(here, there, strict=True)
    )
    return heaviest_run(pairs, [1] * (gap[0][-1] + 1))


def _ends(gap: Gap, old: Sequence[Hashable | None], new: Sequence[Hashable | None]) -> list[tuple[int, int]]:
    here, there = list(gap[0]), list(gap[1])
    found = []
    while here and there and old[here[0]] is not None and old[here[0]] == new[there[0]]:
        found.append((here.pop(0), there.pop(0)))
    while here and there and old[here[-1]] is not None and old[here[-1]] == new[there[-1]]:
        found.append((here.pop(), there.pop()))
    return found


def _moves(work: _Work, names: Sequence[str]) -> None:
    """What stands once on either side, out of order."""
    for stage, name in enumerate(names):
        for old, new in unique_pairs(work.rest(), _keys(work.old, stage), _keys(work.new, stage)):
            if len(work.old[old].text) >= _SHORTEST_MOVE:
                work.add(old, new, name, 1.0, moved=True)


def _runs(work: _Work, whole: Sequence[Item], parts: Sequence[Item], gap: Gap) -> list[tuple[int, list[int]]]:
    """(place in `whole`, places in `parts`) where texts that follow each other make up one text, character
    for character."""
    found = []
    free = list(gap[1])
    for at in gap[0]:
        run = next((run for start in range(len(free)) if (run := _run(whole[at], parts, free[start:]))), [])
        if run:
            found.append((at, run))
            free = [place for place in free if place not in run]
    return found


def _run(whole: Item, parts: Sequence[Item], places: Sequence[int]) -> list[int]:
    done = ""
    run: list[int] = []
    for at in places:
        text = parts[at].text
        if (
            len(text) < _SHORTEST_PIECE
            or parts[at].group != whole.group
            or not whole.text.startswith(done + text)
        ):
            return []
        done, run = done + text, [*run, at]
        if done == whole.text:
            return run if len(run) > 1 else []
    return []


def _pieces(work: _Work) -> None:
    for gap in work.open():
        for at, run in _runs(work, work.old, work.new, gap):
            _add_split(work, at, run, 1.0)
    for gap in work.open():
        for at, run in _runs(work, work.new, work.old, (gap[1], gap[0])):
            _add_merge(work, run, at, 1.0)


def _add_split(work: _Work, at: int, run: Sequence[int], score: float) -> None:
    work.add(at, run[0], "split", score)
    for place in run[1:]:
        work.add(at, place, "split", score)


def _add_merge(work: _Work, run: Sequence[int], at: int, score: float) -> None:
    for place in run:
        work.add(place, at, "merged", score)


def _alike(work: _Work) -> None:
    for gap in work.open():
        here, there = gap
        chosen: list[tuple[int, int]] = []
        for score, left, right in candidates(
            [work.old[at].text for at in here], [work.new[at].text for at in there]
        ):
            pair = here[left], there[right]
            if score < ALIKE_IN_GAP:
                break
            if work.old[pair[0]].group == work.new[pair[1]].group and all(
                _in_order(pair, other) for other in chosen
            ):
                chosen.append(pair)
                work.add(*pair, "similar", round(score, 3))


def _rewritten(work: _Work) -> None:
    """One text between two anchors on either side: written anew in place, if it still has something of it."""
    for here, there in work.open():
        if len(here) == len(there) == 1 and work.old[here[0]].group == work.new[there[0]].group:
            score = likeness(work.old[here[0]].text, work.new[there[0]].text)
            if score >= ALIKE_IN_PLACE:
                work.add(here[0], there[0], "similar", round(score, 3))


def _in_order(pair: tuple[int, int], other: tuple[int, int]) -> bool:
    return pair[0] != other[0] and pair[1] != other[1] and (pair[0] < other[0]) == (pair[1] < other[1])


def _rough_pieces(work: _Work) -> None:
    """A text linked to its like, whose neighbour nobody claimed: were they one text before (or are they one
    now)?"""
    for link in [link for link in work.links if link.how == "similar" and not link.moved]:
        for step in (1, -1):
            _try_split(work, link, step)
            _try_merge(work, link, step)


def _try_split(work: _Work, link: Link, step: int) -> None:
    other = link.new + step
    if (
        0 <= other < len(work.new)
        and other not in work.taken[1]
        and work.new[other].group == work.new[link.new].group
    ):
        parts = [work.new[place].text for place in sorted((link.new, other))]
        score = _gain(work.old[link.old].text, parts, work.new[link.new].text)
        if score:
            work.links.append(Link(link.old, other, "split", score))
            work.taken[1].add(other)
            _rename(work, link, "split", score)


def _try_merge(work: _Work, link: Link, step: int) -> None:
    other = link.old + step
    if (
        0 <= other < len(work.old)
        and other not in work.taken[0]
        and work.old[other].group == work.old[link.old].group
    ):
        parts = [work.old[place].text for place in sorted((link.old, other))]
        score = _gain(work.new[link.new].text, parts, work.old[link.old].text)
        if score:
            work.links.append(Link(other, link.new, "merged", score))
            work.taken[0].add(other)
            _rename(work, link, "merged", score)


def _gain(whole: str, parts: Sequence[str], one: str) -> float:
    joined = likeness(whole, "".join(parts))
    return round(joined, 3) if joined >= _SPLIT and joined > likeness(whole, one) + _SPLIT_GAIN else 0.0


def _rename(work: _Work, link: Link, how: str, score: float) -> None:
    if link in work.links:
        work.links[work.links.index(link)] = Link(link.old, link.new, how, score)


def _alike_elsewhere(work: _Work) -> None:
    here, there = work.rest()
    found = candidates([work.old[at].text for at in here], [work.new[at].text for at in there])
    for score, left, right in found:
        old, new = here[left], there[right]
        if score < ALIKE_ELSEWHERE:
            break
        rivals = [other for other, a, b in found if (a == left) != (b == right)]
        if (
            old not in work.taken[0]
            and new not in work.taken[1]
            and score >= max(rivals, default=0.0) + MARGIN
            and _long(work, old, new)
        ):
            work.add(old, new, "similar", round(score, 3), moved=True)


def _long(work: _Work, old: int, new: int) -> bool:
    return (
        min(len(work.old[old].text), len(work.new[new].text)) >= 2 * _SHORTEST_MOVE
        and work.old[old].group == work.new[new].group
    )
