"""Whether spans cover a place of a text, asked often and answered by one look-up."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Cover:
    """Half-open spans: their starts in order, and how far those up to each reach."""

    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "Cover":
        """The cover of spans that may overlap, in any order."""
        ordered = sorted(spans)
        return cls(tuple(start for start, _ in ordered), tuple(accumulate((e for _, e in ordered), max)))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether some span shares a character with this one."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start

    def holds(self, start: int, end: int) -> bool:
        """Whether some span holds this one or is the same."""
        before = bisect_right(self.starts, start)
        return before > 0 and self.reach[before - 1] >= end
