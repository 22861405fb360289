"""The views as CSV (RFC 4180): one file a view, the rows streamed.

NULL is an empty field, an empty text is `""`; a REAL is the shortest decimal that gives the same double back.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from models.views import View
from pipeline.export.files import Written
from pipeline.export.guard import guarded
from pipeline.export.selection import Portion, Selection, Values, portions

BOM_ENCODING: Final = "utf-8-sig"  # with its byte order mark, by which Excel knows UTF-8
_QUOTED: Final = re.compile('[",\r\n]')


def write_csv(
    connection: Connection,
    selection: Selection,
    folder: Path,
    done: Callable[[], None],
    encoding: str = BOM_ENCODING,
) -> list[Written]:
    """Writes `<view>.csv` for each view."""
    written = []
    for view in selection.views:
        with closing(portions(connection, view, selection, done)) as rows:
            written.append(_write(view, rows, folder, encoding))
    return written


def _write(view: View, rows: Iterable[Portion], folder: Path, encoding: str) -> Written:
    path = folder / f"{view.name}.csv"
    total = 0
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(csv_line([column.name for column in view.columns]))
        for portion in rows:
            file.write("".join(map(csv_line, portion)))
            total += len(portion)
    return Written(path.name, total)


def csv_line(values: Values) -> str:
    """One record with its line end."""
    return ",".join(map(_field, values)) + "\r\n"


def _field(value: float | str | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return repr(value)
    text = guarded(value)
    return '"' + text.replace('"', '""') + '"' if not text or _QUOTED.search(text) else text
