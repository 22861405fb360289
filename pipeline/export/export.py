"""An export: the views of a selection in one of the formats, all files or none.

The kept originals are in no view, so no format holds them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection

from pipeline.export.files import Written, staging
from pipeline.export.formats import FULL, WRITERS
from pipeline.export.selection import Progress, Selection, sort_on_disk, steps

Writer = Callable[[Connection, Selection, Path, Callable[[], None]], list[Written]]


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
    module, function = (FULL if full else {}).get(output_format, WRITERS[output_format])
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
