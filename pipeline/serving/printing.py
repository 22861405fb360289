"""printf and format of SQLite for SQL from a browser: what they give is theirs, how much they write is
bounded.

SQLite counts to the width it is told (up to 2³¹) within one call of the function, which nothing can
interrupt, before it finds the text too long.
"""

import re
import sqlite3
from collections.abc import Iterator
from typing import Final

Value = str | bytes | int | float | None

# https://sqlite.org/printf.html: flags, width, precision, length, type; * takes the number from the arguments
_CONVERSION: Final = re.compile(r"%[-+ 0!#,]*(\*|[0-9]+)?(?:\.(\*|[0-9]+)?)?l{0,2}(.?)", re.DOTALL)
_WITHOUT_ARGUMENT: Final = ("%", "n", "")
_LEADING: Final = re.compile(r"\s*[-+]?[0-9]{1,18}")


class Printer:
    """SQLite's printf on a connection of its own; widths and precisions together are at most `most`."""

    def __init__(self, most: int) -> None:
        """`most` bounds the text made as well, in bytes."""
        self._most = most
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, most)

    def __call__(self, *given: Value) -> Value:
        """What printf gives for a format and its arguments; where that is longer than a text may be, a
        text too long, which SQLite refuses."""
        if not given or given[0] is None:
            return None
        shape = given[0].decode("utf-8", "replace") if isinstance(given[0], bytes) else str(given[0])
        if sum(_widths(shape, given[1:])) > self._most:
            return " " * (self._most + 1)
        sql = f"SELECT printf({', '.join('?' * len(given))})"  # noqa: S608
        try:
            return next(self._connection.execute(sql, (shape, *given[1:])))[0]  # type: ignore[no-any-return]
        except sqlite3.DataError:
            return " " * (self._most + 1)

    def close(self) -> None:
        """Lets go of the connection."""
        self._connection.close()


def _widths(shape: str, arguments: tuple[Value, ...]) -> Iterator[int]:
    """The widths and precisions that a format asks for, those taken from its arguments too."""
    following = iter(arguments)
    for found in _CONVERSION.finditer(shape):
        for size in found.groups()[:2]:
            yield abs(_whole(next(following, None)) if size == "*" else int((size or "0")[:18]))
        if found[3] not in _WITHOUT_ARGUMENT:
            next(following, None)


def _whole(value: Value) -> int:
    """A value as SQLite takes it for a whole number: the digits it begins with."""
    if isinstance(value, int | float):
        return int(max(-1e18, min(1e18, value)))
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value or ""
    found = _LEADING.match(text)
    return int(found[0]) if found else 0
