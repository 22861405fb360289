"""An export: the views of a selection in one of the formats, all files or none.

The kept originals are in no view, so no format holds them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from pipeline.export.files import Written, staging
from pipeline.export.selection import Progress, Selection, sort_on_disk, steps

Writer = Callable[[Connection, Selection, Path, Callable[[], None]], list[Written]]
# by name, so that a format's libraries are loaded only when it is asked for
_WRITERS: Final = {
    "csv": ("pipeline.export.csv_files", "write_csv"),
    "xlsx": ("pipeline.export.clerk", "write_clerk_workbooks"),
    "json": ("pipeline.export.json_lines", "write_json_lines"),
    "parquet": ("pipeline.export.parquet", "write_parquet"),
    "datapackage": ("pipeline.export.datapackage", "write_datapackage"),
    "annotations": ("pipeline.export.annotations", "write_annotations"),
}
FORMATS: Final = tuple(_WRITERS)
_FULL: Final = {"xlsx": ("pipeline.export.workbook", "write_workbooks")}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, its size in bytes."""

    path: Path
    size: int
    rows: int
    notes: tuple[str, ...]


def export(
    connection: Connection,
    selection: Selection,
    output_format: str,
    folder: Path,
    progress: Progress | None = None,
    *,
    full: bool = False,
) -> tuple[Exported, ...]:
    """Writes the views into `folder`, which is made; files of the same names are replaced when all are
    complete.

    Args:
        connection: an open database.
        selection: what to export, from `selection.choose`.
        output_format: one of FORMATS.
        folder: where to.
        progress: called with steps done and steps in all.
        full: a workbook with a sheet a view and all columns, not the one for reading.

    Raises:
        WrongUse: a library of the format is not installed.
        OSError: the folder cannot be written.
    """
    module, function = (_FULL if full else {}).get(output_format, _WRITERS[output_format])
    write: Writer = getattr(import_module(module), function)
    sort_on_disk(connection)
    with staging(folder) as work:
        written = write(connection, selection, work, _counting(progress, steps(selection)))
        sizes = {one.name: (work / one.name).stat().st_size for one in written}
    return tuple(Exported(folder / one.name, sizes[one.name], one.rows, one.notes) for one in written)


def _counting(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(min(done, total), total)

    return tell
