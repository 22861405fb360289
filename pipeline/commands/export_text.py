"""What `export` and `bundle` tell."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import RenderableType

from models.language import many, say
from pipeline.commands import terminal
from pipeline.export.bundle import Bundled
from pipeline.export.export import Exported
from pipeline.export.partitioned import Partitions, WrittenPart
from pipeline.export.selection import Selection

_SCALES = ((1_000_000, "MB"), (1_000, "kB"))


def exported_text(
    written: Sequence[Exported], selection: Selection, folder: Path
) -> Iterator[RenderableType]:
    """A line a file, what did not fit, and of which plans it is."""
    yield terminal.table(
        (say("file"), say("rows"), say("size")),
        [(one.path.name, f"{one.rows:,}", size_text(one.size)) for one in written],
        right=(say("rows"), say("size")),
    )
    for one in written:
        yield from (say("{file}: {note}", file=one.path.name, note=note) for note in one.notes)
    plans = len({version.plan for version in selection.versions})
    yield say(
        "{folder}: {files}, {size}, {versions} of {plans}",
        folder=folder,
        files=many(len(written), "{n} file", "{n} files"),
        size=size_text(sum(one.size for one in written)),
        versions=many(len(selection.versions), "{n} version", "{n} versions"),
        plans=many(plans, "{n} plan", "{n} plans"),
    )


def partitions_text(found: Partitions, place: str) -> Iterator[RenderableType]:
    """A line a view that got files, then what became of the folder."""
    if found.written:
        views = groupby(sorted(found.written, key=lambda one: one.view), lambda one: one.view)
        yield terminal.table(
            (say("view"), say("files"), say("rows"), say("size")),
            [_view_line(view, [*parts]) for view, parts in views],
            right=(say("files"), say("rows"), say("size")),
        )
    yield say(
        "{place}: {written} written, {kept} there already, {removed} out of date and taken away",
        place=place,
        written=many(len(found.written), "{n} file", "{n} files"),
        kept=f"{found.kept:,}",
        removed=f"{found.removed:,}",
    )
    if found.strange:
        yield say(
            "{place}: files of plans that this database does not hold (removed, renamed, or of another"
            " database) were left as they are: {plans}",
            place=place,
            plans=say(", ").join(found.strange),
        )


def _view_line(view: str, parts: Sequence[WrittenPart]) -> tuple[str, str, str, str]:
    size = size_text(sum(one.size for one in parts))
    return view, f"{len(parts):,}", f"{sum(one.rows for one in parts):,}", size


def bundled_text(made: Bundled) -> Iterator[RenderableType]:
    """The file, what is in it, what was left out and how to have it in."""
    version = made.version
    yield say(
        "{zip}: {size}, {files}, version {number} of {plan}",
        zip=made.path,
        size=size_text(made.size),
        files=many(len(made.files), "{n} file", "{n} files"),
        number=version.version,
        plan=version.plan,
    )
    if made.with_original:
        yield say(
            "with the original {file}, and with whatever comments, deleted text, authors and macros it holds",
            file=version.file_name,
        )
    else:
        yield say(
            "without the original {file} (it may hold comments, deleted text, authors, macros);"
            " --with-originals puts it in",
            file=version.file_name,
        )


def size_text(size: int) -> str:
    """1.2 MB, 13 kB, 77 bytes."""
    for scale, unit in _SCALES:
        if size >= scale:
            return f"{size / scale:.3g} {unit}"
    return many(size, "{n} byte", "{n} bytes")
