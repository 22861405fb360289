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
        order.insert(_place(rank, order, inside), rank)
    return dict(zip(order, usual, strict=True))


def _place(rank: float, order: Sequence[float], inside: Counter[tuple[float, float]]) -> int:
    """Before the outermost kind that this one contains; a kind never seen together with it stands in the way
    of nothing, one that contains it does."""
    place = len(order)
    for at in range(len(order) - 1, -1, -1):
        over, under = inside[rank, order[at]], inside[order[at], rank]
        if under > over:
            break
        place = at if over > under else place
    return place


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
