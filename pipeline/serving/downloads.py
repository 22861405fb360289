"""CSV that a spreadsheet may open: cells it would run as formulas are made harmless, as in `plantrace
export`, and a file to download begins with the byte order mark by which Excel knows UTF-8."""

import csv
from collections.abc import Awaitable, Callable, Mapping
from io import StringIO
from typing import Any, Final

from pipeline.export.guard import guarded

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
_MARK: Final = b"\xef\xbb\xbf"


def is_csv(path: str) -> bool:
    """Whether a path asks for CSV."""
    return path.endswith(".csv")


def safe_rows(send: Send) -> Send:
    """Sends the rows on with their cells guarded; Datasette sends each row as one message."""
    waiting = b""

    async def sending(message: Mapping[str, Any]) -> None:
        nonlocal waiting
        if message["type"] == "http.response.start":
            headers = {name.lower(): value for name, value in message.get("headers", [])}
            waiting = _MARK if headers.get(b"content-type", b"").startswith(b"text/csv") else b""
        elif body := message.get("body"):
            message = {**message, "body": waiting + guarded_rows(body.decode()).encode()}
            waiting = b""
        await send(message)

    return sending


def guarded_rows(text: str) -> str:
    r"""Rows of CSV with harmless cells.

    >>> guarded_rows("1,=HYPERLINK(0),-0.5\r\n")
    "1,'=HYPERLINK(0),-0.5\r\n"
    """
    written = StringIO(newline="")
    csv.writer(written).writerows(map(guarded, row) for row in csv.reader(StringIO(text, newline="")))
    return written.getvalue()
