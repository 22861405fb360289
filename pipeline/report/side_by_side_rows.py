"""The rows of a side-by-side view: paragraphs and rows of tables of both versions, paired, in the order of
the newer."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.versions.anchors import heaviest_run
from pipeline.versions.compare import Comparison
from pipeline.versions.sides import Line, Side

__all__ = ["Line", "Pairing", "pairings"]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Lines of either side that stand beside each other (the cells of a row together); `state` is same,
    changed, added, removed, moved …"""

    old: tuple[Line, ...]
    new: tuple[Line, ...]
    state: str


@dataclass(frozen=True, slots=True)
class _Partner:
    unit: int
    moved: bool


def pairings(found: Comparison) -> Iterator[Pairing]:
    """Every line of both sides once; what is gone stands where it was, what moved stands at both places."""
    here, there = _units(found.old), _units(found.new)
    partners = _partners(found, here, there)
    moved = {one.unit for group in partners.values() for one in group if one.moved}
    shown: set[int] = set()
    at = 0
    for number, unit in enumerate(there):
        group = partners.get(number, [])
        stays = [one.unit for one in group if not one.moved and one.unit not in shown]
        if not stays:
            yield Pairing((), unit, "moved" if group and group[0].moved else "changed" if group else "added")
            continue
        yield from _gone(here, range(at, min(stays)), shown, moved)
        at = max(at, max(stays) + 1)
        shown.update(stays)
        old = tuple(line for one in sorted(stays) for line in here[one])
        yield Pairing(old, unit, _state(old, unit))
    yield from _gone(here, range(at, len(here)), shown, moved)


def _gone(
    here: Sequence[tuple[Line, ...]], places: range, shown: set[int], moved: Set[int]
) -> Iterator[Pairing]:
    for place in places:
        if place not in shown:
            shown.add(place)
            yield Pairing(here[place], (), "moved" if place in moved else "removed")


def _units(side: Side) -> list[tuple[Line, ...]]:
    units: list[list[Line]] = []
    for line in side.lines:
        last = units[-1][0] if units else None
        if (
            last is not None
            and line.table is not None
            and line.kind == "cell"
            and (last.table, last.row) == (line.table, line.row)
        ):
            units[-1].append(line)
        else:
            units.append([line])
    return [tuple(unit) for unit in units]


def _partners(
    found: Comparison, here: Sequence[tuple[Line, ...]], there: Sequence[tuple[Line, ...]]
) -> dict[int, list[_Partner]]:
    """Old units by new unit."""
    of_old = {line.id: number for number, unit in enumerate(here) for line in unit}
    of_new = {line.id: number for number, unit in enumerate(there) for line in unit}
    partners: dict[int, list[_Partner]] = {}
    highest = _in_order(found, of_old, of_new)
    for link in found.links.lines:
        for new in dict.fromkeys(of_new[line.id] for line in link.new):
            for old in dict.fromkeys(of_old[line.id] for line in link.old):
                known = partners.setdefault(new, [])
                if all(one.unit != old for one in known):
                    known.append(_Partner(old, link.moved or (old, new) not in highest))
    return partners


def _in_order(found: Comparison, of_old: dict[int, int], of_new: dict[int, int]) -> set[tuple[int, int]]:
    """Pairs of units that keep their order; rows of tables may be linked across it."""
    pairs = sorted(
        {
            (of_old[a.id], of_new[b.id])
            for link in found.links.lines
            if not link.moved
            for a in link.old
            for b in link.new
        }
    )
    kept = set()
    firsts = dict(reversed(pairs))
    run = set(heaviest_run(sorted(firsts.items()), [1] * (max(firsts, default=0) + 1)))
    for old, new in pairs:
        if (old, firsts[old]) in run:
            kept.add((old, new))
    return kept


def _state(old: Sequence[Line], new: Sequence[Line]) -> str:
    here, there = ("\n".join(line.label + line.text for line in lines) for lines in (old, new))
    return "same" if "".join(here.split()) == "".join(there.split()) else "changed"
