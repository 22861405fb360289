"""Where two words that are nearly equal differ."""

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple


class Difference(NamedTuple):
    """What two words have between their common beginning (`before` characters) and their common end
    (`behind`)."""

    before: int
    parts: tuple[str, str]
    behind: int

    @property
    def length(self) -> int:
        """Characters of the longer part; 0 where the words are equal."""
        return max(map(len, self.parts))


def difference(one: str, other: str) -> Difference:
    """The stretch in which two words differ.

    >>> difference("湿地保护规划", "湿地养护规划")
    Difference(before=2, parts=('保', '养'), behind=3)
    """
    before = _alike(zip(one, other, strict=False))
    rest = one[before:], other[before:]
    behind = _alike(zip(reversed(rest[0]), reversed(rest[1]), strict=False))
    return Difference(before, (rest[0][: len(rest[0]) - behind], rest[1][: len(rest[1]) - behind]), behind)


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
