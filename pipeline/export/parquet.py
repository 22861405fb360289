"""The views as Parquet: one file a view, written a row group at a time, with the types and meanings of the
data dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from models.errors import WrongUse
from models.language import say
from models.views import View
from pipeline.clock import tool_version
from pipeline.export.files import Written
from pipeline.export.frames import empty_frame
from pipeline.export.selection import Portion, Selection, portions

if TYPE_CHECKING:
    import pyarrow as pa

_ROW_GROUP: Final = 20_000


def write_parquet(
    connection: Connection, selection: Selection, folder: Path, done: Callable[[], None]
) -> list[Written]:
    """Writes `<view>.parquet` for each view.

    Raises:
        WrongUse: pyarrow is not installed.
    """
    need_pyarrow()
    written = []
    for view in selection.views:
        with closing(portions(connection, view, selection, done)) as rows:
            path = folder / f"{view.name}.parquet"
            written.append(Written(path.name, write_view(view, rows, path)))
    return written


def need_pyarrow() -> None:
    """Raises WrongUse where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise WrongUse(
            say('--format parquet: pyarrow is not installed: run pip install "pyarrow>=18,<27"')
        ) from error


def write_view(view: View, rows: Iterable[Portion], path: Path) -> int:
    """Writes the rows of a view into a file and gives their number."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema(view)
    total = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [
                pa.array(values, field.type)
                for values, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            total += len(group)
    return total


def _groups(rows: Iterable[Portion]) -> Iterable[Portion]:
    gathered: list[tuple[object, ...]] = []
    for portion in rows:
        gathered += map(tuple, portion)
        if len(gathered) >= _ROW_GROUP:
            yield gathered  # type: ignore[misc]
            gathered = []
    if gathered:
        yield gathered  # type: ignore[misc]


@cache
def arrow_schema(view: View) -> pa.Schema:
    """INTEGER is int64, REAL float64, TEXT string; the meaning of each column is its metadata `comment`.

    The metadata `pandas` make pandas.read_parquet give Int64 and string columns, as `frames.frame` does.
    """
    import pyarrow as pa

    types = {"INTEGER": pa.int64(), "REAL": pa.float64(), "TEXT": pa.string()}
    fields = [
        pa.field(column.name, types[column.type], metadata={"comment": column.comment})
        for column in view.columns
    ]
    known = pa.Schema.from_pandas(empty_frame(view), preserve_index=False).metadata or {}
    about = {b"comment": view.comment.encode(), b"tool": f"plantrace {tool_version()}".encode()}
    return pa.schema(fields, metadata=about | known)
