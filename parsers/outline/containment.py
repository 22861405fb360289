"""Which kinds of labels contain which, decided from the whole document: old plans put （一） above 一、, or
一、 above 第一章."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Numbered = tuple[float, int]
"""Usual rank of a label's kind, and its number."""


def order_of_kinds(numbered: Sequence[Numbered]) -> Mapping[float, float]:
    """Usual rank → rank in this document.

    A kind contains another when its own series goes on (n, n + 1) over a series of the other that starts with
    1 in between. Where a document shows neither of two kinds inside the other, or both as often, their usual
    order holds.
    """
    inside = _interruptions(numbered)
    usual = sorted({rank for rank, _ in numbered})
    order: list[float] = []
    for rank in usual:
        place = len(order)
        while place and inside[rank, order[place - 1]] > inside[order[place - 1], rank]:
            place -= 1
        order.insert(place, rank)
    return dict(zip(order, usual, strict=True))


def _interruptions(numbered: Iterable[Numbered]) -> Counter[tuple[float, float]]:
    """(outer, inner) → how often the outer's series goes on over a series of the inner that starts anew."""
    found: Counter[tuple[float, float]] = Counter()
    last: dict[float, int] = {}
    started: dict[float, set[float]] = defaultdict(set)
    for rank, number in numbered:
        if last.get(rank) == number - 1:
            found.update((rank, inner) for inner in started[rank])
        for outer in last:
            if outer != rank and number == 1:
                started[outer].add(rank)
        started[rank] = set()
        last[rank] = number
    return found
