"""The spans of a paragraph that touch one of them, found without going through all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from pipeline.tagging.found import Found


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Spans by where they start, each with its place in the order they came in; the longest bounds how far
    back one must look. A few are looked at one by one and have no `starts`."""

    starts: tuple[int, ...]
    spans: tuple[tuple[int, Found], ...]
    longest: int

    @classmethod
    def of(cls, found: Iterable[Found]) -> "Overlaps":
        """The spans, in any order."""
        spans = [*enumerate(found)]
        if len(spans) <= _FEW:  # most paragraphs have nothing of a kind, or little
            return cls((), tuple(spans), 0) if spans else _NOTHING
        spans.sort(key=_start)
        longest = max([one.end - one.start for _, one in spans])
        return cls(tuple([one.start for _, one in spans]), tuple(spans), longest)

    def near(self, one: Found) -> list[Found]:
        """All that overlap a span, hold it or lie in it (and some beside it), in the order they came in."""
        if not self.starts:
            return [found for _, found in self.spans]
        first = bisect_left(self.starts, one.start - self.longest)
        last = bisect_right(self.starts, one.end)
        return [found for _, found in sorted(self.spans[first:last], key=_order)]


def _start(pair: tuple[int, Found]) -> int:
    return pair[1].start


_order: Final = itemgetter(0)
_FEW: Final = 8
_NOTHING: Final = Overlaps((), (), 0)
