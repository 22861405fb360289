"""The time a query has: looked at while it is prepared, between its steps, and between its rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import perf_counter


class Deadline:
    """Of the query that a connection answers; none between queries."""

    def __init__(self) -> None:
        """No query yet."""
        self._end = inf

    def start(self, seconds: float) -> None:
        """A query begins that has so many seconds."""
        self._end = perf_counter() + seconds

    def clear(self) -> None:
        """The query is done."""
        self._end = inf

    def is_over(self) -> bool:
        """Whether the query has had its time."""
        return perf_counter() >= self._end

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """What happens in here is not counted: loading a dictionary is no fault of the query's."""
        before = perf_counter()
        try:
            yield
        finally:
            self._end += perf_counter() - before
