"""The views as JSON lines (jsonlines.org): one file a view, one object a row, texts verbatim, UTF-8, every
column always there."""

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from models.views import View
from pipeline.export.files import Written
from pipeline.export.selection import Portion, Selection, portions


def write_json_lines(
    connection: Connection, selection: Selection, folder: Path, done: Callable[[], None]
) -> list[Written]:
    """Writes `<view>.jsonl` for each view."""
    written = []
    for view in selection.views:
        with closing(portions(connection, view, selection, done)) as rows:
            written.append(_write(view, rows, folder))
    return written


def _write(view: View, rows: Iterable[Portion], folder: Path) -> Written:
    path = folder / f"{view.name}.jsonl"
    names = [column.name for column in view.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    total = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for portion in rows:
            file.write("".join(f"{encode(dict(zip(names, row, strict=True)))}\n" for row in portion))
            total += len(portion)
    return Written(path.name, total)
