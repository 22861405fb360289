"""Anchors: pairs of places that belong together for certain, and the heaviest run of them that keeps its
order."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

Pair = tuple[int, int]
Gap = tuple[list[int], list[int]]


def once(places: Iterable[int], keys: Sequence[Hashable | None]) -> dict[Hashable, int]:
    """The keys that stand at one of these places only, with that place; None is no key."""
    found: dict[Hashable, int] = {}
    repeated: set[Hashable] = set()
    for place in places:
        key = keys[place]
        if key is None or key in repeated:
            continue
        if key in found:
            del found[key]
            repeated.add(key)
        else:
            found[key] = place
    return found


def unique_pairs(gap: Gap, old: Sequence[Hashable | None], new: Sequence[Hashable | None]) -> list[Pair]:
    """Places whose key stands once on either side of the gap, by the old place."""
    there = once(gap[1], new)
    return sorted((place, there[key]) for key, place in once(gap[0], old).items() if key in there)


def heaviest_run(pairs: Sequence[Pair], weights: Sequence[int]) -> list[Pair]:
    """The pairs (sorted by their old place) that rise on both sides and weigh most together; `weights` by
    old place.

    A longest increasing subsequence by weight, with a Fenwick tree over the ranks of the new places: n log n.
    """
    ranks = sorted(new for _, new in pairs)
    best: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)
    before: list[int] = []
    top = (0, -1)
    for at, (old, new) in enumerate(pairs):
        rank = bisect_left(ranks, new)
        weight, previous = _best_below(best, rank)
        before.append(previous)
        mine = (weight + weights[old], at)
        _raise(best, rank + 1, mine)
        top = max(top, mine, key=lambda found: found[0])
    return _back(pairs, before, top[1])


def _best_below(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[int, int]], rank: int, value: tuple[int, int]) -> None:
    while rank < len(best):
        if value[0] > best[rank][0]:
            best[rank] = value
        rank += rank & -rank


def _back(pairs: Sequence[Pair], before: Sequence[int], at: int) -> list[Pair]:
    found = []
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def gaps(chain: Mapping[int, int], sizes: Pair, taken: tuple[set[int], set[int]]) -> Iterator[Gap]:
    """What lies between the links of a chain and is not taken, by sides; gaps that are empty on both are
    left out."""
    last_old = last_new = 0
    for old, new in [*sorted(chain.items()), sizes]:
        found = (
            [at for at in range(last_old, old) if at not in taken[0]],
            [at for at in range(last_new, new) if at not in taken[1]],
        )
        if found[0] or found[1]:
            yield found
        last_old, last_new = old + 1, new + 1
