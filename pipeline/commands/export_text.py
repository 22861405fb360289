"""What `export` and `bundle` tell."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import RenderableType

from pipeline.commands import terminal
from pipeline.export.bundle import Bundled
from pipeline.export.export import Exported
from pipeline.export.selection import Selection

_SCALES = ((1_000_000, "MB"), (1_000, "kB"))


def exported_text(
    written: Sequence[Exported], selection: Selection, folder: Path
) -> Iterator[RenderableType]:
    """A line a file, what did not fit, and of which plans it is."""
    yield terminal.table(
        ("file", "rows", "size"),
        [(one.path.name, f"{one.rows:,}", size_text(one.size)) for one in written],
        right=("rows", "size"),
    )
    for one in written:
        yield from (f"{one.path.name}: {note}" for note in one.notes)
    plans = len({version.plan for version in selection.versions})
    of = f"{terminal.counted(len(selection.versions), 'version')} of {terminal.counted(plans, 'plan')}"
    yield (
        f"{folder}: {terminal.counted(len(written), 'file')}, {size_text(sum(one.size for one in written))},"
        f" {of}"
    )


def bundled_text(made: Bundled) -> Iterator[RenderableType]:
    """The file, what is in it, what was left out and how to have it in."""
    version = made.version
    yield (
        f"{made.path}: {size_text(made.size)}, {terminal.counted(len(made.files), 'file')}, version"
        f" {version.version} of {version.plan}"
    )
    if made.with_original:
        yield (
            f"with the original {version.file_name}, and with whatever comments, deleted text, authors and"
            " macros it holds"
        )
    else:
        yield (
            f"without the original {version.file_name} (it may hold comments, deleted text, authors, macros);"
            " --with-originals puts it in"
        )


def size_text(size: int) -> str:
    """1.2 MB, 13 kB, 77 bytes."""
    return next((f"{size / scale:.3g} {unit}" for scale, unit in _SCALES if size >= scale), f"{size} bytes")
