"""How alike two texts are, and which few are worth comparing: candidates come from shared pieces, never from
all pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

_PIECE: Final = 3
_MOST_HOLDERS: Final = 12
_MOST_CANDIDATES: Final = 6


def likeness(old: str, new: str) -> float:
    """0 to 1: twice the characters in common over the characters of both."""
    return ratio(old, new) / 100


def differing(old: str, new: str) -> tuple[str, str]:
    """The characters that stand on one side only, joined."""
    changed = [step for step in Indel.opcodes(old, new) if step.tag != "equal"]
    return "".join(old[s.src_start : s.src_end] for s in changed), "".join(
        new[s.dest_start : s.dest_end] for s in changed
    )


def equal_stretches(old: str | Sequence[str], new: str | Sequence[str]) -> list[tuple[int, int, int]]:
    """(start in old, start in new, length) of what stays, in order; of characters, or of words given as
    lists."""
    return [
        (s.src_start, s.dest_start, s.src_end - s.src_start)
        for s in Indel.opcodes(old, new)
        if s.tag == "equal"
    ]


def candidates(old: Sequence[str], new: Sequence[str]) -> list[tuple[float, int, int]]:
    """(likeness, place in old, place in new) of pairs that share rare pieces, the most alike first.

    Pieces that many texts hold tell nothing and are passed over, so that the pairs grow with the texts, not
    with their product.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(new):
        for piece in _pieces(text):
            holders[piece].append(at)
    found = []
    for at, text in enumerate(old):
        shared = Counter(other for piece in _pieces(text) for other in _telling(holders.get(piece, ())))
        most = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]
        found += [(likeness(text, new[other]), at, other) for other, _ in most]
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _telling(holders: Sequence[int]) -> Sequence[int]:
    return holders if len(holders) <= _MOST_HOLDERS else ()


def _pieces(text: str) -> Iterable[str]:
    if len(text) <= _PIECE:
        return {text} if text else ()
    return {text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)}
