"""Spans of a text that are read otherwise, asked from left to right in time proportional to the text."""

from collections.abc import Iterable


class Taken:
    """Spans, maybe overlapping, for questions about places that never go back."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Spans in any order."""
        self._spans = sorted(spans)
        self._next = 0
        self._reach = 0

    def around(self, place: int) -> int | None:
        """The end of the spans that hold a place, None where none does."""
        while self._next < len(self._spans) and self._spans[self._next][0] <= place:
            self._reach = max(self._reach, self._spans[self._next][1])
            self._next += 1
        return self._reach if self._reach > place else None

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch that holds the place asked last touches a span behind or before that place."""
        ahead = self._next < len(self._spans) and self._spans[self._next][0] < end
        return ahead or self._reach > start
